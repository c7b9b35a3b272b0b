import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from matplotlib import dates, ticker
from numpy.testing import assert_allclose

from plotkit.scales.ticks.choosers import at_most
from plotkit.scales.ticks.durations import duration_labels, duration_ticks
from plotkit.scales.ticks.levels import level_label
from plotkit.scales.ticks.logarithms import logit_ticks, symlog_ticks
from plotkit.scales.ticks.native import FormatterLabels, LocatorTicks
from plotkit.scales.ticks.numbers import MORE_STEPS, nice_ticks, number_labels
from plotkit.scales.ticks.times import time_labels, time_ticks

S, MIN, H = 1 / 86400, 1 / 1440, 1 / 24


def day(text, zone=None):
    moment = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone) if zone else UTC)
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(days=1)


# ---------------------------------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 10, [0, 2, 4, 6, 8, 10]),
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (0, 12, [0, 2.5, 5, 7.5, 10]),
        (-5, 100, [0, 25, 50, 75, 100]),
        (0.3, 0.4, [0.3, 0.32, 0.34, 0.36, 0.38, 0.4]),
        (1e6, 1e6 + 4, [1e6, 1e6 + 1, 1e6 + 2, 1e6 + 3, 1e6 + 4]),
        (-0.9, -0.1, [-0.8, -0.6, -0.4, -0.2]),
        (3, 3, [3]),
        (5, 1, [5]),
    ],
)
def test_nice_ticks(low, high, expected):
    assert nice_ticks(low, high) == expected  # exactly: no 0.30000000000000004


@given(
    st.floats(-1e6, 1e6),
    st.floats(-6, 9),
    st.integers(5, 12),  # with fewer, it may be rounding that decides on a finer step
)
def test_nice_ticks_are_those_of_matplotlib(low, magnitude, most):
    high = low + 10**magnitude
    assume(high - low > 1e-9 * abs(low))
    step = (high - low) / most
    lead = step / 10 ** np.floor(np.log10(step))
    assume(min(abs(lead - nice) for nice in (1, 2, 2.5, 5, 10)) > 1e-6)  # else rounding decides
    theirs = ticker.MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    # at the very ends it is rounding that decides whether a tick is within
    slack = 1e-7 * (high - low)
    ours = np.array(nice_ticks(low, high, most))
    assert ours.min() >= low - slack and ours.max() <= high + slack
    shown = theirs[(theirs >= low + slack) & (theirs <= high - slack)]
    inner = ours[(ours >= low + slack) & (ours <= high - slack)]
    assert_allclose(inner, shown, atol=slack)


@given(st.floats(-1e6, 1e6), st.floats(-6, 9), st.integers(1, 12))
def test_ticks_beyond_the_ends_are_the_next_ones(low, magnitude, most):
    high = low + 10**magnitude
    assume(high - low > 1e-9 * abs(low))
    inside = nice_ticks(low, high, most, steps=MORE_STEPS)
    found = nice_ticks(low, high, most, steps=MORE_STEPS, beyond=True)
    assert [tick for tick in found if tick in inside] == inside
    assert len(found) <= len(inside) + 2
    assert found[0] <= low + 1e-9 * (high - low) and found[-1] >= high - 1e-9 * (high - low)
    if len(inside) > 2:
        gaps = np.diff(found)
        assert_allclose(gaps, gaps[0], rtol=1e-6)


@given(st.floats(allow_nan=False), st.floats(allow_nan=False), st.integers(1, 10))
@example(-1e308, 1e308, 5)
@example(0, 5e-324, 5)
@example(1, np.nextafter(1, 2), 5)
@example(1e16, 1e16 + 4, 5)
def test_nice_ticks_of_anything(low, high, most):
    assume(np.isfinite(low) and np.isfinite(high))
    ticks = nice_ticks(low, high, most)
    assert 1 <= len(ticks) <= 2 * most + 3
    assert all(type(tick) in (float, int) for tick in ticks)
    assert ticks == sorted(set(ticks))


