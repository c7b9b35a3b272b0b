"""Plans on real axes: they show what the plan says, and obey what a user does afterwards."""

import copy
import pickle

import matplotlib.dates as mdates
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from matplotlib import ticker
from matplotlib.axis import Axis
from matplotlib.figure import Figure

import plotkit.objects as so
from plotkit.data.kind import Kind
from plotkit.mpl.axis.formatters import FittedFormatter
from plotkit.mpl.axis.native import CalendarFormatter, CalendarLocator
from plotkit.mpl.axis.ticks import PlanFormatter, PlanLocator
from plotkit.mpl.theme import theme
from plotkit.properties.nativeticks import TickFamily
from plotkit.scales.continuous import Continuous
from plotkit.scales.nominal import Nominal
from plotkit.scales.temporal import Temporal
from plotkit.spec import LayoutSpec
from plotkit.themes import DEFAULT
from tests.mpl.drawings import drawing, laid_out, levels, numbers, points, times

THEME = theme(DEFAULT)
DOT = points([[0, 0]])
DAY = 19000.0
LARGE, SMALL = (8, 6), (1.6, 1.3)
POWER = "$\\mathdefault{{10^{{{}}}}}$".format


def in_view(axis: Axis):
    """Return places and labels of the ticks that an axis shows, major and minor, and its offset."""
    ends = axis.get_transform().transform(np.array(axis.get_view_interval()))
    slack = 1e-10 * abs(ends[1] - ends[0])
    found = []
    for locs, formatter in (
        (axis.get_majorticklocs(), axis.get_major_formatter()),
        (axis.get_minorticklocs(), axis.get_minor_formatter()),
    ):
        places = np.asarray(locs, dtype=float)
        texts = formatter.format_ticks(places.tolist()) if len(places) else []
        at = axis.get_transform().transform(places)
        shown = (at >= min(ends) - slack) & (at <= max(ends) + slack)
        found.append(
            (places[shown], [text for text, each in zip(texts, shown, strict=True) if each])
        )
    return *found, axis.get_major_formatter().get_offset()


def axis_of(draw, plan, size=LARGE):
    rendered = draw(drawing(DOT, x=plan, layout=LayoutSpec(size)))
    laid_out(rendered.figure)
    return rendered.axes[0].xaxis


def ordinary(scale, low, high, size, **kwargs):
    """Return the axis of an ordinary figure under the theme."""
    ax = Figure(size).subplots()
    ax.set_xscale(scale, **kwargs)
    ax.set_xlim(low, high)
    return ax.xaxis


# ------------------------------------------------------------- what matplotlib has, without an axis


def check_native(family, axis, low, high):
    """The ticks of a family are those of an ordinary axis."""
    native, space = THEME.native_ticks(family), axis.get_tick_space()
    (places, texts), (minor, small), offset = in_view(axis)
    found = native.positions(low, high, space)
    labels = native.labels(found.tolist(), low, high)
    shown = [i for i, x in enumerate(found) if x in set(places.tolist())]
    np.testing.assert_array_equal(found[shown], places)
    assert [labels[i] for i in shown] == texts
    assert native.offset(found.tolist(), low, high) == offset
    between = native.minor_positions(low, high, space)
    there = np.isin(between, minor)
    np.testing.assert_array_equal(between[there], minor)
    written = native.labels(between.tolist(), low, high, minor=True)
    assert [text for text, each in zip(written, there, strict=True) if each] == small


@given(st.floats(-1e6, 1e6), st.floats(-6, 9), st.sampled_from([(8, 6), (4, 3), (1.5, 1)]))
def test_linear_ticks_are_those_of_an_ordinary_axis(low, magnitude, size):
    high = low + 10**magnitude
    assume(high - low > 1e-9 * abs(low))
    with THEME.context():
        check_native(TickFamily("linear"), ordinary("linear", low, high, size), low, high)


@given(
    st.floats(-20, 20),
    st.floats(0.05, 12),
    st.sampled_from([2.0, 10.0]),
    st.sampled_from([(8, 6), (4, 3), (1.5, 1)]),
)
def test_powers_are_those_of_an_ordinary_axis(start, span, base, size):
    low, high = base**start, base ** (start + span)
    with THEME.context():
        axis = ordinary("log", low, high, size, base=base)
        check_native(TickFamily("log", base=base), axis, low, high)


