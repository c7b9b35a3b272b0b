"""The rows of a layer in an engine: the conditions under which they are shown, counted by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from plotkit.data import expr
from plotkit.data.enginelevels import engine_levels
from plotkit.data.factor import Factor
from plotkit.data.kind import Kind
from plotkit.data.lazy import Coding, LazyTable
from plotkit.data.readings import Conditions, Field, Levels, Literal, Measure
from plotkit.data.reductions import count, sum_
from plotkit.data.relation import Relation
from plotkit.data.rows import Rows
from plotkit.data.summary import SummaryRequest
from plotkit.data.variables import Variable


def read_lazy_rows(data: LazyTable, fields: Mapping[Field, Variable]) -> Rows:
    """Read variables in an engine; `fields` are the columns of the table."""
    conditions: Conditions = {}
    forwards: dict[str, Measure] = {}
    joined: dict[str, Any] = {}
    coded: dict[str, Coding] = {}
    schema = data.frame.collect_schema()
    for field, variable in fields.items():
        column, reading = data[field.name], field.reading
        if isinstance(reading, Measure):
            if variable.kind is Kind.CATEGORY:
                reading.to_units(Factor(np.empty(0, dtype=np.intp), ()))  # which says what to do
            if not reading.linear:
                forwards[field.name] = reading
        if isinstance(reading, Levels):
            known = () if reading.joined else variable.summary(SummaryRequest(levels=True)).levels
            there = known or ()
            conditions |= reading.conditions(field.label, column, variable.kind, there)
            if reading.joined:
                joined[field.name] = _with_joined(column, reading.levels)
            if not reading.position:
                coded[field.name] = Coding(variable.kind, reading.levels, reading.joined)
        else:
            conditions |= reading.conditions(field.label, column)
        exact = schema[field.name].is_integer()
        if isinstance(reading, Literal) and (exact or reading.codes(variable.kind)):
            coded[field.name] = Coding(variable.kind)
    data, dropped = _filtered(data, conditions)
    data = data.derive(**joined) if joined else data
    return Rows(_forward(replace(data, coded=coded), forwards), dropped, certain=False)


def _with_joined(column: Any, levels: tuple[Any, ...]) -> Any:
    """Return an engine's column with the last level in place of all that are none of the others."""
    *named, rest = engine_levels(levels, joined=True)
    return expr.with_rest(column, named, rest)


def _filtered(data: LazyTable, conditions: Conditions) -> tuple[LazyTable, Counter[str]]:
    """Keep the rows that fulfil all conditions; count the others by the first that they do not."""
    dropped: Counter[str] = Counter()
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


def _forward(data: LazyTable, readings: Mapping[str, Measure]) -> Relation:
    """Transform positions to axis units: in the engine where it can, else in memory."""
    if not readings:
        return data
    if all(reading.engine and not reading.end for reading in readings.values()):
        return data.derive(**{n: reading.forward(data[n]) for n, reading in readings.items()})
    table = data.collect()
    return table.with_(**{n: reading.moved(table[n]) for n, reading in readings.items()})
