"""Two drawings compared as data; what differs, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from itertools import islice
from typing import Any

import numpy as np

from plotkit.compile.composition import Composed
from plotkit.compile.drawing import AxisPlan, Drawing
from plotkit.data.factor import Coded, Factor
from plotkit.errors import PlotTypeError
from plotkit.marks.primitives import Paths
from plotkit.page import name_of
from plotkit.plot import Composition, Plot
from plotkit.properties.style import MarkerShape
from plotkit.testing.drawn import composed, drawing, style_of

MOST = 5
"""How many differences are told."""


def assert_plot_equal(one: Plot | Composition, other: Plot | Composition) -> None:
    """Raise AssertionError unless two plots draw the same; say what differs first.

    What is drawn is compared as data: panels, axes with their ticks, what each mark draws, legends,
    titles, layout and theme. How a plot was written, and from which kind of frame, plays no part.

    Parameters
    ----------
    one, other
        Two plots, or two compositions.

    Raises
    ------
    AssertionError
        With the first differences in words.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> from plotkit.testing import assert_plot_equal
    >>> p = so.Plot({"x": [1, 2], "y": [3, 4]}, x="x", y="y")
    >>> assert_plot_equal(p.add(so.Dot()), p.add(so.Dot(pointsize=6)))
    >>> try:
    ...     assert_plot_equal(p.add(so.Dot()), p.add(so.Dot(pointsize=9)))
    ... except AssertionError as error:
    ...     print(error)
    The plots differ:
    - panel (0, 0), layer 0 (Dot), points, size: 6.0 in one, 9.0 in the other
    """
    found = differences(facts_of(one), facts_of(other))
    told = list(islice(found, MOST))
    if told:
        more = ["- ..."] if next(found, None) is not None else []
        raise AssertionError("\n".join(["The plots differ:", *(f"- {it}" for it in told), *more]))


def facts_of(plot: Plot | Composition) -> dict[str, Any]:
    """Return all that a plot or a composition draws, as nested dicts with names in words."""
    if isinstance(plot, Plot):
        return {**facts(drawing(plot)), "theme": style_of(plot)}
    if isinstance(plot, Composition):
        whole: Composed[Any] = composed(plot)
        return {
            **{f"plot {i}": facts(each.drawing) for i, each in enumerate(whole.plots)},
            **{f"tag {i}": tag for i, tag in enumerate(whole.tags)},
            **{f"guide {i}": plain(guide) for i, guide in enumerate(whole.guides)},
            "titles": plain(whole.titles),
            "size": plain(whole.size),
            "layout": plain(whole.division),
            "theme": style_of(plot),
        }
    raise PlotTypeError(f"A plot or a composition is compared, not {plot!r:.60}.")


def facts(drawn: Drawing) -> dict[str, Any]:
    """Return all that a drawing holds."""
    found: dict[str, Any] = {"grid": drawn.shape, "titles": plain(drawn.titles)}
    for panel in drawn.panels:
        found[f"panel ({panel.row}, {panel.col})"] = {
            "title": panel.title,
            "row title": panel.row_title,
            **mark_facts(panel.marks),
            "x axis": _axis(panel.x),
            "y axis": _axis(panel.y),
            **{f"guide {i}": plain(guide) for i, guide in enumerate(panel.guides)},
            "labels at the edge": plain(panel.direct_labels),
        }
    found |= {f"legend {i}": plain(guide) for i, guide in enumerate(drawn.legends)}
    found |= {"shared titles": drawn.common, "notes": drawn.notes, "layout": plain(drawn.layout)}
    for i, inset in enumerate(drawn.insets):
        place = {"position": inset.position, "size": inset.size, "panel": inset.panel}
        found[f"inset {i}"] = {**facts(inset.drawing), **place}
    return found


def mark_facts(marks: Sequence[Any]) -> dict[str, Any]:
    """Return what marks draw in a panel."""
    found: dict[str, Any] = {}
    for mark in marks:
        drawn = _numbered([(type(one).__name__.lower(), plain(one)) for one in mark.primitives])
        found[_free(f"layer {mark.layer} ({mark.name})", found)] = drawn
    return found


def _axis(plan: AxisPlan) -> dict[str, Any]:
    units = plan.scale.units
    return {
        "kind": units.kind.name.lower(),
        "transform": plan.scale.transform.name,
        "levels": units.levels,
        "limits": np.array(plan.limits),
        "title": plan.label,
        "tick labels shown": plan.ticklabels,
        "shared range": plan.share,
        "ticks": plain(plan.ticks),
        "second axis": plan.second_label if plan.second else None,
    }


def _numbered(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        found[_free(name, found)] = value
    return found


def _free(name: str, taken: Mapping[str, Any]) -> str:
    """Return a name that is not taken, with a number if need be."""
    number = 2
    free = name
    while free in taken:
        free, number = f"{name} {number}", number + 1
    return free


def plain(value: Any) -> Any:
    """Return a value as dicts, lists, arrays and what can be compared by ``==``."""
    if isinstance(value, MarkerShape):
        return value.spec
    if isinstance(value, Coded | Paths):
        return np.asarray(value) if isinstance(value, Coded) else plain(vars_of(value))
    if isinstance(value, Factor):
        return value.values()
    if isinstance(value, np.ndarray):
        return [plain(one) for one in value.ravel()] if value.dtype == object else value
    if is_dataclass(value) and not isinstance(value, type):
        return plain(vars_of(value))
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return np.array(value) if _numeric(value) else [plain(one) for one in value]
    return name_of(value) if callable(value) and not isinstance(value, type) else value


def vars_of(value: Any) -> dict[str, Any]:
    """Return the fields of a dataclass."""
    return {item.name: getattr(value, item.name) for item in fields(value)}


def _numeric(values: Sequence[Any]) -> bool:
    return bool(values) and all(type(one) in (int, float) for one in values)


# ------------------------------------------------------------------------------------- differences


def differences(one: Any, other: Any, path: str = "", tolerance: float = 1e-9) -> Iterator[str]:
    """Yield what differs between two facts, a sentence each."""
    where = f"{path}: " if path else ""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for name in dict.fromkeys((*one, *other)):
            inner = f"{path}, {name}" if path else str(name)
            if name not in one or name not in other:
                which = "other" if name not in one else "one"
                yield f"{inner}: only in the {which}"
            else:
                yield from differences(one[name], other[name], inner, tolerance)
    elif isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        told = _array_difference(np.asarray(one), np.asarray(other), tolerance)
        if told:
            yield f"{where}{told}"
    elif isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            yield f"{where}{len(one)} in one, {len(other)} in the other"
        else:
            for i, pair in enumerate(zip(one, other, strict=True)):
                yield from differences(*pair, f"{path}, {i}" if path else str(i), tolerance)
    elif not _same(one, other):
        yield f"{where}{one!r} in one, {other!r} in the other"


def first_difference(one: Any, other: Any) -> str:
    """Return the first difference between two facts that rounding does not explain, or ""."""
    return next(differences(one, other, tolerance=1e-6), "")


def _array_difference(one: Any, other: Any, tolerance: float) -> str:
    """Return how two arrays differ, "" if they do not; a constant equals as many alike."""
    if one.ndim == other.ndim and one.shape != other.shape:
        return f"{_rows(one)} in one, {_rows(other)} in the other"
    try:
        one, other = np.broadcast_arrays(one, other)
    except ValueError:
        return f"shape {one.shape} in one, {other.shape} in the other"
    if one.dtype.kind in "fiub" and other.dtype.kind in "fiub":
        first, second = one.astype(float), other.astype(float)
        unlike = ~np.isclose(first, second, tolerance, tolerance, equal_nan=True)
    else:
        unlike = np.asarray(one != other, dtype=bool)
    if not unlike.any():
        return ""
    where = tuple(int(i) for i in np.argwhere(unlike)[0])
    number = int(unlike.reshape(len(unlike), -1).any(axis=1).sum()) if unlike.ndim else 1
    place = f"row {where[0]} is " if where else ""
    row = where[:1] if where else ()
    more = f", and {number - 1} more rows differ" if number > 1 else ""
    return f"{place}{_short(one[row])} in one, {_short(other[row])} in the other{more}"


def _rows(array: Any) -> str:
    return f"{len(array)} rows" if array.ndim < 2 else f"{len(array)} rows of {array.shape[1:]}"


def _short(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return np.array2string(value, precision=4, separator=", ", threshold=6)
    return f"{value:.6g}" if isinstance(value, float | np.floating) else str(value)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return bool(np.isclose(one, other, rtol=1e-9, atol=1e-9, equal_nan=True))
    return bool(one == other)
