"""How checks report, what can be said to them, and what they ask for."""

from dataclasses import dataclass

import pytest

import plotkit.objects as so
from plotkit.testing import CheckError, check_mark, check_move, check_scale, check_stat


@dataclass(frozen=True)
class Point(so.Mark):
    color: so.MappableColor = so.Mappable("C0")

    needs = ("x", "y", "depth")
    positions = {"depth": "y"}

    def draw(self, v, pane):
        pane.points(v.xy("x", v.y + v.depth * 0), color=v.color)


@dataclass(frozen=True)
class Needy(Point):
    def draw(self, v, pane):
        if v.n and v.before.depth.max() > 3:
            raise ValueError("too deep")
        super().draw(v, pane)


ROWS = "every row counts"


def test_the_whole_report():
    with pytest.raises(CheckError) as caught:
        check_mark(Needy(), skip={"drawn twice": "for the sake of the test"})
    text = str(caught.value)
    number = len(caught.value.report.situations)
    assert text.startswith("Needy() fails in ") and f" of {number} situations." in text
    assert "1. 'the mark unchanged', 'vertical, numbers', 'vertical, numbers, facets' and " in text
    assert "   Expected: There is no error.\n   Happened: ValueError: too deep (test_report.py" in (
        text
    )
    assert "   What to do: Mend the line that is named." in text
    assert text.endswith("skip={situation: reason}.")
    assert isinstance(caught.value.__cause__, ValueError)


def test_values_of_ones_own():
    constant = check_mark(Needy(), values={"depth": 2})
    repeated = check_mark(Needy(), values={"depth": [1, 2]})
    computed = check_mark(Needy(), values={"depth": lambda rows: rows["col_y"] / 4})
    assert constant.situations == repeated.situations == computed.situations


def test_situations_are_skipped_with_a_reason():
    report = check_mark(so.Dot(), skip={ROWS: "told elsewhere"})
    assert ROWS not in report.situations
    assert report.skipped == {ROWS: "told elsewhere"}
    assert str(report) == f"Dot() passes in all {len(report.situations)} situations."
    with pytest.raises(so.PlotSpecError, match="must say why"):
        check_mark(so.Dot(), skip={ROWS: " "})
    with pytest.raises(so.PlotSpecError, match="Did you mean 'every row counts'"):
        check_mark(so.Dot(), skip={"every row count": "why"})


@pytest.mark.parametrize(
    ("check", "thing", "what"),
    [
        (check_mark, so.Dot, "a mark, such as so.Dot()"),
        (check_stat, so.Dot(), "a stat, such as so.Agg()"),
        (check_move, so.Agg(), "a move, such as so.Dodge()"),
        (check_scale, "log", "a scale, such as so.Continuous()"),
    ],
)
def test_what_is_checked(check, thing, what):
    with pytest.raises(TypeError) as caught:
        check(thing)
    assert what in str(caught.value)


def test_a_mark_with_stats_and_moves():
    check_mark(so.Bar(), so.Agg(), so.Dodge())
