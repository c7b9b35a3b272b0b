"""A map: the islands on which penguins were counted, at equal scale in both directions."""

import json
from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"

ISLANDS = {"Torgersen": (-64.07, -64.77), "Biscoe": (-65.50, -65.43), "Dream": (-64.23, -64.73)}
"""Longitude and latitude, as Gorman et al. (2014) give them."""


def figure() -> so.Plot:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    counts = penguins.groupby("island", as_index=False).size()
    counts["lon"], counts["lat"] = zip(*counts["island"].map(ISLANDS), strict=True)
    ring = [[-66.2, -65.7], [-63.4, -65.7], [-63.4, -64.5], [-66.2, -64.5], [-66.2, -65.7]]
    region = json.dumps({"type": "Polygon", "coordinates": [ring]})
    return (
        so.Plot(counts)
        .add(so.Geo(color="#dbe9f4", edgecolor="0.6"), data={"region": [region]}, geometry="region")
        .add(so.Dot(edgecolor="w"), x="lon", y="lat", color="island", pointsize="size")
        .scale(pointsize=(5, 14))
        .label(x="Longitude (°)", y="Latitude (°)", color="Island", pointsize="Penguins")
        .layout(size=(7, 5))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
