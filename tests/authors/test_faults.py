"""What authors get wrong is told, and what docs/extending.md promises them holds."""

import copy
import io
import pickle
from dataclasses import dataclass

import numpy as np
import pandas as pd
import polars as pl
import pytest
from matplotlib.figure import Figure

import plotkit.objects as so
from plotkit.marks.primitives import Points, Texts
from plotkit.properties.number import Interval
from tests.authors.marks import Box, Candlestick, Kernel, Rule, Violin

FEW = {"x": ["a", "a", "b"], "y": [1.0, 2.0, 3.0], "g": ["u", "v", "u"]}


def plot_of(*layer, data=FEW, **variables):
    """Return a plot of a few rows with one layer."""
    return so.Plot(data, x="x", y="y").add(*layer, **variables)


def primitives(compiled, kind=object, layer=0):
    """Return what a layer draws, of one kind."""
    marks = [m for panel in compiled.drawing.panels for m in panel.marks if m.layer == layer]
    return [each for m in marks for each in m.primitives if isinstance(each, kind)]


def points(v, pane):
    """A plain function as a mark."""
    pane.points(v.xy(), color=v.color)


# ----------------------------------------------------------------------------- plain functions


@pytest.fixture
def twist():
    """Register a property, for one test."""
    from plotkit.properties import registry

    class Twist(Interval):
        def default_range(self, theme):
            return 0.0, 90.0

    so.register("twist", Twist("twist"))
    yield "twist"
    del registry._properties["twist"]


def test_b2_a_plain_function_uses_a_hatch_and_a_property_of_authors(twist):
    seen = {}

    def blocks(v, pane):
        seen["hatch"], seen["twist"] = np.asarray(v.hatch).tolist(), np.asarray(v.twist).tolist()
        pane.boxes(v.box("baseline", "y"), color=v.color, hatch=v.hatch)

    plot_of(blocks, hatch="g", twist="y", legend=False).plot()
    assert seen == {"hatch": ["", "//", ""], "twist": [0.0, 45.0, 90.0]}
    plot_of(blocks, legend=False).plot()
    assert seen == {"hatch": "", "twist": None}  # nobody knows what a property of authors is
    plot_of(blocks, hatch="g", legend=False).scale(hatch=["xx", ".."]).plot()
    assert seen["hatch"] == ["xx", "..", "xx"]


@pytest.mark.parametrize("orient", ["x", "y"])
def test_b2_every_property_that_is_no_position_is_there(orient):
    from plotkit.properties.registry import PROPERTIES, Coordinate

    names = [
        n
        for n, p in PROPERTIES.items()
        if not isinstance(p, Coordinate) and n not in ("group", "geometry")
    ]

    def asks(v, pane):
        assert all(name in v for name in names)
        points(v, pane)

    plot_of(asks, orient=orient).plot()


def test_b3_a_plain_function_is_added_to_marks_on_either_side():
    for mark in (so.Dots() + points, points + so.Dots(), so.Dash() + points, points + so.Dash()):
        drawn = primitives(plot_of(mark, so.Agg(), color="g").plot())
        assert len(drawn) == 2
    three = points + so.Dots() + points
    assert repr(plot_of(three)) == repr(plot_of(points + (so.Dots() + points)))
    assert len(primitives(plot_of(three).plot(), Points)) == 3
    moved = primitives(plot_of(so.Dots() + points, so.Shift(x=0.25)).plot(), Points)
    assert moved[0].xy.tolist() == moved[1].xy.tolist() == [[0.25, 1], [0.25, 2], [1.25, 3]]


@pytest.mark.parametrize("other", [3, None, so.Agg(), so.Dots, [so.Dots()]])
def test_b3_what_is_no_mark_is_told_on_either_side(other):
    for add in (lambda: so.Dots() + other, lambda: other + so.Dots()):
        with pytest.raises(so.PlotTypeError, match=r"added to marks and functions f\(v, pane\)"):
            add()


@pytest.mark.parametrize("wrong", [so.Agg(), so.Dodge()])
def test_b3_a_stat_or_move_is_no_plain_function(wrong):
    with pytest.raises(so.PlotTypeError, match="add\\(\\) needs a Mark first"):
        so.Plot(FEW, x="x", y="y").add(wrong)


# ------------------------------------------------------------------------- properties of one row


