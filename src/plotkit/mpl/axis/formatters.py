"""Formatters that write what another one writes, with changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from matplotlib import ticker

from plotkit.scales.options import named, wrapped


class Rewriter(ticker.Formatter):
    """Writes what another formatter writes."""

    def __init__(self, inner: ticker.Formatter) -> None:
        self.inner = inner

    def rewritten(self, x: float, text: str) -> str:
        """Return what is written in place of the other formatter's text."""
        return text

    def __call__(self, x: float, pos: int | None = None) -> str:
        """Write one tick."""
        return self.rewritten(x, self.inner(x, pos))

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Write all ticks."""
        texts = self.inner.format_ticks(values)  # type: ignore[arg-type]  # any sequence serves
        return [self.rewritten(x, text) for x, text in zip(values, texts, strict=True)]

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


class AskedFormatter(Rewriter):
    """Writes some numbers by name, and all of them on lines of so many characters."""

    def __init__(
        self, inner: ticker.Formatter, names: Mapping[float, str], wrap: int | None
    ) -> None:
        super().__init__(inner)
        self._names = names
        self._wrap = wrap

    def rewritten(self, x: float, text: str) -> str:
        """Return the name of a number if it has one."""
        name = named(x, self._names)
        return wrapped(text if name is None else name, self._wrap)


class FittedFormatter(Rewriter):
    """Writes some texts otherwise, and nothing at some ticks."""

    def __init__(
        self,
        inner: ticker.Formatter,
        texts: Mapping[str, str] | None = None,
        hidden: Collection[float] = (),
    ) -> None:
        super().__init__(inner)
        self._texts = dict(texts or {})
        self._hidden = frozenset(hidden)

    def rewritten(self, x: float, text: str) -> str:
        """Return the text that fits."""
        return "" if float(x) in self._hidden else self._texts.get(text, text)
