"""What is kept for later, within bounds."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Store(Generic[T]):
    """Keeps so many values at most, those that were asked for last.

    Threads may share one: at worst a value is forgotten too early.
    """

    def __init__(self, most: int) -> None:
        self._half = most // 2
        self._new: dict[Hashable, T] = {}
        self._old: dict[Hashable, T] = {}

    def __len__(self) -> int:
        return len(self._new) + len(self._old)

    def get(self, key: Hashable) -> T | None:
        """Return the value of a key; None if there is none."""
        found = self._new.get(key)
        if found is None:
            found = self._old.get(key)
            if found is not None:
                self.put(key, found)
        return found

    def put(self, key: Hashable, value: T) -> None:
        """Keep a value; what has not been asked for lately may go."""
        if len(self._new) >= self._half:
            self._new, self._old = {}, self._new
        self._new[key] = value

    def clear(self) -> None:
        """Forget all."""
        self._new, self._old = {}, {}
