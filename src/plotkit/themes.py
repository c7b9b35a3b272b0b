"""Themes by name: rc parameters of matplotlib, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from plotkit.errors import PlotSpecError, PlotTypeError, quoted, suggestion

DEEP = (
    "#4C72B0", "#DD8452", "#55A868", "#C44E52", "#8172B3",
    "#937860", "#DA8BC3", "#8C8C8C", "#CCB974", "#64B5CD",
)  # fmt: skip
"""The ten colours that nominal data get by default."""

_SIZES = {
    "axes.labelsize": 12.0,
    "axes.titlesize": 12.0,
    "font.size": 12.0,
    "legend.fontsize": 11.0,
    "legend.title_fontsize": 12.0,
    "xtick.labelsize": 11.0,
    "ytick.labelsize": 11.0,
}
"""Font sizes in points."""

FONT_SIZES = tuple(_SIZES)
"""The rc parameters that are sizes of text."""

_LINES = {
    "axes.linewidth": 1.25,
    "grid.linewidth": 1.0,
    "lines.linewidth": 1.5,
    "lines.markersize": 6.0,
    "patch.linewidth": 1.0,
    "xtick.major.size": 6.0,
    "xtick.major.width": 1.25,
    "xtick.minor.size": 4.0,
    "xtick.minor.width": 1.0,
    "ytick.major.size": 6.0,
    "ytick.major.width": 1.25,
    "ytick.minor.size": 4.0,
    "ytick.minor.width": 1.0,
}
"""Widths and lengths of lines in points."""

_COMMON = {
    "axes.axisbelow": True,
    "axes.labelcolor": ".15",
    "figure.facecolor": "white",
    "font.family": ["sans-serif"],
    "font.sans-serif": ["Arial", "DejaVu Sans", "Liberation Sans", "sans-serif"],
    "grid.linestyle": "-",
    "image.cmap": "rocket",
    "lines.solid_capstyle": "round",
    "patch.edgecolor": "w",
    "patch.force_edgecolor": True,
    "text.color": ".15",
    "xtick.color": ".15",
    "xtick.direction": "out",
    "xtick.top": False,
    "ytick.color": ".15",
    "ytick.direction": "out",
    "ytick.right": False,
}


def _style(
    face: str,
    edge: str,
    grid: str,
    *,
    lines: bool = False,
    ticks: bool = False,
    spines: bool = True,
) -> dict[str, Any]:
    """Return a style: colours of panel, frame and grid; whether there are lines, ticks, frame."""
    return _COMMON | {
        "axes.edgecolor": edge,
        "axes.facecolor": face,
        "axes.grid": lines,
        "grid.color": grid,
        "xtick.bottom": ticks,
        "ytick.left": ticks,
    } | {f"axes.spines.{side}": spines for side in ("left", "bottom", "right", "top")}  # fmt: skip


def _context(factor: float) -> dict[str, Any]:
    return {name: size * factor for name, size in (_SIZES | _LINES).items()}


_NIGHT = {
    "axes.labelcolor": ".85",
    "axes.titlecolor": ".95",
    "figure.facecolor": "#15171c",
    "patch.edgecolor": "#15171c",
    "text.color": ".9",
    "xtick.color": ".75",
    "ytick.color": ".75",
    "axes.prop_cycle": (
        "#7aa6e8", "#f2a66b", "#7fcf92", "#ee8a8d", "#b3a3e6",
        "#c9a98f", "#f0aede", "#b8b8b8", "#e3d48c", "#8fd6ea",
    ),
}  # fmt: skip

_PRINT = {
    "axes.labelcolor": "k",
    "axes.linewidth": 0.6,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "lines.linewidth": 1.0,
    "lines.markersize": 4.0,
    "text.color": "k",
    "xtick.color": "k",
    "xtick.major.size": 3.0,
    "xtick.major.width": 0.6,
    "xtick.minor.size": 2.0,
    "xtick.minor.width": 0.4,
    "ytick.color": "k",
    "ytick.major.size": 3.0,
    "ytick.major.width": 0.6,
    "ytick.minor.size": 2.0,
    "ytick.minor.width": 0.4,
    "pdf.fonttype": 42,  # text stays text that an editor can change
} | {name: size * 2 / 3 for name, size in _SIZES.items()}

_REPORT = {
    "axes.titlelocation": "left",
    "plotkit.amounts": "visible",
    "plotkit.grid": "values",
    "plotkit.numbers": "short",
    "plotkit.points": "scaled",
    "plotkit.times": "names",
}

_PLAIN = {
    "axes.axisbelow": "line",
    "axes.labelcolor": "black",
    "axes.labelsize": "medium",
    "axes.linewidth": 0.8,
    "axes.prop_cycle": (
        "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd",
        "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf",
    ),
    "axes.titlesize": "large",
    "font.sans-serif": ["DejaVu Sans", "sans-serif"],
    "font.size": 10.0,
    "grid.linewidth": 0.8,
    "image.cmap": "viridis",
    "legend.fontsize": "medium",
    "legend.title_fontsize": None,
    "lines.solid_capstyle": "projecting",
    "patch.edgecolor": "black",
    "patch.force_edgecolor": False,
    "text.color": "black",
    "xtick.color": "black",
    "xtick.labelsize": "medium",
    "xtick.major.size": 3.5,
    "xtick.major.width": 0.8,
    "xtick.minor.size": 2.0,
    "xtick.minor.width": 0.6,
    "ytick.color": "black",
    "ytick.labelsize": "medium",
    "ytick.major.size": 3.5,
    "ytick.major.width": 0.8,
    "ytick.minor.size": 2.0,
    "ytick.minor.width": 0.6,
}  # fmt: skip
"""matplotlib's own defaults for what the other themes change."""

