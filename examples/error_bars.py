"""Means with confidence intervals, side by side."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    return (
        so.Plot(penguins, x="species", y="body_mass_g", color="sex")
        .add(so.Dot(pointsize=8), so.Agg(), so.Dodge())
        .add(so.Range(linewidth=2), so.Est(errorbar="ci"), so.Dodge(), legend=False)
        .label(title="Mean body mass, 95 % confidence", x="", y="Body mass (g)", color="Sex")
        .layout(size=(6, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
