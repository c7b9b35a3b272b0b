"""Files that are whole: what was there before stays until all of the new is written."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from plotkit.errors import PlotSpecError


@contextmanager
def whole_file(path: Path) -> Iterator[IO[Any]]:
    """Open a file to be written beside `path`, and move it there once all is well.

    What fails or is interrupted leaves `path` as it was. A link stays a link, permissions stay as
    they are; what is no plain file, such as a pipe, is written directly.
    """
    there = Path(os.path.realpath(path))
    if there.exists() and not there.is_file():
        with there.open("wb") as file:
            yield file
        return
    if there.exists() and not os.access(there, os.W_OK):
        raise PermissionError(f"The file {str(path)!r} may not be written.")
    beside = there.with_name(f".plotkit-{secrets.token_hex(6)}.part")
    try:
        file = beside.open("xb")
    except PermissionError:  # the file may be written, but its folder may not
        with there.open("wb") as file:
            yield file
        return
    try:
        with file:
            yield file
        if there.exists():
            shutil.copymode(there, beside)
        beside.replace(there)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def check_folder(path: Path) -> None:
    """Raise PlotSpecError unless a file can lie at `path`."""
    if not path.parent.is_dir():
        raise PlotSpecError(
            f"Cannot save to {str(path)!r}: there is no folder {str(path.parent)!r}."
        )
    if path.is_dir():
        raise PlotSpecError(f"Cannot save to {str(path)!r}: it is a folder. Add a file's name.")
