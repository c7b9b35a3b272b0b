"""A long line is drawn with the vertices that show: the picture is that of all of them."""

import io

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.backend_bases import MouseEvent
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Affine2D

import plotkit.objects as so
from plotkit.mpl.fast import longline
from plotkit.mpl.fast.longline import FEWEST, LongLine, LongLines, outline, shown
from plotkit.mpl.grouped import GroupedLines
from tests.fastpaths import where_measured

N = 60_000
SIZE = (3, 2.5)
RANDOM = np.random.default_rng(5)
X = np.arange(N) / N
NOISE = RANDOM.normal(size=N)
WALK = NOISE.cumsum() / N**0.5
SPIKES = np.where(np.arange(N) % 7919 == 7918, 1.0, 0.01 * NOISE)
DATA = {
    "walk": WALK,
    "noise": NOISE,
    "sine": np.sin(20 * X),
    "steps": np.floor(5 * np.sin(20 * X)),
    "spikes": SPIKES,
}
VISIBLY = 25.5
"""A tenth of what a colour can differ."""
MOST_VISIBLY, MOST_AT_ALL = 0.9, 3.0
"""Of the pixels, in percent: strokes that lie over each other are darker at their edges."""


@pytest.fixture
def drawn(monkeypatch):
    """Note how many vertices each path has that a raster image is drawn with."""
    numbers = []
    original, make = RendererAgg.draw_path, RendererAgg.__init__

    def draw_path(self, gc, path, transform, face=None):
        numbers.append(len(path.vertices))
        original(self, gc, path, transform, face)

    def noting(method):
        def noted(gc, *args, **kwargs):
            paths = [args[0]] if hasattr(args[0], "vertices") else args[1]
            numbers.extend(len(path.vertices) for path in paths)
            return method(gc, *args, **kwargs)

        return noted

    def init(self, *args, **kwargs):
        make(self, *args, **kwargs)
        for name in ("draw_markers", "draw_path_collection"):  # each renderer has its own
            setattr(self, name, noting(getattr(self, name)))

    monkeypatch.setattr(RendererAgg, "draw_path", draw_path)
    monkeypatch.setattr(RendererAgg, "__init__", init)
    return numbers


def line(plot):
    """Return a figure that keeps its layout, and its only line."""
    made = plot.layout(size=SIZE).plot()
    FigureCanvasAgg(made.figure).draw()
    made.figure.set_layout_engine("none")
    (artist, *_) = made.artists()
    return made.figure, artist


def pixels(figure):
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3].astype(int)


def both(figure, monkeypatch):
    """Return the picture, and that of matplotlib's line."""
    ours = pixels(figure)
    with monkeypatch.context() as patch:
        patch.setattr(LongLine, "draw", Line2D.draw)
        patch.setattr(LongLines, "draw", LineCollection.draw)
        return ours, pixels(figure)


def differing(ours, theirs):
    """Return the share of pixels that differ visibly, and by anything at all, in percent."""
    far_enough = abs(ours - theirs).max(axis=2)
    return 100 * np.mean(far_enough > VISIBLY), 100 * np.mean(far_enough > 0)


PLOT = so.Plot({"x": X, **DATA}, x="x")


@where_measured("lines")
@pytest.mark.parametrize("mark", [so.Line, so.Lines], ids=["one", "collection"])
@pytest.mark.parametrize("name", DATA)
@pytest.mark.parametrize(("linewidth", "alpha"), [(0.5, 1), (1.5, 0.3), (4, 1)])
def test_the_picture_is_that_of_all_vertices(name, linewidth, alpha, mark, drawn, monkeypatch):
    look = mark(linewidth=linewidth, alpha=alpha)
    figure, _ = line(PLOT.add(look, y=name))
    drawn.clear()
    ours, theirs = both(figure, monkeypatch)
    whole = max(drawn)
    assert whole == N
    drawn.remove(whole)
    assert max(drawn) <= 8 * longline.COLUMNS * 100 * SIZE[0]
    visibly, at_all = differing(ours, theirs)
    assert visibly <= MOST_VISIBLY
    assert at_all <= MOST_AT_ALL