@given(st.floats(1e-9, 0.5), st.floats(0.51, 1 - 1e-9), st.sampled_from([(8, 6), (1.5, 1)]))
def test_minor_shares_are_those_of_an_ordinary_axis(low, high, size):
    with THEME.context():
        axis = ordinary("logit", low, high, size)
        (_, _), (minor, _), _ = in_view(axis)
        found = THEME.native_ticks(TickFamily("logit")).minor_positions(
            low, high, axis.get_tick_space()
        )
    np.testing.assert_array_equal(found[np.isin(found, minor)], minor)


@given(
    st.floats(-20_000, 40_000),
    st.floats(-4, 4.5),
    st.sampled_from([None, "Asia/Tokyo", "America/New_York"]),
    st.booleans(),
)
def test_times_are_those_of_an_ordinary_axis(low, magnitude, zone, concise):
    high = low + 10**magnitude
    family = TickFamily("time", zone=zone, concise=concise)
    native = THEME.native_ticks(family)
    axis = ordinary("linear", low, high, LARGE)
    locator = native.locator()
    axis.set_major_locator(locator)
    axis.set_major_formatter(native.formatter(locator))
    check_native(family, axis, low, high)
    assert len(in_view(axis)[0][0]) <= 7


@pytest.mark.parametrize("most", range(1, 8))
@pytest.mark.parametrize(
    ("family", "low", "high"),
    [
        (TickFamily("linear"), 0.5, 9.5),
        (TickFamily("log"), 0.5, 3e9),
        (TickFamily("time"), DAY, DAY + 20),
    ],
)
def test_matplotlib_can_be_asked_for_fewer(family, low, high, most):
    found = THEME.native_ticks(family).positions(low, high, 9, most)
    usual = THEME.native_ticks(family).positions(low, high, 9)
    within = [np.count_nonzero((each >= low) & (each <= high)) for each in (found, usual)]
    assert 1 <= within[0] <= most < 10 and within[0] <= within[1]


def test_where_matplotlib_chooses_so_does_it_on_an_axis_of_ours(draw):
    """Its own objects are there, and show what the plan says for the space that there is."""
    for plan in (numbers(-3, 2.5e7), numbers(2, 6e4, Continuous(trans="log")), times(DAY, DAY + 9)):
        axis = axis_of(draw, plan)
        (places, texts), (minor, small), offset = in_view(axis)
        low, high = sorted(axis.get_view_interval())
        found = plan.tick_plan.ticks(low, high, axis.get_tick_space())
        assert found.positions == tuple(places) and found.labels == tuple(texts)
        assert found.minor == tuple(minor) and found.minor_labels == tuple(small)
        assert found.offset == offset
        assert not isinstance(axis.get_major_locator(), PlanLocator)


def test_the_user_may_change_the_ticks_of_a_logarithm(draw):
    axis = axis_of(draw, numbers(1, 99, Continuous(trans="log")))
    assert in_view(axis)[0][0].tolist() == [1, 2, 5, 10, 20, 50]
    axis.get_major_locator().set_params(subs=[1, 3])
    assert in_view(axis)[0][0].tolist() == [1, 3, 10, 30]


KEPT = [
    (numbers(0, 10), ticker.AutoLocator, ticker.ScalarFormatter),
    (numbers(0, 10, Continuous(trans="sqrt")), ticker.AutoLocator, ticker.ScalarFormatter),
    (numbers(1, 99, Continuous(trans="log")), ticker.LogLocator, PlanFormatter),
    (times(DAY, DAY + 9), mdates.AutoDateLocator, CalendarFormatter),
    (times(DAY, DAY + 9, Temporal().label(concise=True)),
     mdates.AutoDateLocator, mdates.ConciseDateFormatter),
    (numbers(0, 10, Continuous().tick(every=2)), PlanLocator, ticker.ScalarFormatter),
    (numbers(0, 10, Continuous().label(unit="g")), ticker.AutoLocator, PlanFormatter),
    (numbers(1, 9, Continuous().label(base=2)), ticker.AutoLocator, ticker.LogFormatterSciNotation),
    (numbers(0, 10, Continuous().tick(ticker.MaxNLocator(4))), ticker.MaxNLocator,
     ticker.ScalarFormatter),
    (levels("a", "b"), PlanLocator, PlanFormatter),
    (times(0, 1, kind=Kind.DURATION), PlanLocator, PlanFormatter),
    (numbers(-99, 99, Continuous(trans="symlog")), PlanLocator, PlanFormatter),
]  # fmt: skip


