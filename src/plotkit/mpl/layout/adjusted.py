"""What a user has said by ``subplots_adjust`` since a figure was made: it wins over the layout."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure, SubFigure

from plotkit.records import dataclass

_NAMES = ("left", "bottom", "right", "top", "wspace", "hspace")


@dataclass(frozen=True)
class Adjusted:
    """The parameters of subplots that a figure had at first."""

    figure: Figure | SubFigure
    first: Mapping[str, float]

    @classmethod
    def of(cls, figure: Figure | SubFigure) -> Adjusted:
        """Remember the parameters that a figure has now."""
        return cls(figure, _read(figure))

    def since(self) -> dict[str, float]:
        """Return those that are others now: shares of the figure, or of a panel for spaces."""
        now = _read(self.figure)
        return {name: now[name] for name in _NAMES if now[name] != self.first[name]}

    def box(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top of the panels in pixels, as the user has them."""
        whole, asked = self.figure.bbox, self.since()
        sizes = (whole.width, whole.height, whole.width, whole.height)
        x0, y0, x1, y1 = (
            asked[name] * size if name in asked else at
            for name, size, at in zip(_NAMES, sizes, box, strict=False)
        )
        return x0, y0, x1, y1


def _read(figure: Figure | SubFigure) -> dict[str, float]:
    return {name: getattr(figure.subplotpars, name) for name in _NAMES}
