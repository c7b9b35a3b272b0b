"""No two tick labels of an axis overlap, whatever is written and however small the figure."""

from itertools import pairwise

import numpy as np
import pytest
from matplotlib import ticker
from matplotlib.transforms import Affine2D

import plotkit.objects as so
from plotkit.data.kind import Kind
from plotkit.scales.continuous import Continuous
from plotkit.scales.temporal import Temporal
from plotkit.spec import LayoutSpec
from tests.mpl.drawings import drawing, grid, inside, levels, numbers, points, times

DOT = points([[0.5, 0.5]])
NAMES = {
    "letters": "abcdefghijklmnopqrstuvwxyz",
    "words": ["fig", "kiwi fruit", "plum", "golden apple", "Brussels sprouts", "onion"],
    "lines": ["all kinds of cabbage that grow in the north", "Donaudampfschiff", "a pear"],
}
SIZES = {"stamp": (2.2, 1.8), "usual": (6.4, 4.8), "strip": (9, 2.2)}


def names(kind, n):
    stock = NAMES[kind]
    return [stock[i % len(stock)] + (f" {i}" if n > len(stock) else "") for i in range(n)]


def shown(axis):
    """Return the labels that an axis shows."""
    axis.get_ticklabels(which="both")  # brings them up to date
    ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
    low, high = sorted(axis.get_transform().transform(np.array(axis.get_view_interval())))
    slack = 1e-9 * (high - low)
    return [
        label
        for tick in ticks
        if low - slack <= axis.get_transform().transform(tick.get_loc()) <= high + slack
        for label in (tick.label1, tick.label2)
        if label.get_visible() and label.get_text()
    ]


def frames(labels):
    """Return the box of each label as seen by one who tilts the head to read them."""
    found = []
    for label in labels:
        box = label.get_window_extent()
        angle = label.get_rotation()
        label.set_rotation(0)
        level = label.get_window_extent()
        label.set_rotation(angle)
        middle = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
        x, y = Affine2D().rotate_deg(-angle).transform(middle)
        w, h = level.width / 2, level.height / 2
        found.append((x - w, y - h, x + w, y + h))
    return np.array(found).reshape(-1, 4)


def overlapping(axis):
    """Return pairs of labels of an axis that overlap."""
    labels = shown(axis)
    boxes = frames(labels)
    pairs = []
    for i, (x0, y0, x1, y1) in enumerate(boxes):
        for j, (a0, b0, a1, b1) in enumerate(boxes[:i]):
            if min(x1, a1) - max(x0, a0) > 0.5 and min(y1, b1) - max(y0, b0) > 0.5:
                pairs.append((labels[j].get_text(), labels[i].get_text()))
    return pairs


def check(rendered):
    """Every axis shows labels, and none overlaps another."""
    rendered.root.get_layout_engine().execute(rendered.root)
    for ax in rendered.axes:
        for axis in (ax.xaxis, ax.yaxis):
            assert not overlapping(axis)
            assert all(inside(t.get_window_extent(), rendered.root.bbox, 1) for t in shown(axis))
    return rendered.axes[0]


def texts(axis):
    return [label.get_text() for label in shown(axis)]


# ------------------------------------------------------------------------------- the whole matrix


@pytest.mark.filterwarnings("ignore:The . axis (names|leaves out)")
@pytest.mark.filterwarnings("ignore:The figure of .* is too small")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("n", [1, 2, 4, 9, 25, 120])
def test_levels(draw, n, kind, size):
    labels = names(kind, n)
    layout = LayoutSpec(SIZES[size])
    assert texts(check(draw(drawing(DOT, x=levels(*labels), layout=layout))).xaxis)
    assert texts(check(draw(drawing(DOT, y=levels(*labels), layout=layout))).yaxis)


RANGES = {
    None: [(0, 1), (-3, 1e6), (0.123456, 0.123459), (0, 1e-9), (-123456, 123456)],
    "log": [(1, 9), (2, 60), (0.3, 4e7), (1e-30, 1e30), (35, 38)],
    "log2": [(1, 5), (1, 4096)],
    "symlog": [(-1e3, 1e3), (0, 1e5), (-2, 7), (-1e4, 1e6), (-0.4, 0.3), (200, 400)],
    "symlog0.1": [(-1e4, 1e6)],
    "logit": [(0.01, 0.99), (0.3, 0.7), (1e-6, 1 - 1e-6), (1e-7, 0.5), (0.4, 0.6)],
    "pow": [(-5, 100), (0, 1)],
    "sqrt": [(0, 1e6)],
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("trans", "low", "high"),
    [(trans, *ends) for trans, several in RANGES.items() for ends in several],
)
def test_numbers(draw, trans, low, high, size):
    axis = numbers(low, high, Continuous(trans=trans))
    ax = check(draw(drawing(DOT, x=axis, y=axis, layout=LayoutSpec(SIZES[size]))))
    for each in (ax.xaxis, ax.yaxis) if trans in ("symlog", "logit") else ():
        ticks = each.get_majorticklocs()  # each of them is labelled: none is left out
        assert len(texts(each)) == sum((low <= ticks) & (ticks <= high))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", [Kind.TIME, Kind.DURATION])
