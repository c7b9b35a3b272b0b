import matplotlib.colors as mc
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import colormaps, ticker
from numpy.testing import assert_allclose, assert_array_equal

from plotkit.data.column import Column
from plotkit.data.kind import Kind
from plotkit.data.summary import Summary
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.properties.registry import PROPERTIES
from plotkit.scales.base import TickLabels, Ticks
from plotkit.scales.continuous import Continuous
from tests.fake_theme import FakeTheme

FACTS = Summary(Kind.NUMBER, 0.0, 10.0, 0.1)
SIZE, ALPHA, COLOR = (PROPERTIES[name] for name in ("linewidth", "alpha", "color"))


def ramp(scale, values, theme, summary=FACTS, prop=SIZE):
    return scale.train_property(summary, prop, theme).outputs(np.array(values, dtype=float))


def shown(scale, theme, summary=FACTS):
    return scale.train_property(summary, SIZE, theme).entries()


# ------------------------------------------------------------------------------------------- axes


def test_axis_in_units_of_the_transform():
    axis = Continuous(trans="log").train_axis(Summary(Kind.NUMBER, -1.0, 1000.0, 1.0))
    placed = axis.to_units(Column(Kind.NUMBER, np.array([1, 10, 1000])))
    assert_allclose(placed, [0, 1, 3])
    assert_allclose(axis.invert(placed), [1, 10, 1000])
    assert axis.parse(100) == 2
    assert not axis.discrete and not axis.units.linear
    assert axis.transform.base == 10


def test_values_outside_of_a_log_axis_have_no_place():
    axis = Continuous(trans="log").train_axis(FACTS)
    assert not np.isfinite(axis.to_units(np.array([0.0, -1.0]))).any()


def test_axis_keeps_what_the_user_asked_of_it():
    scale = Continuous().tick(upto=3).label(like=".1f")
    axis = scale.train_axis(FACTS)
    assert axis.ticks == Ticks(upto=3) and axis.labels == TickLabels(like=".1f")
    assert axis.summary is FACTS


def test_booleans_and_times_are_numbers_to_it():
    axis = Continuous().train_axis(Summary(Kind.BOOLEAN, 0.0, 1.0, levels=(False, True)))
    assert_array_equal(axis.to_units(Column(Kind.BOOLEAN, np.array([True, False]))), [1, 0])


@pytest.mark.parametrize("value", ["ten", None, [1]])
def test_axis_parses_numbers_only(value):
    with pytest.raises(PlotSpecError, match="needs numbers, not"):
        Continuous().train_axis(FACTS).parse(value)


def test_categories_are_refused(theme):
    summary = Summary(Kind.CATEGORY, levels=("Fair", "Good"))
    with pytest.raises(PlotSpecError, match=r"A continuous axis needs numbers.*'Fair', 'Good'"):
        Continuous().train_axis(summary)
    with pytest.raises(PlotSpecError, match=r"A continuous scale of color needs numbers.*Nominal"):
        Continuous().train_property(summary, COLOR, theme)


def test_wrong_transform_is_an_error_where_it_is_written():
    with pytest.raises(PlotSpecError, match="Did you mean 'sqrt'"):
        Continuous(trans="sqr")


# ------------------------------------------------------------------------------------------ looks


def test_range_default_and_given(theme):
    assert_allclose(ramp(Continuous(), [0, 5, 10], theme), [0.75, 1.875, 3])
    assert_allclose(ramp(Continuous((1, 2)), [0, 5, 10, np.nan], theme), [1, 1.5, 2, np.nan])
    assert_allclose(ramp(Continuous((2, 1)), [0, 10], theme), [2, 1])


@pytest.mark.parametrize(
    ("trans", "middle"),
    [("log", 1.0), ("log2", 1.0), ("ln", 1.0), ("sqrt", 2.5), ("pow", np.sqrt(50)),
     ("symlog", np.sqrt(11) - 1), ((np.sqrt, np.square), 2.5)],
)  # fmt: skip
def test_transform_is_applied_before_the_range(trans, middle, theme):
    assert_allclose(ramp(Continuous((1, 3), trans=trans), [middle, 10], theme), [2, 3])


def test_log_starts_at_the_least_positive_value(theme):
    # the data have a zero; it has no place, and 0.1 gets the low end
    assert_allclose(ramp(Continuous((1, 3), trans="log"), [0, 0.1, 10], theme), [np.nan, 1, 3])


