"""The keys of a legend: drawn by the marks themselves, on a small pane."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from plotkit.compile.drawing import Key
from plotkit.compile.guides.stacks import Piles
from plotkit.compile.guides.steps import Steps
from plotkit.compile.resolve import constant_properties, resolve_properties
from plotkit.compile.stages import BoundLayer, MarkTable, Scales
from plotkit.data.convert import to_column
from plotkit.data.factor import Factor, as_objects
from plotkit.data.summary import SummaryRequest
from plotkit.data.table import Table
from plotkit.data.variables import ComputedVariable, ConstantVariable
from plotkit.errors import noting, of_user
from plotkit.marks.base import Mark, Member
from plotkit.marks.mappable import Mappable
from plotkit.marks.pane import Pane
from plotkit.marks.primitives import Areas, Lines, Paths, Primitive
from plotkit.marks.values import Values
from plotkit.page import Page, placed
from plotkit.properties.base import Theme
from plotkit.properties.color import Color
from plotkit.properties.registry import PROPERTIES
from plotkit.records import dataclass, field, replace
from plotkit.scales.base import LevelScale, PropertyScale, RampScale

Block = Mapping[str, Sequence[BoundLayer]]
"""The properties that show one variable, and the layers that show each."""
Seen = Mapping[tuple[BoundLayer, str], Container[Any]]
"""The levels of each layer's properties that are drawn in one panel."""
ANY_LEVEL = 0.7
"""How much a key that stands for a layer with all its colours has of that of texts; the rest is of
the page."""
KEY = np.array([20.0, 7.0])
"""The usual size of a key, in points."""
MISSING, OUTSIDE = "missing", "outside"
"""What is written beside what values look like that have no place on a scale."""
_NO_VALUE: Any = object()


@dataclass(frozen=True, eq=False)
class Scene:
    """What guides are made from.

    Attributes
    ----------
    layers
        Those that guides may show.
    scales
        All trained scales.
    theme
        Where properties find their defaults.
    constants
        Properties and the values that stand for all rows of some layer.
    seen
        The levels that there are; None for all.
    lost
        Properties of layers whose variable a stat did not keep, so that they show nothing.
    missing
        Properties of layers that show what has no place on their scales, and which of
        `MISSING` and `OUTSIDE` there is.
    piles
        How levels lie on each other.
    steps
        In which steps amounts go.
    """

    layers: Sequence[BoundLayer]
    scales: Scales
    theme: Theme
    constants: Container[tuple[str, Any]] = ()
    seen: Seen | None = None
    lost: Container[tuple[BoundLayer, str]] = ()
    missing: Mapping[tuple[BoundLayer, str], Container[str]] = field(default_factory=dict)
    piles: Piles = field(default_factory=dict)
    steps: Steps = field(default_factory=dict)
    tables: Mapping[tuple[BoundLayer, int], MarkTable] = field(default_factory=dict)
    """What marks draw, by their layer and their id."""
    known: dict[tuple[BoundLayer, int], dict[str, Any]] = field(default_factory=dict, repr=False)
    """The properties of marks in keys where nothing is mapped, kept for the next key."""

    def constants_of(self, layer: BoundLayer, mark: Mark) -> dict[str, Any]:
        """Return the properties of a mark in keys where nothing is mapped."""
        found = self.known.get((layer, id(mark)))
        if found is None:
            found = {**constant_properties(mark, self.theme), **_neutral(layer, mark, self.theme)}
            self.known[layer, id(mark)] = found
        return found


def block_keys(
    block: Block, values: Sequence[Any], texts: Sequence[str], scene: Scene
) -> list[Key]:
    """Return an entry for each value that some layer can have, with the marks of all that do."""
    layers = _layers_of(block)
    keys = []
    for value, text in zip(values, texts, strict=True):
        shown = {
            layer: [
                name
                for name, held in block.items()
                if layer in held and _shows(layer, name, value, scene)
            ]
            for layer in layers
        }
        shown = {layer: names for layer, names in shown.items() if names}
        drawn: list[Primitive] = []
        for layer, names in _having(value, shown, scene).items():
            drawn += _key(layer, names, value, scene)
        if drawn:
            keys.append(Key(text, tuple(drawn)))
    return keys


