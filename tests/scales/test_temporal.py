from datetime import UTC, date, datetime, timedelta, timezone

import matplotlib.colors as mc
import numpy as np
import pandas as pd
import pytest
from matplotlib import dates, ticker
from numpy.testing import assert_allclose, assert_array_equal

from plotkit.data.column import Column
from plotkit.data.convert import to_column
from plotkit.data.kind import Kind
from plotkit.data.summary import Summary
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.properties.registry import PROPERTIES
from plotkit.scales.base import TickLabels, Ticks
from plotkit.scales.instants import duration_days, instant, instant_days
from plotkit.scales.temporal import Temporal

TIMES = Summary(Kind.TIME, 0.0, 10.0)
PARIS = Summary(Kind.TIME, 19905.0, 19915.0, zone="Europe/Paris")  # 2024-07-01 ...
LENGTHS = Summary(Kind.DURATION, 0.0, 1.0)
ALPHA = PROPERTIES["alpha"]


# ------------------------------------------------------------------------------------------- axes


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (np.array(["1970-01-01", "1970-01-03", "NaT"], "datetime64[D]"), [0, 2, np.nan]),
        (np.array(["1970-01-01T06"], "datetime64[ns]"), [0.25]),
        ([date(1970, 1, 2), None], [1, np.nan]),
        ([datetime(1970, 1, 2, 12), datetime(1970, 1, 1)], [1.5, 0]),
        (pd.to_datetime(["1970-01-02T01:00"]).tz_localize("Europe/Paris"), [1]),
        (pd.PeriodIndex(["1970-02"], freq="M"), [31]),
        (np.array([36, 12], "m8[h]"), [1.5, 0.5]),
        ([timedelta(days=-1), timedelta(hours=6)], [-1, 0.25]),
    ],
    ids=["numpy", "ns", "dates", "datetimes", "zone", "periods", "timedelta64", "timedeltas"],
)
def test_axis_in_days(values, expected):
    column = to_column(values, "t")
    axis = Temporal().train_axis(column.summary())
    assert axis.units.kind is column.kind and not axis.discrete and axis.units.linear
    placed = axis.to_units(column)
    assert_allclose(placed, expected)
    assert axis.invert(placed) is placed


def test_numbers_are_days():
    axis = Temporal().train_axis(Summary(Kind.NUMBER, 0.0, 3.0))
    assert axis.units.kind is Kind.TIME
    assert_array_equal(axis.to_units(Column(Kind.NUMBER, np.array([0, 3]))), [0, 3])


def test_categories_are_refused(theme):
    summary = Summary(Kind.CATEGORY, levels=("Mon", "Tue"))
    with pytest.raises(PlotSpecError, match=r"A time axis needs numbers.*'Mon', 'Tue'"):
        Temporal().train_axis(summary)
    with pytest.raises(PlotSpecError, match="A time scale of alpha needs numbers"):
        Temporal().train_property(summary, ALPHA, theme)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1970-01-02", 1),
        ("1970-01-02T06:00", 1.25),
        ("1970-01-02 06:00:00", 1.25),
        ("1970-02", 31),
        ("1971", 365),
        ("1970-01-02T06:00+06:00", 1),
        ("1970-01-02T06:00Z", 1.25),
        (date(1970, 1, 3), 2),
        (datetime(1970, 1, 1, 12), 0.5),
        (datetime(1970, 1, 1, 12, tzinfo=timezone(timedelta(hours=12))), 0),
        (np.datetime64("1970-01-11"), 10),
        (np.datetime64("1970-02"), 31),
        (pd.Timestamp("1970-01-02"), 1),
        (pd.Timestamp("1970-01-02", tz="UTC"), 1),
        (5, 5),
        (np.float32(0.5), 0.5),
    ],
)
def test_instants_as_people_write_them(value, expected):
    assert instant_days(value) == expected
    assert Temporal().train_axis(TIMES).parse(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-07-01", "2024-06-30T22:00"),
        ("2024-01-01", "2023-12-31T23:00"),
        (date(2024, 7, 1), "2024-06-30T22:00"),
        (datetime(2024, 7, 1, 2), "2024-07-01T00:00"),
        (pd.Timestamp("2024-07-01 02:00"), "2024-07-01T00:00"),
        (datetime(2024, 7, 1, 2, tzinfo=UTC), "2024-07-01T02:00"),
        ("2024-07-01T02:00Z", "2024-07-01T02:00"),
        ("2024-07", "2024-06-30T22:00"),
        (np.datetime64("2024-07-01T02:00"), "2024-07-01T02:00"),
    ],
)
def test_times_without_zone_are_those_of_the_data(value, expected):
    assert instant(value, "Europe/Paris") == np.datetime64(expected)
    parsed = Temporal().train_axis(PARIS).parse(value)
    assert parsed == instant_days(np.datetime64(expected))


