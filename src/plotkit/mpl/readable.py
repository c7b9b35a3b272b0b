"""Texts that can be read on the face of a figure which is not that of their own theme."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.colors import is_color_like, to_rgba
from matplotlib.figure import Figure, SubFigure

from plotkit.marks.paint import luminance
from plotkit.mpl.style import RC
from plotkit.typing import RGBA

_TEXTS = (
    *("text.color", "axes.labelcolor", "axes.titlecolor", "legend.labelcolor"),
    *("xtick.color", "xtick.labelcolor", "ytick.color", "ytick.labelcolor"),
)
_DARK, _LIGHT = ".15", ".9"
_LEAST = 3.0
"""The contrast from which on large texts and lines can be seen, as WCAG 2.2 has it."""


def readable_on(figure: Figure | SubFigure) -> AbstractContextManager[None]:
    """Return a context in which what is written on a figure can be read, whatever its colour.

    The theme that holds now decides, as far as its texts are seen on the face of the figure.
    """
    face = _face(figure)
    if face is None or face == to_rgba(RC["figure.facecolor"]):
        return nullcontext()
    params: Any = {**readable(face), **_own_ground(face)}
    return mpl.rc_context(params)


def readable(face: RGBA) -> Mapping[str, Any]:
    """Return colours for the texts that cannot be read on a face, as rc parameters."""
    light = contrast(face, to_rgba(_LIGHT)) > contrast(face, to_rgba(_DARK))
    return {
        name: _LIGHT if light else _DARK
        for name in _TEXTS
        if is_color_like(RC[name]) and contrast(face, to_rgba(RC[name])) < _LEAST
    }


def contrast(one: RGBA, other: RGBA) -> float:
    """Return the contrast of two opaque colours, 1 to 21, as WCAG 2.2 measures it."""
    low, high = np.sort(luminance([one, other]))
    return float((high + 0.05) / (low + 0.05))


def _own_ground(face: RGBA) -> Mapping[str, Any]:
    """Return the ground of legends within a panel, which have the texts of those beside it."""
    return {"legend.facecolor": face} if RC["legend.facecolor"] == "inherit" else {}


def _face(figure: Any) -> RGBA | None:
    """Return the colour of a figure, or of the one that a transparent part belongs to."""
    while True:
        face = to_rgba(figure.get_facecolor())
        if face[3] == 1:
            return face
        if isinstance(figure, Figure):
            return None
        figure = figure.figure
