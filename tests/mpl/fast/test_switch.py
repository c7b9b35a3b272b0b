"""With the switch off, or on an unknown matplotlib, plain matplotlib draws the same picture."""

import io
import threading

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.image import imread

import plotkit.objects as so
from plotkit.errors import PlotTypeError
from plotkit.mpl.fast import extents, png, rc
from plotkit.mpl.fast.registry import PATHS
from plotkit.mpl.fast.switch import enabled, switched, switched_on
from plotkit.mpl.grouped import Points
from tests.fastpaths import PLAIN, where_measured
from tests.mpl.fast.test_panel import AXES

UNKNOWN = (3, 99, 0, "final", 0)
RANDOM = np.random.default_rng(2)
N = 20_000
ROWS = {
    "x": np.arange(N) / N,
    "y": RANDOM.normal(size=N).cumsum(),
    "g": RANDOM.choice([*"abc"], N),
}
FEW = {name: column[:60] for name, column in ROWS.items()}
DOTS = so.Plot(FEW, x="x", y="y", color="g").add(so.Dot())
BARS = so.Plot(FEW, x="g", color="g").add(so.Bar(), so.Count())
PLOTS = {
    **AXES,
    "legend": DOTS.label(title="A title", x="$x^2$"),
    "bars": BARS,
    "stacked bars": so.Plot(FEW, x="x", color="g").add(so.Bars(), so.Hist(), so.Stack()),
    "horizontal": so.Plot(FEW, y="g").add(so.Bar(), so.Count()).theme("whitegrid"),
    "area and line": so.Plot(FEW, x="x", y="y").add(so.Area()).add(so.Line(color="k")),
    "interval": so.Plot(FEW, x="g", y="y").add(so.Range(), so.Est()).add(so.Dash(), so.Agg()),
    "texts": so.Plot(FEW, x="x", y="y", text="g").add(so.Text()),
    "colour bar": so.Plot(FEW, x="x", y="y", color="y").add(so.Dot()).theme("ticks"),
    "facets with titles": DOTS.facet("g").label(title="group {}".format).legend("bottom"),
    "pairs": so.Plot(FEW, y="y").pair(x=["x", "y"]).add(so.Dots()),
    "direct labels": so.Plot(FEW, x="x", y="y", color="g").add(so.Line()).legend("direct"),
    "inset": DOTS.inset(BARS.legend(None), "upper left", (0.4, 0.4)).layout(size=(6, 4.5)),
    "composition": (DOTS | BARS) / DOTS.facet("g"),
}
"""Where fast paths change no pixel by more than the rounding of a colour."""
LONG = {
    "long line": (so.Plot(ROWS, x="x", y="y").add(so.Line()), 0.9),
    "long lines": (so.Plot(ROWS, x="x", y="y").add(so.Lines()), 0.9),
    "many points": (so.Plot(ROWS, x="x", y="y", color="g").add(so.Dots()), 5.0),
    "many points of one colour": (so.Plot(ROWS, x="x", y="y").add(so.Dots()), 3.0),
}
"""Where they differ from matplotlib in what lies between pixels, and the share of pixels, in
percent, that may differ by more than a tenth."""


def image(plot):
    file = io.BytesIO()
    # At 80 dpi a grid line may lie on half a pixel, which a float's last bit puts up or down.
    plot.save(file, format="png", dpi=83)
    file.seek(0)
    return np.rint(255 * imread(file)[..., :3]).astype(int)


def both(plot):
    """Return the picture with and without fast paths."""
    quick = image(plot)
    so.Plot.config.fast = False  # conftest.py puts it back
    return quick, image(plot)


@pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS)
def test_the_picture_is_the_same(plot):
    quick, plain = both(plot)
    assert quick.shape == plain.shape
    assert abs(quick - plain).max() <= 1


@pytest.mark.parametrize(("plot", "most"), LONG.values(), ids=LONG)
def test_the_picture_looks_the_same(plot, most):
    quick, plain = both(plot)
    assert 100 * np.mean(abs(quick - plain).max(axis=2) > 25.5) <= most


# ----------------------------------------------------------------------------- what it is made of


MADE = {
    "axes": DOTS.facet("g"),
    "bars": BARS,
    "long": so.Plot(ROWS, x="x", y="y").add(so.Line()).add(so.Lines()).add(so.Dots(), color="g"),
    "composition": DOTS | BARS,
}


def modules(figure):
    """Return the modules of fast paths whose classes a figure is made of."""
    parts = [figure.canvas, figure.canvas.get_renderer(), *figure.findobj()]
    classes = {cls for part in parts for cls in type(part).__mro__}
    return {
        cls.__module__.rpartition(".")[2]
        for cls in classes
        if cls.__module__.startswith("plotkit.mpl.fast.")
    }


