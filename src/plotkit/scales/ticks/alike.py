"""Numbers that stand beside each other are written alike: by one unit, with as many decimals."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from plotkit.records import dataclass
from plotkit.scales.ticks.decimals import common_places, few_places, sensible_places
from plotkit.scales.ticks.levels import level_label
from plotkit.scales.ticks.numbers import FEW, NumberStyle
from plotkit.typing import Floats


@dataclass(frozen=True, eq=False)
class Alike:
    """How all of some numbers are written, and any others with them.

    Attributes
    ----------
    style
        How numbers are written.
    all
        The numbers, shape (n,): those of a layer in all panels, say.

    Examples
    --------
    >>> import numpy as np
    >>> Alike(NumberStyle("short"), np.array([900.0, 1234, 15300])).texts(np.array([900.0, 15300]))
    ['0.9k', '15.3k']
    """

    style: NumberStyle
    all: Floats

    def texts(self, values: Floats) -> list[str]:
        """Write some of the numbers; missing ones as nothing."""
        return [
            "" if value != value else self._text(value, digits)
            for value, digits in zip(values.tolist(), self._digits(values), strict=True)
        ]

    @cached_property
    def _finite(self) -> Floats:
        return np.asarray(self.all[np.isfinite(self.all)], dtype=np.float64)

    @cached_property
    def _places(self) -> int | None:
        """How many decimals all have that are written in full; None for each its own."""
        return common_places(self._finite, [level_label(value) for value in self._finite.tolist()])

    @cached_property
    def _short(self) -> tuple[float, str, int] | None:
        """What short numbers are divided by, the letter for it, and their decimals, if alike."""
        if self.style.name != "short" or self._places is None:
            return None
        largest = float(np.abs(self._finite).max(initial=0.0))
        for size, unit in self.style.units(largest):
            places = few_places(self._finite / size)
            if places <= FEW or not unit:
                return size, unit, places
        return None

    def _digits(self, values: Floats) -> list[str]:
        """Return the digits of each number, as far as readers want them."""
        texts = [str(value) for value in values.tolist()]
        finite = np.isfinite(values)
        plain = values[finite]
        shown = [level_label(value) for value in plain.tolist()]
        if self._places is not None:
            shown = [f"{round(float(one), self._places) + 0.0:.{self._places}f}" for one in shown]
        elif len(plain) and (places := sensible_places(plain, shown)) is not None:
            shown = [level_label(one) for one in map(round, plain.tolist(), places)]
        for at, one in zip(np.flatnonzero(finite).tolist(), shown, strict=True):
            texts[at] = one
        return texts

    def _text(self, value: float, digits: str) -> str:
        if self._short is None or not np.isfinite(value):
            return self.style.text(value, digits)
        size, unit, places = self._short
        if unit and not value:
            return "0"
        return self.style.signed(f"{round(value / size, places) + 0.0:.{places}f}{unit}")
