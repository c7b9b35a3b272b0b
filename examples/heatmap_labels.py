"""Heatmap: a table as cells, with its numbers written upon them."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    weather = pd.read_csv(DATA / "seattle_weather.csv", parse_dates=["date"])
    weather["year"] = weather["date"].dt.year.astype(str)
    weather["month"] = weather["date"].dt.strftime("%b")
    names = ["year", "month"]
    rain = weather.groupby(names, sort=False)["precipitation"].sum().round().reset_index()
    return (
        so.Plot(rain, x="month", y="year", color="precipitation", text="precipitation")
        .add(so.Tile(gap=1))
        .add(so.Text(contrast=True, fontsize=9))
        .scale(color="mako_r")
        .label(title="Rain in Seattle by month", x="", y="", color="mm")
        .layout(size=(8, 3.5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
