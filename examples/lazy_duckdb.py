"""A query in DuckDB: the mean of each group is taken there."""

from pathlib import Path

import duckdb

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    jobs = duckdb.sql(
        f"select sector, year(month) as year, jobs / 1000 as millions "
        f"from read_csv('{DATA / 'us_employment.csv'}') "
        "where sector in ('Construction', 'Manufacturing', 'Information', 'Government')"
    )
    return (
        so.Plot(jobs, x="year", y="millions", color="sector")
        .add(so.Line(linewidth=2.5, marker="o"), so.Agg())
        .label(title="Jobs in the United States", x="", y="Million jobs", color="")
        .layout(size=(7, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
