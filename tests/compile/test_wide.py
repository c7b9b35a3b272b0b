"""Wide data: columns as levels of one variable (row 54 of the cases)."""

from datetime import date

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import plotkit.objects as so
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.scales.base import LevelScale

DATA = {
    "t": [1, 2, 3],
    "b": [3.0, 2.0, 1.0],
    "a": [1, 2, 3],
    "note": ["x", "y", "z"],
    "flag": [True, False, True],
}
KINDS = {
    "dict": lambda: DATA,
    "pandas": lambda: pd.DataFrame(DATA),
    "polars": lambda: pl.DataFrame(DATA),
    "arrow": lambda: pa.table(DATA),
    "lazy polars": lambda: pl.LazyFrame(DATA),
    "duckdb": lambda: duckdb.from_arrow(pa.table(DATA)),
}


def rows(compiled, layer=0, *names):
    data = compiled.data(layer)
    if isinstance(data, pa.Table):
        data = data.to_pandas()
    columns = [np.asarray(data[name]).tolist() for name in names or ("color", "x", "y")]
    return sorted(zip(*columns, strict=True), key=str)


def entries(compiled):
    return [t.get_text() for legend in compiled._rendered.legends for t in legend.get_texts()]


LONG = [("a", 1, 1), ("a", 2, 2), ("a", 3, 3), ("b", 1, 3), ("b", 2, 2), ("b", 3, 1)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("asked", [so.cols("b", "a"), so.cols(), so.cols("[ab]")])
def test_columns_are_levels_in_their_order(kind, asked):
    compiled = so.Plot(KINDS[kind](), x="t", y=asked).add(so.Line()).plot()
    assert sorted((c, int(x), int(y)) for c, x, y in rows(compiled)) == LONG
    assert entries(compiled) == ["b", "a"]


@pytest.mark.parametrize("kind", KINDS)
def test_stats_see_one_group_a_column(kind):
    compiled = so.Plot(KINDS[kind](), x=so.cols("b", "a")).add(so.Bars(), so.Hist(bins=3)).plot()
    assert sum(rows(compiled, 0, "y")[i][0] for i in range(6)) == 6
    means = so.Plot(KINDS[kind](), y=so.cols(name="what"), x="what").add(so.Bar(), so.Agg()).plot()
    assert rows(means, 0, "x", "y") == [("a", 2.0), ("b", 2.0), ("t", 2.0)]


def test_row_54_numbers_as_names_are_discrete_and_in_their_order():
    table = pd.DataFrame({"x": ["u", "v"], 2020: [1.0, 2.0], 2019: [3.0, 4.0]})
    compiled = so.Plot(table, x="x", y=so.cols(2020, 2019)).add(so.Dot()).plot()
    assert isinstance(compiled.scales["color"], LevelScale)
    assert compiled.scales["color"].levels == (2020, 2019)
    assert entries(compiled) == ["2020", "2019"]


@pytest.mark.parametrize("name", ["day", None])
@pytest.mark.parametrize("by", ["day", "index"])
def test_row_54_an_index_by_its_name_or_as_index(name, by):
    days = pd.DatetimeIndex([date(2024, 1, 1), date(2024, 1, 2)], name=name)
    table = pd.DataFrame({"a": [1, 2], "b": [3, 4]}, index=days)
    if by == "day" and name is None:
        with pytest.raises(PlotSpecError, match="names no column"):
            so.Plot(table, x=by, y=so.cols())
        return
    compiled = so.Plot(table, x=by, y=so.cols()).add(so.Line()).plot()
    assert compiled.scales["x"].units.kind.value == "time"
    assert entries(compiled) == ["a", "b"]


def test_row_54_an_index_of_numbers_is_not_among_all_numbers():
    table = pd.DataFrame({"a": [1, 2], "b": [3, 4]}, index=pd.Index([7, 8], name="year"))
    assert entries(so.Plot(table, x="index", y=so.cols()).add(so.Line()).plot()) == ["a", "b"]


def test_row_54_a_column_called_index_is_meant_itself():
    table = pd.DataFrame({"index": ["u", "v"], "a": [1, 2]})
    assert rows(so.Plot(table, x="index", y="a").add(so.Bar()).plot(), 0, "x") == [("u",), ("v",)]


def test_row_54_texts_and_booleans_are_no_numbers_unless_named_which_is_an_error():
    assert entries(so.Plot(DATA, x="t", y=so.cols()).add(so.Line()).plot()) == ["b", "a"]
    with pytest.raises(PlotSpecError, match=r"columns of numbers.* something else: 'note'"):
        so.Plot(DATA, x="t", y=so.cols("a", "note")).add(so.Line()).plot()
    with pytest.raises(PlotSpecError, match="something else: 'flag'"):
        so.Plot(DATA, x="t", y=so.cols("flag")).add(so.Line()).plot()
    with pytest.raises(PlotSpecError, match="matches no column of numbers"):
        so.Plot(DATA, x="t", y=so.cols("n*")).add(so.Line()).plot()


def test_row_54_no_name_is_taken_by_force():
    table = {"t": [1, 2], "value": [3, 4], "column": [5, 6], "_value": [7, 8]}
    plot = so.Plot(table, x="t", y=so.cols("value", "column")).add(so.Text(), text="_value")
    assert rows(plot.plot(), 0, "color", "y", "text") == [
        ("column", 5.0, 7.0),
        ("column", 6.0, 8.0),
        ("value", 3.0, 7.0),
        ("value", 4.0, 8.0),
    ]
    with pytest.raises(PlotSpecError, match="a column of that name already"):
        so.Plot(table, x="t", y=so.cols("value", name="column")).add(so.Line()).plot()


def test_row_54_the_axis_is_not_named_after_the_first_column():
    plot = so.Plot(DATA, x="t", y=so.cols("b", "a")).add(so.Line()).plot()
    assert plot.axes[0].get_ylabel() == ""
    named = so.Plot(DATA, x="t", y=so.cols("b", "a", name="who", value="m")).add(so.Line()).plot()
    assert named.axes[0].get_ylabel() == "m"
    assert named._rendered.legends[0].get_title().get_text() == "who"


def test_row_54_what_the_plot_uses_is_not_among_all_other_columns():
    table = {"t": [1, 2], "p": [1, 2], "q": [1, 1], "r": [5, 6], "s": [7, 8], "w": [1, 2]}
    plot = so.Plot(table, x="t", y=so.cols(), color="p").facet("q").add(so.Dot(), pointsize="w")
    assert rows(plot.plot(), 0, "y") == [(5.0,), (6.0,), (7.0,), (8.0,)]


def test_a_colour_of_ones_own_still_tells_the_lines_apart():
    compiled = so.Plot(DATA, x="t", y=so.cols("b", "a")).add(so.Line(), color=None).plot()
    assert [len(artist.get_xdata()) for artist in compiled.artists(0)] == [3, 3]
    assert compiled._rendered.legends == ()


def test_the_names_are_a_variable_by_their_own_name():
    plot = so.Plot(DATA, x="t", y=so.cols("b", "a", name="who")).add(so.Line())
    compiled = plot.facet("who").plot()
    assert [panel.col for panel in compiled.panels] == ["b", "a"]
    assert entries(compiled) == []
    assert entries(
        so.Plot(DATA, x="t", y=so.cols("b", name="who")).add(so.Dot(), marker="who").plot()
    ) == ["b"]


def test_layers_have_columns_of_their_own_or_none():
    plot = so.Plot(DATA, x="t", y=so.cols("b", "a")).add(so.Line()).add(so.Dot(), y="t", color=None)
    assert rows(plot.plot(), 1, "x", "y") == [(1.0, 1.0), (2.0, 2.0), (3.0, 3.0)]
    own = so.Plot(DATA, x="t", y="t").add(so.Line()).add(so.Dot(), y=so.cols("b", "a"))
    assert len(rows(own.plot(), 1, "x", "y")) == 6
    other = {"t": [1], "a": [9], "b": [8]}
    assert rows(plot.add(so.Dot(), data=other).plot(), 2) == [("a", 1.0, 9.0), ("b", 1.0, 8.0)]


def test_vectors_beside_wide_data_have_a_value_for_each_of_their_rows():
    compiled = so.Plot(DATA, x=[7, 8, 9], y=so.cols("b", "a")).add(so.Dot()).plot()
    assert [row[1] for row in rows(compiled)] == [7.0, 8.0, 9.0] * 2


def test_a_plain_list_stays_a_vector_of_values():
    compiled = so.Plot({"t": [1, 2]}, x="t", y=[5, 6]).add(so.Dot()).plot()
    assert rows(compiled, 0, "x", "y") == [(1.0, 5.0), (2.0, 6.0)]


def test_a_table_drawn_by_tiles_has_its_columns_on_the_free_axis():
    table = pd.DataFrame({"a": [1.0, 0.5], "b": [0.5, 1.0]}, index=["a", "b"])
    plot = so.Plot(table, y="index", color=so.cols(value="r"), text=so.cols()).add(so.Tile())
    compiled = plot.add(so.Text()).plot()
    assert rows(compiled, 0, "x", "y", "color") == [
        ("a", "a", 1.0),
        ("a", "b", 0.5),
        ("b", "a", 0.5),
        ("b", "b", 1.0),
    ]
    assert len(rows(compiled, 1, "x", "y")) == 4


def test_times_are_one_variable_too():
    table = {"who": ["u"], "from": [date(2024, 1, 1)], "to": [date(2024, 2, 1)]}
    compiled = so.Plot(table, y="who", x=so.cols("from", "to")).add(so.Dot()).plot()
    assert compiled.scales["x"].units.kind.value == "time"
    with pytest.raises(PlotSpecError, match="columns of one kind"):
        so.Plot({**table, "n": [1]}, y="who", x=so.cols("from", "n")).add(so.Dot()).plot()


def test_whole_numbers_stay_whole_and_missing_ones_missing():
    table = pd.DataFrame({"t": [1, 2], "a": [1, 2], "b": pd.array([3, None], dtype="Int64")})
    with pytest.warns(so.PlotWarning, match="1 rows dropped"):
        compiled = so.Plot(table, x="t", y=so.cols("a", "b")).add(so.Dot()).plot()
    assert [y for _, _, y in rows(compiled)] == [1, 2, 3]


def test_pairs_take_all_other_numbers_without_the_colour():
    table = {"a": [1, 2], "b": [3, 4], "c": [5, 6], "text": ["u", "v"]}
    plot = so.Plot(table, color="c").pair(x=so.cols(), y=["a", so.cols("b")]).add(so.Dot())
    compiled = plot.plot()
    assert [(one.x, one.y) for one in compiled.panels] == [
        ("x0", "y0"), ("x1", "y0"), ("x0", "y1"), ("x1", "y1"),
    ]  # fmt: skip
    assert compiled.axes[2].get_xlabel() == "a"


def test_templates_find_their_columns_later():
    template = so.Plot(x="t", y=so.cols("b", "a")).add(so.Line())
    assert rows(template(DATA).plot()) == rows(
        so.Plot(DATA, x="t", y=so.cols("b", "a")).add(so.Line()).plot()
    )
    with pytest.raises(PlotSpecError, match="no column 'b'"):
        template({"t": [1]})


@pytest.mark.parametrize(
    ("make", "error", "text"),
    [
        (lambda: so.Plot(DATA, x="t", y=so.cols("c")), PlotSpecError, "no column 'c'"),
        (lambda: so.Plot(DATA, x="t", y=so.cols("z*")), PlotSpecError, "no column 'z\\*'"),
        (lambda: so.cols(["a"]), PlotTypeError, "takes names of columns"),
        (lambda: so.cols("a", name=3), PlotTypeError, "name="),
        (
            lambda: so.Plot(DATA, x=so.cols("a"), y=so.cols("b")).add(so.Dot()).plot(),
            PlotSpecError,
            "there are 'x', 'y'",
        ),
        (
            lambda: so.Plot({"t": [1], "n": ["u"]}, x="t", y=so.cols()).add(so.Dot()).plot(),
            PlotSpecError,
            "there are none",
        ),
    ],
)
def test_what_cannot_be_meant(make, error, text):
    with pytest.raises(error, match=text):
        make()
