"""Rule and Span: rows R1 to R5 of the cases, and their neighbours."""

import datetime
import warnings

import numpy as np
import pandas as pd
import polars as pl
import pytest
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.marks.primitives import Boxes, Lines, Points
from plotkit.marks.rule import to_the_edges
from plotkit.page import Page
from tests.engines import LAZY

N = 244
ROWS = pd.DataFrame(
    {
        "x": np.linspace(0, 10, N),
        "y": np.tile([0.0, 10, 4, 5], N // 4),
        "when": pd.date_range("2024-01-01", periods=N, freq="D"),
        "level": np.tile(["a", "b", "c", "d"], N // 4),
        "sex": np.repeat(["F", "M"], N // 2),
    }
)


def drawn(plot):
    with warnings.catch_warnings():
        warnings.simplefilter("error", so.PlotWarning)
        return plot.plot().drawing


def shapes(drawing, kind, panel=0):
    marks = drawing.panels[panel].marks
    return [one for mark in marks for one in mark.primitives if isinstance(one, kind)]


def points(**variables):
    return so.Plot(ROWS, **({"x": "x", "y": "y"} | variables)).add(so.Dots())


def lines(plot, panel=0):
    """Return the lines of a plot, shape (n, 2, 2)."""
    (found,) = shapes(drawn(plot), Lines, panel)
    return found.paths.xy.reshape(-1, 2, 2)


class TestRule:
    def test_r1_out_of_view_there_is_a_word(self):
        plain = drawn(points()).panels[0]
        with pytest.warns(so.PlotWarning, match="1 of 1 are out of view on the y axis"):
            panel = points().add(so.Rule(), y=500).plot().drawing.panels[0]
        assert panel.y.limits == plain.y.limits and panel.x.limits == plain.x.limits

    def test_r1_limits_bring_it_in(self):
        panel = drawn(points().add(so.Rule(limits=True), y=500)).panels[0]
        assert panel.y.limits[1] > 500
        assert panel.x.limits == drawn(points()).panels[0].x.limits

    @pytest.mark.parametrize("first", [True, False])
    def test_r2_a_text_is_a_date_on_an_axis_of_times(self, first):
        layers = [(so.Rule(), {"x": "2024-03-01"}), (so.Dots(), {})]
        plot = so.Plot(ROWS, x="when", y="y")
        for mark, given in layers if first else layers[::-1]:
            plot = plot.add(mark, **given)
        march = (datetime.date(2024, 3, 1) - datetime.date(1970, 1, 1)).days
        assert_allclose(lines(plot), [[[march, 0], [march, 1]]])
        whole = drawn(points(x="when")).panels[0]
        assert drawn(plot).panels[0].x.limits == whole.x.limits

    @pytest.mark.parametrize("first", [True, False])
    def test_r2_a_text_is_the_middle_of_its_level(self, first):
        plot = so.Plot(ROWS, x="level", y="y")
        rule = (so.Rule(),), {"x": "b"}
        plot = (
            plot.add(*rule[0], **rule[1]).add(so.Dots())
            if first
            else plot.add(so.Dots()).add(*rule[0], **rule[1])
        )
        assert_allclose(lines(plot), [[[1, 0], [1, 1]]])
        assert drawn(plot).panels[0].x.scale.units.levels == ("a", "b", "c", "d")

    def test_r2_no_such_level(self):
        plot = points(x="level").add(so.Rule(), x="z")
        with pytest.raises(so.PlotSpecError, match=r"x='z' is no level of the x axis.*'a', 'b'"):
            plot.plot()

    def test_r2_a_text_on_an_axis_of_numbers(self):
        with pytest.raises(so.PlotSpecError, match="x='z' names no column, and the x axis has no"):
            points().add(so.Rule(), x="z").plot()
        with pytest.raises(so.PlotSpecError, match="x='z' names no column"):
            so.Plot(ROWS).add(so.Rule(), x="z").plot()
        with pytest.raises(so.PlotSpecError, match="is not a date"):
            points(x="when").add(so.Rule(), x="soon").plot()

    def test_r2_a_misspelt_column_is_told_at_the_call(self):
        with pytest.raises(so.PlotSpecError, match="Did you mean 'level'"):
            points().add(so.Rule(), x="leve1")

    def test_r3_a_constant_is_in_every_panel(self):
        plot = points().facet("level").add(so.Rule(), y=3)
        assert [len(lines(plot, panel)) for panel in range(4)] == [1] * 4

    def test_r3_a_table_with_the_facet_is_in_its_panels(self):
        own = {"level": ["a", "c", "c"], "at": [1, 2, 3]}
        drawing = drawn(points().facet("level").add(so.Rule(), data=own, y="at"))
        counts = [sum(len(one.paths) for one in shapes(drawing, Lines, i)) for i in range(4)]
        assert counts == [1, 0, 2, 0]

    def test_r3_a_table_without_the_facet_is_in_all_panels(self):
        plot = points().facet("level").add(so.Rule(), data={"at": [1, 2]}, y="at")
        assert [len(lines(plot, panel)) for panel in range(4)] == [2] * 4

    def test_r3_its_data_make_no_panel(self):
        own = {"level": ["a", "new"], "at": [1, 2]}
        with pytest.warns(so.PlotWarning, match="1 with col in an unlisted level"):
            compiled = points().facet("level").add(so.Rule(), data=own, y="at").plot()
        assert len(compiled.drawing.panels) == 4

    @pytest.mark.parametrize("orient", ["x", "y"])
    def test_r4_one_line_a_group_at_its_mean(self, orient):
        value = "y" if orient == "x" else "x"
        plot = points(color="sex").add(so.Rule(), so.Agg(), orient=orient)
        found = lines(plot)[:, 0, 1 if orient == "x" else 0]
        assert_allclose(found, ROWS.groupby("sex")[value].mean())

    def test_r4_in_facets(self):
        plot = points(color="sex").facet("level").add(so.Rule(), so.Agg())
        means = ROWS.groupby(["level", "sex"]).y.mean().unstack()
        for panel, level in enumerate("abcd"):
            assert_allclose(lines(plot, panel)[:, 0, 1], means.loc[level])

    @pytest.mark.parametrize("orient", ["x", "y"])
    def test_r4_its_key_lies_as_it_does(self, orient):
        drawing = drawn(points(color="sex").add(so.Rule(), so.Agg(), orient=orient))
        (legend,) = drawing.legends
        key = next(one for one in legend.keys[0].primitives if isinstance(one, Lines))
        across = 0 if orient == "x" else 1
        assert_allclose(np.ptp(key.paths.xy, axis=0)[across], 1)
        assert_allclose(np.ptp(key.paths.xy, axis=0)[1 - across], 0)

    def test_r4_keys_of_levels_that_it_lacks_are_not_struck_through(self):
        own = {"level": ["a", "b"], "at": [1, 2]}
        (legend,) = drawn(points(color="level").add(so.Rule(), data=own, y="at")).legends
        struck = [any(isinstance(p, Lines) for p in key.primitives) for key in legend.keys]
        assert struck == [True, True, False, False]

    def test_its_label_is_an_entry(self):
        (legend,) = drawn(points().add(so.Rule(), y=3, label="target")).legends
        assert [key.label for key in legend.keys] == ["target"]

    @pytest.mark.parametrize("engine", LAZY)
    def test_in_an_engine(self, engine):
        lazy = LAZY[engine](
            pl.DataFrame({name: ROWS[name].to_list() for name in ("x", "y", "sex")})
        )
        plot = so.Plot(lazy, x="x", y="y", color="sex")
        plot = plot.add(so.Dots()).add(so.Rule(), so.Agg())
        assert_allclose(np.sort(lines(plot)[:, 0, 1]), np.sort(ROWS.groupby("sex").y.mean()))

    def test_what_it_needs(self):
        with pytest.raises(so.PlotSpecError, match="y is required, or slope and intercept"):
            so.Plot(ROWS, x="x").add(so.Rule(), orient="x").plot()


class TestSlope:
    def test_constants_are_one_line(self):
        found = lines(points().add(so.Rule(), slope=2, intercept=-1))
        assert_allclose(found, [[[0, -1], [1, 1]]])
        assert drawn(points().add(so.Rule(), slope=200, intercept=-1)).panels[0].y.limits == (
            drawn(points()).panels[0].y.limits
        )

    def test_columns_by_group_and_facet(self):
        fits = {"sex": ["F", "M", "F"], "level": ["a", "a", "b"], "b": [1, 2, 3], "a": [0, 0, 1]}
        plot = points(color="sex").facet("level")
        plot = plot.add(so.Rule(), data=fits, slope="b", intercept="a")
        assert_allclose(lines(plot)[:, 1, 1], [1, 2])
        assert_allclose(lines(plot, 1)[:, 1, 1], [4])

    def test_one_of_both_is_not_enough(self):
        with pytest.raises(so.PlotSpecError, match="asks for 'intercept'"):
            points().add(so.Rule(), slope=1).plot()

    @pytest.mark.parametrize("scale", [None, "log"])
    def test_it_goes_through_the_panel(self, scale):
        rows = {"x": [1.0, 100], "y": [1.0, 1000]}
        plot = so.Plot(rows, x="x", y="y").add(so.Dots()).scale(x=scale, y=scale)
        plot = plot.add(
            so.Rule(), slope=1.5 if scale else 999 / 99, intercept=0 if scale else 1 - 999 / 99
        )
        compiled = plot.plot()
        compiled.figure.draw_without_rendering()
        (artist,) = compiled.artists(1)
        (run,) = artist._runs()
        ax = compiled.axes[0]
        inside = ax.transAxes.inverted().transform(run)
        assert (np.isclose(inside, 0) | np.isclose(inside, 1)).any(axis=1).all()
        for x, y in zip(rows["x"], rows["y"], strict=True):
            at = ax.transData.transform((x, y))
            (x0, y0), (x1, y1) = run
            assert abs((x1 - x0) * (at[1] - y0) - (y1 - y0) * (at[0] - x0)) < 1

    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            ((0, 0), (1, 1), [(0, 0), (50, 50)]),
            ((10, 10), (9, 10), [(100, 10), (0, 10)]),
            ((20, -5), (20, -4), [(20, 0), (20, 50)]),
            ((0, 60), (1, 60), [(np.nan, np.nan)] * 2),
            ((0, 200), (1, 201), [(np.nan, np.nan)] * 2),
        ],
    )
    def test_where_it_meets_the_sides(self, start, end, expected):
        xy = np.array([start, end], dtype=float)
        page = Page(xy, (100, 50), np.zeros((2, 2)), np.zeros((2, 2)))
        assert_allclose(to_the_edges(page), expected)


class TestSpan:
    def test_r5_one_band_of_the_opacity_that_was_asked_for(self):
        plot = points().add(so.Span(), xmin=0.2, xmax=0.4, alpha=0.2)
        drawing = drawn(plot)
        (band,) = shapes(drawing, Boxes)
        assert_allclose(band.corners, [[[0.2, 0], [0.4, 1]]])
        assert np.ravel(band.color)[-1] == 0.2
        assert band.kws["zorder"] < 2 and len(shapes(drawing, Points)) == 1
        plain = drawn(points()).panels[0]
        assert drawing.panels[0].x.limits == plain.x.limits
        assert drawing.panels[0].y.limits == plain.y.limits
        assert not drawing.legends

    @pytest.mark.parametrize(
        ("low", "high", "expected"),
        [("a", "b", (-0.5, 1.5)), ("b", "b", (0.5, 1.5)), ("c", "b", (0.5, 2.5))],
    )
    def test_r5_levels_are_whole(self, low, high, expected):
        (band,) = shapes(drawn(points(x="level").add(so.Span(), xmin=low, xmax=high)), Boxes)
        assert_allclose(band.corners[0, :, 0], expected)

    def test_r5_levels_of_the_other_axis(self):
        plot = so.Plot(ROWS, x="x", y="level").add(so.Dots()).add(so.Span(), ymin="a", ymax="a")
        (band,) = shapes(drawn(plot), Boxes)
        assert_allclose(band.corners[0], [[0, -0.5], [1, 0.5]])

    def test_dates(self):
        plot = points(x="when").add(so.Span(), xmin="2024-02-01", xmax="2024-02-15")
        (band,) = shapes(drawn(plot), Boxes)
        assert np.diff(band.corners[0, :, 0]) == 14

    def test_the_interval_of_a_stat(self):
        (band,) = shapes(drawn(points().add(so.Span(), so.Est(errorbar="sd"))), Boxes)
        mean, sd = ROWS.y.mean(), ROWS.y.std()
        assert_allclose(band.corners[0, :, 1], [mean - sd, mean + sd])

    def test_out_of_view(self):
        with pytest.warns(so.PlotWarning, match="1 of 1 are out of view on the x axis"):
            points().add(so.Span(), xmin=20, xmax=30).plot()
        panel = drawn(points().add(so.Span(limits=True), xmin=20, xmax=30)).panels[0]
        assert panel.x.limits[1] > 30
