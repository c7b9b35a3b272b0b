"""Describe: what a picture shows in words, from what was said and what was computed; none is read.

The short form is written into every file that is saved, so that it may cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from plotkit.compile import phrases
from plotkit.compile.contents import (
    Shown,
    amount,
    axes_of,
    heading_of,
    layer_said,
    looks,
    made_of,
    panels_said,
    range_said,
    transformed,
)
from plotkit.compile.phrases import plain, several
from plotkit.compile.stages import Placed
from plotkit.compile.told import Told
from plotkit.records import dataclass, replace

__all__ = ["Description", "Shown", "described", "described_together"]


@dataclass(frozen=True)
class Description:
    """What a picture shows, in words.

    Attributes
    ----------
    title
        The title that the user gave, else what kind of plot it is and what is on its axes.
    details
        What the title does not say: how much there is, what looks mean, from where to where.
    alt
        All of that in a sentence or two, for whoever cannot see the picture; or the user's words.
    caption
        More of it, for print: a sentence on each layer, all levels, and what is left out.
    """

    title: str
    details: str
    alt: str
    caption: str = ""

    def __str__(self) -> str:
        return self.alt


def described(shown: Shown, long: bool = True) -> Description:
    """Return the description of a plot; the caption only if it is to be long."""
    placed = {one.layer.index: one for one in reversed(shown.layers)}
    layers = [placed[index] for index in sorted(placed)]
    axes = list(axes_of(shown.drawing, layers))
    heading = heading_of(layers, axes)
    parts = [amount(shown, layers), panels_said(shown, layers), *looks(shown, layers, phrases.MOST)]
    parts.append(", ".join(map(range_said, axes)))
    details = "; ".join(part for part in parts if part)
    made = worded(shown.own(), heading, f"{details}." if details else "", shown.labels.alt)
    return replace(made, caption=captioned(shown)) if long else made


def described_together(
    title: str | None, said: str | None, tags: Sequence[str], parts: Sequence[Description]
) -> Description:
    """Return the description of several plots in one figure: those of all, one after the other."""
    named = [tag or str(number) for number, tag in enumerate(tags, 1)]
    pairs = list(zip(named, parts, strict=True))
    short = " ".join(f"{name}: {part.alt}" for name, part in pairs)
    made = worded(plain(title or ""), several(len(parts), "plot"), short, said)
    if all(part.caption for part in parts):
        long = " ".join(f"{name}: {part.caption}" for name, part in pairs)
        made = replace(made, caption=_sentences([plain(title or "")]) + long)
    return made


def worded(title: str, heading: str, details: str, said: str | None) -> Description:
    """Return a description of a title, if there is one, of what it is and what is in it."""
    if not title:
        alt = f"{heading}: {details}" if details else f"{heading}."
        return Description(heading, said or details, said or alt)
    details = f"{heading}: {details}" if details else f"{heading}."
    stop = "" if title[-1] in ".!?:" else "."
    return Description(title, said or details, said or f"{title}{stop} {details}")


def captioned(shown: Shown) -> str:
    """Return the long description: a sentence on each layer, on looks, axes and what is lost."""
    rows: dict[int, list[tuple[Placed, Told]]] = {}
    for placed, told in zip(shown.layers, shown.told, strict=True):
        rows.setdefault(placed.layer.index, []).append((placed, told))
    layers = [held[0][0] for _, held in sorted(rows.items())]
    axes = list(axes_of(shown.drawing, layers))
    said = [heading_of(layers, axes)]
    if len(layers) > 1 or (layers and made_of(layers[0].layer)):
        said += [layer_said(shown, [one for one, _ in held], held[0][1]) for held in rows.values()]
    else:
        said.append(amount(shown, layers))
    said += [panels_said(shown, layers), *looks(shown, layers, 40)]
    said.append("Axes: " + ", ".join(range_said(axis) + transformed(axis.scale) for axis in axes))
    said += shown.drawing.notes
    said += [plain(one) for one in (shown.labels.subtitle, shown.labels.caption) if one]
    return _sentences([shown.own(), *said]).rstrip()


def _sentences(texts: Sequence[str]) -> str:
    """Write texts one after the other, each of them a sentence that ends."""
    said = (text[0].upper() + text[1:] for text in texts if text)
    return "".join(f"{one} " if one[-1] in ".!?:" else f"{one}. " for one in said)
