"""Histograms by group on a logarithmic axis."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    weather = pd.read_csv(DATA / "seattle_weather.csv", parse_dates=["date"])
    wet = weather[weather["precipitation"] > 0].copy()
    winter = wet["date"].dt.month.isin([10, 11, 12, 1, 2, 3])
    wet["season"] = winter.map({True: "October to March", False: "April to September"})
    return (
        so.Plot(wet, x="precipitation", color="season")
        .add(so.Bars(), so.Hist(bins=12))
        .scale(x=so.Continuous(trans="log").label(like="{x:g}"))
        .label(title="Rain on wet days in Seattle", x="Rainfall (mm)", y="Days", color="")
        .layout(size=(7, 4.5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
