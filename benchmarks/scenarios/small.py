"""A small figure, 200 times in one process."""

from __future__ import annotations

from benchmarks.scenarios.dots import data, grammar, hand, objects

__all__ = ["REPEATS", "SIZES", "SMALL", "TITLE", "data", "grammar", "hand", "objects"]

TITLE = "200 small figures in one process, each"
SIZES = {"200": (200, 1.15)}
SMALL = ("200",)
REPEATS = 200
