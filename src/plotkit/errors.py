"""What plotkit says when something is wrong: one error, one warning, one style.

Each message says what was asked, what there is, and what to do.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from difflib import get_close_matches
from functools import wraps
from math import inf, isfinite
from numbers import Integral, Real
from types import FunctionType
from typing import Any, Self, TypeVar

from plotkit.hosts import in_notebook
from plotkit.userlines import PACKAGE, place_text, user_frame, user_places

T = TypeVar("T")

_about: ContextVar[tuple[str, list[str]]] = ContextVar("about", default=("", []))
"""What warnings are about (a layer, while its stats run), and those that were given."""
_said: ContextVar[list[str] | None] = ContextVar("said", default=None)
"""What is to be warned of once the plot is compiled."""


class PlotSpecError(ValueError, RuntimeError):
    """A plot was asked for that cannot be drawn.

    The message says what was asked, what there is and what to do; notes (PEP 678) name the
    layer, mark, stat and variable where it happened. It is a RuntimeError too, as scripts written
    for seaborn.objects expect of grids and scales that cannot be. Where there are several faults,
    it is an ExceptionGroup of all of them.

    See Also
    --------
    PlotTypeError : An argument has a type that cannot be used.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> try:
    ...     so.Plot({"height": [1, 2]}, x="heigth")
    ... except so.PlotSpecError as error:
    ...     said = str(error)
    """

    def _render_traceback_(self, *_: object) -> list[str]:
        """Return what notebooks show: the lines of the user, and the message."""
        return [*map(place_text, user_places(self.__traceback__)), *_told(self)]


class PlotTypeError(PlotSpecError, TypeError):
    """An argument has a type that plotkit cannot use.

    See Also
    --------
    PlotSpecError : The base of all errors.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> try:
    ...     so.Plot({"x": [1, 2]}, x="x").add(so.Agg())
    ... except so.PlotTypeError as error:
    ...     said = str(error)
    """


class PlotSpecErrors(PlotSpecError, ExceptionGroup):  # noqa: N818 - it is several errors
    """Several faults of one plot; `exceptions` has each of them."""

    def __new__(cls, errors: Sequence[PlotSpecError], *_: object) -> Self:
        """Make one error of several."""
        listed = [f"  {i}. {error!s:.120}" for i, error in enumerate(errors, 1)]
        text = "\n".join([f"There are {len(errors)} faults.", *listed])
        return ExceptionGroup.__new__(cls, text, list(errors))

    def __init__(self, *_: object) -> None:
        """Take over what was made of the errors."""

    def __str__(self) -> str:
        return str(self.message)

    def _render_traceback_(self, *_: object) -> list[str]:
        """Return what notebooks show: the lines of the user, and each fault."""
        lines = map(place_text, user_places(self.__traceback__))
        faults = [part for one in self.exceptions for part in _told(one)]
        return [*lines, f"There are {len(self.exceptions)} faults.", *faults, *_notes(self)]

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (list(self.exceptions),)

    def derive(self, excs: Sequence[Any], /) -> Any:
        """Return some of the faults."""
        return type(self)(excs)


class Faults:
    """Goes on after an error, so that all are told at once: as one, at the end of its block.

    Examples
    --------
    >>> with Faults() as faults:
    ...     for name in ("x", "y"):
    ...         with faults.trying():
    ...             check_name(name, ["x", "y"], "axis")
    """

    def __init__(self) -> None:
        self._found: list[PlotSpecError] = []

    @contextmanager
    def trying(self, note: str | Callable[[], str] = "") -> Iterator[None]:
        """Keep a :class:`PlotSpecError` of the block for later."""
        try:
            with noting(note) if note else nullcontext():
                yield
        except PlotSpecError as error:
            self._keep(error)

    def _keep(self, error: PlotSpecError) -> None:
        several: Sequence[Any] = error.exceptions if isinstance(error, PlotSpecErrors) else [error]
        for one in several if isinstance(error, PlotSpecErrors) else ():
            for note in _notes(error):
                one.add_note(note)
        known = [str(one) for one in self._found]
        self._found += [one for one in several if str(one) not in known]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if error is not None and not isinstance(error, PlotSpecError):
            return
        if isinstance(error, PlotSpecError):
            self._keep(error)
        self.tell()

    def tell(self) -> None:
        """Raise what was found so far."""
        found, self._found = self._found, []
        if found:
            raise found[0] if len(found) == 1 else PlotSpecErrors(found)


def _notes(error: BaseException) -> list[str]:
    return list(getattr(error, "__notes__", ()))


def _told(error: BaseException) -> list[str]:
    return [f"{type(error).__name__}: {error}", *_notes(error)]


class PlotWarning(UserWarning):
    """A plot is drawn, but not everything that was given could be used as given.

    See Also
    --------
    PlotSpecError : Nothing can be drawn.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> import warnings
    >>> warnings.simplefilter("ignore", so.PlotWarning)  # doctest: +SKIP
    """


class MissingExtraError(PlotSpecError, ImportError):
    """An optional package is needed; the message names the extra that installs it."""


def brief(cls: type[T]) -> type[T]:
    """Let errors of a class's public methods name the line of the user, and none of plotkit's own.

    With ``python -X dev`` the traceback is whole.
    """
    for name, method in list(vars(cls).items()):
        public = not name.startswith("_") or name in ("__init__", "__call__") or "_repr_" in name
        if isinstance(method, FunctionType) and public and name != "__repr__":
            setattr(cls, name, _brief(method))
    return cls


def _brief(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def told(*args: Any, **kwargs: Any) -> Any:
        try:
            return method(*args, **kwargs)
        except PlotSpecError as error:
            if sys.flags.dev_mode:
                raise
            _forget_own_lines(error)
            raise error.with_traceback(None)  # noqa: B904 - its cause is kept

    return told


def _forget_own_lines(error: BaseException) -> None:
    """Leave out causes that happened in plotkit and the tracebacks of single faults."""
    if isinstance(error, PlotSpecErrors):
        for one in error.exceptions:
            one.__traceback__ = None
            _forget_own_lines(one)
    cause = error.__cause__
    if cause is not None and next(user_places(cause.__traceback__), None) is None:
        cause = None
    elif cause is not None:
        while cause.__traceback__ and cause.__traceback__.tb_frame.f_code.co_filename.startswith(
            PACKAGE
        ):
            cause.__traceback__ = cause.__traceback__.tb_next
    error.__cause__ = cause  # nor anything else that was on the way


def warn(message: str) -> None:
    """Warn with :class:`PlotWarning` at the line of the user's code that called plotkit.

    Python says a warning once for each text and line; in a notebook, where cells are run again,
    it is said for each plot.
    """
    about, told = _about.get()
    if about:
        message = f"{about}: {message}"
        told.append(message)
    said = _said.get()
    if said is not None:
        if message not in said:
            said.append(message)
        return
    frame = user_frame()
    if frame is None:  # shown by a library, and no line of the user has asked for it
        warnings.warn_explicit(message, PlotWarning, "plotkit", 1, "plotkit", {})
        return
    names = frame.f_globals
    notebook = "get_ipython" in names or in_notebook()
    warnings.warn_explicit(
        message,
        PlotWarning,
        frame.f_code.co_filename,
        frame.f_lineno,
        names.get("__name__", "plotkit"),
        {} if notebook else names.setdefault("__warningregistry__", {}),
    )


@contextmanager
def warning_of(what: str) -> Iterator[list[str]]:
    """Begin each warning of the block with what it is about; yield a list of those given."""
    told: list[str] = []
    token = _about.set((what, told))
    try:
        yield told
    finally:
        _about.reset(token)


@contextmanager
def warning_once() -> Iterator[None]:
    """Give each warning once, at the end; none if no error ends the block, but a new beginning."""
    outer = _said.get()
    said = [] if outer is None else outer
    before, token = len(said), _said.set(said)
    try:
        yield
    except BaseException as error:
        if not isinstance(error, Exception):
            del said[before:]
        raise
    finally:
        _said.reset(token)
        if outer is None:
            for message in said:
                warn(message)


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


def is_number(value: object) -> bool:
    """Tell whether something is a finite number, which truth and lengths of time are not."""
    if isinstance(value, bool) or type(value).__name__ == "timedelta64":  # numbers by their type
        return False
    return isinstance(value, Real) and isfinite(float(value))


def check_number(what: str, value: object, least: float = -inf, most: float = inf) -> None:
    """Raise :class:`PlotTypeError` unless a value is a finite number within a range."""
    if is_number(value) and least <= float(value) <= most:  # type: ignore[arg-type]
        return
    ends = [f"from {least:g}"] * (least > -inf) + [f"to {most:g}"] * (most < inf)
    raise PlotTypeError(f"{what} must be {' '.join(['a number', *ends])}, not {value!r}.")


def check_seed(seed: object) -> None:
    """Raise :class:`PlotTypeError` unless random numbers can start there; None is the session's."""
    whole = type(seed) is not bool and isinstance(seed, Integral) and int(seed) >= 0
    if seed is not None and not whole:
        raise PlotTypeError(f"seed must be a whole number from 0 on, not {seed!r}.")


