"""What type checkers, completion and help() are told agrees with what is checked at the call.

`tests/typing/check.py`, part of `python3 dev.py types`, asks the checkers themselves.
"""

import inspect
import pydoc
from dataclasses import fields
from types import UnionType
from typing import Literal, Union, get_args, get_origin

import pytest

import plotkit.objects as so
from plotkit import themes
from plotkit.data import reductions
from plotkit.data.roles import FACETS, NUMBERS
from plotkit.datasets import _DATES, NAMES
from plotkit.marks import vector, violin
from plotkit.mpl.compiled import CompiledComposition, CompiledPlot
from plotkit.part import CALLED, Part
from plotkit.properties.palettes import _FAMILIES, QUALITATIVE, SEQUENTIAL
from plotkit.properties.registry import _CLASSES, Coordinate
from plotkit.scales.options import SIDES, AxisSide
from plotkit.scales.transform import NAMES as TRANSFORMS
from plotkit.spec import build, keywords, legend, shares
from plotkit.stats import cumulate, ecdf, est, models, quantile

PUBLIC = {name: getattr(so, name) for name in so.__all__}
PARTS = {name: one for name, one in PUBLIC.items() if isinstance(one, type(Part))}

# ------------------------------------------------------------------------------------------- sets


@pytest.mark.parametrize(
    ("words", "table"),
    [
        (themes.ThemeName, themes.THEMES),
        (themes.Journal, themes.WIDTHS),
        (NAMES, _DATES),
        (est.Kind, est.LEVELS),
        (models.Family, models.FAMILIES),
        (quantile.Method, quantile.PLACES),
        (cumulate.Func, cumulate._FUNCS),
        (ecdf.Height, [*ecdf._STATS, "count"]),
        (vector.Anchor, vector._ANCHORS),
        (violin.Inner, violin._INNER),
        (AxisSide, [side for pair in SIDES.values() for side in pair]),
        (legend.Inside, legend.INSIDE),
        (shares.Word, shares._SHARES),
        (build.Unit, build.INCHES),
        (build.OrientName, build._ORIENTS),
        (reductions.PandasReduction, reductions.OF_PANDAS),
    ],
)
def test_words_of_a_type_are_those_of_its_table(words, table):
    assert sorted(get_args(words) or words) == sorted(table)


def words_in(annotation):
    """Yield the words that a type holds; not those within pairs and dicts."""
    if get_origin(annotation) is Literal:
        yield from (word for word in get_args(annotation) if isinstance(word, str))
    elif get_origin(annotation) in (UnionType, Union):
        for part in get_args(annotation):
            yield from words_in(part)


def words_of(kind, field):
    """Return the words that a field may be."""
    owner = next(c for c in kind.__mro__ if field.name in inspect.get_annotations(c))
    return [*words_in(eval(field.type, vars(inspect.getmodule(owner))))]


WORDS = {
    f"{name}.{field.name}": words
    for name, kind in PARTS.items()
    for field in fields(kind)
    if "Mappable" not in field.type and (words := words_of(kind, field))
}
NEEDED = {"Rolling": {"window": 3}, "na": {"na": "0.5"}}
"""What a class, or a word, cannot be without."""


@pytest.mark.parametrize("name", WORDS)
def test_each_word_of_a_field_is_valid_and_no_other(name):
    kind, field = name.split(".")
    needed = NEEDED.get(kind, {})
    for word in WORDS[name]:
        PARTS[kind](**{**needed, **NEEDED.get(word, {}), field: word})
    with pytest.raises(so.PlotSpecError):
        PARTS[kind](**{**needed, field: "no such word"})


def test_most_options_are_words():
    assert {"Est.errorbar", "Hist.bins", "Nominal.order", "Stack.offset", "Violin.inner"} <= {
        *WORDS
    }
    assert len(WORDS) > 60


# --------------------------------------------------------------------------------------- keywords

INNER = {"pixel", "contour", "shape", "longest"}
"""What only stats make, for their marks."""


