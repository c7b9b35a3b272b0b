"""Two measures, and the distribution of each beside them."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    penguins["body_mass_g"] /= 1000
    return (
        so.Plot(penguins, x="flipper_length_mm", y="body_mass_g", color="species")
        .add(so.Dots(pointsize=4))
        .marginal(
            x=so.Plot().add(so.Bars(edgewidth=0.5), so.Hist(binwidth=2.5), so.Stack()),
            y=so.Plot().add(so.Area(), so.KDE(common_norm=False)),
        )
        .label(x="Flipper length (mm)", y="Mass (kg)", color="")
        .layout(size=(7, 5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
