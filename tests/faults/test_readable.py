"""Numbers, dates and names as readers expect them: the cases of that kind, and their neighbours."""

from datetime import time
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

import plotkit.objects as so
from plotkit.mpl.guides.colorbar import ColorBarArtist


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


BIG = {"x": [12345670, 12345690.5], "y": [1e8, -4e7], "c": [1e8, 3e8]}


class TestNumbers:
    @pytest.mark.parametrize(
        ("style", "label", "text"),
        [
            ("plain", "200000000", "100000000"),
            ("thousands", "200,000,000", "100,000,000"),
            ("short", "200M", "100M"),
        ],
    )
    def test_r2_one_way_of_writing_in_axes_guides_and_texts(self, style, label, text):
        p = so.Plot(BIG, x="x", y="y", color="c", text="y").add(so.Dot()).add(so.Text())
        c = p.limit(y=(None, 2.1e8)).theme({"plotkit.numbers": style}).plot()
        assert label in texts(c, "y") and label in c.scales["color"].ticks.labels
        ax = c.axes[0]
        assert ax.texts[0].get_text() == text
        assert ax.texts[1].get_text().startswith("\N{MINUS SIGN}40")
        assert ax.xaxis.get_offset_text().get_text() == ax.yaxis.get_offset_text().get_text() == ""

    def test_for_all_plots(self):
        p = so.Plot(BIG, x="x", y="y").add(so.Dot())
        so.Plot.config.theme["plotkit.numbers"] = "short"
        try:
            assert "100M" in texts(p.plot(), "y")
        finally:
            so.Plot.config.theme.reset()
        assert "100M" not in texts(p.plot(), "y")

    def test_the_default_is_that_of_the_library_on_axes(self):
        c = so.Plot(BIG, x="x", y="y", color="c").add(so.Dot()).plot()
        assert "0.4" in texts(c, "y")
        assert c.axes[0].yaxis.get_offset_text().get_text() == "1e8"
        assert "200000000" in c.scales["color"].ticks.labels

    def test_a_unit_before_the_number(self):
        p = so.Plot(BIG, x="x", y="y", color="c").add(so.Dot())
        dollars = so.Continuous().label(unit="${}")
        c = p.scale(y=dollars, color=dollars).plot()
        assert {"$0", "$100M", "\N{MINUS SIGN}$40M"} <= set(texts(c, "y"))
        assert "$200M" in c.scales["color"].ticks.labels

    def test_horizontal_bars_and_facets(self):
        data = {"w": list("abab"), "n": [12000, 5e4, 3e4, 2e4], "g": list("uuvv")}
        p = so.Plot(data, y="w", x="n").facet("g").add(so.Bar()).theme("report")
        c = p.plot()
        assert "20k" in texts(c, "x", 0) and "20k" in texts(c, "x", 1)

    def test_years_have_no_separators(self):
        p = so.Plot(x=[2019, 2021], y=[1, 2]).add(so.Dot()).theme({"plotkit.numbers": "thousands"})
        assert texts(p.plot(), "x") == ["2019", "2020", "2021"]

    def test_a_wrong_style_is_told(self):
        with pytest.raises(so.PlotSpecError, match="thousand"):
            so.Plot().theme({"plotkit.numbers": "thousand"})


def log_labels(compiled, axis="x"):
    compiled.figure.draw_without_rendering()
    found = compiled.axes[0].xaxis if axis == "x" else compiled.axes[0].yaxis
    low, high = found.get_view_interval()
    both = [(False, found.get_majorticklocs()), (True, found.get_minorticklocs())]
    return {
        label.get_text()
        for minor, locs in both
        for at, label in zip(locs, found.get_ticklabels(minor=minor), strict=True)
        if low <= at <= high and label.get_text()
    }


