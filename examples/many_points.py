"""Half a million positions of a ship: how many lie in each pixel, and a line of them."""

from pathlib import Path

import numpy as np

import plotkit.objects as so

N = 500_000


def voyage() -> dict[str, np.ndarray]:
    """Return positions around one harbour, then another, in the order of time."""
    rng = np.random.default_rng(7)
    angle = np.cumsum(rng.normal(scale=0.2, size=N))
    east = np.arange(N) // 100_000 % 2 == 1
    reach = 1 + 0.35 * rng.standard_normal(N)
    return {
        "day": np.arange(N) / 1_440,
        "x": np.where(east, 1.0, -1.0) + reach * np.cos(angle),
        "y": 0.8 * reach * np.sin(angle),
        "harbour": np.where(east, "east", "west"),
    }


def figure() -> so.Composition:
    plot = (
        so.Plot(voyage()).label(x="East (km)", y="North (km)", color="Harbour").layout(size=(5, 4))
    )
    places = plot.add(so.Raster(), x="x", y="y").scale(color="log").label(color="Positions")
    mixed = plot.add(so.Raster(), so.Bin2D("pixels"), x="x", y="y", color="harbour")
    mixed = mixed.scale(alpha="log").label(alpha="Positions")
    line = plot.add(so.Line(linewidth=0.5), so.Decimate(), x="day", y="x")
    return (places | mixed) / line.label(x="Day", y="East (km)").layout(size=(10, 2))


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
