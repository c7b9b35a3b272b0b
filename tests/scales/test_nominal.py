from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from matplotlib import colormaps, ticker
from numpy.testing import assert_allclose, assert_array_equal

import plotkit.objects as so
from plotkit.data.column import Column
from plotkit.data.convert import to_column
from plotkit.data.factor import factorize
from plotkit.data.kind import Kind
from plotkit.data.summary import Summary, SummaryRequest
from plotkit.errors import PlotSpecError, PlotTypeError, PlotWarning
from plotkit.properties.registry import PROPERTIES
from plotkit.scales import order
from plotkit.scales.base import TickLabels, Ticks
from plotkit.scales.nominal import Boolean, Nominal

ABC = Summary(Kind.CATEGORY, levels=("b", "a", "c"))
BOTH = Summary(Kind.BOOLEAN, 0.0, 1.0, levels=(False, True))
TIMES = to_column(np.array(["2024-01-02", "2024-01-01"], "datetime64[ns]"), "t")
scales = pytest.mark.parametrize("scale", [Nominal(), Boolean()], ids=["nominal", "boolean"])


def summary(values):
    return to_column(values, "v").summary(SummaryRequest(levels=True))


# ------------------------------------------------------------------------------------------- axes


def test_axis_has_a_unit_for_each_level():
    axis = Nominal().train_axis(ABC)
    assert axis.discrete and axis.units.levels == ("b", "a", "c")
    placed = axis.to_units(factorize(["c", "b", None, "x"]))
    assert_array_equal(placed, [2, 0, np.nan, np.nan])
    assert axis.invert(placed) is placed
    assert (axis.parse("a"), axis.parse(1.5), axis.parse(-0.5)) == (1, 1.5, -0.5)


def test_axis_of_no_levels():
    axis = Nominal().train_axis(Summary(Kind.NUMBER))
    assert axis.units.levels == () and axis.discrete
    assert np.isnan(np.asarray(axis.to_units(np.array([np.nan, 1])))).all()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["b", "a", "b"], ("b", "a")),
        ([3, 1, 3, 2], (1, 2, 3)),
        ([2.5, 1.0], (1.0, 2.5)),
        ([True, False], (False, True)),
        (pd.Categorical(["x"], categories=["y", "x"]), ("y", "x")),
        (TIMES.values, (TIMES.values[1], TIMES.values[0])),
        (np.array([2, 1], "m8[h]"), (np.timedelta64(1, "h"), np.timedelta64(2, "h"))),
    ],
    ids=["strings", "integers", "floats", "booleans", "categorical", "times", "durations"],
)
def test_order_of_levels_and_their_places(values, expected):
    axis = Nominal().train_axis(summary(values))
    assert axis.units.levels == expected
    column = to_column(values, "v")
    places = [expected.index(value) for value in column.factor().values()]
    assert_array_equal(axis.to_units(column), places)


def test_levels_merged_from_two_layers_are_sorted():
    merged = summary([5, 1]).merge(summary([3, 9]))
    assert Nominal().levels(merged) == (1, 3, 5, 9)


@pytest.mark.parametrize(
    ("order", "values", "places"),
    [
        (["a", "b"], ["b", "a", "c"], [1, 0, np.nan]),
        (("c", "a", "z"), ["a", "c"], [1, 0]),
        (np.array(["a", "b"]), ["b"], [1]),
        (pd.Series(["a", "b"], index=[5, 6]), ["b"], [1]),
        ([3, 1], [1, 2, 3], [1, np.nan, 0]),
        ([3.0, 1.0], [1, 3], [1, 0]),
        (np.array([3, 1]), [1.0, 3.0], [1, 0]),
        ([True, False], [False, True], [1, 0]),
        (range(2, 0, -1), [1, 2], [1, 0]),
    ],
)
def test_order(order, values, places):
    axis = Nominal(order=order).train_axis(summary(values))
    assert_array_equal(axis.to_units(to_column(values, "v")), places)


@pytest.mark.parametrize(
    "order",
    [
        ["2024-01-02", "2024-01-01"],
        [date(2024, 1, 2), date(2024, 1, 1)],
        [datetime(2024, 1, 2), datetime(2024, 1, 1)],
        [pd.Timestamp("2024-01-02"), pd.Timestamp("2024-01-01", tz="UTC")],
        [datetime(2024, 1, 2, tzinfo=UTC), "2024-01-01T02:00+02:00"],
        np.array(["2024-01-02", "2024-01-01"], "datetime64[D]"),
    ],
    ids=["text", "dates", "datetimes", "stamps", "aware", "numpy"],
)
def test_order_of_times(order):
    for unit in ("ns", "us", "s", "D"):
        column = Column(Kind.TIME, TIMES.values.astype(f"datetime64[{unit}]"))
        axis = Nominal(order=order).train_axis(column.summary(SummaryRequest(levels=True)))
        assert_array_equal(axis.to_units(column), [0, 1])


