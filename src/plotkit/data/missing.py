"""Missing values as a level of their own, after all others."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from plotkit.data.column import Column
from plotkit.data.convert import to_column
from plotkit.data.factor import Factor
from plotkit.data.kind import Kind
from plotkit.data.lazysource import LazySource
from plotkit.data.queries import run
from plotkit.data.source import Source
from plotkit.data.summary import SummaryRequest
from plotkit.data.whenused import nw
from plotkit.data.wide import LongLazySource


def filled_key(key: Hashable, na: str) -> str:
    """Return the key of a column whose missing values are a level of that name."""
    return f"{key}, or {na}"


def with_filled(own: Source | LazySource, key: Hashable, na: str) -> Source | LazySource:
    """Return data with one more column: another one, its missing values as a level."""
    new = filled_key(key, na)
    if new in own:
        return own
    titles = {**own.titles, new: own.titles.get(key, str(key))}
    if isinstance(own, LazySource):
        return own.derived(("filled", new), lambda: _filled_lazily(own, key, na, titles))

    def read(one: Hashable) -> Any:
        return _filled(own.column(key), na) if one == new else own.column(one)

    return replace(own, names=(*own.names, new), read=read, titles=titles, _columns={})


def _filled_lazily(
    own: LazySource, key: Hashable, na: str, titles: Mapping[Hashable, str | None]
) -> LazySource:
    new, column = filled_key(key, na), nw.col(str(key))
    empty = not len(run(own.frame.filter(column.is_null()).head(1)))
    levels = [str(v) for v in own.summary(key, SummaryRequest(levels=True)).levels or ()]
    own.settle()  # no query of the new source bears out what is presumed of this one
    frame = own.frame.with_columns(column.cast(nw.String).fill_null(na).alias(new))
    known = own.orders if isinstance(own, LongLazySource) else {}
    orders = {**known, new: tuple(levels if empty else [*levels, na])}
    return LongLazySource(frame, own.limit, titles=titles, orders=orders)


def filled_vector(values: Any, name: str, na: str) -> Any:
    """Return a vector whose missing values are a level of that name."""
    return to_column(values, name).factor().values(na)


def _filled(column: Column, na: str) -> Column:
    factor = column.factor()
    if not factor.incomplete:
        return column if column.kind is Kind.CATEGORY else Column(Kind.CATEGORY, factor)
    codes = np.where(factor.missing, len(factor.levels), factor.codes)
    return Column(Kind.CATEGORY, Factor(codes, (*factor.levels, na), declared=True))
