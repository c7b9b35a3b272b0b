"""What all marks have in common: fields and their defaults, needs, keys."""

from dataclasses import FrozenInstanceError, dataclass, fields
from pathlib import Path

import numpy as np
import pytest

import plotkit.objects as so
from plotkit.errors import PlotSpecError
from plotkit.marks.primitives import Custom, vertices

EDGES = {
    "edgecolor": "<depend:color>",
    "edgealpha": "<1.0>",
    "edgewidth": "<rc:patch.linewidth>",
    "edgestyle": "<'-'>",
}
STROKES = {
    "color": "<'C0'>",
    "alpha": "<1.0>",
    "linewidth": "<rc:lines.linewidth>",
    "linestyle": "<rc:lines.linestyle>",
}
MARKERS = {
    "marker": "<rc:lines.marker>",
    "pointsize": "<rc:lines.markersize>",
    "fillcolor": "<depend:color>",
    "edgecolor": "<depend:color>",
    "edgewidth": "<rc:lines.markeredgewidth>",
}
BODY = {"color": "<'C0'>", "alpha": "<0.7>", "fill": "<True>", "hatch": "<''>"} | EDGES
FILLED = BODY | {"alpha": "<0.2>"}

# mark -> every field and what stands in it by default
DEFAULTS = {
    so.Dot: {
        "color": "<'C0'>",
        "alpha": "<1.0>",
        "marker": "<'o'>",
        "pointsize": "<6.0>",
        "stroke": "<0.75>",
        "fill": "<True>",
        "edgecolor": "<depend:color>",
        "edgealpha": "<depend:alpha>",
        "edgewidth": "<0.5>",
        "edgestyle": "<'-'>",
    },
    so.Dots: {
        "color": "<'C0'>",
        "alpha": "<1.0>",
        "marker": "<rc:scatter.marker>",
        "pointsize": "<4.0>",
        "stroke": "<0.75>",
        "fill": "<True>",
        "fillcolor": "<depend:color>",
        "fillalpha": "<0.2>",
    },
    so.Line: STROKES | MARKERS,
    so.Path: STROKES | MARKERS,
    so.Lines: STROKES,
    so.Paths: STROKES,
    so.Range: STROKES,
    so.Dash: STROKES | {"width": "<0.8>"},
    so.Bar: BODY | {"width": "<0.8>", "baseline": "<0.0>"},
    so.Bars: BODY
    | {
        "edgecolor": "<rc:patch.edgecolor>",
        "edgewidth": "<auto>",
        "width": "<1.0>",
        "baseline": "<0.0>",
    },
    so.Area: FILLED | {"baseline": "<0.0>"},
    so.Band: FILLED | {"edgewidth": "<0.0>"},
    so.Text: {
        "text": "<''>",
        "color": "<'k'>",
        "alpha": "<1.0>",
        "fontsize": "<rc:font.size>",
        "halign": "<'center'>",
        "valign": "<'center_baseline'>",
        "offset": "<4.0>",
    },
}
OWN = {"artist_kws", "part", "raster", "format", "contrast", "gaps", "capsize", "step"}
OWN |= {"at", "repel", "overlap", "wrap", "halo"}
"""Fields that are no properties."""
every = pytest.mark.parametrize("mark", DEFAULTS, ids=lambda mark: mark.__name__)
keyed = [mark for mark in DEFAULTS if mark.has_key]

LIMITS, XY = ("x", "ymin", "ymax"), ("x", "y")
CONNECT = {so.Line, so.Path, so.Lines, so.Paths, so.Area, so.Band}


def test_every_mark_is_listed_here_or_has_tests_of_its_own():
    public = [getattr(so, name) for name in so.__all__]
    marks = {t for t in public if isinstance(t, type) and issubclass(t, so.Mark)} - {so.Mark}
    assert marks >= set(DEFAULTS)
    for mark in marks - set(DEFAULTS):
        module = "steps" if mark is so.Step else mark.__module__.rpartition(".")[2]
        assert Path(__file__).with_name(f"test_{module}.py").exists(), mark
    assert so.Scatter is so.Dots


@every
def test_defaults(mark):
    found = {name: repr(value) for name, value in mark().properties().items()}
    assert found == DEFAULTS[mark]
    assert mark().artist_kws == {}


@every
def test_fields(mark):
    names = [item.name for item in fields(mark)]
    assert names[0] == "artist_kws"
    assert set(names) - OWN == set(DEFAULTS[mark])
    assert mark({"zorder": 3}).artist_kws == {"zorder": 3}
    for name in DEFAULTS[mark]:
        assert mark(**{name: 0.25}).properties()[name] == 0.25


@every
def test_a_mark_is_a_value(mark):
    assert mark() == mark()
    with pytest.raises(FrozenInstanceError):
        mark().color = "r"
    with pytest.raises(TypeError, match="colour"):
        mark(colour="r")


@every
def test_needs(mark):
    assert mark.needs == (LIMITS if mark in {so.Range, so.Band} else XY)


@every
def test_which_marks_connect_rows(mark):
    assert mark.connects is (mark in CONNECT)
    assert mark().interrupts is (mark in {so.Path, so.Paths})
    assert mark.sorts is (mark in CONNECT - {so.Path, so.Paths})
    assert mark.sticky is (mark in {so.Bar, so.Bars, so.Area})
    assert mark.has_key is (mark is not so.Text)


