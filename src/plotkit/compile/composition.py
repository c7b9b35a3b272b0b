"""Compile a composition: a drawing for each plot, and the guides that several have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from plotkit.compile.clashes import warn_of_clashes
from plotkit.compile.description import Description, described_together
from plotkit.compile.drawing import Guide, Titles
from plotkit.compile.guides.shared import shared_guides
from plotkit.compile.settings import Settings
from plotkit.compile.sharing import Group, with_shared_axes
from plotkit.compile.steps import Compilation, compile_plot
from plotkit.errors import PlotSpecError, noting, warn
from plotkit.properties.base import Theme
from plotkit.records import dataclass, replace
from plotkit.spec.composition import (
    CompositionSpec,
    Direction,
    SpacerSpec,
    Spec,
    leaves,
    natural_size,
    shares_of,
    tags_of,
)
from plotkit.spec.model import PlotSpec

T = TypeVar("T", bound=Theme)


@dataclass(frozen=True)
class Division:
    """Parts beside each other in a row, or below each other in a column.

    Attributes
    ----------
    direction
        "row" or "column".
    parts
        Numbers of plots, or divisions of them; below 0 for room that stays empty.
    shares
        Relative sizes of the parts' panels.
    """

    direction: Direction
    parts: tuple[int | Division, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Composed(Generic[T]):
    """A composition as data.

    Attributes
    ----------
    division
        How the room is divided.
    plots, themes, tags
        Of each plot, in reading order; its guides are those that stay with it.
    guides
        Collected from the plots.
    titles
        Of the whole.
    alt
        What the user says that the whole shows.
    size
        Of the figure in inches.
    groups
        Which plots share an axis.
    """

    division: Division
    plots: tuple[Compilation, ...]
    themes: tuple[T, ...]
    tags: tuple[str, ...]
    guides: tuple[Guide, ...]
    titles: Titles
    size: tuple[float, float]
    groups: Sequence[Group] = ()
    alt: str | None = None

    def describe(self, long: bool = True) -> Description:
        """Return what the picture shows in words; captions only if it is to be long."""
        parts = [plot.describe(long) for plot in self.plots]
        return described_together(self.titles.title, self.alt, self.tags, parts)


def compile_composition(
    spec: CompositionSpec,
    theme: Callable[[PlotSpec], T],
    default: tuple[float, float],
    settings: Settings,
) -> Composed[T]:
    """Return the drawings of a composition.

    Parameters
    ----------
    spec
        What the user said.
    theme
        Returns the style of a plot.
    default
        Width and height in inches of a plot that does not say.
    settings
        Of the session.
    """
    plots = list(leaves(spec))
    themes = [theme(plot) for plot in plots]
    tags = tags_of(spec)
    compiled = [
        _compiled(number, plot, style, settings)
        for number, (plot, style) in enumerate(zip(plots, themes, strict=True))
    ]
    if not compiled:
        raise PlotSpecError("A composition of empty room alone draws nothing; add a plot.")

    def again(number: int, present: Mapping[str, Sequence[str]]) -> Compilation:
        with noting(f"This is about plot {number + 1} of the composition."):
            return compile_plot(plots[number], themes[number], settings, present)

    compiled, groups = with_shared_axes(spec, compiled, again)
    warn_of_clashes(plots, compiled)
    drawings, guides = shared_guides([one.drawing for one in compiled], spec.legend, spec.collect)
    kept = [replace(one, drawing=own) for one, own in zip(compiled, drawings, strict=True)]
    labels = spec.labels
    titles = Titles(str(labels.title or ""), labels.subtitle or "", labels.caption or "")
    return Composed(
        _division(spec, default, iter(range(len(plots)))),
        tuple(kept),
        tuple(themes),
        tags,
        guides,
        titles,
        natural_size(spec, default),
        groups,
        labels.alt,
    )


def _compiled(number: int, plot: PlotSpec, theme: Theme, settings: Settings) -> Compilation:
    layout = plot.layout
    asked = {
        "panel": layout.panel is not None,
        "engine": layout.engine != "default",
        "extent": layout.extent is not None,
    }
    names = ", ".join(f"{name}=" for name, given in asked.items() if given)
    if names:
        warn(
            f"layout({names}) of plot {number + 1} has no effect in a composition: its size and "
            "shares are those of the whole."
        )
    with noting(f"This is about plot {number + 1} of the composition."):
        return compile_plot(plot, theme, settings)


def _division(
    spec: CompositionSpec, default: tuple[float, float], numbers: Iterable[int]
) -> Division:
    count = iter(numbers)

    def part(one: Spec) -> int | Division:
        if isinstance(one, SpacerSpec):
            return -1
        return next(count) if isinstance(one, PlotSpec) else _division(one, default, count)

    return Division(spec.direction, tuple(map(part, spec.parts)), shares_of(spec, default))
