"""Phrases: what marks, stats and properties are called in plain words, and how values are said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor, isfinite, log10
from types import MappingProxyType
from typing import Any

import numpy as np

from plotkit.data.column import CLOCK, from_days
from plotkit.data.kind import Kind
from plotkit.scales.base import AxisScale
from plotkit.scales.ticks import TickLabels, on_clock
from plotkit.scales.ticks.levels import level_label, level_labels, level_names

MARKS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("Dot", "Dots", "Scatter"), ("Scatter plot", "point")),
        **dict.fromkeys(("Line", "Lines", "Path", "Paths"), ("Line chart", "line")),
        "Step": ("Step chart", "line"),
        **dict.fromkeys(("Bar", "Bars"), ("Bar chart", "bar")),
        "Area": ("Area chart", "area"),
        "Band": ("Chart of bands", "band"),
        "Range": ("Chart of ranges", "range"),
        "ErrorBar": ("Chart of error bars", "error bar"),
        "Dash": ("Chart of dashes", "dash"),
        "PointRange": ("Chart of points with ranges", "point"),
        "LineBand": ("Line chart with bands", "line"),
        "BarRange": ("Bar chart with error bars", "bar"),
        "CrossBar": ("Chart of crossed bars", "bar"),
        "Candlestick": ("Candlestick chart", "candle"),
        "Box": ("Box plot", "box"),
        "Boxen": ("Letter-value plot", "box"),
        "Violin": ("Violin plot", "violin"),
        "Ridge": ("Ridgeline plot", "ridge"),
        "Raincloud": ("Raincloud plot", "cloud"),
        **dict.fromkeys(("Lollipop", "Stem"), ("Lollipop chart", "stem")),
        "Dumbbell": ("Dumbbell chart", "dumbbell"),
        "Tile": ("Heat map", "cell"),
        "Raster": ("Heat map", "cell"),
        "Hex": ("Hexagon plot", "hexagon"),
        "Contour": ("Contour plot", "contour"),
        "Image": ("Picture", "picture"),
        "Polygon": ("Chart of polygons", "polygon"),
        "Geo": ("Map", "shape"),
        "Vector": ("Vector field", "arrow"),
        "Arrow": ("Chart of arrows", "arrow"),
        **dict.fromkeys(("Segment", "Rule"), ("Chart of straight lines", "straight line")),
        "Curve": ("Chart of curves", "curve"),
        "Span": ("Chart of spans", "shaded span"),
        "Rug": ("Rug plot", "tick"),
        **dict.fromkeys(("Text", "Label"), ("Chart of texts", "text")),
        "Bracket": ("Chart of brackets", "bracket"),
    }
)
"""What a plot of a mark is called, and one of the marks."""

NOTES = frozenset(
    (
        *("Rule", "Span", "Text", "Label", "Bracket", "Arrow", "Segment", "Curve", "Rug", "Image"),
        *("Band", "Range", "ErrorBar"),
    )
)
"""Marks that explain others, which the plot is named after where there are any."""

OF_ONE: Mapping[str, str] = MappingProxyType(
    {"Hist": "Histogram", "KDE": "Density plot", "ECDF": "Plot of the cumulative distribution"}
)
"""What a plot of what a stat makes of one variable is called."""

FITS = frozenset(("PolyFit", "Fit", "Lowess", "Spline"))
"""Stats whose lines follow others."""

STATS: Mapping[str, str] = MappingProxyType(
    {
        "Agg": "summarised by group",
        "Est": "estimated with intervals",
        "Perc": "percentiles",
        "Count": "counted",
        "Hist": "counted in bins",
        "Bin": "summarised in bins",
        "Bin2D": "summarised in rectangles",
        "HexBin": "summarised in hexagons",
        "KDE": "as an estimated density",
        "KDE2D": "as an estimated density",
        "ECDF": "as a cumulative distribution",
        "QQ": "against the quantiles of a distribution",
        "BoxStats": "by quartiles",
        "LetterValues": "by letter values",
        "PolyFit": "fitted by a polynomial",
        "Fit": "fitted by a model",
        "Lowess": "smoothed locally",
        "Spline": "smoothed",
        "Rolling": "in a moving window",
        "Cumulate": "cumulated",
        "Diff": "as differences",
        "Rank": "ranked",
        "Corr": "as correlations",
        "Decimate": "thinned to what can be seen",
    }
)
"""What stats make of rows."""

PROPERTIES: Mapping[str, str] = MappingProxyType(
    {
        "color": "colour",
        "fillcolor": "fill colour",
        "edgecolor": "edge colour",
        "alpha": "opacity",
        "fillalpha": "fill opacity",
        "pointsize": "size",
        "linewidth": "line width",
        "linestyle": "line style",
        "edgewidth": "edge width",
        "edgestyle": "edge style",
        "fontsize": "text size",
        "marker": "marker",
        "hatch": "hatch",
        "fill": "fill",
    }
)

MOST = 6
"""So many levels are named; of more there are only the first and the last."""


def several(n: int, noun: str) -> str:
    """Say how many there are.

    Examples
    --------
    >>> several(1, "box"), several(12000, "box")
    ('1 box', '12,000 boxes')
    """
    return f"{n:,} {noun if n == 1 else many(noun)}"


def many(noun: str) -> str:
    """Return the plural of a noun."""
    return noun + ("es" if noun[-1] in "xsh" else "s")


def listed(names: Sequence[str]) -> str:
    """Say a few names.

    Examples
    --------
    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def levels_said(labels: Sequence[str], most: int = MOST, n: int | None = None) -> str:
    """Say the levels of a category; of `n` that are more than `most` the first and the last one.

    Examples
    --------
    >>> levels_said(["a", "b", "c"]), levels_said(["a", "h"], n=8)
    ('a, b, c', '8 from a to h')
    """
    n = len(labels) if n is None else n
    if n <= most:
        return ", ".join(map(plain, labels))
    return f"{n:,} from {plain(labels[0])} to {plain(labels[-1])}"


