"""What plotkit says when something is wrong: one error, one warning, one style.

Each message says what was asked, what there is, and what to do.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from inspect import Parameter, signature
from math import inf
from numbers import Integral, Real
from pathlib import Path
from types import FunctionType
from typing import Any, Self

_PACKAGE = str(Path(__file__).parent)


class PlotSpecError(ValueError, RuntimeError):
    """A plot was asked for that cannot be drawn.

    The message says what was asked, what there is and what to do; notes (PEP 678) name the
    layer, mark, stat and variable where it happened. It is a RuntimeError too, as scripts written
    for seaborn.objects expect of grids and scales that cannot be.
    """


class PlotTypeError(PlotSpecError, TypeError):
    """An argument has a type that plotkit cannot use."""


class PlotWarning(UserWarning):
    """A plot is drawn, but not everything that was given could be used as given."""


class MissingExtraError(PlotSpecError, ImportError):
    """An optional package is needed; the message names the extra that installs it."""


def warn(message: str) -> None:
    """Warn with :class:`PlotWarning` at the line of the user's code that called plotkit."""
    depth = 1
    frame = sys._getframe(0)
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_PACKAGE):
        frame = frame.f_back
        depth += 1
    warnings.warn(message, PlotWarning, stacklevel=depth)


def quoted(names: Iterable[object], most: int = 40) -> str:
    """Write names as a comma-separated list, cut after `most`."""
    listed = [repr(name) for name in names]
    more = f", ... ({len(listed) - most} more)" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more if listed else "none"


def suggestion(name: object, options: Iterable[object]) -> str:
    """Return ``" Did you mean 'x'?"`` for the option nearest to `name`, else ``""``."""
    known = {str(option).lower(): option for option in options}
    near = get_close_matches(str(name).lower(), known, n=1, cutoff=0.6)
    return f" Did you mean {known[near[0]]!r}?" if near else ""


def check_name(name: str, options: Iterable[str], what: str) -> None:
    """Raise :class:`PlotSpecError` with a suggestion unless `name` is one of `options`."""
    options = list(options)
    if name not in options:
        raise PlotSpecError(
            f"Unknown {what} {name!r}.{suggestion(name, options)} Valid: {quoted(options)}."
        )


def name_list(given: object, what: str, expected: str = "a list of variables") -> list[str]:
    """Return names as a list; raise :class:`PlotTypeError` if they are no list of names."""
    listed = isinstance(given, Iterable) and not isinstance(given, str | bytes)
    names = list(given) if listed else []  # type: ignore[call-overload]  # it is iterable here
    if not listed or not all(isinstance(name, str) for name in names):
        hint = f"; write [{given!r}]" if isinstance(given, str) else ""
        raise PlotTypeError(f"{what} must be {expected}, not {given!r}{hint}.")
    return names


def check_number(what: str, value: object, least: float = -inf, most: float = inf) -> None:
    """Raise :class:`PlotTypeError` unless a value is a number within a range."""
    if type(value) is not bool and isinstance(value, Real) and least <= float(value) <= most:
        return
    ends = [f"from {least:g}"] * (least > -inf) + [f"to {most:g}"] * (most < inf)
    raise PlotTypeError(f"{what} must be {' '.join(['a number', *ends])}, not {value!r}.")


def check_seed(seed: object) -> None:
    """Raise :class:`PlotTypeError` unless random numbers can start there; None is the session's."""
    whole = type(seed) is not bool and isinstance(seed, Integral) and int(seed) >= 0
    if seed is not None and not whole:
        raise PlotTypeError(f"seed must be a whole number from 0 on, not {seed!r}.")


class Part:
    """Base of marks, stats, moves and scales: an unknown keyword is told as all names are."""

    def __new__(cls, *args: Any, **kwargs: Any) -> Self:
        """Raise :class:`PlotTypeError` if the class has no such keyword."""
        known = getattr(cls, "__dataclass_fields__", {})
        if not kwargs.keys() <= known.keys():
            parameters = list(signature(cls.__init__).parameters.values())[1:]
            names = [one.name for one in parameters if one.kind is not Parameter.VAR_KEYWORD]
            shown = [name for name in names if not name.endswith("_")]
            wrong = [name for name in kwargs if name not in names]
            if wrong and len(names) == len(parameters):
                raise PlotTypeError(
                    f"{cls.__name__}() has no {wrong[0]!r}.{suggestion(wrong[0], shown)} "
                    f"Valid: {quoted(shown)}."
                )
        return super().__new__(cls)


def check_own(part: object) -> None:
    """Raise :class:`PlotTypeError` if a mark, stat, move or scale was written for seaborn.

    Told by the names of modules and methods, so that nothing is imported.
    """
    kind = part if isinstance(part, type) else type(part)
    if any(base.__module__.partition(".")[0] == "seaborn" for base in kind.__mro__):
        raise PlotTypeError(
            f"{kind.__name__} is of seaborn, or made of a part of it. If plotkit.objects has "
            "one of this name, import that; docs/extending.md shows how to write one's own."
        )
    named = (vars(base).get("__call__") for base in kind.__mro__)
    call = next((found for found in named if isinstance(found, FunctionType)), None)
    theirs = call is not None and not {"groupby", "scales"}.isdisjoint(signature(call).parameters)
    if theirs or any("_plot" in vars(base) for base in kind.__mro__):
        method = "__call__(self, data, groupby, orient, scales)" if theirs else "_plot"
        raise PlotTypeError(
            f"{kind.__name__} is written for seaborn, with {method}. plotkit has a public protocol "
            "of a few lines instead, in docs/extending.md."
        )


@contextmanager
def noting(note: str) -> Iterator[None]:
    """Add `note` to any exception that leaves the block, so that it names its place."""
    try:
        yield
    except Exception as error:
        error.add_note(note)
        raise


def require(package: str, extra: str, purpose: str) -> None:
    """Raise :class:`MissingExtraError` that names the extra unless `package` can be imported."""
    from importlib.util import find_spec

    if find_spec(package) is None:
        raise MissingExtraError(
            f"{purpose} needs {package}, which is not installed. "
            f"Install it with: pip install 'plotkit[{extra}]'"
        )
