"""Parts of paired plots: corner, diagonal, below and above it (row 52 of the cases)."""

from datetime import date

import numpy as np
import pytest

import plotkit.objects as so
from plotkit.errors import PlotSpecError

NAN = float("nan")
DATA = {
    "x": [1.0, 2, 3, 4, NAN],
    "y": [2.0, NAN, 3, 5, 9],
    "z": [1.0, 2, 3, 4, 5],
    "kind": ["u", "v", "u", "v", "w"],
    "day": [date(2024, 1, day) for day in (1, 2, 3, 4, 5)],
    "flag": [True, False, True, True, False],
}
NAMES = ["x", "y", "z"]
HIST = so.Bar(), so.Hist(bins=3)
pytestmark = pytest.mark.filterwarnings("ignore:Some rows are not drawn")


def pairs(names=NAMES, **options):
    return so.Plot(DATA).pair(x=names, y=names, **options)


def names(compiled):
    return [(one.x, one.y) for one in compiled.panels]


def points(compiled, layer=0):
    """Return how many rows a layer drew in each pairing."""
    found = compiled.data(layer)["pairing"].tolist()
    return {pairing: found.count(pairing) for pairing in found}


def test_row_52_each_panel_drops_its_own_rows_and_the_diagonal_none():
    compiled = pairs().add(so.Dot()).add(*HIST, where="diagonal").plot()
    assert points(compiled) == {
        "x1 × y0": 3, "x2 × y0": 4, "x0 × y1": 3, "x2 × y1": 4, "x0 × y2": 4, "x1 × y2": 4,
    }  # fmt: skip
    totals: dict[str, float] = {}
    for pairing, n in zip(compiled.data(1)["pairing"], compiled.data(1)["y"], strict=True):
        totals[pairing] = totals.get(pairing, 0) + n
    assert list(totals.values()) == [4, 4, 5]


@pytest.mark.parametrize(
    ("where", "there"),
    [
        ("lower", ["x0 × y1", "x0 × y2", "x1 × y2"]),
        ("upper", ["x1 × y0", "x2 × y0", "x2 × y1"]),
    ],
)
def test_layers_below_or_above_the_diagonal(where, there):
    assert sorted(points(pairs().add(so.Dot(), where=where).plot())) == there


@pytest.mark.parametrize("corner", [False, True])
def test_a_half_without_a_layer_has_no_panels(corner):
    lower = pairs(corner=corner).add(so.Dot(), where="lower")
    compiled = lower.plot()
    assert names(compiled) == [("x0", "y1"), ("x0", "y2"), ("x1", "y2")]
    specs = [ax.get_subplotspec() for ax in compiled.axes]
    places = [(one.rowspan.start, one.colspan.start) for one in specs if one is not None]
    assert places == [(0, 0), (1, 0), (1, 1)]
    assert [ax.get_ylabel() for ax in compiled.axes] == ["y", "z", ""]
    whole = lower.add(*HIST, where="diagonal").plot()
    assert [one for one in names(whole) if "diagonal" not in one[1]] == [
        ("x0", "y0"), ("x0", "y1"), ("x1", "y1"), ("x0", "y2"), ("x1", "y2"), ("x2", "y2"),
    ]  # fmt: skip
    upper = pairs().add(so.Dot(), where="upper").plot()
    assert names(upper) == [("x1", "y0"), ("x2", "y0"), ("x2", "y1")]


def test_a_diagonal_between_two_halves_shows_the_ranges_of_both():
    compiled = pairs().add(so.Dot(), where="lower").add(so.Dot(), where="upper").plot()
    assert len(compiled.panels) == 9
    first, beside = compiled.axes[0], compiled.axes[1]
    assert first.get_ylim() == beside.get_ylim() and first.get_ylim() != (0, 1)
    assert len(pairs().add(so.Dot(), where="lower").add(so.Dot()).plot().panels) == 9


def test_layers_for_all_panels_leave_the_diagonal_to_layers_of_its_own():
    alone = pairs().add(so.Dot()).plot()
    assert len(points(alone)) == 9
    assert len(points(pairs().add(so.Dot()).add(*HIST, where="diagonal").plot())) == 6


def test_row_52_a_corner_without_a_diagonal_shows_each_variable_against_itself():
    compiled = so.Plot(DATA).pair(x=NAMES, corner=True).add(so.Dot()).plot()
    assert names(compiled) == [
        ("x0", "y0"), ("x0", "y1"), ("x1", "y1"), ("x0", "y2"), ("x1", "y2"), ("x2", "y2"),
    ]  # fmt: skip
    assert compiled.axes[0].get_ylabel() == "x"


@pytest.mark.parametrize("corner", [False, True])
def test_row_52_labels_at_the_left_are_those_of_the_row(corner):
    plot = pairs(corner=corner).add(so.Dot()).add(*HIST, where="diagonal")
    compiled = plot.plot()
    compiled.figure.draw_without_rendering()
    first = compiled.panel(x="x0", y="y0").ax
    assert first.get_ylabel() == "x"
    low, high = first.get_ylim()
    assert low < 1 and 4 < high < 5
    other = compiled.panel(x="x0", y="y:diagonal0").ax
    assert other.get_ylim()[0] == 0
    assert not other.yaxis.get_visible()
    assert first.get_xlim() == other.get_xlim()
    assert [one.ax.get_xlabel() for one in compiled.panels if one.y == "y2"] == ["x", "y", "z"]