@pytest.mark.parametrize("most", range(1, 12))
@pytest.mark.parametrize("ends", [(0, 10), (0, 1), (-3, 17), (0.1, 0.2)])
def test_at_most(most, ends):
    found = at_most(most, nice_ticks, *ends)
    assert 1 <= len(found) <= most
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("low", "high", "threshold", "expected"),
    [
        (-100, 100, 1, [-100, -10, 0, 10, 100]),
        (-30, 30, 1, [-10, -1, 0, 1, 10]),
        (0, 1000, 1, [0, 10, 100, 1000]),
        (-5000, 20, 10, [-1000, -100, 0]),
        (-1e4, 1e6, 1, [-1e4, -1e2, 0, 1e2, 1e4, 1e6]),
        (0, 5, 1, [0, 1, 2, 5]),
        (-1, 1, 1, [-1, -0.5, 0, 0.5, 1]),
        (200, 700, 1, [200, 300, 400, 500, 600, 700]),
        (7, 7, 1, [7]),
    ],
)
def test_symlog_ticks(low, high, threshold, expected):
    assert_allclose(symlog_ticks(low, high, threshold), expected)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.01, 0.99, [0.01, 0.1, 0.5, 0.9, 0.99]),
        (1e-6, 1 - 1e-6, [1e-6, 1e-4, 1e-2, 0.5, 0.99, 1 - 1e-4, 1 - 1e-6]),
        (1e-7, 0.6, [1e-7, 1e-5, 1e-3, 0.1, 0.5]),
        (0.05, 0.97, [0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9]),
        (0.6, 0.62, [0.6, 0.605, 0.61, 0.615, 0.62]),
        (0.5, 0.5, [0.5]),
    ],
)
def test_logit_ticks(low, high, expected):
    assert_allclose(logit_ticks(low, high), expected, rtol=1e-12)


@pytest.mark.parametrize("most", range(1, 14))
@pytest.mark.parametrize("ends", [(-7, 7), (-1e4, 1e6), (0, 1e9), (200, 400), (-50, -2)])
def test_symlog_ticks_are_few(ends, most):
    ticks = symlog_ticks(*ends, 1.0, most)
    assert 2 <= len(ticks) <= most + 3  # round numbers are two at least, and about so many
    assert ticks == sorted(ticks)
    assert ends[0] <= ticks[0] and ticks[-1] <= ends[1]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0, 0.5, 1], ["0.0", "0.5", "1.0"]),
        ([0, 25, 50], ["0", "25", "50"]),
        ([0.1 * i for i in range(4)], ["0.0", "0.1", "0.2", "0.3"]),
        ([-0.0, 1.0], ["0", "1"]),
        ([-2.5, 0, 2.5], ["-2.5", "0.0", "2.5"]),
        ([0.0001, 1, 1e6], ["0.0001", "1", "1000000"]),
        ([1e-5, 1e-3, 1e5], ["1e-05", "0.001", "100000"]),
        ([1e7, 2e7], ["1e+07", "2e+07"]),
        ([2e-5, 4e-5], ["2e-05", "4e-05"]),
        ([1 / 3], ["0.333333333"]),
        ([0.01, 0.5, 0.99], ["0.01", "0.5", "0.99"]),
        ([0.01, 0.02], ["0.01", "0.02"]),
        ([0], ["0"]),
        ([], []),
        ([np.nan, np.inf], ["nan", "inf"]),
    ],
)
def test_number_labels(values, expected):
    assert number_labels(values) == expected


@given(st.floats(-1e6, 1e6), st.floats(-4, 8))
def test_number_labels_tell_ticks_apart_and_are_true(low, magnitude):
    assume(10**magnitude > 1e-6 * abs(low))
    ticks = nice_ticks(low, low + 10**magnitude)
    labels = number_labels(ticks)
    assert len(set(labels)) == len(ticks)
    assert_allclose([float(label) for label in labels], ticks, rtol=1e-3, atol=10**magnitude / 1e3)


