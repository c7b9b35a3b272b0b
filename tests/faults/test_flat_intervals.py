"""Intervals of one row each cannot be seen: a warning names the reason."""

import polars as pl
import pytest

import plotkit.objects as so
from plotkit.errors import PlotWarning
from tests.engines import ENGINES

DATA = {"x": [1, 2, 3, 4], "y": [1.0, 3, 2, 4], "g": list("abab")}
LINE = so.Plot(DATA, x="x", y="y").add(so.Line())
WORDS = r"each of the 4 groups has one row, of which \w+ makes no interval"


@pytest.mark.parametrize(
    "errorbar", ["normal", "sd", "se", "ci", "pi", "mad", "range", lambda y: (y[0],) * 2]
)
@pytest.mark.parametrize(
    "mark",
    [so.Band(), so.ErrorBar(), so.Range(), so.LineBand(), so.PointRange(), so.CrossBar()],
)
def test_every_interval_of_estimates(mark, errorbar):
    with pytest.warns(PlotWarning, match=rf"layer 2 \(\w+, Est\): {WORDS}"):
        LINE.add(mark, so.Est(errorbar=errorbar)).plot()


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@pytest.mark.parametrize("turned", [False, True])
def test_horizontal_and_in_engines(engine, turned):
    frame = pl.DataFrame(DATA)
    data = frame if engine is None else engine(frame)
    names = {"x": "y", "y": "x"} if turned else {"x": "x", "y": "y"}
    plot = so.Plot(data, **names).add(so.Band(), so.Est(errorbar="sd"), orient="xy"[turned])
    with pytest.warns(PlotWarning, match=WORDS):
        plot.plot()


@pytest.mark.parametrize(
    "layer",
    [
        (so.Band(),),
        (so.PointRange(),),
        (so.CrossBar(),),
        (so.Range(), so.Agg(ymin="min", ymax="max")),
        (so.Range(), so.BoxStats()),
    ],
)
def test_other_stats_and_marks(layer):
    with pytest.warns(PlotWarning, match=WORDS):
        LINE.add(*layer).plot()


def test_groups_and_panels_are_counted():
    with pytest.warns(PlotWarning, match=WORDS):
        LINE.add(so.Band(), so.Est(errorbar="sd"), color="g").plot()
    with pytest.warns(PlotWarning, match="the only group has one row"):
        so.Plot(DATA, x="x", y="y").facet("x").add(
            so.Range(), so.Est(), data={"x": [1], "y": [2]}
        ).plot()


@pytest.mark.parametrize(
    "plot",
    [
        so.Plot({"x": [1, 1, 2], "y": [1, 2, 3]}, x="x", y="y").add(
            so.Band(), so.Est(errorbar="sd")
        ),
        so.Plot({"x": [1, 1, 2, 2], "y": [5] * 4}, x="x", y="y").add(so.Range(), so.Est()),
        LINE.add(so.Range(), so.Bin(bins=2), so.Est(errorbar="sd")),
        LINE.add(so.Line(), so.Est()),
        LINE.add(so.Box()),
        so.Plot(DATA, x="x").add(so.Range(), ymin="y", ymax="y"),
        so.Plot({"x": [1, 2, 3], "y": [2, 4, 6]}, x="x", y="y").add(so.Band(), so.Fit()),
    ],
    ids=["a group of two", "equal values", "bins", "no interval", "boxes", "given", "line"],
)
def test_nothing_is_said_of_others(plot):
    plot.plot()


@pytest.mark.parametrize("errorbar", ["normal", "sd"])
@pytest.mark.parametrize("mark", [so.ErrorBar(), so.PointRange(), so.LineBand()])
def test_one_row_among_others_is_not_told(mark, errorbar):
    data = {"x": [1, 1, 2, 2, 3], "y": [1, 2, 4, 5, 6]}
    so.Plot(data, x="x", y="y").add(mark, so.Est(errorbar=errorbar)).plot()


def test_an_estimate_that_is_not_drawn_is_told():
    data = {"x": [1, 1, 2, 2, 3], "y": [1, 2, 4, 5, 6]}
    plot = so.Plot(data, x="x", y="y").add(so.CrossBar(), so.Est(errorbar="normal"))
    with pytest.warns(PlotWarning, match="1 rows dropped: 1 with undefined ymin"):
        plot.plot()


def test_intervals_that_nobody_could_find():
    data = {"x": [1, 1, 2, 2], "y": [1, 2, 4, 5]}
    agg = so.Agg(ymin=lambda y: float("nan"), ymax=lambda y: float("nan"))
    with pytest.warns(PlotWarning, match="Agg makes no interval of any group"):
        so.Plot(data, x="x", y="y").add(so.ErrorBar(), agg).plot()
