"""Small tables as moves get them: upright, in axis units, with width and baseline."""

import numpy as np

from plotkit.data.factor import factorize
from plotkit.data.kind import Kind
from plotkit.data.table import Table
from plotkit.data.units import Units
from plotkit.scales.instants import instant_days
from plotkit.scales.transform import transform

LOG = transform("log")
LOG_UNITS = Units(forward=LOG.forward, inverse=LOG.inverse, linear=False)
TIME_UNITS = Units(Kind.TIME, parse=instant_days)
LEVEL_UNITS = Units(Kind.CATEGORY, levels=("p", "q", "r"))


def table(units=None, **columns):
    """Make a table; lists of text become factors with their levels sorted."""
    made = {"width": 0.8, "baseline": 0.0, **columns}
    for name, column in made.items():
        if isinstance(column, list) and any(isinstance(value, str) for value in column):
            factor = factorize(column)
            made[name] = factor.recode(sorted(factor.levels))
        elif isinstance(column, list):
            made[name] = np.array(column, dtype=float)
    return Table.of(made, units)
