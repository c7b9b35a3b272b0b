"""Tick plans: numbers and texts for each kind of scale and each setting, on axes and in guides."""

from datetime import timedelta

import numpy as np
import pytest
from matplotlib import dates, ticker
from numpy.testing import assert_allclose

from plotkit.data.kind import Kind
from plotkit.data.summary import Summary
from plotkit.errors import PlotSpecError
from plotkit.properties.registry import PROPERTIES
from plotkit.scales.continuous import Continuous
from plotkit.scales.nominal import Boolean, Nominal
from plotkit.scales.temporal import Temporal
from plotkit.scales.ticks.choosers import Between, Multiples
from plotkit.scales.ticks.logarithms import BetweenPowers, PowersOfTen, Shares
from plotkit.scales.ticks.numbers import FullNumbers
from plotkit.scales.ticks.plan import GUIDE_SPACE, TickPlan, TickSet
from plotkit.scales.ticks.writers import Named, Wrapped
from tests.fake_theme import FakeTheme

SIZE, COLOR = PROPERTIES["pointsize"], PROPERTIES["color"]


def numbers(low, high):
    return Summary(Kind.NUMBER, float(low), float(high), max(float(low), 1e-9))


def on_axis(scale, summary, space=9, most=None):
    """Return the ticks of an axis that ends with the data."""
    plan = scale.train_axis(summary).tick_plan(FakeTheme())
    return plan.ticks(summary.low, summary.high, space, most)


def in_guide(scale, summary, prop=SIZE):
    return scale.train_property(summary, prop, FakeTheme()).ticks


def tenth(scale=None):
    return Continuous() if scale is None else Continuous(trans=scale)


# ----------------------------------------------------------------------------- amounts, by setting

MINUS = "\N{MINUS SIGN}"
TICKS = [
    (tenth(), {}, (0, 10), [0, 2, 4, 6, 8, 10]),
    (tenth(), {"at": [3, 1, 20]}, (0, 10), [3, 1]),
    (tenth(), {"upto": 4}, (0, 10), [0, 5, 10]),
    (tenth(), {"upto": 4}, (0, 12), [0, 5, 10]),
    (tenth(), {"upto": 4}, (0, 11), [0, 3, 6, 9]),
    (tenth(), {"upto": 1}, (0, 10), [0]),
    (tenth(), {"count": 3}, (0, 9), [0, 4.5, 9]),
    (tenth(), {"count": 3, "between": (2, 8)}, (0, 10), [2, 5, 8]),
    (tenth(), {"every": 4}, (0.5, 12), [4, 8, 12]),
    (tenth(), {"every": 2, "between": (3, 8)}, (0, 10), [4, 6, 8]),
    (tenth(), {"locator": ticker.MultipleLocator(4)}, (0, 10), [0, 4, 8]),
    (tenth("log"), {}, (1, 1000), [1, 10, 100, 1000]),
    (tenth("log"), {"at": [1, 20]}, (1, 1000), [1, 20]),
    (tenth("log"), {"upto": 2}, (1, 1e6), [1, 1e6]),
    (tenth("log"), {"count": 3, "between": (1, 100)}, (1, 1000), [1, 10, 100]),
    (tenth("log"), {"locator": ticker.LogLocator(10, [1, 3])}, (1, 100), [1, 3, 10, 30, 100]),
    (tenth("log2"), {}, (1, 16), [1, 2, 4, 8, 16]),
    (tenth("ln"), {"count": 2, "between": (1, 9)}, (1, 1000), [1, 9]),
    (tenth("symlog"), {}, (-100, 1000), [-100, -10, 0, 10, 100, 1000]),
    (tenth("symlog"), {"upto": 3}, (-100, 100), [-100, 0, 100]),
    (tenth("symlog"), {"count": 3, "between": (-99, 99)}, (-100, 100), [-99, 0, 99]),
    (tenth("logit"), {}, (0.01, 0.99), [0.01, 0.1, 0.5, 0.9, 0.99]),
    (tenth("logit"), {"upto": 3}, (0.01, 0.99), [0.01, 0.5, 0.99]),
    (tenth("logit"), {"at": [0.3]}, (0.01, 0.99), [0.3]),
    (tenth("sqrt"), {}, (0, 100), [0, 20, 40, 60, 80, 100]),
    (tenth("sqrt"), {"every": 25}, (0, 100), [0, 25, 50, 75, 100]),
    (tenth("sqrt"), {"count": 3}, (0, 100), [0, 50, 100]),
    (tenth("pow"), {"upto": 2}, (0, 10), [0, 10]),
]


