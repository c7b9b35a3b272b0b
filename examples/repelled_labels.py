"""Names at points that make way for each other, with lines where they had to go far."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    states = pd.read_csv(DATA / "us_states.csv")
    states = states[states["state"] != "District of Columbia"]
    return (
        so.Plot(states, x="urban", y="violent")
        .add(so.Dot(pointsize=4))
        .add(so.Text(repel=True, fontsize=7.5), text="state")
        .label(
            title="Violent crime in the states, 2009",
            x="Population in urban areas (%)",
            y="Violent crimes per 100,000 people",
        )
        .layout(size=(9, 6.5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
