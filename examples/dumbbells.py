"""Two values of each group as a dumbbell, in the order of the later one."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    jobs = pd.read_csv(DATA / "us_employment.csv", parse_dates=["month"])
    years = jobs.assign(year=jobs["month"].dt.year.astype(str))
    wide = years.pivot_table(index="sector", columns="year", values="jobs") / 1000
    wide = wide[["2006", "2015"]].sort_values("2015", ascending=False).reset_index()
    return (
        so.Plot(wide, y="sector", xmin="2006", xmax="2015")
        .add(so.Dumbbell())
        .label(title="Jobs in the United States", x="Million jobs, mean of the year", y="")
        .layout(size=(7, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
