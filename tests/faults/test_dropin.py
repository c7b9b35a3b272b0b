"""What seaborn.objects takes, or its users try, and plotkit once refused."""

from dataclasses import dataclass
from types import ModuleType

import matplotlib as mpl
import numpy as np
import pandas as pd
import polars as pl
import pytest
from cycler import cycler
from matplotlib.collections import LineCollection

import plotkit.objects as so

DATA = {"x": [1, 2, 3], "y": [1, 2, 3], "g": ["a", "b", "c"]}
DOTS = so.Plot(DATA, "x", "y", color="g").add(so.Dot())


def shown(plot):
    """Return the first Axes of a plot that was drawn once."""
    compiled = plot.plot()
    compiled.figure.draw_without_rendering()
    return compiled.axes[0]


def labels(axis):
    return [text.get_text() for text in axis.get_ticklabels() if text.get_text()]


def entries(plot):
    (legend,) = plot.plot().figure.legends
    return [text.get_text() for text in legend.get_texts()]


@pytest.fixture
def theme():
    yield so.Plot.config.theme
    so.Plot.config.theme.reset()


# ------------------------------------------------------------------------------------ ticks, labels


@pytest.mark.parametrize(
    "scale",
    [
        so.Continuous().tick(count=0),
        so.Continuous().tick(count=0, between=(1, 2)),
        so.Continuous().tick(at=[]),
        so.Continuous(trans="log").tick(at=[]),
        so.Continuous(trans="log").tick(count=0),
    ],
)
def test_no_ticks_where_none_are_asked_for(scale):
    for axis in "xy":
        ax = shown(DOTS.scale(**{axis: scale}))
        drawn = ax.xaxis if axis == "x" else ax.yaxis
        assert not len(drawn.get_majorticklocs())
        assert not len(drawn.get_minorticklocs())


def test_no_ticks_in_guides_either():
    amounts = so.Plot(DATA, "x", "y", color="y").add(so.Dot())
    bar = amounts.scale(color=so.Continuous().tick(count=0)).plot().drawing.legends
    assert len(bar) == 1
    none = amounts.scale(color=so.Continuous(guide="legend").tick(count=0)).plot().drawing.legends
    assert none == ()


@pytest.mark.parametrize("trans", [None, "log", "symlog"])
def test_no_minor_ticks_where_none_are_asked_for(trans):
    axis = shown(DOTS.scale(x=so.Continuous(trans=trans).tick(minor=0))).xaxis
    assert not len(axis.get_minorticklocs())
    assert len(axis.get_majorticklocs())


@pytest.mark.parametrize("kws", [{"count": -1}, {"minor": -1}, {"count": False}, {"upto": 0}])
def test_other_numbers_of_ticks_are_still_errors(kws):
    with pytest.raises(so.PlotSpecError, match="whole number of at least"):
        so.Continuous().tick(**kws)


def test_legend_none_is_false():
    assert not so.Plot(DATA, "x", "y", color="g").add(so.Dot(), legend=None).plot().figure.legends
    layer = so.Layer(so.Dot(), legend=None)
    assert layer == so.Layer(so.Dot(), legend=False)
    assert not so.Plot(DATA, "x", "y", color="g").add(layer).plot().figure.legends


def test_label_none_hides_the_name():
    plot = DOTS.label(x=None, color=None)
    assert shown(plot).get_xlabel() == ""
    assert shown(plot).get_ylabel() == "y"
    (legend,) = plot.plot().figure.legends
    assert legend.get_title().get_text() == ""


def test_label_none_hides_paired_names_and_names_of_facets():
    paired = so.Plot(DATA, y="y").pair(x=["x", "y"]).add(so.Dot()).label(x1=None).plot()
    assert [ax.get_xlabel() for ax in paired.axes] == ["x", ""]
    faceted = DOTS.facet("g").label(col="kind").label(col=None).plot()
    assert [ax.get_title() for ax in faceted.axes] == ["a", "b", "c"]


