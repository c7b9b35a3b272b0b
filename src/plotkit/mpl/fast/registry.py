"""The fast paths, each with the matplotlib versions that it was measured on.

A fast path departs from matplotlib's own way, and some override methods that matplotlib keeps to
itself. What holds for one version of it need not hold for the next, so outside of its range a fast
path steps aside: plain matplotlib draws. This is the one place that says so.

To widen a range, run the whole test suite on the other version: `CONTRIBUTING.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

import matplotlib as mpl

from plotkit.records import dataclass

Name: TypeAlias = Literal[
    "ticks", "glyphs", "sizes", "points", "lines", "boxes", "legends", "printing", "png", "rc"
]
Series: TypeAlias = tuple[int, int]
"""A minor version of matplotlib with all its patch releases."""


@dataclass(frozen=True)
class FastPath:
    """What is drawn in another way than matplotlib's.

    Attributes
    ----------
    does
        What is done instead.
    first, last
        The versions of matplotlib between which it was measured, both included.
    hooks
        Private names of matplotlib that its classes override or use, as "Class.name", where the
        class is plotkit's, or matplotlib's if they are used by name. A test compares this list with
        the source.
    """

    does: str
    first: Series
    last: Series
    hooks: tuple[str, ...] = ()

    @property
    def measured(self) -> bool:
        """Whether it was measured on the matplotlib that is installed."""
        return self.first <= mpl.__version_info__[:2] <= self.last


PATHS: Mapping[Name, FastPath] = {
    "ticks": FastPath(
        "an axis measures and draws all its ticks after a single one",
        (3, 10),
        (3, 11),
        (
            "LightAxis._get_tick",
            "LightAxis._get_ticklabel_bboxes",
            "LightAxis._update_label_position",
            "LightAxis._update_offset_text_position",
            "LightAxis._update_ticks",
            "PanelAxes._gen_axes_spines",
            "PanelAxes._init_axis",
            "PanelSpine._adjust_location",
            "SharingAxes._shared_axes",
            "SharingAxes._sharex",
            "SharingAxes._sharey",
            "SharingAxes._stale_viewlims",
            "SharingAxes._unstale_viewLim",
        ),
    ),
    "glyphs": FastPath(
        "texts are drawn from glyphs, measures and formulas kept from earlier ones",
        (3, 11),
        (3, 11),
        (
            "Canvas._lastKey",
            "LaidText._get_layout",
            "LaidText._linespacing",
            "QuickVectorRenderer._get_font_height_metrics",
            "Renderer._draw_text_glyphs_and_boxes",
            "Renderer._get_font_height_metrics",
            "Renderer._prepare_font",
            "Renderer._renderer",
        ),
    ),
    "sizes": FastPath("texts that look and say the same are measured once", (3, 10), (3, 11)),
    "points": FastPath(
        "many like markers are stamped on the pixels of an image, or written at once",
        (3, 10),
        (3, 11),
    ),
    "lines": FastPath(
        "an image of a long line is drawn with the vertices that it can show", (3, 10), (3, 11)
    ),
    "boxes": FastPath("boxes of a layer are clipped by one and the same box", (3, 10), (3, 11)),
    "legends": FastPath(
        "the boxes of a legend are measured once a drawing",
        (3, 10),
        (3, 11),
        ("OffsetBox._get_bbox_and_child_offsets",),
    ),
    "printing": FastPath("a figure is drawn once when it is saved", (3, 10), (3, 11)),
    "png": FastPath("pixels are written as PNG without Pillow", (3, 10), (3, 11)),
    "rc": FastPath("valid rc parameters are set without validating them again", (3, 10), (3, 11)),
}
