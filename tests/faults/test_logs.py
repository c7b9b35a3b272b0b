"""Logarithmic axes near the ends of floats, and intervals that reach beyond their domain."""

import numpy as np
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.errors import PlotWarning

LEFT = {"x": [1, 2, 3], "ymin": [-1.0, 2, 0], "ymax": [10.0, 20, 30]}
NAMES = {name: name for name in LEFT}


@pytest.mark.parametrize(
    "values",
    [
        [4.9e-323, 1e-20, 0.3],
        [1e-300, 1e300],
        [1e307, 1.7e308],
        [5e-324, 1.797e308],
        [1e-310, 1e-320],
    ],
)
@pytest.mark.parametrize("mark", [so.Dot(), so.Bar()])
@pytest.mark.parametrize("name", ["x", "y"])
def test_n10_all_in_view_near_the_ends_of_floats(values, mark, name, tmp_path):
    other = "y" if name == "x" else "x"
    p = so.Plot(**{name: values, other: list("abcdef")[: len(values)]}).scale(**{name: "log"})
    made = p.add(mark).plot()
    made.save(tmp_path / "figure.png")
    low, high = getattr(made.axes[0], f"get_{name}lim")()
    assert 0 < low <= min(values) < max(values) <= high < np.inf


@pytest.mark.parametrize("trans", ["log2", "ln"])
def test_n10_other_bases(trans, tmp_path):
    p = so.Plot(x=[4.9e-323, 1e300], y=[1, 2]).scale(x=trans).add(so.Dot())
    low, high = p.plot().save(tmp_path / "figure.svg").axes[0].get_xlim()
    assert 0 < low <= 4.9e-323 and 1e300 <= high < np.inf


@pytest.mark.parametrize("mark", [so.Range(), so.Band()])
@pytest.mark.parametrize("frame", [dict, pl.LazyFrame])
def test_n11_intervals_rise_from_the_lower_end(mark, frame, tmp_path):
    p = so.Plot(frame(LEFT), **NAMES).add(mark).scale(y="log")
    made = p.plot().save(tmp_path / "figure.png")
    assert np.asarray(made.data(layer=0)["ymax"]).tolist() == pytest.approx([10, 20, 30])
    low, high = made.axes[0].get_ylim()
    assert 1 < low < 2 and 30 < high < 100


def test_n11_horizontal_and_both_ends():
    data = {"y": [1, 2, 3], "xmin": [-1, 0.2, 0], "xmax": [0.4, 1.2, 0.9]}
    p = so.Plot(**data).add(so.Range(), orient="y").scale(x="logit")
    found = p.plot().data(layer=0)
    assert found["xmin"] == pytest.approx([0, 0.2, 0])
    assert found["xmax"] == pytest.approx([0.4, 1, 0.9])


def test_n11_what_lies_below_the_axis_is_dropped():
    p = so.Plot(x=[1, 2, 3], ymin=[-2, 1, np.nan], ymax=[-1, 3, 4]).add(so.Range())
    reasons = "1 with missing ymin, 1 with ymax outside its log scale"
    with pytest.warns(PlotWarning, match=f"2 rows dropped: {reasons}"):
        p.scale(y="log").plot()


def test_n11_computed_ends_stay_as_they_are():
    p = so.Plot(x=list("aab"), y=[1, 100, 5]).add(so.Range(), so.Est(errorbar="sd"))
    ends = p.scale(y="log").plot().data(layer=0)["ymin"]
    assert ends == pytest.approx([10 ** (1 - 2**0.5), 5])
