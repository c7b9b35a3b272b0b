from datetime import timedelta

import numpy as np
import pytest

from plotkit.config import CONFIG
from plotkit.errors import PlotTypeError
from plotkit.marks.dot import Dot
from plotkit.moves.jitter import Jitter
from plotkit.plot import Plot
from tests.moves.tables import LEVEL_UNITS, LOG_UNITS, TIME_UNITS, table

N = 2_000


def spread(move, units=None, **columns):
    """Return how far each row was moved along x and along y."""
    before = table(units, **({"x": np.zeros(N), "y": np.ones(N)} | columns))
    after = move(before, [])
    assert (after["width"] == before["width"]).all()
    return after["x"] - before["x"], after["y"] - before["y"]


def even(moved, reach):
    """Tell whether displacements fill the whole range evenly."""
    quarters = np.histogram(moved, np.linspace(-reach / 2, reach / 2, 5))[0]
    return np.ptp(moved) <= reach and quarters.sum() == N and quarters.min() > N / 4.5


@pytest.mark.parametrize(
    ("move", "x", "y"),
    [
        (Jitter(), 0.2 * 0.8, 0),
        (Jitter(0.5), 0.5 * 0.8, 0),
        (Jitter(x=3), 3, 0),
        (Jitter(y=3), 0, 3),
        (Jitter(x=1, y=2), 1, 2),
        (Jitter(0.5, y=2), 0.5 * 0.8, 2),
        (Jitter(0), 0, 0),
    ],
    ids=str,
)
def test_reach(move, x, y):
    for moved, reach in zip(spread(move), (x, y), strict=True):
        assert even(moved, reach) if reach else (moved == 0).all()


def test_x_and_y_are_independent():
    assert abs(np.corrcoef(*spread(Jitter(x=1, y=1)))[0, 1]) < 0.1


@pytest.mark.parametrize("columns", [{"ymin": np.full(N, 0.5), "ymax": np.full(N, 2.0)}])
def test_limits_move_along(columns):
    before = table(x=np.zeros(N), y=np.ones(N), **columns)
    after = Jitter(y=1)(before, [])
    for name in columns:
        np.testing.assert_allclose(after[name] - before[name], after["y"] - before["y"])


def test_data_units_on_a_log_axis():
    x = LOG_UNITS.forward(np.full(N, 100.0))
    before = table({"x": LOG_UNITS}, x=x, y=np.ones(N))
    after = LOG_UNITS.inverse(Jitter(x=5)(before, [])["x"])
    assert even(after - 100, 5)


def test_a_timedelta_on_a_time_axis():
    moved, _ = spread(Jitter(x=timedelta(hours=12)), {"x": TIME_UNITS})
    assert even(moved, 0.5)


@pytest.mark.parametrize("units", [None, {"x": LEVEL_UNITS}], ids=["numbers", "levels"])
def test_a_timedelta_elsewhere(units):
    with pytest.raises(PlotTypeError, match=r"must be a number, not datetime\.timedelta"):
        spread(Jitter(x=timedelta(hours=12)), units)


def test_the_same_each_time():
    first = spread(Jitter())[0]
    np.testing.assert_array_equal(first, spread(Jitter())[0])
    np.testing.assert_array_equal(first, spread(Jitter(seed=0))[0])
    assert not np.array_equal(first, spread(Jitter(seed=1))[0])


def test_the_seed_of_the_session(monkeypatch):
    plot = Plot({"x": [1, 2, 3], "y": [1, 2, 3]}, x="x", y="y")
    first = plot.add(Dot(), Jitter()).plot().data()["x"]
    monkeypatch.setattr(CONFIG, "seed", 1)
    other = plot.add(Dot(), Jitter()).plot().data()["x"]
    assert (other != first).all()
    np.testing.assert_array_equal(plot.add(Dot(), Jitter(seed=1)).plot().data()["x"], other)


def test_turned_is_for_the_axes_of_the_figure():
    assert Jitter(0.3, x=1, y=2, seed=4).turned() == Jitter(0.3, x=2, y=1, seed=4)


def test_no_rows():
    assert Jitter(x=1)(table(x=[0], y=[1]).take(slice(0, 0)), []).n == 0


def test_each_axis_has_its_own_numbers():
    np.testing.assert_array_equal(spread(Jitter(y=1))[1], spread(Jitter(0.3, x=1, y=1))[1])
