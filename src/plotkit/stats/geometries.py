"""Geometries: the vertices of shapes that a column holds."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np

from plotkit.data.factor import Factor
from plotkit.data.relation import Parts, Relation
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, shown
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, need
from plotkit.typing import Floats

_RINGS, _LINES, _POINTS = "rings", "lines", "points"


@dataclass(frozen=True)
class Geometries(Stat):
    """Take shapes apart into vertices: what Geo draws.

    Makes `x` and `y`, and numbers that tell shapes (`shape`, one a row of the data) and their rings
    (`ring`) apart; the parts `lines` and `points` have those of lines and of points.
    """

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType(
        {"x": "x", "y": "y", "shape": "number", "ring": "number"}
    )
    needs: ClassVar[Sequence[str]] = ("geometry",)
    planar: ClassVar[bool] = True

    def __call__(self, data: Relation, by: Sequence[str]) -> Parts:
        """Read each shape once."""
        need(self, data, "geometry")
        table = data.collect()
        column: Any = table["geometry"]
        assert isinstance(column, Factor), "a geometry is read as codes"
        known = [_parts(level) for level in column.levels]
        main, lines, points = (_vertices(table, column, known, kind) for kind in _KINDS)
        main = main.without_rows(int(column.missing.sum()), "missing geometry")
        return Parts(main, lines=lines, points=points)


_KINDS = (_RINGS, _LINES, _POINTS)


def _vertices(
    table: Table, column: Factor, known: Sequence[Mapping[str, Sequence[Floats]]], kind: str
) -> Table:
    """Return the vertices of one kind, with the columns of their rows."""
    found: list[Floats] = [np.empty((0, 2))]
    rows: list[int] = []
    sizes: list[int] = []
    for row, code in enumerate(column.codes.tolist()):
        for run in known[code][kind] if code >= 0 else ():
            found.append(run)
            rows.append(row)
            sizes.append(len(run))
    xy = np.concatenate(found)
    shape = np.repeat(np.array(rows, dtype=np.intp), sizes)
    ring = np.repeat(np.arange(len(sizes)), sizes)
    numbers = {"shape": shape.astype(np.float64), "ring": ring.astype(np.float64)}
    return table.take(shape).with_(x=xy[:, 0], y=xy[:, 1], **numbers)


def _parts(geometry: Any) -> dict[str, list[Floats]]:
    """Return the rings, lines and points of a geometry."""
    parts: dict[str, list[Floats]] = {kind: [] for kind in _KINDS}
    _collect(_as_mapping(geometry), parts, geometry)
    return parts


def _as_mapping(geometry: Any) -> Mapping[str, Any]:
    """Return a geometry by the protocol that all libraries of geometries have, or GeoJSON."""
    if getattr(geometry, "is_empty", False) is True:  # older shapely fails at one without points
        return {"type": "GeometryCollection", "geometries": ()}
    made: Any = getattr(geometry, "__geo_interface__", geometry)
    if isinstance(made, str):
        try:
            made = json.loads(made)
        except ValueError:
            try:  # a dict that was read as a text
                made = ast.literal_eval(made)
            except (ValueError, SyntaxError):
                made = None
    if not isinstance(made, Mapping) or "type" not in made:
        raise PlotSpecError(
            "geometry must hold shapes of shapely, of a GeoDataFrame, or in GeoJSON, not "
            f"{shown(geometry)}. For texts in WKT: shapely.from_wkt(column)."
        )
    return made


def _collect(made: Mapping[str, Any], parts: dict[str, list[Floats]], whole: Any) -> None:
    kind = made["type"]
    if kind in ("GeometryCollection", "FeatureCollection"):
        for one in made.get("geometries", made.get("features", ())):
            _collect(one, parts, whole)
        return
    if kind == "Feature":
        _collect(made["geometry"], parts, whole)
        return
    at = made.get("coordinates", ())
    runs: dict[str, tuple[str, Any]] = {
        "Polygon": (_RINGS, at),
        "MultiPolygon": (_RINGS, chain.from_iterable(at if kind == "MultiPolygon" else ())),
        "LineString": (_LINES, [at]),
        "LinearRing": (_LINES, [at]),
        "MultiLineString": (_LINES, at),
        "Point": (_POINTS, [[at]]),
        "MultiPoint": (_POINTS, [at]),
    }
    if kind not in runs:
        raise PlotSpecError(f"A geometry is a {kind!r}, which Geo does not know: {shown(whole)}.")
    name, found = runs[kind]
    for run in found:
        if len(run) and len(run[0]):
            parts[name].append(np.array([place[:2] for place in run], dtype=np.float64))