@pytest.mark.parametrize("span", [1e-6, 1 / 1440, 0.3, 2.7, 9, 40, 500, 3000, 1e5])
def test_times(draw, span, kind, size):
    for concise in (False, True):
        axis = times(19000.4, 19000.4 + span, Temporal().label(concise=concise), kind=kind)
        check(draw(drawing(DOT, x=axis, layout=LayoutSpec(SIZES[size]))))


@pytest.mark.parametrize("first", ["2024-02-20", "2024-01-25", "2023-06-28"])
@pytest.mark.parametrize("span", [8, 11, 19, 26])
def test_days_do_not_crowd_at_the_end_of_a_month(draw, first, span):
    low = float(np.datetime64(first).astype(int))
    (ax,) = draw(drawing(DOT, x=times(low, low + span))).axes
    gaps = np.diff(ax.get_xticks())
    assert gaps.min() >= 0.6 * np.median(gaps)


ASKED = {
    "at": Continuous().tick(at=[0, 1, 2, 3, 500, 501, 999]),
    "every": Continuous().tick(every=20),
    "count": Continuous().tick(count=30),
    "locator": Continuous().tick(ticker.MultipleLocator(50)),
    "long": Continuous().label(like="{x:.3f} grams"),
    "turned": Continuous().label(unit="m", rotate=30),
    "upright": Continuous().tick(every=25).label(rotate=90),
    "wrapped": Continuous().label(like="{x:.0f} small and large grams", wrap=12),
}


@pytest.mark.filterwarnings("ignore:The . axis (names|leaves out)")
@pytest.mark.filterwarnings("ignore:The figure of .* is too small")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("asked", ASKED)
def test_what_was_asked(draw, asked, size):
    axis = numbers(0, 1000, ASKED[asked])
    assert texts(check(draw(drawing(DOT, x=axis, y=axis, layout=LayoutSpec(SIZES[size])))).xaxis)


@pytest.mark.parametrize("dpi", [50, 96, 300])
def test_other_resolutions(draw, dpi):
    rendered = draw(drawing(DOT, x=levels(*names("words", 7))))
    rendered.root.set_dpi(dpi)
    labels = texts(check(rendered).xaxis)
    assert labels[4] == "Brussels\nsprouts 4"


def test_panels_of_a_grid_are_alike(draw):
    whole = grid(2, 4, DOT, outer=False)
    axes = check(draw(whole)).figure.axes
    assert len({tuple(texts(ax.xaxis)) for ax in axes}) == 1


@pytest.mark.parametrize("width", [1.6, 2.0, 2.5])
def test_a_narrow_axis_writes_some_of_few_ticks(width):
    months = np.arange("2021-01", "2023-07", dtype="datetime64[M]")
    plot = so.Plot(x=months, y=np.arange(len(months))).add(so.Line()).layout(size=(width, 2))
    axis = plot.plot().axes[0].xaxis
    axis.figure.draw_without_rendering()
    written = list(axis.get_major_formatter().format_ticks(axis.get_majorticklocs()))
    low, high = axis.get_view_interval()
    shown = [t for t, at in zip(written, axis.get_majorticklocs(), strict=True) if low < at < high]
    assert len(shown) == 3
    assert (shown[0], shown[2]) == ("2021", "2023")


@pytest.mark.parametrize("ends", [(-3, 3), (172, 231), (1720, 2310), (0.2, 0.9)], ids=str)
@pytest.mark.parametrize("width", [3.6, 4.3, 5.2])
def test_a_narrow_axis_has_two_labels_at_least(ends, width):
    data = {"x": [*ends] * 3, "y": [1, 2] * 3, "g": list("aabbcc")}
    plot = so.Plot(data, x="x", y="y").add(so.Dots()).facet("g").layout(size=(width, 2)).plot()
    plot.figure.draw_without_rendering()
    for ax in plot.axes:
        assert len(texts(ax.xaxis)) > 1
        assert not overlapping(ax.xaxis)


def test_labels_are_smaller_only_as_long_as_else_one_had_room():
    plot = so.Plot(x=[2700, 6300], y=[1, 2]).add(so.Dots()).layout(size=(1.3, 2)).plot()
    sizes = []
    for width in (1.3, 6.0):
        plot.figure.set_size_inches(width, 2)
        plot.figure.draw_without_rendering()
        labels = shown(plot.axes[0].xaxis)
        sizes.append(labels[0].get_fontsize())
        assert len(labels) > 1
    assert sizes[0] < sizes[1] == shown(plot.axes[0].yaxis)[0].get_fontsize()


@pytest.mark.parametrize("height", [2.0, 2.6, 3.2, 3.8, 4.4, 5.2])
def test_lines_of_one_label_are_closer_than_labels(height):
    names = ["Education and health", "Professional and business services", "Leisure", "Finance"]
    plot = so.Plot(y=names * 2, x=range(8), text=range(8)).add(so.Dot())
    plot = plot.scale(y=so.Nominal(order=[*names, *(f"{name}, too" for name in names)]))
    compiled = plot.layout(size=(4.6, height)).plot()
    compiled.figure.draw_without_rendering()
    labels = shown(compiled.axes[0].yaxis)
    boxes = sorted((each.get_window_extent() for each in labels), key=lambda box: box.y0)
    gap = min(upper.y0 - lower.y1 for lower, upper in pairwise(boxes))
    em = labels[0].get_fontsize() * compiled.figure.dpi / 72
    assert gap > (0.4 * em if any("\n" in each.get_text() for each in labels) else 0)