# ------------------------------------------------------------------------------------------ times


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-01-01", "2024-01-03", "00:00 12:00 00:00 12:00 00:00"),
        ("2024-01-01T08:10", "2024-01-01T12:30", "09:00 10:00 11:00 12:00"),
        ("2024-01-01T08:00", "2024-01-01T08:03", "08:00:00 08:00:30 08:01:00 08:01:30 08:02:00 "
         "08:02:30 08:03:00"),
        ("2024-01-01T08:00", "2024-01-01T08:00:06", "08:00:00 08:00:01 08:00:02 08:00:03 08:00:04 "
         "08:00:05 08:00:06"),
        ("2024-01-15", "2024-06-20", "2024-02 2024-03 2024-04 2024-05 2024-06"),
        ("2023-01-01", "2024-12-31", "2023-01 2023-07 2024-01 2024-07"),
        ("2019-06-01", "2024-06-01", "2020 2021 2022 2023 2024"),
        ("1850-01-01", "2020-01-01", "1850 1900 1950 2000"),
        ("0051-01-01", "1990-01-01", "500 1000 1500"),
        ("0001-01-01", "9990-01-01", "1000 2000 3000 4000 5000 6000 7000 8000 9000"),
    ],
)  # fmt: skip
def test_time_ticks(first, last, expected):
    ticks = time_ticks(day(first), day(last))
    assert [label.split()[-1] for label in time_labels(ticks)] == expected.split()


STEPS = [
    *(n * S for n in (1, 2, 5, 10, 15, 30)),
    *(n * MIN for n in (1, 2, 5, 10, 15, 30)),
    *(n * H for n in (1, 2, 3, 6, 12)),
    *(1, 2, 5),
]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("choose", [time_ticks, duration_ticks])
def test_steps_that_read_well(choose, step):
    assert_allclose(choose(0, 5 * step, 5), step * np.arange(6))


@pytest.mark.parametrize(("last", "days"), [(27, (1, 8, 15, 22)), (50, (1, 15))])
def test_weeks_and_fortnights_begin_with_the_month(last, days):
    ticks = np.array(time_ticks(19723, 19723 + last, 4)).astype("datetime64[D]")  # 2024-01-01
    assert {int(str(tick)[-2:]) for tick in ticks} == set(days)


@pytest.mark.parametrize(("first", "step"), [("2024-02-26", 2), ("2024-02-20", 3)])
def test_steps_of_days_are_even_and_meet_the_first_of_a_month(first, step):
    ticks = time_ticks(day(first), day(first) + 6 * step, 7)
    assert (np.diff(ticks) == step).all() and day("2024-03-01") in ticks


@pytest.mark.parametrize("months", [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200])
def test_steps_of_months_start_and_end_with_a_month(months):
    ends = np.array([30 * 12, 30 * 12 + 5 * months]).astype("datetime64[M]")  # from 2000 on
    low, high = ends.astype("datetime64[D]").astype(float)
    ticks = np.array(time_ticks(low, high, 5)).astype("datetime64[D]").astype("datetime64[M]")
    assert (np.diff(ticks.astype(int)) == months).all()
    assert len(ticks) == 6 or 2000 * 12 % months
    assert ticks[0].astype(int) + 1970 * 12 == -(-2000 * 12 // months) * months


@given(st.floats(-40_000, 60_000), st.floats(-5.5, 4.5), st.integers(2, 10))
def test_time_ticks_lie_within_and_are_few(low, magnitude, most):
    high = low + 10**magnitude
    ticks = time_ticks(low, high, most)
    assert len(ticks) <= most + 2
    assert all(low - 1e-9 <= tick <= high + 1e-9 for tick in ticks)
    if most >= 5:
        assert len(ticks) >= 2
        assert len(set(time_labels(ticks))) == len(ticks)


@given(st.integers(-700_000, 1_100_000))
def test_hours_are_whole(hour):
    ticks = time_ticks(hour / 24, (hour + 6) / 24)
    assert_allclose(np.array(ticks) * 24, hour + np.arange(7), atol=1e-8)
    assert all(
        re.fullmatch(r"(\d\d-\d\d |\d{4}-\d\d-\d\d )?\d\d:00", t) for t in time_labels(ticks)
    )


def test_fractions_of_a_second():
    start = day("2024-05-05T12:00")
    ticks = time_ticks(start, start + 0.4 * S)
    assert time_labels(ticks) == [f"12:00:00.{i}" for i in range(5)]


def test_one_instant():
    assert time_ticks(3, 3) == [3]
    assert duration_ticks(3, 3) == [3]


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kolkata", "Etc/GMT-2", "UTC"])
@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2024-03-05", "2024-03-15"),  # clocks change in New York
        ("2024-01-01", "2024-08-01"),
        ("2024-03-05T09:00", "2024-03-05T15:00"),
    ],
)
def test_time_ticks_are_round_on_local_clocks(zone, first, last):
    low, high = day(first, zone), day(last, zone)
    ticks = time_ticks(low, high, zone=zone)
    expected = time_labels(time_ticks(day(first), day(last)))
    assert time_labels(ticks, zone) == expected
    assert ticks[0] >= low and ticks[-1] <= high