class TestLogarithms:
    def test_r3_two_powers_are_not_enough(self):
        p = so.Plot(x=[20, 900], y=[1, 2], color=[20, 900]).add(so.Dot())
        c = p.scale(x="log", color="log").plot()
        assert {"20", "50", "200", "500"} <= log_labels(c)
        assert c.scales["color"].ticks.labels == ("20", "50", "100", "200", "500")

    @pytest.mark.parametrize("ends", [(20, 90), (2, 9), (42, 48), (0.002, 0.009), (3e4, 2e5)])
    @pytest.mark.parametrize("axis", ["x", "y"])
    def test_at_least_three_plain_labels(self, ends, axis):
        data = {axis: ends, "y" if axis == "x" else "x": [1, 2]}
        c = so.Plot(data, **{name: name for name in data}).add(so.Dot()).scale(**{axis: "log"})
        found = log_labels(c.plot(), axis)
        assert len(found) >= 3
        assert not any("times" in text for text in found)

    def test_powers_of_two(self):
        c = so.Plot(x=[3, 7], y=[1, 2]).add(so.Dot()).scale(x="log2").plot()
        assert len(log_labels(c)) >= 3

    def test_what_is_no_power_is_written_plainly(self):
        ticks = so.Continuous(trans="log").tick(at=[4, 10, 40])
        c = so.Plot(x=[4, 40], y=[1, 2]).add(so.Dot()).scale(x=ticks).plot()
        assert texts(c, "x") == ["4", "$\\mathdefault{10^{1}}$", "40"]

    def test_r9_each_number_over_decades_has_its_own_decimals(self):
        p = so.Plot(x=[1, 2], y=[1, 2], color=[0.01, 10]).add(so.Dot()).scale(color="log")
        assert p.plot().scales["color"].ticks.labels == ("0.01", "0.1", "1", "10")


def hours(first, n, zone=None):
    return pd.date_range(first, periods=n, freq="h", tz=zone)


def pixels_between(compiled):
    """Return the free pixels between labels in a row, and the height of the font."""
    compiled.figure.draw_without_rendering()
    ax = compiled.axes[0]
    boxes = [t.get_window_extent() for t in ax.get_xticklabels() if t.get_text()]
    low, high = ax.bbox.x0 - 1, ax.bbox.x1 + 1
    boxes = [box for box in boxes if low <= (box.x0 + box.x1) / 2 <= high]
    em = ax.get_xticklabels()[0].get_size() * compiled.figure.dpi / 72
    return [b.x0 - a.x1 for a, b in pairwise(boxes)], em


class TestTimes:
    @pytest.mark.parametrize("theme", ["darkgrid", "report"])
    def test_r4_a_week_of_hours_has_even_ticks(self, theme):
        c = so.Plot(x=hours("2024-03-12", 168), y=range(168)).add(so.Line()).theme(theme).plot()
        steps = np.diff(places(c, "x"))
        assert len(steps) >= 3 and (steps == steps[0]).all()

    @pytest.mark.parametrize("zone", [None, "Asia/Tokyo"])
    def test_r4_a_day_stands_once(self, zone):
        c = so.Plot(x=hours("2024-03-12", 22, zone), y=range(22)).add(so.Line()).plot()
        found = texts(c, "x")
        assert found[0] == "00:00\n2024-03-12" and found[1:] == ["06:00", "12:00", "18:00"]

    def test_r4_a_year_stands_once_in_a_report(self):
        days = pd.date_range("2024-01-01", "2025-02-01")
        p = so.Plot(x=days, y=range(len(days))).add(so.Line()).theme("report")
        found = texts(p.plot(), "x")
        assert found[0] == "Jan\n2024" and found[-1] == "Jan\n2025" and "Jul" in found
        assert sum("2024" in text for text in found) == 1

    @pytest.mark.parametrize("n", [5, 40, 300, 3000])
    def test_r4_labels_are_an_em_apart(self, n):
        c = so.Plot(x=hours("2024-03-12", n), y=range(n)).add(so.Line()).plot()
        gaps, em = pixels_between(c)
        assert gaps and min(gaps) >= 0.95 * em

    def test_beside_an_axis_the_day_stands_before_the_time(self):
        p = so.Plot(y=hours("2024-03-12", 22), x=range(22)).add(so.Dot())
        assert texts(p.plot(), "y")[:2] == ["2024-03-12 00:00", "06:00"]

    def test_months_are_minded(self):
        days = pd.date_range("2024-02-10", "2024-04-20")
        p = so.Plot(x=days, y=range(len(days))).add(so.Line())
        found = pd.to_datetime(places(p.plot(), "x"), unit="D")
        assert set(found.day) <= {1, 15}


