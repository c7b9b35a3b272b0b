import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import colormaps, colors
from numpy.testing import assert_allclose

from plotkit.errors import PlotSpecError, PlotWarning
from plotkit.properties.color import Color
from plotkit.properties.palettes import look_up, palette

color = Color("color")


def rgb(*specs):
    return np.array([colors.to_rgb(spec) for spec in specs])


def test_default_levels_are_the_cycle(theme):
    levels = color.levels(range(3), None, theme)
    assert levels.shape == (3, 4) and np.isnan(levels[:, 3]).all()
    assert_allclose(levels[:, :3], rgb("#4c72b0", "#dd8452", "#55a868"))
    assert color.levels([], None, theme).shape == (0, 4)


def test_more_levels_than_the_cycle_are_hues(theme, make_theme):
    assert_allclose(color.levels(range(11), None, theme), palette("husl", 11, theme))
    short = make_theme(cycle=["r", "g"])
    assert_allclose(color.levels(range(2), None, short)[:, :3], rgb("r", "g"))
    assert_allclose(color.levels(range(3), None, short), palette("husl", 3, theme))


def test_values_for_levels(theme):
    assert_allclose(color.levels("ab", "Set2", theme), palette("Set2", 2, theme))
    assert_allclose(color.levels("ab", ["r", "#0000ff80"], theme)[1], (0, 0, 1, 128 / 255))
    assert_allclose(color.levels("ab", np.eye(3)[:2], theme)[:, :3], np.eye(3)[:2])
    assert_allclose(color.levels("abc", ("r", "b"), theme)[1, :3], (0.5, 0, 0.5))
    viridis = color.levels("abc", colormaps["viridis"], theme)
    assert_allclose(viridis, palette("viridis", 3, theme))
    assert_allclose(
        color.levels("ab", colormaps["tab10"], theme), palette("tab10", 2, theme)
    )  # a map of few rows is a list
    grays = color.levels("a", lambda x: np.stack([x, x, x], axis=1), theme)
    assert_allclose(grays[0], (0.5, 0.5, 0.5, np.nan))


def test_short_list_is_repeated(theme):
    with pytest.warns(PlotWarning, match="color values has 2 entries for 3 levels"):
        levels = color.levels("abc", ["r", "g"], theme)
    assert_allclose(levels[:, :3], rgb("r", "g", "r"))


def test_dict_leaves_the_rest_to_the_palette_without_repeats(theme):
    levels = color.levels("abc", {"a": "#dd8452"}, theme)
    assert_allclose(levels[:, :3], rgb("#dd8452", "#4c72b0", "#55a868"))


def test_cycle_that_repeats_itself(make_theme):
    levels = color.levels("abc", {"a": "r"}, make_theme(cycle=["r", "r", "r"]))
    assert_allclose(levels[:, :3], rgb("r", "r", "r"))


def test_default_ramp_is_a_cubehelix_from_light_to_dark(theme):
    rows = color.ramp(None, theme)(np.linspace(0, 1, 50))
    luminance = rows[:, :3] @ [0.2126, 0.7152, 0.0722]
    assert (np.diff(luminance) < 0).all()
    assert_allclose(rows[[0, -1]], palette("ch:", 2, theme))


def test_default_ramp_stands_out_from_a_dark_ground(make_theme):
    dark = make_theme(**{"axes.facecolor": "#1e2128"})
    rows = color.ramp(None, dark)(np.linspace(0, 1, 50))
    luminance = rows[:, :3] @ [0.2126, 0.7152, 0.0722]
    assert (np.diff(luminance) > 0).all()
    assert luminance[0] > 2 * 0.12  # of the ground


@pytest.mark.parametrize("values", ["viridis", colormaps["viridis"]])
def test_ramp_is_what_matplotlib_gives(values, theme):
    amounts = np.linspace(0, 1, 1000)
    rows = color.ramp(values, theme)(amounts)
    assert_allclose(rows[:, :3], colormaps["viridis"](amounts)[:, :3])
    assert np.isnan(rows[:, 3]).all()  # solid throughout: the mark's alpha counts


def test_map_with_alpha_keeps_it(theme):
    faded = colors.ListedColormap([(1, 0, 0, 0.2), (0, 0, 1, 1)])
    assert_allclose(color.ramp(faded, theme)(np.array([0.1, 0.9])), faded([0.1, 0.9]))