def test_dict_in_label_names_levels_of_a_legend():
    assert entries(DOTS.label(color={"a": "A"})) == ["A", "b", "c"]
    both = DOTS.label(color={"a": "A"}).label(color="Kind")
    assert entries(both) == ["A", "b", "c"]
    assert both.plot().figure.legends[0].get_title().get_text() == "Kind"
    upper = DOTS.scale(color=so.Nominal().label(like=str.upper))
    assert entries(upper.label(color={"a": "first"})) == ["first", "B", "C"]


def test_dict_in_label_names_levels_of_an_axis():
    plot = so.Plot(DATA, "g", "y").add(so.Bar())
    assert labels(shown(plot.label(x={"b": "B"})).xaxis) == ["a", "B", "c"]
    plain = so.Plot(DATA, "x", "y").add(so.Dot()).scale(x=so.Continuous().tick(at=[1, 2, 3]))
    assert labels(shown(plain.label(x={2: "two"})).xaxis) == ["1", "two", "3"]
    wrapped = plot.scale(x=so.Nominal().label(wrap=3)).label(x={"a": "two words"})
    assert labels(shown(wrapped).xaxis)[0] == "two\nwords"


def test_dict_in_label_names_dates_and_booleans():
    days = pd.to_datetime(["2024-01-01", "2024-02-01"])
    plot = so.Plot(x=["a", "b"], y=[1, 2], color=days).scale(color=so.Nominal()).add(so.Dot())
    assert entries(plot.label(color={"2024-02-01": "later"})) == ["2024-01-01", "later"]
    yes = so.Plot(x=[1, 2], y=[1, 2], color=[True, False]).add(so.Dot())
    assert entries(yes.label(color={True: "yes"})) == ["yes", "False"]


def test_dict_as_title_names_panels():
    def titles(plot):
        return [ax.get_title() for ax in plot.plot().axes]

    assert titles(DOTS.facet("g").label(title={"a": "A"})) == ["A", "b", "c"]
    assert titles(DOTS.facet("g").label(col={"a": "A"}, title="Whole")) == ["A", "b", "c"]
    assert titles(DOTS.facet("g").label(title={"a": "1st"}).label(title=str.upper)) == [
        *("1st", "B", "C")
    ]
    rows = DOTS.facet(col="x", row="g").label(title={2: "two", "b": "B"}).plot()
    assert [panel.title for panel in rows.drawing.panels][:3] == ["1", "two", "3"]
    assert [panel.row_title for panel in rows.drawing.panels][2::3] == ["a", "B", "c"]


def test_names_of_levels_that_have_no_scale_are_an_error():
    texts = so.Plot(DATA, "x", "y", text="g").add(so.Text())
    with pytest.raises(so.PlotSpecError, match=r"label\(text=\) names levels.*scale\(text="):
        texts.label(text={"a": "A"}).plot()
    with pytest.raises(so.PlotSpecError, match=r"label\(x1=\) names a paired"):
        texts.label(x1={"a": "A"}).plot()
    assert ".label(color={'a': 'A'})" in repr(DOTS.label(color={"a": "A"}))


# ------------------------------------------------------------------------------------ pairs, layers


def test_zipped_pairs_wrap():
    plot = so.Plot(DATA).pair(x=["x", "y", "x"], y=["y", "x", "y"], cross=False, wrap=2)
    axes = plot.add(so.Dot()).plot().axes
    cells = [ax.get_subplotspec() for ax in axes]
    assert [(c.rowspan.start, c.colspan.start) for c in cells] == [(0, 0), (0, 1), (1, 0)]
    assert [(ax.get_xlabel(), ax.get_ylabel()) for ax in axes] == [
        *(("x", "y"), ("y", "x"), ("x", "y"))
    ]


def test_crossed_pairs_do_not_wrap():
    plot = so.Plot(DATA).pair(x=["x", "y"], y=["y", "x"], wrap=2).add(so.Dot())
    with pytest.raises(so.PlotSpecError, match="cross=False"):
        plot.plot()
    with pytest.raises(so.PlotSpecError, match="needs one of x and y"):
        so.Plot(DATA, "x", "y").pair(wrap=2, cross=False).add(so.Dot()).plot()


