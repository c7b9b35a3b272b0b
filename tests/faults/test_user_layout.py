"""What a user sets on the figure wins over the layout, and other tools find what they look for."""

import io
import sys

import numpy as np
import pytest
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

import plotkit.objects as so
from plotkit.mpl.grouped import Points

DATA = {"x": [1, 2, 3, 4], "y": [1, 3, 2, 4], "g": list("aabb")}
PLOT = so.Plot(DATA, x="x", y="y", color="g").add(so.Dot())


def drawn(figure):
    figure.savefig(io.BytesIO(), dpi=60)
    figure.draw_without_rendering()
    return [ax.get_position().bounds for ax in figure.axes]


@pytest.mark.parametrize("plot", [PLOT, PLOT.facet("g"), PLOT | PLOT], ids=["one", "facets", "|"])
def test_k2_a_panel_that_was_placed_stays(plot):
    p = plot.plot()
    p.axes[0].set_position([0.4, 0.4, 0.3, 0.3])
    np.testing.assert_allclose(drawn(p.figure)[0], [0.4, 0.4, 0.3, 0.3])
    p.save(io.BytesIO())
    np.testing.assert_allclose(p.axes[0].get_position().bounds, [0.4, 0.4, 0.3, 0.3])


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    ("asked", "value"), [("left", 0.4), ("right", 0.5), ("bottom", 0.45), ("top", 0.6)]
)
def test_k2_subplots_adjust_is_obeyed(asked, value, when):
    p = PLOT.facet("g").plot()
    if when == "after":
        drawn(p.figure)
    p.figure.subplots_adjust(**{asked: value})
    drawn(p.figure)
    box = np.array([ax.get_position().extents for ax in p.axes])
    place = ["left", "bottom", "right", "top"].index(asked)
    found = box[:, place].min() if place < 2 else box[:, place].max()
    np.testing.assert_allclose(found, value)
    others = np.array([ax.get_position().extents for ax in _drawn_axes(PLOT.facet("g"))])
    rest = [i for i in range(4) if i != place]
    np.testing.assert_allclose(box.min(axis=0)[rest[:1]], others.min(axis=0)[rest[:1]], atol=0.05)


def _drawn_axes(plot):
    p = plot.plot()
    drawn(p.figure)
    return p.axes


@pytest.mark.parametrize("asked", ["wspace", "hspace"])
def test_k2_spaces_are_shares_of_a_panel(asked):
    p = PLOT.facet(col="g", row="g").plot()
    p.figure.subplots_adjust(**{asked: 1.0})
    drawn(p.figure)
    first, second = (p.axes[i].get_position() for i in ((0, 1) if asked == "wspace" else (2, 0)))
    if asked == "wspace":
        np.testing.assert_allclose(second.x0 - first.x1, first.width)
    else:
        np.testing.assert_allclose(second.y0 - first.y1, first.height)


def test_k2_compositions_are_adjusted_as_a_whole():
    p = (PLOT / PLOT).plot()
    p.figure.subplots_adjust(left=0.4, top=0.7)
    drawn(p.figure)
    boxes = [ax.get_window_extent() for ax in p.axes]
    np.testing.assert_allclose([box.x0 for box in boxes], 0.4 * p.figure.bbox.width)
    np.testing.assert_allclose(boxes[0].y1, 0.7 * p.figure.bbox.height)


def test_k2_on_a_figure_of_the_users_too():
    from matplotlib.figure import Figure

    figure = Figure()
    PLOT.on(figure).plot()
    figure.subplots_adjust(left=0.3)
    np.testing.assert_allclose(drawn(figure)[0][0], 0.3)


@pytest.mark.parametrize("engine", ["constrained", "tight", "compressed", "none", None])
@pytest.mark.parametrize("use_gridspec", [True, False])
def test_k11_any_engine_may_follow_a_colour_bar(engine, use_gridspec):
    p = PLOT.plot()
    p.figure.colorbar(p.artists(0)[0], ax=p.axes[0], use_gridspec=use_gridspec)
    p.figure.set_layout_engine(engine)  # no RuntimeError
    if use_gridspec == (engine in ("constrained", "compressed")) and engine not in ("none", None):
        return  # matplotlib itself fails or warns, on an ordinary figure too
    boxes = drawn(p.figure)
    assert len(boxes) == 2
    assert boxes[1][0] >= boxes[0][0] + boxes[0][2] - 1e-6  # beside the panel


def test_k11_a_colour_bar_of_the_user_has_its_room():
    p = PLOT.facet("g").plot()
    p.figure.colorbar(p.artists(0)[0], ax=list(p.axes))
    boxes = drawn(p.figure)
    assert all(width > 0.1 for _, _, width, _ in boxes[:2])


@pytest.mark.parametrize("mark", [so.Dot(), so.Dots()])
@pytest.mark.parametrize("fast", [True, False])
def test_k11_points_are_points_as_scatter_makes_them(mark, fast, monkeypatch):
    """mplcursors takes what went through the constructor of PathCollection for outlines."""
    from matplotlib.collections import PathCollection

    made = []
    real = PathCollection.__init__
    monkeypatch.setattr(
        PathCollection, "__init__", lambda self, *a, **k: made.append(self) or real(self, *a, **k)
    )
    monkeypatch.setattr(so.Plot.config, "fast", fast)
    p = so.Plot(DATA, x="x", y="y").add(mark).plot()
    (points,) = p.artists(0)
    assert isinstance(points, Points)
    assert points not in made
    drawn(p.figure)
    assert "mplcursors" not in sys.modules
    np.testing.assert_allclose(points.get_offsets(), np.c_[DATA["x"], DATA["y"]])


@pytest.mark.parametrize("asked", [{"left": 0.7}, {"top": 0.4}, {"right": 0.35, "bottom": 0.7}])
@pytest.mark.parametrize("plot", [PLOT, PLOT.facet("g"), PLOT | PLOT], ids=["one", "facets", "|"])
def test_k2_nothing_gives_way_to_panels_that_a_user_made_small(plot, asked):
    p = plot.plot()
    drawn(p.figure)
    size = p.axes[0].xaxis.label.get_fontsize()
    p.figure.subplots_adjust(**asked)
    drawn(p.figure)
    assert p.axes[0].xaxis.label.get_fontsize() == size


@pytest.mark.parametrize("face, light", [("white", False), ("black", True), ("none", False)])
def test_what_is_drawn_on_an_axes_goes_by_its_colours(face, light):
    figure = Figure(facecolor="white")
    ax = figure.add_subplot(facecolor=face)
    so.Plot(x=[1, 2], y=[1, 2], text=["a", "b"]).add(so.Label()).on(ax).plot()
    (label, *_) = ax.texts
    box = label.get_bbox_patch()
    assert (sum(to_rgba(label.get_color())[:3]) > 1.5) is light
    assert to_rgba(box.get_facecolor())[:3] == to_rgba("white" if face == "none" else face)[:3]
