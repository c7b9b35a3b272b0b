"""A plain function as a mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar

from plotkit.marks.base import Mappable, Mark
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values

_DEFAULTS: Mapping[str, Mappable] = MappingProxyType(
    {
        "color": Mappable("C0"),
        "fillcolor": Mappable(depend="color"),
        "edgecolor": Mappable(depend="color"),
        "alpha": Mappable(1.0),
        "fillalpha": Mappable(depend="alpha"),
        "edgealpha": Mappable(depend="alpha"),
        "fill": Mappable(True),
        "marker": Mappable(rc="scatter.marker"),
        "pointsize": Mappable(6.0),
        "stroke": Mappable(0.75),
        "linewidth": Mappable(rc="lines.linewidth"),
        "linestyle": Mappable(rc="lines.linestyle"),
        "edgewidth": Mappable(rc="patch.linewidth"),
        "edgestyle": Mappable("-"),
        "text": Mappable(""),
        "fontsize": Mappable(rc="font.size"),
        "halign": Mappable("center"),
        "valign": Mappable("center_baseline"),
        "offset": Mappable(4.0),
        "width": Mappable(0.8, grouping=False),
        "baseline": Mappable(0.0, grouping=False),
    }
)


@dataclass(frozen=True)
class FunctionMark(Mark):
    """What a function ``f(v, pane)`` draws, given to ``add`` in place of a mark.

    All visual properties can be mapped; it needs no position before it asks for one.

    Parameters
    ----------
    function
        Called with the :class:`Values` of each panel and the :class:`Pane` to draw on.
    """

    function: Callable[[Values, Pane], None] = field(kw_only=True)

    needs: ClassVar[tuple[str, ...]] = ()
    sample: ClassVar[Mapping[str, Sequence[float]] | None] = MappingProxyType(
        {"x": (0.5,), "xmin": (0.0,), "xmax": (1.0,), "y": (0.5,), "ymin": (0.0,), "ymax": (1.0,)}
    )

    @property
    def name(self) -> str:
        """What messages call it: the function's own name."""
        return str(getattr(self.function, "__name__", "function"))

    def draw(self, v: Values, pane: Pane) -> None:
        """Call the function."""
        self.function(v, pane)

    def properties(self) -> dict[str, Any]:
        """Return all visual properties with what they are by default."""
        return dict(_DEFAULTS)

    def grouping(self, name: str) -> bool:
        """Nothing splits the rows: each is one."""
        return False
