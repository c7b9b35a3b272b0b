"""How a specification reads, and when two are the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

import numpy as np

from plotkit.data.source import is_data
from plotkit.marks.base import Compound, FunctionMark, Member
from plotkit.spec.model import LabelSpec, LayerSpec, LegendSpec, MarginSpec, PlotSpec


def describe(spec: PlotSpec) -> str:
    """Write a plot as the calls that make it; data by their kind and size.

    Examples
    --------
    >>> describe(PlotSpec(variables={"x": "a"}, scales={"x": "log"}))
    "Plot(x='a').scale(x='log')"
    """
    head = [] if spec.data is None else [brief(spec.data)]
    parts = [_call("Plot", [*head, *_keywords(spec.variables)])]
    facet, pair, labels, layout = spec.facet, spec.pair, spec.labels, spec.layout
    order: dict[str, Any] = {"order": facet.order} if facet.order else {}
    calls: list[tuple[str, Mapping[str, Any]]] = [
        ("facet", {**facet.variables, **order, "wrap": facet.wrap, "na": facet.na}),
        (
            "pair",
            {
                "x": pair.x or None,
                "y": pair.y or None,
                "wrap": pair.wrap,
                "corner": pair.corner or None,
            },
        ),
    ]
    parts += [_call(name, _keywords(given)) for name, given in calls if _given(given)]
    parts += [describe_layer(layer) for layer in spec.layers]
    calls = [
        ("scale", dict(spec.scales)),
        ("share", spec.shares),
        ("limit", spec.limits),
        ("label", {**_titles(labels), **labels.variables}),
        ("label", labels.names),
        ("legend", _changed(spec.legend)),
        ("layout", {n: getattr(layout, n) for n in _LAYOUT}),
        ("theme", {"config": spec.theme or None}),
        ("on", {"target": spec.target}),
    ]
    parts += [
        _call(name, _keywords(given, name == "scale")) for name, given in calls if _given(given)
    ]
    parts += [
        _call("inset", [describe(one.spec), *map(repr, (one.position, one.size, one.panel))])
        for one in spec.insets
    ]
    margins = [f"{axis}={describe(plot)}" for axis, plot in spec.margin.plots.items()]
    if margins:
        size = spec.margin.size
        own = [] if size == MarginSpec().size else [f"size={size!r}"]
        parts.append(_call("marginal", [*margins, *own]))
    parts += [_call("tweak", [brief(tweak)]) for tweak in spec.tweaks]
    return ".".join(parts)


_LAYOUT = ("size", "panel", "extent", "aspect", "widths", "heights")


def _titles(labels: LabelSpec) -> dict[str, Any]:
    return {
        "title": labels.title,
        "subtitle": labels.subtitle,
        "caption": labels.caption,
        "legend": labels.legend,
        "alt": labels.alt,
    }


def _changed(legend: LegendSpec) -> dict[str, Any]:
    default = LegendSpec()
    said = {item.name: getattr(legend, item.name) for item in fields(legend)}
    changed = {name: value for name, value in said.items() if value != getattr(default, name)}
    return {name: False if value is None else value for name, value in changed.items()}


def _given(arguments: Mapping[str, Any]) -> bool:
    return any(value is not None for value in arguments.values())


def describe_layer(layer: LayerSpec, call: str = "add") -> str:
    """Write a layer as the call that makes it."""
    options: dict[str, Any] = {"orient": layer.orient, "label": layer.label, "data": layer.data}
    options["where"] = layer.where
    second = layer.second
    if not layer.legend:
        options["legend"] = False
    parts = [part(each) for each in (layer.mark, *layer.transforms)]
    variables = {f"{n}2" if n == second else n: value for n, value in layer.variables.items()}
    return _call(call, [*parts, *_keywords({**variables, **options})])


def _call(name: str, arguments: Iterable[str]) -> str:
    return f"{name}({', '.join(arguments)})"


def _keywords(given: Mapping[str, Any], nulls: bool = False) -> list[str]:
    return [f"{name}={brief(v)}" for name, v in given.items() if v is not None or nulls]


def part(thing: Any) -> str:
    """Write a mark, stat, move or scale with only what differs from its defaults.

    Examples
    --------
    >>> from plotkit.marks.dot import Dot
    >>> part(Dot(pointsize=3))
    'Dot(pointsize=3)'
    """
    if isinstance(thing, Compound):
        return " + ".join(_member(one) for one in thing.members)
    if isinstance(thing, FunctionMark):
        return thing.name
    changed = []
    for item in fields(thing):
        value = getattr(thing, item.name)
        default = item.default
        if default is MISSING and item.default_factory is not MISSING:
            default = item.default_factory()
        if not alike(value, default):
            changed.append(f"{item.name}={brief(value)}")
    return _call(type(thing).__name__, changed)


def _member(member: Member) -> str:
    own = [part(transform) for transform in member.transforms]
    return part(member.mark) + (f".{_call('after', own)}" if own else "")


def brief(value: Any) -> str:
    """Write a value in a few words: data by kind and size, long vectors by length."""
    if is_dataclass(value) and not isinstance(value, type):
        return part(value)
    if isinstance(value, str | int | float | bool | type(None)):
        return repr(value)
    size = getattr(value, "shape", None)
    if isinstance(value, np.ndarray) or (size is not None and hasattr(value, "columns")):
        return f"<{type(value).__name__} of {' × '.join(map(str, size or ()))}>"
    if is_data(value) and isinstance(value, Mapping):
        text = repr({str(k): _vector(v) for k, v in value.items()})
        return text if len(text) <= _LONGEST else f"<dict of {len(value)} columns>"
    text = repr(value)
    return text if len(text) <= _LONGEST else f"<{type(value).__name__}>"


_LONGEST = 80


def _vector(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray) and value.size < 10 else value


def alike(one: Any, other: Any) -> bool:
    """Tell whether two parts of a specification say the same, frames by their content."""
    if one is other or type(one) is not type(other):
        return one is other
    if is_dataclass(one):
        compared = [f.name for f in fields(one) if f.compare]
        return all(alike(getattr(one, name), getattr(other, name)) for name in compared)
    if isinstance(one, Mapping):
        return list(one) == list(other) and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, np.ndarray):
        return bool(np.array_equal(one, other))
    if hasattr(one, "equals"):  # frames and series of pandas, Polars and Arrow
        return bool(one.equals(other))
    try:
        return bool(one == other)
    except (TypeError, ValueError):
        return False
