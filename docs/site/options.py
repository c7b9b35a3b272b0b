"""Options that a picture tells best: lines of code for marks, stats, moves, scales and methods."""

import ast

from docs.site.guideoptions import GUIDES, SCALES
from docs.site.markoptions import MARKS
from docs.site.statoptions import MOVES, STATS

SETUP = """
import numpy as np
import plotkit.objects as so
from plotkit.datasets import load

penguins = load("penguins").dropna()
weather = load("seattle_weather")
economy = load("us_economy")
states = load("us_states")
few = penguins.iloc[::12]
points = so.Plot(few, x="bill_length_mm", y="bill_depth_mm")
handful = so.Plot(penguins.iloc[::6], x="species", y="body_mass_g")
mass = so.Plot(penguins, x="body_mass_g", color="species")
species = so.Plot(penguins, x="species", y="body_mass_g")
spread = handful.limit(y=(2500, 6500))
sexes = so.Plot(penguins, x="species", y="body_mass_g", color="sex")
islands = so.Plot(penguins, x="island", color="species")
flippers = so.Plot(penguins, x="flipper_length_mm", y="body_mass_g")
kinds = so.Plot(penguins, x="flipper_length_mm", y="body_mass_g", color="species")
months = so.Plot(weather.assign(month=weather["date"].dt.month), x="month", y="temp_max")
days = so.Plot(weather.iloc[:120], x="date", y="temp_max")
rates = so.Plot(economy, x="quarter", y="unemployment")
phases = so.Plot(economy.iloc[-40:], x="unemployment", y="inflation")
towns = so.Plot(states, x="urban", y="poverty")
top = so.Plot(states.nlargest(8, "violent"), x="violent", y="state")
steps = so.Plot(x=range(8), y=[2, 5, 3, 6, 4, 7, 3, 5])
holes = so.Plot(x=range(9), y=[2, 5, 3, np.nan, 4, 7, np.nan, 5, 3])
week = {"day": range(5), "open": [5, 6, 4, 7, 6], "high": [8, 7, 8, 9, 8],
        "low": [4, 3, 3, 5, 3], "close": [6, 4, 7, 6, 5]}
prices = so.Plot(week, x="day", open="open", high="high", low="low", close="close")
ends = so.Plot(x=[1, 1, 1], y=[1, 2, 3], xend=[3, 3, 3], yend=[2, 3, 1])
ends = ends.limit(x=(0.5, 3.5), y=(0.5, 4))
east, north = np.meshgrid(np.linspace(-2, 2, 9), np.linspace(-2, 2, 9))
flow = so.Plot(x=east.ravel(), y=north.ravel(), u=-north.ravel(), v=east.ravel())
hills = so.Plot(x=east.ravel(), y=north.ravel(), color=np.hypot(east, north).ravel())
triangle = so.Plot(x=[0, 4, 2], y=[0, 1, 4])
square = {"type": "Polygon", "coordinates": [[(5, 45), (12, 45), (12, 55), (5, 55), (5, 45)]]}
wave = so.Plot().limit(x=(0, 10))
change = so.Plot(states, x="urban", y="poverty", color="violent").add(so.Dot(pointsize=7))
long = so.Plot(
    economy.melt("quarter", ["gdp", "investment", "consumption"]),
    x="quarter", y="value", color="variable",
)
energy = so.Plot(load("iowa_electricity"), x="year", y="generation", color="source")
short = so.Plot(x=[1, 2, 4, 5, 8], y=[3, 5, 4, 2, 6])
gdp = so.Plot(economy, x="quarter", y="gdp").add(so.Line())
rate = rates.add(so.Line())
spring = days.add(so.Line())
balance = so.Plot(x=range(-8, 9), y=[n**5 for n in range(-8, 9)]).add(so.Line(marker="o"))
shares = so.Plot(x=range(9), y=[0.001, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 0.999])
shares = shares.add(so.Line(marker="o"))
bars = species.add(so.Bar(), so.Agg())
counts = so.Plot(penguins, y="species").add(so.Bar(), so.Count())
sex = so.Plot(load("penguins"), x="sex").add(so.Bar(), so.Count())
skies = so.Plot(
    weather.assign(month=weather["date"].dt.month_name().str[:3]), x="month", color="weather"
)
heavy = so.Plot(penguins, x="bill_length_mm", y="bill_depth_mm")
heavy = heavy.add(so.Dots(), color=penguins["body_mass_g"] > 4500)
turn = np.linspace(0, 6.3, 60)
ring = so.Plot(x=np.cos(turn), y=np.sin(turn)).add(so.Path())
cloud = kinds.add(so.Dots())
means = so.Plot(penguins, x="year", y="body_mass_g", color="species").add(so.Line(), so.Agg())
kinds_of_weather = so.Plot(weather, x="weather").add(so.Bar(), so.Count())
"""
"""What the lines begin with; the pages of the reference show it once."""

OPTIONS = MARKS | STATS | MOVES | SCALES | GUIDES
"""The lines of each name of `plotkit.objects`."""


def needed(lines: list[str]) -> str:
    """Return the statements of `SETUP` that some lines need, in their order."""
    wanted = names("\n".join(lines))
    kept = []
    for statement in reversed(ast.parse(SETUP).body):
        if made(statement) & wanted:
            text = ast.get_source_segment(SETUP, statement) or ""
            wanted |= names(text)
            kept.append(text)
    return "\n".join(reversed(kept))


def names(code: str) -> set[str]:
    """Return the names that some code uses."""
    return {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}


def made(statement: ast.stmt) -> set[str]:
    """Return the names that a statement makes."""
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return {each.asname or each.name for each in statement.names}
    return {
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
