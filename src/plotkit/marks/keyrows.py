"""Where the positions of a mark lie in its legend key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from plotkit.data.roles import Position
from plotkit.typing import Axis, Floats


def spread_out(
    needs: Sequence[str],
    roles: Mapping[str, Position],
    connects: bool,
    along: Axis,
    standing: bool,
) -> dict[str, Floats]:
    """Return rows that spread positions over a square from 0 to 1, in the order of `needs`.

    A single one is in the middle, or at the top of a mark that stands on a baseline.
    """
    n = 2 if connects else 1
    needed: dict[str, list[str]] = {"x": [], "y": [], "width": []}
    for name in needs:
        needed[roles[name].on].append(name)
    rows = {name: np.ones(n) for name in needed["width"]}
    for names, single in ((needed["x"], 0.5), (needed["y"], 1.0 if standing else 0.5)):
        places = np.linspace(0.0, 1.0, len(names)) if len(names) > 1 else [single]
        rows |= {name: np.full(n, place) for name, place in zip(names, places, strict=False)}
    if connects and len(needed[along]) == 1:
        rows[needed[along][0]] = np.array([0.0, 1.0])
    return rows
