import pytest

from plotkit.config import DEFAULT_THEME
from plotkit.mpl.figure import render
from plotkit.mpl.theme import theme


@pytest.fixture
def default():
    return theme(DEFAULT_THEME)


@pytest.fixture
def draw(default):
    """Render a drawing under the default theme."""

    def draw(drawing, target=None, pyplot=False):
        return render(drawing, default, target, pyplot)

    return draw
