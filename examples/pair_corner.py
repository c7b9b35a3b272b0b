"""Measures against each other, once each, with their distributions on the diagonal."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    penguins["body_mass_g"] /= 1000
    measures = ["bill_length_mm", "flipper_length_mm", "body_mass_g"]
    names = ["Bill (mm)", "Flipper (mm)", "Mass (kg)"]
    return (
        so.Plot(penguins, color="species")
        .pair(x=measures, y=measures)
        .add(so.Dots(pointsize=3), where="lower")
        .add(so.Area(edgewidth=1), so.KDE(common_norm=False), where="diagonal")
        .add(so.Contour(levels=[0.5, 0.9]), where="upper")
        .label(
            **{f"x{i}": name for i, name in enumerate(names)},
            **{f"y{i}": name for i, name in enumerate(names)},
            color="",
        )
        .layout(size=(8, 6.5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
