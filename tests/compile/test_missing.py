"""A missing level shown on purpose (row 49 of the cases)."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pandas as pd
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.errors import PlotTypeError
from tests.engines import LAZY
from tests.snapshot import snapshot

DATA = {"g": ["b", None, "a", None], "n": [2.0, None, 1.0, 2.0], "y": [1.0, 2.0, 3.0, 4.0]}
KINDS = {
    "dict": lambda: DATA,
    "pandas": lambda: pd.DataFrame(DATA),
    "polars": lambda: pl.DataFrame(DATA),
    "lazy": lambda: pl.LazyFrame(DATA),
}


def texts(ax, axis="x"):
    return [text.get_text() for text in getattr(ax, f"get_{axis}ticklabels")()]


def drawn(plot):
    compiled = plot.plot()
    compiled.figure.draw_without_rendering()
    return compiled


@pytest.mark.parametrize("kind", KINDS)
def test_row_49_missing_values_are_the_last_level_of_an_axis(kind):
    plot = so.Plot(KINDS[kind](), x="g", y="y").add(so.Bar(), so.Agg("sum"))
    compiled = drawn(plot.scale(x=so.Nominal(na="unknown")))
    assert texts(compiled.axes[0]) == ["b", "a", "unknown"]
    assert sorted(compiled.data(0)["y"]) == [1, 3, 6]
    assert compiled.axes[0].get_xlabel() == "g"


@pytest.mark.parametrize("kind", KINDS)
def test_row_49_facets_have_a_panel_of_them(kind):
    plot = so.Plot(KINDS[kind](), x="y", y="y").facet("g", na="unknown").add(so.Dot())
    compiled = drawn(plot)
    assert [panel.col for panel in compiled.panels] == ["b", "a", "unknown"]
    assert len(compiled.panels[2].ax.collections[0].get_offsets()) == 2


def test_numbers_and_horizontal_layers_and_orders():
    plot = so.Plot(DATA, y="n", x="y").add(so.Bar(), so.Agg("sum"), orient="y")
    assert texts(drawn(plot.scale(y=so.Nominal(na="?"))).axes[0], "y") == ["1", "2", "?"]
    listed = so.Plot(DATA, x="g", y="y").add(so.Dot())
    compiled = drawn(listed.scale(x=so.Nominal(order=["a", "b"], na="none")))
    assert texts(compiled.axes[0]) == ["a", "b", "none"]


def test_without_missing_values_there_is_no_such_level():
    whole = {"g": ["b", "a"], "y": [1, 2]}
    plot = so.Plot(whole, x="g", y="y").add(so.Dot()).scale(x=so.Nominal(na="none"))
    assert texts(drawn(plot).axes[0]) == ["b", "a"]
    assert len(so.Plot(whole, x="y", y="y").facet("g", na="none").add(so.Dot()).plot().axes) == 2


def test_vectors_and_variables_of_a_layer():
    plot = so.Plot(y=[1, 2]).add(so.Dot(), x=["a", None]).scale(x=so.Nominal(na="none"))
    assert texts(drawn(plot).axes[0]) == ["a", "none"]
    plot = so.Plot(DATA, y="y").add(so.Dot(), x="g").scale(x=so.Nominal(na="none"))
    assert texts(drawn(plot).axes[0]) == ["b", "a", "none"]


def test_pairs_have_them_too():
    plot = so.Plot(DATA, y="y").pair(x=["g", "n"]).add(so.Dot()).scale(x0=so.Nominal(na="none"))
    with pytest.warns(so.PlotWarning, match="1 with missing x"):
        compiled = drawn(plot)
    assert texts(compiled.axes[0]) == ["b", "a", "none"]
    assert compiled.axes[0].get_xlabel() == "g"


def test_layers_without_the_facet_are_in_its_panel_too():
    plot = so.Plot(DATA, x="y", y="y").facet("g", na="none").add(so.Dot())
    compiled = plot.add(so.Line(), data={"y": [1, 2]}).plot()
    assert len(compiled.axes) == 3


def test_the_name_is_text():
    with pytest.raises(PlotTypeError, match="names the panel"):
        so.Plot(DATA, x="y").facet("g", na=3)


COLUMNS = {
    "decimals": pl.Series([Decimal("0.50"), None, Decimal("1.00")], dtype=pl.Decimal(5, 2)),
    "days": [date(2024, 1, 1), None, date(2024, 1, 2)],
    "times": [datetime(2024, 1, 1, 3), None, datetime(2024, 1, 2)],
    "lengths": [timedelta(hours=1), None, timedelta(2)],
    "truth": [True, None, False],
    "floats": [1e9, float("nan"), 0.5],
    "short": pl.Series([0.1, None, 2.0], dtype=pl.Float32),
    "whole": [2**60 + 1, None, 2**60],
    "nothing missing": [2.5, 0.5, 1.0],
    "nothing there": pl.Series([None, None, None], dtype=pl.Float64),
}


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
@pytest.mark.parametrize("column", COLUMNS)
def test_levels_of_engines_are_written_as_those_in_memory(draw, column, engine):
    frame = pl.DataFrame({"g": COLUMNS[column], "y": [1.0, 2.0, 3.0]})
    plot = so.Plot(x="g", y="y").add(so.Bar(), so.Agg()).scale(x=so.Nominal(na="none"))
    assert snapshot(draw(plot(engine(frame)))) == snapshot(draw(plot(frame)))


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
@pytest.mark.parametrize("layer", [(so.Violin(),), (so.Hex(), so.HexBin(3))])
def test_numbers_joined_to_one_level_are_not_lost_in_engines(draw, engine, layer):
    frame = pl.DataFrame({"g": [1, 1, 1, 2, 2, 3, 4, 5], "y": [1.0, 2, 4, 1, 2, 5, 6, 8]})
    plot = so.Plot(x="g", y="y").add(*layer).scale(x=so.Nominal(top=2))
    assert snapshot(draw(plot(engine(frame)))) == snapshot(draw(plot(frame)))


@pytest.mark.filterwarnings("ignore:Some rows are not drawn")
@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
def test_levels_of_another_kind_are_those_of_no_row_in_engines_either(engine):
    plot = so.Plot(engine(pl.DataFrame({"g": [1, 2], "y": [1.0, 2.0]})), x="g", y="y")
    plot = plot.add(so.Hex(), so.HexBin(3)).scale(x=so.Nominal(order=["a", "b"])).plot()
    assert plot.explain().layers[0].dropped == {"x in an unlisted level": 2}
