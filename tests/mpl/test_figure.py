"""What is drawn on, what is refused, and what is left behind if drawing fails."""

import threading

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure

from plotkit.compile.drawing import Drawing, Panel
from plotkit.errors import PlotSpecError, PlotTypeError, PlotWarning
from plotkit.marks.primitives import Custom
from plotkit.mpl.figure import render
from plotkit.mpl.theme import theme
from plotkit.spec import LayoutSpec
from plotkit.themes import DEFAULT
from tests.mpl.drawings import drawing, grid, laid_out, legend, lines, numbers, panel, points

DOT = points([[5, 5]])
LINE = lines([[0, 0], [1, 1]], each=True)


def failing(*primitives, **kws):
    def fail(ax, project):
        raise RuntimeError("no")

    return drawing(*primitives, Custom(fail), legends=(legend("a"),), **kws)


def test_own_figure(draw, default):
    rendered = draw(grid(2, 3, DOT, LINE))
    assert len(rendered.figure.axes) == len(rendered.axes) == 6
    assert [len(layer) for layer in rendered.artists] == [6, 6]
    assert rendered.axes[0].get_facecolor() == mpl.colors.to_rgba("#EAEAF2")
    assert tuple(rendered.figure.get_size_inches()) == (6.4, 4.8)
    assert rendered.axes[5].get_subplotspec().rowspan.start == 1


def test_nothing_to_draw(draw):
    rendered = draw(Drawing((1, 1), (Panel(0, 0, numbers(0, 1), numbers(0, 1)),)))
    assert rendered.artists == ()
    laid_out(rendered.figure)


def test_ids_differ_between_panels(draw):
    rendered = draw(grid(1, 2, DOT))
    assert [artist.get_gid() for artist in rendered.artists[0]] == [
        "panel0-layer0-Mark",
        "panel1-layer0-Mark",
    ]


def test_figure_and_axes_targets(draw):
    figure = Figure()
    assert draw(grid(1, 2, DOT), target=figure).figure is figure
    assert len(figure.axes) == 2
    ax = Figure().subplots()
    rendered = draw(drawing(DOT, title="Title"), target=ax)
    assert rendered.axes == (ax,)
    assert ax.get_title() == "Title"
    assert ax.get_facecolor() == (1, 1, 1, 1)  # the user's axes keep their looks


def test_a_single_empty_axes_is_used(draw):
    figure = Figure()
    ax = figure.subplots()
    rendered = draw(drawing(DOT, legends=(legend("a"),)), target=figure)
    assert rendered.axes == (ax,)
    laid_out(figure)


@pytest.mark.parametrize("case", ["used", "two", "many panels"])
def test_figures_with_axes_are_refused(draw, case):
    figure = Figure()
    figure.subplots(2 if case == "two" else 1)
    if case == "used":
        figure.axes[0].plot([1, 2])
    plan = grid(1, 2, DOT) if case == "many panels" else drawing(DOT)
    n = len(figure.axes)
    with pytest.raises(PlotSpecError, match="axes already"):
        draw(plan, target=figure)
    assert len(figure.axes) == n


def test_wrong_targets(draw):
    with pytest.raises(PlotTypeError, match="not on str"):
        draw(drawing(DOT), target="figure")
    with pytest.raises(PlotSpecError, match="'polar'"):
        draw(drawing(DOT), target=Figure().subplots(subplot_kw={"projection": "polar"}))
    with pytest.raises(PlotSpecError, match="'3d'"):
        draw(drawing(DOT), target=Figure().add_subplot(projection="3d"))
    with pytest.raises(PlotSpecError, match="2 panels"):
        draw(grid(1, 2, DOT), target=Figure().subplots())


def test_layout_that_has_no_effect_is_said(draw):
    layout = LayoutSpec(size=(3, 3), extent=(0, 0, 1, 1))
    with pytest.warns(PlotWarning, match="size=, extent="):
        draw(drawing(DOT, layout=layout), target=Figure().subplots())
    with pytest.warns(PlotWarning, match="SubFigure"):
        draw(drawing(DOT, layout=LayoutSpec((3, 3))), target=Figure().subfigures())


