"""Whole numbers beyond those that floats can tell apart, with missing values among them."""

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import plotkit.objects as so
from plotkit.errors import PlotWarning
from tests.engines import connect

BIG = 2**53
IDS = [BIG + 1] * 2 + [BIG] * 2 + [None]
ROWS = {"x": [1, 2, 1, 2, 1], "y": [0, 1, 2, 3, 4]}


def duckdb(data):
    connection = connect()
    connection.register("arrow", pl.DataFrame(data).to_arrow())
    connection.sql("create table data as select * from arrow")
    return connection.table("data")


FRAMES = {
    "lists": lambda data: data,
    "objects": lambda data: pd.DataFrame(data).assign(id=pd.Series(data["id"], dtype=object)),
    "Int64": lambda data: pd.DataFrame(data).assign(id=pd.array(data["id"], dtype="Int64")),
    "pandas with Arrow": lambda data: pl.DataFrame(data).to_pandas(
        use_pyarrow_extension_array=True
    ),
    "Arrow": pa.table,
    "Polars": pl.DataFrame,
    "Polars lazy": pl.LazyFrame,
    "DuckDB": duckdb,
}


@pytest.fixture(params=FRAMES)
def frame(request):
    return FRAMES[request.param]({**ROWS, "id": IDS})


def plotted(plot):
    with pytest.warns(PlotWarning, match="1 rows dropped: 1 with missing"):
        return plot.plot()


def levels_of(compiled, name):
    return sorted(set(np.asarray(compiled.data(layer=0)[name]).tolist()))


@pytest.mark.parametrize("name", ["group", "color", "linestyle"])
def test_n3_ids_beyond_floats_are_two_lines(frame, name):
    made = plotted(so.Plot(frame, x="x", y="y", **{name: "id"}).add(so.Lines()))
    assert levels_of(made, name) == [BIG, BIG + 1]
    made = plotted(
        so.Plot(frame, x="x", y="y", **{name: "id"}).scale(**{name: so.Nominal()}).add(so.Lines())
    )
    assert levels_of(made, name) == [BIG, BIG + 1]


def test_n3_ids_beyond_floats_are_two_panels(frame):
    made = plotted(so.Plot(frame, x="x", y="y").facet("id").add(so.Line()))
    assert [axes.get_title() for axes in made.axes] == [str(BIG), str(BIG + 1)]


def test_n3_ids_beyond_floats_are_written_whole(frame):
    made = plotted(so.Plot(frame, x="x", y="y", text="id").add(so.Text()))
    assert {text.get_text() for text in made.axes[0].texts} == {str(BIG), str(BIG + 1)}


def test_n3_ids_beyond_floats_on_an_axis_and_in_stats(frame):
    p = so.Plot(frame, x="id").scale(x=so.Nominal()).add(so.Bar(), so.Count())
    made = plotted(p)
    labels = [text.get_text() for text in made.axes[0].get_xticklabels()]
    assert labels == [str(BIG), str(BIG + 1)]
    assert np.asarray(made.data(layer=0)["y"]).tolist() == [2, 2]
    made = plotted(so.Plot(frame, x="x", y="y", group="id").add(so.Dot(), so.Agg("sum")))
    assert len(made.data(layer=0)["y"]) == 4


def test_n3_joined_and_ordered_levels(frame):
    first = so.Nominal(order=[BIG + 1, BIG])
    made = plotted(so.Plot(frame, x="x", y="y", color="id").scale(color=first).add(so.Lines()))
    (legend,) = made.drawing.legends
    assert [key.label for key in legend.keys] == [str(BIG + 1), str(BIG)]
    only = so.Nominal(order=[BIG + 1], top=1)
    made = plotted(so.Plot(frame, x="x", y="y", color="id").scale(color=only).add(so.Dots()))
    shown = [str(level) for level in np.asarray(made.data(layer=0)["color"]).tolist()]
    assert shown.count(str(BIG + 1)) == 2 and shown.count("Other") == 2


def test_n3_nan_among_whole_numbers():
    ids = [BIG + 1] * 2 + [BIG] * 2 + [float("nan")]
    made = plotted(so.Plot(ROWS, x="x", y="y", group=ids).add(so.Lines()))
    assert levels_of(made, "group") == [BIG, BIG + 1]


def test_n3_small_whole_numbers_stay_whole_too():
    made = plotted(
        so.Plot(ROWS, x="x", y="y", color=[1, 1, 2, 2, None])
        .add(so.Lines())
        .scale(color=so.Nominal())
    )
    assert all(type(level) is int for level in made.data(layer=0)["color"])
    assert so.Plot(x=[1, 2], y=pd.array([None, None], dtype="Int64")).add(so.Line()) is not None
