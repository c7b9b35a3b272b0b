"""Convex hulls of penguins as polygons, in colours and hatches of their own."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    return (
        so.Plot(penguins, x="bill_length_mm", y="bill_depth_mm", color="species")
        .add(so.Polygon(alpha=0.25), so.Hull(), hatch="species")
        .add(so.Dots(pointsize=3))
        .label(x="Bill length (mm)", y="Bill depth (mm)", color="", hatch="")
        .layout(size=(6.5, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
