"""Which layout engine a figure gets, and room for legends where the engine knows none."""

from __future__ import annotations

from typing import get_args

from matplotlib.figure import Figure
from matplotlib.layout_engine import (
    ConstrainedLayoutEngine,
    LayoutEngine,
    PlaceHolderLayoutEngine,
    TightLayoutEngine,
)

from plotkit.errors import PlotSpecError, PlotTypeError, quoted, suggestion, warn
from plotkit.mpl.layout.engine import MeasuredLayout
from plotkit.mpl.layout.region import Region
from plotkit.spec.model import Engine, LayoutSpec

_NAMES = get_args(Engine)


def set_engine(region: Region, layout: LayoutSpec) -> None:
    """Give the figure of a region the layout engine that was asked for.

    By default it is plotkit's own, unless the figure was given and has one already.
    """
    root = region.figure.get_figure(root=True)
    present = root.get_layout_engine()
    asked = layout.engine
    if asked == "default":
        if isinstance(present, MeasuredLayout):
            present.regions.append(region)
            return
        if present is None or isinstance(present, PlaceHolderLayoutEngine):
            root.set_layout_engine(MeasuredLayout(region))
            return
        engine: LayoutEngine | None = present
    else:
        engine = set_on(root, asked)
    if layout.panel is not None:
        raise PlotSpecError(
            "layout(panel=) needs plotkit's own layout engine: leave engine= out, and let on() "
            "have a figure without one."
        )
    _make_room(region, engine, layout)


def set_on(root: Figure, asked: object) -> LayoutEngine | None:
    """Give a figure the layout engine that was asked for, and return it."""
    if asked is None or asked == "none":
        root.set_layout_engine(None)
    elif isinstance(asked, LayoutEngine):
        root.set_layout_engine(asked)
    elif isinstance(asked, str):
        if asked not in _NAMES:
            raise PlotSpecError(
                f"There is no layout engine {asked!r}.{suggestion(asked, _NAMES)} "
                f"Valid: {quoted(_NAMES)}, None, or a matplotlib LayoutEngine."
            )
        root.set_layout_engine(asked)  # type: ignore[arg-type]  # one of its names, see above
    else:
        raise PlotTypeError(
            f"layout(engine=) takes a name or a LayoutEngine, not {type(asked).__name__}."
        )
    return root.get_layout_engine()


def _make_room(region: Region, engine: LayoutEngine | None, layout: LayoutSpec) -> None:
    """Keep an engine of matplotlib within the extent, and out of the column of legends."""
    if not region.guides and layout.extent is None:
        return
    if isinstance(engine, TightLayoutEngine | ConstrainedLayoutEngine):
        left, bottom, right, top = layout.extent or (0.0, 0.0, 1.0, 1.0)
        if layout.extent is None:
            return  # the panels keep room for the guides: see spacer.py
        if region.figure is not region.figure.get_figure(root=True):
            warn(
                "The figure's layout engine knows no extent in a SubFigure. Make the figure "
                "without layout=, and plotkit keeps it."
            )
        elif isinstance(engine, TightLayoutEngine):
            engine.set(rect=(left, bottom, right, top))
        else:
            engine.set(rect=(left, bottom, right - left, top - bottom))
        return
    left, bottom, right, top = region.place_guides()
    if layout.extent is not None:
        region.figure.subplots_adjust(left, bottom, right, top)
    else:
        now = region.figure.subplotpars
        left, bottom = max(left, now.left), max(bottom, now.bottom)
        right, top = min(right, now.right), min(top, now.top)
        region.figure.subplots_adjust(
            left, bottom, max(right, left + 0.05), max(top, bottom + 0.05)
        )
