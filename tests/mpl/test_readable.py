"""Texts outside of panels are read on the face of the figure, whatever the theme of a plot."""

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.text import Text

import plotkit.objects as so
from plotkit.mpl.readable import contrast
from plotkit.themes import agreed_colors

DATA = {"x": [1, 2, 3], "y": [3, 1, 2], "g": list("aba")}
DAY = so.Plot(DATA, x="x", y="y", color="g").add(so.Dot()).label(title="A title")
NIGHT = DAY.theme("night")


def least(figure):
    """Return the least contrast of a text with the face of its figure."""
    root = figure.get_figure(root=True)
    root.draw_without_rendering()
    face = to_rgba(root.get_facecolor())
    texts = [text for text in figure.findobj(Text) if text.get_text() and text.get_visible()]
    assert len(texts) > 8
    return min(contrast(face, to_rgba(text.get_color())) for text in texts)


def faces(compiled):
    return [mpl.colors.to_hex(ax.get_facecolor()) for ax in compiled.axes]


def test_contrast_is_that_of_the_guidelines():
    assert contrast(to_rgba("w"), to_rgba("k")) == pytest.approx(21)
    assert contrast(to_rgba("w"), to_rgba("#767676")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("whole", [NIGHT | DAY, DAY / NIGHT, NIGHT.facet("g") | (DAY / NIGHT)])
def test_one_plot_of_another_face_in_a_composition(whole):
    compiled = whole.plot()
    assert to_rgba(compiled.figure.get_facecolor()) == to_rgba("w")
    assert least(compiled.figure) > 4.5
    assert {"#1e2128", "#eaeaf2"} == set(faces(compiled))


def test_colour_bars_of_one_plot_of_another_face():
    bar = so.Plot(DATA, x="x", y="y", color="y").add(so.Dot())
    whole = (bar.theme("night") | bar | bar).legend(collect="none")
    assert least(whole.plot().figure) > 4.5


def test_what_all_plots_have_in_common_is_the_face_of_the_figure():
    compiled = (NIGHT | NIGHT / NIGHT).label(title="The whole", tags="A").plot()
    assert mpl.colors.to_hex(compiled.figure.get_facecolor()) == "#15171c"
    assert least(compiled.figure) > 4.5
    said = (NIGHT | NIGHT).theme({"figure.facecolor": "white"}).plot()
    assert to_rgba(said.figure.get_facecolor()) == to_rgba("w")
    assert least(said.figure) > 4.5


def test_light_plots_on_a_dark_whole():
    white = DAY.theme("plain", {"figure.facecolor": "white", "text.color": "k"})
    compiled = (white | DAY).theme("night").label(title="The whole").plot()
    assert least(compiled.figure) > 4.5


def test_a_figure_of_the_user_keeps_its_face_when_saved(tmp_path):
    figure = Figure()
    compiled = NIGHT.on(figure).plot()
    assert least(figure) > 4.5
    compiled.save(tmp_path / "a.png")
    np.testing.assert_array_equal(mpl.image.imread(tmp_path / "a.png")[0, 0, :3], 1)
    dark = Figure(facecolor="k")
    part = dark.subfigures()
    part.set_facecolor("none")
    DAY.on(part).plot()
    assert least(part) > 4.5


def test_a_transparent_figure_tells_nothing():
    compiled = (NIGHT | DAY).theme({"figure.facecolor": "none"}).plot()
    compiled.figure.draw_without_rendering()
    assert to_rgba(compiled.axes[0].xaxis.label.get_color()) == to_rgba(".85")


def test_an_inset_is_read_on_the_panel():
    small = so.Plot(DATA, x="x", y="y").add(so.Dot())
    panel = so.Plot({"x": [0, 9], "y": [0, 9]}, x="x", y="y").add(so.Dot()).theme("night")
    compiled = (panel.inset(small, "upper left") | small).plot()
    compiled.figure.draw_without_rendering()
    (child,) = compiled.axes[0].child_axes
    face = to_rgba(compiled.axes[0].get_facecolor())
    assert contrast(face, to_rgba(child.xaxis.label.get_color())) > 4.5


def test_texts_that_can_be_read_keep_their_colour():
    red = NIGHT.theme({"axes.labelcolor": "#c01010"})
    compiled = (red | DAY).plot()
    assert to_rgba(compiled.axes[0].xaxis.label.get_color()) == to_rgba("#c01010")


def test_agreed_colours():
    assert agreed_colors([{}]) == {}
    assert agreed_colors([{"text.color": "k"}, {}]) == {}
