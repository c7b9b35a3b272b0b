"""Plane: covariances of points, and their sums of Gaussian kernels on a grid.

Each row is shared among the four neighbours on a fine grid (linear binning), by one query of an
engine, and the counts are smoothed by a product of Fourier transforms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from plotkit.data import expr
from plotkit.data.blocks import blocks
from plotkit.data.reductions import Reduction, count, max_, min_, sum_
from plotkit.data.relation import Relation
from plotkit.data.sums import unit_between
from plotkit.data.table import Table
from plotkit.records import dataclass, replace
from plotkit.stats.bygroup import MOST_GROUPS, ByGroup, centres
from plotkit.stats.places import EVEN
from plotkit.typing import Bools, Floats

FINE = 4.0
"""Steps of the fine grid in one bandwidth, at least."""
MOST = 2048
"""Steps of the fine grid along an axis."""
FEWEST, LARGEST = 100, 512
"""Places along an axis, where nobody says how many."""
REACH = 6.0
"""Bandwidths at which a kernel is nothing."""
_QUICK = (18, 20, 24, 25, 27, 30, 32)
"""Sizes between two powers of two that are quickly transformed, as 32nds of the greater."""
FLAT = 1e-10
"""Points on a line but for rounding."""
FAR = 300.0
"""Points so many deviations from where powers are centred are centred anew, to keep digits."""
_ENDS = {"x0": min_("x"), "x1": max_("x"), "y0": min_("y"), "y1": max_("y")}

Grid = tuple[Floats, Floats, Floats]
"""Places along x, along y, and the sums of kernels, shape (y, x)."""


@dataclass(frozen=True, eq=False)
class PlaneMoments:
    """What bandwidths, correlations and ellipses are made of: arrays of shape (groups,).

    Attributes
    ----------
    n
        How many points there are.
    weight, square
        Sum of the weights, and of their squares.
    x, y
        Weighted means.
    xx, xy, yy
        Weighted variances and covariance, with the divisor "sum of weights", in units.
    wide
        Whether values differ on both axes.
    units
        What is one along x and along y: so that no square leaves the numbers there are.
    """

    n: Floats
    weight: Floats
    square: Floats
    x: Floats
    y: Floats
    xx: Floats
    xy: Floats
    yy: Floats
    wide: Bools
    units: tuple[float, float] = (1.0, 1.0)

    @classmethod
    def grouped(cls, data: Relation, by: Sequence[str]) -> tuple[ByGroup, PlaneMoments]:
        """Group points by some columns, and sum up: by one query where an engine's ends are known.

        In an engine sums are around one point for all groups; if one is so far from it that digits
        would be lost, another query sums up around the means.
        """
        if isinstance(data, Table):
            rows = ByGroup.of(data, by, n=count(), **_ENDS)
            middle = {a: centres(rows.summaries[f"{a}0"], rows.summaries[f"{a}1"]) for a in "xy"}
            ends = [[rows.summaries[f"{a}{end}"] for end in (0, 1)] for a in "xy"]
            own = [unit_between(low.min(), high.max()) if len(low) else 1.0 for low, high in ends]
            units = own[0], own[1]
            parts = [_summed(part, middle, units) for part in rows.parts()]
            sums = {name: np.sum([part[name] for part in parts], axis=0) for name in parts[0]}
            return rows, cls._of_sums(rows.summaries, sums, middle, units)
        (x, x_unit), (y, y_unit) = data.centre("x"), data.centre("y")
        rows, units = ByGroup(data, tuple(by), Table({}, 0), None), (x_unit, y_unit)
        powers, sums = _powers(rows, {"x": x, "y": y}, units)
        found = powers.data.group(*by).agg(**{"n": count(), **_ENDS, **sums}).collect()
        rows = replace(rows, summaries=found.select(*by, "n", *_ENDS))
        made = cls._of_sums(rows.summaries, found, {"x": x, "y": y}, units)
        if not made._lost(x, y).any():
            return rows, made
        if found.n > MOST_GROUPS:
            return cls.grouped(data.collect(), by)
        middle = {"x": made.x, "y": made.y}
        return rows, cls._of_sums(rows.summaries, _summed(rows, middle, units), middle, units)

    @classmethod
    def _of_sums(
        cls,
        known: Table,
        sums: Any,
        middle: Mapping[str, Any],
        units: tuple[float, float],
    ) -> PlaneMoments:
        weight = sums["w"]
        a_, b_ = sums["wa"] / weight, sums["wb"] / weight
        return cls(
            known["n"],
            weight,
            sums["ww"],
            middle["x"] + a_ * units[0],
            middle["y"] + b_ * units[1],
            sums["waa"] / weight - a_ * a_,
            sums["wab"] / weight - a_ * b_,
            sums["wbb"] / weight - b_ * b_,
            (known["x1"] > known["x0"]) & (known["y1"] > known["y0"]),
            units,
        )

    def _lost(self, x: float, y: float) -> Bools:
        """Tell of which groups digits were lost, since they lie far from where powers are 0."""
        a, b = (self.x - x) / self.units[0], (self.y - y) / self.units[1]
        far: Bools = (a * a > FAR**2 * self.xx) | (b * b > FAR**2 * self.yy)
        return far & self.wide

    @property
    def neff(self) -> Floats:
        """How many rows of equal weight tell as much."""
        return self.weight**2 / self.square

    @property
    def correlation(self) -> Floats:
        """Pearson's; NaN where values do not differ on both axes."""
        some = self.wide & (self.xx > 0) & (self.yy > 0)
        size = np.sqrt(np.where(some, self.xx, 1.0)) * np.sqrt(np.where(some, self.yy, 1.0))
        return np.where(some, np.clip(self.xy / size, -1.0, 1.0), np.nan)

    def covariance(self, group: int) -> Floats | None:
        """Return the covariance of a group, shape (2, 2); None if its points lie on a line."""
        spare = 1.0 - self.square[group] / self.weight[group] ** 2
        xx, xy, yy = self.xx[group], self.xy[group], self.yy[group]
        if not self.wide[group] or not (xx > 0 and yy > 0 and spare > 0):
            return None
        if not xx * yy - xy * xy > FLAT * xx * yy:
            return None
        made = np.array([[xx, xy], [xy, yy]], dtype=np.float64) / float(spare)
        with np.errstate(over="ignore"):
            return np.asarray(made * np.outer(self.units, self.units), dtype=np.float64)