def test_blends(theme):
    for values in (("w", "k"), ["w", "k"]):
        assert_allclose(
            color.ramp(values, theme)(np.array([0.0, 1.0]))[:, :3], [[1, 1, 1], [0, 0, 0]]
        )
    mixed = color.ramp(("w", (0, 0, 0, 0.5)), theme)(np.array([0.0, 1.0]))
    assert_allclose(mixed[:, 3], [1, 0.5])  # a colour that says no alpha is solid beside one
    with pytest.raises(PlotSpecError, match="two colours or more"):
        color.ramp(("w",), theme)


def test_list_palette_as_ramp_has_steps(theme):
    rows = color.ramp("deep", theme)(np.array([0.0, 0.05, 0.15, 1.0]))
    assert_allclose(rows[:, :3], rgb("#4c72b0", "#4c72b0", "#dd8452", "#64b5cd"))


def test_function_as_ramp(theme):
    seen = []

    def red(x):
        seen.append(x)
        return np.stack([x, 0 * x, 0 * x], axis=1)

    rows = color.ramp(red, theme)(np.array([-1, 0.5, np.nan, 2]))
    assert_allclose(rows[:, 0], [0, 0.5, np.nan, 1])
    assert np.isnan(rows[[0, 1, 3], 3]).all() and rows[2, 3] == 0
    assert seen[0].min() == 0 and seen[0].max() == 1


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (lambda x: x, r"gave shape \(2,\)"),
        (lambda x: [(0, 0, 0)], r"gave shape \(1, 3\)"),
        (lambda x: np.zeros((len(x), 2)), "not 2"),
        (lambda x: np.full((len(x), 3), 255), "must lie in 0-1"),
    ],
)
def test_functions_that_give_no_colours(function, message, theme):
    with pytest.raises(PlotSpecError, match=message):
        color.ramp(function, theme)(np.array([0.0, 1.0]))


@pytest.mark.parametrize("values", [5, {"a": "r"}])
def test_no_palette(values, theme):
    with pytest.raises(PlotSpecError, match="color cannot take its values from"):
        color.ramp(values, theme)


@given(st.lists(st.floats(-2, 3) | st.just(np.nan), min_size=1))
def test_look_up_is_bounded(amounts):
    rows = np.column_stack([np.arange(256) / 255] * 4)
    found = look_up(rows, np.array(amounts))
    missing = np.isnan(amounts)
    assert np.isnan(found[missing, :3]).all() and (found[missing, 3] == 0).all()
    inside = np.clip(np.array(amounts)[~missing], 0, 1)
    assert_allclose(found[~missing, 0], inside, atol=1 / 255)
    order = np.argsort(inside, kind="stable")
    assert (np.diff(found[~missing, 0][order]) >= 0).all()


def test_literal_colours(theme):
    values = np.array(["r", None, (0, 0, 1, 0.5), "r", np.nan, [0.0, 1.0, 0.0]], dtype=object)
    rows = color.literal(values, theme)
    assert_allclose(rows[[0, 3], :3], rgb("r", "r"))
    assert_allclose(rows[2], (0, 0, 1, 0.5))
    assert_allclose(rows[5, :3], (0, 1, 0))
    assert np.isnan(rows[[1, 4], :3]).all() and (rows[[1, 4], 3] == 0).all()


def test_literal_parses_each_colour_once(theme):
    color.literal(np.array(["r", "g"] * 1000), theme)
    assert theme.parsed == 2


def test_literal_numbers(theme):
    rows = color.literal(np.eye(3), theme)
    assert_allclose(rows[:, :3], np.eye(3))
    assert np.isnan(rows[:, 3]).all()
    assert_allclose(color.literal(np.eye(4), theme), np.eye(4))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (np.array([1.0, 2.0]), "must hold colours, not float64"),
        (np.array(["ruby"]), "'ruby' is no colour"),
        (np.array([[1.0, 2.0, 3.0]]), "must lie in 0-1"),
        (np.array([[1.0, 1.0]]), "3 or 4 columns"),
    ],
)
def test_literal_refuses(values, message, theme):
    with pytest.raises(PlotSpecError, match=message):
        color.literal(values, theme)
