"""The check of marks: a hundred small situations that a mark must master."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from plotkit.compile.drawing import Legend
from plotkit.data.roles import NUMBERS
from plotkit.errors import PlotTypeError
from plotkit.marks.base import Mark
from plotkit.moves.base import Move
from plotkit.moves.dodge import Dodge
from plotkit.moves.shift import Shift
from plotkit.moves.stack import Stack
from plotkit.properties.registry import PROPERTIES
from plotkit.spec.describe import part
from plotkit.stats.base import Stat
from plotkit.testing import relations
from plotkit.testing.drawn import count, drawing, places, primitives
from plotkit.testing.frozen import frozen, unchanged
from plotkit.testing.report import Report, Situation, fail, run
from plotkit.testing.samples import (
    KINDS,
    Case,
    Columns,
    Kind,
    Sample,
    direct,
    few_rows,
    frames,
    sample_of,
)
from plotkit.testing.sound import mappable, something_in_each_panel, sound
from plotkit.typing import Floats


def check_mark(
    mark: Mark,
    *transforms: Stat | Move,
    values: Mapping[str, Any] | None = None,
    skip: Mapping[str, str] | None = None,
) -> Report:
    """Try a mark in a hundred small situations; say in plain sentences all that fails.

    It is drawn upright and horizontal, over numbers, categories, dates and logarithms, in facets
    and pairs, with groups, moves, missing values and few rows, from every kind of frame that is
    installed. `needs`, `positions` and `stat` of the mark tell which data it gets.

    Parameters
    ----------
    mark
        What is checked; marks put together by ``+`` are too.
    *transforms
        Stats and moves of its layer.
    values
        Data of one's own for positions and properties, by upright name: a constant, a column of any
        length, which is repeated, or a function of the columns of the check.
    skip
        Why a situation is left out, by its name.

    Returns
    -------
    Report
        Which situations were run.

    Raises
    ------
    CheckError
        An AssertionError that tells all faults: the situation, what was expected, what happened and
        what to do.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> import plotkit.objects as so
    >>> from plotkit.testing import check_mark
    >>> @dataclass(frozen=True)
    ... class Cross(so.Mark):
    ...     color: so.MappableColor = so.Mappable("C0")
    ...
    ...     def draw(self, v, pane):
    ...         pane.points(v.xy(), color=v.color, marker="x", edgewidth=1)
    >>> report = check_mark(Cross())
    >>> len(report.situations) > 100
    True
    """
    if not isinstance(mark, Mark):
        raise PlotTypeError(f"check_mark() takes a mark, such as so.Dot(), not {mark!r:.60}.")
    sample = sample_of(mark, transforms, values)
    return run(mark, list(_situations(sample)), skip)


def _situations(sample: Sample) -> Iterator[Situation]:
    yield Situation("a frozen dataclass", partial(frozen, *_marks(sample)))
    use = partial(_drawn, sample, Case(color=True))
    yield Situation("the mark unchanged", partial(unchanged, use, *_marks(sample)))
    cases = list(_cases(sample))
    for case in cases:
        yield Situation(case.name, partial(sound, sample, case))
    yield from _more_plots(sample)
    yield from _few_rows(sample)
    for name in mappable(sample.mark):
        # The rows of a stat have no width or baseline of the data, and plotkit says so.
        tells = name in NUMBERS
        yield Situation(f"{name} mapped", partial(_mapped, sample, name), tells=tells)
    yield from _relations(sample, cases)
    for name, frame in frames().items():
        for horizontal in (False, True):
            case = Case("categories", horizontal, color=True, facets="columns")
            side = "horizontal" if horizontal else "vertical"
            look = partial(relations.same_from_frame, sample, case, frame)
            yield Situation(f"{name}, {side}", look)
    for case in _drawn_cases(sample):
        yield Situation(f"drawn by matplotlib, {case.name}", partial(_rendered, sample, case))


def _cases(sample: Sample) -> Iterator[Case]:
    """Yield the grid of situations; a mark without positions has numbers alone beside it."""
    for horizontal in (False, True):
        for kind in KINDS if _has_positions(sample) else KINDS[:1]:
            for color in (False, True):
                for facets in ("", "columns"):
                    yield Case(kind, horizontal, color, facets)
            yield Case(kind, horizontal, True, "grid")
        yield Case("numbers", horizontal, True, "wrapped")
        yield Case("numbers", horizontal, log=True)
        yield Case("categories", horizontal, color=True, facets="columns", log=True)


def _drawn_cases(sample: Sample) -> Iterator[Case]:
    kinds = KINDS if _has_positions(sample) else KINDS[:1]
    for i, kind in enumerate(kinds):
        yield Case(kind, horizontal=bool(i % 2), color=True)
    yield Case("numbers", True, True, "grid")


def _has_positions(sample: Sample) -> bool:
    return "x" in sample.inputs.values()


def _marks(sample: Sample) -> list[Mark]:
    return [member.mark for member in sample.mark.members]


# ----------------------------------------------------------------------------------------- plots


def _rendered(sample: Sample, case: Case) -> None:
    done = sample.plot(case).layout(size=(4, 3)).plot()
    done.figure.get_figure(root=True).draw_without_rendering()
    if not done.artists(0):
        fail(
            "matplotlib has artists of the layer.",
            "There are none.",
            "A function given to pane.artist must add what it makes to the Axes.",
        )


def _more_plots(sample: Sample) -> Iterator[Situation]:
    for horizontal in (False, True):
        side = "horizontal" if horizontal else "vertical"
        case = Case("numbers", horizontal, color=True)
        several = {
            "pairs": partial(_paired, sample, case),
            "free scales": partial(_free, sample, case),
            "with a label": partial(_labelled, sample, case),
            "reversed and limited": partial(_limited, sample, case),
        }
        if "col_x" not in sample.rows():
            del several["pairs"]
        for name, look in several.items():
            yield Situation(f"{name}, {side}", look)
    yield Situation("beside another plot", partial(_beside, sample))
    yield Situation("two layers", partial(_two_layers, sample))


def _drawn(sample: Sample, case: Case) -> None:
    drawing(sample.plot(case))


def _paired(sample: Sample, case: Case) -> None:
    rows = sample.rows()
    along = "y" if case.horizontal else "x"
    plot = sample.plot(case, {**rows, "other": np.asarray(rows["col_x"]) * 2})
    pairs: dict[str, Any] = {along: ["col_x", "other"]}
    drawn = drawing(plot.pair(**pairs))
    if len(drawn.panels) == 2:
        something_in_each_panel(drawn)


def _free(sample: Sample, case: Case) -> None:
    shared = replace(case, facets="columns")
    something_in_each_panel(drawing(sample.plot(shared).share(x=False, y=False)))


def _labelled(sample: Sample, case: Case) -> None:
    plot = sample.plot(replace(case, color=False))
    layer = plot._spec.layers[0]
    drawn = drawing(plot._with(layers=(replace(layer, label="a name"),)))
    shown = [key.label for one in drawn.legends if isinstance(one, Legend) for key in one.keys]
    if any(member.mark.has_key for member in sample.mark.members) and shown.count("a name") != 1:
        fail(
            "A legend shows the label of the layer.",
            f"It shows {shown}.",
            "Leave `has_key` True, or say that no legend can show the mark: has_key = False.",
        )


def _limited(sample: Sample, case: Case) -> None:
    across = "x" if case.horizontal else "y"
    limits: dict[str, Any] = {across: (8, 2)}
    something_in_each_panel(drawing(sample.plot(case).limit(**limits)))


def _beside(sample: Sample) -> None:
    plot = sample.plot(Case(color=True))
    done = (plot | plot).plot()
    done.figure.get_figure(root=True).draw_without_rendering()


def _two_layers(sample: Sample) -> None:
    plot = sample.plot(Case())
    one = plot._spec.layers[0]
    twice = primitives(drawing(plot._with(layers=(one, one))))
    once = primitives(drawing(plot))
    if count(twice) != 2 * count(once):
        fail(
            "Two layers of the mark draw twice as much as one.",
            f"One draws {count(once)} elements, two draw {count(twice)}.",
            "Let draw depend on nothing but v and the fields of the mark.",
        )


def _few_rows(sample: Sample) -> Iterator[Situation]:
    kinds: tuple[Kind, ...] = ("numbers", "categories") if _has_positions(sample) else ("numbers",)
    for kind in kinds:
        for name, rows in few_rows(sample.rows(kind)).items():
            turned = Case(kind, True, True, "" if name == "no rows" else "columns")
            for case in (Case(kind), turned):
                look = partial(_few, sample, case, rows)
                yield Situation(f"{name}, {case.name}", look, tells=True)


def _few(sample: Sample, case: Case, rows: Columns) -> None:
    drawn = drawing(sample.plot(case, rows))
    for panel in drawn.panels:
        if not np.isfinite([*panel.x.limits, *panel.y.limits]).all():
            fail(
                "The limits of the axes are finite.",
                f"They are {panel.x.limits} and {panel.y.limits}.",
                "Draw no infinite position.",
            )


def _mapped(sample: Sample, name: str) -> None:
    """Map one property to a variable that suits it."""
    if name not in PROPERTIES and name not in ("width", "baseline"):
        fail(
            "Each field with a Mappable default is a property.",
            f"There is no property {name!r}.",
            f"Register it, so.register({name!r}, ...), or give the field a plain default.",
        )
    rows = sample.rows("categories")
    rows |= {"share": np.linspace(0.2, 0.8, len(rows["hue"])), "ground": np.zeros(len(rows["hue"]))}
    column = {"width": "share", "baseline": "ground", "text": "hue"}.get(name, "hue")
    plot = sample.plot(Case("categories"), rows)
    layer = plot._spec.layers[0]
    variables = {**layer.variables, name: column}
    drawn = drawing(plot._with(layers=(replace(layer, variables=variables),)))
    something_in_each_panel(drawn)


# -------------------------------------------------------------------------------------- relations


def _relations(sample: Sample, cases: list[Case]) -> Iterator[Situation]:
    yield Situation("drawn twice", partial(relations.drawn_twice, sample))
    yield Situation("drawn in another order", partial(relations.in_another_order, sample, cases))
    yield Situation("the data unchanged", partial(relations.data_unchanged, sample, direct(sample)))
    yield Situation("beside other marks", partial(relations.values_unchanged, direct(sample)))
    for kind in KINDS if _has_positions(sample) else KINDS[:1]:
        yield Situation(f"turned, {kind}", partial(relations.turned, sample, kind))
    yield Situation("every row counts", partial(relations.every_row, direct(sample)))
    yield Situation("facets", partial(relations.facets, sample))
    if sample.colored:
        yield Situation("groups", partial(relations.groups, sample))
        yield Situation("other colours", partial(relations.other_colors, sample))
    yield Situation("missing values", partial(relations.missing, direct(sample)), tells=True)
    yield Situation("missing colours", partial(relations.missing_hue, sample), tells=True)
    moved_already = any(isinstance(one, Move) for one in sample.transforms)
    if _has_positions(sample) and not moved_already:
        moves: dict[str, tuple[Move, bool]] = {
            "shifted": (Shift(x=10.0), False),
            "dodged": (Dodge(), True),
        }
        if all("y" in member.mark.needs for member in sample.mark.members):
            moves["stacked"] = (Stack(), True)
        for name, (move, color) in moves.items():
            for horizontal in (False, True):
                side = "horizontal" if horizontal else "vertical"
                look = partial(_moved, sample, move, color, horizontal)
                yield Situation(f"{name}, {side}", look)


def _moved(sample: Sample, move: Move, color: bool, horizontal: bool) -> None:
    """Check that a mark follows its rows when they are moved."""
    if isinstance(move, Shift) and horizontal:
        move = move.turned()
    case = Case("numbers", horizontal, color)
    plain, moved = (
        _upright(sample.plot(case, None, dict, *moves), horizontal) for moves in ((), (move,))
    )
    if isinstance(move, Shift):
        expected = plain + np.array([10.0, 0.0])
        follows = plain.shape == moved.shape and np.allclose(expected, moved, equal_nan=True)
    else:
        follows = plain.shape != moved.shape or not np.allclose(plain, moved, equal_nan=True)
    if not follows:
        fail(
            "The mark goes where its rows go when a move displaces them.",
            f"With {part(move)} it is drawn "
            + ("elsewhere." if isinstance(move, Shift) else "in the same place as without."),
            "Take all positions, the width and the baseline from v; v.before is only where rows "
            "were before any move.",
        )


def _upright(plot: Any, horizontal: bool) -> Floats:
    at = places(primitives(drawing(plot)))
    return at[:, ::-1] if horizontal else at
