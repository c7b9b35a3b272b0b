"""Boxes over a matrix of figures: all inside the canvas, and no text on another.

The matrix: facets, guides, sizes, themes, and how long the names of levels are, in guides, in
titles of panels and at ticks.
"""

from itertools import combinations, product

import numpy as np
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.legend import Legend
from matplotlib.text import Text

import plotkit.objects as so
from plotkit.mpl.guides.colorbar import ColorBarArtist
from plotkit.mpl.guides.directlabels import DirectLabels
from tests.mpl.drawings import far_enough, inside

N = 36
X = np.arange(N)
SHORT = {
    "kind": ["fig", "kiwi", "plum"],
    "half": ["first", "second"],
    "col": ["a", "b", "c"],
    "branch": ["A", "B", "C", "D"],
}
LONG = {
    "kind": ["figs of the first quality", "kiwi", "plums that were dried in the sun"],
    "half": ["the first half", "the other half of the year"],
    "col": ["north", "south of the river", "far to the west"],
    "branch": ["water supply and waste", "mining", "agriculture, forestry and fishing", "trade"],
}
SIZES = {
    "one": [(3.6, 3.0), (6.4, 4.8), (10, 4)],
    "row of panels": [(6.4, 4.8), (8, 3.6), (12, 4)],
    "column of panels": [(4, 5), (6.4, 4.8), (5, 7)],
    "grid": [(6.4, 6.8), (8, 8), (10, 7)],
    "wrapped": [(5.5, 5.0), (6.4, 4.8), (10, 7)],
}


LARGE = {
    "one": (6.4, 5.6),
    "row of panels": (12, 5.5),
    "column of panels": (6.4, 8),
    "grid": (11, 9),
    "wrapped": (10, 9),
}


