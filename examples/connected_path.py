"""Two series against each other through time."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    economy = pd.read_csv(DATA / "us_economy.csv", parse_dates=["quarter"])
    years = economy.groupby(economy["quarter"].dt.year).mean(numeric_only=True).reset_index()
    labels = years[years["quarter"].isin([1969, 1975, 1980, 1983, 2008])]
    return (
        so.Plot(years, x="unemployment", y="inflation")
        .add(so.Path(marker="o", pointsize=4, color=".4"))
        .add(
            so.Text(halign="left", valign="bottom", offset=4, fontsize=10, halo=3),
            data=labels,
            text="quarter",
        )
        .label(
            title="Unemployment and inflation, United States, 1959–2009",
            x="Unemployment (%)",
            y="Inflation (%)",
        )
        .layout(size=(7, 5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
