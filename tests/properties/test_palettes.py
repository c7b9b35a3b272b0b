import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import colormaps, colors
from numpy.testing import assert_allclose

from plotkit.errors import PlotSpecError
from plotkit.properties import colorspace
from plotkit.properties.anchors import KNOWN_MAPS, LISTED_MAPS, QUALITATIVE, SEQUENTIAL
from plotkit.properties.palettes import is_qualitative, named, names, palette

unit = st.floats(0, 1)
percent = st.floats(0, 100)


def test_qualitative_in_order_and_repeated(theme):
    deep = palette("deep", 12, theme)
    assert_allclose(deep[0, :3], colors.to_rgb("#4c72b0"))
    assert_allclose(deep[10:], deep[:2])
    assert_allclose(palette("deep_r", 2, theme), deep[[9, 8]])
    assert_allclose(palette("tab10_r", 1, theme)[0, :3], colors.to_rgb("tab:cyan"))


def test_every_known_name_is_a_palette(theme):
    for name in names():
        for ending in ("", "_r"):
            rows = palette(name + ending, 5, theme)
            assert rows.shape == (5, 4)
            assert np.isnan(rows[:, 3]).all()
            assert len(np.unique(rows[:, :3], axis=0)) == 5
            assert ((rows[:, :3] >= 0) & (rows[:, :3] <= 1)).all()


def test_which_are_qualitative():
    for name in (*QUALITATIVE, *LISTED_MAPS, "deep_r", "Set2_r"):
        assert is_qualitative(name)
    for name in (*SEQUENTIAL, *KNOWN_MAPS, "husl", "ch:", "light:red", "blend:r,b", "nothing"):
        assert not is_qualitative(name)


@pytest.mark.parametrize("name", ["ch:", "light:red", "dark:red", "blend:r,g,b", "husl", "rocket"])
def test_reversed(name, theme):
    assert_allclose(palette(f"{name}_r", 7, theme), palette(name, 7, theme)[::-1], atol=0.01)
    assert_allclose(named(f"{name}_r", theme).table(), named(name, theme).table()[::-1], atol=1e-12)


def test_ends_of_families(theme):
    light, dark = palette("light:blue", 3, theme), palette("dark:blue", 3, theme)
    assert_allclose(light[-1, :3], (0, 0, 1))
    assert_allclose(dark[-1, :3], (0, 0, 1))
    assert light[0, :3].min() > 0.85 and dark[0, :3].max() < 0.25
    assert_allclose(palette("light:xkcd:teal", 2, theme)[1, :3], colors.to_rgb("xkcd:teal"))
    assert_allclose(palette("blend:r,w,b", 3, theme)[:, :3], [[1, 0, 0], [1, 1, 1], [0, 0, 1]])


def test_cubehelix_parameters_by_place_name_and_letter(theme):
    by_name = palette("ch:start=2,rot=.1,gamma=.8,hue=.5,light=.9,dark=.2", 4, theme)
    assert_allclose(palette("ch:2,.1,.8,.5,.9,.2", 4, theme), by_name)
    assert_allclose(palette("ch:s=2, r=.1, g=.8, h=.5, l=.9, d=.2", 4, theme), by_name)
    assert_allclose(palette("ch:2,d=.2,r=.1,gamma=.8,h=.5,l=.9", 4, theme), by_name)
    assert_allclose(palette("ch:hue=0", 2, theme)[:, :3], np.repeat([[0.85], [0.15]], 3, axis=1))


