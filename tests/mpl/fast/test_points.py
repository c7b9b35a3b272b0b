"""Many points are stamped: the picture is that of markers drawn one by one, row after row."""

import io
import pickle

import numpy as np
import pytest
from matplotlib.artist import allow_rasterization
from matplotlib.backend_bases import MouseEvent
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform

import plotkit.objects as so
from plotkit.mpl.fast import points
from plotkit.mpl.fast.points import PointCollection
from plotkit.mpl.fast.stamps import Stamps, lay
from tests.fastpaths import where_measured

N = 2000
ROUNDING, OFTEN_ROUNDED = 8, 24
"""Of 255: each marker that matplotlib draws over another rounds the colours once more."""


def data(n=N):
    random = np.random.default_rng(3)
    x, y = random.normal(size=(2, n))
    return {"x": x, "y": y, "g": random.choice(["a", "b", "c"], n), "size": np.tile([1, 2], n // 2)}


def pixels(plot):
    figure = plot.layout(size=(3, 2.5)).plot().figure
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3].astype(int)


@allow_rasterization
def one_by_one(self, renderer):
    """Draw a collection as a person would who wants each marker over those before it."""
    self.set_sizes(self.get_sizes(), renderer.dpi)
    gc = renderer.new_gc()
    gc.set_clip_rectangle(self.get_clip_box())
    gc.set_linewidth(self.get_linewidth()[0])
    shape = Affine2D(self.get_transforms()[0])
    offsets = self.get_offset_transform().transform(self.get_offsets())
    faces, edges = (
        np.broadcast_to(colors, (len(offsets), 4))
        for colors in (self.get_facecolor(), self.get_edgecolor())
    )
    for place, face, edge in zip(offsets, faces, edges, strict=True):
        gc.set_foreground(tuple(edge), isRGBA=True)
        marker = self.get_paths()[0]
        renderer.draw_markers(gc, marker, shape, Path([place]), IdentityTransform(), tuple(face))


LOOKS = {
    "opaque": ("g", so.Dot(pointsize=5, edgewidth=0)),
    "outlined": ("g", so.Dots()),
    "squares": ("g", so.Dot(pointsize=8, alpha=0.3, marker="s", edgewidth=2)),
    "dark edges": ("g", so.Dot(marker="^", edgecolor="k")),
    "thin": ("g", so.Dot(alpha=0.03)),
    "lines only": ("g", so.Dot(marker="x")),
    "many colours": ("y", so.Dot()),
    "one colour": (None, so.Dot(alpha=0.2, edgewidth=0)),
    "one colour, outlined": (None, so.Dot(alpha=0.2, edgecolor="k")),
}


@where_measured("points")
@pytest.mark.parametrize("name", LOOKS)
def test_the_picture_is_that_of_markers_one_by_one(name, monkeypatch):
    monkeypatch.setattr(points, "FEWEST_ALIKE", N)
    color, mark = LOOKS[name]
    # Limits, because what is cut at the edge of the panel counts, too.
    plot = so.Plot(data(), x="x", y="y", color=color).add(mark).limit(x=(-1, 3))
    laid = []
    monkeypatch.setattr(points, "lay", lambda *args: laid.append(1) or lay(*args))
    stamped = pixels(plot)
    assert laid == [1]
    monkeypatch.setattr(PointCollection, "draw", one_by_one)
    least = OFTEN_ROUNDED if name == "thin" else ROUNDING
    assert abs(stamped - pixels(plot)).max() <= least


@pytest.mark.parametrize(
    "plot",
    [
        so.Plot(data(), x="x", y="y", color="g").add(so.Dot(), pointsize="size"),
        so.Plot(data(), x="x", y="y", color="g").add(so.Dot(), marker="size"),
        so.Plot(data(), x="x", y="y", color="g").add(so.Dot(edgestyle="--")),
        so.Plot(data(), x="x", y="y", color="g").add(so.Dot(artist_kws={"hatch": "/"})),
        so.Plot(data(points.FEWEST - 2), x="x", y="y", color="g").add(so.Dot()),
        so.Plot(data(), x="x", y="y").add(so.Dot()),
        so.Plot(data(), x="x", y="y", color="g").add(so.Dot(pointsize=80)),
    ],
    ids=["sizes", "markers", "dashes", "hatch", "few", "one colour", "large"],
)
def test_what_stamps_cannot_show_is_drawn_by_matplotlib(plot, monkeypatch):
    stamped = pixels(plot)
    monkeypatch.setattr(PointCollection, "draw", PathCollection.draw)
    np.testing.assert_array_equal(stamped, pixels(plot))


def test_vector_formats_keep_each_point():
    buffer = io.BytesIO()
    so.Plot(data(), x="x", y="y", color="g").add(so.Dots()).save(buffer, format="svg")
    svg = buffer.getvalue().decode()
    assert svg.count("<use") + svg.count("<path") > N
    assert "<image" not in svg


# ---------------------------------------------------------------------------------- the artist


def collection(plot=None):
    plot = plot or so.Plot(data(), x="x", y="y", color="g").add(so.Dots())
    (made,) = plot.plot().artists()
    return made


def test_colours_are_those_of_the_points():
    made = collection()
    assert made.get_offsets().shape == (N, 2)
    assert made.get_facecolors().shape == made.get_edgecolors().shape == (N, 4)
    names = data()["g"]
    for name in "abc":
        assert len(np.unique(made.get_facecolors()[names == name], axis=0)) == 1
    assert len(np.unique(made.get_facecolors(), axis=0)) == 3


def test_colours_can_be_set():
    made = collection()
    before = made.get_facecolor()
    made.set_edgecolor("k")
    np.testing.assert_array_equal(made.get_edgecolor(), [[0, 0, 0, 1]])
    np.testing.assert_array_equal(made.get_facecolor(), before)
    made.set_alpha(0.5)
    np.testing.assert_allclose(made.get_facecolor()[:, 3], 0.5)
    np.testing.assert_array_equal(made.get_facecolor()[:, :3], before[:, :3])
    made.set_color("r")
    np.testing.assert_array_equal(made.get_facecolor(), [[1, 0, 0, 0.5]])
    made = collection()
    alphas = np.linspace(0, 1, N)
    made.set_alpha(alphas)
    np.testing.assert_allclose(made.get_facecolor()[:, 3], alphas)


def test_a_colour_map_can_be_used():
    made = collection()
    made.set_alpha(None)
    made.set_array(np.arange(N))
    made.update_scalarmappable()
    assert len(np.unique(made.get_facecolor(), axis=0)) == 256
    assert made.get_edgecolor().shape == (N, 4)


def test_points_are_found_under_the_mouse():
    made = collection()
    made.figure.canvas.draw()
    x, y = made.get_offset_transform().transform(made.get_offsets()[7])
    inside, found = made.contains(MouseEvent("motion_notify_event", made.figure.canvas, x, y))
    assert inside
    assert 7 in found["ind"]


def test_a_legend_of_the_users_own():
    made = collection()
    made.set_label("points")
    legend = made.axes.legend()
    (handle,) = legend.legend_handles
    np.testing.assert_array_equal(handle.get_facecolor()[0], made.get_facecolor()[0])


def test_the_figure_can_be_pickled():
    figure = so.Plot(data(), x="x", y="y", color="g").add(so.Dots()).plot().figure
    again = pickle.loads(pickle.dumps(figure))
    before, after = (made.axes[0].collections[0] for made in (figure, again))
    np.testing.assert_array_equal(before.get_facecolor(), after.get_facecolor())


def test_rasterized_points_in_a_vector_file():
    plot = so.Plot(data(), x="x", y="y", color="g")
    buffer = io.BytesIO()
    plot.add(so.Dots(artist_kws={"rasterized": True})).save(buffer, format="svg")
    assert b"<image" in buffer.getvalue()


@where_measured("points")
@pytest.mark.parametrize("n", [10, N])
def test_filters_see_the_points_as_often_as_matplotlibs(n):
    def filtered(artist):
        seen = []
        artist.set_agg_filter(lambda image, dpi: (seen.append(dpi) or image, 0, 0))
        FigureCanvasAgg(artist.figure).draw()
        return len(seen)

    ours = collection(so.Plot(data(n), x="x", y="y", color="g").add(so.Dots()))
    assert isinstance(ours, PointCollection)
    assert filtered(ours) == filtered(Figure().subplots().scatter([1], [1]))


def test_offsets_in_pixels_are_not_changed():
    figure = Figure()
    FigureCanvasAgg(figure)
    places = np.random.default_rng(0).uniform(0, 300, (N, 2))
    made = PointCollection(
        [Path.unit_circle()],
        [9.0],
        offsets=places.copy(),
        offset_transform=IdentityTransform(),
        facecolors=np.tile([[1.0, 0, 0, 1], [0, 0, 1, 1]], (N // 2, 1)),
    )
    figure.add_artist(made)
    figure.canvas.draw()
    np.testing.assert_array_equal(made.get_offsets(), places)


# ---------------------------------------------------------------------------------- the stamps


def dot(*colors):
    """Return stamps of one pixel."""
    pictures = np.zeros((len(colors), 3, 3, 4), dtype=np.uint8)
    pictures[:, 1, 1] = colors
    return Stamps.cut(pictures)


RED, BLUE = (255, 0, 0, 255), (0, 0, 255, 255)


def test_later_stamps_lie_over_earlier_ones():
    styles = np.array([0, 1, 1, 0])
    picture = lay(np.array([0.0, 0, 1, 1]), np.zeros(4), styles, dot(RED, BLUE), (1, 3))
    assert picture.tolist() == [[list(BLUE), list(RED), [0, 0, 0, 0]]]


def test_codes_may_be_narrow():
    pictures = np.zeros((100, 3, 3, 4), dtype=np.uint8)
    pictures[:, :, :, 3] = 255
    pictures[:, :, :, 0] = np.arange(100)[:, None, None]
    stamps = Stamps.cut(pictures)
    picture = lay(np.array([1.0]), np.array([1.0]), np.array([99], dtype=np.int8), stamps, (3, 3))
    assert (picture[..., 0] == 99).all()


def test_stamps_beyond_the_edge_are_cut_off():
    picture = np.zeros((1, 3, 3, 4), dtype=np.uint8)
    picture[...] = RED
    places = np.array([-1.0, 5, 99, np.nan]), np.array([-1.0, 0, 0, 0])
    laid = lay(*places, np.zeros(4, dtype=int), Stamps.cut(picture), (4, 5))
    assert np.argwhere(laid[..., 3]).tolist() == [[0, 0], [0, 4], [1, 4]]


def test_light_shines_through_all_stamps():
    half = (255, 0, 0, 128)
    for stamps in (dot(half), dot(half, half)):
        picture = lay(np.zeros(3), np.zeros(3), np.zeros(3, dtype=int), stamps, (1, 1))
        assert picture.tolist() == [[[255, 0, 0, 223]]]  # 1 - 0.498 ** 3


def test_many_stamps_are_laid_in_parts():
    # A thousand stamps at each of a thousand places: no more than those in front is looked at.
    columns = np.tile(np.arange(1000.0), 1000)
    styles = np.arange(len(columns)) // 1000 % 2
    picture = lay(columns, np.zeros(len(columns)), styles, dot(RED, BLUE), (1, 1000))
    assert (picture == BLUE).all()
