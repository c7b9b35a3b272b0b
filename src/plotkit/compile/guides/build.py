"""Explain: legends, colour bars and direct labels as data."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from plotkit.compile.drawing import Guide, Legend, Panel
from plotkit.compile.guides.colorbar import color_bar, has_bar
from plotkit.compile.guides.direct_labels import can_label, direct_labels, preference
from plotkit.compile.guides.keys import (
    MISSING,
    OUTSIDE,
    Block,
    Scene,
    block_keys,
    entries_of,
    layer_keys,
    mapped,
    missing_keys,
)
from plotkit.compile.guides.opacity import opacity
from plotkit.compile.guides.options import LAYERS, GuideOptions, check_options, side_of
from plotkit.compile.guides.stacks import pile_of, piles_of
from plotkit.compile.guides.steps import common_steps, steps_of
from plotkit.compile.resolve import LayerDrawing
from plotkit.compile.stages import BoundLayer, Grid, Scales
from plotkit.data.factor import Factor
from plotkit.data.variables import ConstantVariable
from plotkit.data.vectors import is_key
from plotkit.errors import PlotSpecError
from plotkit.properties.base import Theme
from plotkit.records import dataclass, replace
from plotkit.scales.base import LevelScale, PropertyScale, RampScale
from plotkit.spec.model import PlotSpec


@dataclass(frozen=True, eq=False)
class _Direct:
    """What is told at the ends of lines: layers and their properties, and blocks without more."""

    told: Mapping[int, Sequence[str]]
    dropped: Container[Hashable]


def build_guides(
    layers: Sequence[LayerDrawing],
    scales: Scales,
    spec: PlotSpec,
    theme: Theme,
    grid: Grid,
    panels: tuple[Panel, ...],
) -> tuple[tuple[Panel, ...], tuple[Guide, ...]]:
    """Return the panels with guides of their own, and the guides of the whole figure."""
    options = GuideOptions(spec.legend, spec.labels)
    shown = [one for one in layers if one.placed.layer.spec.legend and has_key(one.placed.layer)]
    check_options(options, [one.placed.layer for one in layers])
    if spec.legend.position is None or not shown:
        return tuple(map(_unexplained, panels)), ()
    first = list({s.placed.layer.index: s for s in reversed(shown)}.values())[::-1]
    constants = {
        (name, variable.value)
        for one in first
        for name, variable in one.placed.layer.variables.items()
        if isinstance(variable, ConstantVariable) and is_key(variable.value)
    }
    lost = {
        (one.placed.layer, name)
        for one in first
        for name in one.placed.layer.variables
        if not any(name in each.drawn for each in one.placed.marks)
    }
    missing = {
        (one.placed.layer, name): what for one in first for name, what in _missing(one, scales)
    }
    shown_layers = [one.placed.layer for one in first]
    order = piles_of(first), steps_of(first)
    tables = {(one.placed.layer, id(m.mark)): m for one in shown for m in one.placed.marks}
    scene = Scene(shown_layers, scales, theme, constants, None, lost, missing, *order, tables)
    empty = {
        s.placed.layer
        for s in shown
        if not any(t.n for one in s.placed.marks for t in (one.table, *one.parts.values()))
    }
    direct = _direct(first, scene, options, empty)
    if direct.told:
        found = direct_labels(shown, direct.told, grid, panels, scales, theme)
        panels = tuple(replace(p, direct_labels=e) for p, e in zip(panels, found, strict=True))
    if spec.legend.per == "figure":
        return panels, tuple(_guides(scene, options, direct, empty))
    scenes = (_scene_of(number, shown, grid, scene) for number in range(len(panels)))
    own = [
        tuple(_guides(each, options, direct, empty)) if panel.of is None else ()
        for each, panel in zip(scenes, panels, strict=True)
    ]
    return tuple(replace(p, guides=g) for p, g in zip(panels, own, strict=True)), ()


def _unexplained(panel: Panel) -> Panel:
    """Return a panel whose levels no guide tells."""
    return replace(panel, marks=tuple(replace(mark, explained=False) for mark in panel.marks))


def _missing(one: LayerDrawing, scales: Scales) -> Iterable[tuple[str, set[str]]]:
    """Yield the properties of a layer that show what has no place on their scales, and what."""
    for name in one.placed.layer.variables:
        scale = scales.properties.get(name)
        columns = [each.drawn[name] for each in one.placed.marks if name in each.drawn]
        if scale is not None and scale.na:
            found = set().union(*(_lacks(scale, each) for each in columns))
            if found:
                yield name, found


def _lacks(scale: PropertyScale, column: Any) -> set[str]:
    """Tell whether values are missing, or lie outside of a scale that shows them likewise."""
    if isinstance(column, Factor):
        return {MISSING} if column.incomplete else set()
    lacks = {MISSING} if np.isnan(column).any() else set()
    if not isinstance(scale, RampScale) or scale.ends is None:
        return lacks
    low, high = sorted(scale.ends)
    outside = column[(column < low) | (column > high)][:1]
    found, lost = (scale.outputs(each) for each in (outside, np.full(len(outside), np.nan)))
    alike = np.array_equal(found.astype(np.float64), lost.astype(np.float64), equal_nan=True)
    return lacks | {OUTSIDE} if len(outside) and alike else lacks


def has_key(layer: BoundLayer) -> bool:
    """Tell whether a legend can show any of the marks of a layer."""
    return any(one.mark.has_key for one in layer.members)


def _scene_of(number: int, layers: Sequence[LayerDrawing], grid: Grid, whole: Scene) -> Scene:
    """Return what one panel shows: the layers that draw there, and their levels."""
    family = [i for i, cell in enumerate(grid.cells) if number in (i, cell.of)]
    here = [one for one in layers if any(one.cells[i] for i in family)]
    seen: dict[tuple[BoundLayer, str], Container[Any]] = {}
    for one in here:
        layer, table = one.placed.layer, one.placed.table
        held = grid.panels(layer, table)
        rows = next((held[i] for i in family if one.cells[i]), None)
        for name in layer.variables:
            if name in table and isinstance(column := table[name], Factor):
                codes = np.unique(column.codes if rows is None else column.codes[rows])
                seen[layer, name] = {column.levels[code] for code in codes.tolist() if code >= 0}
    return replace(whole, layers=[one.placed.layer for one in here], seen=seen)


# ------------------------------------------------------------------------------------------ blocks


def _blocks(
    scene: Scene, options: GuideOptions, empty: Container[BoundLayer]
) -> dict[Hashable, dict[str, list[BoundLayer]]]:
    """Return what can be explained: by variable, the properties and layers that show it."""
    blocks: dict[Hashable, dict[str, list[BoundLayer]]] = {}
    for layer in scene.layers:
        free = mapped(layer)
        for name, variable in layer.variables.items():
            scale = scene.scales.properties.get(name)
            if scale is None or not scale.legend or scale.guide is None or name not in free:
                continue
            if (layer, name) in scene.lost or options.hides(name, variable.title):
                continue
            if layer in empty and isinstance(scale, RampScale):
                continue  # there is no amount to show
            identity: Hashable = variable.title or (variable.identity, name)
            if isinstance(variable, ConstantVariable):
                identity = ("constants", name)  # of all layers together
            blocks.setdefault(identity, {}).setdefault(name, []).append(layer)
    return blocks


def _direct(
    layers: Sequence[LayerDrawing],
    scene: Scene,
    options: GuideOptions,
    empty: Container[BoundLayer],
) -> _Direct:
    """Find what the ends of lines and areas can tell of what is asked to stand there."""
    if not options.mention("direct") and all(
        scale.guide != "direct" for scale in scene.scales.properties.values()
    ):
        return _Direct({}, ())
    able = {one.placed.layer: one for one in layers if can_label(one.placed)}
    told: dict[int, list[str]] = {}
    dropped: set[Hashable] = set()
    for identity, block in _blocks(scene, options, empty).items():
        names = [name for name in block if _is_direct(name, block, scene.scales, options)]
        holding = [layer for name in names for layer in block[name] if layer in able]
        if holding:
            chosen = [min(holding, key=preference)]
            if isinstance(identity, tuple) and identity[0] == "constants":
                chosen = holding  # each layer has a level of its own
            for layer in chosen:
                name = next(name for name in names if layer in block[name])
                told.setdefault(layer.index, []).append(name)
            dropped.add(identity)
    if options.position((LAYERS,)) == "direct":
        for layer in able:
            if layer.spec.label is not None and not options.hides(layer.spec.label):
                told.setdefault(layer.index, [])
    return _Direct(told, dropped)


def _is_direct(name: str, block: Block, scales: Scales, options: GuideOptions) -> bool:
    scale = scales.properties[name]
    if not isinstance(scale, LevelScale):
        return False
    asked = options.position(_names(block)) == "direct"
    return scale.guide == "direct" or (asked and scale.guide == "auto")


# ------------------------------------------------------------------------------------------ guides


def _guides(
    scene: Scene, options: GuideOptions, direct: _Direct, empty: Container[BoundLayer]
) -> list[Guide]:
    """Return the legends and colour bars of a figure or a panel, in order."""
    labelled = [
        layer
        for layer in scene.layers
        if any(not options.hides(label, LAYERS) for label in entries_of(layer))
        and direct.told.get(layer.index) != []
    ]
    start = min((layer.index for layer in labelled), default=0)
    found: list[tuple[tuple[int, int], Sequence[str], Guide]] = []
    for identity, whole in _blocks(scene, options, empty).items():
        told = identity in direct.dropped
        block = {n: held for n, held in whole.items() if not told or _insists(n, scene.scales)}
        names = _names(block)
        if not block or options.position(names) is None:
            continue
        after = min(layer.index for held in block.values() for layer in held) >= start
        rank = (options.rank(names), 2 * after)
        found += [(rank, names, guide) for guide in _of_block(block, names, scene, options)]
    if labelled and options.position((LAYERS,)) is not None:
        rank = (options.rank((LAYERS,)), 1)
        found.append((rank, (LAYERS,), _layer_legend(labelled, scene, options)))
    found.sort(key=lambda item: item[0])
    return [replace(guide, free=options.free(names)) for _, names, guide in found]


def _insists(name: str, scales: Scales) -> bool:
    return scales.properties[name].guide in ("legend", "colorbar")


def _names(block: Block) -> tuple[str, ...]:
    """Return how a user may call a block: by its properties and its variable."""
    titles = (layer.variables[name].title for name, held in block.items() for layer in held)
    return (*block, *dict.fromkeys(title for title in titles if title is not None))


def _of_block(
    block: Block, names: Sequence[str], scene: Scene, options: GuideOptions
) -> Iterable[Guide]:
    """Return the colour bar of a variable, or a legend of all that shows it, or both."""
    scales = scene.scales.properties
    variables = [layer.variables[name] for name, held in block.items() for layer in held]
    able = [name for name in block if has_bar(scales[name])]
    plain = not any(isinstance(variable, ConstantVariable) for variable in variables)
    able = able if plain else []
    asked = [name for name in block if scales[name].guide == "colorbar"]
    for name in asked:
        if name not in able:
            raise PlotSpecError(
                f"guide='colorbar' needs a colour of amounts, with more than one of them, and "
                f"{name!r} has none. Use guide='legend'."
            )
    alone = len(able) == len(block) and all(scales[name].guide == "auto" for name in block)
    bars = asked or (able[:1] if alone else [])
    title, position = options.title(block, names), side_of(options.position(names))
    for name in bars:
        scale, whole = scales[name], _with_offset(title, scales[name])
        steps = common_steps(block[name], name, scene.steps)
        own = opacity({name: block[name]}, scale, scene)
        yield color_bar(scale, whole, position, options.reverses(names), steps, own)
        keys = missing_keys({name: block[name]}, scene) if alone else ()
        if keys:
            yield Legend("", tuple(keys), position)
    rest = {name: held for name, held in block.items() if name not in bars}
    if rest and not (bars and alone):
        legend = _legend(rest, names, scene, options)
        if legend.keys:
            whole = _with_offset(title, scales[_listed(rest, scales)])
            yield replace(legend, title=whole, position=position)


def _with_offset(title: str, scale: PropertyScale) -> str:
    """Return the title with what the labels have in common and leave out, as an axis's corner."""
    offset = scale.ticks.offset if isinstance(scale, RampScale) else ""
    return f"{title} ({offset})" if title and offset else title or offset


