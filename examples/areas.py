"""Areas on top of each other."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    power = pd.read_csv(DATA / "iowa_electricity.csv")
    power["terawatt_hours"] = power["generation"] / 1000
    return (
        so.Plot(power, x="year", y="terawatt_hours", color="source")
        .add(so.Area(alpha=0.8, edgewidth=0), so.Stack())
        .scale(color=["#55606e", "#d08770", "#6aa84f"])
        .label(title="Electricity generated in Iowa", x="", y="TWh a year", color="")
        .layout(size=(7, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
