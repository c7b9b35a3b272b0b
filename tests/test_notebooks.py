"""What notebooks show: one picture a plot, with its size and its words; each tells its warnings."""

import base64
import io
import re
import sys
import types
import warnings

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure
from PIL import Image

import plotkit.objects as so
from plotkit.errors import PlotSpecError

DATA = {"x": [1, 2, 3], "y": [3, 1, 2]}
BARE = so.Plot(DATA, x="x", y="y").add(so.Dot())
DOTS = BARE.layout(size=(4, 3))
LOSSY = so.Plot(x=[1, None], y=[1, 2]).add(so.Dot())
SHOWN = {
    "plot": DOTS,
    "drawn": DOTS.plot(),
    "composition": DOTS | DOTS,
    "both": (DOTS | DOTS).plot(),
}


@pytest.fixture
def display():
    before = dict(so.Plot.config.display)
    yield so.Plot.config.display
    so.Plot.config.display.update(before)


class Shell:
    """As much of a shell of IPython as is asked."""

    def __init__(self, *shown):
        mimes = ("image/png", "image/svg+xml", "text/html")
        formatters = {mime: types.SimpleNamespace(enabled=mime in shown) for mime in mimes}
        self.display_formatter = types.SimpleNamespace(formatters=formatters)


@pytest.fixture
def ipython(monkeypatch):
    """Return a function that lets code run in a shell which shows pictures of some types."""

    def ipython(*shown):
        module = types.ModuleType("IPython")
        module.get_ipython = lambda: Shell(*shown)
        module.display = types.ModuleType("IPython.display")
        below = []
        module.display.display = below.append
        monkeypatch.setitem(sys.modules, "IPython", module)
        monkeypatch.setitem(sys.modules, "IPython.display", module.display)
        return below

    return ipython


def drawings(plot, monkeypatch):
    """Return a list that grows each time a plot is drawn."""
    drawn, original = [], type(plot).plot

    def plots(self, *args, **kws):
        drawn.append(self)
        return original(self, *args, **kws)

    monkeypatch.setattr(type(plot), "plot", plots)
    return drawn


def pixel(content):
    return Image.open(io.BytesIO(content)).convert("RGB").getpixel((0, 0))


# ------------------------------------------------------------------------------------- pictures


@pytest.mark.parametrize("shown", SHOWN.values(), ids=SHOWN)
def test_a_png_has_its_size_and_its_words(shown):
    contents, metadata = shown._repr_mimebundle_()
    assert contents.keys() == {"image/png", "text/plain"}
    picture = Image.open(io.BytesIO(base64.b64decode(contents["image/png"])))
    said = metadata["image/png"]
    assert (picture.width, picture.height) == pytest.approx(
        (2 * said["width"] / 0.85, 2 * said["height"] / 0.85), abs=1
    )
    assert said["alt"] == contents["text/plain"]
    assert "Scatter plot of y by x: 3 points" in said["alt"]


@pytest.mark.parametrize("shown", SHOWN.values(), ids=SHOWN)
def test_an_svg_has_them_too(shown, display):
    display["format"] = "svg"
    contents, metadata = shown._repr_mimebundle_()
    assert contents.keys() == {"image/svg+xml", "text/plain"}
    assert contents["image/svg+xml"].count("<svg") == 1
    width = float(re.search(r'width="([\d.]+)pt"', contents["image/svg+xml"])[1])
    assert metadata["image/svg+xml"]["width"] == pytest.approx(width * 96 / 72)
    assert metadata["image/svg+xml"]["alt"] == contents["text/plain"]


@pytest.mark.parametrize(("form", "kind"), [("html", "png"), ("html-svg", r"svg\+xml")])
@pytest.mark.parametrize("shown", SHOWN.values(), ids=SHOWN)
def test_an_element_of_a_page(shown, form, kind, display):
    display["format"] = form
    contents, _ = shown._repr_mimebundle_()
    assert contents.keys() == {"text/html", "text/plain"}
    element = contents["text/html"]
    assert element == shown._mime_()[1]  # marimo asks for the same
    found = re.fullmatch(
        rf'<img src="data:image/{kind};base64,[\w+/=]+" alt="([^"<>]+)" width="[\d.]+" '
        r'height="[\d.]+" style="[^"]+">',
        element,
    )
    assert "Scatter plot" in found[1]
    assert shown._repr_png_() is None and shown._repr_svg_() is None


