"""Rows of the interface that are best shown by whole plots; `tests/rows.py` lists all of them."""

import io

import numpy as np
import pytest
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Text
from PIL import Image

import plotkit.objects as so
from plotkit.compile.steps import compile_plot
from plotkit.mpl.theme import RcTheme
from plotkit.properties.registry import PROPERTIES
from tests.fake_theme import FakeTheme
from tests.rows import MARKS, RC
from tests.snapshot import snapshot

DATA = {
    "x": [1.0, 2.0, 3.0, 4.0],
    "y": [3.0, 1.0, 4.0, 2.0],
    "g": ["u", "u", "v", "v"],
    "h": ["p", "q", "p", "q"],
    "w": [0.1, 0.2, 0.3, 0.4],
    "z": [0.5, 0.6, 0.7, 0.8],
}


def text_of(plot):
    return snapshot(compile_plot(plot._spec, FakeTheme()).drawing)


def points(plot, layer=0):
    return [np.asarray(one.get_offsets()).tolist() for one in plot.plot().artists(layer)]


# ----------------------------------------------------------------------------------- constructor


@pytest.mark.parametrize("name", PROPERTIES)
def test_each_property_is_a_keyword_of_plot_and_add(name):
    vector = np.array(DATA["x"])
    plot = so.Plot(DATA, **{name: "x"})
    assert plot == so.Plot(data=DATA, **{name: "x"})
    assert so.Plot(DATA, **{name: vector}) != plot
    plot.add(so.Dot(), **{name: vector})
    plot.add(so.Dot(), **{name: None})
    with pytest.raises(ValueError, match="names no column"):
        so.Plot(DATA, **{name: "none such"})


@pytest.mark.parametrize("key", ["x", 0, ("a", 1), 2.5, None])
def test_any_hashable_key_names_a_column(key):
    if key is None:
        assert so.Plot(DATA, x=None, y="y") == so.Plot(DATA, y="y")
        return
    assert points(so.Plot({key: [1, 2], "y": [3, 4]}, x=key, y="y").add(so.Dot())) == [
        [[1, 3], [2, 4]]
    ]


# ----------------------------------------------------------------------------------------- marks


LOOKS = {
    "color": "#ff0000", "alpha": 0.4, "marker": "s", "pointsize": 9.0, "stroke": 3.0,
    "fill": False, "fillcolor": "#00ff00", "fillalpha": 0.6, "edgecolor": "#0000ff",
    "edgealpha": 0.3, "edgewidth": 3.5, "edgestyle": "--", "linewidth": 4.0, "linestyle": ":",
    "width": 0.3, "baseline": 0.5, "text": "word", "fontsize": 20.0, "halign": "right",
    "valign": "top", "offset": 9.0, "hatch": "//",
}  # fmt: skip
PAIRS = {
    "color": (["#ff0000", "#00ff00"], ["#0000ff", "#00ffff"]),
    "alpha": ([0.2, 0.4], [0.6, 0.8]),
    "fill": ([True, False], [False, True]),
    "marker": (["o", "s"], ["^", "D"]),
    "hatch": (["", "/"], ["x", ".."]),
    "linestyle": (["-", "--"], [":", "-."]),
    "halign": (["left", "right"], ["right", "center"]),
    "valign": (["top", "bottom"], ["bottom", "center"]),
    "size": ([1.0, 2.0], [3.0, 4.0]),
}
KINDS = {
    "fillcolor": "color", "edgecolor": "color", "fillalpha": "alpha", "edgealpha": "alpha",
    "edgestyle": "linestyle",
}  # fmt: skip
FIELDS = [(mark, field) for mark, fields in MARKS.items() for field in fields]


def base(mark, field):
    """Return what else a mark needs, so that a field shows."""
    needs = {
        ("Dot", "stroke"): {"fill": False},
        **{(m, f): {"marker": "o"} for m in ("Line", "Path")
           for f in ("pointsize", "fillcolor", "edgecolor", "edgewidth")},
        ("Text", "offset"): {"halign": "left"},
        ("Band", "edgecolor"): {"edgewidth": 1}, ("Band", "edgealpha"): {"edgewidth": 1},
        ("Band", "edgestyle"): {"edgewidth": 1},
    }  # fmt: skip
    text = {"text": "t"} if mark == "Text" and field != "text" else {}
    return needs.get((mark, field), {}) | text


