"""LetterValues: the median, and quantiles ever farther out, as boxes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import NormalDist
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.reductions import max_, min_
from plotkit.data.relation import Parts, Relation
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, check_name, check_number
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.box import effective, outside, value_rows
from plotkit.stats.quantile import Method, Quantiles, check_method
from plotkit.typing import Codes, Floats

Depth: TypeAlias = Literal["tukey", "proportion", "trustworthy", "full"]
DEPTHS = get_args(Depth)
FEWEST = 16
"""Of fewer rows there is one box, the quartiles."""


@dataclass(frozen=True)
class LetterValues(Stat):
    """Find letter values: quartiles, eighths, sixteenths ...; runs in the engine of lazy data.

    Parameters
    ----------
    depth
        How many boxes there are: a number, or

        - "tukey": so that 5 to 8 values lie outside at each end;
        - "proportion": so that about the share `outlier_prop` lies outside;
        - "trustworthy": as long as intervals of the quantiles, at the level `trust_alpha`, do not
          reach the next one;
        - "full": up to the extremes.

        Never more than the rows can tell apart, and one of fewer than 16 rows.
    outlier_prop, trust_alpha
        As above.
    method
        How a quantile between two values is found: see :class:`BoxStats`.

    Notes
    -----
    Makes a row for each piece of a box that lies outside of the next smaller one: `ymin`, `ymax`,
    `level` (1 for the box of the quartiles, 2 for the eighths ...) and `median`. The part
    `outliers` has the `y` outside of all boxes. Weights are those of :class:`BoxStats`; depths then
    follow (sum of weights)² / sum of squared weights.

    Reference: Hofmann, H., Wickham, H. and Kafadar, K. (2017), Letter-value plots: boxplots for
    large data, Journal of Computational and Graphical Statistics 26, 469-477.

    See Also
    --------
    Boxen : draws them.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot(x=["a"] * 100, y=range(100)).add(so.Boxen(), so.LetterValues(depth=4))
    """

    depth: Depth | int = "tukey"
    outlier_prop: float = 0.007
    trust_alpha: float = 0.05
    method: Method | None = None

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType(
        {"ymin": "y", "ymax": "y", "median": "y", "level": "number"}
    )
    needs: ClassVar[Sequence[str]] = ("y",)

    def __post_init__(self) -> None:
        depth: Any = self.depth
        if isinstance(depth, str):
            check_name(depth, DEPTHS, "depth of LetterValues")
        elif isinstance(depth, bool) or not isinstance(depth, int | np.integer) or depth < 1:
            raise PlotSpecError(
                "depth of LetterValues must be a number of boxes from 1 on, or one of "
                f"{', '.join(map(repr, DEPTHS))}; not {depth!r}."
            )
        for name in ("outlier_prop", "trust_alpha"):
            check_number(f"LetterValues({name}=)", getattr(self, name), 1e-9, 1 - 1e-9)
        check_method(self, self.method)

    def __call__(self, data: Relation, by: Sequence[str]) -> Parts:
        """Group by position, if there is one; find quantiles, then what lies outside."""
        need(self, data, "y")
        data, names, method = value_rows(self, self.method, data, by)
        quantiles = Quantiles.of(data, names)
        summaries = quantiles.rows.summaries
        depths = self._depths(effective(quantiles))
        most = int(depths.max(initial=1))
        tails = 0.5 ** np.arange(2, most + 2)
        found = quantiles.at(np.concatenate([[0.5], tails, 1 - tails]), method)
        median, low, high = found[:, 0], found[:, 1 : most + 1], found[:, most + 1 :]
        if self.depth == "full":
            ends = quantiles.rows.agg(low=min_("y"), high=max_("y"))
            several = np.flatnonzero(depths > 1)
            low[several, depths[several] - 1] = ends["low"][several]
            high[several, depths[several] - 1] = ends["high"][several]
        keys = {name: summaries[name] for name in names}
        last = np.arange(len(depths)), depths - 1
        beyond = quantiles.selection.beyond(low[last], high[last])
        pieces = _pieces(low, high, median, depths, keys, data)
        return Parts(pieces, outliers=outside(beyond, keys, data))

    def _depths(self, n: Floats) -> Codes:
        """Return how many boxes each group has."""
        with np.errstate(divide="ignore"):
            whole = np.floor(np.log2(n))
            if self.depth == "tukey":
                depths = whole - 3
            elif self.depth == "proportion":
                depths = whole - np.floor(np.log2(n * self.outlier_prop)) + 1
            elif self.depth == "trustworthy":
                reach = 2 * NormalDist().inv_cdf(1 - self.trust_alpha / 2) ** 2
                depths = np.floor(np.log2(n / reach)) + 1
            elif self.depth == "full":
                depths = whole
            else:
                depths = np.full(len(n), float(self.depth))
        most = np.where(n < FEWEST, 1, whole - (self.depth != "full"))
        made: Codes = np.clip(depths, 1, np.maximum(most, 1)).astype(np.intp)
        return made


def _pieces(
    low: Floats,
    high: Floats,
    median: Floats,
    depths: Codes,
    keys: Mapping[str, Any],
    data: Relation,
) -> Table:
    """Return a row for each box, in two pieces where a smaller one lies within."""
    group, ymin, ymax, level = [], [], [], []
    for depth in range(1, int(depths.max(initial=0)) + 1):
        rows = np.flatnonzero(depths >= depth)
        below, above = low[rows, depth - 1], high[rows, depth - 1]
        inner = (above, below) if depth == 1 else (low[rows, depth - 2], high[rows, depth - 2])
        pieces = [(below, inner[0])] if depth == 1 else [(below, inner[0]), (inner[1], above)]
        for start, end in pieces:
            group.append(rows)
            ymin.append(start)
            ymax.append(end)
            level.append(np.full(len(rows), float(depth)))
    of = np.concatenate(group) if group else np.arange(0)
    order = np.argsort(of, kind="stable")
    of = of[order]
    columns = {
        name: np.concatenate(parts)[order] if parts else np.empty(0)
        for name, parts in (("ymin", ymin), ("ymax", ymax), ("level", level))
    }
    own = {name: key[of] for name, key in keys.items()}
    return Table({**own, **columns, "median": median[of]}, len(of), data.coords)