def test_b6_an_index_gives_the_property_of_one_row():
    seen = []

    def notes(v, pane):
        for row in range(v.n):
            pane.texts([[v.x[row], v.y[row]]], ["n"], color=v.color[row], size=v.fontsize[row])
            pane.points([[0, 0]], color=v.color[row], marker=v.marker[row])
            pane.lines([[[0, 0], [1, 1]]], linestyle=v.linestyle[row])
            pane.boxes([[[0, 0], [1, 1]]], hatch=v.hatch[row])
        seen.append((len(list(v.color)), v.color[-1].shape, v.color[:, 3].shape))

    given = dict.fromkeys(("color", "marker", "linestyle", "hatch"), "g")
    compiled = plot_of(notes, fontsize="y", **given, legend=False).plot()
    compiled.figure.draw_without_rendering()
    assert seen == [(3, (4,), (3,))]
    drawn = primitives(compiled, Texts)
    assert drawn[0].color == drawn[2].color != drawn[1].color
    assert drawn[0].size < drawn[1].size < drawn[2].size


def test_b6_one_row_of_a_single_level_and_of_a_factor():
    coded = so.Coded(np.array([1, 0, 1]), np.array([2.0, 3.0]))
    assert [coded[0], coded[-2], coded[np.int64(2)]] == [3.0, 2.0, 3.0]
    assert coded[[0, 1]].codes.tolist() == coded[:2].codes.tolist() == [1, 0]
    factor = so.Factor(np.array([1, 0, -1]), ("a", "b"))
    assert [factor[0], factor[1], factor[2]] == ["b", "a", None]
    assert factor[np.array([True, False, True])].codes.tolist() == [1, -1]


# ----------------------------------------------------------------------- moves of positions alone

PRICES = {"x": ["a", "a", "b"], "lo": [1.0, 2, 2], "hi": [5.0, 6, 7], "g": ["u", "v", "u"]}
GIVEN = {"low": "lo", "open": "lo", "close": "hi", "high": "hi"}


@pytest.mark.parametrize("move", [so.Norm(), so.Stack(), so.Norm(where="x == 'a'")])
@pytest.mark.parametrize("axis", ["x", "y"])
def test_b7_moves_that_need_y_say_so_of_other_positions(move, axis):
    plot = so.Plot(PRICES, **{axis: "x"}, color="g").add(Candlestick(), move, **GIVEN, orient=axis)
    said = rf"{type(move).__name__} needs y \(x in a horizontal layer\)"
    with pytest.raises(so.PlotSpecError, match=said) as caught:
        plot.plot()
    assert "'low', 'open', 'close', 'high'" in str(caught.value)
    assert "before:" not in str(caught.value)


@dataclass(frozen=True)
class AsksForMore(so.Move):
    def __call__(self, t, by):
        return t.with_(y=t["befor"])


@pytest.mark.parametrize(
    "move",
    [AsksForMore(), so.Norm(by=["befor"]), so.Dodge(by=["befor"]), so.Norm(where="befor > 1")],
)
def test_b7_no_message_names_what_the_compiler_keeps_for_itself(move):
    layers = [(so.Dots(), move), (so.Dots() + so.Dash().after(move),), (so.Dots(), so.Agg(), move)]
    for layer in layers:
        with pytest.raises(so.PlotSpecError) as caught:
            plot_of(*layer, width=0.5).plot()
        told = str(caught.value)
        assert "'x', 'y'" in told
        assert not any(inner in told for inner in ("before:", "table:", "_width", "_baseline"))


def test_b8_positions_of_marks_share_the_scale_of_their_axis():
    plot = so.Plot(PRICES, x="x").add(Candlestick(), **GIVEN)
    calls = [
        lambda: plot.scale(low="log"),
        lambda: plot.limit(high=(0, 1)),
        lambda: plot.label(open="Price"),
        lambda: plot.share(close=True),
    ]
    for call in calls:
        with pytest.raises(so.PlotTypeError, match=r"say y= \(x= in a horizontal layer\)"):
            call()
    with pytest.raises(so.PlotTypeError, match="density is a share of the width"):
        plot.scale(density="log")
    with pytest.raises(so.PlotTypeError, match="Unknown variable 'lov'"):
        plot.scale(lov="log")

    class Segment(so.Mark):
        positions = {"xstop": so.Position("x", "ystop"), "ystop": so.Position("y", "xstop")}

    with pytest.raises(so.PlotTypeError, match=r"axis y, which all its positions share: say y=\."):
        plot.limit(ystop=(0, 1))


