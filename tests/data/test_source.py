from __future__ import annotations

import datetime
import decimal
import subprocess
import sys
from types import MappingProxyType

import duckdb
import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from pyarrow import dataset

import plotkit.objects as so
from plotkit.config import CONFIG
from plotkit.data.factor import Coded, Factor, factorize
from plotkit.data.kind import Kind
from plotkit.data.lazysource import LazySource
from plotkit.data.source import Source, constant, is_data, is_scalar, source, vector
from plotkit.errors import PlotSpecError, PlotTypeError

COLUMNS = {
    "x": [1.5, 2.5, 0.5],
    "my.key": [3, 1, 2],
    "a b": ["u", "v", "u"],
    "select": [True, False, True],
    'q"uote': [1, 2, 3],
    "größe": [7, 8, 9],
    "": [4, 5, 6],
}


class ArrowStream:
    """A frame of a library that nobody knows."""

    def __init__(self, table):
        self.__arrow_c_stream__ = table.__arrow_c_stream__


FRAMES = {
    "dict": dict,
    "mapping": MappingProxyType,
    "dict of arrays": lambda c: {k: np.array(v) for k, v in c.items()},
    "dict of series": lambda c: {k: pl.Series(v) for k, v in c.items()},
    "pandas": pd.DataFrame,
    "pandas nullable": lambda c: pd.DataFrame(c).convert_dtypes(),
    "pandas arrow": lambda c: pd.DataFrame(c).convert_dtypes(dtype_backend="pyarrow"),
    "polars": pl.DataFrame,
    "arrow": pa.table,
    "narwhals": lambda c: nw.from_native(pl.DataFrame(c)),
    "stream": lambda c: ArrowStream(pa.table(c)),
}


@pytest.fixture(params=FRAMES.values(), ids=FRAMES)
def make(request):
    return request.param


def test_columns(make):
    data = source(make(COLUMNS))
    assert data.names == tuple(COLUMNS)
    assert data.n == 3
    assert not data.lazy
    for key, values in COLUMNS.items():
        assert key in data
        column = data.column(key)
        assert column is data.column(key)
        found = column.values
        assert (found.values() if isinstance(found, Factor) else found).tolist() == values
    assert data.column("a b").kind is Kind.CATEGORY
    assert data.column("select").kind is Kind.BOOLEAN


def test_no_rows(make):
    data = source(make({"x": [], "y": []}))
    assert data.n == 0
    assert len(data.column("x")) == 0


def test_unknown_column(make):
    data = source(make({"weight": [1], "height": [2]}))
    assert "wight" not in data
    assert [1, 2] not in data
    assert np.arange(3) not in data
    with pytest.raises(PlotSpecError, match=r"'wight'.*Did you mean 'weight'.*'weight', 'height'"):
        data.column("wight")


def test_a_source_is_taken_as_it_is():
    data = source({"x": [1]})
    assert source(data) is data


def test_template():
    data = source(None)
    assert data.names == ()
    assert data.n is None
    assert "x" not in data
    with pytest.raises(PlotSpecError, match="no column 'x'"):
        data.column("x")


# --------------------------------------------------------------------------------------- mappings


def test_mapping_with_scalars():
    data = source({"x": range(3), "g": "A", "t": datetime.date(1970, 1, 2), "none": None})
    assert data.n == 3
    assert data.column("g").values.values().tolist() == ["A"] * 3
    assert data.column("t").floats().tolist() == [1, 1, 1]
    assert np.isnan(data.column("none").floats()).all()
    assert source({"x": 1}).n == 1


def test_mapping_with_unequal_lengths():
    with pytest.raises(PlotSpecError, match="'x' has 3 values and 'y' has 2"):
        source({"x": [1, 2, 3], "c": 5, "y": np.arange(2)})


def test_mapping_with_a_generator():
    with pytest.raises(PlotTypeError, match=r"'x' is a generator.*make it a list"):
        source({"x": (i for i in range(3))})


