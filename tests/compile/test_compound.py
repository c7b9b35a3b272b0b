"""Marks put together, functions as marks, layers as values."""

from dataclasses import dataclass

import numpy as np
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.marks.primitives import Areas, Lines, Points
from tests.engines import ENGINES

DATA = {
    "x": list("aaabbbaaabbb"),
    "n": [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3],
    "y": [1.0, 2.0, 6.0, 2.0, 4.0, 9.0, 3.0, 5.0, 7.0, 1.0, 8.0, 3.0],
    "g": ["u"] * 6 + ["v"] * 6,
}
PLOT = so.Plot(DATA, x="x", y="y", color="g")


@pytest.fixture(params=ENGINES)
def data(request):
    engine, frame = ENGINES[request.param], pl.DataFrame(DATA)
    return frame if engine is None else engine(frame)


def drawn(drawing, layer=0, panel=0):
    return [p for m in drawing.panels[panel].marks if m.layer == layer for p in m.primitives]


class TestSums:
    def test_one_stat_one_layer_in_the_order_written(self, draw, data):
        plot = so.Plot(data, x="n", y="y", color="g").add(so.Band() + so.Line(), so.Est("mean"))
        drawing = draw(plot)
        assert [(m.layer, m.name) for m in drawing.panels[0].marks] == [(0, "Band"), (0, "Line")]
        areas, lines = drawn(drawing)
        assert (type(areas), type(lines)) == (Areas, Lines)
        assert len(areas.paths) == len(lines.paths) == 2
        assert len(drawing.tables) == 1
        assert drawing.tables[0].marks[0].table is drawing.tables[0].marks[1].table

    def test_one_legend_key(self, draw):
        drawing = draw(so.Plot(DATA, x="n", y="y", color="g").add(so.Line() + so.Band(), so.Est()))
        (legend,) = drawing.legends
        assert [key.label for key in legend.keys] == ["u", "v"]
        assert [[type(primitive) for primitive in key.primitives] for key in legend.keys] == [
            [Lines, Areas]
        ] * 2

    def test_a_label_of_the_layer(self, draw):
        drawing = draw(so.Plot(DATA, x="n", y="y").add(so.Line() + so.Band(), so.Est(), label="m"))
        (key,) = drawing.legends[0].keys
        assert key.label == "m"
        assert [type(primitive) for primitive in key.primitives] == [Lines, Areas]

    def test_one_dodge_width(self, draw):
        both = so.Bar(width=0.6) + so.Range() + so.Dash(width=0.3)
        boxes, ranges, dashes = drawn(draw(PLOT.add(both, so.Est(), so.Dodge())))
        middles = boxes.corners.mean(axis=1)[:, 0]
        np.testing.assert_allclose(middles, [-0.15, 0.85, 0.15, 1.15])
        np.testing.assert_allclose(ranges.paths.xy[::2, 0], middles)
        np.testing.assert_allclose(dashes.paths.xy.reshape(-1, 2, 2).mean(axis=1)[:, 0], middles)
        np.testing.assert_allclose(np.ptp(boxes.corners[:, :, 0], axis=1), 0.3)
        np.testing.assert_allclose(np.diff(dashes.paths.xy[:, 0])[::2], 0.15)

    def test_each_mark_sorts_and_groups_for_itself(self, draw):
        data = {"x": [3, 1, 2], "y": [1, 2, 3]}
        line, path, points = drawn(draw(so.Plot(data, x="x", y="y").add(
            so.Lines() + so.Paths() + so.Dot())))  # fmt: skip
        assert line.paths.xy[:, 0].tolist() == [1, 2, 3]
        assert path.paths.xy[:, 0].tolist() == points.xy[:, 0].tolist() == [3, 1, 2]

    def test_marks_with_stats_of_their_own(self, draw):
        plot = PLOT.add(so.Range() + so.Dots(), so.Dodge())
        ranges, points = drawn(draw(plot))
        assert len(ranges.paths) == 4  # from least to most
        assert len(points.xy) == 12  # all rows
        assert set(np.round(points.xy[:, 0], 6)) == set(np.round(ranges.paths.xy[:, 0], 6))

    def test_moves_and_stats_after_those_of_the_layer(self, draw):
        mark = so.Range() + so.Dots().after(so.Jitter(0.5, seed=1)) + so.Dash().after(so.Agg())
        ranges, points, dashes = drawn(draw(PLOT.add(mark, so.Dodge())))
        assert len(set(points.xy[:, 0])) == 12
        assert len(ranges.paths) == len(dashes.paths) == 4
        assert dashes.paths.xy[::2, 1].tolist() == pytest.approx([3, 5, 5, 4])
        near = np.abs(points.xy[:, [0]] - ranges.paths.xy[::2, 0]).min(axis=1)
        assert near.max() < 0.1

    def test_baselines_must_agree(self, draw):
        with pytest.raises(so.PlotSpecError, match=r"different baselines: \[0.0, 1.0\]"):
            draw(PLOT.add(so.Bar() + so.Area(baseline=1), so.Agg()))

    def test_what_any_of_them_needs_is_told(self, draw):
        with pytest.raises(so.PlotSpecError, match=r"\(Dot \+ Band, Agg\): ymin and ymax are"):
            draw(PLOT.add(so.Dot() + so.Band(), so.Agg()))

    def test_what_any_of_them_can_show_is_mapped(self, draw):
        plot = so.Plot(DATA, x="n", y="y", pointsize="g", linewidth="x")
        lines, points = drawn(draw(plot.add(so.Lines() + so.Dot())))
        assert len(set(np.asarray(points.size))) == 2
        assert len(set(np.asarray(lines.linewidth))) == 2

    def test_direct_labels(self, draw):
        plot = so.Plot(DATA, x="n", y="y", color="g").add(so.Band() + so.Line(), so.Est())
        ends = draw(plot.legend("direct")).panels[0].direct_labels
        assert {end.text: end.y for end in ends} == {"u": 7.5, "v": 5}

    def test_horizontal_and_in_facets(self, draw):
        plot = so.Plot(DATA, y="x", x="y").facet("g").add(so.Bar() + so.Range(), so.Est())
        drawing = draw(plot)
        for panel in (0, 1):
            boxes, ranges = drawn(drawing, panel=panel)
            assert boxes.flip and len(boxes.corners) == len(ranges.paths) == 2
            assert ranges.paths.xy[:2, 1].tolist() == [0, 0]

    def test_they_are_values(self):
        assert so.Line() + so.Band() == so.Line() + so.Band() != so.Band() + so.Line()
        assert (so.Line() + so.Band()) + so.Dot() == so.Line() + (so.Band() + so.Dot())
        assert repr(PLOT.add(so.Line() + so.Dot(marker="s").after(so.Jitter(1)))).endswith(
            ".add(Line() + Dot(marker='s').after(Jitter(width=1)))"
        )
        with pytest.raises(so.PlotTypeError, match=r"added to marks and functions .* not to Agg"):
            so.Line() + so.Agg()
        with pytest.raises(so.PlotTypeError, match="takes stats and moves, not Dot"):
            so.Line().after(so.Dot())