def missing_keys(block: Block, scene: Scene) -> list[Key]:
    """Return an entry for what has no place on a scale, if any layer shows some."""
    drawn: list[Primitive] = []
    there = []
    for layer in _layers_of(block):
        held = [(layer, name) for name, layers in block.items() if layer in layers]
        found = [each for each in held if each in scene.missing]
        there += [scene.missing[each] for each in found]
        drawn += _key(layer, [name for _, name in found], _NO_VALUE, scene) if found else []
    text = " or ".join(word for word in (MISSING, OUTSIDE) if any(word in one for one in there))
    return [Key(text, tuple(drawn))] if drawn else []


def _layers_of(block: Block) -> list[BoundLayer]:
    return list(dict.fromkeys(layer for held in block.values() for layer in held))


def _key(layer: BoundLayer, names: Sequence[str], value: Any, scene: Scene) -> list[Primitive]:
    """Draw what properties of a layer look like at a value, the others as of the whole layer."""
    values = {**_constants(layer, scene.scales), **dict.fromkeys(names, value)}
    return key_primitives(layer, values, scene, shown=names)


def layer_keys(layers: Sequence[BoundLayer], scene: Scene) -> list[Key]:
    """Return an entry for each layer that has a label, and for each mark that has a name.

    Its key shows what holds for the whole layer: a colour that it maps is grey there.
    """
    keys = []
    for layer in layers:
        constants, label = _constants(layer, scene.scales), layer.spec.label
        named = named_marks(layer)
        entries = [(label, layer.members)] if label is not None else []
        entries += [(title, (one,)) for title, one in named.items()]
        for text, members in entries:
            keys.append(Key(text, tuple(key_primitives(layer, constants, scene, members))))
    return keys


def entries_of(layer: BoundLayer) -> list[str]:
    """Return the entries that a layer has of its own: its label, and names of marks."""
    label = layer.spec.label
    return [*([] if label is None else [label]), *named_marks(layer)]


def named_marks(layer: BoundLayer) -> dict[str, Member]:
    """Return the marks of a layer that have an entry by the name of a variable."""
    found: dict[str, Member] = {}
    for member in layer.members:
        name = member.mark.named_by
        variable = None if name is None else layer.variables.get(layer.upright(name))
        if variable is not None and variable.title is not None:
            found[variable.title] = member
    return found


def _constants(layer: BoundLayer, scales: Scales) -> dict[str, Any]:
    """Return the values that stand for all rows of a layer, by property."""
    return {
        name: variable.value
        for name, variable in layer.variables.items()
        if isinstance(variable, ConstantVariable)
        and name in mapped(layer)
        and name in scales.properties
    }


def mapped(layer: BoundLayer) -> set[str]:
    """Return the properties of a layer's marks that a variable can set."""
    fields = [one.mark.properties() for one in layer.members if one.mark.has_key]
    return {name for each in fields for name, value in each.items() if isinstance(value, Mappable)}


def _shows(layer: BoundLayer, name: str, value: Any, scene: Scene) -> bool:
    """Tell whether a layer can have a value: the constant it is, or a level that it may have.

    A level that only another layer has, which names a constant, is none of its own.
    """
    variable, scale = layer.variables[name], scene.scales.properties[name]
    if isinstance(variable, ConstantVariable):
        return bool(variable.value == value)
    if not isinstance(scale, LevelScale):  # another property may show levels, too
        return not to_column([value], name).kind.discrete
    seen = None if scene.seen is None else scene.seen.get((layer, name))
    if seen is not None and value not in seen:
        return False
    if value not in scale.levels or isinstance(variable, ComputedVariable):
        return value in scale.levels
    there = (name, value) not in scene.constants
    return there or value in (variable.summary(SummaryRequest(levels=True)).levels or ())


