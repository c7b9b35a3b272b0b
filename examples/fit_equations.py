"""A straight line on two logarithmic axes, its band, and its equation in the corner."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    states = pd.read_csv(DATA / "us_states.csv")
    note = so.Text(part="coef", halign="left", valign="top", offset=0)
    return (
        so.Plot(states, x="single", y="murder")
        .scale(x="log", y="log")
        .add(so.Dots(pointsize=6))
        .add(so.Line(linewidth=2.5) + so.Band(), so.Fit())
        .add(note, so.Fit(), x=so.frac(0.03), y=so.frac(0.96))
        .add(note, so.Fit(), x=so.frac(0.03), y=so.frac(0.89), text="quality")
        .label(
            title="Murder grows with the third power of the share of single parents",
            caption="50 states and Washington D.C., 2009; both axes are logarithmic",
            x="Families with one householder (%)",
            y="Murders per 100,000 people",
        )
        .layout(size=(6, 4.5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
