"""What hangs on the versions of the libraries around."""

import gc

import duckdb

import plotkit.objects as so


def test_k5_a_relation_outlives_its_connection():
    def relation():
        connection = duckdb.connect()
        connection.sql("create table t as select 1 as a, 2 as b union all select 3, 4")
        return connection.table("t")

    plot = so.Plot(relation(), x="a", y="b").add(so.Dot())
    gc.collect()
    assert sorted(plot.plot().data()["y"].to_pylist()) == [2, 4]
