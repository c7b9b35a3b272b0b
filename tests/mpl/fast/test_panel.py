"""Axes whose ticks are made when they are needed look and answer like any other."""

import io
import pickle

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.axis import Tick, XAxis, YAxis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import plotkit.objects as so
from plotkit.mpl.fast.lightaxis import LightAxis, is_bare
from plotkit.mpl.fast.panel import PanelAxes
from tests.fastpaths import where_measured

DATA = {"x": [1, 2, 3, 4], "y": [10, 40, 20, 30], "g": ["a", "b", "c", "d"]}


def facets(**theme):
    return so.Plot(DATA, x="x", y="y").facet("g", wrap=2).add(so.Dot()).theme(theme)


def pixels(figure):
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba()).astype(int)


@pytest.fixture
def made(monkeypatch):
    """Note each tick that is made."""
    ticks = []
    init = Tick.__init__

    def noting(self, *args, **kwargs):
        ticks.append(self)
        init(self, *args, **kwargs)

    monkeypatch.setattr(Tick, "__init__", noting)
    return ticks


@where_measured("ticks")
def test_inner_axes_make_no_ticks(made):
    figure = facets().plot().figure
    pixels(figure)
    inner = figure.axes[1]
    assert isinstance(inner, PanelAxes)
    assert is_bare(inner.xaxis)
    assert is_bare(inner.yaxis)
    shown = {id(tick.axes) for tick in made}
    assert id(inner) not in shown
    assert id(figure.axes[2]) in shown


@where_measured("ticks")
def test_an_axis_with_labels_makes_a_single_tick(made):
    figure = so.Plot(DATA, x="x", y="y").add(so.Dot()).plot().figure
    pixels(figure)
    assert len(made) == 2
    (ax,) = figure.axes
    assert [text.get_text() for text in ax.get_xticklabels()] == [
        f"{place:g}" for place in ax.get_xticks()
    ]
    assert len(made) > 2


MARKS = {"xtick.bottom": True, "ytick.left": True}
LARGE = {"x": [1e9, 1e9 + 4], "y": [0.0, 3e-7]}
LEVELS = {"x": ["all kinds of cabbage", "beans", "a longer name of a plant"], "y": [1, 2, 3]}
DAYS = {"x": np.array(["2020-01-30", "2021-05-01"], dtype="M8[D]"), "y": [1, 500]}


def dots(data, **theme):
    return so.Plot(data, x="x", y="y").add(so.Dot()).theme(theme)


AXES = {
    "usual": dots(DATA),
    "marks": dots(DATA, **MARKS),
    "marks inward": dots(DATA, **MARKS, **{"xtick.direction": "in", "ytick.direction": "inout"}),
    "at all sides": dots(DATA, **MARKS, **{"xtick.top": True, "ytick.labelright": True}),
    "dashed grid": dots(DATA, **{"grid.linestyle": "--", "xtick.minor.visible": True}),
    "log": dots(DATA).scale(x="log", y=so.Continuous(trans="symlog").tick(minor=3)),
    "minor labels": dots({"x": [1, 6], "y": [0.02, 0.5]}).scale(x="log", y="logit"),
    "offset": dots(LARGE),
    "other sides": dots(DATA, **MARKS).scale(
        x=so.Continuous().axis(side="top"), y=so.Continuous().axis(side="right")
    ),
    "turned": dots(LEVELS).scale(
        x=so.Nominal().label(rotate=30), y=so.Continuous().label(rotate=45)
    ),
    "lines": dots(LEVELS).layout(size=(3, 3)),
    "fewer": dots({**LEVELS, "x": [f"{name} of the garden" for name in LEVELS["x"]]}).layout(
        size=(2, 4)
    ),
    "dates": dots(DAYS),
    "reversed": dots(DATA).limit(x=(5, 0)),
    "one tick": dots(DATA).scale(x=so.Continuous().tick(at=[2])),
    "no ticks": dots(DATA).scale(x=so.Continuous().tick(at=[])),
    "facets": facets(**MARKS).share(y=False).label(x="a", y="b"),
    "colours": so.Plot(DATA, x="x", y="y", color="y").add(so.Dot()),
}


def ask(figure):
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            axis.get_ticklabels(which="both")
            assert not is_bare(axis)


@where_measured("ticks")
@pytest.mark.parametrize("name", AXES)
def test_ticks_that_are_made_change_nothing(name, made):
    figure, asked = AXES[name].plot().figure, AXES[name].plot().figure
    light = pixels(figure), pixels(figure)
    assert abs(light[0] - light[1]).max() == 0, "the second drawing differs"
    assert len(made) <= 2 * 2 * 2 * len(figure.axes)
    before = len(made)
    ask(asked)
    assert len(made) > before or name == "no ticks"
    assert abs(light[0] - pixels(asked)).max() <= 1
    ask(figure)
    assert abs(light[1] - pixels(figure)).max() <= 1
    pixels(asked)
    for one, other in zip(figure.axes, asked.axes, strict=True):
        np.testing.assert_allclose(one.get_position().bounds, other.get_position().bounds)


