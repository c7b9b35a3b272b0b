from datetime import date

import pytest

import plotkit.objects as so

DATA = {
    "number": [1.0, 2.0],
    "other": [3.0, 1.0],
    "level": ["a", "b"],
    "flag": [True, False],
    "day": [date(2024, 1, 1), date(2024, 1, 2)],
}
KINDS = ["number", "day", "flag", "level"]  # the later one is the position


def orient(draw, plot):
    return draw(plot).tables[0].layer.orient


@pytest.mark.parametrize("first", KINDS)
@pytest.mark.parametrize("second", KINDS)
def test_the_axis_of_higher_rank_is_the_position(draw, first, second):
    expected = "y" if KINDS.index(second) > KINDS.index(first) else "x"
    assert orient(draw, so.Plot(DATA, x=first, y=second).add(so.Dot())) == expected


@pytest.mark.parametrize(
    ("variables", "stat", "expected"),
    [
        ({"x": "number"}, so.Hist(), "x"),
        ({"y": "number"}, so.Hist(), "y"),
        ({"y": "level"}, so.Count(), "y"),
        ({"x": "number", "ymin": "other", "ymax": "other"}, so.Shift(), "x"),
        ({"y": "level", "xmin": "number", "xmax": "other"}, so.Shift(), "y"),
    ],
    ids=str,
)
def test_an_axis_that_a_stat_makes_is_the_value(draw, variables, stat, expected):
    mark = so.Range() if len(variables) > 1 else so.Bar()
    assert orient(draw, so.Plot(DATA, **variables).add(mark, stat)) == expected


def test_a_computed_position_is_the_value(draw):
    made = draw(so.Plot(DATA, y="number").add(so.Bar(), so.Hist(bins=1), x="count"))
    assert made.tables[0].layer.orient == "y"
    assert made.panels[0].x.label == "Count"


@pytest.mark.parametrize(("asked", "expected"), [("x", "x"), ("v", "x"), ("y", "y"), ("h", "y")])
def test_as_asked(draw, asked, expected):
    plot = so.Plot(DATA, x="number", y="other").add(so.Bar(), orient=asked)
    assert orient(draw, plot) == expected


def test_a_scale_decides_for_numbers(draw):
    plot = so.Plot(DATA, x="number", y="other").add(so.Bar())
    assert orient(draw, plot.scale(y=so.Nominal())) == "y"


@pytest.mark.parametrize("asked", ["x", "y"])
@pytest.mark.parametrize(
    ("mark", "transforms", "variables"),
    [
        (so.Bar(), (), {}),
        (so.Line(marker="o"), (so.Agg(),), {"color": "level"}),
        (so.Area(), (), {}),
        (so.Dash(), (so.Jitter(x=1),), {}),
        (so.Bars(), (so.Hist(bins=2),), {"other": None}),
        (so.Bar(), (so.Shift(x=1, y=2), so.Stack()), {}),
    ],
    ids=["bar", "agg", "area", "jitter", "hist", "shift and stack"],
)
def test_lying_is_standing_with_axes_exchanged(draw, asked, mark, transforms, variables):
    turn = {"x": "y", "y": "x"}
    names = {"x": "number"} | ({} if "other" in variables else {"y": "other"})
    looks = {name: column for name, column in variables.items() if column}
    swapped = tuple(t.turned() if isinstance(t, so.Move) else t for t in transforms)
    one = draw(so.Plot(DATA, **names, **looks).add(mark, *transforms, orient="x"))
    names = {turn[name]: column for name, column in names.items()}
    two = draw(so.Plot(DATA, **names, **looks).add(mark, *swapped, orient="y"))
    upright, lying = one.tables[0].table, two.tables[0].table
    for name in ("x", "y", "width", "baseline"):
        assert upright[name].tolist() == lying[name].tolist()
    assert one.panels[0].x.limits == two.panels[0].y.limits
    assert one.panels[0].y.limits == two.panels[0].x.limits
    assert one.panels[0].x.label == two.panels[0].y.label
