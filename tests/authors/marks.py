"""Marks, stats and moves as a user would write them, with names of `plotkit.objects` alone.

Their lengths are those that the protocol promises: tests/authors/test_marks.py counts the lines.
"""

from dataclasses import dataclass

import contourpy
import numpy as np

import plotkit.objects as so

# ------------------------------------------------------------------------------------------- Box


@dataclass(frozen=True)
class BoxStats(so.Stat):
    makes = dict.fromkeys(("ymin", "q1", "median", "q3", "ymax"), "y")

    def compute(self, y):
        q1, median, q3 = np.percentile(y, [25, 50, 75])
        near = (y >= q1 - 1.5 * (q3 - q1)) & (y <= q3 + 1.5 * (q3 - q1))
        low, high = y[near].min(), y[near].max()
        box = {"ymin": low, "q1": q1, "median": median, "q3": q3, "ymax": high}
        return so.Parts(box, outliers={"y": y[~near]})


@dataclass(frozen=True)
class Box(so.Mark):
    color: so.MappableColor = so.Mappable("C0")
    alpha: so.MappableFloat = so.Mappable(0.6)
    width: so.MappableFloat = so.Mappable(0.6)

    needs = ("x", "ymin", "q1", "median", "q3", "ymax")
    positions = {"q1": "y", "median": "y", "q3": "y"}
    stat = BoxStats()

    def draw(self, v, pane):
        pane.boxes(v.box("q1", "q3"), color=v.color, alpha=v.alpha, edgecolor=v.color, edgewidth=1)
        for lines in (v.dash("median"), v.range("ymin", "q1"), v.range("q3", "ymax")):
            pane.lines(lines, color=v.color)
        outliers = v.part("outliers")
        pane.points(outliers.xy(), color=outliers.color, size=4)


# ---------------------------------------------------------------------------------------- Violin


@dataclass(frozen=True)
class Kernel(so.Stat):
    makes = {"y": "y", "density": "number"}

    def compute(self, y):
        if np.ptp(y) == 0:
            return {}
        bandwidth = y.std(ddof=1) * len(y) ** -0.2
        grid = np.linspace(y.min() - 2 * bandwidth, y.max() + 2 * bandwidth, 60)
        density = np.exp(-0.5 * ((grid[:, None] - y) / bandwidth) ** 2).sum(axis=1)
        return {"y": grid, "density": density}


@dataclass(frozen=True)
class Violin(so.Mark):
    color: so.MappableColor = so.Mappable("C0")
    width: so.MappableFloat = so.Mappable(0.8)

    needs = ("x", "y", "density")
    positions = {"density": "width"}
    stat, connects, along = Kernel(), True, "y"

    def prepare(self, t, by):
        return t.with_(density=t["density"] / t["density"].max(initial=1e-9))

    def draw(self, v, pane):
        left, right = (v.xy(v.x + side * v.density / 2, "y") for side in (-1, 1))
        pane.areas(v.outline(left, right), color=v.first.color, alpha=0.6)


# ------------------------------------------------------------------------------------- Raincloud


def raincloud(seed=1):
    return (
        Violin(width=0.8)
        + Box(width=0.1)
        + so.Dots(pointsize=2).after(so.Jitter(0.3, seed=seed))
    )  # fmt: skip


# ----------------------------------------------------------------------------------- Candlestick


@dataclass(frozen=True)
class Candlestick(so.Mark):
    color: so.MappableColor = so.Mappable("C0")
    width: so.MappableFloat = so.Mappable(0.7)

    needs = ("x", "low", "open", "close", "high")
    positions = dict.fromkeys(needs[1:], "y")

    def draw(self, v, pane):
        pane.lines(v.range("low", "high"), color=v.color)
        pane.boxes(v.box("open", "close"), color=v.color, alpha=0.8)


# --------------------------------------------------------------------------------------- Contour


