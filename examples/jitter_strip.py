"""Every value, its mean, on a nominal axis; many small points."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    return (
        so.Plot(penguins, y="species", x="flipper_length_mm", color="sex")
        .add(so.Dots(), so.Dodge(), so.Jitter(0.4))
        .add(so.Dash(linewidth=3), so.Agg(), so.Dodge())
        .label(title="Flippers of penguins", x="Flipper length (mm)", y="", color="Sex")
        .layout(size=(7, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
