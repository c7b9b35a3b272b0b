"""How often engines are asked: one profile a source, one reduce a layer, and never twice."""

import copy
import io
import pickle
import warnings

import duckdb
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import plotkit.objects as so
from plotkit.config import CONFIG
from plotkit.data.queries import listening
from plotkit.errors import PlotWarning
from tests.engines import LAZY

N = 2_000


def frame(missing=0):
    rng = np.random.default_rng(0)
    y = rng.gamma(2, size=N).tolist()
    return pl.DataFrame(
        {
            "x": rng.choice(list("abc"), N),
            "t": rng.normal(size=N),
            "y": [None] * missing + y[missing:],
            "g": rng.choice(["p", "q"], N),
            "f": rng.choice(["u", "v"], N),
            "r": rng.integers(2, size=N),
        }
    )


def two_layers(data):
    p = so.Plot(data, x="x", y="y", color="g").facet("f", "r")
    return p.add(so.Bar(), so.Agg(), so.Dodge()).add(so.Range(), so.Est(), so.Dodge())


def asked(draw):
    with listening() as heard:
        draw()
    return [query.purpose for query in heard.queries if not query.kept]


ONCE = ["profile", "reduce", "reduce"]


@pytest.fixture(params=LAZY.values(), ids=LAZY)
def engine(request):
    return request.param


def test_one_profile_and_one_reduce_a_layer(engine):
    """Means are known from the profile already, so that intervals alone are asked for."""
    assert asked(two_layers(engine(frame())).plot) == ["profile", "reduce"]


def test_rows_without_a_value_cost_no_query(engine):
    p = two_layers(engine(frame(missing=7)))
    with pytest.warns(PlotWarning, match="7 rows dropped: 7 with missing y"):
        assert asked(p.plot) == ONCE


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p,
        lambda p: p.theme("minimal", "talk"),
        lambda p: p.label(title="Again", y="Mean"),
        lambda p: p.layout(size=(9, 6)),
        lambda p: p.limit(y=(0, 3)),
        lambda p: p.scale(color="Set2"),
        copy.copy,
    ],
    ids=["save", "theme", "title", "size", "limit", "palette", "copy"],
)
def test_another_picture_asks_nothing(engine, change):
    p = two_layers(engine(frame()))
    p.save(io.BytesIO())
    assert asked(lambda: change(p).save(io.BytesIO())) == []


def test_a_notebook_picture_asks_nothing(engine):
    p = two_layers(engine(frame()))
    p.plot()
    assert asked(p._repr_png_) == []


def test_another_layer_asks_for_itself_alone(engine):
    p = two_layers(engine(frame()))
    p.plot()
    assert asked(p.add(so.Range(), so.Est(errorbar="sd"), so.Dodge()).plot) == ["reduce"]
    assert asked(p.add(so.Dash(), so.Agg("std"), so.Dodge()).plot) == ["reduce"]
    assert asked(p.add(so.Dash(), so.Agg("max"), so.Dodge()).plot) == []  # it is in the profile
    assert asked(two_layers(engine(frame())).plot) == ["profile", "reduce"]


def test_a_layer_of_its_own_data(engine):
    other = engine(frame())
    p = so.Plot(engine(frame()), x="x", y="y").add(so.Bar(), so.Agg())
    p = p.add(so.Range(), so.Est(), data=other)
    assert sorted(asked(p.plot)) == ["profile", "profile", "reduce"]
    assert asked(p.plot) == []


def test_equal_layers_share_what_they_ask(engine):
    p = so.Plot(engine(frame()), x="x", y="y").add(so.Line(), so.Agg("std"))
    p = p.add(so.Dot(), so.Agg("std"))
    assert asked(p.plot) == ["profile", "reduce"]


def test_histograms_and_raw_rows(engine):
    p = so.Plot(engine(frame()), x="t", color="g").facet("f")
    assert asked(p.add(so.Bars(), so.Hist(bins=20)).plot) == ["profile", "reduce"]
    dots = p.add(so.Dots(), y="y")
    assert asked(dots.plot) == ["profile", "rows"]  # y is a variable more
    assert asked(dots.theme("ticks").plot) == []


def test_answers_are_those_of_an_engine_asked_anew(engine):
    data = engine(frame(missing=3))
    p = two_layers(data)
    with pytest.warns(PlotWarning):
        first = p.plot().data(1)
    with pytest.warns(PlotWarning):
        again, anew = p.plot().data(1), two_layers(data).plot().data(1)
    for other in (again, anew):
        columns = (
            first.to_dict(as_series=False) if hasattr(first, "to_dicts") else first.to_pydict()
        )
        found = other.to_dict(as_series=False) if hasattr(other, "to_dicts") else other.to_pydict()
        assert columns.keys() == found.keys()
        np.testing.assert_allclose(columns["y"], found["y"], rtol=1e-12)


