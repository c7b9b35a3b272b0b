"""Texts at one place: they stand one below the other."""

from __future__ import annotations

import numpy as np

from plotkit.page import Page
from plotkit.records import dataclass
from plotkit.typing import Floats

_NEAR = 0.01
"""Points by which places differ that are one."""


@dataclass(frozen=True)
class Listed:
    """Texts of which those at one place stand one below the other, in the order of rows.

    All of them together are aligned as one would be: from the place down if its top lies there.

    Parameters
    ----------
    lying
        Whether the layer is horizontal, so that the page is turned.
    """

    lying: bool = False

    def __call__(self, page: Page) -> Floats:
        """Return where the texts stand."""
        page = page.swapped() if self.lying else page
        xy = page.xy.copy()
        shown = np.flatnonzero(np.isfinite(xy).all(axis=1) & (page.extent > 0).all(axis=1))
        _, places = np.unique(np.round(xy[shown] / _NEAR), axis=0, return_inverse=True)
        for place in range(int(places.max(initial=-1)) + 1):
            rows = shown[places.ravel() == place]
            heights, middle = page.extent[rows, 1], page.middle[rows, 1]
            # -1 for texts that hang below the place, 1 for those that stand on it, but for pads.
            side = float(np.clip(np.round(2 * middle[0] / heights[0]), -1.0, 1.0))
            top = middle[0] + heights[0] / 2 + (heights.sum() - heights[0]) * (1 + side) / 2
            xy[rows, 1] += top - heights.cumsum() + heights / 2 - middle
        return xy[:, ::-1] if self.lying else xy
