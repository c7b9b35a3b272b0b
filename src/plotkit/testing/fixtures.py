"""Fixtures of pytest for tests of pictures: one style everywhere, nothing left behind.

They are there once a ``conftest.py`` says ``from plotkit.testing.fixtures import *``, or pytest is
run with ``-p plotkit.testing.fixtures``. This module needs pytest, which
``pip install 'plotkit-objects[testing]'`` brings.

``plain_style``
    The test draws in the default theme and in matplotlib's own fonts and settings, whatever those
    of the session are. They are put back, and a figure of pyplot that is left open is a failure.
``check_image``
    A function of a plot (or figure) and a name, which compares the picture with the one kept in
    the folder ``images`` beside the test. Run pytest with ``PLOTKIT_UPDATE_IMAGES=1`` to keep those
    that are drawn instead, and look at them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from plotkit.config import CONFIG
from plotkit.errors import require
from plotkit.mpl.pictures import difference, own_style, save_picture

require("pytest", "testing", "plotkit.testing.fixtures")

import pytest  # noqa: E402 - after the word on how to install it

__all__ = ["check_image", "plain_style"]

UPDATE = "PLOTKIT_UPDATE_IMAGES"


@pytest.fixture
def plain_style() -> Iterator[None]:
    """Let a test draw in the default style of plotkit and matplotlib; put all settings back."""
    colors, seed = dict(CONFIG.colors), CONFIG.seed
    CONFIG.colors.reset()
    CONFIG.seed = 0
    try:
        with CONFIG.theme.using(), own_style():
            yield
    finally:
        CONFIG.colors.update(colors)
        CONFIG.seed = seed


@pytest.fixture
def check_image(request: Any, plain_style: None) -> Callable[..., None]:
    """Give a function that compares a picture with the one that is kept.

    Its arguments are a plot or a figure, a name, and how much the pictures may differ: the root of
    the mean square of the differences, of 255.
    """
    folder = Path(request.path).parent / "images"

    def check(plot: Any, name: str, tolerance: float = 1.0) -> None:
        kept = folder / f"{name}.png"
        if os.environ.get(UPDATE):
            folder.mkdir(exist_ok=True)
            save_picture(plot, kept)
            return
        if not kept.exists():
            raise AssertionError(
                f"There is no picture {kept} to compare with. Run the test with {UPDATE}=1, and "
                "look at what is kept."
            )
        drawn = kept.with_name(f"{name}.drawn.png")
        save_picture(plot, drawn)
        far = difference(kept, drawn)
        if far > tolerance:
            raise AssertionError(
                f"The picture {name!r} differs from the one that is kept by {far:.2f}; up to "
                f"{tolerance} is allowed. What was drawn is in {drawn}. If that is right, run the "
                f"test with {UPDATE}=1."
            )
        drawn.unlink()

    return check
