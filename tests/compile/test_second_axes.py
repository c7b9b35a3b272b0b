"""Second axes at the other side of a panel (row 50 of the cases)."""

import numpy as np
import pytest
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

import plotkit.objects as so
from plotkit.errors import PlotSpecError

DATA = {
    "x": [1, 2, 3],
    "n": [-10.0, 5, 20],
    "price": [0.0, 50, 100],
    "g": ["a", "b", "b"],
    "h": ["u", "v", "u"],
}
BARS = so.Plot(DATA, x="x").add(so.Bar(), y="n", label="n")
BOTH = BARS.add(so.Line(color="C1"), y2="price", label="price")
PLAIN = {"axes.ymargin": 0.0}


def drawn(plot):
    compiled = plot.plot()
    compiled.figure.draw_without_rendering()
    return compiled


def on_page(ax, y):
    return ax.transData.transform((0, y))[1]


class TestRow50:
    def test_an_option_puts_both_zeros_at_one_height(self):
        compiled = drawn(BOTH.theme(PLAIN).limit(y=(-10, 20)).share(y2="zero"))
        first, second = compiled.axes
        assert first.get_ylim() == (-10, 20)
        assert second.get_ylim() == pytest.approx((-50, 100))
        assert on_page(first, 0) == pytest.approx(on_page(second, 0))

    @pytest.mark.parametrize(
        ("y", "y2"),
        [
            ([5, 20], [1, 2]),
            ([0, 20], [-5, 100]),
            ([-20, -1], [1, 2]),
            ([-20, -1], [-2, 7]),
            ([-1, 20], [-50, 100]),
            ([-50, 1], [-1, 100]),
        ],
    )
    def test_zeros_of_any_ranges(self, y, y2):
        plot = so.Plot(x=[1, 2]).add(so.Line(), y=y).add(so.Line(), y2=y2).share(y2="zero")
        first, second = drawn(plot).axes
        assert on_page(first, 0) == pytest.approx(on_page(second, 0))
        for ax, values in ((first, y), (second, y2)):
            low, high = ax.get_ylim()
            assert low <= min(*values, 0)
            assert high >= max(*values, 0)

    def test_one_legend_with_all_entries_over_the_artists_of_the_second_axis(self):
        compiled = drawn(BOTH.legend("upper left"))
        (legend,) = compiled._rendered.legends
        assert [text.get_text() for text in legend.get_texts()] == ["n", "price"]
        line = compiled.artists(1)[0]
        assert line.axes is compiled.axes[0]
        assert legend.get_zorder() > line.get_zorder()

    def test_layers_are_drawn_in_the_order_of_add(self):
        turned = so.Plot(DATA, x="x").add(so.Line(), y2="price").add(so.Bar(), y="n")
        for plot in (BOTH, turned):
            compiled = drawn(plot)
            children = compiled.axes[0].get_children()
            places = [min(children.index(a) for a in compiled.artists(i)) for i in (0, 1)]
            assert places[0] < places[1]

    def test_one_grid_below_the_data(self):
        first, second = drawn(BOTH).axes
        assert first.yaxis.get_tick_params()["gridOn"]
        assert not second.yaxis.get_tick_params()["gridOn"]
        assert not second.patch.get_visible()

    def test_stats_moves_and_stacks_are_of_the_second_axis(self):
        plot = so.Plot(DATA, x="g").add(so.Dot(), y="n")
        plot = plot.add(so.Bar(), so.Agg("sum"), so.Stack(), y2="price", color="h")
        compiled = plot.plot()
        assert sorted(compiled.data(1)["y"].tolist()) == [0, 100, 150]
        assert compiled.axes[1].get_ylim()[1] > 150
        assert compiled.axes[0].get_ylim()[1] < 30

    def test_facets_share_it_and_label_it_at_the_right_only(self):
        compiled = drawn(BOTH.facet("g"))
        seconds = [one.ax for one in compiled.panels if one.y == "y2"]
        assert seconds[0].get_ylim() == seconds[1].get_ylim()
        assert [ax.yaxis.get_tick_params()["labelright"] for ax in seconds] == [False, True]
        assert [ax.get_ylabel() for ax in seconds] == ["", "price"]
        assert compiled.panel(col="b").y == "y"
        free = drawn(BOTH.facet("g").share("free_y"))
        seconds = [one.ax for one in free.panels if one.y == "y2"]
        assert seconds[0].get_ylim() != seconds[1].get_ylim()
        assert all(ax.yaxis.get_tick_params()["labelright"] for ax in seconds)


def test_it_is_at_the_other_side_with_a_title_and_moves_with_the_panel():
    first, second = drawn(BOTH.label(y2="Price ($)", y="Rows")).axes
    assert second.yaxis.get_label_position() == "right"
    assert (first.get_ylabel(), second.get_ylabel()) == ("Rows", "Price ($)")
    assert not second.xaxis.get_visible()
    assert first.bbox.extents == pytest.approx(second.bbox.extents)
    first.set_xlim(0, 9)
    assert second.get_xlim() == (0, 9)


