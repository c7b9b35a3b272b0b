"""The specification: what the user said, as plain data."""

from plotkit.spec.model import (
    FacetSpec,
    LabelSpec,
    LayerSpec,
    LayoutSpec,
    LegendSpec,
    PairSpec,
    PlotSpec,
)

__all__ = [
    "FacetSpec",
    "LabelSpec",
    "LayerSpec",
    "LayoutSpec",
    "LegendSpec",
    "PairSpec",
    "PlotSpec",
]
