import pytest

from plotkit.compile.steps import compile_plot
from tests.fake_theme import FakeTheme


@pytest.fixture
def theme():
    return FakeTheme()


@pytest.fixture
def draw(theme):
    """Compile a plot to its drawing."""
    return lambda plot: compile_plot(plot._spec, theme)
