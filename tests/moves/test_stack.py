import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import plotkit.objects as so
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


# ------------------------------------------------------------------------------ order and offsets


def with_offset(offset, **columns):
    t = table(None, **columns)
    made = Stack(offset=offset)(t, ("color",))
    return made["baseline"].tolist(), made["y"].tolist()


STREAM = {"x": [0, 1, 2] * 2, "y": [1, 3, 1, 1, 1, 5], "color": list("aaabbb")}


@pytest.mark.filterwarnings("error")
def test_46_shares_of_the_sum_of_sizes():
    _, tops = with_offset("expand", x=[0, 0, 1, 1], y=[3, -1, 0, 0], color=list("abab"))
    assert tops == [0.75, -0.25, 0, 0]


@pytest.mark.parametrize("axis", ["x", "y"])
def test_texts_of_shares(axis):
    data = {axis: ["a", "a", "a", "a", "b"], "g": ["u", "v", "v", "v", "v"]}
    whole = Stack(offset="expand")
    p = so.Plot(data, **{axis: axis}, color="g").add(so.Bar(), so.Count(), whole)
    p = p.add(so.Text(format=".0%"), so.Count(), whole, text="share")
    made = p.plot().data(1)
    assert sorted(made["share"]) == [0.25, 0.75, 1]
    (ax,) = p.plot().axes
    assert sorted(text.get_text() for text in ax.texts) == ["100%", "25%", "75%"]


def test_a_share_is_made_of_shares_alone():
    data = {"x": ["a", "a"], "y": [1, 2], "share": [7, 8], "g": ["u", "v"]}
    p = so.Plot(data, x="x", y="y", color="g").add(so.Text(), Stack(), text="share")
    assert [text.get_text() for text in p.plot().axes[0].texts] == ["7", "8"]


def test_46_the_axis_of_shares_is_called_so():
    data = {"x": [1, 1], "mm": [1, 2], "g": ["a", "b"]}
    plot = so.Plot(data, x="x", y="mm", color="g")
    titles = [
        plot.add(so.Bar(), Stack(offset=offset)).plot().axes[0].get_ylabel()
        for offset in ("zero", "expand")
    ]
    assert titles == ["mm", "Share"]


def test_47_stream_graphs_as_published():
    base, tops = with_offset("wiggle", **STREAM)
    np.testing.assert_allclose(base[:3], [0, -1.25, -13 / 12])
    np.testing.assert_allclose(tops[3:], [2, 2.75, 6 - 13 / 12])


def test_47_in_the_middle():
    assert with_offset("center", **STREAM)[0][:3] == [-1, -2, -3]


@pytest.mark.parametrize("offset", ["center", "wiggle"])
def test_47_lengths_are_not_negative(offset):
    with pytest.raises(PlotSpecError, match="takes no negative values, and there are 1"):
        with_offset(offset, x=[0], y=[-1], color=["a"])


@pytest.mark.parametrize("offset", ["center", "wiggle"])
def test_47_lengths_need_a_linear_axis(offset):
    with pytest.raises(PlotSpecError, match="the axis must be linear"):
        Stack(offset=offset)(table({"y": LOG_UNITS}, x=[0], y=[1], color=["a"]), ("color",))


def test_47_each_panel_by_itself():
    columns = {name: values * 2 for name, values in STREAM.items()}
    columns["y"] = [*STREAM["y"], 9, 9, 9, 1, 2, 3]
    t = table(None, **columns, col=["u"] * 6 + ["v"] * 6)
    made = Stack(offset="wiggle")(t, ("col", "color"))
    np.testing.assert_allclose(made["baseline"][:3], [0, -1.25, -13 / 12])


@pytest.mark.parametrize(
    ("options", "expected"),
    [({}, [0, 1, 3]), ({"reverse": True}, [6, 4, 0]), ({"order": "sum"}, [6, 4, 0]),
     ({"order": "sum", "reverse": True}, [0, 1, 3])],
)  # fmt: skip
def test_48_the_order_goes_by_level(options, expected):
    t = table(None, x=[0, 0, 0], y=[1, 2, 4], color=list("abc"))
    assert Stack(**options)(t, ("color",))["baseline"].tolist() == expected


def test_48_the_largest_sum_counts_in_its_own_panel():
    t = table(None, x=[0] * 4, y=[1, 2, 2, 1], color=list("abab"), col=list("uuvv"))
    made = Stack(order="sum")(t, ("col", "color"))
    assert made["baseline"].tolist() == [2, 0, 0, 2]


@pytest.mark.parametrize("options", [{"offset": "middle"}, {"order": "size"}])
def test_names_are_checked(options):
    with pytest.raises(PlotSpecError, match=r"Unknown (offset|order) of Stack"):
        Stack(**options)


SIZES = st.floats(0, 100).map(lambda size: round(size, 6))


@given(
    st.lists(st.lists(SIZES, min_size=3, max_size=3), min_size=1, max_size=5),
    st.sampled_from(["zero", "expand", "center", "wiggle"]),
)
def test_stacks_meet(rows, offset):
    heights = np.array(rows).T.ravel()
    n = len(rows)
    columns = {"x": np.repeat(np.arange(3), n), "color": [*"abcde"[:n]] * 3}
    base, tops = with_offset(offset, y=heights.tolist(), **columns)
    base, tops = np.reshape(base, (3, n)), np.reshape(tops, (3, n))
    np.testing.assert_allclose(base[:, 1:], tops[:, :-1], atol=1e-9)
    sizes = heights.reshape(3, n)
    if offset == "expand":
        sums = sizes.sum(axis=1, keepdims=True)
        sizes = sizes / np.where(sums > 0, sums, 1)
    np.testing.assert_allclose(tops - base, sizes, atol=1e-9)