@pytest.mark.parametrize(("scale", "asked", "ends", "expected"), TICKS)
def test_positions_of_amounts(scale, asked, ends, expected):
    scale, summary = scale.tick(**asked), numbers(*ends)
    found = on_axis(scale, summary, GUIDE_SPACE).positions
    assert_allclose(found, expected, atol=1e-12)
    guide = in_guide(scale, summary).positions
    inside = [tick for tick in guide if ends[0] <= tick <= ends[1]]
    assert_allclose(inside, expected, atol=1e-12)


POWER = "$\\mathdefault{{{}10^{{{}}}}}$".format
LABELS = [
    (tenth(), {"like": ".1f"}, [0, 5, -10], ["0.0", "5.0", f"{MINUS}10.0"]),
    (tenth(), {"like": "{pos}: {x:g}"}, [5, 10], ["0: 5", "1: 10"]),
    (tenth(), {"like": lambda x: f"<{x:g}>"}, [5], ["<5>"]),
    (tenth(), {"like": lambda x, pos: x + pos}, [5, 6], ["5.0", "7.0"]),
    (tenth(), {"like": {5: "five"}}, [5, 10], ["five", "10"]),
    (tenth(), {"unit": "g"}, [0, -1500], ["0 g", f"{MINUS}1.5 kg"]),
    (tenth(), {"unit": ("", "B")}, [5e6], ["5MB"]),
    (tenth(), {"unit": ""}, [5, 5000], ["5", "5 k"]),
    (tenth(), {"base": None}, [0.1, -2e6], ["0.1", f"{MINUS}2000000"]),
    (tenth(), {"base": 2}, [1, 8], ["2^0", "2^3"]),
    (tenth(), {"formatter": ticker.PercentFormatter(10)}, [0, 5], ["0%", "50%"]),
    (tenth(), {"like": "{x:g} long word", "wrap": 6}, [5], ["5 long\nword"]),
    (tenth("log"), {"base": 10}, [1, 1000], ["10^0", "10^3"]),
    (tenth("log"), {"base": None}, [0.01, 1e7], ["0.01", "10000000"]),
    (tenth("log"), {"unit": "g"}, [1, 1000], ["1 g", "1 kg"]),
    (tenth("log"), {"like": "{x:.0f}"}, [1, 1000], ["1", "1000"]),
    (tenth("symlog"), {"like": "+g"}, [-10, 0, 10], [f"{MINUS}10", "+0", "+10"]),
    (tenth("logit"), {"like": ".0%"}, [0.1, 0.5], ["10%", "50%"]),
    (tenth("logit"), {"base": None}, [0.001], ["0.001"]),
    (tenth("sqrt"), {"unit": "m"}, [4, 9], ["4 m", "9 m"]),
]


@pytest.mark.parametrize(("scale", "asked", "places", "expected"), LABELS)
def test_labels_of_amounts(scale, asked, places, expected):
    low, high = min(places), max(places)
    summary = numbers(low, high if high > low else low * 2)
    scale = scale.tick(at=places).label(**asked)
    assert on_axis(scale, summary).labels == tuple(expected)
    assert in_guide(scale, summary).labels == tuple(expected)


@pytest.mark.parametrize(
    ("trans", "minor", "ends", "expected"),
    [
        (None, 1, (0, 10), [1, 3, 5, 7, 9]),
        (None, 3, (0, 2), [0.125, 0.25, 0.375, 0.625]),
        ("log", 1, (1, 100), [5, 50]),
        ("log", 3, (1, 10), [2.5, 7.5]),  # none at a round number that is a tick already
        ("log2", 3, (1, 4), [1.5, 3]),  # none at a power
        ("sqrt", 1, (0, 10), [1, 3, 5, 7, 9]),
    ],
)
def test_minor_ticks(trans, minor, ends, expected):
    scale = tenth(trans).tick(minor=minor)
    found = on_axis(scale, numbers(*ends), GUIDE_SPACE)
    assert_allclose(found.minor[: len(expected)], expected)
    assert set(found.minor_labels) == {""}


