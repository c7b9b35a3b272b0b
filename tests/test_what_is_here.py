"""What the architecture says there is, is all there is, and runs where it says."""

import re
from pathlib import Path

import polars as pl
import pytest

import plotkit.objects as so
from docs.site.tasks import TASKS
from plotkit.properties.registry import _CLASSES

TEXT = (Path(__file__).resolve().parents[1] / "docs" / "architecture.md").read_text("utf-8")
SECTION = TEXT.split("## What is here\n")[1].split("\n## ")[0]


def named(kind):
    return {name for family in TASKS[kind][1].values() for name in family}


@pytest.mark.parametrize("kind", ["Marks", "Stats", "Moves"])
def test_all_public_names_are_listed(kind):
    (line,) = re.findall(rf"^{kind}: ([^.]*)\.", SECTION, re.M)
    assert {*re.findall(r"\w+", line)} == named(kind.lower())


def test_properties_are_counted():
    assert f"{len(_CLASSES)} properties" in SECTION


ROWS = pl.DataFrame({"g": ["a", "b", "b"] * 9, "v": [*map(float, range(27))]})
ROWS = ROWS.with_columns(w=pl.col("v") * 7 % 5)
ONE, LEVELS, PLANE = {"x": "v"}, {"x": "g", "y": "v"}, {"x": "v", "y": "w"}
PLOTS = {
    **{name: (so.Dots(), LEVELS) for name in ("Agg", "Est", "Perc")},
    **{name: (so.Dots(), ONE) for name in ("Count", "ECDF", "Hist", "KDE", "QQ")},
    "BoxStats": (so.Box(), LEVELS),
    "LetterValues": (so.Boxen(), LEVELS),
    "Intervals": (so.Band(), LEVELS),
    "Decimate": (so.Line(), PLANE),
}
GIVEN = {"Rolling": 2, "Complete": 0, "Select": "max"}


def runs_in_engine(name: str) -> bool:
    mark, variables = PLOTS.get(name, (so.Dots(), PLANE))
    stat = getattr(so, name)(GIVEN[name]) if name in GIVEN else getattr(so, name)()
    told = so.Plot(ROWS.lazy(), **variables).add(mark, stat).plot().explain()
    return told.as_dict()["layers"][0]["stats"][0][1] == "Polars"


def test_stats_that_run_in_the_engine_are_those_that_are_listed():
    (row,) = re.findall(r"^\| Polars `LazyFrame`.*\| (.*) \|$", SECTION, re.M)
    # A function is drawn over the axis: it asks for no rows.
    assert {name for name in named("stats") - {"Function"} if runs_in_engine(name)} == {
        *row.split(", ")
    }
