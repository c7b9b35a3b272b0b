"""The public protocol of marks: a dataclass of mappable properties with a `draw`."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from inspect import signature
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np

from plotkit.data.roles import STANDARD, Position, as_position, declare, declare_positions
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, PlotTypeError, name_list, shown
from plotkit.marks.keyrows import spread_out
from plotkit.marks.mappable import Mappable, all_properties, checked, mappable_fields, own_positions
from plotkit.marks.pane import Pane
from plotkit.marks.steps import Where
from plotkit.marks.values import Values
from plotkit.moves.base import Move
from plotkit.part import Part, check_own
from plotkit.records import dataclass, field, replace
from plotkit.stats.base import Stat
from plotkit.typing import Axis, Floats


@dataclass(frozen=True)
class Mark(Part):
    """Base of all marks: what values look like.

    A mark is a frozen dataclass whose fields are properties, and a `draw` that turns
    :class:`Values` into primitives on a :class:`Pane`. It is written upright: x is the position, y
    the value; horizontal layers, facets, legends and scales cost it nothing. Marks are put together
    by ``+``: ``so.Line() + so.Band()`` is a mark whose parts share their stat and moves.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib artists.
    part
        Which part of what the stat makes is drawn; by default the main one.
    raster
        Whether it is a picture within SVG and PDF, of the `dpi` of the file, 300 by default, while
        axes and texts stay vectors. By default layers of more than 20,000 elements are.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> import plotkit.objects as so
    >>> @dataclass(frozen=True)
    ... class Cross(so.Mark):
    ...     color: so.MappableColor = so.Mappable("C0")
    ...
    ...     def draw(self, v, pane):
    ...         pane.points(v.xy(), color=v.color, marker="x", edgewidth=1)
    """

    artist_kws: Mapping[str, Any] = field(default_factory=dict)
    part: str | None = field(default=None, kw_only=True)
    raster: bool | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        checked(self)

    needs: ClassVar[tuple[str, ...]] = ("x", "y")
    """Upright positions without which it cannot be drawn."""

    alternatives: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Other sets of names, any of which does in place of `needs`."""

    reads: ClassVar[tuple[str, ...]] = ()
    """Names of variables beside the positions that it reads as numbers, such as an angle."""

    positions: ClassVar[Mapping[str, Any]] = MappingProxyType({})
    """Positions of its own by name: "x", "y" (on that axis), "width" (a share), or a `Position`."""

    halves: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Positions that a row may lack where it has another one, as an end of a line its middle."""

    stat: ClassVar[Stat | None] = None
    """The stat that makes what it needs, where neither the user nor another stat gives that."""

    spans: ClassVar[bool] = False
    """Whether it reaches across the panel, so that it has values but no position."""

    planar: ClassVar[bool] = False
    """Whether both axes are alike to it, so that its layer is not turned unless the user asks."""

    connects: ClassVar[bool] = False
    """Whether rows of a group make one shape together, as in a line."""

    along: ClassVar[Axis] = "x"
    """The axis that a mark which connects goes along: on "y" it makes a shape at each position."""

    sorts: ClassVar[bool] = False
    """Whether a mark that connects does so in the order of that axis, not of the rows."""

    sticky: ClassVar[bool] = False
    """Whether the axis ends at the baseline, without a margin."""

    tight: ClassVar[bool] = False
    """Whether both axes end where what it draws ends, without a margin."""

    reaches: ClassVar[bool] = False
    """Whether it is meant to reach out of its place among levels, so that the axis has room."""

    distributes: ClassVar[bool] = False
    """Whether it shows how values are distributed: without a position it stands in the middle."""

    refers: ClassVar[bool] = False
    """Whether it is drawn at places of other layers, whose tables a method `beside` gets."""

    weighs: ClassVar[str | None] = None
    """The property that shows the `total` of a stat, where its colours are those of groups."""

    sample: ClassVar[Mapping[str, Sequence[float]] | None] = None
    """Rows drawn as legend key, in a square from 0 to 1; None for what follows from `needs`."""

    key_parts: ClassVar[Mapping[str, Sequence[str]]] = MappingProxyType({})
    """Parts of what its stat makes ("main": the main one) that its legend key shows where a level
    has rows there, and the properties of each: `draw` finds them in ``v.parts``."""

    has_key: ClassVar[bool] = True
    """Whether a legend can show it."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        name_list(cls.needs, f"needs of {cls.__name__}", "a tuple of names of positions")
        name_list(cls.reads, f"reads of {cls.__name__}", "a tuple of names of numbers")
        declare(cls.reads)
        stat: Any = cls.stat
        if isinstance(stat, type | Move | Mark):
            raise PlotTypeError(f"stat of {cls.__name__} must be a stat, not {shown(stat)}.")
        declare_positions(own_positions(cls.__name__, cls.positions))

    def takes(self, name: str, value: Any) -> bool:
        """Tell whether a constant can be a property of all rows; if not, it is a misspelt name."""
        return True

    @property
    def interrupts(self) -> bool:
        """Whether a missing value interrupts the shape instead of being left out."""
        return False

    @property
    def named_by(self) -> str | None:
        """The position whose variable names it in an entry of its own, if it needs one."""
        return None

    @property
    def steps(self) -> Where | None:
        """Where a mark that connects rows steps from value to value; None for straight lines."""
        return None

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw the values on the pane."""
        raise NotImplementedError(f"{type(self).__name__} has no draw(v, pane)")

    def draws(self, v: Values) -> Any:
        """Return which rows are drawn, as truth values, if some are left out; None for all."""
        return None

    def prepare(self, t: Table, by: Sequence[str]) -> Table:
        """Change the whole table of a layer before it is drawn panel by panel; by default not.

        Here a mark brings to one measure what shall be comparable in all panels.
        """
        return t

    def aspect(self, x: tuple[float, float], y: tuple[float, float]) -> float | None:
        """Return how long a unit of y is in units of x, given the limits; None for any length."""
        return None

    def steps_of(self, t: Table, name: str) -> tuple[Floats, float] | None:
        """Return the steps in which a property goes, and where the tick of each is, from 0 to 1."""
        return None

    def compose(self) -> Mark | None:
        """Return the marks that it is made of, put together by ``+``; None if it draws itself."""
        return None

    def default_stat(self) -> Stat | None:
        """Return the stat that makes what it needs; by default the one of its class."""
        return self.stat

    def __add__(self, other: object) -> Compound:
        return Compound(marks=(*self.members, *_beside(other).members))

    def __radd__(self, other: object) -> Compound:
        return Compound(marks=(*_beside(other).members, *self.members))

    def after(self, *transforms: Stat | Move) -> Compound:
        """Return the mark with stats and moves of its own, after those of the layer.

        See Also
        --------
        Plot.add : Stats and moves of the whole layer.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> points = so.Dots().after(so.Jitter(0.3))
        >>> p = so.Plot({"x": ["a", "a"], "y": [1, 2]}, x="x", y="y")
        >>> p = p.add(so.Range() + points)
        """
        for transform in transforms:
            check_own(transform)
            if not isinstance(transform, Stat | Move):
                raise PlotTypeError(f"after() takes stats and moves, not {transform!r:.60}.")
        members = [replace(one, transforms=(*one.transforms, *transforms)) for one in self.members]
        return Compound(marks=tuple(members))

    @property
    def members(self) -> tuple[Member, ...]:
        """The marks that it is made of: itself, unless it is put together."""
        composed = self.compose()
        if composed is None:
            return (Member(self),)
        if self.default_stat() is None:
            return composed.members
        return tuple(replace(one, whole=self) for one in composed.members)

    @property
    def name(self) -> str:
        """What messages call it."""
        return type(self).__name__

    def needed(self, there: Container[str]) -> tuple[str, ...]:
        """Return what it is drawn from: `needs`, or the alternative that is there as a whole."""
        complete = (one for one in self.alternatives if all(name in there for name in one))
        return next(complete, self.needs)

    def can_draw(self, there: Container[str]) -> bool:
        """Tell whether all is there that it is drawn from."""
        return all(name in there for name in self.needed(there))

    def roles(self) -> dict[str, Position]:
        """Return all positions that it knows, by upright name."""
        return {**STANDARD, **{name: as_position(at) for name, at in self.positions.items()}}

    def properties(self) -> dict[str, Any]:
        """Return the fields that can be mapped, each a Mappable default or the user's constant."""
        return {name: getattr(self, name) for name in mappable_fields(type(self))}

    def grouping(self, name: str) -> bool:
        """Tell whether a variable mapped to this property splits the data."""
        return name not in (fields := mappable_fields(type(self))) or fields[name].grouping

    def key_rows(self, drawn: Callable[[], Table] | None = None) -> dict[str, Floats]:
        """Return the rows of its legend key, from 0 to 1; `drawn` gives those it stands for."""
        rows = {name: np.asarray(each, float) for name, each in (self.sample or {}).items()}
        standing = "baseline" in self.properties()
        rows = rows or spread_out(self.needs, self.roles(), self.connects, self.along, standing)
        n = len(next(iter(rows.values()), ()))
        return {"width": np.ones(n), "baseline": np.zeros(n), **rows}


