import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plotkit.errors import PlotSpecError
from plotkit.moves.dodge import Dodge
from tests.moves.tables import LEVEL_UNITS, table


def placed(move, by=("color",), **columns):
    made = move(table(**columns), by)
    return np.round(made["x"], 6).tolist(), np.round(made["width"], 6).tolist()


FULL = {"x": [0, 0, 1, 1], "y": [1, 2, 3, 4], "color": ["a", "b", "a", "b"]}
HOLEY = {"x": [0, 0, 1, 2], "y": [1, 2, 3, 4], "color": ["a", "c", "b", "a"]}


def test_groups_stand_side_by_side():
    assert placed(Dodge(), **FULL) == ([-0.2, 0.2, 0.8, 1.2], [0.4] * 4)


@pytest.mark.parametrize(
    ("empty", "x", "width"),
    [
        ("keep", [-0.266667, 0.266667, 1.0, 1.733333], [0.266667] * 4),
        ("drop", [-0.133333, 0.133333, 1.0, 2.0], [0.266667] * 4),
        ("fill", [-0.2, 0.2, 1.0, 2.0], [0.4, 0.4, 0.8, 0.8]),
    ],
)
def test_room_for_missing_groups(empty, x, width):
    assert placed(Dodge(empty), **HOLEY) == (x, width)


def test_gap_narrows_each_mark_in_its_place():
    x, width = placed(Dodge(gap=0.25), **FULL)
    assert x == placed(Dodge(), **FULL)[0]
    assert width == [0.3] * 4


def test_by_says_what_is_set_apart():
    columns = {**FULL, "marker": ["u", "u", "v", "v"]}
    by = ("color", "marker")
    assert placed(Dodge(by=["color"]), by, **columns) == placed(Dodge(), **FULL)
    assert len(set(placed(Dodge(), by, **columns)[1])) == 1
    assert placed(Dodge(), by, **columns)[1][0] == pytest.approx(0.2)  # two times two slots


def test_two_properties_of_one_variable_count_once():
    columns = {**FULL, "fill": FULL["color"]}
    assert placed(Dodge(), ("color", "fill"), **columns) == placed(Dodge(), **FULL)


def test_facets_are_no_groups():
    columns = {**FULL, "col": ["u", "u", "v", "v"], "row": ["1", "2", "1", "2"]}
    assert placed(Dodge(), ("col", "row", "color"), **columns) == placed(Dodge(), **FULL)


@pytest.mark.parametrize("empty", ["drop", "fill"])
def test_each_panel_closes_its_own_gaps(empty):
    columns = {"x": [0, 0], "y": [1, 1], "color": ["a", "b"], "col": ["u", "v"]}
    x, _ = placed(Dodge(empty), ("col", "color"), **columns)
    assert x == [0, 0]  # alone in its panel, each stands in the middle


@pytest.mark.parametrize("empty", ["keep", "drop", "fill"])
def test_one_group_stays(empty):
    columns = {"x": [0, 1], "y": [1, 2], "color": ["a", "a"]}
    assert placed(Dodge(empty), **columns) == ([0, 1], [0.8, 0.8])
    assert placed(Dodge(empty), (), x=[0, 1], y=[1, 2]) == ([0, 1], [0.8, 0.8])


def test_unused_levels_take_no_room():
    made = table(**FULL)
    wide = made.with_(color=made["color"].recode(["z", "a", "y", "b"]))
    np.testing.assert_allclose(Dodge()(wide, ["color"])["x"], Dodge()(made, ["color"])["x"])


def test_numbers_are_set_apart_too():
    assert placed(Dodge(), x=[0, 0, 0], color=[3.0, 1.0, 3.0])[0] == [0.2, -0.2, 0.2]


def test_a_missing_level_has_a_slot_of_its_own():
    assert placed(Dodge(), x=[0, 0, 0], color=[1.0, np.nan, 2.0])[0] == [-0.266667, 0.266667, 0]


@pytest.mark.parametrize("empty", ["keep", "drop", "fill"])
def test_no_rows(empty):
    made = Dodge(empty)(table(**FULL).take(slice(0, 0)), ["color"])
    assert made.n == 0


def test_errors():
    with pytest.raises(PlotSpecError, match=r"Dodge\(by=\) names 'hue'; there are: .*'color'"):
        Dodge(by=["hue"])(table(**FULL), ["color"])
    with pytest.raises(PlotSpecError, match=r"Unknown value of Dodge\(empty=\) 'kep'"):
        Dodge("kep")


ROWS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from("abcd"), st.sampled_from("uv")),
    min_size=1,
    max_size=30,
).map(lambda rows: sorted(set(rows)))


@given(ROWS, st.sampled_from(["keep", "drop", "fill"]), st.floats(0, 0.9))
def test_slots_never_overlap_and_stay_within_the_width(rows, empty, gap):
    x, color, marker = (list(column) for column in zip(*rows, strict=True))
    before = table(x=x, color=color, marker=marker)
    made = Dodge(empty, gap)(before, ["color", "marker"])
    low, high = made["x"] - made["width"] / 2, made["x"] + made["width"] / 2
    assert (low >= before["x"] - 0.4 - 1e-9).all()
    assert (high <= before["x"] + 0.4 + 1e-9).all()
    order = np.argsort(low)
    assert (high[order][:-1] <= low[order][1:] + 1e-9).all()
    if empty == "fill" and not gap:  # the whole width is used at each position
        for place in set(x):
            assert made["width"][before["x"] == place].sum() == pytest.approx(0.8)


def test_b9_what_the_position_tells_apart_already_takes_no_room():
    units = {"x": LEVEL_UNITS}
    for color in (["a", "b", "c"], ["c", "a", "b"]):
        columns = {"x": [0, 1, 2], "y": [1, 2, 3], "color": color}
        assert placed(Dodge(), units=units, **columns) == ([0, 1, 2], [0.8] * 3)
        x, width = placed(Dodge(), ("color", "fill"), units=units, fill=["u", "u", "v"], **columns)
        assert (x, width) == ([-0.2, 0.8, 2.2], [0.4] * 3)
    columns = {"x": [0, 1, 1], "y": [1, 2, 3], "color": ["a", "b", "c"]}
    assert placed(Dodge(), units=units, **columns)[1][0] == pytest.approx(0.8 / 3, abs=1e-6)
