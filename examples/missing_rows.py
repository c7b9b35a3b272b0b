"""Months without a day of snow count as 0, and days without a record are gaps in a line."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Composition:
    weather = pd.read_csv(DATA / "seattle_weather.csv", parse_dates=["date"])
    month = weather["date"].dt.to_period("M").dt.to_timestamp()
    counted = so.Plot(weather, x=month, color="weather")
    counted = counted.add(so.Line(linewidth=1.5), so.Count(), so.Complete(fill=0, step="1MS"))
    counted = counted.scale(color=so.Lump(n=2, other="all others"))
    counted = counted.label(title="Every month has a count", x="", y="Days", color="")

    calm = weather[(weather["wind"] < 4) & (weather["date"] < "2012-07-01")]
    days = so.Plot(calm, x="date", y="temp_max")
    days = days.add(so.Line(color="0.75", linewidth=1)).add(
        so.Line(gaps=True, marker="o", pointsize=3), so.Complete(step="1D")
    )
    days = days.label(title="Calm days: a missing day is a gap", x="", y="Maximum (°C)")
    return (counted.legend("top") | days).layout(size=(11, 4))


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
