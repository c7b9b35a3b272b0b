"""Arguments as people write them: what is meant is understood, what means nothing is told."""

import datetime as dt
import re
from dataclasses import dataclass
from itertools import count
from typing import ClassVar

import matplotlib.ticker as mticker
import numpy as np
import pandas as pd
import polars as pl
import pytest
from matplotlib.figure import Figure

import plotkit.objects as so

DATA = pd.DataFrame(
    {
        "x": [1.0, 2.0, 3.0, 4.0],
        "y": [3.0, 1.0, 4.0, 2.0],
        "z": [10.0, 20.0, 30.0, 40.0],
        "g": ["u", "u", "v", "v"],
    }
)
PLOT = so.Plot(DATA, x="x", y="y")
DOTS = PLOT.add(so.Dot())
PAIRED = so.Plot(DATA, y="y").add(so.Dot()).pair(x=["x", "z"])


def counted(**options):
    return so.Plot(DATA, x="x", color="g").add(so.Bars(), so.Hist(**options))


WRONG_AT_THE_CALL = [
    (lambda: so.Hist(bins=None), "bins must be a whole number .* not None"),
    (lambda: so.Hist(bins=True), "bins must be a whole number .* not True"),
    (lambda: so.Hist("autoo"), "Unknown stat of Hist"),
    (lambda: so.Hist(bins="autoo"), "Unknown bin rule 'autoo'. Did you mean 'auto'"),
    (lambda: so.Hist(binrange=3), r"binrange must be \(low, high\), not 3"),
    (lambda: so.Hist(binrange=(1, 2, 3)), r"binrange must be \(low, high\)"),
    (lambda: so.Hist(binrange=(0, None)), r"binrange must be \(low, high\)"),
    (lambda: so.Hist(common_norm=None), "common_norm must be True, False or a list .* not None"),
    (lambda: so.Hist(common_bins="color"), r"common_bins must be .* write \['color'\]"),
    (lambda: so.KDE(common_norm="color"), r"common_norm must be .* write \['color'\]"),
    (lambda: so.KDE(common_grid=None), "common_grid must be True, False or a list"),
    (lambda: so.Dodge(gap="a"), r"Dodge\(gap=\) must be a number from 0 to 1, not 'a'"),
    (lambda: so.Dodge(gap=2), r"Dodge\(gap=\) must be a number from 0 to 1, not 2"),
    (lambda: so.Dodge(by="color"), r"Dodge\(by=\) must be a list of variables.* \['color'\]"),
    (lambda: so.Norm(by="color"), r"Norm\(by=\) must be a list of variables.* \['color'\]"),
    (lambda: so.Norm(where=3), r"Norm\(where=\) must be a condition as text, not 3"),
    (lambda: so.Jitter(width="a"), r"Jitter\(width=\) must be a number from 0, not 'a'"),
    (lambda: so.Jitter(seed="a"), "seed must be a whole number from 0 on, not 'a'"),
    (lambda: so.Est(seed=-1), "seed must be a whole number from 0 on, not -1"),
    (lambda: so.Dot(colour="r"), r"Dot\(\) has no 'colour'. Did you mean 'color'"),
    (lambda: so.Hist(bin=3), r"Hist\(\) has no 'bin'. Did you mean 'bins'"),
    (lambda: so.Dodge(gaps=0.1), r"Dodge\(\) has no 'gaps'. Did you mean 'gap'"),
    (lambda: so.Continuous(tick=3), r"Continuous\(\) has no 'tick'. Valid: 'values', [^_]*\.$"),
    (lambda: so.Plot.config.display.update(format="pdf"), "config.display 'pdf'. .* 'png', 'svg'"),
    (lambda: so.Plot.config.display.update(scale=2), "Unknown .* 'scale'. Did you mean 'scaling'"),
    (lambda: so.Plot.config.display.__setitem__("scaling", 0), "must be a number from 0.001"),
    (lambda: so.Dot("r"), "artist_kws must be a dict of keywords, not 'r'"),
    (lambda: DOTS.add(so.Dot(), label=3), r"add\(label=\) must be text, not int"),
    (lambda: DOTS.add(so.Dot(), legend="no"), r"add\(legend=\) must be True or False, or None"),
    (lambda: DOTS.pair(x="x"), r"pair\(x=\) must be a list of variables"),
    (lambda: DOTS.pair(x=DATA), r"pair\(x=\) must be a list of variables"),
    (lambda: DOTS.pair(x=3), r"pair\(x=\) must be a list of variables"),
    (lambda: DOTS.facet("g", wrap=True), "wrap must be a whole number from 1, not True"),
    (lambda: so.Plot(DATA["x"], x="x"), "data must be .*a pandas.* was given"),
    (lambda: so.Plot(DATA.to_dict("list"), x="xx"), "names no column. Did you mean 'x'"),
    (lambda: so.Plot({0: [1], "a": [2]}, x="0"), "Did you mean 0"),
    (lambda: so.Plot(pd.DataFrame(), x="x"), "The data have no columns"),
    (lambda: so.Continuous().tick(mticker.MultipleLocator), "must be a matplotlib Locator"),
    (lambda: so.Continuous().tick(count=3, between=5), r"between=\) must be \(low, high\)"),
    (lambda: so.Continuous().tick(count=10**9), "at most 1000"),
    (lambda: so.Continuous().label(like="bogus"), "like='bogus'.* cannot write a number"),
    (lambda: so.Continuous().label(like="%d"), "like='%d'.* cannot write a number"),
    (lambda: so.Continuous().label(like="{y}"), "like='{y}'.* cannot write a number"),
    (lambda: so.Continuous().label(like="{x"), "like='{x'.* cannot write a number"),
]
FAR = np.array(["-5000-01-01", "2024-01-01"], dtype="M8[s]")

