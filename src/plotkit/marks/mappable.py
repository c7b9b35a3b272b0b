"""A property of a mark that can be mapped, and what each is unless somebody says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from plotkit.data.roles import FACETS, NUMBERS, Position, as_position, check_free
from plotkit.errors import PlotSpecError, PlotTypeError, check_number
from plotkit.part import no_dataclass
from plotkit.properties.registry import PROPERTIES, Coordinate
from plotkit.properties.text import Group
from plotkit.records import dataclass, fields


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


_USUAL: Mapping[str, Mappable] = MappingProxyType(
    {
        "color": Mappable("C0"),
        "fillcolor": Mappable(depend="color"),
        "edgecolor": Mappable(depend="color"),
        "alpha": Mappable(1.0),
        "fillalpha": Mappable(depend="alpha"),
        "edgealpha": Mappable(depend="alpha"),
        "fill": Mappable(True),
        "marker": Mappable(rc="scatter.marker"),
        "pointsize": Mappable(6.0),
        "stroke": Mappable(0.75),
        "linewidth": Mappable(rc="lines.linewidth"),
        "linestyle": Mappable(rc="lines.linestyle"),
        "edgewidth": Mappable(rc="patch.linewidth"),
        "edgestyle": Mappable("-"),
        "hatch": Mappable(""),
        "text": Mappable(""),
        "fontsize": Mappable(rc="font.size"),
        "halign": Mappable("center"),
        "valign": Mappable("center_baseline"),
        "offset": Mappable(4.0),
        "width": Mappable(0.8, grouping=False),
        "baseline": Mappable(0.0, grouping=False),
    }
)


def all_properties() -> dict[str, Mappable]:
    """Return every visual property with its usual default; None for those of authors."""
    others = {
        name: Mappable(auto=True)
        for name, prop in PROPERTIES.items()
        if name not in _USUAL and not isinstance(prop, Coordinate | Group)
    }
    return {**_USUAL, **others}


def own_positions(owner: str, declared: Mapping[str, Any]) -> dict[str, Position]:
    """Return the positions that a class of marks declares; raise unless the names are free."""
    found: dict[str, Position] = {}
    for name, at in declared.items():
        found[name] = as_position(at, owner)
        check_free(name, f"A position of {owner}")
        if name in PROPERTIES or name in NUMBERS or name in FACETS:
            raise PlotSpecError(
                f"A position of {owner} cannot be called {name!r}, which every layer knows "
                "already. Choose another name."
            )
    return found


_known: dict[type, dict[str, Mappable]] = {}


def mappable_fields(mark: type[Any]) -> Mapping[str, Mappable]:
    """Return the fields of a class of marks that can be mapped, with their defaults."""
    if mark not in _known:
        defaults = {item.name: item.default for item in fields(mark)}
        _check_fields(mark, defaults)
        _known[mark] = {n: value for n, value in defaults.items() if isinstance(value, Mappable)}
    return _known[mark]


def _check_fields(mark: type[Any], known: Mapping[str, Any]) -> None:
    """Raise if a class gives a Mappable to what is no field of it, where nobody would find it."""
    own = [name for name, value in vars(mark).items() if isinstance(value, Mappable)]
    if own and "__dataclass_fields__" not in vars(mark):
        raise PlotTypeError(no_dataclass(mark, own))
    bare = [name for name in own if name not in known]
    if bare:
        raise PlotTypeError(
            f"{mark.__name__}.{bare[0]} is no field of the dataclass, since it has no type; write "
            f"{bare[0]}: so.MappableFloat = ..."
        )


def checked(mark: Any) -> None:
    """Raise PlotTypeError unless keywords for artists are a dict, and extents are numbers."""
    if not isinstance(mark.artist_kws, Mapping):
        raise PlotTypeError(
            f"artist_kws must be a dict of keywords, not {mark.artist_kws!r}. Properties are "
            "given by name, as in Dot(color='r')."
        )
    given = isinstance(getattr(type(mark), "width", None), Mappable)
    if given and not isinstance(mark.width, Mappable):
        check_number(f"{mark.name}(width=)", mark.width, 0)
    baseline = getattr(mark, "baseline", None)
    if baseline is not None and not isinstance(baseline, Mappable):
        check_number(f"{mark.name}(baseline=)", baseline)
