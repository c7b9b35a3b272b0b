"""Pictures of cells, hexagons and contours: alone, with labels, in facets, on log and time axes.

Renew one as tests/images/test_images.py says, and look at it before it is committed.
"""

import numpy as np
import pandas as pd
import pytest

import plotkit.objects as so
from tests.images.picture import Picture

RNG = np.random.default_rng(3)
N = 2000
DATA = pd.DataFrame({"x": RNG.normal(size=N), "place": RNG.choice(["north", "south"], size=N)})
DATA["y"] = 0.6 * DATA["x"] + RNG.normal(size=N) * DATA["place"].map({"north": 0.4, "south": 1})
DATA["kg"] = np.exp(DATA["y"] / 2 + 1)
TABLE = pd.DataFrame({"month": np.tile(np.arange(1, 13), 4), "city": np.repeat(list("ABCD"), 12)})
TABLE["rain"] = np.round(60 + 50 * np.sin(TABLE["month"] / 2) + 20 * (TABLE["city"] == "C"))
EAST, NORTH = np.meshgrid(np.linspace(-3, 3, 60), np.linspace(-2, 2, 50))
HILLS = pd.DataFrame({"x": EAST.ravel(), "y": NORTH.ravel()})
HILLS["height"] = np.exp(-(HILLS["x"] ** 2) - HILLS["y"] ** 2)
HILLS["height"] -= 0.6 * np.exp(-((HILLS["x"] - 1.3) ** 2) - (HILLS["y"] - 0.6) ** 2)
HEIGHTS = HILLS["height"].to_numpy().reshape(EAST.shape)
RINGS = pd.DataFrame({"x": [0, 4, 4, 0, 1, 3, 2, 5, 7, 6], "y": [0, 0, 4, 4, 1, 1, 3, 0, 0, 2]})
RINGS["ring"], RINGS["kind"] = [1] * 4 + [2] * 3 + [3] * 3, list("aaaaaaabbb")
WIND = HILLS[::37].assign(u=lambda t: -t["y"], v=lambda t: t["x"])
WIND["speed"] = np.hypot(WIND["u"], WIND["v"])
LAND = pd.DataFrame({"kind": ["land", "river", "town"]})
LAND["shape"] = [
    '{"type": "Polygon", "coordinates": [[[0, 50], [6, 50], [5, 54], [0, 54], [0, 50]], '
    "[[1, 51], [2, 51], [2, 52], [1, 51]]]}",
    '{"type": "LineString", "coordinates": [[0, 53], [3, 52], [6, 50]]}',
    '{"type": "Point", "coordinates": [3, 52]}',
]


def plot(**variables):
    return so.Plot(DATA, x="x", y="y", **variables).layout(size=(6, 4))


def table(mark):
    return (
        so.Plot(TABLE, x="month", y="city", color="rain", text="rain")
        .add(mark).add(so.Text(contrast=True)).layout(size=(7, 3))
    )  # fmt: skip


PLOTS = {
    "tile_labels": lambda: table(so.Tile(gap=1.5)),
    "tile_labels_night": lambda: table(so.Tile()).theme("night"),
    "tile_hatched": lambda: so.Plot(TABLE[TABLE["month"] < 6], x="month", y="city")
    .add(so.Tile(edgewidth=1, edgecolor="w"), hatch="city", color="rain").layout(size=(6, 3)),
    "bin2d": lambda: plot().add(so.Tile(), so.Bin2D()),
    "bin2d_facets_gap": lambda: plot().facet("place").add(so.Tile(gap=1), so.Bin2D(15)),
    "bin2d_log_share": lambda: so.Plot(DATA, x="x", y="kg").scale(y="log", color="log")
    .add(so.Tile(), so.Bin2D(20), color="percent").layout(size=(6, 4)),
    "bin2d_lying_levels": lambda: so.Plot(DATA, x="kg", y="place")
    .add(so.Tile(height=0.8), so.Bin2D()).layout(size=(6, 3)),
    "hex_log": lambda: plot().add(so.Hex(), so.HexBin(25)).scale(color="log"),
    "hex_facets_mean": lambda: plot(z="kg").facet("place").add(so.Hex(), so.HexBin(12, least=2)),
    "hex_transparent_night": lambda: plot().add(so.Hex(alpha=0.6)).theme("night"),
    "contour_alone": lambda: plot().add(so.Dots(alpha=0.3, pointsize=2)).add(so.Contour()),
    "contour_shares": lambda: plot(color="place").add(so.Contour(levels=[0.5, 0.95])),
    "contour_filled_facets": lambda: plot().facet("place").add(so.Contour(filled=True)),
    "contour_heights": lambda: so.Plot(HILLS, x="x", y="y", z="height")
    .add(so.Contour(levels=9, filled=True))
    .add(so.Contour(levels=9, color="k", linewidth=0.5)).layout(size=(6, 4)),
    "contour_night": lambda: plot().theme("night")
    .add(so.Contour(levels=[0.25, 0.5, 0.75, 0.95], filled=True, alpha=0.6)),
    "raster_smooth": lambda: so.Plot(HILLS, x="x", y="y", color="height")
    .add(so.Raster(interpolate=True)).layout(size=(6, 4)),
    "raster_groups": lambda: plot(color="place")
    .add(so.Raster(), so.Bin2D(30), alpha="count").scale(alpha=(0.1, 1)),
    "kde2d_tiles": lambda: plot().add(so.Tile(), so.KDE2D()),
    "contour_labels": lambda: so.Plot(HILLS, x="x", y="y", z="height")
    .add(so.Contour(levels=9, labels=True)).layout(size=(6, 4)),
    "polygons": lambda: so.Plot(RINGS, x="x", y="y", color="kind")
    .add(so.Polygon(hatch="//", alpha=0.4), ring="ring").layout(size=(6, 3)),
    "vectors": lambda: so.Plot(WIND, x="x", y="y", color="speed")
    .add(so.Vector(), u="u", v="v").layout(size=(6, 4)),
    "geo": lambda: so.Plot(LAND, geometry="shape", color="kind").add(so.Geo())
    .layout(size=(6, 4)),
    "image_robust": lambda: so.Plot().add(so.Image(HEIGHTS, extent=(0, 60, 0, 50), label="height"))
    .scale(color=so.Continuous("viridis", robust=(5, 95))).layout(size=(6, 4)),
}  # fmt: skip


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.mpl_image_compare
def test_plane(name):
    return Picture(PLOTS[name]())