WRONG_WHEN_DRAWN = [
    (PAIRED.scale(x2="log"), r"scale\(x2=\) names a paired .* There are: 'x0', 'x1'"),
    (PAIRED.limit(y0=(0, 1)), r"limit\(y0=\) names a paired"),
    (DOTS.label(x1="one"), r"label\(x1=\) names a paired .* There are: none"),
    (DOTS.facet("g", order={"row": ["u"]}), "orders 'row', .* no such facet. There are: 'col'"),
    (DOTS.scale(x=so.Continuous().tick(every=1e-9)), "more than 1000 ticks"),
    (DOTS.limit(x=(0, 1e9)).scale(x=so.Continuous().tick(every=1)), "more than 1000 ticks"),
    (
        so.Plot(x=FAR, y=[1, 2], color=[1, 2])
        .add(so.Dot())
        .scale(color=so.Continuous().tick(every=1e-9)),
        "more than 1000 ticks|years 1 to 9999",
    ),
    (so.Plot(x=FAR, y=[1, 2]).add(so.Dot()), "years 1 to 9999"),
    (so.Plot(x=[1, 2], y=[1, 2], color=FAR).add(so.Dot()), "years 1 to 9999"),
    (counted(common_norm=["hue"]), "common_norm names 'hue'.* There are: 'color'"),
    (PLOT.add(so.Bar(), so.Agg(lambda v: "a")), "must return a number, not 'a'"),
    (PLOT.add(so.Range(), so.Est(lambda v: v)), "must return a number"),
    (
        so.Plot(DATA, x="x").add(so.Area(), so.KDE(bw_method=lambda k: "a")),
        "bw_method must return a positive number, not 'a'",
    ),
]


@pytest.mark.parametrize(("make", "message"), WRONG_AT_THE_CALL, ids=count())
def test_wrong_at_the_call(make, message):
    with pytest.raises(so.PlotSpecError, match=message):
        make()


@pytest.mark.parametrize(("plot", "message"), WRONG_WHEN_DRAWN, ids=count())
def test_wrong_when_drawn(plot, message):
    with pytest.raises(so.PlotSpecError, match=message):
        plot.plot()


def test_a_layer_has_one_number_in_all_messages():
    with pytest.raises(so.PlotSpecError) as error:
        DOTS.add(so.Dot({"rotten": 1})).plot()
    assert error.value.__notes__ == ["In layer 2 (Dot)."]


def test_a_facet_is_called_a_facet():
    with pytest.raises(so.PlotSpecError, match="complex") as error:
        so.Plot(DATA.assign(c=np.arange(4) * 1j)).facet("c").plot()
    assert error.value.__notes__ == ["In facet(col=...), variable 'col'."]


@pytest.mark.parametrize("name", ["x", "color", "text"])
def test_a_column_that_cannot_be_read_names_its_layer(name):
    data = DATA.assign(c=np.arange(4) * 1j)
    for p, told in (
        (so.Plot(data, **{"y": "y", name: "c"}).add(so.Dot()), r"In layer 1 \(Dot\); given: "),
        (so.Plot(data, **{"y": "y", name: "c"}), "In the plot, which has no layers; given: "),
    ):
        with pytest.raises(so.PlotSpecError, match="complex") as error:
            p.plot()
        assert any(re.match(told, note) for note in error.value.__notes__)


