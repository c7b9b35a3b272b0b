"""The settings of the session as they are now, for compiling."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from types import MappingProxyType
from typing import Any

import numpy as np

from plotkit.compile.settings import Room, Settings
from plotkit.config import CONFIG, ThemeConfig, display_theme


def _rc_value(name: str, *value: Any) -> Any:
    """Return the value of an rc parameter as matplotlib has it, which is imported only now."""
    from plotkit.mpl.theme import rc_value

    return rc_value(name, *value)


ThemeConfig.reader = staticmethod(_rc_value)


_DPI: ContextVar[float] = ContextVar("plotkit_dpi", default=Settings.dpi)


@contextmanager
def saving(dpi: Any) -> Iterator[None]:
    """Let plots that are compiled within know the `dpi` that ``save`` was given, if it is one."""
    number = isinstance(dpi, int | float | np.number) and not isinstance(dpi, bool)
    known = number and 1 <= float(dpi) < inf
    token = _DPI.set(float(dpi) if known else _DPI.get())
    try:
        yield
    finally:
        _DPI.reset(token)


_DISPLAYED: ContextVar[bool] = ContextVar("plotkit_displayed", default=False)


@contextmanager
def displaying() -> Iterator[None]:
    """Let plots that are drawn within have the theme of notebooks, if there is one."""
    token = _DISPLAYED.set(True)
    try:
        yield
    finally:
        _DISPLAYED.reset(token)


def session_theme() -> dict[str, Any]:
    """Return the rc parameters of the session, and over them those of its notebook."""
    own = display_theme(CONFIG.display["theme"]) if _DISPLAYED.get() else {}
    return {**CONFIG.theme, **own}


def settings(room: Room | None = None) -> Settings:
    """Return what compiling depends on, frozen; `room` is what there is to draw on."""
    colors = MappingProxyType(dict(CONFIG.colors))
    dpi = _DPI.get()
    return Settings(CONFIG.seed, CONFIG.max_rows, colors, CONFIG.large, dpi, room)
