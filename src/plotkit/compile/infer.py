"""Which scale an axis has, for what its variables are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from plotkit.compile.pairings import asked
from plotkit.data.kind import Kind
from plotkit.data.summary import Summary, merge_all
from plotkit.properties.registry import PROPERTIES
from plotkit.scales.base import Scale
from plotkit.scales.infer import default_scale, scale_from
from plotkit.scales.nominal import Nominal
from plotkit.spec.model import PlotSpec


def axis_scale(spec: PlotSpec, name: str, kind: Kind) -> Scale:
    """Return the scale of an axis: as asked for this pairing, for the axis, or by default."""
    axis = name[0]
    prop = PROPERTIES[axis]
    said = asked(spec, spec.scales, name)
    scale = default_scale(kind, prop) if said is None else scale_from(said, kind, prop)
    if isinstance(scale, Nominal) and isinstance(scale.na, str):
        scale = scale.with_level(scale.na)  # which missing values have from the beginning
    return with_names(scale, asked(spec, spec.labels.names, name))


def with_names(scale: Scale, names: Mapping[Any, str] | None) -> Scale:
    """Return the scale with the names that ``Plot.label`` gives to values."""
    return scale if names is None else replace(scale, labels_=replace(scale.labels_, names=names))


def common_kind(kinds: Iterable[Kind]) -> Kind:
    """Return what variables of several kinds are together."""
    distinct = list(dict.fromkeys(kinds))
    if len(distinct) == 1:
        return distinct[0]
    merged = merge_all(Summary(kind, low=0.0, high=0.0) for kind in distinct)
    return Kind.NUMBER if merged is None else merged.kind