def test_words_are_written_as_html_wants_them():
    assert 'alt="A &lt; &quot;B&quot;. Scatter' in DOTS.label(title='A < "B"')._mime_()[1]


def test_marimo_gets_a_vector_image_where_that_is_asked(display):
    display["format"] = "svg"
    kind, element = DOTS._mime_()
    assert kind == "text/html"
    assert element.startswith('<img src="data:image/svg+xml;base64,')


def test_types_that_nobody_wants_are_not_drawn(monkeypatch):
    drawn = drawings(DOTS, monkeypatch)
    assert DOTS._repr_mimebundle_(include=["image/svg+xml"]) == ({}, {})
    assert DOTS._repr_mimebundle_(exclude={"image/png"}) == ({}, {})
    assert not drawn
    assert DOTS._repr_mimebundle_(include=["image/png"])[0]
    assert len(drawn) == 1


def test_a_terminal_draws_nothing(ipython, monkeypatch):
    ipython()
    drawn = drawings(DOTS, monkeypatch)
    assert DOTS._repr_mimebundle_() == ({}, {})
    assert not drawn
    ipython("image/png")
    assert DOTS._repr_mimebundle_()[0]


def asked_by_ipython(shown):
    """Ask as IPython does: for all at once, then for each type that is missing."""
    contents, _ = shown._repr_mimebundle_(include=None, exclude=None)
    found = dict(contents)
    for kind, name in (("image/svg+xml", "_repr_svg_"), ("image/png", "_repr_png_")):
        if kind not in found and (content := getattr(shown, name)()) is not None:
            found[kind] = content
    return {kind for kind in found if kind.startswith("image")}


@pytest.mark.parametrize("form", ["png", "svg"])
def test_each_plot_is_drawn_and_shown_once(form, display, monkeypatch):
    display["format"] = form
    drawn = drawings(DOTS, monkeypatch)
    assert len(asked_by_ipython(DOTS)) == 1
    assert len(drawn) == 1
    assert len(asked_by_ipython(DOTS.save(io.BytesIO()))) == 1
    assert len(drawn) == 2  # what was saved is shown


@pytest.mark.parametrize("form", ["png", "svg"])
def test_what_pyplot_shows_is_drawn_once_and_left_to_it(form, display, monkeypatch):
    display["format"] = form
    figure, ax = plt.subplots()
    try:
        monkeypatch.setattr(mpl, "get_backend", lambda: "inline")
        plot = BARE.on(ax)
        assert asked_by_ipython(plot) == set()
        assert len(ax.collections) == 1
        assert asked_by_ipython(plot) == set()
        assert len(ax.collections) == 2  # another cell draws again
    finally:
        plt.close(figure)


@pytest.mark.parametrize("plot", [DOTS, DOTS | DOTS], ids=["plot", "composition"])
def test_show_shows_it_below_the_cell(plot, ipython, monkeypatch):
    below = ipython("image/png")
    monkeypatch.setattr(mpl, "get_backend", lambda: "module://matplotlib_inline.backend_inline")
    plot.show(block=True)
    assert below == [plot]


def test_show_opens_a_window_where_one_was_asked_for(ipython, monkeypatch):
    below, shown = ipython("image/png"), []
    monkeypatch.setattr(plt, "show", lambda **kws: shown.append(plt.get_fignums()))
    monkeypatch.setattr(mpl, "get_backend", lambda: "qtagg")
    DOTS.show()
    assert not below and len(shown) == 1 and len(shown[0]) == 1


# --------------------------------------------------------------------------------- dark notebooks