def data(names):
    columns = {name: [levels[i % len(levels)] for i in X] for name, levels in names.items()}
    columns["kind"] = [names["kind"][i // 3 % 3] for i in X]
    branches = [names["branch"][i % 4] for i in X]
    return {
        "x": X % 12,
        "branch": branches,
        "amount of it": (X * 7 % 11) * 100.0,
        "z": 10.0 ** (X % 5),
        **columns,
    }


FACETS = {
    "one": lambda p: p,
    "row of panels": lambda p: p.facet("col"),
    "column of panels": lambda p: p.facet(row="half"),
    "grid": lambda p: p.facet("half", "col"),
    "wrapped": lambda p: p.facet("col", wrap=2),
}
DOT = so.Dot()
GUIDES = {
    "right": lambda p: p.add(DOT, color="kind", marker="half"),
    "left": lambda p: p.add(DOT, color="kind", marker="half").legend("left"),
    "top": lambda p: p.add(DOT, color="kind", marker="half").legend("top"),
    "bottom": lambda p: p.add(DOT, color="kind", marker="half").legend("bottom"),
    "inside": lambda p: p.add(DOT, color="kind").legend("upper right"),
    "bar": lambda p: p.add(DOT, color="z", marker="kind"),
    "bar below": lambda p: p.add(DOT, color="z", marker="kind").scale(color="log").legend("bottom"),
    "two sides": lambda p: p.add(DOT, color="z", marker="kind").legend(
        {"color": "bottom", "marker": "right"}
    ),
    "direct": lambda p: p.add(so.Line(), color="kind").legend("direct"),
    "each its own": lambda p: p.add(DOT, color="kind").legend("top", per="axes"),
    "beside each": lambda p: p.add(DOT, color="half").legend(per="axes"),
}
TITLES = {"title": "All that was measured", "caption": "Source: a made-up table"}


THEMES = ["darkgrid", "ticks", "print", "minimal", "plain", "night", "whitegrid", "paper", "talk"]
LARGER = {"talk": 1.4}
"""How much larger figures are whose texts are."""
TICKS = ["numbers", "levels below", "levels beside"]


def drawn(facets, guides, names, size, theme, ticks):
    x = "branch" if ticks == "levels below" else "x"
    y = "branch" if ticks == "levels beside" else "amount of it"
    p = so.Plot(data(names), x=x, y=y).theme(theme)
    size = tuple(side * LARGER.get(theme, 1.0) for side in size)
    p = FACETS[facets](GUIDES[guides](p)).layout(size=size)
    if guides in ("top", "right"):
        p = p.label(**TITLES)
    figure = p.plot().figure
    figure.draw_without_rendering()
    return figure


def written(figure, renderer):
    """Boxes of all that is written, but for the labels at the ticks of an axis."""
    texts = [*figure.texts, *(a for a in figure.artists if isinstance(a, Text))]
    for ax in figure.axes:
        texts += [ax.title, ax.xaxis.label, ax.yaxis.label, *ax.texts]
        texts += [a.offsetText for a in (ax.xaxis, ax.yaxis)]
    guides = list(guides_of(figure))
    texts += [
        text for guide in guides if not isinstance(guide, Legend) for text in guide.get_texts()
    ]
    for guide in guides:
        if isinstance(guide, Legend):
            texts += [guide.get_title(), *guide.get_texts()]
    shown = (t for t in texts if t.get_visible() and t.get_text())
    return [(text.get_text(), text.get_window_extent(renderer)) for text in shown]


def at_ticks(axis, renderer):
    """Boxes of the labels at the ticks of an axis, if they stand upright or level."""
    low, high = sorted(axis.get_view_interval())
    ticks = [tick for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    labels = [tick.label1 for tick in ticks if tick.label1.get_visible()]
    shown = [label for label in labels if label.get_text() and label.get_rotation() % 90 == 0]
    return [label.get_window_extent(renderer) for label in shown]


def guides_of(figure):
    kinds = (Legend, ColorBarArtist, DirectLabels)
    held = [child for holder in (figure, *figure.axes) for child in holder.get_children()]
    # the legend of an Axes is found by its figure too
    yield from {id(child): child for child in held if isinstance(child, kinds)}.values()


def case(i, facets, j, guides, k):
    names, theme = (SHORT, LONG)[(i + j) % 2], THEMES[(2 * i + 3 * j + 4 * k) % len(THEMES)]
    # lines need numbers to lead along
    ticks = TICKS[0 if guides == "direct" else (i + j // 2 + k) % 3]
    # long names at both need a figure that has room for them
    large = names is LONG and ticks != "numbers"
    size = LARGE[facets] if large else SIZES[facets][(i + 2 * j + k) % 3]
    return facets, guides, names, size, theme, ticks


CASES = [
    case(i, facets, j, guides, k)
    for (i, facets), (j, guides), k in product(enumerate(FACETS), enumerate(GUIDES), range(2))
]


def test_there_are_enough_figures():
    assert len(CASES) >= 100
    for place, values in ((4, THEMES), (5, TICKS)):
        assert {one[place] for one in CASES} == set(values)
    assert {(one[2] is LONG, one[5]) for one in CASES} == set(product((True, False), TICKS))


@pytest.mark.filterwarnings("ignore:The figure of .* is too small")
@pytest.mark.parametrize(
    "figure_of", CASES, ids=lambda c: f"{c[0]}-{c[1]}-{len(c[2]['kind'][0])}-{c[3]}-{c[4]}-{c[5]}"
)
def test_boxes(figure_of):
    figure = drawn(*figure_of)
    renderer = RendererAgg(1, 1, figure.dpi)
    boxes = written(figure, renderer)
    for text, box in boxes:
        assert inside(box, figure.bbox), f"{text!r} is cut off"
    for (text, box), (other, there) in combinations(boxes, 2):
        assert far_enough(box.padded(-0.5), there), f"{text!r} meets {other!r}"
    guides = list(guides_of(figure))
    assert guides
    for ax in figure.axes:
        assert inside(ax.get_tightbbox(renderer), figure.bbox)
        for axis in (ax.xaxis, ax.yaxis):
            labels = at_ticks(axis, renderer)
            assert all(far_enough(a.padded(-0.5), b) for a, b in combinations(labels, 2))
        assert ax.bbox.width > 10
        assert ax.bbox.height > 10
    if figure_of[1] == "inside":
        return
    for guide in guides:
        box = guide.get_window_extent(renderer).padded(-0.5)
        assert inside(box, figure.bbox)
        for ax in figure.axes:
            parts = [ax.bbox, *(a.get_tightbbox(renderer) for a in (ax.xaxis, ax.yaxis))]
            assert all(far_enough(box, part) for part in parts if part is not None)
