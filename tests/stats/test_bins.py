import warnings
from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import plotkit.objects as so
from plotkit.data.kind import Kind
from plotkit.data.table import Table
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError
from plotkit.scales.temporal import duration_days, instant_days
from plotkit.scales.transform import transform
from plotkit.stats.bins import MOST_BINS, RULES, find_edges, with_bins
from plotkit.stats.counting import Places
from tests.engines import LAZY, relation

TIME = {"x": Units(Kind.TIME, parse=instant_days)}
DURATION = {"x": Units(Kind.DURATION, parse=duration_days)}
LOG = transform("log")
ON_LOG = {"x": Units(forward=LOG.forward, inverse=LOG.inverse, linear=False)}
ENGINE_RULES = [rule for rule in RULES if rule != "stone"]


def edges(x, bins="auto", binwidth=None, binrange=None, discrete=False, units=None, engine=None):
    data = relation(engine, {"x": np.asarray(x, dtype=float)}, units)
    return find_edges(data, bins, binwidth, binrange, discrete)


def days(*dates):
    return [instant_days(date) for date in dates]


def samples():
    rng = np.random.default_rng(8)
    return {
        "normal": rng.normal(size=700),
        "skewed": rng.lognormal(2, 1, 5_000),
        "rounded": rng.normal(0, 3, 2_000).round(),
        "few": np.array([1.0, 2.0, 2.5, 7.0, 9.0]),
        "two": np.array([0.0, 1.0]),
        "large": 1e8 + rng.normal(size=900),
        "mostly one": np.r_[np.zeros(300), 1.0, 2.0, 5.0],
        "ties": np.repeat([1.0, 2.0, 3.0, 4.0], [10, 40, 40, 10]),
        "outlier": np.r_[rng.normal(size=500), 1e4],
        "time": 20_000 + rng.uniform(0, 30, 1_000),
        "one value": np.full(20, 3.0),
    }


SAMPLES = samples()


def numpys(x, rule):
    """Return numpy's edges; those of "auto" as numpy has them since 2.3, by its other rules."""
    if rule != "auto" or x.min() == x.max():
        return np.histogram_bin_edges(x, rule)
    lower, upper = np.percentile(x, [25, 75])
    fd = len(np.histogram_bin_edges(x, "fd")) - 1 if lower < upper else np.inf
    sturges = len(np.histogram_bin_edges(x, "sturges")) - 1
    return np.histogram_bin_edges(x, int(max(min(fd, np.ceil(2 * np.sqrt(len(x)))), sturges)))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("sample", SAMPLES)
def test_rules_in_memory_are_numpys(rule, sample):
    x = SAMPLES[sample]
    made = edges(x, rule)  # without a word, also where numpy has doubts
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        np.testing.assert_array_equal(made, numpys(x, rule))


@pytest.mark.parametrize("rule", ENGINE_RULES)
@pytest.mark.parametrize("sample", SAMPLES)
def test_rules_in_engines_are_numpys(rule, sample, lazy_engine):
    x = SAMPLES[sample]
    expected = numpys(x, rule)
    np.testing.assert_allclose(edges(x, rule, engine=lazy_engine), expected, rtol=1e-12)


@given(
    st.lists(st.integers(-50, 50), min_size=2, max_size=60),
    st.sampled_from(["auto", "fd", "sturges", "sqrt", "rice", "doane", "scott"]),
)
def test_number_of_bins_in_an_engine(values, rule):
    # Neither quartiles between two values nor ties may move the number of bins.
    made = edges(values, rule, engine=LAZY["polars"])
    assert len(made) == len(numpys(np.array(values, float), rule))


def test_rule_of_many_values_with_quartiles_in_one_cell(lazy_engine):
    rng = np.random.default_rng(0)
    x = np.r_[rng.normal(0, 1e-3, 20_000), 100.0, -100.0]
    expected = len(np.histogram_bin_edges(x, "scott"))
    assert len(edges(x, "scott", engine=lazy_engine)) == expected
    made, exact = (edges(x, "fd", binrange=(-0.005, 0.005), engine=e) for e in (lazy_engine, None))
    np.testing.assert_allclose(made, exact)


