"""Errors in plotkit's words, short, with the user's line, and all faults of a plot at once."""

import io
import pickle
import re
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import numpy as np
import pandas as pd
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.errors import PlotSpecErrors, PlotTypeError

DATA = {"x": [1.0, 2, 3], "y": [1, 2, 3], "g": ["a", "b", "c"]}
DAYS = {**DATA, "d": np.array(["2024-01-01", "2024-01-02", "2024-01-05"], "M8[D]")}
PLOT = so.Plot(DATA, x="x", y="y")


def save(plot, **options):
    plot.layout(size=(3, 2)).save(io.BytesIO(), dpi=30, **options)


@dataclass(frozen=True)
class FailingStat(so.Stat):
    def compute(self, y):
        raise KeyError("deep inside")


@dataclass(frozen=True)
class FailingMark(so.Mark):
    def draw(self, v, pane):
        raise IndexError("deep inside")


@dataclass(frozen=True)
class FailingMove(so.Move):
    def __call__(self, t, by):
        raise ZeroDivisionError("deep inside")


def function(v, pane):
    raise IndexError("deep inside")


DOTS = PLOT.add(so.Dot())
BARE = {
    "NaT limit": (
        so.Plot(DAYS, x="d", y="y").add(so.Dot()).limit(x=(pd.NaT, "2024-02-01")), "NaT is no date",
    ),
    "NaT as bin": (
        so.Plot(DAYS, x="d", y="y").add(so.Dot(), color="d")
        .scale(color=so.Temporal(norm=(pd.NaT, "2024-02-01"))), "NaT is no date",
    ),
    "huge ints": (so.Plot(x=[10**400, 1], y=[1, 2]).add(so.Dot()), "'x' has numbers beyond"),
    "a huge constant": (PLOT.add(so.Dot(), x=10**400), "numbers beyond the largest float"),
    "a huge limit": (DOTS.limit(x=(0, 10**400)), "A scale ends at about 1.8e308"),
    "a wide axis": (so.Plot(x=[-1.7e308, 1.7e308], y=[1, 2]).add(so.Dot()), "The x axis would go"),
    "compute": (PLOT.add(so.Dot(), FailingStat()), r"layer 1 \(Dot, FailingStat\): the stat Fail"),
    "draw": (PLOT.add(FailingMark()), r"layer 1 \(FailingMark\): the mark .* IndexError: deep"),
    "move": (PLOT.add(so.Dot(), FailingMove()), "the move FailingMove raised ZeroDivisionError"),
    "function": (PLOT.add(function), r"layer 1 \(function\): the mark function raised IndexError"),
    "reduction": (PLOT.add(so.Dot(), so.Agg(lambda v: 1 / 0)), "The function <lambda>, called"),
    "title": (DOTS.label(title="$$"), r"a formula that matplotlib cannot read: '\$\$'"),
    "name": (DOTS.label(x=r"$\foo$"), "Unknown symbol"),
    "legend": (PLOT.add(so.Dot(), label="$x^$"), "a formula that matplotlib cannot read"),
    "half a letter": (DOTS.label(title="a\ud800"), "half of a letter"),
    "writer": (DOTS.scale(x=so.Continuous().label(like=str.upper)), "called with .* raised Type"),
    "writer of levels": (
        so.Plot(DATA, x="g", y="y").add(so.Dot()).scale(x=so.Nominal().label(like=abs)),
        "called with the levels 'a', 'b', 'c', raised TypeError",
    ),
    "writer of times": (
        so.Plot(DAYS, x="d", y="y").add(so.Dot()).scale(x=so.Temporal().label(like=str.upper)),
        "called with datetime.* raised TypeError",
    ),
    "late times": (
        so.Plot(DAYS, x="d", y="y").add(so.Dot(), so.Shift(x=timedelta(days=9e6))),
        "The x axis would show times beyond the years 1 to 9999",
    ),
    "early times": (so.Plot(DAYS, x="y", y="d").add(so.Dot(), so.Shift(y=-1e9)), "The y axis"),
    "quantiles of texts": (
        PLOT.add(so.Dot(), color="g").scale(color=so.Temporal(quantiles=3)), "needs numbers",
    ),
    "nested": (
        so.Plot(pl.DataFrame({"a": [[1], [2]], "b": [1, 2]}), x="b", y="a").add(so.Dot()), "List",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BARE)
def test_k9_each_error_is_plotkits_own(case):
    plot, message = BARE[case]
    with pytest.raises(so.PlotSpecError, match=message):
        save(plot)


WRONG_CALLS = {
    "format": (lambda: so.Continuous().label(like="{x[0]}"), "cannot write a number"),
    "facet": (lambda: PLOT.facet("g", order=[]), "leaves no panel"),
    "facet by dict": (lambda: PLOT.facet("g", order={"col": []}), "leaves no panel"),
    "extent of NaN": (lambda: PLOT.layout(extent=(0, 0, np.nan, 1)), "extent must be"),
    "extent turned": (lambda: PLOT.layout(extent=(1, 0, 0, 1)), "left below right"),
    "extent of texts": (lambda: PLOT.layout(extent=("a", 0, 1, 1)), "extent must be"),
    "dip": (lambda: save(DOTS, dip=3), "save.* has no 'dip'. Did you mean 'dpi'"),
    "dpi": (lambda: DOTS.save(io.BytesIO(), dpi="high"), r"save\(dpi=\) must be a number"),
    "no dpi": (lambda: DOTS.save(io.BytesIO(), dpi=0), r"save\(dpi=\) must be a number from 1"),
    "form": (lambda: save(DOTS, format="pgn"), "'pgn' is not supported. Did you mean 'png'"),
    "suffix": (lambda: DOTS.save("a.pgn"), "'pgn' is not supported"),
    "loc": (lambda: DOTS.save(3), "save.* needs a path"),
}


@pytest.mark.parametrize("case", WRONG_CALLS)
def test_k9_arguments_are_told_in_plotkits_words(case):
    call, message = WRONG_CALLS[case]
    with pytest.raises(so.PlotSpecError, match=message):
        call()


RIGHT = {
    "area": PLOT.add(so.Area(), label="one", baseline="x"),
    "surrogate": so.Plot(x=["a\ud800", "b"], y=[1, 2]).add(so.Bar()),
    "surrogate in a legend": PLOT.add(so.Dot(), color=["a\ud800", "b", "c"]),
    "surrogate in the name of a line": PLOT.add(so.Line(), linewidth=["a\ud800", "b", "b"]),
    "surrogate as text": PLOT.add(so.Text(), text=["a\ud800", "b", "c"]),
    "equal": so.Plot(x=[0, 1e17], y=[0, 1.0]).add(so.Dot()).layout(aspect="equal"),
    "equal, small": so.Plot(x=[0, 1e-17], y=[0, 1.0]).add(so.Dot()).layout(aspect="equal"),
    "nothing on a scale": so.Plot(x=[], y=[]).add(so.Dot()).scale(
        x=so.Continuous(trans=(lambda x: 1 / x, lambda x: 1 / x))
    ),
    "uint64": so.Plot(x=np.array([2**63, 1], "u8"), y=[1, 2]).add(so.Dot()).add(
        so.Dot(), x=[timedelta(1), timedelta(2)]
    ),
    "lazy": so.Plot(pl.LazyFrame({"a": [1, 2]})).add(so.Dot(), x=1, y=2),
    "mixed": so.Plot(
        pl.DataFrame({"a": pl.Series([1, "a", None], dtype=pl.Object), "b": [1, 2, 3]})
    ).add(so.Dot(), x="a", y="b"),
    "bins from zero": so.Plot(x=[1, 2, 5, 9.0]).add(so.Bars(), so.Hist(bins=[0, 1, 2, 10])).scale(
        x="log"
    ),
    "large": so.Plot(x=[1e20, 2e20, 3e20]).add(so.Line(), so.KDE()),
    "larger": so.Plot(x=[1e300, 1, 1]).add(so.Area(), so.KDE()),
    "a style that no row has": so.Plot(
        {"x": [0, 0, 1], "y": [b"a", b"b", b"a"], "e": [0.1, 0.2, 0.3]}, x="x", y="y"
    ).add(so.Paths(), so.Agg("std"), linestyle="y", edgealpha="e"),
    "times of day and days in one legend": so.Plot(x=[1, 2], y=[1, 2]).add(
        so.Line(), color=[time(1), time(2)]
    ).add(so.Line(), color=[datetime(2024, 1, 1), datetime(2024, 1, 2)]),
    "a group far from all levels": so.Plot(x=["a", "b"], y=[1, 2]).add(
        so.Dots(), so.Shift(x=-1e9), so.KDE(), orient="y"
    ),
    "a width beyond all floats": so.Plot(x=[1e-200, 1e245], y=[1, 2]).add(
        so.Dot(), width=[1e245, 1e178]
    ),
    "dates and levels of one property": so.Plot(x=[1, 2], y=[1, 2], edgealpha=DAYS["d"][:2])
    .add(so.Bar(), hatch=DAYS["d"][:2])
    .add(so.Range(), hatch=["a", "b"]),
    "no level": so.Plot(x=[], y=[]).add(so.Dot(), color=pd.Series([], dtype="string")).scale(
        color=so.Continuous()
    ),
}  # fmt: skip


@pytest.mark.parametrize("steps", [[so.Count()], [so.Count(), so.Perc([50])]])
def test_k9_counts_on_an_axis_of_levels_are_numbers_in_engines_too(steps):
    data = {"a": list("ccabbd")}
    made = [
        so.Plot(frame, x="a", y="a").add(so.Dash()).add(so.Dash(), *steps).plot().data(1)
        for frame in (data, pl.DataFrame(data).lazy())
    ]
    memory, engine = (dict(zip(list(one["x"]), list(one["y"]), strict=True)) for one in made)
    assert engine == memory


def test_k9_bins_may_be_too_many_to_count():
    with pytest.raises(so.PlotSpecError, match="whole number from 1 to 100,000"):
        save(so.Plot(x=[1e-3, 1e308]).add(so.Dots(), so.Hist(binwidth=0.1)), format="png")


def test_k9_bins_of_width_1_need_halves():
    p = so.Plot(x=[True, False]).add(so.Dash(), so.Shift(x=1e308), so.Hist(discrete=True))
    p = p.scale(x=so.Continuous())
    with pytest.raises(so.PlotSpecError, match="too large for bins of width 1"):
        save(p, format="png")


@pytest.mark.parametrize("limits", [(-1e308, 1e308), (0, 1e308), (1e308, None)])
def test_k9_limits_too_far_are_told(limits):
    with pytest.raises(so.PlotSpecError, match="farther than numbers of the computer reach"):
        save(so.Plot(x=[1, 2], y=[1, 2]).add(so.Dots()).limit(x=limits), format="png")


def test_k9_texts_of_no_pixel_are_told():
    p = so.Plot(x=[1, 2], y=[1, 2], text=["a", "b"]).add(so.Text(), fontsize=0.5)
    p.save(io.BytesIO(), dpi=100)
    save(p, format="svg")
    with pytest.raises(so.PlotSpecError, match="less than half a pixel high"):
        save(p, format="png")


@pytest.mark.parametrize("size", [1e5, 1e308])
def test_k9_texts_too_large_for_any_font_are_told(size):
    with pytest.raises(so.PlotSpecError, match=r"fontsize .* number from 0 to 10000"):
        so.Plot(x=[1, 2], y=[1, 2], text=["a", "b"]).add(so.Text(), fontsize=size).plot()


@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")
def test_k9_an_empty_layer_of_numbers_too_far_is_told():
    with pytest.raises(so.PlotSpecError, match="farther than numbers of the computer reach"):
        save(so.Plot(x=[1e308]).add(so.Dots(), so.KDE(cut=0)), format="png")


@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")
@pytest.mark.parametrize("case", RIGHT)
@pytest.mark.parametrize("form", ["png", "svg"])
def test_k9_each_of_these_is_drawn(case, form):
    save(RIGHT[case], format=form)


# ---------------------------------------------------------------------------------------- short


def script(code):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", textwrap.dedent(code)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stderr.strip().split("\n")


WRONG = """
    import io
    import plotkit.objects as so
    p = so.Plot({"x": [1, 2], "g": ["a", "b"]}, x="x", y="x")
    def mine():
        p.add(so.Text(), so.Norm(where="zz == 1"), text="g").SHOWN
    mine()
"""


@pytest.mark.parametrize("shown", ["plot()", "save(io.BytesIO())", "_repr_png_()", "show()"])
def test_errors_at_drawing_are_short_and_show_the_line(shown):
    lines = script(WRONG.replace("SHOWN", shown))
    assert len(lines) < 15
    assert sum("File" in line for line in lines) <= 4
    assert any("in mine" in line for line in lines)
    assert any("There is no column 'zz'" in line for line in lines)
    assert "added in line" in lines[-1]


def test_causes_in_the_users_code_are_shown():
    lines = script(WRONG.replace('so.Norm(where="zz == 1")', "so.Agg(lambda v: 1 / 0)")
                   .replace("SHOWN", "plot()"))  # fmt: skip
    assert any("ZeroDivisionError" in line for line in lines)
    assert not any("reductions.py" in line for line in lines)


def test_the_whole_traceback_is_there_for_developers():
    code = textwrap.dedent(WRONG.replace("SHOWN", "plot()"))
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "ignore", "-c", code],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "norm.py" in done.stderr


