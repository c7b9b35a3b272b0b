"""Texts upon cells are read without a word of the user."""

import numpy as np
import pytest

import plotkit.objects as so
from plotkit.marks.primitives import Texts
from plotkit.marks.text import Text

XY = {"x": [*"aab"], "y": [*"uvv"]}
CELLS = {"x": [*"aabb"], "y": [*"uvuv"], "z": [1, 2, 3, 40]}


def inks(plot):
    (panel,) = plot.plot().drawing.panels
    drawn = [one for mark in panel.marks for one in mark.primitives]
    (texts,) = (one for one in drawn if isinstance(one, Texts))
    return {tuple(row) for row in np.atleast_2d(np.asarray(texts.color))[:, :3].tolist()}


BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
COUNTS = so.Plot(XY, x="x", y="y")
FULL = so.Plot(CELLS, x="x", y="y", color="z", text="z")


@pytest.mark.parametrize("mark", [so.Text(), so.Label()])
@pytest.mark.parametrize(
    ("cells", "stat"), [(so.Tile(), so.Bin2D()), (so.Hex(), so.HexBin(gridsize=3))]
)
def test_counts_upon_cells_of_one_stat(mark, cells, stat):
    data = {"x": [1, 1, 1, 2, 3], "y": [1, 1, 1, 2, 3]}
    plot = so.Plot(data, x="x", y="y").add(cells, stat)
    assert inks(plot.add(mark, stat, text="count")) == {BLACK, WHITE}


def test_cells_in_the_colour_of_the_text():
    assert inks(FULL.add(so.Tile()).add(so.Text())) == {BLACK, WHITE}
    assert inks(FULL.add(so.Tile() + so.Text())) == {BLACK, WHITE}


def test_a_colour_that_nobody_mapped_is_none_of_texts():
    plain = inks(so.Plot(XY, x="x", y="y", text="x").add(so.Text()))
    assert inks(COUNTS.add(so.Text(), so.Bin2D(), text="count")) == plain


@pytest.mark.parametrize(
    "plot",
    [
        COUNTS.add(so.Text(), so.Bin2D(), text="count", color="count"),
        FULL.add(so.Dot()).add(so.Text()),
        FULL.add(so.Tile()).add(so.Text(contrast=False)),
        FULL.add(so.Tile(color="0.5")).add(so.Text()),
    ],
    ids=["mapped", "points", "said", "another colour"],
)
def test_colours_that_stay(plot):
    assert not inks(plot) & {BLACK, WHITE}


def test_what_users_say_comes_first():
    assert inks(FULL.add(so.Tile()).add(so.Text(color="#ff0000"))) == {(1.0, 0.0, 0.0)}
    assert Text().contrast is None
