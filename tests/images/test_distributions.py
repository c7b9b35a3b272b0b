"""Pictures of boxes, violins and their kin: alone, dodged, in facets, lying, on a log axis.

Renew one as tests/images/test_images.py says, and look at it before it is committed.
"""

import numpy as np
import pandas as pd
import pytest

import plotkit.objects as so
from tests.images.picture import Picture

RNG = np.random.default_rng(7)
N = 400
DATA = pd.DataFrame(
    {
        "kind": RNG.choice(["fig", "kiwi", "plum"], size=N, p=[0.6, 0.3, 0.1]),
        "half": RNG.choice(["first", "second"], size=N),
        "place": RNG.choice(["north", "south"], size=N),
    }
)
DATA["kg"] = RNG.gamma(3, size=N) + DATA["kind"].map({"fig": 1, "kiwi": 3, "plum": 6})


def plot(**variables):
    return so.Plot(DATA, x="kind", y="kg", **variables).layout(size=(6, 4))


def many(**variables):
    rng = np.random.default_rng(3)
    frame = {"kind": rng.choice(["fig", "kiwi"], 3000), "half": rng.choice(["one", "two"], 3000)}
    frame["kg"] = rng.lognormal(0, 0.4, 3000)
    return so.Plot(frame, **{"x": "kind", "y": "kg", **variables}).layout(size=(6, 4))


def ridges():
    rng = np.random.default_rng(4)
    day = rng.integers(0, 7, 700)
    frame = pd.DataFrame({"kg": rng.gamma(4, size=700) + day % 3, "hour": day * 2.0})
    frame["day"] = np.array(["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"])[day]
    return frame.sort_values("hour", kind="stable").assign(half=rng.choice(["one", "two"], 700))


PLOTS = {
    "box": lambda: plot().add(so.Box()),
    "box_dodged": lambda: plot(color="half").facet("place").add(so.Box(), so.Dodge(gap=0.1)),
    "box_notched_lying": lambda: so.Plot(DATA, x="kg", y="kind", color="half")
    .add(so.Box(notch=True), so.BoxStats(method="hazen"), so.Dodge())
    .scale(x="log").layout(size=(6, 4)),
    "box_unfilled_varwidth": lambda: plot(color="kind", hatch="half").add(
        so.Box(fill=False, varwidth=True, outliers=so.Dots(pointsize=3).after(so.Jitter(0.4))),
        so.Dodge(by=["hatch"]),
    ),
    "box_night": lambda: plot(color="half").add(so.Box(), so.Dodge()).theme("night"),
    "violin": lambda: plot().add(so.Violin(inner="box")),
    "violin_dodged": lambda: plot(color="half").facet("place").add(
        so.Violin(inner="quartiles", bounds=(0, None), cut=0), so.Dodge(gap=0.1)
    ),
    "violin_split_lying": lambda: so.Plot(DATA, x="kg", y="kind", color="half").add(
        so.Violin(side="split", inner="box")
    ).layout(size=(6, 4)),
    "violin_unfilled_sticks": lambda: plot(color="kind").add(
        so.Violin(fill=False, inner="stick", density_norm="width")
    ).theme("night"),
    "violin_halves_points": lambda: plot(color="half", hatch="half").add(
        so.Violin(side="right", inner="points", density_norm="count"), so.Dodge()
    ).scale(y="log"),
    "boxen": lambda: many().add(so.Boxen()),
    "boxen_dodged_lying": lambda: many(color="half", y="kind", x="kg").add(
        so.Boxen(width_method="area"), so.Dodge(gap=0.1)
    ),
    "boxen_night": lambda: many(color="kind").add(so.Boxen()).scale(y="log").theme("night"),
    "raincloud": lambda: plot(color="half").add(so.Raincloud(), so.Dodge()),
    "raincloud_lying": lambda: so.Plot(DATA, x="kg", y="kind", color="kind").add(
        so.Raincloud(bounds=(0, None))
    ).layout(size=(6, 4)),
    "ridge": lambda: so.Plot(ridges(), x="kg", y="day").add(so.Ridge(overlap=3))
    .layout(size=(5, 4.5)),
    "ridge_numbers": lambda: so.Plot(ridges(), x="kg", y="hour", color="half").facet("half")
    .add(so.Ridge(overlap=2), orient="y").layout(size=(7, 4)),
    "ridge_upright": lambda: so.Plot(ridges(), x="day", y="kg", color="day").add(
        so.Ridge(alpha=0.6, cut=0)
    ).layout(size=(6, 4)),
    "box_fills": lambda: so.Plot(
        {"x": list("abcd") * 3, "y": [1, 2, 3, 4, 2, 4, 5, 7, 5, 6, 7, 9]}, x="x", y="y", color="x"
    ).add(so.Box(alpha=1)).scale(color=["black", "navy", "white", "gold"]).layout(size=(5, 3.5)),
}  # fmt: skip


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.mpl_image_compare
def test_plot(name):
    return Picture(PLOTS[name]())
