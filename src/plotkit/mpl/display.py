"""From a figure to a file, to a notebook, to a window."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from os import PathLike
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.backends.registry import BackendFilter, backend_registry
from matplotlib.figure import Figure

from plotkit.compile.description import Description
from plotkit.errors import PlotSpecError, PlotTypeError, check_number, quoted, suggestion
from plotkit.mpl.fast.png import file_format
from plotkit.mpl.fast.switch import switched
from plotkit.mpl.files import check_folder, whole_file
from plotkit.mpl.printing import figure_class, fixed_dpi, write
from plotkit.mpl.rendered import Rendered
from plotkit.mpl.style import RC
from plotkit.mpl.text.faults import telling_of_texts
from plotkit.mpl.theme import RcTheme

DPI, PICTURE_DPI = 96, 300
"""Resolution of files, and of layers that are pictures within files of vectors."""


def save(
    rendered: Rendered, loc: Any, theme: RcTheme, said: Description | None = None, **kwargs: Any
) -> None:
    """Write the figure to a path or a buffer, at the size it was asked for.

    Parameters
    ----------
    rendered
        What to write.
    loc
        A path, in which ``~`` is the home folder, or a binary buffer.
    theme
        rc parameters that hold meanwhile.
    said
        What it shows in words; they are left out where the figure holds more than that.
    kwargs
        For ``Figure.savefig``; `dpi` is 96 by default, and 300 for pictures in files of vectors.
    """
    given = "dpi" in kwargs
    kwargs.setdefault("dpi", DPI)
    _check_options(rendered.root, loc, kwargs)
    with ExitStack() as meanwhile:
        meanwhile.enter_context(telling_of_texts())
        meanwhile.enter_context(switched(rendered.fast))
        meanwhile.enter_context(theme.context())
        if isinstance(loc, str | PathLike):
            path, kwargs["format"] = _place_and_format(loc, kwargs.get("format"))
            loc = meanwhile.enter_context(whole_file(path))
        kwargs["format"] = file_format(kwargs)
        if not given and fixed_dpi(kwargs["format"]) is not None:
            kwargs["dpi"] = PICTURE_DPI
        write(rendered.root, loc, kwargs, said if rendered.whole else None)


_OPTIONS = (
    *("bbox_extra_artists", "bbox_inches", "backend", "dpi", "edgecolor", "facecolor", "format"),
    *("metadata", "orientation", "pad_inches", "papertype", "pil_kwargs", "transparent"),
)
"""What ``Figure.savefig`` takes in one format or another."""


def _check_options(figure: Figure, loc: Any, options: Mapping[str, Any]) -> None:
    """Raise PlotSpecError for what a figure cannot be saved with."""
    for name in options:
        if name not in _OPTIONS:
            raise PlotTypeError(
                f"save() has no {name!r}.{suggestion(name, _OPTIONS)} Valid: {quoted(_OPTIONS)}."
            )
    if options["dpi"] != "figure":
        check_number("save(dpi=)", options["dpi"], 1.0)
    if not isinstance(loc, str | PathLike) and not hasattr(loc, "write"):
        raise PlotTypeError(
            f"save() needs a path or something to write to, not {type(loc).__name__} ({loc!r:.40})."
        )
    form = options.get("format")
    if form is not None or isinstance(loc, str | PathLike):
        form = _place_and_format(loc, form)[1] if isinstance(loc, str | PathLike) else form
        known = figure.canvas.get_supported_filetypes()
        if str(form).lower() not in known and options.get("backend") is None:
            raise PlotSpecError(
                f"Format {form!r} is not supported.{suggestion(form, known)} "
                f"Valid: {quoted(known)}."
            )


def _place_and_format(loc: str | PathLike[str], form: str | None) -> tuple[Path, str]:
    """Return where a file lies and what is written, as matplotlib reads names."""
    path = Path(loc).expanduser()
    if form is None:
        form = path.suffix[1:] or str(RC["savefig.format"])
        path = path if path.suffix else path.with_name(f"{path.name.rstrip('.')}.{form}")
    check_folder(path)
    return path, form.lower()


def png(
    rendered: Rendered,
    theme: RcTheme,
    scaling: float = 1.0,
    hidpi: bool = False,
    said: Description | None = None,
) -> tuple[bytes, dict[str, float]]:
    """Return the figure as PNG, with the width and height at which to show it.

    Parameters
    ----------
    rendered
        What to show.
    theme
        rc parameters that hold meanwhile.
    scaling
        Shown size, as a share of the figure's.
    hidpi
        Whether to write twice the pixels each way.
    said
        What it shows in words.
    """
    factor = 2 if hidpi else 1
    buffer = io.BytesIO()
    save(rendered, buffer, theme, said, format="png", dpi=DPI * factor)
    return buffer.getvalue(), size(rendered, scaling)


def size(rendered: Rendered, scaling: float) -> dict[str, float]:
    """Return the width and height at which a page shows the figure, in pixels."""
    width, height = (rendered.root.get_size_inches() * DPI * scaling).tolist()
    return {"width": width, "height": height}


def svg(
    rendered: Rendered, theme: RcTheme, scaling: float = 1.0, said: Description | None = None
) -> str:
    """Return the figure as SVG, the same text each time."""
    buffer = io.BytesIO()
    salt = mpl.rc_context({"svg.hashsalt": "plotkit"})
    with switched(rendered.fast), theme.context(), salt:
        save(rendered, buffer, theme, said, format="svg", metadata={"Date": None})
    text = buffer.getvalue().decode()

    def scaled(match: re.Match[str]) -> str:
        return f'{match[1]}="{float(match[2]) * scaling:g}pt"'

    return re.sub(r'\b(width|height)="([\d.]+)pt"', scaled, text, count=2)


def pyplot_figure(size: tuple[float, float] | None) -> tuple[Figure, Callable[[], None]]:
    """Return a new figure that pyplot manages, and the function that closes it."""
    import matplotlib.pyplot as plt

    figure = plt.figure(figsize=size, FigureClass=figure_class())
    return figure, lambda: plt.close(figure)


def show(rendered: Rendered, **kwargs: Any) -> None:
    """Show a figure that pyplot manages, and close it when the window is closed.

    Parameters
    ----------
    rendered
        What to show: rendered with ``pyplot=True``.
    kwargs
        For ``pyplot.show``. Where that does not wait, as with ``block=False`` or in interactive
        mode, the window stays open.
    """
    import matplotlib.pyplot as plt

    block = kwargs.get("block")
    waits = not plt.isinteractive() if block is None else bool(block)
    plt.show(**kwargs)
    if waits:
        plt.close(rendered.root)


def shown_elsewhere(figure: Figure) -> bool:
    """Tell whether pyplot shows a figure, as a window does or a notebook at the end of a cell."""
    pyplot, manager = sys.modules.get("matplotlib.pyplot"), figure.canvas.manager
    if pyplot is None or manager is None or not pyplot.fignum_exists(manager.num):
        return False
    silent = backend_registry.list_builtin(BackendFilter.NON_INTERACTIVE)  # type: ignore[no-untyped-call]  # as matplotlib has it
    return mpl.get_backend().lower() not in silent
