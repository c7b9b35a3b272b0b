"""Two series over half a century, on a time axis."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    economy = pd.read_csv(DATA / "us_economy.csv", parse_dates=["quarter"])
    rates = economy.melt("quarter", ["unemployment", "interest"], "rate", "percent")
    return (
        so.Plot(rates, x="quarter", y="percent", color="rate")
        .add(so.Area(edgewidth=0), color=None, data=rates[rates["rate"] == "unemployment"])
        .add(so.Line())
        .scale(x=so.Temporal().tick(upto=8))
        .label(
            title="Unemployment and the 3-month treasury rate, United States",
            x="",
            y="Percent",
            color="",
        )
        .layout(size=(8, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
