"""Percentiles of each group as ranges and dashes."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    weather = pd.read_csv(DATA / "seattle_weather.csv", parse_dates=["date"])
    weather["month"] = weather["date"].dt.strftime("%b")
    return (
        so.Plot(weather, x="month", y="wind")
        .add(so.Range(linewidth=6, alpha=0.3), so.Perc([5, 95]))
        .add(so.Range(linewidth=6), so.Perc([25, 75]))
        .add(so.Dash(color="w", width=0.35), so.Perc([50]))
        .label(title="Wind in Seattle: 5–25–50–75–95 %", x="", y="Wind speed (m/s)")
        .layout(size=(7.5, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
