"""What users make pictures with."""

from plotkit.plot.composition import Composition, Spacer, grid
from plotkit.plot.image import Image
from plotkit.plot.layer import Layer
from plotkit.plot.plot import Plot

__all__ = ["Composition", "Image", "Layer", "Plot", "Spacer", "grid"]
