"""Every way out: files of vectors, figures of one's own, tight boxes, notebooks.

Each is a pair: what plotkit does, and what it is compared with, which is the same figure by hand in
the same theme, written in the same way; but for a tight box, which is compared with a plain save.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import plotkit.objects as so
from benchmarks.figure import DPI, from_pyplot, new_figure, themed
from benchmarks.measure import Case, Draw

FIGURES = ("scatter:1e3", "lines:10", "hist:1e3", "facets:3x3")
ONE_PANEL = FIGURES[:3]


@dataclass(frozen=True)
class Way:
    """A way out.

    Attributes
    ----------
    title
        What it is called in the table.
    target
        What the ratio should be at most.
    plotkit, other
        What writes a figure with plotkit, and what it is compared with.
    figures
        Scenarios that are written so.
    """

    title: str
    target: float
    plotkit: Callable[[Case], Draw]
    other: Callable[[Case], Draw]
    figures: tuple[str, ...] = FIGURES


def plot(case: Case) -> Any:
    return case.scenario.objects(so, case.data, case.n)


def written(figure: Any, **options: Any) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, **{"format": "png", "dpi": DPI, **options})
    return buffer.getvalue()


def saved(**options: Any) -> Callable[[Case], Draw]:
    """Return what saves a plot."""

    def draw(case: Case) -> bytes:
        buffer = io.BytesIO()
        plot(case).save(buffer, **{"format": "png", "dpi": DPI, **options})
        return buffer.getvalue()

    return lambda case: lambda: draw(case)


def by_hand(**options: Any) -> Callable[[Case], Draw]:
    """Return what writes the figure that is made by hand."""

    def draw(case: Case) -> bytes:
        with themed():
            return written(case.scenario.hand(case.data, case.n, case.place), **options)

    return lambda case: lambda: draw(case)


def savefig(case: Case) -> Draw:
    return lambda: written(plot(case).plot().figure)


def pyplot(case: Case) -> Draw:
    import matplotlib.pyplot as plt

    def draw() -> bytes:
        figure = plot(case).plot(pyplot=True).figure
        try:
            return written(figure)
        finally:
            plt.close(figure)

    return draw


def pyplot_by_hand(case: Case) -> Draw:
    import matplotlib.pyplot as plt

    def draw() -> bytes:
        with themed(), from_pyplot():
            figure = case.scenario.hand(case.data, case.n, case.place)
            try:
                return written(figure)
            finally:
                plt.close(figure)

    return draw


def on_axes(case: Case) -> Draw:
    def draw() -> bytes:
        at = case.place
        with themed():
            figure = new_figure()
            ax = figure.add_axes((at.left, at.bottom, at.right - at.left, at.top - at.bottom))
            plot(case).on(ax).plot()
            return written(figure)

    return draw


def notebook(case: Case) -> Draw:
    return lambda: plot(case)._repr_png_()[0]


WAYS = {
    "svg": Way("SVG by `save`", 1.0, saved(format="svg"), by_hand(format="svg")),
    "pdf": Way("PDF by `save`", 1.0, saved(format="pdf"), by_hand(format="pdf")),
    "savefig": Way("PNG by `plot().figure.savefig`", 0.8, savefig, by_hand()),
    "pyplot": Way("PNG by `plot(pyplot=True)`, `savefig`", 0.8, pyplot, pyplot_by_hand),
    "on": Way("PNG of a plot `on(ax)`", 1.1, on_axes, by_hand(), ONE_PANEL),
    "tight": Way(
        'PNG, `bbox_inches="tight"`, of `save`', 1.15, saved(bbox_inches="tight"), saved()
    ),
    "tight_svg": Way(
        'SVG, `bbox_inches="tight"`, of `save`',
        1.15,
        saved(format="svg", bbox_inches="tight"),
        saved(format="svg"),
    ),
    "notebook": Way("picture in a notebook, at 2×", 0.8, notebook, by_hand(dpi=2 * 96)),
}