@where_measured("ticks")
def test_labels_stay_turned_when_ticks_are_reset():
    figure = AXES["turned"].plot().figure
    pixels(figure)
    ax = figure.axes[0]
    styles = ("get_rotation", "get_rotation_mode", "get_horizontalalignment")
    ax.spines["bottom"].set_position(("outward", 9))
    for label in ax.get_xticklabels():
        assert [getattr(label, look)() for look in styles] == [30, "anchor", "right"]
    assert abs(pixels(figure) - pixels(figure)).max() == 0


def test_vector_files_have_a_group_for_each_tick():
    def svg(figure):
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None})
        return written.getvalue()

    figure = dots(DATA, **MARKS).plot().figure
    with mpl.rc_context({"svg.hashsalt": "a"}):
        light = svg(figure)
        low, high = figure.axes[0].get_xlim()
        in_view = [place for place in figure.axes[0].get_xticks() if low <= place <= high]
        assert light.count('id="xtick_') == len(in_view)
        ask(figure)
        assert svg(figure) == light


def test_looks_set_before_ticks_are_made_are_theirs():
    figure = dots(DATA).plot().figure
    ax = figure.axes[0]
    ax.tick_params(labelcolor="r", labelsize=20, length=9, bottom=True, labelrotation=15)
    light = pixels(figure)
    label = ax.get_xticklabels()[1]
    assert (label.get_color(), label.get_fontsize(), label.get_rotation()) == ("r", 20, 15)
    assert abs(light - pixels(figure)).max() <= 1


@where_measured("ticks")
def test_a_reset_forgets_the_ticks():
    figure = dots(DATA).plot().figure
    axis = figure.axes[0].xaxis
    axis.get_major_ticks()[0].label1.set_color("r")
    axis.set_tick_params(reset=True, labelsize=7)
    assert axis.light
    pixels(figure)
    assert {text.get_fontsize() for text in axis.get_ticklabels()} == {7}
    assert {text.get_color() for text in axis.get_ticklabels()} != {"r"}


@pytest.mark.parametrize(
    "theme",
    [{}, {"axes.facecolor": "w", "grid.color": "#ff000080"}, {"axes.grid": False}],
    ids=["default", "translucent", "no grid"],
)
def test_grid_lines_are_the_same_without_ticks(theme, monkeypatch):
    quiet = pixels(facets(**theme).plot().figure)
    monkeypatch.setattr(LightAxis, "bare", False)
    assert abs(quiet - pixels(facets(**theme).plot().figure)).max() <= 1


def test_log_axes_are_the_same_without_ticks(monkeypatch):
    plot = facets().scale(y="log")
    quiet = pixels(plot.plot().figure)
    monkeypatch.setattr(LightAxis, "bare", False)
    assert abs(quiet - pixels(plot.plot().figure)).max() <= 1


def test_ticks_are_there_for_who_asks():
    ax = facets().plot().axes[1]
    assert len(ax.get_xgridlines()) == len(ax.get_xticks())
    assert not is_bare(ax.xaxis)
    assert ax.xaxis.get_ticks_position() in ("bottom", "none", "unknown")
    for line in ax.get_xgridlines():
        line.set_color("r")
    assert (pixels(ax.figure)[..., :3] == (255, 0, 0)).all(axis=-1).any()


def test_labels_can_be_shown_again():
    figure = facets().plot().figure
    before = pixels(figure)
    figure.axes[1].tick_params(labelleft=True)
    assert abs(before - pixels(figure)).max() > 0
    shown, usual = (figure.axes[i].yaxis.get_major_ticks()[0].label1 for i in (1, 0))
    assert shown.get_fontsize() == usual.get_fontsize()
    assert shown.get_fontfamily() == usual.get_fontfamily()
    assert shown.get_color() == usual.get_color()


def test_the_grid_can_be_turned_off():
    figure = facets().plot().figure
    before = pixels(figure)
    figure.axes[1].grid(False)
    assert abs(before - pixels(figure)).max() > 0


@where_measured("ticks")
def test_matplotlib_can_lay_them_out_and_pickle_them():
    figure = facets().plot().figure
    again = pickle.loads(pickle.dumps(figure))
    assert is_bare(again.axes[1].yaxis)
    again.savefig(io.BytesIO(), bbox_inches="tight")
    again.axes[1].clear()
    again.align_labels()
    pixels(again)


def test_a_measured_text_is_not_measured_again_to_be_drawn(monkeypatch):
    from matplotlib.backends.backend_agg import RendererAgg

    sizes = []
    get = RendererAgg.get_text_width_height_descent

    def counting(self, text, prop, ismath):
        sizes.append((id(self), text, prop.get_size_in_points()))
        return get(self, text, prop, ismath)

    monkeypatch.setattr(RendererAgg, "get_text_width_height_descent", counting)
    so.Plot(DATA, x="x", y="y", color="g").add(so.Dot()).save(io.BytesIO(), dpi=100)
    plain = [size for size in sizes if size[1] != "lp"]
    assert len(plain) == len(set(plain))


