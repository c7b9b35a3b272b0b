"""Missing values as a level of their own, after all others."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np

from plotkit.data.column import Column
from plotkit.data.convert import to_column
from plotkit.data.enginelevels import engine_levels
from plotkit.data.factor import Factor
from plotkit.data.kind import Kind
from plotkit.data.lazysource import LazySource
from plotkit.data.native import in_days, without_nan
from plotkit.data.queries import run
from plotkit.data.source import Source
from plotkit.data.summary import SummaryRequest
from plotkit.data.whenused import nw
from plotkit.data.wide import LongLazySource

Write: TypeAlias = Callable[[Any, "str | None"], str]
"""From a level and the zone of its clocks to a text."""


def filled_key(key: Hashable, na: str) -> str:
    """Return the key of a column whose missing values are a level of that name."""
    return f"{key}, or {na}"


def with_filled(
    own: Source | LazySource, key: Hashable, na: str, write: Write
) -> Source | LazySource:
    """Return data with one more column: another one, its missing values as a level.

    In an engine all levels of a column are of one type: there they are texts, as `write` has them.
    """
    new = filled_key(key, na)
    if new in own:
        return own
    titles = {**own.titles, new: own.titles.get(key, str(key))}
    if isinstance(own, LazySource):
        return own.derived(("filled", new), lambda: _filled_lazily(own, key, na, titles, write))

    def read(one: Hashable) -> Any:
        return _filled(own.column(key), na) if one == new else own.column(one)

    return replace(own, names=(*own.names, new), read=read, titles=titles, _columns={})


def _filled_lazily(
    own: LazySource,
    key: Hashable,
    na: str,
    titles: Mapping[Hashable, str | None],
    write: Write,
) -> LazySource:
    new, kind, dtype = filled_key(key, na), own.kind(key), own.frame.collect_schema()[str(key)]
    summary = own.summary(key, SummaryRequest(levels=True))
    own.settle()  # no query of the new source bears out what is presumed of this one
    levels = summary.levels or ()
    frame = own.frame.with_columns(nw.col(str(key)).alias(new))
    if kind is Kind.CATEGORY or dtype.is_integer():  # all engines write these alike
        texts = [str(level) for level in levels]
        named = nw.col(new).cast(nw.String)
    else:
        frame = in_days(
            frame,
            [new] if kind is Kind.TIME else [],
            {new: key} if kind is Kind.DURATION else {},
            [new] if dtype == nw.Time else [],
        )
        frame = without_nan(frame.with_columns(nw.col(new).cast(nw.Float64)), [new])
        places = [float(place) for place in engine_levels(levels)]
        if dtype == nw.Float32:  # 0.1, where a longer float has many digits
            levels = tuple(float(str(np.float32(place))) for place in places)
        texts = [write(level, summary.zone) for level in levels]
        named = _nearest(nw.col(new), *zip(*sorted(zip(places, texts, strict=True)), strict=True))
    empty = not len(run(frame.filter(nw.col(new).is_null()).head(1)))
    filled = nw.when(nw.col(new).is_null()).then(nw.lit(na)).otherwise(named)
    known = own.orders if isinstance(own, LongLazySource) else {}
    orders = {**known, new: tuple(dict.fromkeys(texts if empty else [*texts, na]))}
    return LongLazySource(
        frame.with_columns(filled.alias(new)), own.limit, titles=titles, orders=orders
    )


def _nearest(column: nw.Expr, places: Sequence[float] = (), texts: Sequence[str] = ()) -> nw.Expr:
    """Return the text of the level that is nearest: engines differ in the last bits of times."""
    if len(places) < 2:
        return nw.lit(texts[0] if texts else "")
    half = len(places) // 2
    low, high = (
        _nearest(column, places[:half], texts[:half]),
        _nearest(column, places[half:], texts[half:]),
    )
    edge = places[half - 1] / 2 + places[half] / 2
    return nw.when(column < edge).then(low).otherwise(high)


def filled_vector(values: Any, name: str, na: str) -> Any:
    """Return a vector whose missing values are a level of that name."""
    return to_column(values, name).factor().values(na)


def _filled(column: Column, na: str) -> Column:
    factor = column.factor()
    if not factor.incomplete:
        return column if column.kind is Kind.CATEGORY else Column(Kind.CATEGORY, factor)
    codes = np.where(factor.missing, len(factor.levels), factor.codes)
    return Column(Kind.CATEGORY, Factor(codes, (*factor.levels, na), declared=True))
