"""Densities at the rows of the data."""

import numpy as np
import pandas as pd
import polars as pl
import pytest
from scipy.stats import gaussian_kde

import plotkit.objects as so

X = np.array([3.0, 1, 2, 2, 7])
AT_ROWS = so.KDE(gridsize=None)


def test_n8_one_mark_an_observation_in_its_order():
    made = so.Plot(x=X).add(so.Dots(), AT_ROWS).plot().data(layer=0)
    assert made["x"].tolist() == X.tolist()
    assert made["y"] == pytest.approx(gaussian_kde(X)(X), rel=2e-3)


def test_n8_horizontal_and_lazy():
    p = so.Plot(pl.LazyFrame({"v": X}), y="v").add(so.Dots(), AT_ROWS)
    made = np.asarray(p.plot().data(layer=0)["y"])
    assert sorted(made.tolist()) == sorted(X.tolist())


def test_n8_groups_with_grids_of_their_own():
    data = pd.DataFrame({"v": np.r_[X, X + 1], "g": list("aaaaabbbbb")})
    grid = so.KDE(gridsize=None, common_grid=False)
    made = so.Plot(data, "v", color="g").add(so.Dots(), grid).plot().data(layer=0)
    assert np.asarray(made["x"]).tolist() == data["v"].tolist()
    assert np.asarray(made["y"]) == pytest.approx(np.tile(gaussian_kde(X)(X) / 2, 2), rel=2e-3)


def test_n8_panels():
    data = pd.DataFrame({"v": np.r_[X, X + 1], "g": list("ababababab")})
    grid = so.KDE(gridsize=None, common_grid=["col"])
    made = so.Plot(data, "v").facet("g").add(so.Dots(), grid).plot().data(layer=0)
    assert np.asarray(made["x"]).tolist() == [*data["v"][::2], *data["v"][1::2]]


def test_n8_areas_go_along_the_positions():
    made = so.Plot(x=X).add(so.Area(), AT_ROWS).plot()
    (mark,) = made.drawing.panels[0].marks
    outline = mark.primitives[0].paths.xy[:, 0]
    assert outline.tolist() == [*sorted(X), *sorted(X)[::-1]]
