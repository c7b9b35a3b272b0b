"""What stats make: columns that are mapped like any other, positions, categories and parts."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
import polars as pl
import pytest
from matplotlib.text import Text

import plotkit.objects as so
from plotkit.data.factor import Factor
from tests.engines import ENGINES

DATA = {
    "x": list("aaabbbaaabbb"),
    "y": [1.0, 2.0, 6.0, 2.0, 4.0, 9.0, 3.0, 5.0, 7.0, 1.0, 8.0, 3.0],
    "g": ["u"] * 6 + ["v"] * 6,
}


@pytest.fixture(params=ENGINES)
def data(request):
    engine, frame = ENGINES[request.param], pl.DataFrame(DATA)
    return frame if engine is None else engine(frame)


def drawn(drawing, layer=0, panel=0):
    """Return the primitives of a layer."""
    return [p for m in drawing.panels[panel].marks if m.layer == layer for p in m.primitives]


def labels(drawing):
    return [[key.label for key in legend.keys] for legend in drawing.legends]


class TestCategories:
    """N7: a category that a stat makes splits marks that connect rows."""

    @pytest.mark.parametrize("mapped", ["color", "group", "linestyle", None])
    def test_percentiles_are_lines(self, draw, data, mapped):
        variables = {} if mapped is None else {mapped: "percentile"}
        plot = so.Plot(data, x="x", y="y").add(so.Line(), so.Perc([25, 50, 75]), **variables)
        (lines,) = drawn(draw(plot))
        runs = [run[:, 1].tolist() for run in lines.paths.split()]
        assert len(runs) == 3
        for run, share in zip(runs, (25, 50, 75), strict=True):
            expected = [
                np.percentile(
                    [y for x, y in zip(DATA["x"], DATA["y"], strict=True) if x == at], share
                )
                for at in "ab"
            ]
            assert run == pytest.approx(expected)

    def test_their_legend(self, draw, data):
        plot = so.Plot(data, x="x", y="y").add(so.Line(), so.Perc([25, 50, 75]), color="percentile")
        drawing = draw(plot)
        assert drawing.legends[0].title == "Percentile"
        assert labels(drawing) == [["25", "50", "75"]]

    def test_beside_a_variable_of_the_data(self, draw, data):
        plot = so.Plot(data, x="x", y="y", linestyle="g")
        plot = plot.add(so.Line(), so.Perc([0, 100]), color="percentile")
        (lines,) = drawn(draw(plot))
        assert len(lines.paths) == 4

    def test_moves_use_them_only_when_told(self, draw, data):
        plot = so.Plot(data, x="x", y="y")
        perc = so.Perc([25, 75])
        one = draw(plot.add(so.Dash(), perc, so.Dodge(), color="percentile")).tables[0].table
        other = draw(plot.add(so.Dash(), perc, so.Dodge(by=["percentile"]))).tables[0].table
        assert sorted(set(one["x"])) == [0, 1]
        assert np.allclose(sorted(set(other["x"])), [-0.2, 0.2, 0.8, 1.2])

    def test_texts_are_categories(self, draw):
        @dataclass(frozen=True)
        class Ends(so.Stat):
            makes = {"y": "y", "end": "category"}

            def compute(self, y):
                return {"y": [y.min(), y.max()], "end": ["low", "high"]}

        drawing = draw(so.Plot(DATA, x="x", y="y").add(so.Line(), Ends(), color="end"))
        assert labels(drawing) == [["low", "high"]]
        assert len(drawn(drawing)[0].paths) == 2


class TestPositions:
    """N18: positions that a stat makes are mapped in data units."""

    def test_a_mean_as_text(self, draw, data):
        plot = so.Plot(data, x="x", y="y").add(so.Text(), so.Agg(), text="y")
        (texts,) = drawn(draw(plot))
        assert [float(text) for text in texts.text] == pytest.approx([4, 4.5])

    def test_an_interval_as_text(self, draw, data):
        plot = so.Plot(data, x="x", y="y")
        plot = plot.add(so.Text(format=".2f"), so.Est(errorbar="sd"), text="ymax")
        (texts,) = drawn(draw(plot))
        low, high = (np.array(DATA["y"])[np.array(DATA["x"]) == at] for at in "ab")
        assert texts.text.tolist() == [f"{v.mean() + v.std(ddof=1):.2f}" for v in (low, high)]

    def test_a_mean_as_colour(self, draw, data):
        plot = so.Plot(data, x="x", y="y").add(so.Bar(), so.Agg("max"), color="y")
        drawing = draw(plot)
        assert drawing.legends[0].title == "Y"
        assert drawing.scales["color"].ends == (7, 9)

    def test_on_a_logarithmic_axis(self, draw, data):
        plot = so.Plot(data, x="x", y="y").add(so.Text(), so.Agg("max"), text="y").scale(y="log")
        (texts,) = drawn(draw(plot))
        assert [float(text) for text in texts.text] == pytest.approx([7, 9])

    def test_a_time(self, draw):
        days = pd.to_datetime(["2024-01-01", "2024-01-03", "2024-02-01"])
        plot = so.Plot({"x": list("aab"), "day": days}, x="x", y="day")
        (texts,) = drawn(draw(plot.add(so.Text(), so.Agg(), text="y")))
        assert texts.text.tolist() == ["2024-01-02", "2024-02-01"]

    def test_a_level(self, draw):
        plot = so.Plot({"x": [1, 1, 2], "kind": list("pqp")}, x="x", y="kind")
        (texts,) = drawn(draw(plot.add(so.Text(), so.Agg("max"), text="y", orient="x")))
        assert texts.text.tolist() == ["q", "p"]

    def test_the_column_of_the_data_is_what_a_position_means(self, draw):
        plot = so.Plot(DATA).add(so.Bar(), so.Agg(), x="x", y="y")
        assert draw(plot).tables[0].table["y"].tolist() == pytest.approx([4, 4.5])

    def test_the_plot_means_its_data(self, draw):
        plot = so.Plot(DATA, x="x", y="y", color="y").add(so.Dot(), so.Agg())
        assert draw(plot).tables[0].table.n == 12  # grouped by the values themselves

    def test_a_horizontal_layer(self, draw, data):
        plot = so.Plot(data, y="x", x="y").add(so.Text(), so.Agg("max"), text="x")
        (texts,) = drawn(draw(plot))
        assert [float(text) for text in texts.text] == [7, 9]
        plot = so.Plot(data, y="x").add(so.Bar(), so.Count(), x="count")
        assert draw(plot).tables[0].table["y"].tolist() == [6, 6]


@dataclass(frozen=True)
class Quartet(so.Stat):
    """The extremes and quartiles of a position, and what lies at the ends."""

    makes = {"low": "y", "q1": "y", "q3": "y", "high": "y"}

    def compute(self, y):
        low, q1, q3, high = np.percentile(y, [0, 25, 75, 100])
        return so.Parts({"low": low, "q1": q1, "q3": q3, "high": high}, ends={"y": [low, high]})


@dataclass(frozen=True)
class Quarters(so.Mark):
    color: so.MappableColor = so.Mappable("C0")
    width: so.MappableFloat = so.Mappable(0.5)

    needs = ("x", "low", "q1", "q3", "high")
    positions = dict.fromkeys(needs[1:], "y")
    stat = Quartet()

    def draw(self, v, pane):
        pane.boxes(v.box("q1", "q3"), color=v.color)
        pane.lines(v.range("low", "high"), color=v.color)
        ends = v.part("ends")
        pane.points(ends.xy(), color=ends.color)


class TestPositionsOfMarks:
    COLUMNS = {"x": ["p", "q"], "a": [1, 2], "b": [2, 3], "c": [3, 5], "d": [4, 9]}
    GIVEN = {"low": "a", "q1": "b", "q3": "c", "high": "d"}

    def test_assigned_in_the_plot_or_in_the_layer(self, draw):
        one = draw(so.Plot(self.COLUMNS, x="x", **self.GIVEN).add(Quarters()))
        other = draw(so.Plot(self.COLUMNS, x="x").add(Quarters(), **self.GIVEN))
        for drawing in (one, other):
            boxes, lines = drawn(drawing)
            assert boxes.corners.tolist() == [[[-0.25, 2], [0.25, 3]], [[0.75, 3], [1.25, 5]]]
            assert lines.paths.xy.tolist() == [[0, 1], [0, 4], [1, 2], [1, 9]]
            assert drawing.panels[0].y.limits == pytest.approx((0.6, 9.4))
            assert drawing.panels[0].y.label == ""  # the names have nothing in common

    def test_made_by_the_stat_of_the_mark(self, draw, data):
        drawing = draw(so.Plot(data, x="x", y="y").add(Quarters()))
        table = drawing.tables[0].table
        assert table["q3"].tolist() == pytest.approx([5.75, 7])
        assert drawn(drawing)[2].xy.tolist() == [[0, 1], [0, 7], [1, 1], [1, 9]]

    def test_a_horizontal_layer(self, draw):
        plot = so.Plot(self.COLUMNS, y="x", **self.GIVEN).add(Quarters())
        boxes, _ = drawn(draw(plot))
        assert boxes.corners[1].tolist() == [[3, 0.75], [5, 1.25]]

    def test_a_logarithmic_axis(self, draw):
        plot = so.Plot(self.COLUMNS, x="x", **self.GIVEN).add(Quarters()).scale(y="log")
        _, lines = drawn(draw(plot))
        np.testing.assert_allclose(lines.paths.xy[:, 1], np.log10([1, 4, 2, 9]))

    def test_times(self, draw):
        days = {k: pd.to_datetime([f"2024-01-0{n}" for n in v]) for k, v in self.COLUMNS.items()
                if k != "x"}  # fmt: skip
        plot = so.Plot({"x": ["p", "q"], **days}, x="x", **self.GIVEN).add(Quarters())
        drawing = draw(plot)
        assert drawing.panels[0].y.scale.units.kind.name == "TIME"
        assert np.ptp(drawn(drawing)[1].paths.xy[:2, 1]) == 3

    def test_moves_carry_them_along(self, draw):
        plot = so.Plot(self.COLUMNS, x="x", **self.GIVEN).add(Quarters(), so.Shift(y=1, x=0.5))
        boxes, lines = drawn(draw(plot))
        assert boxes.corners[0].tolist() == [[0.25, 3], [0.75, 4]]
        assert lines.paths.xy[0].tolist() == [0.5, 2]

    def test_missing_ones_are_counted(self, draw):
        columns = {**self.COLUMNS, "c": [3, None]}
        with pytest.warns(so.PlotWarning, match="1 rows dropped: 1 with missing q3"):
            draw(so.Plot(columns, x="x", **self.GIVEN).add(Quarters()))

    def test_other_layers_do_not_care(self, draw):
        plot = so.Plot({**self.COLUMNS, "c": [3, None]}, x="x", **self.GIVEN)
        drawing = draw(plot.add(so.Dot(), y="a"))
        assert len(drawn(drawing)[0].xy) == 2

    def test_names_are_checked(self):
        with pytest.raises(so.PlotTypeError, match=r"Unknown variable 'lowe'.*Did you mean 'low'"):
            so.Plot(self.COLUMNS, x="x", lowe="a")
        with pytest.raises(so.PlotTypeError, match="Unknown variable 'low'"):
            so.Plot(self.COLUMNS, x="x").add(so.Dot(), low="a")

    def test_its_key_follows_from_what_it_needs(self, draw):
        plot = so.Plot(self.COLUMNS, x="x", color="x", **self.GIVEN).add(Quarters())
        boxes, lines = draw(plot).legends[0].keys[0].primitives
        assert boxes.corners.tolist() == [[[0, 1 / 3], [1, 2 / 3]]]
        assert lines.paths.xy.tolist() == [[0.5, 0], [0.5, 1]]


class TestParts:
    def test_a_mark_reads_the_part_that_it_says(self, draw, data):
        plot = so.Plot(data, x="x", y="y").add(so.Dot(part="ends"), Quartet())
        assert drawn(draw(plot))[0].xy.tolist() == [[0, 1], [0, 7], [1, 1], [1, 9]]

    def test_parts_move_with_the_main_one(self, draw):
        plot = so.Plot(DATA, x="x", y="y", color="g").add(Quarters(), so.Dodge())
        boxes, _, points = drawn(draw(plot))
        middles = boxes.corners.mean(axis=1)[:, 0]
        np.testing.assert_allclose(np.unique(points.xy[:, 0]), np.sort(middles))

    def test_in_facets(self, draw, data):
        drawing = draw(so.Plot(data, x="x", y="y").facet("g").add(Quarters()))
        heights = [sorted(drawn(drawing, panel=i)[2].xy[:, 1].tolist()) for i in (0, 1)]
        assert heights == [[1, 2, 6, 9], [1, 3, 7, 8]]

    def test_unknown_parts(self, draw):
        plot = so.Plot(DATA, x="x", y="y")
        with pytest.raises(so.PlotSpecError, match=r"part='end'\).* Did you mean 'ends'"):
            draw(plot.add(so.Dot(part="end"), Quartet()))

        class Asks(Quarters):
            def draw(self, v, pane):
                v.part("outliers")

        with pytest.raises(so.PlotSpecError, match=r"the part 'outliers'.*There are: 'ends'"):
            draw(plot.add(Asks()))

    def test_their_rows_can_be_read(self):
        compiled = so.Plot(DATA, x="x", y="y").add(Quarters()).plot()
        assert compiled.data(part="ends")["y"].tolist() == [1, 7, 1, 9]
        with pytest.raises(so.PlotSpecError, match="has no part 'end'"):
            compiled.data(part="end")


class TestCompute:
    def test_what_it_asks_for_it_is_not_grouped_by(self, draw):
        @dataclass(frozen=True)
        class Count(so.Stat):
            def compute(self, y, color):
                return {"y": len(color)}

        drawing = draw(so.Plot(DATA, x="x", y="y", color="g").add(so.Bar(), Count()))
        assert drawing.tables[0].table["y"].tolist() == [6, 6]
        assert drawing.legends == ()  # nothing shows the colour

    def test_it_may_keep_what_it_asked_for(self, draw):
        @dataclass(frozen=True)
        class Largest(so.Stat):
            def compute(self, y, color):
                return {"y": y.max(), "color": color[y.argmax()]}

        drawing = draw(so.Plot(DATA, x="x", y="y", color="g").add(so.Bar(), Largest()))
        assert drawing.tables[0].table["color"].values().tolist() == ["v", "u"]
        assert labels(drawing) == [["u", "v"]]

    @pytest.mark.parametrize(("x", "kind"), [("x", "CATEGORY"), ("y", "NUMBER"), ("when", "TIME")])
    def test_it_can_ask_what_the_axes_are(self, draw, x, kind):
        asked = []

        @dataclass(frozen=True)
        class Asks(so.Stat):
            def compute(self, x, y, units):
                asked.append((units["x"].kind.name, units["x"].discrete))
                return {"x": x, "y": y}

        data = {**DATA, "when": pd.date_range("2024-01-01", periods=12)}
        draw(so.Plot(data, x=x, y="y").add(so.Dot(), Asks(), orient="x"))
        assert asked == [(kind, kind == "CATEGORY")]

    def test_a_variable_of_its_own(self, draw, data):
        @dataclass(frozen=True)
        class Heaviest(so.Stat):
            def compute(self, y, mass):
                return {"y": y[mass.argmax()]}

        plot = so.Plot(data, x="x", y="y").add(so.Dot(), Heaviest(), mass="y")
        assert draw(plot).tables[0].table["y"].tolist() == [7, 9]
        assert draw(so.Plot(data, x="x", y="y", mass="y").add(so.Dot(), Heaviest()))
        with pytest.raises(so.PlotSpecError, match=r"Heaviest needs .*'mass'; missing: 'mass'"):
            draw(so.Plot(data, x="x", y="y").add(so.Dot(), Heaviest()))

    def test_a_property_shows_its_column_unless_told_otherwise(self, draw, data):
        @dataclass(frozen=True)
        class Size(so.Stat):
            makes = {"y": "y", "rows": "number"}
            shows = {"pointsize": "rows"}

            def __call__(self, data, by):
                return data.group(*by, "x").agg(y=so.reduce.mean("y"), rows=so.reduce.count())

        plot = so.Plot(data, x="x", y="y")
        assert draw(plot.add(so.Dot(), Size())).legends[0].title == "Rows"
        assert draw(plot.add(so.Dot(pointsize=3), Size())).legends == ()
        assert draw(plot.add(so.Dot(), Size(), pointsize=None)).legends == ()
        assert draw(plot.add(so.Dot(), Size(), pointsize="g")).legends[0].title == "g"
        assert draw(plot.add(so.Line(), Size())).legends[0].title == "Rows"
        assert draw(plot.add(so.Bar(), Size())).legends == ()

    @pytest.mark.parametrize("width", [0.25, np.array(0.25)])
    def test_a_width_that_it_makes_is_a_share(self, draw, width):
        @dataclass(frozen=True)
        class Narrow(so.Stat):
            makes = {"y": "y", "width": "number"}

            def compute(self, y):
                return {"y": y.mean(), "width": width}

        data = {"x": [0, 10, 20], "y": [1, 2, 3]}
        (boxes,) = drawn(draw(so.Plot(data, x="x", y="y").add(so.Bar(), Narrow())))
        assert np.ptp(boxes.corners[:, :, 0], axis=1).tolist() == [2.5] * 3

    def test_a_facet_must_be_kept(self, draw):
        @dataclass(frozen=True)
        class Forgets(so.Stat):
            def __call__(self, data, by):
                return data.group("x").agg(y=so.reduce.mean("y"))

        with pytest.raises(so.PlotSpecError, match=r"lost 'col'.*in which panel") as error:
            draw(so.Plot(DATA, x="x", y="y").facet("g").add(so.Dot(), Forgets()))
        assert "In stat Forgets." in error.value.__notes__
        assert draw(so.Plot(DATA, x="x", y="y", color="g").add(so.Dot(), Forgets())).legends == ()

    def test_what_it_makes_is_said_in_known_words(self):
        with pytest.raises(so.PlotSpecError, match="Unknown kind of 'y' in makes 'height'"):

            class Wrong(so.Stat):
                makes = {"y": "height"}


class TestMoves:
    def test_rows_must_be_kept(self, draw):
        @dataclass(frozen=True)
        class Loses(so.Move):
            def __call__(self, t, by):
                return t.filter(t["y"] > 2)

        with pytest.raises(so.PlotSpecError, match="must keep all rows, and this one lost 4 of 12"):
            draw(so.Plot(DATA, x="x", y="y").add(so.Dot(), Loses()))

    def test_they_may_make_columns(self, draw):
        @dataclass(frozen=True)
        class Ranked(so.Move):
            makes = ("rank",)

            def __call__(self, t, by):
                return t.with_(rank=t["y"].argsort(kind="stable").argsort() + 1.0)

        drawing = draw(so.Plot(DATA, x="x", y="y").add(so.Dot(), Ranked(), pointsize="rank"))
        assert drawing.legends[0].title == "Rank"
        (points,) = drawn(drawing)
        assert points.size[0] < points.size[5]
        plot = so.Plot(DATA, x="x", y="y").add(so.Text(format=".0f"), Ranked(), text="rank")
        assert drawn(draw(plot))[0].text.tolist()[:3] == ["1", "3", "9"]


def test_a_factor_of_numbers_is_written_as_numbers():
    data = so.Plot(DATA, x="x", y="y").add(so.Dot(), so.Perc([2.5, 50])).plot().data()
    assert data["percentile"].tolist() == [2.5, 50, 2.5, 50]
    assert isinstance(so.Perc([1])(so.Table.of({"x": [1.0], "y": [1.0]}), ())["percentile"], Factor)
    assert re.search("percentile", repr(so.Perc.makes))


def test_a_reduction_that_a_layer_shows_is_called_as_its_variable():
    data = {"x": [0, 1, 0, 1], "y": [0, 0, 1, 1], "price": [1, 2, 3, 4]}
    plot = so.Plot(data, x="x", y="y", z="price").add(so.Tile(), so.Bin2D(2), color="z")
    assert "price" in [text.get_text() for text in plot.plot().figure.findobj(Text)]