@pytest.mark.parametrize(
    ("ends", "labels"),
    [
        ((35, 38), ("35", "36", "37", "38")),
        ((0.3, 12), ("0.5", "1", "2", "5", "10")),  # no 10 written as a power among others
        ((260, 1000), ("400", "600", "800", "1000")),
        ((3e5, 2.2e6), (POWER("5\\times", 5), POWER("", 6), POWER("2\\times", 6))),
        ((0.8, 100), ("10^0", "10^1", "10^2")),
    ],
)
def test_a_logarithm_has_three_ticks_that_are_written_in_one_way(ends, labels):
    found = on_axis(tenth("log"), numbers(*ends))
    assert found.labels == labels
    assert set(found.minor_labels) <= {""} and not set(found.minor) & set(found.positions)


def test_no_minor_ticks_where_the_user_says_the_ticks():
    summary = numbers(1, 100)
    assert on_axis(tenth("log"), summary).minor
    for asked in ({"at": [1, 10]}, {"locator": ticker.LogLocator()}):
        assert on_axis(tenth("log").tick(**asked), summary).minor == ()
    assert on_axis(tenth("log").tick(at=[1, 10, 100], minor=1), summary).minor == (5, 50)


def test_labels_between_powers_are_written_as_asked():
    scale = tenth("log").label(like="{x:g}!")
    assert on_axis(scale, numbers(2, 6)).labels == ("2!", "3!", "4!", "5!", "6!")
    wide = on_axis(scale, numbers(2, 600)).labels
    assert wide == ("2!", "5!", "10!", "20!", "50!", "100!", "200!", "500!")
    assert on_axis(scale, numbers(2, 6000)).labels == ("10!", "100!", "1000!")  # these are enough
    plain = on_axis(tenth("log").label(ticker.NullFormatter()), numbers(2, 6))
    assert set(plain.labels) == {""}


def test_between_major_ticks_at_uneven_distances():
    found = Between(1)(np.array([0.0, 1.0, 10.0]), -0.6, 20.0, 9)
    assert_allclose(found, [-0.5, 0.5, 5.5, 14.5])
    assert not len(Between(1)(np.array([3.0]), 0, 10, 9))
    assert len(Between(1)(np.array([0.0, 1e-6]), 0, 1.0, 9)) == 1  # rather than a million


def test_no_minor_ticks_where_powers_are_left_out():
    minor = BetweenPowers(1, 10.0)
    assert not len(minor(np.array([1.0, 100.0, 1e4]), 1, 1e4, 9))
    assert_allclose(minor(np.array([1.0, 10.0]), 1, 60, 9), [5, 50])


def test_too_many_ticks_are_refused_or_left_out():
    scale = tenth().tick(every=1e-3)
    plan = scale.train_axis(numbers(0, 10)).tick_plan(FakeTheme())
    with pytest.raises(PlotSpecError, match=r"tick\(every=0.001\) would put more than 1000 ticks"):
        plan.major.check(0, 10)
    assert not len(plan.positions(0, 10))  # zoomed out
    assert len(plan.positions(0, 0.5)) == 501
    with pytest.raises(PlotSpecError, match="more than 1000 ticks"):
        in_guide(scale, numbers(0, 10))
    with pytest.raises(PlotSpecError, match="more than 1000 ticks"):
        on_axis(tenth().tick(every=1e-3, between=(0, 9)), numbers(0, 10))


# ----------------------------------------------------------------------------- times and durations

TIMES = Summary(Kind.TIME, 19000.0, 19010.0)  # 2022-01-08 ...
TOKYO = Summary(Kind.TIME, 19000.0, 19010.0, zone="Asia/Tokyo")
HOURS = Summary(Kind.DURATION, 0.0, 0.5)


@pytest.mark.parametrize(
    ("asked", "summary", "expected"),
    [
        ({}, TIMES, np.arange(19000.0, 19011, 2)),
        ({}, TOKYO, np.arange(19001.0, 19010, 2) + 15 / 24),
        ({"upto": 3}, TIMES, [19000, 19005, 19010]),
        ({"locator": dates.DayLocator([10, 12])}, TIMES, [19002, 19004]),
        ({"locator": ticker.MultipleLocator(5)}, TIMES, [19000, 19005, 19010]),
        ({}, HOURS, np.arange(7) / 12),
        ({"upto": 2}, HOURS, [0, 0.5]),
        ({"upto": 3}, HOURS, [0, 0.25, 0.5]),
        ({"locator": ticker.MultipleLocator(0.125)}, HOURS, np.arange(5) / 8),
    ],
)
def test_positions_of_times(asked, summary, expected):
    scale = Temporal().tick(**asked)
    assert_allclose(on_axis(scale, summary).positions, expected)
    assert_allclose(in_guide(scale, summary).positions, expected)


