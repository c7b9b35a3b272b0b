"""The front door: everything public, under one name.

>>> import plotkit.objects as so

`__all__` holds what makes a plot. What authors of marks, stats, moves and properties need is
reachable in the same way (``so.Mark``, ``so.reduce`` ...), but a star import leaves it out.
"""

from typing import TYPE_CHECKING

from plotkit.data.expr import as_float as as_float
from plotkit.data.expr import between as between
from plotkit.data.expr import clip as clip
from plotkit.data.expr import floor as floor
from plotkit.data.expr import log as log
from plotkit.data.expr import where as where
from plotkit.data.factor import Coded as Coded
from plotkit.data.factor import Factor as Factor
from plotkit.data.reductions import count as count
from plotkit.data.reductions import max_ as _max
from plotkit.data.reductions import mean as mean
from plotkit.data.reductions import min_ as _min
from plotkit.data.reductions import reduce as reduce
from plotkit.data.reductions import sum_ as _sum
from plotkit.data.relation import Parts as Parts
from plotkit.data.relation import Relation as Relation
from plotkit.data.roles import Position as Position
from plotkit.data.roles import frac
from plotkit.data.table import Table as Table
from plotkit.data.wide import cols
from plotkit.errors import MissingExtraError as MissingExtraError
from plotkit.errors import PlotSpecError, PlotTypeError, PlotWarning
from plotkit.hints import OBJECTS, missing
from plotkit.marks.area import Area, Band
from plotkit.marks.arrow import Arrow, Curve, Segment
from plotkit.marks.bar import Bar, Bars
from plotkit.marks.base import Mark as Mark
from plotkit.marks.box import Box
from plotkit.marks.boxen import Boxen
from plotkit.marks.bracket import Bracket
from plotkit.marks.candlestick import Candlestick
from plotkit.marks.contour import Contour
from plotkit.marks.dot import Dot, Dots, Scatter
from plotkit.marks.dumbbell import Dumbbell
from plotkit.marks.estimates import BarRange, CrossBar, LineBand, PointRange
from plotkit.marks.geo import Geo
from plotkit.marks.hex import Hex
from plotkit.marks.line import Line, Lines, Path, Paths, Step
from plotkit.marks.lollipop import Lollipop, Stem
from plotkit.marks.mappable import Mappable as Mappable
from plotkit.marks.mappable import MappableBool as MappableBool
from plotkit.marks.mappable import MappableColor as MappableColor
from plotkit.marks.mappable import MappableFloat as MappableFloat
from plotkit.marks.mappable import MappableString as MappableString
from plotkit.marks.mappable import MappableStyle as MappableStyle
from plotkit.marks.pane import Pane as Pane
from plotkit.marks.polygon import Polygon
from plotkit.marks.raincloud import Raincloud
from plotkit.marks.raster import Raster
from plotkit.marks.ridge import Ridge
from plotkit.marks.rug import Rug
from plotkit.marks.rule import Rule, Span
from plotkit.marks.segment import Dash, ErrorBar, Range
from plotkit.marks.text import Label, Text
from plotkit.marks.tile import Tile
from plotkit.marks.values import Values as Values
from plotkit.marks.vector import Vector
from plotkit.marks.violin import Violin
from plotkit.moves.base import Move as Move
from plotkit.moves.dodge import Dodge
from plotkit.moves.jitter import Jitter
from plotkit.moves.norm import Norm
from plotkit.moves.nudge import Nudge
from plotkit.moves.shift import Shift
from plotkit.moves.sina import Sina
from plotkit.moves.stack import Stack
from plotkit.moves.swarm import Swarm
from plotkit.page import Page as Page
from plotkit.page import Places as Places
from plotkit.plot import Composition, Image, Layer, Plot, Spacer, grid
from plotkit.properties.base import Property as Property
from plotkit.properties.registry import register as register
from plotkit.scales.base import Scale as Scale
from plotkit.scales.continuous import Continuous
from plotkit.scales.nominal import Boolean, Lump, Nominal
from plotkit.scales.order import by
from plotkit.scales.temporal import Temporal
from plotkit.stats.agg import Agg
from plotkit.stats.base import Stat as Stat
from plotkit.stats.bin import Bin
from plotkit.stats.bin2d import Bin2D
from plotkit.stats.box import BoxStats
from plotkit.stats.complete import Complete
from plotkit.stats.corr import Corr
from plotkit.stats.count import Count
from plotkit.stats.cumulate import Cumulate
from plotkit.stats.diff import Diff
from plotkit.stats.ecdf import ECDF
from plotkit.stats.ellipse import Ellipse
from plotkit.stats.est import Est
from plotkit.stats.fit import Fit
from plotkit.stats.function import Function
from plotkit.stats.hexbin import HexBin
from plotkit.stats.hist import Hist
from plotkit.stats.hull import Hull
from plotkit.stats.intervals import Intervals
from plotkit.stats.kde import KDE
from plotkit.stats.kde2d import KDE2D
from plotkit.stats.letter_values import LetterValues
from plotkit.stats.lowess import Lowess
from plotkit.stats.perc import Perc
from plotkit.stats.polyfit import PolyFit
from plotkit.stats.qq import QQ
from plotkit.stats.rank import Rank
from plotkit.stats.rolling import Rolling
from plotkit.stats.select import Select
from plotkit.stats.spline import Spline
from plotkit.typing import RGBA as RGBA

__all__ = [
    "ECDF",
    "KDE",
    "KDE2D",
    "QQ",
    "Agg",
    "Area",
    "Arrow",
    "Band",
    "Bar",
    "BarRange",
    "Bars",
    "Bin",
    "Bin2D",
    "Boolean",
    "Box",
    "BoxStats",
    "Boxen",
    "Bracket",
    "Candlestick",
    "Complete",
    "Composition",
    "Continuous",
    "Contour",
    "Corr",
    "Count",
    "CrossBar",
    "Cumulate",
    "Curve",
    "Dash",
    "Diff",
    "Dodge",
    "Dot",
    "Dots",
    "Dumbbell",
    "Ellipse",
    "ErrorBar",
    "Est",
    "Fit",
    "Function",
    "Geo",
    "Hex",
    "HexBin",
    "Hist",
    "Hull",
    "Image",
    "Intervals",
    "Jitter",
    "Label",
    "Layer",
    "LetterValues",
    "Line",
    "LineBand",
    "Lines",
    "Lollipop",
    "Lowess",
    "Lump",
    "Nominal",
    "Norm",
    "Nudge",
    "Path",
    "Paths",
    "Perc",
    "Plot",
    "PlotSpecError",
    "PlotTypeError",
    "PlotWarning",
    "PointRange",
    "PolyFit",
    "Polygon",
    "Raincloud",
    "Range",
    "Rank",
    "Raster",
    "Ridge",
    "Rolling",
    "Rug",
    "Rule",
    "Scatter",
    "Segment",
    "Select",
    "Shift",
    "Sina",
    "Spacer",
    "Span",
    "Spline",
    "Stack",
    "Stem",
    "Step",
    "Swarm",
    "Temporal",
    "Text",
    "Tile",
    "Vector",
    "Violin",
    "by",
    "cols",
    "frac",
    "grid",
]

if not TYPE_CHECKING:  # to which any name would be there

    def __getattr__(name: str) -> object:
        raise missing(__name__, name, __all__, OBJECTS)


least, most, total = _min, _max, _sum
"""Older names of ``reduce.min``, ``reduce.max`` and ``reduce.sum``, kept until 1.0."""
