"""Correct uses that README, docs and examples do not show; type checkers have nothing to say."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
from matplotlib.dates import WeekdayLocator
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, PercentFormatter

import plotkit.objects as so

df = pd.DataFrame({"a": [1, 2], "b": [3, 4], "g": ["u", "v"], "t": ["2024-01-01", "2024-02-01"]})
p = so.Plot(df, x="a", y="b", color="g")

# data and vectors of all kinds
so.Plot(df, "a", "b")
so.Plot(df["a"], df["b"])
so.Plot([1, 2, 3], np.arange(3))
so.Plot({"a": [1, 2]}, x="a")
so.Plot([{"a": 1}, {"a": 2}], x="a")
so.Plot(np.zeros(2, dtype=[("a", float)]), x="a")
so.Plot(pl.DataFrame({"a": [1]}), x="a", y=pl.Series([1]))
so.Plot(pl.LazyFrame({"a": [1]}), x="a")
so.Plot(x=range(3), y=(1, 2, 3), color=df.index, text=df["g"].astype("category"))
so.Plot(df, x=("a", "mean"), y=1.5, color=dt.date(2024, 1, 1), alpha=np.float64(0.5))
so.Plot(df, x="a", y=so.cols("b", name="what"), group=None)
so.Plot(x="a", y="b").add(so.Dot())(df)

# layers
p.add(so.Dot(color="0.5", marker=(5, 1), edgecolor=(0, 0, 0, 0.5)), so.Jitter(0.2), so.Dodge())
p.add(so.Line() + so.Band(), so.Est("median", errorbar=("pi", 50)), orient="y", legend=False)
p.add(so.Bar(), so.Agg(lambda y: y.max()), so.Stack(offset="expand"))
p.add(so.Text(halign="left"), x=so.frac(0.1), y=so.frac(0.9), text="a note", color=None)
p.add(so.Line(), data=pl.DataFrame({"a": [1]}), y2="b", label="other")
p.add([so.Layer(so.Dot()), so.Layer(so.Line(), so.PolyFit(), color="g")])
p.add(lambda v, pane: pane.points(v.xy(), color=v.color))
p.add(so.Bars(), so.Hist(bins=np.linspace(0, 1, 5)), so.Stack())
p.add(so.Bars(), so.Hist("density", bins="fd", common_norm=["col"]))

# scales, labels, limits
p.scale(x="log", y="symlog0.5", color="viridis", pointsize=(2, 10), marker=["o", "s"])
p.scale(color={"u": "C0", "v": (1, 0, 0)}, linestyle={"u": "-", "v": (2, 1)}, alpha=None)
p.scale(color=["red", "#00ff00"], fill=[True, False], linewidth=np.array([1.0, 2.0]))
p.scale(x=so.Continuous(trans=(np.sqrt, np.square)).tick(at=[0, 1, 2], minor=1))
p.scale(x=so.Continuous().tick(every=2, between=(0, 10)).label(PercentFormatter(1)))
p.scale(x=so.Temporal().tick(WeekdayLocator()).label(like="%d %b").axis(side="top"))
p.scale(x=so.Nominal(["a", "b"], order=df["g"].unique()), y=so.Nominal(order="frequency"))
p.scale(x=so.Nominal().tick(FixedLocator([0, 1])), color=so.Continuous("Blues", norm=(0, None)))
p.limit(x=(0, None), y=[10, 0]).limit(x=("2024-01-01", dt.datetime(2024, 2, 1)))
p.label(title=str.upper, x="", y=None, color={"u": "U"}, col=lambda name: f"{name}!")

# panels, layout, looks
p.facet("g", order=["v", "u"]).facet(row=df["g"]).share("free_y", x="col").share(y2="zero")
p.pair(x=["a", "b"], y=so.cols("b")).scale(x0="log").label(x1="b").limit(y0=(0, 1))
p.layout(size=(8.5, 5), unit="cm", aspect="equal").layout(size=("nature", 60), unit="mm")
p.layout(engine=None, extent=(0, 0, 1, 1)).layout(engine="tight", widths="range")
p.legend("upper left").legend((0.5, 0.5)).legend(None).legend({"color": "right", "size": False})
p.theme("minimal", "talk", {"axes.grid": False}, font_scale=1.2)
p.inset(so.Plot(df, x="a").add(so.Rug()), "lower right").on(Figure().add_subplot())
((p | p) / (so.Spacer() | p)).share(x=True, y="row").label(tags="(a)").on(Figure())
so.grid([p, p], wrap=1).legend("bottom", collect="all").save("both.pdf", dpi=300)

# names of one's own: a type checker does not know them, so they are given without their names
own: dict[str, Any] = {"headsize": "b"}
so.Plot(df, x="a", **own).add(so.Dot(), **own).scale(**own).label(**own)