@pytest.mark.parametrize(
    "names",
    [["x", "z"], ("x", "z"), pd.Index(["x", "z"]), np.array(["x", "z"]), {"x": 0, "z": 0}.keys()],
    ids=lambda names: type(names).__name__,
)
def test_any_iterable_of_variables_can_be_paired(names):
    made = so.Plot(DATA, y="y").pair(x=names).add(so.Dot()).plot()
    assert [ax.get_xlabel() for ax in made.axes] == ["x", "z"]


def test_numbers_of_numpy_are_numbers():
    made = DOTS.facet("g", wrap=np.int64(1)).plot()
    assert [ax.get_subplotspec().rowspan.start for ax in made.axes] == [0, 1]


@pytest.mark.parametrize(
    ("like", "texts"),
    [
        (lambda x: f"<{x:g}>", ["<1>", "<2>"]),
        (lambda x, pos: f"<{x:g}>", ["<1>", "<2>"]),
        (str, ["1.0", "2.0"]),
        ("{:.2f}".format, ["1.00", "2.00"]),
    ],
    ids=["one", "two", "type", "builtin"],
)
def test_labels_by_a_function_of_one_or_two(like, texts):
    axis = so.Continuous().tick(at=[1, 2]).label(like=like)
    made = DOTS.scale(x=axis).plot()
    assert [text.get_text() for text in made.axes[0].get_xticklabels()] == texts


AVERAGES = [
    ("skew", pd.Series.skew),
    ("kurt", pd.Series.kurt),
    ("quantile", pd.Series.median),
    (lambda v: v.quantile(0.3), lambda v: v.quantile(0.3)),
    (lambda v: v.std(), pd.Series.std),
    (lambda v: v.iloc[-1], lambda v: v.iloc[-1]),
    (lambda v: np.percentile(v, 30), lambda v: v.quantile(0.3)),
    (np.std, lambda v: v.std(ddof=0)),
    (len, len),
]


@pytest.mark.parametrize(("func", "expected"), AVERAGES, ids=count())
def test_functions_get_a_series_of_pandas(func, expected):
    values = pd.Series(np.random.default_rng(0).normal(size=12) + 5)
    plot = so.Plot(x=["a"] * 12, y=values)
    want = expected(values)
    np.testing.assert_allclose(plot.add(so.Bar(), so.Agg(func)).plot().data(0)["y"], [want])
    est = plot.add(so.Range(), so.Est(func, n_boot=20)).plot().data(0)
    np.testing.assert_allclose(est["y"], [want])
    assert est["ymin"][0] <= est["ymax"][0]
    normed = plot.add(so.Dot(), so.Norm(func)).plot().data(0)
    np.testing.assert_allclose(normed["y"], values / want)


def test_an_interval_by_a_function_of_a_series():
    data = so.Plot(x=["a"] * 4, y=DATA["y"]).add(
        so.Range(), so.Est(errorbar=lambda v: (v.quantile(0.25), v.quantile(0.75)))
    )
    made = data.plot().data(0)
    assert (made["ymin"][0], made["ymax"][0]) == (1.75, 3.25)


@pytest.mark.parametrize("by", [-1, 1, 5])
def test_positions_moved_beyond_the_levels_are_numbers(by):
    made = so.Plot(DATA, x="g", y="y").add(so.Dot(), so.Shift(x=by)).plot()
    assert made.data(0)["x"].tolist() == [by, by, by + 1, by + 1]


@pytest.mark.parametrize("ends", [("0001-01-01", "2024-01-01"), ("2024-01-01", "9999-12-31")])
def test_the_ends_of_the_calendar_are_drawn(ends):
    days = [dt.date.fromisoformat(end) for end in ends]
    made = so.Plot(x=days, y=[1, 2]).add(so.Dot()).plot()
    made.figure.draw_without_rendering()
    low, high = made.axes[0].get_xlim()
    assert low >= -719162
    assert high <= 2932896


@dataclass(frozen=True)
class Open(so.Move):
    """A move with a constructor of its own."""

    def __init__(self, **anything):
        object.__setattr__(self, "anything", anything)


