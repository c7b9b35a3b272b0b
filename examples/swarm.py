"""Swarm: every penguin as a point, none upon another."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    return (
        so.Plot(penguins, x="species", y="body_mass_g", color="sex")
        .add(so.Dot(pointsize=5), so.Swarm(gap=0.5))
        .label(title="Mass of penguins", x="", y="Body mass (g)", color="")
        .layout(size=(7, 5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
