"""Three views of one table in one figure, aligned and lettered, with one legend and an inset."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Composition:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    base = so.Plot(penguins, color="species").label(color="Species")
    years = base.add(so.Line(marker="o"), so.Agg(), x="year", y="body_mass_g")
    years = years.scale(x=so.Continuous().tick(every=1).label(like="{x:.0f}")).label(x="", y="")
    scatter = (
        base.add(so.Dots(), x="bill_length_mm", y="bill_depth_mm")
        .label(x="Bill length (mm)", y="Bill depth (mm)")
        .limit(y=(12, 31))
        .inset(years.label(title="Mean mass (g)"), "upper left", (0.42, 0.38))
    )
    mass = base.add(so.Bars(), so.Hist(bins=20), so.Stack(), x="body_mass_g")
    where = base.add(so.Bar(), so.Count(), so.Stack(), y="island")
    side = mass.label(x="Body mass (g)", y="Penguins") / where.label(x="Penguins", y="")
    return (
        (scatter | side)
        .layout(size=(10, 5.5), widths=(3, 2))
        .legend("bottom", collect="all")
        .label(title="Three species of penguins", tags="A")
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
