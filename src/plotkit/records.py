"""Dataclasses that are cheap to define: what takes long is done when a class is first used.

``dataclasses.dataclass`` writes and compiles up to six functions a class. plotkit has some three
hundred such classes, so that was more than half of its import, and a figure needs a third of them.
Here most of the functions are closures, and ``__init__`` is compiled when it is first called. The
class is then what the standard library would have made of it.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, field, fields, replace
from functools import cache
from inspect import get_annotations
from operator import attrgetter
from reprlib import recursive_repr
from threading import RLock
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field", "fields", "replace"]

_LOCK = RLock()
_LATER = ("__dataclass_fields__", "__match_args__")
"""What is found when somebody asks for it."""


def _dataclass(cls: Any = None, /, *, frozen: bool = False, eq: bool = True, **more: Any) -> Any:
    """Make a class a dataclass, as ``dataclasses.dataclass`` does.

    Parameters
    ----------
    cls
        The class.
    frozen, eq
        As there.
    **more
        What else it takes: then the standard library does it, at once.
    """
    if cls is None:
        return lambda cls: _dataclass(cls, frozen=frozen, eq=eq, **more)
    if more:
        return dataclasses.dataclass(frozen=frozen, eq=eq, **more)(cls)
    own = vars(cls)
    record = _Record(cls, frozen, get_annotations(cls))
    made: dict[str, Any] = {name: _Later(record, name) for name in _LATER}
    made["__dataclass_params__"] = _params(frozen, eq)
    if "__init__" not in own:
        made["__init__"] = record.init
        if not hasattr(type(cls), "__signature__"):  # else the class of the class tells
            made["__signature__"] = _Later(record, "__signature__")
    made["__repr__"] = _repr(cls)
    if eq:
        made["__eq__"] = _eq(cls)
        if own.get("__hash__") is None and ("__hash__" not in own or "__eq__" in own):
            cls.__hash__ = _hash(cls) if frozen else None
    if frozen:
        made["__setattr__"], made["__delattr__"] = _locked(cls)
    for name, value in made.items():
        if name not in own:
            setattr(cls, name, value)
    return cls


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass


class _Later:
    """An attribute of a class that is found when somebody asks for it."""

    def __init__(self, record: _Record, name: str) -> None:
        self._record, self._name = record, name

    def __get__(self, _: object, owner: type) -> Any:
        self._record.complete()
        if self._name == "__signature__":
            raise AttributeError(self._name)  # it is that of `__init__`
        return getattr(owner, self._name)


class _Record:
    """What is still to be done to a class.

    Parameters
    ----------
    cls
        The class.
    frozen
        Whether its attributes cannot be set.
    own
        Types of the fields that it adds, by name.
    """

    def __init__(self, cls: Any, frozen: bool, own: dict[str, Any]) -> None:
        self._cls, self._frozen, self._own = cls, frozen, own
        self._done = False
        self._said = {n: value for n in own if isinstance(value := vars(cls).get(n), Field)}
        for name, value in self._said.items():
            if value.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, value.default)
        self.init = _first_init(self, cls)

    def complete(self) -> None:
        """Find the fields and compile ``__init__``, unless that is done."""
        cls = self._cls
        with _LOCK:
            if self._done:
                return
            self._done = True
            known = self._shadow()
            for name in (*_LATER, "__replace__"):
                if name in vars(known) and isinstance(vars(cls).get(name, known), _Later | type):
                    setattr(cls, name, vars(known)[name])
            if vars(cls).get("__init__") is self.init:
                cls.__init__ = _written_init(cls, self._frozen)
                if "__signature__" in vars(cls):
                    del cls.__signature__

    def _shadow(self) -> type:
        """Return a class with the same fields that the standard library made, and no functions."""
        inherited: dict[str, Any] = {}
        for base in reversed(self._cls.__mro__[1:]):
            inherited |= getattr(base, "__dataclass_fields__", {})
        params = _params(frozen=False, eq=False)
        names = {"__dataclass_fields__": inherited, "__dataclass_params__": params}
        body = {"__module__": self._cls.__module__, "__doc__": " ", "__annotations__": self._own}
        for name in self._own:
            value = self._said.get(name, getattr(self._cls, name, MISSING))
            if value is not MISSING:
                body[name] = value
        made = type(self._cls.__name__, (type("Base", (), names),), body)
        return dataclasses.dataclass(init=False, repr=False, eq=False)(made)


@cache
def _params(frozen: bool, eq: bool) -> Any:
    """Return what the standard library notes of how a dataclass was asked for."""
    empty: Any = dataclasses.dataclass(frozen=frozen, eq=eq)(type("Empty", (), {}))
    return empty.__dataclass_params__


def _first_init(record: _Record, cls: Any) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807 - it stands for that
        record.complete()
        cls.__init__(self, *args, **kwargs)

    return __init__


def _written_init(cls: Any, frozen: bool) -> Any:
    """Write ``__init__`` and compile it, as the standard library would."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_factory": _FACTORY}
    takes: dict[bool, list[str]] = {False: ["self"], True: []}
    lines = []
    for one in fields(cls):
        name, value, default = one.name, one.name, ""
        if one.default_factory is not MISSING:
            known[f"_make_{name}"], default = one.default_factory, "=_factory"
            value = f"_make_{name}()" + f" if {name} is _factory else {name}" * one.init
        elif one.default is not MISSING:
            known[f"_default_{name}"], default = one.default, f"=_default_{name}"
        if one.init:
            takes[bool(one.kw_only)].append(name + default)
        elif value == name:
            continue  # what the class says
        lines.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    arguments = ", ".join([*takes[False], *["*"] * bool(takes[True]), *takes[True]])
    body = "".join(f"  {line}\n" for line in lines or ["pass"])
    source = f"def make({', '.join(known)}):\n def __init__({arguments}):\n{body} return __init__"
    made: dict[str, Any] = {}
    exec(source, vars(sys.modules[cls.__module__]), made)
    init = made["make"](**known)
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__annotations__ = {f.name: f.type for f in fields(cls) if f.init} | {"return": None}
    return init


