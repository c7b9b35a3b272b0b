"""Means side by side, each with the range of its values."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    return (
        so.Plot(penguins, x="species", y="body_mass_g", color="sex")
        .add(so.Bar(), so.Agg(), so.Dodge(gap=0.05))
        .add(so.Range(color=".2"), so.Dodge(gap=0.05), legend=False)
        .label(title="Mean and range of body mass", x="", y="Body mass (g)", color="Sex")
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
