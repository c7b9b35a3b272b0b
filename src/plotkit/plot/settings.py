"""The settings of the session as they are now, for compiling."""

from __future__ import annotations

from types import MappingProxyType

from plotkit.compile.settings import Settings
from plotkit.config import CONFIG


def settings() -> Settings:
    """Return what compiling depends on, frozen."""
    return Settings(CONFIG.seed, CONFIG.max_rows, MappingProxyType(dict(CONFIG.colors)))
