"""Engines that few have draw what pandas gives. ``python3 dev.py engines`` brings them.

They are no part of the suite, which must not need them. Spark needs Java.
"""

import shutil

import numpy as np
import pandas as pd
import pytest

import plotkit.objects as so
from plotkit.testing import assert_plot_equal
from tests.compile.test_same_picture import PLOTS, made_frame

# What these libraries say of themselves and of what they stand on.
pytestmark = pytest.mark.filterwarnings("ignore")


def ibis(frame):
    import ibis

    return ibis.memtable(frame)


def dask(frame):
    from dask.dataframe import from_pandas

    return from_pandas(frame, npartitions=3)


def sqlframe(frame):
    from sqlframe.duckdb import DuckDBSession

    return DuckDBSession().createDataFrame(frame)


def spark(frame):
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "1").getOrCreate()
    return session.createDataFrame(frame)


ENGINES = (ibis, dask, sqlframe, spark)
FEW = {sqlframe: ["Agg", "Est sd", "Count", "Hist of whole", "Box", "Perc", "Line of days", "log"]}
"""A query takes it seconds, nearly all of which it spends on optimizing SQL."""
NOT = {"Count of declared", "boxes of levels", "dots of days", "groups of levels"}
"""No engine here has categories with an order of their own."""
LENGTHS = {"Agg of lengths"}
"""Lengths of time, which only Dask has as pandas has them."""
EVERY = [
    (engine, name)
    for engine in ENGINES
    for name in FEW.get(engine, PLOTS)
    if name not in NOT and (engine is dask or name not in LENGTHS)
]


@pytest.fixture(scope="module")
def whole():
    """Rows in an order that lets texts appear as they are sorted: few engines know another one."""
    frame = made_frame().drop(columns=["level"])
    frame = frame.sort_values(["text", "other", "lacking"], ignore_index=True)
    return frame.assign(named=np.resize(sorted(frame["named"].unique()), len(frame)))


@pytest.fixture(scope="module")
def known():
    """The tables that engines have."""
    return {}


def table_of(engine, frame):
    """Return the table of an engine; some take no missing texts or numbers from pandas."""
    if engine is spark and shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    if engine in (spark, sqlframe):
        frame = frame.drop(columns="lasts", errors="ignore")
    if engine is sqlframe:
        frame = frame.drop(columns=["x", "lacking"], errors="ignore")
    elif engine is spark and "lacking" in frame:
        texts = frame["lacking"].astype(object)
        frame = frame.assign(lacking=texts.where(texts.notna(), None))
    return engine(frame)


@pytest.mark.parametrize(("engine", "name"), EVERY, ids=lambda one: getattr(one, "__name__", one))
def test_the_picture_is_that_of_pandas(engine, name, whole, known):
    if engine not in known:
        known[engine] = table_of(engine, whole)
    assert_plot_equal(PLOTS[name](whole), PLOTS[name](known[engine]))


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.__name__)
def test_more_rows_than_may_be_fetched(engine, whole, known, monkeypatch):
    monkeypatch.setattr(so.Plot.config, "max_rows", 300)
    if engine not in known:
        known[engine] = table_of(engine, whole)
    data = known[engine]
    for name in () if engine in FEW else ("Corr of groups", "weighted Corr", "weighted Ellipse"):
        assert_plot_equal(PLOTS[name](whole), PLOTS[name](data))
    y = np.sort(whole["y"].to_numpy())
    for stat in (so.ECDF(), so.QQ()):
        plotted = so.Plot(data, x="y").add(so.Line(), stat).plot()
        found = plotted.data()
        assert len(plotted.explain().layers[0].approximations) == 1
        x = np.asarray(found["x"])
        assert (x.min(), x.max()) == (y[0], y[-1])
        if isinstance(stat, so.ECDF):
            shares = np.searchsorted(y, x[1:], side="right") / len(y)
            np.testing.assert_allclose(np.asarray(found["y"])[1:], shares, atol=1e-12)


def test_hulls_of_more_rows_than_may_be_fetched(whole, known, monkeypatch):
    """From the outermost rows of columns so narrow that nearly each of few rows has its own."""
    monkeypatch.setattr(so.Plot.config, "max_rows", 390)
    data = known.setdefault(ibis, ibis(whole))
    plot = so.Plot(x="y", y="weight").add(so.Path(), so.Hull())
    drawn = plot(data).plot()
    assert "Hull: corners are among" in drawn.explain().layers[0].approximations[0]
    found, rows = drawn.data(), {*zip(whole["y"], whole["weight"], strict=True)}
    assert {*zip(np.asarray(found["x"]), np.asarray(found["y"]), strict=True)} <= rows


def test_lengths_of_time_that_no_engine_can_read(whole):
    data = ibis(whole[["text", "lasts"]])
    with pytest.raises(so.PlotSpecError, match="lengths of time that narwhals cannot read"):
        so.Plot(data, x="text", y="lasts").add(so.Bar(), so.Agg()).plot()


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.__name__)
def test_texts_stand_in_one_order(engine):
    """As they appear in the data where rows have an order, else sorted."""
    data = table_of(engine, pd.DataFrame({"text": ["c", "a", "b", "a"], "n": [1.0, 2.0, 3.0, 4.0]}))
    drawn = so.Plot(data, x="text").add(so.Bar(), so.Count()).plot()
    levels = [label.get_text() for label in drawn.axes[0].get_xticklabels()]
    assert levels in (["c", "a", "b"], ["a", "b", "c"])