@dataclass(frozen=True)
class Levels(so.Stat):
    at: tuple = (0.25, 0.5, 0.75)
    makes = {"x": "x", "y": "y", "level": "category", "piece": "category"}

    def compute(self, x, y, z):
        (x, i), (y, j) = (np.unique(each, return_inverse=True) for each in (x, y))
        grid = np.full((len(y), len(x)), np.nan)
        grid[j, i] = z
        find = contourpy.contour_generator(x, y, grid).lines
        lines = [(level, line) for level in self.at for line in find(level)]
        of = np.repeat(np.arange(len(lines)), [len(line) for _, line in lines])
        vertices = np.concatenate([line for _, line in lines])
        levels = np.array([level for level, _ in lines])[of]
        return {"x": vertices[:, 0], "y": vertices[:, 1], "level": levels, "piece": of}


# ----------------------------------------------------------------------------------- Rule, Span


@dataclass(frozen=True)
class Rule(so.Mark):
    color: so.MappableColor = so.Mappable("k")
    linewidth: so.MappableFloat = so.Mappable(1.0)

    needs, spans = ("y",), True

    def draw(self, v, pane):
        pane.spans(v.y, color=v.color, linewidth=v.linewidth)


@dataclass(frozen=True)
class Span(so.Mark):
    color: so.MappableColor = so.Mappable("C1")
    alpha: so.MappableFloat = so.Mappable(0.3)

    needs, spans = ("ymin", "ymax"), True

    def draw(self, v, pane):
        pane.spans(v.ymin, v.ymax, color=v.color, alpha=v.alpha)


# --------------------------------------------------------------------------------------- Bracket


@dataclass(frozen=True)
class Bracket(so.Mark):
    text: so.MappableString = so.Mappable("*")

    def draw(self, v, pane):
        for at in np.unique(v.before.x):
            row = v.where(v.before.x == at)
            left, right, high = row.x.min(), row.x.max(), row.y.max()
            top = high * 1.1
            pane.lines([[[left, high], [left, top], [right, top], [right, high]]], linewidth=1)
            pane.texts([[(left + right) / 2, top]], row.where([0]).text, offset=(0, 3))


# ----------------------------------------------------------------------------------------- Swarm


def packed(page):
    """Put each marker at the nearest place beside its own where it overlaps none before it."""
    placed, reach = page.xy.copy(), page.extent.max(initial=0)
    done = np.empty((0, 2))
    for row in np.lexsort((page.xy[:, 1], page.xy[:, 0])):
        x, y = page.xy[row]
        near = done[np.abs(done[:, 1] - y) < reach]
        beside = np.sqrt(reach**2 - (near[:, 1] - y) ** 2) * 1.001
        places = np.array([x, *(near[:, 0] - beside), *(near[:, 0] + beside)])
        gaps = np.hypot(places[:, None] - near[:, 0], y - near[:, 1])
        places = places[(gaps >= reach).all(axis=1)]
        placed[row, 0] = places[np.argmin(np.abs(places - x))]
        done = np.vstack([done, placed[row]])
    return placed


@dataclass(frozen=True)
class Swarm(so.Move):
    def __call__(self, t, by):
        return t.placed(packed)


# ----------------------------------------------------------------------------------------- Hatch


@dataclass(frozen=True)
class Hatched(so.Mark):
    hatch: so.MappableStyle = so.Mappable("//")
    width: so.MappableFloat = so.Mappable(0.8)
    baseline: so.MappableFloat = so.Mappable(0.0)

    def draw(self, v, pane):
        box = v.box("baseline", "y")
        pane.boxes(box, color=(1, 1, 1, 1), edgecolor=(0, 0, 0, 1), edgewidth=1, hatch=v.hatch)


LENGTHS = {
    "Box with its stat": ((BoxStats, Box), 30),
    "Violin with its stat": ((Kernel, Violin), 25),
    "Raincloud": ((raincloud,), 6),
    "Candlestick": ((Candlestick,), 12),
    "Contour": ((Levels,), 15),
    "Rule": ((Rule,), 10),
    "Span": ((Span,), 10),
    "Bracket": ((Bracket,), 12),
    "Swarm": ((packed, Swarm), 20),
    "Hatch": ((Hatched,), 10),
}
"""How many lines each takes at the most, blank lines not counted."""
