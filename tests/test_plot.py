"""Plot as users meet it: what a call takes, what it refuses, and that nothing of theirs changes."""

import copy
import io
import pickle
import subprocess
import sys
import threading
from datetime import date

import matplotlib as mpl
import numpy as np
import pandas as pd
import polars as pl
import pytest
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from PIL import Image

import plotkit.objects as so

DATA = {"a": [1.0, 2.0, 3.0], "b": [3.0, 1.0, 2.0], "c": ["u", "v", "u"]}


@pytest.fixture
def frame():
    return pd.DataFrame(DATA)


@pytest.fixture
def plot(frame):
    return so.Plot(frame, x="a", y="b").add(so.Dot(), color="c")


def png(plot) -> Image.Image:
    buffer = io.BytesIO()
    plot.save(buffer)
    return Image.open(buffer)


class TestConstructor:
    @pytest.mark.parametrize(
        "make",
        [
            lambda f: so.Plot(f, "a", "b"),
            lambda f: so.Plot(f, x="a", y="b"),
            lambda f: so.Plot("a", "b", data=f),
            lambda f: so.Plot(f["a"], f["b"]),
            lambda f: so.Plot(x=f["a"].to_numpy(), y=f["b"].tolist()),
            lambda f: so.Plot(f.to_dict("list"), "a", y="b"),
            lambda f: so.Plot(pl.from_pandas(f), "a", "b"),
        ],
        ids=map(str, range(7)),
    )
    def test_positions_of_data_and_variables(self, frame, make):
        compiled = make(frame).add(so.Dot()).plot()
        offsets = compiled.axes[0].collections[0].get_offsets()
        np.testing.assert_array_equal(offsets, np.column_stack([DATA["a"], DATA["b"]]))

    def test_too_many_positions(self, frame):
        with pytest.raises(TypeError, match="at most data, x and y"):
            so.Plot(frame, "a", "b", "c")

    def test_a_name_twice(self, frame):
        with pytest.raises(TypeError, match="x twice"):
            so.Plot(frame, "a", x="b")
        with pytest.raises(TypeError, match="data twice"):
            so.Plot(frame, data=frame)

    def test_unknown_keyword_suggests(self, frame):
        with pytest.raises(TypeError, match=r"'colour'.*Did you mean 'color'"):
            so.Plot(frame, colour="c")

    def test_unknown_column_suggests_at_once(self, frame):
        frame = frame.rename(columns={"a": "carat"})
        with pytest.raises(ValueError, match=r"x='carrat' names no column. Did you mean 'carat'"):
            so.Plot(frame, x="carrat")

    def test_wrong_data(self):
        with pytest.raises(TypeError, match=r"data must be a DataFrame .*a int was given"):
            so.Plot(data=3, x=[1])

    @pytest.mark.parametrize("name", ["weight", "width", "baseline"])
    def test_extras_are_accepted(self, frame, name):
        so.Plot(frame, x="a", y="b", **{name: "a"})


