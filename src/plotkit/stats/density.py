"""Density: Gaussian kernels over values that were first counted on a fine grid.

Each value is shared among three neighbours on the grid, such that mean and variance stay, so the
counts of all groups are one pass over the rows, or one query of an engine. The counts are then
smoothed by a product of Fourier transforms, in a time that does not depend on the number of rows.

References: Silverman, B. W. (1982), Algorithm AS 176: kernel density estimation using the fast
Fourier transform, Applied Statistics 31, 93-99. Wand, M. P. (1994), Fast computation of
multivariate kernel estimators, Journal of Computational and Graphical Statistics 3, 433-445.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from numbers import Real
from typing import Any

import numpy as np

from plotkit.data import expr
from plotkit.data.blocks import blocks
from plotkit.data.groups import Groups
from plotkit.data.reductions import count, sum_
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError
from plotkit.records import dataclass
from plotkit.stats.bygroup import ByGroup, centres
from plotkit.stats.finegrid import CELLS, origins, steps
from plotkit.typing import Codes, Floats

REACH = 7.0
"""Bandwidths from a value at which its kernel is nothing: below 3e-11 of its peak."""

FARTHEST = 8e307
"""The difference of values up to that is a number."""


@dataclass(frozen=True)
class Sample:
    """What a bandwidth method is told about the values of a group.

    Attributes
    ----------
    n
        How many values there are.
    neff
        How many values of equal weight tell as much: (sum of weights)² / sum of squared weights.
    d
        The number of dimensions, 1.

    Examples
    --------
    >>> round(Sample(32, 32.0).scotts_factor(), 6)
    0.5
    """

    n: int
    neff: float
    d: int = 1

    def scotts_factor(self) -> float:
        """Return Scott's factor, neff ** (-1 / (d + 4))."""
        return float(self.neff ** (-1.0 / (self.d + 4)))

    def silverman_factor(self) -> float:
        """Return Silverman's factor, (neff * (d + 2) / 4) ** (-1 / (d + 4))."""
        return float((self.neff * (self.d + 2) / 4.0) ** (-1.0 / (self.d + 4)))


@dataclass(frozen=True, eq=False)
class Moments:
    """What bandwidths are made of: arrays of shape (groups,).

    Attributes
    ----------
    n
        How many values there are.
    weight, square
        Sum of the weights, and of their squares.
    mean, variance
        Weighted, the latter with the divisor "sum of weights".
    low, high
        The extremes.
    """

    n: Floats
    weight: Floats
    square: Floats
    mean: Floats
    variance: Floats
    low: Floats
    high: Floats

    @classmethod
    def of(cls, rows: ByGroup, along: str = "x") -> Moments:
        """Sum up a column, centred by group; `rows.summaries` has its n, low and high."""
        summaries = rows.summaries
        low, high = (summaries[name] for name in ("low", "high"))
        if max(-low.min(initial=0.0), high.max(initial=0.0)) > FARTHEST:
            raise PlotSpecError(
                f"There is no density of values from {low.min():.3g} to {high.max():.3g}, farther "
                "than numbers of the computer reach. Divide the values first, or leave some out."
            )
        middle = centres(summaries["low"], summaries["high"])
        if rows.groups is not None and "weight" not in rows.data:
            weight = square = summaries["n"]
            x: Any = rows.data[along]
            wc, wcc = _centred_sums(x, rows.groups, middle)
            return cls._of_sums(summaries, middle, weight, square, wc, wcc)
        rows = rows.derive_whole(_c=rows.data[along] - rows.spread(middle))
        c = rows.data["_c"]
        if "weight" in rows.data:
            w = rows.data["weight"]
            rows = rows.derive(_w=w, _ww=w * w, _wc=w * c, _wcc=w * c * c)
            sums = rows.agg(**{name: sum_("_" + name) for name in ("w", "ww", "wc", "wcc")})
            weight, square = sums["w"], sums["ww"]
        else:
            sums = rows.derive_whole(_cc=c * c).agg(wc=sum_("_c"), wcc=sum_("_cc"))
            weight = square = summaries["n"]
        return cls._of_sums(summaries, middle, weight, square, sums["wc"], sums["wcc"])

    @classmethod
    def _of_sums(
        cls,
        summaries: Table,
        middle: Floats,
        weight: Floats,
        square: Floats,
        wc: Floats,
        wcc: Floats,
    ) -> Moments:
        shift = wc / weight
        variance = np.maximum(wcc / weight - shift * shift, 0.0)
        low, high = summaries["low"], summaries["high"]
        return cls(summaries["n"], weight, square, middle + shift, variance, low, high)

    def pooled(self, codes: Codes, number: int) -> Moments:
        """Return the moments of groups put together; `codes` tells for each where it goes."""

        def summed(values: Floats) -> Floats:
            return np.bincount(codes, values, number).astype(np.float64)

        weight = summed(self.weight)
        mean = summed(self.weight * self.mean) / weight
        apart = self.mean - mean[codes]
        variance = summed(self.weight * (self.variance + apart * apart)) / weight
        low, high = np.full(number, np.inf), np.full(number, -np.inf)
        np.minimum.at(low, codes, self.low)
        np.maximum.at(high, codes, self.high)
        return Moments(summed(self.n), weight, summed(self.square), mean, variance, low, high)

    def bandwidths(self, method: str | float | Callable[[Sample], float]) -> Floats:
        """Return the standard deviations of the kernels; 0 where values do not differ."""
        widths = np.zeros(len(self.n))
        share = self.square / self.weight**2  # 1 / neff
        for i in np.flatnonzero((self.high > self.low) & (share < 1)):
            sample = Sample(int(self.n[i]), float(1 / share[i]))
            widths[i] = _factor(method, sample) * np.sqrt(self.variance[i] / (1 - share[i]))
        return np.where(np.isfinite(widths), widths, 0.0)


