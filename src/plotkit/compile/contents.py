"""Contents: the parts of a description, each put together from what is in the drawing.

No array is gone through, and no data are asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plotkit.compile import phrases
from plotkit.compile.drawing import AxisPlan, Drawing, Panel
from plotkit.compile.phrases import levels_said, listed, many, plain, several
from plotkit.compile.stages import BoundLayer, Placed
from plotkit.compile.told import Told
from plotkit.data.roles import AXES, FACETS
from plotkit.data.variables import ConstantVariable, Variable
from plotkit.marks.primitives import Areas, Lines
from plotkit.records import dataclass
from plotkit.scales.base import AxisScale, LevelScale, RampScale
from plotkit.scales.ticks import level_label
from plotkit.spec.model import LabelSpec
from plotkit.stats.base import Stat


@dataclass(frozen=True, eq=False)
class Shown:
    """What a description is made from.

    Attributes
    ----------
    drawing
        The picture as data.
    layers
        The tables of each layer, once a pairing.
    told
        What was heard while the stats of each ran.
    labels
        What the user said of titles.
    """

    drawing: Drawing
    layers: Sequence[Placed]
    told: Sequence[Told]
    labels: LabelSpec

    def own(self) -> str:
        """Return the title that the user gave to the whole."""
        title = self.labels.title
        return plain(title) if isinstance(title, str) else ""


# ------------------------------------------------------------------------------- what is on axes


@dataclass(frozen=True)
class ShownAxis:
    """An axis of the figure over all panels: its title, and from where to where data lie."""

    name: str
    title: str
    scale: AxisScale
    ends: tuple[float, float]


def axes_of(drawing: Drawing, layers: Sequence[Placed]) -> Iterator[ShownAxis]:
    """Yield the axes that variables lie on, those across first."""
    found: dict[str, list[AxisPlan]] = {}
    for panel in drawing.panels:
        for name, plan in zip(panel.pairing, (panel.x, panel.y), strict=True):
            found.setdefault(name, []).append(plan)
    for name in sorted(name for name in found if ":" not in name):
        plans = found[name]
        title = next((plan.label for plan in plans if plan.label), "") or _title(name, layers)
        held = [plan.limits if plan.held is None else plan.held for plan in plans]
        ends = min(min(one) for one in held), max(max(one) for one in held)
        yield ShownAxis(name, plain(title), plans[0].scale, ends)


def _title(name: str, layers: Sequence[Placed]) -> str:
    """Return what the variable on an axis is called where the axis does not say it."""
    for one in layers:
        for axis in AXES:
            if one.layer.axis_name(axis) == name:
                titles = [one.layer.variables[n].title for n in (axis,) if n in one.layer.variables]
                found = next((title for title in titles if title), "")
                found = found or one.titles.get(one.layer.upright(axis), "")
                if found:
                    return found
    return ""


def range_said(axis: ShownAxis) -> str:
    """Say from where to where data lie on an axis, or its levels."""
    called = axis.title or f"the {axis.name[0]} axis"
    levels = axis.scale.units.levels
    if levels is not None:
        if not levels:
            return ""
        few = len(levels) <= phrases.MOST
        shown = levels if few else (levels[0], levels[-1])
        texts = phrases.texts_of(shown, axis.scale.labels, axis.scale.units.zone)
        return f"{called} ({levels_said(texts, n=len(levels))})"
    first, last = phrases.ends_said(axis.scale, *axis.ends)
    return f"{called} from {first} to {last}"


def transformed(scale: AxisScale) -> str:
    """Say that an axis is not linear."""
    name = scale.transform.name
    return "" if name == "linear" else f" on a {name} scale"


# ------------------------------------------------------------------------------- what is drawn


def heading_of(layers: Sequence[Placed], axes: Sequence[ShownAxis]) -> str:
    """Say what kind of plot it is, and what is on its axes."""
    main = _main(layers)
    if main is None:
        return "Empty plot" + _of(axes)
    kind, noun = _called(main, axes)
    found = dict.fromkeys(_beside(one, axes) for one in layers if one is not main)
    others = [each for each in found if each != many(noun)]
    beside = f", with {listed(others)}" if others else ""
    one = main.layer
    if kind in phrases.OF_ONE.values():
        name = one.axis_name(one.figure_axis("x"))
        title = next((axis.title for axis in axes if axis.name == name), "")
        return kind + (f" of {title}" if title else "") + beside
    upward = one.orient == "x"
    return kind + _of(axes if upward else axes[::-1]) + beside


def _of(axes: Sequence[ShownAxis]) -> str:
    """Say what is shown by what: values first."""
    across = [axis.title for axis in axes if axis.name[0] == axes[0].name[0] and axis.title]
    up = [axis.title for axis in axes if axis.name[0] != axes[0].name[0] and axis.title]
    if not up or not across:
        return f" of {listed(up or across)}" if up or across else ""
    return f" of {listed(up)} by {listed(across)}"


def _beside(one: Placed, axes: Sequence[ShownAxis]) -> str:
    """Say what a layer adds to a plot."""
    kind, noun = _called(one, axes)
    aside = next((name for name in one.layer.pairing if ":" in name), "")
    if not aside:
        return many(noun)
    place = "on the diagonal" if "diagonal" in aside else "in the margins"
    return f"{many(kind.lower())} {place}"


def _main(layers: Sequence[Placed]) -> Placed | None:
    """Return the layer that a plot is named after."""
    named = [one for one in layers if one.layer.members[0].mark.name not in phrases.NOTES]
    inside = [one for one in named if not any(":" in name for name in one.layer.pairing)]
    return next(iter([*inside, *named, *layers]), None)


def _called(one: Placed, axes: Sequence[ShownAxis]) -> tuple[str, str]:
    """Return what a plot of a layer is called, and one of what it draws."""
    mark, stats = one.layer.members[0].mark, _stats(one.layer)
    kind, noun = phrases.MARKS.get(mark.name, (f"Plot of {mark.name}", mark.name))
    last = stats[-1] if stats else ""
    if noun == "line" and last in phrases.FITS:
        return "Plot of fitted lines", "fitted line"
    if noun == "line" and last == "Function":
        return "Curve", "curve"
    if noun == "point" and any(a.scale.discrete for a in axes if a.name in one.layer.pairing):
        kind = "Dot plot"
    if noun in ("bar", "line", "area"):
        kind = phrases.OF_ONE.get(last, kind)
    return kind, noun


def _stats(layer: BoundLayer) -> list[str]:
    """Return the names of the stats whose rows the first mark of a layer draws."""
    ways = (*layer.transforms, *layer.members[0].transforms)
    return [type(way).__name__ for way in ways if isinstance(way, Stat)]


def made_of(layer: BoundLayer) -> list[str]:
    """Say what stats made of the rows of a layer; what makes a mark as it is needs no word."""
    ways = (*layer.transforms, *layer.members[0].transforms)
    stats = [type(way) for way in ways if isinstance(way, Stat)]
    said = [
        phrases.STATS.get(stat.__name__)
        or ("" if stat.__module__.startswith("plotkit.") else f"by {stat.__name__}")
        for stat in stats
    ]
    return [one for one in said if one]


def amount(shown: Shown, layers: Sequence[Placed]) -> str:
    """Say how much the layer draws that the plot is named after, and of how many rows."""
    main = _main(layers)
    if main is None:
        return ""
    held = [
        (one, told)
        for one, told in zip(shown.layers, shown.told, strict=True)
        if one.layer.index == main.layer.index
    ]
    noun = _called(main, ())[1]
    n = _count(shown.drawing, [one for one, _ in held])
    rows = held[0][1].rows
    if n is None:
        return "" if rows is None else several(rows, "row")
    return several(n, noun) + ("" if rows is None or rows == n else f" from {several(rows, 'row')}")


def _count(drawing: Drawing, held: Sequence[Placed]) -> int | None:
    """Return how many marks a layer draws; None where that says nothing."""
    mark = held[0].layer.members[0].mark
    if mark.name in ("Raster", "Image", "Contour"):
        return None
    if not mark.connects:
        return sum(one.marks[0].drawn.n for one in held)
    own = (
        next((len(p.paths) for p in each.primitives if isinstance(p, Lines | Areas)), 0)
        for panel in drawing.panels
        for each in panel.marks
        if each.layer == held[0].layer.index and each.name == mark.name
    )
    return sum(own)


def layer_said(shown: Shown, held: Sequence[Placed], told: Told) -> str:
    """Say in a sentence what one layer draws, of what and how many."""
    layer = held[0].layer
    noun = _called(held[0], ())[1]
    n = _count(shown.drawing, held)
    drawn = many(noun) if n is None else several(n, noun)
    rows = [] if told.rows is None or told.rows == n else [several(told.rows, "row")]
    made = ", ".join([*rows, *made_of(layer)])
    label = f" ({plain(layer.spec.label)})" if layer.spec.label else ""
    return drawn + label + (f": {made}" if made else "")


# ------------------------------------------------------------------------ groups, looks and panels


def looks(shown: Shown, layers: Sequence[Placed], most: int) -> Iterator[str]:
    """Yield what each look means: which variable, and its levels or range."""
    found: dict[Any, tuple[list[str], Variable]] = {}
    for one in layers:
        for name, variable in one.layer.variables.items():
            word = phrases.PROPERTIES.get(name)
            constant = isinstance(variable, ConstantVariable)
            if word is None or constant or not one.layer.is_property(name):
                continue
            if not isinstance(shown.drawing.scales.get(name), LevelScale | RampScale):
                continue
            words, _ = found.setdefault(variable.title or variable.identity, ([], variable))
            if word not in words:
                words.append(word)
    for words, variable in found.values():
        scale = shown.drawing.scales[variable.name]
        title = _look_title(shown.labels, variable)
        shows = "shows" if len(words) == 1 else "show"
        yield f"{listed(words)} {shows} {title or 'groups'} ({_look_range(scale, most)})"


def _look_title(labels: LabelSpec, variable: Variable) -> str:
    said = labels.variables.get(variable.name)
    title = variable.title or ""
    if said is not None:
        title = str(said(title)) if callable(said) else str(said)
    return plain(title)


def _look_range(scale: Any, most: int) -> str:
    if isinstance(scale, LevelScale):
        return levels_said(scale.labels, most)
    if scale.ends is None:
        return "an amount"
    low, high = sorted(scale.ends)
    if scale.axis is None:
        return f"{phrases.number(low)} to {phrases.number(high)}"
    return " to ".join(phrases.amounts_said(scale.axis, low, high))


def panels_said(shown: Shown, layers: Sequence[Placed]) -> str:
    """Say how many panels there are, and by what."""
    panels = [panel for panel in shown.drawing.panels if panel.of is None]
    more = "an inset" if len(shown.drawing.insets) == 1 else ""
    if len(shown.drawing.insets) > 1:
        more = several(len(shown.drawing.insets), "inset")
    if len(panels) == 1 and not panels[0].facet:
        return more
    by = [_facet(name, panels, layers, shown.labels) for name in FACETS]
    split = [one for one in by if one]
    return several(len(panels), "panel") + (f" by {listed(split)}" if split else "")


def _facet(name: str, panels: Sequence[Panel], layers: Sequence[Placed], labels: LabelSpec) -> str:
    levels = list(dict.fromkeys(one.facet[name] for one in panels if name in one.facet))
    if not levels:
        return ""
    own = (one.layer.variables[name] for one in layers if name in one.layer.variables)
    title = next((_look_title(labels, variable) for variable in own), "")
    names: Mapping[Any, str] = labels.names.get(name, {})
    few = levels if len(levels) <= phrases.MOST else [levels[0], levels[-1]]
    texts = [str(names.get(level) or level_label(level)) for level in few]
    return f"{title or name} ({levels_said(texts, n=len(levels))})"
