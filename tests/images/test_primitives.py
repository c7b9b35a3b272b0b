"""Pictures of what marks can draw: spans, grids, holes, hatches, arrows, texts, late placement."""

from dataclasses import dataclass

import numpy as np
import pytest

import plotkit.objects as so
from tests.images.picture import Picture
from tests.mpl.test_placement import BEES, Bees, Names, names

RNG = np.random.default_rng(8)
BLACK, GREY = (0.0, 0.0, 0.0, 1.0), (0.4, 0.4, 0.4, 1.0)
PLACES = {
    "x": [0.6, 1.7, 2.2, 3.9, 4.4, 5.2],
    "y": [1.2, 3.4, 2.1, 4.8, 3.0, 5.5],
    "g": list("aabbcc"),
}


def plot(mark, orient=None):
    at = {"x": "y", "y": "x"} if orient == "y" else {"x": "x", "y": "y"}
    return so.Plot(PLACES, **at).add(mark, orient=orient)


@dataclass(frozen=True)
class Spans(so.Mark):
    """Points with a rule and a band at values, a rule at a position, and a rug on two sides."""

    color: so.MappableColor = so.Mappable("C0")

    def draw(self, v, pane):
        pane.spans(2.0, 2.6, color=(1, 0.6, 0, 0.3))
        pane.spans([4.0, 5.0], color=GREY, linewidth=1, linestyle=(0, (4, 2)))
        pane.spans(3.0, axis="x", ends=(0.25, 0.75), color=BLACK)
        pane.points(v.xy(), color=v.color)
        rug = np.stack([np.column_stack([v.x, 0 * v.x + end]) for end in (0, 0.04)], axis=1)
        pane.lines(rug, panel="y", color=v.color)
        outside = np.stack([np.column_stack([0 * v.y + end, v.y]) for end in (1, 1.03)], axis=1)
        pane.lines(outside, panel="x", color=v.color, kws={"clip_on": False})
        box = {"facecolor": (1, 1, 0.8, 1), "edgecolor": GREY, "edgewidth": 0.8, "radius": 3}
        corner = {"halign": "right", "valign": "top", "box": box}
        pane.texts([[0.97, 0.95]], ["n = 6"], panel="xy", **corner)
        pane.texts([[0.02, 4.0]], ["four"], panel="x", halign="left", halo=2.5, turn=True)


@dataclass(frozen=True)
class Heat(so.Mark):
    """Cells of any size."""

    smooth: bool = False
    x: tuple = tuple(np.log10([1, 2, 3, 5, 10, 20, 50, 100]))
    y: tuple = tuple(range(6))

    def draw(self, v, pane):
        shape = len(self.y) - 1, len(self.x) - 1
        amount = np.linspace(0, 1, shape[0] * shape[1]).reshape(shape)
        zero = np.zeros(shape)
        color = np.stack([amount, zero + 0.3, 1 - amount, zero + 1], axis=2)
        color[2, 3] = np.nan
        color[0, -1, 3] = 0.5
        pane.grid(self.x, self.y, color, interpolate=self.smooth)


def heat(**kws):
    data = {"x": [1, 100], "y": [0, 5]}
    return so.Plot(data, x="x", y="y").add(Heat(**kws)).add(so.Dot(color="w"))


@dataclass(frozen=True)
class Shapes(so.Mark):
    """Outlines in outlines, hatched, beside round boxes."""

    def draw(self, v, pane):
        turn = np.linspace(0, 2 * np.pi, 60, endpoint=False)
        circle = np.column_stack([np.cos(turn), np.sin(turn)])
        rings = np.stack([circle * r + 2 for r in (2, 1.4, 0.7)])
        looks = {"edgecolor": BLACK, "edgewidth": 1}
        pane.areas(rings, [1, 1, 1], color=(0.2, 0.5, 0.9, 0.5), hatch="//", **looks)
        corners = np.array([[[4.5, 0.5], [5.5, 3.5]], [[6, 0.5], [7, 2]]])
        pane.boxes(corners, radius=9, color=(0.9, 0.5, 0.2, 0.5), hatch=["", "xx"], **looks)
        looks |= {"edgewidth": 4, "inside": True, "each": True}
        pane.boxes(corners[1:] + np.array([0, 2]), radius=99, color=(1, 1, 1, 1), **looks)


@dataclass(frozen=True)
class Arrows(so.Mark):
    """Straight, bent, thick and very short lines with heads, and turned texts along them."""

    def draw(self, v, pane):
        straight = np.array([[[1, 1], [4, 2]], [[1, 1], [2, 5]], [[1, 1], [1.05, 1]]])
        pane.lines(straight, arrow="end", linewidth=np.array([1, 3, 1]), color=GREY)
        t = np.linspace(0, 5, 80)
        pane.lines([np.column_stack([3 + t / 2, 4 + np.sin(2 * t)])], arrow="both", color=BLACK)
        pane.lines(
            [[[3, 1], [5.5, 1]]], arrow="both", linewidth=8, headsize=24, color=(0, 0, 0, 0.5)
        )
        text = {"turn": True, "color": GREY}
        pane.texts([[4, 1.3]], ["level"], valign="bottom", **text)
        pane.texts([[1.6, 3]], ["steep"], rotation=60, halign="left", offset=(4, 0), **text)


def hatched():
    data = {"x": list("uvw") * 3, "y": [3, 4, 2, 1, 3, 4, 2, 2, 1], "g": list("aaabbbccc")}
    return so.Plot(data, x="x", y="y", hatch="g", color="g").add(
        so.Bar(edgecolor="k", edgewidth=1), so.Dodge()
    )


PLOTS = {
    "spans": lambda: plot(Spans()),
    "spans_horizontal": lambda: plot(Spans(), "y"),
    "grid_log": lambda: heat().scale(x="log"),
    "grid_smooth_reversed": lambda: heat(x=tuple(range(8)), smooth=True).limit(x=(7, 1)),
    "shapes": lambda: plot(Shapes()),
    "arrows": lambda: plot(Arrows()),
    "arrows_horizontal": lambda: plot(Arrows(), "y"),
    "hatch": hatched,
    "hatch_alone": lambda: so.Plot(PLACES, x="x", y="y", hatch="g").add(so.Area()),
    "swarm": lambda: so.Plot(BEES, x="kind", y="value", color="kind").add(Bees(pointsize=4.5)),
    "repel": lambda: names().add(Names()).add(so.Dot()),
}


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.mpl_image_compare
def test_primitives(name):
    return Picture(PLOTS[name]().layout(size=(4.5, 3.4)))