@pytest.mark.parametrize("value", ["soon", "2024-13-01", "01/02/2024", ""])
def test_text_that_is_no_date(value):
    with pytest.raises(PlotSpecError, match="is not a date; write it as '2024-01-31'"):
        Temporal().train_axis(TIMES).parse(value)


@pytest.mark.parametrize("value", [None, (1, 2), timedelta(days=1)])
def test_no_instants(value):
    with pytest.raises(PlotSpecError, match="A time scale needs dates, times or ISO text, not"):
        instant_days(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (timedelta(hours=36), 1.5),
        (np.timedelta64(6, "h"), 0.25),
        (pd.Timedelta("12h"), 0.5),
        (2, 2),
    ],
)
def test_durations_as_people_write_them(value, expected):
    assert duration_days(value) == expected
    assert Temporal().train_axis(LENGTHS).parse(value) == expected


@pytest.mark.parametrize("value", ["1 day", None, date(2024, 1, 1)])
def test_no_durations(value):
    with pytest.raises(PlotSpecError, match="durations needs timedeltas or days, not"):
        Temporal().train_axis(LENGTHS).parse(value)


# ------------------------------------------------------------------------------------------ looks


@pytest.mark.parametrize(
    ("norm", "summary", "values", "expected"),
    [
        (None, TIMES, [0, 5, 10, np.nan], [0, 0.5, 1, np.nan]),
        (("1970-01-03", "1970-01-05"), TIMES, [-99, 3, 99], [0, 0.5, 1]),
        ((date(1970, 1, 3), None), TIMES, [0, 6, 10], [0, 0.5, 1]),
        ((None, np.datetime64("1970-01-05")), TIMES, [0, 2, 10], [0, 0.5, 1]),
        (("2024-07-02", "2024-07-04"), PARIS, [19906 - 2 / 24, 19907 - 2 / 24], [0, 0.5]),
        ((timedelta(0), timedelta(hours=12)), LENGTHS, [0, 0.25, 1], [0, 0.5, 1]),
        (mc.Normalize(2, 4), TIMES, [0, 3, 9], [0, 0.5, 1]),
    ],
    ids=["data", "text", "open end", "open start", "zone", "durations", "Normalize"],
)
def test_norm(norm, summary, values, expected, theme):
    look = Temporal((0, 1), norm=norm).train_property(summary, ALPHA, theme)
    assert_allclose(look.outputs(np.array(values)), expected, atol=1e-9)


def test_wrong_norm(theme):
    with pytest.raises(PlotSpecError, match="'soon' is not a date"):
        Temporal(norm=("soon", None)).train_property(TIMES, ALPHA, theme)
    with pytest.raises(PlotSpecError, match=r"norm must be \(low, high\)"):
        Temporal(norm="2024-01-01").train_property(TIMES, ALPHA, theme)


def test_one_instant_and_none(theme):
    look = Temporal((0, 1)).train_property(Summary(Kind.TIME, 3.0, 3.0), ALPHA, theme)
    assert_allclose(look.outputs(np.array([3.0])), [0.5])
    assert look.entries() == ((3.0,), ("1970-01-04",))
    nothing = Temporal().train_property(Summary(Kind.NUMBER), ALPHA, theme)
    assert np.isnan(nothing.outputs(np.array([np.nan]))).all()


