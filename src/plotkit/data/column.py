"""One variable in memory: its kind and its values as numpy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from plotkit.data.factor import Factor, factorize_array
from plotkit.data.kind import Kind
from plotkit.data.quantiles import Quantiles, quantiles
from plotkit.data.summary import Summary, Wants
from plotkit.typing import Array, Bools, Floats

MICROSECONDS_PER_DAY = 86_400e6


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A variable as it came in, taken without a copy where memory allows.

    Attributes
    ----------
    kind
        What it is.
    values
        Shape (n,). Numbers: integer or float. Booleans: bool, or float with NaN where missing.
        Times: datetime64 in UTC (wall time if naive). Durations: timedelta64. Categories: a Factor.
    zone
        Time zone of a time, as an IANA name.
    """

    kind: Kind
    values: Array | Factor
    zone: str | None = None

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, rows: Any) -> Column:
        return Column(self.kind, self.values[rows], self.zone)

    def floats(self) -> Floats:
        """Return the values as float64, shape (n,): times and durations in days, missing as NaN."""
        if isinstance(self.values, Factor):
            raise TypeError("a category has no float value")
        if self.kind in (Kind.TIME, Kind.DURATION):
            return days(self.values)
        return self.values.astype(np.float64, copy=False)

    def factor(self) -> Factor:
        """Return the values as codes into levels; numbers and times sorted."""
        if isinstance(self.values, Factor):
            return self.values
        factor = factorize_array(self.values)
        if self.kind is Kind.BOOLEAN:
            return Factor(factor.codes, tuple(bool(level) for level in factor.levels))
        return factor

    def missing(self) -> Bools:
        """Where the value is missing (infinities are not), shape (n,)."""
        if isinstance(self.values, Factor):
            return self.values.missing
        if self.values.dtype.kind in "mM":
            return np.isnat(self.values)
        return np.asarray(self.values != self.values)

    def summary(self, levels: bool = False) -> Summary:
        """Return the facts a scale is trained from; `levels` asks for those of numbers too."""
        if isinstance(self.values, Factor):
            factor = self.values if self.values.declared else self.values.drop_unused()
            return Summary(self.kind, levels=factor.levels, declared=factor.declared)
        low, high, least = extremes(self.floats())
        distinct = self.factor().levels if levels or self.kind is Kind.BOOLEAN else None
        return Summary(self.kind, low, high, least, distinct, zone=self.zone)

    def facts(self, wants: Wants) -> Summary:
        """Return the facts with all that a scale wants, but for scores."""
        found = self.summary(wants.levels)
        if wants.counts:
            found = replace(found, counts=self.counts())
        if wants.shares:
            found = replace(found, quantiles=self.quantiles(wants.shares))
        return found

    def counts(self) -> dict[Any, int]:
        """Return how many rows each level has."""
        factor = self.factor()
        present = factor.codes[factor.codes >= 0]
        rows = np.bincount(present, minlength=len(factor.levels))
        return dict(zip(factor.levels, rows.tolist(), strict=True))

    def quantiles(self, shares: Iterable[float]) -> Quantiles:
        """Return the quantiles at some shares of the rows; times and durations in days."""
        return quantiles(self.floats(), shares)


def extremes(values: Floats) -> tuple[float | None, float | None, float | None]:
    """Return the least, the most and the least positive of the finite values, None if none."""
    if not len(values):
        return None, None, None
    with np.errstate(invalid="ignore"):
        low, high = float(values.min()), float(values.max())
    if not np.isfinite(high - low):  # NaN or infinite somewhere: only then pay for a mask
        values = values[np.isfinite(values)]
        if not len(values):
            return None, None, None
        low, high = float(values.min()), float(values.max())
    if low > 0:
        return low, high, low
    positive = values[values > 0] if high > 0 else values[:0]
    return low, high, float(positive.min()) if len(positive) else None


def days(values: Array) -> Floats:
    """Convert datetime64 (days since 1970-01-01) or timedelta64 to float days, NaT to NaN."""
    unit = values.astype(f"{values.dtype.kind}8[us]")
    result = unit.astype(np.int64) / MICROSECONDS_PER_DAY
    missing = np.isnat(values)
    if missing.any():
        result[missing] = np.nan
    return result
