"""Elements whose positions a function decides on, once the panel has its size."""

import io
import pickle
from collections import Counter
from dataclasses import dataclass
from functools import partial

import numpy as np
import pytest
from matplotlib.backend_bases import MouseEvent
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import plotkit.objects as so
from plotkit.errors import PlotSpecError
from plotkit.mpl.artists.placedtexts import PlacedTexts

RNG = np.random.default_rng(5)
BEES = {"kind": np.repeat(["a", "b", "c"], 40), "value": RNG.normal(size=120).cumsum() / 9}
WORDS = ["fig", "kiwi", "plum", "grape", "apple", "cherry", "quince", "pear", "medlar", "lime"]
NAMES = {"x": RNG.random(10), "y": RNG.random(10) / 5, "name": WORDS}


def swarm(page):
    """Put points of one category side by side, each as near to its middle as there is room."""
    xy, size = page.xy.copy(), page.extent[:, 0]
    for middle in np.unique(page.xy[:, 0]):
        rows = np.flatnonzero(page.xy[:, 0] == middle)
        rows = rows[np.argsort(page.xy[rows, 1])]
        for k, i in enumerate(rows):
            before = rows[:k]
            far, high = (size[before] + size[i]) / 2, xy[i, 1] - xy[before, 1]
            near = before[far > high]
            reach = np.sqrt(far**2 - np.minimum(high, far) ** 2)[far > high]
            tries = np.concatenate([[middle], xy[near, 0] + reach, xy[near, 0] - reach])
            for x in tries[np.argsort(abs(tries - middle), kind="stable")]:
                if (abs(x - xy[near, 0]) >= reach - 1e-9).all():
                    xy[i, 0] = x
                    break
    return xy


def repel(page):
    """Push texts apart until no two overlap."""
    middle = page.xy + page.middle
    need = (page.extent[:, None] + page.extent) / 2 + 1.0
    for _ in range(500):
        away = middle[:, None] - middle
        lack = need - abs(away)
        met = (lack > 0).all(axis=2) & ~np.eye(len(middle), dtype=bool)
        if not met.any():
            break
        push = np.where(met, lack[..., 1], 0.0) * np.where(away[..., 1] < 0, -1, 1)
        middle = middle + np.stack([np.zeros(len(middle)), push.sum(axis=1) / 2], axis=1)
    return middle - page.middle


def stay(page):
    return page.xy


def up(page, by=20):
    return page.xy + np.array([0, by])


@dataclass(frozen=True)
class Bees(so.Mark):
    color: so.MappableColor = so.Mappable("C0")
    pointsize: so.MappableFloat = so.Mappable(6.0)
    place: object = swarm

    def draw(self, v, pane):
        pane.points(v.xy(), size=v.pointsize, color=v.color, edgewidth=1, place=self.place)


@dataclass(frozen=True)
class Names(so.Mark):
    text: so.MappableString = so.Mappable("")
    place: object = repel

    def draw(self, v, pane):
        pane.texts(v.xy(), np.asarray(v.text), halign="left", offset=(3, 0), place=self.place)


def bees(**variables):
    return so.Plot(BEES, x="kind", y="value", **variables)


def names():
    return so.Plot(NAMES, x="x", y="y", text="name")


def drawn(figure):
    if not isinstance(figure.canvas, FigureCanvasAgg):
        FigureCanvasAgg(figure)
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba()).copy()


def centers(points):
    """Return where points of a collection are drawn, in points of the page."""
    pixels = points.get_offset_transform().transform(points.get_offsets())
    return pixels * 72 / points.get_figure(root=True).dpi


def closest(points, kinds):
    """Return the least distance of two points of a category, in points."""
    xy = centers(points)
    gaps = np.hypot(*(xy[:, None] - xy).transpose(2, 0, 1))
    same = (kinds[:, None] == kinds) & ~np.eye(len(xy), dtype=bool)
    return gaps[same].min()


def placed_texts(compiled):
    return [one for one in compiled.artists() if isinstance(one, PlacedTexts)]


# ---------------------------------------------------------------------------------------- points