def _centred_sums(x: Floats, groups: Groups, middle: Floats) -> tuple[Floats, Floats]:
    """Return the sums of values less the middle of their group, and of the squares of that."""
    sums, squares = np.zeros(groups.count), np.zeros(groups.count)
    alike = bool((middle == middle[:1]).all())
    for part in blocks(len(x), groups.count):
        group = groups.codes[part].astype(np.intp, copy=False)
        centred = x[part] - (middle[:1] if alike else middle[group])
        sums += np.bincount(group, centred, groups.count)
        centred *= centred
        squares += np.bincount(group, centred, groups.count)
    return sums, squares


def _factor(method: str | float | Callable[[Sample], float], sample: Sample) -> float:
    if callable(method):
        factor: Any = method(sample)
        if not isinstance(factor, Real) or not 0 < float(factor) < np.inf:
            raise PlotSpecError(
                f"The function given as bw_method must return a positive number, not {factor!r}."
            )
        return float(factor)
    if isinstance(method, str):
        return sample.scotts_factor() if method == "scott" else sample.silverman_factor()
    return float(method)


@dataclass(frozen=True, eq=False)
class FineCounts:
    """The values of all groups, shared out over the cells of fine grids.

    Attributes
    ----------
    counts
        Counts, or sums of weights, in the cells of all groups one after the other.
    starts
        Where those of each group begin, shape (groups + 1,).
    low
        The place of the first cell of each group.
    step
        The width of a cell of each group.
    """

    counts: Floats
    starts: Codes
    low: Floats
    step: Floats

    @classmethod
    def of(cls, rows: ByGroup, moments: Moments, widths: Floats, along: str = "x") -> FineCounts:
        """Count a column of the groups that have a bandwidth, by one query in an engine."""
        step = steps(moments.high - moments.low, widths)
        origin = origins(moments.low, moments.high, step)
        first, last = (
            np.floor((ends - origin) / step).astype(np.intp) for ends in (moments.low, moments.high)
        )
        starts = np.concatenate([[0], np.cumsum(last - first + 3)])
        counts = np.zeros(starts[-1])
        offset = starts[:-1] - first + 1
        for group, cell, sums in _shares(rows, along, origin, step, len(counts)):
            there = rows.groups is not None  # else an engine may round otherwise
            place = cell if there else np.clip(cell, first[group], last[group])
            place += offset[group]
            made: Any = [np.bincount(place, one, len(counts)) for one in sums]
            shared_out(counts, *made)
        return cls(counts, starts, origin + (first - 1) * step, step)

    def smooth(self, group: int, width: float, points: Floats, cumulative: bool) -> Floats:
        """Return the sum of the kernels of a group at some points.

        Parameters
        ----------
        group
            Which group.
        width
            Standard deviation of the kernels.
        points
            Shape (m,), in the units of the values.
        cumulative
            Whether to return the integral up to each point.

        Returns
        -------
        array
            Shape (m,); its integral (or its last value) is the sum of weights of the group.
        """
        step = self.step[group]
        counts = self.counts[self.starts[group] : self.starts[group + 1]]
        margin = int(np.ceil(REACH * width / step))
        size = 1 << int(len(counts) + 2 * margin - 1).bit_length()
        padded = np.zeros(size)
        padded[margin : margin + len(counts)] = counts
        kernel = np.exp(-2.0 * (np.pi * np.fft.rfftfreq(size) * width / step) ** 2)
        # Of cells that are not fine, what lies between them is found too.
        finer = 1 << int(np.ceil(np.log2(max(CELLS * step / width, 1.0) - 1e-9)))
        finer = finer if width >= 2 * step else 1
        step, margin, size = step / finer, margin * finer, size * finer
        smoothed = np.maximum(np.fft.irfft(np.fft.rfft(padded) * kernel, size), 0.0)
        place = (points - self.low[group]) / step + margin
        if cumulative:
            sums = np.cumsum(smoothed) - smoothed / 2
            sums[1:-1] -= (smoothed[2:] - smoothed[:-2]) / 24  # Euler-Maclaurin
            made: Floats = np.where(place < size - 1, _between(sums, place), sums[-1])
            return made
        density: Floats = _between(smoothed, place) / step
        return density


