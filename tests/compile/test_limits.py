from datetime import date, datetime

import numpy as np
import pytest

import plotkit.objects as so
from plotkit.scales.temporal import instant_days

DATA = {
    "x": [0.0, 10.0],
    "y": [1.0, 1000.0],
    "g": ["a", "b"],
    "day": [date(2024, 1, 1), date(2024, 1, 11)],
}


def limits(draw, plot, axis="x"):
    return tuple(round(end, 6) for end in getattr(draw(plot).panels[0], axis).limits)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ((-5, 20), (-5, 20)),
        ((None, 20), (-0.5, 20)),
        ((2, None), (2, 10.5)),
        ((None, None), (-0.5, 10.5)),
        ((20, -5), (20, -5)),
        ([0, 1], (0, 1)),
    ],
)
def test_numbers(draw, asked, expected):
    assert limits(draw, so.Plot(DATA, x="x", y="y").add(so.Dot()).limit(x=asked)) == expected


@pytest.mark.parametrize(
    ("axis", "asked", "expected"),
    [
        ("x", ("a", "b"), (-0.5, 1.5)),
        ("x", ("b", "a"), (1.5, -0.5)),
        ("x", ("a", "a"), (-0.5, 0.5)),
        ("x", ("b", None), (0.5, 1.5)),
        ("x", (-1, 3), (-1, 3)),
        ("y", (None, None), (1.5, -0.5)),
        ("y", ("b", "a"), (1.5, -0.5)),
        ("y", ("a", "b"), (-0.5, 1.5)),
    ],
)
def test_levels(draw, axis, asked, expected):
    names = {"x": "g", "y": "x"} if axis == "x" else {"x": "x", "y": "g"}
    plot = so.Plot(DATA, **names).add(so.Dot()).limit(**{axis: asked})
    assert limits(draw, plot, axis) == expected


@pytest.mark.parametrize(
    "first", ["2024-01-05", date(2024, 1, 5), datetime(2024, 1, 5), np.datetime64("2024-01-05")]
)
def test_dates(draw, first):
    plot = so.Plot(DATA, x="day", y="y").add(so.Dot()).limit(x=(first, "2024-01-07"))
    assert limits(draw, plot) == (instant_days("2024-01-05"), instant_days("2024-01-07"))


def test_log_limits_are_data(draw):
    plot = so.Plot(DATA, x="x", y="y").add(so.Dot()).scale(y="log").limit(y=(10, 100))
    assert limits(draw, plot, "y") == (1, 2)


def test_limits_of_a_pair(draw):
    plot = so.Plot(DATA, y="y").pair(x=["x", "y"]).add(so.Dot()).limit(x0=(0, 1), x=(5, 6))
    assert [panel.x.limits for panel in draw(plot).panels] == [(0, 1), (5, 6)]


def test_stats_see_what_limits_hide(draw):
    plot = so.Plot({"x": [1, 1], "y": [0, 10]}, x="x", y="y").add(so.Dot(), so.Agg())
    assert draw(plot.limit(y=(0, 1))).tables[0].table["y"].tolist() == [5.0]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"x": (1, 1)}, "leaves nothing to show"),
        ({"x": 3}, r"must be \(first, last\), not 3"),
        ({"x": (1, 2, 3)}, r"must be \(first, last\)"),
        ({"y": (0, 10)}, "has no place on a log scale"),
        ({"x": ("a", "b")}, "needs numbers, not 'a'"),
        ({"x": (np.nan, 1)}, "no place"),
    ],
    ids=str,
)
def test_wrong_limits(draw, asked, message):
    with pytest.raises(so.PlotSpecError, match=message) as error:
        draw(so.Plot(DATA, x="x", y="y").add(so.Dot()).scale(y="log").limit(**asked))
    assert f"In limit({next(iter(asked))}=...)." in error.value.__notes__


def test_an_unknown_level(draw):
    plot = so.Plot(DATA, x="g", y="y").add(so.Dot()).limit(x=("a", "B"))
    with pytest.raises(so.PlotSpecError, match=r"no level 'B' .* Did you mean 'b'"):
        draw(plot)