class TestBinsOfTime:
    @pytest.mark.parametrize("zone", [None, "America/New_York", "Asia/Tokyo"])
    def test_r5_days_are_those_of_the_columns_zone(self, zone):
        times = hours("2024-03-09 15:00", 60, zone)
        p = so.Plot(x=times).add(so.Bars(), so.Hist(binwidth="1D"))
        expected = times.normalize().value_counts().sort_index().tolist()
        assert p.plot().data()["y"].tolist() == expected

    def test_weeks_begin_on_monday(self):
        times = pd.date_range("2024-03-06", periods=14)  # a Wednesday
        p = so.Plot(x=times).add(so.Bars(), so.Hist(binwidth="1W"))
        assert p.plot().data()["y"].tolist() == [5, 7, 2]

    def test_months_of_a_zone(self):
        times = pd.to_datetime(["2024-01-31 20:00", "2024-02-01 01:00"]).tz_localize("Asia/Tokyo")
        p = so.Plot(x=times).add(so.Bars(), so.Hist(binwidth="1MS"))
        assert p.plot().data()["y"].tolist() == [1, 1]

    def test_in_an_engine_and_upright(self):
        import polars as pl

        frame = pl.DataFrame({"t": hours("2024-03-09 15:00", 60).to_numpy()}).lazy()
        p = so.Plot(frame, y="t").add(so.Bars(), so.Hist(binwidth="1D"))
        assert p.plot().data()["x"].to_list() == [9, 24, 24, 3]


CLOCK = [time(8, 30), time(12), None, time(17, 45, 30)]


def clock_frames():
    import duckdb
    import polars as pl
    import pyarrow as pa

    data = {"t": CLOCK, "y": [1, 2, 3, 4]}
    arrow = pa.table({"t": pa.array(CLOCK, pa.time64("us")), "y": [1, 2, 3, 4]})
    seconds = pa.table({"t": pa.array(CLOCK, pa.time32("s")), "y": [1, 2, 3, 4]})
    frame = pl.DataFrame(data)
    return [data, pd.DataFrame(data), frame, frame.lazy(), arrow, seconds, duckdb.from_arrow(arrow)]


class TestTimesOfDay:
    @pytest.mark.filterwarnings("ignore::plotkit.objects.PlotWarning")
    def test_r6_an_axis_of_24_hours(self):
        for frame in clock_frames():
            c = so.Plot(frame, x="t", y="y").add(so.Dot()).plot()
            assert texts(c, "x") == ["00:00", "06:00", "12:00", "18:00", "24:00"]
            assert c.axes[0].get_xlim() == (0, 1)
            (dots,) = c.artists()
            assert dots.get_offsets()[0, 0] == pytest.approx(8.5 / 24)

    def test_limits_as_text_and_as_times(self):
        p = so.Plot(x=[time(8), time(17)], y=[1, 2]).add(so.Dot())
        for limits in (("06:00", "18:00"), (time(6), time(18))):
            assert p.limit(x=limits).plot().axes[0].get_xlim() == (0.25, 0.75)

    def test_as_texts_panels_and_colours(self):
        times = [time(8), time(9, 30)]
        p = so.Plot(x=[1, 2], y=[1, 2], text=times).add(so.Text()).facet(times)
        c = p.plot()
        assert [ax.get_title() for ax in c.axes] == ["08:00", "09:30"]
        assert [ax.texts[0].get_text() for ax in c.axes] == ["08:00", "09:30"]
        c = so.Plot(x=[1, 2], y=[1, 2], color=times).add(so.Dot()).plot()
        assert c.scales["color"].ticks.labels[0] == "08:00"

    def test_histogram_of_times(self):
        hist = so.Hist(binrange=("08:00", "10:00"), bins=2)
        p = so.Plot(x=[time(8), time(8, 20), time(9)]).add(so.Bars(), hist)
        assert p.plot().data()["y"].tolist() == [2, 1]


