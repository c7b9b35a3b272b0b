"""What marks, stats, moves and scales have in common: their keywords are checked."""

from __future__ import annotations

from abc import ABCMeta
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from inspect import Parameter, Signature, get_annotations, signature
from numbers import Integral
from types import FunctionType
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from plotkit.errors import PlotTypeError, is_number, quoted, suggestion


def no_dataclass(cls: type, own: Iterable[str]) -> str:
    """Say that a class has fields and yet is no dataclass."""
    return (
        f"{cls.__name__} has fields of its own ({quoted(own)}), but is no dataclass of its own. "
        f"Write @dataclass(frozen=True) above class {cls.__name__}."
    )


def _plain(value: object) -> object:
    """Return numbers that numpy does not reckon with as floats, and an array of one as that one."""
    if isinstance(value, Decimal | Fraction):
        return float(value)
    return value[()] if isinstance(value, np.ndarray) and not value.ndim else value


def is_length(value: object) -> bool:
    """Tell whether something is a length of time."""
    return isinstance(value, timedelta) or type(value).__name__ == "timedelta64"


_KINDS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "bool": (lambda value: type(value).__name__ in ("bool", "bool_"), "True or False"),
    "float": (is_number, "a number"),
    "int": (lambda value: is_number(value) and isinstance(value, Integral), "a whole number"),
    "str": (lambda value: isinstance(value, str), "text"),
    "timedelta": (is_length, "a timedelta"),
    "np.timedelta64": (is_length, "a timedelta"),
    "None": (lambda value: value is None, "None"),
}
"""Types of plain parameters: what is of one, and what it is called."""


@lru_cache(maxsize=256)
def _plain_fields(cls: type) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the parameters of plotkit's own whose types are plain, and these types."""
    found: dict[str, tuple[str, ...]] = {}
    for base in reversed(cls.__mro__):
        for name, of in get_annotations(base).items():
            kinds = tuple(str(of).split(" | "))
            plain = base.__module__.startswith("plotkit.") and _KINDS.keys() >= set(kinds)
            found[name] = kinds if plain else ()
    return tuple((name, kinds) for name, kinds in found.items() if kinds)


CALLED = ("after", "axis", "label", "tick")
"""The methods of marks, stats, moves and scales that users call; others are for authors."""


class Listed(ABCMeta):
    """Class of the classes of parts: ``help()`` and consoles list what a user says and calls.

    Classes of plotkit leave out what is there for the compiler, and for authors: they read it in
    the bases, as ``help(so.Mark)``, which list everything, as do classes of their own.
    """

    def __dir__(cls) -> Iterable[str]:
        names = super().__dir__()
        if Part in cls.__bases__ or not cls.__module__.startswith("plotkit."):
            return names
        made: Any = cls
        said = {field.name for field in fields(made) if not field.name.endswith("_")}
        return [name for name in names if name in said or name in CALLED]

    __instancecheck__ = type.__instancecheck__
    """That of plain classes, which is sooner done: nothing is registered as a part."""

    if not TYPE_CHECKING:  # for type checkers the keywords are those of `__init__`

        def __call__(cls, *args: Any, **kwargs: Any) -> Any:
            """Make a part; raise :class:`PlotTypeError` if a plain parameter is of another type."""
            if cls.__module__.startswith("plotkit."):
                args, kwargs = tuple(map(_plain, args)), {n: _plain(v) for n, v in kwargs.items()}
            part = super().__call__(*args, **kwargs)
            for name, kinds in _plain_fields(cls):
                value = getattr(part, name)
                if not any(_KINDS[kind][0](value) for kind in kinds):
                    words = " or ".join(dict.fromkeys(_KINDS[kind][1] for kind in kinds))
                    raise PlotTypeError(
                        f"{cls.__name__}({name}=) must be {words}, not {value!r:.80}."
                    )
            return part

    @property
    def __signature__(cls) -> Signature:
        """The keywords; what ends with "_" is for methods such as ``tick``."""
        fields(cls)  # type: ignore[arg-type]  # from now on a dataclass has all of its methods
        own = signature(cls.__init__)  # type: ignore[misc]  # that of the class itself
        _, *given = own.parameters.values()
        return own.replace(parameters=[one for one in given if not one.name.endswith("_")])


class Part(metaclass=Listed):
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


def check_own(part: object) -> None:
    """Raise :class:`PlotTypeError` if a mark, stat, move or scale was written for seaborn."""
    _check_kind(part if isinstance(part, type) else type(part))


@lru_cache(maxsize=256)
def _check_kind(kind: type) -> None:
    """Check a class, once: by the names of modules and methods, so that nothing is imported."""
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
