"""What of a text of the data is a formula: dollar signs that are meant so, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable

_FORMULA = re.compile(r"(\$(?!\s)[^$]*[\\^_][^$]*(?<!\s)\$(?!\d))")
_readers: list[Callable[[str], bool]] = []


def formulas_are_read_by(reader: Callable[[str], bool]) -> None:
    """Let a function of the drawing library tell whether it can read a formula."""
    _readers[:] = [reader]


def literal(text: str) -> str:
    r"""Write a text of the data so that dollar signs in it are dollar signs.

    Only a pair of them that encloses a backslash, ``^`` or ``_`` is a formula of matplotlib, as
    such names are meant. Blanks within its ends or a digit after it tell that it is none, and so
    does the library that cannot read it.

    Examples
    --------
    >>> literal("$5")
    '\\$5'
    >>> literal("Bias$^2$ ($)")
    'Bias$^2$ (\\$)'
    """
    if "$" not in text:
        return text
    parts = _FORMULA.split(text)  # every other one may be a formula
    return "".join(
        part if i % 2 and _is_read(part) else part.replace("$", r"\$")
        for i, part in enumerate(parts)
    )


def _is_read(formula: str) -> bool:
    return all(reader(formula) for reader in _readers)
