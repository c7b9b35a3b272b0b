"""Density curves by group, filled."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    return (
        so.Plot(penguins, x="flipper_length_mm", color="species")
        .add(so.Area(alpha=0.4), so.KDE(common_norm=False))
        .label(title="Flippers of three species", x="Flipper length (mm)", color="Species")
        .layout(size=(7, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