NOTES = {"x": [1, 2], "y": [2, 3], "text": ["a", "b"]}


@pytest.mark.parametrize("data", [None, {}])
@pytest.mark.parametrize(
    "kind",
    [dict, pd.DataFrame, pl.DataFrame, pl.LazyFrame],
    ids=["dict", "pandas", "polars", "lazy"],
)
def test_layer_of_vectors_stands_alone(data, kind):
    plot = so.Plot(kind(DATA), "x", "y", color="g").add(so.Dot())
    table = plot.add(so.Text(), data=data, **NOTES).plot().data(1)
    assert {name: list(table[name]) for name in NOTES} == NOTES
    assert "color" not in table


def test_layer_of_vectors_stands_alone_in_every_panel():
    notes = DOTS.facet("g").add(so.Text(), **NOTES).plot()
    assert [len(ax.texts) for ax in notes.axes] == [2, 2, 2]


def test_layer_of_vectors_stands_alone_beside_vectors():
    plot = so.Plot(x=[1, 2, 3], y=[1, 2, 3], color=list("abc")).add(so.Dot())
    table = plot.add(so.Text(), **NOTES).plot().data(1)
    assert {name: list(table[name]) for name in table} == NOTES


@pytest.mark.parametrize(
    ("mark", "given"),
    [
        ((so.Range(),), {"x": [1, 2], "ymin": 0, "ymax": [5, 6]}),
        ((so.Range(),), {"x": [1, 1, 2, 2], "y": [1, 2, 5, 6]}),
        ((so.Line(), so.PolyFit(1, 2)), {"x": [1, 2], "y": [5, 6]}),
        ((so.Bars(), so.Hist()), {"x": [1, 2, 3, 4]}),
        ((so.Bars(), so.Hist()), {"y": [1, 2, 3, 4]}),
        ((so.Range(),), {"y": [1, 2], "xmin": [0, 1], "xmax": [5, 6], "orient": "y"}),
    ],
)
def test_layer_of_vectors_stands_alone_with_stats_and_lying(mark, given):
    table = so.Plot(DATA, "x", "y").add(so.Dot()).add(*mark, **given).plot().data(1)
    assert len(table["x" if "x" in table else "y"]) >= 2


@pytest.mark.parametrize(
    "given", [{"color": [1, 2]}, {"y": [1, 2]}, {**NOTES, "text": "g"}, {"x": [1], "y": [1, 2]}]
)
def test_vectors_that_leave_out_a_position_are_no_layer(given):
    with pytest.raises(so.PlotSpecError, match="values, but the data have 3 rows"):
        DOTS.add(so.Text(), **given).plot()


def test_vectors_as_long_as_the_data_inherit():
    table = DOTS.add(so.Dot(), y=[5, 6, 7]).plot().data(1)
    assert list(table["x"]) == [1, 2, 3]
    assert list(table["color"]) == ["a", "b", "c"]


@pytest.mark.parametrize("kind", [dict, pd.DataFrame, pl.LazyFrame])
def test_numbers_are_constants_in_a_plot(kind):
    plot = so.Plot(kind(DATA), x="x", ymin=0, ymax="y").add(so.Range())
    table = plot.plot().data(0)
    assert sorted(table["ymax"]) == [1, 2, 3]
    assert set(table["ymin"]) == {0}
    assert so.Plot(DATA, x="x", y="y", pointsize=3).add(so.Dot()).plot().data(0) is not None


def test_numbers_that_look_like_names_are_no_constants():
    with pytest.raises(so.PlotSpecError, match="names no column"):
        so.Plot(pd.DataFrame([[1, 2], [3, 4]]), x=0, y=2)
    with pytest.raises(so.PlotSpecError, match="names no column"):
        so.Plot(DATA, x="x", y="z")
    with pytest.raises(so.PlotSpecError, match="names no column"):
        so.Plot(DATA, "x", "y").facet(3)


