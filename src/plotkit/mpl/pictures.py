"""Pictures for tests: drawn in one style, and compared pixel by pixel."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.image import imread


@contextmanager
def own_style() -> Iterator[None]:
    """Let matplotlib's own defaults hold within the block; put the settings back.

    Raises
    ------
    AssertionError
        If a figure of pyplot is left open, after closing it.
    """
    before = set(_open_figures())
    with mpl.rc_context():
        mpl.rcdefaults()
        yield
    left = [number for number in _open_figures() if number not in before]
    for number in left:
        sys.modules["matplotlib.pyplot"].close(number)
    if left:
        raise AssertionError(f"Figures of pyplot are left open: {left}. Close them.")


def _open_figures() -> list[int]:
    loaded = sys.modules.get("matplotlib.pyplot")
    return list(loaded.get_fignums()) if loaded is not None else []


def save_picture(plot: Any, path: Path) -> None:
    """Write a plot, what it was compiled to or a figure as PNG, without a date or a version."""
    save = plot.savefig if hasattr(plot, "savefig") else plot.save
    save(path, dpi=100, metadata={"Software": None})


def difference(one: Path, other: Path) -> float:
    """Return how far two pictures are apart: the root of the mean square, of 255.

    Pictures of different sizes are infinitely far apart.
    """
    first, second = (np.asarray(imread(path), dtype=np.float64) for path in (one, other))
    if first.shape != second.shape:
        return float("inf")
    return float(255 * np.sqrt(((first - second) ** 2).mean()))
