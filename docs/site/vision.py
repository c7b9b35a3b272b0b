"""How different colours look, to all eyes: simulated colour blindness, and colour differences.

Sources: G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A physiologically-based model for
simulation of color vision deficiency", IEEE Transactions on Visualization and Computer Graphics 15
(2009) 1291, the matrices of severity 1.0; G. Sharma, W. Wu and E. N. Dalal, "The CIEDE2000
color-difference formula", Color Research and Application 30 (2005) 21.
"""

from itertools import combinations

import numpy as np

MACHADO = {
    "normal": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
"""Linear RGB as it is to linear RGB as it is seen."""

_TO_XYZ = np.array(
    [
        [0.4123907993, 0.3575843394, 0.1804807884],
        [0.2126390059, 0.7151686788, 0.0721923154],
        [0.0193308187, 0.1191947798, 0.9505321522],
    ]
)


def linear(rgb):
    """Undo the gamma of sRGB in 0-1."""
    return np.where(rgb > 0.04045, ((rgb + 0.055) / 1.055) ** 2.4, rgb / 12.92)


def seen(rgb, vision):
    """Return linear RGB, shape (n, 3), of sRGB colours as a kind of vision sees them."""
    return np.clip(linear(np.asarray(rgb, dtype=float)) @ MACHADO[vision].T, 0, 1)


def lab(linear_rgb):
    """Return CIELAB, shape (n, 3), of linear RGB under D65."""
    ratio = (linear_rgb @ _TO_XYZ.T) / _TO_XYZ.sum(axis=1)
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.stack(
        [116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], axis=-1
    )


def ciede2000(one, other):
    """Return the difference of two colours of CIELAB; about 2 can just be seen side by side."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    c7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * np.sqrt(c7 / (c7 + 25.0**7))
    c1, c2 = np.hypot(a1 * stretch, b1), np.hypot(a2 * stretch, b2)
    h1, h2 = (
        np.degrees(np.arctan2(b, a * stretch)) % 360 if a or b else 0.0
        for a, b in ((a1, b1), (a2, b2))
    )
    grey = c1 * c2 == 0
    turn = 0.0 if grey else (h2 - h1 + 180) % 360 - 180
    turn = 180.0 if turn == -180 else turn
    hue = h1 + h2 if grey else (h1 + turn / 2) % 360
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    cos = [np.cos(np.radians(k * hue - shift)) for k, shift in ((1, 30), (2, 0), (3, -6), (4, 63))]
    t = 1 - 0.17 * cos[0] + 0.24 * cos[1] + 0.32 * cos[2] - 0.20 * cos[3]
    dl = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * chroma * t)
    bend = np.sin(np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2))))
    rotation = -2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7)) * bend
    return float(np.sqrt(dl**2 + dc**2 + dh**2 + rotation * dc * dh))


def least_difference(rgb, vision):
    """Return the CIEDE2000 of the two most alike of some sRGB colours, as a vision sees them."""
    return min(ciede2000(*pair) for pair in combinations(lab(seen(rgb, vision)), 2))
