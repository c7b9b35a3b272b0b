"""Whole drawings as text: each is kept in tests/snapshots and was read when it was accepted."""

from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
import pytest

import plotkit.objects as so
from tests.snapshot import FOLDER, check

DATA = {
    "x": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
    "y": [2.0, 4.0, 1.0, 3.0, 8.0, 5.0],
    "z": [1.0, 10.0, 100.0, 10.0, 1000.0, 1.0],
    "g": ["a", "b", "a", "b", "a", "b"],
    "h": ["u", "u", "v", "v", "u", "v"],
    "day": [date(2024, 1, d) for d in (1, 2, 3, 5, 8, 13)],
    "ok": [True, False, True, True, False, True],
    "low": [1.0, 3.0, 0.0, 2.0, 6.0, 4.0],
    "high": [3.0, 6.0, 2.0, 4.0, 9.0, 7.0],
}
HOLES = {"x": [1.0, None, 3.0, 4.0], "y": [2.0, 4.0, None, 3.0], "g": ["a", "b", None, "b"]}


def plot(**variables):
    return so.Plot(DATA, **variables)


def lifted(page):
    return page.xy + np.array([0, 9])


@dataclass(frozen=True)
class Everything(so.Mark):
    """What marks can draw, with all that can be said of it."""

    color: so.MappableColor = so.Mappable("C0")

    def draw(self, v, pane):
        square = np.array([[1, 1], [2, 1], [2, 2], [1, 2]])
        box = {"facecolor": (1, 1, 0, 1), "pad": 3}
        pane.points(v.xy(), color=v.color, place=lifted, limits=False)
        pane.spans([20, 30], color=v.color)
        pane.spans(1, 2, axis="x", ends=(0.25, 0.5), limits=True)
        pane.lines(square[None], arrow="both", headsize=9, place=partial(lifted))
        pane.areas([square, square * 0.1 + 1.3], [0, 0], hatch="//")
        pane.boxes([[[1, 2], [3, 4]]], radius=4, hatch=["x"])
        pane.texts([[0.5, 9]], ["a"], panel="x", rotation=30, turn=True, box=box, halo=2)
        pane.grid([0, 1, 3], [1, 0], [[[1, 0, 0, 1], [0, 0, 1, np.nan]]], interpolate=True)


