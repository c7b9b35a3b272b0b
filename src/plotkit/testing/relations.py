"""What must hold between two drawings of a mark: the same picture again, turned, in parts ..."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from plotkit.compile.drawing import Drawing, MarkDrawing
from plotkit.marks.base import Mark
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.records import dataclass
from plotkit.testing.compare import facts, first_difference, mark_facts
from plotkit.testing.drawn import compiled, count, drawing, places, primitives
from plotkit.testing.frozen import REMEMBERS
from plotkit.testing.report import fail
from plotkit.testing.samples import (
    Case,
    Columns,
    Kind,
    Sample,
    copied,
    take,
    with_missing,
)

SAME = "The same plot gives the same picture."


def _marks(drawn: Drawing) -> dict[str, Any]:
    """Return what the marks draw, panel by panel."""
    return {f"panel ({p.row}, {p.col})": mark_facts(p.marks) for p in drawn.panels}


# -------------------------------------------------------------------------------------- the same


def drawn_twice(sample: Sample) -> None:
    """Draw a plot twice, one right after the other."""
    plot = sample.plot(Case(color=True))
    told = first_difference(facts(drawing(plot)), facts(drawing(plot)))
    if told:
        fail(SAME, f"The second drawing differs from the first: {told}.", REMEMBERS)


def in_another_order(sample: Sample, cases: Sequence[Case]) -> None:
    """Draw several plots, then the same plots from the last to the first."""
    plots = [sample.plot(case) for case in cases[:12]]
    first = [_marks(drawing(plot)) for plot in plots]
    for case, plot, before in list(zip(cases, plots, first, strict=False))[::-1]:
        told = first_difference(before, _marks(drawing(plot)))
        if told:
            fail(SAME, f"Drawn after other plots, {case.name!r} differs: {told}.", REMEMBERS)


def same_from_frame(sample: Sample, case: Case, frame: Callable[[Columns], Any]) -> None:
    """Draw data from another kind of frame."""
    told = first_difference(
        _marks(drawing(sample.plot(case))), _marks(drawing(sample.plot(case, None, frame)))
    )
    if told:
        fail(
            "The same data give the same picture, whatever frame they come in.",
            f"Beside the drawing from a dict of arrays: {told}.",
            "Depend on the values alone: not on their dtype, nor on the order of rows.",
        )


def data_unchanged(*samples: Sample) -> None:
    """Draw data of the user, and look whether they are what they were."""
    for sample in samples:
        for case in (Case(), Case(color=True)):
            rows = sample.rows()
            before = copied(rows)
            drawing(sample.plot(case, rows))
            for name, column in before.items():
                told = first_difference(column, np.asarray(rows[name]))
                if told:
                    fail(
                        "The user's data stay as they are.",
                        f"A column was changed: {told}.",
                        "Write into no array that is given: `y = v.y + 1`, not `v.y += 1`.",
                    )


def values_unchanged(sample: Sample) -> None:
    """Draw the mark between two that write down what they are given."""
    notes: list[dict[str, Any]] = []

    @dataclass(frozen=True)
    class Note(Mark):
        needs = ()
        has_key = False

        def draw(self, v: Values, pane: Pane) -> None:
            notes.append({name: np.array(v[name]) for name in v.positions})

    plot = sample.plot(Case(), mark=Note() + sample.mark + Note())
    compiled(plot)
    if len(notes) != 2:
        return
    told = first_difference(notes[0], notes[1])
    if told:
        fail(
            "Marks that are put together see the same values.",
            f"The mark after this one sees other values than the one before it: {told}.",
            "Write into no array that is given: `y = v.y + 1`, not `v.y += 1`.",
        )


def turned(sample: Sample, kind: Kind) -> None:
    """Draw a horizontal layer, which is the upright one with x and y exchanged."""
    upright, lying = (
        primitives(drawing(sample.plot(Case(kind, horizontal, color=True))))
        for horizontal in (False, True)
    )
    one, other = places(upright), places(lying)[:, ::-1]
    told = first_difference(one, other)
    if told:
        fail(
            "A horizontal layer is the upright one, laid down.",
            f"The positions differ: {told}.",
            "Write the mark upright, whatever the layer: x is the position, y the value. The pane "
            "lays it down; do not ask pane.flip.",
        )


# --------------------------------------------------------------------------------------- the parts


def every_row(sample: Sample) -> None:
    """Take one row away after the other: each must be missed."""
    rows = take(sample.rows(), slice(0, 4))
    whole = _marks(drawing(sample.plot(Case(), rows)))
    unseen = []
    for row in range(4):
        part = take(rows, np.arange(4) != row)
        if not first_difference(whole, _marks(drawing(sample.plot(Case(), part)))):
            unseen.append(row)
    if unseen:
        fail(
            "Each row shows in the picture.",
            f"Without row {unseen[0]} of 4 rows the same is drawn.",
            "Draw all rows of v; what shall not be seen is a matter of a stat, or of NaN.",
        )


def facets(sample: Sample) -> None:
    """Compare panels with plots of their rows alone."""
    rows = sample.rows()
    panels = drawing(sample.plot(Case(facets="columns"), rows)).panels
    alone = [
        count(primitives(drawing(sample.plot(Case(), take(rows, rows["panel"] == level)))))
        for level in ("Lunch", "Dinner")
    ]
    drawn = [count([part for m in panel.marks for part in m.primitives]) for panel in panels]
    if drawn != alone:
        fail(
            "A panel shows what its rows show alone.",
            f"The panels draw {drawn} elements, their rows alone {alone}.",
            "draw(v, pane) gets the rows of one panel: draw these, and nothing from other calls.",
        )


def groups(sample: Sample) -> None:
    """Compare two colours with plots of each alone."""
    rows = sample.rows()
    both = primitives(drawing(sample.plot(Case(color=True), rows)))
    alone = [
        count(primitives(drawing(sample.plot(Case(color=True), take(rows, rows["hue"] == level)))))
        for level in ("F", "M")
    ]
    if count(both) != sum(alone):
        fail(
            "Two groups are drawn as each of them is alone.",
            f"Together they make {count(both)} elements, alone {alone}.",
            "A mark that connects draws v.paths() or v.outline(...), one shape a group, with the "
            "properties of v.first; another draws an element a row.",
        )


def other_colors(sample: Sample) -> None:
    """Draw with other colours: the layer and the keys must show them."""
    plot = sample.plot(Case(color=True))
    one, other = (
        drawing(plot.scale(color=colors))
        for colors in (["#ff0000", "#00ff00"], ["#0000ff", "#00ffff"])
    )
    if not first_difference(_marks(one), _marks(other)):
        fail(
            "The mark has the colours of its groups.",
            "With other colours the same is drawn.",
            "Hand v.color to the pane (v.first.color for one shape a group), or take the field "
            "`color` away.",
        )
    keys, others = ([k for g in d.legends for k in getattr(g, "keys", ())] for d in (one, other))
    told = [_key(key) for key in keys], [_key(key) for key in others]
    if keys and not first_difference(*told):
        fail(
            "Legend keys have the colours of their groups.",
            "With other colours the same keys are drawn.",
            "Draw the key as any other row, with v.color.",
        )


def _key(key: Any) -> dict[str, Any]:
    return mark_facts([MarkDrawing(0, "key", key.primitives)])


# ------------------------------------------------------------------------------------ missing rows


def missing(sample: Sample) -> None:
    """Draw data in which some values are missing."""
    halves = {name for member in sample.mark.members for name in member.mark.halves}
    values = [name for name, on in sample.inputs.items() if on == "y"]
    name = next((name for name in values if name not in halves or "y" not in values), None)
    if name is None:
        return
    rows = sample.rows()
    gone = np.arange(len(rows["hue"])) % 5 == 2
    lacking = drawing(sample.plot(Case(), with_missing(rows, f"col_{name}", gone)))
    without = drawing(sample.plot(Case(), take(rows, ~gone)))
    if any(member.mark.interrupts for member in sample.mark.members):
        new = _known(lacking) - _known(without)
        if new:
            fail(
                "What is missing is not drawn.",
                f"Where a value is missing there is something at {sorted(new)[0]}.",
                "Leave NaN as NaN, or split shapes there: v.unbroken('x', 'y').",
            )
        return
    told = first_difference(_marks(without), _marks(lacking))
    if told:
        fail(
            "Rows whose value is missing are left out.",
            f"The drawing is not that of the other rows: {told}.",
            "Name in `needs` what the mark cannot be drawn without: rows that lack it then do not "
            "arrive.",
        )


def _known(drawn: Drawing) -> set[tuple[float, ...]]:
    at = places(primitives(drawn))
    return {tuple(row) for row in at[np.isfinite(at).all(axis=1)].round(9).tolist()}


def missing_hue(sample: Sample) -> None:
    """Draw data in which some groups are missing."""
    rows = sample.rows()
    hue = np.array(rows["hue"])
    hue[::7] = None
    drawing(sample.plot(Case(color=True), {**rows, "hue": hue}))
