"""Weights in every stat, and texts that are no amounts."""

import numpy as np
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.errors import PlotSpecError, PlotWarning
from tests.engines import ENGINES

DATA = {
    "x": list("aaabbb"),
    "y": [1.0, 5.0, 4.0, 3.0, 8.0, 2.0],
    "w": [1.0, 0.0, 3.0, 2.0, 0.5, 1.5],
}


@pytest.fixture(params=ENGINES)
def plot(request):
    frame = pl.DataFrame(DATA)
    engine = ENGINES[request.param]
    data = frame if engine is None else engine(frame)
    return so.Plot(data, x="x", y="y", weight="w").scale(x=so.Nominal(order=["a", "b"]))


def values(plot, name="y"):
    return np.asarray(plot.plot().data(layer=0)[name]).astype(float)


def of_groups(function):
    y, w = np.array(DATA["y"]), np.array(DATA["w"])
    return [function(y[part], w[part]) for part in (slice(0, 3), slice(3, 6))]


@pytest.mark.parametrize(
    ("func", "expected"),
    [
        ("mean", lambda y, w: np.average(y, weights=w)),
        ("sum", lambda y, w: (y * w).sum()),
        ("count", lambda y, w: w.sum()),
        ("min", lambda y, w: y[w > 0].min()),
        ("max", lambda y, w: y[w > 0].max()),
    ],
)
def test_n12_weights_of_agg(plot, func, expected):
    assert values(plot.add(so.Bar(), so.Agg(func))) == pytest.approx(of_groups(expected))


def test_n12_agg_and_est_agree(plot):
    est = values(plot.add(so.Range(), so.Est(errorbar=None)))
    assert values(plot.add(so.Dot(), so.Agg())) == pytest.approx(est)


def test_n12_weights_of_count(plot):
    made = plot.add(so.Bar(), so.Count(), y=None)
    assert values(made) == pytest.approx([4, 4])
    assert values(made, "count") == pytest.approx([4, 4])


def test_n12_weights_of_percentiles(plot):
    made = values(plot.add(so.Dot(), so.Perc([25, 50, 80], method="inverted_cdf")))
    expected = of_groups(
        lambda y, w: np.quantile(y, [0.25, 0.5, 0.8], weights=w, method="inverted_cdf")
    )
    assert made == pytest.approx(np.ravel(expected))


def test_n12_weights_on_a_logarithmic_axis_in_data_units():
    p = so.Plot(DATA, x="x", y="y", weight="w").add(so.Dot(), so.Agg(space="data")).scale(y="log")
    assert values(p) == pytest.approx(of_groups(lambda y, w: np.average(y, weights=w)))


def test_n12_extremes_of_rows_that_weigh():
    p = so.Plot(DATA, x="x", y="y", weight="w").add(so.Range())
    assert values(p, "ymax") == pytest.approx([4, 8])


def test_n12_what_cannot_be_weighted_refuses(plot):
    with pytest.raises(PlotSpecError, match=r"Agg\('median'\) takes no weight; .*Perc\(\[50\]"):
        plot.add(so.Dot(), so.Agg("median")).plot()
    with pytest.raises(PlotSpecError, match=r"Perc\(method='linear'\) takes no weight"):
        plot.add(so.Dot(), so.Perc(method="linear")).plot()


@pytest.mark.parametrize("frame", [dict, pl.DataFrame, pl.LazyFrame])
@pytest.mark.parametrize("stat", [so.Agg("sum"), so.Est(errorbar=None), so.Agg()])
def test_s3_texts_are_no_amounts(frame, stat):
    p = so.Plot(frame({"x": list("aab"), "y": ["1", "2", "30"]}), x="x", y="y")
    with pytest.warns(PlotWarning, match=r"places of texts \('1'.*texts of numbers: convert"):
        p.add(so.Dot(), stat).plot()


def test_s3_names_are_no_amounts():
    p = so.Plot(x=[1, 2, 3], y=["lo", "hi", "hi"]).add(so.Line(), so.PolyFit(1), orient="x")
    with pytest.warns(PlotWarning, match=r"PolyFit computes .* so\.Count\(\)"):
        p.plot()


@pytest.mark.parametrize("func", ["median", "max", "count"])
def test_s3_the_order_of_texts_means_something(func):
    p = so.Plot(x=list("aab"), y=["lo", "hi", "hi"]).add(so.Dot(), so.Agg(func))
    p.plot()
