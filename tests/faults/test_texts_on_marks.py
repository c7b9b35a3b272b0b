"""Texts upon filled marks in whose colour nobody could read them."""

import io

import numpy as np
import pytest
from matplotlib.colors import to_rgba

import plotkit.objects as so
from plotkit.mpl.artists.placedtexts import PlacedTexts
from plotkit.mpl.readable import contrast

DATA = {"x": [1.0, 2.0, 3.0], "y": [2.0, 3.0, 1.0], "g": list("abc"), "name": list("uvw")}
PLOT = so.Plot(DATA, x="x", y="y", color="g", text="name").limit(x=(0, 4), y=(0, 4))
BIG = so.Dot(pointsize=20, edgewidth=0)
BLACK, WHITE = (0.0, 0.0, 0.0, 1.0), (1.0, 1.0, 1.0, 1.0)
COLOURS = [to_rgba(color) for color in ("#4c72b0", "#dd8452", "#55a868")]


def drawn(plot):
    compiled = plot.plot()
    compiled.figure.canvas.draw()
    return compiled


def texts(ax):
    placed = [one for one in ax.get_children() if isinstance(one, PlacedTexts)]
    return [*ax.texts, *(text for one in placed for text in one.texts)]


def colors(plot, panel=0):
    return [to_rgba(text.get_color()) for text in texts(drawn(plot).axes[panel])]


@pytest.mark.parametrize("text", [so.Text(), so.Text(overlap="drop")])
@pytest.mark.parametrize("together", [False, True])
def test_text_in_the_colour_of_the_dot_beneath_it(text, together):
    plot = PLOT.add(BIG + text) if together else PLOT.add(BIG).add(text)
    found = colors(plot)
    assert set(found) == {BLACK, WHITE}
    assert all(contrast(*both) >= 4.5 for both in zip(found, COLOURS, strict=True))


WORD = so.Plot(x=[2.0], y=[2.0], color=["b"], text=["word"]).limit(x=(0, 4), y=(0, 4))
ALL = {"color": "C0", "alpha": 1}
SQUARE = {"x": [0.0, 4, 4, 0], "y": [0.0, 0, 4, 4]}
GROUNDS = {
    "bar": (so.Bar(width=3, **ALL), {"x": [2.0], "y": [4.0]}),
    "bars": (so.Bars(**ALL), {"x": [1.0, 2, 3], "y": [4.0, 4, 4]}),
    "area": (so.Area(**ALL), {"x": [0.0, 4], "y": [4.0, 4]}),
    "band": (so.Band(**ALL), {"x": [0.0, 4], "ymin": [0, 0], "ymax": [4, 4], "y": None}),
    "polygon": (so.Polygon(**ALL), SQUARE),
    "tile": (so.Tile(**ALL), {"x": [1.0, 2, 3], "y": [2.0, 2, 2]}),
    "tile with a gap": (so.Tile(gap=1, **ALL), {"x": [1.0, 2, 3], "y": [2.0, 2, 2]}),
    "span": (so.Span(**ALL), {"xmin": 0.5, "xmax": 3.5, "x": None, "y": None}),
    "box": (so.Box(**ALL), {"x": [2.0] * 4, "y": [0.0, 0, 4, 4]}),
    "dots": (so.Dots(fillcolor="C0", fillalpha=1, pointsize=60), {"x": [2.0], "y": [2.0]}),
}


@pytest.mark.parametrize("kind", GROUNDS)
@pytest.mark.parametrize("lies", [False, True])
def test_every_filled_mark_is_a_ground(kind, lies):
    mark, given = GROUNDS[kind]
    if lies:
        turn = str.maketrans("xy", "yx")
        given = {name.replace("max", "MAX").translate(turn).replace("MAX", "max"): column
                 for name, column in given.items()}  # fmt: skip
        given |= {"orient": "y"} if kind not in ("polygon", "span") else {}
    plot = WORD.add(mark, **given, color=None, text=None)
    assert colors(plot) == []
    assert colors(plot.add(so.Text())) == [WHITE]
    assert colors(plot.add(so.Text(contrast=False))) == [COLOURS[0]]