def test_order_of_times_in_a_zone():
    stamps = pd.date_range("2024-07-01", periods=2, tz="Europe/Paris")
    order = ["2024-07-02", date(2024, 7, 1)]
    axis = Nominal(order=order).train_axis(summary(stamps))
    assert_array_equal(axis.to_units(to_column(stamps, "t")), [1, 0])
    assert axis.parse("2024-07-01") == 1


def test_order_of_durations():
    column = to_column(np.array([1, 2], "m8[D]"), "t")
    axis = Nominal(order=[timedelta(days=2), timedelta(days=1)]).train_axis(summary(column.values))
    assert_array_equal(axis.to_units(column), [1, 0])


@pytest.mark.parametrize("order", ["abc", 5, 2.5])
def test_order_is_a_list(order):
    with pytest.raises(PlotTypeError, match=r"order must be a list of levels, .* not"):
        Nominal(order=order)


def test_order_names_a_level_once():
    with pytest.raises(PlotSpecError, match="order names 'a' more than once"):
        Nominal(order=["a", "b", "a"]).levels(ABC)
    with pytest.raises(PlotSpecError, match="more than once"):
        Nominal(order=["2024-01-01", date(2024, 1, 1)]).levels(
            TIMES.summary(SummaryRequest(levels=True))
        )


def test_order_that_is_no_date():
    with pytest.raises(PlotSpecError, match="'Monday' is not a date"):
        Nominal(order=["Monday"]).levels(TIMES.summary(SummaryRequest(levels=True)))


@pytest.mark.parametrize("value", ["B", None, ("a", "b"), [1]])
def test_axis_parses_its_levels_only(value):
    with pytest.raises(PlotSpecError, match=r"There is no level .* There are: 'b', 'a', 'c'\."):
        Nominal().train_axis(ABC).parse(value)


def test_misspelt_level_gets_a_suggestion():
    axis = Nominal().train_axis(Summary(Kind.CATEGORY, levels=("Very Good", "Ideal")))
    with pytest.raises(PlotSpecError, match="Did you mean 'Very Good'"):
        axis.parse("VeryGood")


@pytest.mark.parametrize("value", ["2024-01-02", date(2024, 1, 2), np.datetime64("2024-01-02")])
def test_axis_of_times_parses_dates(value):
    assert Nominal().train_axis(TIMES.summary(SummaryRequest(levels=True))).parse(value) == 1


# ------------------------------------------------------------------------------------------ looks


def looks(scale, name, theme, about=ABC):
    trained = scale.train_property(about, PROPERTIES[name], theme)
    levels, labels = trained.entries()
    table = np.asarray(trained.outputs(factorize([*levels, None])))
    return levels, list(labels), table


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pointsize", [8, np.sqrt(34), 2]),
        ("alpha", [0.95, 0.625, 0.3]),
        ("linewidth", [3, 1.875, 0.75]),
        ("offset", [5, 2.5, 0]),
    ],
)
def test_sizes_from_high_to_low(name, expected, theme):
    levels, labels, table = looks(Nominal(), name, theme)
    assert levels == ("b", "a", "c") and labels == ["b", "a", "c"]
    assert_allclose(table, [*expected, np.nan])  # and nothing for what is not listed


def test_colors_of_the_cycle(theme):
    *_, table = looks(Nominal(), "color", theme)
    assert_allclose(table[:3, :3], [theme.rgba(f"C{i}")[:3] for i in range(3)])
    assert np.isnan(table[3]).all()
    assert np.isnan(table[:3, 3]).all()  # the mark's alpha is to count


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("pointsize", (1, 7), [7, 5, 1]),
        ("pointsize", [3, 4, 5], [3, 4, 5]),
        ("pointsize", np.array([3, 4, 5]), [3, 4, 5]),
        ("alpha", {"a": 0.5}, [0.95, 0.5, 0.3]),
        ("alpha", {"c": 0, "b": 1, "a": 0.5, "other": 7}, [1, 0.5, 0]),
        ("linestyle", ["-", ":", (2, 1)], [(0, None), (0, (1, 1.65)), (0, (2, 1))]),
        ("linestyle", {"a": "None"}, [(0, None), "None", (0, (4, 1.5))]),
    ],
)
def test_values(name, values, expected, theme):
    *_, table = looks(Nominal(values), name, theme)
    if table.dtype == object:
        assert table.tolist()[:3] == expected
    else:
        assert_allclose(table[:3], expected)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("Set1", ["#e41a1c", "#377eb8", "#4daf4a"]),
        (["r", "g", "b"], ["r", "g", "b"]),
        ({"a": "teal"}, ["C0", "teal", "C1"]),
        (("k", "w"), ["k", ".5", "w"]),
        (colormaps["tab10"], ["tab:blue", "tab:orange", "tab:green"]),
    ],
    ids=["name", "list", "partial dict", "blend", "colormap"],
)
def test_values_of_colors(values, expected, theme):
    *_, table = looks(Nominal(values), "color", theme)
    assert_allclose(table[:3, :3], [theme.rgba(color)[:3] for color in expected], atol=0.003)


