"""Explain: legends as data. Keys are drawn by the marks themselves, on a small pane."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from plotkit.compile.bind import BoundLayer
from plotkit.compile.drawing import Key, Legend
from plotkit.compile.resolve import Stroke, constant_looks, resolve_looks
from plotkit.compile.train import Scales
from plotkit.data.convert import to_column
from plotkit.data.factor import Factor, as_objects
from plotkit.data.source import is_key
from plotkit.data.table import Table
from plotkit.errors import noting
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.marks.words import Word
from plotkit.properties.base import Theme
from plotkit.scales.base import LevelLooks, LookScale, RampLooks
from plotkit.spec.model import LabelSpec

Block = dict[str, list[BoundLayer]]
"""The properties that show one variable, and the layers that show each."""
Constants = Container[tuple[str, Any]]
"""Properties and the values that stand for all rows of some layer."""


def explain(
    strokes: Sequence[Stroke], scales: Scales, labels: LabelSpec, theme: Theme
) -> tuple[Legend, ...]:
    """Return the legends: one block a variable, with all the properties and layers that show it."""
    layers = [s.computed.layer for s in strokes if s.computed.layer.spec.legend]
    layers = [layer for layer in layers if layer.mark.has_key and _first_pairing(layer)]
    empty = {s.computed.layer for s in strokes if not s.computed.table.n}
    constants = {
        (name, variable.value)
        for layer in layers
        for name, variable in layer.variables.items()
        if variable.value is not None and is_key(variable.value)
    }
    own = _layer_legend(layers, labels, theme)
    labelled = min((layer.index for layer in layers if layer.spec.label is not None), default=0)
    before: list[Legend] = []
    after: list[Legend] = []
    for block in _blocks(layers, scales, empty).values():
        legend = _block_legend(block, scales, labels, theme, constants)
        first = min(layer.index for held in block.values() for layer in held)
        if legend.keys:
            (before if first < labelled else after).append(legend)
    return (*before, *own, *after)


def _first_pairing(layer: BoundLayer) -> bool:
    return all(number in (None, 0) for number in layer.pairing)


def _blocks(
    layers: Iterable[BoundLayer], scales: Scales, empty: Container[BoundLayer]
) -> dict[Hashable, Block]:
    blocks: dict[Hashable, Block] = {}
    for layer in layers:
        shown = {name for name, value in layer.mark.properties().items() if not _fixed(value)}
        for name, variable in layer.variables.items():
            scale = scales.looks.get(name)
            if scale is None or not scale.legend or name not in shown:
                continue
            if layer in empty and isinstance(scale, RampLooks):
                continue  # there is no amount to show
            identity: Hashable = variable.title or (variable.identity, name)
            if variable.value is not None:
                identity = ("constants", name)  # of all layers together
            blocks.setdefault(identity, {}).setdefault(name, []).append(layer)
    return blocks


def _fixed(value: object) -> bool:
    from plotkit.marks.base import Mappable

    return not isinstance(value, Mappable)


def _block_legend(
    block: Block, scales: Scales, labels: LabelSpec, theme: Theme, constants: Constants
) -> Legend:
    levelled = [name for name in block if isinstance(scales.looks[name], LevelLooks)]
    first = (levelled or list(block))[0]  # amounts can be shown at any level, not the reverse
    values, texts, more = _shortened(*scales.looks[first].entries())
    layers = list(dict.fromkeys(layer for held in block.values() for layer in held))
    title = _title(block, labels)
    keys = []
    for value, text in zip(values, texts, strict=True):
        words: list[Word] = []
        for layer in layers:
            names = [
                name
                for name, held in block.items()
                if layer in held and _shows(layer, name, scales.looks[name], value, constants)
            ]
            if names:
                words += key_words(layer, dict.fromkeys(names, value), scales, theme)
        if words:
            keys.append(Key(text, tuple(words)))
    if more:
        keys.append(Key(more, ()))
    return Legend(title, tuple(keys))


MOST_KEYS = 40
"""Entries of a legend block; beyond them nobody can tell the looks apart."""


def _shortened(
    values: Sequence[Any], texts: Sequence[str]
) -> tuple[Sequence[Any], Sequence[str], str]:
    """Return the entries that fit, and how many more there are, as text."""
    more = len(values) - MOST_KEYS
    if more <= 0:
        return values, texts, ""
    return values[:MOST_KEYS], texts[:MOST_KEYS], f"… {more} more"


def _shows(
    layer: BoundLayer, name: str, scale: LookScale, value: Any, constants: Constants
) -> bool:
    """Tell whether a layer can have a value: the constant it is, or a level that it may have.

    A level that only another layer has, which names a constant, is none of its own.
    """
    variable = layer.variables[name]
    if variable.value is not None:
        return bool(variable.value == value)
    if not isinstance(scale, LevelLooks):
        return True
    if value not in scale.levels or variable.computed is not None:
        return value in scale.levels
    return (name, value) not in constants or value in (layer.summary(name, True).levels or ())


def _title(block: Block, labels: LabelSpec) -> str:
    """Return the title of a block: the user's for any of its properties, else the variable's."""
    name, held = next(iter(block.items()))
    title = held[0].variables[name].title or ""
    for prop in block:
        asked = labels.variables.get(prop)
        if asked is not None:
            return str(asked(title)) if callable(asked) else str(asked)
    return title


def _layer_legend(
    layers: Sequence[BoundLayer], labels: LabelSpec, theme: Theme
) -> tuple[Legend, ...]:
    """Return the block of layers that have a label of their own."""
    keys = [
        Key(layer.spec.label, tuple(key_words(layer, {}, Scales(), theme)))
        for layer in layers
        if layer.spec.label is not None
    ]
    return (Legend(labels.legend or "", tuple(keys)),) if keys else ()


def key_words(
    layer: BoundLayer, values: Mapping[str, Any], scales: Scales, theme: Theme
) -> list[Word]:
    """Let a layer's mark draw the key of some property values, in a square from 0 to 1."""
    mark = layer.mark
    with noting(f"In the legend key of {layer.name}."):
        positions = {name: np.array(column) for name, column in mark.sample.items()}
        n = len(next(iter(positions.values())))
        positions.setdefault("width", np.ones(n))
        positions.setdefault("baseline", np.zeros(n))
        columns = {name: _sample(value, scales, name, n) for name, value in values.items()}
        table = Table(columns, n)
        looks = resolve_looks(mark, table, values, scales, constant_looks(mark, theme))
        starts = np.zeros(1, dtype=np.intp) if mark.connects else np.arange(n)
        pane = Pane()
        mark.draw(Values(positions, looks, n, starts), pane)
    return pane.words


def _sample(value: Any, scales: Scales, name: str, n: int) -> Any:
    scale = scales.looks[name]
    if isinstance(scale, LevelLooks):
        return Factor(np.full(n, scale.levels.index(value)), scale.levels)
    if isinstance(scale, RampLooks):
        return np.full(n, to_column([value], name).floats()[0])
    return as_objects([value] * n)
