"""The engines that every stat is run on, and the same columns in each of them."""

from collections import deque
from dataclasses import replace

import duckdb
import numpy as np
import polars as pl

from plotkit.data.factor import Factor
from plotkit.data.source import source
from plotkit.data.table import Table
from plotkit.data.units import Coordinates

_CONNECTIONS = deque(maxlen=50)


def connect():
    """Connect to an empty DuckDB; before 1.5 a relation is lost with its connection."""
    _CONNECTIONS.append(duckdb.connect())
    return _CONNECTIONS[-1]


def polars_lazy(frame):
    return frame.lazy()


def duckdb_relation(frame):
    connection = connect()
    connection.register("arrow", frame.to_arrow())
    connection.sql("create table data as select * from arrow")
    return connection.table("data")


ENGINES = {"memory": None, "polars": polars_lazy, "duckdb": duckdb_relation}
LAZY = {name: engine for name, engine in ENGINES.items() if engine}


def relation(engine, columns, units=None):
    """Put columns (a dict, or a Polars frame) under their names into an engine, or a Table."""
    frame = columns if isinstance(columns, pl.DataFrame) else pl.DataFrame(columns, strict=False)
    if engine is not None:
        lazy = source(engine(frame)).relation({name: name for name in frame.columns})
        return replace(lazy, coords=Coordinates.of(units))
    memory = source(frame)
    made = {}
    for name in frame.columns:
        column = memory.column(name)
        made[name] = column.factor() if column.kind.discrete else column.floats()
        if isinstance(made[name], Factor):  # an engine knows no order of appearance
            made[name] = made[name].recode(sorted(made[name].levels))
    return Table.of(made, units)


def plain(column):
    return column.values().tolist() if isinstance(column, Factor) else column.tolist()


def same(made, expected, rtol=1e-10):
    """Compare two tables, whatever the order of rows was in the engine."""
    made, expected = made.collect(), expected.collect()
    assert set(made) == set(expected)
    assert made.n == expected.n
    keys = [name for name in expected if isinstance(expected[name], Factor)]
    numbers = [name for name in ("x",) if name in expected and name not in keys]

    def order(table):
        rows = [
            (*map(str, row[: len(keys)]), *row[len(keys) :])
            for row in zip(*(plain(table[name]) for name in (*keys, *numbers)), strict=True)
        ]
        return sorted(range(table.n), key=rows.__getitem__) if rows else list(range(table.n))

    made, expected = made.take(order(made)), expected.take(order(expected))
    for name in expected:
        if name in keys:
            assert plain(made[name]) == plain(expected[name]), name
        else:
            np.testing.assert_allclose(made[name], expected[name], rtol, 1e-12, err_msg=name)