def test_markers(theme):
    *_, table = looks(Nominal({"a": "s"}), "marker", theme)
    assert [shape.spec for shape in table[:3]] == ["o", "s", "X"]
    assert [shape.filled for shape in looks(Nominal(["o", "x", "s"]), "marker", theme)[2][:3]] == [
        True,
        False,
        True,
    ]


def test_order_decides_on_looks_too(theme):
    levels, labels, table = looks(Nominal([1, 2], order=["c", "b"]), "linewidth", theme)
    assert levels == ("c", "b") and labels == ["c", "b"]
    assert_allclose(table, [1, 2, np.nan])
    trained = Nominal([1, 2], order=["c", "b"]).train_property(ABC, PROPERTIES["linewidth"], theme)
    assert_array_equal(np.asarray(trained.outputs(factorize(["a", "b"]))), [np.nan, 2])


def test_a_list_that_is_too_short_warns(theme):
    with pytest.warns(PlotWarning, match="2 entries for 3 levels"):
        looks(Nominal(["r", "g"]), "color", theme)


def test_numbers_as_levels(theme):
    trained = Nominal({2: 5, 1: 1}).train_property(
        summary([1, 2, 2]), PROPERTIES["linewidth"], theme
    )
    assert trained.entries() == ((1, 2), ("1", "2"))
    assert_allclose(np.asarray(trained.outputs(np.array([2.0, 1.0]))), [5, 1])


def test_no_levels_at_all(theme):
    for name in ("color", "linewidth", "marker", "fill"):
        trained = Nominal().train_property(Summary(Kind.NUMBER), PROPERTIES[name], theme)
        assert trained.entries() == ((), ())
        assert len(np.asarray(trained.outputs(np.array([np.nan, np.nan])))) == 2


@pytest.mark.parametrize("name", ["color", "marker", "text", "offset", "halign"])
def test_legend_is_as_the_property_says(name, theme):
    trained = Nominal(["left", "right", "center"] if name == "halign" else None)
    if name == "text":
        trained = Nominal(["x", "y", "z"])
    assert trained.train_property(ABC, PROPERTIES[name], theme).legend is PROPERTIES[name].legend


# ---------------------------------------------------------------------------------------- boolean


def test_true_comes_first():
    axis = Boolean().train_axis(BOTH)
    assert axis.units.levels == (True, False)
    column = Column(Kind.BOOLEAN, np.array([0.0, 1.0, np.nan]))
    assert_array_equal(axis.to_units(column), [1, 0, np.nan])
    assert (axis.parse(True), axis.parse(False)) == (0, 1)


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("linewidth", None, [3, 0.75]),
        ("linewidth", [1, 2], [1, 2]),
        ("linewidth", (1, 2), [2, 1]),
        ("linewidth", {False: 0.5}, [3, 0.5]),
        ("fill", None, [True, False]),
        ("fill", [False, True], [False, True]),
    ],
)
def test_boolean_looks(name, values, expected, theme):
    levels, labels, table = looks(Boolean(values), name, theme, BOTH)
    assert levels == (True, False) and labels == ["True", "False"]
    assert_allclose(table[:2].astype(float), np.array(expected, dtype=float))


def test_boolean_takes_zeros_and_ones(theme):
    trained = Boolean([1, 2]).train_property(summary([0, 1, 1]), PROPERTIES["linewidth"], theme)
    assert_allclose(np.asarray(trained.outputs(np.array([1.0, 0.0]))), [1, 2])