# --------------------------------------------------------------------- classes that say it wrongly


def test_c7_a_class_where_an_instance_belongs():
    with pytest.raises(so.PlotTypeError, match=r"stat of M .* the class Kernel; call it: Kernel"):

        class M(so.Mark):
            stat = Kernel

    class Size(Interval):
        pass

    with pytest.raises(so.PlotTypeError, match=r"instance of a class .* such as Size\('hs'\)"):
        so.register("hs", Size)
    with pytest.raises(so.PlotTypeError, match="register"):
        so.register("hs", 3)


def test_c7_a_recipe_is_called_before_it_is_added():
    def recipe(**kws):
        return [so.Layer(so.Dots(**kws))]

    def other(color="k", size=3):
        return so.Dots()

    for add in (plot_of, so.Layer, lambda one: so.Dots() + one):
        with pytest.raises(so.PlotTypeError, match=r"called first: recipe\(...\)"):
            add(recipe)
    with pytest.raises(so.PlotTypeError, match=r"called first: add\(other\(...\)\)"):
        plot_of(other).plot()
    plot_of(lambda v, pane: [points(v, pane)]).plot()


@pytest.mark.parametrize("name", ["data", "orient", "label", "legend", "mark", "title"])
def test_c8_c9_nothing_is_called_like_a_parameter_of_a_method(name):
    with pytest.raises(so.PlotSpecError, match="have a parameter of that name"):
        so.register(name, Interval(name))
    with pytest.raises(so.PlotSpecError, match="have a parameter of that name"):
        type("M", (so.Mark,), {"positions": {name: "y"}})
    with pytest.raises(so.PlotSpecError, match="have a parameter of that name"):
        type("S", (so.Stat,), {"reads": (name,)})


def test_c8_a_property_is_not_called_like_a_position():
    type("M", (so.Mark,), {"positions": {"apex": "y"}})
    with pytest.raises(so.PlotSpecError, match="taken already"):
        so.register("apex", Interval("apex"))


@pytest.mark.parametrize("name", ["color", "y", "ymin", "width", "baseline", "weight", "col"])
def test_c9_a_position_is_not_called_like_what_every_layer_knows(name):
    with pytest.raises(so.PlotSpecError, match=f"cannot be called '{name}'"):
        type("M", (so.Mark,), {"positions": {name: "y"}})


@pytest.mark.parametrize(
    ("base", "what", "wrong"),
    [(so.Mark, "needs", "ymin"), (so.Stat, "needs", "z"), (so.Stat, "reads", "weight"),
     (so.Stat, "makes", "y"), (so.Mark, "positions", {"a b": "y"})],
)  # fmt: skip
def test_c9_names_are_listed(base, what, wrong):
    with pytest.raises(so.PlotSpecError, match=r"must be a (tuple|dict)|no keyword of Python"):
        type("Own", (base,), {what: wrong})


def test_c9_marks_of_a_layer_agree_on_where_a_name_lies():
    class One(so.Mark):
        positions = {"edge": "y"}

    class Two(so.Mark):
        positions = {"edge": "x"}

    for make in (lambda: One() + Two(), lambda: so.Dots() + One() + Two().after(so.Jitter())):
        with pytest.raises(so.PlotSpecError, match="One and Two cannot share a layer: 'edge'"):
            make()
    assert One() + One()


def test_c10_a_class_with_fields_is_a_dataclass():
    class Bare(so.Mark):
        color: so.MappableColor = so.Mappable("C0")

    class Silent(so.Dots):
        color = so.Mappable("C1")

    @dataclass(frozen=True)
    class Untyped(so.Mark):
        color = so.Mappable("C0")

    class Nudge(so.Move):
        amount: float = 0.1

    for kind in (Bare, Nudge):
        with pytest.raises(so.PlotTypeError, match="Write @dataclass"):
            kind()
    with pytest.raises(so.PlotTypeError, match="Write @dataclass"):
        plot_of(Silent())
    with pytest.raises(so.PlotTypeError, match=r"Untyped.color is no field .* has no type"):
        plot_of(Untyped())

    class Plain(so.Dots):
        """A class that adds no field needs no decorator."""

        has_key = False

    plot_of(Plain(color="r")).plot()


# -------------------------------------------------------------------------------- what marks need


