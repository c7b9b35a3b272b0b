"""Decimate: M4 against numpy, in memory and in engines; gaps, groups, limits, and wrong marks."""

import datetime as dt

import numpy as np
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.data.queries import listening
from tests.engines import ENGINES, LAZY

N = 5_000
COLUMNS = 40


def walk(n=N):
    rng = np.random.default_rng(3)
    steps, groups = rng.normal(size=n), rng.choice(["a", "b"], n)
    return pl.DataFrame({"t": np.arange(n) / 7.0, "v": np.cumsum(steps), "g": groups})


@pytest.fixture(params=ENGINES.values(), ids=ENGINES)
def engine(request):
    return request.param or (lambda frame: frame)


def drawn(plot):
    """Return what a line drew, as pairs by group."""
    made = plot.plot().data(0)
    made = made if isinstance(made, pl.DataFrame) else pl.from_arrow(made)
    names = [name for name in ("color", "x", "y") if name in made.columns]
    return made.select(names)


def m4(t, v, low, high, columns=COLUMNS):
    """Return the first, last, lowest and highest row of each column, by numpy."""
    place = np.clip(np.floor((t - low) * (columns / (high - low))), -1, columns)
    kept = set()
    for one in np.unique(place):
        rows = np.flatnonzero(place == one)
        kept |= {rows[0], rows[-1], rows[v[rows].argmin()], rows[v[rows].argmax()]}
    return sorted(kept)


def thin(data, *, columns=COLUMNS, mark=None, **variables):
    p = so.Plot(data, x="t", y="v", **variables)
    return p.add(mark or so.Line(), so.Decimate(columns))


def test_rows_are_those_of_numpy(engine):
    frame = walk()
    t, v = frame["t"].to_numpy(), frame["v"].to_numpy()
    rows = m4(t, v, t[0], t[-1])
    made = drawn(thin(engine(frame)))
    np.testing.assert_array_equal(made["x"], t[rows])
    np.testing.assert_array_equal(made["y"], v[rows])
    assert len(rows) < 4 * (COLUMNS + 1)


def test_each_group_by_itself(engine):
    frame = walk()
    made = drawn(thin(engine(frame), color="g"))
    for level in "ab":
        own, there = frame.filter(g=level), made.filter(pl.col("color").cast(pl.String) == level)
        t, v = own["t"].to_numpy(), own["v"].to_numpy()
        rows = m4(t, v, frame["t"].min(), frame["t"].max())
        np.testing.assert_array_equal(there["x"], t[rows])
        np.testing.assert_array_equal(there["y"], v[rows])


def test_facets_and_horizontal_lines(engine):
    data = engine(walk())
    upright = so.Plot(data, x="t", y="v").facet("g").add(so.Line(), so.Decimate(COLUMNS))
    turned = so.Plot(data, x="v", y="t").facet("g").add(so.Line(), so.Decimate(COLUMNS), orient="y")
    one, other = (plot.plot().data(0) for plot in (upright, turned))
    one, other = (x if isinstance(x, pl.DataFrame) else pl.from_arrow(x) for x in (one, other))
    assert one["x"].to_list() == other["y"].to_list()
    assert one["y"].to_list() == other["x"].to_list()


def test_gaps_are_kept(engine):
    frame = walk().with_columns(
        v=pl.when(pl.col("t").is_between(200, 300)).then(None).otherwise(pl.col("v"))
    )
    made = drawn(thin(engine(frame), mark=so.Line(gaps=True)))
    missing = made.filter(pl.col("y").is_null() | pl.col("y").is_nan())["x"]
    inside = frame.filter(pl.col("v").is_null())["t"]
    assert (missing.min(), missing.max()) == (inside.min(), inside.max())
    with pytest.warns(so.PlotWarning, match="with missing y"):
        plain = drawn(thin(engine(frame)))
    assert not (plain["y"].is_null() | plain["y"].is_nan()).any()


