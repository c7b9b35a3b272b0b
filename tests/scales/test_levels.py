"""Levels: their order, which of them stay, and what the rest and the missing look like."""

import matplotlib.colors as mc
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from plotkit.data.column import Column
from plotkit.data.convert import to_column
from plotkit.data.factor import Factor, factorize
from plotkit.data.kind import Kind
from plotkit.data.summary import By, Summary, SummaryRequest
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.properties.registry import PROPERTIES
from plotkit.scales.base import LevelScale
from plotkit.scales.nominal import Boolean, Nominal
from plotkit.scales.order import by
from tests.fake_theme import FakeTheme

COLOR, SIZE, MARKER = (PROPERTIES[name] for name in ("color", "pointsize", "marker"))
COUNTS = {"c": 1, "a": 5, "d": 5, "b": 3}
SCORES = {"c": 4.0, "a": -1.0, "d": np.nan, "b": 2.5}
FACTS = Summary(Kind.CATEGORY, levels=("c", "a", "d", "b"), counts=COUNTS, scores=SCORES)


def levels(summary=FACTS, **options):
    return "".join(map(str, Nominal(**options).levels(summary)))


def look(scale, summary=FACTS, prop=COLOR):
    return scale.train_property(summary, prop, FakeTheme())


def colors(trained, values):
    column = to_column(values, "v")
    factor = column.factor()
    return [mc.to_hex(row[:3]) for row in np.asarray(trained.outputs(factor))]


# ------------------------------------------------------------------------------------------ order


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "cadb"),
        ({"reverse": True}, "bdac"),
        ({"order": "name"}, "abcd"),
        ({"order": "name", "reverse": True}, "dcba"),
        ({"order": "frequency"}, "adbc"),
        ({"order": "frequency", "reverse": True}, "cbda"),
        ({"order": by("v")}, "abcd"),
        ({"order": by("v"), "reverse": True}, "dcba"),
        ({"order": list("db")}, "db"),
        ({"order": list("db"), "reverse": True}, "bd"),
        ({"order": np.array(["d", "b"])}, "db"),
    ],
)
def test_order(options, expected):
    assert levels(**options) == expected


def test_numbers_ascend_unless_another_order_is_asked():
    summary = Summary(Kind.NUMBER, 1.0, 3.0, levels=(3, 1, 2), counts={1: 1, 2: 9, 3: 5})
    assert levels(summary) == "123" and levels(summary, order="frequency") == "231"


def test_declared_order_is_kept_among_equals():
    summary = Summary(Kind.CATEGORY, levels=("z", "y", "x"), declared=True, counts={"y": 2})
    assert levels(summary) == "zyx"
    assert levels(summary, order="frequency") == "yzx"
    assert levels(summary, order="name") == "xyz"


def test_listed_levels_that_the_data_lack_are_kept():
    assert levels(order=["a", "new", "b"]) == "anewb"
    axis = Nominal(order=["a", "new", "b"]).train_axis(FACTS)
    assert_array_equal(axis.to_units(Column(Kind.CATEGORY, factorize(["b", "a"]))), [2, 0])


@pytest.mark.parametrize(
    ("order", "message"),
    [("frequent", "Did you mean 'frequency'"), (3, "so.by"), ("size", "'name', 'frequency'")],
)
def test_orders_that_mean_nothing(order, message):
    with pytest.raises(PlotTypeError, match=message):
        Nominal(order=order)


def test_by_checks_its_reduction_at_once():
    assert by("price") == By("price", "mean")
    with pytest.raises(PlotSpecError, match="Did you mean 'median'"):
        by("price", "medain")


# --------------------------------------------------------------------------------------------- top


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"top": 2}, "adOther"),
        ({"top": 2, "order": "name", "reverse": True}, "daOther"),
        ({"top": 3}, "adbOther"),
        ({"top": 3, "order": "frequency"}, "adbOther"),
        ({"top": 3, "order": "frequency", "reverse": True}, "bdaOther"),
        ({"top": 1, "order": by("v")}, "cOther"),
        ({"top": 2, "order": by("v")}, "bcOther"),
        ({"top": 2, "order": by("v"), "reverse": True}, "cbOther"),
        ({"top": 1, "order": ["b", "a"]}, "bOther"),
        ({"top": 2, "order": ["b", "new"]}, "bnewOther"),
        ({"top": 4}, "cadb"),
        ({"top": 9}, "cadb"),
        ({"top": 2, "other": None}, "ad"),
        ({"top": 2, "other": "the rest"}, "adthe rest"),
        ({"top": 2, "other": "a"}, "dba"),
    ],
)
def test_top(options, expected):
    assert levels(**options) == expected


def test_rare_levels_are_one():
    axis = Nominal(top=2).train_axis(FACTS)
    placed = axis.to_units(Column(Kind.CATEGORY, factorize(["c", "a", None, "b", "d"])))
    assert_array_equal(placed, [2, 0, np.nan, 2, 1])
    assert axis.parse("Other") == 2


def test_numbers_are_joined_too():
    summary = Summary(Kind.NUMBER, 1.0, 3.0, levels=(1, 2, 3), counts={1: 1, 2: 9, 3: 5})
    axis = Nominal(top=1).train_axis(summary)
    assert_array_equal(axis.to_units(Column(Kind.NUMBER, np.array([1, 2, np.nan]))), [1, 0, np.nan])


