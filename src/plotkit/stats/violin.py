"""What violins show: densities brought to one measure, and what is drawn within them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias

import numpy as np

from plotkit.data.factor import Factor
from plotkit.data.relation import Parts, Relation
from plotkit.data.roles import FACETS
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, quoted
from plotkit.records import dataclass
from plotkit.stats.along import AlongValues
from plotkit.stats.base import need
from plotkit.stats.box import BoxStats
from plotkit.stats.bygroup import usable
from plotkit.stats.kde import KDE
from plotkit.stats.quantile import Method
from plotkit.typing import Codes, Floats

DensityNorm: TypeAlias = Literal["area", "count", "width"]
"""What densities have in common."""
SIDES: Mapping[str, float] = MappingProxyType({"both": 1.0, "left": -1.0, "right": 1.0})
FLAT = 0.25
"""How wide groups are that have no density, as a share of the widest."""


@dataclass(frozen=True)
class Outline(KDE):
    """Densities of violins: each half is low, and needs no more points."""

    fewest: ClassVar[int] = 100


@dataclass(frozen=True)
class ViolinStats(AlongValues):
    """Find densities along the values, and the part `inner` asks for: what Violin shows.

    Parameters as of :class:`Violin` and :class:`KDE`. Densities are shares of the width, the
    highest 1; those of the left side are negative.
    """

    side: str = "both"
    inner: str | None = None
    density_norm: str = "area"
    method: Method | None = None

    estimate: ClassVar[type[KDE]] = Outline

    def __call__(self, data: Relation, by: Sequence[str]) -> Parts:
        """Find the densities and what is drawn within them."""
        need(self, data, "y")
        found: Any = self.density()(data, by)
        main, flat = found.main, found.others["flat"]
        names = [*by, *(["x"] if "x" in data else [])]
        main = normalised(main, names, self.density_norm).without("n")
        sign = signs(self.side, [main, flat], by)
        main = main.with_(density=main["density"] * sign(main))
        flat = flat.with_(density=FLAT * sign(flat))
        parts = {"flat": flat}
        if self.inner in ("box", "quartiles"):
            box = BoxStats(method=self.method, outliers=False)(data, by).main.collect()
            parts["box"] = box.with_(y=box["median"], density=sign(box))
            if self.inner == "quartiles":
                values = np.column_stack([box[name] for name in ("q1", "median", "q3")])
                rows = box.select(*names).take(np.repeat(np.arange(box.n), 3))
                parts["quartiles"] = at_rows(rows.with_(y=values.ravel()), main, flat, names)
        elif self.inner is not None:
            weight = ["weight"] if "weight" in data else []
            kept = usable(data.select(*names, "y", *weight), "y").select(*names, "y")
            parts["rows"] = at_rows(kept.collect(), main, flat, names)
        return Parts(main, **parts)


def normalised(t: Table, names: Sequence[str], how: str) -> Table:
    """Return densities as shares of the width, by one factor for all panels and groups.

    Parameters
    ----------
    t
        With column `density`, and `n` if areas shall go with the rows.
    names
        What its groups are told apart by.
    how
        "area" for equal areas, "count" for areas that go with `n`, "width" for equal widths.
    """
    density: Floats = np.abs(t["density"])
    if how == "count" and "n" in t:
        density = density * t["n"]
    if how == "width":
        groups = t.group(*names).groups
        most = np.zeros(groups.count)
        np.maximum.at(most, groups.codes.astype(np.intp), density)
        density = density / most[groups.codes]
    highest = density.max(initial=0.0)
    made = density / highest if highest > 0 else density
    return t.with_(density=np.where(t["density"] < 0, -made, made))


def signs(side: str, tables: Sequence[Table], by: Sequence[str]) -> Callable[[Table], Any]:
    """Return what tells of rows on which side they are: 1, or -1 for the left.

    With "split" it is the first of two levels that lies at the left.
    """
    if side != "split":
        return lambda t: np.full(t.n, SIDES[side])
    names = [n for n in by if n not in FACETS and isinstance(tables[0][n], Factor)]
    if not names:
        raise PlotSpecError(
            'Violin(side="split") shows two levels side by side, and nothing splits this layer. '
            "Map a variable with two levels to color."
        )
    name = names[0]
    used: Codes = np.unique(np.concatenate([t[name].codes for t in tables]))
    if len(used) > 2:
        levels = [tables[0][name].levels[code] for code in used if code >= 0]
        raise PlotSpecError(
            f'Violin(side="split") shows two levels of {name}, and there are {len(used)}: '
            f"{quoted(levels)}. Filter the data, or use so.Dodge() instead."
        )
    first = used[used >= 0].min(initial=len(tables[0][name].levels))  # what is missing comes last
    return lambda t: np.where(t[name].codes == first, -1.0, 1.0)


def at_rows(t: Table, main: Table, flat: Table, names: Sequence[str]) -> Table:
    """Return rows with the density of their group at their value."""
    density: Floats = np.full(t.n, FLAT)
    curves = _by_group(main, names)
    lines = {key: flat["density"][rows[0]] for key, rows in _by_group(flat, names).items()}
    for key, rows in _by_group(t, names).items():
        if key in curves:
            curve = curves[key]
            density[rows] = np.interp(t["y"][rows], main["y"][curve], main["density"][curve])
        else:
            density[rows] = lines.get(key, FLAT)
    return t.with_(density=density)


def _by_group(t: Table, names: Sequence[str]) -> dict[tuple[Any, ...], Codes]:
    """Return the rows of each group by its keys."""
    grouped = t.group(*names)
    keys = [
        column.values().tolist() if isinstance(column, Factor) else column.tolist()
        for column in grouped.keys().values()
    ]
    each = zip(*keys, strict=True) if keys else [()] * grouped.groups.count
    return dict(zip(each, grouped.groups.slices(), strict=True))