def test_the_bars_of_a_diagonal_are_in_its_panel_above_its_zero():
    compiled = pairs(corner=True).add(so.Dot()).add(*HIST, where="diagonal").plot()
    ax = compiled.axes[0]
    assert len(ax.patches) == 3
    boxes = [bar.get_window_extent() for bar in ax.patches]
    assert all(abs(box.y0 - ax.bbox.y0) < 1 for box in boxes)
    assert max(box.y1 for box in boxes) < ax.bbox.y1


def test_row_52_the_diagonal_of_a_category_is_a_count_at_its_places():
    plot = pairs(["x", "kind"]).add(so.Dot()).add(so.Bars(), so.Hist(), where="diagonal")
    compiled = plot.plot()
    data = compiled.data(1)
    rows = [
        (str(x), y)
        for x, y, pairing in zip(data["x"], data["y"], data["pairing"], strict=True)
        if pairing == "x1 × y:diagonal1"
    ]
    assert rows == [("u", 2.0), ("v", 2.0), ("w", 1.0)]
    column = compiled.panel(x="x1", y="y0").ax
    assert compiled.panel(x="x1", y="y:diagonal1").ax.get_xlim() == column.get_xlim()
    assert (
        compiled.panel(x="x0", y="y1").ax.get_ylim() == compiled.panel(x="x1", y="y1").ax.get_ylim()
    )


def test_row_52_dates_and_booleans_are_columns_like_others():
    plot = pairs(["day", "flag", "x"]).add(so.Dot(), where="lower")
    plot = plot.add(so.Bars(), so.Hist(), where="diagonal")
    compiled = plot.plot()
    assert (
        compiled.scales["x0"].units.kind.value == compiled.scales["y0"].units.kind.value == "time"
    )
    assert compiled.scales["x1"].units.levels == compiled.scales["y1"].units.levels
    assert len(points(compiled, 1)) == 3


def test_row_52_the_colour_is_not_among_all_numbers():
    plot = so.Plot(DATA, color="z").pair(x=so.cols(), corner=True).add(so.Dot())
    assert [ax.get_xlabel() for ax in plot.plot().axes][1:] == ["x", "y"]


def test_scales_limits_and_labels_of_a_variable_hold_on_the_diagonal():
    plot = pairs().add(so.Dot()).add(*HIST, where="diagonal").scale(x0="log").limit(x0=(1, 8))
    compiled = plot.label(x0="A", y0="B").plot()
    panel = compiled.panel(x="x0", y="y:diagonal0").ax
    assert panel.get_xscale() == "log"
    assert panel.get_xlim() == pytest.approx((1, 8))
    bars = compiled.panel(x="x0", y="y0").ax.patches
    middles = [np.log(bar.get_x() * (bar.get_x() + bar.get_width())) / 2 for bar in bars]
    assert np.allclose(np.diff(middles), np.log(4) / 3)
    assert compiled.axes[0].get_ylabel() == "B"


def test_legend_has_the_layers_of_all_parts_once():
    plot = so.Plot(DATA, color="kind").pair(x=NAMES, corner=True).add(so.Dot())
    compiled = plot.add(so.Bars(), so.Hist(), where="diagonal").plot()
    (legend,) = compiled._rendered.legends
    assert [text.get_text() for text in legend.get_texts()] == ["u", "v", "w"]


def test_panels_are_found_by_their_scales():
    compiled = pairs().add(so.Dot()).add(*HIST, where="diagonal").plot()
    assert len(compiled.axes) == len(compiled.panels) == 12
    assert compiled.panel(x="x1", y="y1").ax is compiled.axes[4]


@pytest.mark.parametrize(
    ("plot", "text"),
    [
        (so.Plot(DATA, x="x", y="y").add(so.Dot(), where="lower"), "not paired on both axes"),
        (so.Plot(DATA).pair(x=["x"], y=["y"]).add(so.Dot(), where="upper"), "different ones"),
        (so.Plot(DATA).pair(x=["x"], y=["y"], corner=True).add(so.Dot()), "different ones"),
        (pairs().add(so.Dot(), y2="x"), "second y axis"),
    ],
)
def test_what_cannot_be_meant(plot, text):
    with pytest.raises(PlotSpecError, match=text):
        plot.plot()


def test_what_is_told_at_the_call():
    with pytest.raises(PlotSpecError, match="diagonal"):
        so.Plot(DATA).add(so.Dot(), where="diag")
    with pytest.raises(PlotSpecError, match="cross must be True"):
        pairs(corner=True, cross=False)


def test_repr_and_equality_know_the_part():
    plot = so.Plot(x="x").pair(x=["x", "y"], corner=True).add(so.Dot(), where="lower")
    assert "corner=True" in repr(plot)
    assert "where='lower'" in repr(plot)
    assert plot != so.Plot(x="x").pair(x=["x", "y"], corner=True).add(so.Dot())
