"""A law over the data, and a density over a histogram: functions across the whole panel."""

from pathlib import Path

import numpy as np
import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Composition:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    scale = (penguins["flipper_length_mm"] / np.cbrt(penguins["body_mass_g"])).mean()

    def law(grams: np.ndarray) -> np.ndarray:
        return scale * np.cbrt(grams)

    flippers = so.Plot(penguins, x="body_mass_g", y="flipper_length_mm", color="species")
    flippers = flippers.add(so.Dots()).add(
        so.Line(color="k", linestyle="--"), so.Function(law), color=None, label="cube root of mass"
    )
    flippers = flippers.label(x="Body mass (g)", y="Flipper (mm)", color="").legend("bottom")

    gentoo = penguins.loc[penguins["species"] == "Gentoo", "bill_length_mm"]
    mean, sd = gentoo.mean(), gentoo.std()

    def normal(x: np.ndarray) -> np.ndarray:
        return np.exp(-(((x - mean) / sd) ** 2) / 2) / (sd * np.sqrt(2 * np.pi))

    bills = so.Plot(x=gentoo).add(so.Bars(alpha=0.5), so.Hist("density", binwidth=1))
    bills = bills.add(so.Line(color="C3", linewidth=2), so.Function(normal), label="normal")
    bills = bills.label(x="Bill of Gentoo penguins (mm)", y="Density").legend("bottom")
    return (flippers | bills).layout(size=(10, 4.6))


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
