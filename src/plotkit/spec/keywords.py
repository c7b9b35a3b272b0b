"""The keywords that methods of a plot take, by name and type: for type checkers and completion.

What names are valid is decided when a plot is made, since marks, stats and users add some
(``register``). A type checker knows those of plotkit, and tells of others: a name of one's own is
given as ``**own``, where ``own: dict[str, Any]``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time, timedelta
from enum import Enum
from inspect import Parameter, signature
from typing import (
    Any,
    Generic,
    Literal,
    Protocol,
    SupportsFloat,
    TypeAlias,
    TypedDict,
    TypeVar,
    dataclass_transform,
)

import numpy as np

from plotkit.data.roles import Share
from plotkit.data.wide import Cols
from plotkit.properties.text import HAlign, VAlign
from plotkit.scales.base import Scale
from plotkit.spec.model import Sharing
from plotkit.typing import Array, Series

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])


@dataclass_transform(kw_only_default=True)
def keywords(cls: type[T]) -> type[T]:
    """Return a class of keywords as it is, and say that calling it takes these.

    jedi, which completes in IPython and Jupyter, does not know ``**named: Unpack[Variables]``. It
    looks into the body of the method instead, for a call that takes all of ``**named``.
    """
    return cls


class _Unsaid:
    """The default of a keyword that says nothing unless it is given."""

    def __repr__(self) -> str:
        return "..."


def takes(named: type[Any]) -> Callable[[F], F]:
    """Write the keywords of a class into the signature of a method, where consoles look for them.

    They stand before ``**named``, which stays: there may be more of them, see above. Axes of paired
    variables are left out, so that the rest is found.
    """

    def written(method: F) -> F:
        own = signature(method)
        *given, others = own.parameters.values()
        said = {*own.parameters, *Pairs.__annotations__}
        names = [name for name in named.__annotations__ if name not in said]
        listed = [Parameter(name, Parameter.KEYWORD_ONLY, default=_Unsaid()) for name in names]
        method.__signature__ = own.replace(  # type: ignore[attr-defined]  # functions may have one
            parameters=[*given, *listed, others]
        )
        return method

    return written


# ------------------------------------------------------------------------------------------- data


class Frame(Protocol):
    """A table with named columns: of pandas, Polars, Arrow, DuckDB, Dask ..."""

    @property
    def columns(self) -> Any:
        """What has the names of the columns."""


class Dataset(Protocol):
    """A dataset of Arrow."""

    @property
    def schema(self) -> Any:
        """What has the names of the columns."""


Data: TypeAlias = Frame | Dataset | Mapping[Any, Any] | Sequence[Mapping[Any, Any]] | Array
"""What a plot can draw."""

Constant: TypeAlias = str | bytes | SupportsFloat | date | time | timedelta | np.generic
Variable: TypeAlias = Constant | Enum | Sequence[Any] | Series | Cols | Share | None
"""The name of a column, a vector with one value a row, one value for all rows, or None."""


@keywords
class Variables(TypedDict, total=False):
    """What ``Plot(...)`` assigns."""

    # positions
    x: Variable
    y: Variable
    xmin: Variable
    xmax: Variable
    ymin: Variable
    ymax: Variable
    xend: Variable
    yend: Variable
    # looks
    color: Variable
    fillcolor: Variable
    edgecolor: Variable
    alpha: Variable
    fillalpha: Variable
    edgealpha: Variable
    fill: Variable
    marker: Variable
    pointsize: Variable
    stroke: Variable
    linewidth: Variable
    linestyle: Variable
    edgewidth: Variable
    edgestyle: Variable
    hatch: Variable
    text: Variable
    halign: Variable
    valign: Variable
    offset: Variable
    fontsize: Variable
    group: Variable
    geometry: Any
    # numbers that marks and stats read
    weight: Variable
    width: Variable
    baseline: Variable
    z: Variable
    u: Variable
    v: Variable
    angle: Variable
    radius: Variable
    slope: Variable
    intercept: Variable
    start: Variable
    end: Variable
    ring: Variable
    # what boxes, candlesticks and violins are drawn from
    open: Variable
    high: Variable
    low: Variable
    close: Variable
    q1: Variable
    median: Variable
    q3: Variable
    notchmin: Variable
    notchmax: Variable
    count: Variable
    density: Variable
    level: Variable


@keywords
class LayerVariables(Variables, total=False):
    """What a layer assigns: also to an axis at the other side, and to panels of its own."""

    x2: Variable
    y2: Variable
    col: Variable
    row: Variable


# ------------------------------------------------------------------------------------------- axes


class Pairs(TypedDict, Generic[T], total=False):
    """Axes of paired variables."""

    x0: T
    x1: T
    x3: T
    x4: T
    x5: T
    x6: T
    x7: T
    x8: T
    x9: T
    y0: T
    y1: T
    y3: T
    y4: T
    y5: T
    y6: T
    y7: T
    y8: T
    y9: T


class Second(TypedDict, Generic[T], total=False):
    """Axes at the other side, or of the third variable of a pair."""

    x2: T
    y2: T


Limit: TypeAlias = tuple[Any, Any] | list[Any]
"""The first and the last value that are shown; None keeps that end."""


@keywords
class Limits(Pairs[Limit], Second[Limit], total=False):
    """What ``limit`` sets."""

    x: Limit
    y: Limit


AxisSharing: TypeAlias = bool | Sharing


@keywords
class Shares(Pairs[AxisSharing], Second[AxisSharing | Literal["zero"]], total=False):
    """What ``share`` sets of a plot."""

    x: AxisSharing
    y: AxisSharing


@keywords
class CommonAxes(TypedDict, total=False):
    """What ``share`` sets of a composition."""

    x: AxisSharing
    y: AxisSharing


# ----------------------------------------------------------------------------------------- scales

AxisScale: TypeAlias = Scale | str | None
"""The scale of an axis: a scale, the name of a transform, or None for data as they are."""
Colors: TypeAlias = (
    Scale | str | Sequence[Any] | Mapping[Any, Any] | Array | Callable[[Any], Any] | None
)
"""A scale, a palette by name, colours, colours by level, or a function from 0-1 to colours."""
Numbers: TypeAlias = Scale | str | Sequence[float] | Mapping[Any, float] | Array | None
"""A scale, a transform by name, numbers, numbers by level, or a pair (low, high)."""
Choices: TypeAlias = Scale | Sequence[T] | Mapping[Any, T] | None
"""A scale, or what levels look like, in their order or by level."""


@keywords
class Scales(Pairs[AxisScale], Second[AxisScale], total=False):
    """What ``scale`` sets."""

    x: AxisScale
    y: AxisScale
    color: Colors
    fillcolor: Colors
    edgecolor: Colors
    alpha: Numbers
    fillalpha: Numbers
    edgealpha: Numbers
    fill: Choices[bool]
    marker: Choices[Any]
    pointsize: Numbers
    stroke: Numbers
    linewidth: Numbers
    linestyle: Choices[str | tuple[Any, ...]]
    edgewidth: Numbers
    edgestyle: Choices[str | tuple[Any, ...]]
    hatch: Choices[str]
    text: Scale | None
    halign: Choices[HAlign]
    valign: Choices[VAlign]
    offset: Numbers
    fontsize: Numbers
    group: Scale | None
    geometry: Scale | None


# ----------------------------------------------------------------------------------------- labels

Title: TypeAlias = str | Callable[[str], str] | Mapping[Any, str] | None
"""A title, a function of the usual one, names of levels, or None for no title."""


@keywords
class Labels(Pairs[Title], Second[Title], total=False):
    """What ``label`` names."""

    x: Title
    y: Title
    col: Title
    row: Title
    color: Title
    fillcolor: Title
    edgecolor: Title
    alpha: Title
    fillalpha: Title
    edgealpha: Title
    fill: Title
    marker: Title
    pointsize: Title
    stroke: Title
    linewidth: Title
    linestyle: Title
    edgewidth: Title
    edgestyle: Title
    hatch: Title
    text: Title
    halign: Title
    valign: Title
    offset: Title
    fontsize: Title
    group: Title
    geometry: Title
