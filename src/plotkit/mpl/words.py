"""Words in files: what a picture shows, where each format has a place for it."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from matplotlib.cbook import file_requires_unicode

from plotkit.compile.description import Description
from plotkit.mpl.grouped import identity, legal, unique

_PLACES: Mapping[str, tuple[str, str]] = {
    "png": ("Title", "Description"),
    "pdf": ("Title", "Subject"),
    "svg": ("Title", "Description"),
    "svgz": ("Title", "Description"),
}
"""What formats call a title and a description in their metadata."""
_NO_XML_BYTES = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
"""What XML has no way to write, in UTF-8."""
_OWN_ID = re.compile(rb'<g id="(plotkit-[^"]*)"')
"""Titles, tags, guides and axes: within a figure, parts of one kind have one id."""


def metadata(form: str, kwargs: Mapping[str, Any], said: Description | None) -> dict[str, Any]:
    """Return the metadata of a file: what the picture shows, and over that what the user says.

    Parameters
    ----------
    form
        The format.
    kwargs
        Of ``Figure.savefig``.
    said
        What the picture shows; None for no words.
    """
    given = kwargs.get("metadata") or {}
    own = kwargs.get("backend") or "pnginfo" in (kwargs.get("pil_kwargs") or {})
    if said is None or form not in _PLACES or own:
        return dict(given)
    title, description = _PLACES[form]
    words = said.alt if form in ("png", "pdf") else said.details
    return {title: legal(said.title), description: legal(words), **given}


@contextmanager
def worded_svg(loc: Any, form: str, texts: Mapping[str, Any]) -> Iterator[Any]:
    """Yield what an SVG is written to, and then write it to `loc` with what it shows in words.

    Screen readers read the title and the description of an image within a page. What XML cannot
    hold, as control characters in names of levels, is not written: no program would read the file.
    """
    buffer = BytesIO()
    yield buffer
    written = _worded(buffer.getvalue(), texts.get("Title"), texts.get("Description"))
    written = _with_own_ids(_NO_XML_BYTES.sub(b"?", written))
    if form == "svgz":
        import gzip

        written = gzip.compress(written, mtime=0)
    if not hasattr(loc, "write"):
        Path(loc).write_bytes(written)
    elif file_requires_unicode(loc):
        loc.write(written.decode())
    else:
        loc.write(written)


def _with_own_ids(svg: bytes) -> bytes:
    """Return an SVG in which each part of plotkit's own has an id of its own, without blanks."""
    taken: Counter[str] = Counter()

    def named(match: re.Match[bytes]) -> bytes:
        own = unique(identity("", match[1].decode()), taken)
        return f'<g id="{own}"'.encode()

    return _OWN_ID.sub(named, svg)


def _worded(svg: bytes, title: Any, words: Any) -> bytes:
    """Return an SVG whose root has a role, a title and a description, with ids of their own."""
    start = svg.find(b"<svg ")
    end = svg.find(b">", start)
    if not (isinstance(title, str) and isinstance(words, str)) or start < 0:
        return svg
    number = f"{zlib.crc32((title + words).encode()):08x}"
    ids = f"title-{number}", f"desc-{number}"
    root = svg[start:end] + f' role="img" aria-labelledby="{" ".join(ids)}">\n'.encode()
    for name, key, text in zip(("title", "desc"), ids, (title, words), strict=True):
        root += f' <{name} id="{key}">{_escaped(text)}</{name}>\n'.encode()
    rest = svg[end + 1 :].lstrip()
    if rest.startswith(b"<title>"):  # matplotlib's own
        rest = rest[rest.index(b"</title>") + 8 :].lstrip()
    return b"".join((svg[:start], root, b" ", rest))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
