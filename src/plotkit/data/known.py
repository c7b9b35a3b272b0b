"""What is known of the rows of an engine before they are asked for, from the source's profile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from plotkit.data.groupfacts import GroupFacts
from plotkit.data.reductions import Reduction
from plotkit.records import dataclass, field, replace

Ends = tuple[float, float]


@dataclass(frozen=True)
class Facts:
    """What a profile tells of a column.

    Attributes
    ----------
    missing, infinite
        How many values are.
    ends
        The least and the most of the finite ones; None for categories, or if there are none.
    """

    missing: int
    infinite: int = 0
    ends: Ends | None = None


@dataclass(frozen=True)
class Known:
    """What is known of the rows of a table.

    Attributes
    ----------
    n
        How many there are; None if that is not known.
    ends
        Ends between which the finite values of columns lie; where `n` is known they occur.
    whole
        The columns all of whose values are finite.
    groups
        What is known of groups, as long as no row is left out.
    most
        How many there are at the most; None if that is not known.
    """

    n: int | None = None
    ends: Mapping[str, Ends] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()
    groups: tuple[GroupFacts, ...] = ()
    most: int | None = None

    def kept(self, names: Iterable[str]) -> Known:
        """Return what is known of columns that stay as they are."""
        if not self.ends and not self.whole:
            return self
        names = set(names)
        groups = tuple(one.kept(names) for one in self.groups)
        ends = {k: v for k, v in self.ends.items() if k in names}
        return replace(self, ends=ends, whole=self.whole & names, groups=groups)

    def renamed(self, column: str, name: str) -> Known:
        """Return what is known of one column under another name."""
        ends = {name: self.ends[column]} if column in self.ends else {}
        whole = frozenset({name} if column in self.whole else ())
        return Known(self.n, ends, whole, most=self.most)

    def tells(self, name: str) -> bool:
        """Tell whether the ends of a column are those of all rows, none of which lacks a value."""
        return self.n is not None and name in self.whole and name in self.ends

    def scalars(self, reductions: Mapping[str, Reduction]) -> dict[str, float] | None:
        """Return what reductions of all rows give, if that is known."""
        if self.n is None:
            return None
        found: dict[str, float] = {}
        for name, how in reductions.items():
            if how.column is None or (how.how == "count" and self.tells(how.column)):
                found[name] = float(self.n)
            elif how.how in ("min", "max") and self.tells(how.column):
                found[name] = self.ends[how.column][how.how == "max"]
            else:
                return None
        return found

    def filtered(self) -> Known:
        """Return what is known of some of the rows."""
        return replace(self, n=None, groups=())

    def finite(self, names: Iterable[str]) -> Known:
        """Return what is known once rows without a finite value in some columns are left out."""
        return replace(self, whole=self.whole.union(names))

    def moved(self, forwards: Mapping[str, Callable[[Any], Any]]) -> Known:
        """Return what is known once columns went through monotonic functions."""
        ends = dict(self.ends)
        groups = tuple(one.kept({*one.keys, *one.numbers} - forwards.keys()) for one in self.groups)
        for name, forward in forwards.items():
            if name in ends:
                with np.errstate(all="ignore"):
                    low, high = sorted(np.asarray(forward(np.array(ends.pop(name)))).tolist())
                if np.isfinite([low, high]).all():
                    ends[name] = low, high
        return replace(self, ends=ends, groups=groups)


UNKNOWN = Known()