OWN: Mapping[str, tuple[Any, ...]] = MappingProxyType(
    {
        "plotkit.numbers": ("auto", "plain", "thousands", "short"),
        "plotkit.times": ("digits", "names"),
        "plotkit.grid": ("rc", "values"),
        "plotkit.amounts": ("light", "visible"),
        "plotkit.points": ("fixed", "scaled"),
    }
)
"""Parameters of plotkit that a theme may have beside those of matplotlib: what each may be, the
default first."""

THEMES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "darkgrid": _style("#EAEAF2", "white", "white", lines=True),
        "whitegrid": _style("white", ".8", ".8", lines=True),
        "dark": _style("#EAEAF2", "white", "white"),
        "white": _style("white", ".15", ".8"),
        "ticks": _style("white", ".15", ".8", ticks=True),
        "paper": _context(0.8),
        "notebook": _context(1.0),
        "talk": _context(1.5),
        "poster": _context(2.0),
        "plain": _style("white", "black", "#b0b0b0", ticks=True) | _PLAIN,
        "minimal": _style("white", ".15", ".9", lines=True, spines=False),
        "night": _style("#1e2128", "#1e2128", "#3a3f4b", lines=True) | _NIGHT,
        "report": _style("white", ".15", ".88", lines=True, spines=False) | _REPORT,
        "print": _style("white", "k", ".85", ticks=True) | _PRINT,
    }
)
"""Named themes: styles ("darkgrid" ... "report") and sizes ("paper" ... "poster").

"plain" is matplotlib as it comes. The others change only what they are about, so a style and a size
can be combined.
"""

DEFAULT: Mapping[str, Any] = MappingProxyType(
    {**THEMES["darkgrid"], **THEMES["notebook"], "axes.prop_cycle": DEEP}
)
"""What a plot looks like unless asked otherwise: rc parameters over matplotlib's own defaults."""


def resolve(*themes: str | Mapping[str, Any]) -> dict[str, Any]:
    """Return the rc parameters of themes, by name or by value, the later over the earlier.

    Examples
    --------
    >>> resolve("minimal", {"axes.grid": False})["axes.grid"]
    False
    """
    params: dict[str, Any] = {}
    for theme in themes:
        if isinstance(theme, Mapping):
            params |= theme
        elif not isinstance(theme, str):
            raise PlotTypeError(
                "A theme is a name or a dict of rc parameters of matplotlib, not "
                f"{type(theme).__name__} ({theme!r:.60})."
            )
        elif theme not in THEMES:
            raise PlotSpecError(
                f"There is no theme {theme!r}.{suggestion(theme, THEMES)} "
                f"There are: {quoted(THEMES)}."
            )
        else:
            params |= THEMES[theme]
    return params


def agreed_colors(themes: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the colours that all themes have in common, as of a figure of them.

    Examples
    --------
    >>> agreed_colors([{"text.color": "k", "font.size": 9}, {"text.color": "k", "font.size": 9}])
    {'text.color': 'k'}
    """
    first, *others = themes
    return {
        name: value
        for name, value in first.items()
        if name.endswith("color") and all(other.get(name) == value for other in others)
    }


def scaled(params: Mapping[str, Any], font_scale: float) -> dict[str, Any]:
    """Return rc parameters with all font sizes multiplied.

    Examples
    --------
    >>> scaled({"font.size": 10.0}, 1.5)["font.size"]
    15.0
    """
    if font_scale == 1:
        return dict(params)
    sizes = {name: params[name] for name in _SIZES if name in params}
    return dict(params) | {
        name: size * font_scale for name, size in sizes.items() if isinstance(size, int | float)
    }


WIDTHS: Mapping[str, float] = MappingProxyType(
    {
        "acs": 3.25, "acs-double": 7.0,
        "aps": 3.4, "aps-double": 7.0,
        "elsevier": 3.54, "elsevier-double": 7.48,
        "ieee": 3.5, "ieee-double": 7.16,
        "nature": 3.5, "nature-double": 7.2,
        "plos": 5.2, "plos-double": 7.5,
        "pnas": 3.43, "pnas-double": 7.0,
        "science": 2.25, "science-double": 4.75,
    }
)  # fmt: skip
"""Column widths of journals in inches, from their instructions to authors."""