@pytest.mark.parametrize("orient", ["x", "y"])
def test_a_swarm_fits_every_size(orient):
    at = {"x": "kind", "y": "value"} if orient == "x" else {"y": "kind", "x": "value"}
    compiled = so.Plot(BEES, **at).add(Bees(), orient=orient).layout(size=(7, 5)).plot()
    (points,) = compiled.artists()
    across = []
    for size, dpi in (((7, 5), 100), ((4, 7), 100), ((9, 4), 61), ((5, 5), 200)):
        compiled.figure.set_size_inches(*size)
        compiled.figure.set_dpi(dpi)
        drawn(compiled.figure)
        assert closest(points, BEES["kind"]) > 7 - 1e-6  # 6 points and an edge of one
        xy = centers(points)
        across.append([np.ptp(xy[BEES["kind"] == kind], axis=0) for kind in "abc"])
    along = 0 if orient == "x" else 1
    assert (np.array(across)[..., along] > 6.9).all()  # all are swarms
    assert len({round(one[0][along], 3) for one in across}) > 1  # and each size has its own
    raw = np.asarray(points.get_offsets())
    np.testing.assert_array_equal(raw[:, 1 - along], BEES["value"])  # data stay data


def test_the_file_has_its_own_swarm():
    """A file of another resolution is packed anew, and the figure is as it was afterwards."""
    compiled = bees().add(Bees()).plot()
    (points,) = compiled.artists()
    before = drawn(compiled.figure)
    compiled.save(io.BytesIO(), dpi=300).save(io.BytesIO(), format="svg")
    np.testing.assert_array_equal(drawn(compiled.figure), before)
    assert closest(points, BEES["kind"]) > 7 - 1e-6


@pytest.mark.parametrize("scale", ["log", None])
def test_a_swarm_in_facets_on_any_axis(scale):
    data = {**BEES, "value": 10 ** BEES["value"], "half": np.tile(["u", "v"], 60)}
    plot = so.Plot(data, x="kind", y="value", color="half").facet("half").add(Bees())
    compiled = (plot.scale(y=scale) if scale else plot).plot()
    drawn(compiled.figure)
    for points in compiled.artists():
        kinds = np.asarray(points.get_offsets())[:, 0]
        assert len(kinds) == 60
        assert closest(points, kinds) > 7 - 1e-6
    (key,) = {type(k).__name__ for k in compiled.drawing.legends[0].keys[0].primitives}
    assert key == "Points"


def test_a_swarm_on_the_axes_of_a_user():
    figure = Figure(figsize=(5, 4))
    left, right = figure.subplots(1, 2)
    compiled = bees().add(Bees()).on(right).plot()
    left.plot([1, 2])
    for size in ((5, 4), (9, 3)):
        figure.set_size_inches(*size)
        drawn(figure)
        assert closest(compiled.artists()[0], BEES["kind"]) > 7 - 1e-6
    right.set_ylim(right.get_ylim()[0] * 3, right.get_ylim()[1] * 3)
    right.set_position([0.6, 0.1, 0.2, 0.2])
    drawn(figure)
    assert closest(compiled.artists()[0], BEES["kind"]) > 7 - 1e-6


def test_the_mouse_finds_points_where_they_are():
    compiled = bees().add(Bees()).plot()
    (points,) = compiled.artists()
    points.set_pickradius(0.1)
    drawn(compiled.figure)
    pixels = points.get_offset_transform().transform(points.get_offsets())
    for i in (0, 50, 100):
        event = MouseEvent("motion_notify_event", compiled.figure.canvas, *pixels[i])
        found, which = points.contains(event)
        assert found and which["ind"].tolist() == [i]


def test_larger_points_are_seen():
    compiled = bees().add(Bees()).plot()
    (points,) = compiled.artists()
    points.set_sizes([144])
    points.set_linewidth(2)
    drawn(compiled.figure)
    assert closest(points, BEES["kind"]) > 14 - 1e-6


def test_coloured_points_are_placed_however_many_they_are():
    """Many points are stamped, few are drawn as paths, and all are where they are placed."""
    n = 3000
    data = {"x": RNG.random(n), "y": RNG.random(n), "g": RNG.choice(list("abc"), n)}
    plot = so.Plot(data, x="x", y="y", color="g").limit(x=(0, 1), y=(0, 1)).legend(None)
    moved, plain = (plot.add(Bees(place=place)).plot() for place in (partial(up, by=18), None))
    lifted, usual = drawn(moved.figure), drawn(plain.figure)
    pixels = round(18 * moved.figure.dpi / 72)
    box = plain.axes[0].bbox
    columns = slice(int(box.x0) + 3, int(box.x1) - 3)
    top, bottom = int(len(usual) - box.y1) + pixels, int(len(usual) - box.y0) - pixels
    there, here = lifted[top - pixels : bottom - pixels, columns], usual[top:bottom, columns]
    assert (there == here).all(axis=2).mean() > 0.9  # but for grid lines
    assert (lifted[top:bottom, columns] == here).all(axis=2).mean() < 0.5


