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
from plotkit.data.reductions import sum_
from plotkit.data.table import Table
from plotkit.records import dataclass
from plotkit.stats.bygroup import ByGroup, centres
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
_FLAT = 1e-10
"""Points on a line but for rounding."""

Grid = tuple[Floats, Floats, Floats]
"""Places along x, along y, and the sums of kernels, shape (y, x)."""


@dataclass(frozen=True, eq=False)
class PlaneMoments:
    """What bandwidths on a plane are made of: arrays of shape (groups,).

    Attributes
    ----------
    n
        How many points there are.
    weight, square
        Sum of the weights, and of their squares.
    xx, xy, yy
        Weighted variances and covariance, with the divisor "sum of weights".
    wide
        Whether values differ on both axes.
    """

    n: Floats
    weight: Floats
    square: Floats
    xx: Floats
    xy: Floats
    yy: Floats
    wide: Bools

    @classmethod
    def of(cls, rows: ByGroup) -> PlaneMoments:
        """Sum up columns x and y, centred by group."""
        known = rows.summaries
        middle = {axis: centres(known[f"{axis}0"], known[f"{axis}1"]) for axis in "xy"}
        parts = [_powers(part, middle) for part in rows.parts()]
        sums = {name: np.sum([part[name] for part in parts], axis=0) for name in parts[0]}
        weight = sums["w"]
        a_, b_ = sums["wa"] / weight, sums["wb"] / weight
        return cls(
            known["n"],
            weight,
            sums["ww"],
            sums["waa"] / weight - a_ * a_,
            sums["wab"] / weight - a_ * b_,
            sums["wbb"] / weight - b_ * b_,
            (known["x1"] > known["x0"]) & (known["y1"] > known["y0"]),
        )

    @property
    def neff(self) -> Floats:
        """How many rows of equal weight tell as much."""
        return self.weight**2 / self.square

    def covariance(self, group: int) -> Floats | None:
        """Return the covariance of a group, shape (2, 2); None if its points lie on a line."""
        spare = 1.0 - self.square[group] / self.weight[group] ** 2
        xx, xy, yy = self.xx[group], self.xy[group], self.yy[group]
        if not self.wide[group] or not (xx > 0 and yy > 0 and spare > 0):
            return None
        if not xx * yy - xy * xy > _FLAT * xx * yy:
            return None
        return np.array([[xx, xy], [xy, yy]], dtype=np.float64) / float(spare)


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
        step = np.array([one[number].step / one[number].fine for one in axes])
        place = (rows.data[axis] - rows.spread(low)) / rows.spread(step)
        rows = rows.derive(**{f"_p{axis}": expr.clip(place, 0.0, float(MOST * MOST))})
        rows = rows.derive(**{f"_c{axis}": expr.floor(rows.data[f"_p{axis}"])})
        rows = rows.derive(**{f"_s{axis}": rows.data[f"_p{axis}"] - rows.data[f"_c{axis}"]})
    rows = _weighed(rows)
    w, right, up = (rows.data[name] for name in ("_w", "_sx", "_sy"))
    rows = rows.derive(_wr=w * right, _wu=w * up, _wru=w * right * up)
    sums = {name: sum_(name) for name in SHARES}
    found = rows.data.group(*rows.names, "_cx", "_cy").agg(**sums).collect()
    for (x, y), own in zip(axes, found.group(*rows.names).groups.slices(), strict=True):
        cells = found.take(own)
        made = np.zeros((4, y.cells, x.cells))
        row, column = (cells[name].astype(np.intp) for name in ("_cy", "_cx"))
        for into, name in zip(made, SHARES, strict=True):
            into[row, column] = cells[name]
        yield made


def _powers(rows: ByGroup, middle: Mapping[str, Floats]) -> Mapping[str, Floats]:
    """Sum up weights and products of centred values, by group."""
    rows = _weighed(rows).derive(
        _a=rows.data["x"] - rows.spread(middle["x"]),
        _b=rows.data["y"] - rows.spread(middle["y"]),
    )
    w, a, b = (rows.data[name] for name in ("_w", "_a", "_b"))
    rows = rows.derive(
        _ww=w * w, _wa=w * a, _wb=w * b, _waa=w * a * a, _wab=w * a * b, _wbb=w * b * b
    )
    names = ("w", "ww", "wa", "wb", "waa", "wab", "wbb")
    return rows.agg(**{name: sum_(f"_{name}") for name in names})


def _weighed(rows: ByGroup) -> ByGroup:
    """Add the weight of each row, 1 if they have none."""
    weight: Any = 1.0
    if "weight" in rows.data:
        weight = rows.data["weight"]
    return rows.derive(_w=weight)


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
        narrow = variance - float(kernel[0, 1]) ** 2 / other
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
