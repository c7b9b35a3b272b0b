"""Rainclouds: the density, the quartiles and each value of three species."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    return (
        so.Plot(penguins, x="flipper_length_mm", y="species", color="species")
        .add(so.Raincloud(), legend=False)
        .label(title="Flippers of three species", x="Flipper length (mm)", y="")
        .layout(size=(7, 4.5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
