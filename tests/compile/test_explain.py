"""What a picture says of where its rows come from and where stats ran."""

import json

import numpy as np
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.errors import PlotWarning
from tests.engines import LAZY

NAMES = {"polars": "Polars", "duckdb": "DuckDB"}
TEXT = {"polars": "SELECT", "duckdb": "SELECT"}


def frame():
    rng = np.random.default_rng(0)
    y = [None, None, *rng.gamma(2, size=198)]
    return pl.DataFrame({"x": ["a", "b"] * 100, "t": rng.normal(size=200), "y": y})


def two_layers(data):
    p = so.Plot(data, x="x", y="y").add(so.Bar(), so.Agg())
    return p.add(so.Range(), so.Est(), x="x")


def explained(plot):
    with pytest.warns(PlotWarning, match="2 with missing y"):
        return plot.plot().explain()


def test_rows_in_memory():
    made = explained(two_layers(frame()))
    bars, ranges = made.layers
    assert (bars.layer, bars.engine) == ("layer 1 (Bar, Agg)", "memory")
    assert (bars.rows, bars.dropped, bars.drawn) == (200, {"missing y": 2}, 2)
    assert ranges.stats == (("Est", "memory"),)
    assert made.queries == 0
    assert made.profiles == bars.queries == bars.approximations == ()
    assert 0 < bars.seconds < made.seconds


@pytest.mark.parametrize("engine", LAZY)
def test_rows_of_an_engine(engine):
    plot = two_layers(LAZY[engine](frame()))
    made, again = explained(plot), explained(plot)
    for layer in (*made.layers, *again.layers):
        assert layer.engine == layer.stats[0][1] == NAMES[engine]
        assert (layer.rows, layer.dropped, layer.drawn) == (200, {"missing y": 2}, 2)
        assert [query.purpose for query in layer.queries] == ["reduce"]
        assert TEXT[engine] in layer.queries[0].text
    assert (made.queries, again.queries) == (3, 0)
    assert [query.purpose for query in made.profiles] == ["profile"]
    assert again.layers[0].queries[0].kept
    assert "by moments" in made.layers[1].approximations[0]
    assert again.layers[1].approximations == made.layers[1].approximations


@pytest.mark.parametrize("engine", LAZY)
def test_a_stat_that_needs_the_rows(engine):
    plot = so.Plot(LAZY[engine](frame()), x="t", y="y").add(so.Line(), so.Lowess())
    (layer,) = explained(plot).layers
    assert layer.stats == (("Lowess", f"memory, on rows fetched from {NAMES[engine]}"),)
    assert [query.purpose for query in layer.queries] == ["rows"]
    assert layer.queries[0].rows == 198


@pytest.mark.parametrize("engine", LAZY)
def test_it_is_written_in_lines_and_as_data(engine):
    made = explained(two_layers(LAZY[engine](frame())))
    lines = str(made).splitlines()
    assert lines[0].startswith("asked: profile, 2 rows back, ")
    assert lines[1] == f"layer 1 (Bar, Agg): {NAMES[engine]}, 200 rows"
    assert lines[2] == "  2 dropped with missing y"
    assert lines[3] == f"  Agg in {NAMES[engine]}"
    assert lines[-1].startswith("3 queries, ")
    data = json.loads(json.dumps(made.as_dict()))
    assert data["layers"][0]["dropped"] == {"missing y": 2}
    assert data["layers"][0]["queries"][0]["purpose"] == "reduce"


def test_the_stat_of_a_mark_and_a_layer_without_one():
    p = so.Plot({"x": ["a", "b"] * 3, "y": range(6)}, x="x", y="y")
    box, dots = p.add(so.Box()).add(so.Dot()).plot().explain().layers
    assert box.stats == (("BoxStats", "memory"),)
    assert dots.stats == ()
    assert dots.rows == dots.drawn == 6