def test_a_part_with_a_constructor_of_its_own_takes_what_it_takes():
    assert Open(whatever=3).anything == {"whatever": 3}


def test_the_display_is_as_set():
    display = so.Plot.config.display
    before = dict(display)
    try:
        display.update({"format": "svg"}, scaling=0.5)
        assert display == {"format": "svg", "scaling": 0.5, "hidpi": True, "theme": None}
        with pytest.raises(so.PlotSpecError):
            display.update(scaling=1, format="pdf")
        assert display["scaling"] == 0.5
    finally:
        display.update(before)
    with pytest.raises(AttributeError):
        so.Plot.config.them = {}


WORDS = so.Plot(x=[1, 2, 3], y=[1, 2, 3], text=["a", "b", "a"], group=["a", "b", "a"])


@pytest.mark.parametrize(
    ("scale", "texts"),
    [
        (None, "aba"),
        ("log", "aba"),
        (so.Nominal(), "aba"),
        (so.Continuous(), "aba"),
        (so.Temporal(), "aba"),
        (so.Boolean(), "aba"),
        (so.Nominal({"a": "A"}), "AbA"),
        (so.Nominal(["p", "q"]), "pqp"),
        (so.Nominal(order=["b", "a"]), "aba"),
    ],
    ids=count(),
)
def test_a_scale_leaves_texts_as_they_are_unless_it_names_others(scale, texts):
    made = WORDS.add(so.Text()).scale(text=scale).plot()
    assert [one.get_text() for one in made.artists(0)] == list(texts)
    lines = WORDS.add(so.Line()).scale(group=scale).plot()
    assert len(lines.artists(0)) == 2


def test_a_scale_of_texts_leaves_out_what_it_does_not_list():
    plot = WORDS.add(so.Text()).scale(text=so.Nominal(order=["b"]))
    with pytest.warns(so.PlotWarning, match="2 with text in an unlisted level"):
        made = plot.plot()
    assert [one.get_text() for one in made.artists(0)] == ["b"]


def test_the_figure_that_scripts_reach_for_is_a_whole_one():
    part = Figure().subfigures(1, 2)[1]
    made = DOTS.on(part).plot()
    assert made.figure is part
    assert made._figure is part.figure
    assert made._figure.axes == list(made.axes)


class TestNothingIsDrawn:
    """A layer that comes out empty is told, since an empty picture says nothing."""

    ROWS: ClassVar = {"x": np.arange(30.0), "g": ["a", "b"] * 15, "w": np.zeros(30)}

    @pytest.mark.parametrize(
        ("plot", "stat"),
        [
            (so.Plot(ROWS, x="x", weight="w").add(so.Area(), so.KDE(cut=0)), "KDE"),
            (so.Plot(ROWS, x="x", weight="w").add(so.Area(), so.KDE()), "KDE"),
            (so.Plot(ROWS, x="g", y="x", weight="w").add(so.Range(), so.Est()), "Est"),
        ],
        ids=["weights of a density, cut", "weights of a density", "weights of an estimate"],
    )
    def test_of_rows_that_are_there(self, plot, stat):
        with pytest.warns(so.PlotWarning, match=rf"layer 1 .*: {stat} made nothing of 30 rows"):
            plot.plot()

    def test_of_lazy_rows_too(self):
        rows = pl.DataFrame({"x": np.arange(30.0), "y": np.ones(30)}).lazy()
        with pytest.warns(so.PlotWarning, match=r"layer 1 .*: Corr made nothing of 30 rows"):
            so.Plot(rows, x="x", y="y").add(so.Text(), so.Corr()).plot()

    def test_without_rows_there_is_nothing_to_say(self):
        so.Plot({"x": np.empty(0)}, x="x").add(so.Bars(), so.Hist()).plot()

    def test_a_dict_that_names_no_level(self):
        plot = so.Plot(self.ROWS, x="x", y="x", color="g").add(so.Dot())
        with pytest.warns(
            so.PlotWarning, match="names none of the levels: it has 'A'; there are 'a'"
        ):
            plot.scale(color={"A": "r"}).plot()
        plot.scale(color={"a": "r", "another": "b"}).plot()


def test_numbers_that_are_no_days_of_a_calendar():
    plot = so.Plot({"x": [1.0, 4e7], "y": [1, 2]}, x="x", y="y").add(so.Dot())
    plot.plot()
    with pytest.raises(so.PlotSpecError, match="a calendar has the years 1 to 9999"):
        plot.scale(x=so.Temporal()).plot()