def test_hour_that_comes_twice():
    low = day("2024-11-03T05:10")  # 01:10 in New York, and an hour later 01:10 again
    ticks = time_ticks(low, low + H, zone="America/New_York")
    assert ticks == [low]  # clocks show no span: one tick


@pytest.mark.parametrize(
    ("values", "zone", "expected"),
    [
        ([0, 365], None, ["1970", "1971"]),
        ([0, 31], None, ["1970-01", "1970-02"]),
        ([0, 7], None, ["1970-01-01", "1970-01-08"]),
        ([0, 0.5], None, ["00:00", "12:00"]),
        ([0, 1.5], None, ["01-01 00:00", "01-02 12:00"]),
        ([0, 365.5], None, ["1970-01-01 00:00", "1971-01-01 12:00"]),
        ([0, 30 * S], None, ["00:00:00", "00:00:30"]),
        ([0, 1 + S], None, ["01-01 00:00:00", "01-02 00:00:01"]),
        ([0, S / 4], None, ["00:00:00.00", "00:00:00.25"]),
        ([0.5], "America/New_York", ["07:00"]),
        ([0.5, 1], "Etc/GMT-2", ["01-01 14:00", "01-02 02:00"]),
        ([], None, []),
    ],
)
def test_time_labels(values, zone, expected):
    assert time_labels(values, zone) == expected


# -------------------------------------------------------------------------------------- durations


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 10 * S, "0 s, 2 s, 4 s, 6 s, 8 s, 10 s"),
        (0, 0.25, "0 h, 1 h, 2 h, 3 h, 4 h, 5 h, 6 h"),
        (0, 50 * MIN, "0 min, 10 min, 20 min, 30 min, 40 min, 50 min"),
        (0, 1, "0 h, 6 h, 12 h, 18 h, 24 h"),
        (-1, 1, "-24 h, -12 h, 0 h, 12 h, 24 h"),
        (1, 5, "1 d, 2 d, 3 d, 4 d, 5 d"),
        (0, 100, "0 d, 20 d, 40 d, 60 d, 80 d, 100 d"),
        (0, 2 * S, "0.0 s, 0.5 s, 1.0 s, 1.5 s, 2.0 s"),
        (0, 0.004 * S, "0.000 s, 0.001 s, 0.002 s, 0.003 s, 0.004 s"),
    ],
)
def test_durations(low, high, expected):
    assert ", ".join(duration_labels(duration_ticks(low, high))) == expected


@given(st.floats(-1000, 1000), st.floats(-6, 4), st.integers(2, 10))
def test_durations_lie_within_and_are_few(low, magnitude, most):
    high = low + 10**magnitude
    ticks = duration_ticks(low, high, most)
    slack = 1e-6 * (high - low)
    assert len(ticks) <= 2 * most + 1
    assert all(low - slack <= tick <= high + slack for tick in ticks)


