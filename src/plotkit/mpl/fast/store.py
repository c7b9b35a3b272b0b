"""What is kept for later, within bounds."""

from __future__ import annotations

from collections.abc import Hashable
from math import inf
from typing import Generic, TypeVar

T = TypeVar("T")


class Store(Generic[T]):
    """Keeps so many values at most, those that were asked for last.

    Threads may share one: at worst a value is forgotten too early.

    Parameters
    ----------
    most
        Number of values.
    room
        Sum of their sizes, in any unit. A value of more than 1/64 of that is not kept.
    """

    def __init__(self, most: int, room: float = inf) -> None:
        self._half, self._room = most // 2, room
        self._new: dict[Hashable, tuple[T, int]] = {}
        self._old: dict[Hashable, tuple[T, int]] = {}
        self._size = 0

    def __len__(self) -> int:
        return len(self._new) + len(self._old)

    def get(self, key: Hashable) -> T | None:
        """Return the value of a key; None if there is none."""
        found = self._new.get(key)
        if found is None:
            found = self._old.get(key)
            if found is None:
                return None
            self.put(key, *found)
        return found[0]

    def put(self, key: Hashable, value: T, size: int = 0) -> None:
        """Keep a value; what has not been asked for lately may go."""
        if size * 64 > self._room:
            return
        if len(self._new) >= self._half or self._size + size > self._room / 2:
            self._new, self._old, self._size = {}, self._new, 0
        self._new[key] = value, size
        self._size += size

    def clear(self) -> None:
        """Forget all."""
        self._new, self._old, self._size = {}, {}, 0