@dataclass(frozen=True)
class Pointed(so.Mark):
    """An estimate and its interval."""

    color: so.MappableColor = so.Mappable("C0")
    pointsize: so.MappableFloat = so.Mappable(8.0)
    interval: bool = True

    stat = so.Est(errorbar="sd")

    def compose(self):
        point = so.Dot(color=self.color, pointsize=self.pointsize)
        return point + so.Range(color=self.color) if self.interval else point


class TestComposed:
    def test_a_mark_made_of_marks(self, draw):
        drawing = draw(PLOT.add(Pointed(), so.Est(), so.Dodge()))
        points, ranges = drawn(drawing)
        assert (type(points), type(ranges)) == (Points, Lines)
        assert [m.name for m in drawing.panels[0].marks] == ["Dot", "Range"]
        assert np.asarray(points.size).tolist() == 8
        assert len(np.unique(np.asarray(ranges.color), axis=0)) == 2
        assert len(drawing.legends[0].keys[0].primitives) == 2

    def test_its_parts_can_be_switched_off_and_restyled(self, draw):
        (points,) = drawn(draw(PLOT.add(Pointed(interval=False, color="k"), so.Agg())))
        assert points.color == (0, 0, 0, 1)

    def test_its_own_properties_are_mapped(self, draw):
        drawing = draw(so.Plot(DATA, x="x", y="y").add(Pointed(), so.Est(), pointsize="g"))
        assert [key.label for key in drawing.legends[0].keys] == ["u", "v"]


