"""Types that several packages share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Codes: TypeAlias = NDArray[np.signedinteger[Any]]
"""Places in something: of levels, as narrow as their number allows, or of rows."""
Bools: TypeAlias = NDArray[np.bool_]
Array: TypeAlias = NDArray[Any]
"""Any numpy array; the dtype is known only from the data."""

RGBA: TypeAlias = tuple[float, float, float, float]
"""Red, green, blue, alpha in 0-1; a NaN alpha means that the colour does not say."""

Orient: TypeAlias = Literal["x", "y"]
Axis: TypeAlias = Literal["x", "y"]
Space: TypeAlias = Literal["scale", "data"]
"""Where a stat reckons on a transformed axis: in axis units, or in those of the data."""

OwnReduction: TypeAlias = Literal[
    "count", "size", "sum", "min", "max", "mean", "var", "std", "sem", "median", "prod", "first",
    "last", "nunique",
]  # fmt: skip
PandasReduction: TypeAlias = Literal["skew", "kurt", "quantile"]
ReductionName: TypeAlias = OwnReduction | PandasReduction
"""Names that a user may give for a reduction, as pandas has them."""


class Series(Protocol):
    """A vector that turns into one of numpy, as a series of pandas, Polars or Arrow."""

    def __array__(self, *args: Any, **kwargs: Any) -> Any: ...

    def __iter__(self) -> Any: ...


Listed: TypeAlias = list[Any] | tuple[Any, ...] | range | Series
"""Several values in order. A ``Sequence`` would let texts through, which are one value."""

VariableSpec: TypeAlias = Any
"""A column name, any hashable key of the data, a vector, a scalar, or None."""

Range: TypeAlias = Sequence[Any] | Series | Mapping[Any, Any] | str | Callable[..., Any] | None
"""What a scale accepts as `values`: the output range of its property."""
