"""assert_plot_equal: the same drawing passes, and any other is told in words."""

import numpy as np
import pandas as pd
import pytest

import plotkit.objects as so
from plotkit.testing import assert_plot_equal

DATA = {"x": [1.0, 2.0, 3.0], "y": [3.0, 1.0, 2.0], "g": ["a", "b", "a"]}
PLOT = so.Plot(DATA, x="x", y="y")
DOTS = PLOT.add(so.Dot())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DOTS, DOTS),
        (DOTS, so.Plot(pd.DataFrame(DATA), x="x", y="y").add(so.Dot(pointsize=6))),
        (PLOT.add(so.Line(), color="g"), PLOT.add(so.Line(), color="g")),
        (DOTS | DOTS, DOTS | DOTS),
        (DOTS.inset(DOTS), DOTS.inset(DOTS)),
        (PLOT.add(so.Dots(), color="x"), PLOT.add(so.Dots(), color="x")),
    ],
    ids=range(6),
)
def test_equal(one, other):
    assert_plot_equal(one, other)


# fmt: off
UNEQUAL = [
    (DOTS, PLOT.add(so.Dot(pointsize=9)),
     "panel (0, 0), layer 0 (Dot), points, size: 6.0 in one, 9.0 in the other"),
    (DOTS, so.Plot(DATA, x="x", y=np.array([3.0, 1.5, 2.0])).add(so.Dot()),
     "points, xy: row 1 is [2., 1.] in one, [2. , 1.5] in the other"),
    (DOTS, PLOT.add(so.Line()), "layer 0 (Dot): only in the one"),
    (DOTS, DOTS.label(title="T"), "title: '' in one, 'T' in the other"),
    (DOTS, DOTS.scale(x="log"), "x axis, transform: 'linear' in one, 'log' in the other"),
    (DOTS, DOTS.facet("g"), "panel (0, 1): only in the other"),
    (DOTS, DOTS.limit(y=(0, 9)), "y axis, limits: row 0 is "),
    (DOTS, DOTS.layout(size=(3, 3)), "layout, size: "),
    (DOTS, DOTS.theme({"axes.linewidth": 3}), "theme, axes.linewidth: only in the other"),
    (DOTS, PLOT.add(so.Dot(), color="g"), "legend 0: only in the other"),
    (DOTS, PLOT.add(so.Dot(marker="s")), "points, marker: 'o' in one, 's' in the other"),
    (DOTS | DOTS, DOTS | PLOT, "plot 1, panel (0, 0), layer 0 (Dot): only in the one"),
    (DOTS | DOTS, (DOTS | DOTS).label(tags="A"), "tag 0: '' in one, 'A' in the other"),
    (PLOT.add(so.Path()), so.Plot(x=[1, 2], y=[3, 1]).add(so.Path()),
     "lines, paths, xy: 3 rows of (2,) in one, 2 rows of (2,) in the other"),
]
# fmt: on


@pytest.mark.parametrize(("one", "other", "told"), UNEQUAL, ids=range(len(UNEQUAL)))
def test_unequal(one, other, told):
    with pytest.raises(AssertionError) as caught:
        assert_plot_equal(one, other)
    assert told in str(caught.value)
    assert str(caught.value).startswith("The plots differ:\n- ")


def test_a_few_differences_are_told():
    with pytest.raises(AssertionError) as caught:
        assert_plot_equal(DOTS, PLOT.add(so.Bar(), color="g").label(x="X", y="Y").scale(x="log"))
    assert len(str(caught.value).splitlines()) == 7
    assert str(caught.value).endswith("- ...")


def test_only_plots_are_compared():
    with pytest.raises(so.PlotSpecError, match="A plot or a composition is compared, not 3"):
        assert_plot_equal(DOTS, 3)
