"""The few pictures that show what no other test can: that it looks right."""

from dataclasses import replace

import numpy as np
import pytest

from plotkit.compile.drawing import Drawing, Key, Legend
from plotkit.data.factor import Coded, as_objects
from plotkit.data.kind import Kind
from plotkit.marks.primitives import Areas, Paths, Texts
from plotkit.properties.style import MarkerShape
from plotkit.scales.continuous import Continuous
from plotkit.scales.temporal import Temporal
from plotkit.spec import LayoutSpec
from tests.mpl.drawings import boxes, drawing, grid, levels, lines, numbers, panel, points, times

image = pytest.mark.mpl_image_compare
SHADES = np.array(
    [[0.298, 0.447, 0.690, 1], [0.867, 0.518, 0.322, 1], [0.333, 0.659, 0.408, 1]]
)  # the first colours of the default theme
MARKERS = as_objects([MarkerShape("o", True), MarkerShape("X", True), MarkerShape("^", True)])


def faded(colors, alpha):
    return np.column_stack([colors[:, :3], np.full(len(colors), alpha)])


def blocks(*makers, title="level"):
    """A legend of three levels, whose keys are made from the number of the level."""
    primitives = [tuple(make(i) for make in makers) for i in range(3)]
    return Legend(title, tuple(Key(f"level {i}", primitives[i]) for i in range(3)))


def square(i, alpha=0.7):
    body = {"color": tuple(faded(SHADES, alpha)[i]), "edgecolor": tuple(SHADES[i])}
    return boxes([[[0, 0], [1, 1]]], each=True, inside=True, **body)


def stroke(i):
    return lines([[0, 0.5], [1, 0.5]], color=tuple(SHADES[i]), each=True)


def dot(i, size=8.0):
    return points(
        [[0.5, 0.5]], color=tuple(SHADES[i]), edgecolor=(1, 1, 1, 1), marker=MARKERS[i], size=size
    )


@image
def test_points_and_sizes(draw):
    rng = np.random.default_rng(0)
    codes = rng.integers(0, 3, 150)
    primitive = points(
        rng.normal(size=(150, 2)),
        color=Coded(codes, SHADES),
        edgecolor=(1.0, 1.0, 1.0, 1.0),
        marker=Coded(codes, MARKERS),
        size=rng.uniform(4, 16, 150),
    )
    sizes = Legend("size", tuple(Key(f"{s}", (dot(0, s),)) for s in (4.0, 10.0, 16.0, 24.0)))
    axis = {"label": "a label"}
    return draw(
        drawing(
            primitive,
            x=numbers(-3, 3, **axis),
            y=numbers(-3, 3, **axis),
            legends=(blocks(dot), sizes),
            title="Points",
        )
    ).figure


@image
def test_lines_bands_and_texts(draw):
    x = np.linspace(0, 10, 40)
    half = np.array([0, 0.3])
    runs = [np.column_stack([x, np.sin(x + i) + i]) for i in range(3)]
    bands = [np.concatenate([run - half, (run + half)[::-1]]) for run in runs]
    area = Areas(
        Paths(np.concatenate(bands), np.arange(3) * 80),
        Coded(np.arange(3), faded(SHADES, 0.2)),
        (0.0, 0.0, 0.0, 0.0),
        0.0,
        "None",
        each=True,
    )
    styles = as_objects([(0.0, None), (0.0, (4.0, 1.5)), (0.0, (1.0, 1.0))])
    line = lines(*runs, color=Coded(np.arange(3), SHADES), linestyle=styles, each=True)
    text = Texts(
        np.array([run[-1] for run in runs]),
        as_objects(["the first", "the second one", "the third"]),
        Coded(np.arange(3), SHADES),
        10.0,
        "left",
        "center",
        np.array([4.0, 0.0]),
    )
    plan = drawing(
        area, line, text, x=numbers(0, 10), y=numbers(-2, 4), legends=(blocks(square, stroke),)
    )
    return draw(plan).figure


@image
def test_bars_on_a_log_axis(draw):
    heights = np.array([3.0, 1.2, 0.4])
    corners = [[[i - 0.4, -np.inf], [i + 0.4, h]] for i, h in enumerate(heights)]
    primitive = boxes(
        corners,
        color=Coded(np.arange(3), faded(SHADES, 0.7)),
        edgecolor=Coded(np.arange(3), SHADES),
        edgewidth=3.0,
        each=True,
        inside=True,
    )
    axes = {"x": levels("short", "a longer name", "c"), "y": numbers(1, 2000, LOG, label="Count")}
    return draw(drawing(primitive, **axes, legends=(blocks(square),))).figure


LOG = Continuous(trans="log")


@image
def test_histogram_lying(draw):
    counts = np.array([1, 3, 7, 9, 12, 8, 5, 2, 1])
    corners = np.array([[[i, 0], [i + 1, n]] for i, n in enumerate(counts)], dtype=float)
    primitive = boxes(
        corners[..., ::-1],
        color=tuple(faded(SHADES, 0.7)[0]),
        edgecolor=(1.0, 1.0, 1.0, 1.0),
        edgewidth=None,
        flip=True,
    )
    return draw(drawing(primitive, x=numbers(0, 12.6, label="Count"), y=numbers(-0.5, 9.5))).figure


@image
def test_facets(draw):
    primitive = points(np.random.default_rng(1).uniform([0, 0], [10, 1000], (20, 2)), size=4.0)
    plan = grid(3, 3, primitive, legends=(blocks(dot, title="a title"),), layout=LayoutSpec((8, 6)))
    panels = [
        panel(
            primitive,
            x=one.x,
            y=one.y,
            row=one.row,
            col=one.col,
            title=f"column {one.col}" if one.row == 0 else "",
            row_title=f"row {one.row}" if one.col == 2 else "",
        )
        for one in plan.panels
    ]
    return draw(Drawing(plan.shape, tuple(panels), plan.legends, layout=plan.layout)).figure


@image
def test_kinds_of_axes(draw):
    day = 19000.0
    kinds = [
        times(day, day + 200),
        times(day, day + 1.5, Temporal().label(concise=True)),
        times(0, 0.2, kind=Kind.DURATION),
        numbers(-1000, 1000, Continuous(trans="symlog")),
        numbers(0.01, 0.99, Continuous(trans="logit")),
        numbers(0, 100, Continuous(trans="sqrt").tick(at=[1, 25, 100]).label(unit="m")),
    ]
    panels = [
        panel(points([[5, 5]]), x=replace(x, share=i), y=levels("a", "b"), row=i)
        for i, x in enumerate(kinds)
    ]
    return draw(Drawing((6, 1), tuple(panels), layout=LayoutSpec((6, 8)))).figure
