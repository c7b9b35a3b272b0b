"""Scales of looks: palettes, ranges, lists and dicts, legends of amounts."""

import numpy as np

from tests.peers.data import frame, series, totals
from tests.peers.spec import spec


@spec()
def boolean_color(so):
    p = so.Plot(frame(), x="x", y="y", color="ok").add(so.Dot())
    return p.scale(color=so.Boolean(["C1", "C4"]))


@spec()
def palette_by_name(so):
    return so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot()).scale(color="Set2")


@spec()
def palette_of_many(so):
    levels = np.repeat([f"level {i:02}" for i in range(12)], 5)
    return so.Plot(frame(), x="x", y="y", color=levels).add(so.Dot())


@spec()
def palette_of_list(so):
    colors = ["#123456", "teal", (0.8, 0.1, 0.3)]
    return so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot()).scale(color=colors)


@spec()
def palette_of_dict(so):
    colors = {"oak": "tan", "ash": "k", "elm": "C2"}
    return so.Plot(frame(), x="x", y="y", color="kind").add(so.Dots()).scale(color=colors)


@spec("Colour bars")
def palette_blend(so):
    return so.Plot(frame(), x="x", y="y", color="z").add(so.Dot()).scale(color=("#dfe", "#024"))


@spec("Colour bars")
def palette_of_map(so):
    p = so.Plot(frame(), x="x", y="y", color="z").add(so.Dot())
    return p.scale(color=so.Continuous("viridis", norm=(-1, 1)).tick(at=[-1, 0, 1]))


@spec("Numbers in a legend")
def palette_on_log(so):
    p = so.Plot(frame(), x="x", y="y", color="size").add(so.Dot())
    return p.scale(color=so.Continuous("flare", trans="log"))


@spec("Colour bars")
def palette_cubehelix(so):
    return so.Plot(frame(), x="x", y="y", color="z").add(so.Dot()).scale(color="ch:s=.4,r=.8")


@spec()
def sizes_in_range(so):
    p = so.Plot(frame(), x="x", y="y", pointsize="n", alpha="share").add(so.Dot())
    return p.scale(pointsize=(3, 14), alpha=(0.2, 0.9))


@spec()
def sizes_of_names(so):
    p = so.Plot(frame(), x="x", y="y", pointsize="grade", stroke="kind").add(so.Dots())
    return p.scale(pointsize=[4, 6, 8, 10], stroke={"oak": 0.5, "ash": 1, "elm": 2})


@spec()
def sizes_of_numbers_as_names(so):
    p = so.Plot(frame(), x="x", y="y", pointsize="n", edgewidth="n").add(so.Dot())
    return p.scale(pointsize=so.Nominal((2, 12)), edgewidth=so.Nominal())


@spec("What lies on top")
def markers_and_styles(so):
    p = so.Plot(series(), x="step", y="value", marker="who", linestyle="who", color="who")
    p = p.add(so.Line())
    return p.scale(marker=["o", "s", "^"], linestyle={"ann": "-", "bob": "--", "cid": (3, 1)})


@spec("Whole numbers")
def identity(so):
    data = totals().assign(hue=["red", "#00f", "g", ".5", "C1"], wide=[2, 5, 8, 11, 14])
    p = so.Plot(data, x="year", y="kg", color="hue", pointsize="wide").add(so.Dot())
    return p.scale(color=None, pointsize=None)
