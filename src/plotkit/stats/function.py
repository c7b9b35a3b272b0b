"""Function: the values of a function over what the axis of positions shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Self

import numpy as np

from plotkit.data.column import from_days
from plotkit.data.factor import Factor, factorize_array
from plotkit.data.kind import Kind
from plotkit.data.reductions import max_, min_
from plotkit.data.relation import Relation
from plotkit.data.roles import FACETS
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, PlotTypeError, calling
from plotkit.records import dataclass, field, replace
from plotkit.stats.asked import check_whole
from plotkit.stats.base import Made, Stat, Views, need
from plotkit.typing import Array, Bools, Floats

_HALVINGS = 50
"""So often the place is halved where values change their sign: at a zero, or at a pole."""

NONE = np.empty(0, dtype=np.intp)

_NO_VALUE = (ValueError, ArithmeticError)
"""What a function of single numbers raises where it has no value."""


@dataclass(frozen=True)
class Function(Stat):
    """Compute a function over all that the axis of positions shows.

    Parameters
    ----------
    f
        From an array of positions, or from a single one, to values; both in data units.
    n
        At how many points, evenly spaced on the axis: on a logarithmic one by equal factors.
    xlim
        From where to where, in data units; by default over the limits of the panel.

    Notes
    -----
    Makes `x`, `y` and `piece`: where `f` is infinite or undefined, and at poles, a line is
    interrupted. The limits of the axis of positions are those of the other layers and of
    ``limit(x=)``; where there are none, they are `xlim`. Each group has a curve of its own, so that
    ``color=None`` keeps a layer of coloured data to one. A `weight` means nothing to it.

    See Also
    --------
    Fit : A curve that follows the data.
    Rule : A straight line across the panel.

    Examples
    --------
    >>> import numpy as np
    >>> import plotkit.objects as so
    >>> p = so.Plot(x=[1, 2, 5], y=[0, 1, 1.5]).add(so.Dots())
    >>> p = p.add(so.Line(), so.Function(np.log))
    >>> wave = so.Plot().add(so.Line(), so.Function(np.sin, xlim=(0, 6.28)))
    """

    f: Callable[[Any], Any]
    n: int = 201
    xlim: tuple[Any, Any] | None = None
    views_: Views | None = field(default=None, kw_only=True, repr=False)

    needs: ClassVar[Sequence[str]] = ("x",)
    makes: ClassVar[Mapping[str, Made]] = MappingProxyType(
        {"x": "x", "y": "y", "piece": "category"}
    )
    sees: ClassVar[bool] = True

    def __post_init__(self) -> None:
        if not callable(self.f):
            raise PlotTypeError(f"f of Function must be a function, not {self.f!r:.60}.")
        check_whole(self, n=2)
        if self.xlim is not None and np.shape(np.asarray(self.xlim, dtype=object)) != (2,):
            raise PlotSpecError(f"xlim of Function must be (first, last), not {self.xlim!r}.")

    def brings(self) -> Mapping[str, Sequence[Any]]:
        """Return the positions of a layer that has none."""
        return {"x": list(self.xlim or (0.0, 1.0))}

    def in_view(self, views: Views) -> Self:
        """Return the stat that knows what the panels show."""
        return replace(self, views_=views)

    def axis_labels(self) -> Mapping[str, str]:
        """Return the name of the function, if it has one."""
        name = str(getattr(self.f, "__name__", ""))
        return {"y": name} if name.isidentifier() else {}

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Compute the values of each group in its panel."""
        need(self, data, "x")
        x, y = data.unit("x"), data.unit("y")
        for axis, units in (("x", x), ("y", y)):
            if units.discrete and not units.amounts:
                raise PlotSpecError(f"Function needs numbers on both axes; {axis} has levels.")
        ends = data.group(*by).agg(low=min_("x"), high=max_("x")).collect()
        keys = [name for name in by if name != "text" and isinstance(ends[name], Factor)]
        groups = ends.group(*keys).agg(low=min_("low"), high=max_("high"))
        found: list[tuple[Array, ...]] = [(np.empty(0), np.empty(0), NONE, NONE)]
        for row in range(groups.n):
            panel = {name: groups[name][row] for name in keys if name in FACETS}
            low, high = self._range(panel, (groups["low"][row], groups["high"][row]), x)
            place = np.linspace(low, high, int(self.n))
            value, piece = self._pieces(place, x, y)
            shown = piece >= 0
            each = place[shown], value[shown], piece[shown], np.full(int(shown.sum()), row)
            found.append(each)
        places, values, pieces, rows = map(np.concatenate, zip(*found, strict=True))
        own = {name: groups[name][rows] for name in keys}
        made = {"x": places, "y": values, "piece": factorize_array(pieces)}
        return groups.like({**own, **made}, len(rows))

    def _range(
        self, panel: Mapping[str, Any], there: tuple[float, float], units: Units
    ) -> tuple[float, float]:
        """Return from where to where, in axis units."""
        if self.xlim is not None:
            ends = units.forward(np.array([units.parse(end) for end in self.xlim], dtype=float))
            if not np.isfinite(ends).all():
                raise PlotSpecError(f"xlim={self.xlim!r} of Function has no place on the axis.")
            return float(ends[0]), float(ends[1])
        alike = [
            view
            for shown, view in (self.views_ or {}).items()
            if panel.items() <= dict(shown).items()
        ]
        ends = np.array(alike or [there])
        return float(ends.min()), float(ends.max())

    def _pieces(self, place: Floats, x: Units, y: Units) -> tuple[Floats, Array]:
        """Return values in axis units, and the piece of the curve of each; -1 for none."""

        def of(places: Floats) -> Floats:
            at = x.inverse(places)
            timed = x.kind in (Kind.TIME, Kind.DURATION)
            return self._values(from_days(at, x.kind) if timed else at)

        raw = of(place)
        value: Floats = y.forward(raw)
        known = np.isfinite(value)
        begins = known.copy()
        begins[1:] &= ~known[:-1] | poles(of, place, raw)
        return value, np.where(known, np.cumsum(begins) - 1, -1)

    def _values(self, at: Array) -> Floats:
        """Return the values at some positions, in data units."""
        try:
            made = np.asarray(self.f(at))
            if made.shape == at.shape and made.dtype.kind in "fiub":
                return made.astype(np.float64)
        except Exception:  # it may be a function of single numbers
            pass
        with calling(f"The function {getattr(self.f, '__name__', self.f)!s} of Function"):
            return np.array([self._value(one) for one in at.tolist()], dtype=np.float64)

    def _value(self, at: Any) -> float:
        try:
            made = self.f(at)
        except _NO_VALUE:
            return float("nan")
        return float("nan") if made is None or isinstance(made, complex) else float(made)


def poles(of: Callable[[Floats], Floats], place: Floats, value: Floats) -> Bools:
    """Tell between which neighbours a function changes its sign at a pole, shape (n - 1,).

    Parameters
    ----------
    of
        The function.
    place, value
        Where it is known, and its values there.
    """
    found = np.zeros(len(place) - 1, dtype=bool)
    with np.errstate(invalid="ignore", over="ignore"):
        changes = np.flatnonzero(value[:-1] * value[1:] < 0)
    low, high = place[changes], place[changes + 1]
    left, largest = value[changes], np.maximum(np.abs(value[changes]), np.abs(value[changes + 1]))
    if not len(changes):
        return found
    with np.errstate(all="ignore"):
        for _ in range(_HALVINGS):
            middle = low + (high - low) / 2
            before = of(middle) * left > 0
            low, high = np.where(before, middle, low), np.where(before, high, middle)
        nearest = np.abs([of(low), of(high)])
        found[changes] = ~(np.max(np.where(np.isnan(nearest), np.inf, nearest), 0) <= largest)
    return found
