import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

import plotkit.objects as so
from plotkit.data.factor import as_objects
from plotkit.errors import PlotSpecError
from plotkit.marks.primitives import Texts
from plotkit.scales.ticks import level_label
from plotkit.scales.ticks.alike import Alike
from plotkit.scales.ticks.decimals import common_places
from plotkit.scales.ticks.numbers import NumberStyle

PLACES = {"x": [1, 2, 3], "y": [4, 5, 6]}


@pytest.mark.parametrize("flip", [False, True])
def test_positions_and_looks(flip, draw):
    mark = so.Text({"zorder": 4}, "here", color="r", alpha=0.5, fontsize=20, halign="left")
    (primitive,) = draw(mark, flip=flip, **PLACES)
    assert isinstance(primitive, Texts) and primitive.kws == {"zorder": 4}
    xy = np.column_stack([PLACES["x"], PLACES["y"]])
    assert_array_equal(primitive.xy, xy[:, ::-1] if flip else xy)
    assert list(primitive.text) == ["here"] * 3
    assert primitive.color == (1, 0, 0, 0.5)
    assert (primitive.size, primitive.halign, primitive.valign) == (20, "left", "center_baseline")


def test_size_of_the_theme(draw):
    assert draw(so.Text(), **PLACES)[0].size == 12


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        (None, as_objects(["a", "", "c"]), ["a", "", "c"]),
        (None, np.array([1.0, 2.5, np.nan]), ["1.0", "2.5", ""]),
        (None, np.array([1, 2, 3]), ["1", "2", "3"]),
        (None, as_objects([None, "b", float("nan")]), ["", "b", ""]),
        (None, np.array(["2024-01-01", "NaT", "2024-01-03"], "datetime64[ns]"),
         ["2024-01-01", "", "2024-01-03"]),
        (None, so.Coded(np.array([1, 0, 1]), as_objects(["a", "b"])), ["b", "a", "b"]),
        (",.1f", np.array([1000.0, 2, np.nan]), ["1,000.0", "2.0", ""]),
        ("{:,}", np.array([1000, 2, 3]), ["1,000", "2", "3"]),
        ("{x:.0f} %", np.array([1.2, 2.7, 3]), ["1 %", "3 %", "3 %"]),
        ("<{}>", as_objects(["a", "b", "c"]), ["<a>", "<b>", "<c>"]),
        (lambda value: value * 2, np.array([1, 2, 3]), ["2", "4", "6"]),
        (str.upper, so.Coded(np.array([1, 0, 1]), as_objects(["a", "b"])), ["B", "A", "B"]),
        (".2f", 3, ["3.00"] * 3),
    ],
)  # fmt: skip
def test_how_values_are_written(form, text, expected, draw):
    (primitive,) = draw(so.Text(format=form), text=text, **PLACES)
    assert list(primitive.text) == expected
    assert all(type(written) is str for written in primitive.text)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([675.1, 666, 652.8], ["675.1", "666.0", "652.8"]),
        ([20, 19.86666, 9.68], ["20.0", "19.9", "9.7"]),
        ([0.00001, 0.05, 0.02], ["0.00001", "0.05000", "0.02000"]),
        ([590.0, np.nan, 12], ["590", "", "12"]),
        ([0.0, -0.04, 12.5], ["0.00", "-0.04", "12.50"]),
        ([1 / 3, 2 / 3, 1], ["0.333", "0.667", "1.000"]),
        ([0.1 + 0.2, 0.5, 12.345], ["0.300", "0.500", "12.345"]),
        ([217.1933, 190.0158, 207.3587], ["217.2", "190.0", "207.4"]),
        ([1000.123, 1000.456789, 1000], ["1000.123", "1000.457", "1000.000"]),
        ([1234567.891, 7654321.1, 0.5], ["1234568", "7654321", "0.5"]),
        ([1234567.891, 7654321.1, 1500], ["1234568", "7654321", "1500"]),
        ([1e-12 / 3, 0.9, -2 / 3], ["3.33e-13", "0.9", "-0.667"]),
        ([1 / 3, np.nan, np.inf], ["0.333", "", "inf"]),
        ([1 / 3, 1 / 3 + 1e-16, 1 / 3], ["0.333"] * 3),
        ([1e308 / 3, -1e308 / 3, 1e20], ["3.33e+307", "-3.33e+307", "1e+20"]),
    ],
)
def test_digits_that_a_reader_wants(numbers, expected, draw):
    (primitive,) = draw(so.Text(), text=np.array(numbers), **PLACES)
    assert [text.replace("\N{MINUS SIGN}", "-") for text in primitive.text] == expected


