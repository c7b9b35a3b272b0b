"""A drawing as text, short enough to read and exact enough to compare."""

import difflib
from pathlib import Path

import numpy as np

from plotkit.compile.drawing import AxisPlan, ColorBar, Drawing, Guide
from plotkit.data.factor import Coded
from plotkit.marks.words import Areas, Boxes, Custom, Lines, Points, Texts
from plotkit.properties.style import MarkerShape
from plotkit.scales.ticks import level_label

FOLDER = Path(__file__).with_name("snapshots")
MOST = 6
"""How many points, runs or texts are written out; the others are counted."""


def snapshot(drawing: Drawing) -> str:
    """Write a drawing: axes, words with their first places and their looks, legends, notes."""
    rows, cols = drawing.shape
    lines = [f"grid {rows} × {cols}"]
    titles = drawing.titles
    said = {"title": titles.title, "subtitle": titles.subtitle, "caption": titles.caption}
    lines += [f"{name} {text!r}" for name, text in said.items() if text]
    lines += [f"{axis} title in common" for axis in drawing.common]
    for panel in drawing.panels:
        over = f" {panel.title!r}" if panel.title else ""
        beside = f" beside {panel.row_title!r}" if panel.row_title else ""
        lines.append(f"panel {panel.row},{panel.col}{over}{beside}")
        lines += [f"  x {axis_text(panel.x)}", *tick_lines(panel.x)]
        lines += [f"  y {axis_text(panel.y)}", *tick_lines(panel.y)]
        for ink in panel.inks:
            lines.append(f"  layer {ink.layer} {ink.name}")
            lines += [f"    {line}" for word in ink.words for line in word_lines(word)]
            if any(ink.labels):
                lines.append(f"    stands for: {' | '.join(ink.labels)}")
        lines += [
            f"  end {point((end.x, end.y))} {end.text!r}"
            f"{' ' + one_look(end.color, 'color') if end.color is not None else ''}"
            for end in panel.ends
        ]
        lines += [f"  {line}" for guide in panel.guides for line in guide_lines(guide)]
    lines += [line for guide in drawing.legends for line in guide_lines(guide)]
    lines += [f"note: {note}" for note in drawing.notes]
    return "\n".join(lines) + "\n"


def guide_lines(guide: Guide) -> list[str]:
    """Write a legend with all its keys, or a colour bar with its ends and ticks."""
    place = "" if guide.position == "right" else f" at {guide.position}"
    if isinstance(guide, ColorBar):
        ends = " to ".join(one_look(guide.colors[i], "color") for i in (0, -1))
        ticks = zip(guide.ticks, guide.labels, strict=True)
        marks = listed([f"{number(share)} {label!r}" for share, label in ticks])
        return [f"colour bar {guide.title!r}{place}: {ends}", f"  ticks {marks}"]
    columns = "" if guide.columns is None else f" in {guide.columns} columns"
    more = f", {guide.more} more" if guide.more else ""
    lines = [f"legend {guide.title!r}{place}{columns}{more}"]
    for key in guide.keys:
        lines.append(f"  {key.label!r}")
        lines += [f"    {line}" for word in key.words for line in word_lines(word)]
    return lines


def axis_text(plan: AxisPlan) -> str:
    levels = plan.scale.units.levels
    kind = plan.scale.transform.name if plan.scale.units.kind.name == "NUMBER" else ""
    kind = kind or plan.scale.units.kind.name.lower()
    if levels is not None:
        kind = "levels " + ", ".join(map(level_label, levels))
    parts = [kind, f"[{', '.join(map(number, plan.limits))}]", repr(plan.label)]
    if plan.share:
        parts.append(f"share {plan.share}")
    if not plan.ticklabels:
        parts.append("no tick labels")
    return " ".join(parts)


def tick_lines(plan: AxisPlan) -> list[str]:
    """Write the ticks of an axis with their labels, and those minor ones that have a label."""
    ticks = plan.ticks
    if not plan.ticklabels:
        return [f"    ticks {listed([number(place) for place in ticks.positions], 2 * MOST)}"]
    lines = [f"    ticks {labelled(ticks.positions, ticks.labels)}"]
    if any(ticks.minor_labels):
        lines.append(f"    minor {labelled(ticks.minor, ticks.minor_labels)}")
    return lines + ([f"    offset {ticks.offset!r}"] if ticks.offset else [])