@pytest.mark.parametrize(
    ("mark", "stats", "given", "lacks"),
    [
        (Violin(), (so.Agg(),), {"x": "x", "y": "y"}, "density is"),
        (Violin(), (so.Agg(),), {"y": "x", "x": "y"}, "density is"),
        (Violin(), (), {"x": "y"}, "y is"),
        (Box(), (), {"x": "y"}, "y is"),
        (Box(), (), {"color": "g"}, "x and y are"),
        (Box() + so.Dots(), (), {"x": "g"}, "y is"),
        (Box(), (), {"x": "g", "ymin": "y"}, "q1 and median and q3 and ymax are"),
        (Rule(), (), {"color": "g"}, "y is"),
    ],
)
def test_c1_c3_what_lacks_is_told_and_not_what_the_stat_makes(mark, stats, given, lacks):
    with pytest.raises(so.PlotSpecError, match=f": {lacks} required"):
        so.Plot(FEW, **given).add(mark, *stats).plot()


@pytest.mark.parametrize(
    "frame", [dict, pd.DataFrame, pl.LazyFrame], ids=["dict", "pandas", "lazy"]
)
def test_c2_a_mark_without_rows_prepares_nothing(frame):
    none = {"x": np.array([], dtype=str), "y": np.array([], dtype=float)}
    lost = {"x": ["a", "b"], "y": [np.nan, np.nan]}
    for mark in (Violin(), Violin() + so.Dots()):
        compiled = so.Plot(frame(none), x="x", y="y").add(mark).plot()
        assert not primitives(compiled)
        with pytest.warns(so.PlotWarning, match="2 with missing y"):
            assert not primitives(so.Plot(frame(lost), x="x", y="y").add(mark).plot())


def test_c4_data_are_mapped_to_registered_properties_only(twist):
    @dataclass(frozen=True)
    class M(so.Mark):
        shape: so.MappableFloat = so.Mappable(3.0)
        twist: so.MappableFloat = so.Mappable(4.0)

        def draw(self, v, pane):
            seen.append((np.asarray(v.shape).tolist(), np.asarray(v.twist).tolist()))

    seen = []
    plot_of(M(shape=5), twist="y", legend=False).plot()
    assert seen == [(5, [0.0, 45.0, 90.0])]
    for mark in (M(), M() + so.Dots(), so.Dots() + M().after(so.Jitter())):
        with pytest.raises(so.PlotTypeError, match=r"so.register\('shape', ...\) makes it one"):
            plot_of(mark, shape="y")
    with pytest.raises(so.PlotTypeError, match="Unknown variable 'shape'"):
        plot_of(so.Dots(), shape="y")


# --------------------------------------------------------------------- what stats and moves return

TIMES = {"x": ["a", "a", "b"], "y": np.arange("2024-01-01", "2024-01-04", dtype="M8[D]")}
DAY = np.array(["2024-01-02"], "M8[D]")


@dataclass(frozen=True, eq=False)
class Returns(so.Stat):
    given: object = None
    makes = {"y": "y", "of": "number", "kind": "category"}

    def compute(self, y):
        return self.given if isinstance(self.given, dict) else {"y": self.given}


@dataclass(frozen=True, eq=False)
class Sets(so.Move):
    to: object = None

    def __call__(self, t, by):
        return t.with_(y=self.to)


WRONG = {
    "text": ("abc", "categories, such as 'abc'|<U3"),
    "texts": (["a", "b", "c"], "categories, such as 'a'|<U1"),
    "complex": (1j, "complex128"),
    "a time": (DAY[0], "datetime64"),
    "bytes": (b"a", "S1"),
    "a table": (np.ones((3, 2)), r"with shape \(3, 2\)"),
}


@pytest.mark.parametrize("axis", ["x", "y"])
@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_c5_a_position_is_a_number_whoever_makes_it(axis, wrong):
    value, said = wrong
    given = {"x": "x", "y": "y"} if axis == "y" else {"x": "y", "y": "x"}
    for transform in (Returns(value), Sets(value)):
        for layer in ((so.Dots(), transform), (so.Dots() + so.Dash().after(transform),)):
            with pytest.raises(so.PlotSpecError, match=rf"returned '?[xy]'? .*({said})") as e:
                so.Plot(FEW, **given).add(*layer).plot()
            assert any(type(transform).__name__ in note for note in e.value.__notes__)
            assert any("layer 1" in note for note in e.value.__notes__)


