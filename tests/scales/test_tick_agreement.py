"""Axes and guides agree: the same settings over the same range give the same ticks and labels."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from matplotlib import ticker

from plotkit.data.kind import Kind
from plotkit.data.summary import Summary
from plotkit.mpl.theme import theme
from plotkit.properties.registry import PROPERTIES
from plotkit.scales.continuous import Continuous
from plotkit.scales.temporal import Temporal
from plotkit.scales.ticks.plan import GUIDE_SPACE
from plotkit.themes import DEFAULT
from tests.fake_theme import FakeTheme

THEMES = pytest.mark.parametrize("own", [FakeTheme(), theme(DEFAULT)], ids=["fake", "matplotlib"])
TRANSFORMS = [None, "log", "log2", "ln", "symlog", "symlog10", "logit", "sqrt", "pow3"]
TICKS = {
    "nothing": lambda scale, low, high, n: scale,
    "at": lambda scale, low, high, n: scale.tick(at=np.linspace(low, high, n)),
    "upto": lambda scale, low, high, n: scale.tick(upto=n),
    "count": lambda scale, low, high, n: scale.tick(count=n),
    "between": lambda scale, low, high, n: scale.tick(count=n, between=(low, (low + high) / 2)),
    "every": lambda scale, low, high, n: scale.tick(every=(high - low) / n),
    "locator": lambda scale, low, high, n: scale.tick(ticker.LinearLocator(n)),
}
LABELS = {
    "nothing": lambda scale, low, high: scale,
    "like": lambda scale, low, high: scale.label(like="{x:.3g}"),
    "function": lambda scale, low, high: scale.label(like=lambda x: f"<{x:.6g}>"),
    "dict": lambda scale, low, high: scale.label(like={low: "low", high: "high"}),
    "unit": lambda scale, low, high: scale.label(unit="g"),
    "plain": lambda scale, low, high: scale.label(base=None),
    "base": lambda scale, low, high: scale.label(base=10),
    "formatter": lambda scale, low, high: scale.label(ticker.PercentFormatter(high)),
    "wrap": lambda scale, low, high: scale.label(like="{x:.3g} of all", wrap=6),
}
NO_MEANING = {"every", "count"}
"""Settings that a logarithm refuses."""


@st.composite
def ranges(draw, trans):
    """Draw the ends of some data that a transform can show."""
    if trans == "logit":
        low = draw(st.floats(1e-6, 0.6))
        return low, draw(st.floats(low + 0.01, 1 - 1e-6))
    if trans in ("log", "log2", "ln"):
        low = 10 ** draw(st.floats(-9, 9))
        return low, low * 10 ** draw(st.floats(0.1, 9))
    low = draw(st.floats(-1e6, 1e6))
    high = low + 10 ** draw(st.floats(-3, 9))
    assume(high - low > 1e-9 * max(abs(low), abs(high)))
    return low, high


@THEMES
@given(
    st.data(),
    st.sampled_from(TRANSFORMS),
    st.sampled_from([*TICKS]),
    st.sampled_from([*LABELS]),
    st.integers(2, 9),
)
def test_amounts(own, data, trans, ticks, labels, n):
    assume(not (trans in ("log", "log2", "ln", "symlog", "symlog10") and ticks in NO_MEANING))
    low, high = data.draw(ranges(trans))
    scale = TICKS[ticks](Continuous(trans=trans), low, high, n)
    scale = LABELS[labels](scale, low, high)
    summary = Summary(Kind.NUMBER, low, high, max(low, 1e-9))
    logarithm = trans in ("log", "log2", "ln") and ticks in ("nothing", "upto")
    check(scale, summary, own, labels not in ("nothing", "dict"), logarithm=logarithm)


@THEMES
@given(
    st.data(),
    st.sampled_from([None, "Asia/Tokyo", "America/New_York", "durations"]),
    st.sampled_from(["nothing", "upto", "locator"]),
    st.sampled_from(["nothing", "function", "formatter"]),
    st.integers(2, 9),
)
def test_times(own, data, zone, ticks, labels, n):
    low = data.draw(st.floats(-20000, 40000))
    high = low + 10 ** data.draw(st.floats(-2, 4))
    summary = Summary(Kind.TIME, low, high, zone=zone)
    if zone == "durations":
        summary = Summary(Kind.DURATION, low, high)
    scale = TICKS[ticks](Temporal(), low, high, n)
    if labels != "nothing":
        scale = (
            scale.label(like=str) if labels == "function" else scale.label(ticker.EngFormatter())
        )
    same = ticks != "nothing" or zone == "durations"
    check(scale, summary, own, labels != "nothing", same)


def check(scale, summary, own, labelled, placed=True, logarithm=False):
    """Check a guide against the plan of an axis over the same range, with as much space.

    Parameters
    ----------
    labelled
        Whether the labels were asked for, so that they are alike.
    placed
        Whether the ticks are alike.
    logarithm
        Whether they are powers: there five intervals are six of them, and the guide has round
        numbers where fewer than three are in range.
    """
    low, high = summary.low, summary.high
    plan = scale.train_axis(summary).tick_plan(own)
    axis = plan.ticks(low, high, GUIDE_SPACE + 1 if logarithm else GUIDE_SPACE)
    guide = scale.train_property(summary, PROPERTIES["pointsize"], own).ticks
    if placed and len(axis.positions) > 2 * logarithm:
        assert guide.positions == axis.positions
    if labelled:
        assert guide.labels == tuple(plan.labels(guide.positions, low, high))
        assert guide.offset == plan.offset(guide.positions, low, high)