GREY = pytest.approx((0.405,) * 3)
"""Seven tenths of the colour of texts on white."""


class TestGuides:
    @pytest.mark.parametrize("name", ["pointsize", "marker"])
    def test_r7_keys_have_no_colour_of_a_level(self, name):
        data = {"x": [1, 2, 3], "k": list("uvu"), "z": list("aab")}
        p = so.Plot(data, x="x", y="x", color="k", **{name: "z"}).add(so.Dot())
        drawing = p.plot().drawing
        legend = next(one for one in drawing.legends if one.title == "z")
        color = legend.keys[0].primitives[0].edgecolor
        assert tuple(np.ravel(color)[:3]) == GREY

    def test_without_a_mapped_colour_keys_look_like_the_marks(self):
        p = so.Plot(x=[1, 2], y=[1, 2], pointsize=[1, 2]).add(so.Dot(color="r"))
        key = p.plot().drawing.legends[0].keys[0].primitives[0]
        assert key.color[:3] != GREY

    def test_lines_and_dashes(self):
        data = {"x": [1, 2] * 2, "k": list("uuvv"), "z": list("aabb")}
        p = so.Plot(data, x="x", y="x", color="k", linestyle=list("aabb")).add(so.Line())
        drawing = p.plot().drawing
        key = drawing.legends[1].keys[1].primitives[0]
        assert key.color[:3] == GREY

    def test_r8_an_entry_for_missing_values(self):
        data = {"x": [1, 2, 3], "k": ["a", "b", None], "v": [1.0, 2.0, None]}
        p = so.Plot(data, x="x", y="x").add(so.Dot())
        legends = p.add(so.Dot(), color="k").scale(color=so.Nominal(na="r")).plot().drawing.legends
        assert [key.label for key in legends[0].keys] == ["a", "b", "missing"]
        legends = p.add(so.Dot(), color="v").scale(color=so.Continuous(na="r")).plot().drawing
        assert [key.label for key in legends.legends[1].keys] == ["missing"]

    def test_grey_keys_are_seen_on_a_dark_page(self):
        data = {"x": [1, 2], "k": list("uv"), "z": list("ab")}
        p = so.Plot(data, x="x", y="x", color="k", marker="z").add(so.Dot()).theme("night")
        key = p.plot().drawing.legends[1].keys[0].primitives[0]
        assert min(np.ravel(key.color)[:3]) > 0.6

    @pytest.mark.parametrize(
        ("values", "label"),
        [
            ([1.0, 2, 9], "outside"),
            ([1.0, 2, None], "missing"),
            ([1, 9, None], "missing or outside"),
        ],
    )
    def test_an_entry_says_what_has_no_place_on_the_scale(self, values, label):
        scale = so.Continuous(norm=(0, 3), outside="na", na="r")
        p = so.Plot(x=[1, 2, 3], y=[1, 2, 3], color=values).add(so.Dot()).scale(color=scale)
        assert [key.label for key in p.plot().drawing.legends[1].keys] == [label]

    def test_no_entry_where_nothing_is_missing(self):
        p = so.Plot(x=[1, 2], y=[1, 2], color=["a", "b"]).add(so.Dot())
        legends = p.scale(color=so.Nominal(na="r")).plot().drawing.legends
        assert [key.label for key in legends[0].keys] == ["a", "b"]

    @pytest.mark.parametrize(
        ("norm", "arrows"),
        [((2, 8), (True, True)), ((0, 5), (False, True)), ((8, 2), (True, True)),
         ((1, 9), (False, False))],
    )  # fmt: skip
    @pytest.mark.parametrize("position", ["right", "bottom"])
    def test_r8_arrows_where_data_lie_beyond(self, norm, arrows, position):
        p = so.Plot(x=[1, 2], y=[1, 2], color=[1.0, 9.0]).add(so.Dot()).legend(position)
        c = p.scale(color=so.Continuous(norm=norm)).plot()
        assert c.drawing.legends[0].arrows == arrows
        c.figure.draw_without_rendering()

    def test_r9_a_gap_between_tick_and_number(self):
        c = so.Plot(x=[1, 2], y=[1, 2], color=[-1.0, 9.0]).add(so.Dot()).plot()
        c.figure.draw_without_rendering()
        (bar,) = {one for one in c.figure.findobj() if isinstance(one, ColorBarArtist)}
        right = bar.ticks[0].get_xdata()[1]
        gap = bar.labels[0].get_window_extent().x0 - right
        assert gap > right - bar.ticks[0].get_xdata()[0]

    @pytest.mark.parametrize("orient", ["x", "y"])
    def test_r10_shares_are_no_counts(self, orient):
        other = "y" if orient == "x" else "x"
        p = so.Plot(**{orient: [1, 2, 2, 3]})
        for percent, name in ((True, "Percent"), (False, "Share")):
            c = p.add(so.Bars(), so.Hist(), so.Norm(percent=percent)).plot()
            assert getattr(c.axes[0], f"get_{other}label")() == name
        c = p.add(so.Bars(), so.Hist()).plot()
        assert getattr(c.axes[0], f"get_{other}label")() == "Count"


