"""Limits, labels, legends, layers, themes, sizes."""

import numpy as np
from matplotlib import style

from tests.peers.data import frame, look_of_matplotlib, series
from tests.peers.spec import spec


@spec()
def limits(so):
    return so.Plot(frame(), x="x", y="y").add(so.Dot()).limit(x=(0, 20), y=(40, None))


@spec("Log labels between powers")
def limits_reversed(so):
    return so.Plot(frame(), x="x", y="size").add(so.Dot()).limit(x=(20, 0)).scale(y="log")


@spec()
def limits_of_names(so):
    p = so.Plot(frame(), x="grade", y="y").add(so.Dots())
    return p.limit(x=("low", "mid"))


@spec()
def labels(so):
    p = so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot())
    return p.label(title="Trees", x="width (cm)", y=str.upper, color="species")


@spec()
def labels_hidden(so):
    return so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot()).label(x="", color="")


@spec("Whole numbers")
def labels_of_layers(so):
    p = so.Plot(frame(), x="n", y="y").add(so.Dots(), label="rows")
    return p.add(so.Line(color="C1"), so.Agg(), label="mean").label(legend="what")


@spec("Colours of other keys")
def legend_off(so):
    p = so.Plot(frame(), x="x", y="y", color="kind", marker="sex")
    return p.add(so.Dot(), legend=False).add(so.Dots(), legend=True)


@spec("Order of levels after a stat")
def legend_of_stat(so):
    p = so.Plot(frame(), x="x", y="y")
    return p.add(so.Dots(color=".5")).add(so.Lines(), so.Agg(), color="kind")


@spec("Titles of merged legends")
def legend_titles(so):
    p = so.Plot(frame(), x="x", y="y", color="kind", marker="kind").add(so.Dot())
    return p.label(marker="species")


@spec("Properties fixed in a mark")
def legend_of_fixed_color(so):
    return so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot(color="k"))


@spec()
def legend_order(so):
    p = so.Plot(frame(), x="x", y="y").add(so.Dots(), color="kind")
    return p.add(so.Dot(color="k"), label="again", pointsize="n").label(legend="rows")


@spec()
def legend_of_vector(so):
    return so.Plot(frame(), x="x", y="y", color=frame()["kind"]).add(so.Dot())


@spec()
def legend_of_absent_level(so):
    p = so.Plot(frame(), x="x", y="y", color="grade")
    return p.add(so.Dot(), data=frame().query("grade != 'mid'"))


@spec("What lies on top", "Colours of other keys")
def legend_merged(so):
    p = so.Plot(frame(), x="x", y="y", color="kind", marker="kind", pointsize="n")
    return p.add(so.Dot()).add(so.Line(), so.Agg())


@spec(
    "Edges in legends",
    "Groups of true and false",
    "Dashes of true and false",
    "Colours of other keys",
)
def legend_of_two_variables(so):
    p = so.Plot(frame(), x="kind", y="y", color="sex", edgestyle="ok")
    return p.add(so.Bar(edgewidth=2), so.Agg(), so.Dodge())


@spec()
def layer_data(so):
    p = so.Plot(frame(), x="x", y="y").add(so.Dots())
    return p.add(so.Dot(color="C3"), data=frame().query("ok"))


@spec()
def layer_variables(so):
    p = so.Plot(frame(), x="x", y="y", color="kind")
    return p.add(so.Dot()).add(so.Line(color=".2"), so.Agg(), color=None, x="n")


@spec()
def layer_vectors(so):
    x = np.arange(5.0)
    return so.Plot(x=x, y=x**2, color=list("aabbc")).add(so.Dot()).add(so.Path(), color=None)


@spec()
def missing_values(so):
    return so.Plot(frame(), x="x", y="holes", color="kind").add(so.Dot())


@spec()
def theme(so):
    look = {"axes.facecolor": "w", "axes.edgecolor": ".2", "axes.grid": False, "font.size": 9}
    p = so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot())
    cycle = "cycler('color', ['tomato', 'teal', '#123456'])"
    return p.theme({**look, "axes.prop_cycle": cycle, "lines.linewidth": 3})


@spec("What lies on top", "Colours of other keys")
def theme_of_matplotlib(so):
    p = so.Plot(series(), x="step", y="value", color="who", linewidth="team")
    return p.add(so.Line(marker="o")).theme(
        {**look_of_matplotlib("axes", "lines", "grid", "xtick")}
    )


@spec()
def theme_style_sheet(so):
    look = {k: v for k, v in style.library["ggplot"].items() if k != "axes.prop_cycle"}
    return so.Plot(frame(), x="grade", y="y").add(so.Bar(color="b"), so.Agg()).theme(look)


@spec("What lies on top")
def color_letters(so):
    p = so.Plot(frame(), x="x", y="y").add(so.Dot(color="r", edgecolor="k"))
    return p.add(so.Path(color="g")).add(so.Dots(color="C7"))


@spec("Letters as colours")
def color_letters_of_theme(so):
    p = so.Plot(frame(), x="x", y="y").add(so.Dot(color="r", edgecolor="k"))
    return p.theme({"axes.prop_cycle": "cycler('color', ['tomato', 'teal'])"})


@spec()
def size(so):
    return so.Plot(frame(), x="x", y="y").add(so.Dot()).layout(size=(5, 4))


@spec()
def several_layers(so):
    p = so.Plot(frame(), x="grade", y="y")
    return (
        p.add(so.Bar(alpha=0.3), so.Agg())
        .add(so.Dot(color="k", pointsize=3), so.Shift(x=0.2))
        .add(so.Dash(color="C3"), so.Agg("median"))
    )


@spec()
def orient_of_layers(so):
    p = so.Plot(frame(), x="x", y="y")
    return p.add(so.Line(), orient="x").add(so.Line(color="C1"), orient="y")