def test_stone_fetches_the_values(lazy_engine):
    x = SAMPLES["normal"]
    np.testing.assert_array_equal(
        edges(x, "stone", engine=lazy_engine), np.histogram_bin_edges(x, "stone")
    )


def test_fd_with_an_outlier_does_not_fill_the_memory(engine):
    x = np.r_[np.linspace(0, 1, 1_000), 1e12]
    assert len(edges(x, "fd", engine=engine)) == MOST_BINS + 1


@pytest.mark.parametrize("options", [{}, {"bins": 5}, {"bins": "fd"}], ids=str)
@pytest.mark.parametrize("x", [[2.0**52 + 2], [2.0**53, 2.0**53 + 2]], ids=["one", "two"])
def test_numbers_so_large_that_no_bins_fit_between(engine, x, options):
    data = relation(engine, {"x": x})
    made = find_edges(data, options.get("bins", "auto"), None, None, False)
    assert made[0] <= min(x) <= max(x) <= made[-1]
    assert (np.diff(made) > 0).all()
    counts = np.histogram(x, made)[0]
    assert counts.sum() == len(x)


@pytest.mark.parametrize("missing", [np.nan, np.inf, -np.inf])
def test_rules_see_finite_values_only(missing):
    x = SAMPLES["normal"]
    made = edges(np.r_[missing, x, missing], binrange=(-2, 2))
    np.testing.assert_array_equal(made, np.histogram_bin_edges(x, "auto", (-2, 2)))


@pytest.mark.parametrize("bins", [1, 7, np.int64(7), 12.0])
def test_number_of_bins(engine, bins):
    made = edges([2.0, 3.0, 9.0], bins, engine=engine)
    np.testing.assert_array_equal(made, np.linspace(2, 9, int(bins) + 1))


def test_edges_as_given(engine):
    assert edges([1.0], [0, 1, 4, 10], engine=engine).tolist() == [0, 1, 4, 10]


@pytest.mark.parametrize(
    ("width", "n"), [(1.0, 10), (3.0, 3), (4.0, 2), (100, 1), (np.float32(2.5), 4)]
)
def test_binwidth_is_rounded_so_that_bins_fit(width, n):
    np.testing.assert_allclose(edges([0.0, 10.0], binwidth=width), np.linspace(0, 10, n + 1))


@pytest.mark.parametrize(
    ("bins", "binwidth", "n"), [(5, None, 5), ("auto", 0.5, 4), ("sturges", None, 1)]
)
def test_binrange(bins, binwidth, n):
    made = edges([0.0, 10.0], bins, binwidth, (4, 6))
    np.testing.assert_allclose(made, np.linspace(4, 6, n + 1))


@pytest.mark.parametrize(
    ("x", "expected"),
    [
        ([1, 3], [0.5, 1.5, 2.5, 3.5]),
        ([-1, 0], [-1.5, -0.5, 0.5]),
        ([4], [3.5, 4.5]),
        ([0.6, 2.2], [0.5, 1.5, 2.5, 3.5]),
    ],
)
def test_discrete_bins_are_centred_on_whole_numbers(engine, x, expected):
    assert edges(x, discrete=True, engine=engine).tolist() == expected


def test_no_values(engine):
    data = relation(engine, {"x": [1.0]})
    made = find_edges(data.filter(data["x"] > 2), "auto", None, None, False)
    assert made.tolist() == [0.0, 1.0]


