"""Ticks of a drawing library that needs no axis and no matplotlib: round numbers, short labels."""

import math
from dataclasses import dataclass
from functools import partial

import numpy as np

from plotkit.properties.nativeticks import TickFamily
from plotkit.scales.ticks.choosers import at_most
from plotkit.scales.ticks.numbers import nice_ticks, number_labels
from plotkit.scales.ticks.times import time_labels, time_ticks


def powers(base, low, high, most):
    """Return powers within low-high, thinned."""
    first = math.ceil(math.log(low, base) - 1e-9)
    last = math.floor(math.log(high, base) + 1e-9)
    stride = -(-(last - first) // most)
    return [float(base) ** power for power in range(first, last + 1, max(stride, 1))]


@dataclass(frozen=True)
class FakeTicks:
    """What `NativeTicks` asks for."""

    family: TickFamily

    def positions(self, low, high, space, most=None):
        choose = nice_ticks
        if self.family.name == "log":
            choose = partial(powers, self.family.base)
        elif self.family.name == "time":
            space, choose = 6, partial(time_ticks, zone=self.family.zone)
            most = min(self.family.upto, most or self.family.upto)
        found = choose(low, high, space) if most is None else at_most(most, choose, low, high)
        return np.array(found, dtype=np.float64)

    def minor_positions(self, low, high, space):
        if self.family.name != "log" or space < 3:
            return np.empty(0)
        decades = self.family.base ** np.floor(np.log([low, high]) / np.log(self.family.base))
        found = np.outer(np.unique(decades), np.arange(2, self.family.base)).ravel()
        return found[(found >= low) & (found <= high)]

    def labels(self, positions, low, high, minor=False):
        if self.family.name == "log":
            few = high < self.family.base * low
            return [self._power(x) if few or not minor else "" for x in positions]
        if minor:
            return [""] * len(positions)
        if self.family.name == "time":
            return time_labels(positions, self.family.zone)
        scale = 1e6 if high >= 1e7 else 1.0
        return number_labels([x / scale for x in positions])

    def _power(self, x):
        if not x:
            return "0"
        base, exponent = self.family.base, round(math.log(abs(x), self.family.base), 3)
        return f"{'-' if x < 0 else ''}{base:g}^{exponent:g}"

    def offset(self, positions, low, high):
        return "1e6" if self.family.name == "linear" and high >= 1e7 else ""
