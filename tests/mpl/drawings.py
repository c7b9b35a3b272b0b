"""Drawings made by hand: small pictures as data, without the packages below."""

import numpy as np

from plotkit.compile.drawing import AxisPlan, Drawing, Key, Legend, MarkDrawing, Panel
from plotkit.data.kind import Kind
from plotkit.data.summary import Summary
from plotkit.marks.primitives import Boxes, Lines, Paths, Points
from plotkit.mpl.theme import theme
from plotkit.scales.continuous import Continuous
from plotkit.scales.nominal import Nominal
from plotkit.scales.temporal import Temporal
from plotkit.spec import LayoutSpec
from plotkit.themes import DEFAULT

BLUE, RED, GREEN = (0.0, 0.0, 1.0, 1.0), (1.0, 0.0, 0.0, 1.0), (0.0, 0.5, 0.0, 1.0)
CLEAR = (0.0, 0.0, 0.0, 0.0)
SOLID = (0.0, None)


# ---------------------------------------------------------------------------------------- axes


def numbers(low, high, scale=None, **plan):
    """An axis of amounts that shows data from low to high."""
    trained = (scale or Continuous()).train_axis(Summary(Kind.NUMBER, low, high, high))
    limits = trained.transform.forward(np.array([low, high], dtype=float))
    return axis_plan(trained, limits.tolist(), **plan)


def levels(*names, scale=None, **plan):
    """An axis of categories."""
    trained = (scale or Nominal()).train_axis(Summary(Kind.CATEGORY, levels=names))
    return axis_plan(trained, (-0.5, len(names) - 0.5), **plan)


def times(low, high, scale=None, zone=None, kind=Kind.TIME, **plan):
    """An axis of instants, in days since 1970."""
    trained = (scale or Temporal()).train_axis(Summary(kind, low, high, zone=zone))
    return axis_plan(trained, (low, high), **plan)


def axis_plan(scale, limits, **plan):
    """A scale with its limits, and the ticks of the default theme."""
    own = theme(DEFAULT)
    return AxisPlan(
        scale,
        tuple(limits),
        tick_plan=scale.tick_plan(own),
        second_tick_plan=scale.second_tick_plan(own),
        **plan,
    )


# --------------------------------------------------------------------------------------- primitives


def points(xy, **looks):
    base = {
        "size": 6.0,
        "color": BLUE,
        "edgecolor": RED,
        "edgewidth": 1.0,
        "edgestyle": SOLID,
        "marker": "o",
    }
    return Points(np.asarray(xy, dtype=float), **{**base, **looks})


def lines(*runs, **looks):
    arrays = [np.asarray(run, dtype=float).reshape(-1, 2) for run in runs]
    starts = np.cumsum([0, *(len(run) for run in arrays)])[:-1]
    base = {"color": BLUE, "linewidth": 2.0, "linestyle": SOLID}
    return Lines(Paths(np.concatenate(arrays), starts), **{**base, **looks})


def boxes(corners, **looks):
    base = {"color": BLUE, "edgecolor": RED, "edgewidth": 1.0, "edgestyle": SOLID}
    return Boxes(np.asarray(corners, dtype=float), **{**base, **looks})


# ------------------------------------------------------------------------------------ drawings


def panel(*primitives, x=None, y=None, row=0, col=0, labels=(), name="Mark", **text):
    """A panel with each primitive in a layer of its own."""
    marks = tuple(
        MarkDrawing(i, name, (primitive,), tuple(labels)) for i, primitive in enumerate(primitives)
    )
    return Panel(row, col, x or numbers(0, 10), y or numbers(0, 10), marks, **text)


def drawing(*primitives, legends=(), layout=None, **kws):
    """A drawing of a single panel."""
    return Drawing((1, 1), (panel(*primitives, **kws),), legends, layout=layout or LayoutSpec())


def grid(rows, columns, *primitives, legends=(), layout=None, label="label", outer=True):
    """A drawing of many panels; ticks and labels at the outside, or everywhere."""
    panels = []
    for row in range(rows):
        for col in range(columns):
            low, left = row == rows - 1 or not outer, col == 0 or not outer
            x = numbers(0, 10, label=label if low else "", ticklabels=low)
            y = numbers(0, 1000, label=label if left else "", ticklabels=left)
            panels.append(panel(*primitives, x=x, y=y, row=row, col=col, title=f"{row} | {col}"))
    return Drawing((rows, columns), tuple(panels), legends, layout=layout or LayoutSpec())


def legend(*labels, title="legend", primitive=None):
    primitive = primitive or points([[0.5, 0.5]])
    return Legend(title, tuple(Key(label, (primitive,)) for label in labels))


# ----------------------------------------------------------------------------------- geometry


def laid_out(figure):
    """Draw without output, so that everything has its place."""
    figure.draw_without_rendering()
    return figure


def inside(box, frame, slack=0.5):
    return (
        box.x0 >= frame.x0 - slack
        and box.x1 <= frame.x1 + slack
        and box.y0 >= frame.y0 - slack
        and box.y1 <= frame.y1 + slack
    )


def far_enough(one, other):
    return one.x1 <= other.x0 or other.x1 <= one.x0 or one.y1 <= other.y0 or other.y1 <= one.y0