class TestMargins:
    def test_of_the_theme(self):
        from plotkit.compile.steps import compile_plot
        from tests.fake_theme import FakeTheme

        plot = so.Plot(DATA, x="x", y="x").add(so.Dot())
        theme = FakeTheme(**{"axes.xmargin": 0.2, "axes.ymargin": 0})
        panel = compile_plot(plot._spec, theme).drawing.panels[0]
        assert (panel.x.limits, panel.y.limits) == ((-2, 12), (0, 10))

    @pytest.mark.parametrize(
        "mark", [so.Bar(), so.Bars(), so.Area()], ids=lambda m: type(m).__name__
    )
    def test_none_at_the_baseline(self, draw, mark):
        data = {"x": [1, 2], "y": [2, 4], "down": [-2, -4], "both": [-2, 4]}
        plot = so.Plot(data, x="x").add(mark, orient="x")
        for name, expected in [("y", (0, 4.2)), ("down", (-4.2, 0)), ("both", (-2.3, 4.3))]:
            made = so.Plot(data, x="x", y=name).add(mark, orient="x")
            assert limits(draw, made, "y") == expected
            lying = so.Plot(data, y="x", x=name).add(mark, orient="y")
            assert limits(draw, lying, "x") == expected
        assert plot is not None

    def test_a_baseline_of_its_own(self, draw):
        plot = so.Plot({"x": [1, 2], "y": [4, 6]}, x="x", y="y").add(so.Bar(baseline=2))
        assert limits(draw, plot, "y") == (2, 6.2)

    def test_the_position_keeps_its_margin(self, draw):
        plot = so.Plot({"x": [0, 1], "y": [1, 2]}, x="x", y="y").add(so.Bar(width=1))
        assert limits(draw, plot) == (-0.6, 1.6)

    def test_bars_on_a_log_axis_begin_below_the_lowest(self, draw):
        plot = so.Plot(DATA, x="x", y="y").add(so.Bar()).scale(y="log")
        drawing = draw(plot)
        assert (drawing.panels[0].marks[0].primitives[0].corners[:, 0, 1] == -np.inf).all()
        low, high = drawing.panels[0].y.limits
        assert (low, high) == pytest.approx((-0.3, 3.15))

    def test_bars_with_a_baseline_on_a_log_axis(self, draw):
        plot = so.Plot(DATA, x="x", y="y").add(so.Bar(baseline=10)).scale(y="log")
        corners = draw(plot).panels[0].marks[0].primitives[0].corners[:, :, 1]
        assert corners.tolist() == [[1, 0], [1, 3]]

    @pytest.mark.parametrize(
        ("x", "scale", "expected"),
        [
            ([5.0], None, (4.725, 5.275)),
            ([0.0], None, (-0.55, 0.55)),
            ([100.0], "log", (1.45, 2.55)),
            ([date(1970, 1, 11)], None, (8.9, 11.1)),
            (["a"], None, (-0.5, 0.5)),
        ],
        ids=["number", "zero", "log", "date", "level"],
    )
    def test_a_single_place(self, draw, x, scale, expected):
        plot = so.Plot({"x": x, "y": [1]}, x="x", y="y").add(so.Dot(), orient="x")
        assert limits(draw, plot.scale(x=scale) if scale else plot) == expected

    def test_nothing_drawn(self, draw):
        plot = so.Plot({"x": [], "y": []}, x="x", y="y").add(so.Dot())
        assert limits(draw, plot) == (0, 1)


class TestWidths:
    """How wide a bar is: a share of the least distance between positions."""

    @pytest.mark.parametrize(
        ("x", "width"),
        [
            ([0, 10, 30], 8),
            ([0.0, 0.1 + 0.2, 0.3, 1.0], 0.24),  # 0.3 and 0.1 + 0.2 are one place
            ([7], 0.8),
            ([0, np.nextafter(0, 1), 1], 0.8),
        ],
        ids=["uneven", "rounding", "one", "nearly one"],
    )
    def test_numbers(self, draw, x, width):
        with np.errstate(all="raise"):
            table = draw(so.Plot(x=x, y=[1.0] * len(x)).add(so.Bar())).tables[0].table
        np.testing.assert_allclose(table["width"], width)

    def test_levels(self, draw):
        table = draw(so.Plot(x=["a", "c"], y=[1, 2]).add(so.Bar(width=0.5))).tables[0].table
        assert table["width"].tolist() == [0.5, 0.5]

    def test_log(self, draw):
        table = draw(so.Plot(x=[1, 10, 1000], y=[1, 2, 3]).add(so.Bar()).scale(x="log")).tables[0]
        np.testing.assert_allclose(table.table["width"], 0.8)

    def test_bins(self, draw):
        plot = so.Plot(x=[0.0, 1.0, 9.0]).add(so.Bars(), so.Hist(bins=[0, 1, 9]))
        assert draw(plot).tables[0].table["width"].tolist() == [1, 8]

    def test_marks_without_a_width_have_that_of_the_bars(self, draw):
        data = {"x": ["a", "a"], "y": [1, 2], "g": ["u", "v"]}
        plot = so.Plot(data, x="x", y="y", color="g").add(so.Bar(width=0.4), so.Dodge())
        plot = plot.add(so.Dot(), so.Dodge())
        drawing = draw(plot.add(so.Range(), so.Dodge(), ymin="y", ymax="y"))
        places = [one.table["x"].tolist() for one in drawing.tables]
        np.testing.assert_allclose(places, [[-0.1, 0.1]] * 3)
