"""Engines that few have draw what pandas gives. ``python3 dev.py engines`` brings them.

They are no part of the suite, which must not need them. Spark needs Java.
"""

import shutil

import numpy as np
import pandas as pd
import pytest

import plotkit.objects as so

# What these libraries say of themselves and of what they stand on.
pytestmark = pytest.mark.filterwarnings("ignore")

N = 90


@pytest.fixture(scope="module")
def frame():
    random = np.random.default_rng(3)
    days = pd.to_timedelta(random.integers(0, 50, N), "D")
    return pd.DataFrame(
        {
            "x": random.normal(size=N),
            "y": random.gamma(2, size=N),
            "whole": random.integers(0, 4, N),
            "text": random.choice(["a", "b", "c"], N),
            "other": random.choice(["u", "v"], N),
            "day": pd.Timestamp("2024-02-01") + days,
            "weight": random.random(N),
        }
    )


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


@pytest.fixture(
    scope="module", params=[ibis, dask, sqlframe, spark], ids=lambda engine: engine.__name__
)
def data(request, frame):
    if request.param is spark and shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    return request.param(frame)


PLOTS = {
    "Agg": lambda d: so.Plot(d, x="text", y="y", color="other").add(so.Dash(), so.Agg()),
    "Est": lambda d: so.Plot(d, x="text", y="y").add(so.Range(), so.Est(method="moments")),
    "Est sd": lambda d: so.Plot(d, x="whole", y="y").add(so.Band(), so.Est(errorbar="sd")),
    "Est median": lambda d: so.Plot(d, x="text", y="y").add(so.Dot(), so.Est("median", "pi")),
    "weights": lambda d: so.Plot(d, x="text", y="y", weight="weight").add(so.Dot(), so.Agg()),
    "Count": lambda d: so.Plot(d, x="text", color="other").add(so.Bar(), so.Count(), so.Stack()),
    "Hist": lambda d: so.Plot(d, x="x", color="text").add(so.Bars(), so.Hist(bins=7)),
    "Hist by rule": lambda d: so.Plot(d, x="x").add(so.Bars(), so.Hist()),
    "facets": lambda d: so.Plot(d, x="x").facet("text", "other").add(so.Bars(), so.Hist(bins=5)),
    "KDE": lambda d: so.Plot(d, x="x", color="text").add(so.Area(), so.KDE()),
    "Perc": lambda d: so.Plot(d, x="text", y="y").add(so.Dot(), so.Perc([25, 50, 75])),
    "Box": lambda d: so.Plot(d, x="text", y="y").add(so.Box()),
    "PolyFit": lambda d: so.Plot(d, x="x", y="y", color="other").add(so.Line(), so.PolyFit()),
    "dates": lambda d: so.Plot(d, x="day", y="y").add(so.Line(), so.Agg()),
    "ECDF": lambda d: so.Plot(d, x="x", color="text").add(so.Line(), so.ECDF()),
    "rows": lambda d: so.Plot(d, x="x", y="y", color="text", pointsize="whole").add(so.Dots()),
}


def table(compiled):
    """Return what is drawn as plain columns, by rows in an order that no engine decides."""
    made = compiled.data()
    made = made.to_pandas() if hasattr(made, "to_pandas") else pd.DataFrame(made)
    columns = sorted(made.columns)
    made = made[columns].apply(lambda of: of if of.dtype.kind in "fiuM" else of.astype(object))
    return made.sort_values(columns, ignore_index=True)


@pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS)
def test_the_picture_is_that_of_pandas(plot, data, frame):
    drawn, expected = plot(data).plot(), plot(frame).plot()
    pd.testing.assert_frame_equal(
        table(drawn), table(expected), check_dtype=False, rtol=1e-7, atol=1e-10
    )
    (limits,) = {(ax.get_xlim(), ax.get_ylim()) for ax in expected.figure.axes[:1]}
    assert np.allclose((drawn.axes[0].get_xlim(), drawn.axes[0].get_ylim()), limits)


def test_texts_stand_in_one_order(data, frame):
    """As they appear in the data where rows have an order, else sorted."""
    plot = so.Plot(x="text").add(so.Bar(), so.Count())
    drawn = plot(data).plot()
    levels = [label.get_text() for label in drawn.axes[0].get_xticklabels()]
    assert sorted(levels) == ["a", "b", "c"]
    assert levels in (list(dict.fromkeys(frame["text"])), ["a", "b", "c"])