def switch_off(monkeypatch):
    so.Plot.config.fast = False


def know_no_matplotlib(monkeypatch):
    monkeypatch.setattr(mpl, "__version_info__", UNKNOWN)


OFF = pytest.mark.parametrize("turn_off", [switch_off, know_no_matplotlib])


def test_figures_are_made_of_fast_paths():
    found = set().union(*(modules(plot.plot().figure) for plot in MADE.values()))
    of_path = {
        "ticks": {"lightaxis", "panel", "sharing"},
        "boxes": {"boxes"},
        "legends": {"legend"},
        "lines": {"longline"},
        "points": {"points"},
        "glyphs": {"canvas", "laidtext"},
    }
    measured = [modules for name, modules in of_path.items() if PATHS[name].measured]
    assert found == set().union(*measured)


@OFF
@pytest.mark.parametrize("plot", MADE.values(), ids=MADE)
def test_without_them_figures_are_plain(plot, turn_off, monkeypatch):
    turn_off(monkeypatch)
    figure = plot.plot().figure
    image(plot)
    assert modules(figure) == set()


@OFF
def test_without_them_pillow_writes_and_matplotlib_validates(turn_off, monkeypatch):
    turn_off(monkeypatch)
    monkeypatch.setattr(png, "encode", lambda *_: 1 / 0)
    monkeypatch.setattr(rc, "dict", None, raising=False)
    image(DOTS)


@OFF
def test_without_them_no_size_is_kept(turn_off, monkeypatch):
    known = {}
    monkeypatch.setattr(extents, "_KNOWN", known)
    image(DOTS)
    assert bool(known) is PATHS["sizes"].measured
    known.clear()
    turn_off(monkeypatch)
    image(DOTS)
    assert not known


@where_measured("png")
def test_a_figure_keeps_what_it_was_made_with(monkeypatch):
    written = []
    encode = png.encode
    monkeypatch.setattr(png, "encode", lambda *a: written.append(1) or encode(*a))
    quick = BARS.plot()
    so.Plot.config.fast = False
    plain = BARS.plot()
    before = modules(quick.figure)
    quick.save(io.BytesIO(), format="png")
    assert written == [1]
    assert modules(quick.figure) == before != set()
    so.Plot.config.fast = True
    plain.save(io.BytesIO(), format="png")
    plain.figure.canvas.draw()
    assert written == [1]
    assert modules(plain.figure) == set()


@pytest.mark.parametrize("name", PLAIN)
@OFF
def test_without_them_matplotlibs_classes_are_taken(name, turn_off, monkeypatch):
    turn_off(monkeypatch)
    with switched(so.Plot.config.fast):
        assert PLAIN[name]()


@pytest.mark.parametrize("name", PLAIN)
def test_with_them_other_classes_are_taken(name):
    assert PLAIN[name]() is not PATHS[name].measured


def test_colours_of_plain_points_are_those_of_the_points():
    plot = so.Plot(FEW, x="x", y="y", color="g").add(so.Dot(edgecolor="k"))
    (quick,) = plot.plot().artists()
    so.Plot.config.fast = False
    (plain,) = plot.plot().artists()
    assert type(plain) is Points
    for colors in ("get_facecolors", "get_edgecolors"):
        one, other = (np.broadcast_to(getattr(made, colors)(), (60, 4)) for made in (quick, plain))
        np.testing.assert_array_equal(one, other)


# ---------------------------------------------------------------------------- versions and switch


def test_each_path_has_a_range():
    for path in PATHS.values():
        assert path.does
        assert (3, 10) <= path.first <= path.last


@pytest.mark.parametrize("name", PATHS)
def test_a_path_is_taken_within_its_range_alone(name, monkeypatch):
    path = PATHS[name]
    for series, expected in (
        (path.first, True),
        (path.last, True),
        ((path.first[0], path.first[1] - 1), False),
        ((path.last[0], path.last[1] + 1), False),
        ((path.last[0] + 1, 0), False),
    ):
        monkeypatch.setattr(mpl, "__version_info__", (*series, 7, "final", 0))
        assert enabled(name) is expected
        with switched(False):
            assert not enabled(name)


def test_the_switch_is_put_back_after_an_error():
    with pytest.raises(KeyError), switched(False):
        raise KeyError
    assert switched_on()


def test_each_thread_has_its_own():
    start, found = threading.Barrier(2), {}

    def work(on):
        with switched(on):
            start.wait()
            found[on] = switched_on()
            start.wait()

    threads = [threading.Thread(target=work, args=(on,)) for on in (True, False)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {True: True, False: False}


@pytest.mark.parametrize("value", ["no", 0, None])
def test_the_setting_is_checked(value):
    with pytest.raises(PlotTypeError, match=r"config\.fast is True or False"):
        so.Plot.config.fast = value
    assert so.Plot.config.fast is True
