"""Large files: a glance at metadata and first rows, and what is presumed is borne out or redone."""

import warnings

import duckdb
import numpy as np
import polars as pl
import pyarrow.parquet as pq
import pytest

import plotkit.objects as so
from plotkit.data import glance, lazysource
from plotkit.data.native import scanned_rows
from plotkit.data.queries import listening
from plotkit.data.source import source
from plotkit.errors import PlotSpecError
from plotkit.stats import engineselection
from plotkit.testing import assert_plot_equal
from tests.engines import connect

POLARS_TELLS = int(pl.__version__.partition(".")[0]) >= 2
"""Before, nothing is presumed of its files, which are profiled as small ones are."""
BELIEVES = int(duckdb.__version__.partition(".")[0]) >= 2
"""Whether DuckDB takes the ends that metadata tell, which leave NaN out, for those of all rows."""
N = 300
FIRST = 20


@pytest.fixture(autouse=True)
def all_are_large(monkeypatch):
    monkeypatch.setattr(glance, "LARGE", 1)
    monkeypatch.setattr(glance, "FIRST", FIRST)
    monkeypatch.setattr(engineselection, "FETCHED", 250)


def polars_scan(frame, folder):
    frame.write_parquet(folder / "polars.parquet")
    return pl.scan_parquet(folder / "polars.parquet")


def duckdb_scan(frame, folder):
    pq.write_table(frame.to_arrow(), folder / "duckdb.parquet")  # its metadata leave NaN out
    return connect().read_parquet(str(folder / "duckdb.parquet"))


def duckdb_table(frame, folder):
    connection = connect()
    connection.register("arrow", frame.to_arrow())
    connection.sql("create table data as select * from arrow")
    return connection.sql("from data")


SCANS = {one.__name__: one for one in (polars_scan, duckdb_scan, duckdb_table)}


@pytest.fixture(params=SCANS.values(), ids=SCANS)
def scan(request, tmp_path):
    return lambda frame: scanned(request.param, frame, tmp_path)


def scanned(kind, frame, folder):
    """Return a scan; DuckDB and Polars before 2.0 crash on Parquet files without rows."""
    if not len(frame) and kind is duckdb_scan and not BELIEVES:
        kind = duckdb_table
    if not len(frame) and kind is polars_scan and not POLARS_TELLS:
        return frame.lazy()
    return kind(frame, folder)


TELL = [one for one in SCANS.values() if one is not polars_scan or POLARS_TELLS]


@pytest.fixture(params=TELL, ids=lambda one: one.__name__)
def telling(request, tmp_path):
    """The same, of engines that tell how many rows a file has."""
    return lambda frame: scanned(request.param, frame, tmp_path)


