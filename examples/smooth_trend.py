"""A smooth curve through a series that no formula describes, with its bootstrap band."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    weather = pd.read_csv(DATA / "seattle_weather.csv", parse_dates=["date"])
    curve = so.Line(linewidth=2.5, color="C3") + so.Band(color="C3")
    return (
        so.Plot(weather, x="date", y="temp_max")
        .add(so.Dots(pointsize=3, alpha=0.3))
        .add(curve, so.Lowess(0.1, errorbar="ci"))
        .label(
            title="The winter of 2014 to 2015 was a mild one",
            subtitle="Highest temperature of each day in Seattle; lowess with its 95 % band",
            x="",
            y="Temperature (°C)",
        )
        .layout(size=(7, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