# ----------------------------------------------------------------------------------------- levels


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("a", "a"),
        (2, "2"),
        (2.0, "2"),
        (np.float64(-3.0), "-3"),
        (2.5, "2.5"),
        (1e15, "1000000000000000"),
        (1e300, "1e+300"),
        (-0.0, "0"),
        (True, "True"),
        ((1, "b"), "(1, 'b')"),
        (np.datetime64("2020"), "2020"),
        (np.datetime64("2020-02"), "2020-02"),
        (np.datetime64("2020-01-01"), "2020-01-01"),
        (np.datetime64("2020-01-01", "ns"), "2020-01-01"),
        (np.datetime64("2020-01-01T10"), "2020-01-01 10:00"),
        (np.datetime64("2020-01-01T20:00"), "2020-01-01 20:00"),
        (np.datetime64("2020-01-01T12:10"), "2020-01-01 12:10"),
        (np.datetime64("2020-01-01T10:30:10"), "2020-01-01 10:30:10"),
        (np.datetime64("2020-01-01T10:00:00.000"), "2020-01-01 10:00"),
        (np.datetime64("2020-01-01T10:00:20.500", "ns"), "2020-01-01 10:00:20.5"),
        (np.datetime64("2020-01-01T00:00:00.250"), "2020-01-01 00:00:00.25"),
        (np.timedelta64(1, "D"), "1 d"),
        (np.timedelta64(36, "h").astype("m8[ns]"), "36 h"),
        (np.timedelta64(1500, "ms"), "1.5 s"),
    ],
)
def test_level_label(level, expected):
    assert level_label(level) == expected


def test_level_label_on_local_clocks():
    at = np.datetime64("2020-07-01T12:30", "ns")
    assert level_label(at, "Europe/Paris") == "2020-07-01 14:30"
    assert level_label(np.datetime64("2020-06-30T22:00"), "Europe/Paris") == "2020-07-01"


# --------------------------------------------------------------------- matplotlib's own, by a user


@pytest.mark.parametrize(
    ("locator", "low", "high", "expected"),
    [
        (ticker.MultipleLocator(2), 1, 7, [2, 4, 6]),
        (ticker.FixedLocator([0, 3, 9]), 1, 7, [3]),
        (ticker.LogLocator(), 1, 1000, [1, 10, 100, 1000]),
        (ticker.MaxNLocator(2), 0, 10, [0, 5, 10]),
        (ticker.MultipleLocator(0.1), 0, 0.3, [0, 0.1, 0.2, 0.3]),
        (dates.DayLocator(), 0.5, 3.5, [1, 2, 3]),
        (dates.MonthLocator(), 0, 70, [0, 31, 59]),
        (dates.AutoDateLocator(minticks=3), 0, 3, [0, 1, 2, 3]),
    ],
)
def test_ticks_of_a_locator(locator, low, high, expected):
    before = dict(vars(locator))
    found = LocatorTicks(locator)(low, high, 5)
    slack = 1e-9 * (high - low)  # those next to the ends may be there
    assert_allclose(found[(found >= low - slack) & (found <= high + slack)], expected, atol=1e-12)
    assert dict(vars(locator)) == before and locator.axis is None


@pytest.mark.parametrize(
    ("formatter", "expected"),
    [
        (ticker.PercentFormatter(), ["0%", "50%"]),
        (ticker.PercentFormatter(xmax=50), ["0%", "100%"]),
        (ticker.ScalarFormatter(), ["0", "50"]),
        (ticker.EngFormatter("g"), ["0 g", "50 g"]),
        (ticker.StrMethodFormatter("{x:.1f}/{pos}"), ["0.0/0", "50.0/1"]),
        (ticker.FixedFormatter(["low", "high"]), ["low", "high"]),
        (dates.DateFormatter("%d"), ["01", "20"]),
        (lambda x, pos: f"{x}!", ["0!", "50!"]),
    ],
)
def test_labels_of_a_formatter(formatter, expected):
    axis = getattr(formatter, "axis", None)
    assert FormatterLabels(formatter)([0, 50], 0, 50) == expected
    assert getattr(formatter, "axis", None) is axis
