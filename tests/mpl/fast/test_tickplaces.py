"""Where ticks are is remembered, and found anew as soon as anything says so."""

import matplotlib
import numpy as np
import pytest
from matplotlib import ticker
from matplotlib.figure import Figure

import plotkit.objects as so
from tests.fastpaths import where_measured

DATA = {"x": [0.0, 3.0, 10.0], "y": [0.0, 1.0, 2.0]}


@pytest.fixture
def axis():
    figure = so.Plot(DATA, x="x", y="y").add(so.Dots()).plot().figure
    figure.draw_without_rendering()
    return figure.axes[0].xaxis


def fresh(axis):
    """Return what the locator says when it is asked itself."""
    return axis.get_major_locator()().tolist()


CHANGES = {
    "view": lambda axis: axis.axes.set_xlim(2, 300),
    "size": lambda axis: axis.axes.set_position((0.1, 0.1, 0.05, 0.8)),
    "figure": lambda axis: axis.axes.figure.set_size_inches(1.5, 4),
    "dpi": lambda axis: axis.axes.figure.set_dpi(17),
    "labels": lambda axis: axis.set_tick_params(labelsize=60),
    "number": lambda axis: axis.axes.locator_params(axis="x", nbins=2),
    "steps": lambda axis: axis.get_major_locator().set_params(steps=[1, 7, 10]),
    "pruned": lambda axis: axis.get_major_locator().set_params(prune="both"),
    "locator": lambda axis: axis.set_major_locator(ticker.MaxNLocator(3)),
    "listed": lambda axis: axis.set_ticks([1.0, 2.5]),
    "scale": lambda axis: axis.axes.set_xscale("log"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_brings_other_places(axis, change):
    before = axis.get_majorticklocs().tolist()
    change(axis)
    after = axis.get_majorticklocs().tolist()
    assert after == fresh(axis)
    assert after != before or change is CHANGES["dpi"]


def test_places_are_the_callers_own(axis):
    places = axis.get_majorticklocs()
    places += 1000
    assert axis.get_majorticklocs().tolist() == fresh(axis)


@where_measured("ticks")
def test_the_locator_is_asked_once_for_a_view(axis, monkeypatch):
    asked = []
    plain = ticker.MaxNLocator.tick_values
    monkeypatch.setattr(
        ticker.MaxNLocator,
        "tick_values",
        lambda self, low, high: asked.append((low, high)) or plain(self, low, high),
    )
    axis.axes.set_xlim(-50, 70)
    for _ in range(3):
        assert np.isin(axis.get_majorticklocs(), np.arange(-60, 81, 20)).all()
    assert len(asked) == 1


def test_the_size_of_the_session_counts_where_an_axis_has_none():
    ax = Figure().add_subplot()
    so.Plot(DATA, x="x", y="y").add(so.Dots()).on(ax).plot()
    before = ax.xaxis.get_majorticklocs().tolist()
    with matplotlib.rc_context({"xtick.labelsize": 80}):
        assert ax.xaxis.get_majorticklocs().tolist() == fresh(ax.xaxis) != before