def _having(
    value: Any, shown: Mapping[BoundLayer, Sequence[str]], scene: Scene
) -> Mapping[BoundLayer, Sequence[str]]:
    """Return the layers whose data have a level, if any do; data of their own may lack it."""
    every = [layer.variables[name].identity for layer, names in shown.items() for name in names]
    if len(set(every)) < 2:
        return shown
    found = {
        layer: names
        for layer, names in shown.items()
        if any(_has(layer, name, value, scene) for name in names)
    }
    return found or shown


def _has(layer: BoundLayer, name: str, value: Any, scene: Scene) -> bool:
    """Tell whether the data of a layer have a level, as far as they can tell."""
    variable, scale = layer.variables[name], scene.scales.properties[name]
    if not isinstance(scale, LevelScale) or isinstance(variable, ComputedVariable):
        return True
    return value in (variable.summary(SummaryRequest(levels=True)).levels or ())


def key_primitives(
    layer: BoundLayer,
    values: Mapping[str, Any],
    scene: Scene,
    members: Sequence[Member] | None = None,
    shown: Sequence[str] = (),
) -> list[Primitive]:
    """Let marks of a layer draw the key of some property values, in a square from 0 to 1.

    Where some properties are what is shown, marks draw those of their parts that have these.
    Colours that are mapped and not among the values are grey: the key stands for all of them.
    """
    drawn: list[Primitive] = []
    with noting(f"In the legend key of {layer.name}."):
        for member in layer.members if members is None else members:
            if member.mark.has_key:
                pane = Pane(flip=_turns(member.mark) and layer.orient == "y")
                _draw_key(member.mark, layer, values, scene, pane, shown)
                rises = member.mark.reaches  # up the page, also where levels go down
                down = pane.flip and not rises and _goes_down(layer, scene)
                drawn += map(_mirrored, pane.primitives) if down else pane.primitives
    return drawn


def _turns(mark: Mark) -> bool:
    """Tell whether a mark is known by its direction: across the panel, or along the values."""
    if mark.spans:
        return True
    along = sum(at.on == "x" for name, at in mark.roles().items() if name in mark.needs)
    return along == 1 and not (mark.connects and mark.along == "x") and not mark.planar


def _goes_down(layer: BoundLayer, scene: Scene) -> bool:
    """Tell whether the y axis of a layer has levels, which go down."""
    scale = scene.scales.axes.get(layer.axis_name("y"))
    return scale is not None and scale.discrete


def _mirrored(primitive: Primitive) -> Primitive:
    """Return an area with its upper side down."""
    if not isinstance(primitive, Areas):
        return primitive
    xy = primitive.paths.xy * (1.0, -1.0) + (0.0, 1.0)
    return replace(primitive, paths=Paths(xy, primitive.paths.starts))


def _draw_key(
    mark: Mark,
    layer: BoundLayer,
    values: Mapping[str, Any],
    scene: Scene,
    pane: Pane,
    shown: Sequence[str],
) -> None:
    scales, made = scene.scales, scene.tables.get((layer, id(mark)))
    # Few ask for the rows that the key stands for, and to find them takes its time.
    drawn = None if made is None else partial(_rows_of, made.table, values)
    positions = mark.key_rows(drawn)
    n = len(positions["width"])
    positions = {**_made_positions(layer, n), **positions}
    columns = {
        name: _sample(value, scales.properties[name], name, n)
        for name, value in values.items()
        if name in scales.properties
    }
    constants = scene.constants_of(layer, mark)
    properties = resolve_properties(mark, Table(columns, n), values, scales, constants)
    if any(map(_is_missing, properties.values())):
        return  # as the layer draws none
    starts = np.zeros(1, dtype=np.intp) if mark.connects else np.arange(n)
    with of_user(mark, f"{layer.name}: the legend key of {mark.name}"):
        before = len(pane.primitives)
        key = Values(positions, properties, n, starts)
        there = _parts_there(mark, made, values, shown)
        mark.draw(replace(key, parts=dict.fromkeys(there, key)) if there else key, pane)
        if len(pane.primitives) == before:  # it may draw the parts of a stat alone
            middle = {"x": np.full(n, 0.5), "y": np.full(n, 0.5)}
            mark.draw(Values({**middle, **positions}, properties, n, starts, sampled=True), pane)
    pane.primitives[before:] = map(_at_rest, pane.primitives[before:])