@pytest.mark.parametrize(
    ("norm", "expected"),
    [
        ((2, 4), [0, 0.5, 1]),
        ((4, 2), [1, 0.5, 0]),
        ((None, 6), [0.0, 0.5, 1]),
        ((3, None), [0, 0, 1]),
        ([2, 4], [0, 0.5, 1]),
        (np.array([2, 4]), [0, 0.5, 1]),
    ],
)
def test_norm(norm, expected, theme):
    found = ramp(Continuous((0, 1), norm=norm), [0, 3, 20], theme, prop=ALPHA)
    assert_allclose(found, expected)


@given(
    st.lists(st.floats(-1e9, 1e9) | st.just(np.inf) | st.just(-np.inf), min_size=1),
    st.floats(-100, 100).map(lambda end: round(end, 3)),
    st.floats(-100, 100).map(lambda end: round(end, 3)),
    st.sampled_from([None, "symlog", "sqrt", "pow3"]),
)
def test_norm_clamps(values, low, high, trans):
    found = ramp(
        Continuous((0.2, 0.8), norm=(low, high), trans=trans), values, FakeTheme(), prop=ALPHA
    )
    inside = found[~np.isnan(found)]
    assert ((inside >= 0.2) & (inside <= 0.8)).all()
    assert low == high or not np.isnan(found).any()


def test_one_value_gets_the_middle(theme):
    summary = Summary(Kind.NUMBER, 5.0, 5.0, 5.0)
    assert_allclose(ramp(Continuous((1, 2)), [5, 5, np.nan], theme, summary), [1.5, 1.5, np.nan])
    assert shown(Continuous(), theme, summary) == ((5.0,), ("5",))


@pytest.mark.parametrize("trans", [None, "log", "logit", "sqrt", "symlog"])
def test_nothing_known(trans, theme):
    summary = Summary(Kind.NUMBER)
    assert np.isnan(ramp(Continuous(trans=trans), [np.nan], theme, summary)).all()


@pytest.mark.parametrize("norm", [(1,), (1, 2, 3), 5, "log", lambda x: x])
def test_no_norm(norm, theme):
    with pytest.raises(PlotSpecError, match=r"norm must be \(low, high\) or a matplotlib Norm|not"):
        Continuous(norm=norm).train_property(FACTS, SIZE, theme)


@pytest.mark.parametrize(
    ("scale", "summary", "message"),
    [
        (Continuous(norm=("a", 2)), FACTS, "needs numbers, not 'a'"),
        (Continuous(norm=(0, 2), trans="log"), FACTS, "'log' cannot show a range from 0 to 2"),
        (Continuous(trans="logit"), FACTS, r"from 0.1 to 10; give norm=.* above 0 and below 1"),
        (Continuous(trans="log"), Summary(Kind.NUMBER, -9.0, -1.0), "range from -9 to -1"),
    ],
)
def test_impossible_norms(scale, summary, message, theme):
    with pytest.raises(PlotSpecError, match=message):
        scale.train_property(summary, SIZE, theme)


MIXED = Summary(Kind.NUMBER, -5.0, 100.0, 1.0)


@pytest.mark.parametrize(
    ("norm", "ends", "values", "expected"),
    [
        (mc.Normalize(), (-5, 100), [-5, 47.5, 100, 900, np.nan], [0, 0.5, 1, 1, np.nan]),
        (mc.Normalize(0, 10), (0, 10), [-5, 5, 100], [0, 0.5, 1]),
        (mc.Normalize(vmin=0), (0, 100), [-5, 50, 100], [0, 0.5, 1]),
        (mc.LogNorm(), (1, 100), [-5, 1, 10, 100, 1e9], [np.nan, 0, 0.5, 1, 1]),
        (mc.LogNorm(10, 1000), (10, 1000), [1, 100, 1000], [0, 0.5, 1]),
        (mc.TwoSlopeNorm(0), (-5, 100), [-9, -2.5, 0, 50, 200], [0, 0.25, 0.5, 0.75, 1]),
        (mc.TwoSlopeNorm(200), (-5, 405), [-5, 100], [0, 0.5 * 105 / 205]),
        (mc.CenteredNorm(), (-100, 100), [-100, 0, 50], [0, 0.5, 0.75]),
        (mc.SymLogNorm(1, vmin=-100, vmax=100), (-100, 100), [0, 1e9], [0.5, 1]),
        (mc.PowerNorm(0.5, 0, 100), (0, 100), [25, 100, 400], [0.5, 1, 1]),
        (mc.BoundaryNorm([0, 10, 20, 100], 3), (0, 100), [-1, 5, 15, 50, 999, np.nan],
         [0, 0, 0.5, 1, 1, np.nan]),
    ],
)  # fmt: skip
def test_matplotlib_norms(norm, ends, values, expected, theme):
    before = (norm.vmin, norm.vmax)
    calls = []
    norm.callbacks.connect("changed", lambda: calls.append(1))
    found = ramp(Continuous((0, 1), norm=norm), values, theme, MIXED, ALPHA)
    assert_allclose(found, expected, atol=1e-12)
    assert (norm.vmin, norm.vmax) == before and not calls
    shown = Continuous(norm=norm).train_property(MIXED, ALPHA, theme).ticks.positions
    assert min(shown) >= ends[0] and max(shown) <= ends[1]


