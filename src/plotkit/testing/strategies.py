"""Random frames and plots for hypothesis: any data, any mark, stats, moves and scales.

This module needs hypothesis, which ``pip install 'plotkit-objects[testing]'`` brings.

>>> from plotkit.testing import strategies
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib.util import find_spec
from typing import Any

import numpy as np

import plotkit.objects as so
from plotkit.errors import require
from plotkit.properties.registry import PROPERTIES

require("hypothesis", "testing", "plotkit.testing.strategies")

from hypothesis import strategies as st  # noqa: E402 - after the word on how to install it

NAMES = ("a", "b", "c", "d")
"""The columns of a frame."""

_NUMBERS = st.one_of(
    st.floats(-1e9, 1e9),
    st.integers(-3, 3).map(float),
    st.sampled_from([np.nan, np.inf, -np.inf, 0.0, 1e-320, 1e100, -1e100]),
)
_VALUES = (
    _NUMBERS,
    st.integers(-3, 3),
    st.integers(-(2**62), 2**62),
    st.booleans(),
    st.sampled_from(["a", "b", "", "log", "$x", "_no", "ü\n"]),
    st.datetimes(datetime(1700, 1, 1), datetime(2200, 1, 1)),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.timedeltas(timedelta(-1000), timedelta(1000)),
    st.times(),
    st.decimals(-100, 100, places=2).map(Decimal),
    st.complex_numbers(max_magnitude=9),
    st.lists(st.integers(0, 2), max_size=2),
    st.none(),
    st.one_of(st.integers(0, 2), st.sampled_from("ab"), st.booleans(), st.none()),
)
"""What a column may hold, some of it of no use to a plot."""
_CASTS = ("Int64", "Float64", "boolean", "string", "category", "object", "float32", "datetime64[s]")

MARKS = (
    so.Area, so.Band, so.Bar, so.Bars, so.Dash, so.Dot, so.Dots, so.Line, so.Lines, so.Path,
    so.Paths, so.Range, so.Text,
)  # fmt: skip
STATS = (
    so.Agg(), so.Agg("sum"), so.Agg(lambda v: v.max()), so.Count(), so.Est(n_boot=5),
    so.Est("median", errorbar=("pi", 50)), so.Est(errorbar="sd"), so.Est(errorbar=None),
    so.Hist(), so.Hist("density", bins=3, common_norm=False), so.Hist(binwidth=2, cumulative=True),
    so.Hist(discrete=True, common_bins=False), so.KDE(gridsize=5), so.KDE(cumulative=True, cut=0),
    so.KDE(gridsize=None, common_grid=False), so.Perc(3), so.Perc([10, 90], "hazen"),
    so.PolyFit(1, gridsize=3), so.PolyFit(gridsize=4),
)  # fmt: skip
MOVES = (
    so.Dodge(), so.Dodge("drop", 0.1), so.Dodge("fill"), so.Jitter(), so.Jitter(x=1, y=1),
    so.Norm(), so.Norm("sum", percent=True), so.Norm(where="x == x.min()"), so.Shift(x=1, y=1),
    so.Stack(),
)  # fmt: skip
SCALES: tuple[Any, ...] = (
    None, "log", "sqrt", "symlog", "logit", "viridis", "Set2", (1, 4), ["r", "b"], [1, 2],
    {"a": "r"}, so.Continuous(), so.Continuous(norm=(0, 1)),
    so.Continuous(trans="pow").tick(upto=3),
    so.Continuous().tick(count=3).label(like=".1f"), so.Nominal(), so.Nominal(order=["b", "a"]),
    so.Nominal().label(like=str), so.Temporal(), so.Temporal().label(concise=True), so.Boolean(),
)  # fmt: skip
_VISUAL = (*sorted(set(PROPERTIES) - {"x", "y"}), "weight", "width", "baseline")


def frames(names: Sequence[str] = NAMES, rows: Sequence[int] = (0, 1, 2, 7, 7, 7)) -> Any:
    """Return a strategy for frames of any kind that is installed, with columns of any kind.

    There are numbers (also infinite and missing ones), texts, booleans, dates, durations and
    categories among them, and what no plot can show: lists, complex numbers, times of day.

    Parameters
    ----------
    names
        Of the columns.
    rows
        How many there may be.

    Examples
    --------
    >>> from hypothesis import given
    >>> from plotkit.testing import strategies
    >>> @given(strategies.frames(names=["a", "b"]))
    ... def test_any_frame(frame):
    ...     so.Plot(frame, x="a", y="b")
    """
    return _frame(tuple(names), tuple(rows))


def plots(
    data: Any = None,
    marks: Sequence[Callable[[], so.Mark] | so.Mark] = MARKS,
    stats: Sequence[so.Stat] = STATS,
    moves: Sequence[so.Move] = MOVES,
    names: Sequence[str] = NAMES,
) -> Any:
    """Return a strategy for plots of one layer, some with facets, pairs, scales and limits.

    Not all can be drawn: a plot draws, or it raises a :class:`PlotSpecError`.

    Parameters
    ----------
    data
        A strategy for the data; by default :func:`frames`.
    marks, stats, moves
        What there may be in the layer: one's own, for instance. Marks may be classes.
    names
        The columns of the data.

    Examples
    --------
    >>> from hypothesis import given, settings
    >>> import plotkit.objects as so
    >>> from plotkit.testing import strategies
    >>> @settings(max_examples=5, deadline=None)
    ... @given(strategies.plots(marks=[so.Dot()], stats=[], moves=[so.Jitter()]))
    ... def test_any_plot(plot):
    ...     assert "Dot" in repr(plot)
    >>> test_any_plot()
    """
    data = frames(names) if data is None else data
    return _plot(data, tuple(marks), tuple(stats), tuple(moves), tuple(names))


# ----------------------------------------------------------------------------------------- frames


@st.composite
def _frame(draw: Any, names: tuple[str, ...], rows: tuple[int, ...]) -> Any:
    import pandas as pd

    n = draw(st.sampled_from(rows))
    frame = pd.DataFrame({name: draw(_column(n)) for name in names})
    make = draw(st.sampled_from(list(_kinds().values())))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return make(frame)
    except Exception:  # the other library cannot hold these values, each for its own reasons
        return frame


@st.composite
def _column(draw: Any, n: int) -> Any:
    import pandas as pd

    kind = draw(st.sampled_from(_VALUES))
    values = kind | st.none() if draw(st.booleans()) else kind
    column: Any = pd.Series(
        draw(st.lists(values, min_size=n, max_size=n)), dtype=None if n else object
    )
    if draw(st.integers(0, 3)) == 0:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of numpy, about what the cast loses
                column = column.astype(draw(st.sampled_from(_CASTS)))
        except Exception:  # pandas cannot cast these values, or pyarrow cannot for it
            pass
    return column


def _kinds() -> Mapping[str, Callable[[Any], Any]]:
    """Return what makes each kind of frame that is installed from one of pandas."""
    kinds: dict[str, Callable[[Any], Any]] = {
        "pandas": lambda frame: frame,
        "pandas with equal labels": lambda frame: frame.set_axis([0] * len(frame)),
        "dict": lambda frame: {name: list(frame[name]) for name in frame},
        "pandas with its own types": lambda frame: frame.convert_dtypes(),
    }
    if find_spec("polars") is not None:
        kinds |= {"polars": _polars, "polars lazy": lambda frame: _polars(frame).lazy()}
    if find_spec("pyarrow") is not None:
        kinds["pyarrow"] = _arrow
    return kinds


def _polars(frame: Any) -> Any:
    import polars as pl

    return pl.DataFrame({name: list(frame[name]) for name in frame}, strict=False)


def _arrow(frame: Any) -> Any:
    import pyarrow as pa

    return pa.Table.from_pandas(frame)


# ------------------------------------------------------------------------------------------ plots


@st.composite
def _plot(
    draw: Any,
    data: Any,
    marks: tuple[Any, ...],
    stats: tuple[so.Stat, ...],
    moves: tuple[so.Move, ...],
    names: tuple[str, ...],
) -> so.Plot:
    column = st.sampled_from(names)
    axes = draw(st.sampled_from([["x", "y"], ["x", "y"], ["x", "y"], ["x"], ["y"]]))
    plot = so.Plot(draw(data), **{axis: draw(column) for axis in axes})
    mapped = draw(st.lists(st.sampled_from(_VISUAL), max_size=2, unique=True))
    mark = draw(st.sampled_from(marks))
    plot = plot.add(
        mark if isinstance(mark, so.Mark) else mark(),
        *draw(_some(stats, 1)),
        *draw(_some(moves, 2)),
        orient=draw(st.sampled_from([None, None, "x", "y"])),
        label=draw(st.sampled_from([None, "layer"])),
        **{name: draw(column) for name in mapped},
    )
    scaled = draw(st.lists(st.sampled_from([*axes, *mapped]), max_size=2, unique=True))
    scaled = [n for n in scaled if n in PROPERTIES and n[1:] not in ("min", "max")]
    plot = plot.scale(**{n: draw(st.sampled_from(SCALES)) for n in scaled})
    more = draw(st.integers(0, 9))
    if more == 0:
        return plot.facet(draw(column), wrap=2)
    if more == 1:
        return plot.facet(row=draw(column)).share(y=False)
    if more == 2 and "x" in axes:
        return plot.pair(x=list(names[:2])).label(x0="first")
    return plot.limit(x=(0, None)).label(title=str.upper) if more == 3 else plot


def _some(things: tuple[Any, ...], most: int) -> Any:
    return st.lists(st.sampled_from(things), max_size=most) if things else st.just([])
