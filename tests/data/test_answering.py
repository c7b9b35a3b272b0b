"""What an engine raises is told as an error of the plot, with what to do."""

import duckdb
import narwhals.stable.v2 as nw
import numpy as np
import polars as pl
import pyarrow as pa
import pytest

import plotkit.objects as so
from plotkit.data.native import answering
from tests.engines import connect

FRAME = pl.DataFrame(
    {
        "x": np.arange(60.0),
        "g": ["a", "b"] * 30,
        "when": pl.Series(np.arange(60)).cast(pl.Datetime("us", "UTC")),
    }
)


def duckdb_file(path):
    return connect().read_parquet(str(path))


@pytest.fixture(params=[duckdb_file, pl.scan_parquet], ids=["duckdb", "polars"])
def scan(request):
    return request.param


def plot(data):
    return so.Plot(data, x="x", color="g").add(so.Bars(), so.Hist(bins=3))


def told(make, words):
    with pytest.raises(so.PlotSpecError, match=words) as raised:
        make()
    assert not isinstance(raised.value.__cause__, so.PlotSpecError)
    return str(raised.value)


def test_a_file_that_is_gone(tmp_path, scan):
    path = tmp_path / "rows.parquet"
    FRAME.write_parquet(path)
    data = scan(path)
    path.unlink()
    said = told(lambda: plot(data).plot(), "could not answer.*rows.parquet.*files and tables")
    assert "\n" not in said


def test_a_file_that_is_another(tmp_path, scan):
    path = tmp_path / "rows.parquet"
    FRAME.write_parquet(path)
    drawn = plot(scan(path))
    pl.DataFrame({"x": ["a"], "g": [1]}).write_parquet(path)
    told(drawn.plot, "could not answer.*make a new so.Plot")


def test_a_closed_connection():
    connection = duckdb.connect()
    connection.register("rows", FRAME.to_arrow())
    data = connection.sql("from rows")
    drawn = plot(data)
    connection.close()
    told(lambda: plot(data).plot(), "DuckDB could not answer.*closed.*connections open")
    told(drawn.plot, "DuckDB could not answer.*closed")


def test_a_table_that_is_dropped():
    connection = connect()
    connection.register("rows", FRAME.to_arrow())
    connection.sql("create table data as from rows")
    drawn = plot(connection.table("data"))
    connection.sql("drop table data")
    told(drawn.plot, "DuckDB could not answer.*data does not exist")


def test_too_little_memory_has_its_own_way_out():
    data = nw.from_native(FRAME.lazy())

    def run():
        with answering(data):
            raise duckdb.OutOfMemoryException("could not allocate block")

    told(run, "could not allocate block. Let it have more memory")


def test_a_busy_connection_has_its_own_way_out():
    def run():
        with answering(nw.from_native(FRAME.lazy())):
            raise duckdb.Error("connection is busy with another call")

    told(run, r"Give each thread a relation of its own: connection.cursor\(\)")


def test_an_interrupted_query_is_a_keyboard_interrupt():
    with pytest.raises(KeyboardInterrupt), answering(nw.from_native(FRAME.lazy())):
        raise RuntimeError("Query interrupted")


def test_a_stream_that_was_read_before_is_told():
    reader = pa.table({"x": [1.0, 2.0], "g": ["a", "b"]}).to_reader()
    plot(reader)
    with pytest.warns(so.PlotWarning, match="RecordBatchReader gave no rows.*make a new one"):
        plot(reader)


def test_a_scale_that_no_engine_knows_is_why_rows_are_needed(monkeypatch):
    monkeypatch.setattr(so.Plot.config, "max_rows", 50)
    base = plot(FRAME.lazy())
    told(
        base.scale(x=so.Continuous(trans=(np.cbrt, lambda x: x**3))).plot,
        "The scale of 'x' needs the rows in memory, 60 of them.*scales by name",
    )
    base.scale(x="symlog").plot()