@contextmanager
def noting(note: str | Callable[[], str]) -> Iterator[None]:
    """Add `note` to any exception that leaves the block, so that it names its place."""
    try:
        yield
    except Exception as error:
        error.add_note(note if isinstance(note, str) else note())
        raise


@contextmanager
def calling(what: str) -> Iterator[None]:
    """Tell any exception of code that is not plotkit's as a :class:`PlotSpecError` of `what`."""
    try:
        yield
    except (PlotSpecError, NotImplementedError):
        raise
    except Exception as error:
        raise PlotSpecError(f"{what} raised {type(error).__name__}: {error}") from error


def of_user(part: object, what: str) -> AbstractContextManager[None]:
    """Return :func:`calling` for a part that a user wrote, and nothing for one of plotkit's."""
    written: Any = getattr(part, "function", type(part))
    own = str(getattr(written, "__module__", "")).partition(".")[0] == "plotkit"
    return nullcontext() if own else calling(what)


@contextmanager
def naming(what: str) -> Iterator[None]:
    """Begin the message of a :class:`PlotSpecError` that leaves the block with what it is about."""
    try:
        yield
    except PlotSpecError as error:
        raise type(error)(f"{what}: {error}") from None


def require(package: str, extra: str, purpose: str) -> None:
    """Raise :class:`MissingExtraError` that names the extra unless `package` can be imported."""
    from importlib.util import find_spec

    if find_spec(package) is None:
        raise MissingExtraError(
            f"{purpose} needs {package}, which is not installed. "
            f"Install it with: pip install 'plotkit-objects[{extra}]'"
        )
