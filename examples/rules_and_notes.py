"""Temperatures of a year with what is beside them: a band, a line across, an arrow, a note."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    weather = pd.read_csv(DATA / "seattle_weather.csv", parse_dates=["date"])
    year = weather[weather["date"].dt.year == 2014]
    hottest = year.loc[year["temp_max"].idxmax()]
    return (
        so.Plot(year, x="date", y="temp_max")
        .add(so.Span(), xmin="2014-06-21", xmax="2014-09-23", label="Summer")
        .add(so.Line(linewidth=1))
        .add(so.Rule(linestyle="--"), so.Agg(), label="Mean of the year")
        .add(so.Curve(head="end", bend=0.1), x="2014-05-10", y=33, xend=hottest["date"], yend=35.7)
        .add(so.Text(halign="right"), x="2014-05-10", y=33, text=f"{hottest['date']:%d %B}")
        .label(title="Seattle, 2014", x="", y="Warmest of the day (°C)")
        .layout(size=(7, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