@dataclass(frozen=True, eq=False)
class _Axis:
    """The grid of a group along one axis.

    Attributes
    ----------
    low
        The first place.
    step
        Between places.
    fine
        Steps of the fine grid in one of these.
    width
        Standard deviation of the kernel.
    size
        How many places there are.
    """

    low: float
    step: float
    fine: int
    width: float
    size: int

    @classmethod
    def of(
        cls, low: float, high: float, width: float, narrow: float, size: int | None, cut: float
    ) -> _Axis:
        """Return the grid; `narrow` is how wide the kernel is along the axis at one place."""
        low, high = low - cut * width, high + cut * width
        if size is None:
            wanted = np.ceil((high - low) * EVEN / narrow) + 1
            size = int(np.clip(wanted, FEWEST, LARGEST))
        step = (high - low) / (size - 1)
        fine = int(np.clip(np.ceil(step * FINE / narrow), 1, max(MOST // size, 1)))
        return cls(low, step, fine, width, size)

    @property
    def cells(self) -> int:
        """Return how many places the fine grid has."""
        return self.fine * (self.size - 1) + 1

    @property
    def places(self) -> Floats:
        """Return where the kernels are summed up."""
        return self.low + self.step * np.arange(self.size, dtype=np.float64)

    def shared(self, values: Floats) -> tuple[Floats, Floats]:
        """Return the places of the fine grid below values, and the shares of those above."""
        place = values - self.low
        place *= self.fine / self.step
        below = np.floor(np.maximum(place, 0.0, out=place))
        return below, np.subtract(place, below, out=place)


_Axes = tuple[_Axis, _Axis]
SHARES = ("_w", "_wr", "_wu", "_wru")
"""Of the rows in a cell: all, of these what goes to the right, upwards, and both."""


def smoothed(
    rows: ByGroup, kernels: Sequence[Floats | None], size: int | None, cut: float
) -> list[Grid | None]:
    """Return for each group the sum of its kernels on a grid of its own.

    Parameters
    ----------
    rows
        The points; `summaries` has the extremes x0, x1, y0, y1.
    kernels
        The covariance of the kernels of each group; None for those without.
    size
        Places along each axis; None for as many as the kernels need.
    cut
        How far grids reach beyond the points, in bandwidths.
    """
    axes = [_axes(rows, group, kernel, size, cut) for group, kernel in enumerate(kernels)]
    known = np.array([kernel is not None for kernel in kernels], dtype=bool)
    if not known.any():
        return [None] * len(kernels)
    here = rows.groups is not None
    shares = _in_memory(rows, axes, known) if here else _in_engine(rows, axes)
    return [
        None if kernel is None else _smooth(own, both, kernel)
        for own, both, kernel in zip(shares, axes, kernels, strict=True)
    ]


def _in_memory(rows: ByGroup, axes: Sequence[_Axes], known: Bools) -> Iterator[Floats]:
    """Yield the `SHARES` of each group on its fine grid, shape (4, y, x)."""
    assert isinstance(rows.data, Table)
    assert rows.groups is not None
    slices = rows.groups.slices() if rows.groups.count > 1 else [slice(None)]
    for group, own in enumerate(slices):
        if not known[group]:
            yield np.empty(0)
            continue
        x, y = axes[group]
        shape = y.cells, x.cells
        data = rows.data.take(own)
        made = np.zeros((4, shape[0] * shape[1]))
        for part in blocks(data.n, made.shape[1]):
            column, right = x.shared(data["x"][part])
            row, up = y.shared(data["y"][part])
            cell = (row * shape[1] + column).astype(np.intp)
            shares: list[Floats | None] = [None, right, up, right * up]
            if "weight" in data:
                weight = data["weight"][part]
                shares = [weight if share is None else weight * share for share in shares]
            for number, share in enumerate(shares):
                made[number] += np.bincount(cell, share, made.shape[1])
        yield made.reshape(4, *shape)


def _in_engine(rows: ByGroup, axes: Sequence[_Axes]) -> Iterator[Floats]:
    """Yield the same, from one query."""
    for number, axis in enumerate("xy"):
        low = np.array([one[number].low for one in axes])
        scale = np.array([one[number].fine / one[number].step for one in axes])
        place = (rows.data[axis] - rows.spread(low)) * rows.spread(scale)
        rows = rows.derive_whole(**{f"_p{axis}": place})
        rows = rows.derive_whole(**{f"_c{axis}": expr.floor(rows.data[f"_p{axis}"])})
        rows = rows.derive_whole(**{f"_s{axis}": rows.data[f"_p{axis}"] - rows.data[f"_c{axis}"]})
    right, up = rows.data["_sx"], rows.data["_sy"]
    if "weight" in rows.data:
        w: Any = rows.data["weight"]
        rows = rows.derive_whole(_wr=w * right, _wu=w * up, _wru=w * right * up)
        total = sum_("weight")
    else:
        rows = rows.derive_whole(_wr=right, _wu=up, _wru=right * up)
        total = count()
    sums = {"_w": total, **{name: sum_(name) for name in SHARES[1:]}}
    found = rows.data.group(*rows.names, "_cx", "_cy").agg(**sums).collect()
    for (x, y), own in zip(axes, found.group(*rows.names).groups.slices(), strict=True):
        cells = found.take(own)
        row, column = (
            np.clip(cells[name], 0, axis.cells - 1).astype(np.intp)
            for name, axis in (("_cy", y), ("_cx", x))
        )
        shape = y.cells, x.cells
        place = row * shape[1] + column
        summed = [np.bincount(place, cells[name], shape[0] * shape[1]) for name in SHARES]
        yield np.reshape(summed, (4, *shape))


def _powers(
    rows: ByGroup, middle: Mapping[str, Any], units: tuple[float, float]
) -> tuple[ByGroup, dict[str, Reduction]]:
    """Return rows with weights and products of centred values, and the sums of these.

    Centres are those of groups, or one number for all.
    """
    off: dict[str, Any] = {}
    for name, axis, unit in zip(("_a", "_b"), "xy", units, strict=True):
        centre = middle[axis] if isinstance(middle[axis], float) else rows.spread(middle[axis])
        away: Any = rows.data[axis] - centre
        off[name] = away if unit == 1.0 else away / unit
    rows = rows.derive_whole(**off)
    a, b = (rows.data[name] for name in ("_a", "_b"))
    if "weight" not in rows.data:
        rows = rows.derive_whole(_aa=a * a, _ab=a * b, _bb=b * b)
        names = {"wa": "_a", "wb": "_b", "waa": "_aa", "wab": "_ab", "wbb": "_bb"}
        made = {name: sum_(column) for name, column in names.items()}
        return rows, {"w": count(), "ww": count(), **made}
    w: Any = rows.data["weight"]
    rows = rows.derive_whole(_ww=w * w, _wa=w * a, _wb=w * b)
    wa, wb = (rows.data[name] for name in ("_wa", "_wb"))
    rows = rows.derive_whole(_waa=wa * a, _wab=wa * b, _wbb=wb * b)
    weighed = {name: sum_(f"_{name}") for name in ("ww", "wa", "wb", "waa", "wab", "wbb")}
    return rows, {"w": sum_("weight"), **weighed}


def _summed(
    rows: ByGroup, middle: Mapping[str, Floats], units: tuple[float, float]
) -> Mapping[str, Floats]:
    """Sum up weights and products of values centred by group."""
    rows, sums = _powers(rows, middle, units)
    return rows.agg(**sums)


def _axes(rows: ByGroup, group: int, kernel: Floats | None, size: int | None, cut: float) -> _Axes:
    """Return the grid of a group."""
    known = rows.summaries
    made = []
    for number, axis in enumerate("xy"):
        low, high = float(known[f"{axis}0"][group]), float(known[f"{axis}1"][group])
        if kernel is None:  # its rows are counted too, in one place
            made.append(_Axis(low, max(high - low, 1.0), 1, 1.0, 2))
            continue
        variance = float(kernel[number, number])
        other = float(kernel[1 - number, 1 - number])
        narrow = variance - float(kernel[0, 1]) / other * float(kernel[0, 1])
        made.append(_Axis.of(low, high, variance**0.5, narrow**0.5, size, cut))
    return made[0], made[1]


def _smooth(shares: Floats, axes: _Axes, kernel: Floats) -> Grid:
    """Share the rows of one group among neighbours, smooth, and evaluate on its grid."""
    x, y = axes
    steps = np.array([x.step / x.fine, y.step / y.fine])
    shape = [axis.cells for axis in (y, x)]
    padded = [
        _quick(n + int(np.ceil(REACH * axis.width * axis.fine / axis.step)))
        for n, axis in zip(shape, (y, x), strict=True)
    ]
    counts = np.zeros(padded)
    both, right, up, corner = shares
    for down, across, share in (
        (0, 0, both - right - up + corner),
        (0, 1, right - corner),
        (1, 0, up - corner),
        (1, 1, corner),
    ):
        counts[down : down + shape[0], across : across + shape[1]] += share
    added = np.diag(steps**2 / 6.0)  # the variance of linear binning
    narrow = kernel - added
    used = narrow if np.linalg.eigvalsh(narrow)[0] > 0 else kernel
    u = 2.0 * np.pi * np.fft.rfftfreq(padded[1], steps[0])[None, :]
    v = 2.0 * np.pi * np.fft.fftfreq(padded[0], steps[1])[:, None]
    damping = np.exp(-0.5 * (used[0, 0] * u * u + 2 * used[0, 1] * u * v + used[1, 1] * v * v))
    whole = np.fft.irfft2(np.fft.rfft2(counts) * damping, padded)
    whole = np.maximum(whole[: shape[0] : y.fine, : shape[1] : x.fine], 0.0) / steps.prod()
    return x.places, y.places, whole


def _quick(n: int) -> int:
    """Return the next size that is quickly transformed, whose prime factors are 2, 3 and 5."""
    power = 1 << (n - 1).bit_length()
    return next(size for m in _QUICK if (size := power * m // 32) >= n)
