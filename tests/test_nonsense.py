"""Nonsense for any parameter of any mark, stat or move is an error that names the parameter."""

import math
from dataclasses import dataclass, fields
from datetime import timedelta

import numpy as np
import pytest

import plotkit.objects as so

NEEDED = {so.Function: {"f": np.sqrt}, so.Rolling: {"window": 2}}
PARTS = sorted(
    (
        (name, thing)
        for name, thing in ((name, getattr(so, name)) for name in so.__all__)
        if isinstance(thing, type)
        and issubclass(thing, so.Mark | so.Stat | so.Move)
        and thing not in (so.Mark, so.Stat, so.Move)
        and thing.__name__ == name
    ),
    key=lambda pair: pair[0],
)

NAMES = ("nonsense", -1, [], object())
"""What is no word, no colour and no shape."""
NUMBERS = ("nonsense", math.nan, math.inf, True, [], object())
SWITCHES = ("yes", 0, math.nan, [], object())
TRIED = {
    "bool": (*SWITCHES, None),
    "bool | None": SWITCHES,
    "float": (*NUMBERS, None),
    "float | None": NUMBERS,
    "int": (*NUMBERS, None, 1.5),
    "int | None": (*NUMBERS, 1.5),
    "float | timedelta": (*NUMBERS, None),
    "float | str | timedelta | np.timedelta64 | None": NUMBERS,
    "MappableFloat": (*NUMBERS, None),
    "MappableColor": (*NAMES, None, math.nan),
    "MappableStyle": (*NAMES, True),
    "MappableBool": ("nonsense", [], object()),
    "str | None": (-1, [], object()),
}
BY_DEFAULT = (-1, object())
"""For parameters of more types than one: words, functions, pairs, marks."""

LESS_THAN_NOTHING = (
    "alpha", "binwidth", "bw_adjust", "capsize", "contrast", "cut", "edgealpha", "edgewidth",
    "fillalpha", "fontsize", "frac", "gap", "gridsize", "halo", "headsize", "length", "linewidth",
    "n_boot", "overlap", "pad", "periods", "pointsize", "radius", "seed", "stroke", "tip", "width",
    "wrap",
)  # fmt: skip
"""Amounts of which there is none below 0."""
ANYTHING = {
    "text": "any value can be written",
    "fill of Complete": "any number is a value",
    "offset": "texts may stand at the other side",
    "whis": "infinite whiskers reach the ends",
    "format": "a function of any kind",
    "model": "an object of any kind",
}


def values(cls, field):
    """Return what no value of a parameter can be."""
    if field.name in ANYTHING or f"{field.name} of {cls.__name__}" in ANYTHING:
        return ()
    tried = TRIED.get(str(field.type), BY_DEFAULT)
    least = field.name in LESS_THAN_NOTHING or (cls is so.Jitter and field.name in ("x", "y"))
    return (*tried, -1) if least else tried


CASES = [
    pytest.param(cls, field.name, values(cls, field), id=f"{name}-{field.name}")
    for name, cls in PARTS
    for field in fields(cls)
    if not field.name.endswith("_") and field.name != "artist_kws"
]

