"""The check of stats: what a stat makes in a hundred small situations, on every engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any

import numpy as np

from plotkit.data.factor import Factor
from plotkit.data.table import Table
from plotkit.errors import PlotTypeError
from plotkit.stats.base import Stat
from plotkit.testing.compare import first_difference
from plotkit.testing.drawn import compiled
from plotkit.testing.frozen import REMEMBERS, frozen, unchanged
from plotkit.testing.report import Report, Situation, fail, run
from plotkit.testing.samples import (
    KINDS,
    Case,
    Columns,
    Sample,
    copied,
    few_rows,
    frames,
    inputs_of_stat,
    sample_of,
    take,
    with_missing,
)
from plotkit.testing.tables import Rows, columns_of, made_by, parts, plain_column

BY = "It is grouped by the names in `by` (and by x): data.group(*by, 'x').agg(...)."


LEVELS = ("category", "text")
"""What holds levels, of the columns that a stat makes."""


def check_stat(
    stat: Stat, *, values: Mapping[str, Any] | None = None, skip: Mapping[str, str] | None = None
) -> Report:
    """Try a stat in a hundred small situations; say in plain sentences all that fails.

    What it makes is compared: of groups and of each group alone, in facets, from rows in another
    order, from every kind of frame and engine that is installed, of horizontal layers, with missing
    values and few rows. A stat may refuse a kind of position by a :class:`PlotSpecError`, but not
    numbers.

    Parameters
    ----------
    stat
        What is checked. It gets what `compute` asks for, or what it names in `needs` and `reads`;
        by default x and y.
    values
        Data of one's own, by upright name: a constant, a column of any length, which is repeated,
        or a function of the columns of the check. None takes one away.
    skip
        Why a situation is left out, by its name.

    Returns
    -------
    Report
        Which situations were run.

    Raises
    ------
    CheckError
        An AssertionError that tells all faults.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> import plotkit.objects as so
    >>> from plotkit.testing import check_stat
    >>> @dataclass(frozen=True)
    ... class Peak(so.Stat):
    ...     makes = {"y": "y"}
    ...
    ...     def __call__(self, data, by):
    ...         return data.group(*by, "x").agg(y=so.reduce.max("y"))
    >>> report = check_stat(Peak())
    >>> "duckdb, vertical" in report.situations
    True
    """
    if not isinstance(stat, Stat):
        raise PlotTypeError(f"check_stat() takes a stat, such as so.Agg(), not {stat!r:.60}.")
    given = dict(values or {})
    absent = [name for name, value in given.items() if value is None]
    given = {name: value for name, value in given.items() if value is not None}
    names = [name for name in (*inputs_of_stat(stat), *given) if name not in absent]
    sample = sample_of(Rows(), (stat,), given, names)
    return run(stat, list(_situations(sample, stat)), skip)


def _situations(sample: Sample, stat: Stat) -> Iterator[Situation]:
    yield Situation("a frozen dataclass", partial(frozen, stat))
    use = partial(made_by, sample, Case(color=True))
    yield Situation("the stat unchanged", partial(unchanged, use, stat))
    cases = list(_cases(sample))
    for case in cases:
        refuses = case.kind != "numbers" or case.log
        yield Situation(case.name, partial(_sound, sample, stat, case), may_refuse=refuses)
    for name, rows in few_rows(sample.rows()).items():
        for case in (Case(), Case(color=True, facets="" if name == "no rows" else "columns")):
            few = partial(made_by, sample, case, rows)
            yield Situation(f"{name}, {case.name}", few, tells=True)
    yield Situation("the data unchanged", partial(_data_unchanged, sample))
    yield Situation("made twice", partial(_twice, sample))
    yield Situation("made in another order", partial(_in_another_order, sample, cases))
    for kind in KINDS:
        look = partial(_turned, sample, kind)
        yield Situation(f"turned, {kind}", look, may_refuse=kind != "numbers")
    yield Situation("rows in another order", partial(_shuffled, sample, stat))
    yield Situation("groups", partial(_groups, sample))
    yield Situation("groups are told apart", partial(_told_apart, sample))
    yield Situation("facets", partial(_facets, sample))
    yield Situation("every row counts", partial(_every_row, sample), tells=True)
    if not stat.takes_missing:
        yield Situation("missing values", partial(_missing, sample), tells=True)
    yield Situation("rows kept", partial(_kept, sample, stat))
    yield Situation("a weight", partial(_weighted, sample), may_refuse=True)
    for name, frame in frames().items():
        for horizontal in (False, True):
            case = Case("numbers", horizontal, color=True, facets="columns")
            look = partial(_same_from_frame, sample, case, frame)
            side = "horizontal" if horizontal else "vertical"
            yield Situation(f"{name}, {side}", look)


def _cases(sample: Sample) -> Iterator[Case]:
    for horizontal in (False, True):
        for kind in KINDS:
            for facets in ("", "columns", "grid"):
                for color in (False, True):
                    yield Case(kind, horizontal, color, facets)
        if "y" in sample.inputs.values():
            yield Case("numbers", horizontal, log=True)
            yield Case("numbers", horizontal, color=True, facets="wrapped", log=True)


# ------------------------------------------------------------------------------------- situations


def _sound(sample: Sample, stat: Stat, case: Case) -> None:
    """Check what must hold of any table that a stat makes."""
    table = made_by(sample, case)
    if not table.n:
        fail(
            "The stat makes rows.",
            "It made none.",
            "Return a row at least for each group that has rows enough.",
        )
    for name, what in stat.made().items():
        if name not in table:
            fail(
                "The stat makes the columns that it declares in `makes`.",
                f"{name!r} is not there; there are {', '.join(map(repr, table))}.",
                "Return the column, or take it out of `makes`.",
            )
        column = table[name]
        _check_type(name, what, column)
        if len(column) != table.n:
            fail(
                "All columns have as many rows as the table.",
                f"{name!r} has {len(column)}, the table {table.n}.",
                "Make tables by so.Table.of(...) or t.with_(...), which count rows.",
            )
        if what not in LEVELS and not np.isfinite(np.asarray(column, float)).any():
            fail(
                "The stat makes numbers of numbers.",
                f"All of {name!r} is NaN or infinite.",
                "Positions are in axis units: take no logarithm of them.",
            )


def _check_type(name: str, what: str, column: Any) -> None:
    if what in LEVELS and not isinstance(column, Factor):
        fail(
            f"{name!r} is a {what}, as `makes` says.",
            f"It is an array of {np.asarray(column).dtype}.",
            "Return a so.Factor, or texts from compute.",
        )
    if what not in LEVELS and (isinstance(column, Factor) or column.dtype.kind not in "fiub"):
        held = "a category" if isinstance(column, Factor) else f"an array of {column.dtype}"
        fail(
            f"{name!r} is a column of numbers, as `makes` says.",
            f"It is {held}.",
            "Return floats, also where the data are integers or where values are missing.",
        )


def _data_unchanged(sample: Sample) -> None:
    rows = sample.rows()
    before = copied(rows)
    made_by(sample, Case(), rows)
    differs = first_difference(before, {name: np.asarray(column) for name, column in rows.items()})
    if differs:
        fail(
            "The user's data stay as they are.",
            f"A column was changed: {differs}.",
            "Write into no array that is given: `y = np.sort(y)`, not `y.sort()`.",
        )


SAME = "The same data give the same result."


def _twice(sample: Sample) -> None:
    case = Case(color=True)
    differs = first_difference(parts(sample, case), parts(sample, case))
    if differs:
        fail(SAME, f"The second result differs from the first: {differs}.", REMEMBERS)


def _in_another_order(sample: Sample, cases: list[Case]) -> None:
    usual = [case for case in cases if case.kind == "numbers" and not case.log]
    first = [parts(sample, case) for case in usual]
    for case, before in list(zip(usual, first, strict=True))[::-1]:
        differs = first_difference(before, parts(sample, case))
        if differs:
            fail(SAME, f"Made after other results, {case.name!r} differs: {differs}.", REMEMBERS)


def _turned(sample: Sample, kind: Any) -> None:
    upright, lying = (parts(sample, Case(kind, turned, True)) for turned in (False, True))
    differs = first_difference(upright, lying)
    if differs:
        fail(
            "A horizontal layer has the same result as the upright one.",
            f"It differs: {differs}.",
            "Write the stat upright: x is the position, y the value, whatever the layer.",
        )


def _shuffled(sample: Sample, stat: Stat) -> None:
    rows = sample.rows()
    order = np.random.default_rng(0).permutation(len(rows["hue"]))
    case = Case(color=True)
    differs = first_difference(parts(sample, case, rows), parts(sample, case, take(rows, order)))
    if differs:
        fail(
            "The order of rows plays no part: engines know none.",
            f"With the rows in another order the result differs: {differs}.",
            "Sort by x or by y where an order matters: order = np.argsort(x).",
        )


def _groups(sample: Sample) -> None:
    """Exchange values within one group: what is made of the other stays."""
    rows = sample.rows()
    table = made_by(sample, Case(color=True), rows)
    if "color" not in table:
        fail(
            "The result keeps the columns that it is grouped by.",
            f"'color' is lost; there are {', '.join(map(repr, table))}.",
            BY,
        )
    others = np.flatnonzero(rows["hue"] == "M")
    changed = dict(rows)
    for name, on in sample.inputs.items():
        if on not in ("x", "text"):
            column = np.array(rows[f"col_{name}"])
            column[others] = np.roll(column[others], 1)
            changed[f"col_{name}"] = column
    after = made_by(sample, Case(color=True), changed)
    differs = first_difference(_of_group(table, "F"), _of_group(after, "F"))
    if differs:
        fail(
            "What is made of a group depends on its own rows.",
            f"After a change in group 'M' the result of group 'F' differs: {differs}.",
            BY,
        )


def _of_group(table: Table, level: str) -> dict[str, Any]:
    return columns_of(table.filter(plain_column(table["color"]) == level))


def _told_apart(sample: Sample) -> None:
    rows = sample.rows()
    uneven = take(rows, (rows["hue"] == "F") | (np.arange(len(rows["hue"])) > 20))
    table = made_by(sample, Case(color=True), uneven)
    if "color" not in table or set(plain_column(table["color"])) != {"F", "M"}:
        found = sorted(set(map(str, plain_column(table["color"])))) if "color" in table else "none"
        fail("The result has rows of each group, 'F' and 'M'.", f"It has those of {found}.", BY)
    one, other = (_of_group(table, level) for level in "FM")
    for each in (one, other):
        each.pop("column 'color'")
    if not first_difference(one, other):
        fail(
            "Groups with other values have another result.",
            "The result of both groups is the same.",
            BY,
        )


def _facets(sample: Sample) -> None:
    table = made_by(sample, Case(facets="columns"))
    found = set(plain_column(table["col"])) if "col" in table else set()
    if found != {"Lunch", "Dinner"}:
        fail(
            "The result has rows of each panel.",
            f"It has those of {sorted(map(str, found))}.",
            BY,
        )


def _every_row(sample: Sample) -> None:
    """Take rows away, and give them high and low values: all must show, or no value does."""
    rows = take(sample.rows(), slice(0, 8))
    whole = parts(sample, Case(), rows)
    names = [f"col_{name}" for name, on in sample.inputs.items() if on in ("y", "number")]

    def shows(changed: Columns) -> bool:
        return bool(first_difference(whole, parts(sample, Case(), changed)))

    def has_value(row: int) -> bool:
        put = ((name, np.array(rows[name]), value) for name in names for value in (0.01, 99.0))
        return any(shows({**rows, n: np.where(np.arange(8) == row, v, old)}) for n, old, v in put)

    valued = [has_value(row) for row in range(8)]
    seen = valued if any(valued) else [shows(take(rows, np.arange(8) != row)) for row in range(8)]
    if not all(seen):
        what = "have any value" if any(valued) else "be missing"
        fail(
            "Each row plays a part.",
            f"Row {seen.index(False)} of 8 rows may {what}, with the same result.",
            "Use all rows of a group; what shall not count is a matter of the data.",
        )


def _missing(sample: Sample) -> None:
    numbers = [name for name, on in sample.inputs.items() if on in ("y", "number")]
    numbers += ["x"] if not numbers and "x" in sample.inputs else []
    for name in numbers:
        rows = sample.rows()
        gone = np.arange(len(rows["hue"])) % 5 == 2
        lacking = parts(sample, Case(color=True), with_missing(rows, f"col_{name}", gone))
        differs = first_difference(parts(sample, Case(color=True), take(rows, ~gone)), lacking)
        if differs:
            fail(
                "Rows whose value is missing take no part.",
                f"The result is not that of the other rows: {differs}.",
                "Leave out what is missing: y = y[~np.isnan(y)]. It is not zero.",
            )


def _kept(sample: Sample, stat: Stat) -> None:
    if not stat.keeps_rows:
        return
    rows = sample.rows()
    rows["weight"] = np.arange(1.0, len(rows["hue"]) + 1)
    plot = sample.plot(Case(), rows)
    layer = plot._spec.layers[0]
    named = replace(layer, variables={**layer.variables, "weight": "weight"})
    table = compiled(plot._with(layers=(named,))).layers[0].marks[0].table
    if table.n != len(rows["hue"]) or (
        "weight" in table and not np.array_equal(table["weight"], rows["weight"])
    ):
        fail(
            "A stat with keeps_rows returns the rows that it gets, in their order.",
            f"It got {len(rows['hue'])} rows and returned {table.n}, or others in between.",
            "Return data.with_(...), or say keeps_rows = False.",
        )


def _weighted(sample: Sample) -> None:
    rows = sample.rows()
    rows["weight"] = 1.0 + np.arange(len(rows["hue"])) % 3
    plot = sample.plot(Case(), rows)
    layer = plot._spec.layers[0]
    named = replace(layer, variables={**layer.variables, "weight": "weight"})
    compiled(plot._with(layers=(named,)))


def _same_from_frame(sample: Sample, case: Case, frame: Any) -> None:
    expected, found = parts(sample, case), parts(sample, case, None, frame)
    differs = first_difference(expected, found) or _other_types(expected, found)
    if differs:
        fail(
            "The result is the same in memory and in any engine.",
            f"Beside that of a dict of arrays: {differs}.",
            "Say it in the verbs of the relation, with the functions of plotkit.objects (so.floor, "
            "so.where ...), or call data.collect() first. An integer divided there may stay one.",
        )


def _other_types(expected: Any, found: Any) -> str:
    for part, name in chain.from_iterable(((p, n) for n in expected[p]) for p in expected):
        one, other = expected[part][name].dtype, found[part][name].dtype
        if (one.kind in "fiub") != (other.kind in "fiub"):
            return f"{part}, {name}: {one} in one, {other} in the other"
    return ""
