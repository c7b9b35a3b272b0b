"""A line a decade, over the range of all years."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    temperature = pd.read_csv(DATA / "el_nino.csv")
    temperature["decade"] = (temperature["year"] // 10 * 10).astype(str) + "s"
    return (
        so.Plot(temperature, x="month", y="temperature")
        .add(so.Band(color=".4"), label="coldest to warmest year")
        .add(so.Line(), so.Agg(), color="decade")
        .scale(color="crest", x=so.Continuous().tick(at=range(1, 13)))
        .label(
            title="The sea off Peru is warmest in March",
            x="Month",
            y="Surface temperature (°C)",
            color="Mean of the",
        )
        .layout(size=(7.5, 4.5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