class _Factory:
    def __repr__(self) -> str:
        return "<factory>"


_FACTORY = _Factory()
"""Stands in a signature for what is made anew each time."""


def _repr(cls: Any) -> Callable[[Any], str]:
    @recursive_repr()
    def __repr__(self: Any) -> str:  # noqa: N807 - it becomes that
        shown = [f.name for f in fields(cls) if f.repr]
        said = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{type(self).__qualname__}({said})"

    return __repr__


def _values(cls: Any, which: Callable[[Field[Any]], Any]) -> Callable[[Any], tuple[Any, ...]]:
    """Return the function that gives the values of some fields of a class."""
    names = [one.name for one in fields(cls) if which(one)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple(getattr(one, name) for name in names)


def _eq(cls: Any) -> Callable[[Any, Any], Any]:
    values = cache(lambda: _values(cls, lambda one: one.compare))

    def __eq__(self: Any, other: Any) -> Any:  # noqa: N807 - it becomes that
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values()(self) == values()(other)

    return __eq__


def _hash(cls: Any) -> Callable[[Any], int]:
    values = cache(lambda: _values(cls, lambda one: one.compare if one.hash is None else one.hash))

    def __hash__(self: Any) -> int:  # noqa: N807 - it becomes that
        return hash(values()(self))

    return __hash__


def _locked(cls: Any) -> tuple[Callable[..., None], Callable[..., None]]:
    """Return what forbids to set and to delete attributes."""

    def __setattr__(self: Any, name: str, value: Any) -> None:  # noqa: N807 - it becomes that
        if type(self) is cls or name in cls.__dataclass_fields__:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self: Any, name: str) -> None:  # noqa: N807 - likewise
        if type(self) is cls or name in cls.__dataclass_fields__:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__