class TestMinus:
    @pytest.mark.parametrize("form", [None, ".1f", "{x:.1f}", "{:+.0f}"])
    def test_r11_texts_have_the_minus_of_the_axes(self, form):
        p = so.Plot(x=[1.0], y=[-2.0], text=[-2.0]).add(so.Text(format=form))
        assert p.plot().axes[0].texts[0].get_text().startswith("\N{MINUS SIGN}2")
        plain = p.theme({"axes.unicode_minus": False}).plot()
        assert plain.axes[0].texts[0].get_text().startswith("-2")

    def test_formats_of_an_axis_too(self):
        p = so.Plot(x=[-5, 5], y=[1, 2]).add(so.Dot())
        c = p.scale(x=so.Continuous().tick(at=[-5, 5]).label(like="{x:.0f} m-1")).plot()
        assert texts(c, "x") == ["\N{MINUS SIGN}5 m-1", "5 m-1"]

    def test_words_and_dates_keep_their_hyphens(self):
        p = so.Plot(x=[1, 2], y=[1, 2], text=["a-1", "-b"]).add(so.Text())
        assert [t.get_text() for t in p.plot().axes[0].texts] == ["a-1", "-b"]


class TestReport:
    @pytest.mark.parametrize("orient", ["x", "y"])
    def test_a_grid_at_the_values_only(self, orient):
        data = {"a": [1, 2, 3], "b": [1, 3, 2]}
        x, y = ("a", "b") if orient == "x" else ("b", "a")
        c = so.Plot(data, x=x, y=y).add(so.Line(), orient=orient).theme("report").plot()
        c.figure.draw_without_rendering()
        axes = {"x": c.axes[0].xaxis, "y": c.axes[0].yaxis}
        lines = {n: any(line.get_visible() for line in axes[n].get_gridlines()) for n in axes}
        assert lines == {orient: False, "y" if orient == "x" else "x": True}

    def test_titles_stand_at_the_left(self):
        p = so.Plot(x=[1, 2], y=[1, 2]).add(so.Dot()).label(title="T").theme("report")
        c = p.plot()
        assert c.axes[0].get_title(loc="left") == "T"

    def test_low_colours_can_be_seen_on_white(self):
        p = so.Plot(x=[1, 2], y=[1, 2], color=[1, 2]).add(so.Dot())

        def contrast(theme):
            low = np.array(p.theme(*theme).plot().artists()[0].get_facecolor()[0][:3])
            linear = np.where(low <= 0.04045, low / 12.92, ((low + 0.055) / 1.055) ** 2.4)
            return 1.05 / (linear @ [0.2126, 0.7152, 0.0722] + 0.05)

        assert contrast(["report"]) > 1.8 > contrast(["white"])

    def test_points_grow_with_the_context(self):
        p = so.Plot(x=[1, 2], y=[1, 2]).add(so.Dot())

        def size(*theme):
            return p.theme(*theme).plot().artists()[0].get_sizes()[0]

        assert size("report", "talk") == pytest.approx(2.25 * size("report"))
        assert size("talk") == size("notebook")


