"""The public protocol of marks: a dataclass of mappable properties with a `draw`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, ClassVar, TypeAlias

from plotkit.data.table import Table
from plotkit.errors import Part, PlotTypeError
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values


@dataclass(frozen=True)
class Mappable:
    """The default of a mark's property, and permission to map it to a variable.

    Parameters
    ----------
    val
        The default value.
    depend
        Name of another property whose value is taken instead.
    rc
        Name of a matplotlib rc parameter whose value is taken instead.
    auto
        Whether the mark works the value out when it draws; it is given None.
    grouping
        Whether a variable mapped to it splits the data of a mark that connects rows.
    """

    val: Any = None
    depend: str | None = None
    rc: str | None = None
    auto: bool = False
    grouping: bool = True

    def __repr__(self) -> str:
        if self.depend is not None:
            return f"<depend:{self.depend}>"
        if self.rc is not None:
            return f"<rc:{self.rc}>"
        return "<auto>" if self.auto else f"<{self.val!r}>"


MappableColor: TypeAlias = str | tuple[float, ...] | tuple[str, float] | Mappable
MappableFloat: TypeAlias = float | Mappable
MappableBool: TypeAlias = bool | Mappable
MappableString: TypeAlias = str | Mappable
MappableStyle: TypeAlias = str | tuple[Any, ...] | Mappable
"""A marker or a line style."""


@dataclass(frozen=True)
class Mark(Part):
    """Base of all marks: how values become ink.

    A mark is a frozen dataclass whose fields are properties, and a `draw` that turns
    :class:`Values` into primitives of a :class:`Pane`. It is written upright: x is the position, y
    the value; horizontal layers, facets, legends and scales cost it nothing.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib artists.

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

    def __post_init__(self) -> None:
        if not isinstance(self.artist_kws, Mapping):
            raise PlotTypeError(
                f"artist_kws must be a dict of keywords, not {self.artist_kws!r}. Properties are "
                "given by name, as in Dot(color='r')."
            )

    needs: ClassVar[tuple[str, ...]] = ("x", "y")
    """Upright positions without which it cannot be drawn."""

    connects: ClassVar[bool] = False
    """Whether rows of a group make one shape together, as in a line."""

    sorts: ClassVar[bool] = False
    """Whether a mark that connects does so in the order of x, not of the rows."""

    sticky: ClassVar[bool] = False
    """Whether the axis ends at the baseline, without a margin."""

    sample: ClassVar[Mapping[str, Sequence[float]]] = MappingProxyType({"x": (0.5,), "y": (0.5,)})
    """Rows drawn as legend key, in a square from 0 to 1."""

    has_key: ClassVar[bool] = True
    """Whether a legend can show it."""

    @property
    def interrupts(self) -> bool:
        """Whether a missing value interrupts the shape instead of being left out."""
        return False

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw the values on the pane."""
        raise NotImplementedError(f"{type(self).__name__} has no draw(v, pane)")

    def complete(self, t: Table, by: Sequence[str]) -> Table:
        """Add what the mark needs to a table that lacks it; by default nothing."""
        return t

    def properties(self) -> dict[str, Any]:
        """Return the fields that can be mapped, each a Mappable default or the user's constant."""
        return {
            item.name: getattr(self, item.name)
            for item in fields(self)
            if isinstance(item.default, Mappable)
        }

    def grouping(self, name: str) -> bool:
        """Tell whether a variable mapped to this property splits the data."""
        declared = next((item.default for item in fields(self) if item.name == name), None)
        return declared.grouping if isinstance(declared, Mappable) else True
