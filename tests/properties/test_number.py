import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from plotkit.errors import PlotSpecError, PlotWarning
from plotkit.properties.number import Alpha, Interval, Offset, PointSize
from plotkit.properties.registry import PROPERTIES

RANGES = {
    "alpha": (0.3, 0.95),
    "fillalpha": (0.3, 0.95),
    "edgealpha": (0.3, 0.95),
    "pointsize": (2, 8),
    "stroke": (0.25, 2.5),
    "linewidth": (0.75, 3),
    "edgewidth": (0.5, 2),
    "offset": (0, 5),
    "fontsize": (6, 24),
}
numbers = pytest.mark.parametrize("name", RANGES)


def test_every_interval_is_listed_here():
    assert {n for n, p in PROPERTIES.items() if isinstance(p, Interval)} == set(RANGES)


@numbers
def test_default_range(name, theme):
    prop = PROPERTIES[name]
    assert prop.default_range(theme) == RANGES[name]
    low, high = RANGES[name]
    assert_allclose(prop.ramp(None, theme)(np.array([0.0, 1.0])), [low, high])


@pytest.mark.parametrize(
    ("name", "parameter"),
    [("linewidth", "lines.linewidth"), ("edgewidth", "patch.linewidth"), ("fontsize", "font.size")],
)
def test_theme_decides_range(name, parameter, make_theme):
    assert PROPERTIES[name].default_range(make_theme(**{parameter: 10})) == (5, 20)


@numbers
def test_levels_from_high_to_low(name, theme):
    low, high = RANGES[name]
    levels = PROPERTIES[name].levels(list("abcd"), None, theme)
    assert levels.dtype == float
    assert_allclose(levels[[0, -1]], [high, low])
    assert (np.diff(levels) < 0).all()
    assert_allclose(PROPERTIES[name].levels(["a"], None, theme), [high])
    assert len(PROPERTIES[name].levels([], None, theme)) == 0


def test_linear_levels(theme):
    assert_allclose(PROPERTIES["alpha"].levels("abc", None, theme), [0.95, 0.625, 0.3])


def test_pointsize_is_even_in_area(theme):
    size = PROPERTIES["pointsize"]
    assert_allclose(size.levels("abc", None, theme), [8, np.sqrt(34), 2])
    assert_allclose(size.ramp(None, theme)(np.array([0.5])), [np.sqrt(34)])
    assert_allclose(size.ramp((1, 7), theme)(np.array([0.5])), [5])


def test_values_given(theme):
    alpha = PROPERTIES["alpha"]
    assert_allclose(alpha.levels("abc", (0.2, 0.6), theme), [0.6, 0.4, 0.2])
    assert_allclose(alpha.levels("ab", [0.2, 0.6], theme), [0.2, 0.6])
    assert_allclose(alpha.levels("ab", np.array([0.2, 0.6]), theme), [0.2, 0.6])
    assert_allclose(alpha.levels("ab", {"b": 0.1, "a": 0.2, "unused": 1}, theme), [0.2, 0.1])
    assert_allclose(alpha.levels("abc", {"b": 0.1}, theme), [0.95, 0.1, 0.3])
    assert_allclose(alpha.ramp((0.6, 0.2), theme)(np.array([0, 0.5, 1])), [0.6, 0.4, 0.2])


def test_short_and_long_lists(theme):
    alpha = PROPERTIES["alpha"]
    with pytest.warns(PlotWarning, match="2 entries for 3 levels: values are repeated"):
        assert_allclose(alpha.levels("abc", [0.2, 0.6], theme), [0.2, 0.6, 0.2])
    with pytest.warns(PlotWarning, match="the last are not used"):
        assert_allclose(alpha.levels("a", [0.2, 0.6], theme), [0.2])
    with pytest.raises(PlotSpecError, match="empty"):
        alpha.levels("abc", [], theme)


@pytest.mark.parametrize("values", ["viridis", (1,), (1, 2, 3), 4, {"a": 1}])
def test_no_range(values, theme):
    with pytest.raises(PlotSpecError, match=r"give a pair \(low, high\)"):
        PROPERTIES["linewidth"].ramp(values, theme)


@pytest.mark.parametrize("value", ["0.5", None, "thick", np.nan, np.inf, -0.1, 1.1, [1], b"1"])
def test_alpha_refuses(value, theme):
    with pytest.raises(PlotSpecError, match=r"fillalpha cannot be .*; give a number from 0 to 1"):
        PROPERTIES["fillalpha"].standardize(value, theme)


def test_sizes_refuse_negative_numbers(theme):
    with pytest.raises(PlotSpecError, match="pointsize cannot be -1; give a number of at least 0"):
        PROPERTIES["pointsize"].standardize(-1, theme)
    with pytest.raises(PlotSpecError, match="linewidth cannot be -1"):
        PROPERTIES["linewidth"].ramp((-1, 2), theme)
    assert PROPERTIES["offset"].standardize(-4, theme) == -4
    with pytest.raises(PlotSpecError, match="give a number"):
        PROPERTIES["offset"].standardize("far", theme)


def test_standard_form(theme):
    value = PROPERTIES["alpha"].standardize(np.float32(0.5), theme)
    assert type(value) is float and value == 0.5


def test_literal(theme):
    size = PROPERTIES["pointsize"]
    assert_allclose(size.literal(np.array([1, 20]), theme), [1, 20])
    assert_allclose(size.literal(np.array([1, None], object), theme), [1, np.nan])
    with pytest.raises(PlotSpecError, match="must hold numbers"):
        size.literal(np.array(["a"]), theme)
    with pytest.raises(PlotSpecError, match=r"1 of 2 values \(the first: -3\)"):
        size.literal(np.array([-3.0, np.nan]), theme)


units = st.floats(-10, 10) | st.floats(0, 1)


@given(st.lists(units, min_size=2), st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_alpha_ramp_is_monotone_and_bounded(amounts, ends):
    ramp = Alpha("alpha").ramp(ends, None)
    values = ramp(np.sort(amounts))
    assert values.min() >= min(ends) and values.max() <= max(ends)
    assert (np.diff(values) * (ends[1] - ends[0]) >= 0).all()


@given(st.lists(units | st.just(np.nan), min_size=1), st.floats(0, 50), st.floats(0, 50))
def test_sizes_never_overshoot(amounts, low, high):
    for prop in (PointSize("pointsize"), Offset("offset")):
        given_nan = np.isnan(amounts)
        values = prop.ramp((low, high), None)(np.array(amounts))
        assert (np.isnan(values) == given_nan).all()
        inside = values[~given_nan]
        assert (inside >= min(low, high)).all() and (inside <= max(low, high)).all()
