"""The grid of panels, what each shows, and what they share."""

from datetime import date

import numpy as np
import polars as pl
import pytest

import plotkit.objects as so
from tests.engines import ENGINES, LAZY

DATA = {
    "x": [1, 2, 3, 4, 5, 6],
    "y": [10.0, 20.0, 30.0, 40.0, 50.0, 60.0],
    "z": [6.0, 5.0, 4.0, 3.0, 2.0, 1.0],
    "g": ["b", "a", "b", "a", "b", "c"],
    "n": [2, 1, 2, 1, 2, 1],
    "ok": [True, False, True, True, False, False],
    "day": [date(2024, 1, 2), date(2024, 1, 1)] * 3,
}


@pytest.fixture(params=ENGINES)
def data(request):
    engine, frame = ENGINES[request.param], pl.DataFrame(DATA)
    return frame if engine is None else engine(frame)


def shown(drawing, layer=0):
    """Return the x of the points of a layer in each panel, by the titles over and beside it."""
    over = {panel.col: panel.title for panel in drawing.panels if panel.title}
    beside = {panel.row: panel.row_title for panel in drawing.panels if panel.row_title}

    def title(panel):
        titles = [panel.title or over.get(panel.col, ""), beside.get(panel.row, "")]
        return " | ".join(filter(None, titles))

    return {
        title(panel): sorted(
            x for i in panel.marks if i.layer == layer for x in i.primitives[0].xy[:, 0]
        )
        for panel in drawing.panels
    }


def places(drawing):
    return [(panel.row, panel.col) for panel in drawing.panels]


@pytest.mark.parametrize(
    ("col", "expected"),
    [
        ("g", {"a": [2, 4], "b": [1, 3, 5], "c": [6]}),
        ("n", {"1": [2, 4, 6], "2": [1, 3, 5]}),
        ("ok", {"True": [1, 3, 4], "False": [2, 5, 6]}),
        ("day", {"2024-01-01": [2, 4, 6], "2024-01-02": [1, 3, 5]}),
    ],
)
@pytest.mark.parametrize("dimension", ["col", "row"])
def test_a_panel_for_each_level_of_any_kind_on_any_engine(draw, data, dimension, col, expected):
    drawing = draw(so.Plot(data, x="x", y="y").facet(**{dimension: col}).add(so.Dot()))
    assert shown(drawing) == expected
    n = len(expected)
    assert drawing.shape == ((1, n) if dimension == "col" else (n, 1))


@pytest.mark.parametrize(("col", "order"), [("g", ["c", "a"]), ("n", [2, 1])])
def test_order_of_panels_on_any_engine(draw, data, col, order):
    plot = so.Plot(data, x="x", y="y").facet(col, order=order).add(so.Dot())
    if col == "g":
        with pytest.warns(so.PlotWarning, match="3 with col in an unlisted level"):
            drawing = draw(plot)
        assert list(shown(drawing).items()) == [("c", [6]), ("a", [2, 4])]
    else:
        assert list(shown(draw(plot)).items()) == [("2", [1, 3, 5]), ("1", [2, 4, 6])]


def test_panels_are_sorted_if_asked_on_any_engine(draw, data):
    plot = so.Plot(data, x="x", y="y").add(so.Dot())
    assert list(shown(draw(plot.facet("g", order="name")))) == ["a", "b", "c"]
    both = draw(plot.facet("g", "ok", order={"col": "name", "row": [True, False]}))
    assert [panel.title for panel in both.panels][:3] == ["a", "b", "c"]
    assert draw(plot.facet("g", "ok", order="name")).shape == (2, 3)
    with pytest.raises(so.PlotTypeError, match="a list of levels, or 'name', not 'frequency'"):
        plot.facet("g", order="frequency")


def test_what_is_missing_comes_after_sorted_panels(draw):
    data = pl.DataFrame({"x": [1, 2, 3], "y": [1, 2, 3], "g": ["z", None, "a"]})
    plot = so.Plot(data.lazy(), x="x", y="y").facet("g", order="name", na="missing")
    assert list(shown(draw(plot.add(so.Dot())))) == ["a", "z", "missing"]


def test_order_of_appearance_in_memory(draw):
    drawing = draw(so.Plot(DATA, x="x", y="y").facet("g").add(so.Dot()))
    assert [panel.title for panel in drawing.panels] == ["b", "a", "c"]