def shared_out(counts: Floats, weight: Floats, share: Floats, square: Floats) -> None:
    """Add values to the cells around them, such that their mean and variance stay.

    Parameters
    ----------
    counts
        What is added to, along its last axis; no values lie in the first and the last cell.
    weight, share, square
        Of the values in each cell: the sum of their weights, of how far behind the beginning of the
        cell they are, in cells, and of the squares of that. Of the same shape.
    """
    counts += weight - square
    counts[..., :-1] += (square - share)[..., 1:] / 2
    counts[..., 1:] += (square + share)[..., :-1] / 2


_AROUND = np.array([[-1], [0], [1], [2]])
_LAGRANGE = np.array([[0, 6, 0, 0], [-2, -3, 6, -1], [3, -6, 3, 0], [-1, 3, -3, 1]]) / 6
"""From the values at four places in a row to the coefficients of the cubic through them."""


def _between(values: Floats, place: Floats) -> Floats:
    """Return values at places between them, by cubics; 0 beyond the ends."""
    at = np.minimum(np.maximum(place.astype(np.intp), 1), len(values) - 3)
    t = place - at
    a, b, c, d = _LAGRANGE @ values[at + _AROUND]
    cubic = ((d * t + c) * t + b) * t + a
    inside = (place >= 0) & (place <= len(values) - 1)
    return np.where(inside, np.maximum(cubic, 0.0), 0.0)


def reflected(
    smooth: Callable[[Floats], Floats],
    points: Floats,
    bounds: tuple[float, float],
    reach: float,
    cumulative: bool,
) -> Floats:
    """Return sums of kernels with what they spread beyond bounds turned back.

    Parameters
    ----------
    smooth
        From points to the sum of kernels there, or with `cumulative` to its integral up to there.
    points
        Shape (m,), within the bounds.
    bounds
        In the units of the points, infinite where there is none.
    reach
        How far from any value a kernel is nothing.
    cumulative
        Whether integrals are asked for.
    """
    low, high = bounds
    if np.isinf(bounds).all():
        return smooth(points)
    # Two bounds are like two mirrors: images stand behind them, twice their distance apart.
    period = 2 * (high - low)
    images = 0 if np.isinf(period) else int(np.ceil(reach / period)) + 1
    mirror = low if np.isfinite(low) else high
    made: Floats = np.zeros(len(points))
    for shift in (period * image if image else 0.0 for image in range(-images, images + 1)):
        there, back = points + shift, 2 * mirror - points + shift
        if not cumulative:
            made += smooth(there) + smooth(back)
            continue
        # From the lower bound on, or from where there is nothing yet.
        first = low if np.isfinite(low) else high - 4 * reach
        ends = smooth(np.array([first + shift, 2 * mirror - first + shift]))
        made += smooth(there) - ends[0] + ends[1] - smooth(back)
    return made


def _shares(
    rows: ByGroup, along: str, origin: Floats, step: Floats, cells: int
) -> Iterator[tuple[Any, Codes, tuple[Floats | None, Floats, Floats]]]:
    """Yield groups, cells, and what is summed in them for `shared_out`; None for weights of 1.

    From memory come rows, block by block to stay in the processor's cache; from an engine sums.
    """
    weighted = "weight" in rows.data
    if rows.groups is not None:
        data: Any = rows.data
        alike, joint = (bool((one == one[:1]).all()) for one in (step, origin))
        for block in blocks(data.n, cells):
            group = rows.groups.codes[block] if len(step) > 1 else 0
            place = data[along][block] - (origin[0] if joint else origin[group])
            place /= step[0] if alike else step[group]
            cell = place.astype(np.intp)  # none is negative
            place -= cell
            weight = data["weight"][block] if weighted else None
            share = place if weight is None else place * weight
            yield group, cell, (weight, share, share * place)
        return
    rows = rows.derive_whole(
        _place=(rows.data[along] - rows.spread(origin)) * rows.spread(1 / step)
    )
    rows = rows.derive_whole(_cell=expr.floor(rows.data["_place"]))
    rows = rows.derive_whole(_part=rows.data["_place"] - rows.data["_cell"])
    part = rows.data["_part"]
    rows = rows.derive_whole(_share=part * rows.data["weight"] if weighted else part)
    rows = rows.derive_whole(_square=rows.data["_share"] * part)
    sums = {
        "w": sum_("weight") if weighted else count(),
        "s": sum_("_share"),
        "ss": sum_("_square"),
    }
    summed = rows.data.group(*rows.names, "_cell").agg(**sums).collect()
    group = summed.group(*rows.names).groups.codes
    yield group, summed["_cell"].astype(np.intp), (summed["w"], summed["s"], summed["ss"])
