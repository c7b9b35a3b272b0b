import pytest

from tests.properties.conftest import FakeTheme


@pytest.fixture
def theme():
    return FakeTheme()
