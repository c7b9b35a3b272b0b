"""Raster with Bin2D on the pixels: counts against numpy, groups, scales, and sizes of the page."""

import numpy as np
import polars as pl
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from numpy.testing import assert_allclose, assert_array_equal

import plotkit.objects as so
from plotkit.data.queries import listening
from tests.engines import ENGINES, LAZY

N = 3_000
RNG = np.random.default_rng(4)
GROUP = RNG.choice(["a", "b"], N)
FRAME = pl.DataFrame(
    {
        "x": RNG.normal(size=N) + (GROUP == "a"),
        "y": RNG.normal(size=N),
        "z": RNG.gamma(2, size=N),
        "g": GROUP,
        "i": RNG.integers(20, size=N),
    }
)


@pytest.fixture(params=ENGINES.values(), ids=ENGINES)
def engine(request):
    return request.param or (lambda frame: frame)


def base(data, **variables):
    return so.Plot(data, **{"x": "x", "y": "y"} | variables).layout(panel=(2, 1), unit="in")


def made(plot, layer=0):
    table = plot.plot().data(layer)
    return table if isinstance(table, pl.DataFrame) else pl.from_arrow(table)


PIXELS = (192, 96)
"""Of a panel of 2 by 1 inches at 96 dpi."""


def grid(table, column="count", pixels=PIXELS):
    """Return a column as a grid of all pixels."""
    cells = np.zeros(pixels)
    low = [table[f"{axis}min"].min() for axis in "xy"]
    step = [float((table[f"{axis}max"] - table[f"{axis}min"])[0]) for axis in "xy"]
    places = [
        np.rint((table[f"{axis}min"].to_numpy() - a) / b).astype(int)
        for axis, a, b in zip("xy", low, step, strict=True)
    ]
    cells[tuple(places)] = table[column]
    return cells


def test_counts_are_numpys(engine):
    table = made(base(engine(FRAME)).add(so.Raster()))
    expected, x, _ = np.histogram2d(FRAME["x"], FRAME["y"], PIXELS)
    assert_array_equal(grid(table), expected)
    assert_allclose(sorted(set(table["xmin"])), x[:-1][expected.any(axis=1)], rtol=0, atol=1e-9)


@pytest.mark.parametrize("func", ["mean", "max", "sum"])
def test_a_reduction(engine, func):
    plot = base(engine(FRAME), z="z").add(so.Raster(), so.Bin2D("pixels", func=func))
    found = grid(made(plot), "z")
    x, y, z = (FRAME[name].to_numpy() for name in "xyz")
    counts, *edges = np.histogram2d(x, y, PIXELS)
    expected = np.histogram2d(x, y, PIXELS, weights=z)[0]
    if func == "mean":
        expected = np.divide(expected, counts, out=np.zeros(PIXELS), where=counts > 0)
    if func == "max":
        at = [
            np.clip(np.digitize(v, e) - 1, 0, len(e) - 2)
            for v, e in zip((x, y), edges, strict=True)
        ]
        expected = np.zeros(PIXELS)
        np.maximum.at(expected, tuple(at), z)
    assert_allclose(found, expected, rtol=1e-9)


def test_a_mean_without_a_word(engine):
    plain = made(base(engine(FRAME), z="z").add(so.Raster()))
    asked = made(base(engine(FRAME), z="z").add(so.Raster(), so.Bin2D("pixels")))
    assert_allclose(grid(plain, "z"), grid(asked, "z"))


def test_limits_are_what_pixels_divide(engine):
    table = made(base(engine(FRAME)).add(so.Raster()).limit(x=(0, 1), y=(None, 0)))
    low, high = FRAME["y"].min(), 0.0
    expected = np.histogram2d(FRAME["x"], FRAME["y"], PIXELS, [(0, 1), (low, high)])[0]
    assert table["count"].sum() == expected.sum()
    assert_allclose(table["xmax"] - table["xmin"], 1 / PIXELS[0])


def test_a_logarithmic_axis_and_facets(engine):
    table = made(base(engine(FRAME), x="z").facet("g").add(so.Raster()).scale(x="log"))
    z = np.log10(FRAME["z"].to_numpy())
    ends = (z.min(), z.max()), (FRAME["y"].min(), FRAME["y"].max())
    for level in "ab":
        there = table.filter(pl.col("col").cast(pl.String) == level)
        own = level == GROUP
        expected = np.histogram2d(z[own], FRAME["y"].to_numpy()[own], PIXELS, ends)[0]
        assert sorted(there["count"]) == sorted(expected[expected > 0].tolist())


def test_times(engine):
    frame = FRAME.with_columns(t=pl.datetime(2024, 1, 1) + pl.duration(seconds=(pl.col("z") * 1e5)))
    table = made(base(engine(frame), x="t").add(so.Raster()))
    assert table["count"].sum() == N
    assert table["xmin"].dtype.is_temporal()


