"""View: what axes show of a plot without those layers that are drawn over all of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from plotkit.compile.drawing import Panel
from plotkit.spec.model import LayerSpec, PlotSpec
from plotkit.stats.base import Stat, Views


def sees(transforms: Sequence[Any]) -> bool:
    """Tell whether a stat wants to know what its axis of positions shows."""
    return any(isinstance(one, Stat) and one.sees for one in transforms)


def views_of(
    spec: PlotSpec, panels_of: Callable[[PlotSpec], Sequence[Panel]]
) -> dict[str, Views] | None:
    """Return what each axis shows, in axis units, by its name and by the levels of the panel.

    None where no layer wants to know.

    Parameters
    ----------
    spec
        What the user said.
    panels_of
        Lays out a plot.
    """
    if not any(map(_sees, spec.layers)):
        return None
    spec = _numbered(spec)
    others = tuple(layer for layer in spec.layers if not _sees(layer))
    views: dict[str, dict[Any, tuple[float, float]]] = {}
    for panel in panels_of(replace(spec, layers=others, insets=())):
        for name, plan in zip(panel.pairing, (panel.x, panel.y), strict=True):
            if plan.fixed or not (plan.idle or plan.scale.discrete):
                views.setdefault(name, {})[tuple(panel.facet.items())] = plan.limits
    return dict(views)


def _numbered(spec: PlotSpec) -> PlotSpec:
    """Return the plot with layers, those of its margins too, that know their numbers."""
    numbers = count()

    def numbered(layers: Sequence[LayerSpec]) -> tuple[LayerSpec, ...]:
        return tuple(replace(layer, number=next(numbers)) for layer in layers)

    spec = replace(spec, layers=numbered(spec.layers))
    plots = {
        axis: replace(plot, layers=numbered(plot.layers))
        for axis, plot in spec.margin.plots.items()
    }
    return replace(spec, margin=replace(spec.margin, plots=plots))


def _sees(layer: LayerSpec) -> bool:
    own = [t for member in layer.mark.members for t in member.transforms]
    return sees([*layer.transforms, *own])


def seeing(transforms: Sequence[Any], view: Views | None) -> tuple[Any, ...]:
    """Return transforms, of which those that want to know what an axis shows are told."""
    if view is None:
        return tuple(transforms)
    return tuple(t.in_view(view) if isinstance(t, Stat) and t.sees else t for t in transforms)


def is_told(transforms: Sequence[Any]) -> bool:
    """Tell whether a stat knows what its axis shows, so that it does not widen that."""
    return any(isinstance(t, Stat) and t.sees and getattr(t, "views_", None) for t in transforms)
