"""Numbers that stand beside each other look alike."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import plotkit.objects as so
from plotkit.scales.ticks.alike import Alike
from plotkit.scales.ticks.numbers import NumberStyle

SHORT = NumberStyle("short")


def texts(values, style=SHORT):
    values = np.array(values, dtype=float)
    return Alike(style, values).texts(values)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([900, 1234, 15300], ["0.9k", "1.2k", "15.3k"]),
        ([1e6, 2e6], ["1M", "2M"]),
        ([1.234e6, 4.5e6], ["1.23M", "4.50M"]),
        ([0, 1500, np.nan, 25000], ["0", "1.5k", "", "25.0k"]),
        ([-1234, 56789], ["-1.2k", "56.8k"]),
        ([900, 5e6], ["0.9k", "5000.0k"]),
        ([3, 15e6], ["3", "15M"]),
        ([12, 950], ["12", "950"]),
        ([3.14159, 22.5], ["3.1", "22.5"]),
        ([0, 0], ["0", "0"]),
        ([np.inf, 20000], ["inf", "20k"]),
        ([999999, 1e6], ["999999", "1000000"]),
    ],
)
def test_short_numbers_of_one_set_have_one_unit_and_one_precision(numbers, expected):
    assert texts(numbers) == expected


@given(st.lists(st.floats(1.0, 1e4), min_size=1, max_size=8), st.sampled_from([1.0, 1e3, 1e7]))
def test_short_numbers_are_near_the_numbers_and_alike(values, factor):
    values = [value * factor for value in values]
    written = texts(values)
    letters = {text[-1] for text in written if not text[-1].isdigit()}
    sizes = {"k": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
    spread = max(values) - min(values)
    if max(values) <= 1e4 * min(values):
        assert len(letters) <= 1
        assert len({len(text.rstrip("kMBT").partition(".")[2]) for text in written}) == 1
    for value, text in zip(values, written, strict=True):
        read = float(text.rstrip("kMBT")) * sizes.get(text[-1], 1.0)
        assert abs(read - value) <= 0.0051 * max(values)
        if spread > 1e-6 * max(values):
            assert abs(read - value) <= max(0.0051 * spread, 0.51)


@pytest.mark.parametrize(
    ("ticks", "expected"),
    [
        ([0, 5e5, 1e6, 1.5e6], ["0", "0.5M", "1.0M", "1.5M"]),
        ([0, 2.5e5, 5e5], ["0", "250k", "500k"]),
        ([1000200, 1000400], ["1000.2k", "1000.4k"]),
        ([1.25e4, 2.5e4], ["12.5k", "25.0k"]),
        ([1, 1e4, 1e8], ["1", "10k", "100M"]),
        ([0, 5000], ["0", "5000"]),
        ([], []),
    ],
)
def test_short_ticks(ticks, expected):
    assert SHORT.texts(ticks) == expected


DATA = {
    "x": ["a", "b", "c", "d"],
    "y": [900.0, 1234.0, 15300.0, 4000.0],
    "n": [900, 1234, 15300, 4000],
    "p": list("uuvv"),
}


@pytest.mark.parametrize("text", ["y", "n"])
@pytest.mark.parametrize("orient", ["x", "y"])
@pytest.mark.parametrize("frame", [dict, pl.DataFrame, pl.LazyFrame])
def test_texts_of_bars_in_all_panels(text, orient, frame):
    other = "y" if orient == "x" else "x"
    p = so.Plot(frame(DATA), **{orient: "x", other: "y"}, text=text).facet("p").add(so.Bar())
    c = p.add(so.Text(at="end")).theme({"plotkit.numbers": "short"}).plot()
    found = [one.get_text() for artist in c.artists(1) for one in artist.get_texts()]
    assert found == ["0.9k", "1.2k", "15.3k", "4.0k"]


@pytest.mark.parametrize("frame", [dict, pl.LazyFrame])
def test_other_styles_have_as_many_decimals_in_lazy_data_too(frame):
    data = frame({"x": [1, 2], "of": [652.8, 666.0], "id": [2**60 + 1, 7]})
    for name, expected in (("of", ["652.8", "666.0"]), ("id", ["1152921504606846977", "7"])):
        c = so.Plot(data, x="x", y="x", text=name).add(so.Text()).plot()
        assert [one.get_text() for one in c.axes[0].texts] == expected


def test_axes_legends_and_colour_bars():
    data = {"x": [0, 750_000, 1_500_000], "y": [1, 2, 3]}
    p = so.Plot(data, x="x", y="y", color="x", pointsize="x").add(so.Dot())
    c = p.theme({"plotkit.numbers": "short"}).plot()
    c.figure.canvas.draw()
    axis = [label.get_text() for label in c.axes[0].get_xticklabels()]
    guides = [c.scales[name].ticks.labels for name in ("color", "pointsize")]
    for labels in (axis, *guides):
        decimals = {len(one.rstrip("M").partition(".")[2]) for one in labels if one not in "0"}
        assert len(labels) > 2 and len(decimals) == 1
        assert {one[-1] for one in labels if one not in "0"} == {"M"}


def test_contours_say_what_their_bar_says():
    x, y = np.meshgrid(np.linspace(-2, 2, 21), np.linspace(-2, 2, 21))
    data = {"x": x.ravel(), "y": y.ravel(), "z": (x**2 + y).ravel()}
    c = (
        so.Plot(data, x="x", y="y", z="z")
        .add(so.Contour(levels=[-0.5, 0, 1, 1.25], labels=True))
        .plot()
    )
    c.figure.canvas.draw()
    found = {one.get_text() for artist in c.artists(0) for one in _texts(artist)}
    assert found - {""} and all(len(one.partition(".")[2]) == 2 for one in found if one)


def _texts(artist):
    if hasattr(artist, "get_texts"):
        return artist.get_texts()
    return [artist] if hasattr(artist, "get_text") else []
