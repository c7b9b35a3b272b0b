"""Groups of a layer have ids in an SVG; the picture, and what other formats hold, stay the same."""

import copy
import io
import pickle
import re
import xml.etree.ElementTree as ET
from collections import Counter

import numpy as np
import pytest
from matplotlib.figure import Figure

import plotkit.objects as so
from plotkit.mpl import grouped
from plotkit.mpl.grouped import ByGroup, Grouped, identity

RANDOM = np.random.default_rng(3)
N = 60
DATA = {
    "x": RANDOM.normal(size=N),
    "y": RANDOM.normal(size=N),
    "z": RANDOM.uniform(1, 2, size=N),
    "g": RANDOM.choice(["one", "the other"], N),
    "h": RANDOM.choice(["u", "v"], N),
    "kind": RANDOM.choice([*"abc"], N),
}
P = so.Plot(DATA, x="x", y="y")
BARS = so.Plot(DATA, x="kind", color="g")
PLOTS = {
    "points": P.add(so.Dots(), color="g"),
    "one colour": P.add(so.Dots(), group="g"),
    "markers": P.add(so.Dot(), marker="g"),
    "sizes": P.add(so.Dot(), color="g", pointsize="z"),
    "two variables": P.add(so.Dots(), color="g", marker="h"),
    "panels": P.facet("h").add(so.Dots(), color="g"),
    "histogram": so.Plot(DATA, x="x", color="g").add(so.Bars(), so.Hist(bins=5), so.Stack()),
    "lying": so.Plot(DATA, y="x", color="g").add(so.Bars(), so.Hist(bins=5), so.Dodge()),
    "few bars": BARS.add(so.Bar(), so.Count(), so.Dodge()),
    "intervals": so.Plot(DATA, x="kind", y="y", color="g").add(
        so.ErrorBar(), so.Est(errorbar="sd"), so.Dodge()
    ),
    "boxes": so.Plot(DATA, x="kind", y="y", color="g").add(so.Box(), so.Dodge()),
    "violins": so.Plot(DATA, x="kind", y="y", color="g").add(so.Violin(), so.Dodge()),
    "lines": P.add(so.Line(marker="o"), color="g"),
    "inset": P.add(so.Dots(), color="g").limit(x=(-3, 20)).inset(P.add(so.Dots(), color="g")),
    "composition": P.add(so.Dots(), color="g") | BARS.add(so.Bar(), so.Count(), so.Dodge()),
}


