"""The table of all properties, open for more.

One registration adds a property: every method that takes properties by name then knows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from plotkit.data.roles import FACETS, NUMBERS, STANDARD, check_free, declared_position
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.properties.base import Property, Theme
from plotkit.properties.color import Color
from plotkit.properties.number import (
    Alpha,
    EdgeWidth,
    FontSize,
    LineWidth,
    Offset,
    PointSize,
    Stroke,
)
from plotkit.properties.style import Fill, Hatch, LineStyle, Marker
from plotkit.properties.text import Geometry, Group, HorizontalAlignment, Text, VerticalAlignment
from plotkit.typing import Array


class Coordinate(Property):
    """A place on an axis. Its scale gives axis units, so values stay as they are."""

    def literal(self, values: Array, theme: Theme) -> Array:
        """Return the values."""
        return values


_CLASSES: Mapping[str, type[Property]] = {
    **dict.fromkeys(STANDARD, Coordinate),
    "color": Color,
    "fillcolor": Color,
    "edgecolor": Color,
    "alpha": Alpha,
    "fillalpha": Alpha,
    "edgealpha": Alpha,
    "fill": Fill,
    "marker": Marker,
    "pointsize": PointSize,
    "stroke": Stroke,
    "linewidth": LineWidth,
    "linestyle": LineStyle,
    "edgewidth": EdgeWidth,
    "edgestyle": LineStyle,
    "hatch": Hatch,
    "text": Text,
    "halign": HorizontalAlignment,
    "valign": VerticalAlignment,
    "offset": Offset,
    "fontsize": FontSize,
    "group": Group,
    "geometry": Geometry,
}
_properties = {name: kind(name) for name, kind in _CLASSES.items()}

PROPERTIES: Mapping[str, Property] = MappingProxyType(_properties)
"""Every property by name, a live and read-only view."""


def register(name: str, prop: Property) -> None:
    """Add a property, so that it can be mapped, scaled and used by marks.

    Parameters
    ----------
    name
        The keyword under which it is mapped.
    prop
        An instance of a :class:`Property` class, made with the same name.
    """
    given: Any = prop
    if not isinstance(given, Property):
        called = f"{given.__name__}({name!r})" if isinstance(given, type) else f"Number({name!r})"
        raise PlotTypeError(
            f"register() takes an instance of a class of properties, such as {called}, not "
            f"{given!r:.60}."
        )
    check_free(name, "A property")
    if name in PROPERTIES or name in FACETS or name in NUMBERS or declared_position(name):
        raise PlotSpecError(f"The name {name!r} is taken already; choose another property name.")
    if prop.name != name:
        raise PlotSpecError(
            f"The property is called {prop.name!r} but registered as {name!r}; "
            "give it the same name."
        )
    _properties[name] = prop