def plain(text: str) -> str:
    r"""Return a label in one line, without marks of formulas.

    Examples
    --------
    >>> plain("Price\n(\\$)")
    'Price ($)'
    """
    text = " ".join(text.replace("\\$", "$").split())
    if not text.isprintable():  # half of a letter, and what no file may hold
        text = "".join(letter for letter in text if letter.isprintable())
    return text


def number(value: float) -> str:
    """Write a number as one says it: in full, and no more exactly than a reader can hold.

    Examples
    --------
    >>> number(2019.0), number(1234567.8), number(0.012345), number(2.5e20)
    ('2019', '1,234,568', '0.01235', '2.5e+20')
    """
    size = abs(value)
    if not isfinite(value):
        return str(value)
    if size and not 1e-6 <= size < 1e15:
        return f"{value:.4g}"
    if value == int(value) or size >= 1e4:
        return f"{round(value):,}" if size >= 1e4 else str(int(value))
    text = f"{value:.{max(3 - floor(log10(size)), 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def ends_said(scale: AxisScale, low: float, high: float) -> tuple[str, str]:
    """Say the first and the last place on an axis, given in axis units."""
    levels = scale.units.levels
    if levels is not None:
        ends = levels[max(round(low), 0)], levels[min(round(high), len(levels) - 1)]
        first, last = texts_of(ends, scale.labels, scale.units.zone)
        return plain(first), plain(last)
    if not scale.units.linear:
        low, high = scale.invert(np.array([low, high])).tolist()
    return amounts_said(scale, low, high)


def amounts_said(scale: AxisScale, low: float, high: float) -> tuple[str, str]:
    """Say the first and the last amount, or instant, that a scale shows."""
    kind = scale.units.kind
    if kind in (Kind.TIME, Kind.DURATION) and np.isfinite(high - low):
        return _times(kind, low, high, scale.units.zone)
    return _with_unit(number(low), scale), _with_unit(number(high), scale)


def texts_of(levels: Sequence[Any], labels: TickLabels, zone: str | None = None) -> list[str]:
    """Write levels as an axis does."""
    texts = level_labels(levels, labels, zone)
    if not labels.names:
        return texts
    named = level_names(labels.names, levels, zone)
    return [named.get(level, text) for level, text in zip(levels, texts, strict=True)]


def _times(kind: Kind, low: float, high: float, zone: str | None) -> tuple[str, str]:
    """Write instants to the day, minute or second, as their distance asks; durations likewise."""
    made = from_days(np.array([low, high]), kind)
    if np.isnat(made).any():  # beyond what numpy's times can be
        since = " d from 1970" if kind is Kind.TIME else " d"
        return number(low) + since, number(high) + since
    if kind is Kind.TIME:
        unit = "D" if high - low > 2 else "m" if high - low > 0.1 else "s"
        clocks = [one if zone in (None, CLOCK) else on_clock(one, zone) for one in made]
        made = np.array(clocks, dtype=f"M8[{unit}]")
    first, last = (level_label(one) for one in made)
    return first, last


def _with_unit(text: str, scale: AxisScale) -> str:
    unit = scale.labels.unit
    if not unit:
        return text
    said = unit if isinstance(unit, str) else "".join(unit)
    return said.replace("{}", text) if "{}" in said else f"{text} {said.strip()}"
