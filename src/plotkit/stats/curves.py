"""Curves of groups: where they end, what is told of groups without, and the tables they become."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeAlias

import numpy as np

from plotkit.data.factor import Factor, factorize
from plotkit.data.kind import Kind
from plotkit.data.relation import Parts
from plotkit.data.table import Table
from plotkit.data.units import YEARS, Units
from plotkit.errors import PlotSpecError, warn
from plotkit.records import dataclass, field
from plotkit.stats.bygroup import ByGroup
from plotkit.stats.equation import equations, qualities
from plotkit.stats.powersums import ends_by
from plotkit.typing import Array, Bools, Codes, Floats

Reasons: TypeAlias = Mapping[tuple[str, str], Bools]
"""What a message says of some groups, and why; and which they are, shape (groups,)."""

GONE, BARE = "leaves out", "has no interval for"
NARROW = "a curve needs two distinct positions or more"
MOST_NAMED = 5
"""So many groups are named in a message."""


@dataclass(frozen=True, eq=False)
class Curves:
    """What was fitted to some groups.

    Attributes
    ----------
    x, y, low, high
        Points of each curve and its interval in axis units, shape (groups, m); NaN in `y` for a
        group that has none.
    coefs
        Coefficients of powers of x, shape (groups, p + 1); (groups, 0) for what is none.
    explained, chance
        Their r² and p, shape (groups,); NaN where there is none.
    extent
        How far the values spread, which says how many digits an equation needs; shape (groups,).
    reasons
        Which groups have no curve, or no interval, and why.
    """

    x: Floats
    y: Floats
    low: Floats
    high: Floats
    coefs: Floats
    explained: Floats
    chance: Floats
    extent: Floats
    reasons: Reasons = field(default_factory=dict)

    @property
    def kept(self) -> Bools:
        """Which groups have a curve."""
        return np.asarray(~np.isnan(self.y).all(axis=1))

    def tables(self, rows: ByGroup, made: Collection[str], digits: int | None, link: str) -> Parts:
        """Return the curves, and the part with one row a group.

        Parameters
        ----------
        rows
            The groups.
        made
            The columns that are wanted.
        digits
            Significant digits of equations.
        link
            How what the equation gives is written of the values, as in "logit({})".
        """
        summaries, coords = rows.summaries, rows.summaries.coords
        kept = np.flatnonzero(self.kept)
        numbers = self._numbers(summaries, kept)
        numbers["equation"] = self._equations(summaries, kept, digits, link)
        numbers = {n: one for n, one in numbers.items() if n in made}
        keys = {name: summaries[name][kept] for name in rows.names}
        x, y, low, high = (values[kept] for values in (self.x, self.y, self.low, self.high))
        on_axis = held(coords.x, x) & held(coords.y, y)
        group = np.nonzero(on_axis)[0]
        shown = {"x": x, "y": y, "ymin": low, "ymax": high}
        points = {name: values[on_axis] for name, values in shown.items() if name in made}
        repeated = {name: column[group] for name, column in {**keys, **numbers}.items()}
        main = Table({**repeated, **points}, len(group), coords)
        last = np.flatnonzero(np.diff(group, append=-1))  # the last point of each curve
        return Parts(main, coef=main.take(last))

    def _numbers(self, summaries: Table, kept: Codes) -> dict[str, Any]:
        """Return what is one number of each group, and how good it is."""
        explained, chance, n = self.explained[kept], self.chance[kept], summaries["n"][kept]
        numbers: dict[str, Any] = {"r2": explained, "p": chance, "n": n}
        numbers["quality"] = factorize(qualities(explained, chance, n))
        coefs = self.coefs[kept]
        if coefs.shape[1]:
            slope = coefs[:, 1] if coefs.shape[1] > 1 else np.full(len(kept), np.nan)
            numbers |= {"intercept": coefs[:, 0], "slope": slope}
        return numbers

    def _equations(
        self, summaries: Table, kept: Codes, digits: int | None, link: str
    ) -> Factor | None:
        """Return the equation of each group; None if there is none."""
        if self.coefs.shape[1] == 0:
            return None
        x = np.linspace(summaries["low"][kept], summaries["high"][kept], 16, axis=-1)
        of_x, of_y = (summaries.unit(axis).formula.format(axis) for axis in ("x", "y"))
        names = (link.format("y") if link != "{}" else of_y), of_x
        return factorize(equations(self.coefs[kept], x, self.extent[kept], names, digits))


def held(units: Units, values: Floats) -> Bools:
    """Tell which positions an axis can hold: their value in the data is a finite number or time."""
    made = np.isfinite(values)
    if not units.linear:
        with np.errstate(all="ignore"):
            made &= np.isfinite(units.forward(units.inverse(values)))
    if units.kind is Kind.TIME and not units.discrete:
        made &= (values >= YEARS[0]) & (values <= YEARS[1])
    return made


def ends_of(extend: Any, rows: ByGroup | None, panels: Codes | None = None) -> Any:
    """Return where the curves of groups begin and end, in axis units.

    Parameters
    ----------
    extend
        As the user of :class:`~plotkit.objects.Fit` says it.
    rows
        The groups; None to check `extend` only.
    panels
        The panel of each group.
    """
    pair = isinstance(extend, tuple | list) and len(extend) == 2
    number = isinstance(extend, int | float | np.number) and not isinstance(extend, bool)
    share = number and 0 <= extend < np.inf
    if not pair and not share and extend != "panel":
        raise PlotSpecError(
            'extend of Fit must be a share of the range from 0 on, "panel", or two positions such '
            f"as (None, 10); not {extend!r}."
        )
    if rows is None:
        return None
    low, high = rows.summaries["low"], rows.summaries["high"]
    if pair:
        given = [None if end is None else _place(end, rows.summaries.unit("x")) for end in extend]
        low = low if given[0] is None else np.full(len(low), given[0])
        return low, high if given[1] is None else np.full(len(high), given[1])
    if extend == "panel" and panels is not None:
        return ends_by(panels, low, high)
    more = float(extend) * (high - low)
    return low - more, high + more


def _place(value: Any, units: Units) -> float:
    """Return a position as a user writes it in axis units; raise if the axis cannot hold it."""
    with np.errstate(all="ignore"):
        place = float(units.forward(np.asarray(units.parse(value))))
    if not np.isfinite(place):
        raise PlotSpecError(f"extend of Fit names {value!r}, which the axis cannot hold.")
    return place


def told(stat: object, rows: ByGroup, reasons: Reasons) -> None:
    """Say in one warning what is amiss with which groups."""
    n, notes = rows.summaries["n"], []
    for (what, why), which in reasons.items():
        if which.any():
            named = _named(rows, np.flatnonzero(which))
            notes.append(
                f"{type(stat).__name__} {what} {int(which.sum())} of {len(n)} groups "
                f"({int(n[which].sum())} rows{named}): {why}."
            )
    if notes:
        warn(" ".join(notes))


def _named(rows: ByGroup, which: Codes) -> str:
    """Return the levels of some groups as a message names them."""
    if not rows.names:
        return ""
    columns: list[Array] = [
        column.values() if isinstance(column, Factor) else column
        for column in (rows.summaries[name][which[:MOST_NAMED]] for name in rows.names)
    ]
    each = [
        " ".join(f"{name}={_plain(value)!r}" for name, value in zip(rows.names, row, strict=True))
        for row in zip(*columns, strict=True)
    ]
    more = f", and {len(which) - MOST_NAMED} more" if len(which) > MOST_NAMED else ""
    return "; " + ", ".join(each) + more


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value