def test_columns_and_rows(draw, data):
    drawing = draw(so.Plot(data, x="x", y="y").facet("n", "ok").add(so.Dot()))
    assert drawing.shape == (2, 2)
    assert places(drawing) == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert shown(drawing) == {
        "1 | True": [4], "2 | True": [1, 3], "1 | False": [2, 6], "2 | False": [5]
    }  # fmt: skip


@pytest.mark.parametrize("stat", [so.Agg(), so.Hist(bins=2), so.Count()], ids=str)
def test_stats_are_of_each_panel(draw, data, stat):
    plot = so.Plot(data, x="n", y="y") if isinstance(stat, so.Agg) else so.Plot(data, x="n")
    table = draw(plot.facet("g", order=["a", "b", "c"]).add(so.Bar(), stat)).tables[0].table
    values = {
        level: table["y"][table["col"].values() == level].tolist() for level in ("a", "b", "c")
    }
    if isinstance(stat, so.Agg):
        assert values == {"a": [30.0], "b": [30.0], "c": [60.0]}
    elif isinstance(stat, so.Count):
        assert values == {"a": [2.0], "b": [3.0], "c": [1.0]}
    else:
        assert values == {"a": [2.0, 0.0], "b": [0.0, 3.0], "c": [1.0, 0.0]}


def test_a_layer_without_the_facet_variable_is_in_every_panel(draw):
    plot = so.Plot(DATA, x="x", y="y").facet("g", order=["a", "b", "c"]).add(so.Dot())
    drawing = draw(plot.add(so.Dot(), data={"x": [7, 8], "y": [1, 2]}))
    assert shown(drawing, 1) == {"a": [7, 8], "b": [7, 8], "c": [7, 8]}
    drawing = draw(plot.add(so.Dot(), col=None))
    assert shown(drawing, 1) == {level: [1, 2, 3, 4, 5, 6] for level in "abc"}


def test_a_layer_with_the_variable_in_data_of_its_own(draw):
    plot = so.Plot(DATA, x="x", y="y").facet("g").add(so.Dot())
    drawing = draw(plot.add(so.Dot(), data={"x": [7, 8], "y": [1, 2], "g": ["d", "a"]}))
    assert shown(drawing, 1) == {"b": [], "a": [8], "c": [], "d": [7]}


def test_a_vector_as_facet(draw):
    drawing = draw(so.Plot(x=[1, 2], y=[3, 4]).facet(["u", "v"]).add(so.Dot()))
    assert shown(drawing) == {"u": [1], "v": [2]}


@pytest.mark.parametrize(
    ("dimension", "wrap", "shape", "expected"),
    [
        ("col", 2, (3, 2), [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]),
        ("col", 4, (2, 4), [(0, 0), (0, 1), (0, 2), (0, 3), (1, 0), (1, 1)]),
        ("row", 4, (4, 2), [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (3, 0)]),
        ("col", 9, (1, 6), [(0, i) for i in range(6)]),
    ],
)
def test_wrap(draw, dimension, wrap, shape, expected):
    plot = so.Plot(DATA, x="x", y="y").facet(**{dimension: "x"}, wrap=wrap).add(so.Dot())
    drawing = draw(plot)
    assert drawing.shape == shape
    assert places(drawing) == expected
    assert sorted(shown(drawing).values()) == [[i] for i in range(1, 7)]


