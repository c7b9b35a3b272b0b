import numpy as np
import pandas as pd
import pytest

from plotkit.errors import PlotSpecError
from plotkit.moves.norm import Norm
from tests.moves.tables import LEVEL_UNITS, LOG_UNITS, TIME_UNITS, table

COLUMNS = {"x": [0, 1, 2, 0, 1, 2], "y": [1, 2, 4, 3, 9, 6], "color": list("aaabbb")}


def normed(move, by=("color",), units=None, **columns):
    made = move(table(units, **(COLUMNS | columns)), by)
    return np.round(made["y"], 6).tolist()


@pytest.mark.parametrize("func", ["max", "min", "mean", "sum", "median", "first", "std", np.ptp])
def test_functions_by_group(func):
    frame = pd.DataFrame(COLUMNS)
    divisor = frame.groupby("color")["y"].transform("std" if func == "std" else func)
    np.testing.assert_allclose(normed(Norm(func)), frame["y"] / divisor, atol=1e-6)


@pytest.mark.parametrize(
    ("by", "divisors"),
    [(["color"], [4, 4, 4, 9, 9, 9]), ([], [9] * 6), (["x"], [3, 9, 6] * 2)],
    ids=str,
)
def test_by(by, divisors):
    np.testing.assert_allclose(normed(Norm(by=by)), np.divide(COLUMNS["y"], divisors), atol=1e-6)


def test_percent():
    assert normed(Norm("sum", by=["x"], percent=True))[:3] == [25, 18.181818, 40]


@pytest.mark.parametrize(
    ("where", "divisors"),
    [
        ("x == x.min()", [1, 1, 1, 3, 3, 3]),
        ("x == 1", [2, 2, 2, 9, 9, 9]),
        ("color == 'a'", [4, 4, 4, np.nan, np.nan, np.nan]),
        ("x > 0 and y < 9", [4, 4, 4, 6, 6, 6]),
    ],
)
def test_where(where, divisors):
    expected = np.divide(COLUMNS["y"], divisors)
    np.testing.assert_allclose(normed(Norm(where=where)), expected, atol=1e-6)


@pytest.mark.parametrize(
    ("units", "where"),
    [
        (LEVEL_UNITS, "x == 'q'"),
        (LOG_UNITS, "abs(x - 10) < 1e-9"),
        (TIME_UNITS, "x > '1970-01-01T06:00' and x < '1970-01-02T06:00'"),
    ],
    ids=["levels", "log", "times"],
)
def test_where_sees_the_data_not_axis_units(units, where):
    assert normed(Norm(where=where), units={"x": units}) == normed(Norm(where="x == 1"))


def test_where_without_a_time():
    units = {"x": TIME_UNITS}
    made = normed(Norm(where="x < '1970-01-02'"), units=units, x=[np.nan, 0, 1, np.nan, 0, 1])
    np.testing.assert_allclose(made, [0.5, 1, 2, 1 / 3, 1, 2 / 3], atol=1e-6)


def test_limits_are_divided_too():
    made = Norm()(table(**COLUMNS, ymin=np.zeros(6), ymax=np.full(6, 18.0)), ["color"])
    assert made["ymin"].tolist() == [0] * 6
    assert made["ymax"].tolist() == [4.5] * 3 + [2.0] * 3


def test_values_of_a_log_axis_are_divided_as_data():
    y = np.log10([10, 20, 40, 3, 9, 6])
    np.testing.assert_allclose(
        10 ** np.array(normed(Norm(), units={"y": LOG_UNITS}, y=y)),
        [0.25, 0.5, 1, 1 / 3, 1, 2 / 3],
        rtol=1e-5,
    )


@pytest.mark.parametrize("y", [[0, 0], [0, 5]])
def test_a_divisor_of_zero_gives_nothing_and_no_warning(y):
    made = Norm("min")(table(x=[0, 1], y=y, color=["a", "a"]), ["color"])
    assert np.isnan(made["y"]).all()


def test_turned_has_the_names_of_the_figure():
    laid = Norm(where="y == y.min()", by=["y", "color"]).turned()  # y is the position there
    upright = Norm(where="x == x.min()", by=["x", "color"])
    np.testing.assert_array_equal(normed(laid), normed(upright))
    assert laid.turned() == Norm(where="y == y.min()", by=["y", "color"])
    with pytest.raises(PlotSpecError, match=r"Norm\(by=\) names 'z'; there are: .*'y', 'x'"):
        normed(Norm(by=["z"]).turned())


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Norm("maxx"), "Unknown reduction 'maxx'. Did you mean 'max'"),
        (lambda: normed(Norm(by=["hue"])), r"Norm\(by=\) names 'hue'; there are: .*'color'"),
        (
            lambda: normed(Norm(where="z > 1")),
            r"where='z > 1'\): There is no column 'z'.*'x'",
        ),
        (lambda: normed(Norm(where="x >")), "is no part of a condition"),
    ],
    ids=["func", "by", "column", "syntax"],
)
def test_errors(make, message):
    with pytest.raises(PlotSpecError, match=message):
        make()


def test_a_divisor_near_zero_is_no_warning():
    made = normed(Norm(percent=True), by=(), y=[0.0, 5e-324, 0.0, 0.0, 0.0, 0.0])
    assert made[1] == 100
