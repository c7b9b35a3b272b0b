"""Large: layers that would draw more rows of an engine than may be fetched, and the ways out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from plotkit.compile.move import check_needs
from plotkit.compile.stages import Bound, BoundLayer
from plotkit.data.kind import Kind
from plotkit.data.lazysource import LazySource
from plotkit.data.roles import FACETS
from plotkit.data.rowlimit import TooManyRowsError
from plotkit.data.rows import Rows
from plotkit.data.variables import ColumnVariable
from plotkit.errors import PlotSpecError, quoted, warn
from plotkit.marks.base import Mark
from plotkit.marks.dot import Dot, Dots
from plotkit.marks.mappable import Mappable
from plotkit.marks.raster import Raster
from plotkit.scales.nominal import Boolean, Nominal
from plotkit.spec.joining import joins_in_order
from plotkit.spec.model import LayerSpec, PlotSpec
from plotkit.stats.base import Stat
from plotkit.stats.bin2d import Bin2D
from plotkit.stats.decimate import Decimate


def check_fetching(layer: BoundLayer, rows: Rows, limit: int) -> None:
    """Raise if a layer without stats has more rows than may be fetched, before these are asked."""
    n = _raw_rows(layer)
    if n is not None and n - sum(rows.dropped.values()) > limit:
        for member in layer.members:
            check_needs(member.mark, [*rows.relation], layer)
        names = [name for name, v in layer.variables.items() if isinstance(v, ColumnVariable)]
        raise too_large(layer, TooManyRowsError("", map(layer.upright, names), limit))


def too_large(layer: BoundLayer, error: TooManyRowsError) -> PlotSpecError:
    """Return the error of a layer whose rows cannot be fetched, with what to do."""
    what = _columns(layer, error.names)
    if error.groups:
        return PlotSpecError(
            f"The groups of {what} are more than {error.limit:,}, too many to be fetched from a "
            "lazy table. Leave out what splits the rows, bin it with so.Bin(), or raise "
            "Plot.config.max_rows."
        )
    n = layer.source.count
    rows = f"{n:,}" if n is not None and n > error.limit else f"more than {error.limit:,}"
    if error.scales:
        return PlotSpecError(
            f"The scale of {_columns(layer, error.scales)} needs the rows in memory, {rows} of "
            f"them, and at most {error.limit:,} are fetched from a lazy table. An engine knows "
            'scales by name, such as "log", "symlog" or "pow3", but no functions, and no ends of '
            "intervals where a scale has an end: compute such columns in the engine. Or raise "
            "Plot.config.max_rows."
        )
    if layer.stats and _has_plain(layer):
        begin = f"A part of {layer.mark.name} would draw {rows} rows of {what} one by one"
    elif layer.stats:
        names = list(dict.fromkeys(type(stat).__name__ for stat in layer.stats))
        verb = "needs" if len(names) == 1 else "need"
        begin = f"{' and '.join(names)} {verb} the rows of {what} in memory, {rows} of them"
    else:
        begin = f"{layer.mark.name} would draw {rows} rows of {what} one by one"
    return PlotSpecError(
        f"{begin}, and at most {error.limit:,} are fetched from a lazy table. {_ways(layer)} "
        "Or raise Plot.config.max_rows."
    )


def _columns(layer: BoundLayer, names: Sequence[object]) -> str:
    """Return what users call columns of a layer."""
    columns: dict[str, None] = dict.fromkeys(
        str(variable.key)
        for name, variable in layer.variables.items()
        if isinstance(variable, ColumnVariable) and layer.upright(name) in names
    )
    return quoted(columns) if columns else quoted(names)


def _has_plain(layer: BoundLayer) -> bool:
    """Tell whether any of the marks draws rows as they are."""
    made = [(*layer.transforms, *member.transforms) for member in layer.members]
    return any(not any(isinstance(one, Stat) for one in each) for each in made)


def _ways(layer: BoundLayer) -> str:
    """Return what helps."""
    if layer.stats and _has_plain(layer):
        return "Add its other parts alone, or sample the data in the engine."
    instead = dict.fromkeys(stat.instead for stat in layer.stats if stat.instead)
    if instead:
        return f"{' '.join(instead)} Or sample the data in the engine."
    if layer.stats:
        return (
            "Those that run in the engine need none: so.Agg(), so.Hist(), so.Bin(), so.Bin2D() and "
            "others. Or sample the data in the engine."
        )
    marks = [member.mark for member in layer.members]
    others = "or a stat that sums them up, such as so.Agg() or so.Hist()."
    if any(isinstance(mark, Raster) for mark in marks):
        color = layer.variables.get("color")
        if color is not None and color.kind is Kind.NUMBER:
            what = _columns(layer, ["color"])
            return f"Assign {what} to z in place of color: each pixel has the colour of its mean."
        return f'Add so.Bin2D("pixels"), which counts them in each pixel, {others}'
    joined = all(joins_in_order(mark) for mark in marks)
    if joined:
        picture = "Add so.Decimate(), which keeps the rows of a line that can be seen"
    elif all(isinstance(mark, Dot | Dots) for mark in marks):
        picture = "Draw so.Raster(), which shows how many lie in each pixel"
    else:
        return f"Add {others.removeprefix('or ')}"
    itself = not layer.transforms and (joined or (len(marks) == 1 and _has_picture(layer)))
    by_itself = " Plot.config.large = 'raster' does so by itself."
    return f"{picture}, {others}{by_itself if itself else ''}"


def with_pictures(bound: Bound, spec: PlotSpec) -> PlotSpec:
    """Return a plot with pictures of the layers that are too large, if the session wants them.

    Parameters
    ----------
    bound
        The plot, its names resolved.
    spec
        What the user said.
    """
    if bound.settings.large != "raster":
        return spec
    layers = list(spec.layers)
    for one in bound.layers:
        n = _raw_rows(one)
        there = one.index < len(layers) and layers[one.index] is one.spec
        if not there or n is None or n <= bound.settings.max_rows or one.transforms:
            continue
        made = _picture(one, spec)
        if made is not None:
            layers[one.index] = made
            warn(
                f"{one.name}: {n:,} rows are too many to draw one by one, and "
                f"{_done(made)} (Plot.config.large = 'raster')."
            )
    changed = any(one is not other for one, other in zip(layers, spec.layers, strict=True))
    return replace(spec, layers=tuple(layers)) if changed else spec


def _raw_rows(layer: BoundLayer) -> int | None:
    """Return how many rows of an engine a layer without stats has; None if nobody knows."""
    raw = isinstance(layer.source, LazySource) and not layer.stats
    columns = any(isinstance(v, ColumnVariable) for v in layer.variables.values())
    return layer.source.count if raw and columns else None


def _picture(layer: BoundLayer, spec: PlotSpec) -> LayerSpec | None:
    """Return a layer that shows its rows as a picture; None if there is none of its mark."""
    marks = [member.mark for member in layer.members]
    own = layer.spec
    if any(member.transforms for member in layer.members):
        return None
    if all(joins_in_order(mark) for mark in marks):
        return replace(own, transforms=(Decimate(),))
    if len(marks) != 1 or not isinstance(marks[0], Dot | Dots) or not _has_picture(layer):
        return None
    return _counted(layer, marks[0], spec)


def _has_picture(layer: BoundLayer) -> bool:
    """Tell whether colours of dots are those of groups, or numbers, of which there is a mean."""
    color = layer.variables.get("color")
    return color is None or color.kind.discrete or color.kind is Kind.NUMBER


def _counted(layer: BoundLayer, mark: Mark, spec: PlotSpec) -> LayerSpec:
    """Return dots as a picture of how many there are, of a mean or of groups by their colour."""
    kept = {"x", "y", "weight", *FACETS}
    others = {name: None for name in layer.variables if name not in kept}
    variables: dict[str, Any] = {**layer.spec.variables, **others}
    color = layer.variables.get("color")
    if color is not None:
        given = layer.spec.variables.get("color", spec.variables.get("color"))
        levels = color.kind.discrete or isinstance(spec.scales.get("color"), Nominal | Boolean)
        variables |= {"color": given} if levels else {"z": given, "color": "z"}
    fixed = mark.properties()["color"]
    looks = {} if isinstance(fixed, Mappable) else {"color": fixed}
    picture = Raster(mark.artist_kws, **looks)
    return replace(
        layer.spec, mark=picture, transforms=(Bin2D("pixels"),), variables=variables, orient=None
    )


def _done(made: LayerSpec) -> str:
    if any(isinstance(one, Decimate) for one in made.transforms):
        return "so.Decimate() keeps those of a line that can be seen"
    what = "how many lie" if made.variables.get("z") is None else "the mean colour of those"
    return f"so.Raster() shows {what} in each pixel"