def test_size_of_a_given_figure(draw):
    figure = Figure()
    draw(drawing(DOT, layout=LayoutSpec((3, 2))), target=figure)
    assert tuple(figure.get_size_inches()) == (3, 2)


def test_wrong_engine(draw):
    with pytest.raises(PlotSpecError, match="'tight'"):
        draw(drawing(DOT, layout=LayoutSpec(engine="tigth")))
    with pytest.raises(PlotTypeError, match="int"):
        draw(drawing(DOT, layout=LayoutSpec(engine=3)))


def test_failure_leaves_a_figure_as_it_was(draw):
    figure = Figure()
    with pytest.raises(RuntimeError):
        draw(failing(DOT, layout=LayoutSpec((3, 2))), target=figure)
    assert figure.axes == []
    assert figure.legends == []
    assert figure.get_layout_engine() is None
    assert tuple(figure.get_size_inches()) == (6.4, 4.8)


def test_failure_leaves_an_axes_as_it_was(draw):
    ax = Figure().subplots()
    (mine,) = ax.plot([1, 2], label="mine")
    own = ax.legend()
    ax.set_xlabel("mine")
    before = ax.get_xlim(), ax.get_ylim(), set(ax.get_children())
    with pytest.raises(RuntimeError) as error:
        draw(failing(DOT, LINE, x=numbers(5, 6, label="x"), title="T"), target=ax)
    assert error.value.__notes__ == ["In layer 3 (Mark)."]
    assert (ax.get_xlim(), ax.get_ylim(), set(ax.get_children())) == before
    assert (ax.get_xlabel(), ax.get_title()) == ("mine", "")
    assert ax.lines[0] is mine
    assert ax.get_legend() is own
    assert ax.get_autoscale_on()


def test_failure_closes_a_pyplot_figure(draw):
    import matplotlib.pyplot as plt

    with pytest.raises(RuntimeError):
        draw(failing(DOT), pyplot=True)
    assert plt.get_fignums() == []


def test_pyplot_figures_share_their_axes(draw):
    import matplotlib.pyplot as plt

    panels = [
        panel(DOT, x=numbers(0, 10, share=0), y=numbers(0, 10, share=i), col=i) for i in (0, 1)
    ]
    rendered = draw(Drawing((1, 2), tuple(panels)), pyplot=True)
    assert plt.get_fignums() == [rendered.root.number]
    one, other = rendered.axes
    one.set(xlim=(3, 4), ylim=(3, 4))
    assert other.get_xlim() == (3, 4)
    assert other.get_ylim() == (0, 10)
    plt.close(rendered.root)


def test_threads_keep_their_themes():
    themes = [theme(DEFAULT, {"axes.facecolor": color}) for color in ("red", "lime")]
    results = {}

    def work(i):
        results[i] = [render(grid(2, 2, DOT), themes[i]) for _ in range(5)]

    threads = [threading.Thread(target=work, args=(i,)) for i in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for i, color in enumerate(("red", "lime")):
        found = {ax.get_facecolor() for one in results[i] for ax in one.axes}
        assert found == {mpl.colors.to_rgba(color)}


def test_fonts_stay_those_of_the_theme_outside_of_it(draw):
    rendered = draw(drawing(DOT, title="Title"))
    assert rendered.axes[0].title.get_fontname() == "DejaVu Sans"
    with mpl.rc_context({"font.sans-serif": ["DejaVu Serif"]}):
        assert rendered.axes[0].title.get_fontname() == "DejaVu Sans"


def test_the_drawing_is_not_changed(draw):
    xy = np.array([[1.0, 2.0]])
    xy.flags.writeable = False
    draw(drawing(points(xy), y=numbers(0, 3)))
    np.testing.assert_array_equal(xy, [[1, 2]])
