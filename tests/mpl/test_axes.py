"""Axes have the true scale, the ticks that were asked for, and understand what a user adds."""

import datetime

import matplotlib.dates as mdates
import numpy as np
import pytest
from matplotlib import ticker

from plotkit.data.kind import Kind
from plotkit.scales.continuous import Continuous
from plotkit.scales.nominal import Nominal
from plotkit.scales.temporal import Temporal
from tests.mpl.drawings import drawing, laid_out, levels, numbers, points, times

DAY = 19000.0  # in January 2022


def axis_of(draw, plan):
    figure = draw(drawing(points([[0, 0]]), x=plan)).figure
    laid_out(figure)
    return figure.axes[0].xaxis


def labels(axis):
    return [label.get_text() for label in axis.get_ticklabels() if label.get_visible()]


def shown(axis):
    low, high = sorted(axis.get_view_interval())
    return [tick for tick in axis.get_majorticklocs() if low * 0.999 <= tick <= high * 1.001]


@pytest.mark.parametrize(
    ("trans", "name"),
    [(None, "linear"), ("log", "log"), ("ln", "log"), ("log2", "log"), ("logit", "logit"),
     ("sqrt", "function"), ("symlog", "function"), ("pow3", "function"),
     ((np.log1p, np.expm1), "function")],
)  # fmt: skip
def test_scale_is_true(draw, trans, name):
    axis = axis_of(draw, numbers(0.1, 0.9, Continuous(trans=trans)))
    assert axis.get_scale() == name
    np.testing.assert_allclose(axis.get_view_interval(), (0.1, 0.9))
    assert shown(axis)


def test_reversed_limits_are_kept(draw):
    axis = axis_of(draw, numbers(10, 0))
    assert axis.get_inverted()


def test_a_single_place_gets_room(draw):
    axis = axis_of(draw, numbers(3, 3))
    assert tuple(axis.get_view_interval()) == (2.5, 3.5)


@pytest.mark.parametrize(
    ("tick", "expected"),
    [
        ({"at": [1, 4]}, [1, 4]),
        ({"count": 3}, [0, 5, 10]),
        ({"count": 3, "between": (2, 8)}, [2, 5, 8]),
        ({"every": 2.5}, [0, 2.5, 5, 7.5, 10]),
        ({"every": 2, "between": (3, 8)}, [4, 6, 8]),
        ({"upto": 3}, [0, 5, 10]),
        ({"upto": 2}, [0, 10]),
    ],
)
def test_ticks_asked_for(draw, tick, expected):
    axis = axis_of(draw, numbers(0, 10, Continuous().tick(**tick)))
    np.testing.assert_allclose(shown(axis), expected)


@pytest.mark.parametrize("most", range(1, 12))
def test_upto_is_a_limit(draw, most):
    assert len(shown(axis_of(draw, numbers(0, 10, Continuous().tick(upto=most))))) <= most


def test_ticks_on_a_log_axis(draw):
    scale = Continuous(trans="log").tick(count=4, between=(1, 1000))
    np.testing.assert_allclose(shown(axis_of(draw, numbers(1, 1000, scale))), [1, 10, 100, 1000])
    few = axis_of(draw, numbers(1, 1e12, Continuous(trans="log").tick(upto=4)))
    assert len(shown(few)) <= 5
    minor = axis_of(draw, numbers(1, 100, Continuous(trans="log").tick(minor=1)))
    assert {5.0, 50.0} <= set(minor.get_minorticklocs().tolist())


def test_minor_ticks(draw):
    axis = axis_of(draw, numbers(0, 10, Continuous().tick(every=5, minor=4)))
    np.testing.assert_allclose(axis.get_minorticklocs()[:4], [1, 2, 3, 4])


def test_the_users_locator_is_copied(draw):
    locator, formatter = ticker.MultipleLocator(4), ticker.StrMethodFormatter("<{x:g}>")
    scale = Continuous().tick(locator).label(formatter)
    axis = axis_of(draw, numbers(0, 10, scale))
    assert labels(axis)[1:-1] == ["<0>", "<4>", "<8>"]
    assert locator.axis is None
    assert formatter.axis is None


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ({"like": ".1f"}, "1000.0"),
        ({"like": "{x:,.0f} km"}, "1,000 km"),
        ({"like": lambda x, pos: f"~{x:g}"}, "~1000"),
        ({"unit": "m"}, "1 km"),
        ({"unit": ("", "m")}, "1km"),
        ({"base": 10}, "$\\mathdefault{10^{3}}$"),
    ],
)
def test_labels_asked_for(draw, label, expected):
    axis = axis_of(draw, numbers(0, 2000, Continuous().tick(at=[1000]).label(**label)))
    assert labels(axis)[0].startswith(expected)


