"""Marginal plots: what they may say, and what they are as layers of the whole plot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from numbers import Real
from typing import Any

from plotkit.errors import PlotSpecError, quoted
from plotkit.spec.model import LabelSpec, MarginSpec, PlotSpec
from plotkit.typing import Axis

VALUES: Mapping[str, Axis] = {"x": "y", "y": "x"}
"""The axis of the values of a marginal plot, by the axis that it shares."""
MARGIN = "margin "
"""Before the axis in where a layer of a marginal plot is drawn."""
_OWN = ("data", "variables", "layers", "scales", "limits", "labels")
"""What a marginal plot may say."""
_METHODS = {"facet": "facet()", "pair": "pair()", "insets": "inset()", "margin": "marginal()"}


def marginal_name(axis: str) -> str:
    """Return the name of the scale of a marginal plot's values."""
    return f"{VALUES[axis]}:marginal"


def build_margin(old: MarginSpec, plots: Mapping[str, PlotSpec], size: Any) -> MarginSpec:
    """Return the marginal plots with those of one more call."""
    for axis, plot in plots.items():
        _check(axis, plot)
    if size is not None and (
        isinstance(size, bool) or not isinstance(size, Real) or not 0 < float(size) <= 1
    ):
        raise PlotSpecError(f"marginal(size=) must be a share of the panel in 0-1, not {size!r}.")
    return MarginSpec({**old.plots, **plots}, old.size if size is None else float(size))


def _check(axis: str, plot: PlotSpec) -> None:
    """Raise if a marginal plot says what only the whole plot can say."""
    plain = PlotSpec()
    for item in fields(plot):
        own = item.name in _OWN or not item.compare
        if not own and getattr(plot, item.name) != getattr(plain, item.name):
            what = _METHODS.get(item.name, f"{item.name}()")
            raise PlotSpecError(f"{what} belongs to the whole plot, not to marginal({axis}=).")
    if not plot.layers:
        raise PlotSpecError(
            f"marginal({axis}=) has no layers: so.Plot().add(so.Bars(), so.Hist()) draws one."
        )
    values, labels = VALUES[axis], plot.labels
    if replace(labels, variables={}, names={}) != LabelSpec():
        raise PlotSpecError(f"Titles belong to the whole plot, not to marginal({axis}=).")
    said = {
        "scale": plot.scales,
        "limit": plot.limits,
        "label": {**labels.variables, **labels.names},
    }
    for method, names in said.items():
        other = [name for name in names if name != values]
        if other:
            raise PlotSpecError(
                f"{method}({other[0]}=) belongs to the whole plot: marginal({axis}=) has an axis "
                f"of its own for {values} alone."
            )


def with_margins(spec: PlotSpec) -> PlotSpec:
    """Return the plot with the layers of its marginal plots, on axes of their own."""
    if not spec.margin.plots:
        return spec
    if spec.pair.x or spec.pair.y:
        there = quoted([f"pair({axis}=)" for axis in ("x", "y") if getattr(spec.pair, axis)])
        raise PlotSpecError(
            f"A plot with {there} has no marginal plots: layers on the diagonal, "
            'add(..., where="diagonal"), show single variables.'
        )
    layers = list(spec.layers)
    scales: dict[str, Any] = dict(spec.scales)
    limits: dict[str, Any] = dict(spec.limits)
    titles: dict[str, Any] = dict(spec.labels.variables)
    names: dict[str, Any] = dict(spec.labels.names)
    for axis, plot in spec.margin.plots.items():
        for layer in plot.layers:
            data = plot.data if layer.data is None else layer.data
            variables = {**plot.variables, **layer.variables}
            where = MARGIN + axis
            layers.append(replace(layer, where=where, variables=variables, data=data))
        name = marginal_name(axis)
        given: Sequence[Mapping[str, Any]]
        given = (plot.scales, plot.limits, plot.labels.variables, plot.labels.names)
        for one, held in zip(given, (scales, limits, titles, names), strict=True):
            if VALUES[axis] in one:
                held[name] = one[VALUES[axis]]
    labels = replace(spec.labels, variables=titles, names=names)
    return replace(spec, layers=tuple(layers), scales=scales, limits=limits, labels=labels)
