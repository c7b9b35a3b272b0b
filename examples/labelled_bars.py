"""Texts on bars: sums at the ends, and what they are made of within."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    power = pd.read_csv(DATA / "iowa_electricity.csv")
    power = power[power["year"] % 2 == 1]
    power["year"] = power["year"].astype(str)
    power["generation"] /= 1000
    total = power.groupby("year")["generation"].sum().reset_index()
    return (
        so.Plot(power, y="year", x="generation", color="source")
        .add(so.Bar(edgewidth=0), so.Stack())
        .add(so.Text(at="middle", format=".0f", fontsize=9), so.Stack(), text="generation")
        .add(
            so.Text(at="end", format=".1f", fontsize=10), data=total, text="generation", color=None
        )
        .label(
            title="Electricity generated in Iowa",
            x="Net generation (million MWh)",
            y="",
            color="",
        )
        .layout(size=(8, 5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
