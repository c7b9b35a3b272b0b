"""Grids: each pixel has the colour of its cell, in raster images and in vector images."""

import base64
import io
import pickle
import re
import zlib
from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import imread

from plotkit.marks.primitives import Grid
from plotkit.mpl.artists.gridimage import GridImage
from plotkit.scales.continuous import Continuous
from tests.mpl.drawings import drawing, legend, numbers, points

RNG = np.random.default_rng(3)
LOG = Continuous(trans="log")
UNEVEN = np.array([0.0, 0.4, 1.0, 2.5, 3.0, 6.0, 6.1, 9.0, 10.0])


def cells(rows, columns):
    colors = RNG.integers(0, 256, (rows, columns, 4), dtype=np.uint8)
    colors[..., 3] = 255
    return colors


def grid(x, y, colors=None, **kws):
    x, y = np.asarray(x, float), np.asarray(y, float)
    return Grid(x, y, cells(len(y) - 1, len(x) - 1) if colors is None else colors, **kws)


def shown(figure):
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba())[::-1]  # from below


def expected(ax, primitive):
    """Return the pixels well within the axes, and the colour of the cell at the middle of each.

    Pixels whose middle lies on an edge are left out: rounding decides on them.
    """
    data = (ax.transScale + ax.transLimits + ax.transAxes).inverted()
    pixels, cells = [], []
    for axis, name, low, high in zip((0, 1), "xy", ax.bbox.min, ax.bbox.max, strict=True):
        there = np.arange(int(low) + 4, int(high) - 4)
        both = []
        for shift in (0.5 - 1e-5, 0.5 + 1e-5):
            middles = np.tile(ax.bbox.min, (len(there), 1))
            middles[:, axis] = there + shift
            values = data.transform(middles)[:, axis]
            both.append(cell_of(getattr(primitive, name), getattr(ax, f"{name}axis"), values))
        sure = both[0] == both[1]
        pixels.append(there[sure])
        cells.append(both[0][sure])
    columns, rows = pixels
    return rows, columns, primitive.color[cells[1][:, None], cells[0]]


def cell_of(edges, axis, values):
    """Return the cell of each value in data units, found by comparing it with all edges."""
    places = np.log10(values) if axis.get_scale() == "log" else values
    low, high = np.minimum(edges[:-1], edges[1:]), np.maximum(edges[:-1], edges[1:])
    inside = (places[:, None] >= low) & (places[:, None] < high)
    assert inside.any(axis=1).all()
    return inside.argmax(axis=1)


AXES = {
    "even": (np.linspace(0, 10, 8), {}),
    "uneven": (UNEVEN, {}),
    "falling": (UNEVEN[::-1], {}),
    "beyond the limits": (UNEVEN * 3 - 7, {}),
    "log": (np.array([0.0, 0.3, 1.1, 2, 2.2, 3]), {"scale": LOG, "low": 1, "high": 1000}),
    "reversed": (UNEVEN, {"low": 10, "high": 0}),
    "tiny": (np.linspace(0, 10, 1200), {}),
    "infinite": (np.array([-np.inf, 1, 2.0, 3]), {"scale": LOG, "low": 1, "high": 1000}),
}


def plan(low=0, high=10, scale=None):
    return numbers(low, high, scale)


@pytest.mark.parametrize("dpi", [50, 213])
@pytest.mark.parametrize("x", AXES)
@pytest.mark.parametrize("y", ["even", "log", "reversed"])
def test_each_pixel_has_the_colour_of_its_cell(draw, x, y, dpi):
    primitive = grid(AXES[x][0], AXES[y][0])
    rendered = draw(drawing(primitive, x=plan(**AXES[x][1]), y=plan(**AXES[y][1])))
    figure, ax = rendered.figure, rendered.axes[0]
    ax.grid(False)
    figure.set_size_inches(3, 2.5)
    figure.set_dpi(dpi)
    picture = shown(figure)
    rows, columns, wanted = expected(ax, primitive)
    np.testing.assert_array_equal(picture[rows[:, None], columns], wanted)


