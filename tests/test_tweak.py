"""`tweak`: one call on every Axes, in whatever way a plot is drawn; and the words of `share`."""

import copy
import io

import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure

import plotkit.objects as so
from plotkit.errors import PlotSpecError, PlotTypeError

DATA = {"x": [1, 2, 3, 4], "y": [1, 2, 30, 40], "g": ["a", "a", "b", "b"]}
PLOT = so.Plot(DATA, x="x", y="y").add(so.Dot())


class Calls:
    """Counts its calls, and draws a line that can be found again."""

    def __init__(self):
        self.axes = []

    def __call__(self, ax):
        self.axes.append(ax)
        ax.axhline(2.5, gid="tweaked")


def is_tweaked(ax):
    return sum(line.get_gid() == "tweaked" for line in ax.lines)


def test_is_called_once_on_each_axes_when_it_is_filled():
    calls = Calls()
    plot = PLOT.facet("g").tweak(calls)
    assert calls.axes == []
    compiled = plot.plot()
    assert calls.axes == list(compiled.axes)
    compiled.save(io.BytesIO())
    assert [is_tweaked(ax) for ax in compiled.axes] == [1, 1]


def test_sees_the_artists_and_limits_of_its_panel():
    seen = []
    PLOT.tweak(lambda ax: seen.append((len(ax.collections), ax.get_xlim()))).plot()
    ax = PLOT.plot().axes[0]
    assert seen == [(len(ax.collections), ax.get_xlim())]


@pytest.mark.parametrize("way", ["save", "show", "png", "on a figure", "on an Axes"])
def test_holds_in_every_way_of_drawing(way):
    calls = Calls()
    plot = PLOT.tweak(calls)
    if way == "save":
        plot.save(io.BytesIO())
    elif way == "show":
        plot.show(block=False)
        plt.close("all")
    elif way == "png":
        plot._repr_png_()
    elif way == "on a figure":
        plot.on(Figure()).plot()
    else:
        plot.on(Figure().subplots()).plot()
    assert [is_tweaked(ax) for ax in calls.axes] == [1]


def test_is_kept_by_copies_and_by_other_methods():
    calls = Calls()
    plot = copy.deepcopy(PLOT.tweak(calls)).label(x="a").add(so.Line()).theme("white")
    assert is_tweaked(plot.plot().axes[0]) == 1
    assert is_tweaked(PLOT.plot().axes[0]) == 0


def test_later_calls_come_later():
    order = []
    plot = PLOT.tweak(lambda ax: order.append(1)).tweak(lambda ax: order.append(2))
    plot.plot()
    assert order == [1, 2]
    assert plot != PLOT
    assert repr(plot).count(".tweak(") == 2


def test_what_it_writes_has_its_room_in_the_layout():
    def room(plot):
        compiled = plot.plot()
        compiled.figure.draw_without_rendering()
        return compiled.axes[0].bbox.height

    assert room(PLOT.tweak(lambda ax: ax.set_title("A\nB\nC", size=30))) < room(PLOT) - 60


def test_in_compositions_and_insets_each_plot_has_its_own():
    one, other = Calls(), Calls()
    both = (PLOT.tweak(one) | PLOT).plot()
    assert [is_tweaked(ax) for ax in both.axes] == [1, 0]
    both = (PLOT.tweak(one) | PLOT).tweak(other).plot()
    assert [is_tweaked(ax) for ax in both.axes] == [2, 1]
    inner = Calls()
    outer = PLOT.inset(PLOT.tweak(inner)).plot()
    assert len(inner.axes) == 1
    assert inner.axes[0] not in outer.axes


def test_what_it_raises_names_it_and_leaves_no_figure():
    with pytest.raises(ZeroDivisionError) as caught:
        PLOT.tweak(lambda ax: 1 / 0).plot()
    assert "In tweak(...)." in caught.value.__notes__
    figure = Figure()
    with pytest.raises(ZeroDivisionError):
        PLOT.on(figure).tweak(lambda ax: 1 / 0).plot()
    assert figure.axes == []


def test_takes_a_function():
    with pytest.raises(PlotTypeError, match="tweak\\(\\) takes a function of an Axes"):
        PLOT.tweak("white")


# --------------------------------------------------------------------------------- words of share


def limits(plot, axis):
    return [getattr(ax, f"get_{axis}lim")() for ax in plot.plot().axes]


@pytest.mark.parametrize(
    ("word", "free"), [("free", "xy"), ("free_x", "x"), ("free_y", "y"), ("fixed", "")]
)
def test_words_say_which_axes_are_free(word, free):
    plot = PLOT.facet("g").share(word)
    for axis in "xy":
        one, other = limits(plot, axis)
        assert (one != other) == (axis in free)


def test_words_say_nothing_of_the_other_axis():
    assert PLOT.share(x="row").share("free_y")._spec.shares == {"x": "row", "y": False}
    assert PLOT.share("free_y", x="row")._spec.shares == {"y": False, "x": "row"}


@pytest.mark.parametrize(
    ("words", "said", "error", "text"),
    [
        (["free y"], {}, PlotSpecError, "free_y"),
        ([True], {}, PlotTypeError, "takes words"),
        (["free"], {"x": True}, PlotSpecError, "a second time"),
        (["free_x", "fixed"], {}, PlotSpecError, "a second time"),
    ],
)
def test_words_that_say_nothing_or_too_much(words, said, error, text):
    with pytest.raises(error, match=text):
        PLOT.share(*words, **said)
