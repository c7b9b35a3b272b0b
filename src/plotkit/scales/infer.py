"""Which scale a variable gets: from what the user wrote, the property, and the kind of data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from plotkit.data.kind import Kind
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.properties.base import Property
from plotkit.properties.color import Color
from plotkit.properties.palettes import is_qualitative
from plotkit.scales.base import Scale
from plotkit.scales.continuous import Continuous
from plotkit.scales.nominal import Boolean, Nominal
from plotkit.scales.temporal import Temporal
from plotkit.scales.transform import is_transform_name, transform


def default_scale(kind: Kind, prop: Property) -> Scale:
    """Return the scale that a kind of data gets on a property when nobody asks for one."""
    return _default(kind, prop.discrete)


@cache
def _default(kind: Kind, discrete: bool) -> Scale:
    return _by_kind(kind, discrete, None)


def scale_from(value: Any, kind: Kind, prop: Property) -> Scale:
    """Return the scale that the user's value means: a Scale, a transform, or an output range.

    Parameters
    ----------
    value
        What was given to ``Plot.scale``; not None, which means to use data literally.
    kind
        What the data are.
    prop
        The property to scale.

    Raises
    ------
    PlotSpecError
        If the value means nothing for this property.
    """
    if isinstance(value, Scale):
        return value
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if is_transform_name(value) and not prop.discrete:
        return Continuous(trans=value)
    if prop.name in _PLACED:
        if isinstance(value, str):
            transform(value)  # raises, with the names there are
        raise PlotTypeError(
            f"The scale of {prop.name} must be a Scale, the name of a transform or None, "
            f"not {value!r}."
        )
    if isinstance(prop, Color):
        return _color_scale(value, kind, prop)
    if prop.discrete or isinstance(value, list | Mapping):
        return Boolean(value) if kind is Kind.BOOLEAN else Nominal(value)
    return _by_kind(kind, prop.discrete, value)


_PLACED = frozenset({"x", "y", "xmin", "xmax", "ymin", "ymax", "text", "group", "geometry"})


def _by_kind(kind: Kind, discrete: bool, values: Any) -> Scale:
    if kind is Kind.BOOLEAN:
        return Boolean(values)
    if discrete or kind is Kind.CATEGORY:
        return Nominal(values)
    if kind in (Kind.TIME, Kind.DURATION):
        return Temporal(values)
    return Continuous(values)


def _color_scale(value: Any, kind: Kind, prop: Property) -> Scale:
    if kind is Kind.BOOLEAN:
        return Boolean(value)
    if isinstance(value, list | Mapping):
        return Nominal(value)
    if isinstance(value, str) and is_qualitative(value):
        return Nominal(value)
    if isinstance(value, str | tuple) or callable(value):
        return _by_kind(kind, prop.discrete, value)
    raise PlotSpecError(
        f"The scale of {prop.name} cannot be {value!r}; give a Scale, a palette name, a list, a "
        "dict, a tuple of colours to blend, or a function from 0-1 to colours."
    )
