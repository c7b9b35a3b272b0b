"""What authors write with public names alone works in every situation without more lines."""

import inspect
import warnings

import numpy as np
import pandas as pd
import polars as pl
import pytest
from matplotlib.figure import Figure

import plotkit.objects as so
from plotkit.marks.primitives import Boxes, Lines, Points
from tests.authors.marks import (
    LENGTHS,
    Box,
    Bracket,
    Candlestick,
    Hatched,
    Levels,
    Rule,
    Span,
    Swarm,
    Violin,
    raincloud,
)
from tests.engines import ENGINES

N = 120
RNG = np.random.default_rng(3)
ROWS = pd.DataFrame(
    {
        "day": np.tile(["Thu", "Fri", "Sat"], N // 3),
        "when": np.tile(pd.date_range("2024-01-01", periods=3), N // 3),
        "at": np.tile([1.0, 10.0, 100.0], N // 3),
        "tip": RNG.gamma(2, 2, N) + 0.5,
        "sex": np.repeat(["F", "M"], N // 2),
        "time": np.repeat(["Lunch", "Dinner", "Lunch", "Dinner"], N // 4),
    }
)
STOCKS = ROWS.groupby(["day", "when", "at", "sex", "time"], sort=False).tip.agg(
    first="first", least="min", most="max", last="last"
)
STOCKS = STOCKS.reset_index()
GIVEN = {"low": "least", "open": "first", "close": "last", "high": "most"}

SITUATIONS = {
    "upright": lambda p: p(x="day", y="tip"),
    "horizontal": lambda p: p(y="day", x="tip"),
    "facets": lambda p: p(x="day", y="tip").facet("time"),
    "horizontal facets": lambda p: p(y="day", x="tip").facet(row="time"),
    "log": lambda p: p(x="day", y="tip").scale(y="log"),
    "horizontal log": lambda p: p(y="day", x="tip").scale(x="log"),
    "log positions": lambda p: p(x="at", y="tip").scale(x="log"),
    "dates": lambda p: p(x="when", y="tip"),
    "horizontal dates": lambda p: p(y="when", x="tip", orient="y"),
}


LAYERS = {
    "box": lambda: (Box(), so.Dodge()),
    "violin": lambda: (Violin(), so.Dodge()),
    "raincloud": lambda: (raincloud(), so.Dodge()),
    "rule": lambda: (Rule(), so.Agg()),
    "span": lambda: (Span(), so.Est(errorbar="sd")),
    "swarm": lambda: (so.Dots(), so.Dodge(), Swarm()),
    "bracket": lambda: (so.Dots() + Bracket(), so.Agg("max"), so.Dodge()),
}


def plot_of(situation, *layer):
    """Return a layer, coloured by sex, in one of the situations."""
    return SITUATIONS[situation](
        lambda orient=None, **positions: so.Plot(ROWS, color="sex", **positions).add(
            *layer, orient=orient
        )
    )


def drawn(plot):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compiled = plot.plot()
        compiled.figure.draw_without_rendering()
    return compiled


def primitives(compiled, kind, panel=0):
    marks = compiled.drawing.panels[panel].marks
    return [p for mark in marks for p in mark.primitives if isinstance(p, kind)]


@pytest.mark.parametrize("name", LENGTHS)
def test_it_is_short(name):
    things, most = LENGTHS[name]
    lines = [line for thing in things for line in inspect.getsource(thing).splitlines()]
    assert len([line for line in lines if line.strip()]) <= most


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("name", LAYERS)
def test_it_works_in_every_situation(name, situation):
    compiled = drawn(plot_of(situation, *LAYERS[name]()))
    assert compiled.artists(0)
    (legend,) = compiled.drawing.legends
    assert [key.label for key in legend.keys] == ["F", "M"]
    assert all(key.primitives for key in legend.keys)
    for panel in compiled.drawing.panels:
        assert panel.marks
        assert np.isfinite([*panel.x.limits, *panel.y.limits]).all()


@pytest.mark.parametrize("situation", SITUATIONS)
def test_candlesticks(situation):
    def make(orient=None, **positions):
        place = {name: column for name, column in positions.items() if column != "tip"}
        plot = so.Plot(STOCKS, color="sex", **place, **GIVEN)
        return plot.add(Candlestick(), so.Dodge(), orient=orient)

    compiled = drawn(SITUATIONS[situation](make))
    boxes = primitives(compiled, Boxes)[0]
    lines = primitives(compiled, Lines)[0]
    assert len(boxes.corners) == len(lines.paths) == 6 // len(compiled.axes) or len(boxes.corners)
    assert boxes.flip == situation.startswith("horizontal")
    across = 1 if boxes.flip else 0
    np.testing.assert_allclose(
        boxes.corners.mean(axis=1)[:, across], lines.paths.xy[::2, across], atol=1e-9
    )
    assert [key.label for key in compiled.drawing.legends[0].keys] == ["F", "M"]


class TestBox:
    def test_its_numbers(self):
        compiled = drawn(so.Plot(ROWS, x="day", y="tip").add(Box()))
        table = compiled.data()
        for row, day in enumerate(["Thu", "Fri", "Sat"]):
            tips = ROWS.tip[ROWS.day == day]
            assert table["q1"][row] == pytest.approx(tips.quantile(0.25))
            assert table["median"][row] == pytest.approx(tips.median())
        outliers = compiled.data(part="outliers")
        assert len(table) == 3 and len(outliers) + N == N + len(outliers)
        assert len(primitives(compiled, Points)[0].xy) == len(outliers)

    def test_outliers_stand_over_their_boxes(self):
        compiled = drawn(so.Plot(ROWS, x="day", y="tip", color="sex").add(Box(), so.Dodge()))
        middles = primitives(compiled, Boxes)[0].corners.mean(axis=1)[:, 0]
        outliers = primitives(compiled, Points)[0].xy[:, 0]
        assert np.abs(outliers[:, None] - middles).min(axis=1).max() < 1e-9

    def test_columns_that_are_given(self):
        given = pd.DataFrame({"x": ["a"], "l": [1], "a": [2], "m": [3], "b": [4], "h": [5]})
        names = {"ymin": "l", "q1": "a", "median": "m", "q3": "b", "ymax": "h"}
        compiled = drawn(so.Plot(given, x="x", **names).add(Box()))
        assert primitives(compiled, Boxes)[0].corners[:, :, 1].tolist() == [[2, 4]]
        assert not primitives(compiled, Points)

    @pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
    def test_of_lazy_data(self, engine):
        frame = pl.from_pandas(ROWS)
        data = frame if engine is None else engine(frame)
        compiled = drawn(so.Plot(data, x="day", y="tip", color="sex").add(Box(), so.Dodge()))
        assert len(primitives(compiled, Boxes)[0].corners) == 6


class TestViolin:
    def test_the_widest_is_as_wide_as_the_mark_in_all_panels(self):
        plot = so.Plot(ROWS, x="day", y="tip").facet("sex").add(Violin(width=0.5))
        compiled = drawn(plot)
        widths = []
        for panel in compiled.drawing.panels:
            for run in panel.marks[0].primitives[0].paths.split():
                widths.append(np.ptp(run[:, 0]))
        assert max(widths) == pytest.approx(0.5)
        assert len(widths) == 6 and min(widths) < 0.49


def test_a_raincloud_is_one_layer():
    compiled = drawn(so.Plot(ROWS, x="day", y="tip", color="sex").add(raincloud(), so.Dodge()))
    assert {mark.layer for mark in compiled.drawing.panels[0].marks} == {0}
    assert [mark.name for mark in compiled.drawing.panels[0].marks] == ["Violin", "Box", "Dots"]
    assert len(primitives(compiled, Points)[-1].xy) == N


class TestContour:
    GRID = np.linspace(-2, 2, 25)
    DATA = pd.DataFrame({"x": np.tile(GRID, 25), "y": np.repeat(GRID, 25)})
    DATA["z"] = np.exp(-(DATA.x**2) - DATA.y**2)
    PLOT = so.Plot(DATA, x="x", y="y", z="z")

    def test_coloured_levels(self):
        plot = self.PLOT.add(so.Path(), Levels(), color="level", group="piece")
        compiled = drawn(plot)
        (legend,) = compiled.drawing.legends
        assert [key.label for key in legend.keys] == ["0.25", "0.5", "0.75"]
        for run, level in zip(
            primitives(compiled, Lines)[0].paths.split(), Levels().at, strict=True
        ):
            np.testing.assert_allclose(np.hypot(*run.T), np.sqrt(-np.log(level)), rtol=0.01)

    def test_in_facets_over_dates_and_horizontal(self):
        both = pd.concat(
            [self.DATA.assign(g="one"), self.DATA.assign(g="two", z=lambda d: d.z / 2)]
        )
        both["day"] = pd.Timestamp("2024-01-01") + pd.to_timedelta(both.x, "D")
        plot = so.Plot(both, x="day", y="y", z="z").facet("g")
        compiled = drawn(plot.add(so.Path(), Levels((0.4,)), color="level", orient="y"))
        sizes = [np.ptp(panel.marks[0].primitives[0].paths.xy[:, 1]) for panel in
                 compiled.drawing.panels]  # fmt: skip
        assert sizes[0] > sizes[1] > 0


class TestRuleAndSpan:
    PLOT = so.Plot(ROWS, x="day", y="tip", color="sex")

    def test_a_constant(self):
        compiled = drawn(self.PLOT.add(so.Dots()).add(Rule(), y=5).add(Span(), ymin=2, ymax=3))
        rule, span = (mark.primitives[0] for mark in compiled.drawing.panels[0].marks[1:])
        assert rule.paths.xy.tolist() == [[0, 5], [1, 5]]
        assert span.corners.tolist() == [[[0, 2], [1, 3]]]
        assert len(compiled.artists(1)) == 1

    def test_a_vertical_one(self):
        plot = so.Plot(ROWS, x="tip", y="at").add(so.Dots()).add(Rule(), x=5)
        rule = drawn(plot).drawing.panels[0].marks[1].primitives[0]
        assert rule.paths.xy.tolist() == [[5, 0], [5, 1]]

    def test_a_column(self):
        targets = pd.DataFrame({"goal": [2.0, 4.0], "sex": ["F", "M"]})
        plot = self.PLOT.add(so.Dots()).add(Rule(), data=targets, y="goal")
        rule = drawn(plot).drawing.panels[0].marks[1].primitives[0]
        assert rule.paths.xy[:, 1].tolist() == [2, 2, 4, 4]
        assert len(np.unique(np.asarray(rule.color), axis=0)) == 2

    @pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
    def test_the_mean_by_group_and_facet(self, engine):
        frame = pl.from_pandas(ROWS)
        data = frame if engine is None else engine(frame)
        plot = so.Plot(data, y="day", x="tip", color="sex").facet("time").add(Rule(), so.Agg())
        compiled = drawn(plot)
        assert [str(panel.title) for panel in compiled.drawing.panels] == ["Lunch", "Dinner"]
        for panel, time in zip(compiled.drawing.panels, ["Lunch", "Dinner"], strict=True):
            means = ROWS[ROWS.time == time].groupby("sex").tip.mean()
            found = panel.marks[0].primitives[0].paths.xy
            np.testing.assert_allclose(found[::2, 0], means)
            assert found[:2, 1].tolist() == [0, 1]

    def test_they_do_not_widen_the_limits(self):
        alone = drawn(self.PLOT.add(so.Dots())).axes[0].get_ylim()
        assert drawn(self.PLOT.add(so.Dots()).add(Rule(), y=5)).axes[0].get_ylim() == alone

    @pytest.mark.parametrize("shape", ["upright", "horizontal"])
    def test_a_word_when_out_of_view(self, shape):
        value = "y" if shape == "upright" else "x"
        plot = SITUATIONS[shape](lambda **positions: so.Plot(ROWS, **positions)).add(so.Dots())
        far = plot.add(Rule(), **{value: 500})
        with pytest.warns(so.PlotWarning, match=f"1 of 1 are out of view on the {value} axis"):
            far.plot()
        drawn(far.limit(**{value: (0, 10)}))  # the user said what is in view

    def test_alone_they_are_in_view(self):
        low, high = drawn(so.Plot().add(Rule(), y=500)).axes[0].get_ylim()
        assert low < 500 < high

    def test_a_key(self):
        compiled = drawn(self.PLOT.add(so.Dots()).add(Rule(), y=5, label="goal"))
        key = compiled.drawing.legends[1].keys[0]
        assert key.label == "goal"
        assert key.primitives[0].paths.xy.tolist() == [[0, 0.5], [1, 0.5]]

    def test_one_axis_at_a_time(self):
        with pytest.raises(so.PlotSpecError, match="at values of one axis, but is given 'x', 'y'"):
            self.PLOT.add(Rule(), x=1, y=2).plot()


class TestBracket:
    @pytest.mark.parametrize("x", ["day", "when"])
    def test_over_dodged_groups(self, x):
        plot = so.Plot(ROWS, x=x, y="tip", color="sex").add(so.Bar(), so.Agg(), so.Dodge())
        compiled = drawn(plot.add(Bracket(), so.Agg(), so.Dodge()))
        bars, *brackets = compiled.drawing.panels[0].marks
        middles = bars.primitives[0].corners.mean(axis=1)[:, 0].reshape(2, 3)
        lines = [p for p in brackets[0].primitives if isinstance(p, Lines)]
        assert len(lines) == 3
        for i, line in enumerate(lines):
            ends = np.sort(np.unique(np.round(line.paths.xy[:, 0], 6)))
            np.testing.assert_allclose(ends, np.round(np.sort(middles[:, i]), 6))


class TestSwarm:
    @pytest.mark.parametrize("size", [(4, 3), (8, 6), (3, 9)])
    @pytest.mark.parametrize("shape", ["upright", "horizontal", "facets", "log", "dates"])
    def test_no_two_points_overlap_at_any_size(self, size, shape):
        plot = plot_of(shape, so.Dots(pointsize=4), Swarm(), so.Dodge()).layout(size=size)
        compiled = drawn(plot)
        for artist in compiled.artists(0):
            places = artist.get_offset_transform().transform(artist.get_offsets())
            gaps = np.hypot(*(places[:, None] - places).T)
            np.fill_diagonal(gaps, np.inf)
            assert gaps.min() > 4 * compiled.figure.dpi / 72 - 1e-6

    def test_it_is_packed_anew_when_the_figure_changes(self):
        figure = Figure(figsize=(4, 3))
        plot = so.Plot(ROWS, x="day", y="tip").add(so.Dots(pointsize=4), Swarm()).on(figure)
        (artist,) = drawn(plot).artists(0)
        before = artist.get_offset_transform().transform(artist.get_offsets())
        figure.set_size_inches(8, 3)
        figure.draw_without_rendering()
        after = artist.get_offset_transform().transform(artist.get_offsets())
        assert np.ptp(after[:, 0]) > 1.5 * np.ptp(before[:, 0])


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@pytest.mark.parametrize("shape", ["upright", "horizontal", "facets", "dates"])
def test_hatches_with_their_legend(shape, engine):
    frame = pl.from_pandas(ROWS)
    data = frame if engine is None else engine(frame)
    plot = SITUATIONS[shape](lambda **positions: so.Plot(data, hatch="sex", **positions))
    compiled = drawn(plot.add(Hatched(), so.Agg(), so.Dodge()))
    hatches = {str(hatch) for hatch in np.asarray(primitives(compiled, Boxes)[0].hatch)}
    assert len(hatches) == 2
    keys = compiled.drawing.legends[0].keys
    assert [key.label for key in keys] == ["F", "M"]
    assert {str(np.asarray(key.primitives[0].hatch).ravel()[0]) for key in keys} == hatches
