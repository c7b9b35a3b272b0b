"""The rows of a layer in an engine: the conditions under which they are shown, counted by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import reduce
from operator import and_
from types import MappingProxyType
from typing import Any

import numpy as np

from plotkit.data import expr
from plotkit.data.enginelevels import Coding, engine_levels
from plotkit.data.factor import Factor
from plotkit.data.groupfacts import GroupFacts
from plotkit.data.kind import Kind
from plotkit.data.known import Facts, Known
from plotkit.data.lazy import LazyTable
from plotkit.data.readings import Conditions, Field, Levels, Literal, Measure, Number, Reading
from plotkit.data.reductions import count, sum_
from plotkit.data.relation import Relation
from plotkit.data.rowlimit import TooManyRowsError
from plotkit.data.rows import Rows, keep_rows
from plotkit.data.summary import SummaryRequest
from plotkit.data.variables import ConstantVariable, Variable
from plotkit.data.whenused import nw


def read_lazy_rows(
    data: LazyTable,
    fields: Mapping[Field, Variable],
    n: int | None = None,
    facts: Mapping[str, Facts] = MappingProxyType({}),
    groups: tuple[GroupFacts, ...] = (),
    orders: Mapping[str, tuple[Any, ...] | None] = MappingProxyType({}),
) -> Rows:
    """Read variables in an engine.

    Parameters
    ----------
    data
        The table.
    fields
        Its columns.
    n
        How many rows it has, if that is known.
    facts
        What is known of its columns.
    groups
        What is known of groups of its rows.
    orders
        The texts of columns in their order, where they are known.
    """
    facts = {**facts, **_constants(fields, n)}
    told: dict[str, int] = {}
    conditions: Conditions = {}
    forwards: dict[Field, Measure] = {}
    joined: dict[str, Any] = {}
    gaps: dict[str, Any] = {}
    coded: dict[str, Coding] = {}
    schema = data.frame.collect_schema()
    for field, variable in fields.items():
        column, reading = data[field.name], field.reading
        if field.name in facts and n is not None:
            told |= _lost(field, facts[field.name])
        if isinstance(reading, Measure):
            if variable.kind is Kind.CATEGORY:
                reading.to_units(Factor(np.empty(0, dtype=np.intp), ()))  # which says what to do
            if not reading.linear:
                forwards[field] = reading
        if isinstance(reading, Levels) and reading.joined:
            joined[field.name] = _with_joined(column, reading.levels)
        found = _conditions(field, variable, column)
        if not (isinstance(reading, Measure | Levels) and reading.gaps):
            conditions |= found
        elif found:
            gaps[field.name] = nw.when(reduce(and_, found.values())).then(column)
        order = orders.get(field.name)
        coding = _coding(reading, variable.kind, schema[field.name].is_integer(), order)
        if coding is not None:
            coded[field.name] = coding
    if n is not None:
        # The groups of a profile are those of levels as they are, not of some joined to one.
        told_groups = () if joined else groups
        data = replace(data, known=replace(_known(n, fields, facts), groups=told_groups))
    if gaps:  # what has no place is missing from now on; the ends of what has one are known
        data = replace(data.derive(**gaps), known=data.known)
    data, dropped = _filtered(data, conditions, told)
    data = replace(data, known=data.known.finite(_finite(fields)))
    data = data.derive(**joined) if joined else data
    placed, lost = _forward(replace(data, coded=coded), forwards)
    return Rows(placed, dropped + lost, certain=False)


def _conditions(field: Field, variable: Variable, column: Any) -> Conditions:
    """Return the conditions under which a value can be shown."""
    reading = field.reading
    if not isinstance(reading, Levels):
        return reading.conditions(field.label, column)
    there = None if reading.joined else variable.summary(SummaryRequest(levels=True)).levels
    return reading.conditions(field.label, column, variable.kind, there or ())


def _coding(
    reading: Reading, kind: Kind, exact: bool, order: tuple[Any, ...] | None
) -> Coding | None:
    """Return how a column becomes codes in memory; None if it does not."""
    if isinstance(reading, Levels) and not reading.position:
        return Coding(kind, reading.levels, reading.joined)
    if not isinstance(reading, Literal):
        return None
    codes = exact or kind is Kind.CATEGORY or reading.codes(kind)
    return Coding(kind, order) if codes else None


def _finite(fields: Mapping[Field, Variable]) -> list[str]:
    """Return the columns of which only finite values are left, or levels of their axis."""
    readings = {field.name: field.reading for field in fields}
    return [
        name
        for name, reading in readings.items()
        if isinstance(reading, Number)
        or (isinstance(reading, Measure) and not reading.gaps)
        or (isinstance(reading, Levels) and reading.position and not (reading.gaps or reading.na))
    ]


def _constants(fields: Mapping[Field, Variable], n: int | None) -> dict[str, Facts]:
    """Return what is known of columns of one value."""
    made = {}
    for field, variable in fields.items():
        if isinstance(variable, ConstantVariable):
            column = variable.column(1)
            value = float(column.floats()[0]) if not isinstance(column.values, Factor) else 0.0
            if np.isfinite(value) and not column.missing().any():
                ends = None if isinstance(column.values, Factor) else (value, value)
                made[field.name] = Facts(0, 0, ends)
    return made


def _lost(field: Field, facts: Facts) -> dict[str, int]:
    """Return how many rows of a column lack what readings ask for, where that is known."""
    label, reading = field.label, field.reading
    told = {f"missing {label}": facts.missing, f"infinite {label}": facts.infinite}
    if isinstance(reading, Measure) and facts.ends is not None:
        (low, high), (least, most) = facts.ends, reading.within
        if least < low and high < most:
            told[f"{label} outside its {reading.scale} scale"] = 0
    return told


def _known(n: int, fields: Mapping[Field, Variable], facts: Mapping[str, Facts]) -> Known:
    """Return what is known of rows before any is left out."""
    ends, whole = {}, []
    for field in fields:
        known = facts.get(field.name)
        if known is None or known.ends is None or not isinstance(field.reading, Measure | Number):
            continue
        ends[field.name] = known.ends
        if not (known.infinite or known.missing):
            whole.append(field.name)
    return Known(n, ends, frozenset(whole), most=n)


def _with_joined(column: Any, levels: tuple[Any, ...]) -> Any:
    """Return an engine's column with the last level in place of all that are none of the others."""
    *named, rest = engine_levels(levels, joined=True)
    return expr.with_rest(column, named, rest)