def _listed(block: Block, scales: Mapping[str, PropertyScale]) -> str:
    """Return the property whose values a legend lists."""
    levelled = [name for name in block if isinstance(scales[name], LevelScale)]
    return (levelled or list(block))[0]  # amounts can be shown at any level, not the reverse


def _legend(block: Block, names: Sequence[str], scene: Scene, options: GuideOptions) -> Legend:
    scales = scene.scales.properties
    first = scales[_listed(block, scales)]
    values, texts = options.ordered(names, *first.entries())
    pile = None if options.arranges(names) else pile_of(block, scene.piles)
    if pile is not None:
        place = {level: number for number, level in enumerate(pile.levels)}
        pairs = zip(values, texts, strict=True)
        ordered = sorted(pairs, key=lambda pair: place.get(pair[0], len(place)))
        values, texts = [value for value, _ in ordered], [text for _, text in ordered]
    if scene.seen is not None and isinstance(first, LevelScale):
        there = [v for v in values if any(v in levels for levels in _seen(block, scene))]
        texts = [text for value, text in zip(values, texts, strict=True) if value in there]
        values = there
    most = options.most(names)
    keys = block_keys(block, values[:most], texts[:most], scene) + missing_keys(block, scene)
    more = max(len(values) - most, 0)
    upward = pile is not None and pile.upward
    return Legend("", tuple(keys), columns=options.columns(names), more=more, upward=upward)


def _seen(block: Block, scene: Scene) -> Iterable[Container[Any]]:
    """Yield the levels of a block that a panel has; those of an engine's stat are not known."""
    assert scene.seen is not None
    for name, held in block.items():
        for layer in held:
            if (layer, name) in scene.seen:
                yield scene.seen[layer, name]


def _layer_legend(layers: Sequence[BoundLayer], scene: Scene, options: GuideOptions) -> Legend:
    """Return the block of layers that have a label of their own."""
    names = (LAYERS,)
    keys = [key for key in layer_keys(layers, scene) if not options.hides(key.label)]
    keys = keys[::-1] if options.reverses(names) else keys
    most = options.most(names)
    return Legend(
        options.title({}, names),
        tuple(keys[:most]),
        side_of(options.position(names)),
        options.columns(names),
        max(len(keys) - most, 0),
    )
