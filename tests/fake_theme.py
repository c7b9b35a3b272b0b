"""A theme without a figure: fixed rc parameters, and matplotlib only to read colours."""

import matplotlib
import numpy as np
from matplotlib import colors
from matplotlib.markers import MarkerStyle

from plotkit.errors import PlotSpecError
from plotkit.properties.anchors import QUALITATIVE
from plotkit.themes import OWN
from tests.fake_ticks import FakeTicks

RC = {
    "axes.facecolor": "#EAEAF2",
    "axes.formatter.min_exponent": 0,
    "axes.unicode_minus": True,
    "axes.xmargin": 0.05,
    "axes.ymargin": 0.05,
    "figure.facecolor": "white",
    "font.size": 12.0,
    "lines.dashdot_pattern": [6.4, 1.6, 1, 1.6],
    "lines.dashed_pattern": [3.7, 1.6],
    "lines.dotted_pattern": [1, 1.65],
    "lines.linestyle": "-",
    "lines.linewidth": 1.5,
    "lines.marker": "None",
    "lines.markeredgewidth": 1.0,
    "lines.markersize": 6.0,
    "patch.edgecolor": "w",
    "patch.linewidth": 1.0,
    "scatter.marker": "o",
    "text.color": ".15",
}


class FakeTheme:
    """The least that properties, marks and limits ask of a theme."""

    def __init__(self, cycle=None, **rc):
        self._cycle = cycle or [f"#{digits}" for digits in QUALITATIVE["deep"].split()]
        self._rc = RC | {name: choices[0] for name, choices in OWN.items()} | rc
        self.parsed = 0

    def rc(self, name):
        return self._rc[name]

    def rgba(self, color):
        self.parsed += 1
        if isinstance(color, str) and color[:1] == "C" and color[1:].isdecimal():
            color = self._cycle[int(color[1:]) % len(self._cycle)]
        try:
            first, second = colors.to_rgba(color), colors.to_rgba(color, alpha=None)
        except (ValueError, TypeError) as error:
            raise PlotSpecError(f"{color!r} is no colour.") from error
        said = isinstance(color, tuple) and (len(color) in (2, 4))
        said = said or (isinstance(color, str) and (color == "none" or len(color) == 9))
        return second if said else (*first[:3], np.nan)

    def cycle(self):
        return self._cycle

    def colormap(self, name):
        if isinstance(name, str) and name in matplotlib.colormaps:
            name = matplotlib.colormaps[name]
        return name(np.arange(name.N)) if isinstance(name, colors.Colormap) else None

    def is_filled(self, marker):
        try:
            return bool(MarkerStyle(marker).is_filled())
        except (ValueError, TypeError) as error:
            raise PlotSpecError(f"{marker!r} is no marker.") from error

    def native_ticks(self, family):
        return FakeTicks(family)