def test_c5_times_are_days_on_an_axis_of_times_only():
    for transform in (Returns({"y": DAY}), Sets(DAY[0])):
        drawn = primitives(plot_of(so.Dots(), transform, data=TIMES).plot())[0].xy[:, 1]
        assert set(drawn) == {float(DAY[0].astype(int))}
    alone = so.Plot({"x": ["a", "b"]}, x="x").add(so.Dots(), Times())
    assert set(primitives(alone.plot())[0].xy[:, 1]) == {19724.0}
    with pytest.raises(so.PlotTypeError, match="timedelta64"):
        plot_of(so.Dots(), Returns({"y": DAY - DAY}), data=TIMES).plot()


@dataclass(frozen=True)
class Times(so.Stat):
    makes = {"y": "y"}

    def compute(self):
        return {"y": DAY}


def test_c5_other_columns_have_one_value_a_row():
    pairs = np.empty(2, dtype=object)
    pairs[:] = [(1, 2), (3, 4)]
    good = Returns({"y": [1.0, None], "kind": pairs, "of": [1, None]})
    with pytest.warns(so.PlotWarning, match="undefined y"):
        compiled = plot_of(so.Dots(), good, color="kind").plot()
    assert primitives(compiled)[0].xy.tolist() == [[0, 1], [1, 1]]
    for wrong in ({"kind": [(1, 2), (3, 4)]}, {"of": [1j, 2]}, {"kind": np.ones((2, 1))}):
        with pytest.raises(so.PlotSpecError, match=r"with shape|as complex128"):
            plot_of(so.Dots(), Returns({"y": [1.0, 2.0], **wrong}), color=next(iter(wrong))).plot()
    with pytest.raises(so.PlotTypeError, match="dict of columns, not NoneType"):
        plot_of(so.Dots(), Nothing()).plot()


@dataclass(frozen=True)
class Nothing(so.Stat):
    def compute(self, y):
        return None


# --------------------------------------------------------------------- the user's arrays stay whole


@dataclass(frozen=True)
class WritesInMove(so.Move):
    def __call__(self, t, by):
        t["y"][:] = 0
        return t


@dataclass(frozen=True)
class WritesInCompute(so.Stat):
    makes = {"y": "y"}

    def compute(self, x, y):
        y -= y.mean()
        return {"x": x, "y": y}


@dataclass(frozen=True)
class WritesInTable(so.Stat):
    def __call__(self, data, by):
        held = data.collect()
        held["y"][:] = 0
        return held


@dataclass(frozen=True)
class WritesInMark(so.Mark):
    color: so.MappableColor = so.Mappable("C0")
    pointsize: so.MappableFloat = so.Mappable(3.0)
    size: bool = False

    def draw(self, v, pane):
        (v.pointsize if self.size else v.y)[:] = 0


WRITERS = {
    "move": (so.Dots(), WritesInMove()),
    "move of a member": (so.Dots().after(WritesInMove()),),
    "compute": (so.Dots(), WritesInCompute()),
    "table": (so.Dots(), WritesInTable()),
    "mark": (WritesInMark(),),
    "property": (WritesInMark(size=True),),
}
FRAMES = {
    "vectors": lambda x, y: so.Plot(x=x, y=y, pointsize=y),
    "dict": lambda x, y: so.Plot({"x": x, "y": y}, x="x", y="y", pointsize="y"),
    "pandas": lambda x, y: so.Plot(
        pd.DataFrame({"x": x, "y": y}, copy=False), x="x", y="y", pointsize="y"
    ),
    "polars": lambda x, y: so.Plot(pl.DataFrame({"x": x, "y": y}), x="x", y="y", pointsize="y"),
}


@pytest.mark.parametrize("kind", [float, int])
@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
@pytest.mark.parametrize("layer", WRITERS.values(), ids=WRITERS)
def test_a4_nobody_writes_to_the_users_arrays(layer, frame, kind):
    x, y = np.arange(1, 4).astype(kind), np.arange(1, 4).astype(kind)
    plot = frame(x, y).scale(pointsize=None).add(*layer)
    with pytest.raises(ValueError, match="read-only") as caught:
        plot.plot()
    assert any("Writes" in note for note in caught.value.__notes__)
    assert x.tolist() == y.tolist() == [1, 2, 3]
    y[0] = 7  # they are the user's still
    assert primitives(frame(x, y).add(so.Dots()).plot())[0].xy[0, 1] == 7


