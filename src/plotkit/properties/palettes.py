"""Palettes by name: so many distinct colours, or a table that an amount looks up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np

from plotkit.data.blocks import BLOCK, blocks, narrowest
from plotkit.data.factor import Coded
from plotkit.errors import PlotSpecError, quoted, suggestion
from plotkit.properties.anchors import KNOWN_MAPS, LISTED_MAPS, QUALITATIVE, SEQUENTIAL
from plotkit.properties.base import Theme
from plotkit.properties.colorspace import cubehelix, hls_to_rgb, hsluv_to_rgb, rgb_to_hsluv
from plotkit.records import dataclass
from plotkit.typing import Floats

Way: TypeAlias = Callable[[Floats], Floats]
"""A way through colours, from 0-1, shape (n,), to RGBA, shape (n, 4)."""

ROWS = 256
"""Rows of the tables that amounts look up; more could not be told apart on a screen."""

MOST_LISTED = 32
"""A colour map object of at most so many rows is a list of colours."""

MISSING = (np.nan, np.nan, np.nan, 0.0)
"""The colour of a missing amount; nothing is drawn for it."""

_HELIX = {"start": 0.0, "rot": 0.4, "gamma": 1.0, "hue": 0.8, "light": 0.85, "dark": 0.15}
_HELIX_SHORT = {name[0]: name for name in _HELIX}


@dataclass(frozen=True)
class Palette:
    """Colours as RGBA rows; the alpha is NaN where the palette does not say one.

    Attributes
    ----------
    sample
        Returns so many distinct colours, shape (n, 4).
    table
        Returns the rows that amounts in 0-1 look up, shape (k, 4).
    """

    sample: Callable[[int], Floats]
    table: Callable[[], Floats]


def palette(name: str, n: int, theme: Theme) -> Floats:
    """Return `n` colours of a named palette as RGBA, shape (n, 4)."""
    return named(name, theme).sample(n)


def is_qualitative(name: str) -> bool:
    """Tell whether a palette is a list of distinct colours rather than a way through colours."""
    base = name.removesuffix("_r")
    return base in QUALITATIVE or base in LISTED_MAPS


def names() -> list[str]:
    """Return well-known palette names; those with parameters and many colour maps are not in it."""
    return [*QUALITATIVE, "husl", "hls", *SEQUENTIAL, *LISTED_MAPS, *KNOWN_MAPS]


def named(name: str, theme: Theme) -> Palette:
    """Return a palette by name; raise PlotSpecError with a suggestion if there is none."""
    family, colon, text = name.partition(":")
    if colon and family in _FAMILIES:
        base = text.removesuffix("_r")
        way = _FAMILIES[family](base, theme)
        return _led(way if base == text else lambda x: way(1 - x))
    base = name.removesuffix("_r")
    step = 1 if base == name else -1
    if base in QUALITATIVE:
        return listed(_hex(QUALITATIVE[base])[::step])
    if base in _HUES:
        hues = _HUES[base]
        return Palette(lambda n: hues(n)[::step], lambda: hues(ROWS)[::step])
    if base in SEQUENTIAL:
        return mapped(_along(_hex(SEQUENTIAL[base])[::step], np.linspace(0, 1, ROWS)))
    rows = _theme_map(name, base, step, theme)
    if rows is None:
        raise _unknown(name)
    return listed(rows) if base in LISTED_MAPS else mapped(rows)


def listed(rows: Floats) -> Palette:
    """Return a palette of distinct colours, repeated when there are more levels than colours."""
    return Palette(lambda n: rows[np.arange(n) % len(rows)], lambda: rows)


def mapped(rows: Floats) -> Palette:
    """Return the palette of a colour map; levels stay off its ends, often too light or dark."""
    return Palette(lambda n: look_up(rows, np.linspace(0, 1, n + 2)[1:-1]), lambda: rows)


def blended(colors: Sequence[Any], theme: Theme) -> Palette:
    """Return the palette that leads from colour to colour, its ends included."""
    return _led(_between(colors, theme))


def from_map(colormap: Any, theme: Theme) -> Palette | None:
    """Return the palette of a colour map object, None if it is none.

    A map of few rows was made as a list of colours, so its levels are taken in order.
    """
    rows = theme.colormap(colormap)
    if rows is None:
        return None
    return (listed if len(rows) <= MOST_LISTED else mapped)(_opaque(rows))


def look_up(rows: Floats, amounts: Floats) -> Floats:
    """Return the row of each amount in 0-1, shape (n, 4); missing ones are `MISSING`."""
    missing = np.isnan(amounts)
    inside = np.clip(np.where(missing, 0.0, amounts), 0.0, 1.0)
    found: Floats = rows[np.minimum((inside * len(rows)).astype(np.intp), len(rows) - 1)]
    if missing.any():
        found[missing] = MISSING
    return found


def ramp_of(rows: Floats) -> Callable[[Floats], Any]:
    """Return the function that looks amounts up; many are held as codes into the rows."""
    return lambda amounts: (_coded if len(amounts) > BLOCK else look_up)(rows, amounts)


def _coded(rows: Floats, amounts: Floats) -> Coded:
    codes = np.empty(len(amounts), dtype=narrowest(len(rows)))
    with np.errstate(invalid="ignore"):
        for part in blocks(len(amounts)):
            place = np.clip(amounts[part], 0.0, 1.0) * len(rows)
            place = np.minimum(place, len(rows) - 1, out=place)
            codes[part] = np.where(np.isnan(place), len(rows), place)
    return Coded(codes, np.vstack([rows, MISSING]))


def silent(rgb: Floats) -> Floats:
    """Return colours, shape (n, 3), as rows of RGBA whose alpha is not said (NaN)."""
    return np.column_stack([rgb, np.full(len(rgb), np.nan)])


def _led(way: Way) -> Palette:
    """Return the palette of a way through colours; levels take both its ends."""
    return Palette(lambda n: way(np.linspace(0, 1, n)), lambda: way(np.linspace(0, 1, ROWS)))


def _along(anchors: Floats, amounts: Floats) -> Floats:
    """Interpolate between evenly spaced anchors."""
    places = np.linspace(0, 1, len(anchors))
    return np.column_stack([np.interp(amounts, places, channel) for channel in anchors.T])


def _hex(digits: str) -> Floats:
    packed = bytes.fromhex(digits)  # which skips the blanks
    return silent(np.frombuffer(packed, dtype=np.uint8).reshape(-1, 3) / 255)


def _opaque(rows: Floats) -> Floats:
    """Let a map that is solid throughout say no alpha, so that the mark's own alpha counts."""
    return silent(rows[:, :3]) if (rows[:, 3] == 1).all() else rows


