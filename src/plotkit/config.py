"""Settings that hold for a session: the theme, the display, and what is done by default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

DEEP = (
    "#4C72B0", "#DD8452", "#55A868", "#C44E52", "#8172B3",
    "#937860", "#DA8BC3", "#8C8C8C", "#CCB974", "#64B5CD",
)  # fmt: skip
"""The ten colours that nominal data get by default."""

DEFAULT_THEME: Mapping[str, Any] = MappingProxyType(
    {
        "axes.axisbelow": True,
        "axes.edgecolor": "white",
        "axes.facecolor": "#EAEAF2",
        "axes.grid": True,
        "axes.labelcolor": ".15",
        "axes.labelsize": 12.0,
        "axes.linewidth": 1.25,
        "axes.prop_cycle": DEEP,
        "axes.titlesize": 12.0,
        "figure.facecolor": "white",
        "font.family": ["sans-serif"],
        "font.sans-serif": [
            "Arial",
            "DejaVu Sans",
            "Liberation Sans",
            "Bitstream Vera Sans",
            "sans-serif",
        ],
        "font.size": 12.0,
        "grid.color": "white",
        "grid.linestyle": "-",
        "grid.linewidth": 1.0,
        "image.cmap": "rocket",
        "legend.fontsize": 11.0,
        "legend.title_fontsize": 12.0,
        "lines.linewidth": 1.5,
        "lines.markersize": 6.0,
        "lines.solid_capstyle": "round",
        "patch.edgecolor": "w",
        "patch.force_edgecolor": True,
        "patch.linewidth": 1.0,
        "text.color": ".15",
        "xtick.bottom": False,
        "xtick.color": ".15",
        "xtick.direction": "out",
        "xtick.labelsize": 11.0,
        "xtick.major.size": 6.0,
        "xtick.major.width": 1.25,
        "xtick.minor.size": 4.0,
        "xtick.minor.width": 1.0,
        "xtick.top": False,
        "ytick.color": ".15",
        "ytick.direction": "out",
        "ytick.labelsize": 11.0,
        "ytick.left": False,
        "ytick.major.size": 6.0,
        "ytick.major.width": 1.25,
        "ytick.minor.size": 4.0,
        "ytick.minor.width": 1.0,
        "ytick.right": False,
    }
)
"""What a plot looks like unless asked otherwise: rc parameters over matplotlib's own defaults."""


class ThemeConfig(dict[str, Any]):
    """The rc parameters of every plot of the session; a dict that can be reset.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> so.Plot.config.theme.update({"axes.facecolor": "white"})
    >>> so.Plot.config.theme.reset()
    """

    def __init__(self) -> None:
        super().__init__(DEFAULT_THEME)

    def reset(self) -> None:
        """Return to plotkit's own theme."""
        self.clear()
        self.update(DEFAULT_THEME)

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(
            f"<tr><td>{escape(name)}</td><td>{escape(repr(value))}</td></tr>"
            for name, value in sorted(self.items())
        )
        return f"<table>{rows}</table>"


@dataclass
class Config:
    """Settings that every plot of the session shares.

    Attributes
    ----------
    theme
        rc parameters by name.
    display
        How notebooks show a plot: `format` ("png" or "svg"), `scaling` of the size, and `hidpi`
        for twice the pixels at the same size.
    seed
        Where random numbers (jitter, bootstrap) start when a stat or move has no seed of its own.
    max_rows
        How many rows may be fetched from a lazy source.
    """

    theme: ThemeConfig = field(default_factory=ThemeConfig)
    display: dict[str, Any] = field(
        default_factory=lambda: {"format": "png", "scaling": 0.85, "hidpi": True}
    )
    seed: int = 0
    max_rows: int = 1_000_000


CONFIG = Config()
"""The session's settings; `Plot.config`."""