def test_log_norm_has_ticks_of_a_logarithm(theme):
    scale = Continuous(norm=mc.LogNorm(1, 1e4))
    assert_allclose(shown(scale, theme, MIXED)[0], [1, 10, 100, 1000, 10000])


@pytest.mark.parametrize(
    ("norm", "summary"),
    [
        (mc.LogNorm(-1, 5), MIXED),
        (mc.Normalize(5, 1), MIXED),
    ],
)
def test_norms_that_do_not_fit(norm, summary, theme):
    with pytest.raises(PlotSpecError, match=r"norm=\w+\(...\) does not fit the data.*from -"):
        Continuous(norm=norm).train_property(summary, ALPHA, theme)


def test_norm_of_no_data(theme):
    for norm in (mc.Normalize(), mc.LogNorm(), mc.CenteredNorm()):
        look = Continuous(norm=norm).train_property(Summary(Kind.NUMBER), ALPHA, theme)
        assert np.isnan(look.outputs(np.array([np.nan]))).all()


@pytest.mark.parametrize(
    "values",
    ["viridis", "ch:", "rocket_r", ("w", "k"), colormaps["viridis"], mc.ListedColormap(["r", "b"]),
     lambda x: np.column_stack([x, x, x])],
)  # fmt: skip
def test_colors(values, theme):
    found = ramp(Continuous(values), [0, 10, 20, np.nan], theme, prop=COLOR)
    assert found.shape == (4, 4)
    assert_array_equal(found[1], found[2])  # beyond the end is the end
    assert not np.array_equal(found[0], found[1])
    assert found[3, 3] == 0 and np.isnan(found[3, 0])


def test_range_too_small_for_a_quotient_is_silent(theme):
    scale = Continuous((0, 1), norm=(0, 1e-306))
    assert_allclose(ramp(scale, [-9, 0, 194], theme, prop=ALPHA), [0, 0, 1])


@pytest.mark.parametrize("values", ["big", (1, 2, 3), {"a": 1}, 5])
def test_wrong_range_names_the_property(values, theme):
    with pytest.raises(PlotSpecError, match="linewidth cannot take its range from"):
        Continuous(values).train_property(FACTS, SIZE, theme)


# ------------------------------------------------------------------------------------------ ticks


@pytest.mark.parametrize(
    ("scale", "summary", "expected"),
    [
        (Continuous(), FACTS, [0, 2, 4, 6, 8, 10]),
        (Continuous(norm=(20, 0)), FACTS, [0, 5, 10, 15, 20]),
        (Continuous().tick(at=[3, 70]), FACTS, [3, 70]),
        (Continuous().tick(at=np.array([3.5])), FACTS, [3.5]),
        (Continuous().tick(upto=1), FACTS, [0]),
        (Continuous().tick(upto=2), FACTS, [0, 10]),
        (Continuous().tick(upto=3), FACTS, [0, 5, 10]),
        (Continuous().tick(count=3), FACTS, [0, 5, 10]),
        (Continuous().tick(count=4, between=(1, 7)), FACTS, [1, 3, 5, 7]),
        (Continuous().tick(every=4), FACTS, [0, 4, 8]),
        (Continuous().tick(every=2, between=(3, 7)), FACTS, [4, 6]),
        (Continuous().tick(every=0.1), Summary(Kind.NUMBER, 0.0, 0.3), [0, 0.1, 0.2, 0.3]),
        (Continuous().tick(every=50), Summary(Kind.NUMBER, 1.0, 2.0), [1]),
        (Continuous().tick(ticker.MultipleLocator(5)), FACTS, [0, 5, 10]),
        (Continuous().tick(ticker.FixedLocator([-5])), FACTS, [0]),
        (Continuous(trans="log"), Summary(Kind.NUMBER, 0.0, 1000.0, 1.0), [1, 10, 100, 1000]),
        (Continuous(trans="log").tick(upto=2), Summary(Kind.NUMBER, 1.0, 1e6, 1.0), [1, 1e6]),
        (Continuous(trans="log2"), Summary(Kind.NUMBER, 1.0, 8.0, 1.0), [1, 2, 4, 8]),
        (Continuous(trans="ln"), Summary(Kind.NUMBER, 1.0, 100.0, 1.0), [1, 10, 100]),
        (Continuous(trans="log2.5"), Summary(Kind.NUMBER, 1.0, 100.0, 1.0), [1, 10, 100]),
        (Continuous(trans="symlog"), Summary(Kind.NUMBER, -100.0, 100.0), [-100, -10, 0, 10, 100]),
        (Continuous(trans="symlog10"), Summary(Kind.NUMBER, -90.0, 90.0), [-50, 0, 50]),
        (Continuous(trans="sqrt"), FACTS, [0, 2, 4, 6, 8, 10]),
        (Continuous(trans="log").tick(count=2, between=(1, 9)), FACTS, [1, 9]),
    ],
)  # fmt: skip
def test_entries(scale, summary, expected, theme):
    values, labels = shown(scale, theme, summary)
    assert_allclose(values, expected, atol=1e-12)
    assert len(labels) == len(values)
    assert all(type(value) is float for value in values)