def labelled(places, labels) -> str:
    pairs = zip(places, labels, strict=True)
    return listed([f"{number(place)} {label!r}" for place, label in pairs if label], 2 * MOST)


def word_lines(word) -> list[str]:
    match word:
        case Points():
            looks = {
                "size": word.size, "color": word.color, "edge": word.edgecolor,
                "edgewidth": word.edgewidth, "edgestyle": word.edgestyle, "marker": word.marker,
            }  # fmt: skip
            head, places = "points", [point(xy) for xy in word.xy]
        case Lines():
            looks = {"color": word.color, "width": word.linewidth, "style": word.linestyle}
            head, places = "lines", [run(part) for part in word.paths.split()]
        case Areas():
            looks = {
                "color": word.color, "edge": word.edgecolor,
                "edgewidth": word.edgewidth, "edgestyle": word.edgestyle,
            }  # fmt: skip
            head, places = "areas", [run(part) for part in word.paths.split()]
        case Boxes():
            looks = {
                "color": word.color, "edge": word.edgecolor,
                "edgewidth": word.edgewidth, "edgestyle": word.edgestyle,
            }  # fmt: skip
            head = "boxes lying" if word.flip else "boxes"
            places = [f"{point(low)}–{point(high)}" for low, high in word.corners]
        case Texts():
            looks = {
                "color": word.color, "size": word.size, "halign": word.halign,
                "valign": word.valign, "offset": word.offset,
            }  # fmt: skip
            places = [f"{point(xy)} {t!r}" for xy, t in zip(word.xy, word.text, strict=True)]
            head = "texts"
        case Custom():
            return ["custom"]
    if getattr(word, "each", False):
        head += " each"
    said = "; ".join(f"{name} {look(value, name)}" for name, value in looks.items())
    return [f"{head} {len(places)}: {listed(places)}", f"  {said}"]


def number(value) -> str:
    """Write a number to three digits; a large one, such as a day, without decimals."""
    value = float(value)
    text = f"{value:.0f}" if 1000 <= abs(value) < 1e7 else f"{value:.3g}"
    return "0" if text == "-0" else text


def point(xy) -> str:
    return f"({number(xy[0])}, {number(xy[1])})"


def run(xy) -> str:
    return f"[{listed([point(each) for each in xy])}]"


def listed(parts: list[str], most: int = MOST) -> str:
    more = [f"... {len(parts) - most} more"] if len(parts) > most else []
    return " ".join([*parts[:most], *more])


def look(value, name: str) -> str:
    """Write a look: once if all elements share it, else one by one."""
    if isinstance(value, Coded):
        value = np.asarray(value)
    single = {"color": 1, "edge": 1, "offset": 1}.get(name, 0)
    if not isinstance(value, np.ndarray) or value.ndim == single:
        return one_look(value, name)
    parts = [one_look(item, name) for item in value]
    return parts[0] if len(set(parts)) == 1 else f"<{listed(parts)}>"


def one_look(value, name: str) -> str:
    if name in ("color", "edge"):
        return "#" + "".join(f"{round(255 * float(channel)):02x}" for channel in value)
    if isinstance(value, MarkerShape):
        value = value.spec
    if isinstance(value, float | int | np.number):
        return number(value)
    if isinstance(value, tuple | np.ndarray):
        return f"({', '.join(one_look(item, '') for item in value)})"
    return str(value)


def check(name: str, text: str, update: bool) -> None:
    """Compare a text with the one kept under this name; write it instead if asked."""
    file = FOLDER / f"{name}.txt"
    if update:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    if text != kept:
        what = "differs from" if kept else "is missing in"
        diff = difflib.unified_diff(
            kept.splitlines(), text.splitlines(), f"kept {name}", f"drawn {name}", lineterm=""
        )
        raise AssertionError(
            f"The snapshot {name!r} {what} tests/snapshots. If the new one is right, run the test "
            "with --update-snapshots.\n" + "\n".join(diff)
        )
