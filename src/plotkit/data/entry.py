"""The way into an engine: columns under new names, numbers as floats, what is missing as null."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeAlias

from plotkit.data.kind import Kind
from plotkit.data.native import Frame, column_names, in_days, renamed, without_nan
from plotkit.data.whenused import nw

Columns: TypeAlias = "Mapping[str, tuple[Hashable, Kind, nw.dtypes.DType]]"
"""By new name: the key of a column, what it holds, and its type."""


def entered(
    frame: Frame,
    columns: Columns,
    floats: Iterable[str],
    whole: Collection[str],
    clean: Collection[str],
) -> Frame:
    """Select columns under new names.

    Parameters
    ----------
    frame
        The lazy table as it came in.
    columns
        What is selected.
    floats
        Names of columns that are numbers also if they hold booleans.
    whole
        Names of columns whose whole numbers stay whole.
    clean
        Names of columns without NaN, which is null in the others.
    """
    floats = set(floats)
    kinds = {name: kind for name, (_, kind, _) in columns.items()}
    dtypes = {name: dtype for name, (*_, dtype) in columns.items()}
    # With no variable at all, one column still carries the rows.
    keys = {name: key for name, (key, *_) in columns.items()}
    frame = renamed(frame, keys or {"_rows": column_names(frame)[0]})
    frame = in_days(
        frame,
        [name for name, kind in kinds.items() if kind is Kind.TIME],
        {name: keys[name] for name, kind in kinds.items() if kind is Kind.DURATION},
        [name for name, dtype in dtypes.items() if dtype == nw.Time],
    )
    kept = {n for n, kind in kinds.items() if kind is Kind.CATEGORY}
    kept |= {n for n, kind in kinds.items() if kind is Kind.BOOLEAN and n not in floats}
    exact = {n for n in whole if n in dtypes and dtypes[n].is_integer()}
    texts = (nw.String, nw.Categorical, nw.Enum, nw.Boolean)
    strings = [name for name in kept if dtypes[name] not in texts]
    numbers = [name for name in columns if name not in kept | exact]
    casts = [nw.col(name).cast(nw.String).alias(name) for name in strings]
    casts += [nw.col(name).cast(nw.Float64).alias(name) for name in numbers]
    frame = frame.with_columns(casts) if casts else frame
    return without_nan(frame, [name for name in columns if name not in clean])
