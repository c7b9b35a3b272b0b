"""Marks on a bare pane: positions by hand, and looks as their own defaults or as the test says."""

import numpy as np
import pytest

from plotkit.compile.resolve import constant_properties
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from tests.fake_theme import FakeTheme


@pytest.fixture
def theme():
    return FakeTheme()


@pytest.fixture
def values(theme):
    """Make the Values of a mark: `values(mark, x=..., y=..., color=...)`."""

    def make(mark, starts=None, **given):
        looks = constant_properties(mark, theme)
        names = {*given} - {*looks}
        positions = {name: np.asarray(given.pop(name), dtype=float) for name in names}
        n = max((p.size for p in positions.values() if p.ndim), default=1)
        positions = {name: np.broadcast_to(p, n) for name, p in positions.items()}
        starts = np.arange(n) if starts is None else np.asarray(starts, dtype=np.intp)
        return Values(positions, looks | given, n, starts)

    return make


@pytest.fixture
def draw(values):
    """Draw a mark and return the primitives: `draw(mark, x=..., y=..., flip=True)`."""

    def drawn(mark, *, flip=False, **given):
        pane = Pane(flip)
        mark.draw(values(mark, **given), pane)
        return pane.primitives

    return drawn
