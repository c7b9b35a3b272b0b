import pytest

from tests.engines import ENGINES, LAZY


@pytest.fixture(params=ENGINES.values(), ids=ENGINES)
def engine(request):
    return request.param


@pytest.fixture(params=LAZY.values(), ids=LAZY)
def lazy_engine(request):
    return request.param
