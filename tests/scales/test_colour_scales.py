"""How amounts become looks: centres, bins, quantiles, what is missing and what is outside."""

import matplotlib.colors as mc
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import colormaps
from numpy.testing import assert_allclose, assert_array_equal

from plotkit.data.kind import Kind
from plotkit.data.quantiles import quantiles
from plotkit.data.summary import Summary
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.properties.registry import PROPERTIES
from plotkit.scales.continuous import Continuous
from plotkit.scales.infer import scale_from
from plotkit.scales.norm import bin_of, bin_shares, rounded
from plotkit.scales.temporal import Temporal
from tests.fake_theme import FakeTheme

FACTS = Summary(Kind.NUMBER, -4.0, 10.0, 0.5)
ALPHA, COLOR, SIZE = (PROPERTIES[name] for name in ("alpha", "color", "linewidth"))
INF = np.inf
NAN = np.nan


def trained(scale, summary=FACTS, prop=ALPHA):
    return scale.train_property(summary, prop, FakeTheme())


def looks(scale, values, summary=FACTS, prop=ALPHA):
    return trained(scale, summary, prop).outputs(np.array(values, dtype=float))


def shares(values, **options):
    """Return the alphas, which are shares of the range from 0 to 1."""
    return looks(Continuous((0, 1), **options), values)


# ----------------------------------------------------------------------------------------- centre


def test_centre_gets_the_middle_and_sides_have_one_pace():
    assert_allclose(shares([-10, -5, 0, 5, 10], center=0), [0, 0.25, 0.5, 0.75, 1])
    assert trained(Continuous(center=0)).ends == (-10, 10)


def test_norm_gives_each_side_its_own_pace():
    assert_allclose(shares([-2, -1, 0, 5, 10], center=0, norm=(-2, 10)), [0, 0.25, 0.5, 0.75, 1])


@pytest.mark.parametrize(
    ("norm", "ends"), [((None, 8), (-4, 8)), ((-1, None), (-1, 5)), ((None, None), (-6, 10))]
)
def test_an_open_end_is_as_far_from_the_centre(norm, ends):
    assert trained(Continuous(center=2, norm=norm)).ends == ends


def test_norm_may_fall():
    assert_allclose(shares([-2, 0, 5, 10], center=0, norm=(10, -2)), [1, 0.5, 0.25, 0])


def test_centre_in_the_units_of_the_transform():
    summary = Summary(Kind.NUMBER, 1.0, 1000.0, 1.0)
    found = looks(Continuous((0, 1), center=10, trans="log"), [0.1, 1, 10, 1000], summary)
    assert_allclose(found, [0, 0.25, 0.5, 1])


def test_all_amounts_at_the_centre():
    assert_allclose(looks(Continuous((0, 1), center=3), [3], Summary(Kind.NUMBER, 3.0, 3.0)), [0.5])


@pytest.mark.parametrize(("center", "norm"), [(5, (0, 5)), (-1, (0, 5)), (7, (5, 0))])
def test_centre_outside_of_the_norm(center, norm):
    with pytest.raises(PlotSpecError, match="must lie between the ends of the scale"):
        trained(Continuous(center=center, norm=norm))


def test_centre_has_a_diverging_palette():
    found = looks(Continuous(center=0), [0, 10, -10], prop=COLOR)
    light = found[:, :3].mean(axis=1)
    assert light[0] > 0.95 > light[1:].max()
    assert found[1, 0] > found[1, 2] and found[2, 0] < found[2, 2]  # red above, blue below
    assert_array_equal(found, looks(Continuous("vlag", center=0), [0, 10, -10], prop=COLOR))


def test_own_palette_wins_over_the_diverging_one():
    found = looks(Continuous("viridis", center=0), [-10, 10], prop=COLOR)
    ends = colormaps["viridis"]([0, 255])
    assert_allclose(found[:, :3], ends[:, :3])


# ------------------------------------------------------------------------------------------- bins


def test_bins_of_equal_width():
    assert_allclose(
        shares([0, 1.9, 2, 3.9, 4, 8, 10], bins=5, norm=(0, 10)), [0, 0, 0.25, 0.25, 0.5, 1, 1]
    )
    assert trained(Continuous(bins=5, norm=(0, 10))).bounds == (0, 2, 4, 6, 8, 10)


