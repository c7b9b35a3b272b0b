"""What is told, once and where the user can see it."""

import sys
import types
import warnings

import numpy as np
import pandas as pd
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.errors import PlotSpecError, PlotWarning
from plotkit.mpl.fast.switch import enabled

DAYS = pd.to_datetime(["2024-01-01", "2024-01-02", "2024-01-03"])
THREE = {"x": [1, 2, 3], "y": [1, 2, 3], "g": list("abc")}
TEXTS = pd.date_range("2024-01-01", periods=200).strftime("%Y-%m-%d")


def told(plot):
    """Return the warnings of a plot."""
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        plot.plot()
    return [str(one.message) for one in found if issubclass(one.category, PlotWarning)]


@pytest.mark.parametrize("mark", [so.Line(), so.Lines(), so.Area(), so.Line() + so.Dot()])
@pytest.mark.parametrize("frame", [dict, pl.DataFrame, pl.LazyFrame])
def test_s2_groups_of_one_row(mark, frame):
    (said,) = told(so.Plot(frame(THREE), x="x", y="y", color="g").add(mark))
    assert "each group has one row" in said
    assert "add(..., color=None), and set group=" in said


def test_s2_once_for_pairs_and_panels():
    p = so.Plot(THREE, y="y", color="g").pair(x=["x", "y"]).add(so.Line())
    assert len(told(p)) == 1
    assert "'col'" in told(so.Plot(THREE, x="x", y="y").facet("g").add(so.Line()))[0]


@pytest.mark.parametrize(
    "plot",
    [
        so.Plot(THREE, x="x", y="y", color="g").add(so.Line(marker="o")),
        so.Plot(THREE, x="x", y="y", color="g").add(so.Line(), color=None),
        so.Plot(THREE, x="x", y="y", color="g").add(so.Dot()),
        so.Plot(x=[1], y=[1], color=["a"]).add(so.Line()),
        so.Plot(x=[1, 2, 1], y=[1, 2, 3], color=list("aab")).add(so.Line()),
    ],
)
def test_s2_nothing_to_say(plot):
    assert told(plot) == []


@pytest.mark.parametrize(
    "frame", [pd.DataFrame, pl.from_pandas, lambda f: pl.from_pandas(f).lazy()]
)
@pytest.mark.parametrize("name", ["x", "y"])
def test_s4_many_dates_as_text_are_told_once(frame, name):
    data = frame(pd.DataFrame({"date": TEXTS, "v": range(200)}))
    p = so.Plot(data, **{name: "date", "y" if name == "x" else "x": "v"})
    (said,) = told(p.add(so.Line()).add(so.Dot()))
    assert f"{name} holds 200 dates as text" in said
    assert "pandas.to_datetime" in said
    assert told(p.add(so.Dot()).scale(**{name: so.Nominal()})) == []


def test_s4_few_dates_and_other_texts_are_categories():
    assert told(so.Plot(x=TEXTS[:5], y=range(5)).add(so.Dot())) == []
    names = [f"id-{i}" for i in range(50)]
    assert told(so.Plot(x=names, y=range(50)).add(so.Dot())) == []


@pytest.mark.parametrize("zone", [None, "Asia/Tokyo"])
def test_s4_a_text_beside_dates_is_a_date(zone):
    days = DAYS.tz_localize(zone)
    p = so.Plot(x=days, y=[1, 2, 3]).add(so.Line()).add(so.Dot(), x=["2024-01-05"], y=[3])
    found = np.asarray(p.plot().data(layer=1)["x"])
    expected = pd.Timestamp("2024-01-05", tz=zone)
    assert pd.Timestamp(found[0], tz="UTC" if zone else None) == expected


def test_s4_other_axes_and_properties():
    p = (
        so.Plot(y=DAYS, x=[1, 2, 3])
        .add(so.Dot())
        .add(so.Range(), orient="x", ymin=["2024-01-01"] * 3, ymax=DAYS)
    )
    assert np.asarray(p.plot().data(layer=1)["ymin"]).dtype.kind == "M"
    p = so.Plot(x=[1, 2], y=[1, 2], color=["2024-01-01", "2024-02-01"]).add(so.Dot())
    made = p.scale(color=so.Temporal()).plot()
    assert np.asarray(made.data()["color"]).dtype.kind in "fM"


