"""How many points densities have, where nobody says it."""

import numpy as np
import pytest
from scipy.stats import gaussian_kde

import plotkit.objects as so
from plotkit.data.relation import Parts
from plotkit.data.table import Table
from plotkit.errors import PlotWarning
from tests.engines import plain, relation

RNG = np.random.default_rng(11)
HEAVY = np.append(RNG.standard_t(2, 20_000), [-300, 400])
NARROW = so.KDE(bw_adjust=0.3)


def density(data, stat=NARROW, by=(), engine=None):
    made = stat(relation(engine, data), by)
    return (made.main if isinstance(made, Parts) else made).collect()


def theirs(x, adjust=0.3):
    kde = gaussian_kde(x)
    kde.set_bandwidth(kde.factor * adjust)
    return kde


def width(kde):
    return kde.covariance.item() ** 0.5


def highest(kde, reach=1.5):
    return kde(np.linspace(-reach, reach, 301)).max()


def test_usual_values_have_the_usual_points():
    x = RNG.normal(size=3000)
    at = density({"x": x}, so.KDE())["x"]
    margin = 3 * width(gaussian_kde(x))
    assert at.tolist() == pytest.approx(np.linspace(x.min() - margin, x.max() + margin, 200))
    assert density({"y": x}, so.Violin().default_stat()).n == 100
    assert density({"y": x}, so.Ridge().default_stat()).n == 200


def test_a_narrow_bandwidth_has_more_and_evenly_spaced():
    x = RNG.normal(size=3000)
    stat = so.KDE(bw_adjust=0.1)
    at = density({"x": x}, stat)["x"]
    steps = np.diff(at)
    assert 200 < len(at) < 2000
    assert steps.min() == pytest.approx(steps.max())
    assert 0.98 * width(theirs(x, 0.1)) < 1.5 * steps[0] < 1.001 * width(theirs(x, 0.1))


def test_heavy_tails_have_the_peak_and_are_scipys(engine):
    made = density({"x": HEAVY}, engine=engine)
    kde = theirs(HEAVY)
    assert np.ptp(HEAVY) * 1.5 / width(kde) > 2000
    assert made["density"].max() == pytest.approx(highest(kde), rel=0.01)
    assert made["x"].min() < HEAVY.min()
    assert made["x"].max() > HEAVY.max()
    assert (np.diff(made["x"]) > 0).all()
    inside = np.diff(made["x"])[np.abs(made["x"][1:]) < np.quantile(np.abs(HEAVY), 0.98)]
    assert inside.max() < width(kde) / 1.49
    some = made.take(np.arange(0, made.n, 9))
    assert np.abs(some["density"] - kde(some["x"])).max() < 1e-3 * highest(kde)


@pytest.mark.parametrize("adjust", [0.1, 1])
def test_one_value_far_off_leaves_the_rest_a_kernel_with_points_enough(adjust):
    """All others lie within a bandwidth, which goes with the one."""
    x = np.append(RNG.normal(size=20_000), 1e5)
    made = density({"x": x}, so.KDE(bw_adjust=adjust))
    kde = theirs(x, adjust)
    assert made["density"].max() == pytest.approx(kde(0)[0], rel=0.01)
    assert np.trapezoid(made["density"], made["x"]) == pytest.approx(1, abs=2e-3)


@pytest.mark.parametrize("weighted", [False, True])
def test_groups_on_a_common_grid_have_each_its_peak(engine, weighted):
    group = np.repeat(["a", "b", "c"], [15_000, 3000, 3000])
    x = np.concatenate([HEAVY[-15_000:], RNG.normal(90, 0.02, 3000), RNG.normal(2, 0.5, 3000)])
    weight = RNG.uniform(0.5, 1, len(x)) if weighted else np.ones(len(x))
    data = {"x": x, "color": group.tolist()} | ({"weight": weight} if weighted else {})
    made = density(data, so.KDE(), ["color"], engine)
    colors = np.array(plain(made["color"]))
    grids = [made["x"][colors == level] for level in "abc"]
    for level, at in zip("abc", grids, strict=True):
        assert at.tolist() == grids[0].tolist()
        own = gaussian_kde(x[group == level], weights=weight[group == level])
        middle = np.median(x[group == level])
        share = weight[group == level].sum() / weight.sum()
        near = np.linspace(middle - 3 * width(own), middle + 3 * width(own), 101)
        found = made["density"][colors == level].max()
        assert found == pytest.approx(own(near).max() * share, rel=0.01)
    assert len(grids[0]) < 4000


def test_bulks_that_overlap_have_their_points_in_common():
    x = np.tile(HEAVY, 8)
    alone = density({"x": x}, by=())
    many = {"x": x, "color": np.repeat(list("abcdefgh"), len(HEAVY)).tolist()}
    together = density(many, by=["color"])
    assert together.n / 8 < 1.1 * alone.n


def test_points_stay_within_bounds():
    x = np.abs(HEAVY)
    made = density({"x": x}, so.KDE(bw_adjust=0.3, bounds=(0, None)))
    assert made["x"].min() == 0
    assert made["density"].max() == pytest.approx(2 * theirs(np.append(x, -x), 0.3)(0)[0], rel=0.1)
    assert np.trapezoid(made["density"], made["x"]) == pytest.approx(1, abs=2e-3)


def test_the_area_up_to_a_point_of_heavy_tails():
    made = density({"x": HEAVY}, so.KDE(bw_adjust=0.3, cumulative=True))
    assert np.interp(0, made["x"], made["y"]) == pytest.approx((HEAVY < 0).mean(), abs=2e-3)


def test_points_too_few_for_a_given_bandwidth_are_told():
    data = Table.of({"x": RNG.normal(size=1000)})
    with pytest.warns(PlotWarning, match=r"KDE may miss peaks.* bandwidths apart\. Make bw_adjust"):
        made = so.KDE(bw_method=1e-4)(data, ())
    assert made.n <= 4000
    assert so.KDE(bw_method=1e-4, gridsize=30)(data, ()).n == 30


@pytest.mark.parametrize("mark", [so.Violin(bw_adjust=0.3), so.Ridge(bw_adjust=0.3)], ids=str)
def test_violins_and_ridges_of_heavy_tails(engine, mark):
    usual = RNG.normal(size=5000)
    data = {
        "y": np.concatenate([HEAVY, usual]),
        "color": ["a"] * len(HEAVY) + ["b"] * len(usual),
    }
    made = density(data, mark.default_stat(), ["color"], engine)
    colors = np.array(plain(made["color"]))
    heavy, other = (np.abs(made["density"][colors == level]).max() for level in "ab")
    expected = highest(theirs(HEAVY)) / highest(theirs(usual))
    assert heavy / other == pytest.approx(expected, rel=0.01)


def test_sina_fills_the_form_of_heavy_tails():
    """In the middle, points are spread over the width; of a peak missed they are too, far out."""
    plot = so.Plot(x=np.zeros(len(HEAVY)), y=HEAVY).add(so.Dots(), so.Sina(bw_adjust=0.3))
    made = plot.plot().data()
    aside, value = (np.abs(np.asarray(made[name])) for name in "xy")
    kde = theirs(HEAVY)
    far = (value > 4.9) & (value < 5.1)
    share = aside[far].max() / aside[value < 0.1].max()
    there = np.append(*[side * np.linspace(4.9, 5.1, 51) for side in (-1, 1)])
    assert share == pytest.approx(kde(there).max() / highest(kde), rel=0.2)
