"""Transforms: a value with a forward and an inverse function, both vectorised.

Axis units are what `forward` returns. Each transform also says which matplotlib scale shows it
truly, as plain data, so that the axes keep data coordinates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from plotkit.data.expr import LARGEST, log, power
from plotkit.data.whenused import nw
from plotkit.errors import PlotSpecError, suggestion
from plotkit.records import dataclass, field

Function = Callable[[Any], Any]

NAMES = ("log", "log2", "log10", "ln", "symlog", "logit", "pow", "sqrt")


@dataclass(frozen=True)
class Transform:
    """A monotonic change of scale.

    Attributes
    ----------
    name
        As the user wrote it; "linear" for none.
    forward, inverse
        From data to axis units and back; NaN or infinite outside `domain`.
    domain
        Open interval of data values that have a place.
    reach
        How far from zero a place is a number of the computer still, exclusively.
    base
        Base of a logarithm, else None.
    threshold
        Half width of the nearly linear part of a symmetric logarithm, else None.
    native
        Name and keywords of the matplotlib scale; "function" is made from the two functions.
    engine
        Whether both functions also take an engine's column expression.
    """

    name: str
    forward: Function
    inverse: Function
    domain: tuple[float, float] = (-np.inf, np.inf)
    reach: float = np.inf
    base: float | None = None
    threshold: float | None = None
    native: tuple[str, dict[str, Any]] = ("function", {})
    engine: bool = field(default=False)

    @property
    def linear(self) -> bool:
        """Whether axis units are data units."""
        return self.name == "linear"

    @property
    def formula(self) -> str:
        """How axis units are written of data units, as in "log10({})"."""
        if self.linear:
            return "{}"
        natural = self.base == np.e
        return (
            "ln({})" if natural else f"log{self.base:g}({{}})" if self.base else self.name + "({})"
        )


def _same(values: Any) -> Any:
    return values


LINEAR = Transform("linear", _same, _same, native=("linear", {}), engine=True)


def transform(trans: Any) -> Transform:
    """Return the transform for a name (``"log"``, ``"pow3"`` ...), a pair of functions, or None.

    Examples
    --------
    >>> float(transform("log2").forward(np.array(8.0)))
    3.0
    >>> float(transform((np.sqrt, np.square)).inverse(np.array(3.0)))
    9.0
    """
    if trans is None:
        return LINEAR
    if isinstance(trans, tuple):
        if len(trans) != 2 or not all(callable(function) for function in trans):
            raise PlotSpecError("A transform pair must be (forward, inverse), both functions.")
        forward, inverse = trans
        return Transform("custom", _Quiet(forward), _Quiet(inverse))
    name, number = _parse(trans)
    if name == "log":
        return _log(trans, number if number is not None else 10.0)
    if name == "ln":
        return _log(trans, np.e)
    if name == "symlog":
        return _symlog(trans, number if number is not None else 1.0)
    if name == "logit":
        return _logit(trans)
    exponent = 0.5 if name == "sqrt" else 2.0 if number is None else number
    return _power(trans, exponent)


@dataclass(frozen=True)
class _Quiet:
    """A function that answers NaN or infinity without a warning."""

    function: Function

    def __call__(self, values: Any) -> Any:
        with np.errstate(all="ignore"):
            return self.function(values)


def is_transform_name(value: object) -> bool:
    """Tell whether a string names a transform."""
    if not isinstance(value, str):
        return False
    return _parsed(value) is not None


def _parse(trans: object) -> tuple[str, float | None]:
    """Split a name into the family and its number."""
    found = _parsed(trans) if isinstance(trans, str) else None
    if found is None:
        raise PlotSpecError(
            f"Unknown transform {trans!r}.{suggestion(trans, NAMES)} Valid: log, log<base>, ln, "
            "symlog, symlog<threshold>, logit, pow, pow<exponent>, sqrt, or (forward, inverse)."
        )
    return found


def _parsed(trans: str) -> tuple[str, float | None] | None:
    """Split a name into the family and its number; None if it is no name of a transform."""
    for family in ("symlog", "logit", "log", "ln", "pow", "sqrt"):
        if trans.startswith(family):
            digits = trans.removeprefix(family)
            break
    else:
        return None
    if not digits:
        return family, None
    number = float(digits) if re.fullmatch(r"\d*\.?\d+(e[+-]?\d+)?", digits) else 0.0
    if family in ("logit", "ln", "sqrt") or not 0 < number < np.inf:
        return None
    if family == "log" and number <= 1:
        return None  # one has no logarithm; below one it would turn the axis around
    return family, number


def _log(name: str, base: float) -> Transform:
    return Transform(
        name, partial(_logarithm, base), partial(power, base),
        domain=(0.0, np.inf), base=base, native=("log", {"base": base}), engine=True,
    )  # fmt: skip


def _logarithm(base: float, values: Any) -> Any:
    return log(values, base)


def _symlog(name: str, threshold: float) -> Transform:
    forward, inverse = (_Quiet(partial(function, threshold)) for function in (_fold, _unfold))
    reach = _reach(forward, LARGEST * threshold) if threshold < 1 else np.inf
    return Transform(name, forward, inverse, reach=reach, threshold=threshold, engine=True)


def _fold(threshold: float, values: Any) -> Any:
    return _sign(values) * log(1 + _size(values / threshold))


def _unfold(threshold: float, values: Any) -> Any:
    return _sign(values) * threshold * (power(10.0, _size(values)) - 1)


def _logit(name: str) -> Transform:
    return Transform(
        name, _Quiet(_log_odds), _Quiet(_share),
        domain=(0.0, 1.0), native=("logit", {}), engine=True,
    )  # fmt: skip


def _log_odds(values: Any) -> Any:
    return log(values) - log(1 - values)


def _share(values: Any) -> Any:
    return 1 / (1 + power(10.0, 0 - values))  # expressions of narwhals before 2.22 know no sign


def _power(name: str, exponent: float) -> Transform:
    forward, inverse = (_Quiet(partial(_raise, by)) for by in (exponent, 1 / exponent))
    reach = _reach(forward, LARGEST ** (1 / exponent)) if exponent > 1 else np.inf
    return Transform(name, forward, inverse, reach=reach, engine=True)


def _reach(forward: Function, about: float) -> float:
    """Return the least number whose place is too large for one of the computer; it is near one."""
    number = np.float64(about)
    while np.isfinite(forward(number)):
        number = np.nextafter(number, np.inf)
    while not np.isfinite(forward(below := np.nextafter(number, 0.0))):
        number = below
    return float(number)


def _raise(exponent: float, values: Any) -> Any:
    return _sign(values) * _size(values) ** exponent


def _sign(values: Any) -> Any:
    if isinstance(values, nw.Expr):
        return nw.when(values < 0).then(nw.lit(-1.0)).otherwise(nw.lit(1.0))
    return np.sign(values)


def _size(values: Any) -> Any:
    return values.abs() if isinstance(values, nw.Expr) else np.abs(values)