@dataclass(frozen=True)
class Member:
    """One mark of several that are put together.

    Attributes
    ----------
    mark
        It draws itself.
    transforms
        Stats and moves of its own, after those of the layer.
    whole
        The mark that composes it, if that has a default stat: it runs for all that it composes.
    """

    mark: Mark
    transforms: tuple[Stat | Move, ...] = ()
    whole: Mark | None = None

    def default_stat(self) -> Stat | None:
        """Return the stat that makes what it needs unless the user gives one."""
        return (self.whole or self.mark).default_stat()

    def can_draw(self, there: Container[str]) -> bool:
        """Tell whether all is there for it to do without its default stat."""
        marks = [self.mark] if self.whole is None else [one.mark for one in self.whole.members]
        return all(mark.can_draw(there) for mark in marks)

    def __repr__(self) -> str:
        own = ", ".join(map(repr, self.transforms))
        return f"{self.mark!r}.after({own})" if own else repr(self.mark)


@dataclass(frozen=True, repr=False)
class Compound(Mark):
    """Several marks as one, made by ``+``: they share a layer, its stat, moves and legend key."""

    marks: tuple[Member, ...] = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        found: dict[str, tuple[Position, Mark]] = {}
        for one in self.marks:
            for name, at in one.mark.roles().items():
                known, other = found.setdefault(name, (at, one.mark))
                if known != at:
                    both = f"{other.name} and {one.mark.name} cannot share a layer: {name!r} of the"
                    both += f" one is {known}, of the other {at}. Add two layers, or rename one."
                    raise PlotSpecError(both)

    def __repr__(self) -> str:
        return " + ".join(repr(one) for one in self.marks)

    @property
    def members(self) -> tuple[Member, ...]:
        """The marks that it is made of."""
        return self.marks

    @property
    def name(self) -> str:
        """What messages call it."""
        return " + ".join(one.mark.name for one in self.marks)

    def roles(self) -> dict[str, Position]:
        """Return all positions that its marks know, by upright name."""
        return {name: at for one in self.marks for name, at in one.mark.roles().items()}

    def properties(self) -> dict[str, Any]:
        """Return the fields of its marks; what any of them lets be mapped can be mapped."""
        merged: dict[str, Any] = {}
        for one in self.marks:
            for name, value in one.mark.properties().items():
                if not isinstance(merged.get(name), Mappable):
                    merged[name] = value
        return merged