def _parts_there(
    mark: Mark, drawn: MarkTable | None, values: Mapping[str, Any], shown: Sequence[str]
) -> list[str]:
    """Return the parts of what a mark draws that have rows of some levels, as far as it asks.

    These are the parts that have the properties which are shown, if any has.
    """
    if not mark.key_parts or drawn is None:
        return []
    parts = {"main": drawn.table, **drawn.parts}
    found = [name for name in mark.key_parts if name in parts and _rows_of(parts[name], values).n]
    showing = [name for name in found if not {*shown}.isdisjoint(mark.key_parts[name])]
    return showing or found


def _rows_of(table: Table, values: Mapping[str, Any]) -> Table:
    """Return the rows of some levels; amounts tell no rows apart."""
    kept = np.ones(table.n, dtype=bool)
    for name, value in values.items():
        if name in table and isinstance(column := table[name], Factor):
            code = column.levels.index(value) if value in column.levels else -1
            kept &= column.codes == code
    return table.filter(kept)


def _at_rest(primitive: Primitive) -> Primitive:
    """Return a primitive whose lines lie where they are put on a page of the size of a key.

    Those that stand upright are as high as the key lets them be, which is not known here.
    """
    if not isinstance(primitive, Lines) or primitive.place is None:
        return primitive
    xy = primitive.paths.xy
    if not np.ptp(xy[:, 0]) > 0:
        return primitive
    nothing = np.zeros_like(xy)
    page = Page(xy * KEY, (KEY[0], KEY[1]), nothing, nothing)
    made = placed(primitive.place, page).xy
    return replace(primitive, paths=Paths(made / KEY, primitive.paths.starts), place=None)


def _is_missing(value: Any) -> bool:
    """Tell whether a property is a number that is missing."""
    number = isinstance(value, np.ndarray) and value.ndim == 1 and value.dtype.kind == "f"
    return number and bool(np.isnan(value).all())


def _made_positions(layer: BoundLayer, n: int) -> dict[str, Any]:
    """Return what stats make on the value axis, spread over the key in the order of its names."""
    names = [name for name, what in layer.made.items() if what == "y"]
    places = np.linspace(0.0, 1.0, len(names)) if len(names) > 1 else [0.5]
    return {name: np.full(n, place) for name, place in zip(names, places, strict=False)}


def _neutral(layer: BoundLayer, mark: Mark, theme: Theme) -> dict[str, Any]:
    """Return a grey for each colour of a mark that is mapped: its key stands for all levels."""
    free = {name for name, value in mark.properties().items() if isinstance(value, Mappable)}
    names = mapped(layer) & free & set(layer.variables)
    colors = [name for name in names if isinstance(PROPERTIES.get(name), Color)]
    if not colors:
        return {}
    texts, page = (theme.rgba(theme.rc(name)) for name in ("text.color", "figure.facecolor"))
    pairs = zip(texts[:3], page[:3], strict=True)
    grey = *(ANY_LEVEL * text + (1 - ANY_LEVEL) * paper for text, paper in pairs), np.nan
    return dict.fromkeys(colors, grey)


def _sample(value: Any, scale: PropertyScale, name: str, n: int) -> Any:
    if isinstance(scale, LevelScale):
        # A constant of a layer may be missing, and is no level then.
        code = scale.levels.index(value) if value in scale.levels else -1
        return Factor(np.full(n, code), scale.levels)
    if isinstance(scale, RampScale):
        if value is _NO_VALUE:
            return np.full(n, np.nan)
        return np.full(n, to_column([value], name).floats()[0])
    return as_objects([value] * n)