def test_titles_of_rows_are_beyond_its_labels():
    plot = BARS.add(so.Dot(), y2="price").facet(row="g", col="h").layout(size=(8, 6))
    compiled = drawn(plot)
    renderer = compiled.figure.canvas.get_renderer()
    second = next(one.ax for one in compiled.panels if one.y == "y2" and one.col == "v")
    (title,) = [text for text in second.texts if text.get_text() == "a"]
    assert title.get_window_extent().x0 > second.yaxis.get_tightbbox(renderer).x1


def test_its_scale_and_limits_are_its_own():
    plot = BARS.add(so.Line(), y2="x").scale(y2="log").limit(y2=(1, 50))
    first, second = plot.plot().axes
    assert (first.get_yscale(), second.get_yscale()) == ("linear", "log")
    assert second.get_ylim() == pytest.approx((1, 50))
    assert BOTH.scale(y="symlog").plot().axes[1].get_yscale() == "linear"
    assert BOTH.limit(y=(0, 5)).plot().axes[1].get_ylim()[1] > 100


def test_what_is_drawn_is_where_its_axis_says():
    compiled = drawn(BOTH)
    line, second = compiled.artists(1)[0], compiled.axes[1]
    path = line.get_transform().transform(line.get_xydata())
    assert np.allclose(
        path, second.transData.transform(np.column_stack([DATA["x"], DATA["price"]]))
    )


def test_the_first_axis_at_the_right_has_the_second_at_the_left():
    plot = BOTH.scale(y=so.Continuous().axis(side="right"))
    first, second = drawn(plot).axes
    assert first.yaxis.get_label_position() == "right"
    assert second.yaxis.get_label_position() == "left"


def test_horizontal_layers_have_a_second_x_axis():
    plot = so.Plot(DATA, y="g").add(so.Bar(), so.Agg(), x="n").add(so.Dot(), x2="price")
    first, second = drawn(plot).axes
    assert second.xaxis.get_label_position() == "top"
    assert second.get_xlim()[1] > 100
    assert first.get_xlim()[1] < 20
    assert not second.yaxis.get_visible()


def test_its_colour_is_that_of_its_layer_if_asked():
    second = drawn(BOTH.scale(y2=so.Continuous().axis(color="layer"))).axes[1]
    wanted = to_rgba(BOTH.plot().artists(1)[0].get_color())
    assert to_rgba(second.yaxis.label.get_color()) == pytest.approx(wanted)
    assert to_rgba(second.get_yticklabels()[0].get_color()) == pytest.approx(wanted)
    first = drawn(BOTH.scale(y=so.Continuous().axis(color="red"))).axes[0]
    assert to_rgba(first.get_yticklabels()[0].get_color()) == to_rgba("red")
    many = so.Plot(DATA, x="x").add(so.Dot(), y2="price", color="g")
    with pytest.raises(PlotSpecError, match="many colours"):
        many.scale(y2=so.Continuous().axis(color="layer")).plot()


def test_names_at_the_ends_of_lines_stand_beyond_its_labels():
    plot = so.Plot(DATA, x="x").add(so.Line(), y="n", label="rows")
    compiled = drawn(plot.add(so.Bar(), y2="price").legend("direct"))
    (name,) = [
        text for text in compiled.axes[0].findobj() if getattr(text, "get_text", str)() == "rows"
    ]
    labels = compiled.axes[1].yaxis.get_tightbbox(compiled.figure.canvas.get_renderer())
    assert name.get_window_extent().x0 > labels.x1


@pytest.mark.parametrize("kind", ["Axes", "Figure"])
def test_on_what_is_there(kind):
    figure = Figure()
    target = figure.subplots() if kind == "Axes" else figure
    compiled = BOTH.on(target).plot()
    figure.draw_without_rendering()
    assert [ax.get_ylabel() for ax in compiled.axes] == ["n", "price"]
    assert len(figure.axes) == 2
    assert compiled.artists(1)[0].axes is compiled.axes[0]


def test_what_fails_leaves_a_users_axes_alone():
    figure = Figure()
    ax = figure.subplots()
    with pytest.raises(ZeroDivisionError):
        BOTH.on(ax).tweak(lambda ax: 1 / 0).plot()
    assert figure.axes == [ax]


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda: BARS.add(so.Line(), y="n", y2="price"), "y= is given too"),
        (lambda: BARS.add(so.Line(), x2="n", y2="price"), "y2= is given too"),
        (lambda: BARS.label(y2="none").plot(), "second axis, that the plot does not have"),
        (lambda: BARS.add(so.Dot(), y2="g").share(y2="zero").plot(), "no linear axis"),
        (
            lambda: BOTH.limit(y=(-10, 20), y2=(-1, 100)).share(y2="zero").plot(),
            "leaves no way",
        ),
        (lambda: BARS.add(so.Line(), y2="prise"), "'prise' names no column"),
    ],
)
def test_what_cannot_be_meant(make, text):
    with pytest.raises(PlotSpecError, match=text):
        make()


def test_none_takes_it_away():
    assert BARS.add(so.Dot(), y="n", y2=None) == BARS.add(so.Dot(), y="n")


def test_repr_writes_it_as_it_was_given():
    assert "y2='price'" in repr(BOTH)