class TestTimes:
    SPAN = days("2024-01-10", "2024-03-20")

    @pytest.mark.parametrize(
        "width",
        [timedelta(days=7), pd.Timedelta("7D"), np.timedelta64(7, "D"), "7D", "168h"],
        ids=str,
    )
    def test_seven_days(self, width):
        np.testing.assert_allclose(
            edges(self.SPAN, binwidth=width, units=TIME), np.linspace(*self.SPAN, 11)
        )

    @pytest.mark.parametrize(
        ("width", "expected"),
        [
            ("1MS", ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"]),
            ("MS", ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"]),
            ("2M", ["2024-01-01", "2024-03-01", "2024-05-01"]),
            ("1QS", ["2024-01-01", "2024-04-01"]),
            ("YS", ["2024-01-01", "2025-01-01"]),
        ],
    )
    def test_calendar_periods_start_at_their_own_beginnings(self, width, expected):
        assert edges(self.SPAN, binwidth=width, units=TIME).tolist() == days(*expected)

    @pytest.mark.parametrize("width", ["1W", "W"])
    def test_weeks_begin_on_monday(self, width):
        made = edges(self.SPAN, binwidth=width, units=TIME)
        assert made.tolist()[:2] == days("2024-01-08", "2024-01-15")
        assert made.tolist()[-1:] == days("2024-03-25")

    @pytest.mark.parametrize("width", ["1D", "D", timedelta(days=1), "24h"])
    def test_days_begin_at_midnight(self, width):
        span = days("2024-01-10T15:00", "2024-01-12T03:00")
        expected = days("2024-01-10", "2024-01-11", "2024-01-12", "2024-01-13")
        assert edges(span, binwidth=width, units=TIME).tolist() == expected

    def test_each_of_some_dates_has_its_day(self):
        span = days("2024-01-10", "2024-01-12")
        assert len(edges(span, binwidth="1D", units=TIME)) == 4

    @pytest.mark.parametrize(
        ("width", "first"), [("1D", "2024-03-09T05:00"), ("1W", "2024-03-04T05:00"),
                             ("1MS", "2024-03-01T05:00"), ("6h", "2024-03-09T11:00")],
    )  # fmt: skip
    def test_periods_of_a_time_zone(self, width, first):
        units = {"x": replace(TIME["x"], zone="America/New_York")}
        made = edges(days("2024-03-09T12:00", "2024-03-12T01:00"), binwidth=width, units=units)
        assert made[0] == pytest.approx(days(first)[0])
        if width == "1D":
            np.testing.assert_allclose(np.diff(made) * 24, [24, 23, 24])

    def test_months_before_1970(self):
        span = days("1969-11-30T12:00", "1969-12-31T18:00")
        expected = days("1969-11-01", "1969-12-01", "1970-01-01")
        assert edges(span, binwidth="1MS", units=TIME).tolist() == expected

    def test_a_value_at_the_end_of_a_month(self):
        span = days("2024-01-01", "2024-02-01")
        expected = days("2024-01-01", "2024-02-01", "2024-03-01")
        assert edges(span, binwidth="1MS", units=TIME).tolist() == expected

    @pytest.mark.parametrize(
        "bins",
        [
            ["2024-01-01", "2024-02-15"],
            [date(2024, 1, 1), date(2024, 2, 15)],
            [datetime(2024, 1, 1), np.datetime64("2024-02-15")],
            pd.to_datetime(["2024-01-01", "2024-02-15"]),
        ],
    )
    def test_dates_as_edges(self, bins):
        assert edges(self.SPAN, bins, units=TIME).tolist() == days("2024-01-01", "2024-02-15")

    def test_dates_as_range(self):
        made = edges(self.SPAN, 2, binrange=("2024-02-01", date(2024, 2, 3)), units=TIME)
        assert made.tolist() == days("2024-02-01", "2024-02-02", "2024-02-03")

    def test_durations(self):
        made = edges([0.0, 1.0], binwidth="6h", units=DURATION)
        assert made.tolist() == [0.0, 0.25, 0.5, 0.75, 1.0]


def test_edges_and_range_on_a_log_axis_are_in_axis_units():
    assert edges([0.0, 3.0], [0, 1, 3], units=ON_LOG).tolist() == [0.0, 1.0, 3.0]
    assert edges([0.0, 3.0], 2, binrange=(0, 2), units=ON_LOG).tolist() == [0.0, 1.0, 2.0]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"bins": 0}, "whole number from 1 to 100,000"),
        ({"bins": 2.5}, "whole number"),
        ({"bins": 10**6}, "whole number"),
        ({"bins": [1]}, "at least two edges in increasing order"),
        ({"bins": [1, 1]}, "increasing"),
        ({"bins": [3, 2]}, "increasing"),
        ({"bins": [-np.inf, 1, np.inf]}, "finite edges, not from -inf to inf"),
        ({"binwidth": 0}, "binwidth must be positive, not 0"),
        ({"binwidth": -1.0}, "binwidth must be positive"),
        ({"binwidth": np.nan}, "binwidth must be positive"),
        ({"binwidth": 1e-9}, "whole number from 1 to 100,000"),
        ({"binwidth": "7D"}, "must be a number on this axis, not '7D'"),
        ({"binwidth": timedelta(7)}, "must be a number on this axis"),
        ({"binwidth": "1MS", "units": DURATION}, "periods need times"),
        ({"binwidth": "1X", "units": TIME}, r"Unknown binwidth '1X'\. Write a number and a unit"),
        ({"binrange": (2, 1)}, r"binrange must be \(low, high\), not \(2, 1\)"),
        ({"discrete": True, "binrange": (0, 1e9)}, "whole number from 1 to 100,000"),
    ],
    ids=lambda value: f"{next(iter(value.items()))}" if isinstance(value, dict) else "",
)
def test_wrong_bins(options, message):
    with pytest.raises(PlotSpecError, match=message):
        edges([0.0, 10.0], **options)


