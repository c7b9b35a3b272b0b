"""Pictures of panels with more axes: pairs in parts, margins, second axes, compositions."""

import numpy as np
import pandas as pd
import pytest

import plotkit.objects as so
from tests.images.picture import Picture

RNG = np.random.default_rng(11)
N = 90
DATA = pd.DataFrame(
    {
        "a": RNG.normal(5, 2, N).round(2),
        "b": RNG.gamma(3, 2, N).round(2),
        "kind": np.repeat(["fig", "kiwi", "plum"], N // 3),
        "half": np.tile(["first", "second"], N // 2),
    }
)
DATA["c"] = (DATA["a"] * 3 + RNG.normal(0, 2, N)).round(2)
MONTHS = pd.DataFrame(
    {
        "month": np.arange(1, 13),
        "rain": [9, 7, 6, 4, -2, -4, -5, -3, 2, 5, 8, 9.5],
        "warm": [3, 4, 8, 12, 17, 21, 24, 23, 18, 12, 7, 4],
    }
)
DOTS = so.Plot(DATA, x="a", y="b", color="kind").add(so.Dots())
HIST = so.Bars(), so.Hist(bins=12), so.Stack()
BOTH = (
    so.Plot(MONTHS, x="month")
    .add(so.Bars(color=".75", edgewidth=0), y="rain", label="Rain")
    .add(so.Line(color="C3", marker="o"), y2="warm", label="Warmth")
)


def part(mark, *transforms, **options):
    return so.Plot(DATA, x="a", y="c", **options).add(mark, *transforms)


PLOTS = {
    "pair_parts": lambda: (
        so.Plot(DATA, color="kind")
        .pair(x=["a", "b", "c"], y=["a", "b", "c"])
        .add(so.Dots(pointsize=3), where="lower")
        .add(*HIST, where="diagonal")
        .add(so.Text(), so.Corr(), where="upper", x=so.frac(0.5), y=so.frac(0.5), color=None)
    ),
    "pair_corner": lambda: (
        so.Plot(DATA, color="half")
        .pair(x=["a", "kind", "c"], corner=True)
        .add(so.Dots(pointsize=3), so.Jitter(y=0.2))
        .add(*HIST, where="diagonal")
        .theme("ticks")
    ),
    "marginals": lambda: DOTS.marginal(
        x=so.Plot().add(*HIST), y=so.Plot().add(so.Area(), so.KDE(), color=None)
    ),
    "marginals_facets": lambda: (
        DOTS.facet("half")
        .marginal(x=so.Plot().add(*HIST).label(y="Rows"), size=0.3)
        .scale(x=so.Continuous().tick(every=3))
        .theme("ticks")
        .layout(size=(8, 4.5))
    ),
    "second_axis": lambda: (
        BOTH.share(y2="zero")
        .scale(y2=so.Continuous().axis(color="layer"))
        .label(y="Rain (mm)", y2="Warmth (°C)", title="A year")
    ),
    "second_axis_direct": lambda: (
        so.Plot(MONTHS, x="month")
        .add(so.Bars(color=".75", edgewidth=0), y2="rain")
        .add(so.Line(), y="warm", label="Warmth")
        .legend("direct")
        .theme("ticks")
    ),
    "second_axis_facets": lambda: (
        so.Plot(DATA, x="a")
        .facet("kind")
        .add(so.Dots(), y="b")
        .add(so.Line(color="C1"), so.Rolling(9), y2="c")
        .label(y2="Rolling mean")
        .layout(size=(8, 3.5))
    ),
    "widths_by_range": lambda: (
        so.Plot(DATA[(DATA["kind"] != "kiwi") | (DATA["half"] == "first")], x="half")
        .add(so.Bar(), so.Count())
        .facet("kind")
        .share("free_x")
        .layout(widths="range", size=(8, 3.5))
    ),
    "gaps": lambda: so.Plot(x=np.arange(9), y=[1, np.nan, 2, np.nan, 3, 4, np.nan, np.nan, 2]).add(
        so.Line(gaps=True, linewidth=4)
    ),
    "shared_grid": lambda: (
        so.grid(
            [part(so.Dots(), color="kind"), part(so.Line(), so.Fit()), part(so.Hex(), so.HexBin())],
            wrap=2,
        )
        .share(x="col", y="row")
        .layout(size=(8, 6))
    ),
    "spacer": lambda: (part(so.Dots()) | so.Spacer((2, 4)) | part(so.Line(), so.Fit())).share(
        y=True
    ),
    "wide_columns": lambda: so.Plot(MONTHS, x="month", y=so.cols("rain", "warm", name="What")).add(
        so.Line()
    ),
}


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.mpl_image_compare
def test_form(name):
    return Picture(PLOTS[name]())
