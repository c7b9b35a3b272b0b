"""Outlined: what filled marks with lines of their own have in common."""

from __future__ import annotations

from typing import Any

import numpy as np

from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable
from plotkit.marks.paint import choose, contrasting, paint, transparent
from plotkit.marks.values import Values
from plotkit.records import dataclass


@dataclass(frozen=True)
class Outlined(Mark):
    """Base of marks with an inside, an outline and lines within.

    They have the properties color, alpha, fill, edgecolor, edgealpha, edgewidth and edgestyle. What
    is not filled has lines in the colour of the inside, unless these have one of their own.
    """

    def plain(self, v: Values) -> bool:
        """Tell whether lines have the colour of the theme, which is seen upon the ground."""
        return isinstance(getattr(self, "edgecolor"), Mappable) and np.shape(v.edgecolor) == (4,)  # noqa: B009 - each mark declares it

    def inside(self, v: Values) -> Any:
        """Return the colour of insides, transparent where they are not filled."""
        face = paint(v.color, v.alpha)
        return choose(v.fill, face, transparent(face))

    def look(self, v: Values) -> dict[str, Any]:
        """Return the looks of outlines."""
        edge = choose(v.fill, v.edgecolor, v.color) if self.plain(v) else v.edgecolor
        names = ("edgealpha", "edgewidth", "edgestyle")
        return {"edgecolor": edge, **{name: v[name] for name in names}}

    def stroke(self, v: Values) -> Any:
        """Return the colour of lines upon the ground."""
        return paint(self.look(v)["edgecolor"], v.edgealpha)

    def over(self, v: Values) -> Any:
        """Return the colour of lines upon the inside, which are seen there."""
        stroke = self.stroke(v)
        return choose(v.fill, contrasting(paint(v.color, v.alpha), stroke, self.plain(v)), stroke)
