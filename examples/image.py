"""A matrix as an image: sea temperature by month and year."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    sea = (
        pd.read_csv(DATA / "el_nino.csv").pivot(index="month", columns="year").droplevel(0, axis=1)
    )
    years = sea.columns.astype(int)
    extent = (years.min() - 0.5, years.max() + 0.5, 12.5, 0.5)
    return (
        so.Plot()
        .add(so.Image(sea.to_numpy(), extent=extent, label="Sea (°C)"))
        .scale(color="Spectral_r", y=so.Continuous(reverse=True).tick(at=range(1, 13, 2)))
        .label(title="Surface of the Pacific at the equator", x="Year", y="Month")
        .layout(size=(9, 3.2))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
