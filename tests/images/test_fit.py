"""Pictures of Fit (alone, by colour, in facets, horizontal, with equations, of two levels) and of
other curves through values."""

import numpy as np
import pandas as pd
import pytest

import plotkit.objects as so
from tests.images.picture import Picture

RNG = np.random.default_rng(7)
N = 90
KIND = RNG.choice(["fig", "kiwi", "plum"], size=N)
X = RNG.uniform(1, 9, N) + 6 * (KIND == "plum")
DATA = pd.DataFrame(
    {
        "x": X,
        "y": 2 + 0.8 * X - 4 * (KIND == "kiwi") + RNG.normal(size=N),
        "kind": KIND,
        "half": RNG.choice(["first", "second"], size=N),
        "ripe": RNG.uniform(size=N) < 1 / (1 + np.exp(4 - X)),
        "money": np.exp(X / 2 + RNG.normal(size=N)),
    }
)
BOTH = so.Line() + so.Band()
CORNER = {"x": so.frac(0.03), "y": so.frac(0.97)}


def points(**variables):
    return so.Plot(DATA, x="x", y="y", **variables).add(so.Dots(alpha=0.6))


PLOTS = {
    "alone": lambda: points().add(BOTH, so.Fit()).add(
        so.Text(part="coef", halign="left", valign="top", offset=0), so.Fit(), **CORNER
    ),
    "color": lambda: points(color="kind").add(BOTH, so.Fit()).add(
        so.Text(part="coef", halign="left"), so.Fit()
    ),
    "parallel": lambda: points(color="kind").facet("half").add(
        BOTH, so.Fit(parallel=True, extend="panel")
    ),
    "horizontal": lambda: points(color="kind").add(BOTH, so.Fit(2, errorbar="pi"), orient="y"),
    "binomial": lambda: so.Plot(DATA, x="x", y="ripe", color="half")
    .add(so.Dots(), so.Jitter(y=0.2), orient="x").add(BOTH, so.Fit(family="binomial")),
    "log": lambda: so.Plot(DATA, x="x", y="money").scale(y="log").add(so.Dots())
    .add(BOTH, so.Fit(errorbar=("ci", 99), extend=0.2))
    .add(so.Line(color="C1", linestyle="--"), so.Fit(robust=True)),
}  # fmt: skip


WAVES = pd.DataFrame({"x": np.tile(np.linspace(0, 20, 80), 2), "kind": np.repeat(["a", "b"], 80)})
WAVES["y"] = np.sin(WAVES["x"] / 3) + 2 * (WAVES["kind"] == "b") + RNG.normal(size=160) / 2
CURVES = {
    "lowess": lambda: (
        so.Plot(WAVES, x="x", y="y", color="kind")
        .add(so.Dots(alpha=0.5))
        .add(BOTH, so.Lowess(0.3, errorbar="ci", seed=1))
    ),
    "qq": lambda: (
        so.Plot(DATA, y="y", color="half")
        .facet("half")
        .add(so.Dots() + so.Line(part="line"), so.QQ())
    ),
    "spline": lambda: (
        so.Plot(WAVES, x="x", y="y", color="kind")
        .facet("kind")
        .add(so.Dots(alpha=0.5))
        .add(so.Line(), so.Spline())
    ),
}


@pytest.mark.parametrize("name", CURVES)
@pytest.mark.mpl_image_compare
def test_curve(name):
    return Picture(CURVES[name]())


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.mpl_image_compare
def test_fit(name):
    return Picture(PLOTS[name]())