class TestDodge:
    def test_layers_of_one_width_stand_on_each_other(self, draw):
        plot = PLOT.add(so.Bar(width=0.4), so.Agg(), so.Dodge(width=0.9))
        plot = plot.add(so.Dash(width=0.9), so.Agg(), so.Dodge(width=0.9))
        plot = plot.add(so.Dot(), so.Agg(), so.Dodge(width=0.9))
        drawing = draw(plot)
        bars, dashes, points = (drawn(drawing, layer)[0] for layer in range(3))
        middles = bars.corners.mean(axis=1)[:, 0]
        np.testing.assert_allclose(middles, [-0.225, 0.775, 0.225, 1.225])
        np.testing.assert_allclose(dashes.paths.xy.reshape(-1, 2, 2).mean(axis=1)[:, 0], middles)
        np.testing.assert_allclose(points.xy[:, 0], middles)
        np.testing.assert_allclose(np.ptp(bars.corners[:, :, 0], axis=1), 0.2)

    def test_in_units_of_the_space_between_positions(self, draw):
        data = {"x": [0, 0, 10, 10], "y": [1, 2, 3, 4], "g": list("uvuv")}
        plot = so.Plot(data, x="x", y="y", color="g").add(so.Dot(), so.Dodge(width=0.5))
        assert drawn(draw(plot))[0].xy[:, 0].tolist() == [-1.25, 1.25, 8.75, 11.25]

    def test_a_wrong_width(self):
        with pytest.raises(so.PlotTypeError, match=r"Dodge\(width=\) must be a number from 0"):
            so.Dodge(width=-1)


class TestBefore:
    def test_where_rows_were_before_any_move(self, draw):
        seen = []

        def look(v, pane):
            seen.append((v.before.x.tolist(), v.x.tolist(), v.before.y.tolist()))
            pane.points(v.xy())

        draw(PLOT.add(look, so.Agg("max"), so.Dodge(), so.Shift(y=1)))
        (before, now, heights), *_ = seen
        assert before == [0, 1, 0, 1]
        assert now == pytest.approx([-0.2, 0.8, 0.2, 1.2])
        assert heights == [6, 9, 7, 8]

    def test_without_moves_it_is_the_same(self, draw):
        def look(v, pane):
            assert v.before.x.tolist() == v.x.tolist()
            pane.points(v.xy())

        assert draw(PLOT.add(look))


class TestFunctions:
    def test_a_function_is_a_mark(self, draw, data):
        def stars(v, pane):
            pane.points(v.xy(), color=v.color, size=v.pointsize, marker="*")

        plot = so.Plot(data, x="x", y="y", color="g").add(stars, so.Agg(), so.Dodge())
        drawing = draw(plot)
        (points,) = drawn(drawing)
        assert points.marker == "*"
        assert [key.label for key in drawing.legends[0].keys] == ["u", "v"]
        assert repr(plot).endswith(".add(stars, Agg(), Dodge())")

    def test_what_it_asks_for_and_is_not_there(self, draw):
        with pytest.raises(
            so.PlotSpecError, match=r"asks for 'ymin', which this layer does not have"
        ):
            draw(PLOT.add(lambda v, pane: pane.points(v.xy("x", "ymin"))))

    def test_a_class_is_no_mark(self):
        with pytest.raises(so.PlotTypeError, match=r"the class Dot; call it: Dot\(\)"):
            PLOT.add(so.Dot)


