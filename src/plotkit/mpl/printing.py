"""From a figure to pixels or vectors, laid out once and drawn once; matplotlib draws twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from os import PathLike, fspath
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.backend_bases import get_registered_canvas_class
from matplotlib.figure import Figure

from plotkit.compile.description import Description
from plotkit.mpl.fast.canvas import borrowed_canvas
from plotkit.mpl.fast.png import write_png
from plotkit.mpl.fast.sharing import steady
from plotkit.mpl.fast.switch import enabled, switched, switched_on
from plotkit.mpl.layout.engine import MeasuredLayout
from plotkit.mpl.style import RC, plain_set
from plotkit.mpl.text.ruler import for_vectors, measuring
from plotkit.mpl.words import metadata, worded_svg

_LAST_BITS = 1e-9
"""By which a product of two floats may be too small, and more."""


class PlotFigure(Figure):
    """A figure that plotkit lays out: ``savefig`` does so once, and draws it once."""

    set = plain_set

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fast = switched_on()

    def savefig(self, fname: Any, **kwargs: Any) -> None:
        """Write to a file, as any figure does."""
        known = isinstance(fname, str | PathLike) or hasattr(fname, "write")
        laid_out = isinstance(self.get_layout_engine(), MeasuredLayout)
        with switched(self._fast):
            if not (known and laid_out and enabled("printing")) or kwargs.get("backend"):
                super().savefig(fname, **kwargs)
                return
            fname, form = _file_and_format(self, fname, kwargs.get("format"))
            dpi = RC["savefig.dpi"] if kwargs.get("dpi") is None else kwargs["dpi"]
            if dpi == "figure":  # a window on a fine screen has a multiple of it
                dpi = self.dpi / self.canvas.device_pixel_ratio
            with borrowed_canvas(self, form):
                write(self, fname, {**kwargs, "dpi": dpi, "format": form})


def figure_class() -> type[Figure]:
    """Return the class of the figures that plotkit makes."""
    return PlotFigure if enabled("printing") else Figure


def adopt(figure: Figure, undo: ExitStack) -> None:
    """Let a user's figure that plotkit lays out be written as those that it makes."""
    laid_out = isinstance(figure.get_layout_engine(), MeasuredLayout)
    if type(figure) is Figure and laid_out and enabled("printing"):
        figure.__class__ = PlotFigure
        vars(figure)["_fast"] = switched_on()
        undo.callback(_give_back, figure)


def _give_back(figure: Figure) -> None:
    figure.__class__ = Figure


def _file_and_format(figure: Figure, file: Any, form: str | None) -> tuple[Any, str]:
    """Return where to write and what, as matplotlib reads names."""
    if isinstance(file, PathLike):
        file = fspath(file)
    if form is None and isinstance(file, str):
        form = Path(file).suffix[1:]
    if not form:
        form = figure.canvas.get_default_filetype()
        if isinstance(file, str):
            file = f"{file.rstrip('.')}.{form}"
    return file, form.lower()


def write(
    figure: Figure, loc: Any, kwargs: Mapping[str, Any], said: Description | None = None
) -> None:
    """Write a figure; whoever it was made by, it is laid out once.

    Parameters
    ----------
    figure
        What to write.
    loc
        A path or a buffer.
    kwargs
        Of ``Figure.savefig``, with `dpi` and `format`.
    said
        What it shows in words, to be written into the file.
    """
    form = kwargs["format"]
    with ExitStack() as meanwhile:
        kwargs = meanwhile.enter_context(_laid_out(figure, kwargs))
        meanwhile.enter_context(_whole_pixels(figure, kwargs["dpi"]))
        meanwhile.enter_context(steady(figure))
        texts = metadata(form, kwargs, said)
        if write_png(figure, loc, kwargs, texts):
            return
        if texts:
            kwargs = {**kwargs, "metadata": texts}
        if form in ("svg", "svgz"):
            loc = meanwhile.enter_context(worded_svg(loc, form, texts))
            kwargs = {**kwargs, "format": "svg"}
        figure.savefig(loc, **kwargs)


@contextmanager
def _laid_out(figure: Figure, kwargs: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Lay the figure out now, at the resolution of the file, and let it have no engine meanwhile.

    matplotlib draws a figure twice when it prints it if there is an engine, or if it is to find how
    much of the page is taken. What is yielded are arguments of ``savefig`` that ask for neither.
    """
    engine = figure.get_layout_engine()
    if not isinstance(engine, MeasuredLayout):
        yield kwargs
        return
    fixed = fixed_dpi(kwargs["format"])
    with _resolution(figure, kwargs["dpi"] if fixed is None else fixed):
        with for_vectors(fixed is not None):
            engine.execute(figure)
            if enabled("printing"):
                kwargs = {**kwargs, "bbox_inches": _part(figure, kwargs)}
        figure.set_layout_engine(None)
        try:
            yield kwargs
        finally:
            figure.set_layout_engine(engine)


def _part(figure: Figure, kwargs: Mapping[str, Any]) -> Any:
    """Return which part of the page ``savefig(bbox_inches=)`` asks for, in inches."""
    asked = kwargs.get("bbox_inches")
    asked = RC["savefig.bbox"] if asked is None else asked
    if not (isinstance(asked, str) and asked == "tight"):
        return asked
    if any(ax.get_axes_locator() is not None for ax in figure.axes):
        return asked  # they may ask what draws them
    extra = kwargs.get("bbox_extra_artists")
    with steady(figure):
        box = figure.get_tightbbox(measuring(figure), bbox_extra_artists=extra)
    pad = kwargs.get("pad_inches")
    return box.padded(RC["savefig.pad_inches"] if pad in (None, "layout") else pad)


def fixed_dpi(form: str) -> float | None:
    """Return the resolution that files of a format have whatever is asked, None if it is asked.

    Those without pixels are measured in points.
    """
    canvas: Any = get_registered_canvas_class(form)
    return None if canvas is None else canvas.fixed_dpi


@contextmanager
def _whole_pixels(figure: Figure, dpi: Any) -> Iterator[None]:
    """Let no pixel be lost where the product of size and resolution is just below a whole number.

    matplotlib before 3.11 cuts off all that is behind the point.
    """
    size = figure.get_size_inches()
    pixels = size * (figure.dpi if dpi == "figure" else float(dpi))
    short = (pixels < np.rint(pixels)) & (pixels > np.rint(pixels) - _LAST_BITS)
    if not short.any():
        yield
        return
    width, height = np.where(short, size * (1 + _LAST_BITS), size).tolist()
    figure.set_size_inches(width, height, forward=False)
    try:
        yield
    finally:
        figure.set_size_inches(float(size[0]), float(size[1]), forward=False)


@contextmanager
def _resolution(figure: Figure, dpi: Any) -> Iterator[None]:
    """Give the figure a resolution within the block; its window, if it has one, stays as it is.

    Before 3.11, a canvas that is made meanwhile takes it for the one that the figure was made with.
    """
    before, manager = figure.dpi, figure.canvas.manager
    made_with = vars(figure).get("_original_dpi")
    if dpi in ("figure", before):
        yield
        return
    figure.canvas.manager = None
    figure.dpi = float(dpi)
    try:
        yield
    finally:
        figure.dpi = before
        if made_with is not None:
            vars(figure)["_original_dpi"] = made_with
        figure.canvas.manager = manager
