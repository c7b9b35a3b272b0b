import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import plotkit.objects as so
from plotkit.data.factor import factorize
from plotkit.data.table import Table

LIMITED = [so.Range, so.Band]


@pytest.mark.parametrize("flip", [False, True])
def test_range(flip, draw):
    widths = np.array([1.0, 2])
    (primitive,) = draw(
        so.Range({"zorder": 4}), flip=flip, x=[1, 2], ymin=[0, 1], ymax=[3, 5], linewidth=widths
    )
    expected = np.array([[[1, 0], [1, 3]], [[2, 1], [2, 5]]])
    assert_array_equal(primitive.paths.split(), expected[..., ::-1] if flip else expected)
    assert primitive.linewidth is widths and primitive.kws == {"zorder": 4} and not primitive.each


@pytest.mark.parametrize("flip", [False, True])
def test_dash(flip, draw):
    (primitive,) = draw(
        so.Dash(color="r", alpha=0.5), flip=flip, x=[1, 2], y=[3, 4], width=[0.8, 0.4]
    )
    expected = np.array([[[0.6, 3], [1.4, 3]], [[1.8, 4], [2.2, 4]]])
    assert_allclose(primitive.paths.split(), expected[..., ::-1] if flip else expected)
    assert primitive.color == (1, 0, 0, 0.5)
    assert (primitive.linewidth, primitive.linestyle) == (1.5, (0, None))


def table(**columns):
    return Table.of(columns)


@pytest.mark.parametrize("mark", LIMITED)
def test_limits_are_the_extremes_of_y(mark):
    t = table(x=[1.0, 1, 2, 2], y=[3.0, 5, np.nan, 7], color=factorize("aaba"))
    done = mark().complete(t, ["color"])
    found = sorted(
        zip(done["color"].values(), done["x"], done["ymin"], done["ymax"], strict=True), key=str
    )
    assert [row for row in found if row[2] == row[2]] == [("a", 1, 3, 5), ("a", 2, 7, 7)]
    assert "y" not in done


@pytest.mark.parametrize("mark", LIMITED)
@pytest.mark.parametrize(
    "columns",
    [
        {"x": [1.0], "ymin": [1.0], "ymax": [2.0]},
        {"x": [1.0], "y": [5.0], "ymin": [1.0], "ymax": [2.0]},
        {"x": [1.0], "ymin": [1.0]},
        {"y": [1.0]},
    ],
    ids=["limits", "limits and y", "one limit", "no x"],
)
def test_otherwise_the_table_stays(mark, columns):
    t = table(**{name: np.array(column) for name, column in columns.items()})
    assert mark().complete(t, []) is t


def test_other_marks_complete_nothing():
    t = table(x=np.array([1.0]), y=np.array([1.0]))
    for mark in (so.Dot(), so.Line(), so.Bar(), so.Area(), so.Text(), so.Dash()):
        assert mark.complete(t, []) is t