def ends(mark):
    """Return the ends of marks between two: each row is a group of its own."""
    return {"ymin": "y", "ymax": "x"} if mark in ("Range", "Band") else {}


@pytest.mark.parametrize(("mark", "field"), FIELDS)
def test_a_field_is_what_is_drawn(mark, field):
    plot, make, more = so.Plot(DATA, x="x", y="y"), getattr(so, mark), base(mark, field)
    plain, changed = (
        text_of(plot.add(make(**(more | given)), **ends(mark)))
        for given in ({}, {field: LOOKS[field]})
    )
    assert plain != changed


@pytest.mark.parametrize(("mark", "field"), FIELDS)
def test_a_field_is_mapped(mark, field):
    plot, make = so.Plot(DATA, x="x", y="y"), getattr(so, mark)(**base(mark, field))
    if field in ("width", "baseline", "text"):
        one, other = (
            text_of(plot.add(make, **{field: column}, **ends(mark))) for column in ("w", "z")
        )
    else:
        mapped = plot.add(make, **{field: "g"}, **ends(mark))
        pair = PAIRS.get(KINDS.get(field, field), PAIRS["size"])
        one, other = (text_of(mapped.scale(**{field: values})) for values in pair)
    assert one != other


@pytest.mark.parametrize("mark", [m for m, fields in MARKS.items() if "color" in fields])
def test_a_fixed_value_wins(mark):
    plot, make = so.Plot(DATA, x="x", y="y"), getattr(so, mark)
    more = {"text": "t"} if mark == "Text" else {}
    fixed = plot.add(make(color="#123456", **more), color="g", **ends(mark))
    assert "#123456" in text_of(fixed)
    assert text_of(fixed) == text_of(fixed.scale(color=["#ff0000", "#00ff00"]))


ARTISTS = {
    "Dot": {PathCollection: 1},
    "Dots": {PathCollection: 1},
    "Line": {Line2D: 2},
    "Path": {Line2D: 2},
    "Lines": {LineCollection: 1},
    "Paths": {LineCollection: 1},
    "Range": {LineCollection: 1},
    "Dash": {LineCollection: 1},
    "Bar": {Rectangle: 4},
    "Bars": {PolyCollection: 1},
    "Area": {Polygon: 2},
    "Band": {Polygon: 2},
    "Text": {Text: 4},
}


@pytest.mark.parametrize("mark", ARTISTS)
def test_artists_of_a_mark(mark):
    more = ends(mark)
    more |= {"text": "h"} if mark == "Text" else {}
    plot = so.Plot(DATA, x="x", y="y", color="g").add(getattr(so, mark)(), **more)
    compiled = plot.plot()
    artists = compiled.artists()
    for kind, n in ARTISTS[mark].items():
        assert sum(isinstance(one, kind) for one in artists) == len(artists) == n
    held = [c for c in compiled.axes[0].containers if isinstance(c, BarContainer)]
    assert sum(len(container) for container in held) == (4 if mark == "Bar" else 0)


@pytest.mark.parametrize("name", RC)
def test_parameters_of_the_default_theme(name):
    value = RcTheme(so.Plot.config.theme).rc(name)
    assert to_rgba(value) == to_rgba(RC[name]) if "color" in name else value == RC[name]


# --------------------------------------------------------------------------------- methods of Plot


def panel_titles(compiled):
    """Return what stands over and beside panels, whichever of the two names which dimension."""
    texts = [ax.get_title() for ax in compiled.axes]
    texts += [text.get_text() for ax in compiled.axes for text in ax.texts]
    return {part for text in texts if text for part in text.split(" | ")}


