import pytest

from tests.fake_theme import FakeTheme


@pytest.fixture
def theme():
    return FakeTheme()
