"""Text drawn from kept pieces looks as matplotlib draws it, and nothing is kept for ever."""

import copy
import io
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.mathtext import MathTextParser
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from plotkit.mpl.fast import canvas, formulas
from plotkit.mpl.fast.canvas import Canvas, Renderer, new_renderer
from plotkit.mpl.fast.store import Store
from plotkit.mpl.text.ruler import measuring
from tests.fastpaths import where_measured
from tests.mpl.drawings import grid, points

SERIF = ["DejaVu Serif"]
STORES = ("FACES", "HEIGHTS", "SIZES", "SHAPES", "GLYPHS")


@pytest.fixture(autouse=True)
def empty(monkeypatch):
    for name in STORES:
        monkeypatch.setattr(canvas, name, Store(4096))
    monkeypatch.setattr(formulas, "FORMULAS", Store(4096))


def picture(renderer, *texts):
    for text in texts:
        text.draw(renderer)
    return np.asarray(renderer.buffer_rgba()).copy()


def written(text, dpi=100, x=20.3, y=60.7, **styles):
    figure = Figure(dpi=dpi)
    made = Text(x, y, text, **styles)
    made.set_figure(figure)
    return made


STYLES = {
    "level": {},
    "turned": {"rotation": 30},
    "upwards": {"rotation": 90},
    "downwards": {"rotation": 270},
    "large": {"fontsize": 40},
    "small": {"fontsize": 5.5},
    "half clear": {"alpha": 0.4, "color": "red"},
    "jagged": {"antialiased": False},
    "bold serifs": {"family": SERIF, "weight": "bold"},
    "a list of fonts": {"family": ["cmr10", "DejaVu Sans"]},
    "features": {"fontfeatures": ["-kern", "-liga"]},
    "language": {"language": "sr"},
    "an outline": {"path_effects": [withStroke(linewidth=2, foreground="red")]},
    "centred": {"ha": "center", "va": "center_baseline", "rotation": -45.5},
}
STYLES = {
    name: styles
    for name, styles in STYLES.items()
    if all(hasattr(Text, f"set_{style}") for style in styles)  # features and languages since 3.11
}
TEXTS = {
    "number": "−1.25",
    "umlauts": "Größe: Übermaß",
    "kerning": "AVAToffle",
    "lines": "one\nand AV more\n\nlines",
    "formula": r"$x^{2} + \frac{a}{\sqrt{b}}$",
    "part formula": r"at $10^{-3}$ m",
    "blanks": "a  b ",
    "arabic": "مرحبا",
}