WIDE = {"x": (0, 40), "y": (0, 40)}
SPECS = {
    # marks
    "dot": plot(x="x", y="y").add(so.Dot()),
    "dot-looks": plot(x="x", y="y", color="g", marker="g", pointsize="z").add(so.Dot(fill=False)),
    "dots-literal": plot(x="x", y="y", pointsize="y").add(so.Dots()).scale(pointsize=None),
    "line-color-style": plot(x="x", y="y", color="g", linestyle="h").add(so.Line()),
    "line-markers": plot(x="x", y="y").add(so.Line(marker="s", linewidth=3)),
    "path-gap": so.Plot(HOLES, x="x", y="y").add(so.Path()),
    "lines-group": plot(x="x", y="y", group="h").add(so.Lines(color="C2")),
    "area": plot(x="x", y="y", color="g").add(so.Area()),
    "band-limits": plot(x="x", ymin="low", ymax="high").add(so.Band()),
    "band-extremes": plot(x="g", y="y").add(so.Band()).add(so.Range()),
    "range-horizontal": plot(y="g", xmin="low", xmax="high").add(so.Range()),
    "dash": plot(x="g", y="y").add(so.Dash(width=0.5), color="h"),
    "text": plot(x="x", y="y", text="z").add(so.Text(halign="left", format="{:.0f}")),
    "bar-mapped-width": plot(x="g", y="y").add(so.Bar(), so.Agg(), width=0.4, baseline=1),
    "primitives": plot(x="x", y="y").add(Everything()).limit(**WIDE),
    "primitives-horizontal": plot(x="x", y="y").add(Everything(), orient="y").limit(**WIDE),
    "hatch": plot(x="g", y="y", hatch="h").add(so.Bar(), so.Agg(), so.Dodge()).add(so.Bars()),
    # stats
    "bar-agg": plot(x="g", y="y").add(so.Bar(), so.Agg()),
    "bar-count": plot(x="g").add(so.Bar(), so.Count()),
    "bars-hist": plot(x="y").add(so.Bars(), so.Hist(binwidth=2)),
    "bars-density-color": plot(x="y", color="h").add(
        so.Bars(), so.Hist("density", bins=2), alpha="density"
    ),
    "hist-log": plot(x="z").add(so.Bars(), so.Hist(bins=3)).scale(x="log"),
    "hist-horizontal": plot(y="y").add(so.Bars(), so.Hist(bins=3)),
    "count-text": plot(x="h").add(so.Bar(), so.Count()).add(so.Text(), so.Count(), text="count"),
    # moves
    "dodge": plot(x="g", y="y", color="h").add(so.Bar(), so.Agg(), so.Dodge()),
    "dodge-range": plot(x="g", y="y", color="h")
    .add(so.Bar(width=0.6), so.Agg(), so.Dodge())
    .add(so.Range(), so.Dodge()),
    "stack": plot(x="g", color="h").add(so.Bar(), so.Count(), so.Stack()),
    "stack-horizontal": plot(y="g", x="y", color="h").add(so.Bar(), so.Agg("sum"), so.Stack()),
    "jitter": plot(x="g", y="y").add(so.Dot(), so.Jitter()),
    "norm-percent": plot(x="h", y="y", color="g").add(
        so.Line(), so.Norm("sum", by=["x"], percent=True)
    ),
    "shift-horizontal": plot(x="y", y="g").add(so.Dot(), so.Shift(y=0.25)),
    # scales
    "log-bars": plot(x="x", y="z").add(so.Bar()).scale(y="log"),
    "times": plot(x="day", y="y").add(so.Line()).limit(x=("2024-01-01", "2024-02-01")),
    "nominal-order": plot(x="g", y="y")
    .add(so.Dot(), color="g")
    .scale(x=so.Nominal(order=["b", "a"]), color={"a": "k"}),
    "boolean": plot(x="ok", y="y", color="ok").add(so.Dot()),
    "continuous-color": plot(x="x", y="y", color="z").add(so.Dot()).scale(color="log"),
    "limits": plot(x="x", y="g").add(so.Dot()).limit(x=(10, 0), y=("b", None)),
    # panels
    "facet-col": plot(x="x", y="y").facet("g").add(so.Dot()),
    "facet-both": plot(x="x", y="y").facet("g", "h").add(so.Line()).share(y=False),
    "facet-titled": plot(x="x", y="y")
    .facet("g", "ok")
    .add(so.Dot())
    .label(title="All of it", col="group"),
    "facet-wrap": plot(x="x", y="y").facet("x", wrap=4).add(so.Dot()),
    "facet-other-data": plot(x="x", y="y")
    .facet("h", order=["v", "u"])
    .add(so.Dot())
    .add(so.Line(color="k"), data={"x": [1, 6], "y": [0, 9]}),
    "pair": plot(y="y").pair(x=["x", "g"]).add(so.Dot()).label(x1="group"),
    "pair-zip": plot()
    .pair(x=["x", "z"], y=["y", "low"], cross=False)
    .add(so.Dot())
    .scale(x1="log"),
    # guides and words
    "legend-layers": plot(x="x", y="y")
    .add(so.Dot(), label="points")
    .add(so.Line(), label="line")
    .label(legend="what", title="All", x="X", y=str.upper),
    "legend-merged": plot(x="x", y="y", color="g", linestyle="g")
    .add(so.Dot(), marker="h")
    .add(so.Line())
    .label(color="Group"),
    "constants": plot(x="x", y="y").add(so.Dot(), color="seen").add(so.Line(), y=3, color="limit"),
    "no-layers": plot(x="x").pair(y=["y", "z"]),
}


@pytest.mark.parametrize("name", SPECS)
def test_drawing(name, draw, check_snapshot):
    check_snapshot(name, draw(SPECS[name]))


def test_what_is_left_out_is_noted(draw, check_snapshot):
    dropped, lonely = "Some rows are not drawn", "each group has one row"
    with pytest.warns(so.PlotWarning, match=dropped), pytest.warns(so.PlotWarning, match=lonely):
        drawing = draw(so.Plot(HOLES, x="x", y="y", color="g").add(so.Line()))
    check_snapshot("holes", drawing)


def test_no_kept_text_without_a_test():
    assert {file.stem for file in FOLDER.glob("*.txt")} == {*SPECS, "holes"}


def test_a_snapshot_that_differs_or_is_missing_fails():
    kept = (FOLDER / "dot.txt").read_text(encoding="utf-8")
    check("dot", kept, update=False)
    with pytest.raises(AssertionError, match=r"(?s)differs from.*\n-grid 1 × 1\n\+grid 2 × 1"):
        check("dot", kept.replace("grid 1", "grid 2"), update=False)
    with pytest.raises(AssertionError, match=r"(?s)is missing in.*--update-snapshots.*\+grid 1"):
        check("no such drawing", kept, update=False)


@pytest.mark.parametrize("name", ["jitter", "facet-both", "legend-merged"])
def test_the_same_plot_gives_the_same_drawing(name, draw, check_snapshot):
    draw(plot(x="g", y="y").add(so.Dot(), so.Jitter(seed=np.random.default_rng().integers(99))))
    check_snapshot(name, draw(SPECS[name]))
