"""A panel for each island and sex, with the others behind."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    return (
        so.Plot(penguins, x="bill_length_mm", y="bill_depth_mm")
        .facet(col="island", row="sex")
        .add(so.Dots(color=".75", pointsize=3), col=None, row=None)
        .add(so.Dot(pointsize=4), color="species")
        .label(
            title="Where each species lives",
            x="Bill length (mm)",
            y="Bill depth (mm)",
            color="Species",
        )
        .layout(size=(9, 5.5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
