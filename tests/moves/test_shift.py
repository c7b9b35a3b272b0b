from datetime import timedelta

import numpy as np
import pytest

from plotkit.errors import PlotTypeError
from plotkit.moves.shift import Shift
from tests.moves.tables import LEVEL_UNITS, LOG_UNITS, TIME_UNITS, table


@pytest.mark.parametrize(
    ("units", "x", "moved"),
    [
        (None, [1, 2], [3, 4]),
        ({"x": LEVEL_UNITS}, [0, 1], [2, 3]),
        ({"x": TIME_UNITS}, [0, 1], [2, 3]),
        ({"x": LOG_UNITS}, np.log10([1, 8]), np.log10([3, 10])),
    ],
    ids=["numbers", "levels", "times", "log"],
)
def test_data_units(units, x, moved):
    made = Shift(x=2)(table(units, x=x, y=[1, 1]), [])
    np.testing.assert_allclose(made["x"], moved)
    assert made["y"].tolist() == [1, 1]


def test_limits_move_along():
    made = Shift(y=-1)(table(x=[1], y=[2], ymin=[1], ymax=[5]), [])
    assert [made[name][0] for name in ("x", "y", "ymin", "ymax")] == [1, 1, 0, 4]


def test_nothing_asked_nothing_changed():
    before = table(x=[1], y=[2])
    assert Shift()(before, []) is before


def test_out_of_a_log_axis_without_a_warning():
    made = Shift(x=-5)(table({"x": LOG_UNITS}, x=[0.0, 1.0], y=[1, 1]), [])
    np.testing.assert_allclose(made["x"], [np.nan, np.log10(5)])


def test_times():
    made = Shift(x=timedelta(days=1, hours=12))(table({"x": TIME_UNITS}, x=[10], y=[1]), [])
    assert made["x"].tolist() == [11.5]
    made = Shift(x=np.timedelta64(36, "h"))(table({"x": TIME_UNITS}, x=[10], y=[1]), [])
    assert made["x"].tolist() == [11.5]


def test_no_distance():
    with pytest.raises(PlotTypeError, match="A distance on this axis must be a number"):
        Shift(x=timedelta(1))(table(x=[1], y=[1]), [])
    with pytest.raises(PlotTypeError, match=r"Shift\(x=\) must be a number or a timedelta"):
        Shift(x="1")


def test_turned_is_for_the_axes_of_the_figure():
    assert Shift(1, 2).turned() == Shift(2, 1)
