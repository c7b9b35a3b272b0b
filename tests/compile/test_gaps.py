"""Rows without a value: gaps and halves, alike in memory and in engines."""

import narwhals.stable.v2 as nw
import polars as pl
import pytest

import plotkit.objects as so
from tests.engines import ENGINES

NONE = None
DATA = {
    "x": [1.0, 2, 3, 4, 5],
    "y": [1.0, NONE, 3, 5, 9],
    "low": [0.5, NONE, 2, 4, NONE],
    "high": [2.0, 3, NONE, 6, NONE],
    "level": ["a", "b", NONE, "d", "e"],
}
POSITIONS = ("x", "y", "xmin", "xmax", "ymin", "ymax")


def rows(plot):
    """Return the rows drawn in the order of texts, and what was told."""
    found = plot.plot().data()
    frame = found if isinstance(found, dict) else nw.from_native(found)
    there = [name for name in POSITIONS if name in (found if frame is found else frame.columns)]
    columns = [["nan" if v is None else str(v) for v in list(frame[name])] for name in there]
    return sorted(zip(*columns, strict=True))


def agree(make):
    frame = pl.DataFrame(DATA)
    found = [rows(make(frame if made is None else made(frame))) for made in ENGINES.values()]
    assert found[0] == found[1] == found[2]
    return found[0]


@pytest.mark.parametrize("mark", [so.ErrorBar(), so.Range(), so.PointRange()])
@pytest.mark.filterwarnings("ignore:Some rows are not drawn")
def test_e2_half_intervals(mark):
    made = agree(lambda data: so.Plot(data, x="x", y="x", ymin="low", ymax="high").add(mark))
    assert ("3.0", "3.0", "2.0", "nan") in made
    assert ("2.0", "2.0", "nan", "3.0") in made
    laid = agree(
        lambda data: so.Plot(data, x="y", y="x", xmin="low", xmax="high").add(mark, orient="y")
    )
    assert ("3.0", "3.0", "2.0", "nan") in laid


@pytest.mark.parametrize(
    "mark",
    [so.Path(), so.Paths(), so.Line(gaps=True), so.Lines(gaps=True), so.Step(gaps=True),
     so.Area(gaps=True)],
)  # fmt: skip
def test_gaps_of_lines(mark):
    made = agree(lambda data: so.Plot(data, x="x", y="y").add(mark))
    assert ("2.0", "nan") in made
    levels = agree(lambda data: so.Plot(data, x="x", y="level").add(mark))
    assert len(levels) == 5
    assert any(y == "nan" for _, y in levels)
    laid = agree(lambda data: so.Plot(data, x="level", y="x").add(mark))
    assert len(laid) == 5


@pytest.mark.parametrize("mark", [so.Band(gaps=True), so.LineBand(gaps=True)])
def test_gaps_of_bands(mark):
    made = agree(lambda data: so.Plot(data, x="x", y="y", ymin="low", ymax="high").add(mark))
    assert len(made) == 5


@pytest.mark.parametrize(
    ("stat", "expected"),
    [
        (so.Rolling(2), {"4.0": "4.0", "5.0": "7.0"}),
        (
            so.Rolling(2, min_periods=1),
            {"1.0": "1.0", "2.0": "1.0", "3.0": "3.0", "4.0": "4.0", "5.0": "7.0"},
        ),
        (so.Diff(), {"4.0": "2.0", "5.0": "4.0"}),
        (so.Cumulate(), {"1.0": "1.0", "3.0": "4.0", "4.0": "9.0", "5.0": "18.0"}),
    ],
)
def test_21_a_missing_value_has_its_place(stat, expected):
    made = agree(lambda data: so.Plot(data, x="x", y="y").add(so.Dot(), stat))
    assert dict(made) == expected