def test_notebooks_show_the_users_lines_alone():
    with pytest.raises(so.PlotSpecError) as caught:
        PLOT.add(so.Dot(), so.Norm(where="zz == 1")).plot()
    lines = caught.value._render_traceback_()
    assert len(lines) < 15
    assert "test_errors.py" in lines[0]
    assert "There is no column 'zz'" in "\n".join(lines)
    assert "added in line" in lines[-1]
    assert not any("src/plotkit" in line for line in lines)


# ----------------------------------------------------------------------------------- all at once


def faults(call):
    with pytest.raises(so.PlotSpecError) as caught:
        call()
    assert isinstance(caught.value, ExceptionGroup)
    assert isinstance(caught.value, PlotSpecErrors)
    return list(caught.value.exceptions)


@pytest.mark.parametrize(
    ("call", "names"),
    [
        (lambda: so.Plot(DATA, x="foo", y="bar"), ["x='foo'", "y='bar'"]),
        (lambda: so.Plot(DATA, foo="x", y="bar"), ["'foo'", "y='bar'"]),
        (lambda: PLOT.add(so.Dot(), xmin="q", ymin="r", ymax="s"), ["xmin='q'", "ymin", "ymax"]),
        (lambda: PLOT.scale(foo=1, bar=2), ["'foo'", "'bar'"]),
        (lambda: PLOT.limit(z=(1, 2), color=(1, 2)), ["'z'", "'color'"]),
        (lambda: PLOT.label(foo="a", bar="b"), ["'foo'", "'bar'"]),
    ],
    ids=["Plot", "names and columns", "add", "scale", "limit", "label"],
)
def test_faults_of_a_call_are_told_at_once(call, names):
    found = faults(call)
    assert len(found) == len(names)
    for error, name in zip(found, names, strict=True):
        assert name in str(error)