def test_mapping_takes_rows_by_position():
    x = pd.Series([1, 2, 3], index=[9, 8, 7])
    assert source({"x": x, "y": [4, 5, 6]}).column("x").values.tolist() == [1, 2, 3]


def test_mapping_with_any_key():
    data = source({0: [1], ("a", 1): [2], None: [3]})
    assert data.column(("a", 1)).values.tolist() == [2]
    assert data.column(0).values.tolist() == [1]


def test_only_what_is_named_is_converted():
    data = source(pd.DataFrame({"x": [1], "z": [1j]}))
    assert data.column("x").values.tolist() == [1]
    with pytest.raises(PlotSpecError, match="'z' holds complex128"):
        data.column("z")


# ----------------------------------------------------------------------------------------- pandas


@pytest.mark.parametrize(
    "index",
    [
        [5, 5, 5],
        [2, 0, 1],
        ["c", "a", "b"],
        pd.MultiIndex.from_tuples([(1, 2), (1, 1), (0, 0)]),
        pd.DatetimeIndex(["2020", "2019", "2020"]),
    ],
    ids=["duplicate", "unsorted", "strings", "multi", "times"],
)
def test_the_index_changes_nothing(index):
    data = source(pd.DataFrame({"x": [1.0, 2.0, 3.0]}, index=index))
    assert data.column("x").values.tolist() == [1, 2, 3]


def test_index_levels_are_columns():
    index = pd.MultiIndex.from_tuples([("b", 1), ("a", 2)], names=["g", "x"])
    data = source(pd.DataFrame({"x": [5, 6]}, index=index))
    assert data.names == ("x", "g")
    assert data.column("g").values.values().tolist() == ["b", "a"]
    assert data.column("x").values.tolist() == [5, 6]  # the column wins
    times = pd.DataFrame({"x": [1]}, index=pd.DatetimeIndex(["1970-01-02"], tz="UTC", name="t"))
    assert source(times).column("t").floats().tolist() == [1]
    assert source(times).column("t").zone == "UTC"


def test_any_column_key():
    frame = pd.DataFrame([[1, 2, 3]], columns=pd.Index([0, ("a", 1), None], dtype=object))
    assert source(frame).column(("a", 1)).values.tolist() == [2]
    deep = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("b", "x"), ("a", "y")]))
    assert source(deep).names == (("b", "x"), ("a", "y"))
    assert source(deep).column(("a", "y")).values.tolist() == [2]
    assert "a" not in source(deep)


def test_repeated_columns():
    data = source(pd.DataFrame([[1, 2, 3]], columns=["a", "a", "b"]))
    assert is_data(pd.DataFrame([[1, 2, 3]], columns=["a", "a", "b"]))
    assert data.column("b").values.tolist() == [3]
    with pytest.raises(PlotSpecError, match="several columns 'a'"):
        data.column("a")


def test_the_frame_is_not_changed():
    frame = pd.DataFrame(
        {"x": [1, None, 3], "g": ["a", None, "b"], "c": pd.Categorical(["u", "v", "u"])},
        index=pd.Index([3, 1, 1], name="i"),
    )
    before = frame.copy(deep=True)
    data = source(frame)
    for key in data.names:
        data.column(key).factor()
    pd.testing.assert_frame_equal(frame, before)


def test_no_copy():
    values = np.arange(10.0)
    data = source(pd.DataFrame({"x": values}, copy=False))
    assert np.shares_memory(data.column("x").floats(), values)
    assert np.shares_memory(source({"x": values}).column("x").floats(), values)


# --------------------------------------------------------------------------------- other than data


@pytest.mark.parametrize(
    "data", [[1, 2], "penguins", np.zeros((2, 2)), pd.Series([1]), pl.Series([1]), 5]
)
def test_not_data(data):
    with pytest.raises(PlotTypeError, match=r"DataFrame of pandas.*was given"):
        source(data)


