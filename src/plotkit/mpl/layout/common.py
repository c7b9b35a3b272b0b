"""Titles of axes that all panels have in common, written once beside the panels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure, SubFigure
from matplotlib.text import Text

from plotkit.compile.drawing import Panel
from plotkit.mpl.axis.sides import second_of
from plotkit.mpl.guides.packing import Extent
from plotkit.mpl.style import RC
from plotkit.mpl.text.breaks import Slot
from plotkit.mpl.text.ruler import Measure
from plotkit.records import dataclass
from plotkit.typing import Axis as Name
from plotkit.typing import Floats

COMMON = 0.2
"""Share of the figure that a title beside all panels may take across."""


@dataclass
class _Title:
    """One text for the labels of several axes, at one side of the panels."""

    text: Text
    labels: Sequence[Text]
    horizontal: bool
    far: bool
    inner: float = 0.0
    """How far the panels' decorations stick out there, in pixels."""

    @property
    def shown(self) -> bool:
        return bool(self.text.get_text())


class CommonTitles:
    """The titles beside the panels of a figure.

    The Axes keep their labels; these are not shown as long as they all say the same.

    Parameters
    ----------
    figure
        Where the titles are written.
    panels, axes
        The panels, and the Axes of each.
    common
        The axes, "x" and "y", that panels have in common.
    """

    def __init__(
        self,
        figure: Figure | SubFigure,
        panels: Sequence[Panel],
        axes: Sequence[Axes],
        common: Sequence[Name],
    ) -> None:
        self.figure = figure
        self._titles: list[_Title] = []
        for name in common:
            groups: dict[str, list[Axes]] = {}
            for panel, ax in zip(panels, axes, strict=True):
                if panel.of is None or panel.over:
                    groups.setdefault(panel.pairing[name == "y"], []).append(ax)
            for group in groups.values():
                seconds = [second for ax in group if (second := second_of(ax, name)) is not None]
                self._add(name, [ax.xaxis if name == "x" else ax.yaxis for ax in group])
                self._add(name, [ax.xaxis if name == "x" else ax.yaxis for ax in seconds])

    def _add(self, name: Name, axes: Sequence[Axis]) -> None:
        labelled = [axis for axis in axes if axis.get_label_text()]
        if len(labelled) < 2:
            return
        horizontal = name == "x"
        far = labelled[0].get_label_position() in ("top", "right")
        style: dict[str, Any] = {
            "fontsize": RC["axes.labelsize"],
            "fontweight": RC["axes.labelweight"],
            "color": RC["axes.labelcolor"],
            "rotation": 0 if horizontal else 90,
            "ha": "center" if horizontal else "left" if far else "right",
            "va": "center" if not horizontal else "bottom" if far else "top",
        }
        text = self.figure.text(0.5, 0.5, "", gid=f"plotkit-{name}label", **style)
        self._titles.append(_Title(text, [axis.label for axis in labelled], horizontal, far))

    @property
    def texts(self) -> list[Text]:
        """The titles."""
        return [title.text for title in self._titles]

    def remove(self) -> None:
        """Take the titles away and show the labels of the Axes."""
        for title in self._titles:
            title.text.remove()
            for label in title.labels:
                label.set_visible(True)
        self._titles.clear()

    def read(self) -> None:
        """Write what all Axes say, or nothing if they say different things."""
        for title in self._titles:
            said = {label.get_text() for label in title.labels}
            alike = len(said) == 1
            title.text.set_text(said.pop() if alike else "")
            for label in title.labels:
                label.set_visible(not alike)

    def slots(self, panels: tuple[float, float], whole: tuple[float, float]) -> Iterator[Slot]:
        """Yield the titles that are shown, for panels and a figure of so many pixels."""
        for title in self._titles:
            if title.shown:
                along, across = (0, 1) if title.horizontal else (1, 0)
                yield Slot(title.text, panels[along], COMMON * whole[across])

    def make_room(self, edges: Sequence[Floats], renderer: Measure) -> None:
        """Add what the titles need to what sticks out of the panels: left, right, bottom, top."""
        left, right, bottom, top = edges
        for title in self._titles:
            outer, at = (bottom, -1) if title.horizontal else (left, 0)
            if title.far:
                outer, at = (top, 0) if title.horizontal else (right, -1)
            title.inner = float(outer[at])
            if title.shown:
                box = title.text.get_window_extent(renderer)
                outer[at] += (box.height if title.horizontal else box.width) + _gap(renderer)

    def place(self, panels: Extent, renderer: Measure) -> None:
        """Put the titles beside the panels, whose box is given in pixels of the figure."""
        x0, y0, x1, y1 = panels
        whole = self.figure.bbox
        for title in self._titles:
            far = title.inner + _gap(renderer)
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            if title.horizontal:
                y = y1 + far if title.far else y0 - far
            else:
                x = x1 + far if title.far else x0 - far
            title.text.set_position((x / whole.width, y / whole.height))


def _gap(renderer: Measure) -> float:
    return float(RC["axes.labelpad"]) * float(renderer.dpi) / 72