@dataclass(frozen=True)
class FunctionMark(Mark):
    """What a function ``f(v, pane)`` draws, given to ``add`` in place of a mark.

    All visual properties can be mapped; it needs no position before it asks for one.

    Parameters
    ----------
    function
        Called with the :class:`Values` of each panel and the :class:`Pane` to draw on.
    """

    function: Callable[[Values, Pane], Any] = field(kw_only=True)

    needs: ClassVar[tuple[str, ...]] = ()
    sample: ClassVar[Mapping[str, Sequence[float]] | None] = MappingProxyType(
        {"x": (0.5,), "xmin": (0.0,), "xmax": (1.0,), "y": (0.5,), "ymin": (0.0,), "ymax": (1.0,)}
    )

    @property
    def name(self) -> str:
        """What messages call it: the function's own name."""
        return str(getattr(self.function, "__name__", "function"))

    def draw(self, v: Values, pane: Pane) -> None:
        """Call the function."""
        made = self.function(v, pane)
        listed = isinstance(made, list | tuple) and any(one is not None for one in made)
        if listed or isinstance(made, Mark):
            raise PlotTypeError(
                f"{self.name} is drawn as a mark, and returned {shown(made)}. A function that "
                f"returns marks or layers is called first: add({self.name}(...))."
            )

    def properties(self) -> dict[str, Any]:
        """Return all visual properties with what they are by default."""
        return dict(all_properties())

    def grouping(self, name: str) -> bool:
        """Nothing splits the rows: each is one."""
        return False


def as_mark(thing: Any) -> Any:
    """Return a plain function as a mark; anything else as it is."""
    if not callable(thing) or isinstance(thing, Part | type):
        return thing
    mark = FunctionMark(function=thing)
    try:
        signature(thing).bind(None, None)
    except TypeError:
        raise PlotTypeError(
            f"A function that is a mark takes (v, pane), and {mark.name} takes {signature(thing)}. "
            f"One that returns marks or layers is called first: {mark.name}(...)."
        ) from None
    except ValueError:  # what is compiled may have none
        pass
    return mark


def _beside(thing: object) -> Mark:
    """Return what stands beside a mark in a sum, as a mark."""
    mark = as_mark(thing)
    if isinstance(mark, Mark):
        return mark
    others = "marks and functions f(v, pane)"
    raise PlotTypeError(f"A mark can be added to {others}, not to {shown(thing)}.")
