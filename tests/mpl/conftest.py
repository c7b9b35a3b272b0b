from collections import Counter

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


@pytest.fixture
def count_calls(monkeypatch):
    """Return a function that counts the calls of methods, each given as (class, name), by words."""

    def count_calls(**methods):
        counts = Counter()
        for words, (owner, name) in methods.items():
            monkeypatch.setattr(owner, name, counting(getattr(owner, name), counts, words))
        return counts

    def counting(original, counts, words):
        def call(self, *args, **kwargs):
            counts[words] += 1
            return original(self, *args, **kwargs)

        return call

    return count_calls