UNEVEN = np.array([-3.0, -1.0, 0.0, 0.1, 4.0, 10.0])


@pytest.mark.parametrize(
    "inner",
    [np.linspace(-3, 10, 14), np.linspace(0.1, 0.9, 9), np.linspace(0, 1, 2), UNEVEN],
    ids=["whole", "tenths", "one", "uneven"],
)
def test_bins_are_numpys_but_for_rounding(engine, inner):
    rng = np.random.default_rng(2)
    near = np.r_[np.nextafter(inner, -np.inf), inner, np.nextafter(inner, np.inf)]
    x = np.r_[near, rng.uniform(inner[0], inner[-1], 500)]
    x = x[(x >= inner[0]) & (x <= inner[-1])]
    data = relation(engine, {"x": x})
    lazy = not isinstance(data, Table)
    bins = with_bins(data, "bin", "x", inner).collect()["bin"] if lazy else Places(inner)(x)
    counts = np.bincount(bins.astype(int), minlength=len(inner) - 1)
    edge = inner[np.abs(x[:, None] - inner).argmin(axis=1)]
    there = np.where(np.isclose(x, edge, rtol=0, atol=1e-14), edge, x)
    assert counts.tolist() == np.histogram(there, inner)[0].tolist()


@pytest.mark.parametrize("stat", [so.Hist(bins=3), so.Hist(binwidth=1.0)], ids=["three", "one"])
def test_bins_of_the_least_numbers_there_are(lazy_engine, stat):
    x = np.arange(-5, 6) * 5e-324
    made, expected = (
        stat(relation(engine, {"x": x}), ()).collect() for engine in (lazy_engine, None)
    )
    np.testing.assert_array_equal(made["y"], expected["y"])


@pytest.mark.parametrize("rule", ["scott", "doane"])
@pytest.mark.parametrize("size", [1e-150, 1e150])
def test_rules_by_moments_of_the_least_and_the_largest_numbers(lazy_engine, rule, size):
    x = np.random.default_rng(0).gamma(2.0, size=60)
    found = edges(x * size, rule, engine=lazy_engine)
    np.testing.assert_allclose(found, np.histogram_bin_edges(x, rule) * size, rtol=1e-12)