def test_titles_of_panels():
    plot = so.Plot(DATA, x="x", y="y").facet("g", "h").add(so.Dot())
    assert panel_titles(plot.plot()) == {"u", "v", "p", "q"}
    assert panel_titles(plot.label(title=str.upper).plot()) == {"U", "V", "P", "Q"}
    prefixed = plot.label(col="group", row="kind")
    assert panel_titles(prefixed.plot()) == {"group u", "group v", "kind p", "kind q"}


def test_labels_of_pairs_and_axes():
    plot = so.Plot(DATA, y="y").pair(x=["x", "w"]).add(so.Dot())
    axes = plot.label(x1="width", y=str.upper).plot().axes
    assert [ax.get_xlabel() for ax in axes] == ["x", "width"]
    assert axes[0].get_ylabel() == "Y"
    assert plot.label(x0="").plot().axes[0].get_xlabel() == ""


def test_limits_of_pairs_and_reversal():
    plot = so.Plot(DATA, y="y").pair(x=["x", "w"]).add(so.Dot()).limit(x1=(1, 0), y=(None, 9))
    first, second = plot.plot().axes
    assert second.get_xlim() == (1, 0)
    assert first.get_xlim() != (1, 0)
    assert first.get_ylim()[1] == 9


def test_repeated_calls_merge_add_appends_on_replaces():
    plot = so.Plot(DATA, x="x", y="y").scale(x="log").scale(y="sqrt")
    assert plot == so.Plot(DATA, x="x", y="y").scale(x="log", y="sqrt")
    plot = (
        so.Plot(DATA, x="x", y="y")
        .facet("g")
        .facet(row="h")
        .layout(size=(5, 4))
        .layout(engine="tight")
    )
    assert plot == so.Plot(DATA, x="x", y="y").facet("g", "h").layout(size=(5, 4), engine="tight")
    one, other = Figure(), Figure()
    plot = so.Plot(DATA, x="x", y="y").add(so.Dot()).on(one).add(so.Line()).on(other)
    compiled = plot.plot()
    assert compiled.figure is other
    assert not one.axes
    assert [len(compiled.artists(layer)) for layer in (0, 1)] == [1, 1]


def test_methods_in_any_order():
    first = so.Plot(DATA, x="x", y="y").label(x="X").scale(x="log").facet("g").add(so.Dot())
    last = so.Plot(DATA, x="x", y="y").add(so.Dot()).facet("g").scale(x="log").label(x="X")
    assert text_of(first) == text_of(last)


@pytest.mark.parametrize("engine", ["tight", "constrained", "compressed", "none", None])
def test_layout(engine):
    plot = so.Plot(DATA, x="x", y="y").add(so.Dot())
    compiled = plot.layout(size=(5, 4), engine=engine, extent=(0.25, 0.25, 0.75, 0.75)).plot()
    figure = compiled.figure
    assert tuple(figure.get_size_inches()) == (5, 4)
    figure.draw_without_rendering()
    box = compiled.axes[0].get_position()
    inside = (box.x0, box.y0, 1 - box.x1, 1 - box.y1)
    assert min(inside) >= 0.249
    if engine in ("none", None):
        np.testing.assert_allclose(inside, 0.25)


@pytest.mark.parametrize("kind", ["axes", "figure", "part", "twin"])
def test_on(kind):
    figure = Figure()
    target = {
        "axes": figure.subplots,
        "figure": lambda: figure,
        "part": figure.subfigures,
        "twin": lambda: figure.subplots().twinx(),
    }[kind]()
    compiled = so.Plot(DATA, x="x", y="y").add(so.Dot()).on(target).plot()
    assert compiled.axes[0].get_figure(root=True) is figure
    assert len(compiled.axes[0].collections) == 1
    if kind in ("axes", "twin"):
        assert compiled.axes == (target,)


def test_plot_of_pyplot():
    import matplotlib.pyplot as plt

    compiled = so.Plot(DATA, x="x", y="y").add(so.Dot()).plot(pyplot=True)
    try:
        assert plt.fignum_exists(compiled.figure.number)
        assert plt.gcf() is compiled.figure
    finally:
        plt.close(compiled.figure)
    so.Plot(DATA, x="x", y="y").plot()
    assert not plt.get_fignums()


