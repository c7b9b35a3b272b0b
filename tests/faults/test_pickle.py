"""Figures go through pickle, to other processes and to files."""

import io
import pickle
from functools import partial

import numpy as np
import pytest
from matplotlib.image import imread

import plotkit.objects as so

DATA = {
    "x": [1.0, 2, 3, 4],
    "y": [1.0, 3, 2, 4],
    "g": list("aabb"),
    "d": np.array(["2024-01-01", "2024-01-02", "2024-01-05", "2024-01-09"], "M8[D]"),
}
DOTS = so.Plot(DATA, x="x", y="y", color="g").add(so.Dot()).layout(size=(3, 2))
CENT = (partial(np.multiply, 100), partial(np.multiply, 0.01))


def second(trans):
    return DOTS.scale(x=so.Continuous(trans=trans).axis(secondary=CENT))


def pixels(figure):
    file = io.BytesIO()
    figure.savefig(file, dpi=80, format="png")
    file.seek(0)
    return imread(file)


@pytest.mark.parametrize("trans", ["sqrt", "pow", "pow3", "symlog", "log", "logit", "ln", None])
def test_k8_figures_with_any_scale(trans):
    data = {"x": [0.1, 0.3, 0.5, 0.9], "y": [1, 3, 2, 4]}
    check(so.Plot(data, x="x", y="y").add(so.Dot()).scale(x=so.Continuous(trans=trans)))


@pytest.mark.parametrize("trans", ["sqrt", "log", "symlog", None])
def test_k8_figures_with_second_axes(trans):
    check(second(trans))


@pytest.mark.parametrize(
    "plot",
    [
        DOTS.inset(DOTS),
        DOTS | DOTS.facet("g"),
        DOTS.scale(color=so.Nominal(), x=so.Continuous(trans=(np.sqrt, np.square))),
        so.Plot(DATA, x="d", y="y", color="x", pointsize="y").add(so.Dots()).scale(color="sqrt"),
        DOTS.legend("direct"),
    ],
    ids=["inset", "composition", "own functions", "colour bar", "direct"],
)
def test_k8_figures_with_parts(plot):
    check(plot)


def check(plot):
    figure = plot.plot().figure
    again = pickle.loads(pickle.dumps(figure))
    np.testing.assert_allclose(pixels(again), pixels(figure), atol=0.02)
