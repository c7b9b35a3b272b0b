"""What plots draw, without drawing it: compiled, counted and measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from plotkit.compile.composition import Composed, compile_composition
from plotkit.compile.drawing import Drawing
from plotkit.compile.steps import Compilation, compile_plot
from plotkit.config import CONFIG
from plotkit.data.table import Table
from plotkit.marks.primitives import (
    Areas,
    Boxes,
    Custom,
    Grid,
    Lines,
    Points,
    Primitive,
    Texts,
    positions,
)
from plotkit.mpl.theme import RcTheme, theme
from plotkit.plot import Composition, Plot
from plotkit.plot.settings import settings
from plotkit.themes import scaled
from plotkit.typing import Bools, Floats

SIZE = (4.8, 3.6)
"""Of a plot in a composition that says no size, in inches."""


def compiled(plot: Plot) -> Compilation:
    """Compile a plot in the theme of the session, without a figure."""
    spec = plot._spec
    style = theme(scaled({**CONFIG.theme, **spec.theme}, spec.font_scale))
    return compile_plot(spec, style, settings())


def composed(plots: Composition) -> Composed[RcTheme]:
    """Compile a composition, without a figure."""
    style = theme(CONFIG.theme)
    return compile_composition(plots._spec, lambda _: style, SIZE, settings())


def drawing(plot: Plot) -> Drawing:
    """Return what a plot draws."""
    return compiled(plot).drawing


def style_of(plot: Plot | Composition) -> dict[str, Any]:
    """Return what a plot says of its own theme."""
    return {**plot._spec.theme, "font scale": plot._spec.font_scale}


def primitives(drawn: Drawing) -> list[Primitive]:
    """Return all that marks draw, over all panels."""
    return [one for panel in drawn.panels for mark in panel.marks for one in mark.primitives]


def count(parts: Sequence[Primitive]) -> int:
    """Return how many points, lines, shapes, boxes, texts and cells there are."""
    return sum(map(_count, parts))


def _count(part: Primitive) -> int:
    match part:
        case Points() | Texts():
            return len(part.xy)
        case Lines() | Areas():
            return len(part.paths)
        case Boxes():
            return len(part.corners)
        case Grid():
            return int(np.count_nonzero(part.color[..., 3]))  # the others are not seen
        case Custom():
            return 1


def places(parts: Sequence[Primitive]) -> Floats:
    """Return all positions, shape (n, 2); NaN where they are shares of the panel."""
    return np.concatenate([np.empty((0, 2)), *map(positions, parts)])


def undefined(parts: Sequence[Primitive], lacks: Callable[[Floats], Bools]) -> int:
    """Return how many coordinates in axis units are lacking, as a function tells."""
    lost = 0
    for part in parts:
        at, shares = positions(part), getattr(part, "panel", "")
        for axis, name in enumerate("xy"):
            lost += 0 if name in shares else int(lacks(at[:, axis]).sum())
    return lost


def tables(one: Compilation) -> Iterator[Table]:
    """Yield the tables that the marks of a plot draw, and those of other parts."""
    for layer in one.layers:
        for mark in layer.marks:
            yield mark.table
            yield from mark.parts.values()
