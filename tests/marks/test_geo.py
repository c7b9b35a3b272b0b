import json

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, MultiPoint, MultiPolygon, Point, box

import plotkit.objects as so
from plotkit.errors import PlotSpecError, PlotWarning
from plotkit.marks.primitives import Areas, Lines, Points

LAND = box(0, 50, 4, 54).difference(box(1, 51, 2, 52))
ISLES = MultiPolygon([box(5, 50, 6, 51), box(7, 50, 8, 51)])
RIVER = LineString([(0, 50), (3, 53)])
TOWNS = MultiPoint([(1, 53), (3, 51)])


def drawn(p):
    return [one for mark in p.plot().drawing.panels[0].marks for one in mark.primitives]


def plot(shapes, **columns):
    return so.Plot({"shape": shapes, **columns}, geometry="shape")


def test_polygons_with_holes_and_parts_are_one_shape_each():
    (areas,) = drawn(plot([LAND, ISLES]).add(so.Geo()))
    assert isinstance(areas, Areas)
    assert len(areas.paths) == 4
    assert np.unique(areas.shapes, return_counts=True)[1].tolist() == [2, 2]
    low, high = areas.paths.xy.min(axis=0), areas.paths.xy.max(axis=0)
    assert [*low, *high] == [0, 50, 8, 54]


def test_lines_and_points():
    areas, lines, points = drawn(plot([LAND, RIVER, TOWNS]).add(so.Geo(pointsize=9)))
    assert (type(areas), type(lines), type(points)) == (Areas, Lines, Points)
    assert lines.paths.xy.tolist() == [[0, 50], [3, 53]]
    assert points.xy.tolist() == [[1, 53], [3, 51]]
    assert points.size == 9


@pytest.mark.parametrize("write", [shapely.to_geojson, lambda s: s.__geo_interface__, str])
def test_geojson(write):
    shapes = [LAND, ISLES, RIVER]
    if write is str:
        with pytest.raises(PlotSpecError, match=r"geometry must hold shapes .* shapely\.from_wkt"):
            drawn(plot([write(one) for one in shapes]).add(so.Geo()))
        return
    made, expected = (
        drawn(plot(each).add(so.Geo())) for each in ([write(one) for one in shapes], shapes)
    )
    for one, other in zip(made, expected, strict=True):
        np.testing.assert_allclose(one.paths.xy, other.paths.xy)


def test_features_and_collections():
    inner = {"type": "Feature", "geometry": Point(1, 50).__geo_interface__}
    whole = {"type": "FeatureCollection", "features": [inner, inner]}
    mixed = shapely.GeometryCollection([RIVER, LAND])
    kinds = [type(one) for one in drawn(plot([json.dumps(whole), mixed]).add(so.Geo()))]
    assert kinds == [Areas, Lines, Points]


def test_colour_by_level_and_by_amount():
    p = plot([LAND, ISLES], kind=["a", "b"], n=[1, 5])
    for name in ("kind", "n"):
        compiled = p.add(so.Geo(), color=name).plot()
        (areas,) = compiled.drawing.panels[0].marks[0].primitives
        assert len(np.unique(np.asarray(areas.color), axis=0)) == 2
        assert [guide.title for guide in compiled.drawing.legends] == [name]


def test_equal_aspect_by_latitude():
    p = plot([LAND]).add(so.Geo())
    compiled = p.plot()
    assert compiled.axes[0].get_aspect() == pytest.approx(1 / np.cos(np.deg2rad(52)))
    assert p.layout(aspect=3).plot().axes[0].get_aspect() == 3
    metres = shapely.transform(LAND, lambda xy: xy * 1e5)
    assert plot([metres]).add(so.Geo()).plot().axes[0].get_aspect() == 1
    pole = plot([box(0, 80, 10, 90)]).add(so.Geo()).plot()
    assert pole.axes[0].get_aspect() == pytest.approx(1 / np.cos(np.deg2rad(85)))


def test_other_marks_lie_on_the_same_map():
    p = plot([LAND], lon=[2], lat=[52]).add(so.Geo()).add(so.Dot(), x="lon", y="lat")
    compiled = p.plot()
    assert len(compiled.drawing.panels[0].marks) == 2
    assert compiled.axes[0].get_aspect() == pytest.approx(1 / np.cos(np.deg2rad(52)))


def test_missing_and_empty_shapes():
    with pytest.warns(PlotWarning, match="missing geometry"):
        (areas,) = drawn(plot([LAND, None]).add(so.Geo()))
    assert len(areas.paths) == 2
    assert len(drawn(plot([LAND, Point()]).add(so.Geo()))) == 1


def test_facets():
    p = plot([LAND, ISLES], kind=["a", "b"]).add(so.Geo()).facet("kind")
    sizes = [len(panel.marks[0].primitives[0].paths) for panel in p.plot().drawing.panels]
    assert sizes == [2, 2]


def test_what_is_no_geometry():
    with pytest.raises(PlotSpecError, match="geometry must hold shapes"):
        drawn(plot(["north", "south"]).add(so.Geo()))
    with pytest.raises(PlotSpecError, match="a 'Curve', which Geo does not know"):
        drawn(plot(['{"type": "Curve", "coordinates": []}']).add(so.Geo()))
    with pytest.raises(PlotSpecError, match="shape and ring are required, or geometry; given"):
        so.Plot(x=[1], y=[1]).add(so.Geo()).plot()


def keys(p):
    """Return the kinds of primitives of each legend key, by its text."""
    (legend,) = p.plot().drawing.legends
    return {key.label: [type(one) for one in key.primitives] for key in legend.keys}


def test_legend_keys_look_like_the_shapes_of_their_level():
    shapes = plot([LAND, RIVER, TOWNS, ISLES, TOWNS], kind=["a", "b", "c", "d", "d"])
    wanted = {"a": [Areas], "b": [Lines], "c": [Points], "d": [Areas, Points]}
    assert keys(shapes.add(so.Geo(), color="kind")) == wanted
    assert keys(shapes.facet("kind").add(so.Geo(), color="kind")) == wanted
    assert keys(shapes.add(so.Geo(), label="all")) == {"all": [Areas, Lines, Points]}
    assert keys(plot([TOWNS, RIVER]).add(so.Geo(), label="both")) == {"both": [Lines, Points]}


@pytest.mark.parametrize(
    ("name", "shape", "kind"),
    [("pointsize", TOWNS, Points), ("linewidth", RIVER, Lines), ("edgewidth", LAND, Areas)],
)
def test_amounts_have_a_legend_of_the_shapes_that_there_are(name, shape, kind):
    shapes = plot([shape, shape, shape], amount=[1.0, 2, 3])
    found = keys(shapes.add(so.Geo(), **{name: "amount"}))
    assert len(found) > 1 and all(drawn == [kind] for drawn in found.values())