class TestErrorsAtTheCall:
    @pytest.mark.parametrize(
        ("call", "message"),
        [
            (lambda p: p.add(so.Dot), r"the class Dot; call it: Dot\(\)"),
            (lambda p: p.add("dot"), "add.. needs a Mark first"),
            (lambda p: p.add(so.Dot(), so.Line()), "Stats and Moves"),
            (lambda p: p.add(so.Dot(), so.Agg), "the class Agg"),
            (lambda p: p.add(so.Dot(), colour="a"), "Did you mean 'color'"),
            (lambda p: p.add(so.Dot(), x="aa"), "names no column. Did you mean 'a'"),
            (lambda p: p.add(so.Dot(), orient="z"), "orient must be"),
            (lambda p: p.scale(colr="log"), "Did you mean 'color'"),
            (lambda p: p.label(colr="C"), "Did you mean 'color'"),
            (lambda p: p.limit(z=(0, 1)), "Unknown axis 'z'"),
            (lambda p: p.share(z=True), "Unknown axis 'z'"),
            (lambda p: p.share(x="rows"), "must be True, False"),
            (lambda p: p.facet("nope"), "names no column"),
            (lambda p: p.facet("c", order="uv"), "must be a list of levels"),
            (lambda p: p.facet("c", "a", order=["u"]), "Give a dict"),
            (lambda p: p.facet("c", wrap=0), "whole number from 1"),
            (lambda p: p.pair(x="a"), "must be a list of variables"),
            (lambda p: p.pair(x=["a", "b"], y=["a"], cross=False), "as many x as y"),
            (lambda p: p.pair(x=["nope"]), "names no column"),
            (lambda p: p.layout(size=(1,)), "both positive"),
            (lambda p: p.layout(size=(0, 1)), "both positive"),
            (lambda p: p.layout(extent=(0, 1)), "extent must be"),
            (lambda p: p.theme({"axes.facecolour": "w"}), "axes.facecolor"),
            (lambda p: p.theme({"axes.linewidth": "thick"}), "axes.linewidth"),
            (lambda p: p.theme(["a"]), "dict of rc parameters"),
            (lambda p: p.on("here"), "Axes, Figure or SubFigure"),
            (lambda p: p + so.Dot(), "not with +"),
            (lambda p: p("data"), "data must be .*a str was given"),
        ],
        ids=map(str, range(28)),
    )
    def test_is_raised_and_says_what_to_do(self, plot, call, message):
        with pytest.raises(so.PlotSpecError, match=message):
            call(plot)


class TestErrorsAtCompile:
    def test_missing_coordinate(self, frame):
        with pytest.raises(so.PlotSpecError, match=r"layer 1 \(Dot\): y is required; given: 'x'"):
            so.Plot(frame, x="a").add(so.Dot()).plot()

    def test_unknown_palette_names_variable_and_suggests(self, plot):
        with pytest.raises(so.PlotSpecError, match=r"'virids'.*viridis") as caught:
            plot.scale(color="virids").plot()
        assert any("'color'" in note for note in caught.value.__notes__)

    def test_unknown_color_names_layer_and_mark(self, frame):
        with pytest.raises(so.PlotSpecError, match="bleu") as caught:
            so.Plot(frame, x="a", y="b").add(so.Dot(color="bleu")).plot()
        notes = " ".join(caught.value.__notes__)
        assert "layer 1 (Dot)" in notes
        assert "'color' of Dot" in notes

    def test_lengths(self):
        with pytest.raises(so.PlotSpecError, match="'x': 3, 'y': 2"):
            so.Plot(x=[1, 2, 3], y=[1, 2]).add(so.Dot()).plot()

    def test_length_beside_a_frame(self, frame):
        with pytest.raises(so.PlotSpecError, match="has 2 values, but the data have 3 rows"):
            so.Plot(frame, x="a", y=[1, 2]).add(so.Dot()).plot()

    def test_numbers_needed(self, frame):
        with pytest.raises(so.PlotSpecError, match="needs numbers, but the data are categories"):
            so.Plot(frame, x="c", y="b").add(so.Dot()).scale(x="log").plot()

    def test_mark_without_draw(self, frame):
        class Empty(so.Mark):
            pass

        with pytest.raises(NotImplementedError, match="Empty has no draw"):
            so.Plot(frame, x="a", y="b").add(Empty()).plot()

    def test_polar_axes(self, plot):
        axes = Figure().add_subplot(projection="polar")
        with pytest.raises(so.PlotSpecError, match="polar"):
            plot.on(axes).plot()


