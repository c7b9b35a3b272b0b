"""The one question that is asked of a fast path, and the switch that all of them have."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from plotkit.mpl.fast.registry import PATHS, Name

_ON: ContextVar[bool] = ContextVar("plotkit_fast", default=True)
"""A setting of each thread: figures are made in many at the same time."""


def enabled(name: Name) -> bool:
    """Tell whether what is made now takes a fast path."""
    return _ON.get() and PATHS[name].measured


def switched_on() -> bool:
    """Tell whether fast paths are switched on, for who makes something that draws later."""
    return _ON.get()


@contextmanager
def switched(on: bool) -> Iterator[None]:
    """Switch all fast paths on or off within the block, for this thread alone."""
    token = _ON.set(on)
    try:
        yield
    finally:
        _ON.reset(token)
