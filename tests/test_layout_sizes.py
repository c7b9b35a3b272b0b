"""Sizes that were asked for, and titles that panels have in common, from a plot to its file."""

import io

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.image import imread

import plotkit.objects as so
from plotkit.errors import PlotSpecError, PlotWarning

DATA = {
    "x": np.arange(24.0),
    "y": np.arange(24.0) ** 2,
    "g": ["a", "b", "a long name"] * 8,
    "h": ["u", "v"] * 12,
}
PLOT = so.Plot(DATA, x="x", y="y", color="g").add(so.Dot())


def pixels(plot, dpi=100):
    buffer = io.BytesIO()
    plot.save(buffer, dpi=dpi)
    buffer.seek(0)
    height, width = imread(buffer).shape[:2]
    return width, height


def panel_sizes(figure, axes):
    return np.array([(ax.bbox.width, ax.bbox.height) for ax in axes]) / figure.dpi


class TestPanel:
    @pytest.mark.parametrize(
        "make",
        [lambda p: p, lambda p: p.facet("g", "h"), lambda p: p.facet("g", wrap=2).legend("top")],
        ids=["one", "grid", "wrapped"],
    )
    def test_panels_have_the_size_asked_and_all_is_inside(self, make):
        plot = make(PLOT).layout(panel=(4, 3), unit="cm").label(title="All", caption="Source")
        compiled = plot.plot()
        figure = compiled.figure
        assert panel_sizes(figure, compiled.axes) * 2.54 == pytest.approx(
            np.tile([4.0, 3.0], (len(compiled.axes), 1)), abs=1e-6
        )
        inside = figure.get_tightbbox()
        assert inside.x0 >= -0.01
        assert inside.y0 >= -0.01
        assert inside.x1 <= figure.get_figwidth() + 0.01
        assert inside.y1 <= figure.get_figheight() + 0.01

    def test_the_file_is_as_large_as_the_figure(self):
        plot = PLOT.layout(panel=(2, 1.5))
        expected = plot.plot().figure.get_size_inches() * 100
        assert pixels(plot) == pytest.approx(tuple(expected), abs=1)

    def test_more_panels_make_a_larger_figure(self):
        one, six = PLOT.layout(panel=(2, 2)), PLOT.facet("g", "h").layout(panel=(2, 2))
        (w1, h1), (w6, h6) = (p.plot().figure.get_size_inches() for p in (one, six))
        assert w6 > w1 + 4
        assert h6 > h1 + 2

    def test_on_a_figure(self):
        figure = Figure(figsize=(9, 9))
        compiled = PLOT.layout(panel=(2, 1)).on(figure).plot()
        assert panel_sizes(figure, compiled.axes) == pytest.approx(np.array([[2.0, 1.0]]))

    def test_what_has_its_size_already(self):
        part = Figure().subfigures(1, 2)[0]
        with pytest.warns(PlotWarning, match=r"layout\(panel=\) has no effect on a SubFigure"):
            PLOT.layout(panel=(2, 1)).on(part).plot()
        with pytest.warns(PlotWarning, match=r"layout\(panel=\) has no effect on a given Axes"):
            PLOT.layout(panel=(2, 1)).on(Figure().subplots()).plot()

    def test_another_engine_does_not_know_it(self):
        with pytest.raises(PlotSpecError, match="needs plotkit's own layout engine"):
            PLOT.layout(panel=(2, 1), engine="tight").plot()


class TestCommonTitles:
    def said(self, compiled, name):
        compiled.figure.draw_without_rendering()
        texts = [text for text in compiled.figure.texts if text.get_text() == name]
        labels = [ax.xaxis.label for ax in compiled.axes] + [ax.yaxis.label for ax in compiled.axes]
        own = [label for label in labels if label.get_text() == name and label.get_visible()]
        return len(texts), len(own)

    def test_once_in_the_middle(self):
        compiled = PLOT.facet("g").plot()
        assert self.said(compiled, "x") == (1, 0)
        assert self.said(compiled, "y") == (0, 1)
        (text,) = compiled.figure.texts
        boxes = [ax.get_position() for ax in compiled.axes]
        assert text.get_position()[0] == pytest.approx((boxes[0].x0 + boxes[-1].x1) / 2)
        assert compiled.axes[1].get_xlabel() == "x"

    def test_a_user_who_names_one_panel_differently(self):
        compiled = PLOT.facet("g").plot()
        compiled.figure.draw_without_rendering()
        compiled.axes[1].set_xlabel("another")
        assert self.said(compiled, "x") == (0, 2)
        assert self.said(compiled, "another") == (0, 1)

    def test_pairs_have_names_of_their_own(self):
        compiled = so.Plot(DATA, y="y").pair(x=["x", "g"]).add(so.Dot()).plot()
        assert self.said(compiled, "x") == (0, 1)
        assert self.said(compiled, "g") == (0, 1)

    def test_another_engine(self):
        compiled = PLOT.facet("g").layout(engine="constrained").plot()
        assert self.said(compiled, "x") == (0, 3)