@pytest.mark.parametrize(("plan", "locator", "formatter"), KEPT)
def test_one_locator_and_one_formatter_but_for_those_of_matplotlib(draw, plan, locator, formatter):
    axis = axis_of(draw, plan)
    assert type(axis.get_major_formatter()) is formatter
    assert isinstance(axis.get_major_locator(), locator)


# ------------------------------------------------------------------------------ the drawing's ticks


@pytest.mark.parametrize(
    ("data", "scale"),
    [
        ([1, 3e7], Continuous()),
        ([1, 3e7], Continuous(trans="log")),
        ([-500, 3e4], Continuous(trans="symlog")),
        ([1, 90], Continuous().tick(every=20).label(unit="g")),
        (np.array(["2024-01-03", "2024-02-20"], "M8[D]"), Temporal()),
        (["a", "b"], Nominal()),
    ],
)
def test_a_drawing_holds_the_ticks_that_its_figure_shows(data, scale):
    plot = so.Plot({"x": data, "y": [1, 2]}, x="x", y="y").add(so.Dot()).scale(x=scale)
    compiled = plot.layout(size=(9, 4)).plot()
    laid_out(compiled.figure)
    (places, texts), _, offset = in_view(compiled.axes[0].xaxis)
    ticks = compiled.drawing.panels[0].x.ticks
    assert ticks.positions == tuple(places) and ticks.labels == tuple(texts)
    assert ticks.offset == offset


# ----------------------------------------------------------------------------- N21: as in the guide


def guides(scale, low=1.0, high=1000.0):
    """Return the entries of a legend, and the colour bar, of data on a scale."""
    data = {"v": [low, high], "y": [1, 2]}
    plot = so.Plot(data, x="v", y="y", color="v", pointsize="v").add(so.Dot())
    plot = plot.scale(x=scale, color=scale, pointsize=scale).limit(x=(low, high))
    plot = plot.scale(pointsize=scale, color=scale)
    drawn = plot.plot()
    laid_out(drawn.figure)
    sizes = so.Plot(data, x="v", y="y", pointsize="v").add(so.Dot()).scale(pointsize=scale).plot()
    bar = so.Plot(data, x="v", y="y", color="v").add(so.Dot()).scale(color=scale).plot()
    (legend,), (colours,) = sizes.drawing.legends, bar.drawing.legends
    return drawn.axes[0].xaxis, [key.label for key in legend.keys], colours


def test_n21_counted_ticks_of_a_logarithm():
    axis, legend, bar = guides(Continuous(trans="log").tick(count=3, between=(1, 100)))
    (places, texts), _, _ = in_view(axis)
    np.testing.assert_allclose(places, [1, 10, 100])
    assert texts == [POWER(0), POWER(1), POWER(2)]
    assert legend == list(bar.labels) == ["1", "10", "100"]
    np.testing.assert_allclose(bar.ticks, [0, 1 / 3, 2 / 3])


def test_n21_labels_of_a_base():
    axis, legend, bar = guides(Continuous(trans="log").label(base=10))
    (_, texts), _, _ = in_view(axis)
    assert texts == legend == list(bar.labels) == [POWER(n) for n in range(4)]


@pytest.mark.parametrize(
    "scale",
    [
        Continuous(trans="log2").tick(at=[2, 8, 64]).label(base=2),
        Continuous(trans="log").tick(upto=2).label(unit="g"),
        Continuous(trans="symlog").tick(count=4, between=(1, 1000)).label(like="{x:.1f}"),
        Continuous().tick(upto=3).label(base=None),
        Continuous().tick(every=300).label(like={300: "three hundred"}, wrap=6),
        Continuous().tick(ticker.FixedLocator([100, 500])).label(ticker.LogFormatter(5)),
        Continuous(trans="sqrt").tick(ticker.MaxNLocator(4)).label(ticker.EngFormatter("m")),
    ],
)
def test_n21_whatever_is_asked(scale):
    axis, legend, bar = guides(scale)
    (_, texts), _, _ = in_view(axis)
    assert legend == list(bar.labels) == texts


