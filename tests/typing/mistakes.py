"""Mistakes that a user might make, one in each line that says so; nothing of this is run.

`tests/typing/check.py` demands that mypy and pyright find every one of them, and nothing else.
"""

import pandas as pd

import plotkit.objects as so

df = pd.DataFrame({"a": [1, 2], "b": [3, 4], "g": ["u", "v"]})
p = so.Plot(df, x="a", y="b")

# names
so.Plot(df, x="a", y="b", colour="g")  # mistake: color
so.Plot(df, x="a", y="b", hue="g")  # mistake: color
p.add(so.Dot(), size="g")  # mistake: pointsize
p.add(so.Dot(colour="r"))  # mistake: color
p.add(so.Dot(lw=2))  # mistake: edgewidth
p.add(so.Lin())  # mistake: Line
p.ad(so.Line())  # mistake: add
p.scale(colour="viridis")  # mistake: color
p.scale(xmin="log")  # mistake: x
p.label(xlabel="Time")  # mistake: x
p.limit(left=0)  # mistake: x
p.share(z=True)  # mistake: x, y
p.layout(figsize=(6, 4))  # mistake: size
p.legend(loc="right")  # mistake: position
p.facet(column="g")  # mistake: col

# kinds of things
so.Plot(so.Dot())  # mistake: neither data nor a variable
so.Plot(df, x=so.Dot())  # mistake: a mark is no variable
p.add("dot")  # mistake: a mark, not its name
p.add(so.Dot)  # mistake: a class, not a mark
p.add(so.Agg())  # mistake: a mark comes first
p.add(so.Bar(), so.Agg)  # mistake: a class, not a stat
p.add(so.Bar(), "mean")  # mistake: a stat, not its name
p.add(so.Bar(), so.Nominal())  # mistake: a scale is no stat
p.add(so.Dot(), data="penguins.csv")  # mistake: a table, not its file
p.add(so.Dot(pointsize="big"))  # mistake: a number
p.add(so.Dot(fill="yes"))  # mistake: True or False
p.scale(color=3)  # mistake: a scale or a palette
p.scale(x=["a", "b"])  # mistake: so.Nominal(order=...)
p.scale(pointsize=5)  # mistake: (low, high)
p.limit(x=10)  # mistake: (low, high)
p.limit(x=(0, 1, 2))  # mistake: (low, high)
p.label(x=3)  # mistake: a text
p.facet("g", wrap="2")  # mistake: a number
p.pair(x=3)  # mistake: a list of variables
p.theme(3)  # mistake: a name or a dict
p.on(df)  # mistake: an Axes or a Figure
p | 3  # mistake: a plot follows

# one of a few words
p.add(so.Line(), orient="horizontal")  # mistake: "y" or "h"
p.add(so.Dot(), where="top")  # mistake: "upper"
p.add(so.Bars(), so.Hist(stat="desnity"))  # mistake: "density"
p.add(so.Bars(), so.Hist(bins="sturgess"))  # mistake: "sturges"
p.add(so.Line(), so.KDE(bw_method="normal"))  # mistake: "scott", "silverman"
p.add(so.Range(), so.Est(errorbar="std"))  # mistake: "sd"
p.add(so.Range(), so.Est(errorbar=("95", 1)))  # mistake: ("ci", 95)
p.add(so.Bar(), so.Agg("average"))  # mistake: "mean"
p.add(so.Bar(), so.Dodge(empty="remove"))  # mistake: "drop"
p.add(so.Area(), so.Stack(offset="normalize"))  # mistake: "expand"
p.add(so.Line(), so.Fit(family="normal"))  # mistake: None
p.add(so.Violin(inner="quartile"))  # mistake: "quartiles"
p.add(so.Step(where="middle"))  # mistake: "mid"
p.add(so.Text(halign="centre"), text="g")  # mistake: "center"
p.add(so.Rug(side="left"))  # mistake: "low"
p.scale(x=so.Continuous().axis(side="below"))  # mistake: "bottom"
p.scale(color=so.Continuous(outside="clip"))  # mistake: "clamp"
p.scale(color=so.Nominal(guide="bar"))  # mistake: "colorbar"
p.scale(x=so.Nominal(order="alphabetical"))  # mistake: "name"
p.share("free-x")  # mistake: "free_x"
p.share(y="rows")  # mistake: "row"
p.layout(size=(16, 9), unit="inches")  # mistake: "in"
p.layout(size="nature-single")  # mistake: "nature"
p.layout(engine="tigth")  # mistake: "tight"
p.layout(aspect="square")  # mistake: "equal"
p.legend("top-left")  # mistake: "upper left"
p.legend(per="panel")  # mistake: "axes"
p.theme("whitgrid")  # mistake: "whitegrid"
p.inset(p, "top right")  # mistake: "upper right"

# what belongs together
p.scale(x=so.Continuous().tick(every=2, count=5))  # mistake: one of them
p.scale(x=so.Continuous().tick(between=(0, 1)))  # mistake: of count= or every=
p.scale(x=so.Temporal().tick(every="1D"))  # mistake: a locator
p.save()  # mistake: where to
