"""Which scale an axis has, for what its variables are."""

from __future__ import annotations

from collections.abc import Iterable

from plotkit.data.kind import Kind
from plotkit.data.summary import Summary, merge_all
from plotkit.properties.registry import PROPERTIES
from plotkit.scales.base import Scale
from plotkit.scales.infer import default_scale, scale_from
from plotkit.spec.model import PlotSpec


def axis_scale(spec: PlotSpec, name: str, kind: Kind) -> Scale:
    """Return the scale of an axis: as asked for this pairing, for the axis, or by default."""
    axis = name[0]
    asked = spec.scales.get(name, spec.scales.get(axis))
    if asked is None:
        return default_scale(kind, PROPERTIES[axis])
    return scale_from(asked, kind, PROPERTIES[axis])


def common_kind(kinds: Iterable[Kind]) -> Kind:
    """Return what variables of several kinds are together."""
    merged = merge_all(Summary(kind, low=0.0, high=0.0) for kind in kinds)
    return Kind.NUMBER if merged is None else merged.kind