# ------------------------------------------------------------------------- a plot without any layer


@pytest.mark.parametrize(
    "spec",
    [
        so.Plot(DATA, x="g", y="y"),
        so.Plot(DATA, x="x", y="y").scale(x="log", y=so.Continuous().tick(every=1)),
        so.Plot(DATA, x="x", y="g").label(x="Some x").limit(x=(0, 10)),
        so.Plot(DATA, x="x", y="y").facet("g"),
        so.Plot(DATA, y="y").pair(x=["x", "g"]).scale(x0="sqrt"),
        so.Plot({"x": pd.date_range("2024-01-01", periods=3), "y": [1, 2, 3]}, "x", "y"),
        so.Plot(pl.LazyFrame(DATA), x="g", y="x"),
    ],
    ids=map(str, range(7)),
)
def test_plot_without_layers_shows_its_axes(spec):
    def read(plot):
        compiled = plot.plot()
        compiled.figure.draw_without_rendering()
        return [
            (axis.get_label_text(), labels(axis), axis.get_scale())
            for ax in compiled.axes
            for axis in (ax.xaxis, ax.yaxis)
        ], [np.round([*ax.get_xlim(), *ax.get_ylim()], 9).tolist() for ax in compiled.axes]

    empty, full = read(spec), read(spec.add(so.Dot()))
    assert empty == full


def test_plot_without_layers_and_limits_of_dates():
    days = {"t": pd.date_range("2024-01-01", periods=3)}
    ax = shown(so.Plot(days, x="t").limit(x=("2024-01-01", "2024-02-01")))
    assert ax.get_xlim() == (19723, 19754)
    assert "2024-01-08" in labels(ax.xaxis)
    assert ax.get_xlabel() == "t"


def test_plot_without_layers_and_without_variables():
    ax = shown(so.Plot())
    assert ax.get_xlim() == ax.get_ylim() == (0, 1)
    assert shown(so.Plot(DATA, ymin="y", x="x")).get_ylim() == pytest.approx((0.9, 3.1))


# ------------------------------------------------------------------------------- theme of a session


def test_theme_of_the_session_has_every_parameter(theme):
    assert theme["legend.frameon"] is True
    assert theme["figure.figsize"] == [6.4, 4.8]
    assert theme["axes.prop_cycle"].by_key()["color"][0] == "#4C72B0"
    assert theme.get("font.size") == 12
    assert theme.get("nope", 3) == 3
    assert "legend.frameon" in theme
    assert "nope" not in theme
    assert 3 not in theme


def test_theme_of_the_session_checks_what_is_set(theme):
    with pytest.raises(so.PlotSpecError, match=r"no rc parameter 'legend.frame'.*legend.frameon"):
        theme["legend.frame"] = True
    with pytest.raises(so.PlotSpecError, match="no rc parameter"):
        theme.update({"axes.facecolor": "red", "axes.nope": 1})
    assert theme["axes.facecolor"] == "#EAEAF2"
    with pytest.raises(so.PlotSpecError, match=r"font\.size='big'"):
        theme["font.size"] = "big"
    with pytest.raises(so.PlotSpecError, match="no rc parameter"):
        theme.use({"nope": 1})
    with pytest.raises(so.PlotSpecError, match="no rc parameter"):
        theme["nope"]


def test_theme_of_the_session_takes_a_cycler_and_gives_one(theme):
    theme["axes.prop_cycle"] = cycler(color=["r", "g"])
    assert theme["axes.prop_cycle"] == cycler(color=["r", "g"])
    theme["axes.prop_cycle"] = "okabe_ito"
    assert len(theme["axes.prop_cycle"]) > 4
    with mpl.rc_context():
        mpl.rcParams.update(theme)
        assert mpl.rcParams["axes.facecolor"] == "#EAEAF2"
        DOTS.plot()


# -------------------------------------------------------------------------------- ends of intervals


