"""A logistic regression of two levels, and a text with what it found."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    return (
        so.Plot(penguins, x="body_mass_g", y="sex", color="species")
        .add(so.Dots(pointsize=4, alpha=0.5), so.Jitter(y=0.15, seed=1), orient="x")
        .add(so.Line(linewidth=2.5) + so.Band(), so.Fit(family="binomial"))
        .scale(y=so.Nominal(order=["male", "female"]))
        .label(
            title="Males are the heavier ones, in each species",
            subtitle="How likely a penguin is male, by weight: logistic regression with 95 % bands",
            x="Body mass (g)",
            y="",
            color="Species",
        )
        .layout(size=(7, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
