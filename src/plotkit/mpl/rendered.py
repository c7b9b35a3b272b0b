"""What rendering gives: the figure and its parts."""

from __future__ import annotations

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from plotkit.mpl.axis.fits import LabelFit
from plotkit.mpl.fast.switch import switched_on
from plotkit.mpl.guides.packing import GuideArtist
from plotkit.mpl.layout.region import Region
from plotkit.records import dataclass, field


@dataclass(frozen=True)
class Rendered:
    """A drawing made into artists.

    Attributes
    ----------
    figure
        The figure, or the part of a figure that was given to draw on.
    axes
        One for each panel, in the order of the drawing.
    artists
        For each layer its artists, panel after panel.
    legends
        Legends and colour bars, of the figure and of its axes.
    fits
        What keeps tick labels apart.
    region
        What a layout engine puts in order, unless it was drawn on an Axes.
    fast
        Whether fast paths were switched on; they stay so when it is saved.
    """

    figure: Figure | SubFigure
    axes: tuple[Axes, ...]
    artists: tuple[tuple[Artist, ...], ...]
    legends: tuple[GuideArtist, ...]
    fits: tuple[LabelFit, ...] = ()
    region: Region | None = None
    fast: bool = field(default_factory=switched_on)

    @property
    def whole(self) -> bool:
        """Whether the figure holds nothing else."""
        return {*self.root.axes} <= {*self.axes}

    @property
    def root(self) -> Figure:
        """The whole figure, which can be saved and shown."""
        return self.figure.get_figure(root=True)