def test_faults_of_all_layers_are_told_at_once():
    late = so.Plot(x="x", y="y").add(so.Dot(), ymin="foo").add(so.Line(), xmin="bar", xmax="baz")
    found = faults(late(DATA).plot)
    assert [str(one).partition(" ")[0] for one in found] == [
        "ymin='foo'",
        "xmin='bar'",
        "xmax='baz'",
    ]
    assert ["layer 1" in found[0].__notes__[-1], "layer 2" in found[1].__notes__[-1]] == [True] * 2


def test_faults_of_stats_scales_and_marks_too():
    two = PLOT.add(so.Dot(), FailingStat()).add(so.Bar(), FailingStat())
    assert len(faults(two.plot)) == 2
    assert len(faults(PLOT.add(FailingMark()).add(function).plot)) == 2
    scales = PLOT.add(so.Dot(), color="g", pointsize="g").scale(color="log", pointsize="sqrt")
    assert len(faults(scales.plot)) == 2


def test_one_fault_is_no_group():
    with pytest.raises(PlotTypeError) as caught:
        PLOT.scale(foo=1)
    assert not isinstance(caught.value, ExceptionGroup)


def test_faults_are_taken_by_except_star_and_by_except():
    seen = []
    try:
        PLOT.scale(foo=1, bar=2)
    except* PlotTypeError as group:
        seen += group.exceptions
    assert len(seen) == 2
    with pytest.raises(ValueError, match="There are 2 faults") as caught:
        PLOT.scale(foo=1, bar=2)
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
    lines = caught.value._render_traceback_()
    assert sum("Unknown variable" in line for line in lines) == 2