def test_bins_of_equal_width_on_a_log_scale():
    scale = Continuous(bins=3, norm=(1, 1000), trans="log")
    assert_allclose(trained(scale).bounds, [1, 10, 100, 1000])


def test_bins_of_a_falling_norm():
    assert_allclose(shares([0, 5, 10], bins=2, norm=(10, 0)), [1, 0, 0])


def test_edges():
    found = shares([-5, 0, 9, 10, 99, 100, 500], bins=[0, 10, 100])
    assert_allclose(found, [0, 0, 0, 1, 1, 1, 1])
    assert trained(Continuous(bins=(0, 10, 100))).bounds == (0, 10, 100)


def test_open_ends():
    scale = Continuous((0, 1), bins=[-INF, 0, 5, INF])
    assert_allclose(looks(scale, [-1e9, -1, 0, 5, 1e9]), [0, 0, 0.5, 1, 1])
    values, labels = trained(scale).entries()
    assert labels == ("< 0", "0 \u2013 5", "\u2265 5")
    assert list(trained(scale).ticks.positions) == [0, 5]
    assert values[1] == 2.5


def test_a_threshold():
    assert_allclose(shares([-1, 0, 1], bins=[-INF, 0, INF]), [0, 1, 1])


def test_a_list_has_an_output_for_each_bin():
    found = looks(Continuous(["r", "g", "b"], bins=[0, 1, 2, 3]), [0.5, 1.5, 2.5], prop=COLOR)
    assert_allclose(found[:, :3], [mc.to_rgb(c) for c in "rgb"])
    assert_allclose(looks(Continuous([0.1, 0.9, 0.3], bins=[0, 1, 2, 3]), [1.5, 2.5]), [0.9, 0.3])


def test_one_bin():
    assert_allclose(shares([1, 5], bins=1), [0.5, 0.5])
    assert_allclose(shares([3, 3], bins=4, norm=(3, 3)), [0.5, 0.5])


@pytest.mark.parametrize(
    ("edges", "center", "expected"),
    [
        ((0, 1, 2, 3), None, [0, 0.5, 1]),
        ((-2, -1, 0, 1, 2), 0, [0, 1 / 3, 2 / 3, 1]),
        ((-3, -1, 1, 3), 0, [0, 0.5, 1]),
        ((-1, 0, 1, 2, 3), 0, [0.4, 0.6, 0.8, 1]),
        ((-1, 1, 2, 3), 0, [0.5, 0.75, 1]),
        ((1, 2, 3), 0, [2 / 3, 1]),
        ((-2, -1), 0, [0]),
    ],
)
def test_bins_around_a_centre_get_alike_steps(edges, center, expected):
    assert_allclose(bin_shares(edges, center), expected)


def test_bins_and_centre():
    assert_allclose(shares([-9, -3, 0, 3, 9], bins=5, center=0), [0, 0.25, 0.5, 0.75, 1])
    scale = Continuous(bins=4, center=0, norm=(-2, 10))
    assert trained(scale).bounds == (-2, -1, 0, 5, 10)


def test_missing_is_in_no_bin():
    assert_array_equal(bin_of(np.array([NAN, -9, 0, 1, 2, 9]), (0, 1, 2)), [-1, 0, 0, 1, 1, 1])
    assert np.isnan(shares([NAN], bins=3)).all()
    assert np.isnan(shares([-1], bins=3, norm=(1, 10), trans="log")).all()


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=8, unique=True).map(sorted),
    st.lists(st.floats(-1e7, 1e7), min_size=1, max_size=20),
)
def test_each_value_lies_between_the_edges_of_its_bin(edges, values):
    for value, place in zip(values, bin_of(np.array(values), tuple(edges)), strict=True):
        inside = min(max(value, edges[0]), edges[-1])
        assert edges[place] <= inside <= edges[place + 1]
        assert inside < edges[place + 1] or place == len(edges) - 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"bins": 0}, "bins must be a number above zero"),
        ({"bins": True}, "bins must be a number"),
        ({"bins": "auto"}, "bins must be a number"),
        ({"bins": [1]}, "edges that ascend"),
        ({"bins": [1, 1]}, "edges that ascend"),
        ({"bins": [2, 1, 3]}, "edges that ascend"),
        ({"bins": [0, NAN, 1]}, "edges that ascend"),
        ({"bins": [-INF, INF]}, "may be infinite"),
        ({"bins": ["a", "b"]}, "needs numbers"),
        ({"quantiles": 0}, "quantiles must be a number above zero"),
        ({"quantiles": []}, "shares in 0-1"),
        ({"quantiles": [0.5, 2]}, "shares in 0-1"),
        ({"quantiles": ["a"]}, "shares in 0-1"),
        ({"bins": 3, "quantiles": 3}, "bins or quantiles"),
        ({"bins": [0, 1], "norm": (0, 1)}, "norm= has no meaning"),
        ({"quantiles": 3, "norm": (0, 1)}, "norm= has no meaning"),
        ({"bins": 3, "norm": mc.LogNorm()}, "cannot be combined with bins="),
        ({"center": 3, "norm": mc.LogNorm()}, "cannot be combined with center="),
        ({"outside": "hide"}, "Unknown outside 'hide'"),
        ({"outside": "na"}, "needs na="),
    ],
)
def test_what_cannot_be_meant_is_told_at_the_call(options, message):
    with pytest.raises(PlotSpecError, match=message):
        Continuous(**options)


