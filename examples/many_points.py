"""Two million flights of a drunken sailor: how often he is where, and a long line of his way."""

import numpy as np

import plotkit.objects as so

N = 2_000_000


def walk() -> dict[str, np.ndarray]:
    """Return a random walk that is drawn back to one of two harbours."""
    rng = np.random.default_rng(7)
    angle = np.cumsum(rng.normal(scale=0.2, size=N))
    harbour = np.where(np.arange(N) // 400_000 % 2, "east", "west")
    reach = 1 + 0.35 * rng.standard_normal(N)
    return {
        "x": np.where(harbour == "east", 1.0, -1.0) + reach * np.cos(angle),
        "y": reach * np.sin(angle) * 0.8,
        "harbour": harbour,
    }


def figure() -> so.Composition:
    data = walk()
    plot = so.Plot(data, x="x", y="y").layout(size=(5, 4))
    counted = plot.add(so.Raster()).scale(color="log").label(color="Visits")
    mixed = plot.add(so.Raster(), so.Bin2D("pixels"), color="harbour").scale(alpha="log")
    return counted | mixed.label(color="Harbour", alpha="Visits")


if __name__ == "__main__":
    figure().save(f"{__file__.removesuffix('.py')}.png")