TICKS = {
    "locator": ticker.MaxNLocator(3),
    "at": [1, 2],
    "upto": 3,
    "count": 4,
    "every": 0.5,
}


@pytest.mark.parametrize("name", TICKS)
def test_tick_returns_a_copy_and_drops_earlier_settings(name):
    first = Continuous((1, 2), norm=(0, 1)).label(unit="g").tick(upto=8, minor=1)
    second = first.tick(**{name: TICKS[name]})
    assert second.ticks_ == Ticks(**{name: TICKS[name]})
    assert first.ticks_ == Ticks(upto=8, minor=1)
    assert (second.values, second.norm, second.labels_.unit) == ((1, 2), (0, 1), "g")
    assert type(second) is Continuous


@pytest.mark.parametrize("name", TICKS)
@pytest.mark.parametrize("other", TICKS)
def test_ways_to_choose_ticks_exclude_each_other(name, other):
    if name != other:
        with pytest.raises(PlotSpecError, match="takes"):
            Continuous().tick(**{name: TICKS[name], other: TICKS[other]})


@pytest.mark.parametrize(
    ("kws", "error", "message"),
    [
        ({"locator": 5}, PlotTypeError, "must be a matplotlib Locator, not 5"),
        ({"locator": [1, 2]}, PlotTypeError, "must be a matplotlib Locator"),
        ({"locator": ticker.ScalarFormatter()}, PlotTypeError, "must be a matplotlib Locator"),
        ({"locator": ticker.NullLocator(), "minor": 2}, PlotSpecError, "not both"),
        ({"locator": ticker.NullLocator(), "at": np.arange(3)}, PlotSpecError, "not both"),
        ({"at": 5}, PlotTypeError, r"tick\(at=\) must be a list"),
        ({"at": "abc"}, PlotTypeError, r"tick\(at=\) must be a list"),
        ({"upto": 0}, PlotTypeError, r"tick\(upto=\) must be a whole number of at least 1, not 0"),
        ({"upto": 2.5}, PlotTypeError, r"tick\(upto=\) must be a whole number"),
        ({"count": -1}, PlotTypeError, r"tick\(count=\)"),
        ({"minor": True}, PlotTypeError, r"tick\(minor=\)"),
        ({"every": 0}, PlotSpecError, "above zero"),
        ({"every": -2}, PlotSpecError, "above zero"),
        ({"every": "1D"}, PlotSpecError, "needs numbers, not '1D'"),
        ({"between": (1, 2)}, PlotSpecError, "range of count= or every="),
        ({"between": (1, 2), "upto": 3}, PlotSpecError, "range of count= or every="),
    ],
)
def test_wrong_ticks(kws, error, message):
    with pytest.raises(error, match=message):
        Continuous().tick(**kws)


@pytest.mark.parametrize("trans", ["log", "symlog", "ln"])
def test_ticks_that_have_no_meaning_on_a_logarithm(trans):
    scale = Continuous(trans=trans)
    with pytest.raises(PlotSpecError, match=r"every=.*no meaning on a log scale"):
        scale.tick(every=1)
    with pytest.raises(PlotSpecError, match=r"count=.*needs between=\(low, high\)"):
        scale.tick(count=3)


# ----------------------------------------------------------------------------------------- labels


