"""Where unemployment and inflation went from each year to the next, as arrows."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    economy = pd.read_csv(DATA / "us_economy.csv", parse_dates=["quarter"])
    rates = economy.groupby(economy["quarter"].dt.year)[["unemployment", "inflation"]].mean()
    steps = rates.diff().shift(-1).add_prefix("to_")
    years = rates.join(steps).dropna().reset_index(names="year")
    return (
        so.Plot(years, x="unemployment", y="inflation", color="year")
        .add(so.Vector(anchor="tail", length=60, headsize=5), u="to_unemployment", v="to_inflation")
        .scale(color="viridis")
        .label(
            title="From year to year",
            x="Unemployment (%)",
            y="Inflation (%)",
            color="Year",
        )
        .layout(size=(7, 5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
