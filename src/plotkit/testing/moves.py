"""The check of moves: what a move does to its rows in a hundred small situations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from functools import partial
from typing import Any

import numpy as np

from plotkit.data.factor import Factor
from plotkit.data.table import Table
from plotkit.errors import PlotTypeError
from plotkit.moves.base import Move
from plotkit.testing.compare import first_difference
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
    sample_of,
    take,
    with_missing,
)
from plotkit.testing.tables import Gaps, Rows, made_by

INPUTS = ("x", "y", "xmin", "xmax", "ymin", "ymax", "weight")
ROW = "weight"
"""The column that tells the rows apart: no move has a reason to change it."""
SAME = "The same rows go to the same place."


def check_move(
    move: Move, *, values: Mapping[str, Any] | None = None, skip: Mapping[str, str] | None = None
) -> Report:
    """Try a move in a hundred small situations; say in plain sentences all that fails.

    Its layer has all standard positions (x, xmin, xmax, y, ymin, ymax), upright and horizontal,
    over numbers, categories, dates and logarithms, with groups and facets, missing values, few
    rows, and from every kind of frame that is installed.

    Parameters
    ----------
    move
        What is checked.
    values
        Data of one's own, by upright name: a constant, a column of any length, which is repeated,
        or a function of the columns of the check.
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
    >>> from plotkit.testing import check_move
    >>> @dataclass(frozen=True)
    ... class Nudge(so.Move):
    ...     amount: float = 0.1
    ...
    ...     def __call__(self, t, by):
    ...         step = self.amount * t["width"]
    ...         return t.with_(**{name: t[name] + step for name in t.positions("x")})
    >>> report = check_move(Nudge())
    """
    if not isinstance(move, Move):
        raise PlotTypeError(f"check_move() takes a move, such as so.Dodge(), not {move!r:.60}.")
    sample = sample_of(Rows(), (move,), values, INPUTS)
    return run(move, list(_situations(sample, move)), skip)


def _situations(sample: Sample, move: Move) -> Iterator[Situation]:
    yield Situation("a frozen dataclass", partial(frozen, move))
    use = partial(made_by, sample, Case(color=True))
    yield Situation("the move unchanged", partial(unchanged, use, move))
    cases = list(_cases())
    for case in cases:
        refuses = case.kind != "numbers" or case.log
        yield Situation(case.name, partial(_sound, sample, case), may_refuse=refuses)
    for name, few in few_rows(sample.rows()).items():
        rows = {**few, f"col_{ROW}": np.arange(float(len(few["hue"])))}
        for case in (Case(), Case("numbers", True, True, "" if name == "no rows" else "columns")):
            look = partial(_few, sample, case, rows)
            yield Situation(f"{name}, {case.name}", look, tells=True)
    yield Situation("the data unchanged", partial(_data_unchanged, sample))
    yield Situation("made twice", partial(_twice, sample))
    yield Situation("made in another order", partial(_in_another_order, sample, cases))
    yield Situation("turned twice", partial(_turned_twice, move))
    for kind in KINDS:
        look = partial(_turned, sample, move, kind)
        yield Situation(f"turned, {kind}", look, may_refuse=kind != "numbers")
    yield Situation("all positions", partial(_all_positions, sample))
    yield Situation("missing values", partial(_missing, sample))
    if not any(item.name == "seed" for item in fields(move)):
        yield Situation("rows in another order", partial(_shuffled, sample))
        yield Situation("facets", partial(_facets, sample))
    for name, frame in frames().items():
        for horizontal in (False, True):
            case = Case("numbers", horizontal, color=True, facets="columns")
            side = "horizontal" if horizontal else "vertical"
            look = partial(_same_from_frame, sample, case, frame)
            yield Situation(f"{name}, {side}", look)


def _cases() -> Iterator[Case]:
    for horizontal in (False, True):
        for kind in KINDS:
            for facets in ("", "columns", "grid"):
                for color in (False, True):
                    yield Case(kind, horizontal, color, facets)
        yield Case("numbers", horizontal, log=True)
        yield Case("categories", horizontal, True, "wrapped", log=True)


def _plain(table: Table) -> dict[str, Any]:
    """Return the columns of a table, but not where positions were before."""
    columns = {name: table[name] for name in table if not name.startswith("before:")}
    return {
        f"column {name!r}": column.values() if isinstance(column, Factor) else np.asarray(column)
        for name, column in columns.items()
    }


def _by_row(table: Table) -> dict[str, Any]:
    """Return the columns of a table, its rows in the order of their numbers."""
    order = np.argsort(table[ROW], kind="stable")
    return {name: column[order] for name, column in _plain(table).items()}


# ------------------------------------------------------------------------------------- situations


def _sound(sample: Sample, case: Case) -> None:
    rows = sample.rows(case.kind)
    table = made_by(sample, case, rows)
    _rows_kept(table, rows)
    expected = {"x", "y", "width", "baseline", *(["color"] if case.color else [])}
    lost = [name for name in (*INPUTS, *sorted(expected)) if name not in table]
    if lost:
        fail(
            "The table keeps its columns.",
            f"{', '.join(map(repr, dict.fromkeys(lost)))} are lost.",
            "Return t.with_(...), which replaces the columns that are named and keeps the others.",
        )
    for name in (*table.positions("x"), *table.positions("y"), "width"):
        column = table[name]
        if name.startswith("before:") or np.isfinite(np.asarray(column, float)).all():
            continue
        fail(
            "What had a place has one after the move.",
            f"Some of {name!r} are NaN or infinite.",
            "Divide by nothing that may be zero, and take no logarithm: positions are in axis "
            "units.",
        )


def _rows_kept(table: Table, rows: Columns) -> None:
    given = np.asarray(rows[f"col_{ROW}"], float)
    found = np.asarray(table[ROW], float) if ROW in table else given
    if len(found) < len(given):
        fail(
            "A move keeps all rows.",
            f"Of {len(given)} rows {len(given) - len(found)} are lost.",
            "Return t.with_(...). Rows are left out by a stat.",
        )
    if not np.array_equal(found[: len(given)], given):
        fail(
            "A move keeps the order of rows.",
            "The rows are in another order, or their other columns were changed.",
            "Return t.with_(...) with columns in the order of t; undo what was sorted.",
        )


def _few(sample: Sample, case: Case, rows: Columns) -> None:
    _rows_kept(made_by(sample, case, rows), rows)


def _data_unchanged(sample: Sample) -> None:
    rows = sample.rows()
    before = copied(rows)
    table = made_by(sample, Case(), rows)
    differs = first_difference(before, {name: np.asarray(column) for name, column in rows.items()})
    for name in sample.inputs if not differs else ():
        kept = f"before:{name}"
        if kept in table:
            differs = differs or first_difference(before[f"col_{name}"], np.asarray(table[kept]))
    if differs:
        fail(
            "The data stay as they are.",
            f"A column was changed: {differs}.",
            "Write into no column of t: `x = t['x'] + 1`, not `t['x'] += 1`.",
        )


def _twice(sample: Sample) -> None:
    case = Case(color=True)
    differs = first_difference(_plain(made_by(sample, case)), _plain(made_by(sample, case)))
    if differs:
        fail(SAME, f"The second time they go elsewhere: {differs}.", REMEMBERS)


def _in_another_order(sample: Sample, cases: list[Case]) -> None:
    usual = [case for case in cases if case.kind == "numbers" and not case.log]
    first = [_plain(made_by(sample, case)) for case in usual]
    for case, before in list(zip(usual, first, strict=True))[::-1]:
        differs = first_difference(before, _plain(made_by(sample, case)))
        if differs:
            fail(SAME, f"After other moves, {case.name!r} differs: {differs}.", REMEMBERS)


def _turned_twice(move: Move) -> None:
    names = {item.name for item in fields(move)}
    pair = getattr(move, "x", None), getattr(move, "y", None)
    turned = move.turned()
    if {"x", "y"} <= names:
        other = replace(move, **{"x": 1.0, "y": 2.0}) if pair[0] == pair[1] else move
        laid: Any = other.turned()
        exchanged = (laid.x, laid.y) == (other.y, other.x)  # type: ignore[attr-defined]  # it has both
        if not exchanged:
            fail(
                "In a horizontal layer, x and y of the move are still the axes of the figure.",
                "turned() does not exchange them.",
                "Write: def turned(self): return replace(self, x=self.y, y=self.x)",
            )
    if turned.turned() != move:
        fail(
            "A move that is turned twice is the move itself.",
            f"It is {turned.turned()!r}.",
            "Let turned() exchange what speaks of x and y, and nothing else.",
        )


def _turned(sample: Sample, move: Move, kind: Any) -> None:
    lying = made_by(sample, Case(kind, True, True))
    upright = made_by(replace(sample, transforms=(move.turned(),)), Case(kind, False, True))
    differs = first_difference(_plain(upright), _plain(lying))
    if differs:
        fail(
            "A horizontal layer is moved as the upright one.",
            f"It differs: {differs}.",
            "Write the move upright: x is the position, y the value, whatever the layer.",
        )


def _all_positions(sample: Sample) -> None:
    rows = sample.rows()
    table = made_by(sample, Case(color=True), rows)
    for axis in ("x", "y"):
        moves = {
            name: not np.allclose(np.asarray(table[name], float), rows[f"col_{name}"])
            for name in (axis, f"{axis}min", f"{axis}max")
        }
        still = [name for name, moved in moves.items() if not moved]
        if moves[axis] and still:
            fail(
                "All positions on an axis move together.",
                f"{axis!r} moves, but {' and '.join(map(repr, still))} stay.",
                f"Move each of t.positions({axis!r}), which may also be some of a mark's own.",
            )


def _missing(sample: Sample) -> None:
    rows = sample.rows()
    gone = np.arange(len(rows["hue"])) % 5 == 2
    gaps = replace(sample, mark=Gaps())
    table = made_by(gaps, Case(color=True), with_missing(rows, "col_y", gone))
    if table.n < len(gone):
        return
    found = np.isnan(np.asarray(table["y"], float))[: len(gone)]
    if not found[gone].all():
        fail(
            "What is missing stays missing.",
            f"Of {int(gone.sum())} missing values {int((gone & ~found).sum())} got a place.",
            "Leave NaN as NaN: it is not zero.",
        )
    if found[~gone].any():
        fail(
            "A missing value takes no other with it.",
            f"{int((found & ~gone).sum())} values that were there are missing after the move.",
            "Leave NaN out of sums and of what others are divided by.",
        )


def _shuffled(sample: Sample) -> None:
    rows = take(sample.rows(), slice(0, 16))  # one row of each group at each position
    order = np.random.default_rng(0).permutation(16)
    case = Case(color=True, facets="columns")
    one, other = (_by_row(made_by(sample, case, each)) for each in (rows, take(rows, order)))
    differs = first_difference(one, other)
    if differs:
        fail(
            "The order of rows plays no part.",
            f"With the rows in another order they go elsewhere: {differs}.",
            "Let places follow from positions and groups: t.group(*by).groups.codes.",
        )


def _facets(sample: Sample) -> None:
    rows = sample.rows()
    faceted = made_by(sample, Case(color=True, facets="columns"), rows)
    first = _by_row(faceted.filter(faceted["col"].values() == "Lunch"))
    first.pop("column 'col'")
    alone = _by_row(made_by(sample, Case(color=True), take(rows, rows["panel"] == "Lunch")))
    differs = first_difference(alone, first)
    if differs:
        fail(
            "The rows of a panel are moved as they are alone.",
            f"Beside the rows of another panel they go elsewhere: {differs}.",
            "Group by the names in `by`, among which are the facets.",
        )


def _same_from_frame(sample: Sample, case: Case, frame: Any) -> None:
    differs = first_difference(
        _plain(made_by(sample, case)), _plain(made_by(sample, case, None, frame))
    )
    if differs:
        fail(
            "The same data are moved in the same way, whatever frame they come in.",
            f"Beside those of a dict of arrays: {differs}.",
            "Depend on the values alone: not on their dtype, nor on the order of rows.",
        )