LONE = {
    "numbers": [1.0, 2, 2, 3],
    "times": ["2024-01-01", "2024-01-02", "2024-01-05"],
    "texts": "aab",
}


@pytest.mark.parametrize("axis", ["x", "y"])
@pytest.mark.parametrize("values", LONE)
@pytest.mark.parametrize(
    "mark", [so.Area(), so.Line(), so.Bars(), so.Dot(), so.Lollipop(), so.Area() + so.Line()]
)
def test_a_mark_with_one_position_alone_names_stats_that_help(mark, values, axis):
    kind = "M8[D]" if values == "times" else None
    plot = so.Plot(**{axis: np.array(list(LONE[values]), kind)})
    with pytest.raises(so.PlotSpecError, match="or add a stat that makes it, as so") as raised:
        plot.add(mark).plot()
    named = re.findall(r"so\.(\w+)\(\)", str(raised.value))
    joined = not isinstance(mark, so.Bars | so.Dot | so.Lollipop)
    expected = ["KDE", "Hist"] if joined else ["Hist"]
    assert named == (["Count"] if values == "texts" else expected)
    for stat in named:
        assert len(plot.add(mark, getattr(so, stat)()).plot().data())


@pytest.mark.parametrize("mark", [so.BarRange(), so.Tile(), so.Violin(), so.Range()])
def test_marks_that_these_stats_do_not_help_name_none(mark):
    with pytest.raises(so.PlotSpecError, match=r"or add a stat that makes it\.\n"):
        so.Plot(x=list("aab")).add(mark).plot()


@pytest.mark.parametrize("mark", [so.Raster(), so.Contour(), so.Hex()])
def test_what_a_mark_lacks_is_told_before_what_its_stat_did_not_make(mark):
    with pytest.raises(so.PlotSpecError, match="y is required; given: 'x'"):
        so.Plot(x=[1, 2, 3]).add(mark).plot()
