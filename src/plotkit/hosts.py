"""What runs the user's code, beside plain Python: IPython, kernels of Jupyter, marimo.

Nothing is imported that is not there already.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from typing import Any

HTML = "text/html"
MIMES = {"png": "image/png", "svg": "image/svg+xml", "html": HTML, "html-svg": HTML}
"""The formats of pictures that notebooks show; HTML is a PNG or an SVG as an element of a page."""


def shell() -> Any:
    """Return the shell of IPython, in a terminal or a kernel; None where there is none."""
    running = getattr(sys.modules.get("IPython"), "get_ipython", None)  # None while it is loaded
    return None if running is None else running()


def marimo() -> Any:
    """Return marimo, if the code is a cell of it."""
    loaded = sys.modules.get("marimo")
    running = getattr(loaded, "running_in_notebook", None)  # None while it is being imported
    return loaded if running is not None and running() else None


def in_notebook() -> bool:
    """Tell whether code is run cell by cell, and again."""
    return shell() is not None or marimo() is not None


def shows(
    form: str, include: Collection[str] | None = None, exclude: Collection[str] | None = None
) -> bool:
    """Tell whether a picture is wanted in a format, and can be seen: a terminal has none."""
    mime, running = MIMES[form], shell()
    if (include and mime not in include) or (exclude and mime in exclude):
        return False
    formatter = None if running is None else running.display_formatter.formatters.get(mime)
    return formatter is None or bool(formatter.enabled)
