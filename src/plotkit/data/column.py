"""One variable in memory: its kind and its values as numpy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from plotkit.data.blocks import extremes_of, read_only, tally
from plotkit.data.factor import Factor, factorize_array
from plotkit.data.kind import Kind
from plotkit.data.quantiles import Quantiles, quantiles
from plotkit.data.summary import NOTHING_MORE, Summary, SummaryRequest
from plotkit.records import dataclass, field, replace
from plotkit.typing import Array, Bools, Floats

MICROSECONDS_PER_DAY = 86_400e6
CLOCK = "clock"
"""The zone of durations that are times of day: hours since midnight, of no day and of no place."""
WHOLE = 2.0**53
"""From here on not every whole number is a float."""


@dataclass(frozen=True, eq=False)
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
        Time zone of a time, as an IANA name; :data:`CLOCK` for durations that are times of day.
    absent
        Where a whole number is missing, shape (n,); None for nowhere. Floats say so by NaN.
    """

    kind: Kind
    values: Array | Factor
    zone: str | None = None
    absent: Bools | None = field(default=None, kw_only=True)
    _known: dict[str, Any] = field(default_factory=dict, repr=False)
    """What was found out in a pass over the values, which need not be made again."""

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, rows: Any) -> Column:
        absent = None if self.absent is None else self.absent[rows]
        return Column(self.kind, self.values[rows], self.zone, absent=absent)

    def floats(self) -> Floats:
        """Return the values as float64, shape (n,): times and durations in days, missing as NaN."""
        if isinstance(self.values, Factor):
            if (self.values.codes < 0).all():
                return np.full(len(self), np.nan)
            raise TypeError("a category has no float value")
        values = self.values
        if values.dtype == np.float64:
            return read_only(values)  # they are the user's own
        timed = self.kind in (Kind.TIME, Kind.DURATION)
        made: Floats = self._once(
            "floats", lambda: days(values) if timed else _floats(values, self.absent)
        )
        return read_only(made)

    def exact(self) -> Array:
        """Return the values as float64, but whole numbers that floats cannot tell apart."""
        whole = self.kind is Kind.NUMBER and self.absent is None
        if whole and np.asarray(self.values).dtype.kind in "iu":
            low, high = self.extremes()
            if max(-low, high) >= WHOLE:
                return np.asarray(self.values)
        return self.floats()

    def factor(self) -> Factor:
        """Return the values as codes into levels; numbers and times sorted."""
        if isinstance(self.values, Factor):
            return self.values
        made: Factor = self._once("factor", self._coded)
        return made

    def _coded(self) -> Factor:
        factor = factorize_array(np.asarray(self.values), self.absent)
        if self.kind is Kind.BOOLEAN:
            return Factor(factor.codes, tuple(bool(level) for level in factor.levels))
        return factor

    @property
    def finite(self) -> bool:
        """Whether all values are there and finite, which their extremes tell."""
        return bool(np.isfinite(self.extremes()).all())

    @property
    def whole(self) -> bool:
        """Whether these are whole numbers by their type.

        pandas turns them into floats where some are missing: then they are whole by their values.
        """
        if self.kind is not Kind.NUMBER or isinstance(self.values, Factor):
            return False
        if self.values.dtype.kind in "iu":
            return True
        found: bool = self._once("whole", lambda: not self.finite and are_whole(self.floats()))
        return found

    def extremes(self) -> tuple[float, float]:
        """Return the least and the most of all values as floats; NaN where one is missing."""
        ends: tuple[float, float] = self._once("ends", lambda: extremes_of(self.floats()))
        return ends

    def missing(self) -> Bools:
        """Where the value is missing (infinities are not), shape (n,)."""
        if isinstance(self.values, Factor):
            return self.values.missing
        if self.absent is not None:
            return self.absent
        if self.values.dtype.kind in "mM":
            return np.isnat(self.values)
        return np.asarray(self.values != self.values)

    def summary(self, request: SummaryRequest = NOTHING_MORE) -> Summary:
        """Return what a scale is trained from, and all that it requests, but for scores."""
        found = self._levels() if isinstance(self.values, Factor) else self._extent(request)
        if request.counts:
            found = replace(found, counts=self.counts())
        if request.shares and not isinstance(self.values, Factor):
            found = replace(found, quantiles=self.quantiles(request.shares))
        return found

    def _levels(self) -> Summary:
        factor = self._once("used", self._used)
        return Summary(self.kind, levels=factor.levels, declared=factor.declared, zone=self.zone)

    def _extent(self, request: SummaryRequest) -> Summary:
        low, high = finite_extremes(self.floats(), self.extremes())
        asked = request.levels or self.kind is Kind.BOOLEAN
        return Summary(
            self.kind,
            low,
            high,
            least_positive(self.floats(), self.extremes()) if request.positive else None,
            levels=self.factor().levels if asked else None,
            zone=self.zone,
            whole=self.whole,
        )

    def _used(self) -> Factor:
        factor = self.factor()
        return factor if factor.declared else factor.drop_unused()

    def _once(self, name: str, find: Callable[[], Any]) -> Any:
        if name not in self._known:
            self._known[name] = find()
        return self._known[name]

    def counts(self) -> dict[Any, int]:
        """Return how many rows each level has."""
        factor = self.factor()
        present = factor.codes[factor.codes >= 0] if factor.incomplete else factor.codes
        rows = tally(present, len(factor.levels))
        return dict(zip(factor.levels, rows.tolist(), strict=True))

    def quantiles(self, shares: Iterable[float]) -> Quantiles:
        """Return the quantiles at some shares of the rows; times and durations in days."""
        return quantiles(self.floats(), shares)


