import pytest

from plotkit.mpl.fast.switch import switched
from plotkit.objects import Plot


@pytest.fixture(autouse=True)
def switched_on(monkeypatch):
    """Switch fast paths on, also where the tests run without them: here they are what is tested."""
    monkeypatch.setattr(Plot.config, "fast", True)
    with switched(True):
        yield