# -------------------------------------------------------------------------------- ticks and labels


@pytest.mark.parametrize(
    ("scale", "summary", "expected"),
    [
        (Temporal(), TIMES, [f"1970-01-{d:02}" for d in (1, 3, 5, 7, 9, 11)]),
        (Temporal(), Summary(Kind.TIME, 0.0, 3 * 365.0),
         ["1970-01", "1970-07", "1971-01", "1971-07", "1972-01", "1972-07"]),
        (Temporal(), PARIS, [f"2024-07-{d:02}" for d in (2, 4, 6, 8, 10)]),
        (Temporal(norm=("1970-02-01", "1970-01-30")), TIMES,
         ["01-30 00:00", "01-30 12:00", "01-31 00:00", "01-31 12:00", "02-01 00:00"]),
        (Temporal().tick(upto=3), TIMES, ["1970-01-01", "1970-01-06", "1970-01-11"]),
        (Temporal().tick(upto=1), TIMES, ["1970"]),
        (Temporal().tick(dates.DayLocator([1, 6])), TIMES, ["1970-01-01", "1970-01-06"]),
        (Temporal().tick(ticker.MultipleLocator(5)), TIMES, ["1970-01-01", "1970-01-06",
                                                             "1970-01-11"]),
        (Temporal().tick(dates.YearLocator()), Summary(Kind.TIME, 5.0, 10.0), ["1970-01-06"]),
        (Temporal().tick(ticker.FixedLocator([0, 10])).label(dates.DateFormatter("%b %d")), TIMES,
         ["Jan 01", "Jan 11"]),
        (Temporal(), LENGTHS, ["0 h", "6 h", "12 h", "18 h", "24 h"]),
        (Temporal().tick(upto=2), LENGTHS, ["0 d", "1 d"]),
        (Temporal().tick(ticker.MultipleLocator(0.5)), LENGTHS, ["0 h", "12 h", "24 h"]),
    ],
)  # fmt: skip
def test_entries(scale, summary, expected, theme):
    values, labels = scale.train_property(summary, ALPHA, theme).entries()
    assert list(labels) == expected
    assert len(values) == len(labels) and all(type(value) is float for value in values)


def test_tick_and_label_return_copies():
    locator, formatter = dates.DayLocator(), dates.DateFormatter("%d")
    first = Temporal((1, 2), norm=(0, 5))
    ticked = first.tick(locator)
    labelled = ticked.label(concise=True)
    assert first.ticks_ == Ticks() and first.labels_ == TickLabels()
    assert ticked.ticks_ == Ticks(locator=locator) and ticked.norm == (0, 5)
    assert ticked.tick(upto=4).ticks_ == Ticks(upto=4)
    assert labelled.labels_ == TickLabels(concise=True) and labelled.ticks_.locator is locator
    assert labelled.label(formatter).labels_ == TickLabels(formatter=formatter)
    axis = labelled.train_axis(PARIS)
    assert axis.labels.concise and axis.ticks.locator is locator and axis.summary.zone


@pytest.mark.parametrize(
    ("method", "kws", "error", "message"),
    [
        ("tick", {"locator": "1D"}, PlotTypeError, "must be a matplotlib Locator, not '1D'"),
        ("tick", {"upto": 0}, PlotTypeError, "whole number of at least 1"),
        ("tick", {"upto": 2.5}, PlotTypeError, "whole number of at least 1"),
        ("tick", {"locator": dates.DayLocator(), "upto": 3}, PlotSpecError, "not both"),
        ("label", {"formatter": "%Y"}, PlotTypeError, "must be a matplotlib Formatter, not '%Y'"),
    ],
)
def test_wrong_ticks_and_labels(method, kws, error, message):
    with pytest.raises(error, match=message):
        getattr(Temporal(), method)(**kws)
