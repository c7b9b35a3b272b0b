import threading

import matplotlib as mpl
import numpy as np
import pytest
from cycler import cycler

from plotkit.errors import PlotSpecError
from plotkit.mpl.theme import theme
from plotkit.themes import DEEP, DEFAULT, resolve


def test_rc_gives_changes_and_matplotlib_defaults(default):
    assert default.rc("lines.linewidth") == 1.5
    assert default.rc("xtick.bottom") is False
    assert default.rc("legend.handlelength") == mpl.rcParamsDefault["legend.handlelength"]
    assert default.rc("image.cmap") == "rocket"  # which matplotlib does not know
    assert default.rc("svg.fonttype") == "path"


def test_session_settings_do_not_show_through():
    with mpl.rc_context({"axes.linewidth": 17}):
        assert theme({}).rc("axes.linewidth") == 0.8
        with theme({}).context():
            assert mpl.rcParams["axes.linewidth"] == 0.8
        assert mpl.rcParams["axes.linewidth"] == 17


def test_later_changes_win_and_equal_themes_are_one():
    one = theme({"lines.linewidth": 1}, {"lines.linewidth": 3})
    assert one.rc("lines.linewidth") == 3
    assert theme({"lines.linewidth": 3}) is one
    assert theme({"lines.linewidth": 4}) is not one


def test_unknown_name_is_an_error_with_the_nearest():
    with pytest.raises(PlotSpecError, match=r"axes\.facecolour.*'axes\.facecolor'"):
        theme({"axes.facecolour": "white"})
    with pytest.raises(PlotSpecError, match=r"lines\.linewidth"):
        theme({}).rc("line.linewidth")


def test_invalid_value_is_an_error():
    with pytest.raises(PlotSpecError, match=r"axes\.linewidth='thick'"):
        theme({"axes.linewidth": "thick"})


def test_context_restores_also_after_an_error(default):
    before = dict.copy(mpl.rcParams)
    with pytest.raises(KeyError), default.context():
        assert mpl.rcParams["axes.facecolor"] == "#EAEAF2"
        raise KeyError
    assert dict.items(mpl.rcParams) == before.items()


def test_contexts_of_two_threads_do_not_mix():
    themes = [theme({"lines.linewidth": width}) for width in (1, 2)]
    wrong = []

    def work(one):
        for _ in range(200):
            with one.context():
                if mpl.rcParams["lines.linewidth"] != one.rc("lines.linewidth"):
                    wrong.append(one)

    threads = [threading.Thread(target=work, args=(one,)) for one in themes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.mark.parametrize("cycle", [("r", "#00ff00"), cycler(color=["r", "#00ff00"])])
def test_cycle(cycle):
    one = theme({"axes.prop_cycle": cycle})
    assert list(one.cycle()) == ["r", "#00ff00"]
    assert one.rgba("C0")[:3] == (1, 0, 0)
    assert one.rgba("C3")[:3] == (0, 1, 0)


def test_cycle_without_colours_falls_back():
    assert list(theme({"axes.prop_cycle": cycler(linestyle=["-", "--"])}).cycle()) == list(DEEP)


@pytest.mark.parametrize(
    ("color", "alpha"),
    [
        ("red", np.nan),
        ("#ff0000", np.nan),
        ("#f00", np.nan),
        ("#ff000080", 128 / 255),
        ("#f008", 136 / 255),
        ((1, 0, 0), np.nan),
        ((1, 0, 0, 0.25), 0.25),
        ([1, 0, 0, 0.25], 0.25),
        (np.array([1.0, 0, 0]), np.nan),
        (("red", 0.5), 0.5),
        (("#ff0000", 0.5), 0.5),
    ],
)
def test_alpha_is_silent_unless_the_colour_says_one(default, color, alpha):
    assert default.rgba(color)[:3] == (1, 0, 0)
    np.testing.assert_allclose(default.rgba(color)[3], alpha)


def test_none_is_transparent(default):
    assert default.rgba("none") == (0, 0, 0, 0)
    assert default.rgba("None") == (0, 0, 0, 0)


def test_letters_are_hues_of_a_known_cycle_only(default):
    assert default.rgba("b") == pytest.approx(default.rgba(DEEP[0]), nan_ok=True)
    assert default.rgba("c") == pytest.approx(default.rgba(DEEP[9]), nan_ok=True)
    assert default.rgba("k")[:3] == (0.15, 0.15, 0.15)
    plain = theme({"axes.prop_cycle": ("red", "blue")})
    assert plain.rgba("b")[:3] == (0, 0, 1)
    assert plain.rgba("k")[:3] == (0, 0, 0)


@pytest.mark.parametrize("wrong", ["stealblue", (1, 2, 3), ("red", 7), 5, None, (0.1, 0.2)])
def test_wrong_colour(default, wrong):
    with pytest.raises(PlotSpecError, match="is not a colour"):
        default.rgba(wrong)


def test_wrong_colour_name_suggests(default):
    with pytest.raises(PlotSpecError, match="Did you mean 'steelblue'"):
        default.rgba("stealblue")


def test_colormaps(default):
    assert default.colormap("coolwarm").shape == (256, 4)
    np.testing.assert_allclose(default.colormap("tab10")[0], mpl.colors.to_rgba("tab:blue"))
    assert default.colormap("tab10").shape == (10, 4)
    assert default.colormap(mpl.colormaps["magma_r"]).shape == (256, 4)
    assert default.colormap("no such map") is None
    assert default.colormap(len) is None


def test_markers(default):
    assert default.is_filled("o")
    assert default.is_filled((5, 1, 0))
    assert not default.is_filled("x")
    assert not default.is_filled("None")
    with pytest.raises(PlotSpecError, match="no marker 'circle'"):
        default.is_filled("circle")


def test_generic_fonts_become_installed_ones():
    one = theme({**DEFAULT, "font.sans-serif": ["No Such Font", "DejaVu Sans"]})
    assert one.rc("font.family") == ["DejaVu Sans"]
    other = theme({"font.sans-serif": ["No Such Font"]})
    assert other.rc("font.family") == ["sans-serif"]
    assert theme({"font.family": ["DejaVu Serif"]}).rc("font.family") == ["DejaVu Serif"]


def test_black_can_be_seen_on_dark_panels():
    assert theme(resolve("night")).rgba("k")[:3] == (0.9, 0.9, 0.9)
    assert theme(resolve("whitegrid")).rgba("black")[:3] == (0, 0, 0)
