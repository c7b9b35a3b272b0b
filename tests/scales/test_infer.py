import matplotlib.colors as mc
import numpy as np
import pytest
from matplotlib import colormaps

from plotkit.data.kind import Kind
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.properties.number import Interval
from plotkit.properties.registry import PROPERTIES
from plotkit.scales.continuous import Continuous
from plotkit.scales.infer import default_scale, scale_from
from plotkit.scales.nominal import Boolean, Nominal
from plotkit.scales.temporal import Temporal

NUMBER, BOOLEAN, TIME, DURATION, CATEGORY = Kind
INTERVALS = [name for name, prop in PROPERTIES.items() if isinstance(prop, Interval)]
COLORS = ["color", "fillcolor", "edgecolor"]
OBJECTS = ["marker", "hatch", "linestyle", "edgestyle", "fill", "halign", "valign"]
PLACED = ["x", "y", "xmin", "xmax", "ymin", "ymax"]

MAP = colormaps["viridis"]
LISTED = mc.ListedColormap(["r", "g"])
OTHERS = ("text", "group", "geometry")


def function(x):
    return np.column_stack([x, x, x])


def test_every_property_is_tried():
    assert set(PROPERTIES) == {*INTERVALS, *COLORS, *OBJECTS, *PLACED, *OTHERS}


@pytest.mark.parametrize(
    ("kind", "scale"),
    [(NUMBER, Continuous()), (BOOLEAN, Boolean()), (TIME, Temporal()), (DURATION, Temporal()),
     (CATEGORY, Nominal())],
)  # fmt: skip
@pytest.mark.parametrize("name", [*INTERVALS, *COLORS, *PLACED])
def test_default_scale(name, kind, scale):
    assert default_scale(kind, PROPERTIES[name]) == scale


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("name", OBJECTS)
def test_default_scale_of_properties_with_levels_only(name, kind):
    expected = Boolean() if kind is BOOLEAN else Nominal()
    assert default_scale(kind, PROPERTIES[name]) == expected


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("name", PROPERTIES)
def test_a_scale_is_itself(name, kind):
    for scale in (Continuous((1, 2)), Nominal(order=["a"]), Boolean(), Temporal()):
        assert scale_from(scale, kind, PROPERTIES[name]) is scale


@pytest.mark.parametrize(
    "trans", ["log", "log2", "ln", "symlog", "symlog5", "logit", "pow3", "sqrt"]
)
@pytest.mark.parametrize("name", [*PLACED, *INTERVALS, *COLORS])
def test_names_of_transforms(name, trans):
    assert scale_from(trans, NUMBER, PROPERTIES[name]) == Continuous(trans=trans)


def test_color_on_a_logarithm_has_the_default_palette(theme):
    from plotkit.data.summary import Summary

    summary = Summary(NUMBER, 1.0, 100.0, 1.0)
    plain = Continuous().train_property(summary, PROPERTIES["color"], theme)
    log = scale_from("log", NUMBER, PROPERTIES["color"]).train_property(
        summary, PROPERTIES["color"], theme
    )
    ends = np.array([1.0, 100.0])
    assert (log.outputs(ends)[:, :3] == plain.outputs(ends)[:, :3]).all()
    assert (log.outputs(np.array([10.0]))[:, :3] == plain.outputs(np.array([50.5]))[:, :3]).all()
    assert log.entries()[0] == (1, 10, 100)


@pytest.mark.parametrize("name", ["x", "ymax", *OTHERS])
@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        ("lgo", PlotSpecError, "Unknown transform 'lgo'. Did you mean 'log'"),
        ("viridis", PlotSpecError, "Unknown transform 'viridis'"),
        ((1, 2), PlotTypeError, r"must be a Scale, the name of a transform or None, not \(1, 2\)"),
        (["a"], PlotTypeError, "must be a Scale"),
        (5, PlotTypeError, "must be a Scale"),
    ],
)
def test_places_take_scales_and_transforms_only(name, value, error, message):
    with pytest.raises(error, match=message):
        scale_from(value, NUMBER, PROPERTIES[name])


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (NUMBER, (1, 2), Continuous((1, 2))),
        (NUMBER, [1, 2], Nominal([1, 2])),
        (NUMBER, np.array([1, 2]), Nominal([1, 2])),
        (NUMBER, {3: 1}, Nominal({3: 1})),
        (CATEGORY, (1, 2), Nominal((1, 2))),
        (CATEGORY, [1, 2], Nominal([1, 2])),
        (CATEGORY, np.array([1.5, 2]), Nominal([1.5, 2.0])),
        (BOOLEAN, (1, 2), Boolean((1, 2))),
        (BOOLEAN, [1, 2], Boolean([1, 2])),
        (BOOLEAN, {True: 1}, Boolean({True: 1})),
        (TIME, (1, 2), Temporal((1, 2))),
        (TIME, [1, 2], Nominal([1, 2])),
        (DURATION, (1, 2), Temporal((1, 2))),
    ],
)
@pytest.mark.parametrize("name", INTERVALS)
def test_intervals(name, kind, value, expected):
    assert scale_from(value, kind, PROPERTIES[name]) == expected


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("value", [["a", "b"], {"a": "b"}, ("a", "b"), "log"])
@pytest.mark.parametrize("name", OBJECTS)
def test_properties_with_levels_only(name, value, kind):
    expected = Boolean(value) if kind is BOOLEAN else Nominal(value)
    assert scale_from(value, kind, PROPERTIES[name]) == expected


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (NUMBER, "viridis", Continuous("viridis")),
        (NUMBER, "ch:s=.2", Continuous("ch:s=.2")),
        (NUMBER, "Set2", Nominal("Set2")),
        (NUMBER, "deep", Nominal("deep")),
        (NUMBER, "tab10_r", Nominal("tab10_r")),
        (NUMBER, ("r", "b"), Continuous(("r", "b"))),
        (NUMBER, ["r", "b"], Nominal(["r", "b"])),
        (NUMBER, {1: "r"}, Nominal({1: "r"})),
        (NUMBER, np.array([[1.0, 0, 0]]), Nominal([[1.0, 0, 0]])),
        (NUMBER, MAP, Continuous(MAP)),
        (NUMBER, LISTED, Continuous(LISTED)),
        (NUMBER, function, Continuous(function)),
        (TIME, "viridis", Temporal("viridis")),
        (TIME, ("r", "b"), Temporal(("r", "b"))),
        (TIME, "Set2", Nominal("Set2")),
        (CATEGORY, "viridis", Nominal("viridis")),
        (CATEGORY, "no palette", Nominal("no palette")),
        (CATEGORY, ("r", "b"), Nominal(("r", "b"))),
        (CATEGORY, ["r", "b"], Nominal(["r", "b"])),
        (CATEGORY, MAP, Nominal(MAP)),
        (BOOLEAN, "viridis", Boolean("viridis")),
        (BOOLEAN, "Set2", Boolean("Set2")),
        (BOOLEAN, ["r", "b"], Boolean(["r", "b"])),
        (BOOLEAN, {True: "r"}, Boolean({True: "r"})),
    ],
)
@pytest.mark.parametrize("name", COLORS)
def test_colors(name, kind, value, expected):
    assert scale_from(value, kind, PROPERTIES[name]) == expected


@pytest.mark.parametrize("value", [5, 1.5, b"r", object()])
def test_no_colors(value):
    with pytest.raises(
        PlotSpecError, match=r"The scale of color cannot be .*; give a Scale, a pal"
    ):
        scale_from(value, NUMBER, PROPERTIES["color"])