def test_is_data(make):
    assert is_data(make(COLUMNS))
    assert is_data(source(make(COLUMNS)))
    assert is_data(pl.LazyFrame(COLUMNS))


@pytest.mark.parametrize(
    "value",
    ["x", [1], (1,), np.zeros((2, 2)), pd.Series([1]), pl.Series([1]), pa.array([1]), 5, None],
)
def test_is_not_data(value):
    assert not is_data(value)


def test_nothing_heavy_is_loaded():
    code = "import sys, plotkit.data.source as s; s.source({'x': [1, 'a']}).column('x');"
    code += "print({'pandas', 'polars', 'pyarrow', 'duckdb', 'matplotlib'} & set(sys.modules))"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "set()"


def test_lazy():
    data = source(pl.LazyFrame({"x": [1]}), limit=7)
    assert isinstance(data, LazySource)
    assert data.limit == 7
    assert source(nw.from_native(pl.LazyFrame({"x": [1]}))).lazy


# --------------------------------------------------------------------------------------- vectors


def test_vector():
    assert vector([1, 2], "x", 2).values.tolist() == [1, 2]
    assert vector(pd.Series([1, 2], index=[1, 0])).values.tolist() == [1, 2]
    with pytest.raises(PlotSpecError, match="'color' has 2 values, but the data have 3 rows"):
        vector(["a", "b"], "color", 3)


@pytest.mark.parametrize(
    "value",
    ["a", b"a", 1, 2.5, True, 1j, np.float32(1), np.array(3), decimal.Decimal(1), pd.Timestamp(0),
     datetime.date(2020, 1, 1), datetime.time(1), datetime.timedelta(1), pd.NA, pd.Period("2020"),
     np.datetime64("2020")],
    ids=repr,
)  # fmt: skip
def test_scalars(value):
    assert is_scalar(value)


@pytest.mark.parametrize(
    "value",
    [None, [1], (1,), np.array([1]), range(2), pd.Series([1]), pl.Series([1]), {}, object(),
     pa.array([1])],
    ids=lambda value: type(value).__module__ + type(value).__name__,
)  # fmt: skip
def test_not_scalars(value):
    assert not is_scalar(value)


def test_constant():
    number = constant(2, 5)
    assert number.values.tolist() == [2] * 5
    assert number.values.strides == (0,)
    text = constant("group A", 3)
    assert text.kind is Kind.CATEGORY
    assert text.values.values().tolist() == ["group A"] * 3
    assert text.values.codes.strides == (0,)
    assert constant(True, 2).kind is Kind.BOOLEAN
    zoned = constant(pd.Timestamp("1970-01-02", tz="Europe/Berlin"), 2)
    assert (zoned.kind, zoned.zone) == (Kind.TIME, "Europe/Berlin")
    assert constant(np.array(3.0), 1).values.tolist() == [3.0]
    assert constant("a", 0).values.codes.tolist() == []
    assert np.isnan(constant(None, 2).values).all()
    assert np.isnan(constant(pd.NA, 2).values).all()


# ---------------------------------------------------------------------------------- the way out

TABLE = {
    "x": np.array([1.0, np.nan]),
    "n": np.broadcast_to(np.array(3), 2),
    "t": np.array(["2020-01-01", "NaT"], dtype="M8[us]"),
    "g": factorize(["b", None]),
    "mixed": factorize(["b", 1]),
    "color": Coded(np.array([0, 0]), np.array([[0.0, 0.5, 1.0, 1.0]])),
}


def test_to_pandas():
    frame = source(pd.DataFrame({"a": [1]})).to_native(TABLE)
    assert isinstance(frame, pd.DataFrame)
    assert list(frame) == list(TABLE)
    assert frame["g"].dtype == "category"
    assert frame["g"].isna().tolist() == [False, True]
    assert frame["color"][0] == (0, 0.5, 1, 1)


