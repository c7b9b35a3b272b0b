"""Compositions that share axes, spacers, and lists of plots (row 53 of the cases)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from matplotlib.figure import Figure

import plotkit.objects as so
from plotkit.errors import PlotSpecError, PlotTypeError, PlotWarning

DATA = {"x": [1.0, 2, 3], "y": [3.0, 1, 2], "k": ["b", "a", "b"]}
ONE = so.Plot(DATA, x="x", y="y").add(so.Dot())
TEN = so.Plot(x=[10.0, 20], y=[5.0, 7]).add(so.Dot())
LEVELS = so.Plot(DATA, x="k", y="y").add(so.Bar(), so.Agg())
OTHERS = so.Plot(x=["c", "a"], y=[1, 9]).add(so.Bar())


def drawn(composition):
    compiled = composition.plot()
    compiled.figure.draw_without_rendering()
    return compiled


def limits(compiled, axis):
    return [getattr(ax, f"get_{axis}lim")() for ax in compiled.axes]


def labelled(compiled, axis):
    side = "labelleft" if axis == "y" else "labelbottom"
    return [getattr(ax, f"{axis}axis").get_tick_params()[side] for ax in compiled.axes]


def test_row_53_the_range_is_the_union_of_limits():
    alone = (limits((ONE | TEN).plot(), "y")[0], limits((ONE | TEN).plot(), "y")[1])
    one, other = limits((ONE | TEN).share(y=True).plot(), "y")
    assert one == other == (min(alone[0] + alone[1]), max(alone[0] + alone[1]))
    assert len(set(limits((ONE | TEN).share(y=True).plot(), "x"))) == 2


def test_limits_and_reversed_axes_go_into_the_union():
    both = (ONE.limit(y=(9, 0)) | TEN).share(y=True).plot()
    assert limits(both, "y") == [(9, 0), (9, 0)]


def test_axes_move_together():
    both = (ONE | TEN).share(y=True).plot()
    both.axes[1].set_ylim(0, 4)
    assert limits(both, "y") == [(0, 4), (0, 4)]


def test_row_53_levels_are_merged_in_order():
    both = drawn((LEVELS | OTHERS).share(x=True))
    texts = [[text.get_text() for text in ax.get_xticklabels()] for ax in both.axes]
    assert texts == [["b", "a", "c"]] * 2
    bars = [[round(bar.get_x() + bar.get_width() / 2) for bar in ax.patches] for ax in both.axes]
    assert bars == [[0, 1], [2, 1]]
    assert both.plots[1].data(0)["x"].tolist() == ["c", "a"]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (TEN.scale(y="log"), "linear of numbers and log of numbers"),
        (so.Plot(x=[1], y=["a"]).add(so.Dot()), "linear of numbers and one of levels"),
        (
            so.Plot(x=[1], y=[datetime(2024, 1, 1)]).add(so.Dot()),
            "linear of numbers and linear of times",
        ),
    ],
)
def test_row_53_unlike_kinds_are_an_error_that_names_both_plots(other, said):
    with pytest.raises(PlotSpecError, match=f"plots 1 and 3 of the composition .*{said}"):
        (ONE | TEN | other).share(y=True).plot()


def test_row_53_two_zones():
    zones = [
        so.Plot(x=[datetime(2024, 1, 1, tzinfo=ZoneInfo(name))], y=[1]).add(so.Dot())
        for name in ("Europe/Berlin", "Asia/Tokyo")
    ]
    with pytest.raises(PlotSpecError, match="Europe/Berlin and linear of times in Asia/Tokyo"):
        (zones[0] / zones[1]).share(x=True).plot()
    assert (zones[0] / zones[0]).share(x=True).plot()


def test_row_53_nested_plots_share_as_well():
    whole = ((ONE | TEN) / ONE).share(y=True).plot()
    assert len(set(limits(whole, "y"))) == 1
    part = ((ONE | TEN).share(y=True) / TEN).plot()
    one, two, three = limits(part, "y")
    assert one == two != three
    chained = ((ONE | TEN).share(y=True) / TEN).share(y="col").plot()
    assert len(set(limits(chained, "y"))) == 2


def test_rows_and_columns_share_apart():
    four = so.grid([ONE, TEN, TEN, TEN], wrap=2).share(x="col", y="row")
    compiled = drawn(four)
    x, y = limits(compiled, "x"), limits(compiled, "y")
    assert x[0] == x[2] != x[1] == x[3]
    assert y[0] == y[1] != y[2] == y[3]
    assert labelled(compiled, "y") == [True, False, True, False]
    assert labelled(compiled, "x") == [False, False, True, True]
    assert [ax.get_ylabel() for ax in compiled.axes] == ["y", "", "", ""]


def test_row_53_labels_stay_where_they_differ():
    other = TEN.scale(y=so.Continuous().label(like="{x:.2f}"))
    assert labelled((ONE | other).share(y=True).plot(), "y") == [True, True]
    assert labelled((ONE | TEN).share(y=True).plot(), "y") == [True, False]
    assert labelled((ONE / TEN).share(y=True).plot(), "y") == [True, True]
    right = TEN.scale(y=so.Continuous().axis(side="right"))
    assert labelled((ONE | right).share(y=True).plot(), "y")[0]


def test_labels_stay_where_panels_are_not_in_line():
    beside = ONE.marginal(y=so.Plot().add(so.Rug()))
    assert labelled((ONE / beside).share(x=True).plot(), "x")[0]
    assert labelled((beside / beside).share(x=True).plot(), "x")[0] is False


def test_titles_stay_where_they_differ():
    both = (ONE | TEN.label(y="metres")).share(y=True).plot()
    assert [ax.get_ylabel() for ax in both.axes] == ["y", "metres"]


def test_row_53_one_legend_only_where_levels_and_colours_agree():
    one = so.Plot(DATA, x="x", y="y", color="k").add(so.Dot())
    other = so.Plot({**DATA, "k": ["a", "b", "b"]}, x="x", y="y", color="k").add(so.Dot())
    scale = {"a": "C0", "b": "C1"}
    assert len((one | one).share(y=True).plot()._rendered.legends) == 1
    with pytest.warns(PlotWarning, match="'a', 'b' of 'k' differ in colour"):
        apart = (one | other).share(y=True).plot()
    assert len(apart._rendered.legends) == 2
    order = so.Nominal(scale, order=["a", "b"])
    agreed = one.scale(color=order) | other.scale(color=order)
    assert len(agreed.plot()._rendered.legends) == 1


def test_facets_and_second_axes_go_along():
    facets = so.Plot({**DATA, "x": [1, 2, 30]}, x="x", y="y").facet("k").add(so.Dot())
    compiled = facets / ONE.add(so.Line(), y2="x").marginal(x=so.Plot().add(so.Rug()))
    compiled = compiled.share(x=True).plot()
    assert len(set(limits(compiled, "x"))) == 1


def test_pairs_have_no_axis_to_share():
    pair = so.Plot(DATA, y="y").pair(x=["x", "y"]).add(so.Dot())
    with pytest.raises(PlotSpecError, match="plot 2 of the composition pairs several"):
        (ONE | pair).share(x=True).plot()
    assert (ONE | pair).share(y=True).plot()


# ------------------------------------------------------------------------------- spacers and lists


def test_row_53_a_spacer_is_as_large_as_a_plot_and_no_plot():
    compiled = drawn((ONE | TEN) / (so.Spacer() | TEN))
    first, second, third = (ax.bbox for ax in compiled.axes)
    assert (third.x0, third.x1) == pytest.approx((second.x0, second.x1))
    assert len(compiled.plots) == 3
    assert first.width == pytest.approx(third.width)


def test_a_spacer_may_have_a_size_and_tags_leave_it_out():
    compiled = drawn((ONE | so.Spacer((1, 3)) | ONE).label(tags="A").layout(size=(9, 3)))
    tags = [t.get_text() for t in compiled.figure.findobj() if t.get_gid() == "plotkit-tag"]
    assert tags == ["A", "B"]
    one, other = (ax.bbox for ax in compiled.axes)
    assert 0.2 * one.width < other.x0 - one.x1 < 0.7 * one.width


def test_a_list_is_laid_in_rows():
    compiled = drawn(so.grid([ONE, TEN, ONE, TEN, ONE], wrap=3))
    boxes = [ax.bbox for ax in compiled.axes]
    assert [round(box.x0 - boxes[i % 3].x0) for i, box in enumerate(boxes)] == [0] * 5
    assert boxes[0].y0 == pytest.approx(boxes[2].y0)
    assert boxes[3].y1 < boxes[0].y0
    assert len({round(box.width) for box in boxes}) == 1


def test_a_list_without_wrap_is_a_row():
    assert so.grid([ONE, TEN, ONE]) == ONE | TEN | ONE
    assert len(so.grid([ONE]).plot().axes) == 1


def test_rows_of_one_are_a_column():
    first, second = (ax.bbox for ax in drawn(so.grid([ONE, TEN], wrap=1)).axes)
    assert second.y1 < first.y0
    assert second.x0 == pytest.approx(first.x0)


def test_a_list_may_hold_compositions_and_spacers():
    compiled = drawn(so.grid([ONE / TEN, so.Spacer(), ONE], wrap=2))
    assert len(compiled.plots) == 3


def test_drawn_on_a_figure():
    figure = Figure(figsize=(8, 4))
    (ONE | TEN).share(y=True).on(figure).plot()
    figure.draw_without_rendering()
    assert np.array_equal(*[ax.get_ylim() for part in figure.subfigs for ax in part.axes])


@pytest.mark.parametrize(
    ("make", "error", "text"),
    [
        (lambda: so.grid(ONE), PlotTypeError, "a list of plots"),
        (lambda: so.grid([]), PlotTypeError, "a plot at least"),
        (lambda: so.grid([ONE], wrap=0), PlotSpecError, "wrap"),
        (lambda: so.grid([ONE, "p"]), PlotTypeError, "of plots"),
        (lambda: (ONE | TEN).share(z=True), PlotSpecError, "axis to share"),
        (lambda: (ONE | TEN).share(y="rows"), PlotSpecError, "'row'"),
        (lambda: so.Spacer().plot(), PlotSpecError, "draws nothing"),
        ((so.Spacer() | so.Spacer()).plot, PlotSpecError, "empty room alone"),
        (lambda: so.Spacer((0, 1)), PlotSpecError, "size"),
    ],
)
def test_what_cannot_be_meant(make, error, text):
    with pytest.raises(error, match=text):
        make()


def test_repr_and_equality():
    assert repr((ONE | so.Spacer()).share(y="row")).endswith(" | Spacer()).share(y='row')")
    assert (ONE | TEN).share(y=True) != ONE | TEN
    assert (ONE | TEN).share(y=True).share(y=False) == ONE | TEN
