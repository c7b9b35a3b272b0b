import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plotkit.errors import PlotSpecError
from plotkit.moves.stack import Stack
from tests.moves.tables import LOG_UNITS, table


def stacked(by=("color",), units=None, **columns):
    made = Stack()(table(units, **columns), by)
    return list(zip(made["baseline"].tolist(), made["y"].tolist(), strict=True))


def test_one_on_top_of_the_other():
    made = stacked(x=[0, 0, 1, 0], y=[1, 2, 5, 4], color=["a", "b", "a", "c"])
    assert made == [(0, 1), (1, 3), (0, 5), (3, 7)]


def test_the_first_level_is_at_the_baseline_whatever_the_order_of_rows():
    made = stacked(x=[0, 0, 0], y=[4, 2, 1], color=["c", "b", "a"])
    assert made == [(3, 7), (1, 3), (0, 1)]


def test_rows_of_one_level_keep_their_order():
    assert stacked((), x=[0, 0], y=[4, 2]) == [(0, 4), (4, 6)]


def test_negative_values_go_down():
    made = stacked(x=[0, 0, 0, 0], y=[1, -2, 3, -4], color=["a", "b", "c", "d"])
    assert made == [(0, 1), (0, -2), (1, 4), (-2, -6)]


def test_panels_stack_by_themselves():
    made = stacked(("col", "color"), x=[0, 0], y=[1, 2], color=["a", "b"], col=["u", "v"])
    assert made == [(0, 1), (0, 2)]


def test_limits_move_along():
    made = Stack()(
        table(x=[0, 0], y=[2, 3], ymin=[1, 2.5], ymax=[4, 3.5], color=["a", "b"]), ["color"]
    )
    assert made["ymin"].tolist() == [1, 4.5]
    assert made["ymax"].tolist() == [4, 5.5]


def test_limits_of_what_goes_down():
    made = Stack()(
        table(x=[0, 0], y=[-2, -3], ymin=[-3, -4], ymax=[-1, -2], color=["a", "b"]), ["color"]
    )
    assert made["ymin"].tolist() == [-3, -6]
    assert made["ymax"].tolist() == [-1, -4]


def test_a_common_baseline_is_the_ground():
    assert stacked(x=[0, 0], y=[5, 3], baseline=[2, 2], color=["a", "b"]) == [(2, 5), (5, 6)]


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_value_that_is_none_has_no_height(bad):
    made = stacked(x=[0, 0, 0], y=[1, bad, 2], color=["a", "b", "c"])
    top = np.nan if np.isnan(bad) else 1  # what is missing stays missing: it interrupts a line
    np.testing.assert_array_equal(made, [(0, 1), (1, top), (1, 3)])


def test_heights_add_in_data_units_on_a_log_axis():
    y = LOG_UNITS.forward(np.array([10.0, 90.0]))
    made = Stack()(
        table({"y": LOG_UNITS}, x=[0, 0], y=y, baseline=-np.inf, color=["a", "b"]), ["color"]
    )
    np.testing.assert_allclose(made["y"], [1, 2])
    np.testing.assert_allclose(made["baseline"], [-np.inf, 1])


def test_differing_baselines():
    with pytest.raises(PlotSpecError, match="Stack needs one baseline for all marks"):
        stacked(x=[0, 0], y=[1, 2], baseline=[0, 1], color=["a", "b"])


def test_stacking_twice_is_an_error():
    once = Stack()(table(x=[0, 0], y=[1, 2], color=["a", "b"]), ["color"])
    with pytest.raises(PlotSpecError, match="baselines differ"):
        Stack()(once, ["color"])


def test_no_rows():
    assert Stack()(table(x=[0], y=[1], color=["a"]).take(slice(0, 0)), ["color"]).n == 0


HEIGHTS = st.lists(
    st.tuples(st.integers(0, 3), st.floats(-1e6, 1e6), st.sampled_from("abc")), min_size=1
)


@given(HEIGHTS)
def test_ends_are_the_sums_of_each_sign(rows):
    x, y, color = (list(column) for column in zip(*rows, strict=True))
    made = Stack()(table(x=x, y=y, color=color), ["color"])
    np.testing.assert_allclose(made["y"] - made["baseline"], y, atol=1e-6)
    for place in set(x):
        heights = np.array(y)[np.array(x) == place]
        tops = made["y"][np.array(x) == place]
        assert max(tops.max(), 0) == pytest.approx(heights[heights > 0].sum(), abs=1e-6)
        assert min(tops.min(), 0) == pytest.approx(heights[heights < 0].sum(), abs=1e-6)


def test_groups_of_very_different_sizes():
    x = np.concatenate([np.zeros(3000), np.arange(1.0, 3000)])
    y = np.linspace(0.1, 0.7, len(x))
    moved = Stack()(table(x=x, y=y), [])
    np.testing.assert_array_equal(moved["baseline"][1:3000], np.cumsum(y[:2999]))
    assert (moved["baseline"][3000:] == 0).all()