def test_nothing_is_drawn_where_there_is_no_colour(draw):
    colors = cells(2, 2)
    colors[0, 0], colors[1, 1, 3] = 0, 128
    primitive = grid([0, 5, 10], [0, 5, 10], colors)
    rendered = draw(drawing(primitive))
    rendered.axes[0].grid(False)
    picture, empty = shown(rendered.figure).copy(), draw(drawing(points([[50, 50]])))
    empty.axes[0].grid(False)
    ground = shown(empty.figure)
    x, y = rendered.axes[0].transData.transform([(2, 2), (8, 8)]).astype(int).T
    np.testing.assert_array_equal(picture[y[0], x[0]], ground[y[0], x[0]])
    mixed = (colors[1, 1, :3] + ground[y[1], x[1], :3].astype(float)) / 2
    np.testing.assert_allclose(picture[y[1], x[1], :3], mixed, atol=2)


def test_it_is_cut_off_at_the_axes(draw):
    rendered = draw(drawing(grid([-100, 5, 100], [-100, 5, 100])))
    picture = shown(rendered.figure).copy()
    bare = draw(drawing(points([[50, 50]])))
    outside = np.ones(picture.shape[:2], bool)
    box = rendered.axes[0].bbox
    outside[int(box.y0) - 1 : int(box.y1) + 2, int(box.x0) - 1 : int(box.x1) + 2] = False
    np.testing.assert_array_equal(picture[outside], shown(bare.figure)[outside])


def test_a_grid_out_of_view_draws_nothing(draw):
    for edges in ([20, 30], [-30, -20]):
        for file in ("png", "svg", "pdf"):
            rendered = draw(drawing(grid(edges, edges)))
            shown(rendered.figure)
            rendered.figure.savefig(io.BytesIO(), format=file)


# ------------------------------------------------------------------------------- vector images


def svg_images(figure):
    """Return the pictures in an SVG file, from below, and where each is in points."""
    file = io.BytesIO()
    figure.savefig(file, format="svg")
    text = file.getvalue().decode()
    found = []
    for match in re.finditer(r"<image\s[^>]*/>", text):
        data = re.search(r"base64,\s*([^\"]+)", match[0])[1]
        matrix = [float(n) for n in re.search(r"matrix\(([^)]*)\)", match[0])[1].split()]
        wide, high = (
            float(re.search(rf'{n}="([\d.]+)"', match[0])[1]) for n in ("width", "height")
        )
        pixels = np.rint(imread(io.BytesIO(base64.b64decode(data))) * 255).astype(int)
        a, b, c, d, e, f = matrix
        assert b == c == 0
        corners = sorted([e, e + a * wide]), sorted([f, f + d * high])
        found.append((pixels[:: -1 if d > 0 else 1], corners))
    return found, text


def test_even_cells_are_the_pixels_of_an_image(draw):
    primitive = grid(np.linspace(0, 10, 6), np.linspace(0, 10, 4))
    rendered = draw(drawing(primitive))
    ((picture, (across, up)),), text = svg_images(rendered.figure)
    np.testing.assert_array_equal(
        picture[..., :3] if picture.shape[2] == 4 else picture, primitive.color[::-1, :, :3][::-1]
    )
    box = rendered.axes[0].bbox
    point = rendered.figure.dpi / 72
    height = rendered.figure.bbox.height / point
    np.testing.assert_allclose(across, np.array([box.x0, box.x1]) / point, atol=0.01)
    np.testing.assert_allclose(up, height - np.array([box.y1, box.y0]) / point, atol=0.01)
    assert "pixelated" in text
    before = text[: text.index("<image")]
    assert "clip-path" in before[before.rindex("<g") :]  # nothing shows outside of the axes


def test_cells_lower_than_rounding(draw):
    rendered = draw(drawing(grid([0, 10], [5, 5 + 1e-15])))
    for form in ("svg", "png"):
        rendered.figure.savefig(io.BytesIO(), format=form)


