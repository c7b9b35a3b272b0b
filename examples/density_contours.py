"""Contours: around half and nine tenths of the penguins of each species."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    return (
        so.Plot(penguins, x="bill_length_mm", y="bill_depth_mm", color="species")
        .add(so.Dots(pointsize=3))
        .add(so.Contour(levels=[0.5, 0.9]))
        .label(title="Bills of penguins", x="Length (mm)", y="Depth (mm)", color="Species")
        .layout(size=(7, 4.5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