def test_a4_each_group_is_read_only_too():
    with pytest.raises(ValueError, match="read-only"):
        plot_of(so.Dots(), WritesInCompute(), color="g", group="x").plot()


# ---------------------------------------------------------------------- lines across a given Axes


def on_axes(plot, x, y, **settings):
    """Return the limits of an Axes with a line before and after a plot is drawn on it."""
    ax = Figure().add_subplot()
    ax.plot(x, y)
    ax.set(**settings)
    before = ax.get_xlim(), ax.get_ylim()
    plot.on(ax).plot()
    return before, (ax.get_xlim(), ax.get_ylim())


@pytest.mark.parametrize("given", [{"y": 500}, {"x": -70}, {"y": 50}])
@pytest.mark.parametrize("settings", [{}, {"ylim": (-50, 50)}])
def test_a17_a_line_alone_leaves_the_limits_of_an_axes_with_content(given, settings):
    before, after = on_axes(so.Plot().add(Rule(), **given), [10, 20], [0, 100], **settings)
    assert before == after


def test_a17_limits_widen_where_that_is_asked():
    rule = so.Plot().add(Rule(), y=500)
    _, (_, ylim) = on_axes(rule.limit(y=(0, 600)), [10, 20], [0, 100])
    assert ylim == (0, 600)
    dots = so.Plot(x=[5], y=[200]).add(so.Dots()).add(Rule(), y=201)
    _, (xlim, ylim) = on_axes(dots, [10, 20], [0, 100])
    assert xlim[0] < 5 and xlim[1] > 20 and ylim[0] < 0 and ylim[1] > 200
    empty = Figure().add_subplot()
    rule.on(empty).plot()
    assert empty.get_ylim()[0] < 500 < empty.get_ylim()[1]


# ----------------------------------------------------------------- drawn plots are copied, not kept


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_c12_a_drawn_plot_is_copied(copied):
    plots = [
        plot_of(so.Dots(), so.Jitter(), color="g"),
        plot_of(points).facet("g"),
        plot_of(so.Bar(), so.Agg(), so.Dodge(), color="g") | plot_of(so.Line()),
        plot_of(so.Dots(), color="y", pointsize="y").scale(y="log"),
    ]
    for plot in plots:
        drawn = plot.plot()
        other = copied(drawn)
        file = io.BytesIO()
        other.save(file, format="png", dpi=40)
        assert file.tell() > 0
        assert (other.figure is drawn.figure) is (copied is copy.copy)
        assert other._display is drawn._display


def test_c12_a_drawn_plot_says_why_it_is_not_pickled():
    for plot in (plot_of(so.Dots()), plot_of(so.Dots()) / plot_of(so.Line())):
        with pytest.raises(so.PlotTypeError, match="Pickle the Plot and draw it again"):
            pickle.dumps(plot.plot())
        assert repr(pickle.loads(pickle.dumps(plot))) == repr(plot)
    pickle.loads(pickle.dumps(plot_of(so.Dots()).plot().figure)).draw_without_rendering()


def test_c12_settings_of_the_display_are_copied():
    display = so.Plot.config.display
    before = dict(display)
    try:
        display.update(format="svg", hidpi=False)
        for made in (copy.deepcopy(display), pickle.loads(pickle.dumps(display))):
            assert type(made) is type(display) and made == display
            assert made is not display
    finally:
        display.update(before)


@dataclass(frozen=True)
class Ribbon(so.Mark):
    stat = so.Est(errorbar=("pi", 100))

    def compose(self):
        return so.Band() + so.Line()


def test_the_default_stat_of_a_composed_mark_is_that_of_all_it_is_made_of():
    plot = so.Plot({"x": [1, 1, 2], "y": [1, 3, 5]}, x="x", y="y")
    band, line = plot.add(Ribbon()).plot().drawing.panels[0].marks
    assert line.primitives[0].paths.xy.tolist() == [[1, 2], [2, 5]]
    assert band.primitives[0].paths.xy[:, 1].tolist() == [3, 5, 5, 1]
    given = so.Plot({"x": [1, 2], "y": [2, 5], "a": [1, 4], "b": [3, 6]}, x="x", y="y")
    band, line = given.add(Ribbon(), ymin="a", ymax="b").plot().drawing.panels[0].marks
    assert line.primitives[0].paths.xy.tolist() == [[1, 2], [2, 5]]