@pytest.mark.parametrize(
    ("asked", "summary", "expected"),
    [
        ({"like": "%d %b"}, TIMES, ["08 Jan", "18 Jan"]),
        ({"like": "%H"}, TOKYO, ["09", "09"]),
        ({"like": lambda day: day.year}, TIMES, ["2022", "2022"]),
        ({"like": lambda day: day.hour}, TOKYO, ["9", "9"]),
        ({"like": {"2022-01-08": "start"}}, TIMES, ["start", "2022-01-18"]),
        ({"formatter": dates.DateFormatter("%j")}, TIMES, ["008", "018"]),
        ({"like": "%d of the month", "wrap": 5}, TIMES, ["08 of\nthe\nmonth", "18 of\nthe\nmonth"]),
        ({"like": lambda span: span / timedelta(hours=1)}, HOURS, ["0.0", "12.0"]),
        ({"like": {timedelta(hours=12): "noon"}}, HOURS, ["0 h", "noon"]),
    ],
)
def test_labels_of_times(asked, summary, expected):
    scale = Temporal().tick(ticker.FixedLocator([summary.low, summary.high])).label(**asked)
    assert on_axis(scale, summary).labels == tuple(expected)
    assert in_guide(scale, summary).labels == tuple(expected)


def test_a_format_of_dates_cannot_write_durations():
    with pytest.raises(PlotSpecError, match="is a format for dates, but these are durations"):
        on_axis(Temporal().label(like="%H"), HOURS)


def test_an_axis_and_a_guide_have_times_of_their_own_unless_asked():
    axis, guide = on_axis(Temporal(), TIMES), in_guide(Temporal(), TIMES)
    assert axis.labels == guide.labels == tuple(f"2022-01-{day:02}" for day in range(8, 19, 2))


def test_times_on_a_scale_of_amounts_are_days():
    scale = Continuous().tick(at=[19000, 19002.5]).label(like=".1f")
    for found in (on_axis(scale, TIMES), in_guide(scale, TIMES)):
        assert found.positions == (19000, 19002.5) and found.labels == ("19000.0", "19002.5")
    shown = on_axis(Continuous().tick(every=4, minor=1), TIMES)
    assert shown.positions == (19000, 19004, 19008) and 19002 in shown.minor


# --------------------------------------------------------------------------------------- categories

LEVELS = Summary(Kind.CATEGORY, levels=("a", "b", "c", "d"))


@pytest.mark.parametrize(
    ("scale", "positions", "labels"),
    [
        (Nominal(), (0, 1, 2, 3), tuple("abcd")),
        (Nominal().tick(every=2), (0, 2), ("a", "c")),
        (Nominal().tick(ticker.MultipleLocator(3)), (0, 3), ("a", "d")),
        (Nominal().tick(ticker.MultipleLocator(1.5)), (0, 3), ("a", "d")),
        (Nominal().label(like={"b": "B"}), (0, 1, 2, 3), ("a", "B", "c", "d")),
        (Nominal().label(like=str.upper), (0, 1, 2, 3), tuple("ABCD")),
        (Nominal().label(like="{x} {pos}"), (0, 1, 2, 3), ("a 0", "b 1", "c 2", "d 3")),
        (Nominal().label(ticker.StrMethodFormatter("#{x:g}")).tick(every=3), (0, 3), ("#0", "#3")),
        (Nominal(reverse=True).tick(every=3), (0, 3), ("d", "a")),
        (Nominal().label(like="{x} and more", wrap=5).tick(every=3), (0, 3),
         ("a and\nmore", "d and\nmore")),
    ],
)  # fmt: skip
def test_levels(scale, positions, labels):
    axis = scale.train_axis(LEVELS)
    found = axis.tick_plan(FakeTheme()).ticks(-0.5, 3.5)
    named = [(at, text) for at, text in zip(found.positions, found.labels, strict=True) if text]
    assert named == list(zip(positions, labels, strict=True))
    levels, texts = scale.train_property(LEVELS, COLOR, FakeTheme()).entries()
    assert texts == labels and levels == tuple(axis.units.levels[round(at)] for at in positions)