def test_what_limits_show_is_divided(engine):
    frame = walk()
    t, v = frame["t"].to_numpy(), frame["v"].to_numpy()
    made = drawn(thin(engine(frame)).limit(x=(100, 120)))
    rows = m4(t, v, 100, 120)
    np.testing.assert_array_equal(made["x"], t[rows])
    near = made.filter(pl.col("x").is_between(100, 120))
    assert len(near) > COLUMNS  # all but the outermost are where one looks


def test_few_rows_stay_as_they_are(engine):
    frame = walk(100)
    assert len(drawn(thin(engine(frame)))) == 100


def test_times_and_a_logarithm(engine):
    start = dt.datetime(2024, 1, 1)
    frame = walk().with_columns(
        t=pl.Series([start + dt.timedelta(minutes=i) for i in range(N)]),
        v=pl.col("v").abs() + 1,
    )
    made = drawn(thin(engine(frame)).scale(y="log"))
    v = frame["v"].to_numpy()
    rows = m4(np.arange(N, dtype=float), v, 0, N - 1)
    assert abs(len(made) - len(rows)) <= 4  # times in days are rounded at the edges of columns
    np.testing.assert_allclose(made["y"].min(), v.min())
    np.testing.assert_allclose(made["y"].max(), v.max())


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
def test_only_what_shows_is_fetched(engine, monkeypatch):
    monkeypatch.setattr(so.Plot.config, "max_rows", 1_000)
    plot = thin(engine(walk()))
    with listening() as heard:
        plot.plot()
        plot.theme("ticks").plot()
    ran = [query for query in heard.queries if not query.kept]
    assert [query.purpose for query in ran] == ["profile", "reduce"]
    assert ran[1].rows <= COLUMNS + 1


def test_columns_follow_the_size_of_the_page():
    frame = walk(40_000)
    plain = so.Plot(frame, x="t", y="v").add(so.Line(), so.Decimate())
    small, large = (len(drawn(plain.layout(size=(width, 3)))) for width in (3, 9))
    assert small < large / 3


@pytest.mark.parametrize("mark", [so.Dot(), so.Path(), so.Bar(), so.Line() + so.Dots()])
def test_marks_that_need_all_rows(mark):
    with pytest.raises(so.PlotSpecError, match=r"Decimate leaves out rows.*so\.Raster"):
        so.Plot(x=[1, 2], y=[1, 2]).add(mark, so.Decimate())
    with pytest.raises(so.PlotSpecError, match="Decimate leaves out rows"):
        so.Plot(x=[1, 2], y=[1, 2]).add(mark.after(so.Decimate()))


def test_marks_that_join_rows():
    for mark in (so.Line(), so.Lines(), so.Step(), so.Area()):
        so.Plot(walk(), x="t", y="v").add(mark, so.Decimate(COLUMNS)).plot()


def test_wrong_questions():
    with pytest.raises(so.PlotSpecError, match="columns of Decimate must be a whole number"):
        so.Decimate(0)
    with pytest.raises(so.PlotSpecError, match="numbers or times on both axes; x has levels"):
        so.Plot(x=["a", "b"], y=[1, 2]).add(so.Line(), so.Decimate()).plot()
    frame = walk().with_columns(w=pl.col("v") * 2)
    with pytest.raises(so.PlotSpecError, match="'color' varies along a line"):
        thin(frame, columns=4, color="w").plot()


def test_the_picture_is_that_of_all_rows():
    """A wave of 40,000 rows: no pixel differs by more than a shade."""
    import io

    from matplotlib.image import imread

    t = np.arange(40_000) / 4_000
    wave = so.Plot(x=t, y=np.sin(t * 3) + np.sin(t * 40) / 9)
    pictures = []
    for transforms in ((), (so.Decimate(),)):
        file = io.BytesIO()
        wave.add(so.Line(), *transforms).save(file, format="png")
        pictures.append(imread(io.BytesIO(file.getvalue())))
    assert np.abs(pictures[0] - pictures[1]).max() < 0.15
