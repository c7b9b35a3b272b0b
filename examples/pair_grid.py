"""Several measures against each other."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    measures = ["bill_length_mm", "flipper_length_mm", "body_mass_g"]
    return (
        so.Plot(penguins, color="species")
        .pair(x=measures, y=measures)
        .add(so.Dots(pointsize=3))
        .label(
            x0="Bill (mm)", x1="Flipper (mm)", x2="Mass (g)",
            y0="Bill (mm)", y1="Flipper (mm)", y2="Mass (g)", color="Species",
        )
        .layout(size=(8, 6.5))
    )  # fmt: skip


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
