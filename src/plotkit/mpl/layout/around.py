"""What is written around one panel, and the room that each of these texts has."""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.axes import Axes
from matplotlib.text import Text

from plotkit.mpl.artists.titles import title_of
from plotkit.mpl.axis.titles import row_title
from plotkit.mpl.guides.directlabels import DirectLabels
from plotkit.mpl.text.breaks import Slot


def texts_around(ax: Axes) -> Iterator[Text]:
    """Yield the texts that become smaller where there is little room."""
    yield from (ax.title, ax.xaxis.label, ax.yaxis.label)
    row = row_title(ax)
    if row is not None:
        yield row
    for child in ax.get_children():
        if isinstance(child, DirectLabels):
            yield from child.texts


def slots_around(
    ax: Axes, size: tuple[float, float], over: float, most: tuple[float, float]
) -> Iterator[Slot]:
    """Yield the texts that may be broken into lines, with their room in pixels.

    Parameters
    ----------
    ax
        The panel.
    size
        Its width and height.
    over
        How wide its title may be.
    most
        What texts may take across it: beside it, and over or below it.
    """
    (width, height), (wide, tall) = size, most
    title = title_of(ax)
    if title is not None:
        yield Slot(title, over, tall)
    for label, along, across in ((ax.xaxis.label, width, tall), (ax.yaxis.label, height, wide)):
        if label.get_visible():  # else one for all panels says it, and reads it here
            yield Slot(label, along, across)
    row = row_title(ax)
    if row is not None:
        yield Slot(row, height, wide)
