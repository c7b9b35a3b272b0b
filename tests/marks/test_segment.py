import warnings

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import plotkit.objects as so

LIMITED = [so.Range, so.Band]


@pytest.mark.parametrize("flip", [False, True])
def test_range(flip, draw):
    widths = np.array([1.0, 2])
    (primitive,) = draw(
        so.Range({"zorder": 4}), flip=flip, x=[1, 2], ymin=[0, 1], ymax=[3, 5], linewidth=widths
    )
    expected = np.array([[[1, 0], [1, 3]], [[2, 1], [2, 5]]])
    assert_array_equal(primitive.paths.split(), expected[..., ::-1] if flip else expected)
    assert (
        np.shares_memory(primitive.linewidth, widths)
        and primitive.kws == {"zorder": 4}
        and not primitive.each
    )


@pytest.mark.parametrize("flip", [False, True])
def test_dash(flip, draw):
    (primitive,) = draw(
        so.Dash(color="r", alpha=0.5), flip=flip, x=[1, 2], y=[3, 4], width=[0.8, 0.4]
    )
    expected = np.array([[[0.6, 3], [1.4, 3]], [[1.8, 4], [2.2, 4]]])
    assert_allclose(primitive.paths.split(), expected[..., ::-1] if flip else expected)
    assert primitive.color == (1, 0, 0, 0.5)
    assert (primitive.linewidth, primitive.linestyle) == (1.5, (0, None))


DATA = {"x": [1, 1, 2, 2], "y": [3, 5, None, 7], "low": [0, 1, 2, 3], "g": list("aaba")}


def drawn(mark, *transforms, **variables):
    """Return the rows that a layer draws."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", so.PlotWarning)
        plot = so.Plot(DATA, x="x", y="y").add(mark, *transforms, **variables).plot()
    table = plot.data()
    return {name: np.asarray(table[name]).tolist() for name in table}


@pytest.mark.parametrize("mark", LIMITED)
def test_limits_are_the_extremes_of_y_at_each_position(mark):
    done = drawn(mark(), color="g")
    assert (done["x"], done["ymin"], done["ymax"]) == ([1, 2], [3, 7], [5, 7])
    assert "y" not in done


@pytest.mark.parametrize("mark", LIMITED)
def test_limits_that_are_given_stay(mark):
    assert drawn(mark(), ymin="low", ymax="y")["ymin"] == [0, 1, 3]
    with pytest.raises(so.PlotSpecError, match="x and ymin are required; given: 'ymax'"):
        so.Plot({"y": [1]}).add(mark(), orient="x", ymax="y").plot()


@pytest.mark.parametrize("mark", LIMITED)
def test_after_a_stat_extremes_need_several_values_at_a_position(mark):
    done = drawn(mark(), so.Perc([0, 100]))
    assert (done["x"], done["ymin"], done["ymax"]) == ([1, 2], [3, 7], [5, 7])
    for stat in (so.PolyFit(1), so.Agg()):
        with pytest.raises(so.PlotSpecError, match=r"ymin and ymax are required.* makes .*'y'"):
            drawn(mark(), stat)
    assert drawn(mark(), so.Est(errorbar="sd"))["ymin"][1] == 7