@pytest.mark.filterwarnings("ignore:Glyph")  # not every font has Arabic letters
@pytest.mark.filterwarnings("ignore:Matplotlib currently does not support Arabic")  # before 3.11
@pytest.mark.parametrize("styles", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("dpi", [72, 133.7])
def test_each_pixel_is_matplotlibs(text, styles, dpi):
    made = written(text, dpi, **styles)
    plain, ours = RendererAgg(230, 170, dpi), new_renderer(230, 170, dpi)
    for _ in range(2):  # first drawn anew, then from what is kept
        np.testing.assert_array_equal(picture(ours, made), picture(plain, made))
        assert made.get_window_extent(ours).bounds == made.get_window_extent(plain).bounds


@pytest.mark.parametrize("hinting", ["default", "force_autohint", "no_autohint", "no_hinting"])
def test_a_kept_glyph_is_right_at_each_place(hinting):
    text = written("Aj1", fontsize=9)
    place = np.random.default_rng(0)
    with mpl.rc_context({"text.hinting": hinting}):
        for size in ((200, 120), (250, 90), (200.5, 120.7)):
            for angle in (0, 30, 90):
                text.set_rotation(angle)
                for _ in range(6):
                    x, y = place.integers(-5, 100, 2) + np.array([0.25, 0.75])
                    text.set_position((x, y))
                    plain, ours = (make(*size, 100) for make in (RendererAgg, new_renderer))
                    np.testing.assert_array_equal(picture(ours, text), picture(plain, text))
    assert len(canvas.GLYPHS) < 3 * 3 * 6


@pytest.fixture
def engraved(monkeypatch):
    """Count glyphs that are rendered."""
    counts = []
    engrave = Renderer._engrave

    def counted(self, *args):
        counts.append(args)
        return engrave(self, *args)

    monkeypatch.setattr(Renderer, "_engrave", counted)
    return counts


@where_measured("glyphs")
def test_a_glyph_is_rendered_once(engraved):
    renderer = new_renderer(200, 100, 100)
    for times in range(1, 4):
        picture(renderer, written("0.0", x=10), written("0.0", x=90), written("$0.0$", x=10))
        assert 3 <= len(engraved) <= 6, times
    seen = len(engraved)
    picture(new_renderer(150, 80, 100), written("0.0", x=10, y=60.7 - 20))
    assert len(engraved) == seen  # 20 pixels of height less, and 20 lower


@where_measured("glyphs")
@pytest.mark.parametrize(
    "other",
    [
        {"fontsize": 11},
        {"dpi": 101},
        {"rotation": 1},
        {"antialiased": False},
        {"family": SERIF},
        {"weight": "bold"},
        {"x": 20.4},
    ],
    ids=lambda look: next(iter(look)),
)
def test_another_look_is_rendered_anew(other, engraved):
    picture(new_renderer(200, 100, 100), written("5"))
    text = written("5", **other)
    picture(new_renderer(200, 100, text.get_figure().dpi), text)
    assert len(engraved) == 2


def test_another_hinting_and_other_fonts_are_rendered_anew():
    text = written("0.5", family="sans-serif")
    for rc in ({"text.hinting": "no_hinting"}, {"font.sans-serif": ["DejaVu Sans Mono"]}):
        with mpl.rc_context(rc):
            for _ in range(2):
                made = [picture(make(200, 100, 100), text) for make in (new_renderer, RendererAgg)]
                np.testing.assert_array_equal(*made)
                before = picture(new_renderer(200, 100, 100), written("0.5", family="sans-serif"))
        after = picture(new_renderer(200, 100, 100), text)
        assert (before != after).any()


def test_letters_that_a_font_lacks_are_told_each_time():
    for _ in range(2):
        with pytest.warns(UserWarning, match="missing from font"):
            written("a\U000f1234").get_window_extent(new_renderer(100, 100, 100))


@where_measured("glyphs")  # before 3.11 nothing else stands in
@pytest.mark.filterwarnings("ignore:Glyph")
def test_letters_of_another_font_are_right_whatever_stands_in_for_them():
    text = written("a\U000f1234")
    for last_resort in (True, False, True):
        with mpl.rc_context({"font.enable_last_resort": last_resort}):
            made = [picture(make(100, 100, 100), text) for make in (new_renderer, RendererAgg)]
        np.testing.assert_array_equal(*made)


def test_a_store_is_bounded_and_keeps_what_is_asked_for():
    store = Store(10)
    store.put("dear", 1)
    for i in range(100):
        store.put(i, i)
        assert store.get("dear") == 1
        assert len(store) <= 10
    assert store.get(0) is None
    assert store.get(99) == 99


@where_measured("glyphs")
def test_what_is_kept_of_texts_is_bounded(monkeypatch):
    for name in STORES:
        monkeypatch.setattr(canvas, name, Store(20))
    renderer = new_renderer(200, 100, 100)
    for i in range(40):
        picture(renderer, written(f"{i} AB", x=i / 7, fontsize=8 + i / 4))
    assert all(len(getattr(canvas, name)) <= 20 for name in STORES)
    assert any(len(getattr(canvas, name)) > 10 for name in STORES)


@where_measured("glyphs")
def test_a_huge_glyph_is_not_kept(engraved):
    renderer = new_renderer(300, 300, 100)
    for times in (1, 2):
        picture(renderer, written("W", fontsize=120))
        assert len(engraved) == times
    assert len(canvas.GLYPHS) == 0


@where_measured("glyphs")
def test_threads_share_what_is_kept():
    words = [*(f"{i / 8} Ö" for i in range(12)), *(f"$10^{i}$" for i in range(4))]
    expected = [picture(RendererAgg(200, 100, 100), written(word)) for word in words]
    for word in words[12:]:  # matplotlib lays formulas out in one thread at a time
        written(word).get_window_extent(new_renderer(200, 100, 100))
    start = threading.Barrier(4)

    def work(_):
        start.wait()
        return [picture(new_renderer(200, 100, 100), written(word)) for word in words]

    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(work, range(4)):
            np.testing.assert_array_equal(found, expected)


# ----------------------------------------------------------------------------------- formulas


@pytest.fixture
def parsed(monkeypatch):
    """Note which formulas matplotlib lays out."""
    seen = []
    parse = MathTextParser.parse

    def noted(self, s, *args, **kws):
        seen.append(s)
        return parse(self, s, *args, **kws)

    monkeypatch.setattr(MathTextParser, "parse", noted)
    return seen


@where_measured("glyphs")
def test_a_formula_is_laid_out_once(parsed):
    for _ in range(3):
        picture(new_renderer(200, 100, 100), written("$10^3$"), written("$10^4$", rotation=20))
    assert parsed == ["$10^3$", "$10^4$"]
    picture(new_renderer(200, 100, 90), written("$10^3$", 90))
    assert parsed[2:] == ["$10^3$"]


@pytest.mark.parametrize(
    "rc",
    [
        {"mathtext.fontset": "stix"},
        {"mathtext.fontset": "cm"},
        {"mathtext.default": "bf"},
        {"mathtext.fontset": "custom", "mathtext.it": "serif", "mathtext.rm": "serif"},
        {"mathtext.fontset": "custom", "font.sans-serif": ["DejaVu Sans Mono"]},
    ],
    ids=str,
)
def test_a_formula_follows_the_rc_parameters(rc):
    before = picture(new_renderer(200, 100, 100), written(r"$2x^3 + \alpha$"))
    with mpl.rc_context(rc):
        made = [picture(r(200, 100, 100), written(r"$2x^3 + \alpha$")) for r in (new_renderer,) * 2]
        plain = picture(RendererAgg(200, 100, 100), written(r"$2x^3 + \alpha$"))
    for ours in made:
        np.testing.assert_array_equal(ours, plain)
    assert (plain != before).any()


def test_a_sign_that_no_font_has_is_told_each_time(caplog):
    for times in (1, 2):
        with mpl.rc_context({"mathtext.fallback": None}):
            written("$中$").get_window_extent(new_renderer(100, 100, 100))
        assert caplog.text.count("does not have a glyph") == times


@where_measured("glyphs")
def test_what_is_kept_of_formulas_is_bounded(monkeypatch):
    monkeypatch.setattr(formulas, "FORMULAS", Store(10))
    for i in range(20):
        written(f"$x_{i}$").get_window_extent(new_renderer(100, 100, 100))
    assert 5 <= len(formulas.FORMULAS) <= 10


# ---------------------------------------------------------------------------------- the canvas


@pytest.fixture
def figure(draw):
    return draw(grid(1, 2, points([[5, 5]]))).figure


@where_measured("glyphs")
def test_a_new_figure_has_it(figure):
    assert type(figure.canvas) is Canvas
    renderer = figure.canvas.get_renderer()
    assert type(renderer) is Renderer
    assert figure.canvas.get_renderer() is renderer is measuring(figure)
    figure.set_dpi(50)
    assert figure.canvas.get_renderer() is not renderer
    assert figure.canvas.get_renderer().dpi == 50


def test_other_figures_keep_their_own(draw):
    theirs = Figure()
    FigureCanvasAgg(theirs)
    draw(grid(1, 2, points([[5, 5]])), theirs)
    assert type(theirs.canvas) is FigureCanvasAgg
    managed = draw(grid(1, 2, points([[5, 5]])), pyplot=True).figure
    assert type(managed.canvas) is not Canvas
    plt.close(managed)


def image(figure):
    raw = io.BytesIO()
    figure.savefig(raw, format="raw")
    return raw.getvalue()


def test_the_figure_is_matplotlibs_pixel_by_pixel(figure):
    ours = [image(figure) for _ in range(2)]
    FigureCanvasAgg(figure)
    assert ours == [image(figure)] * 2


@pytest.mark.parametrize("form", ["png", "svg", "pdf", "jpg"])
def test_the_user_saves_it(figure, form):
    file, canvas = io.BytesIO(), figure.canvas
    figure.savefig(file, format=form)
    assert file.getvalue()
    assert figure.canvas is canvas


def test_it_can_be_switched_and_copied(figure):
    before = image(figure)
    for other in (copy.deepcopy(figure), pickle.loads(pickle.dumps(figure))):
        assert type(other.canvas) is not Canvas
        assert image(other) == before
    FigureCanvasSVG(figure)
    svg = io.BytesIO()
    figure.savefig(svg)
    assert b"<svg" in svg.getvalue()
    renderer = new_renderer(20, 10, 100)
    again = pickle.loads(pickle.dumps(renderer))
    assert (type(again), again.width) == (type(renderer), 20)