def test_whole_numbers_have_cells_of_whole_width(engine):
    table = made(base(engine(FRAME), x="i").add(so.Raster()))
    assert_allclose(table["xmax"] - table["xmin"], 1.0)
    assert set(table["x"]) == set(map(float, range(20)))


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
def test_one_profile_and_one_reduce(engine, monkeypatch):
    monkeypatch.setattr(so.Plot.config, "max_rows", 50)  # of rows, not of cells
    plot = base(engine(FRAME), color="g").add(so.Raster(), so.Bin2D("pixels")).scale(alpha="log")
    with listening() as heard:
        plot.plot()
        plot.scale(color="Set2").plot()
    assert [q.purpose for q in heard.queries if not q.kept] == ["profile", "reduce"]


# ----------------------------------------------------------------------------------------- groups


FEW = {
    "x": [0.1, 0.1, 0.1, 0.9, 0.9],
    "y": [0.1, 0.1, 0.1, 0.9, 0.9],
    "g": ["a", "a", "b", "b", "b"],
}


def image(plot):
    figure = plot.plot().figure
    figure.canvas.draw()
    return np.asarray(figure.axes[0].images[0].get_array())


def test_colours_of_groups_are_mixed_by_their_counts(engine):
    plot = so.Plot(engine(pl.DataFrame(FEW)), x="x", y="y", color="g")
    plot = plot.add(so.Raster(alpha=1), so.Bin2D(2)).scale(color={"a": "#ff0000", "b": "#0000ff"})
    found = image(plot)
    assert found[0, 0].tolist() == [170, 0, 85, 255]
    assert found[-1, -1].tolist() == [0, 0, 255, 255]


def test_alpha_shows_how_many_all_groups_have(engine):
    plot = so.Plot(engine(pl.DataFrame(FEW)), x="x", y="y", color="g")
    drawn = plot.add(so.Raster(), so.Bin2D(2)).scale(alpha=(0.2, 0.8)).plot()
    table = drawn.data(0)
    table = table if isinstance(table, pl.DataFrame) else pl.from_arrow(table)
    both = sorted(zip(table["count"], table["total"], strict=True))
    assert both == [(1, 3), (2, 2), (2, 3)]
    found = np.asarray(drawn.figure.axes[0].images[0].get_array())
    assert found[0, 0, 3] == round(0.8 * 255)
    assert found[-1, -1, 3] == round(0.2 * 255)


def test_a_constant_colour_is_more_or_less_solid():
    plot = so.Plot(FEW, x="x", y="y").add(so.Raster(color="k"), so.Bin2D(2))
    found = image(plot)
    assert found[0, 0, 3] > found[-1, -1, 3] > 0


def test_counts_of_the_data_weigh_too():
    data = {"x": [0, 0, 1], "y": [0, 0, 1], "g": ["a", "b", "b"], "n": [3, 1, 1]}
    plot = so.Plot(data, x="x", y="y", color="g", count="n").add(so.Raster())
    found = image(plot.scale(color={"a": "#ff0000", "b": "#0000ff"}))
    assert found[0, 0].tolist() == [191, 0, 64, 255]


def test_guides_and_scales_stay():
    drawn = base(FRAME).add(so.Raster()).scale(color="log").plot()
    assert drawn.scales["color"].legend or drawn.figure.axes[1:]
    names = [text for ax in drawn.figure.axes for text in (ax.get_xlabel(), ax.get_ylabel())]
    assert {"x", "y"} <= set(names)


# ------------------------------------------------------------------------------------------- page


def widths(plot):
    table = made(plot)
    return float((table["xmax"] - table["xmin"]).mean())


def test_pixels_follow_size_and_resolution(tmp_path):
    plot = so.Plot(FRAME, x="x", y="y").add(so.Raster())
    span = FRAME["x"].max() - FRAME["x"].min()
    small, large = (span / widths(plot.layout(size=(w, 4))) for w in (4, 8))
    assert 200 < small < 300
    assert 550 < large < 680
    axes = Figure(figsize=(3, 3), dpi=100).add_axes((0, 0, 1, 1))
    assert span / widths(plot.on(axes)) == pytest.approx(300)
    asked = []
    for dpi in (96, 192):
        plot.save(tmp_path / "x.png", dpi=dpi)
        asked.append(span / widths_of(plot))
    assert asked[1] == pytest.approx(2 * asked[0], rel=0.01)


def widths_of(plot):
    """Return the width of the pixels that the last `save` drew."""
    table = plot._drawn[0].data(0)
    return float((table["xmax"] - table["xmin"]).mean())


def test_a_picture_has_about_a_cell_a_pixel():
    drawn = so.Plot(FRAME, x="x", y="y").add(so.Raster()).plot()
    drawn._repr_png_()
    panel = drawn.figure.axes[0].get_window_extent()
    inches = np.array([panel.width, panel.height]) / drawn.figure.dpi
    table = drawn.data(0)
    for axis, length in zip("xy", inches * 96, strict=True):
        span = table[f"{axis}max"].max() - table[f"{axis}min"].min()
        step = float((table[f"{axis}max"] - table[f"{axis}min"]).mean())
        assert 0.9 * length < span / step <= length


