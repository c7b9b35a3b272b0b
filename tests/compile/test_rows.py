"""Rows that are not drawn are counted by reason, in one warning, on every engine alike."""

import warnings

import numpy as np
import pandas as pd
import polars as pl
import pytest

import plotkit.objects as so
from tests.engines import ENGINES

DATA = {
    "x": [1.0, None, 3.0, 4.0, 5.0, float("nan")],
    "y": [1.0, 2.0, float("inf"), -4.0, 0.0, None],
    "g": ["a", "b", None, "b", "c", "a"],
    "n": [1.0, 2.0, 3.0, None, -1.0, 6.0],
    "w": [1.0, 1.0, None, 1.0, 1.0, 1.0],
    "one": [1.0] * 6,
    "size": [1.0, None, 3.0, 4.0, float("inf"), 6.0],
}


@pytest.fixture(params=ENGINES)
def data(request):
    engine, frame = ENGINES[request.param], pl.DataFrame(DATA, strict=False)
    return frame if engine is None else engine(frame)


def said(draw, plot):
    """Return the one warning of a plot, and its drawing; the notes say the same."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        drawing = draw(plot)
    assert [warning.category for warning in caught] in ([], [so.PlotWarning])
    text = str(caught[0].message) if caught else ""
    assert text == ("Some rows are not drawn. " + " ".join(drawing.notes) if caught else "")
    return text.removeprefix("Some rows are not drawn. "), drawing


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda p: p.add(so.Dot(), y=1), "layer 1 (Dot): 2 rows dropped: 2 with missing x."),
        (lambda p: p.add(so.Dot(), x=1), "2 rows dropped: 1 with missing y, 1 with infinite y."),
        (
            lambda p: p.add(so.Dot()),
            "3 rows dropped: 2 with missing x, 1 with infinite y.",  # the row without both, once
        ),
        (
            lambda p: p.add(so.Dot(), x=1).scale(y="log"),
            "4 rows dropped: 1 with missing y, 1 with infinite y, 2 with y outside its log scale.",
        ),
        (lambda p: p.add(so.Dot(), x="g", y=1), "1 rows dropped: 1 with missing x."),
        (lambda p: p.add(so.Dot(), x=1, y=1, color="g"), "1 rows dropped: 1 with missing color."),
        (lambda p: p.add(so.Dot(), x=1, y=1, color="n"), "1 rows dropped: 1 with missing color."),
        (
            lambda p: p.add(so.Dot(), x="g", y=1).scale(x=so.Nominal(order=["b", "a"])),
            "2 rows dropped: 1 with missing x, 1 with x in an unlisted level.",
        ),
        (
            lambda p: p.add(so.Dot(), x=1, y=1, color="g").scale(color=so.Nominal(order=["b"])),
            "4 rows dropped: 1 with missing color, 3 with color in an unlisted level.",
        ),
        (
            lambda p: p.facet("g", order=["a"]).add(so.Dot(), x="one", y=1),
            "4 rows dropped: 1 with missing col, 3 with col in an unlisted level.",
        ),
        (
            lambda p: p.add(so.Bars(), so.Hist(bins=2), x="n", y=None, weight="w"),
            "layer 1 (Bars, Hist): 2 rows dropped: 1 with missing x, 1 with missing weight.",
        ),
        (lambda p: p.add(so.Line(), x=1, y=1, group="g"), "1 rows dropped: 1 with missing group."),
    ],
    ids=["x", "y", "both", "log", "level", "color", "amount", "order", "looks", "facet", "weight",
         "group"],
)  # fmt: skip
def test_each_reason(draw, data, make, message):
    text, _ = said(draw, make(so.Plot(data, x="x", y="y")))
    assert text.endswith(message)


def test_one_warning_for_all_layers(draw):
    text, drawing = said(
        draw, so.Plot(DATA, x="x", y="y").add(so.Dot()).add(so.Line(), y=1).add(so.Dot(), x=1, y=1)
    )
    assert text.count("rows dropped") == 2
    assert [note[:7] for note in drawing.notes] == ["layer 1", "layer 2"]


def test_nothing_dropped_nothing_said(draw):
    assert said(draw, so.Plot(x=[1], y=[2]).add(so.Dot()))[0] == ""


def test_amounts_without_a_look_in_memory(draw):
    plot = so.Plot(DATA, color="n").add(so.Dot(), x="one", y=1).scale(color="log")
    text, drawing = said(draw, plot)
    assert "2 rows dropped: 1 with missing color, 1 with color outside its scale." in text
    assert len(drawing.panels[0].marks[0].primitives[0].xy) == 4


@pytest.mark.parametrize("name", ["width", "baseline", "weight"])
def test_infinite_extras(draw, data, name):
    plot = so.Plot(data).add(so.Bars(), so.Hist(bins=1), x=3, **{name: "size"})
    with pytest.warns(so.PlotWarning) as caught:
        draw(plot)
    *others, lost = (str(each.message) for each in caught)
    has_no_effect = f"{name} is mapped, but Hist makes rows of its own"
    assert any(has_no_effect in text for text in others) == (name != "weight")
    assert lost.endswith(f"1 with missing {name}, 1 with infinite {name}.")


@pytest.mark.parametrize("mark", [so.Path(), so.Paths()], ids=["Path", "Paths"])
def test_a_gap_is_nothing_dropped(draw, mark):
    text, drawing = said(draw, so.Plot(DATA, y="y").add(mark, x="x"))
    assert text == ""
    assert np.isnan(drawing.panels[0].marks[0].primitives[0].paths.xy).any(axis=1).sum() == 2


def test_a_value_that_a_stat_cannot_give(draw):
    plot = so.Plot(x=["a", "a", "b"], y=[1, 2, 3]).add(so.Bar(), so.Agg("std"))
    text, drawing = said(draw, plot)
    assert text == "layer 1 (Bar, Agg): 1 rows dropped: 1 with undefined y."
    assert drawing.tables[0].table["x"].tolist() == [0.0]


def test_a_place_that_a_move_took_away(draw):
    plot = so.Plot(x=[1, 10], y=[1, 2]).add(so.Dot(), so.Shift(x=-5)).scale(x="log")
    assert said(draw, plot)[0] == "layer 1 (Dot, Shift): 1 rows dropped: 1 with undefined x."


@pytest.mark.parametrize("dtype", ["Int64", "Float64", "int64[pyarrow]", "double[pyarrow]"])
def test_nullable_columns(draw, dtype):
    frame = pd.DataFrame({"x": pd.array([1, None, 3], dtype), "y": [1, 2, 3]})
    text, drawing = said(draw, so.Plot(frame, x="x", y="y").add(so.Dot()))
    assert "1 with missing x" in text
    assert drawing.panels[0].marks[0].primitives[0].xy.tolist() == [[1, 1], [3, 3]]


@pytest.mark.parametrize("dtype", ["boolean", "bool[pyarrow]", "string", "category"])
def test_nullable_categories(draw, dtype):
    values = ["u", None, "v"] if dtype in ("string", "category") else [True, None, False]
    frame = pd.DataFrame({"x": pd.Series(values, dtype=dtype), "y": [1, 2, 3]})
    text, drawing = said(draw, so.Plot(frame, x="x", y="y").add(so.Dot(), color="x"))
    assert "1 with missing x" in text
    assert drawing.panels[0].marks[0].primitives[0].xy.tolist() == [[0, 1], [1, 3]]


FAR = pl.DataFrame({"x": [1.0, 2, 3, 4, 5], "y": [1e200, 1, 2, -5, None], "g": list("ababa")})
LAYERS = {
    "dots": lambda p: p.add(so.Dot(), x="x", y="y"),
    "areas": lambda p: p.add(so.Area(), x="x", y="y"),
    "means": lambda p: p.add(so.Dot(), so.Agg(), x="g", y="y"),
    "counts": lambda p: p.add(so.Bars(), so.Hist(bins=3), y="y"),
    "ranges": lambda p: p.add(so.Range(), x="x", ymin="x", ymax="y"),
}
OUTSIDE = {
    "pow": "pow",
    "pow3": "pow3",
    "symlog": "symlog1e-150",
    "log": "log",
    "custom": so.Continuous(trans=(np.sqrt, np.square)),
}


@pytest.mark.parametrize("scale", OUTSIDE)
@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("engine", [e for e in ENGINES.values() if e], ids=[*ENGINES][1:])
def test_what_a_scale_has_no_number_for_is_told(draw, engine, layer, scale):
    texts = []
    for data in (FAR, engine(FAR)):
        text, drawing = said(draw, LAYERS[layer](so.Plot(data)).scale(y=OUTSIDE[scale]))
        texts.append((text, drawing.tables[0].table.n))
    assert "1 with y" in texts[0][0]
    assert "outside its" in texts[0][0]
    assert texts[0] == texts[1]