def svg(plot):
    buffer = io.BytesIO()
    plot.save(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue().decode()


def ids(text):
    return re.findall(r' id="([^"]*)"', text)


def own(text):
    return [each for each in ids(text) if "layer" in each]


def ungrouped(plot, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(Grouped, "groups_in", lambda self, renderer: None)
        return svg(plot)


def shapes(text):
    """Return what an SVG draws, in order, whatever groups it stands in."""
    text = re.sub(r"<desc.*?</desc>|<title.*?</title>", "", text)
    defined = dict(re.findall(r'<path id="([^"]+)" d="([^"]+)"', text))
    drawn = re.findall(
        r'<(path d="[^"]+"|use [^>]*?)(?: clip-path="[^"]*")?\s*style="([^"]*)"', text
    )
    return [
        (re.sub(r'href="#([^"]+)"', lambda m: defined.get(m[1], ""), form), style)
        for form, style in drawn
    ]


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS)
def test_each_id_stands_once_and_tells_the_group(plot, fast, monkeypatch):
    monkeypatch.setattr(so.Plot.config, "fast", fast)
    text = svg(plot)
    assert [each for each, n in Counter(ids(text)).items() if n > 1] == []
    for level in ("-one", "the_other"):
        assert any(level in each for each in own(text))
    assert "layer0-" in own(text)[0]


@pytest.mark.parametrize("name", ["histogram", "lying", "intervals", "violins", "boxes"])
def test_shapes_are_the_same_in_the_same_order(name, monkeypatch):
    assert shapes(svg(PLOTS[name])) == shapes(ungrouped(PLOTS[name], monkeypatch))


@pytest.mark.parametrize("name", ["points", "one colour", "markers", "sizes", "two variables"])
def test_all_points_are_there(name, monkeypatch):
    drawn, expected = shapes(svg(PLOTS[name])), shapes(ungrouped(PLOTS[name], monkeypatch))
    assert Counter(style for _, style in drawn) == Counter(style for _, style in expected)
    assert len(drawn) > N


def test_a_group_holds_its_own_points():
    apart = {"x": [0, 10, 20, 30], "y": [0, 5, 5, 0], "g": ["a", "b", "a", "b"]}
    text = svg(so.Plot(apart, x="x", y="y", color="g").add(so.Dot()))
    parts = {one.get("id", ""): one for one in ET.fromstring(text.encode()).iter()}
    for name in ("a", "b"):
        groups = [part for key, part in parts.items() if key.startswith(f"layer0-Dot-{name}")]
        drawn = [one for part in groups for one in part.iter() if one.get("style")]
        assert len(drawn) == 2 + sum(one.get("id") is not None for one in drawn)


def test_later_points_lie_on_earlier_ones_of_another_group():
    pile = {"x": [0, 0, 0], "y": [0, 0, 0], "g": ["a", "b", "a"]}
    text = svg(so.Plot(pile, x="x", y="y", color="g").add(so.Dot()))
    assert own(text)[1:] == ["layer0-Dot-a", "layer0-Dot-b", "layer0-Dot-a.2"]


def test_missing_levels_are_of_no_group():
    data = {"x": [1, 2], "y": [1, 2], "g": ["a", None]}
    p = so.Plot(data, x="x", y="y", color="g").scale(color=so.Nominal(na="0.5")).add(so.Dot())
    assert set(own(svg(p))) == {"layer0-Dot", "layer0-Dot-a", "layer0-Dot-none"}


def test_amounts_make_no_groups():
    assert own(svg(P.add(so.Dots(), color="z"))) == ["layer0-Dots"]


def test_too_many_parts_are_one(monkeypatch):
    monkeypatch.setattr(grouped, "MOST_PARTS", 1)
    assert own(svg(PLOTS["histogram"])) == ["layer0-Bars"]


def test_other_formats_ask_for_no_groups(monkeypatch):
    def fails(*_):
        raise AssertionError

    monkeypatch.setattr(ByGroup, "__init__", fails)
    for form in ("png", "pdf", "eps"):
        PLOTS["histogram"].save(io.BytesIO(), format=form)
        PLOTS["sizes"].save(io.BytesIO(), format=form)


@pytest.mark.parametrize("name", ["points", "histogram", "markers"])
def test_copies_keep_their_groups(name):
    compiled = PLOTS[name].plot()
    expected = own(svg(compiled))
    assert own(svg(copy.deepcopy(compiled))) == expected
    figure = pickle.loads(pickle.dumps(compiled.figure))
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg")
    assert own(buffer.getvalue().decode()) == expected


def test_points_after_pixels_stay_vectors():
    text = svg(P.add(so.Dots(raster=True), color="g").add(so.Dots(), color="g"))
    assert text.count("<image") == 1
    assert any(each.startswith("layer1-Dots-one") for each in own(text))


def test_python_finds_layers_by_their_ids():
    found = [artist.get_gid() for artist in PLOTS["few bars"].plot().artists(0)]
    assert len(set(found)) == len(found) == 6
    assert all(each.startswith("layer0-Bar-") for each in found)


def test_an_id_has_no_blanks_and_no_half_letters():
    assert identity("layer0-Dot", "a  b\n") == "layer0-Dot-a_b"
    assert identity("layer0-Dot", "\ud800") == "layer0-Dot-?"


@pytest.mark.filterwarnings("ignore:Glyph", "ignore:Some rows are not drawn")
@pytest.mark.parametrize("mark", [so.Dots(), so.Bar(), so.Box(), so.Path()])
def test_ids_are_unique_whatever_levels_are_called(mark):
    levels = ["a", "a.2", "a", "a b", "a_b", "a\x00b", "a\x01b", "none", None, "a", "a.2"]
    n = len(levels)
    data = {"x": range(n), "y": range(n), "level": levels}
    plot = so.Plot(data, x="x", y="y").add(mark, color="level" if mark != so.Path() else None)
    found = ids(svg(plot.add(mark, group="level")))
    assert max(Counter(found).values()) == 1


def test_ids_are_unique_where_several_plots_share_a_figure():
    figure = Figure()
    halves = figure.subfigures(1, 2)
    left, right = halves[0].subplots(1, 2)
    plot = P.add(so.Dots(), color="g").add(so.Line(), color="g")
    for target in (left, left, right, halves[1]):
        plot.on(target).plot()
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg")
    found = ids(buffer.getvalue().decode())
    found = [each for each in found if each.startswith("layer")]
    assert max(Counter(found).values()) == 1
    assert {"layer0-Dots-one", "layer0-Dots.2-one", "layer0-Dots.4-one"} <= set(found)


@pytest.mark.parametrize(
    "plot",
    [
        (P.add(so.Dots()) | P.add(so.Dots())).label(tags="A"),
        P.add(so.Dots()).facet("h").label(title="t", subtitle="s", caption="c"),
        P.label(title="a", caption="c").add(so.Dots()) | P.label(title="b").add(so.Dots()),
    ],
    ids=["tags", "title and subtitle", "titles"],
)
def test_titles_and_tags_have_ids_of_their_own(plot):
    found = ids(svg(plot))
    assert any(each.startswith("plotkit-") for each in found)
    assert max(Counter(found).values()) == 1
