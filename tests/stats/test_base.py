"""The protocol of stats, by the stats that a user would write."""

from dataclasses import dataclass

import numpy as np
import pytest

import plotkit.objects as so
from plotkit.data.factor import Factor
from plotkit.errors import PlotSpecError, PlotTypeError
from tests.engines import plain, relation, same


@dataclass(frozen=True)
class Peak(so.Stat):
    def __call__(self, data, by):
        return data.group(*by, "x").agg(y=so.reduce.max("y"))


@dataclass(frozen=True)
class Smooth(so.Stat):
    window: int = 3

    def compute(self, x, y):
        order, kernel = np.argsort(x), np.ones(self.window) / self.window
        return {"x": x[order], "y": np.convolve(y[order], kernel, "same")}


def stat(function):
    """Make a stat of a function without self."""
    return type("Made", (so.Stat,), {"compute": staticmethod(function)})()


def columns(n=300):
    rng = np.random.default_rng(5)
    x = rng.permutation(n).astype(float)  # distinct, so that their order is known
    color = rng.choice(["a", "b"], n).tolist()
    return {"x": x, "y": rng.normal(size=n), "color": color, "row": rng.choice(["u", "v"], n)}


def test_relational_stat_on_every_engine(engine):
    data = columns()
    data["x"] = data["x"] % 7
    made = Peak()(relation(engine, data), ["color"]).collect()
    expected = {}
    for color, x, y in zip(data["color"], data["x"], data["y"], strict=True):
        expected[color, x] = max(y, expected.get((color, x), -np.inf))
    keys = zip(plain(made["color"]), made["x"].tolist(), strict=True)
    assert dict(zip(keys, made["y"].tolist(), strict=True)) == expected


def test_compute_runs_in_each_group(engine):
    data = columns()
    made = Smooth()(relation(engine, data), ["row", "color"]).collect()
    assert made.n == 300
    for color in "ab":
        for row in "uv":
            rows = (np.array(data["color"]) == color) & (np.array(data["row"]) == row)
            x, y = data["x"][rows], data["y"][rows]
            smooth = np.convolve(y[np.argsort(x)], np.ones(3) / 3, "same")
            mine = (made["color"].values() == color) & (made["row"].values() == row)
            np.testing.assert_allclose(made["x"][mine], np.sort(x))
            np.testing.assert_allclose(made["y"][mine], smooth)


def test_what_is_not_asked_for_groups(engine):
    data = {"x": [1.0, 1.0, 2.0], "y": [1.0, 3.0, 7.0], "color": ["a", "b", "a"]}
    made = stat(lambda y: {"y": y.sum()})(relation(engine, data), [])
    same(made, relation(None, {"x": [1.0, 2.0], "y": [4.0, 7.0]}))


def test_optional_parameters_are_given_where_they_are_there(engine):
    def compute(y, weight=None):
        return {"y": np.average(y, weights=weight)}

    data = {"x": [1.0, 1.0], "y": [1.0, 5.0]}
    assert stat(compute)(relation(engine, data), []).collect()["y"].tolist() == [3.0]
    data["weight"] = [3.0, 1.0]
    assert stat(compute)(relation(engine, data), []).collect()["y"].tolist() == [2.0]


def test_numbers_and_vectors_are_brought_to_one_length():
    made = stat(lambda x, y: {"x": np.sort(x), "y": y.mean()})(
        relation(None, {"x": [2.0, 1.0], "y": [1.0, 3.0]}), []
    )
    assert made["x"].tolist() == [1.0, 2.0]
    assert made["y"].tolist() == [2.0, 2.0]


def test_texts_become_a_factor():
    data = relation(None, {"x": [1.0, 2.0], "y": [1.0, 3.0]})
    made = stat(lambda y: {"y": y.mean(), "text": "high" if y.mean() > 2 else "low"})(data, [])
    assert isinstance(made["text"], Factor)
    assert plain(made["text"]) == ["low", "high"]


def test_an_empty_dict_is_a_group_without_rows():
    data = relation(None, {"x": [1.0, 1.0, 2.0], "y": [1.0, 2.0, 5.0], "color": ["a", "a", "b"]})
    made = stat(lambda x, y: {"x": x, "y": y} if len(x) > 1 else {})(data, ["color"])
    assert plain(made["color"]) == ["a", "a"]
    assert made["y"].tolist() == [1.0, 2.0]


def test_no_rows_at_all():
    empty = relation(None, {"x": [1.0], "y": [1.0], "color": ["a"]}).take(slice(0, 0))
    made = Smooth()(empty, ["color"])
    assert made.n == 0
    assert set(made) == {"x", "y", "color"}


@pytest.mark.parametrize(
    ("compute", "message"),
    [
        (lambda y: {"y": [1, 2], "ymin": [1, 2, 3]}, "different lengths: {'y': 2, 'ymin': 3}"),
        (lambda y: {"y": 1, **({"z": 2} if y[0] > 1 else {})}, "same columns for each group"),
        (lambda y: y, "must return a dict of columns, not ndarray"),
        (lambda z: {"y": z}, r"Made needs 'z'; missing: 'z'\. Given: 'x', 'y'"),
    ],
    ids=["lengths", "columns", "no dict", "missing"],
)
def test_wrong_compute(compute, message):
    with pytest.raises(PlotSpecError, match=message):
        stat(compute)(relation(None, {"x": [1.0, 2.0], "y": [1.0, 3.0]}), [])


def test_a_stat_must_say_what_it_does():
    with pytest.raises(PlotTypeError, match=r"must define compute\(self, x, y, \.\.\.\)"):
        so.Stat()(relation(None, {"x": [1.0]}), [])