def test_s4_temporal_reads_text():
    p = so.Plot(x=["2024-01-01", None, "2024-02-01T12:00"], y=[1, 2, 3]).scale(x=so.Temporal())
    assert told(p.add(so.Dot())) == [
        "Some rows are not drawn. layer 1 (Dot): 1 rows dropped: 1 with missing x."
    ]
    p = so.Plot(x=["2024-01-01", "soon"], y=[1, 2]).scale(x=so.Temporal()).add(so.Dot())
    with pytest.raises(PlotSpecError, match="A time axis needs numbers"):
        p.plot()


LOSSY = so.Plot(x=[1, None], y=[1, 2]).add(so.Dot())


def run(source, filename, **names):
    """Run the code of a cell, as a kernel does: all cells share their names."""
    exec(compile(source, filename, "exec"), names)


def shown_by_library(plot):
    """Show a plot as the last line of a cell is, through functions of IPython."""
    module = types.ModuleType("IPython.core.formatters")
    run("def show(plot): return plot._repr_png_()", "IPython/core/formatters.py", **{})
    exec(
        compile("def show(plot): return plot._repr_png_()", "formatters.py", "exec"),
        module.__dict__,
    )
    return module.show


def test_s5_a_notebook_says_it_for_each_plot():
    names = {"__name__": "__main__", "get_ipython": lambda: None, "p": LOSSY}
    names["show"] = shown_by_library(LOSSY)
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("default")
        for cell in (1, 2):
            exec(compile("\nshow(p)", f"/tmp/ipykernel_1/{cell}.py", "exec"), names)
        exec(compile("\nshow(p)", "/tmp/ipykernel_1/2.py", "exec"), names)
    places = [(one.filename, one.lineno) for one in found]
    assert places == [(f"/tmp/ipykernel_1/{cell}.py", 2) for cell in (1, 2, 2)]


def test_s5_a_script_says_it_once_for_each_line():
    names = {"__name__": "__main__", "p": LOSSY}
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("default")
        exec(compile("for _ in range(3): p.plot()\np.plot()", "script.py", "exec"), names)
    lines = [(one.filename, one.lineno) for one in found]
    if not enabled("ticks"):  # ticks of matplotlib let Python forget what it has told
        lines = list(dict.fromkeys(lines))
    assert lines == [("script.py", 1), ("script.py", 2)]


def test_s5_without_a_line_of_the_user():
    from plotkit import errors

    names = {"__name__": "contextlib", "warn": errors.warn}
    frame = sys._getframe
    try:
        sys._getframe = lambda depth: None
        with pytest.warns(PlotWarning, match="lost") as found:
            exec(compile("warn('lost')", "contextlib.py", "exec"), names)
    finally:
        sys._getframe = frame
    assert found[0].filename == "plotkit"


def test_s6_pairs_say_it_once():
    data = {"a": [1, 2, 3], "b": [1, 2, 3], "c": [1, None, 3]}
    p = so.Plot(data, y="c").pair(x=["a", "b"]).add(so.Dot())
    assert told(p) == ["Some rows are not drawn. layer 1 (Dot): 1 rows dropped: 1 with missing y."]


def test_s6_what_differs_is_said_of_each():
    data = {"a": [1, None, 3], "b": [None, None, 3], "c": [1, 2, 3]}
    (said,) = told(so.Plot(data, y="c").pair(x=["a", "b", "a"]).add(so.Dot()))
    assert said.count("rows dropped") == 2


def test_s6_other_warnings_too():
    data = {"a": [1, 2, 3], "b": [1, 2, 3], "c": [1, 1, 1]}
    p = so.Plot(data, color=list("aab")).pair(x=["a", "b"]).add(so.Area(), so.KDE())
    assert len(told(p)) == 1
