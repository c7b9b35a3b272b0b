"""The settings of the session as they are now, for compiling."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from plotkit.compile.settings import Settings
from plotkit.config import CONFIG, ThemeConfig


def _rc_value(name: str, *value: Any) -> Any:
    """Return the value of an rc parameter as matplotlib has it, which is imported only now."""
    from plotkit.mpl.theme import rc_value

    return rc_value(name, *value)


ThemeConfig.reader = staticmethod(_rc_value)


def settings() -> Settings:
    """Return what compiling depends on, frozen."""
    return Settings(CONFIG.seed, CONFIG.max_rows, MappingProxyType(dict(CONFIG.colors)))
