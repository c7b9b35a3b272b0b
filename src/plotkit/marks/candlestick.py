"""Candlestick: prices of a day, an hour, a minute."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Literal

import numpy as np

from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable, MappableColor, MappableFloat
from plotkit.marks.paint import check_pair, paint, transparent
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.records import dataclass


@dataclass(frozen=True)
class _Candles(Mark):
    """Candlesticks of one kind: those that rise, fall, or end where they began."""

    color: MappableColor = Mappable("C0")
    alpha: MappableFloat = Mappable(1.0)
    edgewidth: MappableFloat = Mappable(1.0)
    width: MappableFloat = Mappable(0.8, grouping=False)
    kind: Literal["rising", "falling", "level"] = "rising"

    needs: ClassVar[tuple[str, ...]] = ("x", "low", "open", "close", "high")
    positions: ClassVar[Mapping[str, Any]] = MappingProxyType(dict.fromkeys(needs[1:], "y"))

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw the lines up to the bodies, then these."""
        change = np.sign(v.close - v.open)
        v = v.where(change == {"rising": 1, "falling": -1, "level": 0}[self.kind])
        color = paint(v.color, v.alpha)
        bottom, top = np.minimum(v.open, v.close), np.maximum(v.open, v.close)
        looks = {"color": color, "linewidth": v.edgewidth, "cap": "butt", "kws": self.artist_kws}
        for part in (v.range("low", bottom), v.range(top, "high")):
            pane.lines(part, **looks)
        if self.kind == "level":
            pane.lines(v.dash("close"), **looks)
            return
        pane.boxes(
            v.box("open", "close"),
            color=transparent(color) if self.kind == "rising" else color,
            edgecolor=color,
            edgewidth=v.edgewidth,
            inside=True,
            kws=self.artist_kws,
        )


@dataclass(frozen=True)
class Candlestick(Mark):
    """Prices: a line from the lowest to the highest, a body from the first to the last.

    Takes `open`, `high`, `low` and `close` at each `x`. Bodies that rise are hollow, those that
    fall are filled, so that they differ in print too; where the last price is the first one there
    is a line across, in the colour of texts. Times without prices, such as weekends, stay empty.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collections.
    colors
        Of what rises and of what falls.
    color
        Of all, instead of these.
    alpha
        Of lines and bodies.
    edgewidth
        Of the lines and outlines, in points.
    width
        Of the bodies, as a share of the smallest distance between positions.

    See Also
    --------
    Box : A summary of many values.
    Range : From the lowest to the highest alone.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"day": [1, 2], "o": [3, 4], "h": [6, 5], "l": [2, 1], "c": [5, 2]}
    >>> p = so.Plot(data, x="day", open="o", high="h", low="l", close="c").add(so.Candlestick())
    """

    color: MappableColor = Mappable(auto=True)
    alpha: MappableFloat = Mappable(1.0)
    edgewidth: MappableFloat = Mappable(1.0)
    width: MappableFloat = Mappable(0.8, grouping=False)
    colors: tuple[Any, Any] = ("C0", "C1")

    needs: ClassVar[tuple[str, ...]] = _Candles.needs
    positions: ClassVar[Mapping[str, Any]] = _Candles.positions

    def __post_init__(self) -> None:
        super().__post_init__()
        check_pair(self.colors, "Candlestick(colors=)")

    def compose(self) -> Mark:
        """Return what rises, what falls, and what does neither."""
        rising, falling = self.colors
        kinds: dict[Any, Mappable] = {
            "rising": Mappable(rising),
            "falling": Mappable(falling),
            "level": Mappable(rc="text.color"),
        }
        own = isinstance(self.color, Mappable)
        one, two, three = (
            _Candles(
                self.artist_kws,
                color=color if own else self.color,
                alpha=self.alpha,
                edgewidth=self.edgewidth,
                width=self.width,
                kind=kind,
                part=self.part,
            )
            for kind, color in kinds.items()
        )
        return one + two + three
