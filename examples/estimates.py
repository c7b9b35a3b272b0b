"""Estimates with their intervals in one mark: bars for amounts, points for measures."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Composition:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    weather = pd.read_csv(DATA / "seattle_weather.csv", parse_dates=["date"])
    mass = so.Plot(penguins, x="body_mass_g", y="species", color="sex")
    mass = mass.add(so.Rug(alpha=0.3), y=None).add(so.PointRange(capsize=5), so.Dodge())
    rain = so.Plot(weather, x=weather["date"].dt.month, y="precipitation")
    rain = rain.add(so.BarRange(width=0.7, capsize=3), so.Est(n_boot=500))
    mass = mass.label(x="Body mass (g)", y="", color="Sex").legend("top")
    return (mass | rain.label(x="Month", y="Rain (mm a day)")).layout(size=(9, 4))


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