def test_variables_are_all_properties_and_what_marks_and_stats_read():
    known = {*_CLASSES, *NUMBERS}
    for kind in PARTS.values():
        known |= {*getattr(kind, "positions", ()), *getattr(kind, "reads", ())}
    assert {*keywords.Variables.__annotations__} == known - INNER
    assert keywords.LayerVariables.__annotations__.keys() >= {*FACETS, "x2", "y2"}


@pytest.mark.parametrize("named", [keywords.Scales, keywords.Labels])
def test_all_properties_have_scales_and_labels(named):
    properties = {name for name, kind in _CLASSES.items() if kind is not Coordinate}
    axes = {"x", "y", *keywords.Pairs.__annotations__, *keywords.Second.__annotations__}
    assert {*named.__annotations__} - {*FACETS} == properties | axes


@pytest.mark.parametrize(
    ("method", "named"),
    [
        (so.Plot, keywords.Variables),
        (so.Plot.add, keywords.LayerVariables),
        (so.Layer, keywords.LayerVariables),
        (so.Plot.scale, keywords.Scales),
        (so.Plot.label, keywords.Labels),
        (so.Plot.limit, keywords.Limits),
        (so.Plot.share, keywords.Shares),
        (so.Composition.share, keywords.CommonAxes),
    ],
)
def test_signatures_list_keywords(method, named):
    listed = inspect.signature(method).parameters
    assert {*named.__annotations__} - {*keywords.Pairs.__annotations__} <= {*listed}
    assert [*listed.values()][-1].kind is inspect.Parameter.VAR_KEYWORD


# ------------------------------------------------------------------------------------------- help


def described():
    """Return all public names, and the methods of public classes, by name."""
    found = dict(PUBLIC)
    for kind in (*PUBLIC.values(), CompiledPlot, CompiledComposition):
        for name in dir(kind) if isinstance(kind, type) else ():
            method = getattr(kind, name)
            own = getattr(method, "__module__", None) or ""
            if inspect.isroutine(method) and own.startswith("plotkit.") and name[0] != "_":
                found[method.__qualname__] = method
    return found


DESCRIBED = described()


@pytest.mark.parametrize("name", DESCRIBED)
def test_each_public_name_says_what_is_like_it_and_has_an_example(name):
    text = inspect.getdoc(DESCRIBED[name])
    assert "\nSee Also\n--------\n" in text
    assert "\nExamples\n--------\n>>> " in text


def help_of(thing):
    return pydoc.plain(pydoc.render_doc(thing))


def test_help_of_scale_lists_scales_transforms_and_palettes():
    text = help_of(so.Plot.scale)
    scales = [name for name, kind in PARTS.items() if issubclass(kind, so.Scale)]
    palettes = [name for name in (*QUALITATIVE, *SEQUENTIAL) if not name.endswith("6")]
    words = [*TRANSFORMS, *palettes, "husl", "hls", "viridis", "Set2"]
    assert [name for name in scales if f"`{name}`" not in text] == []
    assert [word for word in words if f'"{word}"' not in text] == []
    assert [family for family in _FAMILIES if f'"{family}:' not in text] == []


@pytest.mark.parametrize("name", PARTS)
def test_help_shows_no_machinery(name):
    kind = PARTS[name]
    said = {field.name for field in fields(kind) if not field.name.endswith("_")}
    assert said >= {*dir(kind)} - {*CALLED}
    text = help_of(kind)
    machinery = [
        "train_axis",
        "ticks_",
        "__dataclass_fields__",
        "__post_init__",
        "def draw",
        "needs =",
    ]
    assert [word for word in machinery if word in text] == []


def test_help_of_what_authors_derive_from_shows_all():
    assert {"train_axis", "request", "axis"} <= {*dir(so.Scale)}
    assert {"draw", "needs", "after"} <= {*dir(so.Mark)}

    class Own(so.Mark):
        def draw(self, v, pane):
            """Draw."""

    assert {"draw", "needs"} <= {*dir(Own)}
    assert "draw" in dir(so.Dot())  # an instance lists everything


def test_signature_of_a_part_is_what_users_say():
    assert "order" in inspect.signature(so.Nominal).parameters
    assert "ticks_" not in inspect.signature(so.Nominal).parameters
    assert "more" in inspect.signature(so.Agg).parameters