@pytest.mark.parametrize("bins", [2.5, "abc"])
def test_bins_of_a_wrong_type(bins):
    with pytest.raises(PlotTypeError):
        Temporal(bins=bins)


# -------------------------------------------------------------------------------------- quantiles


def with_quantiles(values, scale):
    values = np.array(values, dtype=float)
    low, high = np.nanmin(values), np.nanmax(values)
    return Summary(
        Kind.NUMBER, low, high, quantiles=quantiles(values, scale.request().shares or (0, 1))
    )


def test_quantiles_hold_equally_many_rows():
    values = np.random.default_rng(1).lognormal(size=1000)
    scale = Continuous((0, 1), quantiles=4)
    found = looks(scale, values, with_quantiles(values, scale))
    assert np.unique(found.round(6), return_counts=True)[1].tolist() == [250, 250, 250, 250]


def test_quantiles_by_shares():
    values = np.arange(101.0)
    scale = Continuous(quantiles=[0.1, 0.9])
    assert trained(scale, with_quantiles(values, scale)).bounds == (0, 10, 90, 100)


def test_equal_values_are_one_edge():
    values = [0, 0, 0, 0, 0, 0, 4, 8]
    scale = Continuous(quantiles=4)
    assert trained(scale, with_quantiles(values, scale)).bounds == (0, 1, 8)


@pytest.mark.parametrize("values", [[3, 3, 3], [NAN, 3]])
def test_quantiles_of_one_value(values):
    scale = Continuous((0, 1), quantiles=4)
    assert_allclose(looks(scale, [3], with_quantiles(values, scale)), [0.5])


def test_quantiles_of_nothing():
    scale = Continuous(quantiles=4)
    empty = Summary(Kind.NUMBER, quantiles=quantiles(np.array([]), scale.request().shares))
    assert np.isnan(looks(scale, [NAN], empty)).all()


def test_quantiles_are_asked_for_only_where_they_are_needed():
    assert Continuous(bins=3).request().shares == ()
    assert Continuous(quantiles=2).request().shares == (0, 0.5, 1)
    assert Continuous(quantiles=[0.2]).request().shares == (0, 0.2, 1)


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([0.123456, 10.9876], [0, 11]),
        ([326.0, 949.7, 5324.25, 18823.0], [330, 950, 5320, 18820]),
        ([1, 3.1622, 31.622, 1000.001], [1.0, 3.2, 32, 1000]),
        ([5.0, 5.0], [5, 5]),
        ([7.123], [7.123]),
    ],
)
def test_edges_that_nobody_chose_are_written_short(edges, expected):
    assert_allclose(rounded(edges), expected)


def test_edges_that_the_user_chose_are_written_as_they_are():
    labels = trained(Continuous(bins=[0.125, 3, 10000.5])).ticks.labels
    assert labels == ("0.125", "3", "10000.5")


def test_ticks_asked_for_are_those_of_the_bar():
    scale = Continuous(bins=[0, 10, 20, 30]).tick(at=[0, 30]).label(like="{x:.0f} m")
    found = trained(scale)
    assert found.ticks.positions == (0, 30) and found.ticks.labels == ("0 m", "30 m")
    assert found.entries()[1] == ("0 m \u2013 10 m", "10 m \u2013 20 m", "20 m \u2013 30 m")


