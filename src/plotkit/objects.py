"""The front door: everything public, under one name.

>>> import plotkit.objects as so
"""

from plotkit.data.expr import as_float, between, clip, floor, log, where
from plotkit.data.factor import Coded, Factor
from plotkit.data.reductions import count, least, mean, most, total
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import MissingExtraError, PlotSpecError, PlotTypeError, PlotWarning
from plotkit.marks.area import Area, Band
from plotkit.marks.bar import Bar, Bars
from plotkit.marks.base import (
    Mappable,
    MappableBool,
    MappableColor,
    MappableFloat,
    MappableString,
    MappableStyle,
    Mark,
)
from plotkit.marks.dot import Dot, Dots, Scatter
from plotkit.marks.line import Line, Lines, Path, Paths
from plotkit.marks.page import Page
from plotkit.marks.pane import Pane
from plotkit.marks.segment import Dash, Range
from plotkit.marks.text import Text
from plotkit.marks.values import Values
from plotkit.moves.base import Move
from plotkit.moves.dodge import Dodge
from plotkit.moves.jitter import Jitter
from plotkit.moves.norm import Norm
from plotkit.moves.shift import Shift
from plotkit.moves.stack import Stack
from plotkit.plot import Composition, Plot
from plotkit.properties.base import Property
from plotkit.properties.registry import register
from plotkit.scales.base import Scale
from plotkit.scales.continuous import Continuous
from plotkit.scales.nominal import Boolean, Nominal
from plotkit.scales.order import by
from plotkit.scales.temporal import Temporal
from plotkit.stats.agg import Agg
from plotkit.stats.base import Stat
from plotkit.stats.count import Count
from plotkit.stats.est import Est
from plotkit.stats.hist import Hist
from plotkit.stats.kde import KDE
from plotkit.stats.perc import Perc
from plotkit.stats.polyfit import PolyFit
from plotkit.typing import RGBA

__all__ = [
    "KDE",
    "RGBA",
    "Agg",
    "Area",
    "Band",
    "Bar",
    "Bars",
    "Boolean",
    "Coded",
    "Composition",
    "Continuous",
    "Count",
    "Dash",
    "Dodge",
    "Dot",
    "Dots",
    "Est",
    "Factor",
    "Hist",
    "Jitter",
    "Line",
    "Lines",
    "Mappable",
    "MappableBool",
    "MappableColor",
    "MappableFloat",
    "MappableString",
    "MappableStyle",
    "Mark",
    "MissingExtraError",
    "Move",
    "Nominal",
    "Norm",
    "Page",
    "Pane",
    "Path",
    "Paths",
    "Perc",
    "Plot",
    "PlotSpecError",
    "PlotTypeError",
    "PlotWarning",
    "PolyFit",
    "Property",
    "Range",
    "Relation",
    "Scale",
    "Scatter",
    "Shift",
    "Stack",
    "Stat",
    "Table",
    "Temporal",
    "Text",
    "Values",
    "as_float",
    "between",
    "by",
    "clip",
    "count",
    "floor",
    "least",
    "log",
    "mean",
    "most",
    "register",
    "total",
    "where",
]
