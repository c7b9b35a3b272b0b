"""Where things are on the page, in points from the lower left corner of a panel."""

import io
import warnings

import numpy as np

from plotkit.errors import PlotWarning


def drawn(plot, **save):
    """Return a plot compiled and drawn once."""
    compiled = plot.plot()
    compiled.save(io.BytesIO(), **save)
    return compiled


def words_of(plot):
    """Return a plot drawn, and the warnings that this gave."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compiled = drawn(plot)
    return compiled, [str(one.message) for one in caught if one.category is PlotWarning]


def points(compiled):
    return 72 / compiled.figure.dpi


def in_points(compiled, xy, panel=0):
    """Return where data coordinates are."""
    ax = compiled.axes[panel]
    return (ax.transData.transform(np.asarray(xy, float)) - ax.bbox.min) * points(compiled)


def boxes_of(compiled, layer, panel=0, everything=False):
    """Return the boxes of the texts of a layer that are shown, by what they say."""
    ax = compiled.axes[panel]
    return boxes_on(next(one for one in compiled.artists(layer) if one.axes is ax), everything)


def boxes_on(artist, everything=False):
    """Return the boxes of texts that one artist shows, by what they say."""
    boxes = artist.place(artist.figure.canvas.get_renderer())
    corners = np.array([box.get_points() for box in boxes]).reshape(-1, 2, 2)
    found = (corners - artist.axes.bbox.min) * 72 / artist.figure.dpi
    if everything:
        return found
    texts = [text.get_text() for text in artist.get_texts() if text.get_visible()]
    return dict(zip(texts, found, strict=True))
