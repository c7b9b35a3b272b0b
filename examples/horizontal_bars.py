"""Horizontal bars with their values written at their ends."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    states = pd.read_csv(DATA / "us_states.csv").sort_values("high_school", ascending=False)
    ends = pd.concat([states.head(6), states.tail(6)])
    ends["rank"] = ["six highest"] * 6 + ["six lowest"] * 6
    return (
        so.Plot(ends, x="high_school", y="state", color="rank")
        .add(so.Bar(edgewidth=0))
        .add(so.Text(at="inside", fontsize=9, format="{:.1f}"), text="high_school")
        .label(title="People with a high-school degree, 2009", x="Percent", y="", color="")
        .layout(size=(7.5, 4.5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
