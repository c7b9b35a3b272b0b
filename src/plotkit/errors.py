"""What plotkit says when something is wrong: one error, one warning, one style.

Each message says what was asked, what there is, and what to do.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from difflib import get_close_matches
from inspect import Parameter, get_annotations, signature
from math import inf
from numbers import Integral, Real
from pathlib import Path
from types import FrameType
from typing import Any, Self

_PACKAGE = str(Path(__file__).parent)
_BETWEEN = frozenset(
    (
        "IPython",
        "ipykernel",
        "traitlets",
        "matplotlib",
        "matplotlib_inline",
        "contextlib",
        "decorator",
    )
)
"""Packages between a line of the user and a plot that is drawn or shown."""


_said: ContextVar[set[str] | None] = ContextVar("said", default=None)
"""What was warned of already while one plot is compiled."""


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
    """Warn with :class:`PlotWarning` at the line of the user's code that called plotkit.

    Python says a warning once for each text and line; in a notebook, where cells are run again,
    it is said for each plot.
    """
    said = _said.get()
    if said is not None:
        if message in said:
            return
        said.add(message)
    frame: FrameType | None = sys._getframe(0)
    while frame is not None and _is_between(frame):
        frame = frame.f_back
    if frame is None:  # shown by a library, and no line of the user has asked for it
        warnings.warn_explicit(message, PlotWarning, "plotkit", 1, "plotkit", {})
        return
    names = frame.f_globals
    notebook = "get_ipython" in names
    warnings.warn_explicit(
        message,
        PlotWarning,
        frame.f_code.co_filename,
        frame.f_lineno,
        names.get("__name__", "plotkit"),
        {} if notebook else names.setdefault("__warningregistry__", {}),
    )


@contextmanager
def warning_once() -> Iterator[None]:
    """Give each warning once, however many panels it is true of."""
    token = _said.set(_said.get() or set())
    try:
        yield
    finally:
        _said.reset(token)


def _is_between(frame: FrameType) -> bool:
    """Tell whether a frame is plotkit's own, or of what draws and shows for the user."""
    root = str(frame.f_globals.get("__name__", "")).partition(".")[0]
    return frame.f_code.co_filename.startswith(_PACKAGE) or root in _BETWEEN


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


def shown(value: Any) -> str:
    """Write a wrong argument: its type, and that a class was given where an instance belongs."""
    if isinstance(value, type):
        return f"the class {value.__name__}; call it: {value.__name__}()"
    return f"{type(value).__name__} ({value!r:.60})"


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


def no_dataclass(cls: type, own: Iterable[str]) -> str:
    """Say that a class has fields and yet is no dataclass."""
    return (
        f"{cls.__name__} has fields of its own ({quoted(own)}), but is no dataclass of its own. "
        f"Write @dataclass(frozen=True) above class {cls.__name__}."
    )


class Part:
    """Base of marks, stats, moves and scales: an unknown keyword is told as all names are."""

    def __new__(cls, *args: Any, **kwargs: Any) -> Self:
        """Raise :class:`PlotTypeError` if the class has no such keyword."""
        if "__dataclass_fields__" not in cls.__dict__:
            own = [n for n, of in get_annotations(cls).items() if "ClassVar" not in str(of)]
            if own:
                raise PlotTypeError(no_dataclass(cls, own))
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