@pytest.mark.parametrize("text", ["ch:a", "ch:turn=2", "ch:rot=fast", "ch:1,2,3,4,5,6,7"])
def test_cubehelix_errors(text, theme):
    with pytest.raises(PlotSpecError, match=r"cannot be read at .* 'start', 'rot'"):
        palette(text, 3, theme)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("depe", "Unknown palette 'depe'. Did you mean 'deep'?"),
        ("Viridis", "Did you mean 'viridis'?"),
        ("roket_r", "Did you mean 'rocket'?"),
        ("zzzzzz", "'husl', 'hls'"),
        ("mix:r,b", "'blend:<color>,<color>'"),
        ("light:ruby", "'ruby' is no colour"),
        ("blend:r", "two colours or more"),
    ],
)
def test_unknown(name, message, theme):
    with pytest.raises(PlotSpecError) as error:
        palette(name, 3, theme)
    assert message in str(error.value)


# -------------------------------------------------------------------------------- colour spaces


def test_hsluv_of_known_colours():
    known = {  # sRGB primaries in HSLuv, from the definition of the space
        (1, 0, 0): (12.177, 100, 53.237),
        (0, 1, 0): (127.715, 100, 87.736),
        (0, 0, 1): (265.874, 100, 32.301),
    }
    for rgb, hsl in known.items():
        assert_allclose(colorspace.rgb_to_hsluv(rgb)[0], hsl, atol=0.01)
        assert_allclose(colorspace.hsluv_to_rgb(*hsl)[0], rgb, atol=0.002)


def test_black_and_white():
    assert_allclose(colorspace.hsluv_to_rgb([0, 200], 100, [0, 100]), [[0] * 3, [1] * 3], atol=1e-4)
    for rgb in ((0, 0, 0), (1, 1, 1)):
        assert np.isfinite(colorspace.rgb_to_hsluv(rgb)).all()


@given(st.tuples(unit, unit, unit))
def test_hsluv_round_trip(rgb):
    assert_allclose(colorspace.hsluv_to_rgb(*colorspace.rgb_to_hsluv(rgb).T)[0], rgb, atol=0.003)


@given(st.floats(0, 360), percent, percent)
def test_hsluv_stays_in_gamut(hue, saturation, lightness):
    rgb = colorspace.hsluv_to_rgb(hue, saturation, lightness)
    assert np.isfinite(rgb).all() and rgb.min() >= 0 and rgb.max() <= 1


@given(st.tuples(unit, unit, unit))
def test_hls_is_that_of_the_standard_library(hls):
    import colorsys

    assert_allclose(colorspace.hls_to_rgb(*hls)[0], colorsys.hls_to_rgb(*hls), atol=1e-9)


# ------------------------------------------------------------------- the same numbers as seaborn


@pytest.fixture(scope="module")
def seaborn():
    return pytest.importorskip("seaborn")


SHARED = (
    *(name for name in QUALITATIVE if name != "okabe_ito"),  # there a map, of which levels are cut
    *("husl", "hls", "ch:", "ch:s=.25,rot=-.25", "ch:2,r=.2,l=.6_r", "tab20", "Set2", "Paired"),
    *("light:b", "light:seagreen_r", "dark:#39c", "dark:red_r", "dark:w"),
    *("blend:#7AB,#EDA", "blend:r,g,b", "viridis", "viridis_r", "Blues", "coolwarm"),
    *SEQUENTIAL,
    *(f"{name}_r" for name in SEQUENTIAL),
)


@pytest.mark.parametrize("name", SHARED)
@pytest.mark.parametrize("n", [2, 6, 15])
def test_same_levels_as_seaborn(name, n, theme, seaborn):
    theirs = np.array(seaborn.color_palette(name, n))[:, :3]
    assert_allclose(palette(name, n, theme)[:, :3], theirs, atol=0.01)


@pytest.mark.parametrize("name", SEQUENTIAL)
def test_same_maps_as_seaborn(name, theme, seaborn):
    theirs = colormaps[name](np.arange(256))[:, :3]
    assert_allclose(named(name, theme).table()[:, :3], theirs, atol=0.011)


def test_our_maps_do_not_need_seaborn(theme, monkeypatch):
    monkeypatch.setattr(theme, "colormap", lambda name: None)
    assert palette("rocket", 3, theme).shape == (3, 4)