@pytest.mark.parametrize(
    ("kws", "expected"),
    [
        ({}, ["0", "5", "10"]),
        ({"like": ".1f"}, ["0.0", "5.0", "10.0"]),
        ({"like": "{x:g} m"}, ["0 m", "5 m", "10 m"]),
        ({"like": "{pos}: {x:03.0f}"}, ["0: 000", "1: 005", "2: 010"]),
        ({"like": lambda x, pos: x * 2}, ["0.0", "10.0", "20.0"]),
        ({"unit": "g"}, ["0 g", "5 g", "10 g"]),
        ({"unit": ("", "B")}, ["0B", "5B", "10B"]),
        ({"formatter": ticker.PercentFormatter(10)}, ["0%", "50%", "100%"]),
        ({"formatter": ticker.ScalarFormatter()}, ["0", "5", "10"]),
        ({"base": None}, ["0", "5", "10"]),
    ],
)
def test_labels(kws, expected, theme):
    first = Continuous().tick(at=[0, 5, 10])
    scale = first.label(**kws)
    assert list(shown(scale, theme)[1]) == expected
    assert first.labels_ == TickLabels()
    assert scale.ticks_.at == [0, 5, 10]


@pytest.mark.parametrize(("asked", "sign"), [(True, "\N{MINUS SIGN}"), (False, "-")])
def test_minus_sign_of_the_theme(asked, sign):
    theme = FakeTheme(**{"axes.unicode_minus": asked})
    assert shown(Continuous().tick(at=[-5, 5]), theme)[1] == (f"{sign}5", "5")
    assert shown(Continuous().tick(at=[-5]).label(like="g"), theme)[1] == (f"{sign}5",)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "0 W"), (-1500, "\N{MINUS SIGN}1.5 kW"), (1000, "1 kW"), (999, "999 W"), (0.02, "20 mW"),
     (3e-6, "3 µW"), (1e9, "1 GW"), (5e24, "5 YW"), (5e27, "5 RW"), (1e-24, "1 yW"),
     (-2e-31, "\N{MINUS SIGN}0.2 qW"), (999999.9, "1 MW")],
)  # fmt: skip
def test_si_units_are_those_of_matplotlib(value, expected, theme):
    scale = Continuous().tick(at=[value]).label(unit="W")
    assert shown(scale, theme)[1] == (expected,)
    assert ticker.EngFormatter("W")(value) == expected


@pytest.mark.parametrize(
    ("unit", "values", "expected"),
    [("%", (0.5, 1), ("0.5 %", "1.0 %")), ("%", (0, 2000), ("0 %", "2000 %")),
     (("", "%"), (-5, 5), ("\N{MINUS SIGN}5%", "5%")),
     ("\N{PER MILLE SIGN}", (0, 0.1), ("0.0 ‰", "0.1 ‰"))],
)  # fmt: skip
def test_percent_has_no_prefix(unit, values, expected, theme):
    scale = Continuous().tick(at=list(values)).label(unit=unit)
    assert shown(scale, theme)[1] == expected


@pytest.mark.parametrize("like", [".0%", "{:.0%}", "{0:.0%}", "{x:.0%}"])
def test_formats_with_and_without_a_name(like, theme):
    scale = Continuous().tick(at=[0.5]).label(like=like)
    assert shown(scale, theme)[1] == ("50%",)


def test_label_drops_earlier_settings():
    scale = Continuous().label(unit="g").label(like=".2f")
    assert scale.labels_ == TickLabels(like=".2f")
    assert Continuous().label(base=2).labels_ == TickLabels(base=2)
    assert Continuous().label(base=None).labels_ == TickLabels(plain=True)


@pytest.mark.parametrize(
    ("kws", "message"),
    [
        ({"formatter": ".2f"}, "must be a matplotlib Formatter, not '.2f'"),
        ({"formatter": 5}, "must be a matplotlib Formatter"),
        ({"like": 5}, r"label\(like=\) must be a dict, a format or a function, not 5"),
        ({"like": ["a"]}, r"label\(like=\)"),
        ({"rotate": "45"}, r"label\(rotate=\) must be an angle in degrees, not '45'"),
        ({"rotate": True}, r"label\(rotate=\)"),
        ({"rotate": np.inf}, r"label\(rotate=\)"),
        ({"wrap": 0}, r"label\(wrap=\) must be a number of characters, not 0"),
        ({"wrap": 2.5}, r"label\(wrap=\)"),
        ({"unit": 5}, r"label\(unit=\) must be a unit or a pair"),
        ({"unit": ("a", "b", "c")}, r"label\(unit=\)"),
        ({"unit": (1, "b")}, r"label\(unit=\)"),
    ],
)
def test_wrong_labels(kws, message):
    with pytest.raises(PlotTypeError, match=message):
        Continuous().label(**kws)
