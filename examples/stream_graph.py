"""A stream graph: layers that go up and down as little as can be."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    jobs = pd.read_csv(DATA / "us_employment.csv", parse_dates=["month"])
    jobs["millions"] = jobs["jobs"] / 1000
    return (
        so.Plot(jobs, x="month", y="millions", color="sector")
        .add(so.Area(alpha=0.9, edgewidth=0.5, edgecolor="w"), so.Stack(offset="wiggle"))
        .scale(
            color=so.Nominal("husl", order=so.by("millions", "sum"), reverse=True),
            y=so.Continuous().tick(every=20).label(like=lambda v: f"{abs(v):.0f}"),
        )
        .label(title="Jobs in the United States by sector", x="", y="Millions", color="")
        .theme("minimal")
        .layout(size=(9, 5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
