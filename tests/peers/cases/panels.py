"""Facets, pairs, and what panels share."""

from tests.peers.data import frame
from tests.peers.spec import spec


@spec()
def facet_columns(so):
    return so.Plot(frame(), x="x", y="y").facet("kind").add(so.Dots())


@spec()
def facet_rows(so):
    return so.Plot(frame(), x="x", y="y").facet(row="grade").add(so.Dots()).layout(size=(5, 8))


@spec("Room for legends and labels", "Titles of a grid")
def facet_grid(so):
    p = so.Plot(frame(), x="x", y="y", color="ok").facet("sex", "kind")
    return p.add(so.Dot()).layout(size=(6, 7))


@spec()
def facet_wrap(so):
    return so.Plot(frame(), x="x", y="y").facet("n", wrap=3).add(so.Dots())


@spec()
def facet_order(so):
    p = so.Plot(frame(), x="x", y="y").facet("kind", order=["oak", "ash"])
    return p.add(so.Dot()).label(title="tree: {}".format)


@spec("Names of axes")
def facet_bars(so):
    p = so.Plot(frame(), x="grade", color="sex").facet("ok")
    return p.add(so.Bar(), so.Count(), so.Dodge()).label(col="ok:")


@spec("Names of axes")
def facet_histogram(so):
    p = so.Plot(frame(), x="x").facet("sex").add(so.Bars(), so.Hist(bins=7))
    return p.share(x=False, y=False)


@spec("Titles of a grid")
def facet_free_rows(so):
    p = so.Plot(frame(), x="x", y="y").facet("sex", "ok").add(so.Dot())
    return p.share(x="col", y="row")


@spec()
def facet_of_layer(so):
    p = so.Plot(frame(), x="x", y="y").facet("kind")
    return p.add(so.Dots(color=".7"), col=None).add(so.Dot())


@spec()
def pair_x(so):
    return so.Plot(frame(), y="y").pair(x=["x", "z", "n"]).add(so.Dots())


@spec()
def pair_grid(so):
    p = so.Plot(frame(), color="sex").pair(x=["x", "z"], y=["y", "share"])
    return p.add(so.Dot(pointsize=4)).layout(size=(7, 6))


@spec()
def pair_zipped(so):
    return so.Plot(frame()).pair(x=["x", "z"], y=["y", "size"], cross=False).add(so.Dots())


@spec()
def pair_wrapped(so):
    return so.Plot(frame(), y="y").pair(x=["x", "z", "share"], wrap=2).add(so.Dot())


@spec("Log labels between powers")
def pair_scales(so):
    p = so.Plot(frame(), y="y").pair(x=["x", "size"]).add(so.Dots())
    return p.scale(x1="log").limit(x0=(0, 20)).label(x0="width", x1="size (g)")


@spec("Titles of a grid")
def pair_in_facets(so):
    p = so.Plot(frame(), x="x").pair(y=["y", "z"]).facet("sex").add(so.Dot())
    return p.layout(size=(7, 5))


@spec("Names of axes", "Whole numbers")
def pair_histograms(so):
    p = so.Plot(frame()).pair(x=["x", "kind"])
    return p.add(so.Bars(), so.Hist(bins=6))