class TestValue:
    def test_methods_return_copies(self, plot):
        before = repr(plot)
        changed = [
            plot.add(so.Line()),
            plot.scale(x="log"),
            plot.limit(x=(1, 2)),
            plot.label(x="A"),
            plot.layout(size=(1, 1)),
            plot.theme({"axes.grid": False}),
            plot.facet("c"),
            plot.pair(x=["a"]),
            plot.share(x=False),
        ]
        assert repr(plot) == before
        assert all(other != plot for other in changed)

    @pytest.mark.parametrize(
        "again",
        [copy.copy, copy.deepcopy, lambda p: pickle.loads(pickle.dumps(p))],
        ids=["copy", "deepcopy", "pickle"],
    )
    def test_copies_and_pickles_are_equal(self, plot, again):
        plot = plot.scale(color=so.Nominal(["r", "b"])).facet("c").label(x="A")
        assert again(plot) == plot
        assert png(again(plot)).tobytes() == png(plot).tobytes()

    def test_equal_by_content(self, frame):
        assert so.Plot(frame, x="a") == so.Plot(frame.copy(), x="a")
        assert so.Plot(frame, x="a") != so.Plot(frame, x="b")
        assert so.Plot(frame.assign(a=0), x="a") != so.Plot(frame, x="a")

    def test_repr_is_the_calls(self, frame):
        p = (
            so.Plot(frame, x="a", y="b")
            .add(so.Dot(pointsize=3), so.Jitter(x=1), color="c", legend=False)
            .scale(x="log", y=so.Continuous(norm=(0, 1)), color=None)
            .limit(x=(1, 2))
        )
        assert repr(p) == (
            "Plot(<DataFrame of 3 × 3>, x='a', y='b')"
            ".add(Dot(pointsize=3), Jitter(x=1), color='c', legend=False)"
            ".scale(x='log', y=Continuous(norm=(0, 1)), color=None)"
            ".limit(x=(1, 2))"
        )

    def test_template(self, frame):
        template = so.Plot(x="a", y="b").add(so.Dot())
        assert template(frame) == so.Plot(frame, x="a", y="b").add(so.Dot())
        with pytest.raises(so.PlotSpecError, match="names no column"):
            template({"other": [1]})

    def test_same_spec_same_picture(self, plot):
        jittered = plot.add(so.Dots(), so.Jitter(y=1))
        assert png(jittered).tobytes() == png(jittered).tobytes()


class TestNothingOfTheUsersChanges:
    def test_frame_and_scales(self, frame):
        scale = so.Continuous(norm=(0, 5)).tick(upto=3)
        norm = mpl.colors.Normalize()
        kept, kept_scale = frame.copy(), copy.deepcopy(scale)
        p = so.Plot(frame, x="a", y="b", color="a").add(so.Dot())
        p.scale(x=scale, color=so.Continuous(norm=norm)).plot()
        pd.testing.assert_frame_equal(frame, kept)
        assert scale == kept_scale
        assert norm.vmin is None

    def test_after_failure(self, frame):
        kept, params = frame.copy(), mpl.rcParams.copy()
        p = so.Plot(frame, x="a", y="b").add(so.Dot(color="bleu")).theme({"axes.linewidth": 9})
        with pytest.raises(so.PlotSpecError):
            p.plot()
        pd.testing.assert_frame_equal(frame, kept)
        assert dict(mpl.rcParams) == dict(params)

    def test_theme_of_other_threads(self, plot):
        themes = ["red", "blue", "green", "orange"]
        found = {}

        def draw(color):
            themed = plot.theme({"axes.facecolor": color})
            found[color] = {themed.plot().axes[0].get_facecolor() for _ in range(3)}

        threads = [threading.Thread(target=draw, args=(color,)) for color in themes]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == {color: {mpl.colors.to_rgba(color)} for color in themes}


class TestCompiled:
    def test_data_is_the_kind_that_came_in(self, frame):
        spec = so.Plot(x="c", y="b").add(so.Bar(), so.Agg())
        assert isinstance(spec(frame).plot().data(), pd.DataFrame)
        assert isinstance(spec(pl.from_pandas(frame)).plot().data(), pl.DataFrame)
        table = spec(DATA).plot().data(layer=0)
        np.testing.assert_array_equal(table["y"], [2.5, 1.0])
        assert list(table["x"]) == ["u", "v"]

    def test_data_is_in_data_units(self):
        data = {"day": [date(2024, 1, 1), date(2024, 1, 2)], "v": [10.0, 1000.0]}
        table = so.Plot(data, x="day", y="v").add(so.Line()).scale(y="log").plot().data()
        np.testing.assert_allclose(table["y"], data["v"])
        assert table["x"].astype("M8[D]").astype(object).tolist() == data["day"]

    def test_artists_by_layer(self, plot):
        compiled = plot.add(so.Line()).plot()
        assert [isinstance(a, PathCollection) for a in compiled.artists(layer=0)] == [True]
        assert [isinstance(a, Line2D) for a in compiled.artists(layer=1)] == [True]
        with pytest.raises(so.PlotSpecError, match="no layer 2; the plot has 2"):
            compiled.artists(layer=2)

    def test_scales(self, plot):
        scales = plot.scale(x="log").plot().scales
        assert scales["x"].transform.name == "log"
        assert scales["color"].entries()[0] == ("u", "v")

    def test_names_scripts_reach_for(self, plot):
        compiled = plot.plot()
        assert compiled._figure is compiled.figure
        assert compiled._figure.axes[0] is compiled.axes[0]


