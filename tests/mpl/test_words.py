"""Files say what they show: PNG, PDF and SVG have places for it, and others are as ever."""

import gzip
import io
import xml.etree.ElementTree as ET

import pytest
from matplotlib.figure import Figure
from PIL import Image

import plotkit.objects as so
from plotkit.mpl.compiled import CompiledPlot
from plotkit.mpl.printing import PlotFigure

SVG = "{http://www.w3.org/2000/svg}"
P = so.Plot({"x": [1, 2, 3], "y": [3, 1, 2]}, x="x", y="y").add(so.Dot())
ODD = P.label(title="A < B & “µ”")


def saved(plot, form, **kws):
    buffer = io.BytesIO()
    plot.save(buffer, format=form, **kws)
    return buffer.getvalue()


def texts(png):
    with Image.open(io.BytesIO(png)) as picture:
        picture.load()
        return picture.text


def root(svg):
    return ET.fromstring(svg)


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("plot", [P, ODD, P | ODD], ids=["plain", "odd", "composition"])
def test_png_has_a_title_and_a_description(plot, fast, monkeypatch):
    monkeypatch.setattr(so.Plot.config, "fast", fast)
    said = plot.plot().describe()
    found = texts(saved(plot, "png"))
    assert (found["Title"], found["Description"]) == (said.title, said.alt)


def test_the_pixels_are_the_same(monkeypatch):
    with_words = saved(P, "png")
    monkeypatch.setattr(CompiledPlot, "_said", lambda self: None)
    without = saved(P, "png")
    assert "Description" in texts(with_words)
    assert "Description" not in texts(without)
    one, other = (Image.open(io.BytesIO(each)).tobytes() for each in (with_words, without))
    assert one == other


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("plot", [P, ODD], ids=["plain", "odd"])
def test_svg_is_an_image_with_a_title_and_a_description(plot, fast, monkeypatch):
    monkeypatch.setattr(so.Plot.config, "fast", fast)
    said = plot.plot().describe()
    top = root(saved(plot, "svg"))
    title, words = top[0], top[1]
    assert (title.tag, title.text) == (f"{SVG}title", said.title)
    assert (words.tag, words.text) == (f"{SVG}desc", said.details)
    assert top.get("role") == "img"
    assert top.get("aria-labelledby").split() == [title.get("id"), words.get("id")]
    assert len(top.findall(f"{SVG}title")) == 1


def test_ids_of_different_pictures_differ():
    names = {root(saved(each, "svg")).get("aria-labelledby") for each in (P, ODD, P | P)}
    assert len(names) == 3


def test_svg_as_text_compressed_and_as_a_file(tmp_path):
    plain = saved(P, "svg", metadata={"Date": None})
    text = io.StringIO()
    P.save(text, format="svg", metadata={"Date": None})
    assert root(text.getvalue()).get("role") == "img"
    P.save(tmp_path / "p.svg", metadata={"Date": None})
    assert (tmp_path / "p.svg").read_bytes().count(b"<title") == plain.count(b"<title") == 1
    assert root(gzip.decompress(saved(P, "svgz"))).get("role") == "img"


def test_pdf_has_a_title_and_a_subject():
    plain = P.label(title="Three").plot().describe()
    written = saved(P.label(title="Three"), "pdf")
    assert b"/Title (Three)" in written
    assert f"/Subject ({plain.alt})".encode() in written


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_metadata_of_the_user_count_more(form):
    name = "Subject" if form == "pdf" else "Description"
    written = saved(P, form, metadata={name: "My words", "Title": "Mine"})
    if form == "png":
        found = texts(written)
        assert (found["Title"], found["Description"]) == ("Mine", "My words")
    else:
        assert b"My words" in written and b"Mine" in written
        assert b"Scatter plot" not in written
    assert P.label(title="Own").plot().describe().title.encode() not in written


@pytest.mark.parametrize("form", ["jpg", "eps", "raw", "webp"])
def test_formats_without_a_place_are_as_ever(form):
    assert len(saved(P, form)) > 1000


def test_a_figure_that_holds_more_has_no_words():
    figure = Figure()
    left, right = figure.subplots(1, 2)
    right.plot([1, 2])
    assert "Description" not in texts(saved(P.on(left), "png"))
    assert root(saved(P.on(left), "svg")).get("role") is None
    alone = Figure()
    assert "Description" in texts(saved(P.on(alone), "png"))
    assert "Description" in texts(saved(P.on(Figure().subplots()), "png"))


def test_pillow_writes_what_it_is_given():
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Own", "words")
    assert texts(saved(P, "png", pil_kwargs={"pnginfo": info})) == {"Own": "words"}


UNWRITABLE = "a\x00b\x1bc\ufffe"


@pytest.mark.filterwarnings("ignore:Glyph")
@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("form", ["svg", "svgz"])
def test_svg_can_be_read_whatever_names_hold(form, fast, monkeypatch):
    monkeypatch.setattr(so.Plot.config, "fast", fast)
    data = {"x": [1, 2, 3], "y": [3, 1, 2], UNWRITABLE: [UNWRITABLE, "b", "c"]}
    plot = so.Plot(data, x="x", y="y", color=UNWRITABLE).add(so.Dot()).label(title=UNWRITABLE)
    files = [saved(plot, form)]
    figure = plot.plot().figure
    if isinstance(figure, PlotFigure):  # one of matplotlib writes as matplotlib does
        buffer = io.BytesIO()
        figure.savefig(buffer, format=form)
        files.append(buffer.getvalue())
    for file in files:
        root(gzip.decompress(file) if form == "svgz" else file)


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_half_a_letter_in_the_words_stops_no_file(form):
    plot = P.label(alt="half \ud800 of a letter")
    file = saved(plot, form)
    if form == "png":
        assert texts(file)["Description"] == "half ? of a letter"
    elif form == "svg":
        assert root(file)[1].text == "half ? of a letter"