@pytest.mark.parametrize("mark", [so.Line, so.Lines, so.Area, so.Band])
def test_gaps_on_request(mark):
    assert mark().gaps is False
    assert mark(gaps=True).interrupts is True


@every
def test_what_splits_the_data(mark):
    splits = {name for name in DEFAULTS[mark] if mark().grouping(name)}
    never = {"width", "baseline"}
    whole = {so.Dot, so.Dots, so.Bar, so.Bars}
    assert splits == (set() if mark in whole else set(DEFAULTS[mark]) - never)
    assert mark().grouping("something else")


@pytest.mark.parametrize("mark", keyed, ids=lambda mark: mark.__name__)
@pytest.mark.parametrize("flip", [False, True])
def test_legend_key_lies_in_the_unit_square(mark, flip, draw):
    given = mark().key_rows()
    primitives = draw(mark(), flip=flip, starts=[0] if mark.connects else None, **given)
    assert primitives
    for primitive in primitives:
        places = vertices(primitive)
        assert len(places) and (places >= 0).all() and (places <= 1).all()
    if mark not in {so.Dot, so.Dots}:
        whole = np.concatenate([vertices(primitive) for primitive in primitives])
        assert np.ptp(whole, axis=0).max() == 1  # from side to side


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (so.Mappable("C0"), "<'C0'>"),
        (so.Mappable(0.5), "<0.5>"),
        (so.Mappable(depend="color"), "<depend:color>"),
        (so.Mappable(rc="lines.linewidth"), "<rc:lines.linewidth>"),
        (so.Mappable(auto=True), "<auto>"),
        (so.Mappable(None), "<None>"),
        (so.Mappable(1, depend="alpha", rc="font.size"), "<depend:alpha>"),
    ],
)
def test_repr_of_mappable(given, expected):
    assert repr(given) == expected


def test_repr_of_mark():
    assert repr(so.Range(color="r")).startswith(
        "Range(artist_kws={}, part=None, raster=None, color='r', alpha=<1.0>"
    )


@pytest.mark.parametrize("kind", ["Bool", "Color", "Float", "String", "Style"])
def test_types_for_fields_are_public(kind):
    name = f"Mappable{kind}"
    assert so.Mappable in getattr(so, name).__args__


def test_mark_without_draw(values):
    class Nothing(so.Mark):
        pass

    with pytest.raises(NotImplementedError, match=r"Nothing has no draw\(v, pane\)"):
        Nothing().draw(values(Nothing(), x=[1], y=[1]), so.Pane())


@pytest.mark.parametrize(
    ("mark", "message"),
    [
        (so.Dot(color="nonsense"), "'nonsense' is no colour"),
        (so.Dot(pointsize=-1), "pointsize cannot be -1"),
        (so.Dot(alpha=2), "alpha cannot be 2"),
        (so.Dot(marker="nonsense"), "is no marker"),
        (so.Line(linestyle="~"), "linestyle cannot be '~'"),
        (so.Text(halign="middle"), "halign cannot be 'middle'"),
        (so.Bar(fill="yes"), "fill cannot be 'yes'"),
    ],
)
def test_wrong_constants(mark, message, draw):
    with pytest.raises(PlotSpecError, match=message) as caught:
        draw(mark, x=[1], y=[1])
    assert type(mark).__name__ in caught.value.__notes__[0]


# --------------------------------------------------------------------------- marks of one's own


@dataclass(frozen=True)
class Lollipop(so.Mark):
    """A stem from the baseline and a head at the value."""

    color: so.MappableColor = so.Mappable("C0")
    pointsize: so.MappableFloat = so.Mappable(7.0)
    linewidth: so.MappableFloat = so.Mappable(rc="lines.linewidth")

    def draw(self, v: so.Values, pane: so.Pane) -> None:
        stems = np.stack([v.xy("x", "baseline"), v.xy("x", "y")], axis=1)
        pane.lines(stems, color=v.color, linewidth=v.linewidth)
        pane.points(v.xy(), size=v.pointsize, color=v.color)


@pytest.mark.parametrize("flip", [False, True])
def test_lollipop(draw, flip):
    colors = so.Coded(np.array([1, 0]), np.array([[1.0, 0, 0, np.nan], [0, 0, 1, np.nan]]))
    lines, points = draw(
        Lollipop(pointsize=9), flip=flip, x=[1, 2], y=[5, 6], baseline=3, color=colors
    )
    stems, heads = [[[1, 3], [1, 5]], [[2, 3], [2, 6]]], [[1, 5], [2, 6]]
    side = -1 if flip else 1
    np.testing.assert_array_equal(lines.paths.split(), np.array(stems)[..., ::side])
    np.testing.assert_array_equal(points.xy, np.array(heads)[:, ::side])
    np.testing.assert_array_equal(points.color, [[0, 0, 1, 1], [1, 0, 0, 1]])
    assert isinstance(lines.color, so.Coded)  # three colours cost three colours
    assert (points.size, lines.linewidth) == (9, 1.5)


def test_lollipop_needs_and_sample():
    assert Lollipop.needs == ("x", "y") and Lollipop.has_key
    assert Lollipop().properties().keys() == {"color", "pointsize", "linewidth"}


def test_way_out_to_matplotlib(draw):
    class Own(so.Mark):
        def draw(self, v, pane):
            pane.artist(lambda ax, project: ax.axvline(project(v.xy())[0, 0]))

    (primitive,) = draw(Own(), x=[1], y=[2], flip=True)
    assert isinstance(primitive, Custom) and primitive.flip
