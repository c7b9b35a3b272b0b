"""Whatever the data: a drawing, or an error that says what is wrong."""

import warnings
from datetime import date, datetime, timedelta

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import plotkit.objects as so
from plotkit.compile.steps import compile_plot
from tests.fake_theme import FakeTheme
from tests.snapshot import snapshot

# Squares and sums of larger numbers overflow, in numpy as here.
NUMBERS = (
    st.floats(-1e100, 1e100)
    | st.sampled_from([np.nan, np.inf, -np.inf])
    | st.integers(-5, 5).map(float)
)
TIMES = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1))
KINDS = {
    "float": NUMBERS,
    "int": st.integers(-(2**40), 2**40),
    "bool": st.booleans(),
    "text": st.sampled_from(["a", "b", "", "ü x"]),
    "time": TIMES,
    "date": st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    "duration": st.timedeltas(timedelta(-100), timedelta(100)),
    "missing": st.none(),
    "mixed": st.one_of(st.integers(0, 3), st.sampled_from("ab"), st.booleans(), st.none()),
}


@st.composite
def columns(draw, names=("x", "y", "g", "n")):
    n = draw(st.integers(0, 8))
    made = {}
    for name in names:
        values = KINDS[draw(st.sampled_from(sorted(KINDS)))]
        if draw(st.booleans()):
            values = values | st.none()
        made[name] = draw(st.lists(values, min_size=n, max_size=n))
    return made


def spec(*layer, **variables):
    return so.Plot(x="x", y="y").add(*layer, **variables)


COUNTED = so.Plot(x="x", color="g")
SPECS = {
    "dot": spec(so.Dot(), color="g", pointsize="n", marker="g"),
    "line": spec(so.Line(marker="o"), color="g", linewidth="n"),
    "path": spec(so.Path(), linestyle="g"),
    "area": spec(so.Area(), color="n", group="g"),
    "band": spec(so.Band(), color="g"),
    "range": spec(so.Range(), ymin="y", ymax="n"),
    "dash": spec(so.Dash(), alpha="n", width="n"),
    "text": spec(so.Text(), text="g", fontsize="n", halign="g"),
    "bar dodge": spec(so.Bar(), so.Agg(), so.Dodge(), color="g"),
    "bar stack": spec(so.Bar(), so.Agg("sum"), so.Stack(), color="g"),
    "bar baseline": spec(so.Bars(), baseline="n"),
    "norm": spec(so.Line(), so.Agg("median"), so.Norm(), color="g"),
    "jitter": spec(so.Dot(), so.Jitter(), so.Shift(x=1)),
    "count": COUNTED.add(so.Bar(), so.Count(), so.Stack()),
    "hist": COUNTED.add(so.Bars(), so.Hist()),
    "hist weights": COUNTED.add(so.Bars(), so.Hist("density", common_bins=False), weight="n"),
    "facets": spec(so.Dot()).facet("g", "n").share(x=False),
    "wrapped": spec(so.Bar(), so.Agg()).facet("g", wrap=2),
    "pair": so.Plot(y="y").pair(x=["x", "n"]).add(so.Dot(), color="g"),
    "log": spec(so.Bar(), color="n").scale(x="log", y="log", color="log"),
    "sqrt": spec(so.Line(), so.Agg(space="data")).scale(y="sqrt"),
    "nominal": spec(so.Bar(), so.Count(), y=None).scale(x=so.Nominal()),
    "literal": spec(so.Dot(), pointsize="n", group="g").scale(pointsize=None),
    "lying": spec(so.Area(), orient="y"),
    "limit": spec(so.Dot()).limit(x=(None, None), y=(0, 1)),
}  # fmt: skip


def drawn(plot, data):
    """Return a template compiled with these data, or None if it cannot be."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", so.PlotWarning)
        try:
            return compile_plot(plot(data)._spec, FakeTheme())
        except so.PlotSpecError as error:
            assert str(error)
            return None


@pytest.mark.parametrize("name", SPECS)
@settings(max_examples=40)
@given(columns())
def test_a_drawing_or_a_plain_error(name, data):
    made = drawn(SPECS[name], data)
    if made is not None:
        drawing = made.drawing
        assert snapshot(drawing)
        for panel in drawing.panels:
            assert np.isfinite([*panel.x.limits, *panel.y.limits]).all()


@pytest.mark.parametrize("name", ["dot", "bar dodge", "hist", "facets"])
@settings(max_examples=30)
@given(columns(), st.randoms())
def test_an_index_changes_nothing(name, data, random):
    frame = pd.DataFrame(data)
    labels = [random.randrange(3) for _ in range(len(frame))]
    one, other = (drawn(SPECS[name], f) for f in (frame, frame.set_axis(labels)))
    assert (one is None) == (other is None)
    if one is not None:
        assert snapshot(one.drawing) == snapshot(other.drawing)


ALIKE = [
    name
    for name in SPECS
    if name not in ("path", "range")  # rows in no order have no gaps; two kinds on one axis
]


@pytest.mark.parametrize("name", ALIKE)
@settings(max_examples=12)
@given(columns())
def test_an_engine_draws_what_memory_draws(name, data):
    try:
        frame = pl.DataFrame(data)
    except (TypeError, pl.exceptions.PolarsError):  # a column of several kinds
        return
    if pl.Null in frame.dtypes:  # memory knows that nothing is known, the engine has no kind
        return
    if name == "log" and pl.Boolean in frame.dtypes:  # the logarithm of a truth
        return
    frame = frame.with_columns(  # an engine knows no order of appearance, and infinite amounts
        pl.col(name).cast(pl.Enum(sorted(set(frame[name].drop_nulls()))))  # are of no interest
        if dtype == pl.String
        else pl.col(name).replace([np.inf, -np.inf], None)
        if dtype == pl.Float64 and name in "gn"
        else pl.col(name)
        for name, dtype in frame.schema.items()
    )
    one, other = drawn(SPECS[name], frame), drawn(SPECS[name], frame.lazy())
    assert (one is None) == (other is None)
    if one is None or other is None:
        return
    assert len(one.drawing.panels) == len(other.drawing.panels)
    for here, there in zip(one.layers, other.layers, strict=True):
        assert here.table.n == there.table.n
        assert here.dropped.total() == there.dropped.total()
    for here, there in zip(one.drawing.panels, other.drawing.panels, strict=True):
        if name != "jitter":  # which row gets which noise hangs on their order
            assert here.x.limits == pytest.approx(there.x.limits)
            assert here.y.limits == pytest.approx(there.y.limits)


@pytest.mark.parametrize("form", ["dict", "polars", "lazy", "duckdb"])
@pytest.mark.parametrize("name", ["length", "time"])
def test_times_among_the_levels_of_texts(form, name):
    # A text at an end of a layer makes levels of the axis, the times of another layer too.
    columns = {
        "length": [timedelta(days=4, seconds=31382), timedelta(days=1)],
        "time": [datetime(2020, 1, 1, 3), datetime(2021, 1, 1)],
        "text": ["a", "b"],
    }
    frame = pl.DataFrame(columns)
    data = {"dict": columns, "polars": frame, "lazy": frame.lazy()}.get(form)
    data = duckdb.from_arrow(frame.to_arrow()) if data is None else data
    plot = so.Plot(data, x=name, y="text").add(so.Lollipop(), xmin="text")
    counted = plot.add(so.Raster(), so.Bin2D()).plot().data(layer=1)
    assert np.asarray(counted["count"]).tolist() == [1, 1]
    ends = np.sort(np.concatenate([counted["xmin"], counted["xmax"]]))
    assert len(np.unique(ends)) == 3  # two cells side by side