def test_show_passes_keywords(monkeypatch):
    import matplotlib.pyplot as plt

    seen = []
    monkeypatch.setattr(plt, "show", lambda **kws: seen.append((len(plt.get_fignums()), kws)))
    assert so.Plot(DATA, x="x", y="y").add(so.Dot()).show(block=True) is None
    assert seen == [(1, {"block": True})]
    assert not plt.get_fignums()


def test_save_takes_keywords_of_savefig(tmp_path):
    plot = so.Plot(DATA, x="x", y="y").add(so.Dot()).layout(size=(3, 2))
    plot.save(str(tmp_path / "a.png"), transparent=True, metadata={"Title": "T"})
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size == (288, 192)
        assert picture.info["Title"] == "T"
        assert picture.getpixel((0, 0))[3] == 0
    buffer = io.BytesIO()
    plot.save(buffer, format="svg")
    assert b"<svg" in buffer.getvalue()


# ---------------------------------------------------------------------------------------- config


@pytest.fixture
def config():
    display = dict(so.Plot.config.display)
    yield so.Plot.config
    so.Plot.config.display.update(display)
    so.Plot.config.theme.reset()


def test_display(config):
    plot = so.Plot(DATA, x="x", y="y").layout(size=(3, 2))
    assert config.display == {"format": "png", "scaling": 0.85, "hidpi": True, "theme": None}
    config.display.update(hidpi=False, scaling=0.5)
    content, shown = plot._repr_png_()
    assert Image.open(io.BytesIO(content)).size == (288, 192)
    assert {name: shown[name] for name in ("width", "height")} == {"width": 144, "height": 96}
    config.display["format"] = "svg"
    assert plot._repr_png_() is None
    assert plot.plot()._repr_png_() is None
    assert plot.plot()._repr_svg_().count("<svg") == 1


def test_theme_of_the_session_takes_dicts_and_keywords(config):
    config.theme.update({"axes.facecolor": "w"}, **{"axes.linewidth": 3})
    ax = so.Plot(DATA, x="x", y="y").plot().axes[0]
    assert ax.get_facecolor() == (1, 1, 1, 1)
    assert ax.spines.left.get_linewidth() == 3
    ax = so.Plot(DATA, x="x").theme({"axes.linewidth": 5}).plot().axes[0]
    assert ax.spines.left.get_linewidth() == 5
    config.theme.reset()
    assert config.theme["axes.facecolor"] != "w"


# ---------------------------------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda: so.Plot(DATA, "x", "y", "w"), TypeError),
        (lambda: so.Plot(DATA, colour="g"), TypeError),
        (lambda: so.Plot(DATA, "x", x="x"), TypeError),
        (lambda: so.Plot(DATA).add("dot"), TypeError),
        (lambda: so.Plot(DATA).add(so.Dot(), so.Line()), TypeError),
        (lambda: so.Plot(DATA).on("here"), TypeError),
        (lambda: so.Plot(DATA).pair(x="x"), TypeError),
        (lambda: so.Plot(DATA) + so.Dot(), TypeError),
        (lambda: so.Plot(DATA, x="X"), ValueError),
        (lambda: so.Plot(DATA, x="x", y=[1]).add(so.Dot()).plot(), ValueError),
        (lambda: so.Plot(DATA, x="x").facet("g").pair(x=["x"]).plot(), RuntimeError),
        (lambda: so.Plot(DATA, x="x").facet("g").on(Figure().subplots()).plot(), RuntimeError),
        (lambda: so.Plot(DATA, x="g", y="y").add(so.Dot()).scale(x="log").plot(), RuntimeError),
    ],
    ids=map(str, range(13)),
)
def test_errors_are_of_the_kind_that_scripts_catch(make, kind):
    with pytest.raises(kind) as caught:
        make()
    assert isinstance(caught.value, so.PlotSpecError)