def _filtered(
    data: LazyTable, conditions: Conditions, told: Mapping[str, int]
) -> tuple[LazyTable, Counter[str]]:
    """Keep the rows that fulfil all conditions; count the others by the first that they do not.

    What is known of how many rows do not (`told`) is not asked for, unless some may fail several.
    """
    dropped: Counter[str] = Counter()
    conditions = {why: holds for why, holds in conditions.items() if told.get(why) != 0}
    if len(conditions) == 1 and set(conditions) <= told.keys():
        (why, holds), *_ = conditions.items()
        return data.filter(holds), Counter({why: told[why]})
    keep: Any = None
    kept: dict[str, Any] = {}
    for place, condition in enumerate(conditions.values()):
        keep = condition if keep is None else keep & condition
        kept[f"_keep{place}"] = keep
    if not kept:
        return data, dropped
    flagged = data.derive(**{name: expr.as_float(flag) for name, flag in kept.items()})
    found = flagged.scalars(_n=count(), **{name: sum_(name) for name in kept})
    left = int(found["_n"])
    for reason, name in zip(conditions, kept, strict=True):
        there = int(np.nan_to_num(found[name]))
        if there < left:
            dropped[reason] = left - there
        left = there
    return (data.filter(keep) if dropped else data), dropped


def _forward(data: LazyTable, measures: Mapping[Field, Measure]) -> tuple[Relation, Counter[str]]:
    """Transform positions to axis units: in the engine where it can, else in memory.

    Rows that turn out to have no place, as only a function of the user tells, are counted.
    """
    readings = {field.name: reading for field, reading in measures.items()}
    if not readings:
        return data, Counter()
    if all(reading.engine and not reading.end for reading in readings.values()):
        made = data.derive_whole(**{n: reading.forward(data[n]) for n, reading in readings.items()})
        known = data.known.moved({n: r.forward for n, r in readings.items()})
        return replace(made, known=known, origin=data.origin), Counter()  # NaN is told
    try:
        table = data.collect()
    except TooManyRowsError as error:
        error.scales = tuple(name for name, r in readings.items() if r.end or not r.engine)
        raise
    table = table.with_(**{n: reading.moved(table[n]) for n, reading in readings.items()})
    reasons = {
        f"{field.label} outside its {reading.scale} scale": reading.unplaced(table[field.name])
        for field, reading in measures.items()
        if not reading.gaps
    }
    keep, lost = keep_rows(reasons, table.n)
    return (table if keep is None else table.filter(keep)), lost
