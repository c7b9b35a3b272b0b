"""True and false as values, and states in time."""

import numpy as np
import pandas as pd
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.errors import PlotWarning

PASSED = [True, True, False, False, False, True]
DAYS = np.arange("2024-01-01", "2024-01-05", dtype="datetime64[D]")


def trial(**more):
    return so.Plot(x=list("aaabbb"), y=PASSED, **more)


def test_n1_bars_of_true_and_false_rise_from_false():
    made = trial().add(so.Bar(), so.Agg()).plot()
    assert made.data(layer=0)["y"] == pytest.approx([2 / 3, 1 / 3])
    (axes,) = made.axes
    assert axes.get_ylim() == (-0.5, 1.5)
    labels = [text.get_text() for text in axes.get_yticklabels()]
    assert dict(zip(axes.get_yticks(), labels, strict=True)) == {0: "False", 1: "True"}
    heights = [sorted(box.get_bbox().intervaly) for box in made.artists(layer=0)]
    assert np.array(heights) == pytest.approx(np.array([[0, 2 / 3], [0, 1 / 3]]))


def test_n1_horizontal_bars_rise_to_the_right():
    made = so.Plot(y=list("aaabbb"), x=PASSED).add(so.Bar(), so.Agg()).plot()
    assert made.data(layer=0)["x"] == pytest.approx([2 / 3, 1 / 3])
    assert made.axes[0].get_xlim() == (-0.5, 1.5)


@pytest.mark.parametrize("lazy", [False, True])
def test_n1_intervals_and_missing_values(lazy):
    data = pl.DataFrame({"x": list("aaabbb"), "y": [True, True, False, None, False, True]})
    p = so.Plot(data.lazy() if lazy else data, x="x", y="y").add(so.Range(), so.Est(errorbar="se"))
    with pytest.warns(PlotWarning, match="1 with missing y"):
        made = p.plot().data(layer=0)
    assert list(made["y"]) == pytest.approx([2 / 3, 1 / 2])
    spread = [np.std([1, 1, 0], ddof=1) / 3**0.5, np.std([0, 1], ddof=1) / 2**0.5]
    assert list(made["ymax"]) == pytest.approx(np.add([2 / 3, 1 / 2], spread))


def test_n1_a_line_is_fitted_to_true_and_false():
    x = np.arange(6.0)
    made = so.Plot(x=x, y=PASSED).add(so.Line(), so.PolyFit(1)).plot().data(layer=0)
    slope, start = np.polyfit(x, np.asarray(PASSED, float), 1)
    assert made["y"] == pytest.approx(start + slope * made["x"])


def test_n1_panels_of_their_own_keep_false_at_zero():
    made = trial(text=PASSED).facet(list("aaabbb")).share(y=False)
    made = made.add(so.Dot(), so.Agg("min"), text=None).plot()
    assert [axes.get_ylim() for axes in made.axes] == [(-0.5, 1.5)] * 2


def test_n1_as_positions_they_are_two_categories():
    made = so.Plot(x=PASSED).add(so.Bar(), so.Count()).plot()
    assert list(made.data(layer=0)["x"]) == [True, False]
    assert [text.get_text() for text in made.axes[0].get_xticklabels()] == ["True", "False"]


@pytest.mark.parametrize("states", [[True, False, True, False], list("abab")])
@pytest.mark.parametrize("turned", [False, True])
def test_n2_states_are_joined_in_time(states, turned):
    names = {"y": DAYS[::-1], "x": states} if turned else {"x": DAYS[::-1], "y": states}
    made = so.Plot(**names).add(so.Line()).plot()
    (line,) = made.artists(layer=0)
    path = line.get_paths()[0].vertices if hasattr(line, "get_paths") else line.get_xydata()
    assert (np.diff(path[:, 1 if turned else 0]) > 0).all()


def test_n2_the_share_of_true_each_day():
    data = pd.DataFrame({"day": np.repeat(DAYS, 2), "ok": [True, False] * 2 + [True] * 4})
    made = so.Plot(data, x="day", y="ok").add(so.Area(), so.Agg()).plot().data(layer=0)
    assert list(made["y"]) == [0.5, 0.5, 1.0, 1.0]


def test_n2_stats_of_times_for_each_category_stay():
    p = so.Plot(x=DAYS, y=list("abab")).add(so.Line(), so.Agg())
    assert list(p.plot().data(layer=0)["y"]) == ["a", "b"]