# ---------------------------------------------------------------------------------------- reverse


def test_reverse():
    assert_allclose(shares([-4, 3, 10], reverse=True), [1, 0.5, 0])
    assert_allclose(shares([-4, 10], reverse=True, bins=3), [1, 0])
    found = looks(Continuous("viridis", reverse=True), [-4, 10], prop=COLOR)
    assert_array_equal(found, looks(Continuous("viridis_r"), [-4, 10], prop=COLOR))
    listed = looks(Continuous(["r", "b"], bins=2, reverse=True), [-4, 10], prop=COLOR)
    assert_allclose(listed[:, :3], [mc.to_rgb("b"), mc.to_rgb("r")])


def test_reverse_leaves_the_order_of_amounts_to_guides():
    found = trained(Continuous("viridis", reverse=True), prop=COLOR)
    assert found.ends == (-4, 10)
    assert_allclose(found.share(np.array([-4.0, 10.0])), [0, 1])
    assert_allclose(found.ramp(np.array([0.0])), found.outputs(np.array([-4.0])))


def test_an_axis_runs_backwards():
    assert Continuous(reverse=True).train_axis(FACTS).reverse
    assert not Temporal().train_axis(Summary(Kind.TIME, 0.0, 1.0)).reverse


# ------------------------------------------------------------------------ missing and outside


def test_missing_values_have_a_look():
    found = trained(Continuous(na="red"), prop=COLOR)
    assert found.na
    assert_allclose(found.outputs(np.array([NAN]))[:, :3], [mc.to_rgb("red")])
    assert_allclose(shares([NAN, 10], na=0.5), [0.5, 1])
    assert not trained(Continuous()).na


def test_missing_values_have_a_look_beside_bins():
    assert_allclose(shares([NAN, 0, 20], na=0.25, bins=[-5, 5, 20]), [0.25, 0, 1])


def test_the_look_of_missing_values_must_be_one():
    with pytest.raises(PlotSpecError, match="alpha cannot be 2"):
        trained(Continuous(na=2))


def test_values_outside_get_the_ends():
    assert_allclose(shares([-99, 0, 2, 99], norm=(0, 2)), [0, 0, 1, 1])
    assert trained(Continuous(norm=(0, 2))).domain == (-INF, INF)


def test_values_outside_are_dropped():
    assert_allclose(
        shares([-1, 0, 2, 2.1, NAN], norm=(0, 2), outside="drop", na=0.5), [NAN, 0, 1, NAN, 0.5]
    )
    assert trained(Continuous(norm=(2, 0), outside="drop")).domain == (0, 2)


def test_values_outside_look_as_if_they_were_missing():
    found = shares([-1, 0, 2, 2.1, NAN], norm=(0, 2), outside="na", na=0.5)
    assert_allclose(found, [0.5, 0, 1, 0.5, 0.5])
    logs = shares([-1, 1, 10], norm=(1, 10), trans="log", outside="na", na=0.5)
    assert_allclose(logs, [0.5, 0, 1])


def test_values_outside_of_bins():
    assert_allclose(shares([-1, 0, 2, 3], bins=[0, 1, 2], outside="drop"), [NAN, 0, 1, NAN])


@given(st.floats(1e-3, 1e3), st.floats(1e-3, 1e3), st.sampled_from([None, "log", "sqrt"]))
def test_a_centre_puts_no_extreme_outside(low, reach, trans):
    summary = Summary(Kind.NUMBER, low, low + reach, low)
    scale = Continuous((0, 1), center=low + reach / 3, trans=trans, outside="drop")
    assert not np.isnan(looks(scale, [low, low + reach], summary)).any()


def test_values_without_a_place_on_the_transform_have_no_look():
    assert trained(Continuous(trans="log")).domain == (np.nextafter(0, 1), INF)
    assert np.isnan(shares([-1], trans="log", na=0.5)).all()


@pytest.mark.parametrize(
    "options", [{"center": 0}, {"bins": 3}, {"quantiles": 3}, {"na": "red"}, {"outside": "drop"}]
)
@pytest.mark.parametrize("scale", [Continuous, Temporal])
def test_an_axis_has_no_use_for_them(scale, options):
    summary = FACTS if scale is Continuous else Summary(Kind.TIME, 0.0, 1.0)
    with pytest.raises(PlotSpecError, match=f"{next(iter(options))}= is for colours and sizes"):
        scale(**options).train_axis(summary)


