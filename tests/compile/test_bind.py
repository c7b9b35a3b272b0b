"""What each name means in each layer, and what is said when it means nothing."""

from contextlib import nullcontext

import numpy as np
import pandas as pd
import polars as pl
import pytest

import plotkit.objects as so
from tests.engines import LAZY


class Promising(so.Stat):
    """Declares a column that it does not make."""

    makes = ("more",)

    def compute(self, y):
        return {"y": y.mean()}


DATA = {"x": [1, 2, 3], "y": [4.0, 6.0, 5.0], "g": ["a", "b", "a"], "w": [1.0, 2.0, 3.0]}
OTHER = {"x": [7, 8], "y": [1.0, 2.0], "g": ["b", "c"]}


def points(drawing, layer=0):
    """Return all points of a layer's first word, over all panels."""
    words = [
        i.primitives[0].xy for panel in drawing.panels for i in panel.marks if i.layer == layer
    ]
    return np.concatenate(words).tolist() if words else []


def levels(drawing, name):
    return drawing.scales[name].levels


def notes(error):
    faults = getattr(error.value, "exceptions", [error.value])
    return "\n".join(note for one in faults for note in one.__notes__)


def test_a_plot_without_data_is_a_template(draw):
    template = so.Plot(x="x", y="y", color="g").add(so.Dot(), data=DATA).add(so.Line(), data=OTHER)
    with pytest.warns(so.PlotWarning, match="each group has one row"):
        drawing = draw(template)
    assert points(drawing) == [[1, 4], [2, 6], [3, 5]]
    assert drawing.panels[0].marks[1].primitives[0].paths.xy.tolist() == [[7, 1], [8, 2]]
    assert levels(drawing, "color") == ("a", "b", "c")


def test_a_template_without_data_at_last(draw):
    with pytest.raises(so.PlotSpecError, match=r"x='x' names no column\. There are no data"):
        draw(so.Plot(x="x", y="y").add(so.Dot()))


def test_data_of_a_layer_replace_those_of_the_plot(draw):
    drawing = draw(so.Plot(DATA, x="x", y="y").add(so.Dot()).add(so.Dot(), data=OTHER))
    assert points(drawing, 1) == [[7, 1], [8, 2]]
    assert drawing.panels[0].x.limits == pytest.approx((0.65, 8.35))


def test_none_takes_a_variable_away(draw):
    drawing = draw(so.Plot(DATA, x="x", y="y", color="g").add(so.Line(), color=None))
    assert len(drawing.panels[0].marks[0].primitives[0].paths) == 1
    assert drawing.legends == ()


@pytest.mark.parametrize("value", [0, 2.5, np.float64(1.5), True])
def test_a_number_stands_for_all_rows(draw, value):
    drawing = draw(so.Plot(DATA, x="x").add(so.Dot(), y=value).scale(y=so.Continuous()))
    assert points(drawing) == [[x, float(value)] for x in (1, 2, 3)]


def test_a_text_stands_for_all_rows(draw):
    drawing = draw(so.Plot(DATA, x="x", y="y").add(so.Line(), color="all of them"))
    assert levels(drawing, "color") == ("all of them",)
    assert [key.label for key in drawing.legends[0].keys] == ["all of them"]


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
def test_constants_beside_an_engine(draw, engine):
    data = engine(pl.DataFrame(DATA))
    drawing = draw(so.Plot(data, x="x").add(so.Dot(), y=3, color="seen"))
    assert sorted(points(drawing)) == [[1, 3], [2, 3], [3, 3]]
    assert levels(drawing, "color") == ("seen",)


def test_only_constants(draw):
    assert points(draw(so.Plot().add(so.Dot(), x=1, y=2))) == [[1, 2]]


def test_rows_are_matched_by_position_not_by_index(draw):
    frame = pd.DataFrame(DATA, index=[5, 5, 0])
    y = pd.Series([1, 2, 3], index=[0, 5, 9])
    drawing = draw(so.Plot(frame, x="x", y=y, color=pd.Series(["u", "v", "u"])).add(so.Dot()))
    assert points(drawing) == [[1, 1], [2, 2], [3, 3]]
    assert drawing.legends[0].title == ""


def test_a_named_index_level_is_a_column(draw):
    frame = pd.DataFrame(DATA).set_index("x")
    assert points(draw(so.Plot(frame, x="x", y="y").add(so.Dot()))) == [[1, 4], [2, 6], [3, 5]]


