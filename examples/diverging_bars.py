"""Bars that go down as well as up, coloured by sign."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    sea = pd.read_csv(DATA / "el_nino.csv")
    usual = sea.groupby("month")["temperature"].transform("mean")
    sea["anomaly"] = sea["temperature"] - usual
    years = sea.groupby("year", as_index=False)["anomaly"].mean()
    years["sign"] = (years["anomaly"] > 0).map({True: "warmer", False: "colder"})
    return (
        so.Plot(years, x="year", y="anomaly", color="sign")
        .add(so.Bar(edgewidth=0, alpha=0.9))
        .scale(color={"warmer": "#c44e52", "colder": "#4c72b0"})
        .label(
            title="The sea off Peru: difference from the mean of 1950–2010",
            x="",
            y="Difference (°C)",
            color="",
        )
        .layout(size=(8, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