# --------------------------------------------------------------------------- objects of matplotlib


@pytest.mark.parametrize(
    ("norm", "values", "expected"),
    [
        (mc.TwoSlopeNorm(0, -4, 10), [-4, -2, 0, 5, 10], [0, 0.25, 0.5, 0.75, 1]),
        (mc.CenteredNorm(3), [-4, 3, 10], [0, 0.5, 1]),
        (mc.LogNorm(1, 100), [0.1, 1, 10, 100, 1e5], [0, 0, 0.5, 1, 1]),
        (mc.PowerNorm(2, 0, 10), [0, 5, 10, 20], [0, 0.25, 1, 1]),
    ],
)
def test_normalize_objects(norm, values, expected):
    assert_allclose(looks(Continuous((0, 1), norm), values), expected, atol=1e-9)


def test_boundary_norm_has_steps():
    found = trained(Continuous((0, 1), mc.BoundaryNorm([0, 1, 5, 10], 3)))
    assert_allclose(found.outputs(np.array([0.5, 3, 7])), [0, 0.5, 1])
    assert found.bounds == (0, 1, 5, 10) and found.ticks.positions == (0, 1, 5, 10)
    assert found.entries()[1] == ("0 \u2013 1", "1 \u2013 5", "5 \u2013 10")


def test_normalize_with_what_it_does_not_say():
    norm = mc.Normalize(0, 2)
    found = looks(Continuous((0, 1), norm, reverse=True, na=0.5, outside="drop"), [0, 2, 3, NAN])
    assert_allclose(found, [1, 0, NAN, 0.5])
    assert (norm.vmin, norm.vmax) == (0, 2)


def as_function(amounts):
    return colormaps["magma"](amounts)


@pytest.mark.parametrize("values", [colormaps["magma"], "magma", ("k", "r"), as_function])
def test_ranges_of_colours_in_bins(values):
    found = looks(Continuous(values, bins=[0, 1, 2]), [0.5, 1.5], prop=COLOR)
    if not isinstance(values, tuple):
        assert_allclose(found[:, :3], colormaps["magma"]([0.0, 1.0])[:, :3])
    assert found.shape == (2, 4) and not np.isnan(found[:, :3]).any()


# ----------------------------------------------------------------------------------------- others


def test_trap_12_names_of_transforms_are_transforms_of_colours():
    for name in ("log", "sqrt", "symlog", "ln"):
        scale = scale_from(name, Kind.NUMBER, COLOR)
        assert isinstance(scale, Continuous) and scale.trans == name and scale.values is None
    summary = Summary(Kind.NUMBER, 1.0, 100.0, 1.0)
    default, log = (looks(s, [10], summary, COLOR) for s in (Continuous(), Continuous(trans="log")))
    middle = looks(Continuous(), [50.5], summary, COLOR)
    assert_array_equal(log, middle)
    assert not np.array_equal(default, log)


@given(st.lists(st.floats(allow_nan=False), min_size=1), st.sampled_from(["alpha", "linewidth"]))
def test_trap_13_nothing_is_larger_than_the_largest(values, name):
    prop = PROPERTIES[name]
    low, high = prop.default_range(FakeTheme())
    found = looks(Continuous(norm=(0, 2)), values, prop=prop)
    assert ((low <= found) & (found <= high)).all()


def test_times():
    summary = Summary(Kind.TIME, 0.0, 100.0)
    scale = Temporal((0, 1), bins=["1970-01-01", "1970-02-01", "1970-03-01"])
    assert_allclose(looks(scale, [5, 35, 99], summary), [0, 1, 1])
    assert trained(scale, summary).ticks.labels == ("1970-01", "1970-02", "1970-03")
    assert trained(Temporal(center="1970-01-11"), summary).ends == (-80, 100)
    even = trained(Temporal(bins=3), summary)
    assert even.ticks.labels == ("1970-01-01", "1970-02-03", "1970-03-09", "1970-04-11")


def test_lengths_of_time():
    summary = Summary(Kind.DURATION, 0.0, 1.0)
    assert_allclose(looks(Temporal((0, 1), bins=2, reverse=True), [0.2, 0.8], summary), [1, 0])
