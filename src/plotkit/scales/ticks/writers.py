"""Ways to label ticks that any scale may have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from plotkit.records import dataclass, field
from plotkit.scales.options import named, wrapped
from plotkit.scales.ticks.plan import Writer


def in_one_way(
    write: Callable[[Sequence[float]], list[str]],
    positions: Sequence[float],
    low: float,
    high: float,
) -> list[str]:
    """Return labels that go together, such as those with equally many decimals.

    Ticks beyond the limits have no part in it, and no label.
    """
    slack = 1e-9 * (high - low)
    shown = [low - slack <= each <= high + slack for each in positions]
    texts = iter(write([each for each, seen in zip(positions, shown, strict=True) if seen]))
    return [next(texts) if seen else "" for seen in shown]


@dataclass(frozen=True)
class Each(Writer):
    """Writes each tick with a function of its position and its number."""

    write: Callable[[float, int | None], str]

    def __call__(self, positions: Sequence[float], low: float, high: float) -> list[str]:
        """Return the labels."""
        return [self.write(position, i) for i, position in enumerate(positions)]


@dataclass(frozen=True)
class Named(Writer):
    """Writes some ticks by a name of their own, the others as another writer does."""

    writer: Writer
    names: Mapping[float, str] = field(hash=False)

    def __call__(self, positions: Sequence[float], low: float, high: float) -> list[str]:
        """Return the labels."""
        texts = self.writer(positions, low, high)
        names = [named(position, self.names) for position in positions]
        return [t if name is None else name for name, t in zip(names, texts, strict=True)]

    def offset(self, positions: Sequence[float], low: float, high: float) -> str:
        """Return what the labels without a name leave out."""
        return self.writer.offset(positions, low, high)


@dataclass(frozen=True)
class Wrapped(Writer):
    """Writes what another writer does, on lines of so many characters."""

    writer: Writer
    width: int

    def __call__(self, positions: Sequence[float], low: float, high: float) -> list[str]:
        """Return the labels."""
        return [wrapped(text, self.width) for text in self.writer(positions, low, high)]

    def offset(self, positions: Sequence[float], low: float, high: float) -> str:
        """Return what the labels leave out."""
        return self.writer.offset(positions, low, high)
