"""Many like markers on a grid of pixels: each pixel gets what the markers over it leave to see.

A renderer draws a marker once and stamps it at whole pixels. One after the other, a million stamps
paint each pixel many times over. Here they are laid from the front to the back, and what others
hide is left out: the picture is the same.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from plotkit.records import dataclass
from plotkit.typing import Codes, Floats

Bytes = NDArray[np.uint8]
Shares = NDArray[np.float32]

_UNSEEN = 1 / 512
"""Less than half a step of an eight-bit colour."""
_FAINT = 0.1
_LEAST_LIGHT = 1e-6
_AT_ONCE = 1 << 16
"""Pixels painted in one go: few enough to stay near the processor, and to hide others soon."""
_LAYERS = 6
"""How many stamps upon each other are painted layer by layer: few lie deeper."""


@dataclass(frozen=True)
class Stamps:
    """Pictures of markers.

    Attributes
    ----------
    paint
        Red, green and blue in 0-1 of each marker's pixels, shape (styles, pixels, 3).
    cover
        What share of the light each pixel keeps, shape (styles, pixels).
    rows, columns
        Where the pixels are, from the marker's middle.
    """

    paint: Shares
    cover: Shares
    rows: Codes
    columns: Codes

    @classmethod
    def cut(cls, pictures: Bytes) -> Stamps:
        """Take what is painted out of pictures with a marker in the middle.

        Their shape is (styles, size, size, 4), with straight alpha and an odd size.
        """
        middle = pictures.shape[1] // 2
        rows, columns = np.nonzero(pictures[..., 3].any(axis=0))
        chosen: Shares = np.divide(pictures[:, rows, columns], 255, dtype=np.float32)
        return cls(chosen[..., :3], chosen[..., 3], rows - middle, columns - middle)

    @cached_property
    def through(self) -> Floats:
        """Logarithm of the share of the light that each pixel lets through."""
        return np.log(np.maximum(1 - self.cover.astype(np.float64), _LEAST_LIGHT))

    @cached_property
    def planes(self) -> Shares:
        """Red, green and blue of all pixels of all markers, shape (3, styles * pixels)."""
        return np.ascontiguousarray(self.paint.reshape(-1, 3).T)

    @property
    def reach(self) -> int:
        """How many pixels a marker reaches from its middle."""
        return int(max(np.abs(self.rows).max(initial=0), np.abs(self.columns).max(initial=0)))

    @property
    def plain(self) -> bool:
        """Whether all is of one colour, so that the order of the stamps does not matter."""
        if len(self.paint) > 1:
            return False
        seen = self.paint[0][self.cover[0] > _FAINT]  # of what is fainter, colours are rounded
        return not len(seen) or bool((np.ptp(seen, axis=0) < 0.01).all())


def lay(
    columns: Floats, rows: Floats, styles: Codes, stamps: Stamps, shape: tuple[int, int]
) -> Bytes:
    """Paint stamps in order.

    Parameters
    ----------
    columns, rows
        Where the middle of each stamp is, in whole pixels.
    styles
        Which of the stamps each is.
    stamps
        What there is to choose from.
    shape
        Rows and columns of the picture; stamps beyond its edges are cut off.

    Returns
    -------
    array
        The picture, shape (rows, columns, 4), with straight alpha.
    """
    edge = 2 * stamps.reach
    high, wide = shape[0] + 2 * edge, shape[1] + 2 * edge
    inside = _within(columns, shape[1], stamps.reach) & _within(rows, shape[0], stamps.reach)
    if not inside.all():
        columns, rows, styles = columns[inside], rows[inside], styles[inside]
    cells = (rows.astype(np.int64) + edge) * wide + columns.astype(np.int64) + edge
    steps = stamps.rows * wide + stamps.columns
    paint_all = _any_order if stamps.plain else _in_order
    paint, light = paint_all(cells, styles, stamps, steps, high * wide)
    picture = np.zeros((high * wide, 4), dtype=np.uint8)
    seen = np.flatnonzero(light < 1)
    keep = 1 - light[seen]
    for channel, plane in enumerate(paint):
        picture[seen, channel] = np.rint(plane[seen] / keep * 255).clip(0, 255)
    picture[seen, 3] = np.rint(keep * 255)
    return picture.reshape(high, wide, 4)[edge : high - edge, edge : wide - edge]


def _within(places: Floats, size: int, reach: int) -> NDArray[np.bool_]:
    return (places >= -reach) & (places < size + reach)


def _any_order(
    cells: Codes, styles: Codes, stamps: Stamps, steps: Codes, size: int
) -> tuple[Shares, Shares]:
    """Return paint and remaining light where all has one colour: only counts matter."""
    counts = np.bincount(cells, minlength=size).astype(np.float32)
    passed = np.zeros(size, dtype=np.float32)
    reach = int(np.abs(steps).max(initial=0))
    middle = slice(reach, size - reach)
    for step, through in zip(steps.tolist(), stamps.through[0].tolist(), strict=True):
        passed[middle] += np.float32(through) * counts[reach - step : size - reach - step]
    light = np.exp(passed)
    color = stamps.paint[0][int(stamps.cover[0].argmax())]
    return color[:, None] * (1 - light), light


def _in_order(
    cells: Codes, styles: Codes, stamps: Stamps, steps: Codes, size: int
) -> tuple[Shares, Shares]:
    """Return paint and remaining light, later stamps over earlier ones."""
    light, paint = np.ones(size, np.float32), np.zeros((3, size), np.float32)
    at_once = max(_AT_ONCE // len(steps), 1)
    cells, styles = cells[::-1], styles[::-1]
    while len(cells):
        _add(cells[:at_once], styles[:at_once], stamps, steps, paint, light)
        cells, styles = cells[at_once:], styles[at_once:]
        if len(cells):
            shown = _reached(light >= _UNSEEN, steps)[cells]
            cells, styles = cells[shown], styles[shown]
    return paint, light


def _reached(free: NDArray[np.bool_], steps: Codes) -> NDArray[np.bool_]:
    """Tell at which middles a stamp reaches a pixel that is free."""
    size, reach = len(free), int(np.abs(steps).max(initial=0))
    found = np.zeros(size, dtype=bool)
    for step in steps.tolist():
        found[reach : size - reach] |= free[reach + step : size - reach + step]
    return found


def _add(
    cells: Codes, styles: Codes, stamps: Stamps, steps: Codes, paint: Shares, light: Shares
) -> None:
    """Paint stamps, the first in front, behind what is painted already."""
    pixels = (cells[:, None] + steps).ravel()
    shown = np.flatnonzero(light[pixels] >= _UNSEEN)
    # Sorted by pixel and then from the front to the back; to sort both in one number is fastest.
    bits = max(len(pixels).bit_length(), 1)
    keys = (pixels[shown] << bits) | shown
    keys.sort()
    pixels, shown = keys >> bits, keys & ((1 << bits) - 1)
    firsts = styles.astype(np.int32) * len(steps)
    every: Codes = np.add.outer(firsts, np.arange(len(steps), dtype=np.int32)).ravel()
    which = every[shown]
    for _ in range(_LAYERS):
        if not len(pixels):
            return
        front = _begins(pixels)
        _add_layer(pixels[front], which[front], stamps, paint, light)
        behind = np.flatnonzero(~front)
        behind = behind[light[pixels[behind]] >= _UNSEEN]
        pixels, which = pixels[behind], which[behind]
    if len(pixels):
        _add_piles(pixels, which, stamps, paint, light)


def _begins(pixels: Codes) -> NDArray[np.bool_]:
    """Tell which are the first of their pixel."""
    found = np.empty(len(pixels), dtype=bool)
    found[0] = True
    np.not_equal(pixels[1:], pixels[:-1], out=found[1:])
    return found


def _add_layer(pixels: Codes, which: Codes, stamps: Stamps, paint: Shares, light: Shares) -> None:
    """Paint what lies in front, one for each pixel."""
    before = light[pixels]
    share = before * stamps.cover.ravel()[which]
    for plane, values in zip(paint, stamps.planes, strict=True):
        plane[pixels] += values[which] * share
    light[pixels] = before - share


def _add_piles(pixels: Codes, which: Codes, stamps: Stamps, paint: Shares, light: Shares) -> None:
    """Paint all that is in each pixel, from the front to the back."""
    through = stamps.through.ravel()[which]
    starts = np.flatnonzero(_begins(pixels))
    here, lengths = pixels[starts], np.diff(np.append(starts, len(pixels)))
    passed = np.cumsum(through)
    first = (passed - through)[starts] - np.log(light[here])
    share = np.exp((passed - through - np.repeat(first, lengths)).astype(np.float32))
    share *= stamps.cover.ravel()[which]
    for plane, values in zip(paint, stamps.planes, strict=True):
        plane[here] += np.add.reduceat(values[which] * share, starts)
    light[here] *= np.exp(np.add.reduceat(through, starts))
