"""Two amounts of one year on two axes, whose zeros are at one height."""

from pathlib import Path

import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


def figure() -> so.Plot:
    weather = pd.read_csv(DATA / "seattle_weather.csv", parse_dates=["date"])
    weather["month"] = weather["date"].dt.strftime("%b")
    return (
        so.Plot(weather, x="month")
        .add(so.Bar(color="#9db8cf", edgewidth=0), so.Agg(), y="precipitation", label="Rain")
        .add(so.Line(color="#b5482f", marker="o"), so.Agg(), y2="temp_max", label="Warmest")
        .scale(y2=so.Continuous().axis(color="layer"))
        .share(y2="zero")
        .label(title="Seattle, an average day", x="", y="Rain (mm)", y2="Warmest (°C)", legend="")
        .legend("bottom")
        .layout(size=(6.5, 4.2))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
