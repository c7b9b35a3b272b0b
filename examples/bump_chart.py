"""A bump chart: which sector has the most jobs, year by year."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    jobs = pd.read_csv(DATA / "us_employment.csv", parse_dates=["month"])
    jobs["year"] = jobs["month"].dt.year
    years = jobs.groupby(["year", "sector"], as_index=False)["jobs"].mean()
    rank = so.Rank("position", descending=True)
    return (
        so.Plot(years, x="year", y="jobs", color="sector")
        .add(so.Line(linewidth=2, marker="o", pointsize=7), rank)
        .add(
            so.Text(halign="left", fontsize=9),
            rank,
            so.Select("last"),
            so.Nudge(x=8),
            text="sector",
        )
        .scale(
            color="husl",
            x=so.Continuous().tick(at=[2006, 2009, 2012, 2015]),
            y=so.Continuous(reverse=True).tick(every=1),
        )
        .legend(None)
        .label(title="Sectors by number of jobs", x="", y="")
        .theme("minimal", {"axes.grid": False})
        .layout(size=(8, 5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
