"""Ridges: the temperatures of each month, above each other."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    weather = pd.read_csv(DATA / "seattle_weather.csv", parse_dates=["date"])
    weather["month"] = weather["date"].dt.strftime("%B")
    return (
        so.Plot(weather, x="temp_max", y="month")
        .add(so.Ridge(color="#64B5CD", overlap=2.5))
        .label(title="Warmest hours in Seattle", x="Temperature (°C)", y="")
        .layout(size=(6, 5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
