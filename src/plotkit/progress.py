"""Tells on the screen what takes longer than a second: queries of an engine, resampling.

It is drawn by tqdm, where that is installed, from a thread of its own, so that an engine that is
busy, or a function of the user's, need not say how far it is. ``Plot.config.progress`` decides.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib.util import find_spec
from threading import Event, Thread
from typing import Any, TextIO

from plotkit.config import CONFIG

PATIENCE = 1.0
"""Seconds before anything is shown."""
_BEAT = 0.2


class Waiting:
    """What is being waited for, and how much of it is done.

    Parameters
    ----------
    what
        In a few words.
    total
        How much there is to do; None if nobody can tell.
    """

    def __init__(self, what: str, total: float | None = None) -> None:
        self.what = what
        self.total = total
        self._before = self._now = self._within = 0.0

    @property
    def done(self) -> float | None:
        """The share that is done, from 0 to 1; None if nobody can tell."""
        if not self.total:
            return None
        return min((self._before + self._now * self._within) / self.total, 1.0)

    def start(self, part: float) -> None:
        """Begin the next part, of so much; those before are done."""
        self._before += self._now
        self._now, self._within = part, 0.0

    def within(self, share: float) -> None:
        """Say how much of the part that has begun is done, from 0 to 1."""
        self._within = share


_CURRENT: ContextVar[Waiting | None] = ContextVar("plotkit_waiting", default=None)


@contextmanager
def waiting(what: str, total: float | None = None) -> Iterator[Waiting]:
    """Show what is done within the block, once that has taken a second.

    Within another such block nothing more is shown.

    Parameters
    ----------
    what
        In a few words, as "DuckDB: a query".
    total
        How much there is to do, if that is known.
    """
    one = Waiting(what, total)
    if _CURRENT.get() is not None or not _is_wanted():
        yield one
        return
    token, over = _CURRENT.set(one), Event()
    thread = Thread(target=_show, args=(one, over), name="plotkit progress", daemon=True)
    thread.start()
    try:
        yield one
    finally:
        over.set()
        _CURRENT.reset(token)
        thread.join()


def within(share: float) -> None:
    """Say how much of the part is done that somebody waits for, from 0 to 1."""
    one = _CURRENT.get()
    if one is not None:
        one.within(share)


def _is_wanted() -> bool:
    """Tell whether progress is shown: as the session says, else where somebody looks."""
    if CONFIG.progress is not None:
        return CONFIG.progress
    return (_in_notebook() or _screen().isatty()) and find_spec("tqdm") is not None


def _screen() -> TextIO:
    """Return what is written to: nothing that a pipe takes for results."""
    return sys.stderr


def _in_notebook() -> bool:
    """Tell whether this is the kernel of a notebook."""
    kernel = sys.modules.get("ipykernel")
    return kernel is not None and kernel.kernelapp.IPKernelApp.initialized()


def _bar(one: Waiting) -> Any:
    """Return a bar of tqdm."""
    notebook = _in_notebook() and find_spec("ipywidgets") is not None
    if notebook:
        from tqdm.notebook import tqdm
    else:
        from tqdm.std import tqdm
    share = one.done is not None
    form = "{desc}: {percentage:3.0f} % |{bar}| {elapsed}" if share else "{desc} {elapsed}"
    return tqdm(
        total=1.0 if share else None,
        desc=f"plotkit: {one.what}",
        bar_format=form,
        leave=False,
        file=None if notebook else _screen(),
    )


def _show(one: Waiting, over: Event) -> None:
    """Show how far it is until it is over."""
    if over.wait(PATIENCE):
        return
    bar = _bar(one)
    bar.start_t -= PATIENCE
    try:
        while not over.wait(_BEAT):
            bar.n = one.done or 0.0
            bar.refresh()
    finally:
        bar.close()
