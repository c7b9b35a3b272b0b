"""Texts of any length: what they cost grows with them at most, and little of it is kept."""

import io
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.figure import Figure

import plotkit.objects as so
from plotkit.mpl.fast import canvas, formulas
from plotkit.mpl.fast.store import Store
from plotkit.mpl.text.fitting import _Lines, fitted, narrowed, wrapped
from plotkit.mpl.text.pieces import words
from plotkit.mpl.text.ruler import Ruler, measuring

SENTENCE = "the quick brown fox jumps over a lazy dog and runs "


@pytest.fixture
def ruler(monkeypatch):
    figure = Figure()
    ruler = Ruler(figure.text(0, 0, "x"), measuring(figure))
    measured = []
    real = type(ruler._like).get_window_extent

    def counting(self, *args):
        measured.append(len(self.get_text()))
        return real(self, *args)

    monkeypatch.setattr(type(ruler._like), "get_window_extent", counting)
    ruler.measured = measured
    return ruler


def letters_measured(ruler, work, n):
    """Return how many letters are measured for a text of n sentences."""
    ruler.measured.clear()
    ruler._sizes.clear()
    work(ruler, SENTENCE * n)
    return sum(ruler.measured)


@pytest.mark.parametrize(
    "work",
    [
        lambda ruler, text: wrapped(text, ruler, 200),
        lambda ruler, text: wrapped(text, ruler, 1e5),
        lambda ruler, text: narrowed(text, ruler),
        lambda ruler, text: fitted([text], ruler, 200, 1),
        lambda ruler, text: fitted([text.replace(" ", "")], ruler, 200, 1),
        lambda ruler, text: fitted([text], ruler, 300, 8),
    ],
    ids=["wrapped", "wrapped wide", "narrowed", "cut", "cut one word", "shortened"],
)
def test_k3_measuring_is_linear_in_the_text(work, ruler):
    few, many = (letters_measured(ruler, work, n) for n in (40, 160))
    assert many <= 6 * max(few, 100)


@pytest.mark.parametrize("axis", ["x", "y"])
@pytest.mark.parametrize("text", ["ab " * 4000, "abc" * 4000, "ab cde, " * 90])
def test_k3_a_long_label_is_cut(axis, text):
    other = "y" if axis == "x" else "x"
    p = so.Plot({axis: [text, "b"], other: [1, 2]}, x="x", y="y").add(so.Bar())
    compiled = p.plot()
    compiled.save(io.BytesIO())
    label = getattr(compiled.axes[0], f"get_{axis}ticklabels")()[0].get_text()
    assert len(label) < 1300


@pytest.mark.parametrize("width", [60, 150, 333, 1000])
@pytest.mark.parametrize("text", [SENTENCE * 3, "W" * 9 + " i" * 60, "a bb ccc " * 20])
def test_k3_lines_hold_as_many_words_as_they_can(ruler, width, text):
    pieces = _Lines(words(text), ruler)
    width = max(width, pieces.widest)
    lines = pieces.broken(width, 1000)
    assert " ".join(lines).split() == text.split()
    for line, after in pairwise(lines):
        assert ruler.size(line)[0] <= width
        longer = f"{line} {after.split()[0]}"
        assert ruler.size(longer)[0] > width
    assert pieces.broken(width, len(lines)) == lines
    assert pieces.broken(width, len(lines) - 1) is None


def test_k6_a_store_is_bounded_by_size():
    store = Store(1000, room=640)
    for i in range(300):
        store.put(i, i, 8)
        assert len(store) <= 80
    store.put("long", 1, 11)
    assert store.get("long") is None
    assert store.get(299) == 299


def test_k6_what_is_asked_for_stays_and_keeps_its_size():
    store = Store(1000, room=640)
    store.put("dear", 1, 10)
    for i in range(300):
        store.put(i, i, 10)
        assert store.get("dear") == 1
        assert len(store) <= 64


@pytest.mark.parametrize("text", ["a" * 2000, "abc " * 500, "$" + "x+" * 900 + "1$"])
def test_k6_long_texts_are_not_kept(text):
    for store in (canvas.SIZES, canvas.SHAPES, formulas.FORMULAS):
        store.clear()
    p = so.Plot({"x": [1, 2], "y": [1, 2]}, x="x", y="y").add(so.Dot()).plot()
    p.figure.text(0.5, 0.5, text, fontsize=1)
    p.save(io.BytesIO(), dpi=60)
    kept = [key for s in (canvas.SIZES, canvas.SHAPES, formulas.FORMULAS) for key in s._new]
    assert all(len(part) < 1600 for key in kept for part in key if isinstance(part, str))


def test_k6_large_glyphs_are_counted_by_their_size():
    for i in range(2000):
        canvas.GLYPHS.put(("test", i), (np.zeros(8000, np.uint8), 0, 0), 8000)
    assert len(canvas.GLYPHS) <= 500
    canvas.GLYPHS.clear()


MEASURES = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")


def test_names_of_axes_stay_different_where_they_are_shortened():
    data = {name: [1, 2] for name in MEASURES}
    plot = so.Plot(data, color=MEASURES[0]).pair(x=MEASURES, y=MEASURES).add(so.Dots())
    page = plot.layout(size=(5.5, 4)).plot()
    page.figure.draw_without_rendering()
    for names in ("get_xlabel", "get_ylabel"):
        shown = [name for ax in page.axes if (name := getattr(ax, names)())]
        assert len(shown) == len(set(shown)) == 4
    assert any("…" in ax.get_xlabel() for ax in page.axes)


def test_titles_of_panels_stay_different_where_they_are_shortened():
    levels = [f"thequickbrownfoxjumps{n}overthelazydogandrunsawayfromit" * 3 for n in range(9)]
    data = {"x": range(9), "y": range(9), "g": levels}
    page = so.Plot(data, x="x", y="y").facet("g", wrap=3).add(so.Dots()).plot()
    page.figure.draw_without_rendering()
    shown = [ax.get_title() for ax in page.axes]
    assert len(set(shown)) == 9 and all("…" in title for title in shown)
