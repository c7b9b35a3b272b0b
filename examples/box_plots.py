"""Box plots: quartiles, whiskers and outliers, side by side."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    return (
        so.Plot(penguins, x="body_mass_g", y="species", color="sex")
        .add(so.Box(), so.Dodge(gap=0.15))
        .label(title="Penguins by species and sex", x="Body mass (g)", y="", color="Sex")
        .layout(size=(7, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
