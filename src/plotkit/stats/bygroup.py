"""What stats of groups share: summaries of each group, given back to its rows; usable rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, reduce
from operator import and_
from typing import Any

import numpy as np

from plotkit.data import expr
from plotkit.data.blocks import blocks
from plotkit.data.enginelevels import as_held
from plotkit.data.expr import LARGEST
from plotkit.data.factor import Factor, factorize_array
from plotkit.data.groups import Groups, reduce_groups
from plotkit.data.known import UNKNOWN
from plotkit.data.lazy import LazyTable
from plotkit.data.reductions import Reduction
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, name_list, quoted, warn
from plotkit.records import dataclass, replace
from plotkit.typing import Array, Codes, Floats

MOST_GROUPS = 500
"""So many groups may differ in an engine's expression; of more the rows are fetched."""


def in_data_units(data: Relation) -> Relation:
    """Return rows with their values in data units: in an engine where the axis has words for it."""
    units = data.unit("y")
    rows: Relation = data if units.engine else data.collect()
    values: Any = rows["y"]
    return rows.derive(y=units.inverse(values))


@dataclass(frozen=True, eq=False)
class ByGroup:
    """A relation, its groups, and summaries of each group.

    Attributes
    ----------
    data
        The rows.
    names
        What they are grouped by.
    summaries
        One row a group, ordered by the keys: the keys and the first reductions.
    groups
        The group of each row, in memory; None in an engine.
    ahead
        What an engine was asked for with the summaries, for whoever asked.
    """

    data: Relation
    names: tuple[str, ...]
    summaries: Table
    groups: Groups | None
    ahead: Any = None

    @classmethod
    def of(cls, data: Relation, names: Sequence[str], **reductions: Reduction) -> ByGroup:
        """Group rows by some columns and reduce each group, by one query in an engine.

        Rows in memory are coded once, whatever is derived and reduced later. Rows of an engine
        that fall into more than `MOST_GROUPS` groups are fetched.
        """
        if not isinstance(data, Table):
            summaries = data.group(*names).agg(**reductions).collect()
            if summaries.n <= MOST_GROUPS:
                return cls(data, tuple(names), summaries, None)
            data = data.collect()
        grouped = data.group(*names)
        return cls(data, tuple(names), grouped.agg(**reductions), grouped.groups)

    def derive(self, **columns: Any) -> ByGroup:
        """Return the same groups with columns added to the rows."""
        return replace(self, data=self.data.derive(**columns))

    def derive_whole(self, **columns: Any) -> ByGroup:
        """Return the same groups with columns that are made of finite numbers, and never NaN."""
        return replace(self, data=self.data.derive_whole(**columns))

    def agg(self, **reductions: Reduction) -> Mapping[str, Floats]:
        """Reduce columns of numbers in each group, in the order of `summaries`."""
        if self.groups is None:
            table = self.data.group(*self.names).agg(**reductions).collect()
            return {name: table[name] for name in reductions}
        made: dict[str, Floats] = {}
        for name, how in reductions.items():
            values: Any = None if how.column is None else self.data[how.column]
            made[name] = reduce_groups(how.how, values, self.groups)
        return made

    def parts(self) -> Iterator[ByGroup]:
        """Yield the rows in blocks, for sums of what is derived; those of an engine as one."""
        if self.groups is None or not isinstance(self.data, Table):
            yield self
            return
        for part in blocks(max(self.data.n, 1), self.groups.count):
            yield replace(self, data=self.data.take(part), groups=self.groups.take(part))

    def spread(self, values: Array) -> Any:
        """Return the value of its group for each row: array, engine's expression or one number.

        Parameters
        ----------
        values
            Shape (groups,), in the order of `summaries`.
        """
        if self.groups is not None:
            return values[0] if len(values) == 1 else values[self.groups.codes]
        if not len(values):
            return 0.0
        return self._choose(values.astype(np.float64), np.arange(len(values)), 0)

    @cached_property
    def _keys(self) -> dict[str, Factor]:
        assert isinstance(self.data, LazyTable), "rows in memory have groups"
        return {name: engine_key(self.summaries[name], self.data, name) for name in self.names}

    def _choose(self, values: Array, rows: Codes, depth: int) -> Any:
        """Choose among groups by halving the levels of each key, so as not to go deep."""
        here = values[rows]
        if len(rows) == 1 or (here == here[0]).all():
            return float(here[0])
        name = self.names[depth]
        key, column = self._keys[name], self.data[name]
        codes = key.codes[rows]
        present, where = np.unique(codes, return_inverse=True)
        if len(present) == 1:
            return self._choose(values, rows, depth + 1)
        if present[0] < 0:
            chosen, condition = codes < 0, column.is_null()
        else:  # levels of equal values together: there the halving ends
            least = np.full(len(present), np.inf)
            np.minimum.at(least, where, here)
            half = present[np.argsort(least, kind="stable")[: len(present) // 2]]
            chosen = np.isin(codes, half)
            condition = column.is_in([key.levels[code] for code in half])
        return expr.where(
            condition,
            self._choose(values, rows[chosen], depth),
            self._choose(values, rows[~chosen], depth),
        )

    def rows_where(self, wanted: Array) -> Relation:
        """Return the rows of some groups; `wanted` is a mask of shape (groups,)."""
        if self.groups is not None:
            keep: Any = wanted[self.groups.codes]
            return self.data.filter(keep)
        flagged = self.data.derive(_wanted=self.spread(wanted))
        return flagged.filter(flagged["_wanted"] > 0)


def centres(low: Floats, high: Floats) -> Floats:
    """Return for each group a number to subtract from its values, so that squares keep digits.

    One for all, which costs an engine nothing, unless a group is far off for its extent.
    """
    middle, extent = low / 2 + high / 2, high - low
    if not len(middle):
        return middle
    overall = low.min() / 2 + high.max() / 2
    near = np.abs(middle - overall) <= 100 * extent
    return np.full(len(middle), overall) if near[extent > 0].all() else middle


def engine_key(key: Array | Factor, data: LazyTable, name: str) -> Factor:
    """Return a key by the values that the engine has, where memory has indices or other levels."""
    levels = data.engine_levels(name)
    if levels is None:
        coded = key if isinstance(key, Factor) else factorize_array(key)
        return Factor(coded.codes, as_held(coded.levels, data.frame.collect_schema()[name]))
    return Factor(key.codes if isinstance(key, Factor) else key.astype(np.intp), levels)


def has_key(column: Any, key: Factor, row: int) -> Any:
    """Return the condition that an engine's column is what a key is in one row, or both missing."""
    code = key.codes[row]
    return column.is_null() if code < 0 else column == key.levels[code]


_AT_POSITIONS = (
    ' x and y are positions: for shares of what is at each, add so.Stack(offset="expand"), or '
    'so.Norm("sum", by=["x"]) after counts.'
)


def split_by(common: bool | Sequence[str], by: Sequence[str], what: str) -> list[str]:
    """Return the variables whose combinations are treated apart.

    Parameters
    ----------
    common
        True for none of them, False for all, or their names.
    by
        The grouping variables.
    what
        Name of the parameter, for the error.

    Raises
    ------
    PlotSpecError
        If a name is not among the grouping variables.
    """
    if isinstance(common, bool):
        return [] if common else list(by)
    names = name_list(common, what, "True, False or a list of variables")
    unknown = [name for name in names if name not in by]
    if unknown:
        raise PlotSpecError(
            f"{what} names {quoted(unknown)}, by which the layer is not grouped. "
            f"There are: {quoted(by)}."
            f"{_AT_POSITIONS if {'x', 'y'} & {*unknown} else ''}"
        )
    return names


def sorted_rows(values: Floats, groups: Groups) -> Codes:
    """Return the rows sorted by group, then by value, shape (n,)."""
    order = np.argsort(values)
    return order[groups.take(order).order]


_OF_LEVELS = ("count", "nunique", "min", "max", "first", "last", "median", "quantile")
"""Reductions that mean something of levels in their order."""


def check_amounts(stat: object, func: Any, units: Units) -> None:
    """Say so if a stat computes with the places of texts as if they were amounts."""
    texts = [level for level in units.levels or () if isinstance(level, str)]
    if not texts or callable(func) or func in _OF_LEVELS:
        return
    digits = all(map(_is_number, texts))
    advice = (
        "They are texts of numbers: convert the column, as pandas.to_numeric does."
        if digits
        else "Convert the column to numbers, or count them with so.Count()."
    )
    warn(
        f"{type(stat).__name__} computes with the places of texts ("
        f"{quoted(texts, most=5)}), which are no amounts. {advice}"
    )


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def between(data: LazyTable, name: str, low: float, high: float) -> LazyTable:
    """Return an engine's rows that lie within ends: all, where it is known that they do."""
    known = data.known.ends.get(name) if name in data.known.whole else None
    if known is not None and low <= known[0] and known[1] <= high:
        return data
    return data.filter(expr.between(data[name], low, high))


def usable(data: Relation, *names: str) -> Relation:
    """Return the rows where some columns are finite and the weight, if there is one, positive.

    On a discrete axis an engine's position must be one of the levels.
    """
    conditions = []
    known = UNKNOWN if isinstance(data, Table) else data.known
    for name in names:
        finite = isinstance(data, Table) and np.isfinite(data.extremes(name)).all()
        if finite or name in known.whole:
            continue
        column: Any = data[name]
        levels = None if isinstance(data, Table) else data.engine_levels(name)
        there = expr.between(column, -LARGEST, LARGEST) if levels is None else column.is_in(levels)
        conditions.append(there)
    if "weight" in data and not (known.tells("weight") and known.ends["weight"][0] > 0):
        conditions.append(expr.between(data["weight"], 5e-324, LARGEST))
    return data.filter(reduce(and_, conditions)) if conditions else data