# ------------------------------------------------------------------------------- too many to draw


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
class TestTooMany:
    @pytest.fixture(autouse=True)
    def few(self, monkeypatch):
        monkeypatch.setattr(so.Plot.config, "max_rows", 1_000)

    def test_the_error_names_rows_columns_and_ways(self, engine):
        plot = so.Plot(engine(FRAME), x="x", y="z", color="g")
        words = r"Dots would draw 3,000 rows of 'x', 'z', 'g' one by one, and at most 1,000.*"
        words += r"so\.Raster\(\)[^$]*In layer 1 \(Dots\)"
        with listening() as heard, pytest.raises(so.PlotSpecError, match=words):
            plot.add(so.Dots()).plot()
        assert [query.purpose for query in heard.queries] == ["profile"]
        with pytest.raises(so.PlotSpecError, match=r"so\.Decimate\(\)"):
            plot.add(so.Line()).plot()
        with pytest.raises(so.PlotSpecError, match=r'so\.Bin2D\("pixels"\)'):
            plot.add(so.Raster()).plot()

    def test_stats_that_need_rows(self, engine):
        plot = so.Plot(engine(FRAME), x="g", y="z")
        with pytest.raises(so.PlotSpecError, match=r'Est needs the rows.*errorbar="se"'):
            plot.add(so.Range(), so.Est(np.median, errorbar=lambda v: (v.min(), v.max()))).plot()
        with pytest.raises(so.PlotSpecError, match="Lowess needs the rows of 'x', 'z' in memory"):
            so.Plot(engine(FRAME), x="x", y="z").add(so.Line(), so.Lowess()).plot()
        with pytest.raises(so.PlotSpecError, match="The groups of 'x' are more than 1,000"):
            so.Plot(engine(FRAME), x="x", y="z").add(so.Line(), so.Agg()).plot()

    def test_rows_that_are_left_out_do_not_count(self, engine):
        some = FRAME.with_columns(x=pl.when(pl.int_range(N) < 900).then(pl.col("x")))
        with pytest.warns(so.PlotWarning, match="2100 with missing x"):
            so.Plot(engine(some), x="x", y="z").add(so.Dots()).plot()

    def test_dots_become_a_picture_if_asked(self, engine, monkeypatch):
        monkeypatch.setattr(so.Plot.config, "large", "raster")
        plot = so.Plot(engine(FRAME), x="x", y="y", color="g", pointsize="z")
        with pytest.warns(so.PlotWarning, match=r"3,000 rows are too many.*so\.Raster\(\) shows"):
            table = made(plot.add(so.Dots()))
        assert table["count"].sum() == N
        assert set(table["color"].cast(pl.String)) == {"a", "b"}
        means = so.Plot(engine(FRAME), x="x", y="y", color="z")
        with pytest.warns(so.PlotWarning, match="too many.*the mean colour of those in each pixel"):
            drawn = means.add(so.Dot()).plot()
        table = drawn.data(0)
        table = table if isinstance(table, pl.DataFrame) else pl.from_arrow(table)
        assert_allclose(np.average(table["z"], weights=table["count"]), FRAME["z"].mean())
        assert table["color"].to_list() == table["z"].to_list()
        assert "z" in [text.get_text() for text in drawn.figure.findobj(Text)]

    def test_colours_of_times_have_no_mean(self, engine, monkeypatch):
        monkeypatch.setattr(so.Plot.config, "large", "raster")
        day = pl.date_range(pl.date(2000, 1, 1), pl.date(2000, 1, 30), eager=True)
        data = engine(FRAME.with_columns(day=pl.Series(np.resize(day.to_numpy(), N))))
        with pytest.raises(so.PlotSpecError, match="3,000 rows") as raised:
            so.Plot(data, x="x", y="y", color="day").add(so.Dots()).plot()
        assert "config.large" not in str(raised.value)

    def test_a_picture_of_amounts_is_told_of(self, engine):
        plot = so.Plot(engine(FRAME), x="x", y="y", color="z").add(so.Raster())
        with pytest.raises(so.PlotSpecError, match="Assign 'z' to z in place of color"):
            plot.plot()

    def test_lines_become_decimated_if_asked(self, engine, monkeypatch):
        monkeypatch.setattr(so.Plot.config, "large", "raster")
        monkeypatch.setattr(so.Plot.config, "max_rows", 2_000)
        plot = so.Plot(engine(FRAME), x="x", y="y").layout(size=(2, 2))
        with pytest.warns(so.PlotWarning, match=r"so\.Decimate\(\) keeps"):
            assert len(made(plot.add(so.Line()))) < N

    def test_what_has_no_picture_stays_an_error(self, engine, monkeypatch):
        monkeypatch.setattr(so.Plot.config, "large", "raster")
        plot = so.Plot(engine(FRAME), x="x", y="y")
        with pytest.raises(so.PlotSpecError, match="3,000 rows"):
            plot.add(so.Bar()).plot()
        with pytest.raises(so.PlotSpecError, match="3,000 rows"):
            plot.add(so.Dots(), so.Jitter(1)).plot()


def test_the_setting_is_checked():
    with pytest.raises(so.PlotSpecError, match="'raster'"):
        so.Plot.config.large = "picture"
