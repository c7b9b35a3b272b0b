"""Write pixels as PNG: smaller than matplotlib's writer for plots, and several times faster."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import numpy as np
from matplotlib.figure import Figure

from plotkit.mpl.fast.switch import enabled
from plotkit.mpl.style import RC
from plotkit.typing import Array

_LEVEL = 3
"""Plots are even areas and repeated marks: higher levels take longer and gain little."""


def write_png(
    figure: Figure,
    loc: Any,
    kwargs: Mapping[str, Any],
    texts: Mapping[str, str] = MappingProxyType({}),
) -> bool:
    """Write a figure if that is asked for as PNG and needs nothing special; tell whether it was.

    Parameters
    ----------
    figure
        What to write.
    loc
        A path, a binary file or a buffer.
    kwargs
        Of ``Figure.savefig``, with `dpi`.
    texts
        What is written into the file beside the pixels, by keyword.
    """
    if not enabled("png") or not _plain(kwargs):
        return False
    dpi = figure.dpi if kwargs["dpi"] == "figure" else float(kwargs["dpi"])
    drawn = _Pixels()
    figure.savefig(cast(Any, drawn), **{**kwargs, "format": "raw"})
    written = encode(drawn.pixels, dpi, texts)
    if hasattr(loc, "write"):
        loc.write(written)
    else:
        Path(loc).write_bytes(written)
    return True


class _Pixels:
    """A file to which matplotlib writes pixels, without a copy of them."""

    pixels: Array
    """Shape (height, width, 4)."""

    def write(self, pixels: memoryview) -> None:
        self.pixels = np.asarray(pixels)

    def seek(self, at: int) -> None:
        """Do nothing: by this method matplotlib knows a file."""


def _plain(kwargs: Mapping[str, Any]) -> bool:
    """Tell whether a PNG is asked for that needs nothing which only matplotlib's writer has."""
    special = ("pil_kwargs", "metadata", "backend")
    asked = any(kwargs.get(name) is not None for name in special)
    part = kwargs.get("bbox_inches")
    part = RC["savefig.bbox"] if part is None else part
    return file_format(kwargs) == "png" and not asked and not isinstance(part, str)


def file_format(kwargs: Mapping[str, Any]) -> str:
    """Return the format in which ``Figure.savefig`` writes to a buffer with these arguments."""
    return str(kwargs.get("format") or RC["savefig.format"]).lower()


def encode(pixels: Array, dpi: float, texts: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """Return an image as PNG.

    Parameters
    ----------
    pixels
        Red, green, blue and alpha, shape (height, width, 4), 0-255.
    dpi
        Pixels an inch, to be written into the file.
    texts
        By keyword.
    """
    height, width = pixels.shape[:2]
    whole = np.ascontiguousarray(pixels)
    common = np.bitwise_and.reduce(whole.view(np.uint32), axis=None, keepdims=True)
    opaque = bool(common.view(np.uint8)[..., 3] == 255)
    channels = 3 if opaque else 4
    rows = np.zeros((height, width * channels + 1), dtype=np.uint8)  # each begins with: no filter
    written = rows[:, 1:].reshape(height, width, channels)
    for channel in range(channels):  # one by one, for numpy is slow at runs of three
        written[..., channel] = whole[..., channel]
    metre = round(dpi / 0.0254)
    header = struct.pack(">IIBBBBB", width, height, 8, 2 if opaque else 6, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"pHYs", struct.pack(">IIB", metre, metre, 1)),
            *(_text(name, text) for name, text in texts.items()),
            _chunk(b"IDAT", zlib.compress(rows.data, _LEVEL)),
            _chunk(b"IEND", b""),
        )
    )


def _text(name: str, text: str) -> bytes:
    """Return a text as PNG has it: in Latin-1, or else in UTF-8 with fields for a language."""
    try:
        return _chunk(b"tEXt", f"{name}\0{text}".encode("latin-1"))
    except UnicodeEncodeError:
        return _chunk(b"iTXt", f"{name}\0\0\0\0\0{text}".encode())


def _chunk(name: bytes, content: bytes) -> bytes:
    body = name + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))
