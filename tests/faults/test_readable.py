"""Numbers, dates and names as readers expect them: the cases of that kind, and their neighbours."""

import numpy as np
import pandas as pd
import pytest

import plotkit.objects as so


def shown(compiled, axis, panel=0):
    """Return the ticks in view of an axis as drawn, with their labels."""
    compiled.figure.draw_without_rendering()
    ax = compiled.axes[panel]
    found = ax.xaxis if axis == "x" else ax.yaxis
    low, high = sorted(found.get_view_interval())
    places = found.get_majorticklocs()
    labels = [label.get_text() for label in found.get_majorticklabels()]
    slack = 1e-9 * (high - low)
    return [
        (float(place), label)
        for place, label in zip(places, labels, strict=True)
        if low - slack <= place <= high + slack
    ]


def places(compiled, axis, panel=0):
    return [place for place, _ in shown(compiled, axis, panel)]


def texts(compiled, axis, panel=0):
    return [text for _, text in shown(compiled, axis, panel) if text]


def are_whole(values):
    return bool(values) and all(value == round(value) for value in values)


class TestWholeNumbers:
    def test_r1_whole_years_have_whole_ticks(self):
        p = so.Plot(x=[2019, 2020, 2021], y=[1.5, 2.5, 4]).add(so.Line())
        assert places(p.plot(), "x") == [2019, 2020, 2021]

    @pytest.mark.parametrize("orient", ["x", "y"])
    def test_counts_of_bars_are_whole(self, orient):
        p = so.Plot(**{orient: list("aab")}).add(so.Bar(), so.Hist())
        other = "y" if orient == "x" else "x"
        assert places(p.plot(), other) == [0, 1, 2]

    @pytest.mark.parametrize(
        "values",
        [[1, 2, None], pd.array([1, 2, None], dtype="Int64"), pd.Series([1, np.nan, 2])],
    )
    def test_missing_values_leave_numbers_whole(self, values):
        p = so.Plot(x=values, y=[1, 2, 3]).add(so.Dot())
        with pytest.warns(UserWarning, match="missing x"):
            assert places(p.plot(), "x") == [1, 2]

    def test_colour_bar_and_legend(self):
        data = {"x": [1.5, 2.5, 3.5], "year": [2019, 2020, 2021]}
        p = so.Plot(data, x="x", y="x", color="year", pointsize="year").add(so.Dot())
        scales = p.plot().scales
        for name in ("color", "pointsize"):
            assert are_whole(scales[name].ticks.positions)

    def test_panels_that_share_no_axis(self):
        data = {"x": [1, 2, 10, 13], "y": [1.0, 2, 3, 4], "g": list("aabb")}
        c = so.Plot(data, x="x", y="y").facet("g").share(x=False).add(so.Dot()).plot()
        assert are_whole(places(c, "x", 0))
        assert are_whole(places(c, "x", 1))

    def test_asked_for_few(self):
        p = so.Plot(x=[2019, 2021], y=[1, 2]).add(so.Dot())
        assert are_whole(places(p.scale(x=so.Continuous().tick(upto=4)).plot(), "x"))

    def test_means_of_whole_numbers_are_not(self):
        p = so.Plot(x=list("aab"), y=[1, 2, 2]).add(so.Dot(), so.Agg())
        assert not are_whole(places(p.plot(), "y"))

    def test_shares_of_counts_are_not(self):
        p = so.Plot(x=list("aab")).add(so.Bar(), so.Count(), so.Norm())
        assert not are_whole(places(p.plot(), "y"))

    def test_between_two_whole_numbers_there_are_others(self):
        p = so.Plot(x=[1, 2], y=[1, 2]).add(so.Dot()).limit(x=(1.2, 1.8))
        assert len(places(p.plot(), "x")) > 2
