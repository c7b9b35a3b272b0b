"""Brackets: comparisons between groups, and within them between the dodged ones."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"
COMPARED = [
    ("Adelie", "female", "Adelie", "male"),
    ("Chinstrap", "female", "Chinstrap", "male"),
    ("Gentoo", "female", "Gentoo", "male"),
    ("Adelie", "female", "Chinstrap", "female"),
    ("Adelie", "male", "Gentoo", "male"),
]


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    mean = penguins.groupby(["species", "sex"])["body_mass_g"].mean()
    tests = pd.DataFrame(COMPARED, columns=["from", "sex", "to", "other"])
    far = [mean[to, other] - mean[one, sex] for one, sex, to, other in COMPARED]
    tests["difference"] = [f"{grams:+.0f} g" for grams in far]
    return (
        so.Plot(penguins, x="species", y="body_mass_g", color="sex")
        .add(so.Box(), so.Dodge(gap=0.1))
        .add(
            so.Bracket(fontsize=9, align=False),
            data=tests,
            xmin="from",
            start="sex",
            xmax="to",
            end="other",
            text="difference",
        )
        .scale(x=so.Nominal(order=["Adelie", "Chinstrap", "Gentoo"]))
        .label(title="Differences of means", x="", y="Body mass (g)", color="")
        .layout(size=(7, 5.5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
