"""What stats make goes where it should: to the axis' clocks, through moves, under its own name."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

import plotkit.objects as so
from tests.authors.marks import Box, BoxStats, Rule

PILE = {"x": ["a", "a"], "y": [1.0, 2.0], "g": ["u", "v"]}
BERLIN = pd.DataFrame(
    {
        "t": pd.date_range("2024-01-01 22:00", periods=3, freq="h", tz="Europe/Berlin"),
        "x": list("abc"),
    }
)


def texts(plot):
    return [text for layer in plot.plot().drawing.panels[0].marks for text in _of(layer)]


def _of(layer):
    return [str(one) for made in layer.primitives for one in getattr(made, "text", ())]


class TestMovesOfSeveralTables:
    """Marks put together lie side by side in common, but each is stacked by itself."""

    def test_stack(self):
        both = so.Bar().after(so.Agg()) + so.Dot()
        made = so.Plot(PILE, x="x", y="y", color="g").add(both, so.Stack()).plot()
        alone = so.Plot(PILE, x="x", y="y", color="g").add(so.Bar(), so.Agg(), so.Stack()).plot()
        np.testing.assert_allclose(made.data(0)["y"], alone.data(0)["y"])

    def test_norm(self):
        both = so.Bar().after(so.Agg()) + so.Dot()
        made = so.Plot(PILE, x="x", y="y").add(both, so.Norm("sum")).plot()
        np.testing.assert_allclose(made.data(0)["y"], [1.0])

    def test_dodge_agrees(self):
        data = {"x": ["a", "a", "b"], "y": [1, 2, 3], "g": ["u", "v", "v"]}
        both = so.Bar().after(so.Agg()) + so.Dot()
        made = so.Plot(data, x="x", y="y", color="g").add(both, so.Dodge()).plot()
        bars, dots = made.drawing.panels[0].marks
        middles = bars.primitives[0].corners[..., 0].mean(axis=1)
        np.testing.assert_allclose(np.sort(dots.primitives[0].xy[:, 0]), np.sort(middles))

    def test_a_move_that_loses_columns(self):
        @dataclass(frozen=True)
        class Few(so.Move):
            def __call__(self, t, by):
                return t.select("x", "y", "width", "baseline", "space")

        plot = so.Plot(PILE, x="x", y="y", color="g").facet("g").add(so.Dots(), Few())
        with pytest.raises(
            so.PlotSpecError, match=r"keep all columns, and this one lost 'color', 'col'"
        ):
            plot.plot()


@dataclass(frozen=True)
class Named(so.Stat):
    """The mean of each position, with a text that is another one at each."""

    what: str = "text"

    def made(self):
        return {"y": "y", "named": self.what}

    def __call__(self, data, by):
        table = data.group(*by, "x").agg(y=so.reduce.mean("y")).collect()
        return table.with_(named=so.Factor(np.arange(table.n), tuple("pqr"[: table.n])))


class TestTexts:
    """A text says something of its rows and splits nothing, as a category does."""

    DATA = {"x": [1, 2, 3], "y": [1.0, 2.0, 4.0]}

    def test_a_line_is_not_split(self):
        plot = so.Plot(self.DATA, x="x", y="y")
        assert len(plot.add(so.Line(), Named()).plot().axes[0].lines) == 1
        with pytest.warns(so.PlotWarning, match="each group has one row"):
            plot.add(so.Line(), Named("category"), linestyle="named").plot()

    def test_it_is_written(self):
        plot = so.Plot(self.DATA, x="x", y="y").add(so.Text(), Named(), text="named")
        assert texts(plot) == ["p", "q", "r"]

    def test_a_band_is_not_made_of_its_rows(self):
        plot = so.Plot(self.DATA, x="x", y="y").add(so.Band(), Named())
        with pytest.raises(so.PlotSpecError, match="ymin and ymax are required"):
            plot.plot()


class TestWarnings:
    """What a stat warns of names its layer."""

    def test_the_layer_is_named(self):
        plot = so.Plot({"x": [1, 1], "y": [1, 2]}, x="x", y="y").add(so.Dot())
        with pytest.warns(so.PlotWarning, match=r"^layer 2 \(Line, PolyFit\): PolyFit leaves out"):
            plot.add(so.Line(), so.PolyFit()).plot()


class TestClocks:
    """Instants are shown on the clocks of their axis, whoever made them."""

    def test_texts_of_a_stat(self):
        plain = so.Plot(BERLIN, x="x", y="t").add(so.Text(), text="t")
        made = so.Plot(BERLIN, x="x", y="t").add(so.Text(), so.Agg("max"), text="y")
        assert texts(made) == texts(plain) != []

    def test_a_colour_of_a_stat(self):
        plot = so.Plot(BERLIN, x="x", y="t").add(so.Dot(), so.Agg("max"), color="y").plot()
        (bar,) = plot.drawing.legends
        assert bar.labels[0] == "01-01 22:00"

    @pytest.mark.parametrize("asked", [pd.Timestamp("2024-01-01 23:00"), "2024-01-01 23:00"])
    def test_a_constant_is_what_limit_takes(self, asked):
        plot = so.Plot(BERLIN, x="t", y="x").add(so.Dot())
        low, _ = plot.limit(x=("2024-01-01 23:00", None)).plot().axes[0].get_xlim()
        drawn = plot.add(so.Dot(), x=[asked], y=["a"], data={}) if isinstance(asked, str) else None
        if drawn is None:
            drawn = plot.add(Rule(), x=asked)
            span = drawn.plot().drawing.panels[0].marks[-1].primitives[0]
            assert np.isclose(span.paths.xy[:, 0], low).all()


class TestNames:
    """A name means what the figure calls it."""

    def test_values_of_a_horizontal_layer_lie_on_x(self):
        data = {"day": ["a", "a", "b"], "tip": [1, 3, 5]}
        plot = so.Plot(data, y="day", x="tip").add(so.Text(), so.Agg(), text="x")
        assert texts(plot) == ["2", "5"]

    def test_positions_that_a_stat_keeps(self):
        data = {"day": ["a", "a", "b"], "tip": [1, 3, 5]}
        plot = so.Plot(data, x="day", y="tip").add(so.Text(), so.Agg(), text="x")
        assert texts(plot) == ["a", "b"]

    def test_a_part_has_columns_of_its_own(self):
        data = {"day": ["a"] * 9, "tip": [1, 2, 3, 4, 5, 6, 7, 8, 90]}
        plot = so.Plot(data, x="day", y="tip").add(so.Text(part="outliers"), BoxStats(), text="y")
        assert texts(plot) == ["90"]

    def test_a_column_that_is_not_declared(self):
        @dataclass(frozen=True)
        class Silent(so.Stat):
            def compute(self, y):
                return {"y": y.mean(), "q": 1.0}

        plot = so.Plot(PILE, x="x", y="y").add(so.Dot(), Silent(), color="q")
        with pytest.raises(so.PlotSpecError, match="Silent made is not declared"):
            plot.plot()

    def test_a_property_is_no_column(self):
        @dataclass(frozen=True)
        class Colourful(so.Stat):
            makes = {"y": "y", "color": "number"}

            def compute(self, y):
                return {"y": y.mean(), "color": 1.0}

        plot = so.Plot(PILE, x="x", y="y", color="g").add(so.Dots(), Colourful())
        with pytest.raises(so.PlotSpecError, match="must not make a column 'color'"):
            plot.plot()

    def test_the_name_of_an_unknown_position(self):
        with pytest.raises(so.PlotSpecError, match=r"is a vector of one: x=\['Fri'\]"):
            so.Plot(PILE, x="x", y="y").add(so.Text(), x="Fri", y=1, text="hi").plot()


class TestGivenBesideMade:
    """What the user gives is drawn, or said to have no effect."""

    def test_a_position_that_a_default_stat_would_make(self):
        data = {"x": ["a"] * 3, "y": [1.0, 2, 3], "q": [9.0, 9, 9]}
        plot = so.Plot(data, x="x", y="y").add(Box(), q1="q")
        with pytest.raises(so.PlotSpecError, match="'q1' would be overwritten by BoxStats"):
            plot.plot()

    def test_a_mapped_width(self):
        data = {**PILE, "w": [0.2, 0.9]}
        plot = so.Plot(data, x="x", y="y").add(so.Bar(), so.Agg(), width="w")
        with pytest.warns(so.PlotWarning, match="width is mapped, but Agg makes rows of its own"):
            plot.plot()

    def test_a_baseline_that_a_stat_makes(self):
        @dataclass(frozen=True)
        class Floating(so.Stat):
            makes = {"y": "y", "baseline": "y"}

            def compute(self, y):
                return {"y": y.max(), "baseline": y.min()}

        made = so.Plot(PILE, x="x", y="y").add(so.Bar(), Floating()).plot()
        (bars,) = made.drawing.panels[0].marks
        assert sorted(bars.primitives[0].corners[0][:, 1].tolist()) == [1.0, 2.0]

    def test_a_share_of_the_panel_spans(self):
        plot = so.Plot(PILE, x="x", y="y").add(so.Dot()).add(Rule(), y=so.frac(0.5))
        assert plot.plot().drawing.panels[0].marks[-1].primitives


class TestKeys:
    """A layer has a key wherever its marks can draw one."""

    def test_parts_alone(self):
        @dataclass(frozen=True)
        class Outliers(so.Mark):
            color: so.MappableColor = so.Mappable("C0")
            needs = ("x",)

            def draw(self, v, pane):
                part = v.part("outliers")
                pane.points(part.xy(), color=part.color)

        data = {"x": ["a"] * 18, "y": [*range(8), 90] * 2, "g": ["u"] * 9 + ["v"] * 9}
        made = so.Plot(data, x="x", y="y", color="g").add(Outliers(), BoxStats(), so.Dodge()).plot()
        (legend,) = made.drawing.legends
        assert all(key.primitives for key in legend.keys)

    def test_a_function_that_reads_what_a_stat_makes(self):
        def span(v, pane):
            pane.lines(v.range("q1", "q3"), color=v.color)

        data = {"x": ["a"] * 18, "y": [*range(8), 90] * 2, "g": ["u"] * 9 + ["v"] * 9}
        made = so.Plot(data, x="x", y="y", color="g").add(span, BoxStats()).plot()
        (legend,) = made.drawing.legends
        assert all(key.primitives for key in legend.keys)

    def test_a_function_gets_single_rows(self):
        def shape(v, pane):
            pane.lines(v.paths())

        with pytest.raises(so.PlotSpecError, match="connects = True"):
            so.Plot(PILE, x="x", y="y").add(shape).plot()