# ----------------------------------------------------------------------------------------- texts


@pytest.mark.parametrize("size", [(6, 4), (3, 5), (8, 2.5)])
@pytest.mark.parametrize("dpi", [60, 100, 200])
def test_texts_that_repel_do_not_meet(size, dpi):
    compiled = names().add(Names()).layout(size=size).plot()
    compiled.figure.set_dpi(dpi)
    drawn(compiled.figure)
    (texts,) = placed_texts(compiled)
    boxes = [text.get_window_extent() for text in texts.get_texts()]
    assert len(boxes) == 10
    for i, one in enumerate(boxes):
        assert not any(one.overlaps(other) for other in boxes[i + 1 :])
    crowded = names().add(Names(place=None)).layout(size=size).plot()
    drawn(crowded.figure)
    raw = [text.get_window_extent() for text in crowded.axes[0].texts]
    assert any(one.overlaps(other) for i, one in enumerate(raw) for other in raw[i + 1 :])


@pytest.mark.filterwarnings("ignore:The figure of .* is too small")
def test_layout_sees_texts_where_they_are_drawn():
    compiled = names().add(Names(place=partial(up, by=200))).layout(size=(6, 4)).plot()
    drawn(compiled.figure)
    (texts,) = placed_texts(compiled)
    box = texts.get_window_extent()
    whole = compiled.figure.bbox
    assert box.y1 <= whole.y1 and box.y0 > compiled.axes[0].bbox.y0
    np.testing.assert_array_equal(box.extents, texts.get_tightbbox().extents)
    highest = max(text.get_window_extent().y1 for text in texts.get_texts())
    assert box.y1 == pytest.approx(highest)


def test_hidden_texts_do_not_count():
    """What lies outside of the limits is not shown, and its page has no place."""
    pages = []

    def look(page):
        pages.append(page)
        found = page.xy.copy()
        found[0] = np.nan
        return found

    compiled = names().add(Names(place=look)).limit(x=(0, np.sort(NAMES["x"])[6])).plot()
    drawn(compiled.figure)
    hidden = NAMES["x"] > np.sort(NAMES["x"])[6]
    np.testing.assert_array_equal(np.isnan(pages[-1].xy).all(axis=1), hidden)
    np.testing.assert_array_equal(np.isnan(pages[-1].extent).all(axis=1), hidden)
    (texts,) = placed_texts(compiled)
    shown = [text.get_visible() for text in texts.get_texts()]
    assert shown == [i > 0 and not gone for i, gone in enumerate(hidden.tolist())]
    assert len(texts.get_children()) == sum(shown)


def test_keywords_reach_the_texts():
    @dataclass(frozen=True)
    class Bold(so.Mark):
        def draw(self, v, pane):
            pane.texts(v.xy(), list("ab"), place=stay, kws=self.artist_kws)

    compiled = so.Plot(x=[1, 2], y=[1, 2]).add(Bold({"fontweight": "bold"})).plot()
    (texts,) = placed_texts(compiled)
    assert [text.get_fontweight() for text in texts.get_texts()] == ["bold", "bold"]
    with pytest.raises(PlotSpecError, match="a Text has no 'nonsense'"):
        so.Plot(x=[1, 2], y=[1, 2]).add(Bold({"nonsense": 1})).plot()


# ------------------------------------------------------------------------------------ all of them


@dataclass(frozen=True)
class Everything(so.Mark):
    place: object = None

    def draw(self, v, pane):
        pane.points(v.xy(), size=7, edgewidth=1, color=(0, 0, 1, 0.5), place=self.place)
        pane.texts(v.xy(), list("abcde"), halign="left", offset=(4, 3), place=self.place)
        box = {"facecolor": (1, 1, 0.5, 1), "radius": 2}
        pane.texts(v.xy(), list("vwxyz"), valign="top", rotation=30, box=box, place=self.place)
        pane.lines(v.xy()[None], place=self.place)


PLACES = {"x": [1.0, 2.5, 10.0, 31.0, 100.0], "y": [3.0, 1.0, 2.0, 5.0, 4.0]}


@pytest.mark.parametrize("scale", ["log", None])
@pytest.mark.parametrize("orient", ["x", "y"])
def test_what_is_not_moved_is_drawn_as_ever(scale, orient):
    plot = so.Plot(PLACES, x="x", y="y").layout(size=(5.3, 3.7))
    plot = plot.scale(x="log") if scale else plot
    plain, placed = (
        plot.add(Everything(place=place), orient=orient).plot() for place in (None, stay)
    )
    np.testing.assert_array_equal(drawn(placed.figure), drawn(plain.figure))