@pytest.mark.parametrize("name", ["weight", "width", "baseline"])
def test_extras_are_accepted_in_the_plot(draw, name):
    given = so.Plot(DATA, x="y", **{name: "w"}).add(so.Bars(), so.Hist(bins=1))
    in_layer = so.Plot(DATA, x="y").add(so.Bars(), so.Hist(bins=1), **{name: "w"})
    for plot in (given, in_layer):
        with (
            nullcontext()
            if name == "weight"
            else pytest.warns(so.PlotWarning, match=f"{name} is mapped, but Hist makes rows")
        ):
            table = draw(plot).tables[0].table
        assert table["y"].tolist() == [6.0 if name == "weight" else 3.0]


@pytest.mark.parametrize(("name", "column"), [("width", [0.8, 1.6]), ("baseline", [1.0, 2.0])])
def test_extras_reach_the_mark(draw, name, column):
    data = {"x": ["p", "q"], "y": [5, 6], "w": column}
    table = draw(so.Plot(data, x="x", y="y", **{name: "w"}).add(so.Bar())).tables[0].table
    assert table[name].tolist() == column


class TestErrors:
    def test_vectors_of_different_lengths(self, draw):
        with pytest.raises(so.PlotSpecError, match=r"different lengths: {'x': 3, 'y': 2}"):
            draw(so.Plot(x=[1, 2, 3], y=[1, 2]).add(so.Dot()))

    def test_a_vector_beside_a_frame_of_another_length(self, draw):
        with pytest.raises(so.PlotSpecError, match=r"for 'y' has 2 values, .* have 3 rows"):
            draw(so.Plot(DATA, x="x", y=[1, 2]).add(so.Dot()))

    @pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
    def test_a_vector_beside_an_engine(self, draw, engine):
        plot = so.Plot(engine(pl.DataFrame(DATA)), x="x").add(so.Dot(), y=[1, 2, 3])
        with pytest.raises(
            so.PlotSpecError, match="expression was given for 'y', but the data are"
        ):
            draw(plot)

    def test_unknown_column_at_the_call(self):
        with pytest.raises(so.PlotSpecError, match=r"names no column\. Did you mean 'g'\?"):
            so.Plot({"x": [1], "y": [2], "g": [1]}, x="x", y="G")

    def test_unknown_column_in_the_data_of_a_layer(self, draw):
        template = so.Plot(x="x", y="yy")
        with pytest.raises(so.PlotSpecError, match=r"y='yy' names no column") as error:
            draw(template.add(so.Dot(), data={"x": [1]}).add(so.Line(), so.Agg(), data=DATA))
        assert "In layer 1 (Dot); given: 'x', 'y'" in notes(error)

    def test_the_note_names_mark_and_stat(self, draw):
        with pytest.raises(so.PlotSpecError) as error:
            draw(so.Plot(x="x", y="nope").add(so.Bar(), so.Agg(), so.Dodge(), data=DATA))
        assert "In layer 1 (Bar, Agg, Dodge)" in notes(error)

    def test_a_missing_coordinate(self, draw):
        message = r"layer 2 \(Dot\): y is required; given: 'x'\. Assign in"
        with pytest.raises(so.PlotSpecError, match=message):
            draw(so.Plot(DATA, x="x").add(so.Bar(), so.Count()).add(so.Dot()))

    def test_missing_coordinates_of_a_horizontal_layer(self, draw):
        with pytest.raises(
            so.PlotSpecError, match=r"x is required; given: 'y'; Extremes makes 'xmin', 'xmax'"
        ):
            draw(so.Plot(DATA, y="g").add(so.Range(), orient="y"))

    def test_a_missing_input_names_stat_layer_and_variables(self, draw):
        with pytest.raises(so.PlotSpecError, match=r"Agg needs 'y'; missing: 'y'") as error:
            draw(so.Plot(DATA, x="x", color="g").add(so.Bar(), so.Agg()))
        assert "In stat Agg." in notes(error)
        assert "In layer 1 (Bar, Agg); given: 'x', 'color'" in notes(error)

    def test_a_computed_column_that_the_stat_does_not_make_here(self, draw):
        plot = so.Plot(DATA, x="x", y="y").add(so.Bar(), Promising(), color="more")
        message = "color='more' names a column that the stats of this layer did not make"
        with pytest.raises(so.PlotSpecError, match=message):
            draw(plot)

    def test_a_facet_in_a_layer_only(self, draw):
        plot = so.Plot(DATA, x="x", y="y").add(so.Dot(), col="g")
        with pytest.raises(so.PlotSpecError, match=r"no panels for it; add \.facet\(col="):
            draw(plot)
