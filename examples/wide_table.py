"""Columns of a wide table as lines, without reshaping it."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    economy = pd.read_csv(DATA / "us_economy.csv", parse_dates=["quarter"]).set_index("quarter")
    parts = ["consumption", "investment", "government"]
    grown = economy[parts] / economy[parts].iloc[0]
    return (
        so.Plot(grown, x="quarter", y=so.cols())
        .add(so.Line())
        .scale(y=so.Continuous(trans="log").tick(at=[1, 2, 4, 8]).label(like="{x:g}"))
        .legend("direct")
        .label(title="What the United States spend", x="", y="Times the level of 1959")
        .layout(size=(7, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
