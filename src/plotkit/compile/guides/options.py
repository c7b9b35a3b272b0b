"""What a user asked of legends and colour bars, block by block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plotkit.compile.guides.keys import Block
from plotkit.compile.stages import BoundLayer
from plotkit.errors import PlotSpecError, check_name, quoted, suggestion
from plotkit.properties.registry import PROPERTIES
from plotkit.records import dataclass
from plotkit.scales.ticks import literal
from plotkit.spec.legend import AUTO, DIRECT, Position
from plotkit.spec.model import LabelSpec, LegendSpec

MOST_KEYS = 40
"""Entries of a legend block; beyond them nobody can tell colours and markers apart."""
LAYERS = "layers"
"""How the block of labelled layers is called."""


@dataclass(frozen=True)
class GuideOptions:
    """What was said in ``legend`` and ``label``, found by any of the names of a block."""

    spec: LegendSpec
    labels: LabelSpec

    def position(self, names: Sequence[str]) -> Any:
        """Return a position, "auto", "direct", or None for no guide."""
        return _said(self.spec.position, names, AUTO)

    def free(self, names: Sequence[str]) -> bool:
        """Tell whether a block may stand elsewhere where there is no room: nobody placed it."""
        return self.position(names) in (AUTO, DIRECT)

    def mention(self, position: str) -> bool:
        """Tell whether any block is to stand there."""
        asked = self.spec.position
        return position in asked.values() if isinstance(asked, Mapping) else asked == position

    def columns(self, names: Sequence[str]) -> int | None:
        """Return the number of columns, None for what fits."""
        found: int | None = _said(self.spec.columns, names, None)
        return found

    def most(self, names: Sequence[str]) -> int:
        """Return how many entries there may be."""
        found: int | None = _said(self.spec.most, names, None)
        return MOST_KEYS if found is None else found

    def reverses(self, names: Sequence[str]) -> bool:
        """Tell whether entries stand in reverse order."""
        asked = self.spec.reverse
        return asked if isinstance(asked, bool) else any(name in asked for name in names)

    def arranges(self, names: Sequence[str]) -> bool:
        """Tell whether the user says in which order entries stand."""
        order = self.spec.order
        asked = _said(order, names, ()) if isinstance(order, Mapping) else ()
        return bool(asked) or self.reverses(names)

    def hides(self, *names: str | None) -> bool:
        """Tell whether any of the names is hidden."""
        return any(name in self.spec.hide for name in names if name is not None)

    def rank(self, names: Sequence[str]) -> int:
        """Return the place of a block among those whose order was asked for; others follow."""
        order = self.spec.order
        if isinstance(order, Mapping):
            return 0
        return min((order.index(name) for name in names if name in order), default=len(order))

    def title(self, block: Block, names: Sequence[str]) -> str:
        """Return the title of a block: the user's, else the variable's name."""
        asked = _said(self.spec.title, names, None)
        if asked is not None:
            return str(asked)
        if not block:
            return self.labels.legend or ""
        name, held = next(iter(block.items()))
        title = held[0].variables[name].title or ""
        for prop in block:
            said = self.labels.variables.get(prop)
            if said is not None:
                return str(said(title)) if callable(said) else str(said)
        return literal(title)

    def ordered(
        self, names: Sequence[str], values: Sequence[Any], texts: Sequence[str]
    ) -> tuple[list[Any], list[str]]:
        """Return the entries in the order asked: by level or by label; others follow."""
        pairs = list(zip(values, texts, strict=True))
        order = self.spec.order
        asked = _said(order, names, ()) if isinstance(order, Mapping) else ()
        known = [*values, *texts]
        for level in asked:
            if level not in known:
                raise PlotSpecError(
                    f"legend(order=) names {level!r}, which is no entry."
                    f"{suggestion(level, texts)} There are: {quoted(texts)}."
                )

        def rank(pair: tuple[Any, str]) -> int:
            places = [i for i, level in enumerate(asked) if level == pair[0] or level == pair[1]]
            return places[0] if places else len(asked)

        pairs.sort(key=rank)
        if self.reverses(names):
            pairs.reverse()
        return [value for value, _ in pairs], [text for _, text in pairs]


def side_of(position: Any) -> Position:
    """Return where a block stands that is not told at the ends of lines."""
    found: Position = "right" if position in (AUTO, DIRECT) else position
    return found


def _said(option: Any, names: Sequence[str], default: Any) -> Any:
    """Return an option as it holds for a block: for all, or by one of its names."""
    if not isinstance(option, Mapping):
        return option
    return next((option[name] for name in names if name in option), default)


def check_options(options: GuideOptions, layers: Sequence[BoundLayer]) -> None:
    """Raise if a name in ``legend`` is no property, no variable and no label of a layer."""
    spec = options.spec
    by_name = (spec.position, spec.columns, spec.order, spec.title, spec.most)
    named = [name for option in by_name if isinstance(option, Mapping) for name in option]
    lists = (spec.order, spec.reverse, spec.hide)
    named += [name for option in lists if isinstance(option, tuple) for name in option]
    if not named:
        return
    variables = [v for layer in layers for v in layer.variables.values()]
    titles = [variable.title for variable in variables if variable.title is not None]
    labels = [layer.spec.label for layer in layers if layer.spec.label is not None]
    shown = dict.fromkeys([*titles, *labels, LAYERS])
    for name in named:
        if name not in PROPERTIES:
            check_name(name, shown, "variable in legend()")