def test_a_pane_places_what_is_not_placed_otherwise():
    pane = so.Pane(place=up)
    pane.points(np.zeros((2, 2)))
    pane.texts(np.zeros((2, 2)), ["a", "b"], place=stay)
    assert [one.place for one in pane.primitives] == [up, stay]


@pytest.mark.parametrize("kind", ["svg", "pdf", "png"])
def test_every_kind_of_file(kind):
    seen = []

    def look(page):
        seen.append((page.size, page.xy))
        return up(page)

    file = io.BytesIO()
    so.Plot(PLACES, x="x", y="y").add(Everything(place=look)).save(file, format=kind)
    assert file.getvalue()
    assert {len(xy) for _, xy in seen} == {5}
    widths = [size[0] for size, _ in seen[-4:]]
    np.testing.assert_allclose(widths, widths[0])


def test_the_function_is_called_when_something_changed():
    calls = Counter()

    def count(page, name):
        calls[name] += 1
        return page.xy

    @dataclass(frozen=True)
    class Counted(so.Mark):
        def draw(self, v, pane):
            pane.points(v.xy(), place=partial(count, name="points"))
            pane.texts(v.xy(), list("abcde"), place=partial(count, name="texts"))
            pane.lines(v.xy()[None], place=partial(count, name="lines"))

    compiled = so.Plot(PLACES, x="x", y="y").add(Counted()).on(Figure().add_subplot()).plot()
    figure, ax = compiled.figure, compiled.axes[0]

    def news():
        calls.clear()
        drawn(figure)
        figure.get_tightbbox(figure.canvas.get_renderer())
        return set(calls.items())

    once = {("points", 1), ("texts", 1), ("lines", 1)}
    assert news() == set()  # all were asked what has no room
    for change in (
        lambda: figure.set_size_inches(7, 3),
        lambda: ax.set_position([0.2, 0.2, 0.5, 0.5]),
        lambda: ax.set_xlim(0.1, 200),
        lambda: ax.set_xscale("log"),
        lambda: figure.set_dpi(77),
    ):
        change()
        assert news() == once
        assert news() == set()
    (texts,) = placed_texts(compiled)
    texts.get_texts()[0].set_text("something else")
    assert news() == {("texts", 1)}


def test_figures_with_placed_elements_pickle():
    ax = Figure().add_subplot()
    figure = (
        so.Plot(PLACES, x="x", y="y").add(Everything(place=partial(up, by=9))).on(ax).plot().figure
    )
    before = drawn(figure)
    again = pickle.loads(pickle.dumps(figure))
    np.testing.assert_array_equal(drawn(again), before)
    again.set_size_inches(3, 3)
    drawn(again)


def test_keys_of_legends_are_not_placed():
    calls = []

    def refuse(page):
        calls.append(len(page.xy))
        return page.xy

    compiled = bees(color="kind").add(Bees(place=refuse)).plot()
    drawn(compiled.figure)
    assert set(calls) == {120}


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (lambda page: page.xy[:1], r"place=<lambda> must return one position for each of the 120"),
        (lambda page: 1 / 0, "place=<lambda> failed: ZeroDivisionError"),
    ],
    ids=["shape", "failure"],
)
def test_errors_name_the_layer_when_the_figure_is_drawn(place, message):
    compiled = bees().add(so.Dot()).add(Bees(place=place)).plot()
    with pytest.raises(PlotSpecError, match=message) as caught:
        drawn(compiled.figure)
    assert caught.value.__notes__ == ["In layer 2 (Bees)."]


def test_what_has_no_place_stays_without():
    data = {"x": [1.0, 2, 3], "y": [1.0, 2, 3]}

    @dataclass(frozen=True)
    class Holes(so.Mark):
        def draw(self, v, pane):
            xy = np.array([[1, 1], [np.nan, 2], [3, np.inf]])
            pane.points(xy, color=np.eye(3, 4) * 0.5 + 0.5, place=up)
            pane.texts(xy, list("abc"), place=up)

    compiled = so.Plot(data, x="x", y="y").add(Holes()).plot()
    drawn(compiled.figure)
    points, texts = compiled.artists()
    assert np.isfinite(centers(points)).all(axis=1).tolist() == [True, False, False]
    assert [text.get_visible() for text in texts.get_texts()] == [True, False, False]
