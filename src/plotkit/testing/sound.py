"""What must hold of any drawing of a mark: something in each panel, near the data, with a key."""

from __future__ import annotations

from typing import Any

import numpy as np

from plotkit.compile.drawing import Drawing, Legend
from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable
from plotkit.testing.drawn import compiled, places, primitives, tables, undefined
from plotkit.testing.report import fail
from plotkit.testing.samples import Case, Sample
from plotkit.typing import Bools, Floats

LEGEND = ["F", "M"]


def mappable(mark: Mark) -> list[str]:
    """Return the properties of a mark that can be mapped."""
    return [name for name, value in mark.properties().items() if isinstance(value, Mappable)]


def _no_number(values: Floats) -> Bools:
    return ~np.isfinite(values)


def sound(sample: Sample, case: Case) -> None:
    """Check what must hold of any drawing."""
    made = compiled(sample.plot(case))
    drawn = made.drawing
    something_in_each_panel(drawn)
    _finite(sample, drawn, case)
    flat = [table for table in tables(made) if table.n]
    _in_range(drawn, flat, case)
    if case.color and sample.colored:
        _legend(sample, drawn)


def something_in_each_panel(drawn: Drawing) -> None:
    """Fail where a panel is empty, though it has rows."""
    empty = [i for i, one in enumerate(drawn.panels) if not any(m.primitives for m in one.marks)]
    if len(empty) == len(drawn.panels):
        fail(
            "The mark draws something.",
            "It drew nothing.",
            "Call pane.points, pane.lines or another method of the pane in draw(v, pane).",
        )
    if empty:
        title = drawn.panels[empty[0]].title
        fail(
            "The mark draws something in each panel.",
            f"It drew nothing in {len(empty)} of {len(drawn.panels)} panels, the first is "
            f"{title!r}.",
            "draw(v, pane) is called once a panel with the rows of that panel: draw all of them "
            "each time.",
        )


def _finite(sample: Sample, drawn: Drawing, case: Case) -> None:
    for panel in drawn.panels:
        if not np.isfinite([*panel.x.limits, *panel.y.limits]).all():
            fail(
                "The limits of the axes are finite.",
                f"They are {panel.x.limits} and {panel.y.limits}.",
                "Draw no infinite position.",
            )
    # On a logarithmic axis a baseline at zero is infinitely far away.
    lost = undefined(primitives(drawn), np.isnan if case.log else _no_number)
    if lost and not any(member.mark.interrupts for member in sample.mark.members):
        fail(
            "All positions drawn are finite, as the data are.",
            f"Nobody sees those that are NaN or infinite: {lost}.",
            "Positions are in axis units: take no logarithm of them, and divide by nothing that "
            "may be zero.",
        )


def _in_range(drawn: Drawing, flat: list[Any], case: Case) -> None:
    """Check that what is drawn lies where the data are, with as much room again around them."""
    at = places([part for part in primitives(drawn) if getattr(part, "limits", True)])
    for axis, upright in zip((0, 1), "yx" if case.horizontal else "xy", strict=True):
        columns = [table[name] for table in flat for name in table.positions(upright)]
        if upright == "y":
            columns += [table["baseline"] for table in flat if "baseline" in table]
        else:
            columns += [table["x"] + s * table["width"] for s in (-1, 1) for table in flat
                        if "x" in table]  # fmt: skip
        if not columns:
            continue
        known = np.concatenate([np.asarray(column, float) for column in columns])
        known = known[np.isfinite(known)]
        seen = at[:, axis][np.isfinite(at[:, axis])]
        if not len(known) or not len(seen):
            continue
        low, high = known.min(), known.max()
        room = (high - low) or max(1.0, abs(high))
        outside = seen[(seen < low - room) | (seen > high + room)]
        if len(outside):
            fail(
                "What is drawn lies near the data, on each axis.",
                f"On the {'xy'[axis]} axis the data reach from {low:.4g} to {high:.4g}, but "
                f"{len(outside)} positions are outside, such as {outside[0]:.4g}.",
                "Write the mark upright: v.x and v.width are positions, v.y, v.ymin ... values, "
                "all in axis units. The pane lays horizontal layers down.",
            )


def _legend(sample: Sample, drawn: Drawing) -> None:
    shows = any(m.mark.has_key and "color" in mappable(m.mark) for m in sample.mark.members)
    legends = [one for one in drawn.legends if isinstance(one, Legend)]
    if not shows:
        return
    of_colours = [one for one in legends if [key.label for key in one.keys] == LEGEND]
    keys = next((one.keys for one in (*of_colours, *legends)), ())  # marks may have entries too
    if not all(key.primitives for key in keys) or not keys:
        fail(
            "The legend key is drawn by the mark.",
            "The key is empty.",
            "draw(v, pane) draws keys too, from one row (two if it connects) in a square from 0 to "
            "1: draw that as any other row, set `sample`, or say has_key = False.",
        )
    if [key.label for key in keys] != LEGEND:
        fail(
            f"A legend shows the colours of {LEGEND}.",
            f"It shows {[key.label for key in keys]}.",
            "Leave `has_key` True, or say that no legend can show the mark: has_key = False.",
        )
    at = places([part for key in keys for part in key.primitives])
    if len(at) and (np.nanmin(at) < -1 or np.nanmax(at) > 2):
        fail(
            "The legend key lies in a square from 0 to 1.",
            f"It reaches from {np.nanmin(at):.4g} to {np.nanmax(at):.4g}.",
            "Use no positions but those of v, or set `sample`.",
        )
