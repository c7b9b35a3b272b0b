"""A drawing as text, short enough to read and exact enough to compare."""

import difflib
from dataclasses import fields, is_dataclass
from pathlib import Path

import numpy as np

from plotkit.compile.drawing import AxisPlan, ColorBar, Drawing, Guide
from plotkit.data.factor import Coded
from plotkit.marks.primitives import Areas, Boxes, Custom, Grid, Lines, Points, Texts
from plotkit.page import name_of
from plotkit.properties.style import MarkerShape
from plotkit.scales.ticks import level_label

FOLDER = Path(__file__).with_name("snapshots")
MOST = 6
"""How many points, runs or texts are written out; the others are counted."""


def snapshot(drawing: Drawing) -> str:
    """Write a drawing: axes, primitives with their first places and their looks, legends, notes."""
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
        for mark in panel.marks:
            lines.append(f"  layer {mark.layer} {mark.name}")
            lines += [
                f"    {line}"
                for primitive in mark.primitives
                for line in primitive_lines(primitive)
            ]
            if any(mark.labels):
                lines.append(f"    stands for: {' | '.join(mark.labels)}")
        lines += [
            f"  end {point((end.x, end.y))} {end.text!r}"
            f"{' ' + one_look(end.color, 'color') if end.color is not None else ''}"
            for end in panel.direct_labels
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
    upward = ", upward" if guide.upward else ""
    lines = [f"legend {guide.title!r}{place}{columns}{more}{upward}"]
    for key in guide.keys:
        lines.append(f"  {key.label!r}")
        lines += [
            f"    {line}" for primitive in key.primitives for line in primitive_lines(primitive)
        ]
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


def primitive_lines(primitive) -> list[str]:
    filled = ("color", "edgecolor", "edgewidth", "edgestyle")
    match primitive:
        case Points():
            head, names = "points", ("size", *filled, "marker")
            places = [point(xy) for xy in primitive.xy]
        case Lines():
            head, names = "lines", ("color", "linewidth", "linestyle")
            places = [run(part) for part in primitive.paths.split()]
        case Areas():
            head, names = "areas", filled
            places = [run(part) for part in primitive.paths.split()]
        case Boxes():
            head, names = "boxes lying" if primitive.flip else "boxes", filled
            places = [f"{point(low)}–{point(high)}" for low, high in primitive.corners]
        case Texts():
            head, names = "texts", ("color", "size", "halign", "valign", "offset")
            pairs = zip(primitive.xy, primitive.text, strict=True)
            places = [f"{point(xy)} {text!r}" for xy, text in pairs]
        case Grid():
            return grid_lines(primitive)
        case Custom():
            return ["custom"]
    if getattr(primitive, "each", False):
        head += " each"
    said = [f"{LABELS.get(n, n)} {look(getattr(primitive, n), LABELS.get(n, n))}" for n in names]
    return [
        f"{head} {len(places)}: {listed(places)}",
        f"  {'; '.join([*said, *more_of(primitive)])}",
    ]


LABELS = {"edgecolor": "edge", "linewidth": "width", "linestyle": "style"}
"""Shorter names of looks."""
MORE = {
    "panel": "", "limits": True, "hatch": "", "shapes": None, "radius": 0.0, "arrow": None,
    "headsize": None, "rotation": 0.0, "box": None, "halo": None, "place": None,
}  # fmt: skip
"""What is written only where it is not this."""


def more_of(primitive) -> list[str]:
    """Write what is not as it is by default."""
    lines = []
    for name, usual in MORE.items():
        value = getattr(primitive, name, usual)
        if np.ndim(value) == 0 and not isinstance(value, Coded) and value == usual:
            continue
        if name == "place":
            value = name_of(value)
        elif is_dataclass(value) and not isinstance(value, Coded):
            parts = ((f.name, getattr(value, f.name)) for f in fields(value))
            value = " ".join(f"{n} {look(v, 'color' if 'color' in n else '')}" for n, v in parts)
        lines.append(f"{name} {look(value, name)}")
    return lines


def grid_lines(grid: Grid) -> list[str]:
    rows, columns = grid.color.shape[:2]
    edges = (f"{name} {listed(list(map(number, getattr(grid, name))))}" for name in "xy")
    colors = [one_look(color / 255, "color") for color in grid.color.reshape(-1, 4)]
    more = ["interpolate"] if grid.interpolate else []
    return [
        f"grid {columns} × {rows}: {' by '.join(edges)}",
        f"  {'; '.join([f'color {listed(colors)}', *more, *more_of(grid)])}",
    ]


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
    if isinstance(value, bool) or (name == "hatch" and not value):
        return str(value).lower() or "none"
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