def test_a_new_plot_sees_what_has_changed():
    connection = duckdb.connect()
    connection.sql("create table d as select 'a' as x, 1.0 as y")
    data = connection.table("d")
    p = so.Plot(data, x="x", y="y").add(so.Bar(), so.Agg())
    assert p.plot().data()["y"].to_pylist() == [1.0]
    connection.sql("insert into d values ('a', 3.0)")
    assert p.plot().data()["y"].to_pylist() == [1.0]
    for new in (so.Plot(data, x="x", y="y").add(so.Bar(), so.Agg()), p(data)):
        assert new.plot().data()["y"].to_pylist() == [2.0]


def test_a_copy_of_another_process_asks_anew():
    p = so.Plot(frame().lazy(), x="x", y="y").add(so.Bar(), so.Agg())
    p.plot()
    for other in (copy.deepcopy(p), pickle.loads(pickle.dumps(p))):
        assert asked(other.plot) == ["profile"]


def test_too_many_combinations_of_levels(engine, monkeypatch):
    from plotkit.data import profile

    monkeypatch.setattr(profile, "MOST_COMBINATIONS", 3)
    data = engine(frame())
    few = two_layers(data).plot()
    monkeypatch.undo()
    many = two_layers(data).plot()
    assert few.scales["x"].units.levels == many.scales["x"].units.levels
    assert few.scales["color"].levels == many.scales["color"].levels


def test_levels_of_numbers_and_times_in_one_profile(engine):
    days = np.datetime64("2024-01-01") + np.arange(N) % 3
    data = frame().with_columns(day=pl.Series(days.astype("M8[ms]")))
    p = so.Plot(engine(data), x="t", y="y").facet("day").add(so.Bar(), so.Agg(), x="r")
    p = p.scale(x=so.Nominal())
    with listening() as heard:
        drawn = p.plot()
    assert [query.purpose for query in heard.queries] == ["profile"]
    memory = so.Plot(data, x="t", y="y").facet("day").add(so.Bar(), so.Agg(), x="r")
    expected = memory.scale(x=so.Nominal()).plot()
    assert drawn.scales["x"].units.levels == expected.scales["x"].units.levels
    assert [panel.col for panel in drawn.panels] == [panel.col for panel in expected.panels]


@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from([None, np.nan, np.inf, -1.0, 0.0, 1.0, 2.0]),
            st.sampled_from([None, np.nan, -np.inf, 0.5, 3.0]),
            st.sampled_from([None, "a", "b"]),
        ),
        min_size=1,
        max_size=8,
    ),
    log=st.booleans(),
)
@settings(max_examples=25, deadline=None)
def test_what_is_left_out_is_told_as_in_memory(rows, log):
    x, y, color = zip(*rows, strict=True)
    schema = {"x": pl.Float64, "y": pl.Float64, "color": pl.String}
    data = pl.DataFrame({"x": x, "y": y, "color": color}, schema=schema, strict=False)
    told = []
    for given_data in (data, *(one(data) for one in LAZY.values())):
        p = so.Plot(given_data, x="x", y="y", color="color").add(so.Dot(), so.Agg())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compiled = (p.scale(x="log") if log else p).plot()
        (layer,) = compiled.explain().layers
        told.append((layer.rows, layer.dropped, layer.drawn))
    assert told[1:] == [told[0]] * len(LAZY)


@pytest.mark.parametrize(
    ("mark", "stat", "queries"),
    [
        (so.Line(), so.Fit(), ["profile", "reduce"]),
        (so.Area(), so.KDE(), ["profile", "reduce"]),
        (so.Raster(), so.Bin2D("pixels"), ["profile", "reduce"]),
        (so.Line(), so.Decimate(5), ["profile", "reduce"]),
    ],
    ids=["fit", "density", "picture", "line"],
)
def test_ends_of_groups_are_in_the_profile(engine, mark, stat, queries):
    wanted = {"x": "t"} if isinstance(stat, so.KDE) else {"x": "t", "y": "y"}
    p = so.Plot(engine(frame()), **wanted, color="g").facet("f").add(mark, stat)
    assert asked(p.plot) == queries


def test_ends_of_groups_are_those_of_the_rows_that_are_left(engine):
    some = frame().with_columns(t=pl.when(pl.int_range(N) < 1_500).then(pl.col("t")))
    p = so.Plot(engine(some), x="t", y="y", color="g").add(so.Line(), so.Fit())
    with pytest.warns(PlotWarning, match="500 with missing t|500 with missing x"):
        lazy = p.plot().data(0)
    with pytest.warns(PlotWarning):
        eager = so.Plot(some, x="t", y="y", color="g").add(so.Line(), so.Fit()).plot().data(0)
    lazy = lazy if isinstance(lazy, pl.DataFrame) else pl.from_arrow(lazy)
    np.testing.assert_allclose(np.sort(lazy["x"]), np.sort(eager["x"]), atol=1e-9)
    np.testing.assert_allclose(np.sort(lazy["y"]), np.sort(eager["y"]), atol=1e-9)


