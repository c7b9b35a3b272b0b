import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import plotkit.objects as so
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError
from plotkit.stats.complete import Complete
from tests.engines import relation, same

DATA = {
    "x": [1.0, 2.0, 4.0, 1.0, 3.0],
    "y": [3.0, 4.0, 6.0, 2.0, 5.0],
    "color": list("aaabb"),
    "col": ["p", "p", "p", "q", "q"],
}


def rows(made):
    return sorted(zip(made["color"].values(), made["x"], made["y"], strict=True))


def test_45_only_combinations_within_a_panel(engine):
    apart = Complete(fill=0)(relation(engine, DATA), ["col", "color"])
    assert rows(apart) == sorted(zip(DATA["color"], DATA["x"], DATA["y"], strict=True))
    together = {name: column for name, column in DATA.items() if name != "col"}
    made = rows(Complete(fill=0)(relation(engine, together), ["color"]))
    added = set(made) - set(rows(apart))
    assert added == {("a", 3.0, 0.0), ("b", 2.0, 0.0), ("b", 4.0, 0.0)}


def test_45_only_columns_asked_for_are_filled(engine):
    data = {"x": [1.0, 2.0, 1.0], "y": [1.0, 2.0, 3.0], "weight": [4.0, 5.0, 6.0]}
    made = Complete(fill={"y": 0})(relation(engine, data | {"color": list("aab")}), ["color"])
    new = made.filter(made["y"] == 0)
    assert (new.n, new["x"][0]) == (1, 2)
    assert np.isnan(new["weight"][0])


def test_a_missing_row_is_a_gap_in_steps(engine):
    data = {"x": [1.0, 2.0, 4.0, 4.5], "y": [1.0, 2.0, 4.0, 5.0]}
    made = Complete(step=1)(relation(engine, data), [])
    np.testing.assert_array_equal(made["x"], [1, 2, 3, 4, 4.5])
    np.testing.assert_array_equal(made["y"], [1, 2, np.nan, 4, 5])


def test_steps_are_not_off_by_rounding():
    x = np.arange(11) * 0.1
    made = Complete(step=0.1)(Table.of({"x": np.delete(x, 3), "y": np.ones(10)}), [])
    np.testing.assert_allclose(made["x"], x, atol=1e-12)


@pytest.mark.parametrize(("step", "n"), [("1D", 92), ("1MS", 4), (np.timedelta64(7, "D"), 14)])
def test_periods_of_the_calendar(step, n):
    days = np.array(["2024-01-01", "2024-01-20", "2024-04-01"], dtype="M8[D]")
    p = so.Plot(x=days, y=[1, 2, 3]).add(so.Line(gaps=True), so.Complete(step=step))
    made = p.plot().data()["x"]
    on_step = np.isin(days[1], made[:0]) or step == "1D"
    assert len(made) == n + (not on_step)
    assert set(days.astype(made.dtype)) <= set(made)


def test_49_a_missing_row_is_a_gap_where_it_is_completed():
    p = so.Plot(x=[1, 2, 4, 5], y=[3, 4, 6, 2])
    whole = p.add(so.Line(gaps=True)).plot()
    parted = p.add(so.Line(gaps=True), so.Complete(step=1)).plot()
    assert np.isfinite(whole.data()["y"]).all()
    assert np.isnan(parted.data()["y"]).sum() == 1


def test_after_a_stat_that_counts():
    p = so.Plot(x=["a", "a", "b"], color=["u", "v", "u"])
    made = p.add(so.Bar(), so.Count(), so.Complete(fill=0)).plot().data()
    assert list(made["y"]) == [1, 1, 1, 0]


def test_what_is_filled_is_in_data_units():
    p = so.Plot(x=[1, 2, 1], y=[10, 100, 1000], color=list("aab")).scale(y="log")
    made = p.add(so.Line(), so.Complete(fill=1)).plot().data()["y"]
    assert sorted(made) == pytest.approx([1, 10, 100, 1000])


