"""Guided: what legends and colour bars look like, said in one call."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Self

from plotkit.errors import brief
from plotkit.spec.legend import GuidePlace, Per, build_legend


@brief
class Guided(ABC):
    """Base of what has guides."""

    @abstractmethod
    def _with(self, **changes: Any) -> Self:
        """Return a copy whose specification differs."""

    def legend(
        self,
        position: GuidePlace | Mapping[str, GuidePlace] = "auto",
        *,
        columns: int | Mapping[str, int] | None = None,
        order: Sequence[str] | Mapping[str, Sequence[Any]] = (),
        reverse: bool | Sequence[str] = False,
        title: str | Mapping[str, str] | None = None,
        hide: str | Sequence[str] = (),
        most: int | Mapping[str, int] | None = None,
        per: Per = "figure",
    ) -> Self:
        """Say where legends and colour bars stand; settings of an earlier call are dropped.

        A dict says it for single blocks, by the name of a property or of a variable; "layers" is
        the block of layers that have a label.

        Parameters
        ----------
        position
            "auto": at the right, or below where the panels would have too little room; "right",
            "left", "top" or "bottom", outside; "upper left", "center" ... or (x, y) in 0-1, within
            the panels; "direct" for names at the ends of lines and areas; None for no guide at all.
        columns
            Of entries; by default as the room demands.
        order
            Names of blocks, from the first to the last; or a dict from a name to levels, for the
            order of entries. What is not named follows.
        reverse
            Whether entries stand in reverse order, or the names of blocks where they do.
        title
            Of blocks, "" for none; as ``label(color=...)`` does for the blocks of a property.
        hide
            Properties, variables and labels of layers that have no entry.
        most
            Entries of a block, at most 40 by default; the others are counted in a last line, as
            are those that have no room.
        per
            "figure" for guides of the whole figure; "axes" for each panel its own, with the levels
            drawn there.

        See Also
        --------
        Plot.label : The title of a block, by its property.
        Nominal : ``guide=None`` for no guide of one property.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2], "g": ["a", "b"]}, x="x", y="x", color="g").add(so.Dot())
        >>> p = p.legend("bottom", reverse=True, title={"color": "Group"})
        """
        spec = build_legend(position, columns, order, reverse, title, hide, most, per)
        return self._with(legend=spec)