def test_even_cells_beyond_the_limits_are_not_in_the_file(draw):
    primitive = grid(np.linspace(-100, 100, 201), np.linspace(-100, 100, 201))
    ((picture, _),), _ = svg_images(draw(drawing(primitive)).figure)
    assert picture.shape[:2] == (10, 10)
    np.testing.assert_array_equal(picture[..., :3], primitive.color[100:110, 100:110, :3])


@pytest.mark.parametrize("x", ["uneven", "falling", "log"])
def test_uneven_cells_are_sampled_finely(draw, x):
    primitive = grid(AXES[x][0], np.linspace(0, 10, 4))
    rendered = draw(drawing(primitive, x=plan(**AXES[x][1])))
    ((picture, (across, _)),), _ = svg_images(rendered.figure)
    density = picture.shape[1] / (across[1] - across[0])
    assert 5.9 < density < 6.1 and picture.shape[0] > 500
    middles = across[0] + (np.arange(picture.shape[1]) + 0.5) / density
    pixels = np.column_stack([middles * rendered.figure.dpi / 72, np.zeros(len(middles))])
    ax = rendered.axes[0]
    at = cell_of(primitive.x, ax.xaxis, ax.transData.inverted().transform(pixels)[:, 0])
    wrong = (picture[0, :, :3] != primitive.color[0, at, :3]).any(axis=1)
    assert wrong.sum() <= len(primitive.x)  # an edge may lie at the middle of a pixel


def test_pdf(draw):
    """A file has one image of so many pixels, drawn once."""
    primitive = grid(np.linspace(0, 10, 6), np.linspace(0, 10, 4))
    file = io.BytesIO()
    draw(drawing(primitive)).figure.savefig(file, format="pdf")
    data = file.getvalue()
    (image,) = re.findall(rb"<<[^<]*?/Subtype /Image.*?>>\s*stream", data, re.DOTALL)
    assert b"/Width 5" in image and b"/Height 3" in image
    streams = re.findall(rb"stream\r?\n(x.*?)\r?\nendstream", data, re.DOTALL)
    assert sum(zlib.decompress(stream).count(b" Do") for stream in streams) == 1


# ------------------------------------------------------------------------------------- smooth


def test_colors_go_over_into_one_another(draw):
    black_and_white = np.array([[[0, 0, 0, 255], [255, 255, 255, 255]]], dtype=np.uint8)
    rendered = draw(drawing(grid([0, 5, 10], [0, 10], black_and_white, interpolate=True)))
    rendered.axes[0].grid(False)
    picture = shown(rendered.figure)
    x, y = (
        rendered.axes[0].transData.transform([(i, 5) for i in (1, 5, 7.5 - 1.25, 9)]).astype(int).T
    )
    np.testing.assert_allclose(picture[y, x, 0], [0, 127, 191, 255], atol=2)


def test_cells_smaller_than_pixels_are_averaged(draw):
    stripes = np.zeros((1, 4000, 4), dtype=np.uint8)
    stripes[..., 3], stripes[:, ::2, :3] = 255, 200
    edges = np.linspace(0, 10, 4001)
    for x in (edges, edges[::-1]):
        rendered = draw(drawing(grid(x, [0, 10], stripes, interpolate=True)))
        rendered.axes[0].grid(False)
        rows, columns, _ = expected(rendered.axes[0], grid(x, [0, 10], stripes))
        np.testing.assert_allclose(shown(rendered.figure)[rows[:, None], columns, :3], 100, atol=15)


def test_what_is_not_seen_gives_no_colour(draw):
    colors = np.array([[[255, 0, 0, 255], [0, 255, 0, 0]]], dtype=np.uint8)
    rendered = draw(drawing(grid([0, 5, 10], [0, 10], colors, interpolate=True)))
    ((picture, _),), _ = svg_images(rendered.figure)
    seen = picture[..., 3] > 50
    assert seen.any() and not seen.all()
    np.testing.assert_array_equal(
        picture[seen][:, :3], np.broadcast_to([255, 0, 0], (seen.sum(), 3))
    )


# ----------------------------------------------------------------------------------- the artist


