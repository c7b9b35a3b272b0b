"""How large texts are on the page, remembered: matplotlib lays a text out each time it is asked.

Sizes are kept for each renderer, hence for one resolution, as long as there is the renderer.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from plotkit.mpl.fast.store import Store
from plotkit.mpl.fast.switch import enabled
from plotkit.typing import Floats

Look: TypeAlias = tuple[Hashable, ...]

_MOST, _LETTERS = 4096, 200_000
_KNOWN: WeakKeyDictionary[RendererBase, Store[Floats]] = WeakKeyDictionary()


def known_reaches(renderer: RendererBase) -> Store[Floats]:
    """Return what is known of texts: by text and style, the box relative to the text's position."""
    if not enabled("sizes"):
        return Store(_MOST, _LETTERS)
    known = _KNOWN.get(renderer)
    if known is None:
        known = _KNOWN[renderer] = Store(_MOST, _LETTERS)
    return known


def style_of(text: Text, renderer: RendererBase) -> Look:
    """Return all that the size of a text depends on, but for what it says."""
    return (
        getattr(renderer, "dpi", 72.0),
        hash(text.get_fontproperties()),
        text.get_rotation(),
        text.get_rotation_mode(),
        text.get_horizontalalignment(),
        text.get_verticalalignment(),
        text.get_usetex(),
        text.get_parse_math(),
    )


def text_box(text: Text, renderer: RendererBase) -> Bbox:
    """Return the box around a text, in pixels, without what limits or frames it.

    Parameters
    ----------
    text
        A text that says something; for one of a subclass use what its class has for that.
    renderer
        What measures.
    """
    if not enabled("sizes"):
        return text.get_window_extent(renderer)
    known = known_reaches(renderer)
    key = (text.get_text(), *style_of(text, renderer))
    anchor = text.get_transform().transform(text.get_unitless_position())
    reach = known.get(key)
    if reach is None:
        reach = np.array(text.get_window_extent(renderer).extents) - np.tile(anchor, 2)
        known.put(key, reach, len(text.get_text()))
    return Bbox((reach.reshape(2, 2) + anchor).tolist())
