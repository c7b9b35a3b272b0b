"""The ways to fit curves: least squares for all groups at once, models for one after the other."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import numpy as np

from plotkit.data.table import Table
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, require
from plotkit.stats.bygroup import ByGroup
from plotkit.stats.curves import BARE, GONE, NARROW, Curves
from plotkit.stats.equation import powers
from plotkit.stats.leastsquares import least_squares, parallel
from plotkit.stats.models import (
    Linear,
    UnfitError,
    check_values,
    design,
    generalized,
    predicted,
    robust,
)
from plotkit.stats.powersums import Frames
from plotkit.typing import Bools, Codes, Floats


def closed(
    rows: ByGroup, x: Floats, order: int, panels: Codes | None, kind: str, level: float
) -> Curves:
    """Fit polynomials by least squares and evaluate them.

    Parameters
    ----------
    rows
        The groups.
    x
        Where, shape (groups, m).
    order
        Degree.
    panels
        The panel of each group, if those of a panel share their slopes.
    kind, level
        The interval, "none" for none, and its level in percent.
    """
    if kind != "none":
        require("scipy", "stats", "The interval of Fit")
    fits = least_squares(rows, order) if panels is None else parallel(rows, order, panels)
    y = fits.curves(x)
    low = high = np.full(y.shape, np.nan)
    chance = np.full(len(y), np.nan)
    if find_spec("scipy") is not None:
        from scipy.special import fdtrc, stdtrit

        chance = fdtrc(max(order, 1), fits.freedom, fits.ratios())
        if kind != "none":
            quantile = stdtrit(np.maximum(fits.freedom, 1), 0.5 + level / 200)[:, None]
            half = quantile * fits.errors(x, new=kind == "pi")
            low, high = y - half, y + half
    coefs = powers(fits.terms * fits.frames.rise, fits.frames.middle, fits.frames.half)
    coefs[:, 0] += fits.frames.level
    flat = rows.summaries["high"] == rows.summaries["low"]
    lost = ~fits.fitted | (flat if panels is not None else False)
    y = np.where(lost[:, None], np.nan, y)
    bare = ~lost & (fits.freedom <= 0) & (kind != "none")
    few = f"order {order} needs {order + 1} distinct positions or more"
    more = f"order {order} needs {order + 2} rows or more for one"
    reasons = {(GONE, few): lost, (BARE, more): bare}
    return Curves(x, y, low, high, coefs, fits.explained(), chance, fits.extent(), reasons)


def _tells_apart(columns: Floats) -> bool:
    """Tell whether there are as many distinct positions as coefficients."""
    known = bool(np.isfinite(columns).all())  # not where positions differ by next to nothing
    return known and int(np.linalg.matrix_rank(columns)) == columns.shape[1]


def one_by_one(
    rows: ByGroup, x: Floats, order: int, units: Codes, family: str | None, level: float
) -> Curves:
    """Fit a generalized linear model, or a robust one, to one group or panel after the other.

    Parameters
    ----------
    rows
        The groups; their rows in memory.
    x
        Where to evaluate, shape (groups, m).
    order
        Degree of the polynomial.
    units
        Which groups are fitted together, with a constant each and common slopes; shape (groups,).
    family
        Name of the distribution; None for the robust fit.
    level
        Level of the interval in percent; 0 for none.
    """
    require("scipy", "stats", "Fit(family=) or Fit(robust=True)")
    table, groups = rows.data, rows.groups
    assert isinstance(table, Table)
    assert groups is not None
    axis, frames, values = table.unit("y"), Frames.of(rows, units), table["y"]
    if family:
        values = to_data(axis, values)
        check_values(family, values)
    weights: Any = table["weight"] if "weight" in table else np.ones(table.n)
    made = np.full((3, *x.shape), np.nan)
    coefs, chance = np.full((len(x), order + 1), np.nan), np.full(len(x), np.nan)
    reasons: dict[tuple[str, str], Bools] = {}
    slices = groups.slices()
    for unit in np.unique(units):
        members = np.flatnonzero(units == unit).tolist()
        own = np.concatenate([slices[one] for one in members])
        group = np.repeat(np.arange(len(members)), [len(slices[one]) for one in members])
        frame = frames.take([members[0]])
        columns = design(frame.terms(table["x"][own][None], order)[0], group, len(members))
        try:
            if not _tells_apart(columns):
                raise UnfitError(f"order {order} needs {order + 1} distinct positions or more")
            fitted = _fit(family, columns, values[own], weights[own])
        except UnfitError as error:
            reasons.setdefault((GONE, str(error)), np.zeros(len(x), dtype=bool))[members] = True
            continue
        chance[members] = fitted.chance(len(members))
        for number, one in enumerate(members):
            terms = frame.terms(x[[one]], order)[0]
            ends = fitted.curve(design(terms, np.full(len(terms), number), len(members)), level)
            made[:, one] = [to_axis(axis, end) for end in ends] if family else ends
            slopes = fitted.params[len(members) :]
            own_terms = np.concatenate([fitted.params[[number]], slopes])[None]
            coefs[one] = powers(own_terms, frame.middle, frame.half)[0]
    drawn = ~np.isnan(made[0]).all(axis=1)
    flat = drawn & (rows.summaries["high"] == rows.summaries["low"])
    made[:, flat] = np.nan
    reasons[GONE, NARROW] = flat
    bare = drawn & ~flat & np.isnan(made[1]).all(axis=1) & (level > 0)
    reasons[BARE, f"order {order} needs {order + 2} rows or more for one"] = bare
    extent = np.ptp((x[:, :, None] ** np.arange(order + 1) * coefs[:, None]).sum(axis=-1), axis=1)
    return Curves(
        x, made[0], made[1], made[2], coefs, np.full(len(x), np.nan), chance, extent, reasons
    )


def _fit(family: str | None, columns: Floats, y: Floats, weight: Floats) -> Linear:
    if family is None:
        return robust(columns, y, weight)
    return generalized(family, columns, y, weight)


def modelled(model: Any, rows: ByGroup, x: Floats) -> Curves:
    """Fit the user's model to each group and let it predict; raise if it can fit none."""
    table, groups = rows.data, rows.groups
    assert isinstance(table, Table)
    assert groups is not None
    y = np.full(x.shape, np.nan)
    flat = rows.summaries["high"] == rows.summaries["low"]
    reasons: dict[tuple[str, str], Bools] = {(GONE, NARROW): flat}
    errors = []
    for group, own in enumerate(groups.slices()):
        if flat[group]:
            continue
        weight = table["weight"][own] if "weight" in table else None
        try:
            y[group] = predicted(model, table["x"][own], table["y"][own], weight, x[group])
        except PlotSpecError as error:
            errors.append(error)
            why = GONE, str(error).rstrip(".")
            reasons.setdefault(why, np.zeros(len(x), dtype=bool))[group] = True
    if errors and len(errors) == (~flat).sum():
        raise errors[0]
    no_ends, none = np.full(x.shape, np.nan), np.full(len(x), np.nan)
    return Curves(x, y, no_ends, no_ends, np.empty((len(x), 0)), none, none, none, reasons)


def to_data(units: Units, values: Floats) -> Floats:
    """Return axis units as data units; of two levels (false and true too) 0 and 1."""
    made: Floats = values if units.discrete or units.linear else units.inverse(values)
    return made


def to_axis(units: Units, values: Floats) -> Floats:
    """Return data units as axis units."""
    made: Floats = values if units.discrete or units.linear else units.forward(values)
    return made
