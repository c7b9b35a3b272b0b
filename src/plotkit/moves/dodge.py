"""Dodge: side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.factor import Factor, factorize_array
from plotkit.data.roles import FACETS, visible
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, check_name, check_number, name_list, quoted
from plotkit.moves.base import Move, untold
from plotkit.records import dataclass
from plotkit.typing import Codes

Empty: TypeAlias = Literal["keep", "drop", "fill"]
"""What becomes of the room of levels that a position does not have."""


@dataclass(frozen=True)
class Dodge(Move):
    """Put the marks at each position side by side within the width of one.

    Parameters
    ----------
    empty
        What to do where a group is missing: "keep" its place, "drop" it and close the gap, or
        "fill" the whole width with those there are.
    gap
        Share of each mark's width that is left free.
    by
        Variables to separate; by default all that group the layer, but not `text` beside others.
        Variables that tell the same rows apart (colour and fill mapped to one column) count once,
        and one that tells the same apart as the position not at all.
    width
        What the groups take together, as a share of the space between positions; by default the
        width of the mark. Layers with one width stand on each other, whatever their marks.

    See Also
    --------
    Stack : On top of each other in place of side by side.
    Jitter : At random, for points.

    Notes
    -----
    A `weight` makes no difference: each row is one mark.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": ["a", "a"], "y": [1, 2], "g": ["u", "v"]}
    >>> p = so.Plot(data, x="x", y="y", color="g").add(so.Bar(), so.Dodge(gap=.1))
    """

    together: ClassVar[bool] = True

    empty: Empty = "keep"
    gap: float = 0.0
    by: Sequence[str] | None = None
    width: float | None = None

    def __post_init__(self) -> None:
        check_name(self.empty, get_args(Empty), "value of Dodge(empty=)")
        check_number("Dodge(gap=)", self.gap, 0, 1)
        if self.width is not None:
            check_number("Dodge(width=)", self.width, 0)
        if self.by is not None:
            name_list(self.by, "Dodge(by=)")

    def __call__(self, t: Table, by: Sequence[str]) -> Table:
        """Narrow the marks and set them apart."""
        names = [n for n in untold(by) if n not in FACETS] if self.by is None else list(self.by)
        unknown = [name for name in names if name not in t]
        if unknown:
            raise PlotSpecError(
                f"Dodge(by=) names {quoted(unknown)}; there are: {quoted(visible(t))}."
            )
        slot, slots = _slots(t, names)
        if slots < 2 or not t.n:
            return t
        count, place = np.full(t.n, slots), slot
        if self.empty != "keep":
            place, present = _closed(t, slot, slots)
            count = present if self.empty == "fill" else count
            middle = (present - 1) / 2
        else:
            middle = np.full(t.n, (slots - 1) / 2)
        width = t["width"] / count
        step = width if self.width is None else self.width * t["space"] / count
        shift = (place - middle) * step
        moved = {name: t[name] + shift for name in t.positions("x")}
        return t.with_(**moved, width=width * (1 - self.gap))


def _slots(t: Table, names: Sequence[str]) -> tuple[Codes, int]:
    """Return the slot of each row among the combinations of levels, and how many there are."""
    slot, slots = np.zeros(t.n, dtype=np.intp), 1
    seen = [t.group("x").groups.codes] if "x" in t and t.unit("x").discrete else []
    for name in names:
        column = t[name]
        factor = column if isinstance(column, Factor) else factorize_array(column)
        factor = factor.drop_unused()
        if any(_alike(factor.codes, codes) for codes in seen):
            continue
        seen.append(factor.codes)
        size, missing = len(factor.levels), factor.missing
        codes = np.where(missing, size, factor.codes)  # what is missing has the last slot
        size += bool(missing.any())
        slot, slots = slot * size + codes, slots * size
    return slot, slots


def _alike(one: Codes, other: Codes) -> bool:
    """Tell whether two codings tell the same rows apart, whatever the order of their levels."""
    first, second = (codes.astype(np.intp) - codes.min(initial=0) for codes in (one, other))
    levels = np.count_nonzero(np.bincount(first))
    if levels != np.count_nonzero(np.bincount(second)):
        return False
    pairs = np.bincount(first * (int(second.max(initial=0)) + 1) + second)
    return bool(levels == np.count_nonzero(pairs))


def _closed(t: Table, slot: Codes, slots: int) -> tuple[Codes, Codes]:
    """Return the slot of each row without the empty ones at its position, and how many are left."""
    at = t.group(*(name for name in (*FACETS, "x") if name in t)).groups
    used = np.zeros((at.count, slots), dtype=bool)
    used[at.codes, slot] = True
    place = np.cumsum(used, axis=1)[at.codes, slot] - 1
    return place, used.sum(axis=1)[at.codes]