def are_whole(values: Array) -> bool:
    """Tell whether all finite ones among some numbers are whole, and there is one."""
    for few in (values[:100], values):  # most that are not tell it soon
        finite = few[np.isfinite(few)]
        if (finite != np.rint(finite)).any():
            return False
    return bool(len(finite))


def finite_extremes(
    values: Floats, ends: tuple[float, float] | None = None
) -> tuple[float | None, float | None]:
    """Return the least and the most of the finite values, None if there are none.

    `ends` are those of all values, if they are known.
    """
    low, high = extremes_of(values) if ends is None else ends
    if np.isfinite(low) and np.isfinite(high):
        return low, high
    finite = values[np.isfinite(values)]  # NaN or infinite somewhere: only then pay for a mask
    return extremes_of(finite) if len(finite) else (None, None)


def least_positive(values: Floats, ends: tuple[float, float] | None = None) -> float | None:
    """Return the least finite value above zero, None if there is none."""
    low, high = extremes_of(values) if ends is None else ends
    if low > 0 and np.isfinite(high):
        return low
    with np.errstate(invalid="ignore"):
        positive = values[(values > 0) & (values < np.inf)]
    return float(positive.min()) if len(positive) else None


def _floats(values: Array, absent: Bools | None = None) -> Floats:
    floats = values.astype(np.float64)
    if absent is not None:
        floats[absent] = np.nan
    return floats


def from_days(values: Floats, kind: Kind) -> Array:
    """Convert float days to datetime64 or timedelta64, to the microsecond; NaT for no time."""
    nat = np.iinfo(np.int64).min  # numpy's own number for no time
    there = np.abs(values) < -nat // MICROSECONDS_PER_DAY
    micros = np.rint(np.where(there, values, 0.0) * MICROSECONDS_PER_DAY)
    whole = np.where(there, micros, nat).astype(np.int64)
    return whole.view("M8[us]" if kind is Kind.TIME else "m8[us]")


def days(values: Array) -> Floats:
    """Convert datetime64 (days since 1970-01-01) or timedelta64 to float days, NaT to NaN."""
    unit = values.astype(f"{values.dtype.kind}8[us]", copy=False)
    result = unit.view(np.int64) / MICROSECONDS_PER_DAY
    missing = np.isnat(values)
    if missing.any():
        result[missing] = np.nan
    return result
