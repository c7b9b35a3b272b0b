"""Targets, missing values, orientation, and combinations of all sorts."""

import numpy as np
import pandas as pd
from matplotlib import dates
from matplotlib.figure import Figure

from tests.peers.data import frame, series, totals
from tests.peers.spec import spec


@spec()
def on_axes(so):
    ax = Figure().add_subplot()
    return so.Plot(frame(), x="x", y="y", color="kind").add(so.Dots()).on(ax)


@spec("What lies on top")
def on_axes_with_a_line(so):
    ax = Figure().add_subplot()
    ax.plot([0, 25], [0, 50], color="k")
    return so.Plot(frame(), x="x", y="y").add(so.Dots()).on(ax)


@spec("Room for legends and labels")
def on_figure(so):
    return so.Plot(frame(), x="x", y="y").facet("sex").add(so.Dot()).on(Figure(figsize=(6, 3)))


@spec()
def on_subfigure(so):
    part = Figure(figsize=(8, 4)).subfigures(1, 2)[1]
    return so.Plot(frame(), x="x", y="y").add(so.Dot()).on(part)


@spec()
def missing_names(so):
    data = frame().assign(kind=frame()["kind"].where(frame()["kind"] != "elm"))
    return so.Plot(data, x="kind", y="y", color="kind").add(so.Dot())


@spec()
def missing_amounts(so):
    return so.Plot(frame(), x="x", y="y", color="holes", pointsize="holes").add(so.Dot())


@spec("Properties fixed in a mark")
def missing_in_stats(so):
    p = so.Plot(frame(), x="kind", y="holes", color="sex")
    return p.add(so.Bar(), so.Agg(), so.Dodge()).add(so.Dots(color="k"), so.Dodge())


@spec()
def infinite_values(so):
    data = frame().assign(y=frame()["y"].where(frame().index != 4, np.inf))
    return so.Plot(data, x="x", y="y").add(so.Dot())


@spec()
def orient_of_two_names(so):
    return so.Plot(frame(), x="kind", y="sex").add(so.Dot(), so.Count())


@spec()
def orient_of_time_and_name(so):
    return so.Plot(frame(), x="day", y="kind").add(so.Range())


@spec()
def bars_of_times(so):
    return so.Plot(series().query("who == 'ann'"), x="day", y="value").add(so.Bar())


@spec("Names of axes")
def hist_of_times(so):
    return so.Plot(frame(), x="day").add(so.Bars(), so.Hist(bins=7))


@spec()
def bars_negative(so):
    return so.Plot(frame().head(9), x="x", y="z").add(so.Bars())


@spec()
def bar_width_column(so):
    p = so.Plot(totals().iloc[[0, 2, 4]], x="fruit", y="kg", color="farm")
    return p.add(so.Bar(), width="kg").scale(y="sqrt")


@spec("Baselines other than zero")
def area_dodged_baseline(so):
    data = series().assign(base=0.5)
    return so.Plot(data, x="step", y="value", color="who").add(so.Area(), baseline="base")


@spec()
def artist_keywords(so):
    p = so.Plot(totals().head(4), x="fruit", y="kg", color="farm")
    return p.add(so.Bar({"hatch": "/"}), so.Dodge()).add(so.Line({"solid_capstyle": "butt"}))


@spec()
def group_variable(so):
    p = so.Plot(series(), x="step", y="value", group="who").add(so.Line(color=".5", linewidth=1))
    return p.add(so.Line(linewidth=3), so.Agg(), group=None)


@spec()
def scale_on_stat_axis(so):
    p = so.Plot(frame(), x="x").add(so.Bars(), so.Hist("percent", bins=5))
    return p.scale(y=so.Continuous().label(like="{x:.0f}%")).limit(y=(0, 50)).label(y="share")


@spec()
def method_order(so):
    p = so.Plot(frame()).label(x="X").limit(x=(0, 20)).scale(color="Set1").facet("sex")
    return p.add(so.Dot(), x="x", y="y", color="kind")


@spec()
def repeated_calls(so):
    p = so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot())
    p = p.label(x="a").label(y="b").limit(x=(0, 30)).limit(y=(0, 60))
    return p.scale(color="Set1").scale(x="sqrt").layout(size=(5, 3)).layout(size=(6, 4))


@spec()
def times_at_dates(so):
    p = so.Plot(frame(), x="day", y="y").add(so.Dot())
    scale = so.Temporal().tick(dates.MonthLocator()).label(dates.DateFormatter("%b"))
    return p.scale(x=scale)


@spec("Colour bars")
def times_in_range(so):
    p = so.Plot(frame(), x="x", y="y", color="day").add(so.Dot())
    norm = (pd.Timestamp("2023-01-01"), pd.Timestamp("2023-09-01"))
    return p.scale(color=so.Temporal(("#dfe", "#024"), norm=norm))


@spec()
def times_as_sizes(so):
    p = so.Plot(frame(), x="x", y="y", pointsize="day").add(so.Dot())
    return p.scale(pointsize=(2, 10))


@spec("Texts at the edge", "Whole numbers")
def offsets_mapped(so):
    p = so.Plot(totals(), x="year", y="kg", text="fruit", offset="kg", valign="farm")
    return p.add(so.Text(halign="left"))


@spec("Texts at the edge")
def text_of_numbers(so):
    return so.Plot(totals(), x="fruit", y="kg", text="year").add(so.Text(valign="bottom"))


@spec()
def identity_of_styles(so):
    data = series().assign(style=series()["who"].map({"ann": "--", "bob": ":", "cid": "-"}))
    p = so.Plot(data, x="step", y="value", linestyle="style").add(so.Lines())
    return p.scale(linestyle=None)