@pytest.mark.parametrize("mark", [so.Range(), so.Dash()])
def test_intervals_end_where_the_data_end(mark):
    compiled = so.Plot(DATA, "x", "y", ymin="x", ymax="y", color="g").add(mark).plot()
    (made,) = compiled.artists(0)
    assert isinstance(made, LineCollection)
    assert made.get_capstyle() == "butt"


def test_error_bars_end_where_the_data_end_also_in_legends():
    rows = {"x": list("aabb") * 2, "y": range(8), "g": list("uvuvuvuv")}
    plot = so.Plot(rows, "x", "y", color="g").add(so.Range(), so.Est())
    (legend,) = plot.plot().figure.legends
    keys = list(legend.findobj(LineCollection))
    assert {key.get_capstyle() for key in keys} == {"butt"}


def test_other_lines_end_as_the_theme_says_and_keywords_win():
    lines = so.Plot(DATA, "x", "y").add(so.Paths()).plot().artists(0)
    assert lines[0].get_capstyle() == "round"
    (own,) = so.Plot(DATA, "x", "y").add(so.Dash({"capstyle": "round"})).plot().artists(0)
    assert own.get_capstyle() == "round"

    def whiskers(v, pane):
        pane.lines(v.range(v.y, v.y + 1), cap="projecting", each=True)

    drawn = so.Plot(DATA, "x", "y").add(whiskers).plot().axes[0].lines
    assert {line.get_solid_capstyle() for line in drawn} == {"projecting"}

    def wrong(v, pane):
        pane.lines(v.range(v.y, v.y + 1), cap="but")

    with pytest.raises(so.PlotSpecError, match="Did you mean 'butt'"):
        so.Plot(DATA, "x", "y").add(wrong).plot()


# --------------------------------------------------------------- parts and names of another library


def from_seaborn(name, base=object, **members):
    """Return an instance of a class that seems to be seaborn's."""
    return type(name, (base,), {"__module__": "seaborn._marks.base", **members})()


PLAIN = so.Plot(DATA, "x", "y")


@pytest.mark.parametrize(
    "call",
    [
        lambda: PLAIN.add(from_seaborn("Dot")),
        lambda: PLAIN.add(type(from_seaborn("Dot"))),
        lambda: PLAIN.add(type("Mine", (type(from_seaborn("Mark")),), {"__module__": "mine"})()),
        lambda: PLAIN.add(so.Dot(), from_seaborn("Agg")),
        lambda: PLAIN.add(so.Dot(), from_seaborn("Dodge", __call__=lambda self, data: data)),
        lambda: PLAIN.add(so.Dot().after(from_seaborn("Jitter"))),
        lambda: PLAIN.scale(x=from_seaborn("Continuous")),
        lambda: so.Layer(from_seaborn("Dot")),
    ],
    ids=map(str, range(8)),
)
def test_parts_of_seaborn_are_told(call):
    with pytest.raises(so.PlotSpecError, match=r"of seaborn.*docs/extending\.md"):
        call()


def test_subclasses_written_for_seaborn_are_told():
    class Mark(so.Mark):
        def _plot(self, split_gen, scales, orient):
            """Draw."""

    @dataclass(frozen=True)
    class Stat(so.Stat):
        def __call__(self, data, groupby, orient, scales):
            return data

    @dataclass(frozen=True)
    class Move(so.Move):
        def __call__(self, data, groupby, orient, scales):
            return data

    for parts in ((Mark(),), (so.Dot(), Stat()), (so.Dot(), Move())):
        with pytest.raises(so.PlotSpecError, match=r"written for seaborn.*docs/extending\.md"):
            PLAIN.add(*parts)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("hue", "colours are color= here"),
        ("size", "pointsize= or linewidth="),
        ("style", "marker= or linestyle="),
        ("palette", r"\.scale\(color='Set2'\)"),
        ("hue_order", r"so\.Nominal\(order="),
        ("ax", r"\.on\(ax\)"),
    ],
)
def test_names_of_classic_functions_are_told(name, message):
    for call in (so.Plot, lambda **kws: PLAIN.add(so.Dot(), **kws), PLAIN.scale):
        with pytest.raises(so.PlotSpecError, match=f"no '{name}' here: .*{message}"):
            call(**{name: "x"})


