"""What stats and moves make, and what layers say in constants."""

from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.errors import PlotSpecError

XY = {"x": list("aaabbb"), "y": [1, 2, 3, 4, 5, 6]}
MANY = {"x": np.arange(244), "y": np.arange(244) % 7}


def texts(plot):
    return [text.get_text() for text in plot.plot().axes[0].texts]


@pytest.mark.parametrize("name", ["color", "group", "linestyle"])
def test_n7_percentiles_split_a_line(name):
    made = so.Plot(XY, x="x", y="y").add(so.Line(), so.Perc([25, 50, 75]), **{name: "percentile"})
    assert len(made.plot().axes[0].lines) == 3


def test_n17_a_text_of_constants_is_one():
    p = so.Plot(MANY, x="x", y="y", color="x").add(so.Dots())
    assert texts(p.add(so.Text(), x=6, y=45, text="outlier")) == ["outlier"]
    made = p.add(so.Dot(), x=6, y=45).plot().data(layer=1)
    assert {name: column.tolist() for name, column in made.items()} == {"x": [6], "y": [45]}


def test_n17_constants_that_leave_positions_to_the_data_are_of_all_rows():
    made = so.Plot(XY, x="x", y="y").add(so.Dash(), y=0).plot().data(layer=0)
    assert set(made["x"]) == {"a", "b"}
    assert set(made["y"]) == {0.0}


def test_n18_a_text_is_the_computed_value():
    p = so.Plot(XY, x="x", y="y")
    assert texts(p.add(so.Text(), so.Agg(), text="y")) == ["2", "5"]
    assert texts(p.add(so.Text(), so.Est(errorbar="sd"), text="ymax")) == ["3", "6"]
    assert texts(so.Plot(XY, y="x", x="y").add(so.Text(), so.Agg("max"), text="x")) == ["3", "6"]


@pytest.mark.parametrize(
    ("mark", "stat", "missing"),
    [
        (so.Band(), so.PolyFit(1), "ymin and ymax are required"),
        (so.Range(), so.KDE(), "ymin and ymax are required"),
        (so.Band() + so.Line(), so.PolyFit(1), "ymin and ymax are required"),
    ],
)
def test_n19_a_stat_that_does_not_make_what_the_mark_needs(mark, stat, missing):
    p = so.Plot(x=[1, 2, 3], y=[1, 2, 3]).add(mark, stat)
    with pytest.raises(PlotSpecError, match=missing):
        p.plot()


def test_n22_csv_as_frame_and_as_query(tmp_path):
    path = tmp_path / "rows.csv"
    rows = {"day": ["Sun", "Fri", "Sat", "Fri"], "n": [1, 2, 3, 4], "g": ["v", "u", "v", "w"]}
    pd.DataFrame(rows).to_csv(path, index=False)
    found = []
    for data in (pl.read_csv(path), pl.scan_csv(path), duckdb.read_csv(str(path))):
        p = so.Plot(data, x="day", y="n", color="g").add(so.Bar(), so.Agg("sum"), so.Stack())
        made = p.plot()
        ticks = [text.get_text() for text in made.axes[0].get_xticklabels()]
        keys = [key.label for key in made.drawing.legends[0].keys]
        boxes = sorted(box.get_bbox().bounds for box in made.artists(layer=0))
        found.append((ticks, keys, boxes))
    assert found[0][:2] == (["Sun", "Fri", "Sat"], ["v", "u", "w"])
    assert found[0] == found[1] == found[2]


@dataclass(frozen=True)
class Wide(so.Stat):
    makes = {"y": "y", "width": "number"}

    def compute(self, y):
        return {"y": y.mean(), "width": 0.25}


@dataclass(frozen=True)
class Both(so.Stat):
    makes = {"y": "y"}

    def compute(self, y, color):
        return {"y": y.sum()}


@dataclass(frozen=True)
class Loses(so.Stat):
    makes = {"y": "y"}

    def __call__(self, data, by):
        return data.group("x").agg(y=so.reduce.sum("y"))


@dataclass(frozen=True)
class Drops(so.Move):
    def __call__(self, t, by):
        return t.filter(t["y"] > 2)


@dataclass(frozen=True)
class Plain(so.Mark):
    color: so.MappableColor = so.Mappable("C0")
    alpha: so.MappableFloat = so.Mappable(0.5)

    def draw(self, v, pane):
        from matplotlib.patches import Rectangle

        rgba = np.broadcast_to(v.rgba(), (v.n, 4))
        for x, y, color in zip(v.x, v.y, rgba, strict=True):
            patch = Rectangle((x, y), 0.5, 0.5, facecolor=color)
            pane.artist(lambda ax, project, patch=patch: ax.add_patch(patch))


def test_n23_a_width_that_a_stat_makes_is_a_share():
    (first, *_) = so.Plot(XY, x="x", y="y").add(so.Bar(), Wide()).plot().artists(layer=0)
    assert first.get_width() == pytest.approx(0.25)


def test_n23_what_compute_asks_for_it_is_not_grouped_by():
    p = so.Plot(XY, x="x", y="y", color=list("uvwuvw")).add(so.Bar(), Both())
    assert np.asarray(p.plot().data(layer=0)["y"]).tolist() == [6, 15]


def test_n23_a_stat_that_loses_the_facet():
    p = so.Plot(XY, x="x", y="y").facet(list("uvwuvw")).add(so.Dot(), Loses())
    with pytest.raises(PlotSpecError, match="must keep the columns that it is grouped by"):
        p.plot()


def test_n23_a_move_that_drops_rows():
    p = so.Plot(XY, x="x", y="y").add(so.Dot(), Drops())
    with pytest.raises(PlotSpecError, match="A move must keep all rows, and this one lost 2 of 6"):
        p.plot()


def test_n23_colours_for_artists_have_an_alpha():
    made = so.Plot(XY, x="x", y="y", color="x").add(Plain()).plot()
    patches = [p for p in made.axes[0].get_children() if type(p).__name__ == "Rectangle"]
    alphas = [patch.get_facecolor()[3] for patch in patches if patch.get_width() == 0.5]
    assert alphas == [0.5] * 6