def test_a_dark_notebook_has_dark_pictures_and_light_files(display):
    display["theme"] = "night"
    dark = base64.b64decode(DOTS._repr_mimebundle_()[0]["image/png"])
    assert sum(pixel(dark)) < 150
    assert sum(pixel(DOTS._repr_png_()[0])) < 150
    buffer = io.BytesIO()
    saved = DOTS.save(buffer)
    assert pixel(buffer.getvalue()) == (255, 255, 255)
    assert sum(pixel(saved._repr_png_()[0])) < 150
    assert pixel(DOTS.plot()._repr_png_()[0]) == (255, 255, 255)  # as it was drawn


def test_compositions_and_own_themes(display):
    display["theme"] = ["night", {"figure.facecolor": "#102030"}]
    assert pixel((DOTS | DOTS)._repr_png_()[0]) == (16, 32, 48)
    own = DOTS.theme({"figure.facecolor": "#ff0000"})
    assert pixel(own._repr_png_()[0]) == (255, 0, 0)
    assert pixel((own | own)._repr_png_()[0]) == (255, 0, 0)


def test_a_plot_on_what_is_there_is_not_drawn_again(display):
    display["theme"] = "night"
    ax = Figure().subplots()
    BARE.on(ax).save(io.BytesIO())._repr_png_()
    assert len(ax.collections) == 1


def test_a_wrong_theme_is_told_at_once(display):
    with pytest.raises(PlotSpecError, match=r"nigth.*Did you mean 'night'"):
        display["theme"] = "nigth"
    assert display["theme"] is None


# --------------------------------------------------------------------------------------- warnings


def told(code, filename="cell.py", **names):
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("default")
        exec(compile(code, filename, "exec"), names)
    return [(one.filename, one.lineno) for one in found]


def test_each_plot_tells_its_own_also_from_a_module_of_the_users(ipython):
    ipython("image/png")
    module = {"__name__": "helpers", "p": LOSSY}
    exec(compile("def draw():\n    return p.plot()", "helpers.py", "exec"), module)
    code = "draw()\ndraw()\nfor _ in range(2): draw()"
    assert told(code, draw=module["draw"], __name__="__main__") == [("helpers.py", 2)] * 4


def test_in_marimo_each_plot_tells_its_own(monkeypatch):
    marimo = types.ModuleType("marimo")
    marimo.running_in_notebook = lambda: True
    monkeypatch.setitem(sys.modules, "marimo", marimo)
    shows = {"__name__": "marimo._output.formatting"}
    exec(compile("def show(p): return p._mime_()", "formatting.py", "exec"), shows)
    code = "show(p)\nshow(p)\np.plot()"
    names = {"show": shows["show"], "p": LOSSY, "__name__": "__main__"}
    assert told(code, "__marimo__cell_a.py", **names) == [
        ("__marimo__cell_a.py", line) for line in (1, 2, 3)
    ]


def test_what_marimo_shows_after_the_cell_has_no_line(monkeypatch):
    marimo = types.ModuleType("marimo")
    marimo.running_in_notebook = lambda: True
    monkeypatch.setitem(sys.modules, "marimo", marimo)
    # marimo is below, and under it a loop of the standard library: no line of the user
    frame = types.SimpleNamespace
    library = frame(
        f_globals={"__name__": "asyncio.events"},
        f_code=frame(co_filename=f"{sys.prefix}/lib/asyncio/events.py"),
        f_back=None,
    )
    below = frame(
        f_globals={"__name__": "marimo._runtime"},
        f_code=frame(co_filename="runtime.py"),
        f_back=library,
    )
    from plotkit import userlines

    monkeypatch.setattr(userlines.sys, "_getframe", lambda depth: below)
    assert userlines.user_frame() is None


# ------------------------------------------------------------------------------------ real kernels


def test_ipython_itself(display):
    formatters = pytest.importorskip("IPython.core.formatters")
    formatter = formatters.DisplayFormatter()
    contents, metadata = formatter.format(DOTS)
    assert contents.keys() == {"image/png", "text/plain"}
    assert metadata["image/png"]["alt"] == contents["text/plain"]
    display["format"] = "html"
    assert formatter.format(DOTS | DOTS)[0].keys() == {"text/html", "text/plain"}