def test_n21_times_and_durations():
    start = np.datetime64("2024-03-01")
    for values, scale in (
        (start + np.array([0, 30]), Temporal().tick(upto=3).label(like="%d %b")),
        (
            start + np.array([0, 30]),
            Temporal().tick(mdates.DayLocator([5, 20])).label(concise=True),
        ),
        (np.array([0, 9], "m8[h]"), Temporal().tick(upto=4)),
    ):
        plot = so.Plot({"t": values, "y": [1, 2]}, x="t", y="y", color="t").add(so.Dot())
        plot = plot.scale(x=scale, color=scale).limit(x=tuple(values.tolist())).plot()
        laid_out(plot.figure)
        (_, texts), _, _ = in_view(plot.axes[0].xaxis)
        assert list(plot.drawing.legends[0].labels) == texts


def test_what_labels_leave_out_is_in_the_title_of_a_guide():
    plot = so.Plot({"x": [1, 2], "mass": [0, 3e7]}, x="x", y="x", color="mass").add(so.Dot())
    scale = Continuous().label(ticker.ScalarFormatter())
    bar = plot.scale(color=scale).plot().drawing.legends[0]
    assert bar.title == "mass (1e7)" and bar.labels[-1] == "3"
    legend = plot.scale(color=replace_guide(scale)).label(color="").plot().drawing.legends[0]
    assert legend.title == "1e7"
    assert plot.plot().drawing.legends[0].title == "mass"


def replace_guide(scale):
    return Continuous(guide="legend").label(scale.labels_.formatter)


# ------------------------------------------------------------------------- what users do afterwards

TIGHT, LONG = (2, 1.5), numbers(0, 3e5)
"""A figure and an axis whose labels have no space on it: it then has fewer ticks."""


@pytest.mark.parametrize("size", [LARGE, TIGHT])
def test_the_number_of_ticks_is_set_afterwards(draw, size):
    axis = axis_of(draw, LONG, size)
    axis.axes.locator_params(axis="x", nbins=1)
    laid_out(axis.get_figure(root=True))
    assert in_view(axis)[0][0].tolist() == [0, 250000]
    assert isinstance(axis.get_major_locator(), ticker.AutoLocator)


def test_fewer_ticks_stand_for_those_of_matplotlib(draw):
    axis = axis_of(draw, LONG, TIGHT)
    locator = axis.get_major_locator()
    assert isinstance(locator, PlanLocator) and isinstance(locator.native, ticker.AutoLocator)
    axis.get_figure(root=True).set_size_inches(*LARGE)
    laid_out(axis.get_figure(root=True))
    assert isinstance(axis.get_major_locator(), ticker.AutoLocator)


@pytest.mark.filterwarnings("ignore:The figure of .* is too small")
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_scientific_notation_is_switched_off_afterwards(draw, size):
    axis = axis_of(draw, numbers(0, 3e7), size)
    axis.axes.ticklabel_format(axis="x", style="plain", useOffset=False)
    laid_out(axis.get_figure(root=True))
    (_, texts), _, offset = in_view(axis)
    assert offset == "" and "20000000" in texts
    other = axis_of(draw, numbers(0, 3e7), size)
    other.get_major_formatter().set_scientific(False)
    assert "20000000" in in_view(other)[0][1]


@pytest.mark.filterwarnings("ignore:The figure of .* is too small")
@pytest.mark.filterwarnings("ignore:The x axis leaves out")
def test_labels_left_out_take_settings_too(draw):
    """What is asked for keeps its ticks, so labels are left out where they have no space."""
    axis = axis_of(draw, numbers(0, 3e7, Continuous().tick(every=2e6)), SMALL)
    formatter = axis.get_major_formatter()
    assert isinstance(formatter, FittedFormatter)
    axis.axes.ticklabel_format(axis="x", style="plain")
    laid_out(axis.get_figure(root=True))
    assert {text for text in in_view(axis)[0][1] if text} <= {
        str(n) for n in range(0, 30000001, 10**6)
    }
    again = pickle.loads(pickle.dumps(copy.copy(formatter)))
    assert again.inner is not formatter.inner
    with pytest.raises(AttributeError):
        _ = formatter.no_such_setting