# --------------------------------------------------------------------------------------------- data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("tips.csv", r"a str was given\. Read a file first: pd\.read_csv\('tips\.csv'\)"),
        (np.zeros((3, 2)), r"array of shape \(3, 2\) have no names: give a dict"),
        (pd.DataFrame(DATA).groupby("g"), "Give the frame itself: color=, group="),
        (pl.DataFrame(DATA).group_by("g"), "Give the frame itself: color=, group="),
        (pd.Series([1, 2], name="x"), r"a pandas\..*Series was given"),
        (3, "a int was given"),
    ],
    ids=map(str, range(6)),
)
def test_messages_about_data_are_about_data(data, message):
    for call in (
        lambda: so.Plot(data, x="x"),
        lambda: so.Plot(data=data, x="x"),
        lambda: so.Plot(x="x")(data),
    ):
        with pytest.raises(so.PlotSpecError, match=f"data must be.*{message}"):
            call()


def test_names_given_twice_are_still_told():
    with pytest.raises(so.PlotSpecError, match="x twice: by name"):
        so.Plot(DATA, "x", x="x")


def test_list_of_dicts_is_data():
    rows = [{"x": 1, "y": 2}, {"y": 3, "x": 2}, {"x": 4, "z": 1}]
    with pytest.warns(so.PlotWarning, match="1 with missing y"):
        table = so.Plot(rows, x="x", y="y").add(so.Dot()).plot().data(0)
    assert list(table["x"]) == [1, 2]
    layer = so.Plot(DATA, "x", "y").add(so.Dot(), data=rows[:2]).plot().data(0)
    assert list(layer["y"]) == [2, 3]
    with pytest.raises(so.PlotSpecError, match="Did you mean 'x'"):
        so.Plot(rows, x="xx")
    assert so.Plot([1, 2, 3]).add(so.Bars(), so.Hist()).plot() is not None


def test_array_with_named_fields_is_data():
    array = np.array([(1, 2.5, "a"), (2, 3.5, "b")], dtype=[("x", int), ("y", float), ("g", "U1")])
    for kind in (np.asarray, np.rec.array):
        table = so.Plot(kind(array), x="x", y="y", color="g").add(so.Dot()).plot().data(0)
        assert list(table["y"]) == [2.5, 3.5]
        assert list(table["color"]) == ["a", "b"]
    assert so.Plot(array, x="x").facet("g").add(so.Bar(), so.Count()).plot() is not None


def test_arrow_dataset_is_data(tmp_path):
    pa = pytest.importorskip("pyarrow")
    ds = pytest.importorskip("pyarrow.dataset")
    pq = pytest.importorskip("pyarrow.parquet")
    for number, part in enumerate((DATA, {"x": [4], "y": [5], "g": ["d"]})):
        pq.write_table(pa.table(part), tmp_path / f"{number}.parquet")
    for data in (ds.dataset(tmp_path), ds.dataset(pa.table(DATA))):
        table = so.Plot(data, x="x", y="y", color="g").add(so.Dot()).plot().data(0)
        assert isinstance(table, pa.Table)
        assert table["x"].to_pylist()[:3] == [1, 2, 3]


def test_arrow_dataset_keeps_to_the_number_of_rows(monkeypatch):
    pa = pytest.importorskip("pyarrow")
    ds = pytest.importorskip("pyarrow.dataset")
    monkeypatch.setattr(so.Plot.config, "max_rows", 2)
    with pytest.raises(so.PlotSpecError, match="has 3 rows, of which at most 2 may be"):
        so.Plot(ds.dataset(pa.table(DATA)), x="x", y="y").add(so.Dot()).plot()


def test_nothing_of_seaborn_is_imported():
    import sys

    before = isinstance(sys.modules.get("seaborn"), ModuleType)
    with pytest.raises(so.PlotSpecError):
        PLAIN.add(from_seaborn("Dot"))
    assert isinstance(sys.modules.get("seaborn"), ModuleType) == before
