"""What is written in place of the labels that a formatter has, where these do not fit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from matplotlib import ticker


class FittedFormatter(ticker.Formatter):
    """Writes what another formatter writes, some texts otherwise, and nothing at some ticks.

    It takes settings for the other formatter, as ``Axes.ticklabel_format`` makes them.

    Parameters
    ----------
    inner
        The other formatter.
    texts
        What is written in place of a text.
    hidden
        Ticks at which nothing is written.
    """

    def __init__(
        self,
        inner: ticker.Formatter,
        texts: Mapping[str, str] | None = None,
        hidden: Collection[float] = (),
    ) -> None:
        self.inner = inner
        self._texts = dict(texts or {})
        self._hidden = frozenset(hidden)

    def __getattr__(self, name: str) -> Any:
        """Return a setting of the other formatter."""
        if name == "inner" or name.startswith("__"):
            raise AttributeError(name)  # the object is just being made, or copied
        return getattr(self.inner, name)

    def __call__(self, x: float, pos: int | None = None) -> str:
        """Write one tick."""
        return self._fitted(x, self.inner(x, pos))

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Write all ticks."""
        texts = self.inner.format_ticks(values)  # type: ignore[arg-type]  # any sequence serves
        return [self._fitted(x, text) for x, text in zip(values, texts, strict=True)]

    def _fitted(self, x: float, text: str) -> str:
        return "" if float(x) in self._hidden else self._texts.get(text, text)

    def format_data(self, value: float) -> str:
        """Write a position for a window's status bar."""
        return self.inner.format_data(value)

    def format_data_short(self, value: float) -> str:
        """Write a position for a window's status bar, in short."""
        return self.inner.format_data_short(value)

    def get_offset(self) -> str:
        """Return what all ticks have in common."""
        return self.inner.get_offset()

    def set_locs(self, locs: list[float]) -> None:
        """Tell the other formatter the ticks."""
        self.inner.set_locs(locs)