def frame(**columns):
    rng = np.random.default_rng(0)
    days = np.datetime64("2024-01-01") + np.arange(N) % 90
    made = {
        "v": rng.gamma(2.0, size=N),
        "w": rng.normal(size=N),
        "g": ["b", "a", "c"] * (N // 3),
        "r": [2, 1] * (N // 2),
        "day": days.astype("M8[ms]"),
    }
    return pl.DataFrame({**made, **columns}, strict=False)


def changed(name, values):
    """Return the frame with some values in late rows of a column."""
    made = frame()[name].to_list()
    made[-len(values) :] = values
    return frame(**{name: made})


PLOTS = {
    "hist": lambda data: so.Plot(data, x="v", color="g").add(so.Bars(), so.Hist(bins=7)),
    "rule": lambda data: so.Plot(data, x="v", color="g").facet("r").add(so.Bars(), so.Hist()),
    "log": lambda data: (
        so.Plot(data, x="v", color="g").add(so.Bars(), so.Hist(bins=7)).scale(x="log")
    ),
    "days": lambda data: so.Plot(data, x="day", color="g").add(so.Bars(), so.Hist(bins=7)),
    "range": lambda data: so.Plot(data, x="v", color="g").add(
        so.Bars(), so.Hist(bins=4, binrange=(0, 2))
    ),
    "mean": lambda data: (
        so.Plot(data, x="g", y="v", color="r")
        .scale(color=so.Nominal())
        .add(so.Bar(), so.Agg(), so.Dodge())
        .add(so.Range(), so.Est(method="moments"), so.Dodge())
    ),
    "count": lambda data: so.Plot(data, x="g").add(so.Bar(), so.Count()),
    "density": lambda data: so.Plot(data, x="v", color="g").add(so.Area(), so.KDE()),
    "own grids": lambda data: (
        so.Plot(data, x="v", color="g").facet("r").add(so.Area(), so.KDE(common_grid=False))
    ),
    "fit": lambda data: so.Plot(data, x="v", y="w", color="g").add(so.Line() + so.Band(), so.Fit()),
    "curve": lambda data: (
        so.Plot(data, x="v", y="w", color="g").facet("r").add(so.Line(), so.PolyFit(3))
    ),
    "notes": lambda data: (
        so.Plot(data, x="v", y="w", color="g")
        .add(so.Path(), so.Ellipse())
        .add(so.Text(), so.Corr(), text="correlation")
    ),
    "steps": lambda data: so.Plot(data, x="v", color="g").add(so.Step(), so.ECDF()),
    "picture": lambda data: so.Plot(data, x="v", y="w").add(so.Raster()),
    "cells": lambda data: so.Plot(data, x="r", y="w").add(so.Tile(), so.Bin2D(bins=5)),
    "box": lambda data: so.Plot(data, x="g", y="v").add(so.Box()),
    "median": lambda data: (
        so.Plot(data, x="g", y="v", color="r")
        .scale(color=so.Nominal())
        .add(so.Bar(), so.Agg("median"), so.Dodge())
    ),
    "percentiles": lambda data: so.Plot(data, x="g", y="v").add(so.Dots(), so.Perc([20, 70])),
    "violin": lambda data: so.Plot(data, x="g", y="v").add(so.Violin()),
    "cells by rule": lambda data: so.Plot(data, x="v", y="w").add(so.Tile(), so.Bin2D()),
    "contours": lambda data: so.Plot(data, x="v", y="w").add(so.Contour(), so.KDE2D()),
    "dots": lambda data: so.Plot(data, x="v", y="w", color="g").add(so.Dots()),
    "top": lambda data: so.Plot(data, x="g").add(so.Bar(), so.Count()).scale(x=so.Nominal(top=1)),
}


def drawn(plot):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        compiled = plot.plot()
    layers = compiled.explain().layers
    tables = []
    for layer in range(len(layers)):
        made = compiled.data(layer)
        made = made if isinstance(made, pl.DataFrame) else pl.from_arrow(made)
        texts = [c for c, t in made.schema.items() if not (t.is_numeric() or t.is_temporal())]
        made = made.with_columns(pl.col(texts).cast(pl.String))
        tables.append(made)
    levels = {
        name: getattr(getattr(scale, "units", scale), "levels", None)
        for name, scale in compiled.scales.items()
    }
    return compiled, tables, levels, [one.dropped for one in layers], {str(w.message) for w in told}


def check_same(lazy, eager):
    _, tables, levels, dropped, told = drawn(lazy)
    _, expected, levels_expected, dropped_expected, told_expected = drawn(eager)
    assert levels == levels_expected
    assert dropped == dropped_expected
    assert {text.replace("DuckDB", "") for text in told} == told_expected
    for one, other in zip(tables, expected, strict=True):
        assert set(one.columns) == set(other.columns)
        columns = sorted(other.columns)
        numbers = [name for name in columns if other[name].dtype.is_numeric()]
        order = [
            *(name for name in columns if name not in numbers),
            *(pl.col(name).round_sig_figs(6) for name in numbers if name[0] in "xy"),
        ]
        found, wanted = (table.select(columns).sort(order) for table in (one, other))
        for name in columns:
            if name in numbers:
                near = 1e-4 * max(wanted[name].max() or 0.0, 0.0) if "density" in columns else 1e-9
                np.testing.assert_allclose(found[name], wanted[name], rtol=1e-7, atol=near)
            else:
                assert found[name].to_list() == wanted[name].to_list()


DIRTY = {
    "clean": frame(),
    "nan": changed("v", [np.nan, 1.0, np.nan]),
    "infinite": changed("v", [np.inf, 1.0, -np.inf]),
    "null": changed("v", [None, 1.0]),
    "zero": changed("v", [0.0, -1.0]),
    "late level": changed("g", ["d", "aa"]),
    "late level between": changed("g", ["bb"]),
    "missing level": changed("g", [None]),
    "late number": changed("r", [7]),
    "missing day": changed("day", [None, None]),
    "all": frame(v=[np.nan] * N),
    "none": frame().clear(),
}


CASES = [
    (plot, kind)
    for i, plot in enumerate(PLOTS)
    for j, kind in enumerate(DIRTY)
    if kind == "clean" or (i + j) % 4 == 0
]


@pytest.mark.parametrize(("plot", "kind"), CASES)
def test_a_large_file_gives_what_memory_gives(scan, plot, kind):
    check_same(PLOTS[plot](scan(DIRTY[kind])), PLOTS[plot](DIRTY[kind]))


@pytest.mark.parametrize("kind", [kind for kind in DIRTY if kind != "none"])
def test_steps_of_more_rows_than_may_be_fetched_are_some_of_all(scan, kind, monkeypatch):
    _, (eager,), levels, dropped, _ = drawn(PLOTS["steps"](DIRTY[kind]))
    monkeypatch.setattr(so.Plot.config, "max_rows", 250)
    plotted, (found,), *known = drawn(PLOTS["steps"](scan(DIRTY[kind])))
    assert known[:2] == [levels, dropped]
    assert kind == "all" or plotted.explain().layers[0].approximations
    columns = ["color", "x", "y"]
    steps = {(g, round(x, 9), round(y, 9)) for g, x, y in eager.select(columns).rows()}
    assert {(g, round(x, 9), round(y, 9)) for g, x, y in found.select(columns).rows()} <= steps


def asked(plot):
    with listening() as heard, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plot.plot()
    return [query.purpose for query in heard.queries if not query.kept]


@pytest.mark.parametrize(
    "plot", ["hist", "log", "days", "count", "density", "own grids", "fit", "picture"]
)
def test_one_profile_and_one_reduction(telling, plot):
    """And a few rows, where there are levels."""
    made = asked(PLOTS[plot](telling(frame())))
    assert [purpose for purpose in made if purpose != "rows"] == ["profile", "reduce"]
    assert "rows" not in made if plot == "picture" else made.count("rows") <= 2


@pytest.mark.parametrize("plot", ["median", "percentiles"])
def test_quantiles_are_found_by_two_reductions(telling, plot):
    """Counts in cells, which tell the groups too, then the values of few cells."""
    made = asked(PLOTS[plot](telling(frame())))
    assert [purpose for purpose in made if purpose != "rows"] == ["profile", "reduce", "reduce"]


def test_a_rule_of_cells_asks_for_quartiles_at_once(telling):
    """And looks at the first values to tell that they are no whole numbers."""
    made = asked(PLOTS["cells by rule"](telling(frame())))
    assert made.count("profile") == 1
    assert made.count("rows") == 2
    assert made.count("reduce") <= 5


def test_a_rule_of_bins_asks_for_quartiles_at_once(telling):
    """In a fine histogram, then within the two cells where they lie, if the number hangs on it."""
    made = asked(PLOTS["rule"](telling(frame())))
    assert made[:2] == ["rows", "profile"]
    assert made.count("profile") == 1
    assert made.count("reduce") <= 3


@pytest.mark.parametrize(
    ("values", "at_once"),
    [
        ([2.0] * (N // 3), False),
        (1e9 + np.arange(N // 3) % 7, False),
        (1e3 + np.arange(N // 3) % 7, False),
        (5 + np.arange(N // 3) % 7, True),
    ],
    ids=["constant", "far", "narrow", "near"],
)
@pytest.mark.parametrize("parallel", [False, True])
def test_fits_take_values_of_a_group_off_its_own_level_where_it_matters(
    telling, values, at_once, parallel
):
    w = frame()["w"].to_numpy().copy()
    w[frame()["g"].to_numpy() == "c"] = values

    def plot(data):
        fit = so.Fit(parallel=parallel)
        return so.Plot(data, x="v", y="w", color="g").add(so.Line() + so.Band(), fit)

    check_same(plot(telling(frame(w=w))), plot(frame(w=w)))
    assert (asked(plot(telling(frame(w=w)))).count("reduce") == 1) == at_once


def test_means_are_told_by_the_intervals_of_another_layer(scan):
    assert asked(PLOTS["mean"](scan(frame()))).count("reduce") == 1


def test_another_picture_asks_nothing(scan):
    plot = PLOTS["hist"](scan(frame()))
    plot.plot()
    assert asked(plot.theme("ticks")) == []


def test_another_picture_of_fits_beside_others_asks_nothing(scan):
    """What other layers told of groups does not change what a fit asks."""
    plot = so.Plot(scan(frame()), x="v", y="w", color="g").add(so.Line(), so.Fit())
    plot = plot.add(so.Line(), so.PolyFit(2)).add(so.Bars(), so.Hist(), y=None)
    plot.plot()
    assert asked(plot.theme("ticks")) == []


@pytest.mark.parametrize("dirty", ["late level between", *(["nan"] if BELIEVES else [])])
def test_what_proves_wrong_is_asked_anew_and_once(tmp_path, dirty):
    plot = PLOTS["hist"](duckdb_scan(DIRTY[dirty], tmp_path))
    made = asked(plot)
    assert made[:4] == ["rows", "profile", "reduce", "profile"]
    assert made[4:] == asked(PLOTS["hist"](duckdb_scan(DIRTY[dirty], tmp_path).distinct()))[1:]
    assert asked(plot) == []


@pytest.mark.parametrize("dirty", ["null", "infinite", "missing level", "late level"])
def test_what_metadata_tell_wastes_no_reduction(tmp_path, dirty):
    plot = PLOTS["hist"](duckdb_scan(DIRTY[dirty], tmp_path))
    made = asked(plot)
    assert "reduce" not in made[: 1 + made[1:].index("profile")]


def test_sorted_rows_waste_no_reduction(telling):
    made = asked(PLOTS["hist"](telling(frame().sort("g"))))
    assert "reduce" not in made[: 1 + made[1:].index("profile")]


def test_what_no_layer_bears_out_is_asked_for(tmp_path):
    data = duckdb_scan(DIRTY["nan"], tmp_path)
    plot = so.Plot(data, x="v", y="w").add(so.Dots())
    first = ["profile", "rows", "profile"] if BELIEVES else ["profile", "profile", "rows"]
    assert asked(plot)[:3] == first
    assert drawn(plot)[3] == [{"missing x": 2}]


def test_what_is_made_anew_has_warned_of_nothing(tmp_path):
    def plot(data):
        return so.Plot(data, x="g", y="v").add(so.Violin()).scale(x=so.Nominal(top=1))

    check_same(plot(duckdb_scan(DIRTY["nan"], tmp_path)), plot(DIRTY["nan"]))


@pytest.mark.parametrize("trans", ["log", "sqrt", "pow3", "symlog"])
def test_nan_is_told_of_a_column_that_its_axis_transforms(tmp_path, trans):
    def plot(data):
        return so.Plot(data, x="v", y="w").add(so.Line(), so.PolyFit(1)).scale(x=trans)

    check_same(plot(duckdb_scan(DIRTY["nan"], tmp_path)), plot(DIRTY["nan"]))


def test_plain_files_and_tables_tell_how_many_rows_they_have(telling, tmp_path):
    data = source(telling(frame()))
    assert scanned_rows(data.frame) == N
    native = data.frame.to_native()
    lazy = native.filter(pl.col("v") > 0) if isinstance(native, pl.LazyFrame) else native.distinct()
    assert scanned_rows(source(lazy).frame) == 0


def test_missing_values_are_a_level_beside_all_others(scan):
    def plot(data):
        return so.Plot(data, x="g", y="w").add(so.Bar(), so.Agg()).scale(x=so.Nominal(na="none"))

    dirty = DIRTY["late level between"]
    data = plot(scan(dirty))
    check_same(data, plot(dirty))
    assert asked(data) == []


def test_what_is_presumed_makes_no_error_of_a_stat(scan):
    rng = np.random.default_rng(1)
    v = np.where(np.arange(N) % 3 == 1, np.nan, rng.gamma(2.0, size=N))
    rows = frame(v=v, w=rng.normal(size=N), r=rng.choice(list("abcd"), N).tolist())

    def plot(data):
        layer = so.Plot(data, x="v", y="w", color="r").add(so.Dots(), so.Bin())
        return layer.scale(y="log", color=so.Nominal(top=2))

    check_same(plot(scan(rows)), plot(rows))


CROWDED = {
    "colour": lambda p: p.add(so.Bars(), so.Hist(), color="id"),
    "axis": lambda p: p.add(so.Bar(), so.Agg(), x="id", y="v"),
    "facet": lambda p: p.facet("id").add(so.Bars(), so.Hist()),
    "numbers": lambda p: p.add(so.Bars(), so.Hist(), color="w").scale(color=so.Nominal()),
    "days": lambda p: p.add(so.Bars(), so.Hist(), color="day").scale(color=so.Nominal()),
    "frequent": lambda p: p.add(so.Bar(), so.Count(), x="id").scale(
        x=so.Nominal(order="frequency")
    ),
}


@pytest.mark.parametrize("plot", CROWDED)
def test_of_too_many_levels_nobody_asks_for_all(telling, plot, monkeypatch):
    monkeypatch.setattr(glance, "MOST", 10)
    monkeypatch.setattr(lazysource, "MAX_LEVELS", 100)
    days = (np.datetime64("2024-01-01") + np.arange(N)).astype("M8[ms]")
    data = telling(frame(id=[f"n{i}" for i in range(N)], day=days))
    with (
        listening() as heard,
        pytest.raises(PlotSpecError, match="has more than 100 different values"),
    ):
        CROWDED[plot](so.Plot(data, x="v")).plot()
    assert max(query.rows for query in heard.queries) <= FIRST


def test_groups_may_be_more_than_levels(telling, monkeypatch):
    monkeypatch.setattr(glance, "MOST", 10)
    monkeypatch.setattr(lazysource, "MAX_LEVELS", 100)
    names = [f"n{i:03}" for i in range(N // 2)] * 2
    for groups in (names, names[::-1]):
        data = frame(id=groups)
        plots = [so.Plot(d, x="v", y="w", group="id").add(so.Line()) for d in (telling(data), data)]
        assert_plot_equal(*plots)


GROUPED = {
    "stacked": lambda data: so.Plot(data, x="w", group="g").add(
        so.Bars(), so.Hist(bins=4), so.Stack()
    ),
    "dodged": lambda data: so.Plot(data, x="r", y="w", group="g").add(
        so.Bar(), so.Agg("min"), so.Dodge()
    ),
    "lines": lambda data: so.Plot(data, x="w", y="w", group="g").add(so.Line()),
    "texts": lambda data: so.Plot(data, x="r", y="w", text="g").add(so.Text(), so.Agg("max")),
}


@pytest.mark.filterwarnings("ignore:Some rows are not drawn")
@pytest.mark.parametrize("kind", ["clean", "late level", "late level between", "missing level"])
@pytest.mark.parametrize("plot", GROUPED)
def test_groups_without_a_scale_stand_as_in_memory(scan, plot, kind):
    assert_plot_equal(GROUPED[plot](scan(DIRTY[kind])), GROUPED[plot](DIRTY[kind]))
