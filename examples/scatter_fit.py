"""Points by group, and a fitted curve through each."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    return (
        so.Plot(penguins, x="bill_length_mm", y="bill_depth_mm", color="species")
        .add(so.Dots())
        .add(so.Line(linewidth=2.5), so.PolyFit(order=1))
        .label(
            title="Longer bills are deeper, within each species",
            x="Bill length (mm)",
            y="Bill depth (mm)",
            color="Species",
        )
        .layout(size=(7, 4.5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
