"""A mean line within a band of percentiles, by month."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    weather = pd.read_csv(DATA / "seattle_weather.csv", parse_dates=["date"])
    weather["month"] = weather["date"].dt.month
    long = weather.melt("month", ["temp_max", "temp_min"], "reading", "temperature")
    return (
        so.Plot(long, x="month", y="temperature", color="reading")
        .add(so.Line(linewidth=2), so.Agg())
        .add(so.Band(), so.Est(errorbar=("pi", 80)))
        .scale(x=so.Continuous().tick(at=range(1, 13)), color=["#c0504d", "#4f81bd"])
        .label(
            title="Seattle: mean of the day's extremes, and where 80 % of days lie",
            x="Month",
            y="Temperature (°C)",
            color="",
        )
        .layout(size=(7, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
