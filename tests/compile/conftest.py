from dataclasses import dataclass

import pytest

from plotkit.compile.drawing import Drawing
from plotkit.compile.stages import Placed
from plotkit.compile.steps import compile_plot
from plotkit.plot.settings import settings
from tests.fake_theme import FakeTheme


@dataclass(frozen=True)
class Compiled:
    """A drawing and, as `tables`, the layers that it was made from."""

    drawing: Drawing
    tables: tuple[Placed, ...]

    def __getattr__(self, name):
        return getattr(self.drawing, name)


@pytest.fixture
def theme():
    return FakeTheme()


@pytest.fixture
def draw(theme):
    """Compile a plot."""

    def compiled(plot):
        made = compile_plot(plot._spec, theme, settings())
        return Compiled(made.drawing, made.layers)

    return compiled
