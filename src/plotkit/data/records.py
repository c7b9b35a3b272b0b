"""Data that are no frame, yet tell the names of their columns: rows as dicts, Arrow datasets."""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from plotkit.data.rowlimit import too_many


def is_records(value: object) -> bool:
    """Tell whether a value is a list of rows, each a mapping of names to values.

    Examples
    --------
    >>> is_records([{"x": 1}, {"x": 2}]), is_records([1, 2]), is_records([])
    (True, False, False)
    """
    listed = isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
    return listed and all(isinstance(row, Mapping) for row in value)  # type: ignore[attr-defined]


def columns_of(records: Sequence[Mapping[Hashable, Any]]) -> dict[Hashable, list[Any]]:
    """Return the columns of rows, in the order in which names appear; None where a row has none.

    Examples
    --------
    >>> columns_of([{"x": 1}, {"x": 2, "y": 3}])
    {'x': [1, 2], 'y': [None, 3]}
    """
    names = dict.fromkeys(name for row in records for name in row)
    return {name: [row.get(name) for row in records] for name in names}


def is_structured(value: object) -> bool:
    """Tell whether a value is an array of rows with named fields."""
    return isinstance(value, np.ndarray) and value.dtype.names is not None and value.ndim == 1


def is_dataset(value: object) -> bool:
    """Tell whether a value is a dataset of Arrow, such as a folder of Parquet files."""
    arrow = sys.modules.get("pyarrow.dataset")
    return arrow is not None and isinstance(value, arrow.Dataset)


_COUNTS: WeakKeyDictionary[Any, int] = WeakKeyDictionary()
"""How many rows datasets have: some must be read to tell."""


def dataset_rows(dataset: Any) -> int:
    """Return how many rows a dataset has."""
    if dataset not in _COUNTS:
        _COUNTS[dataset] = int(dataset.count_rows())
    return _COUNTS[dataset]


def dataset_reader(dataset: Any, limit: int) -> Callable[[Hashable], Any]:
    """Return what reads one column of a dataset, if it has no more rows than the limit."""

    def read(key: Hashable) -> Any:
        if dataset_rows(dataset) > limit:
            too_many([key], limit)
        return dataset.to_table(columns=[key])[key]

    return read


def is_scanner(value: object) -> bool:
    """Tell whether a value is a scan of a dataset of Arrow: some columns, rows by a condition."""
    arrow = sys.modules.get("pyarrow.dataset")
    return arrow is not None and isinstance(value, arrow.Scanner)


def is_batch(value: object) -> bool:
    """Tell whether a value offers a batch of named columns by Arrow's protocol of arrays."""
    kind = type(value)  # a frame that is asked for what it has not would look at its columns
    if not hasattr(kind, "__arrow_c_array__") or hasattr(kind, "__arrow_c_stream__"):
        return False
    import pyarrow as pa

    return not isinstance(value, pa.Array) and bool(pa.types.is_struct(pa.array(value).type))


def as_table(value: Any) -> Any:
    """Return the Arrow table of a scan or a batch, which is read now; None for all else.

    Examples
    --------
    >>> import pyarrow as pa
    >>> import pyarrow.dataset as ds
    >>> as_table(ds.dataset(pa.table({"x": [1, 2]})).scanner()).num_rows
    2
    """
    if is_scanner(value):
        return value.to_table()
    if is_batch(value):
        import pyarrow as pa

        return pa.Table.from_batches([pa.record_batch(value)])
    return None


def is_grouped(value: object) -> bool:
    """Tell whether a value is a frame that was grouped, which is no data."""
    return type(value).__name__.endswith("GroupBy")


def hint(value: object) -> str:
    """Say what to do with something that is often taken for data and is none; "" for others."""
    if isinstance(value, str):
        return f" Read a file first: pd.read_csv({value!r})."
    if is_grouped(value):
        return (
            " Give the frame itself: color=, group= and the like split a layer into groups, "
            "facet() makes panels."
        )
    if isinstance(value, np.ndarray) and value.ndim > 1:
        return (
            f" Columns of an array of shape {value.shape} have no names: give a dict, "
            "{'a': array[:, 0], 'b': array[:, 1]}, or pd.DataFrame(array, columns=['a', 'b'])."
        )
    return ""
