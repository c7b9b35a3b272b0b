"""Three plots in rows that share their axes: labels stand once."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Composition:
    weather = pd.read_csv(DATA / "seattle_weather.csv", parse_dates=["date"])
    weather["month"] = weather["date"].dt.month
    day = so.Plot(weather, x="date")
    year = so.Plot(weather, x="month")
    warm, wet = "Warmest of the day (°C)", "Rain of a month (mm)"
    rain = weather.set_index("date")["precipitation"].resample("MS").sum().reset_index()
    plots = [
        day.add(so.Dots(pointsize=2), y="temp_max").label(y=warm),
        year.add(so.PointRange(), so.Est(errorbar="sd"), y="temp_max").label(y=warm),
        so.Plot(rain, x="date", y="precipitation").add(so.Bars()).label(y=wet),
    ]
    return so.grid(plots, wrap=2).share(x="col", y="row").layout(size=(9, 5))


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