class TestOutput:
    def test_asked_size_with_legend_inside(self, plot):
        picture = png(plot.layout(size=(5, 3)))
        assert picture.size == (480, 288)
        right = np.asarray(picture.convert("L"))[:, 380:470]
        assert (right < 250).any()  # the legend
        assert (np.asarray(picture.convert("L"))[:, -1] == 255).all()

    def test_dpi_and_formats(self, plot, tmp_path):
        plot.layout(size=(2, 2)).save(tmp_path / "p.png", dpi=50)
        with Image.open(tmp_path / "p.png") as picture:
            assert picture.size == (100, 100)
        for suffix in ("svg", "pdf"):
            plot.save(tmp_path / f"p.{suffix}")
            assert (tmp_path / f"p.{suffix}").stat().st_size > 1000

    def test_save_returns_the_plot(self, plot):
        assert plot.save(io.BytesIO()) is plot

    def test_missing_folder(self, plot, tmp_path):
        with pytest.raises(so.PlotSpecError, match="nowhere"):
            plot.save(tmp_path / "nowhere" / "p.png")

    def test_notebook(self, plot):
        data, size = plot._repr_png_()
        width, height = Image.open(io.BytesIO(data)).size
        assert (width, height) == (1228, 921)  # 6.4 × 4.8 inches at twice 96 dpi
        assert size["width"] == pytest.approx(6.4 * 96 * 0.85)
        assert size["height"] == pytest.approx(4.8 * 96 * 0.85)
        assert plot._repr_svg_() is None

    def test_notebook_svg(self, plot):
        so.Plot.config.display["format"] = "svg"
        try:
            assert plot._repr_png_() is None
            assert "<svg" in plot._repr_svg_()
        finally:
            so.Plot.config.display["format"] = "png"

    def test_many_saves_leave_no_figures(self, plot):
        for _ in range(5):
            plot.save(io.BytesIO())
        if "matplotlib.pyplot" in sys.modules:
            assert not sys.modules["matplotlib.pyplot"].get_fignums()


class TestConfig:
    def test_theme_of_the_session(self, plot):
        so.Plot.config.theme.update({"axes.facecolor": "w"})
        try:
            assert plot.plot().axes[0].get_facecolor() == (1, 1, 1, 1)
        finally:
            so.Plot.config.theme.reset()
        assert plot.plot().axes[0].get_facecolor() == mpl.colors.to_rgba("#EAEAF2")

    def test_theme_has_a_table_for_notebooks(self):
        assert "axes.facecolor" in so.Plot.config.theme._repr_html_()

    def test_seed(self, plot):
        jittered = plot.add(so.Dots(), so.Jitter(y=1))
        before = png(jittered).tobytes()
        so.Plot.config.seed = 1
        try:
            assert png(jittered).tobytes() != before
        finally:
            so.Plot.config.seed = 0

    def test_row_limit(self, frame):
        so.Plot.config.max_rows = 2
        try:
            lazy = so.Plot(pl.from_pandas(frame).lazy(), x="a", y="b")
            with pytest.raises(so.PlotSpecError, match="max_rows"):
                lazy.add(so.Dot()).plot()
            assert lazy.add(so.Line(), so.Agg("max"), x="c").plot().data().height == 2
        finally:
            so.Plot.config.max_rows = 1_000_000


def test_star_import_gives_exactly_all():
    code = (
        "before = set(globals()) | {'before'}\n"
        "from plotkit.objects import *\n"
        "import plotkit.objects as so\n"
        "assert set(globals()) - before - {'so'} == set(so.__all__)"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)
