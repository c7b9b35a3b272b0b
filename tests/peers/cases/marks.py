"""Each mark, with its looks."""

from tests.peers.data import frame, series, totals
from tests.peers.spec import spec


@spec()
def dot(so):
    return so.Plot(frame(), x="x", y="y").add(so.Dot())


@spec()
def dot_color_of_names(so):
    return so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot())


@spec("Colour bars")
def dot_color_of_numbers(so):
    return so.Plot(frame(), x="x", y="y", color="z").add(so.Dot())


@spec()
def dot_all_properties(so):
    dot = so.Dot(edgecolor="k", edgewidth=1, edgealpha=0.8, alpha=0.6)
    return so.Plot(frame(), x="x", y="y", marker="kind", fill="sex", pointsize="z").add(dot)


@spec()
def dot_unfilled(so):
    return so.Plot(frame(), x="x", y="y", stroke="n").add(so.Dot(fill=False, pointsize=9))


@spec()
def dot_line_markers(so):
    return so.Plot(frame(), x="x", y="y").add(so.Dot(marker="x", stroke=2, color="C3"))


@spec()
def dots(so):
    return so.Plot(frame(), x="x", y="y", color="grade").add(so.Dots())


@spec("Colours of other keys")
def dots_looks(so):
    mark = so.Dots(pointsize=8, stroke=2, fillalpha=0.5, alpha=0.8)
    return so.Plot(frame(), x="x", y="y", color="kind", fillcolor="sex").add(mark)


@spec()
def dots_fill(so):
    return so.Plot(frame(), x="x", y="y", fill="ok", marker="sex").add(so.Dots())


@spec()
def line(so):
    return so.Plot(series(), x="step", y="value", color="who").add(so.Line())


@spec("What lies on top")
def line_markers(so):
    mark = so.Line(marker="o", pointsize=8, edgecolor="w", edgewidth=1.5, fillcolor="C2")
    return so.Plot(series(), x="step", y="value", linestyle="who").add(mark)


@spec()
def line_widths(so):
    return so.Plot(series(), x="step", y="value", linewidth="who", alpha="team").add(so.Line())


@spec()
def line_with_hole(so):
    return so.Plot(series(), x="step", y="gap", group="who").add(so.Line())


@spec()
def line_horizontal(so):
    return so.Plot(series(), x="value", y="step", color="who").add(so.Line(), orient="y")


@spec()
def lines(so):
    return so.Plot(series(), x="step", y="value", color="team", group="who").add(so.Lines())


@spec()
def path(so):
    return so.Plot(frame().head(12), x="x", y="y").add(so.Path(marker="s", linewidth=0.8))


@spec()
def path_with_hole(so):
    return so.Plot(series(), x="value", y="gap", color="who").add(so.Path())


@spec("Transparency in legends")
def paths(so):
    mark = so.Paths(linewidth=2, alpha=0.5)
    return so.Plot(series(), x="value", y="gap", color="who", linestyle="who").add(mark)


@spec()
def area(so):
    return so.Plot(series(), x="step", y="value", color="who").add(so.Area())


@spec("Edges in legends")
def area_looks(so):
    mark = so.Area(alpha=0.5, edgewidth=2, edgestyle="--", baseline=2)
    return so.Plot(series(), x="step", y="value", edgecolor="who").add(mark)


@spec()
def area_horizontal(so):
    data = series().query("who == 'bob'")
    return so.Plot(data, x="value", y="step").add(so.Area(color=".3"), orient="y")


@spec()
def band(so):
    return so.Plot(series(), x="step", ymin="low", ymax="high", color="who").add(so.Band())


@spec()
def band_of_extremes(so):
    return so.Plot(series(), x="step", y="value").add(so.Band(edgewidth=1))


@spec()
def band_under_line(so):
    p = so.Plot(series(), x="step", y="value", ymin="low", ymax="high", color="who")
    return p.add(so.Band()).add(so.Line())


@spec()
def bar(so):
    return so.Plot(totals().head(4), x="fruit", y="kg", color="farm").add(so.Bar(), so.Dodge())


@spec()
def bar_horizontal(so):
    return so.Plot(frame(), x="y", y="grade").add(so.Bar(edgewidth=2), so.Agg())


@spec("Baselines other than zero")
def bar_looks(so):
    mark = so.Bar(alpha=0.4, edgecolor="k", edgestyle=":", width=0.5, baseline=1)
    return so.Plot(totals().iloc[[0, 2, 4]], x="fruit", y="kg", fill="farm").add(mark)


@spec()
def bar_of_numbers(so):
    return so.Plot(frame(), x="n", y="y").add(so.Bar(), so.Agg())


@spec()
def bars(so):
    return so.Plot(frame(), x="n", y="y", color="sex").add(so.Bars(), so.Agg(), so.Dodge())


@spec("Names of axes")
def bars_histogram(so):
    return so.Plot(frame(), x="x", color="sex").add(so.Bars(), so.Hist())


@spec()
def range_of_columns(so):
    p = so.Plot(series(), x="step", ymin="low", ymax="high", color="who")
    return p.add(so.Range(linewidth=2))


@spec("Dashes in upright keys")
def range_of_extremes(so):
    return so.Plot(frame(), x="kind", y="y", linestyle="sex").add(so.Range())


@spec()
def range_horizontal(so):
    return so.Plot(frame(), x="y", y="grade", color="grade").add(so.Range(), legend=False)


@spec()
def dash(so):
    return so.Plot(frame(), x="kind", y="y", color="sex").add(so.Dash(), so.Agg())


@spec("What lies on top")
def dash_looks(so):
    mark = so.Dash(width=0.4, linewidth=3, alpha=0.5)
    return so.Plot(frame(), x="y", y="kind").add(mark, so.Agg("median")).add(so.Dots())


@spec("Whole numbers")
def text(so):
    return so.Plot(totals(), x="year", y="kg", text="fruit").add(so.Text())


@spec("Texts at the edge")
def text_looks(so):
    mark = so.Text(color="C3", halign="left", valign="top", fontsize=9, offset=7)
    return so.Plot(totals(), x="kg", y="fruit", text="farm").add(mark)


@spec("Whole numbers")
def text_mapped(so):
    p = so.Plot(totals(), x="kg", y="year", text="fruit", color="farm", halign="farm")
    return p.add(so.Text(), fontsize="kg").scale(fontsize=(8, 16))
