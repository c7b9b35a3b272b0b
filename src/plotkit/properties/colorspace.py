"""Colour spaces in which palettes are made, from numbers to sRGB; all vectorised over rows.

Sources: HSLuv revision 4 (https://www.hsluv.org), the perceptual form of HSL earlier named HUSL;
HSL, there called HLS, as in A. R. Smith, "Color gamut transform pairs", SIGGRAPH 1978; cubehelix of
D. A. Green, "A colour scheme for the display of astronomical intensity images", Bulletin of the
Astronomical Society of India 39 (2011) 289, section 3.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from plotkit.typing import Floats

# CIE XYZ to linear sRGB (D65), IEC 61966-2-1
_XYZ_TO_RGB = np.array(
    [
        [3.240969941904521, -1.537383177570093, -0.498610760293],
        [-0.96924363628087, 1.87596750150772, 0.041555057407175],
        [0.055630079696993, -0.20397695888897, 1.056971514242878],
    ]
)
_RGB_TO_XYZ = np.linalg.inv(_XYZ_TO_RGB)
_WHITE_U, _WHITE_V = 0.19783000664283, 0.46831999493879
_KAPPA, _EPSILON = 903.2962962, 0.0088564516  # of CIE L*
_GREEN = np.array([[-0.14861, 1.78277], [-0.29227, -0.90649], [1.97294, 0.0]])


def hsluv_to_rgb(hue: ArrayLike, saturation: ArrayLike, lightness: ArrayLike) -> Floats:
    """Return sRGB, shape (n, 3), of hues in degrees and saturations and lightnesses in 0-100."""
    h, s, light = _columns(hue, saturation, lightness)
    inside = np.clip(light, 1e-6, 100 - 1e-6)  # black and white have no hue to compute with
    chroma = _largest_chroma(h, inside) * s / 100
    u = chroma * np.cos(np.radians(h)) / (13 * inside) + _WHITE_U
    v = chroma * np.sin(np.radians(h)) / (13 * inside) + _WHITE_V
    y = np.where(inside > 8, ((inside + 16) / 116) ** 3, inside / _KAPPA)
    x = 9 * y * u / (4 * v)
    z = (9 * y - 15 * v * y - v * x) / (3 * v)
    linear = np.clip(np.stack([x, y, z], axis=-1) @ _XYZ_TO_RGB.T, 0, 1)
    rgb = np.where(linear > 0.0031308, 1.055 * linear ** (1 / 2.4) - 0.055, 12.92 * linear)
    return _inside(rgb)


def rgb_to_hsluv(rgb: ArrayLike) -> Floats:
    """Return hue, saturation and lightness, shape (n, 3), of sRGB colours, shape (n, 3)."""
    given = np.atleast_2d(np.asarray(rgb, dtype=float))
    linear = np.where(given > 0.04045, ((given + 0.055) / 1.055) ** 2.4, given / 12.92)
    x, y, z = (np.maximum(linear, 1e-12) @ _RGB_TO_XYZ.T).T
    light = np.where(y > _EPSILON, 116 * np.cbrt(y) - 16, _KAPPA * y)
    inside = np.clip(light, 1e-6, 100 - 1e-6)
    scale = x + 15 * y + 3 * z
    u = 13 * inside * (4 * x / scale - _WHITE_U)
    v = 13 * inside * (9 * y / scale - _WHITE_V)
    hue = np.degrees(np.arctan2(v, u)) % 360
    saturation = 100 * np.hypot(u, v) / _largest_chroma(hue, inside)
    return np.stack([hue, np.clip(saturation, 0, 100), light], axis=-1)


def hls_to_rgb(hue: ArrayLike, lightness: ArrayLike, saturation: ArrayLike) -> Floats:
    """Return sRGB, shape (n, 3), of hues, lightnesses and saturations in 0-1."""
    h, light, s = _columns(hue, lightness, saturation)
    reach = s * np.minimum(light, 1 - light)
    turns = (np.array([0, 8, 4]) + 12 * h[:, None]) % 12
    waves = np.clip(np.minimum(turns - 3, 9 - turns), -1, 1)
    return _inside(light[:, None] - reach[:, None] * waves)


def cubehelix(intensity: ArrayLike, start: float, rot: float, gamma: float, hue: float) -> Floats:
    """Return sRGB, shape (n, 3), of a helix of hues around the grey diagonal of the colour cube.

    Parameters
    ----------
    intensity
        Perceived brightness in 0-1.
    start
        The hue at intensity 0: 0 is blue, 1 red, 2 green.
    rot
        Turns from intensity 0 to 1; negative turns the other way.
    gamma
        Below 1 to show more of the bright colours, above 1 of the dark ones.
    hue
        Saturation: 0 is grey.
    """
    x = np.asarray(intensity, dtype=float)
    bright = x**gamma
    angle = 2 * np.pi * (start / 3 + rot * x)
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    amplitude = hue * bright * (1 - bright) / 2
    return _inside(bright[:, None] + amplitude[:, None] * (circle @ _GREEN.T))


def _inside(rgb: Floats) -> Floats:
    return np.clip(rgb, 0.0, 1.0)


def _columns(*values: ArrayLike) -> tuple[Floats, ...]:
    return np.broadcast_arrays(*(np.atleast_1d(np.asarray(v, dtype=float)) for v in values))


def _largest_chroma(hue: Floats, lightness: Floats) -> Floats:
    """Return the chroma at which sRGB ends: the nearest of the six lines that bound it."""
    cubed = (lightness + 16) ** 3 / 1560896
    part = np.where(cubed > _EPSILON, cubed, lightness / _KAPPA)[:, None, None]
    light = lightness[:, None, None]
    m1, m2, m3 = (_XYZ_TO_RGB[:, i][None, :, None] for i in range(3))
    bound = np.array([0.0, 1.0])[None, None, :]  # each channel ends at 0 and at 1
    below = (632260 * m3 - 126452 * m2) * part + 126452 * bound
    slope = (284517 * m1 - 94839 * m3) * part / below
    height = (838422 * m3 + 769860 * m2 + 731718 * m1) * light * part - 769860 * bound * light
    angle = np.radians(hue)[:, None, None]
    with np.errstate(divide="ignore"):
        length = height / below / (np.sin(angle) - slope * np.cos(angle))
    nearest: Floats = np.where(length >= 0, length, np.inf).min(axis=(1, 2))
    return nearest
