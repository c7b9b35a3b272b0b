"""Daily values, and their mean over a month."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    days = pd.read_csv(DATA / "seattle_weather.csv", parse_dates=["date"])
    return (
        so.Plot(days, x="date", y="temp_max")
        .add(so.Dots(color=".5", alpha=0.4, pointsize=2))
        .add(so.Line(color="#c44e52", linewidth=2.5), so.Rolling("30D", center=True))
        .label(title="Highest temperature of the day in Seattle", x="", y="Temperature (°C)")
        .layout(size=(8, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
