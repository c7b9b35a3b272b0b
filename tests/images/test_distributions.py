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
    "box_fills": lambda: so.Plot(
        {"x": list("abcd") * 3, "y": [1, 2, 3, 4, 2, 4, 5, 7, 5, 6, 7, 9]}, x="x", y="y", color="x"
    ).add(so.Box(alpha=1)).scale(color=["black", "navy", "white", "gold"]).layout(size=(5, 3.5)),
}  # fmt: skip


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.mpl_image_compare
def test_plot(name):
    return Picture(PLOTS[name]())
