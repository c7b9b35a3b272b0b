"""Options of marks, stats and moves that a picture tells best: lines of code that are drawn."""

SETUP = """
import plotkit.objects as so
from plotkit.datasets import load

penguins = load("penguins").dropna()
weather = load("seattle_weather")
few = penguins.iloc[::12]
points = so.Plot(few, x="bill_length_mm", y="bill_depth_mm")
mass = so.Plot(penguins, x="body_mass_g", color="species")
species = so.Plot(penguins, x="species", y="body_mass_g")
sexes = so.Plot(penguins, x="species", y="body_mass_g", color="sex")
months = so.Plot(weather.assign(month=weather["date"].dt.month), x="month", y="temp_max")
flippers = so.Plot(penguins, x="flipper_length_mm", y="body_mass_g")
"""
"""What the lines begin with; the pages of the reference show it once."""

OPTIONS = {
    "Dot": [
        "points.add(so.Dot(pointsize=10, alpha=0.5))",
        "points.add(so.Dot(fill=False, stroke=2))",
        'points.add(so.Dot(marker="D", edgecolor="k", edgewidth=1))',
        'points.add(so.Dot(), marker="species", color="species")',
    ],
    "Line": [
        'months.add(so.Line(linewidth=3, linestyle=":"), so.Agg())',
        'months.add(so.Line(marker="o", pointsize=8), so.Agg())',
    ],
    "Bar": [
        "species.add(so.Bar(width=0.4), so.Agg())",
        'species.add(so.Bar(color="none", edgecolor="C1", edgewidth=2), so.Agg())',
        'species.add(so.Bar(hatch="//"), so.Agg())',
        "species.add(so.Bar(alpha=1, edgewidth=0), so.Agg())",
    ],
    "Area": [
        "mass.add(so.Area(), so.KDE())",
        "mass.add(so.Area(alpha=1, edgewidth=0), so.KDE(), so.Stack())",
    ],
    "Text": [
        "points.add(so.Dots()).add(so.Text(repel=True, fontsize=7), text='island')",
        "points.add(so.Dots()).add(so.Text(overlap='drop', fontsize=8, offset=5), text='sex')",
        'species.add(so.Bar(), so.Agg()).add(so.Text(at="end", format=".0f"), so.Agg(), text="y")',
        'species.add(so.Bar(), so.Agg()).add(so.Text(at="middle"), so.Agg(), text="species")',
    ],
    "Hist": [
        "mass.add(so.Bars(), so.Hist(bins=8))",
        'mass.add(so.Bars(), so.Hist(stat="density", common_norm=False))',
        "mass.add(so.Bars(), so.Hist(binwidth=200), so.Stack())",
        "mass.add(so.Line(), so.Hist(cumulative=True))",
    ],
    "KDE": [
        "mass.add(so.Line(), so.KDE(bw_adjust=0.3))",
        "mass.add(so.Line(), so.KDE(common_norm=False))",
        "mass.add(so.Line(), so.KDE(cumulative=True))",
        "mass.add(so.Area(), so.KDE(), so.Stack())",
    ],
    "Est": [
        'species.add(so.PointRange(), so.Est(errorbar="sd"))',
        'species.add(so.PointRange(), so.Est(errorbar=("ci", 95)))',
        'species.add(so.PointRange(), so.Est("median", errorbar=("pi", 80)))',
        'species.add(so.PointRange(), so.Est(errorbar="range"))',
    ],
    "Fit": [
        'flippers.add(so.Dots(alpha=0.3)).add(so.LineBand(), so.Fit(errorbar="ci"))',
        'flippers.add(so.Dots(alpha=0.3)).add(so.LineBand(), so.Fit(order=3, errorbar="pi"))',
    ],
    "Dodge": [
        "sexes.add(so.Bar(), so.Agg(), so.Dodge())",
        "sexes.add(so.Bar(), so.Agg(), so.Dodge(gap=0.2))",
    ],
    "Stack": [
        "mass.add(so.Bars(), so.Hist(), so.Stack())",
        'mass.add(so.Bars(), so.Hist(), so.Stack(offset="expand"))',
        'mass.add(so.Area(), so.KDE(), so.Stack(offset="center"))',
        "mass.add(so.Bars(), so.Hist(), so.Stack(reverse=True))",
    ],
    "Jitter": [
        "species.add(so.Dots(), so.Jitter(0.2))",
        "species.add(so.Dots(), so.Jitter(0.9))",
        "sexes.add(so.Dots(), so.Dodge(), so.Jitter(0.5))",
        "species.add(so.Dots(), so.Jitter(x=0.2, y=300))",
    ],
    "Box": [
        "species.add(so.Box(notch=True))",
        "sexes.add(so.Box(varwidth=True), so.Dodge())",
        'species.add(so.Box(fill=False, edgecolor="C0"))',
        "species.add(so.Box(outliers=False, whisker=False))",
    ],
    "Violin": [
        'species.add(so.Violin(inner="quartiles"))',
        'species.add(so.Violin(inner="points", bw_adjust=0.5))',
        'sexes.add(so.Violin(side="split", inner="box"))',
        'species.add(so.Violin(side="right", cut=0))',
    ],
    "Ridge": [
        'so.Plot(penguins, x="body_mass_g", y="species").add(so.Ridge(overlap=0.8))',
        'so.Plot(penguins, x="body_mass_g", y="species").add(so.Ridge(overlap=3, alpha=0.7))',
    ],
    "Contour": [
        "flippers.add(so.Contour(levels=5))",
        "flippers.add(so.Contour(levels=5, filled=True))",
        "flippers.add(so.Contour(levels=[0.5, 0.9], labels=True))",
        'flippers.add(so.Contour(levels=3), color="species")',
    ],
}
"""The lines of each name."""