@pytest.mark.parametrize(
    ("stat", "message"),
    [
        (so.Complete(fill={"z": 0}), "Complete needs 'x', 'z'; missing: 'z'"),
        (so.Complete(step="1D"), "step of Complete must be a number on this axis, not '1D'"),
        (so.Complete(fill="much"), "A continuous scale needs numbers, not 'much'"),
        (so.Complete(step=1e-9), "makes too many positions. Take a larger step"),
    ],
)
def test_wrong(stat, message):
    p = so.Plot(x=[1, 2, 4], y=[1, 2, 3]).add(so.Line(), stat)
    with pytest.raises(PlotSpecError, match=message):
        p.plot()


def test_wrong_steps():
    for step in (0, -1, True, np.inf):
        with pytest.raises(PlotSpecError, match="step of Complete must be a distance above 0"):
            so.Complete(step=step)
    with pytest.raises(PlotSpecError, match="fills values such as y"):
        so.Complete(fill={"x": 0})
    with pytest.raises(PlotSpecError, match="this axis has levels: leave out step"):
        so.Plot(x=list("ab"), y=[1, 2]).add(so.Line(), so.Complete(step=1)).plot()


def test_engines_agree(lazy_engine):
    rng = np.random.default_rng(2)
    data = {"x": rng.integers(9, size=30) * 1.0, "y": rng.normal(size=30)}
    data["color"] = rng.choice(list("abcd"), 30).tolist()
    stat = Complete(fill=7)
    same(
        stat(relation(lazy_engine, data), ["color"]).select("color", "x"),
        stat(relation(None, data), ["color"]).select("color", "x"),
    )


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 6)), min_size=1),
    st.randoms(use_true_random=False),
)
def test_each_group_has_each_position_and_no_row_is_lost(given, random):
    color, x = zip(*given, strict=True)
    data = {"x": [float(v) for v in x], "y": np.arange(len(x)) + 1.0, "color": list(color)}
    made = Complete(fill=0)(relation(None, data), ["color"])
    there = set(zip(made["color"].values(), made["x"], strict=True))
    assert there == {(one, at) for one in set(color) for at in data["x"]}
    assert sorted(y for y in made["y"] if y) == list(data["y"])
    order = random.sample(range(len(x)), len(x))
    shuffled = {name: [column[i] for i in order] for name, column in data.items()}
    again = Complete(fill=0)(relation(None, shuffled), ["color"])
    assert sorted(rows(again)) == sorted(rows(made))


# ------------------------------------------------------------------------------------- Lump


def lumped(levels, n, **options):
    p = so.Plot({"k": levels}, x="k").add(so.Bar(), so.Count(), color="k")
    return p.scale(x=so.Lump(n=n, **options), color=so.Lump(n=n, **options))


def test_45_small_levels_are_one_which_is_last():
    p = lumped(list("dcaaaaabbb"), 2)
    made = p.plot()
    assert list(made.data()["x"]) == ["a", "b", "Other"]
    assert list(made.data()["y"]) == [5, 3, 2]
    assert made.scales["color"].levels == ("a", "b", "Other")


def test_45_missing_stays_missing_and_ties_go_by_the_order_of_the_scale():
    p = lumped([*"ccbbaae", None], 2, order="name")
    with pytest.warns(so.PlotWarning, match="1 with missing x"):
        made = p.plot().data()
    assert list(made["x"]) == ["a", "b", "Other"]
    assert list(made["y"]) == [2, 2, 3]


def test_45_a_single_remaining_level_keeps_its_name():
    made = lumped(list("aaabbc"), 2).plot()
    assert list(made.data()["x"]) == ["a", "b", "c"]
    assert list(lumped(list("aab"), 2).plot().data()["x"]) == ["a", "b"]


def test_wrong_numbers_of_levels():
    with pytest.raises(PlotSpecError, match="n must be"):
        so.Lump(n=0)
    with pytest.raises(PlotSpecError, match="Lump takes n= in place of top="):
        so.Lump(n=2, top=3)
