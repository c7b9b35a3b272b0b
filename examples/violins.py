"""Violins split by two levels, with quartiles."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    weather = pd.read_csv(DATA / "seattle_weather.csv", parse_dates=["date"])
    weather["month"] = weather["date"].dt.strftime("%b")
    weather["rain"] = (weather["precipitation"] > 0).map({True: "wet days", False: "dry days"})
    return (
        so.Plot(weather, x="month", y="temp_max", color="rain")
        .add(so.Violin(side="split", inner="quartiles", width=0.9))
        .label(title="Warmest hours in Seattle", x="", y="Temperature (°C)", color="")
        .layout(size=(9, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
