"""N22: the same data give the same drawing from an engine as from memory: orders, labels, zones."""

import datetime as dt

import polars as pl
import pytest

import plotkit.objects as so
from tests.engines import LAZY
from tests.snapshot import snapshot

DAYS = (3, 1, 2, 1, 3, 2)
FRAME = pl.DataFrame(
    {
        "text": ["zed", "abe", "mid", "abe", "zed", "kim"],
        "y": [1.0, 2, 3, 4, 5, 6],
        "time": [dt.datetime(2024, 1, day, 12) for day in DAYS],
        "length": [dt.timedelta(hours=hours) for hours in (36, 1, 2, 1, 36, 2)],
        "day": [dt.date(2024, 1, day) for day in DAYS],
        "truth": [False, True, None, True, False, True],
        "whole": [3, 1, 2, 1, 3, 2],
    }
)
COLUMNS = [name for name in FRAME.columns if name != "y"]
SHAPES = {
    "bars": lambda c: so.Plot(x=c, y="y").add(so.Bar(), so.Agg("sum")),
    "levels": lambda c: so.Plot(x=c, y="y").add(so.Bar(), so.Agg()).scale(x=levels(c)),
    "colours": lambda c: so.Plot(x="y", y="y", color=c).add(so.Dot()).scale(color=levels(c)),
    "amounts": lambda c: so.Plot(x="y", y="y", color=c).add(so.Dot()),
    "facets": lambda c: so.Plot(x="y", y="y").facet(c).add(so.Dot()),
    "texts": lambda c: so.Plot(x="y", y="y", text=c).add(so.Text()),
    "lines": lambda c: so.Plot(x="y", y="y", linestyle=c).add(so.Line()),
    "frequent": lambda c: so.Plot(x=c).add(so.Bar(), so.Count()).scale(
        x=so.Nominal(order="frequency")
    ),
    "stacks": lambda c: so.Plot(x="y", color=c).add(so.Bars(), so.Hist(bins=2), so.Stack()).scale(
        color=levels(c)
    ),
}  # fmt: skip


def levels(column):
    return so.Boolean() if column == "truth" else so.Nominal()


@pytest.mark.filterwarnings("ignore:Some rows are not drawn:plotkit.errors.PlotWarning")
@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
def test_the_same_drawing(draw, shape, column, engine):
    plot = SHAPES[shape](column)
    assert snapshot(draw(plot(engine(FRAME)))) == snapshot(draw(plot(FRAME)))


@pytest.mark.parametrize("shape", ["bars", "levels", "colours", "facets", "texts", "lines"])
def test_a_zone_of_its_own(draw, shape):
    zoned = FRAME.select(
        "y", zoned=pl.col("time").dt.replace_time_zone("UTC").dt.convert_time_zone("Asia/Tokyo")
    )
    plot = SHAPES[shape]("zoned")
    lazy, eager = snapshot(draw(plot(zoned.lazy()))), snapshot(draw(plot(zoned)))
    assert lazy == eager
    assert shape in ("bars", "levels") or "21:00" in eager
