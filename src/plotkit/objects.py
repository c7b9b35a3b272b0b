"""The front door: everything public, under one name.

>>> import plotkit.objects as so

`__all__` holds what makes a plot. What authors of marks, stats, moves and properties need is
reachable in the same way (``so.Mark``, ``so.reduce`` ...), but a star import leaves it out.

A name is imported when somebody asks for it: a figure needs a few of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from plotkit.data.roles import declare_later
from plotkit.plot import Composition, Image, Layer, Plot, Spacer, grid

if TYPE_CHECKING:
    from plotkit.data.expr import as_float as as_float
    from plotkit.data.expr import between as between
    from plotkit.data.expr import clip as clip
    from plotkit.data.expr import floor as floor
    from plotkit.data.expr import log as log
    from plotkit.data.expr import where as where
    from plotkit.data.factor import Coded as Coded
    from plotkit.data.factor import Factor as Factor
    from plotkit.data.reductions import count as count
    from plotkit.data.reductions import mean as mean
    from plotkit.data.reductions import reduce as reduce
    from plotkit.data.relation import Parts as Parts
    from plotkit.data.relation import Relation as Relation
    from plotkit.data.roles import Position as Position
    from plotkit.data.roles import frac
    from plotkit.data.table import Table as Table
    from plotkit.data.wide import cols
    from plotkit.errors import MissingExtraError as MissingExtraError
    from plotkit.errors import PlotSpecError, PlotTypeError, PlotWarning
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
    from plotkit.stats.decimate import Decimate
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

    least, most, total = reduce.min, reduce.max, reduce.sum

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
    "Decimate",
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

_NAMES = {
    "plotkit.data.expr": "as_float between clip floor log where",
    "plotkit.data.factor": "Coded Factor",
    "plotkit.data.reductions": "count mean reduce",
    "plotkit.data.relation": "Parts Relation",
    "plotkit.data.roles": "Position frac",
    "plotkit.data.table": "Table",
    "plotkit.data.wide": "cols",
    "plotkit.errors": "MissingExtraError PlotSpecError PlotTypeError PlotWarning",
    "plotkit.marks.area": "Area Band",
    "plotkit.marks.arrow": "Arrow Curve Segment",
    "plotkit.marks.bar": "Bar Bars",
    "plotkit.marks.base": "Mark",
    "plotkit.marks.box": "Box",
    "plotkit.marks.boxen": "Boxen",
    "plotkit.marks.bracket": "Bracket",
    "plotkit.marks.candlestick": "Candlestick",
    "plotkit.marks.contour": "Contour",
    "plotkit.marks.dot": "Dot Dots Scatter",
    "plotkit.marks.dumbbell": "Dumbbell",
    "plotkit.marks.estimates": "BarRange CrossBar LineBand PointRange",
    "plotkit.marks.geo": "Geo",
    "plotkit.marks.hex": "Hex",
    "plotkit.marks.line": "Line Lines Path Paths Step",
    "plotkit.marks.lollipop": "Lollipop Stem",
    "plotkit.marks.mappable": (
        "Mappable MappableBool MappableColor MappableFloat MappableString MappableStyle"
    ),
    "plotkit.marks.pane": "Pane",
    "plotkit.marks.polygon": "Polygon",
    "plotkit.marks.raincloud": "Raincloud",
    "plotkit.marks.raster": "Raster",
    "plotkit.marks.ridge": "Ridge",
    "plotkit.marks.rug": "Rug",
    "plotkit.marks.rule": "Rule Span",
    "plotkit.marks.segment": "Dash ErrorBar Range",
    "plotkit.marks.text": "Label Text",
    "plotkit.marks.tile": "Tile",
    "plotkit.marks.values": "Values",
    "plotkit.marks.vector": "Vector",
    "plotkit.marks.violin": "Violin",
    "plotkit.moves.base": "Move",
    "plotkit.moves.dodge": "Dodge",
    "plotkit.moves.jitter": "Jitter",
    "plotkit.moves.norm": "Norm",
    "plotkit.moves.nudge": "Nudge",
    "plotkit.moves.shift": "Shift",
    "plotkit.moves.sina": "Sina",
    "plotkit.moves.stack": "Stack",
    "plotkit.moves.swarm": "Swarm",
    "plotkit.page": "Page Places",
    "plotkit.properties.base": "Property",
    "plotkit.properties.registry": "register",
    "plotkit.scales.base": "Scale",
    "plotkit.scales.continuous": "Continuous",
    "plotkit.scales.nominal": "Boolean Lump Nominal",
    "plotkit.scales.order": "by",
    "plotkit.scales.temporal": "Temporal",
    "plotkit.stats.agg": "Agg",
    "plotkit.stats.base": "Stat",
    "plotkit.stats.bin": "Bin",
    "plotkit.stats.bin2d": "Bin2D",
    "plotkit.stats.box": "BoxStats",
    "plotkit.stats.complete": "Complete",
    "plotkit.stats.corr": "Corr",
    "plotkit.stats.count": "Count",
    "plotkit.stats.cumulate": "Cumulate",
    "plotkit.stats.decimate": "Decimate",
    "plotkit.stats.diff": "Diff",
    "plotkit.stats.ecdf": "ECDF",
    "plotkit.stats.ellipse": "Ellipse",
    "plotkit.stats.est": "Est",
    "plotkit.stats.fit": "Fit",
    "plotkit.stats.function": "Function",
    "plotkit.stats.hexbin": "HexBin",
    "plotkit.stats.hist": "Hist",
    "plotkit.stats.hull": "Hull",
    "plotkit.stats.intervals": "Intervals",
    "plotkit.stats.kde": "KDE",
    "plotkit.stats.kde2d": "KDE2D",
    "plotkit.stats.letter_values": "LetterValues",
    "plotkit.stats.lowess": "Lowess",
    "plotkit.stats.perc": "Perc",
    "plotkit.stats.polyfit": "PolyFit",
    "plotkit.stats.qq": "QQ",
    "plotkit.stats.rank": "Rank",
    "plotkit.stats.rolling": "Rolling",
    "plotkit.stats.select": "Select",
    "plotkit.stats.spline": "Spline",
    "plotkit.typing": "RGBA",
}
"""By module, what is found there."""
_OLD = {"least": "min", "most": "max", "total": "sum"}
"""Older names of what ``reduce`` holds, kept until 1.0."""
_WHERE = {name: module for module, names in _NAMES.items() for name in names.split()}


def _load_all() -> None:
    for module in _NAMES:
        import_module(module)


declare_later(_load_all)

if not TYPE_CHECKING:  # which would take any name for known

    def __getattr__(name: str) -> Any:
        if name in _OLD:
            found = getattr(import_module("plotkit.data.reductions").reduce, _OLD[name])
        elif name in _WHERE:
            found = getattr(import_module(_WHERE[name]), name)
        else:
            hints = import_module("plotkit.hints")
            raise hints.missing(__name__, name, __all__, hints.OBJECTS)
        globals()[name] = found
        return found

    def __dir__() -> list[str]:
        return sorted({*__all__, *_WHERE, *_OLD})
