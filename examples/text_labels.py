"""Points with names, those that stand out."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    states = pd.read_csv(DATA / "us_states.csv").rename(columns={"single": "families"})
    states = states[states["state"] != "District of Columbia"]
    far = states[states["state"].isin(["Nevada", "Mississippi", "Utah", "Maine"])]
    return (
        so.Plot(states, x="families", y="violent")
        .add(so.Dot(), pointsize="urban", color="urban")
        .add(so.Text(repel=True, fontsize=9), data=far, text="state")
        .scale(pointsize=(3, 11), color="flare")
        .limit(x=(17, 36))
        .label(
            title="Violent crime in the states, 2009",
            x="Families with one householder (%)",
            y="Violent crimes per 100,000 people",
            color="Urban (%)",
            pointsize="Urban (%)",
        )
        .layout(size=(8, 5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
