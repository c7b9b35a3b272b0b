import copy
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

import plotkit.objects as so
from plotkit.errors import PlotSpecError

SIZE = so.Coded(np.array([1, 0, 1]), np.array([2.0, 8.0]))
COLOR = so.Coded(np.array([0, 0, 1]), np.eye(4)[:2])


@pytest.fixture
def v():
    positions = {"x": np.array([1.0, 2, 3]), "y": np.array([4.0, 5, 6])}
    looks = {"color": COLOR, "pointsize": SIZE, "alpha": 0.5, "stroke": np.array([1.0, 2, 3])}
    return so.Values(positions, looks, 3, np.array([0, 2]))


def test_names_are_attributes_and_items(v):
    assert np.shares_memory(v.x, v["x"]) and np.shares_memory(v.x, v.positions["x"])
    assert not v.x.flags.writeable and not v.stroke.flags.writeable
    assert v.pointsize is v["pointsize"] is SIZE
    assert v.alpha == 0.5
    assert "y" in v and "color" in v and "ymin" not in v
    assert len(v) == v.n == 3


@pytest.mark.parametrize(
    "get", [lambda v: v.pointsiz, lambda v: v["pointsiz"]], ids=["attribute", "item"]
)
def test_unknown_names(v, get):
    with pytest.raises(PlotSpecError, match=r"asks for 'pointsiz'.* Did you mean 'pointsize'.*'x'"):
        get(v)


def test_a_mark_may_ask_whether_there_is_a_name(v):
    assert hasattr(v, "x") and not hasattr(v, "ymin")
    assert getattr(v, "ymin", None) is None


def test_copies(v):
    for twin in (copy.copy(v), copy.deepcopy(v), pickle.loads(pickle.dumps(v))):
        assert_array_equal(twin.xy(), v.xy())
        assert_array_equal(twin.pointsize, v.pointsize)


def test_xy(v):
    assert_array_equal(v.xy(), [[1, 4], [2, 5], [3, 6]])
    assert_array_equal(v.xy("y", "x"), [[4, 1], [5, 2], [6, 3]])
    with pytest.raises(PlotSpecError, match="'baseline'"):
        v.xy("x", "baseline")


def test_paths(v):
    runs = v.paths().split()
    assert len(v.paths()) == len(runs) == 2
    assert_array_equal(runs[0], [[1, 4], [2, 5]])
    assert_array_equal(runs[1], [[3, 6]])


@pytest.mark.parametrize("keep", [np.array([True, False, True]), np.array([0, 2]), [0, 2]])
def test_where(v, keep):
    part = v.where(keep)
    assert part.n == 2
    assert_array_equal(part.xy(), [[1, 4], [3, 6]])
    assert_array_equal(part.pointsize, [8, 8])
    assert isinstance(part.pointsize, so.Coded) and part.pointsize.table is SIZE.table
    assert_array_equal(part.stroke, [1, 3])
    assert part.alpha == 0.5
    assert_array_equal(part.starts, [0, 1])


def test_where_all(v):
    assert_array_equal(v.where(np.ones(3, bool)).starts, [0, 1, 2])  # groups are forgotten here too
    single = v.where(np.ones(3, bool))
    assert single.where(np.ones(3, bool)) is single
    assert v.where(np.zeros(3, bool)).n == 0
    assert_array_equal(v.where(np.array([2, 1, 0])).x, [3, 2, 1])


def test_first_of_each_group(v):
    assert_array_equal(v.first.x, [1, 3])
    assert_array_equal(v.first.pointsize, [8, 8])
    assert_array_equal(v.first.color, np.eye(4)[:2])
    assert v.first is v.first


@pytest.mark.parametrize(
    ("function", "expected"),
    [  # numpy's functions, and those of Python that a mark may use
        (np.asarray, [8, 2, 8]),
        (np.sum, 18),
        (np.sqrt, np.sqrt([8, 2, 8])),
        (lambda c: np.multiply(c, 2), [16, 4, 16]),
        (lambda c: np.concatenate([c, c]), [8, 2, 8, 8, 2, 8]),
        (lambda c: np.asarray(c, dtype=int), [8, 2, 8]),
        (lambda c: np.asarray(c[c.codes == 0]), [2]),
        (len, 3),
    ],
)
def test_coded_is_an_array_to_numpy(function, expected):
    assert_array_equal(function(SIZE), expected)


def test_coded_colors_are_rows():
    assert np.asarray(COLOR).shape == (3, 4)
    assert np.asarray(COLOR, dtype=np.float32).dtype == np.float32


@given(st.lists(st.lists(st.booleans(), min_size=1, max_size=5), max_size=4))
def test_unbroken(groups):
    lost = np.array([gone for group in groups for gone in group], dtype=bool)
    starts = np.cumsum([0, *map(len, groups)])[: len(groups)].astype(np.intp)
    y = np.where(lost, np.nan, np.arange(len(lost), dtype=float))
    looks = {"stroke": np.arange(len(lost)), "alpha": 0.5}
    v = so.Values({"x": np.arange(len(lost), dtype=float), "y": y}, looks, len(lost), starts)
    expected, row = [], 0
    for group in groups:  # by hand: a run ends where a value is missing
        runs = "".join(" " if gone else chr(row + i + 65) for i, gone in enumerate(group)).split()
        expected += [[ord(letter) - 65 for letter in run] for run in runs]
        row += len(group)
    whole = v.unbroken("x", "y")
    assert [run[:, 1].tolist() for run in whole.paths().split()] == expected
    assert whole.n == len(whole.stroke) == (~lost).sum()
    if not lost.any():
        assert whole is v
