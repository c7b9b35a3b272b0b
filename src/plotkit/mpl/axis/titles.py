"""What is written over a panel and at its right."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.text import Annotation

from plotkit.mpl.axis.sides import BoxWithSides, is_above, is_beside
from plotkit.mpl.style import RC

_ROW = "plotkit-row-title"


def write_title(ax: Axes, text: str) -> None:
    """Write a title over a panel."""
    # Without `y`, matplotlib measures the axes at each draw to find out what is above them.
    above = is_above(ax) or any(RC[f"xtick.{name}"] for name in ("top", "labeltop"))
    ax.set_title(text, y=None if above else 1.0)


def write_row_title(ax: Axes, text: str, aside: float) -> None:
    """Write a title at the right of a panel, and keep `aside` points free before it."""
    note = ax.annotate(
        text,
        xy=(1, 0.5),
        xytext=(4 + aside, 0),
        xycoords=BoxWithSides(ax) if is_beside(ax) else "axes fraction",
        textcoords="offset points",
        rotation=270,
        horizontalalignment="left",
        verticalalignment="center",
        fontsize=RC["axes.titlesize"],
        color=RC["text.color"],
    )
    note.set_label(_ROW)


def row_title(ax: Axes) -> Annotation | None:
    """Return the title at the right of a panel, if it has one."""
    notes = (text for text in ax.texts if text.get_label() == _ROW)
    return next((note for note in notes if isinstance(note, Annotation)), None)