CASES = {
    "descending": so.Plot({"x": -X, "y": WALK}, x="x", y="y").add(so.Path()),
    "upright": so.Plot({"x": WALK, "y": X}, x="x", y="y").add(so.Path()),
    "horizontal": so.Plot({"x": WALK, "y": X}, x="x", y="y").add(so.Line(), orient="y"),
    "log x": so.Plot({"x": 10 ** (3 * X), "y": WALK}, x="x", y="y").scale(x="log").add(so.Line()),
    "log y": so.Plot({"x": X, "y": np.exp(WALK)}, x="x", y="y").scale(y="log").add(so.Line()),
    "dates": so.Plot(
        {"x": np.datetime64("2020-01-01") + np.arange(N).astype("m8[h]"), "y": WALK}, x="x", y="y"
    ).add(so.Line()),
    "gaps": so.Plot(
        {"x": X, "y": np.where(np.arange(N) % 9973 < 2000, np.nan, WALK)}, x="x", y="y"
    ).add(so.Path()),
    "infinite": so.Plot(
        {"x": X, "y": np.where(np.arange(N) % 9973 == 0, np.inf, WALK)}, x="x", y="y"
    ).add(so.Path()),
    "all at one place": so.Plot({"x": np.zeros(N), "y": WALK}, x="x", y="y").add(so.Line()),
    "a jump at the end": so.Plot({"x": np.minimum(X, X[N // 2]), "y": WALK}, x="x", y="y").add(
        so.Line()
    ),
    "several": so.Plot(
        {
            "x": np.r_[X, X, X[:9]],
            "y": np.r_[WALK, NOISE, NOISE[:9]],
            "g": np.repeat([0, 1, 2], [N, N, 9]),
        },
        x="x",
        y="y",
        group="g",
    ).add(so.Lines()),
}


@where_measured("lines")
@pytest.mark.parametrize("name", CASES)
def test_what_is_sorted_in_pixels_is_drawn_with_few_vertices(name, drawn, monkeypatch):
    figure, _ = line(CASES[name])
    drawn.clear()
    ours, theirs = both(figure, monkeypatch)
    drawn.remove(max(drawn))  # matplotlib's
    if name == "several":
        drawn.remove(max(drawn))
    assert max(drawn) < N / 4
    visibly, at_all = differing(ours, theirs)
    assert visibly <= MOST_VISIBLY
    assert at_all <= MOST_AT_ALL


def special(**kws):
    return PLOT.add(so.Line(artist_kws=kws), y="walk")


WHOLE = {
    "unsorted": so.Plot({"x": NOISE, "y": WALK}, x="x", y="y").add(so.Path()),
    "a place missing": so.Plot({"x": np.where(X == 0.5, np.nan, X), "y": WALK}, x="x", y="y").add(
        so.Path()
    ),
    "gaps everywhere": so.Plot(
        {"x": X, "y": np.where(np.arange(N) % 2, np.nan, 1.0)}, x="x", y="y"
    ).add(so.Path()),
    "dashes": PLOT.add(so.Line(linestyle="--"), y="sine"),
    "dashed lines": PLOT.add(so.Lines(linestyle="--"), y="sine"),
    "steps": special(drawstyle="steps-mid"),
    "markers": special(marker="."),
    "sketched": special(sketch_params=1.0),
    "effects": special(path_effects=[withStroke(linewidth=3, foreground="k")]),
    "turned": special(transform=Affine2D().rotate_deg(45)),
}


@where_measured("lines")
@pytest.mark.parametrize("name", WHOLE)
def test_what_depends_on_each_vertex_is_drawn_by_matplotlib(name, monkeypatch):
    figure, artist = line(WHOLE[name])
    assert isinstance(artist, LongLine | LongLines)
    np.testing.assert_array_equal(*both(figure, monkeypatch))


def test_who_wants_no_simplified_paths_gets_all_vertices(monkeypatch):
    figure, _ = line(PLOT.add(so.Line(), y="walk"))
    with mpl.rc_context({"path.simplify": False}):
        np.testing.assert_array_equal(*both(figure, monkeypatch))


def test_short_lines_are_matplotlibs():
    few = {"x": X[: FEWEST - 1], "y": WALK[: FEWEST - 1]}
    for mark, kind in ((so.Line(), Line2D), (so.Lines(), GroupedLines)):
        assert type(line(so.Plot(few, x="x", y="y").add(mark))[1]) is kind


# ---------------------------------------------------------------------------------- the artist


def test_the_data_are_whole():
    _, artist = line(PLOT.add(so.Line(), y="walk"))
    np.testing.assert_array_equal(artist.get_data(), [X, WALK])
    np.testing.assert_array_equal(artist.get_path().vertices, np.column_stack([X, WALK]))
    _, artist = line(PLOT.add(so.Lines(), y="walk"))
    np.testing.assert_array_equal(artist.get_segments(), [np.column_stack([X, WALK])])


@pytest.mark.parametrize("mark", [so.Line(), so.Lines()], ids=["one", "collection"])
def test_vector_images_are_whole(mark, monkeypatch):
    def svg():
        buffer = io.BytesIO()
        plot = PLOT.add(mark, y="walk").theme({"svg.hashsalt": "same"})
        plot.save(buffer, format="svg", metadata={"Date": None})
        return buffer.getvalue()

    ours = svg()
    monkeypatch.setattr(LongLine, "draw", Line2D.draw)
    monkeypatch.setattr(LongLines, "draw", LineCollection.draw)
    assert ours == svg()


@pytest.mark.parametrize("mark", [so.Line, so.Lines], ids=["one", "collection"])
def test_rasterized_lines_in_a_vector_file(mark):
    buffer = io.BytesIO()
    look = mark(artist_kws={"rasterized": True})
    PLOT.add(look, y="walk").save(buffer, format="svg")
    assert buffer.getvalue().count(b"<image") == 1


@pytest.mark.parametrize("mark", [so.Line, so.Lines], ids=["one", "collection"])
def test_filters_see_the_line_once(mark):
    seen = []
    figure, artist = line(PLOT.add(mark(), y="walk"))
    artist.set_agg_filter(lambda image, dpi: (seen.append(dpi) or image, 0, 0))
    pixels(figure)
    assert len(seen) == 1


@where_measured("lines")
def test_zooming_shows_the_details(drawn, monkeypatch):
    figure, _ = line(PLOT.add(so.Line(), y="walk"))
    (ax,) = figure.axes
    ax.set_xlim(0.5, 0.51)
    np.testing.assert_array_equal(*both(figure, monkeypatch))  # there is room for each
    for limits in ((0.4, 0.9), (0.9, 0.4), (-1, 2)):
        ax.set_xlim(*limits)
        drawn.clear()
        ours, theirs = both(figure, monkeypatch)
        assert sorted(drawn)[-2] < N / 4
        assert differing(ours, theirs)[0] <= MOST_VISIBLY
    ax.set_xlim(5, 6)
    np.testing.assert_array_equal(*both(figure, monkeypatch))


def test_the_mouse_finds_what_is_seen():
    figure, artist = line(PLOT.add(so.Line(), y="walk"))
    (ax,) = figure.axes
    for limits, index in (((0.5, 0.51), N // 2 + 100), ((0, 1), N // 4)):
        ax.set_xlim(*limits)
        pixels(figure)
        place = ax.transData.transform((X[index], WALK[index]))
        there, found = artist.contains(MouseEvent("motion_notify_event", figure.canvas, *place))
        assert there
        assert index in found["ind"]


def test_looks_that_are_set_are_drawn(monkeypatch):
    for mark in (so.Line(), so.Lines()):
        figure, artist = line(PLOT.add(mark, y="sine"))
        artist.set(color="r", linewidth=3, alpha=0.5, antialiased=False)
        ours, theirs = both(figure, monkeypatch)
        assert differing(ours, theirs)[0] <= MOST_VISIBLY
        assert (ours == [255, 127, 127]).all(axis=2).any()
        artist.set_visible(False)
        np.testing.assert_array_equal(*both(figure, monkeypatch))


def test_new_data_are_drawn(monkeypatch):
    figure, artist = line(PLOT.add(so.Line(), y="walk"))
    artist.set_data(X, -WALK)
    assert differing(*both(figure, monkeypatch))[0] <= MOST_VISIBLY
    artist.set_data(np.arange(N), WALK)  # which matplotlib converts
    figure.axes[0].set_xlim(0, N)
    np.testing.assert_array_equal(*both(figure, monkeypatch))
    artist.set_data(X, np.ma.masked_less(WALK, 0))
    figure.axes[0].set_xlim(0, 1)
    np.testing.assert_array_equal(*both(figure, monkeypatch))


# ----------------------------------------------------------------------------- which vertices


@pytest.mark.parametrize("seed", range(20))
def test_ends_and_extremes_of_each_column_show(seed):
    random = np.random.default_rng(seed)
    along = np.sort(random.integers(0, 500, 20_000) / 7.0)  # with many at one place
    across = random.normal(size=20_000).cumsum()
    across[random.integers(0, 20_000, seed)] = np.nan
    there = np.isfinite(across)
    breaks = np.flatnonzero(np.diff(there)) + 1
    edges = np.sort(random.uniform(-5, 80, 40))
    kept = shown(along, across, edges, breaks)
    assert (np.diff(kept) > 0).all()
    assert len(kept) <= 8 * (41 + len(breaks))
    gaps = np.flatnonzero(~there & (along >= edges[0]) & (along < edges[-1]))
    assert set(gaps) <= set(kept)
    column = np.searchsorted(edges, along, side="right")
    piece = np.cumsum(~there)  # rises at each gap
    for one in range(1, 40):
        for part in np.unique(piece[column == one]):
            rows = np.flatnonzero((column == one) & (piece == part) & there)
            if len(rows):
                low, high = across[rows].min(), across[rows].max()
                assert {rows[0], rows[-1]} <= set(kept)
                assert {low, high} <= set(across[kept])


def test_a_jump_stays_where_it_is():
    across = (np.arange(N) >= 31_234).astype(float)
    kept = shown(X, across, np.arange(11) / 10, np.empty(0, dtype=int))
    assert {31_233, 31_234} <= set(kept)


def test_nothing_is_left_out_of_few_vertices_or_gaps():
    size, page = (300, 250), Affine2D().scale(300, 250)
    assert outline(X, np.full(N, np.nan), page, size) is None
    assert outline(X[: FEWEST - 1], WALK[: FEWEST - 1], page, size) is None
    assert outline(X, WALK, page, size) is not None
    assert outline(X, WALK, Affine2D().scale(300, 250).translate(1e6, 0), size) is None
