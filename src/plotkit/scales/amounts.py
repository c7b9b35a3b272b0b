"""What the scales of amounts and of times share: how numbers become colours and sizes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, ClassVar, Literal, TypeAlias, TypeGuard, get_args

import numpy as np

from plotkit.data.summary import Summary, SummaryRequest
from plotkit.errors import PlotSpecError, PlotTypeError, check_name
from plotkit.properties.base import Property, Ramp, Theme
from plotkit.records import dataclass, field, replace
from plotkit.scales.base import AxisScale, RampScale, Scale
from plotkit.scales.norm import (
    Norm,
    Parse,
    Share,
    bin_of,
    bin_shares,
    check_edges,
    is_normalize,
    normalizer,
    rounded,
)
from plotkit.scales.ticks import TickPlan, Ticks, TickSet, guide_ticks
from plotkit.scales.ticks.choosers import Positions
from plotkit.scales.ticks.writers import Named
from plotkit.scales.transform import Transform, transform
from plotkit.typing import Array, Floats

Outside: TypeAlias = Literal["clamp", "drop", "na"]


@dataclass(frozen=True)
class Amounts(Scale):
    """Base of the scales of amounts and times.

    Parameters
    ----------
    values
        Output range of the property.
    norm
        The data values that get the ends of the range.
    center
        The data value that gets the middle of the range.
    bins
        The number of bins, or their edges.
    quantiles
        The number of bins that hold equally many rows, or the shares of rows that part them.
    reverse
        Whether the range runs backwards.
    outside
        What is done with values outside of the range.
    robust
        Whether the range leaves out extreme values.
    """

    norm: Any = None
    center: Any = field(default=None, kw_only=True)
    bins: int | Sequence[Any] | None = field(default=None, kw_only=True)
    quantiles: int | Sequence[float] | None = field(default=None, kw_only=True)
    reverse: bool = field(default=False, kw_only=True)
    outside: Outside = field(default="clamp", kw_only=True)
    robust: bool | tuple[float, float] = field(default=False, kw_only=True)

    _whole: ClassVar[bool] = False
    """Whether edges that nobody chose are rounded to whole numbers, however many there are."""

    def __post_init__(self) -> None:
        super().__post_init__()
        check_name(str(self.outside), get_args(Outside), "outside")
        if self.outside == "na" and self.na is None:
            raise PlotSpecError("outside='na' needs na=, which says what missing values look like.")
        self._check_together()
        _check_number_of("bins", self.bins)
        _check_number_of("quantiles", self.quantiles)
        if self.quantiles is not None:
            _shares(self.quantiles)
        self._percentiles()

    def _check_together(self) -> None:
        """Raise PlotSpecError if two settings say the same thing in different ways."""
        given = {name for name in _LOOKS_ONLY if getattr(self, name) is not None}
        edges = self.bins is not None and not _is_whole(self.bins)
        if {"bins", "quantiles"} <= given:
            raise PlotSpecError("A scale takes bins or quantiles, not both.")
        if self.norm is not None and (edges or self.quantiles is not None):
            what = "bins= say" if edges else "quantiles= say"
            raise PlotSpecError(f"norm= has no meaning here: {what} where the range ends.")
        if is_normalize(self.norm) and given - {"na"}:
            raise PlotSpecError(
                f"A Normalize object cannot be combined with {min(given - {'na'})}=; "
                "use norm=(low, high), or a Normalize that does all."
            )

    def _percentiles(self) -> tuple[float, ...]:
        """Return the shares of rows at which a robust range ends; none if it is not asked for."""
        asked: Any = (2, 98) if self.robust is True else self.robust
        if asked is False:
            return ()
        listed = isinstance(asked, tuple | list) and len(asked) == 2
        if not listed or not all(isinstance(end, int | float) for end in asked):
            asked = (1, 0)
        if not 0 <= asked[0] < asked[1] <= 100:
            raise PlotSpecError(
                "robust must be True, for the 2nd to the 98th percentile, or two percentiles, "
                f"not {self.robust!r}."
            )
        if is_normalize(self.norm) or self.quantiles is not None:
            raise PlotSpecError("robust= cannot be combined with a Normalize or quantiles=.")
        return asked[0] / 100, asked[1] / 100

    def request(self) -> SummaryRequest:
        """Return what training needs to know of a variable."""
        if self.quantiles is None:
            found = replace(super().request(), positive=self.norm is not None)
            ends = self._percentiles()
            return replace(found, shares=(0.0, *ends, 1.0)) if ends else found
        return SummaryRequest(shares=_shares(self.quantiles))

    def _seen(self, summary: Summary) -> Summary:
        """Return the summary whose extremes are the ends of the range, if it is robust."""
        ends, known = self._percentiles(), summary.quantiles
        if not ends or known is None or not known.n:
            return summary
        low, high = known.at(ends).tolist()
        if not low < high:  # nearly all rows are alike
            return summary
        least = summary.least_positive
        return replace(summary, low=low, high=high, least_positive=low if low > 0 else least)

    def _check_axis(self) -> None:
        """Raise PlotSpecError if a setting is given that an axis has no use for."""
        given = [name for name in _LOOKS_ONLY if getattr(self, name) is not None]
        given += ["outside"] if self.outside != "clamp" else []
        given += ["robust"] if self.robust is not False else []
        if given:
            raise PlotSpecError(
                f"{given[0]}= is for colours and sizes; the scale of an axis does not take it."
            )

    def _ramp_scale(
        self, summary: Summary, prop: Property, theme: Theme, axis: AxisScale
    ) -> RampScale:
        """Return the trained scale.

        Parameters
        ----------
        summary, prop, theme
            As for `train_property`.
        axis
            The scale of an axis with the same settings.
        """
        trans, parse = axis.transform, axis.units.parse
        edges = self._edges(summary, trans, parse)
        if edges is not None:
            return self._in_steps(edges, prop, theme, axis)
        norm = normalizer(self.norm, self._seen(summary), trans, parse, self.center)
        ramp = _turned(prop.ramp(self._values(prop), theme), self.reverse)
        low, high = sorted((norm.low, norm.high))
        plan = _plan(_shown_on(axis, norm.share, low, high), low, high, theme)
        if norm.edges is not None and self.ticks_ == Ticks():
            plan = replace(plan, major=Positions(norm.edges))
        edges = norm.edges
        return RampScale(
            prop,
            prop.legend,
            self._complete(lambda values: ramp(norm.share(values)), norm, prop, theme),
            plan,
            guide_ticks(plan, low, high),
            ends=(norm.low, norm.high),
            share=norm.share,
            ramp=ramp,
            bounds=edges,
            steps=() if edges is None else _ranges(edges, plan.labels(edges, low, high)),
            domain=self._domain(norm, trans),
            beyond=self._beyond(norm, summary),
            na=self.na is not None,
            axis=axis,
        )

    def _edges(self, summary: Summary, trans: Transform, parse: Parse) -> tuple[float, ...] | None:
        """Return the edges of bins, if there are any; descending if the norm does."""
        if self.quantiles is not None:
            known = summary.quantiles
            if known is None or not known.n:
                return 0.0, 1.0
            edges = np.unique(known.at(_shares(self.quantiles))).tolist()
            return tuple(edges) if len(edges) > 1 else (edges[0], edges[0])
        if self.bins is None:
            return None
        if _is_whole(self.bins):
            norm = normalizer(self.norm, self._seen(summary), trans, parse, self.center)
            assert norm.split is not None  # bins and a Normalize exclude each other
            return norm.split(self.bins)
        return check_edges(self.bins, parse)

    def _in_steps(
        self, edges: tuple[float, ...], prop: Property, theme: Theme, axis: AxisScale
    ) -> RampScale:
        """Return the trained scale that has one output for all amounts of a bin."""
        trans, parse = axis.transform, axis.units.parse
        falls = edges[0] > edges[-1]
        edges = edges[::-1] if falls else edges
        n = len(edges) - 1
        shares = bin_shares(edges, None if self.center is None else parse(self.center))
        values = self._values(prop)
        if isinstance(values, list | np.ndarray):
            outputs = prop.levels(range(n), list(values), theme)
            outputs = outputs[::-1] if self.reverse != falls else outputs
        else:
            outputs = prop.ramp(values, theme)(1 - shares if self.reverse != falls else shares)

        def mapping(amounts: Floats) -> Array:
            bins = bin_of(amounts, edges)
            made = outputs[bins]
            made[(bins < 0) | np.isnan(trans.forward(amounts))] = np.nan
            return made

        def share(amounts: Floats) -> Floats:
            return np.interp(amounts, edges, np.linspace(0.0, 1.0, n + 1))

        norm = Norm(share, edges[0], edges[-1], edges)
        chosen = self.bins is not None and not _is_whole(self.bins)
        shown = [edge for edge in edges if np.isfinite(edge)]
        plan = _plan(axis, shown[0], shown[-1], theme)
        written = shown if chosen else rounded(shown, self._whole)
        labels = plan.labels(written, written[0], written[-1])
        texts = dict(zip(shown, labels, strict=True))
        if self.ticks_ == Ticks():
            ticks = TickSet(tuple(shown), tuple(labels))
            plan = replace(plan, major=Positions(ticks.positions), writer=Named(plan.writer, texts))
        else:
            ticks = guide_ticks(plan, shown[0], shown[-1])
        return RampScale(
            prop,
            prop.legend,
            self._complete(mapping, norm, prop, theme),
            plan,
            ticks,
            ends=(norm.low, norm.high),
            share=share,
            ramp=lambda places: outputs[np.clip((places * n).astype(np.intp), 0, n - 1)],
            bounds=edges,
            steps=_ranges(edges, [texts.get(edge, "") for edge in edges]),
            domain=self._domain(norm, trans),
            beyond=self._beyond(norm, axis.summary),
            na=self.na is not None,
            axis=axis,
        )

    def _values(self, prop: Property) -> Any:
        """Return the output range: that with a middle where the scale has one."""
        return prop.diverging if self.values is None and self.center is not None else self.values

    def _complete(self, mapping: Ramp, norm: Norm, prop: Property, theme: Theme) -> Ramp:
        """Return the function that also knows what to do with amounts outside and missing ones."""
        na = None if self.na is None else prop.standardize(self.na, theme)
        low, high = self._range(norm)

        def complete(values: Floats) -> Array:
            outputs = np.asarray(mapping(values))
            if self.outside != "clamp":
                outputs[(values < low) | (values > high)] = np.nan
            if na is not None:
                lost = np.isnan(outputs[:, 0] if outputs.ndim == 2 else outputs)
                outputs[lost if self.outside == "na" else np.isnan(values)] = na
            return outputs

        return mapping if na is None and self.outside == "clamp" else complete

    def _beyond(self, norm: Norm, summary: Summary) -> tuple[bool, bool]:
        """Tell whether some of the data look like an end beyond which they lie."""
        if self.outside != "clamp" or summary.low is None or summary.high is None:
            return False, False
        low, high = self._range(norm)
        sides = summary.low < low, summary.high > high
        return sides if norm.low <= norm.high else sides[::-1]

    def _domain(self, norm: Norm, trans: Transform) -> tuple[float, float]:
        """Return the least and the largest amount that have an output."""
        if self.outside == "na":
            return -np.inf, np.inf
        if self.outside == "drop":
            return self._range(norm)
        low, high = trans.domain  # an open interval
        return (
            float(np.nextafter(low, np.inf)) if low > -np.inf else low,
            float(np.nextafter(high, -np.inf)) if high < np.inf else high,
        )

    def _range(self, norm: Norm) -> tuple[float, float]:
        """Return the ends in ascending order, a hair wider where they were computed."""
        low, high = sorted((norm.low, norm.high))
        if self.center is None or not np.isfinite(high - low):
            return low, high
        hair = 1e-12 * (high - low) + 1e-14 * max(abs(low), abs(high))
        return low - hair, high + hair


_LOOKS_ONLY = ("center", "bins", "quantiles", "na")


def _plan(axis: AxisScale, low: float, high: float, theme: Theme) -> TickPlan:
    """Return the ticks of a guide to amounts from `low` to `high`."""
    return replace(axis, summary=replace(axis.summary, low=low, high=high)).tick_plan(theme, True)


def _shown_on(axis: AxisScale, share: Share, low: float, high: float) -> AxisScale:
    """Return the scale for the ticks of a guide: on a logarithm too if the norm is one."""
    if axis.transform.linear and 0 < low < high:
        middle = float(share(np.array([np.sqrt(low) * np.sqrt(high)]))[0])
        if abs(middle - 0.5) < 1e-9 and high > 1.01 * low:
            return replace(axis, transform=transform("log"))
    return axis


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def _check_number_of(name: str, value: object) -> None:
    if value is None or (_is_whole(value) and value > 0):
        return
    if isinstance(value, str | int | float) or not np.iterable(value):
        what = "their edges" if name == "bins" else "shares of the rows"
        raise PlotTypeError(f"{name} must be a number above zero or {what}, not {value!r}.")


def _shares(quantiles: Any) -> tuple[float, ...]:
    """Return the shares of rows that quantiles part, 0 and 1 included."""
    if _is_whole(quantiles):
        return tuple(np.linspace(0.0, 1.0, int(quantiles) + 1).tolist())
    try:
        inner = [float(share) for share in quantiles]
    except (TypeError, ValueError):
        inner = [2.0]
    if not inner or not all(0 <= share <= 1 for share in inner):
        raise PlotSpecError(f"quantiles must be shares in 0-1, not {quantiles!r}.")
    return tuple(sorted({0.0, *inner, 1.0}))


def _turned(ramp: Ramp, reverse: bool) -> Ramp:
    return (lambda shares: ramp(1.0 - shares)) if reverse else ramp


def _ranges(edges: tuple[float, ...], texts: Sequence[str]) -> tuple[str, ...]:
    """Write the ranges between edges."""
    written = []
    for (low, high), (start, end) in zip(pairwise(edges), pairwise(texts), strict=True):
        if not np.isfinite(low):
            written.append(f"< {end}")
        elif not np.isfinite(high):
            written.append(f"≥ {start}")
        else:
            written.append(start if low == high else f"{start} \u2013 {end}")
    return tuple(written)
