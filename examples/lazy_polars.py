"""A lazy Polars table: the histogram is counted by Polars, only the bins are fetched."""

from pathlib import Path

import polars as pl

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    weather = pl.scan_csv(DATA / "seattle_weather.csv")
    return (
        so.Plot(weather, x="temp_max", color="weather")
        .add(so.Bars(), so.Hist(binwidth=2), so.Stack())
        .label(title="Warmest hour of the day in Seattle", x="Temperature (°C)", y="Days", color="")
        .layout(size=(7, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