ROWS = {"x": [1.0, 1, 2, 2, 3, 3], "y": [1.0, 3, 2, 5, 4, 6], "g": list("aabbab")}
GRID = {"x": [1.0, 1, 2, 2], "y": [1.0, 2, 1, 2], "z": [1.0, 2, 3, 4]}
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
PLOT = so.Plot(ROWS, x="x", y="y")
ALONE = so.Plot(ROWS, x="x")
LEVELS = so.Plot(ROWS, x="g", y="y", color="g")
CELLS = so.Plot(GRID, x="x", y="y", color="z", z="z")
ENDS = {"xend": "y", "yend": "x"}
PRICES = {"open": "x", "close": "y", "low": "x", "high": "y"}
MARKS = {
    **dict.fromkeys((so.Tile, so.Raster, so.Contour), CELLS.add),
    **dict.fromkeys((so.Segment, so.Arrow, so.Curve), lambda part: PLOT.add(part, **ENDS)),
    **dict.fromkeys((so.Text, so.Label), lambda part: PLOT.add(part, text="g")),
    **dict.fromkeys((so.Box, so.Boxen, so.Violin, so.Ridge, so.Raincloud), LEVELS.add),
    so.Hex: lambda part: CELLS.add(part, so.HexBin()),
    so.Rule: lambda part: so.Plot(y=[1]).add(part),
    so.Span: lambda part: so.Plot(xmin=[1], xmax=[2]).add(part),
    so.Geo: lambda part: so.Plot(geometry=[SQUARE]).add(part),
    so.Bracket: lambda part: LEVELS.add(so.Dot()).add(
        part, xmin=["a"], xmax=["b"], text=["t"], color=None
    ),
    so.Vector: lambda part: PLOT.add(part, u="x", v="y"),
    so.Dumbbell: lambda part: PLOT.add(part, ymin="x", ymax="y"),
    so.Candlestick: lambda part: PLOT.add(part, **PRICES),
}
STATS = {
    **dict.fromkeys(
        (so.Count, so.Hist, so.KDE, so.ECDF, so.QQ), lambda part: ALONE.add(so.Dot(), part)
    ),
    so.Spline: lambda part: so.Plot(x=[1, 2, 3, 4, 5], y=[1, 3, 2, 4, 3]).add(so.Line(), part),
    so.BoxStats: lambda part: LEVELS.add(so.Box(), part),
    so.LetterValues: lambda part: LEVELS.add(so.Boxen(), part),
    so.Intervals: lambda part: PLOT.add(so.Range(), part),
    so.Decimate: lambda part: PLOT.add(so.Line(), part),
}
MOVES = dict.fromkeys((so.Dodge, so.Stack), lambda part: LEVELS.add(so.Bar(), part))
USUAL = {
    so.Mark: PLOT.add,
    so.Stat: lambda part: PLOT.add(so.Dot(), part),
    so.Move: lambda part: LEVELS.add(so.Dot(), part),
}
USES = {**USUAL, **MARKS, **STATS, **MOVES}


def plotted(part):
    """Return a plot that a part takes part in."""
    return next(USES[kind] for kind in type(part).__mro__ if kind in USES)(part)


@pytest.mark.parametrize(("cls", "name", "nonsense"), CASES)
def test_p1_nonsense_is_told_by_the_name_of_the_parameter(cls, name, nonsense):
    for value in nonsense:
        with pytest.raises(so.PlotSpecError) as caught:
            part = cls(**{**NEEDED.get(cls, {}), name: value})
            plotted(part).plot()
        said = " ".join([str(caught.value), *getattr(caught.value, "__notes__", [])])
        assert name in said, (value, said)


@pytest.mark.parametrize(("name", "cls"), PARTS)
def test_p1_without_nonsense_it_is_drawn(name, cls):
    plotted(cls(**NEEDED.get(cls, {}))).plot()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: so.Jitter(x=-1), r"Jitter\(x=\) must be a number from 0, not -1"),
        (lambda: so.Jitter(y="much"), r"Jitter\(y=\) must be a number or a timedelta, not 'much'"),
        (lambda: so.Vector(headsize="big"), r"Vector\(headsize=\) must be a number from 0"),
        (lambda: so.Vector(headsize=-1), r"Vector\(headsize=\) must be a number from 0, not -1"),
        (lambda: so.Rug(outside="no"), r"Rug\(outside=\) must be True or False, not 'no'"),
        (lambda: so.Shift(x=[1]), r"Shift\(x=\) must be a number or a timedelta, not \[1\]"),
        (lambda: so.Dumbbell(colors="red"), r"Dumbbell\(colors=\) must be two colours, not 'red'"),
        (lambda: so.Bar(baseline=math.nan), r"Bar\(baseline=\) must be a number, not nan"),
        (lambda: so.Select("sample", seed="x"), "seed must be a whole number from 0 on"),
        (lambda: so.Line(raster=1), r"Line\(raster=\) must be True or False or None, not 1"),
    ],
)
def test_p1_messages_say_what_is_allowed(make, message):
    with pytest.raises(so.PlotTypeError, match=message):
        make()


def test_p1_numbers_and_switches_of_numpy_are_taken():
    so.Rug(outside=np.True_)
    so.Jitter(x=np.float32(0.5), seed=np.int64(3))
    so.Jitter(x=np.timedelta64(1, "D"), y=timedelta(1))
    for wrong in (np.timedelta64(-1, "D"), timedelta(-1)):
        with pytest.raises(so.PlotTypeError, match=r"Jitter\(x=\) must be from 0 on"):
            so.Jitter(x=wrong)


def test_p1_parts_of_authors_have_types_of_their_own():
    @dataclass(frozen=True)
    class Own(so.Move):
        amount: float = math.inf
        silent: bool = None

    Own(amount="any", silent=3)
