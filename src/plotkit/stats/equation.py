"""Equations: what a fitted polynomial is written as, with as many digits as make it true."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, isfinite

import numpy as np
from numpy.polynomial import chebyshev

from plotkit.typing import Floats

DIGITS = 3
"""Digits unless the equation would leave the line."""

MOST_DIGITS = 15
TOLERANCE = 0.01
"""How far a written equation may be from the line, as a share of the spread of the values."""

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def powers(terms: Floats, middle: Floats, half: Floats) -> Floats:
    """Turn coefficients of Chebyshev polynomials of (x - middle) / half into those of powers of x.

    Parameters
    ----------
    terms
        Shape (groups, p + 1).
    middle, half
        Shape (groups,).
    """
    size = terms.shape[-1]
    basis = np.zeros((size, size))  # row k: the powers in the k-th Chebyshev polynomial
    for k in range(size):
        basis[k, : k + 1] = chebyshev.cheb2poly([0.0] * k + [1.0])
    framed = terms @ basis
    made = np.zeros_like(framed)
    for j in range(size):
        for k in range(j + 1):
            made[:, k] += framed[:, j] / half**j * comb(j, k) * (-middle) ** (j - k)
    return made


def equations(
    coefs: Floats, x: Floats, extent: Floats, names: tuple[str, str], digits: int | None
) -> list[str]:
    """Write polynomials.

    Parameters
    ----------
    coefs
        Coefficients of powers of x, shape (groups, p + 1).
    x
        Positions in the range of the data, at which a written equation is compared with the
        polynomial, shape (groups, m).
    extent
        How far the values of each group spread, shape (groups,). Values that are all alike need
        no more digits than any number does.
    names
        What the value and the position are called.
    digits
        How many significant digits; None for as many as keep the equation near the line.
    """
    terms = x[:, :, None] ** np.arange(coefs.shape[-1])
    exact = (terms * coefs[:, None]).sum(axis=-1)
    size = np.abs(terms * coefs[:, None]).max(axis=1)
    nothing = size <= 1e-10 * np.abs(exact).max(axis=1, initial=0.0)[:, None]
    shown = np.where(nothing, 0.0, coefs)
    needed = np.full(len(coefs), DIGITS if digits is None else digits)
    if digits is None:
        alike = extent <= 1e-10 * np.abs(exact).max(axis=1, initial=0.0)  # but for rounding
        for number in range(DIGITS, MOST_DIGITS):
            waiting = np.flatnonzero((needed == number) & ~alike)
            off = _off(shown[waiting], terms[waiting], exact[waiting], number)
            needed[waiting[off > TOLERANCE * extent[waiting]]] += 1
    value, position = names
    return [
        f"{value} = {_sum(row, int(number), position)}"
        for row, number in zip(shown.tolist(), needed, strict=True)
    ]


def _off(coefs: Floats, terms: Floats, exact: Floats, digits: int) -> Floats:
    """Return how far rounded polynomials lie from the exact ones."""
    rounded = np.array([[float(_rounded(c, digits)) for c in row] for row in coefs.tolist()])
    made = (terms * rounded.reshape(len(coefs), 1, coefs.shape[-1])).sum(axis=-1)
    return np.asarray(np.abs(made - exact).max(axis=1, initial=0.0))


def _rounded(value: float, digits: int) -> str:
    """Write a number with so many significant digits; whole numbers keep all that they have."""
    if value == 0 or not isfinite(value):
        return "0" if value == 0 else "nan"
    value = float(f"{value:.{max(digits, 10)}g}")  # ties are cut in one way, whoever has summed up
    scientific = f"{value:.{digits - 1}e}"
    exponent = int(scientific.partition("e")[2])
    if not -5 < exponent < 7:
        return scientific
    return f"{value:.{max(digits - 1 - exponent, 0)}f}"


def _sum(coefs: Sequence[float], digits: int, name: str) -> str:
    """Write the sum of some powers of a variable, from the lowest."""
    text = ""
    for power, value in enumerate(coefs):
        if value == 0:
            continue
        number, _, exponent = _rounded(abs(value), digits).partition("e")
        if exponent:
            number += f"×10{str(int(exponent)).translate(_RAISED)}"
        if power:
            apart = " " if exponent or len(name) > 1 else ""
            number += apart + name + (str(power).translate(_RAISED) if power > 1 else "")
        sign = "−" if value < 0 else "+"
        text += f" {sign} {number}" if text else ("−" if value < 0 else "") + number
    return text or "0"


def qualities(explained: Floats, chance: Floats, rows: Floats) -> list[str]:
    """Write r², p and n of some fits; what is missing is left out."""
    found = zip(explained.tolist(), chance.tolist(), rows.tolist(), strict=True)
    return [", ".join([*_share(r2), *_chance(p), f"n = {int(n)}"]) for r2, p, n in found]


def _share(r2: float) -> list[str]:
    if np.isnan(r2):
        return []
    if r2 >= 0.995:
        return ["r² = 1" if r2 == 1 else "r² > 0.99"]
    return [f"r² = {r2:.2f}"]


def _chance(p: float) -> list[str]:
    if np.isnan(p):
        return []
    if p < 0.001 or p > 0.999:
        return ["p < 0.001" if p < 0.001 else "p > 0.999"]
    return [f"p = {p:.3f}"]