@pytest.mark.parametrize("top", [0, -1, 2.5, True, "3"])
def test_top_is_a_number_of_levels(top):
    with pytest.raises(PlotTypeError, match="top must be a whole number"):
        Nominal(top=top)


def test_true_and_false_are_not_joined():
    summary = Summary(Kind.BOOLEAN, levels=(True, False), counts={True: 1, False: 2})
    with pytest.raises(PlotSpecError, match="true and false are two"):
        Nominal(top=1).levels(summary)


def test_what_joins_others_is_grey():
    trained = look(Nominal(top=2))
    assert trained.joined and trained.labels == ("a", "d", "Other")
    grey = mc.to_hex("0.7")
    assert colors(trained, ["b", "a", "c", "d"]) == [grey, "#4c72b0", grey, "#dd8452"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["r", "g"], ["r", "g", "0.7"]),
        (["r", "g", "b"], ["r", "g", "b"]),
        ({"a": "r", "Other": "b"}, ["r", "#4c72b0", "b"]),
        ({"a": "r"}, ["r", "#4c72b0", "0.7"]),
        ("okabe_ito", ["#000000", "#e69f00", "0.7"]),
    ],
)
def test_own_colours_beside_what_joins_others(values, expected):
    assert colors(look(Nominal(values, top=2)), list("adc")) == [mc.to_hex(c) for c in expected]


@pytest.mark.parametrize("prop", [SIZE, MARKER])
def test_other_properties_treat_it_as_any_level(prop):
    trained, plain = (
        look(Nominal(top=2), prop=prop),
        look(Nominal(order=["a", "d", "x"]), prop=prop),
    )
    assert list(trained.table[:3]) == list(plain.table[:3])


@given(st.lists(st.integers(0, 9), min_size=1), st.integers(1, 12), st.booleans())
def test_each_row_is_in_a_level(values, top, reverse):
    column = Column(Kind.NUMBER, np.array(values))
    scale = Nominal(order="frequency", top=top, reverse=reverse)
    axis = scale.train_axis(column.summary(scale.request()))
    placed = axis.to_units(column)
    rows = np.bincount(np.asarray(placed).astype(int), minlength=len(axis.units.levels))
    assert rows.sum() == len(values) and len(rows) == min(top + 1, len(set(values)))
    kept = rows[: min(top, len(rows))]
    assert (np.diff(kept[::-1] if not reverse else kept) >= 0).all()
    numbers = [np.sum(np.array(values) == level) for level in set(values)]
    assert sorted(kept) == sorted(sorted(numbers)[-len(kept) :])


# ----------------------------------------------------------------------------------------- missing


@pytest.mark.parametrize("scale", [Nominal, Boolean])
def test_missing_values_have_a_look(scale):
    values = [True, None, False]
    summary = to_column(values, "v").summary(SummaryRequest(levels=True))
    trained = look(scale(["r", "g"], na="b"), summary)
    expected = ["g", "b", "r"] if scale is Nominal else ["r", "b", "g"]
    assert colors(trained, values) == [mc.to_hex(color) for color in expected]
    assert trained.na and len(trained.entries()[0]) == 2


def test_missing_values_have_a_size_or_a_marker():
    trained = look(Nominal(na=1.5), prop=SIZE)
    assert np.asarray(trained.outputs(Factor(np.array([-1]), FACTS.levels))) == [1.5]
    assert look(Nominal(na="s"), prop=MARKER).table[-1] is not None


def test_an_axis_has_no_place_for_missing_values():
    with pytest.raises(PlotSpecError, match="what is missing has no place"):
        Nominal(na="red").train_axis(FACTS)


# ------------------------------------------------------------------------------------------ others


def test_what_is_asked_of_the_data():
    assert Nominal().request() == SummaryRequest(levels=True)
    assert Nominal(order="frequency").request() == SummaryRequest(levels=True, counts=True)
    assert Nominal(top=3).request() == SummaryRequest(levels=True, counts=True, top=3)
    assert Nominal(order=by("v")).request() == SummaryRequest(levels=True, by=By("v"))
    assert Boolean().request() == SummaryRequest(levels=True)


def test_facts_merge():
    other = Summary(Kind.CATEGORY, levels=("e", "a"), counts={"e": 7, "a": 1}, scores={"d": 9.0})
    merged = FACTS.merge(other)
    assert merged.counts == {"c": 1, "a": 6, "d": 5, "b": 3, "e": 7}
    assert merged.scores == {"c": 4.0, "a": -1.0, "d": 9.0, "b": 2.5}
    alone = FACTS.merge(Summary(Kind.CATEGORY, levels=()))
    assert (alone.counts, alone.scores) == (COUNTS, SCORES)


def test_codes_of_joined_levels():
    factor = Factor(np.array([0, 1, 2, -1]), ("a", "b", "c"))
    assert_array_equal(factor.recode(("b", "rest"), joined=True).codes, [1, 0, 1, -1])
    assert_array_equal(factor.recode(("b", "rest")).codes, [-1, 0, -1, -1])
    table = np.array([1.0, 2.0, np.nan])
    looks = LevelScale(SIZE, True, ("b", "rest"), table, ("b", "rest"), joined=True)
    assert_allclose(np.asarray(looks.outputs(factor)), [2, 1, 2, np.nan])


def test_trap_19_a_partial_dict_leaves_the_rest_to_the_palette():
    trained = look(Nominal({"a": "#4c72b0"}))
    found = colors(trained, list("acdb"))
    assert found[0] == "#4c72b0" and len(set(found)) == 4