def written(plot):
    return [text.get_text() for text in plot.plot().axes[0].texts]


class TestNamesOfColumns:
    DATA = {"k": list("aabb"), "v": [1.0, 2, 3, 4], "t": [1.0, 2, 3, 4]}

    @pytest.mark.parametrize("orient", ["x", "y"])
    @pytest.mark.parametrize("stat", [so.Agg(), so.Agg(np.mean), so.Est(errorbar=None)])
    def test_r12_a_reduction_has_a_name(self, stat, orient):
        x, y = ("k", "v") if orient == "x" else ("v", "k")
        p = so.Plot(self.DATA, x=x, y=y).add(so.Text(), stat, text="value")
        assert written(p) == ["1.5", "3.5"]

    def test_the_name_of_a_reduction_may_be_a_constant(self):
        p = so.Plot(self.DATA, x="k", y="v").add(so.Line(), so.Agg(), color="mean")
        assert [key.label for key in p.plot().drawing.legends[0].keys] == ["mean"]

    def test_in_data_units_on_a_log_axis(self):
        p = so.Plot(self.DATA, x="k", y="v").add(so.Text(), so.Agg("max"), text="value")
        assert [float(text) for text in written(p.scale(y="log"))] == pytest.approx([2, 4])

    def test_shares_percentiles_and_fits(self):
        p = so.Plot(self.DATA, x="k", y="v")
        norm = so.Norm("sum", by=[])
        text = so.Text(format=".0f")
        assert written(p.add(text, so.Agg("sum"), norm, text="percent")) == ["30", "70"]
        assert written(p.add(so.Text(), so.Perc([50]), text="value")) == ["1.5", "3.5"]
        fitted = so.Plot(self.DATA, x="t", y="v").add(so.Dots(), so.PolyFit(1), color="fit")
        assert fitted.plot().drawing.legends[0].title == "Fit"

    def test_a_wrong_name_is_told(self):
        p = so.Plot(self.DATA, x="k", y="v")
        with pytest.raises(so.PlotSpecError, match="percent"):
            p.add(so.Dot(), so.Agg(), so.Norm(), color="percnt")


def test_outside_of_the_range_as_missing_is_explained():
    p = so.Plot(x=[1, 2, 3], y=[1, 2, 3], color=[1.0, 5, 9]).add(so.Dot())
    scale = so.Continuous(norm=(0, 6), outside="na", na="r")
    assert p.scale(color=scale).plot().drawing.legends[1].keys[0].label == "outside"


def test_where_the_mouse_is_stands_a_whole_instant():
    ax = so.Plot(x=hours("2024-03-12", 22, "Asia/Tokyo"), y=range(22)).add(so.Dot()).plot().axes[0]
    middle = np.mean(ax.get_xlim())
    assert ax.xaxis.get_major_formatter().format_data_short(middle) == "2024-03-12 10:30"