def test_the_artist(draw):
    primitive = grid(UNEVEN, [0, 1, 4])
    rendered = draw(drawing(primitive, y=numbers(0, 10)))
    ax = rendered.axes[0]
    (made,) = ax.images
    assert type(made) is GridImage and made.get_zorder() == 2
    assert made.get_extent() == (0, 10, 0, 4)
    np.testing.assert_array_equal(made.get_array(), primitive.color)
    rendered.figure.draw_without_rendering()
    corners = ax.transData.transform([(0, 0), (10, 4)])
    np.testing.assert_allclose(made.get_window_extent().get_points(), corners)
    np.testing.assert_allclose(made.get_tightbbox().get_points(), corners)


def test_the_cell_under_the_mouse(draw):
    primitive = grid(UNEVEN[::-1], [0, 1, 4])
    rendered = draw(drawing(primitive))
    rendered.figure.draw_without_rendering()
    (made,) = rendered.axes[0].images
    for at, cell in (((9.5, 0.5), (0, 0)), ((0.2, 3), (1, 7)), ((2, 2), (1, 5))):
        x, y = rendered.axes[0].transData.transform(at)
        np.testing.assert_array_equal(
            made.get_cursor_data(SimpleNamespace(x=x, y=y)), primitive.color[cell]
        )
    x, y = rendered.axes[0].transData.transform((5, 6))
    assert made.get_cursor_data(SimpleNamespace(x=x, y=y)) is None


def test_visibility_alpha_and_layers(draw):
    primitive = grid([0, 10], [0, 10], np.full((1, 1, 4), 255, np.uint8) * np.uint8([0, 0, 0, 1]))
    rendered = draw(drawing(primitive, points([[5, 5]], size=30.0)))
    (made,) = rendered.axes[0].images
    x, y = rendered.axes[0].transData.transform([(5, 5), (2, 2)]).astype(int).T
    picture = shown(rendered.figure)
    assert picture[y[0], x[0], 2] == 255  # what comes later lies on top
    assert tuple(picture[y[1], x[1], :3]) == (0, 0, 0)
    made.set_alpha(0.5)
    lighter = shown(rendered.figure)[y[1], x[1], 0]
    assert 100 < lighter < 135
    made.set_visible(False)
    assert shown(rendered.figure)[y[1], x[1], 0] > 200


def test_legend_key(draw):
    key = grid([0, 0.5, 1], [0, 1], np.uint8([[[255, 0, 0, 255], [0, 0, 255, 255]]]))
    rendered = draw(drawing(points([[5, 5]], size=1.0), legends=(legend("a", primitive=key),)))
    picture = shown(rendered.figure)
    for color in ((255, 0, 0), (0, 0, 255)):
        assert (picture[..., :3] == color).all(axis=2).sum() > 30


def test_shares_of_the_panel(draw):
    primitive = grid([0, 0.5, 1], [0, 5, 10], panel="x")
    rendered = draw(drawing(primitive, x=numbers(1, 1000, LOG)))
    rendered.axes[0].grid(False)
    picture = shown(rendered.figure)
    x, y = rendered.axes[0].transAxes.transform([(0.25, 0.25), (0.75, 0.75)]).astype(int).T
    np.testing.assert_array_equal(picture[y, x], [primitive.color[0, 0], primitive.color[1, 1]])


def test_rasterized_and_pickled(draw):
    primitive = grid(UNEVEN, UNEVEN, kws={"rasterized": True})
    rendered = draw(drawing(primitive))
    before = shown(rendered.figure).copy()
    file = io.BytesIO()
    rendered.figure.savefig(file, format="svg")
    assert file.getvalue().count(b"<image") == 1
    ax = Figure().add_subplot()
    FigureCanvasAgg(ax.figure)
    draw(drawing(primitive), ax)
    plain = shown(ax.figure)
    again = pickle.loads(pickle.dumps(ax.figure))
    FigureCanvasAgg(again)
    np.testing.assert_array_equal(shown(again), plain)
    np.testing.assert_array_equal(shown(rendered.figure), before)