@pytest.mark.parametrize("func", ["mean", "sum", "min", "max", "count"])
def test_what_the_profile_tells_of_groups_is_what_memory_finds(engine, func):
    """Also of groups of fewer variables than those the profile has, and in days."""
    days = np.datetime64("2024-01-01T12") + np.arange(N)
    data = frame().with_columns(day=pl.Series(days.astype("M8[ms]")))

    def means(data):
        p = so.Plot(data, x="x", y="y", color="g").facet("f")
        return p.add(so.Dot(), so.Agg(func)).add(so.Dash(), so.Agg(func), color=None)

    lazy, eager = means(engine(data)).plot(), means(data).plot()
    assert lazy.explain().queries == 1
    for layer in (0, 1):
        one, other = lazy.data(layer), eager.data(layer)
        one = one if isinstance(one, pl.DataFrame) else pl.from_arrow(one)
        names = [name for name in ("col", "color", "x") if name in one.columns]
        rows = [
            table.with_columns(pl.col(names).cast(pl.String)).select(*names, "y").sort(names)
            for table in (one, other)
        ]
        assert rows[0][names].equals(rows[1][names])
        np.testing.assert_allclose(rows[0]["y"], rows[1]["y"], rtol=1e-12)


@pytest.mark.parametrize(
    ("mark", "given"),
    [
        (so.Rule(), {"y": 3}),
        (so.Span(), {"ymin": 1, "ymax": 2}),
        (so.Text(), {"x": so.frac(0.1), "y": so.frac(0.9), "text": "here"}),
    ],
)
def test_a_layer_of_constants_asks_nothing_and_is_drawn_once(engine, mark, given, monkeypatch):
    monkeypatch.setattr(CONFIG, "max_rows", 100)
    made = so.Plot(engine(frame()), x="t", y="y").add(mark, **given).plot()
    assert made.explain().queries == 0
    assert len(made.data(layer=0)[next(iter(given))]) == 1


@pytest.mark.parametrize(
    ("mark", "stats"), [(so.Raster(), []), (so.Line(), [so.Decimate(columns=100)])]
)
def test_a_row_that_is_left_out_makes_no_pixel_coarser(engine, mark, stats):
    rows = frame().select("t", "y")
    far = pl.DataFrame({"t": [1e6, None], "y": [None, 1e6]}, schema=rows.schema)
    data = pl.concat([rows, far])
    with pytest.warns(PlotWarning, match="2 rows dropped"):
        made = so.Plot(engine(data), x="t", y="y").add(mark, *stats).plot()
    with pytest.warns(PlotWarning, match="2 rows dropped"):
        expected = so.Plot(data, x="t", y="y").add(mark, *stats).plot()
    for name in ("x", "y"):
        found = np.sort(made.data()[name].to_numpy())
        np.testing.assert_allclose(found, np.sort(expected.data()[name].to_numpy()))
    assert made.explain().queries <= 4


@pytest.mark.parametrize(
    ("mark", "stat", "x"),
    [
        (so.Bar(), so.Agg(), "x"),
        (so.Bar(), so.Agg("sum"), "x"),
        (so.PointRange(), so.Est(errorbar="normal"), "x"),
        (so.Line(), so.Fit(), "t"),
        (so.Line(), so.PolyFit(1), "t"),
    ],
    ids=["mean", "sum", "interval", "fit", "curve"],
)
def test_means_of_true_and_false_need_no_rows(engine, mark, stat, x, monkeypatch):
    monkeypatch.setattr(CONFIG, "max_rows", 300)
    data = frame(missing=100).with_columns(ok=pl.col("y") < 2)

    def made(data):
        p = so.Plot(data, x=x, y="ok").add(mark, stat)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PlotWarning)
            return p.plot().data()

    lazy, eager = made(engine(data)), made(data)
    lazy = lazy if isinstance(lazy, pl.DataFrame) else pl.from_arrow(lazy)
    values = [np.sort(table["y"].to_numpy()) for table in (lazy, eager)]
    np.testing.assert_allclose(*values, rtol=1e-9)


@pytest.mark.parametrize("name", ["group", "text"])
def test_texts_without_a_scale_cost_no_query_of_their_own(engine, name):
    p = so.Plot(engine(frame()), x="r", y="y", **{name: "g"}).add(so.Text(text="a"), so.Agg())
    assert asked(p.plot) == ["profile", "reduce"]
