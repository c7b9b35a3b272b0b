"""Pictures of several plots in one figure, and of insets.

Renew one as tests/images/test_images.py says, and look at it before it is committed.
"""

import pytest

import plotkit.objects as so
from tests.images.test_guides import DATA, Picture, points, walks

BARS = so.Plot(DATA, y="island", color="kind").add(so.Bar(), so.Count(), so.Stack())
HIST = so.Plot(DATA, x="bill", color="kind").add(so.Bars(), so.Hist(bins=8), so.Stack())
DOTS = points(color="kind")
AMOUNTS = points(color="mass").facet("island").scale(color="log")

COMPOSITIONS = {
    "row": DOTS | HIST,
    "column": (DOTS / HIST).label(title="Two of them", caption="one below the other", tags="A"),
    "grid": ((DOTS | HIST) / (BARS | AMOUNTS)).label(tags="(a)").layout(size=(11, 7)),
    "nested": (DOTS | HIST / BARS)
    .layout(size=(9, 5), widths=(2, 1))
    .legend("bottom", collect="all")
    .label(tags=["left", "upper", "lower"])
    .theme("minimal"),
    "direct": (walks().add(so.Line()).legend("direct") / HIST)
    .layout(size=(7, 6), heights=(2, 1))
    .theme("print"),
    "each_its_own": (DOTS | BARS).legend(collect="none").layout(size=(9, 3)).theme("night"),
    "inset": DOTS.inset(HIST, "upper left", (0.45, 0.4)).layout(size=(6, 4.5)),
    "inset_in_a_panel": AMOUNTS.inset(BARS.legend(None), (1, 0), (0.9, 0.35), panel=2).layout(
        size=(9, 4)
    ),
}


@pytest.mark.filterwarnings("ignore:The inset covers")
@pytest.mark.mpl_image_compare
@pytest.mark.parametrize("name", COMPOSITIONS)
def test_composition(name):
    return Picture(COMPOSITIONS[name])
