"""Select: some rows of each group, to be labelled or marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.lazy import LazyTable
from plotkit.data.reductions import Reduction, count, max_, min_
from plotkit.data.relation import Relation
from plotkit.data.rowlimit import TooManyRowsError
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, check_name, check_seed
from plotkit.records import dataclass
from plotkit.stats.base import Stat
from plotkit.stats.bygroup import ByGroup, usable
from plotkit.stats.engineselection import EngineSelection
from plotkit.stats.inorder import SUM_BEFORE, InOrder, whole
from plotkit.typing import Codes, Floats

_ANY = 2**62
Which: TypeAlias = Literal["first", "last", "min", "max", "nth", "sample"]
_ENDS: Mapping[str, Sequence[Reduction]] = {
    "first": (min_("x"), min_("y")),
    "last": (max_("x"), max_("y")),
    "min": (min_("y"), min_("x")),
    "max": (max_("y"), min_("x")),
}
"""Where rows are in their group, and, of several alike, which of them."""


@dataclass(frozen=True)
class Select(Stat):
    """Keep some rows of each group: the ends of lines, extremes, a sample.

    Parameters
    ----------
    which
        "first" and "last" go by the position, "min" and "max" by the value; "nth" is the row
        number `n` by position, from 0, or from -1 backwards; "sample" takes rows at random.
    n
        How many rows of each group, or which one for "nth".
    seed
        Of "sample"; default: that of ``Plot.config.seed``.

    Notes
    -----
    The rows stay as they are, with all their columns. Only rows that have a value count. A group
    with fewer rows keeps what it has. Of equal values the first by position come first. Lazy data
    are fetched, as many rows as ``Plot.config.max_rows`` allows; of more an engine finds all but a
    "sample".

    With a `weight` variable rows whose weight is not positive do not count, and a sample takes the
    others by chances that go with their weights.

    Reference: Efraimidis, P. S. and Spirakis, P. G. (2006), Weighted random sampling with a
    reservoir, Information Processing Letters 97(5), 181-185.

    See Also
    --------
    Agg : One number for each position.
    Text : Writes the rows that are left.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": [1, 2, 1, 2], "y": [1, 3, 2, 1], "kind": ["a", "a", "b", "b"]}
    >>> p = so.Plot(data, x="x", y="y", color="kind").add(so.Line())
    >>> p = p.add(so.Text(halign="left"), so.Select("last"), text="kind")
    """

    instead: ClassVar[str] = SUM_BEFORE

    which: Which = "last"
    n: int = 1
    seed: int | None = None

    def __post_init__(self) -> None:
        check_name(self.which, get_args(Which), "which of Select")
        check_seed(self.seed)
        nth = self.which == "nth"
        if not whole(self.n, -_ANY if nth else 1):
            raise PlotSpecError(
                f"n of Select({self.which!r}) must be a whole number"
                f"{'' if nth else ' from 1 on'}, not {self.n!r}."
            )

    def required(self) -> list[str]:
        """Return the columns without which it can do nothing."""
        return ["x", "y"] if self.which in ("min", "max") else ["x"]

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Choose among the rows of each group."""
        rows = InOrder.of(self, self._found(usable(data), by), by, *self.required()[1:])
        y = rows.y if "y" in rows.table else np.zeros(rows.table.n)
        choose = self._chooser(y, rows.table.columns.get("weight"))
        chosen = [np.sort(choose(own[~np.isnan(y[own])])) for own in rows.slices()]
        taken = np.concatenate(chosen) if chosen else np.empty(0, dtype=np.intp)
        return rows.told(rows.table.take(taken))

    def _found(self, data: Relation, by: Sequence[str]) -> Relation:
        """Return rows among which the chosen ones are: of more than may be fetched some."""
        which, number = self._end()
        if isinstance(data, Table) or data.reduced or which not in _ENDS:
            return data
        if not {"x", *self.required()} <= {*data} or (data.known.most or np.inf) <= data.limit:
            return data
        names = [n for n in by if n != "text" and (n in data.coded or n in data.categories)]
        rows: Relation = usable(data, *(name for name in "xy" if name in data))
        for end in _ENDS[which]:
            units = rows.coords.unit_of(end.column or "")
            if not isinstance(rows, LazyTable) or units is None or units.discrete:
                break  # an engine does not know the order of levels
            rows = _at_end(rows, names, end, number)
            try:
                return rows.collect()
            except TooManyRowsError:
                if number > 1:
                    raise
                continue  # many are alike
        return rows

    def _end(self) -> tuple[str, int]:
        """Return the end of its group at which the chosen rows are, and how many rows from it."""
        if self.which != "nth":
            return self.which, int(self.n)
        return ("first", int(self.n) + 1) if self.n >= 0 else ("last", -int(self.n))

    def _chooser(self, y: Floats, weight: Floats | None) -> Callable[[Codes], Codes]:
        """Return what chooses among the rows of one group, which are in order."""
        n = int(self.n)
        last = None if n == -1 else n + 1
        random = np.random.default_rng(self.seed)

        def sample(own: Codes) -> Codes:
            if weight is None:
                return random.permutation(own)[:n]
            waits = random.exponential(size=len(own)) / weight[own]  # the heavier, the sooner
            return own[np.argsort(waits, kind="stable")[:n]]

        ways: dict[str, Callable[[Codes], Codes]] = {
            "first": lambda own: own[:n],
            "last": lambda own: own[-n:],
            "min": lambda own: own[np.argsort(y[own], kind="stable")[:n]],
            "max": lambda own: own[np.argsort(-y[own], kind="stable")[:n]],
            "nth": lambda own: own[n:last] if -len(own) <= n else own[:0],
            "sample": sample,
        }
        return ways[self.which]


def _at_end(data: LazyTable, names: Sequence[str], end: Reduction, number: int) -> Relation:
    """Return the rows of an engine that are at the end of a column in their group.

    So many of each group, and all that are like the last of these.
    """
    column = end.column or ""
    asked = {"end": end} if number == 1 else {"n": count()}
    groups = ByGroup.of(data.without("weight"), names, **asked)
    if groups.groups is not None:  # of so many groups the rows are fetched, and are few enough
        return data
    if number == 1:
        ends = groups.summaries["end"]
    else:
        n = groups.summaries["n"]
        place = np.minimum(n, number) if end.how == "min" else np.maximum(n - number + 1, 1)
        ends = EngineSelection.of(groups, column).at(place[:, None])[:, 0]
    values: Any = data[column]
    outermost = groups.spread(ends)
    return data.filter(values <= outermost if end.how == "min" else values >= outermost)
