"""Ridge: row V6 of the specification."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.marks.primitives import Areas, Points
from plotkit.testing.drawn import drawing

RNG = np.random.default_rng(21)
ROWS = pd.DataFrame({"row": RNG.choice(["a", "b", "c"], 300), "v": RNG.normal(size=300)})
ROWS["n"] = ROWS["row"].map({"a": 0.0, "b": 10.0, "c": 20.0})
ROWS["day"] = pd.Timestamp("2024-03-01") + pd.to_timedelta(ROWS["n"] / 10, unit="D")
ROWS["panel"] = RNG.choice(["u", "v"], 300)
ORDER = so.Nominal(order=["a", "b", "c"])


def primitives(plot, kind, panel=0):
    marks = drawing(plot).panels[panel].marks
    return [each for mark in marks for each in mark.primitives if isinstance(each, kind)]


def ridges(plot, panel=0):
    return [run for each in primitives(plot, Areas, panel) for run in each.paths.split()]


def heights(plot, panel=0):
    return [float(np.ptp(run[:, 1])) for run in ridges(plot, panel)]


@pytest.mark.parametrize("overlap", [0.5, 1.5, 3])
def test_v6_the_top_curve_is_inside_the_panel(overlap):
    plot = so.Plot(ROWS, x="v", y="row").scale(y=ORDER).add(so.Ridge(overlap=overlap))
    assert max(heights(plot)) == pytest.approx(overlap)
    low, high = sorted(plot.plot().axes[0].get_ylim())
    every = np.concatenate(ridges(plot))
    assert low < every[:, 1].min() and every[:, 1].max() < high
    assert high == 2.5


def test_v6_rows_of_levels_go_up_and_nearer_ones_cover_those_behind():
    plot = so.Plot(ROWS, x="v", y="row").scale(y=ORDER).add(so.Ridge())
    bases = [run[:, 1].max() for run in ridges(plot)]
    assert bases == [0, 1, 2]  # the axis goes down: the lowest is drawn last
    (areas,) = primitives(plot, Areas)
    assert areas.color[3] == 1


@pytest.mark.parametrize(("column", "step"), [("n", 10.0), ("day", 1.0)])
def test_v6_rows_of_numbers_and_dates(column, step):
    plot = so.Plot(ROWS, x="v", y=column).add(so.Ridge(overlap=2), orient="y")
    assert max(heights(plot)) == pytest.approx(2 * step)
    bases = [run[:, 1].min() for run in ridges(plot)]
    assert np.diff(bases) == pytest.approx(-step)  # the axis goes up: the lowest is drawn last
    high = plot.plot().axes[0].get_ylim()[1]
    assert high > max(run[:, 1].max() for run in ridges(plot))


def test_v6_heights_are_comparable_over_all_panels():
    frame = ROWS.assign(v=np.where(ROWS["panel"] == "u", ROWS["v"], ROWS["v"] / 4))
    plot = so.Plot(frame, x="v", y="row").scale(y=ORDER).facet("panel").add(so.Ridge())
    levels = sorted(range(2), key=lambda panel: max(heights(plot, panel)))
    assert max(heights(plot, levels[1])) == pytest.approx(1.5)
    assert 0.1 < max(heights(plot, levels[0])) / 1.5 < 0.5


def test_v6_rows_of_few_values_show_their_points():
    few = pd.DataFrame({"row": ["d", "d", "e", "e", "e", "f"], "v": [0.5, 1, 2, 2, 2, 3]})
    frame = pd.concat([ROWS[["row", "v"]], few])
    plot = so.Plot(frame, x="v", y="row").scale(y=so.Nominal(order=list("abcdef"))).add(so.Ridge())
    with pytest.warns(so.PlotWarning, match=r"3 of 6 rows as points \('d', 'e', 'f'\): a density"):
        assert len(ridges(plot)) == 3
    with pytest.warns(so.PlotWarning):
        (points,) = primitives(plot, Points)
    assert_allclose(points.xy[np.lexsort(points.xy.T)], [[0.5, 3], [1, 3], *[[2, 4]] * 3, [3, 5]])
    with pytest.warns(so.PlotWarning):
        labels = [text.get_text() for text in plot.plot().axes[0].get_yticklabels()]
    assert labels == list("abcdef")


def test_v6_only_few_values():
    with pytest.warns(so.PlotWarning, match="1 of 1 rows as points"):
        assert primitives(so.Plot(x=[1, 2], y=["a", "a"]).add(so.Ridge()), Points)


def test_wrong_words():
    with pytest.raises(so.PlotSpecError, match=r"Ridge\(overlap=\) must be a number from 0"):
        so.Ridge(overlap=-1)
    with pytest.raises(so.PlotSpecError, match="density_norm of Ridge"):
        so.Ridge(density_norm="height")
    with pytest.raises(so.PlotSpecError, match="Ridge needs numbers or times as values"):
        so.Plot(x=["a", "b"], y=["u", "v"]).add(so.Ridge()).plot()
