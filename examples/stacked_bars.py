"""Counts of days, stacked in the order of a scale."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    weather = pd.read_csv(DATA / "seattle_weather.csv", parse_dates=["date"])
    weather["month"] = weather["date"].dt.strftime("%b")
    colors = {"sun": "#e7ba52", "fog": "#c7c7c7", "drizzle": "#aec7e8", "rain": "#1f77b4"}
    return (
        so.Plot(weather, x="month", color="weather")
        .add(so.Bar(alpha=1, edgewidth=0), so.Count(), so.Stack())
        .scale(color=so.Nominal(colors | {"snow": "#9467bd"}, order=[*colors, "snow"]))
        .label(title="Weather in Seattle, 2012–2015", x="", y="Days", color="")
        .layout(size=(7.5, 4.5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