class TestPairs:
    def test_every_x_meets_every_y(self, draw):
        drawing = draw(so.Plot(DATA).pair(x=["x", "z"], y=["y", "n"]).add(so.Dot()))
        assert drawing.shape == (2, 2)
        assert [(p.x.label, p.y.label) for p in drawing.panels] == [
            ("", "y"), ("", ""), ("x", "n"), ("z", "")
        ]  # fmt: skip
        firsts = [panel.marks[0].primitives[0].xy[0].tolist() for panel in drawing.panels]
        assert firsts == [[1, 10], [6, 10], [1, 2], [6, 2]]

    def test_one_by_one(self, draw):
        plot = so.Plot(DATA).pair(x=["x", "z"], y=["y", "n"], cross=False).add(so.Dot())
        drawing = draw(plot)
        assert drawing.shape == (1, 2)
        assert [(p.x.label, p.y.label) for p in drawing.panels] == [("x", "y"), ("z", "n")]

    def test_each_has_its_scale(self, draw):
        plot = so.Plot(DATA, y="y").pair(x=["x", "g"]).add(so.Dot()).scale(x0="log")
        assert draw(plot).panels[0].x.scale.transform.name == "log"
        assert draw(plot).panels[1].x.scale.units.levels == ("b", "a", "c")

    @pytest.mark.parametrize(("axis", "shape"), [("x", (2, 2)), ("y", (2, 2))])
    def test_wrap(self, draw, axis, shape):
        other = {"x": "y", "y": "x"}[axis]
        plot = so.Plot(DATA, **{other: "y"}).pair(**{axis: ["x", "z", "n"]}, wrap=2)
        drawing = draw(plot.add(so.Dot()))
        assert drawing.shape == shape
        expected = {"x": [(0, 0), (0, 1), (1, 0)], "y": [(0, 0), (0, 1), (1, 0)]}[axis]
        assert places(drawing) == expected

    def test_with_facets(self, draw):
        drawing = draw(so.Plot(DATA, y="y").pair(x=["x", "z"]).facet(row="n").add(so.Dot()))
        assert drawing.shape == (2, 2)
        assert [panel.row_title for panel in drawing.panels] == ["", "1", "", "2"]
        assert len(drawing.panels[0].marks[0].primitives[0].xy) == 3

    def test_stats_of_each_pairing(self, draw):
        drawing = draw(so.Plot(DATA).pair(x=["n", "g"]).add(so.Bar(), so.Count()))
        assert [one.table["y"].tolist() for one in drawing.tables] == [[3, 3], [3, 2, 1]]

    @pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
    def test_in_an_engine(self, draw, engine):
        plot = so.Plot(engine(pl.DataFrame(DATA)), y="y").pair(x=["x", "n"]).add(so.Dot())
        assert [len(panel.marks[0].primitives[0].xy) for panel in draw(plot).panels] == [6, 6]


class TestShare:
    @staticmethod
    def groups(drawing, axis):
        return [getattr(panel, axis).share for panel in drawing.panels]

    @pytest.mark.parametrize(
        ("share", "expected"),
        [
            ({}, [0, 0, 0, 0]), ({"y": True}, [0, 0, 0, 0]), ({"y": "all"}, [0, 0, 0, 0]),
            ({"y": False}, [0, 1, 2, 3]), ({"y": "none"}, [0, 1, 2, 3]),
            ({"y": "row"}, [0, 0, 1, 1]), ({"y": "col"}, [0, 1, 0, 1]),
        ],
        ids=str,
    )  # fmt: skip
    def test_facets(self, draw, share, expected):
        plot = so.Plot(DATA, x="x", y="y").facet("n", "ok").add(so.Dot()).share(**share)
        drawing = draw(plot)
        assert self.groups(drawing, "y") == expected
        assert self.groups(drawing, "x") == [0, 0, 0, 0]
        same = {}
        for panel in drawing.panels:
            same.setdefault(panel.y.share, set()).add(panel.y.limits)
        assert all(len(limits) == 1 for limits in same.values())
        if not share.get("y", True):  # each panel shows what it holds
            ends = [np.ptp(p.marks[0].primitives[0].xy[:, 1]) for p in drawing.panels]
            spans = [p.y.limits[1] - p.y.limits[0] for p in drawing.panels]
            np.testing.assert_allclose([spans[0], spans[3]], np.multiply([ends[0], ends[3]], 1.1))

    @pytest.mark.parametrize(
        ("options", "x", "y"),
        [
            ({}, [0, 1, 0, 1], [0, 0, 1, 1]),
            ({"cross": False}, [0, 1], [0, 1]),
        ],
        ids=str,
    )
    def test_pairs(self, draw, options, x, y):
        plot = so.Plot(DATA).pair(x=["x", "z"], y=["y", "n"], **options).add(so.Dot())
        drawing = draw(plot)
        assert self.groups(drawing, "x") == x
        assert self.groups(drawing, "y") == y

    def test_wrapped_pairs_share_the_other_axis(self, draw):
        drawing = draw(so.Plot(DATA, y="y").pair(x=["x", "z", "n"], wrap=2).add(so.Dot()))
        assert self.groups(drawing, "x") == [0, 1, 2]
        assert self.groups(drawing, "y") == [0, 0, 0]

    def test_tick_labels_stand_at_the_edge_unless_panels_differ(self, draw):
        plot = so.Plot(DATA, x="x", y="y").facet("n", "ok").add(so.Dot())
        labelled = [panel.y.ticklabels for panel in draw(plot).panels]
        assert labelled == [True, False, True, False]
        labelled = [panel.y.ticklabels for panel in draw(plot.share(y="col")).panels]
        assert labelled == [True, True, True, True]
        labelled = [panel.y.ticklabels for panel in draw(plot.share(y="row")).panels]
        assert labelled == [True, False, True, False]

    def test_a_common_axis_is_labelled_once(self, draw):
        drawing = draw(so.Plot(DATA, x="x", y="y").facet("n", "ok").add(so.Dot()))
        assert drawing.common == ("x", "y")
        assert [panel.x.label for panel in drawing.panels] == ["", "", "x", "x"]

    def test_titles_stand_over_columns_and_beside_rows(self, draw):
        drawing = draw(so.Plot(DATA, x="x", y="y").facet("n", "ok").add(so.Dot()))
        assert [panel.title for panel in drawing.panels] == ["1", "2", "", ""]
        assert [panel.row_title for panel in drawing.panels][1::2] == ["False", "True"]