def test_hexagons_at_another_place():
    some = {"x": np.tile([1.0, 2, 3], 9), "y": np.repeat([1.0, 2, 3], 9)}
    plot = WORD.add(so.Hex(color="C0"), so.HexBin(gridsize=4), **some, color=None, text=None)
    assert colors(plot.add(so.Text())) == [WHITE]


@pytest.mark.parametrize(
    "plot",
    [
        PLOT.add(so.Text()),
        PLOT.add(so.Line(), color=None, text=None).add(so.Text()),
        PLOT.add(so.Dot()).add(so.Text(halign="left", offset=8)),
        PLOT.add(so.Band(alpha=0.2), x=[0, 4], ymin=[0, 0], ymax=[4, 4], y=None, color=None,
                 text=None).add(so.Text()),
        PLOT.add(BIG).add(so.Label(), so.Nudge(y=2)),
        PLOT.add(so.Dot(fill=False, pointsize=20)).add(so.Text()),
    ],
    ids=["alone", "a line", "beside", "a pale band", "in a box", "an empty dot"],
)  # fmt: skip
def test_colours_that_are_seen_stay(plot):
    assert colors(plot) == COLOURS


def test_what_users_say_comes_first():
    assert colors(PLOT.add(BIG).add(so.Text(color="C0"))) == [COLOURS[0]] * 3
    compiled = drawn(PLOT.add(BIG).add(so.Text()))
    text = compiled.axes[0].texts[0]
    text.set_color("C0")
    compiled.figure.canvas.draw()
    assert text.get_color() == "C0"
    plot = PLOT.add(BIG).add(so.Text(artist_kws={"color": "C0"}))
    assert colors(plot) == [to_rgba("C0")] * 3


def test_colours_follow_what_is_drawn():
    compiled = drawn(PLOT.add(BIG).add(so.Text()))
    ax = compiled.axes[0]
    assert to_rgba(ax.texts[0].get_color()) == WHITE
    ax.collections[0].set_facecolor("w")
    compiled.figure.canvas.draw()
    assert [to_rgba(text.get_color()) for text in ax.texts] == COLOURS


def test_a_long_text_over_a_small_dot_is_seen_beside_it_too():
    plot = WORD.add(so.Dot(pointsize=8)).add(so.Text(), text=["a long word"])
    assert colors(plot) == [BLACK]
    dark = colors(plot.theme({"axes.facecolor": "#202020"}))
    assert dark == [WHITE]


@pytest.mark.parametrize("scales", [{}, {"x": "log", "y": "log"}])
def test_on_logarithms_in_facets_and_in_files(scales):
    p = so.Plot(DATA, x="x", y="y", color="g", text="name").facet("g").scale(**scales)
    compiled = p.add(BIG).add(so.Text()).plot()
    for kind in ("png", "svg", "pdf"):
        compiled.figure.savefig(io.BytesIO(), format=kind)
        found = [to_rgba(text.get_color()) for ax in compiled.axes for text in ax.texts]
        assert found == [WHITE, BLACK, BLACK]


def test_a_pale_text_upon_a_cell_as_pale_that_lies_elsewhere():
    data = {"x": [1.0, 2.0], "y": [1.0, 1.0], "c": [1.0, 9.0], "t": ["o", "t"]}
    p = so.Plot(data, x="x", y="y", color="c", text="t").add(so.Tile())
    assert colors(p.add(so.Text(), x=[1.2, 2.2])) == [BLACK, WHITE]


def test_on_the_second_axis():
    p = so.Plot(x=[2.0], color=["b"], text=["w"]).limit(x=(0, 4), y=(0, 4), y2=(0, 10))
    p = p.add(BIG, y=[2.0]).add(so.Text(), y2=[5.0])
    assert colors(p) == [WHITE]


def test_texts_that_make_way_are_seen_upon_areas():
    plot = WORD.add(so.Area(**ALL), x=[0.0, 4], y=[4.0, 4], color=None, text=None)
    assert colors(plot.add(so.Text(repel=True))) == [WHITE]
