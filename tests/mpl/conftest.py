import pytest

from plotkit.mpl.figure import render
from plotkit.mpl.theme import theme
from plotkit.themes import DEFAULT


@pytest.fixture
def default():
    return theme(DEFAULT)


@pytest.fixture
def draw(default):
    """Render a drawing under the default theme."""

    def draw(drawing, target=None, pyplot=False):
        return render(drawing, default, target, pyplot)

    return draw
