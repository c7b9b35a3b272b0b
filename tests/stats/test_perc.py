from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plotkit.data.table import Table
from plotkit.errors import PlotSpecError
from plotkit.marks.dot import Dots
from plotkit.plot import Plot
from plotkit.stats.perc import Perc
from plotkit.stats.quantile import METHODS
from tests.engines import relation, same

BY = ("color",)
OLD = np.lib.NumpyVersion(np.__version__) < "2.2.0"
OF_NUMPY = [method for method in METHODS if not (OLD and method == "closest_observation")]
"""Between two values that are equally near, older versions do not take the even one."""


def columns(n=200):
    rng = np.random.default_rng(9)
    y = rng.normal(size=n).round(1)  # ties
    y[:3] = [np.nan, np.inf, -np.inf]
    color = ["c", *rng.choice(["a", "b"], n - 1).tolist()]
    return {"x": rng.integers(3, size=n).astype(float), "y": y, "color": color}


def test_all_methods_of_numpy_are_there():
    for method in METHODS:
        np.percentile([1.0, 2.0], 10, method=method)
    assert len(set(METHODS)) == 13


@pytest.mark.parametrize("method", OF_NUMPY)
def test_percentiles_are_those_of_numpy(engine, method):
    data, k = columns(), [0, 2.5, 25, 50, 75, 99, 100]
    made = Perc(k, method)(relation(engine, data), BY).collect()
    colors, finite, row = np.array(data["color"]), np.isfinite(data["y"]), 0
    for color in "ab":
        for x in (0.0, 1.0, 2.0):
            y = data["y"][(colors == color) & (data["x"] == x) & finite]
            part = made.take(slice(row, row + len(k)))
            assert set(part["color"].values()) == {color}
            assert set(part["x"]) == {x}
            assert part["percentile"].values().tolist() == k
            np.testing.assert_allclose(
                part["y"], np.percentile(y, k, method=method), rtol=1e-13, atol=1e-15
            )
            row += len(k)
    assert made.n == row


@given(
    values=st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=30),
    k=st.lists(st.floats(0, 100), min_size=1, max_size=5),
)
@settings(max_examples=100)
def test_any_values(values, k):
    made = Perc(k)(Table.of({"x": np.zeros(len(values)), "y": np.array(values)}), ())
    np.testing.assert_array_equal(made["y"], np.percentile(values, k))
    assert (made["y"] >= min(values)).all()
    assert (made["y"] <= max(values)).all()


@pytest.mark.parametrize(
    ("k", "expected"),
    [
        (5, [0, 25, 50, 75, 100]),
        (1, [0]),
        (np.int64(3), [0, 50, 100]),
        ((10, 90), [10, 90]),
        (np.array([90.0, 10.0]), [90, 10]),
    ],
    ids=str,
)
def test_k(k, expected):
    made = Perc(k)(Table.of({"x": [0.0] * 101, "y": np.arange(101.0)}), ())
    assert made["percentile"].values().tolist() == expected
    assert made["y"].tolist() == expected


def test_default_is_five():
    data = relation(None, columns())
    same(Perc()(data, BY), Perc([0, 25, 50, 75, 100], "linear")(data, BY))


def test_no_rows(engine):
    made = Perc()(relation(engine, {"x": [1.0], "y": [np.nan]}), ()).collect()
    assert made.n == 0
    assert set(made) == {"x", "y", "percentile"}


@pytest.mark.parametrize("method", ["linear", "hazen", "inverted_cdf"])
def test_percentiles_are_found_in_the_engine(lazy_engine, method):
    data = columns(3000)
    made = Perc([10, 50], method)(replace(relation(lazy_engine, data), limit=150), BY)
    same(made, Perc([10, 50], method)(relation(None, data), BY))


def test_29_weights_of_percentiles(engine):
    data = {"x": [0.0] * 4, "y": [2.0, 3.0, 4.0, 9.0]}
    for factor in (0.1, 1, 1000):
        weighted = {**data, "weight": np.array([1, 2, 1, 0.0]) * factor}
        made = Perc([0, 25, 50, 75, 100])(relation(engine, weighted), ()).collect()
        assert made["y"].tolist() == [2, 2, 3, 3, 4]


@pytest.mark.parametrize(
    "k", [0, -3, 2.5, True, "5", [], [101], [-1, 50], [np.nan], [[1, 2]], None]
)
def test_wrong_k(k):
    with pytest.raises(PlotSpecError, match="k of Perc must be a number of percentiles, or a list"):
        Perc(k)


def test_wrong_words():
    with pytest.raises(
        PlotSpecError, match=r"Unknown method of Perc 'liner'\. Did you mean 'linear'"
    ):
        Perc(method="liner")
    with pytest.raises(PlotSpecError, match="Perc needs 'x', 'y'; missing: 'y'"):
        Perc()(Table.of({"x": [1.0]}), ())
    with pytest.raises(PlotSpecError, match="takes no weight, only Perc"):
        Perc(method="linear")(Table.of({"x": [1.0], "y": [1.0], "weight": [1.0]}), ())


def test_percentile_can_be_mapped():
    data = {"x": ["a", "a", "b"], "y": [1.0, 3.0, 5.0]}
    made = Plot(data, x="x", y="y").add(Dots(), Perc([0, 50]), color="percentile").plot().data()
    np.testing.assert_allclose(np.asarray(made["y"], dtype=float), [1, 2, 5, 5])
    assert Perc().made() == {"y": "y", "percentile": "category"}
