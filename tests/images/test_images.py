"""Pictures: what only a picture can show, one or more for each mark, scale, guide and layout.

Renew one with `python3 dev.py test tests/images -k NAME --mpl-generate-path=baseline_images`, and
look at it before it is committed.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

import plotkit.objects as so
from tests.images.picture import Picture

RNG = np.random.default_rng(2026)
N = 60
DATA = pd.DataFrame(
    {
        "x": RNG.normal(size=N).round(2),
        "y": RNG.normal(size=N).round(2),
        "size": RNG.integers(1, 50, size=N),
        "kind": RNG.choice(["fig", "kiwi", "plum"], size=N),
        "half": RNG.choice(["first", "second"], size=N),
        "ripe": RNG.random(N) < 0.5,
        "day": pd.date_range("2024-03-01", periods=N, freq="D"),
        "wait": pd.to_timedelta(RNG.integers(0, 50, size=N), unit="h"),
        "money": 10 ** RNG.uniform(0, 5, size=N),
        "share": RNG.uniform(0.01, 0.99, size=N),
    }
)
GRID = pd.DataFrame(
    {
        "step": np.tile(np.arange(12), 3),
        "level": np.concatenate([np.sin(np.arange(12) / 2 + k) + k for k in range(3)]),
        "line": np.repeat(["a", "b", "c"], 12),
    }
)


def points(**variables):
    return so.Plot(DATA, x="x", y="y", **variables)


def lines(**variables):
    return so.Plot(GRID, x="step", y="level", **variables)


@dataclass(frozen=True)
class Lollipop(so.Mark):
    color: so.MappableColor = so.Mappable("C0")
    pointsize: so.MappableFloat = so.Mappable(7.0)
    linewidth: so.MappableFloat = so.Mappable(rc="lines.linewidth")

    def draw(self, v, pane):
        stems = np.stack([v.xy("x", "baseline"), v.xy("x", "y")], axis=1)
        pane.lines(stems, color=v.color, linewidth=v.linewidth)
        pane.points(v.xy(), size=v.pointsize, color=v.color)


PLOTS = {
    # marks
    "dot": lambda: points(color="kind").add(so.Dot()),
    "dot_unfilled": lambda: points(fill="ripe", marker="kind").add(so.Dot(pointsize=9, stroke=2)),
    "dots": lambda: points(color="kind").add(so.Dots(pointsize=8)),
    "line": lambda: lines(color="line").add(so.Line(marker="o", edgecolor="w", pointsize=8)),
    "line_styles": lambda: lines(linestyle="line", linewidth="line").add(so.Line()),
    "lines": lambda: lines(color="line").add(so.Lines(linewidth=3)),
    "path": lambda: so.Plot(GRID, x="level", y="step", color="line").add(so.Path()),
    "paths": lambda: so.Plot(GRID, x="level", y="step", group="line").add(so.Paths(alpha=0.5)),
    "bar": lambda: so.Plot(DATA, x="kind", y="size", color="kind").add(so.Bar(), so.Agg("mean")),
    "bar_edges": lambda: so.Plot(DATA, x="kind", fill="ripe").add(
        so.Bar(edgewidth=4, edgestyle="--", alpha=0.3), so.Count(), so.Dodge()
    ),
    "bars": lambda: so.Plot(DATA, x="x", color="half").add(so.Bars(), so.Hist(bins=12), so.Stack()),
    "area": lambda: lines(color="line").add(so.Area()).facet("line"),
    "area_stack": lambda: so.Plot(
        GRID, x="step", y=GRID["level"] + 1, color="line"
    ).add(so.Area(alpha=0.7, edgewidth=0), so.Stack()),
    "area_gaps": lambda: so.Plot({"x": np.arange(9.0), "y": [1, 2, np.nan, 2, 3, 4, np.nan, 1, 2]},
        x="x", y="y").add(so.Area(gaps=True)).add(so.Line(gaps=True, marker="o")),
    "band": lambda: lines().add(so.Band()).add(so.Line(color="k"), so.Agg()),
    "range": lambda: so.Plot(DATA, y="kind", x="x", color="half")
    .add(so.Range(linewidth=3), so.Dodge())
    .add(so.Dash(linewidth=2), so.Agg(), so.Dodge()),
    "dash": lambda: so.Plot(DATA, x="kind", y="y", color="half").add(so.Dash(alpha=0.6, width=0.5)),
    "text": lambda: so.Plot(DATA.head(12), x="x", y="y", text="kind", color="half").add(
        so.Text(halign="left")
    ).add(so.Dot(pointsize=3)),
    "text_on_bars": lambda: so.Plot(DATA, x="kind", y="size").add(so.Bar(), so.Agg()).add(
        so.Text(valign="bottom", format="{:.1f}"), so.Agg(), text="size", color=None,
        data=DATA.groupby("kind", as_index=False)["size"].mean()
    ),
    "custom_mark": lambda: so.Plot(DATA, y="kind", x="size", color="half").add(
        Lollipop(), so.Agg(), so.Dodge()
    ),
    # scales of axes
    "log": lambda: so.Plot(DATA, x="money", y="size").add(so.Dot()).scale(x="log"),
    "log2_symlog": lambda: points().add(so.Dot()).scale(y="symlog", x="pow3"),
    "logit_sqrt": lambda: so.Plot(DATA, x="share", y="size").add(so.Dot()).scale(
        x="logit", y="sqrt"
    ),
    "log_bars": lambda: so.Plot(DATA, x="kind", y="money").add(so.Bar(), so.Agg()).scale(y="log"),
    "log_hist": lambda: so.Plot(DATA, x="money", color="half").add(
        so.Bars(), so.Hist(bins=10), so.Stack()
    ).scale(x="log", y="log"),
    "time": lambda: so.Plot(DATA, x="day", y="y").add(so.Line()).add(so.Dot()),
    "time_concise": lambda: so.Plot(DATA, x="day", y="y").add(so.Line()).scale(
        x=so.Temporal().label(concise=True)
    ),
    "duration": lambda: so.Plot(DATA, x="wait", y="y").add(so.Dots()),
    "boolean": lambda: so.Plot(DATA, x="ripe", y="y").add(so.Dots(), so.Jitter(0.5)),
    "nominal_y": lambda: so.Plot(DATA, y="kind", x="x").add(so.Dots(), so.Jitter(0.5)).scale(
        y=so.Nominal(order=["plum", "fig", "kiwi"]).label(like=str.upper)
    ),
    "tick_options": lambda: points().add(so.Dots()).scale(
        x=so.Continuous().tick(every=0.5, minor=4).label(like="{x:.1f}"),
        y=so.Continuous().tick(at=[-2, 0, 2]).label(unit="V"),
    ),
    "limits": lambda: points().add(so.Dots()).limit(x=(2, -2), y=(0, None)),
    # looks and legends
    "color_continuous": lambda: points(color="size").add(so.Dot()),
    "color_palette": lambda: points(color="kind").add(so.Dot()).scale(color="Set2"),
    "sizes": lambda: points(pointsize="size", color="size").add(so.Dot()).scale(pointsize=(2, 14)),
    "markers_merged": lambda: points(marker="kind", color="kind", alpha="ripe").add(so.Dot()),
    "color_time": lambda: points(color="day").add(so.Dot()).scale(color="viridis"),
    "layer_labels": lambda: lines().add(so.Line(color="k"), so.Agg(), label="mean")
    .add(so.Band(), label="range").label(legend="All lines"),
    "long_legend": lambda: so.Plot(
        {"x": np.arange(60), "y": np.arange(60), "k": [f"level {i}" for i in range(60)]},
        x="x", y="y", color="k",
    ).add(so.Dot()),
    # layout
    "facet_grid": lambda: points(color="kind").facet("half", "ripe").add(so.Dots()),
    "facet_wrap": lambda: points().facet("kind", wrap=2).add(so.Dots()),
    "facet_free": lambda: so.Plot(DATA, x="kind", y="size", color="half")
    .facet("half").share(y=False).add(so.Bar(), so.Agg("sum")),
    "background_layer": lambda: points().facet("kind")
    .add(so.Dots(color=".7"), col=None).add(so.Dot()),
    "pair": lambda: so.Plot(DATA, color="half").pair(x=["x", "size"], y=["y", "money"])
    .add(so.Dots()).scale(y1="log"),
    "title_small": lambda: points(color="kind").add(so.Dots()).label(title="A title")
    .layout(size=(3.5, 2.5)),
    "theme": lambda: points(color="kind").add(so.Dots()).theme(
        {"axes.facecolor": "w", "axes.edgecolor": "k", "axes.grid": False, "xtick.bottom": True,
         "ytick.left": True, "axes.prop_cycle": ["#1b9e77", "#d95f02", "#7570b3"]}
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.mpl_image_compare
def test_plot(name):
    return Picture(PLOTS[name]())


@pytest.mark.mpl_image_compare
def test_on_two_axes():
    figure = Figure(figsize=(8, 3.5), layout="constrained")
    left, right = figure.subplots(1, 2)
    points(color="kind").add(so.Dots()).on(left).plot()
    lines(linestyle="line").add(so.Line()).on(right).plot()
    assert left.get_legend() is not None
    assert right.get_legend() is not None
    return figure


@pytest.mark.mpl_image_compare
def test_on_subfigures():
    figure = Figure(figsize=(8, 3.5))
    left, right = figure.subfigures(1, 2)
    points(color="kind").add(so.Dots()).on(left).plot()
    points(marker="half").facet(row="half").add(so.Dot()).on(right).plot()
    return figure
