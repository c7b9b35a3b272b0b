"""Cumulative shares, which need no bins to be chosen well."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    return (
        so.Plot(penguins, x="body_mass_g", color="species")
        .add(so.Step(), so.ECDF("percent"))
        .label(
            title="Share of penguins up to a body mass",
            x="Body mass (g)",
            y="Percent",
            color="Species",
        )
        .layout(size=(7, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
