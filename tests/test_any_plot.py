"""Any frame, any mark, stats, moves and scales: a figure, or a clear error of plotkit's own.

What one test draws is chosen by hypothesis from all that is public; nothing but a PlotWarning may
be said, and nothing of the user's may change.
"""

import copy
import io
import warnings
from datetime import date, datetime, timedelta
from decimal import Decimal

import matplotlib as mpl
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import plotkit.objects as so
from plotkit.properties.registry import PROPERTIES

NUMBERS = st.one_of(
    st.floats(-1e9, 1e9),
    st.integers(-3, 3).map(float),
    st.sampled_from([np.nan, np.inf, -np.inf, 0.0, 1e-320, 1e100, -1e100]),
)
KINDS = [
    NUMBERS,
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
]
CASTS = ["Int64", "Float64", "boolean", "string", "category", "object", "float32", "datetime64[s]"]
NAMES = ["a", "b", "c", "d"]


def index_of(frame):
    return frame.set_axis([0] * len(frame))


def polars_of(frame):
    return pl.DataFrame({name: list(frame[name]) for name in frame}, strict=False)


FRAMES = [
    lambda frame: frame,
    index_of,
    lambda frame: {name: list(frame[name]) for name in frame},
    lambda frame: frame.convert_dtypes(),
    polars_of,
    lambda frame: polars_of(frame).lazy(),
    pa.Table.from_pandas,
]


@st.composite
def frames(draw):
    n = draw(st.sampled_from([0, 1, 2, 7, 7, 7]))
    made = {}
    for name in NAMES:
        kind = draw(st.sampled_from(KINDS))
        values = draw(
            st.lists(kind | st.none() if draw(st.booleans()) else kind, min_size=n, max_size=n)
        )
        column = pd.Series(values, dtype=None if n else object)
        if draw(st.integers(0, 3)) == 0:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # of numpy, about what the cast loses
                    column = column.astype(draw(st.sampled_from(CASTS)))
            except (TypeError, ValueError, ArithmeticError, pa.ArrowException):
                pass  # pandas itself cannot
        made[name] = column
    frame = pd.DataFrame(made)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return draw(st.sampled_from(FRAMES))(frame)
    except (TypeError, ValueError, OverflowError, pa.ArrowException, pl.exceptions.PolarsError):
        return frame  # the other library cannot


MARKS = [so.Area, so.Band, so.Bar, so.Bars, so.Dash, so.Dot, so.Dots, so.Line, so.Lines, so.Path]
MARKS += [so.Paths, so.Range, so.Text]
STATS = [
    so.Agg(), so.Agg("sum"), so.Agg(lambda v: v.max()), so.Count(), so.Est(n_boot=5),
    so.Est("median", errorbar=("pi", 50)), so.Est(errorbar="sd"), so.Est(errorbar=None),
    so.Hist(), so.Hist("density", bins=3, common_norm=False), so.Hist(binwidth=2, cumulative=True),
    so.Hist(discrete=True, common_bins=False), so.KDE(gridsize=5), so.KDE(cumulative=True, cut=0),
    so.KDE(gridsize=None, common_grid=False), so.Perc(3), so.Perc([10, 90], "hazen"),
    so.PolyFit(1, gridsize=3), so.PolyFit(gridsize=4),
]  # fmt: skip
MOVES = [
    so.Dodge(), so.Dodge("drop", 0.1), so.Dodge("fill"), so.Jitter(), so.Jitter(x=1, y=1),
    so.Norm(), so.Norm("sum", percent=True), so.Norm(where="x == x.min()"), so.Shift(x=1, y=1),
    so.Stack(),
]  # fmt: skip
SCALES = [
    None, "log", "sqrt", "symlog", "logit", "viridis", "Set2", (1, 4), ["r", "b"], [1, 2],
    {"a": "r"}, so.Continuous(), so.Continuous(norm=(0, 1)),
    so.Continuous(trans="pow").tick(upto=3),
    so.Continuous().tick(count=3).label(like=".1f"), so.Nominal(), so.Nominal(order=["b", "a"]),
    so.Nominal().label(like=str), so.Temporal(), so.Temporal().label(concise=True), so.Boolean(),
]  # fmt: skip
VISUAL = [*sorted(set(PROPERTIES) - {"x", "y"}), "weight", "width", "baseline"]


@st.composite
def plots(draw):
    data = draw(frames())
    names = st.sampled_from(NAMES)
    axes = draw(st.sampled_from([["x", "y"], ["x", "y"], ["x", "y"], ["x"], ["y"]]))
    plot = so.Plot(data, **{axis: draw(names) for axis in axes})
    mapped = draw(st.lists(st.sampled_from(VISUAL), max_size=2, unique=True))
    steps = draw(st.lists(st.sampled_from(STATS), max_size=1))
    steps += draw(st.lists(st.sampled_from(MOVES), max_size=2))
    plot = plot.add(
        draw(st.sampled_from(MARKS))(),
        *steps,
        orient=draw(st.sampled_from([None, None, "x", "y"])),
        label=draw(st.sampled_from([None, "layer"])),
        **{name: draw(names) for name in mapped},
    )
    scaled = draw(st.lists(st.sampled_from([*axes, *mapped]), max_size=2, unique=True))
    scales = {n: draw(st.sampled_from(SCALES)) for n in scaled if n in PROPERTIES}
    plot = plot.scale(**scales)
    more = draw(st.integers(0, 9))
    if more == 0:
        plot = plot.facet(draw(names), wrap=2)
    elif more == 1:
        plot = plot.facet(row=draw(names)).share(y=False)
    elif more == 2 and "x" in axes:
        plot = plot.pair(x=["a", "b"]).label(x0="first")
    elif more == 3:
        plot = plot.limit(x=(0, None)).label(title=str.upper)
    return plot


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plots())
def test_a_figure_or_a_clear_error(plot):
    rc = dict.copy(mpl.rcParams)
    before = copy.deepcopy(dict(plot._spec.scales))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", so.PlotWarning)
        try:
            plot.layout(size=(3, 2)).save(io.BytesIO(), dpi=30)
        except so.PlotSpecError as error:
            assert len(str(error)) > 20  # whether it is raised is open
    assert {k: v for k, v in dict.items(mpl.rcParams) if rc.get(k) != v and k != "backend"} == {}
    assert so.Plot().scale(**before) == so.Plot().scale(**plot._spec.scales)