def _theme_map(name: str, base: str, step: int, theme: Theme) -> Floats | None:
    """Return the rows of a map that the theme knows by name or, if that ends in _r, reversed."""
    rows = theme.colormap(name)
    if rows is None and base != name:
        rows = theme.colormap(base)
        rows = None if rows is None else rows[::step]
    return None if rows is None else _opaque(rows)


def _husl(n: int) -> Floats:
    return silent(hsluv_to_rgb(359 * _spread(n), 89.1, 64.35))


def _hls(n: int) -> Floats:
    return silent(hls_to_rgb(_spread(n), 0.6, 0.65))


def _spread(n: int) -> Floats:
    """Return evenly spaced hues in 0-1; they start a hundredth off red."""
    return (np.linspace(0, 1, n, endpoint=False) + 0.01) % 1


def _helix(text: str, theme: Theme) -> Way:
    """Return the cubehelix of ``"start,rot=.2,l=.9"``: by place, or by a name or its letter."""
    settings = dict(_HELIX)
    for place, part in enumerate(filter(None, text.split(","))):
        key, equals, number = part.rpartition("=")
        key = key.strip() if equals else list(_HELIX)[min(place, len(_HELIX) - 1)]
        try:
            key = _HELIX_SHORT.get(key, key)
            if key not in _HELIX or place >= len(_HELIX):
                raise ValueError(key)
            settings[key] = float(number)
        except ValueError as error:
            raise PlotSpecError(
                f"Palette 'ch:{text}' cannot be read at {part!r}. Parameters are numbers, by place "
                f"or by name: {quoted(_HELIX)}, or the first letter; as in 'ch:start=.2,rot=-.3'."
            ) from error
    light, dark = settings.pop("light"), settings.pop("dark")
    return lambda x: silent(cubehelix(light + x * (dark - light), **settings))


def _light(text: str, theme: Theme) -> Way:
    return _from_gray(text, 95, theme)


def _dark(text: str, theme: Theme) -> Way:
    return _from_gray(text, 15, theme)


def _from_gray(color: str, lightness: float, theme: Theme) -> Way:
    """Return the way to a colour from its own hue, nearly grey."""
    end = np.array([theme.rgba(color.strip())], dtype=float)
    hue, saturation, _ = rgb_to_hsluv(end[:, :3])[0]
    gray = silent(hsluv_to_rgb(hue, 0.15 * saturation, lightness))
    gray[:, 3] = end[:, 3]
    ends = np.concatenate([gray, end])
    return lambda x: _along(ends, x)


def _blend(text: str, theme: Theme) -> Way:
    return _between([color.strip() for color in text.split(",")], theme)


def _between(colors: Sequence[Any], theme: Theme) -> Way:
    if len(colors) < 2:
        raise PlotSpecError(f"A blend needs two colours or more; given: {quoted(colors)}.")
    anchors = np.array([theme.rgba(color) for color in colors], dtype=float)
    unsaid = np.isnan(anchors[:, 3])
    if not unsaid.all():
        anchors[unsaid, 3] = 1.0
    return lambda x: _along(anchors, x)


def _unknown(name: str) -> PlotSpecError:
    return PlotSpecError(
        f"Unknown palette {name!r}.{suggestion(name.removesuffix('_r'), names())} There are: lists "
        f"of colours ({quoted(QUALITATIVE, 12)}, 'tab10', 'Set2', ...), hues ('husl', 'hls'), "
        f"maps ({quoted(SEQUENTIAL)}, 'viridis', 'Blues' and the others of matplotlib), and "
        "'ch:start=.2,rot=-.3', 'light:<color>', 'dark:<color>', 'blend:<color>,<color>'; "
        "each with '_r' at the end is reversed."
    )


_FAMILIES: dict[str, Callable[[str, Theme], Way]] = {
    "ch": _helix,
    "light": _light,
    "dark": _dark,
    "blend": _blend,
}
_HUES = {"husl": _husl, "hls": _hls}