def test_numbers_have_as_many_decimals_in_all_panels():
    data = {**PLACES, "p": ["a", "a", "b"], "of": [1.25, 3.0, 4.0]}
    compiled = so.Plot(data, x="x", y="y", text="of").add(so.Text()).facet("p").plot()
    texts = [text.get_text() for artist in compiled.artists(0) for text in _texts(artist)]
    assert texts == ["1.25", "3.00", "4.00"]


def _texts(artist):
    return artist.get_texts() if hasattr(artist, "get_texts") else [artist]


@given(st.lists(st.floats(-1e12, 1e12, allow_subnormal=False), min_size=1, max_size=9))
def test_what_is_written_is_near_the_number(values):
    there = np.array(values)
    spread = np.ptp(there)
    places = common_places(there, [level_label(value) for value in values])
    texts = Alike(NumberStyle(), there).texts(there)
    assert places is None or len({len(text.partition(".")[2]) for text in texts}) == 1
    for value, text in zip(values, texts, strict=True):
        # Three significant digits of the largest, one of all, and a hundredth of their range.
        assert abs(float(text) - value) <= 0.0051 * np.abs(there).max()
        assert abs(float(text) - value) <= 0.51 * abs(value)
        if spread > 1e-6 * np.abs(there).max():
            assert abs(float(text) - value) <= 0.0051 * spread


@pytest.mark.parametrize("form", [".2f", "{:d}", "{x:q}", "{0} {1}", "{y}"])
def test_formats_that_do_not_fit(form, draw):
    with pytest.raises(PlotSpecError, match=r"Text\(format=.*\) cannot write 'a': "):
        draw(so.Text(format=form), text=as_objects(["a", "b", "c"]), **PLACES)


@pytest.mark.parametrize(
    ("halign", "valign", "expected"),
    [
        ("left", "center", (4, 0)),
        ("right", "center_baseline", (-4, 0)),
        ("center", "bottom", (0, 4)),
        ("center", "top", (0, -4)),
        ("left", "top", (4, -4)),
        ("center", "baseline", (0, 0)),
    ],
)
def test_offset_leads_away_from_the_aligned_edge(halign, valign, expected, draw):
    (primitive,) = draw(so.Text(halign=halign, valign=valign), **PLACES)
    assert_array_equal(primitive.offset, expected)


SIDES = as_objects(["left", "right", "center"])
LEVELS = as_objects(["bottom", "top", "center"])
CODED_SIDES = so.Coded(np.array([0, 1, 2]), SIDES)
CODED_LEVELS = so.Coded(np.array([0, 1, 2]), LEVELS)


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        ({"halign": SIDES}, [[4, 0], [-4, 0], [0, 0]]),
        ({"halign": CODED_SIDES}, [[4, 0], [-4, 0], [0, 0]]),
        ({"valign": CODED_LEVELS}, [[0, 4], [0, -4], [0, 0]]),
        ({"halign": SIDES, "valign": CODED_LEVELS}, [[4, 4], [-4, -4], [0, 0]]),
        ({"halign": SIDES, "valign": "top"}, [[4, -4], [-4, -4], [0, -4]]),
        ({"offset": np.array([1.0, 2, 3]), "halign": "left"}, [[1, 0], [2, 0], [3, 0]]),
        ({"offset": so.Coded(np.array([1, 0, 1]), np.array([5.0, 6])), "valign": "top"},
         [[0, -6], [0, -5], [0, -6]]),
        ({"offset": np.array([1.0, 2, 3]), "halign": SIDES}, [[1, 0], [-2, 0], [0, 0]]),
        ({"offset": -2.0, "halign": CODED_SIDES}, [[-2, 0], [2, 0], [0, 0]]),
    ],
)  # fmt: skip
def test_offset_by_row(looks, expected, draw):
    (primitive,) = draw(so.Text(), **looks, **PLACES)
    assert_allclose(np.broadcast_to(primitive.offset, (3, 2)), expected)


@pytest.mark.parametrize("form", [".0%", "{:,.1f}"])
def test_a_format_of_numbers_tells_of_a_name_that_is_no_column(form):
    bars = so.Plot({"k": ["a", "b"]}, x="k")
    with pytest.raises(so.PlotSpecError, match=r"text='part' names no column.*make: 'y', 'count'"):
        bars.add(so.Text(format=form), so.Count(), text="part").plot()
    bars.add(so.Text(format="{:>9}"), so.Count(), text="part").plot()
