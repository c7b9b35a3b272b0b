"""Swarm and Sina: no two points overlap on the page; points fill the form of the density."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

import plotkit.objects as so
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.moves import swarm
from plotkit.moves.swarm import packed
from tests.marks.on_page import drawn, in_points, words_of

RNG = np.random.default_rng(8)
BEES = {
    "kind": np.repeat(["a", "b", "c"], 40),
    "value": RNG.normal(size=120).round(1),
    "sex": RNG.choice(["f", "m"], 120),
    "island": RNG.choice(["left", "right"], 120),
}
HEAP = np.repeat([4.0, 3, 2, 1, 0, -1], [100, 75, 50, 25, 10, 1])


def places(compiled, layer=0, panel=0):
    """Return where points of a panel are, and how large they are, in points."""
    ax = compiled.axes[panel]
    artist = next(one for one in compiled.artists(layer) if one.axes is ax)
    pixels = artist.get_offset_transform().transform(artist.get_offsets())
    size = np.sqrt(artist.get_sizes()) + artist.get_linewidth()
    xy = (np.asarray(pixels) - ax.bbox.min) * 72 / compiled.figure.dpi
    return xy, float(np.max(size)), np.asarray(artist.get_offsets())


def nearest(xy):
    away = np.hypot(*(xy[:, None] - xy).transpose(2, 0, 1))
    np.fill_diagonal(away, np.inf)
    return away.min()


def plot(**kwargs):
    names = {"x": "kind", "y": "value", "color": "sex"} | kwargs
    return so.Plot(BEES, **names)


# ----------------------------------------------------------------------------- S1: too many points


def test_s1_what_has_no_room_is_told():
    heap = so.Plot(x=["a"] * len(HEAP), y=HEAP).add(so.Dot(), so.Swarm()).layout(size=(6, 4))
    compiled, said = words_of(heap)
    xy, size, _ = places(compiled)
    edge = in_points(compiled, [[-0.4, 0], [0.4, 0]])[:, 0]
    assert (
        xy[:, 0].min() - size / 2 >= edge[0] - 0.01 and xy[:, 0].max() + size / 2 <= edge[1] + 0.01
    )
    room = 2 * int(((edge[1] - edge[0]) / size - 1) // 2) + 1  # one in the middle
    lost = sum(max(n - room, 0) for n in (100, 75, 50, 25, 10, 1))
    assert lost > len(HEAP) / 4
    assert said == [
        f"Layer 1 (Dot): no room for {lost} of 261 at 'a': they lie upon other points. Smaller "
        "points (pointsize=), a larger figure, or Sina() in place of Swarm() help."
    ]
    # Not heaped at the border: as many at each side, and in the middle.
    thirds = np.histogram(xy[:100, 0], np.linspace(*edge, 4))[0]
    assert thirds.min() > 25


def test_s1_each_point_looks_at_few_others(monkeypatch):
    looked = []

    def count(name, others):
        real = getattr(swarm, name)
        monkeypatch.setattr(
            swarm, name, lambda *given: looked.append(len(given[others])) or real(*given)
        )

    count("_taken", 0)
    count("_nearest", 1)
    y = np.random.default_rng(1).normal(size=10_000)
    for values in (y, np.zeros(10_000), y.round(1)):
        packed(values * 60, np.full(10_000, 3.0), 250.0)
        assert sum(looked) < 100 * 10_000  # there is room for 84 side by side
        looked.clear()


# -------------------------------------------------------------------------- S2: in the final panel


@pytest.mark.parametrize("dpi", [72, 300])
@pytest.mark.parametrize("orient", ["x", "y"])
def test_s2_no_two_points_overlap(dpi, orient):
    looks = so.Dot(pointsize=5, edgewidth=1.5, edgecolor="k")
    flip = {} if orient == "x" else {"x": "value", "y": "kind"}
    limit = {"y" if orient == "x" else "x": (-2, 5)}
    compiled = drawn(plot(**flip).add(looks, so.Swarm()).limit(**limit), dpi=dpi)
    xy, size, data = places(compiled)
    value = 1 if orient == "x" else 0
    assert size == 6.5
    assert nearest(xy) >= size - 1e-6
    assert_array_equal(data[:, value], BEES["value"])
    assert_allclose(xy[:, value], in_points(compiled, data)[:, value])


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_s2_in_facets_and_files(form):
    many = plot().facet("island").add(so.Dot(pointsize=4), so.Swarm()).layout(size=(7, 4))
    compiled = drawn(many, format=form)
    for panel in (0, 1):
        xy, size, _ = places(compiled, panel=panel)
        assert nearest(xy) >= size - 1e-6
    assert len(places(compiled)[0]) + len(places(compiled, panel=1)[0]) == 120


def test_a_gap():
    compiled = drawn(plot().add(so.Dot(pointsize=3), so.Swarm(gap=2)))
    xy, size, _ = places(compiled)
    assert nearest(xy) == pytest.approx(size + 2, abs=1e-6)


def test_sizes_of_their_own():
    sizes = {**BEES, "n": np.linspace(1, 9, 120)}
    some = so.Plot(sizes, x="kind", y="value", pointsize="n").add(so.Dot(), so.Swarm())
    compiled = drawn(some.scale(pointsize=(2, 8)))
    xy, _, _ = places(compiled)
    (artist,) = compiled.artists(0)
    size = np.sqrt(artist.get_sizes()) + artist.get_linewidth()
    away = np.hypot(*(xy[:, None] - xy).transpose(2, 0, 1)) + 99 * np.eye(120)
    assert (away >= (size[:, None] + size) / 2 - 1e-6).all()


# ------------------------------------------------------------------------------ S3: slots and axes


def test_s3_a_swarm_stays_in_its_slot():
    compiled = drawn(plot().add(so.Dot(pointsize=3), so.Dodge(), so.Swarm()))
    xy, size, _ = places(compiled)
    kind, sex = np.unique(BEES["kind"], return_inverse=True)[1], BEES["sex"]
    first = sex[0]  # the level that is seen first is the first
    middle = kind + np.where(sex == first, -0.2, 0.2)
    low, high = (
        in_points(compiled, np.column_stack([middle + 0.2 * side, middle]))[:, 0]
        for side in (-1, 1)
    )
    assert (xy[:, 0] - size / 2 >= low - 0.01).all() and (xy[:, 0] + size / 2 <= high + 0.01).all()


def test_s3_colours_are_packed_together():
    compiled = drawn(plot().add(so.Dot(), so.Swarm()))
    xy, size, _ = places(compiled)
    assert nearest(xy) >= size - 1e-6
    alone = drawn(plot(color=None).add(so.Dot(), so.Swarm()).layout(size=(6.4, 4.8)))
    assert nearest(places(alone)[0]) >= size - 1e-6


def test_s3_a_log_axis():
    data = {"x": ["a"] * 80, "y": 10 ** RNG.normal(size=80)}
    compiled = drawn(so.Plot(data, x="x", y="y").add(so.Dot(), so.Swarm()).scale(y="log"))
    xy, size, offsets = places(compiled)
    assert nearest(xy) >= size - 1e-6
    assert_allclose(offsets[:, 1], data["y"])
    assert_allclose(xy[:, 1], in_points(compiled, offsets)[:, 1])


def test_numbers_as_positions_are_in_view():
    data = {"x": np.repeat([1.0, 2, 4], 60), "y": RNG.normal(size=180)}
    compiled = drawn(so.Plot(data, x="x", y="y").add(so.Dot(pointsize=4), so.Swarm()))
    low, high = compiled.axes[0].get_xlim()
    assert low < 0.6 and high > 4.4
    xy, size, _ = places(compiled)
    assert nearest(xy) >= size - 1e-6


def test_points_that_stay():
    data = {"x": ["a", "b"], "y": [1.0, np.nan]}
    with pytest.warns(so.PlotWarning, match="1 with missing y"):
        compiled = drawn(so.Plot(data, x="x", y="y").add(so.Dot(), so.Swarm()))
    xy, _, offsets = places(compiled)
    assert_allclose(xy, in_points(compiled, offsets))
    with pytest.raises(PlotSpecError, match="Swarm needs y"):
        so.Plot(BEES, x="kind").add(so.Dot(), so.Swarm()).plot()


heights = st.lists(st.floats(0, 60, allow_nan=False), min_size=1, max_size=60)


@given(heights, st.lists(st.floats(1, 9), min_size=60, max_size=60), st.floats(5, 300))
@settings(max_examples=80, deadline=None)
def test_circles_that_have_room_never_overlap(y, sizes, width):
    y, size = np.array(y), np.array(sizes[: len(y)])
    x, free = packed(y, size, width)
    away = np.hypot(x[:, None] - x, y[:, None] - y)
    need = (size[:, None] + size) / 2
    kept = free[:, None] & free & ~np.eye(len(y), dtype=bool)
    assert (away >= need - 1e-6)[kept].all()
    assert (np.abs(x) + size / 2 <= max(width / 2, size.max() / 2) + 1e-6).all()
    assert free[np.argsort(y, kind="stable")[0]] and x[np.argsort(y, kind="stable")[0]] == 0


# ------------------------------------------------------------------------------------------- Sina


def sina(**kwargs):
    data = {
        "x": ["a"] * 400 + ["b"] * 400,
        "y": np.r_[RNG.normal(size=400), RNG.normal(size=400) / 5],
    }
    compiled = so.Plot(data, x="x", y="y").add(so.Dots(), so.Sina(**kwargs)).plot()
    moved = np.asarray(compiled.data()["x"], dtype=float) - np.repeat([0.0, 1.0], 400)
    return moved, data["y"]


def test_points_are_within_the_violin():
    moved, y = sina()
    data = {"x": ["a"] * 400 + ["b"] * 400, "y": y}
    violin = so.Plot(data, x="x", y="y").add(so.Violin()).plot().data()
    curve, density = (np.asarray(violin[name], dtype=float) for name in ("y", "density"))
    for i, name in enumerate("ab"):
        of, here = np.asarray(violin["x"]) == name, slice(i * 400, i * 400 + 400)
        edge = np.interp(y[here], curve[of], density[of]) * 0.8 / 2
        assert (np.abs(moved[here]) <= edge + 0.01).all()
        assert np.mean(np.abs(moved[here]) / edge) == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize(
    ("given", "shares"),
    [({}, (0.08, 0.4)), ({"density_norm": "width"}, (0.4, 0.4)), ({"width": 0.5}, (0.04, 0.2))],
)
def test_what_is_alike_in_all_groups(given, shares):
    moved, _ = sina(**given)
    assert_allclose([np.abs(moved[:400]).max(), np.abs(moved[400:]).max()], shares, rtol=0.2)


def test_the_same_places_each_time():
    data = {"x": ["a"] * 9, "y": np.arange(9.0)}
    first, other, again = (
        so.Plot(data, x="x", y="y").add(so.Dots(), so.Sina(seed=seed)).plot().data()["x"].tolist()
        for seed in (1, 2, 1)
    )
    assert first == again != other


def test_groups_without_a_density():
    data = {"x": ["a", "b", "b", "c", "c"], "y": [1.0, 2, 2, 1, 3]}
    compiled = so.Plot(data, x="x", y="y").add(so.Dots(), so.Sina()).plot()
    moved = np.asarray(compiled.data()["x"], dtype=float) - [0, 1, 1, 2, 2]
    assert (np.abs(moved) <= 0.4).all() and (np.abs(moved[:3]) <= 0.1).all()
    # Two values that a density cannot tell apart.
    near = {"x": ["a"] * 2, "y": [1e-320, 2e-320]}
    with pytest.warns(so.PlotWarning, match="A density needs two distinct values"):
        compiled = so.Plot(near, x="x", y="y").add(so.Dots(), so.Sina()).plot()
    assert (np.abs(np.asarray(compiled.data()["x"], dtype=float)) <= 0.1).all()


def test_what_cannot_be_asked_for():
    with pytest.raises(PlotSpecError, match="density_norm of Sina"):
        so.Sina(density_norm="height")
    with pytest.raises(PlotTypeError, match="gap"):
        so.Swarm(gap=-1)