@pytest.mark.parametrize("values", [["yes", "no"], [0, 1, 2]])
def test_boolean_refuses_other_levels(values, theme):
    with pytest.raises(PlotSpecError, match=r"so.Boolean\(\) needs true and false.*so.Nominal"):
        Boolean().train_axis(summary(values))
    with pytest.raises(PlotSpecError, match="needs true and false"):
        Boolean().train_property(summary(values), PROPERTIES["color"], theme)


# -------------------------------------------------------------------------------- ticks and labels


@scales
def test_tick_and_label_return_copies(scale):
    locator, formatter = ticker.MultipleLocator(2), ticker.NullFormatter()
    ticked = scale.tick(locator)
    labelled = ticked.label(like={"a": "A"})
    assert scale == type(scale)()
    assert ticked.ticks_ == Ticks(locator=locator) and ticked.labels_ == TickLabels()
    assert labelled.ticks_.locator is locator and labelled.labels_.like == {"a": "A"}
    assert labelled.label(formatter).labels_ == TickLabels(formatter=formatter)
    assert labelled.train_axis(BOTH).labels.like == {"a": "A"}
    assert labelled.train_axis(BOTH).ticks.locator is locator


@scales
@pytest.mark.parametrize(
    ("method", "kws", "message"),
    [
        ("tick", {"locator": 3}, "must be a matplotlib Locator, not 3"),
        ("tick", {"locator": ["a"]}, "must be a matplotlib Locator"),
        ("label", {"formatter": "x"}, "must be a matplotlib Formatter"),
        ("label", {"like": 3}, r"label\(like=\) must be a dict, a format or a function, not 3"),
        ("label", {"like": ["A", "B"]}, r"label\(like=\) must be a dict"),
    ],
)
def test_wrong_ticks_and_labels(scale, method, kws, message):
    with pytest.raises(PlotTypeError, match=message):
        getattr(scale, method)(**kws)


@pytest.mark.parametrize(
    ("like", "levels", "expected"),
    [
        (None, ["b", "a"], ["b", "a"]),
        ({"a": "A", "other": "?"}, ["b", "a"], ["b", "A"]),
        (str.upper, ["b", "a"], ["B", "A"]),
        ("<{x}>", ["b", "a"], ["<b>", "<a>"]),
        ("{pos}.{x}", ["b", "a"], ["0.b", "1.a"]),
        ("{x:.1f}", [1, 2], ["1.0", "2.0"]),
        (".2f", [1, 2], ["1.00", "2.00"]),
        ({1: "one"}, [1, 2], ["one", "2"]),
        ({"2024-01-01": "first"}, [np.datetime64("2024-01-01"), np.datetime64("2024-01-02")],
         ["first", "2024-01-02"]),
    ],
)  # fmt: skip
def test_labels(like, levels, expected, theme):
    about = summary(np.array(levels) if isinstance(levels[0], np.datetime64) else levels)
    assert looks(Nominal().label(like=like), "color", theme, about)[1] == expected


def test_labels_by_a_formatter(theme):
    formatter = ticker.FixedFormatter(["first", "second", "third"])
    assert looks(Nominal().label(formatter), "color", theme)[1] == ["first", "second", "third"]


def test_labels_of_booleans(theme):
    scale = Boolean().label(like={True: "yes", False: "no"})
    assert looks(scale, "color", theme, BOTH)[1] == ["yes", "no"]


@pytest.mark.parametrize("like", [".2f", "{x:.2f}", "{y}"])
def test_formats_that_do_not_fit(like, theme):
    with pytest.raises(PlotSpecError, match=r"label\(like=.* cannot write the levels 'b', 'a'"):
        looks(Nominal().label(like=like), "color", theme)


def test_labels_of_times_are_on_the_clocks_of_their_zone(theme):
    stamps = pd.Series(pd.to_datetime(["2024-07-01T12:00"])).dt.tz_localize(UTC)
    column = to_column(stamps.dt.tz_convert("Asia/Tokyo"), "t")
    scale = Nominal().train_property(
        column.summary(SummaryRequest(levels=True)), PROPERTIES["color"], theme
    )
    assert scale.entries()[1] == ("2024-07-01 21:00",)


def test_far_too_many_levels(monkeypatch):
    monkeypatch.setattr(order, "MOST_LEVELS", 3)
    data = {"x": [1, 2, 3, 4, 4], "text": list("abcdd")}
    plot = so.Plot(data, x="x", y="x")
    for much in (plot.add(so.Dot(), color="text"), plot.add(so.Dot(), x="text")):
        with pytest.raises(PlotSpecError, match="4 different values, too many to be the levels"):
            much.plot()
    plot.add(so.Dot(), color="text").scale(color=so.Nominal(top=2)).plot()