class TestLayers:
    def test_a_recipe(self, draw):
        def lollipop(color):
            return [
                so.Layer(so.Range(color=color), so.Est(errorbar="sd")),
                so.Layer(so.Dot(color=color), so.Agg(), label="mean"),
            ]

        plot = so.Plot(DATA, x="x", y="y").add(lollipop("r"))
        assert plot == so.Plot(DATA, x="x", y="y").add(
            so.Range(color="r"), so.Est(errorbar="sd")
        ).add(so.Dot(color="r"), so.Agg(), label="mean")
        assert [m.layer for m in draw(plot).panels[0].marks] == [0, 1]

    def test_a_layer_is_a_value(self):
        layer = so.Layer(so.Dot(), so.Jitter(), y="y", label="all")
        assert layer == so.Layer(so.Dot(), so.Jitter(), y="y", label="all") != so.Layer(so.Dot())
        assert repr(layer) == "Layer(Dot(), Jitter(), y='y', label='all')"
        assert PLOT.add(layer) == PLOT.add(so.Dot(), so.Jitter(), y="y", label="all")

    @pytest.mark.parametrize(
        ("call", "message"),
        [
            (lambda: PLOT.add([so.Dot()]), "a list of Layers, not of Dot"),
            (lambda: PLOT.add(so.Layer(so.Dot()), so.Agg()), "takes nothing beside it"),
            (lambda: PLOT.add([so.Layer(so.Dot())], y="n"), "takes nothing beside it"),
            (lambda: so.Layer(so.Dot(), colour="g"), "Unknown variable 'colour'"),
            (lambda: PLOT.add(so.Layer(so.Dot(), x="nn")), "x='nn' names no column"),
        ],
        ids=["no layer", "stat", "variable", "name", "column"],
    )
    def test_mistakes(self, call, message):
        with pytest.raises(so.PlotSpecError, match=message):
            call()


class TestAnnotations:
    """N17: a layer that says all in constants has one row, and inherits nothing."""

    def test_a_text(self, draw):
        plot = so.Plot(DATA, x="n", y="y", color="g").add(so.Dot())
        drawing = draw(plot.add(so.Text(), x=6, y=45, text="outlier"))
        (texts,) = drawn(drawing, 1)
        assert (texts.xy.tolist(), texts.text.tolist()) == ([[6, 45]], ["outlier"])
        assert drawing.panels[0].y.limits[1] > 45

    def test_its_positions_go_through_the_scale(self, draw):
        plot = so.Plot(DATA, x="n", y="y").add(so.Dot()).add(so.Dot(), x=10, y=100)
        (points,) = drawn(draw(plot.scale(x="log", y="log")), 1)
        np.testing.assert_allclose(points.xy, [[1, 2]])

    def test_in_each_panel_unless_it_names_one(self, draw):
        plot = so.Plot(DATA, x="n", y="y").facet("g").add(so.Dot())
        drawing = draw(plot.add(so.Dot(), x=1, y=1).add(so.Dot(), x=2, y=2, col="v"))
        assert [len(drawn(drawing, 1, panel)) for panel in (0, 1)] == [1, 1]
        assert [len(drawn(drawing, 2, panel)) for panel in (0, 1)] == [0, 1]

    def test_its_constants_are_in_the_legend(self, draw):
        plot = so.Plot(DATA, x="n", y="y").add(so.Dot()).add(so.Dot(), x=2, y=2, color="target")
        assert [key.label for key in draw(plot).legends[0].keys] == ["target"]

    def test_other_constants_are_of_all_rows(self, draw):
        plot = so.Plot(DATA, x="n", y="y")
        assert len(drawn(draw(plot.add(so.Dot(), y=0)))[0].xy) == 12
        assert len(drawn(draw(plot.add(so.Dot(), color="all")))[0].xy) == 12
        (boxes,) = drawn(draw(plot.add(so.Bar(), so.Count(), x=0, y=None)))
        assert boxes.corners[0, 1, 1] == 12
