"""Which lines of the user's code called plotkit, for messages."""

from __future__ import annotations

import linecache
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType, TracebackType

PACKAGE = str(Path(__file__).parent)
_LIBRARY = str(Path(linecache.__file__).parent)
_BETWEEN = frozenset(
    (
        "IPython",
        "ipykernel",
        "traitlets",
        "marimo",
        "matplotlib",
        "matplotlib_inline",
        "contextlib",
        "decorator",
    )
)
"""Packages between a line of the user and a plot that is drawn or shown."""

Place = tuple[str, int]
"""A file and a line of it."""


def user_place() -> Place:
    """Return the line of the user's code that called plotkit."""
    frame = user_frame()
    return ("", 0) if frame is None else (frame.f_code.co_filename, frame.f_lineno)


def place_text(place: Place) -> str:
    """Write a line of code: what it says, its number and its file."""
    file, number = place
    said = linecache.getline(file, number).strip()
    return f"line {number} of {Path(file).name}" + (f": {said:.100}" if said else "")


def user_places(traceback: TracebackType | None) -> Iterator[Place]:
    """Yield the lines of a traceback that are neither plotkit's nor those of a library."""
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        library = file.startswith((PACKAGE, _LIBRARY, "<frozen")) or "site-packages" in file
        if not library:
            yield file, traceback.tb_lineno
        traceback = traceback.tb_next


def user_frame() -> FrameType | None:
    """Return the innermost frame of the user; None if no line of the user has asked for it."""
    frame: FrameType | None = sys._getframe(1)
    outside = False
    while frame is not None and (_is_between(frame) or (outside and _is_library(frame))):
        outside = outside or _root(frame) == "marimo"  # which shows things once a cell has run
        frame = frame.f_back
    return frame


def _root(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "")).partition(".")[0]


def _is_between(frame: FrameType) -> bool:
    """Tell whether a frame is plotkit's own, or of what draws and shows for the user."""
    return frame.f_code.co_filename.startswith(PACKAGE) or _root(frame) in _BETWEEN


def _is_library(frame: FrameType) -> bool:
    """Tell whether a frame is of the standard library, of what is installed, or of a command."""
    file = frame.f_code.co_filename
    return file.startswith((_LIBRARY, "<", sys.prefix)) or "site-packages" in file
