"""Clashes: levels of a variable that plots of one figure give different colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from plotkit.compile.steps import Compilation
from plotkit.errors import quoted, warn
from plotkit.properties.color import Color
from plotkit.scales.base import LevelScale
from plotkit.spec.describe import alike
from plotkit.spec.model import PlotSpec


def warn_of_clashes(plots: Sequence[PlotSpec], compiled: Sequence[Compilation]) -> None:
    """Warn if a level has two colours, since one plot lacks a level that another has.

    Plots that ask for unlike scales or themes want other colours.
    """
    known: dict[tuple[str, str], list[tuple[int, dict[Any, Any]]]] = {}
    for number, one in enumerate(compiled):
        for name, title, colors in _colors(one):
            for other, earlier in known.get((name, title), []):
                clashing = [k for k in colors if k in earlier and colors[k] != earlier[k]]
                if clashing and _alike(plots[number], plots[other], name):
                    _tell(title, name, clashing, other, number)
                    return  # one is enough to see what it is about
            known.setdefault((name, title), []).append((number, colors))


def _tell(title: str, prop: str, levels: Sequence[Any], one: int, other: int) -> None:
    colors = ", ".join(f"{level!r}: ..." for level in levels[:3])
    warn(
        f"{quoted(levels, most=5)} of {title!r} differ in colour between plots {one + 1} and "
        f"{other + 1} of the composition, whose levels differ or come in another order. Name them: "
        f"scale({prop}={{{colors}}}) in both, or Plot.config.colors[{title!r}] = {{{colors}}}."
    )


def _alike(one: PlotSpec, other: PlotSpec, prop: str) -> bool:
    """Tell whether two plots ask for the same colours."""
    return alike(one.scales.get(prop), other.scales.get(prop)) and alike(one.theme, other.theme)


def _colors(one: Compilation) -> Iterator[tuple[str, str, dict[Any, Any]]]:
    """Yield the colours of levels, with their property and the title of the variable."""
    titles = {
        (name, variable.title): None
        for placed in one.layers
        for name, variable in placed.layer.variables.items()
        if variable.title is not None
    }
    for name, title in titles:
        scale = one.drawing.scales.get(name)
        if isinstance(scale, LevelScale) and isinstance(scale.prop, Color):
            table = np.nan_to_num(np.asarray(scale.table, dtype=np.float64)).round(3).tolist()
            yield name, title, dict(zip(scale.levels, table, strict=False))
