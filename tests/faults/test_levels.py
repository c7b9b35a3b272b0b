"""What levels are called, whatever they came as; and data of layers, of streams, of no rows."""

import datetime as dt

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import plotkit.objects as so
from plotkit.errors import PlotSpecError

DAYS = pd.to_datetime(["2024-01-01", "2024-01-02", "2024-01-03"])
NAMES = ["2024-01-01", "2024-01-02", "2024-01-03"]


def written(values):
    """Return the texts of levels on an axis, in a legend, over panels and beside points."""
    p = so.Plot(x=values, y=[1, 2, 3], color=values, text=values).facet(values)
    p = p.scale(x=so.Nominal(), color=so.Nominal()).share(x=True).add(so.Dot()).add(so.Text())
    made = p.plot()
    made.figure.canvas.draw()
    axis = [text.get_text() for text in made.axes[0].get_xticklabels()]
    (legend,) = made.drawing.legends
    keys = [key.label for key in legend.keys]
    titles = [axes.get_title() for axes in made.axes]
    texts = [text.get_text() for axes in made.axes for text in axes.texts]
    return axis, keys, titles, texts


@pytest.mark.parametrize(
    "values",
    [
        np.array([0.1, 0.2, 0.3], dtype=np.float32),
        pd.array([0.1, 0.2, 0.3], dtype="Float32"),
        pl.Series([0.1, 0.2, 0.3], dtype=pl.Float32),
        np.arange(1, 4) * 0.1,
        [0.1, 0.1 + 0.1, 0.1 + 0.1 + 0.1],
    ],
)
def test_n13_numbers_are_written_as_they_are_meant(values):
    assert written(values) == (["0.1", "0.2", "0.3"],) * 4


def test_n13_numbers_that_differ_stay_different():
    found = written([0.3, 0.1 + 0.2, 1 / 3])
    assert found[1] == ["0.3", "0.30000000000000004", "0.333333333333333"]


@pytest.mark.parametrize(
    "values",
    [
        pd.Categorical(DAYS),
        pd.Series(DAYS, dtype="category"),
        pd.Categorical(DAYS.tz_localize("Asia/Tokyo")),
        pd.Categorical([day.date() for day in DAYS]),
        np.array([dt.date(2024, 1, 1), "2024-01-02", "2024-01-03"], dtype=object),
    ],
)
def test_n14_dates_as_categories_are_written_as_dates(values):
    assert written(values) == (NAMES,) * 4


def test_n14_times_of_day_and_durations():
    hours = pd.Categorical(pd.to_datetime(["2024-01-01 12:30", *NAMES[1:]], format="ISO8601"))
    assert written(hours)[1] == ["2024-01-01 12:30", "2024-01-02", "2024-01-03"]
    spans = pd.to_timedelta(["1h", "2h", "3h"])
    assert written(pd.Categorical(spans)) == written(pd.Series(spans))


def test_n14_dates_as_categories_are_ordered_by_text():
    p = so.Plot(x=pd.Categorical(DAYS), y=[1, 2, 3]).add(so.Dot())
    made = p.scale(x=so.Nominal(order=NAMES[::-1])).plot()
    assert [text.get_text() for text in made.axes[0].get_xticklabels()] == NAMES[::-1]


@pytest.mark.parametrize(
    "values",
    [
        [b"ab", b"c", "ä".encode()],
        np.array([b"ab", b"c", "ä".encode()]),
        pd.Series([b"ab", b"c", "ä".encode()]),
        pd.Categorical([b"ab", b"c", "ä".encode()], [b"ab", b"c", "ä".encode()]),
        pl.Series([b"ab", b"c", "ä".encode()]),
        pa.array([b"ab", b"c", "ä".encode()]),
    ],
)
def test_n15_bytes_are_texts(values):
    assert written(values) == (["ab", "c", "ä"],) * 4


def test_n15_bytes_that_are_no_text():
    assert written([b"a", b"\xff", "b"])[0] == ["a", "\\xff", "b"]


ROWS = pd.DataFrame({"x": [1, 2], "y": [1, 2], "g": ["a", "b"]})


def titles(plot):
    return [axes.get_title() for axes in plot.plot().axes]


@pytest.mark.parametrize(
    "frame", [pd.DataFrame, pl.from_pandas, lambda f: pl.from_pandas(f).lazy()]
)
def test_n16_panels_of_the_data_of_layers(frame):
    data = frame(ROWS)
    assert titles(so.Plot(x="x", y="y").facet("g").add(so.Dot(), data=data)) == ["a", "b"]


def test_n16_panels_of_several_layers_and_of_none():
    more = ROWS.assign(g=["b", "c"])
    p = so.Plot(x="x", y="y").facet("g").add(so.Dot(), data=ROWS).add(so.Dash(), data=more)
    assert titles(p.add(so.Dash(), x=1, y=2)) == ["a", "b", "c"]
    p = so.Plot(x="x", y="y").facet("h").add(so.Dot(), data=ROWS)
    with pytest.raises(PlotSpecError, match="'h' names no column"):
        p.plot()


@pytest.mark.parametrize(
    "frame", [pd.DataFrame, pl.from_pandas, lambda f: pl.from_pandas(f).lazy()]
)
@pytest.mark.parametrize("facet", [{"col": "g"}, {"row": "g"}, {"col": "g", "wrap": 2}])
def test_n16_an_empty_frame_is_an_empty_panel(frame, facet):
    data = frame(ROWS.iloc[:0])
    p = so.Plot(data, x="x", y="y").facet(**facet).add(so.Dot()).add(so.Bars(), so.Hist(), y=None)
    assert titles(p) == [""]


def test_n16_a_facet_that_is_missing_in_all_rows_is_an_error():
    p = so.Plot(ROWS.assign(g=None), x="x", y="y").facet("g").add(so.Dot())
    with pytest.raises(PlotSpecError, match="no level: all its values are missing"):
        p.plot()


class Stream:
    """An Arrow stream that can be read once."""

    def __init__(self):
        self.reader = TABLE.to_reader()

    def __arrow_c_stream__(self, requested_schema=None):
        return self.reader.__arrow_c_stream__(requested_schema)


TABLE = pa.table({"x": [1, 2], "y": [3, 4]})


@pytest.mark.parametrize("make", [TABLE.to_reader, Stream])
def test_n20_streams_are_read_once_and_drawn_twice(make):
    p = so.Plot(make(), x="x", y="y").add(so.Dot()).add(so.Line())
    for _ in range(2):
        assert p.plot().data(layer=1)["y"].to_pylist() == [3, 4]


@pytest.mark.parametrize("make", [TABLE.to_reader, Stream])
def test_n20_streams_of_layers_and_templates(make):
    p = so.Plot(x="x", y="y").add(so.Dot(), data=make())
    assert p.plot().data()["y"].to_pylist() == p.plot().data()["y"].to_pylist() == [3, 4]
    p = so.Plot(x="x", y="y").add(so.Dot())(make())
    assert p.plot().data()["y"].to_pylist() == [3, 4]