def test_looks_of_inner_ticks_can_be_reset():
    figure = facets().plot().figure
    figure.axes[1].tick_params(reset=True)
    assert not is_bare(figure.axes[1].xaxis)
    pixels(figure)


USER = {
    "ticks": lambda ax: ax.set_xticks([1, 2, 3], ["a", "bb", "c"], rotation=20),
    "params": lambda ax: ax.tick_params(
        rotation=40, length=5, bottom=True, direction="in", colors="r"
    ),
    "minor": lambda ax: ax.minorticks_on(),
    "top": lambda ax: ax.xaxis.tick_top(),
    "grid": lambda ax: ax.grid(True, axis="y", color="r", linestyle=":"),
    "spine": lambda ax: ax.spines["bottom"].set_position(("outward", 12)),
    "label at the right": lambda ax: ax.yaxis.set_label_position("right"),
    "constrained": lambda ax: ax.figure.set_layout_engine("constrained"),
    "aligned": lambda ax: ax.figure.align_labels(),
    "twin": lambda ax: ax.twinx().plot([1, 2], [0, 5]),
    "off": lambda ax: ax.axis("off"),
    "log": lambda ax: ax.set_xscale("log"),
    "offset": lambda ax: ax.ticklabel_format(style="sci", scilimits=(0, 0)),
    "cleared": lambda ax: (ax.clear(), ax.plot([1, 2], [3, 4])),
}


@pytest.mark.parametrize("name", USER)
@pytest.mark.parametrize("plot", [dots(DATA), facets(**MARKS)], ids=["one", "facets"])
def test_what_users_do_to_axes_does_not_depend_on_ticks(name, plot):
    figure, asked = plot.plot().figure, plot.plot().figure
    ask(asked)
    for each in (figure, asked):
        USER[name](each.axes[0])
    assert abs(pixels(figure) - pixels(asked)).max() <= 1
    figure.savefig(io.BytesIO(), bbox_inches="tight")


def test_spines_are_drawn_in_matplotlibs_order():
    assert list(dots(DATA).plot().axes[0].spines) == list(Figure().subplots().spines)


# ------------------------------------------------------------------------------- a user's own Axes


def own(asked=False, **style):
    """Return a figure of one's own, with a plot on its Axes."""
    figure = Figure()
    ax = figure.subplots()
    ax.tick_params(**style)
    if asked:
        ask(figure)
    dots(DATA, **MARKS).on(ax).label(title="A title", x="a", y="b").plot()
    return figure


STYLES = {
    "plain": {},
    "styled": {"labelrotation": 30, "labelcolor": "r", "length": 9, "grid_color": "b"},
    "inward": {"direction": "in", "top": True, "labeltop": True},
}


@where_measured("ticks")
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_axes_of_ones_own_show_the_same_without_ticks(style, made):
    light = own(**style)
    before = len(made)
    first = pixels(light)
    assert all(axis.light for axis in (light.axes[0].xaxis, light.axes[0].yaxis))
    assert len(made) - before <= 2
    assert abs(first - pixels(own(asked=True, **style))).max() <= 1
    ask(light)
    assert abs(first - pixels(light)).max() <= 1


@where_measured("ticks")
def test_axes_whose_ticks_somebody_has_keep_them():
    figure = Figure()
    ax = figure.subplots()
    ticks = ax.get_xticklabels()
    ticks[0].set_color("r")
    dots(DATA).on(ax).plot()
    assert type(ax.xaxis) is XAxis
    assert ax.get_xticklabels()[0] is ticks[0]


@where_measured("ticks")
def test_a_plot_that_fails_leaves_axes_as_they_were(monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("late")

    monkeypatch.setattr("plotkit.mpl.figure.fit_now", fail)
    pictures = []
    for fast in (True, False):
        so.Plot.config.fast = fast  # conftest.py puts it back
        figure = Figure()
        ax = figure.subplots()
        with pytest.raises(RuntimeError, match="late"):
            dots(DATA).on(ax).plot()
        assert (type(ax.xaxis), type(ax.yaxis)) == (XAxis, YAxis)
        pictures.append(pixels(figure))
    assert abs(pictures[0] - pictures[1]).max() <= 1


@where_measured("ticks")
def test_a_second_plot_on_the_same_axes():
    figure = own()
    dots(DATA).on(figure.axes[0]).plot()
    figure.axes[0].set_xticks([1, 2], ["one", "two"])
    pixels(figure)
    assert [text.get_text() for text in figure.axes[0].get_xticklabels()] == ["one", "two"]


@where_measured("ticks")
def test_axes_of_ones_own_can_be_cleared():
    figure = own()
    figure.axes[0].clear()
    figure.axes[0].plot([1, 2])
    other = Figure()
    other.subplots().plot([1, 2])
    assert pixels(figure).shape == pixels(other).shape
