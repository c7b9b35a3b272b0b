"""Gaps (row 49 of the cases): a single value between two of them is seen."""

import numpy as np
import pytest

import plotkit.objects as so
from plotkit.compile.steps import compile_plot
from plotkit.marks.primitives import Points
from tests.fake_theme import FakeTheme

NAN = float("nan")
Y = [1, NAN, 2, NAN, 3, 4]


def dots(mark, y=Y, **variables):
    plot = so.Plot(x=list(range(1, len(y) + 1)), y=y, **variables).add(mark)
    (panel,) = compile_plot(plot._spec, FakeTheme()).drawing.panels
    primitives = [one for mark in panel.marks for one in mark.primitives]
    return [p for p in primitives if isinstance(p, Points)]


@pytest.mark.parametrize("mark", [so.Line, so.Lines, so.Step])
def test_row_49_a_single_value_between_gaps_is_a_dot_of_the_width(mark):
    (points,) = dots(mark(gaps=True, linewidth=4))
    assert np.asarray(points.xy).tolist() == [[1, 1], [3, 2]]
    assert np.unique(points.size).tolist() == [4]


@pytest.mark.parametrize("mark", [so.Path, so.Paths])
def test_paths_whose_gaps_nobody_asked_for_stay_as_they_are(mark):
    assert dots(mark()) == []


@pytest.mark.filterwarnings("ignore:Some rows are not drawn")
def test_lines_without_gaps_have_none():
    assert dots(so.Line()) == []
    assert dots(so.Line(gaps=True), y=[1, 2, 3]) == []
    assert dots(so.Line(gaps=True), y=[1, 2, NAN, 3, 4]) == []


def test_row_49_one_groups_gap_does_not_cut_another():
    y, color = [1, NAN, 2, 5, 6, 7], list("aaabbb")
    (points,) = dots(so.Line(gaps=True), y=y, color=color)
    assert np.asarray(points.xy).tolist() == [[1, 1], [3, 2]]
    plot = so.Plot(x=[1, 2, 3, 1, 2, 3], y=y, color=color).add(so.Line(gaps=True)).plot()
    assert [
        np.isnan(line.get_ydata()).any() for line in plot.artists(0) if hasattr(line, "get_ydata")
    ] == [True, False]


def test_row_49_a_missing_row_is_no_gap():
    assert dots(so.Line(gaps=True), y=[1, 2]) == []


def test_a_group_of_one_row_is_no_lone_value():
    assert dots(so.Line(gaps=True), y=[1, 2, 3], color=list("abb")) == []


def test_horizontal_lines_have_them_too():
    plot = so.Plot(y=[1, 2, 3], x=[5, NAN, 6]).add(so.Line(gaps=True), orient="y")
    (panel,) = compile_plot(plot._spec, FakeTheme()).drawing.panels
    (points,) = [p for m in panel.marks for p in m.primitives if isinstance(p, Points)]
    assert np.asarray(points.xy).tolist() == [[5, 1], [6, 3]]
