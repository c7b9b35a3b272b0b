"""Pictures of marks that are lines: across the panel, along the value, and from place to place."""

import numpy as np
import pandas as pd
import pytest

import plotkit.objects as so
from tests.images.picture import Picture

RNG = np.random.default_rng(7)
N = 80
DATA = pd.DataFrame(
    {
        "x": RNG.normal(5, 2, N).round(2),
        "y": RNG.gamma(3, 2, N).round(2),
        "kind": np.tile(["fig", "kiwi", "plum", "sloe"], N // 4),
        "half": np.repeat(["first", "second"], N // 2),
        "day": pd.date_range("2024-03-01", periods=N, freq="D"),
    }
)
STEPS = pd.DataFrame(
    {
        "t": np.tile(np.arange(10), 2),
        "v": [3, 4, 4, 6, np.nan, 5, 5, 2, 3, 4, 6, 7, 9, 9, 8, 7, 7, 8, 9, 9],
        "half": np.repeat(["first", "second"], 10),
    }
)
OPEN = 100 + np.cumsum([0, 1, 2, -1, -2, 0, 1, -1, 2, 1, -2, -1, 0, 2])
CLOSE = OPEN + np.array([1, 2, -1, -2, 0, 1, -1, 2, 1, -2, -1, 0, 2, 1])
PRICES = pd.DataFrame(
    {
        "day": pd.bdate_range("2024-01-01", periods=14),
        "open": OPEN,
        "close": CLOSE,
        "high": np.maximum(OPEN, CLOSE) + 0.8,
        "low": np.minimum(OPEN, CLOSE) - 0.6,
    }
)


def points(**variables):
    return so.Plot(DATA, **({"x": "x", "y": "y"} | variables)).add(so.Dots())


PLOTS = {
    "rule": lambda: (
        points(color="half")
        .add(so.Rule(), so.Agg())
        .add(so.Rule(), so.Agg(), orient="y")
        .add(so.Rule(linestyle="--"), slope=1, intercept=2, label="y = x + 2")
    ),
    "rule_facets": lambda: (
        points(color="half")
        .facet("kind", wrap=2)
        .add(so.Rule(linewidth=2), so.Agg(), orient="y")
        .add(so.Rule(linestyle=":"), y=12, label="limit")
    ),
    "span": lambda: (
        points(x="day")
        .add(so.Span(), xmin="2024-03-15", xmax="2024-04-01", label="strike")
        .add(so.Span(color="C1", alpha=0.3), so.Est(errorbar="sd"), label="mean ± sd")
        .add(so.Rule(color="C3"), x="2024-05-01", label="May")
    ),
    "span_levels": lambda: (
        so.Plot(DATA, y="kind", x="y")
        .add(so.Dots(), so.Jitter(seed=1))
        .add(so.Span(hatch="//", edgecolor="C2", alpha=0.1), ymin="kiwi", ymax="plum")
    ),
    "error_bars": lambda: so.Plot(DATA, x="kind", y="y", color="half").add(
        so.BarRange(), so.Est(errorbar="sd"), so.Dodge()
    ),
    "point_range": lambda: so.Plot(DATA, y="kind", x="y", color="half").add(
        so.PointRange(capsize=5), so.Est(errorbar="sd"), so.Dodge()
    ),
    "line_band": lambda: so.Plot(DATA, x=DATA.x.round(), y="y", color="half").add(
        so.LineBand(marker="o"), so.Est(errorbar="se")
    ),
    "cross_bar": lambda: so.Plot(DATA, x="kind", y="y", color="half").add(
        so.CrossBar(), so.Est(errorbar="sd"), so.Dodge(gap=0.1)
    ),
    "error_bars_log": lambda: (
        so.Plot(
            {"x": list("abc"), "y": [1, 2, 3], "low": [-1, 1, 2], "high": [3, 5, 4]},
            x="x",
            y="y",
            ymin="low",
            ymax="high",
        )
        .add(so.PointRange(capsize=8))
        .scale(y="log")
        .facet(["p", "p", "q"])
    ),
    "rug": lambda: points(color="half").add(so.Rug()),
    "rug_outside": lambda: points(color="half").facet("kind", wrap=2).add(so.Rug(outside=True)),
    "arrows": lambda: (
        so.Plot(
            {
                "x": [1, 10, 100],
                "y": [1, 2, 3],
                "to": [10, 900, 1],
                "up": [5, 2, 1],
                "g": list("abc"),
            },
            x="x",
            y="y",
            xend="to",
            yend="up",
            color="g",
        )
        .add(so.Arrow(linewidth=3))
        .add(so.Curve(bend=-0.3, linestyle=":", head="both"))
        .scale(x="log")
    ),
    "notes": lambda: (
        points(x="day")
        .add(so.Curve(head="end", color="C3"), x="2024-03-20", y=14, xend="2024-04-10", yend=10)
        .add(so.Text(halign="right", color="C3"), x="2024-03-20", y=14, text="here")
        .add(so.Segment(linewidth=4, color="C2"), x="2024-03-10", y=1, xend="2024-03-24", yend=1)
    ),
    "step": lambda: (
        so.Plot(STEPS, x="t", y="v", color="half")
        .add(so.Step(marker="o", gaps=True))
        .add(so.Band(step="post", gaps=True), ymin=STEPS.v - 1, ymax=STEPS.v + 1)
    ),
    "step_area": lambda: so.Plot(STEPS.dropna(), x="t", y="v", color="half").add(
        so.Area(step="mid", alpha=0.6, edgewidth=0), so.Stack()
    ),
    "lollipop": lambda: so.Plot(DATA, x="kind", y=DATA.y - 6, color="half").add(
        so.Lollipop(fill=False), so.Agg(), so.Dodge()
    ),
    "dumbbell": lambda: so.Plot(
        {"c": list("abcd"), "then": [3, 5, 2, 6], "now": [5, 4, 6, 6.1]},
        y="c",
        xmin="then",
        xmax="now",
    ).add(so.Dumbbell()),
    "dumbbell_colour": lambda: so.Plot(
        {"c": list("abcd"), "then": [3, 5, 2, 6], "now": [5, 4, 6, 6.1], "g": list("uuvv")},
        y="c",
        xmin="then",
        xmax="now",
        color="g",
    ).add(so.Dumbbell()),
    "candlestick": lambda: so.Plot(
        PRICES, x="day", open="open", close="close", high="high", low="low"
    ).add(so.Candlestick()),
    "hatch": lambda: so.Plot(DATA, x="half", y="y", hatch="kind", color="kind").add(
        so.Bar(alpha=1, edgewidth=0), so.Agg(), so.Dodge()
    ),
}


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.mpl_image_compare
def test_picture(name):
    return Picture(PLOTS[name]().layout(size=(5, 3.5)))
