"""Sina: random displacement within the form of the density."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, get_args

import numpy as np

from plotkit.data.table import Table
from plotkit.errors import check_name, check_number, check_seed
from plotkit.moves.base import Move, need_value, untold, weights_of
from plotkit.records import dataclass, field
from plotkit.stats.density import Sample
from plotkit.stats.kde import KDE, Bandwidth
from plotkit.stats.violin import FLAT, DensityNorm, at_rows, normalised
from plotkit.typing import Floats


@dataclass(frozen=True)
class Sina(Move):
    """Move points aside by random amounts, the farther the more there are of about their value.

    The points fill the form that :class:`Violin` draws of the same groups, with a `weight` too.

    Parameters
    ----------
    width
        What they take up where they are most, as a share of the mark's width.
    density_norm
        What is alike in all groups: the "area", or the "width"; with "count" the area goes with
        the rows. By one factor for all panels and groups.
    bw_method, bw_adjust
        Of the density, as of :class:`KDE`.
    seed
        Where random numbers start; by default ``Plot.config.seed``, so that the same plot gives the
        same picture.

    Notes
    -----
    Reference: Sidiropoulos, N. et al. (2018), SinaPlot: an enhanced chart for simple and truthful
    representation of single observations over multiple classes, Journal of Computational and
    Graphical Statistics 27(3), 673-676.

    See Also
    --------
    Swarm : None over another.
    Jitter : Evenly.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": ["a"] * 5 + ["b"] * 3, "y": [1, 2, 2, 2, 3, 1, 1, 2]}
    >>> p = so.Plot(data, x="x", y="y").add(so.Dots(), so.Sina())
    """

    distributes: ClassVar[bool] = True

    width: float = 1.0
    density_norm: DensityNorm = field(default="area", kw_only=True)
    bw_method: Bandwidth | float | Callable[[Sample], float] = field(default="scott", kw_only=True)
    bw_adjust: float = field(default=1, kw_only=True)
    seed: int | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        check_number("Sina(width=)", self.width, 0)
        check_name(self.density_norm, get_args(DensityNorm), "density_norm of Sina")
        check_seed(self.seed)
        self._density()  # wrong numbers are an error where they are written

    def __call__(self, t: Table, by: Sequence[str]) -> Table:
        """Add noise along the position."""
        need_value(self, t, "whose density is found")
        random = np.random.Generator(np.random.PCG64(self.seed or 0))
        noise = random.uniform(-0.5, 0.5, t.n) * self.width * np.asarray(t["width"], dtype=float)
        weight = weights_of(self, t)
        table = t.expanded() if weight is None else t.expanded().with_(weight=weight)
        noise *= self._shares(table, [name for name in untold(by) if name in t])
        return t.with_(**{name: t[name] + noise for name in t.positions("x")})

    def _density(self) -> KDE:
        return KDE(
            self.bw_adjust,
            self.bw_method,
            along="y",
            common_norm=False,
            common_grid=False,
            cut=0,
        )

    def _shares(self, t: Table, by: Sequence[str]) -> Floats:
        """Return what each row may have of the width."""
        names = list(dict.fromkeys([*by, *(["x"] if "x" in t else [])]))
        share = np.full(t.n, FLAT)
        there = np.flatnonzero(np.isfinite(t["y"]))
        weight = ["weight"] if "weight" in t else []
        rows = t.select(*names, "y", *weight).take(there)
        groups = rows.group(*names).groups
        low, high = np.full(groups.count, np.inf), np.full(groups.count, -np.inf)
        counts = rows["weight"] > 0 if weight else np.full(rows.n, True)
        np.minimum.at(low, groups.codes[counts], rows["y"][counts])
        np.maximum.at(high, groups.codes[counts], rows["y"][counts])
        spread = (high > low)[groups.codes]  # a single value has no density
        some = rows.take(np.flatnonzero(spread))
        if some.n:
            found: Any = self._density()(some, by)
            main = normalised(found.main, names, self.density_norm)
            share[there[spread]] = at_rows(some, main, main.take(np.arange(0)), names)["density"]
        return share