LEVELS = {"x": ["p", "q", "r", "q"], "y": [1, 2, 3, 4], "f": ["u", "u", "v", "v"]}


class TestFree:
    """Nominal axes that are not shared show the levels of their own panel."""

    def levels(self, drawing):
        return [panel.x.scale.units.levels for panel in drawing.panels]

    def test_own_levels(self, draw):
        plot = so.Plot(LEVELS, x="x", y="y").facet("f").share(x=False).add(so.Dot())
        drawing = draw(plot)
        assert self.levels(drawing) == [("p", "q"), ("q", "r")]
        assert [p.marks[0].primitives[0].xy.tolist() for p in drawing.panels] == [
            [[0, 1], [1, 2]], [[1, 3], [0, 4]]
        ]  # fmt: skip

    @pytest.mark.parametrize("share", [True, "row"])
    def test_shared(self, draw, share):
        plot = so.Plot(LEVELS, x="x", y="y").facet("f").share(x=share).add(so.Dot())
        assert self.levels(draw(plot)) == [("p", "q", "r")] * 2

    def test_a_listed_order_is_kept(self, draw):
        plot = so.Plot(LEVELS, x="x", y="y").facet("f").share(x=False).add(so.Dot())
        drawing = draw(plot.scale(x=so.Nominal(order=["r", "q", "p"])))
        assert self.levels(drawing) == [("r", "q", "p")] * 2

    def test_what_a_move_before_a_stat_did_is_kept(self, draw):
        plot = so.Plot(LEVELS, x="x", y="y").facet("f").share(x=False)
        table = draw(plot.add(so.Dot(), so.Shift(x=0.25), so.Agg())).tables[0].table
        assert sorted(table["x"].tolist()) == [0.25, 0.25, 1.25, 1.25]

    def test_a_missing_level_is_no_level(self, draw):
        data = {"x": ["p", None, "q", None], "y": [1, 2, 3, 4], "f": ["u", "u", "v", "v"]}
        drawing = draw(so.Plot(data, x="x", y="y").facet("f").share(x=False).add(so.Path()))
        assert self.levels(drawing) == [("p",), ("q",)]


class TestErrors:
    @pytest.mark.parametrize(
        ("make", "message"),
        [
            (lambda p: p.facet("g").pair(x=["x", "z"]), "both make columns"),
            (lambda p: p.facet(row="g").pair(y=["x", "z"]), "both make rows"),
            (lambda p: p.facet("g", "n", wrap=2), "needs one of col and row"),
            (lambda p: p.facet("g", wrap=2).pair(y=["x"]), "cannot be combined with pair"),
            (lambda p: p.pair(x=["x"], y=["y"], wrap=2), "needs one of x and y"),
            (lambda p: p.facet([None] * 6), "has no level: all its values are missing"),
        ],
        ids=["columns", "rows", "wrap both", "wrap pair", "pair wrap", "missing"],
    )
    def test_grids_that_cannot_be(self, draw, make, message):
        with pytest.raises(so.PlotSpecError, match=message):
            draw(make(so.Plot(DATA, x="x", y="y").add(so.Dot())))

    def test_too_many_panels(self, draw):
        data = {"x": np.arange(2_001)}
        with pytest.raises(so.PlotSpecError, match=r"would have 2001 panels \('col'\)"):
            draw(so.Plot(data, x="x", y="x").facet("x").add(so.Dot()))
