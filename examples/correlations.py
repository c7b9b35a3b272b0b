"""A table of correlations as a heatmap: a row of the table is a row of cells."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    names = {
        "bill_length_mm": "Bill length",
        "bill_depth_mm": "Bill depth",
        "flipper_length_mm": "Flipper",
        "body_mass_g": "Mass",
    }
    table = penguins[list(names)].rename(columns=names).corr()
    return (
        so.Plot(table, y="index", color=so.cols(value="Correlation"), text=so.cols())
        .add(so.Tile(gap=1))
        .add(so.Text(contrast=True, format=".2f"))
        .label(y="")
        .scale(color=so.Continuous("RdBu_r", norm=(-1, 1)))
        .layout(size=(5.5, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