def test_to_polars():
    frame = source(pl.DataFrame({"a": [1]})).to_native(TABLE)
    assert isinstance(frame, pl.DataFrame)
    assert frame["g"].to_list() == ["b", None]
    assert frame["mixed"].to_list() == ["b", "1"]
    assert frame["t"].null_count() == 1
    assert frame["color"].to_list()[0] == [0, 0.5, 1, 1]


def test_to_arrow():
    frame = source(pa.table({"a": [1]})).to_native(TABLE)
    assert isinstance(frame, pa.Table)
    assert frame["g"].to_pylist() == ["b", None]
    assert frame["mixed"].to_pylist() == ["b", "1"]
    assert frame["color"].to_pylist()[0] == [0, 0.5, 1, 1]


@pytest.mark.parametrize("data", [{"a": [1]}, None])
def test_to_dict(data):
    frame = source(data).to_native(TABLE)
    assert frame["g"].tolist() == ["b", None]
    assert all(isinstance(values, np.ndarray) for values in frame.values())


@pytest.mark.parametrize("data", [pl.LazyFrame({"a": [1]})])
def test_lazy_to_native(data):
    assert isinstance(source(data).to_native(TABLE), pl.DataFrame)


def test_no_columns_out(make):
    assert len(source(make(COLUMNS)).to_native({})) == 0


def test_round_trip(make):
    data = source(make(COLUMNS))
    out = data.to_native({key: data.column(key).values for key in COLUMNS})
    again = source(out)
    for key, values in COLUMNS.items():
        found = again.column(key).values
        assert (found.values() if isinstance(found, Factor) else found).tolist() == values


def test_sources_are_described(make):
    assert isinstance(source(make(COLUMNS)), Source)


class OnlyBatch:
    """What offers nothing but one batch by Arrow's protocol of arrays."""

    def __init__(self, table):
        self.batch = table.to_batches()[0]

    def __arrow_c_array__(self, requested_schema=None):
        return self.batch.__arrow_c_array__(requested_schema)


@pytest.mark.parametrize("add", [False, True])
@pytest.mark.parametrize(
    "given",
    [lambda table: dataset.dataset(table).scanner(), lambda table: table.to_reader(), OnlyBatch],
    ids=["scanner", "reader", "batch"],
)
def test_scans_readers_and_batches_are_read_once(given, add):
    data = given(pa.table({"x": ["a", "b", "b"], "y": [1.0, 2.0, 4.0]}))
    plot = so.Plot(x="x", y="y") if add else so.Plot(data, x="x", y="y")
    plot = plot.add(so.Bar(), so.Agg(), data=data if add else None)
    for _ in range(2):
        assert plot.plot().data()["y"].to_pylist() == [1.0, 3.0]


def test_a_vector_of_arrow_is_no_data():
    assert not is_data(pa.array([{"x": 1}]))
    assert not is_data(pa.array([1, 2]))
    assert is_data(OnlyBatch(pa.table({"x": [1]})))


def test_a_dataset_of_too_many_rows_is_told_with_lazy_tables_of_it(monkeypatch):
    monkeypatch.setattr(CONFIG, "max_rows", 5)
    data = dataset.dataset(pa.table({"x": list(range(9))}))
    plot = so.Plot(data, x="x").add(so.Bars(), so.Hist())
    with pytest.raises(so.PlotSpecError, match=r"9 rows.*at most 5.*duckdb\.from_arrow\(dataset\)"):
        plot.plot()
    fewer = data.scanner(filter=dataset.field("x") < 4)
    assert so.Plot(fewer, x="x").add(so.Bar(), so.Count()).plot().data().num_rows == 4


def test_a_connection_of_duckdb_is_told_what_gives_a_relation():
    with duckdb.connect() as connection:
        executed = connection.execute("select 1 as x")
        with pytest.raises(so.PlotTypeError, match=r"Its sql\(\) gives a relation"):
            so.Plot(executed, x="x")
