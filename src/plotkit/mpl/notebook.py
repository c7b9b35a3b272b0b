"""Pictures in notebooks: Jupyter and what is like it, VS Code, Quarto, nbconvert, marimo."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import matplotlib as mpl

from plotkit.compile.description import Description
from plotkit.hosts import HTML, MIMES, shell
from plotkit.mpl import display
from plotkit.mpl.rendered import Rendered
from plotkit.mpl.theme import RcTheme
from plotkit.records import dataclass


@dataclass(frozen=True)
class Picture:
    """A picture that a notebook shows.

    Attributes
    ----------
    mime
        What it is: "image/png" or "image/svg+xml".
    content
        The file.
    metadata
        Its `width` and `height` on the page in pixels, and what it shows, `alt`.
    """

    mime: str
    content: bytes
    metadata: dict[str, Any]


def picture(
    rendered: Rendered, theme: RcTheme, options: Mapping[str, Any], said: Description
) -> Picture:
    """Return what a notebook shows of a figure, as `Plot.config.display` says."""
    vectors = options["format"] in ("svg", "html-svg")
    scaling, mime = options["scaling"], MIMES["svg" if vectors else "png"]
    if mime == MIMES["png"]:
        content, size = display.png(rendered, theme, scaling, options["hidpi"], said)
    else:
        text, size = display.svg(rendered, theme, scaling, said), display.size(rendered, scaling)
        content = text.encode()
    return Picture(mime, content, {**size, "alt": said.alt})


def bundle(shown: Picture, form: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what Jupyter and its like take: contents and metadata by type.

    VS Code reads the plain text as alternative text of the picture, where others take `alt`.
    """
    if MIMES[form] == HTML:
        return {HTML: html(shown), "text/plain": shown.metadata["alt"]}, {}
    picture = shown.content.decode() if shown.mime == MIMES["svg"] else _text(shown.content)
    contents = {shown.mime: picture, "text/plain": shown.metadata["alt"]}
    return contents, {shown.mime: shown.metadata}


def html(shown: Picture) -> str:
    """Return a picture as an element of a page."""
    size = " ".join(f'{name}="{shown.metadata[name]:g}"' for name in ("width", "height"))
    alt = escape(shown.metadata["alt"])
    source = f"data:{shown.mime};base64,{_text(shown.content)}"
    return f'<img src="{source}" alt="{alt}" {size} style="max-width: 100%; height: auto">'


def _text(content: bytes) -> str:
    return b64encode(content).decode("ascii")


def in_cell() -> Callable[[Any], object] | None:
    """Return what shows a thing below the cell of Jupyter that runs; None where there is none."""
    if shell() is None or "inline" not in mpl.get_backend():
        return None
    from IPython.display import display as below

    shows: Callable[[Any], object] = below
    return shows
