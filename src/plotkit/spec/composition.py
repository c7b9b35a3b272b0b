"""Several plots in one figure: rows and columns of them, as plain data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from numbers import Real
from typing import Any, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.roles import AXES
from plotkit.errors import PlotSpecError, check_name
from plotkit.records import dataclass, field, replace
from plotkit.spec.build import Unit, in_inches
from plotkit.spec.describe import brief, describe
from plotkit.spec.legend import Side
from plotkit.spec.model import LabelSpec, LayoutSpec, PlotSpec, Sharing
from plotkit.typing import Axis

Direction: TypeAlias = Literal["row", "column"]
Collect: TypeAlias = Literal["alike", "all", "none"]


@dataclass(frozen=True)
class SpacerSpec:
    """Room in a composition that stays empty, as large as a plot unless it has a size."""

    layout: LayoutSpec = field(default_factory=LayoutSpec)


@dataclass(frozen=True)
class CompositionSpec:
    """Plots beside or below each other.

    Attributes
    ----------
    direction
        "row" for beside, "column" for below.
    parts
        Plots, or compositions of them.
    shares
        Relative widths (of a row) or heights of the parts' panels; None for those of their sizes.
    labels
        Title, subtitle and caption of the whole.
    tags
        How plots are lettered: a pattern such as "A" or "(a)", or the tags themselves.
    legend
        Where collected guides stand.
    collect
        Which guides are collected: those that are alike in several plots, all, or none.
    layout
        Size of the whole.
    theme, font_scale
        Looks of all plots, under their own.
    target
        A figure to draw on.
    shared
        Which of its plots share an axis: "all", or those of a "row" or "col".
    """

    direction: Direction
    parts: tuple[PlotSpec | CompositionSpec | SpacerSpec, ...]
    shares: tuple[float, ...] | None = None
    labels: LabelSpec = field(default_factory=LabelSpec)
    tags: str | tuple[str, ...] | None = None
    legend: Side | Literal["auto"] | None = "auto"
    collect: Collect = "alike"
    layout: LayoutSpec = field(default_factory=LayoutSpec)
    theme: Mapping[str, Any] = field(default_factory=dict)
    font_scale: float = 1.0
    target: Any = None
    shared: Mapping[Axis, str] = field(default_factory=dict)


Spec: TypeAlias = PlotSpec | CompositionSpec | SpacerSpec


def compose(direction: Direction, *specs: Spec) -> CompositionSpec:
    """Put plots beside or below each other; a row beside a plot becomes a longer row."""
    parts: list[Spec] = []
    for spec in specs:
        if isinstance(spec, CompositionSpec):
            _check_part(spec)
            spec = _inherited(spec)  # noqa: PLW2901 - the same part, its theme told to its plots
            if spec == CompositionSpec(direction, spec.parts):
                parts += spec.parts
                continue
        if not isinstance(spec, SpacerSpec) and spec.target is not None:
            raise PlotSpecError(
                "A plot that is drawn on() something of its own cannot be part of a composition. "
                "Compose first: (p1 | p2).on(figure)."
            )
        parts.append(spec)
    return CompositionSpec(direction, tuple(parts))


def _inherited(spec: Spec, theme: Mapping[str, Any] | None = None, scale: float = 1.0) -> Any:
    """Return a part whose plots have the theme of the compositions they are in."""
    if isinstance(spec, SpacerSpec):
        return spec
    theme = {**(theme or {}), **spec.theme}
    scale *= spec.font_scale
    if isinstance(spec, PlotSpec):
        return replace(spec, theme=theme, font_scale=scale)
    parts = tuple(_inherited(part, theme, scale) for part in spec.parts)
    return replace(spec, parts=parts, theme={}, font_scale=1.0)


def _check_part(spec: CompositionSpec) -> None:
    """Raise if a part says what only the whole can say."""
    plain = CompositionSpec(spec.direction, spec.parts)
    said = {
        "label()": spec.labels != plain.labels or spec.tags is not None,
        "legend()": (spec.legend, spec.collect) != (plain.legend, plain.collect),
    }
    for name, given in said.items():
        if given:
            raise PlotSpecError(
                f"{name} of a composition is about the whole figure, and this one becomes a part "
                f"of another. Say it last: (p1 | p2 / p3).{name[:-1]}...)."
            )


def tweaked(spec: Spec, function: Callable[[Any], object]) -> Any:
    """Return a plot, or a composition of plots, whose Axes a function is called on."""
    if isinstance(spec, PlotSpec):
        return replace(spec, tweaks=(*spec.tweaks, function))
    if isinstance(spec, SpacerSpec):
        return spec
    return replace(spec, parts=tuple(tweaked(part, function) for part in spec.parts))


def leaves(spec: Spec) -> Iterator[PlotSpec]:
    """Yield the plots of a composition in reading order."""
    if isinstance(spec, PlotSpec):
        yield spec
        return
    for part in () if isinstance(spec, SpacerSpec) else spec.parts:
        yield from leaves(part)


def natural_size(spec: Spec, default: tuple[float, float]) -> tuple[float, float]:
    """Return the size in inches that a picture has for want of another.

    Parameters
    ----------
    spec
        A plot or a composition.
    default
        Width and height of a plot that does not say.
    """
    if spec.layout.size is not None:
        return spec.layout.size
    if isinstance(spec, PlotSpec | SpacerSpec):
        return default
    sizes = [natural_size(part, default) for part in spec.parts]
    widths, heights = zip(*sizes, strict=True)
    if spec.direction == "row":
        return sum(widths), max(heights)
    return max(widths), sum(heights)


def laid_in_rows(specs: Sequence[Spec], wrap: int | None) -> CompositionSpec:
    """Return plots in rows of so many, the last one filled with empty room."""
    n = len(specs) if wrap is None else min(wrap, len(specs))
    rows = [list(specs[start : start + n]) for start in range(0, len(specs), n)]
    rows[-1] += [SpacerSpec()] * (n - len(rows[-1]))
    made = [CompositionSpec("row", compose("row", *row).parts) for row in rows]
    if len(made) == 1:
        return made[0]
    return CompositionSpec("column", tuple(made))


def with_shared(spec: CompositionSpec, asked: Mapping[str, Any]) -> CompositionSpec:
    """Return the composition with what one more call says of shared axes."""
    shared = dict(spec.shared)
    for name, how in asked.items():
        check_name(name, AXES, "axis to share()")
        axis: Axis = "x" if name == "x" else "y"
        if how not in (True, False, *get_args(Sharing)):
            raise PlotSpecError(
                f"share({name}=) must be True, False, 'all', 'none', 'row' or 'col', not {how!r}."
            )
        if how in (False, "none"):
            shared.pop(axis, None)
        else:
            shared[axis] = "all" if how is True else how
    return replace(spec, shared=shared)


def shares_of(spec: CompositionSpec, default: tuple[float, float]) -> tuple[float, ...]:
    """Return the relative widths or heights of the parts of a row or a column."""
    if spec.shares is not None:
        return spec.shares
    along = 0 if spec.direction == "row" else 1
    return tuple(natural_size(part, default)[along] for part in spec.parts)


def with_layout(
    spec: CompositionSpec, size: Any, unit: str, widths: Any, heights: Any
) -> CompositionSpec:
    """Return the composition with the layout of one more call."""
    check_name(unit, get_args(Unit), "unit")
    new = spec
    for name, direction, given in (("widths", "row", widths), ("heights", "column", heights)):
        if given is None:
            continue
        if spec.direction != direction:
            raise PlotSpecError(
                f"A {spec.direction} of plots has no {name} to divide: they are all the same. "
                f"Give {name}= to the {direction} itself, which may be a part of this."
            )
        new = replace(new, shares=_shares(name, given, len(spec.parts)))
    if size is not None:
        new = replace(new, layout=replace(new.layout, size=in_inches("size", size, unit)))
    return new


def _shares(name: str, given: Any, n: int) -> tuple[float, ...]:
    good = isinstance(given, Sequence | np.ndarray) and not isinstance(given, str)
    if good and all(isinstance(x, Real) and 0 < float(x) < np.inf for x in given):
        if len(given) == n:
            return tuple(float(x) for x in given)
        raise PlotSpecError(
            f"layout({name}=) needs {n} numbers, one a part; there are {len(given)}."
        )
    raise PlotSpecError(f"layout({name}=) must be numbers above zero, not {given!r}.")


_TAG = re.compile(r"[A1aIi](?=[^A1aIi]*$)")


def check_tags(tags: Any) -> str | tuple[str, ...]:
    """Return tags as they are kept, or raise if they say nothing."""
    if isinstance(tags, str):
        if tags and not _TAG.search(tags):
            raise PlotSpecError(
                f"label(tags={tags!r}) has nothing to count with: write 'A', 'a', '1', 'I' or 'i', "
                "with anything around it, as in '(a)'; or give a list of tags."
            )
        return tags
    if isinstance(tags, Sequence) and all(isinstance(tag, str) for tag in tags):
        return tuple(tags)
    raise PlotSpecError(f"label(tags=) takes a pattern such as 'A', or a list, not {tags!r}.")


def tags_of(spec: CompositionSpec) -> tuple[str, ...]:
    """Return a tag for each plot, "" for none."""
    n = sum(1 for _ in leaves(spec))
    if not spec.tags:
        return ("",) * n
    if isinstance(spec.tags, tuple):
        if len(spec.tags) != n:
            raise PlotSpecError(f"label(tags=) lists {len(spec.tags)} tags; there are {n} plots.")
        return spec.tags
    found = _TAG.search(spec.tags)
    if found is None:
        return ("",) * n
    before, sign, after = spec.tags[: found.start()], found.group(), spec.tags[found.end() :]
    return tuple(f"{before}{_count(sign, i)}{after}" for i in range(n))


def _count(sign: str, i: int) -> str:
    """Write a number, from 0, as the kind of numeral that a sign stands for."""
    if sign == "1":
        return str(i + 1)
    if sign in "Ii":
        return _roman(i + 1).lower() if sign == "i" else _roman(i + 1)
    first = ord(sign)
    letters = chr(first + i % 26)
    return letters if i < 26 else _count(sign, i // 26 - 1) + letters


_ROMAN = {
    **{1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL"},
    **{10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"},
}


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN.items():
        times, number = divmod(number, value)
        text += sign * times
    return text


def describe_any(spec: Spec) -> str:
    """Write a plot or a composition as the expression that makes it.

    Examples
    --------
    >>> p = PlotSpec(variables={"x": "a"})
    >>> describe_any(compose("row", p, compose("column", p, p)))
    "(Plot(x='a') | (Plot(x='a') / Plot(x='a')))"
    """
    if isinstance(spec, PlotSpec):
        return describe(spec)
    if isinstance(spec, SpacerSpec):
        return f"Spacer({'' if spec.layout.size is None else spec.layout.size})"
    sign = " | " if spec.direction == "row" else " / "
    text = f"({sign.join(map(describe_any, spec.parts))})"
    labels, plain = spec.labels, CompositionSpec(spec.direction, spec.parts)
    names = ("title", "subtitle", "caption", "alt")
    along = "widths" if spec.direction == "row" else "heights"
    calls: dict[str, dict[str, Any]] = {
        "label": {**{name: getattr(labels, name) for name in names}, "tags": spec.tags},
        "legend": {
            "position": spec.legend if spec.legend != plain.legend else None,
            "collect": spec.collect if spec.collect != plain.collect else None,
        },
        "layout": {"size": spec.layout.size, along: spec.shares},
        "share": {str(axis): how for axis, how in spec.shared.items()},
        "theme": {"config": spec.theme or None},
        "on": {"target": spec.target},
    }
    for name, given in calls.items():
        said = [f"{key}={brief(value)}" for key, value in given.items() if value is not None]
        text += f".{name}({', '.join(said)})" if said else ""
    return text
