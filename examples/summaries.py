"""Three ways to sum up the same values: their range, an interval of the mean, one on a log axis."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Composition:
    penguins = pd.read_csv(DATA / "penguins.csv").dropna()
    weather = pd.read_csv(DATA / "seattle_weather.csv", parse_dates=["date"])
    mass = so.Plot(penguins, x="species", y="body_mass_g", color="sex").scale(color="Set2")
    mass = mass.label(x="", y="Body mass (g)", color="Sex").legend("top")
    spread = mass.add(so.PointRange(), so.Agg("median", ymin="min", ymax="max"), so.Dodge())
    count = so.Text(color="k", valign="bottom", offset=3, fontsize=8)
    spread = spread.add(count, so.Agg("max", text="count"), so.Dodge())
    mean = mass.add(so.PointRange(capsize=6), so.Est(errorbar="normal"), so.Dodge())
    wet = weather[weather["precipitation"] > 0]
    rain = so.Plot(wet, x=wet["date"].dt.month, y="precipitation").scale(y="log")
    ways = {
        "logarithms": ("C0", so.Est(errorbar="sd")),
        "millimetres": ("C3", so.Est(errorbar="sd", space="data")),
    }
    for label, (color, mean_and_sd) in ways.items():
        band = so.LineBand(color=color, marker="o", fillalpha=0.15)
        rain = rain.add(band, mean_and_sd, label=f"of {label}")
    rain = rain.label(x="Month", y="Rain (mm a wet day)").legend("top")
    rain = rain.scale(x=so.Continuous().tick(every=3))
    plots = {"Median, extremes, count": spread, "Mean, 95 % interval": mean, "Mean ± sd": rain}
    spread, mean, rain = (p.label(title=title) for title, p in plots.items())
    return (spread | mean | rain).layout(size=(12, 4.4))


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