def test_zooming_brings_other_ticks(draw):
    for plan, low, high in (
        (numbers(0, 100, Continuous().tick(every=20)), 30, 70),
        (numbers(-1e4, 1e4, Continuous(trans="symlog")), -20, 20),
        (times(0, 10, kind=Kind.DURATION), 0, 0.1),
        (numbers(0, 100, Continuous().tick(upto=3).label(unit="g")), 30, 70),
    ):
        axis = axis_of(draw, plan)
        axis.axes.set_xlim(low, high)
        laid_out(axis.get_figure(root=True))
        (places, texts), _, _ = in_view(axis)
        ticks = plan.tick_plan.ticks(low, high, 12)
        assert ticks.positions == tuple(places) and ticks.labels == tuple(texts)
        axis.axes.set_xlim(high, low)
        np.testing.assert_array_equal(np.sort(in_view(axis)[0][0]), places)


def test_far_too_many_multiples_are_not_drawn_when_zoomed_out(draw):
    axis = axis_of(draw, numbers(0, 10, Continuous().tick(every=1)))
    axis.axes.set_xlim(0, 1e9)
    laid_out(axis.get_figure(root=True))
    assert not len(in_view(axis)[0][0])


def test_a_new_locator_or_formatter_is_left_alone(draw):
    axis = axis_of(draw, levels("a", "b", "c"))
    axis.set_major_locator(ticker.FixedLocator([1]))
    axis.set_major_formatter("level {x:.0f}")
    laid_out(axis.get_figure(root=True))
    assert in_view(axis)[0][1] == ["level 1"]


def test_the_objects_of_a_user_stay_as_they_are(draw):
    locator, formatter = ticker.MaxNLocator(12), ticker.ScalarFormatter(useMathText=True)
    before = copy.deepcopy(vars(locator)), copy.deepcopy(vars(formatter))
    scale = Continuous().tick(locator).label(formatter)
    plot = so.Plot({"x": [0, 3e7], "y": [1, 2]}, x="x", y="y", color="x").add(so.Dot())
    laid_out(plot.scale(x=scale, color=scale).layout(size=(2.5, 2)).plot().figure)
    for helper, state in zip((locator, formatter), before, strict=True):
        assert helper.axis is None
        assert {k: repr(v) for k, v in vars(helper).items()} == {
            k: repr(v) for k, v in state.items()
        }


def test_fewer_of_a_users_ticks_where_there_is_no_space(draw):
    axis = axis_of(draw, numbers(0, 100, Continuous().tick(ticker.MaxNLocator(10))), SMALL)
    assert 2 <= len(in_view(axis)[0][0]) <= 4
    assert isinstance(axis.get_major_locator().native, ticker.MaxNLocator)
    calendar = axis_of(draw, times(DAY, DAY + 400), (4, 3)).get_major_locator()
    assert isinstance(calendar, CalendarLocator) and calendar.most is not None
    calendar.axis.get_figure(root=True).set_size_inches(*LARGE)
    laid_out(calendar.axis.get_figure(root=True))
    assert calendar.most is None


def test_a_locator_of_a_plan_is_asked_like_any_other():
    plan = numbers(0, 10, Continuous().tick(every=4, minor=1)).tick_plan
    assert PlanLocator(plan).tick_values(9, 1).tolist() == [0, 4, 8, 12]
    assert PlanLocator(plan, minor=True).tick_values(1, 9).tolist() == [2, 6]
    assert PlanFormatter(plan)(4.0) == "4" and PlanFormatter(plan).get_offset() == ""
    with pytest.warns(UserWarning, match="set_params"):
        PlanLocator(plan).set_params(nbins=3)


# -------------------------------------------------------------------------------------- second axes


@pytest.mark.parametrize(
    ("trans", "ends", "expected"),
    [
        (None, (0, 10), [0, 5, 10, 15, 20, 25]),
        ("log", (1, 1e3), [10, 100, 1000]),
        ("symlog", (-1e3, 1e3), [-1000, -100, -10, 0, 10, 100, 1000]),
        ("sqrt", (0, 10), [0, 5, 10, 15, 20, 25]),
    ],
)
def test_second_axes_have_a_plan_too(draw, trans, ends, expected):
    inches = (lambda cm: cm * 2.54, lambda inch: inch / 2.54)
    scale = Continuous(trans=trans).axis(secondary=inches)
    plan = numbers(*ends, scale, second=True)
    second = axis_of(draw, plan).axes.child_axes[0].xaxis
    np.testing.assert_allclose(in_view(second)[0][0], expected)
    low, high = sorted(second.get_view_interval())
    ticks = plan.second_tick_plan.ticks(low, high, 12)
    assert ticks.labels == tuple(in_view(second)[0][1])
    assert numbers(*ends).second_tick_plan is None
