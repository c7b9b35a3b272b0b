"""Labels on lines of equal density, and a colour bar with a step for each level."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Composition:
    weather = pd.read_csv(DATA / "seattle_weather.csv", parse_dates=["date"])
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    range_ = so.Plot(weather, x="temp_min", y="temp_max")
    range_ = range_.add(so.Contour(levels=6, filled=True)).scale(color="viridis")
    range_ = range_.label(x="Coldest of the day (°C)", y="Warmest (°C)", color="Density")

    bills = so.Plot(penguins, x="bill_length_mm", y="bill_depth_mm", color="species")
    bills = bills.add(so.Dots(alpha=0.4, pointsize=3))
    bills = bills.add(so.Contour(levels=[0.5, 0.9], labels="{:.0%}"))
    bills = bills.label(x="Bill length (mm)", y="Bill depth (mm)", color="")
    return (range_ | bills.legend("bottom")).layout(size=(10, 4.4))


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
