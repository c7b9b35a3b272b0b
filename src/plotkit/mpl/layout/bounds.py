"""The room within a figure that its own titles leave."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure, SubFigure
from matplotlib.text import Text

from plotkit.mpl.guides.packing import Extent
from plotkit.mpl.layout.titles import title_boxes
from plotkit.mpl.text.ruler import Measure

PAD = 6.0
"""Between the content and the edge of the canvas, in points."""
WHOLE: Extent = (0.0, 0.0, 1.0, 1.0)


def bounds(
    figure: Figure | SubFigure,
    renderer: Measure,
    extent: Extent = WHOLE,
    pad: float = PAD,
    own: Sequence[Text] = (),
) -> Extent:
    """Return the room in pixels, without the edge and what the figure writes on it.

    Parameters
    ----------
    figure
        The figure, or a part of one.
    renderer
        What measures.
    extent
        Left, bottom, right and top, as fractions of the figure.
    pad
        Width of the edge, in points.
    own
        Texts of the figure that take no room here.
    """
    whole, point = figure.bbox, renderer.dpi / 72
    w, h = whole.width, whole.height
    edge, gap = pad * point, PAD * point
    x0, y0, x1, y1 = np.array(extent) * (w, h, w, h) + (edge, edge, -edge, -edge)
    for above, box in title_boxes(figure, renderer):
        if above:
            y1 = min(y1, box.y0 - whole.y0 - gap)
        else:
            y0 = max(y0, box.y1 - whole.y0 + gap)
    for text in figure.texts:  # a title of the whole, a common label
        if text in own or not text.get_text() or not text.get_visible():
            continue
        box = text.get_window_extent(renderer).translated(-whole.x0, -whole.y0)
        x, y = (box.x0 + box.x1) / 2 / w, (box.y0 + box.y1) / 2 / h
        if y > 0.9:
            y1 = min(y1, box.y0 - gap)
        elif y < 0.1:
            y0 = max(y0, box.y1 + gap)
        elif x < 0.1:
            x0 = max(x0, box.x1 + gap)
    return float(x0), float(y0), float(x1), float(y1)
