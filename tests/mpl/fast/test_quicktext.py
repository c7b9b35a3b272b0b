"""The many texts of a layer: placed at once, drawn without asking for their style again."""

import io
import pickle

import numpy as np
import pytest
from matplotlib.image import imread
from matplotlib.patheffects import Stroke
from matplotlib.text import Text

import plotkit.objects as so
from plotkit.mpl.artists.texts import DataText, QuickDataText
from tests.fastpaths import where_measured

N = 8
ROW, COLUMN = np.divmod(np.arange(N * N), N)
CELLS = {
    "x": [f"c{i}" for i in COLUMN],
    "y": [f"r{i}" for i in ROW],
    "z": np.round(np.sin(ROW) * 20 + COLUMN, 1),
}
MAP = so.Plot(CELLS, x="x", y="y", color="z", text="z").add(so.Tile())
SOME = so.Plot(
    {"x": [1.0, 10, 100], "y": [1.0, 3, 2], "t": ["one", "$x^2$", "two\nlines"], "g": list("abc")},
    x="x", y="y", text="t",
)  # fmt: skip
PLOTS = {
    "cells": MAP.add(so.Text()),
    "small": MAP.add(so.Text(fontsize=5.5, alpha=0.5, format=".2f")),
    "kinds": SOME.add(so.Text()),
    "beside": SOME.add(so.Text(halign="left", valign="top", offset=7.3)),
    "logarithm": SOME.scale(x="log").add(so.Text()),
    "turned": SOME.add(so.Text(artist_kws={"rotation": 30})),
    "rims": SOME.add(so.Text(halo=2)),
    "cut off": SOME.limit(x=(1, 10)).add(so.Text()),
    "panels": MAP.add(so.Text(fontsize=4)).facet("x", wrap=4),
    "upon dots": SOME.add(so.Dot(pointsize=30), color="g").add(so.Text(), color="g"),
    "clipped": SOME.add(so.Text(artist_kws={"clip_on": True})),
    "second axis": so.Plot(x=[1, 2, 3])
    .add(so.Line(), y=[1, 2, 3])
    .add(so.Text(), y2=[10, 30, 20], text=["u", "v", "w"]),
}


def picture(figure):
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=83)
    file.seek(0)
    return np.rint(255 * imread(file)[..., :3]).astype(int)


def alike(plot, change=lambda figure: None):
    """Tell whether a picture is that of plain matplotlib, also after a change."""
    made = []
    for fast in (True, False):
        so.Plot.config.fast = fast  # conftest.py puts it back
        figure = plot.plot().figure
        first = picture(figure)
        change(figure)
        made.append((first, picture(figure)))
    (one, two), (plain, other) = made
    return abs(one - plain).max() <= 1 and abs(two - other).max() <= 1


@pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS)
def test_the_picture_is_that_of_matplotlib(plot):
    assert alike(plot)


def change(act):
    return lambda figure: act(figure.axes[0].texts[3])


OF_AXES = [("xy", (0.5, 0.9)), ("xycoords", "axes fraction")]
CHANGES = {
    "size": lambda text: text.set_fontsize(20),
    "words": lambda text: text.set_text("changed"),
    "formula": lambda text: text.set_text("$x^2$"),
    "colour": lambda text: text.set_color("r"),
    "alpha": lambda text: text.set_alpha(0.3),
    "hidden": lambda text: text.set_visible(False),
    "gone": lambda text: text.remove(),
    "offset": lambda text: text.set_position((20, 10)),
    "place": lambda text: setattr(text, "xy", (2.5, 2.5)),
    "of the axes": lambda text: [setattr(text, *one) for one in OF_AXES],
    "turned": lambda text: text.set_rotation(45),
    "font": lambda text: text.set_family("serif"),
    "aligned": lambda text: text.set_horizontalalignment("left"),
    "limits": lambda text: text.axes.set_xlim(-3, 4),
    "scale": lambda text: text.axes.set_yscale("symlog"),
    "figure": lambda text: text.figure.set_size_inches(5, 7),
    "framed": lambda text: text.set_bbox({"facecolor": "w"}),
    "wrapped": lambda text: text.set_wrap(True),
    "outlined": lambda text: text.set_path_effects([Stroke(linewidth=3, foreground="y")]),
    "far": lambda text: text.set_position((-150, 0)),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_users_change_is_seen(name):
    assert alike(PLOTS["cells"], change(CHANGES[name]))


@where_measured("glyphs")
def test_matplotlib_draws_none_of_them(monkeypatch):
    drawn = []
    draw = Text.draw
    monkeypatch.setattr(Text, "draw", lambda self, *args: drawn.append(self) or draw(self, *args))
    picture(PLOTS["cells"].plot().figure)
    assert drawn and not [text for text in drawn if isinstance(text, DataText)]


@where_measured("glyphs")
def test_they_are_texts_of_the_axes_and_travel():
    figure = PLOTS["cells"].plot().figure
    assert all(type(text) is QuickDataText for text in figure.axes[0].texts)
    assert len(figure.axes[0].texts) == N * N
    again = pickle.loads(pickle.dumps(figure))
    np.testing.assert_array_equal(picture(again), picture(figure))


@pytest.mark.parametrize("form", ["svg", "pdf"])
def test_files_of_vectors_have_them_too(form):
    file = io.BytesIO()
    PLOTS["kinds"].plot().figure.savefig(file, format=form)
    assert file.tell() > 1000


def test_labels_that_stick_out_have_room():
    plot = SOME.limit(x=(1, 100), y=(1, 3)).add(so.Text(), text=["one", "a very long label", "x"])
    compiled = plot.plot()
    compiled.figure.canvas.draw()
    renderer = compiled.figure.canvas.get_renderer()
    page = compiled.figure.bbox
    for text in compiled.axes[0].texts:
        box = text.get_window_extent(renderer)
        assert page.x0 <= box.x0 and box.x1 <= page.x1
        assert page.y0 <= box.y0 and box.y1 <= page.y1
