import pytest

from plotkit.errors import PlotSpecError
from plotkit.properties import registry
from plotkit.properties.number import Alpha, Interval
from plotkit.properties.registry import PROPERTIES, register

AMOUNTS = {
    *("color", "fillcolor", "edgecolor", "alpha", "fillalpha", "edgealpha", "pointsize"),
    *("stroke", "linewidth", "edgewidth", "offset", "fontsize"),
}
DISCRETE = {
    *("fill", "hatch", "marker", "linestyle", "edgestyle", "text", "halign", "valign", "group"),
    "geometry",
}
COORDINATES = {"x", "y", "xmin", "xmax", "ymin", "ymax"}
SILENT = {*COORDINATES, "text", "halign", "valign", "offset", "fontsize", "group", "geometry"}


@pytest.fixture
def table(monkeypatch):
    """Let a test add properties without leaving them behind."""
    before = dict(registry._properties)
    yield
    registry._properties.clear()
    registry._properties.update(before)


def test_all_properties():
    assert len(PROPERTIES) == 28
    assert set(PROPERTIES) == AMOUNTS | DISCRETE | COORDINATES
    assert all(prop.name == name for name, prop in PROPERTIES.items())
    assert {n for n, p in PROPERTIES.items() if p.discrete} == DISCRETE
    assert {n for n, p in PROPERTIES.items() if not p.legend} == SILENT


def test_table_is_read_only():
    with pytest.raises(TypeError):
        PROPERTIES["new"] = Alpha("new")


def test_register(table):
    class Glow(Interval):
        def default_range(self, theme):
            return 0, 1

    register("glow", Glow("glow"))
    assert isinstance(PROPERTIES["glow"], Glow)
    with pytest.raises(PlotSpecError, match="'glow' is taken already"):
        register("glow", Glow("glow"))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("color", "taken"),
        ("col", "taken"),
        ("weight", "taken"),
        ("my glow", "keyword of Python"),
        ("glow", "is called 'alpha' but registered as 'glow'"),
    ],
)
def test_register_refuses(name, message):
    with pytest.raises(PlotSpecError, match=message):
        register(name, Alpha("alpha"))
