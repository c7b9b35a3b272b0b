"""A mark of one's own: a dozen lines give it legend, scales, dodge and a horizontal form."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

import plotkit.objects as so

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Lollipop(so.Mark):
    """A stem from the baseline and a head at the value."""

    color: so.MappableColor = so.Mappable("C0")
    pointsize: so.MappableFloat = so.Mappable(7.0)
    linewidth: so.MappableFloat = so.Mappable(rc="lines.linewidth")

    def draw(self, v: so.Values, pane: so.Pane) -> None:
        stems = np.stack([v.xy("x", "baseline"), v.xy("x", "y")], axis=1)  # (n, 2, 2)
        pane.lines(stems, color=v.color, linewidth=v.linewidth)
        pane.points(v.xy(), size=v.pointsize, color=v.color)


def figure() -> so.Plot:
    wheat = pd.read_csv(DATA / "wheat.csv").dropna()
    wheat["weeks"] = wheat["wheat"] / wheat["wages"]
    wheat["century"] = (wheat["year"] // 100 + 1).astype(str) + "th"
    return (
        so.Plot(wheat, x="year", y="weeks", color="century")
        .add(Lollipop(pointsize=5))
        .label(
            title="Weeks a good mechanic worked for a quarter of wheat",
            x="",
            y="Weeks of wages",
            color="Century",
        )
        .layout(size=(8, 4))
    )


if __name__ == "__main__":
    figure().save(f"{Path(__file__).stem}.png")
