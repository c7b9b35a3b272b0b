"""The way out: columns of numpy as a frame of the library that the data came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from plotkit.data.factor import Coded, Factor, as_objects
from plotkit.typing import Array


def to_frame(columns: Mapping[str, Array | Factor | Coded], library: str) -> Any:
    """Return columns as a frame of "pandas", "polars" or "pyarrow", or as a "dict" of arrays."""
    if library == "pandas":
        import pandas as pd

        return pd.DataFrame({name: _for_pandas(values) for name, values in columns.items()})
    arrays = {name: _plain(values) for name, values in columns.items()}
    if library == "polars":
        import polars as pl

        return pl.DataFrame({name: _for_polars(array) for name, array in arrays.items()})
    if library == "pyarrow":
        import pyarrow as pa

        return pa.table({name: _for_arrow(array) for name, array in arrays.items()})
    return arrays


def _plain(values: Array | Factor | Coded) -> Array:
    if isinstance(values, Factor) and values.levels:
        for kind in (np.datetime64, np.timedelta64):
            if all(isinstance(level, kind) for level in values.levels):
                return np.array([*values.levels, kind("NaT", "us")])[values.codes]
    array = np.asarray(values)
    return array if array.ndim == 1 else as_objects(tuple(row) for row in array.tolist())


def _for_pandas(values: Array | Factor | Coded) -> Any:
    if isinstance(values, Factor):
        import pandas as pd

        return pd.Categorical.from_codes(
            values.codes, pd.Index(values.levels), ordered=values.declared
        )
    return _plain(values)


def _for_polars(array: Array) -> Any:
    import polars as pl

    if array.dtype != object:
        return pl.Series(array)
    try:
        return pl.Series(array.tolist(), strict=False)
    except pl.exceptions.PolarsError:  # categories of more than one type
        return pl.Series(_texts(array))


def _for_arrow(array: Array) -> Any:
    import pyarrow as pa

    if array.dtype != object:
        return pa.array(array)
    try:
        return pa.array(array.tolist())
    except (pa.ArrowInvalid, pa.ArrowTypeError):  # categories of more than one type
        return pa.array(_texts(array))


def _texts(array: Array) -> list[str | None]:
    return [None if value is None else str(value) for value in array.tolist()]