def test_plain_labels_on_a_log_axis(draw):
    axis = axis_of(draw, numbers(0.01, 1e6, Continuous(trans="log").label(base=None)))
    assert {"0.01", "1", "1000000"} <= set(labels(axis))


def test_labels_asked_for_also_where_no_power_fits(draw):
    scale = Continuous(trans="log").label(like="{x:g}!")
    axis = axis_of(draw, numbers(2, 7, scale))
    assert "3!" in labels(axis)


def test_symlog(draw):
    axis = axis_of(draw, numbers(-1000, 1000, Continuous(trans="symlog")))
    assert {-100.0, 0.0, 100.0} <= set(shown(axis))
    assert "$\\mathdefault{10^{2}}$" in labels(axis)


def test_levels(draw):
    axis = axis_of(draw, levels("a", "b", 4.0))
    assert labels(axis) == ["a", "b", "4"]
    assert not any(line.get_visible() for line in axis.get_gridlines())
    relabelled = Nominal().label(like={"a": "first"})
    assert labels(axis_of(draw, levels("a", "b", scale=relabelled))) == ["first", "b"]
    every_other = Nominal().tick(ticker.MultipleLocator(2))
    written = labels(axis_of(draw, levels("a", "b", "c", scale=every_other)))
    assert [text for text in written if text] == ["a", "c"]
    formatted = Nominal().label(ticker.StrMethodFormatter("no {x:g}"))
    assert labels(axis_of(draw, levels("a", "b", scale=formatted))) == ["no 0", "no 1"]


def test_a_level_can_be_named_later(draw):
    ax = draw(drawing(points([[0, 0]]), x=levels("a", "b", "c"))).axes[0]
    line = ax.axvline("b")
    laid_out(ax.figure)
    assert line.get_xydata()[0][0] == 1
    ax.axvline(0.5)
    assert labels(ax.xaxis) == ["a", "b", "c"]


def test_times(draw):
    axis = axis_of(draw, times(DAY, DAY + 10))
    assert isinstance(axis.get_major_locator(), mdates.AutoDateLocator)
    assert labels(axis)[0].startswith("2022-01")
    assert len(shown(axis)) <= 6
    concise = axis_of(draw, times(DAY, DAY + 10, Temporal().label(concise=True)))
    assert isinstance(concise.get_major_formatter(), mdates.ConciseDateFormatter)


def test_times_are_written_in_their_zone(draw):
    utc = axis_of(draw, times(DAY, DAY + 0.5))
    tokyo = axis_of(draw, times(DAY, DAY + 0.5, zone="Asia/Tokyo"))
    assert labels(utc)[0] != labels(tokyo)[0]
    hours = [int(labels(each)[0][:2]) for each in (utc, tokyo)]
    assert hours[0] < 9 <= hours[1]  # it is midnight in London


def test_a_time_can_be_written_later(draw):
    ax = draw(drawing(points([[DAY, 0]]), x=times(DAY, DAY + 10))).axes[0]
    before = ax.get_xlim()
    ax.axvline(datetime.datetime(2022, 1, 12))
    ax.axvline(datetime.datetime(2022, 1, 12, tzinfo=datetime.UTC))
    laid_out(ax.figure)
    assert ax.get_xlim() == before == (DAY, DAY + 10)
    assert isinstance(ax.xaxis.get_major_formatter(), mdates.AutoDateFormatter)


def test_durations(draw):
    axis = axis_of(draw, times(0, 0.5, kind=Kind.DURATION))
    assert labels(axis) == ["0 h", "2 h", "4 h", "6 h", "8 h", "10 h", "12 h"]
    few = axis_of(draw, times(0, 0.5, Temporal().tick(upto=2), kind=Kind.DURATION))
    assert labels(few) == ["0 h", "12 h"]


def test_titles_and_labels(draw):
    primitive = points([[0, 0]])
    rendered = draw(
        drawing(primitive, x=numbers(0, 1, label="across"), title="Title", row_title="a row")
    )
    laid_out(rendered.figure)
    ax = rendered.axes[0]
    assert ax.get_xlabel() == "across"
    assert ax.get_title() == "Title"
    (row_title,) = ax.texts
    assert row_title.get_text() == "a row"
    assert row_title.get_window_extent().x0 >= ax.bbox.x1


def test_inner_panels_have_no_tick_labels(draw):
    axis = axis_of(draw, numbers(0, 1e9, ticklabels=False))
    assert not any(labels(axis))
    assert not axis.offsetText.get_visible()