def test_true_and_false():
    both = Summary(Kind.BOOLEAN, levels=(True, False))
    found = Boolean().train_axis(both).tick_plan(FakeTheme()).ticks(-0.5, 1.5)
    assert found.labels == ("True", "False")
    scale = Boolean().tick(ticker.FixedLocator([1]))
    assert scale.train_property(both, COLOR, FakeTheme()).entries() == ((False,), ("False",))


# --------------------------------------------------------------------------- what a plan is made of


def test_a_plan_needs_no_axis_and_no_figure():
    plan = TickPlan(Multiples(10), Named(FullNumbers(), {10.0: "ten"}))
    assert plan.positions(3, 25).tolist() == [0, 10, 20, 30]  # and the next ones
    assert plan.labels([0, 10, 20, 30], 3, 25) == ["", "ten", "20", ""]
    assert plan.ticks(3, 25) == TickSet((10.0, 20.0), ("ten", "20"))
    assert plan.offset([10], 3, 25) == ""
    assert plan.minor_positions(3, 25).tolist() == []
    assert plan.ticks(0, np.inf) == TickSet()


def test_what_is_left_out_is_told():
    summary = numbers(0, 3e7)
    found = on_axis(Continuous().label(like={0: "none"}, wrap=9), summary)
    assert found.offset == "1e6" and found.labels[:2] == ("none", "5")
    guide = in_guide(Continuous(), summary)
    assert guide.offset == "" and guide.labels[-1] == "30000000"
    own = in_guide(Continuous().label(ticker.ScalarFormatter()), summary)
    assert own.offset == "1e7" and own.labels[-1] == "3"


@pytest.mark.parametrize("most", range(1, 8))
@pytest.mark.parametrize(
    ("scale", "summary"),
    [
        (tenth(), numbers(0, 9)),
        (tenth().tick(upto=6), numbers(0, 9)),
        (tenth("log"), numbers(1, 1e9)),
        (tenth("symlog"), numbers(-1e4, 1e6)),
        (tenth("logit"), numbers(1e-6, 0.99)),
        (Temporal(), TIMES),
        (Temporal(), HOURS),
    ],
)
def test_a_plan_can_be_asked_for_fewer_ticks(scale, summary, most):
    found = on_axis(scale, summary, most=most)
    assert 1 <= len(found.positions) <= most
    assert len(found.positions) <= len(on_axis(scale, summary).positions)
    assert len(found.labels) == len(found.positions)


def test_what_the_user_lists_is_never_fewer():
    for asked in ({"at": [1, 2, 3]}, {"every": 1}, {"count": 5}):
        scale = tenth().tick(**asked)
        assert on_axis(scale, numbers(1, 4), most=1) == on_axis(scale, numbers(1, 4))


def test_writers_within_writers():
    plan = TickPlan(Multiples(5), Wrapped(Named(FullNumbers(), {5.0: "number five"}), 6))
    assert plan.ticks(0, 10).labels == ("0", "number\nfive", "10")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([-10, 0, 10], [POWER("-", 1), "$\\mathdefault{0}$", POWER("", 1)]),
        ([0, 1, 2], ["0", "1", "2"]),
        ([-2.5, 0], [f"{MINUS}2.5", "0.0"]),
    ],
)
def test_powers_or_numbers(values, expected):
    assert PowersOfTen(MINUS)(values, -10, 10) == expected


def test_small_powers_without_exponent_where_the_theme_says_so():
    found = PowersOfTen(MINUS, least=2)([1, 10, 100], 1, 100)
    assert found == ["$\\mathdefault{1}$", "$\\mathdefault{10}$", POWER("", 2)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0.1, 0.5, 0.75], ["0.1", "0.5", "0.75"]),
        ([1e-6, 0.1, 0.5, 1 - 1e-6],
         [POWER("", -6), POWER("", -1), "$\\mathdefault{0.5}$", POWER("1-", -6)]),
        ([2e-6, 2.5e-6],
         ["$\\mathdefault{2.0\\cdot10^{-6}}$", "$\\mathdefault{2.5\\cdot10^{-6}}$"]),
        ([3e-6], ["$\\mathdefault{3\\cdot10^{-6}}$"]),
        ([-1, 1e-6], ["", POWER("", -6)]),
    ],
)  # fmt: skip
def test_shares(values, expected):
    assert Shares()(values, 0, 1) == expected
