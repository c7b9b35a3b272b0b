"""Plots of all stats draw from every kind of table what they draw from pandas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import plotkit.objects as so
from plotkit.testing import assert_plot_equal
from tests.engines import connect

N = 400
LEVELS = ["lo", "mid", "hi"]
"""One of them without rows."""


def made_frame() -> pd.DataFrame:
    """Return the data of all plots."""
    random = np.random.default_rng(5)
    x = random.normal(size=N).round(2)
    x[:4] = [np.nan, -0.0, 0.0, 3.5]
    return pd.DataFrame(
        {
            "x": x,
            "y": random.gamma(2.0, size=N),
            "whole": random.integers(0, 5, N),
            "text": pd.array(random.choice(["beta", "alpha", "delta"], N), dtype="str"),
            "other": random.choice(["v", "u"], N),
            "lacking": pd.array(random.choice(["b", "a", None], N), dtype="str"),
            "true": random.random(N) < 0.4,
            "day": pd.Timestamp("2024-02-01") + pd.to_timedelta(random.integers(0, 60, N), "D"),
            "lasts": pd.to_timedelta(random.integers(1, 90, N), "min"),
            "weight": random.random(N) + 0.1,
            "level": pd.Categorical(random.choice(LEVELS[::2], N), LEVELS, ordered=True),
            "named": np.resize(["red", "blue", "green"], N),
        }
    )


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return made_frame()


def polars(frame: pd.DataFrame) -> pl.DataFrame:
    texts = pl.from_pandas(frame.astype({"level": "str"}))
    return texts.with_columns(pl.col("level").cast(pl.Enum(LEVELS)))


def polars_lazy(frame: pd.DataFrame) -> pl.LazyFrame:
    return polars(frame).lazy()


def arrow(frame: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(frame, preserve_index=False)


def duckdb_relation(frame: pd.DataFrame) -> Any:
    connection = connect()
    connection.register("arrow", arrow(frame.astype({"level": "str"})))
    connection.sql("create type levels as enum ('lo', 'mid', 'hi')")
    connection.sql("create table data as select * replace (level::levels as level) from arrow")
    return connection.table("data")


KINDS: dict[str, Callable[[pd.DataFrame], Any]] = {
    one.__name__: one for one in (polars, polars_lazy, arrow, duckdb_relation)
}


@pytest.fixture(scope="module", params=KINDS.values(), ids=KINDS)
def data(request: pytest.FixtureRequest, frame: pd.DataFrame) -> Any:
    return request.param(frame)


def plot(*layer: Any, **variables: Any) -> Callable[[Any], so.Plot]:
    return lambda data: so.Plot(data, **variables).add(*layer)


XY = {"x": "x", "y": "y"}
OF_TEXT = {"x": "text", "y": "y"}
PLOTS: dict[str, Callable[[Any], so.Plot]] = {
    "Agg": plot(so.Dash(), so.Agg(), **OF_TEXT, color="other"),
    "Agg sum": plot(so.Bar(), so.Agg("sum"), so.Dodge(), **OF_TEXT, color="other"),
    "Agg median": plot(so.Dot(), so.Agg("median"), x="whole", y="y", color="text"),
    "Agg nunique": plot(so.Dot(), so.Agg("nunique"), x="whole", y="x", color="lacking"),
    "Agg of truths": plot(so.Bar(), so.Agg(), x="text", y="true"),
    "Agg of lengths": plot(so.Bar(), so.Agg(), x="text", y="lasts"),
    "weighted Agg": plot(so.Dot(), so.Agg(), **OF_TEXT, weight="weight"),
    "Est": plot(so.Range(), so.Est(method="moments"), **OF_TEXT),
    "Est sd": plot(so.Band(), so.Est(errorbar="sd"), x="whole", y="y"),
    "Est se": plot(so.Range(), so.Est(errorbar=("se", 2)), so.Dodge(), **OF_TEXT, color="other"),
    "Est median": plot(so.Range(), so.Est("median"), **OF_TEXT),
    "Est median pi": plot(so.Range(), so.Est("median", "pi"), x="whole", y="y", color="text"),
    "Est median mad": plot(so.Range(), so.Est("median", "mad"), **OF_TEXT),
    "Count": plot(so.Bar(), so.Count(), so.Stack(), x="text", color="other"),
    "Count of missing": plot(so.Bar(), so.Count(), x="lacking"),
    "Count of declared": plot(so.Bar(), so.Count(), so.Dodge(), x="level", color="level"),
    "Count of truths": plot(so.Bar(), so.Count(), so.Stack(), x="true", color="true"),
    "Count lying": plot(so.Bar(), so.Count(), y="text"),
    "Hist": plot(so.Bars(), so.Hist(bins=7), x="x", color="text"),
    "Hist by rule": plot(so.Bars(), so.Hist(), x="x"),
    "Hist density": plot(so.Area(), so.Hist("density", bins=9), x="x", color="other"),
    "Hist apart": plot(so.Bars(), so.Hist(bins=5, common_bins=False), x="x", color="other"),
    "Hist of days": plot(so.Bars(), so.Hist(binwidth="7D"), x="day"),
    "Hist of whole": plot(so.Bars(), so.Hist(discrete=True), x="whole"),
    "Hist of text": plot(so.Bars(), so.Hist(), x="text"),
    "weighted Hist": plot(so.Bars(), so.Hist(bins=7), x="x", weight="weight"),
    "Hist cumulative": plot(so.Line(), so.Hist(bins=7, cumulative=True), x="x"),
    "KDE": plot(so.Area(), so.KDE(), x="x", color="text"),
    "KDE common": plot(so.Line(), so.KDE(common_norm=False, bw_adjust=0.5), x="x", color="text"),
    "weighted KDE": plot(so.Line(), so.KDE(), x="x", weight="weight"),
    "ECDF": plot(so.Line(), so.ECDF(), x="whole", color="text"),
    "ECDF of numbers": plot(so.Step(), so.ECDF("percent", complementary=True), x="y"),
    "weighted ECDF": plot(so.Step(), so.ECDF(), y="x", weight="weight"),
    "QQ": plot(so.Dots() + so.Line(part="line"), so.QQ(), y="y", color="other"),
    "Perc": plot(so.Dot(), so.Perc([25, 50, 75]), **OF_TEXT),
    "Box": plot(so.Box(), **OF_TEXT),
    "Box dodged": plot(so.Box(), so.Dodge(), **OF_TEXT, color="other"),
    "Violin": plot(so.Violin(), **OF_TEXT),
    "Boxen": plot(so.Boxen(), **OF_TEXT),
    "Bin2D": plot(so.Tile(), so.Bin2D(bins=6), **XY),
    "HexBin": plot(so.Hex(), so.HexBin(gridsize=8), **XY),
    "KDE2D": plot(so.Contour(), so.KDE2D(), **XY),
    "Raster": plot(so.Raster(), so.Bin2D(bins=20), **XY),
    "PolyFit": plot(so.Line(), so.PolyFit(), **XY, color="other"),
    "Fit": plot(so.Line() + so.Band(), so.Fit(), **XY, color="other"),
    "Fit of order 2": plot(so.Line(), so.Fit(order=2), **XY),
    "Corr": plot(so.Text(), so.Corr(), **XY),
    "Corr of groups": plot(so.Text(), so.Corr(), **XY, color="text"),
    "Corr of ranks": plot(so.Text(), so.Corr("spearman"), **XY, color="text"),
    "weighted Corr": plot(so.Text(), so.Corr(), **XY, color="other", weight="weight"),
    "Ellipse": plot(so.Path(), so.Ellipse(), **XY, color="other"),
    "weighted Ellipse": plot(so.Path(), so.Ellipse(0.8), **XY, weight="weight"),
    "Line of days": plot(so.Line(), so.Agg(), x="day", y="y"),
    "Line of groups": plot(so.Line(), so.Agg(), x="whole", y="y", color="text", linestyle="other"),
    "Area stacked": plot(so.Area(), so.Agg("sum"), so.Stack(), x="whole", y="y", color="text"),
    "groups set apart": plot(so.Bar(), so.Agg(), so.Dodge(), x="whole", y="y", group="lacking"),
    "counts of groups stacked": plot(so.Bar(), so.Count(), so.Stack(), x="text", group="other"),
    "boxes of groups": plot(so.Box(), so.Dodge(), **OF_TEXT, group="other"),
    "boxes of levels": plot(so.Box(), so.Dodge(), **OF_TEXT, group="level"),
    "Norm": plot(so.Line(), so.Agg(), so.Norm(), x="whole", y="y", color="text"),
    "dots": plot(so.Dots(), **XY, color="text", marker="other", pointsize="whole"),
    "dots of amounts": plot(so.Dots(), **XY, color="weight", fill="true"),
    "dots of days": plot(so.Dots(), x="day", y="lasts", color="level"),
    "lines": plot(so.Lines(), x="whole", y="y", group="text"),
    "range": plot(so.Range(), **OF_TEXT),
    "groups dodged": plot(so.Bar(), so.Agg(), so.Dodge(), x="whole", y="y", group="named"),
    "groups stacked": plot(so.Bars(), so.Hist(bins=5), so.Stack(), x="x", group="lacking"),
    "groups of rows": plot(so.Bar(), so.Bin(bins=4), so.Stack(), **XY, group="named"),
    "groups of levels": plot(so.Bar(), so.Agg(), so.Dodge(), x="whole", y="y", group="level"),
    "groups and colours": plot(so.Box(), so.Dodge(), x="other", y="y", group="named", color="true"),
    "texts stacked": plot(so.Text(), so.Agg("sum"), so.Stack(), x="whole", y="y", text="named"),
    "colours by name": lambda d: (
        so.Plot(d, x="whole", y="y", color="named")
        .add(so.Bar(), so.Agg(), so.Dodge())
        .scale(color=None)
    ),
    "bins of sums": plot(so.Bar(), so.Agg("sum"), so.Bin(bins=4), so.Stack(), **XY),
    "bins of sums of groups": plot(
        so.Bar(), so.Agg("sum"), so.Bin(bins=4), so.Stack(), **XY, group="named"
    ),
    "log": lambda d: so.Plot(d, x="y").add(so.Bars(), so.Hist(bins=6)).scale(x="log"),
    "means on a log axis": lambda d: (
        so.Plot(d, **OF_TEXT).add(so.Dot(), so.Agg(space="data")).scale(y="log")
    ),
    "facets": lambda d: so.Plot(d, x="x").facet("text", "other").add(so.Bars(), so.Hist(bins=5)),
    "facets of missing": lambda d: so.Plot(d, **XY).facet("lacking", wrap=2).add(so.Dots()),
    "facets apart": lambda d: (
        so.Plot(d, **OF_TEXT).facet("other").share(y=False).add(so.Bar(), so.Agg("sum"))
    ),
    "pair": lambda d: so.Plot(d, y="y").pair(x=["x", "whole"]).add(so.Line(), so.PolyFit(1)),
    "limited": lambda d: so.Plot(d, x="x").add(so.Bars(), so.Hist(bins=5)).limit(x=(-1, 1)),
    "ordered": lambda d: (
        so.Plot(d, x="text", color="other")
        .add(so.Bar(), so.Count(), so.Dodge())
        .scale(x=so.Nominal(order=["delta", "alpha", "beta"]), color={"u": "r", "v": "b"})
    ),
    "ordered by medians": lambda d: (
        so.Plot(d, x="text", y="y", color="whole")
        .add(so.Bar(), so.Agg("sum"), so.Stack())
        .scale(
            x=so.Nominal(order=so.by("x", "median"), reverse=True),
            color=so.Nominal(order=so.by("y", "max")),
        )
    ),
    "two layers": lambda d: (
        so.Plot(d, **OF_TEXT, color="other")
        .add(so.Bar(), so.Agg(), so.Dodge())
        .add(so.Range(), so.Est(errorbar="sd"), so.Dodge())
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")
def test_the_picture_is_that_of_pandas(name: str, data: Any, frame: pd.DataFrame) -> None:
    assert_plot_equal(PLOTS[name](frame), PLOTS[name](data))


@pytest.mark.parametrize("n", [20_000, 120_000])
def test_more_groups_and_texts_than_levels(n: int) -> None:
    """A name for each row is no level; of more than a hundred thousand nobody asks the order."""
    names = [f"{number:06}" for number in range(n)]
    frame = pl.DataFrame({"x": np.arange(n) % 100, "name": names if n > 100_000 else names[::-1]})
    for variables in ({"group": "name"}, {"text": "name"}):
        plots = [
            so.Plot(d, x="x", y="x", **variables).add(so.Dots()) for d in (frame, frame.lazy())
        ]
        assert_plot_equal(*plots)
