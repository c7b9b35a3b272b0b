"""The cheat sheet: one page of A4 that is one plot, with a small plot for each mark, stat and move.

python -m docs.site.cheatsheet docs/images    writes cheatsheet.pdf, .svg and .png there
"""

import sys
import warnings
from pathlib import Path
from typing import Any

import plotkit.objects as so
from docs.site import tasks
from docs.site.figures import run
from docs.site.options import OPTIONS, SETUP

WIDE, HIGH = 297.0, 210.0
"""Of the page, in millimetres."""
EDGE = 6 / 72 * 25.4
"""Between page and panel, and between the panel and an inset at its side: six points."""
LEFT, TOP, BOTTOM = 8.0, 30.0, 205.0
ACROSS, CELL = 11, 17.2
"""Small plots in a row, and the width of one with the space beside it."""
CODE = 204.0
"""Where the column of code begins."""
LINE, HEAD, NAME = 3.45, 5.8, 3.4
"""Height of a line of code, of a heading, and of the name of a small plot."""
INNER = 4 / 72 * 25.4
"""Between the edge of an inset and its panel: four points."""

ACCENT, PALE = "#2b5c9e", "#eef1f6"

STEPS = (
    "data\npandas, Polars, Arrow,\nDuckDB, dict",
    "variables\ncolumns to x, y,\ncolor, text ...",
    "stat\ncomputes\nwhat is drawn",
    "move\nso that none\nhides another",
    "scale\nto positions,\ncolours, sizes",
    "mark\nis drawn,\nlayer on layer",
    "guides\nticks, titles,\nlegends",
    "figure\nof the size you ask,\nit is matplotlib",
)
"""The way of data to a figure."""

OTHERS = {
    "Dots": "kinds.add(so.Dots(pointsize=2, stroke=0.4))",
    "Dot": "points.add(so.Dot(pointsize=4))",
    "Rug": "flippers.add(so.Rug(length=0.12, linewidth=0.5)).add(so.Dots(pointsize=1.5))",
    "Line": "months.add(so.Line(linewidth=2), so.Agg())",
    "Path": "spiral.add(so.Path())",
    "Paths": "spirals.add(so.Paths())",
    "Step": "steps.add(so.Step())",
    "Bar": "species.add(so.Bar(), so.Agg())",
    "Lollipop": "steps.add(so.Lollipop(pointsize=4))",
    "Dumbbell": 'months.add(so.Dumbbell(pointsize=2, linewidth=1), '
    'so.Agg("mean", ymin="min", ymax="max"))',
    "Area": 'steps.add(so.Area())',
    "Band": 'months.add(so.Band(), so.Est(errorbar="sd"))',
    "Geo": "so.Plot(geometry=[square, *islets]).add(so.Geo(fill=True))",
    "Range": 'species.add(so.Range(linewidth=2), so.Est(errorbar="sd"))',
    "ErrorBar": 'species.add(so.ErrorBar(), so.Est(errorbar="sd"))',
    "Dash": "species.add(so.Dash(linewidth=2), so.Perc([25, 50, 75]))",
    "PointRange": 'species.add(so.PointRange(pointsize=4), so.Est(errorbar="sd"))',
    "BarRange": 'species.add(so.BarRange(capsize=3), so.Est(errorbar="sd"))',
    "CrossBar": 'species.add(so.CrossBar(), so.Est(errorbar="sd"))',
    "Box": "species.add(so.Box(pointsize=2))",
    "Boxen": "species.add(so.Boxen(pointsize=1.5))",
    "Violin": 'species.add(so.Violin(inner="quartiles"))',
    "Ridge": 'so.Plot(penguins, x="body_mass_g", y="species").add(so.Ridge(overlap=1.5))',
    "Raincloud": "species.add(so.Raincloud(pointsize=1))",
    "Tile": "hills.add(so.Tile(width=0.8, height=0.8))",
    "Hex": "flippers.add(so.Hex(), so.HexBin(gridsize=14))",
    "Raster": "hills.add(so.Raster(interpolate=True))",
    "Contour": "flippers.add(so.Contour(levels=5, linewidth=1))",
    "Image": "so.Plot().add(so.Image(np.hypot(east, north)))",
    "Text": 'few_words.add(so.Text(fontsize=7))',
    "Label": 'few_words.add(so.Label(fontsize=6, pad=1.5))',
    "Bracket": "species.limit(y=(2500, 9500)).add(so.Box(pointsize=0)).add("
    'so.Bracket(fontsize=5, tip=2, gap=2), xmin="Adelie", xmax="Gentoo", text="p")',
    "Rule": 'steps.add(so.Line(color=".7")).add(so.Rule(linewidth=1.5, color="C3"), y=4.5)',
    "Span": 'steps.add(so.Line(color=".7")).add(so.Span(color="C3", alpha=0.4), xmin=2, xmax=4)',
    "Arrow": "ends.add(so.Arrow(headsize=5))",
    "Curve": 'ends.add(so.Curve(head="end", headsize=5))',
    "Vector": "flow.limit(x=(-2.5, 2.5), y=(-2.5, 2.5)).add("
    "so.Vector(length=7, headsize=2, linewidth=0.7))",
    "Polygon": "triangle.add(so.Polygon())",
    "Segment": "ends.add(so.Segment())",
    "Candlestick": "prices.add(so.Candlestick())",
    "Count": "islands.add(so.Bar(), so.Count(), color=None)",
    "Hist": "mass.add(so.Bars(), so.Hist(), so.Stack())",
    "KDE": "mass.add(so.Area(), so.KDE())",
    "QQ": 'so.Plot(penguins, y="body_mass_g").add(so.Dots(pointsize=2) + so.Line(part="line"), '
    "so.QQ())",
    "Bin": "flippers.add(so.PointRange(pointsize=3), so.Bin(bins=6), so.Est())",
    "HexBin": "flippers.add(so.Hex(), so.HexBin(gridsize=10))",
    "Agg": "months.add(so.Bar(), so.Agg())",
    "Est": 'months.add(so.LineBand(), so.Est(errorbar="sd"))',
    "Perc": "months.add(so.Line(), so.Perc([10, 50, 90]), group='percentile')",
    "BoxStats": "species.add(so.Box(pointsize=1.5), so.BoxStats(whis=0.7))",
    "LetterValues": "species.add(so.Boxen(pointsize=1), so.LetterValues(depth=3))",
    "Corr": 'flippers.add(so.Dots(pointsize=1.5, alpha=0.5)).add(so.Text(fontsize=6), so.Corr(), '
    "x=so.frac(0.25), y=so.frac(0.8))",
    "PolyFit": "kinds.add(so.Dots(pointsize=1, alpha=0.3)).add(so.Line(), so.PolyFit(order=2))",
    "Fit": 'flippers.add(so.Dots(pointsize=1, alpha=0.3)).add(so.LineBand(), so.Fit(order=3, '
    'errorbar="pi"))',
    "Lowess": "days.add(so.Dots(pointsize=1.5)).add(so.Line(linewidth=2), so.Lowess(frac=0.3))",
    "Spline": "months.add(so.Dots(pointsize=1, alpha=0.1)).add(so.Line(linewidth=2), so.Spline())",
    "Function": "wave.add(so.Line(), so.Function(np.sin))",
    "Hull": "kinds.add(so.Dots(pointsize=1)).add(so.Polygon(alpha=0.2), so.Hull())",
    "Ellipse": "kinds.add(so.Dots(pointsize=1)).add(so.Path(), so.Ellipse())",
    "Select": 'days.add(so.Line(linewidth=0.7)).add(so.Dot(color="C1", pointsize=4), '
    'so.Select("max", 4))',
    "Complete": "short.add(so.Line(gaps=True), so.Complete(step=1))",
    "Rank": 'energy.add(so.Line(), so.Rank("position"))',
    "Stack": "mass.add(so.Bars(), so.Hist(), so.Stack())",
    "Jitter": "species.add(so.Dots(pointsize=1.5, stroke=0.4), so.Jitter(0.5))",
    "Swarm": "handful.add(so.Dots(pointsize=1.3, stroke=0.3), so.Swarm())",
    "Sina": "species.add(so.Dots(pointsize=1.5, stroke=0.4), so.Sina())",
    "Nudge": 'few_words.add(so.Dot(pointsize=3)).add(so.Text(fontsize=6), so.Nudge(y=5))',
    "Shift": "species.add(so.Box(width=0.3, pointsize=0)).add(so.Dots(pointsize=1.5), "
    "so.Jitter(0.2), so.Shift(x=0.35))",
}  # fmt: skip
"""Lines in place of the first of `OPTIONS`, where that is not for the size of a stamp."""

MORE = """
turn = np.linspace(0, 18, 90)
spiral = so.Plot(x=turn * np.cos(turn), y=turn * np.sin(turn))
spirals = so.Plot(
    x=np.r_[turn * np.cos(turn), turn * np.cos(turn + 3)],
    y=np.r_[turn * np.sin(turn), turn * np.sin(turn + 3)],
    color=["a"] * 90 + ["b"] * 90,
)
islets = [
    {"type": "Polygon", "coordinates": [[(14, 47), (17, 46), (16, 50), (14, 47)]]},
    {"type": "Polygon", "coordinates": [[(14, 52), (18, 51), (17, 54), (14, 52)]]},
]
few_words = so.Plot(x=[1, 2, 3, 4], y=[1, 3, 2, 4], text=["a", "b", "c", "d"])
few_words = few_words.limit(x=(0, 5), y=(0, 5))
"""

TEXTS = {
    "From a table to a file": [
        'p = so.Plot(df, x="bill", y="mass", color="species")',
        "p = p.add(so.Line(), so.PolyFit(1))      # mark, stat",
        "p = p.add(so.Dots(), so.Jitter(x=0.2))   # mark, move",
        'p = p.facet("sex").scale(color="okabe_ito")',
        'p = p.label(title="Penguins", y="Mass (g)")',
        'p.layout(size=(7, 4)).save("penguins.pdf")',
    ],
    "Map a column, or set a constant": [
        'p.add(so.Dot(), color="sex", pointsize="mass")',
        'p.add(so.Dot(color="C1", pointsize=8, marker="s"))',
        'p.add(so.Line(color=".3"), so.PolyFit(), color=None)',
        "p.add(so.Rule(), y=4000).add(so.Span(), xmin=40, xmax=45)",
    ],
    "Scales": [
        'p.scale(y="log", color=["C1", "teal", ".5"])',
        'p.scale(color={"Adelie": "k"}, marker=["o", "s", "^"])',
        "p.scale(y=so.Continuous().tick(every=500, minor=4))",
        'p.scale(y=so.Continuous().label(like=",.0f"))',
        'q.scale(x=so.Nominal(order="frequency", top=2))',
        "q.scale(x=so.Nominal().label(rotate=45, wrap=9))",
        'd.scale(x=so.Temporal().label(like="%b %Y"))',
        'z.scale(color=so.Continuous("RdBu", center=4000, bins=6))',
        "p.limit(x=(30, 60), y=(0, None))  # None keeps that end",
    ],
    "Guides": [
        'p.label(x="Bill (mm)", color={"Gentoo": "Gentoo, Biscoe"})',
        'p.legend("bottom")  # "upper left", "direct", None ...',
        'd.add(so.Line(color="C1"), y2="wind")  # a second axis',
    ],
    "Panels and figures": [
        'p.facet(col="sex", row="island").share("free_y")',
        'p.facet("island", wrap=2)',
        'p.pair(x=["bill", "flipper"])',
        "(p | q) / d         # beside, below: panels in line",
        "so.grid([p, q, d], wrap=2)",
        'p.inset(q, "upper left")',
        "p.marginal(x=so.Plot().add(so.Bars(), so.Hist()))",
    ],
    "Look, file, numbers": [
        'p.theme("minimal", {"font.size": 9})  # "night", "print" ...',
        'so.Plot.config.theme.use("ticks")     # for the session',
        'p.layout(size=(85, 60), unit="mm")',
        'p.save("a.png", dpi=300)',
        "c = p.plot()",
        "c.data(layer=0); c.axes; c.figure",
        "c.explain()                     # what ran, what dropped",
    ],
}
"""Headings of the column of code, and what stands below them."""


def stamps() -> dict[str, dict[str, so.Plot]]:
    """Return the small plots by section and name."""
    names: dict[str, Any] = {}
    run(SETUP + MORE, names)
    older = {"Scatter", "Stem"}
    sections = {
        "Marks": tasks.listed(tasks.MARKS),
        "Stats": tasks.listed(tasks.STATS),
        "Moves": tasks.listed(tasks.TASKS["moves"][1]),
    }
    return {
        title: {
            name: run(OTHERS.get(name, OPTIONS[name][0]), names)[0].plot
            for name in listed
            if name not in older
        }
        for title, listed in sections.items()
    }


class Sheet:
    """A page that grows: words with places in millimetres from the upper left, and small plots."""

    def __init__(self) -> None:
        nothing = so.Continuous().tick(count=0)
        self.plot = (
            so.Plot()
            .limit(x=(EDGE, WIDE - EDGE), y=(HIGH - EDGE, EDGE))
            .scale(x=nothing, y=nothing)
            .label(x=None, y=None)
            .layout(size=(WIDE, HIGH), unit="mm", extent=(0, 0, 1, 1))
        )
        self.words: list[tuple[float, float, str, str]] = []
        self.small: list[tuple[so.Plot, float, float, float, float]] = []

    def write(self, x: float, y: float, text: str, look: str) -> None:
        """Put a text with its left at x, and its middle at y."""
        self.words.append((x, y, text, look))

    def finish(self) -> so.Plot:
        """Return the page as a plot."""
        plot = self.plot
        for look, (size, keywords) in LOOKS.items():
            these = [each for each in self.words if each[3] == look]
            table = {name: [w[i] for w in these] for i, name in enumerate(("x", "y", "text"))}
            mark = so.Text(keywords, halign="left", offset=0, fontsize=size)
            plot = plot.add(mark, data=table, x="x", y="y", text="text")
        for small, x, y, wide, high in self.small:
            inner_wide, inner_high = WIDE - 2 * EDGE, HIGH - 2 * EDGE
            place = (
                (x - 2 * EDGE) / (inner_wide - 2 * EDGE - wide),
                (HIGH - y - high - 2 * EDGE) / (inner_high - 2 * EDGE - high),
            )
            bare = small.label(x=None, y=None).legend(None).tweak(tinted)
            plot = plot.inset(bare, place, (wide / inner_wide, high / inner_high))
        return plot.theme(THEME)


LOOKS = {
    "title": (15, {"weight": "bold", "color": ACCENT}),
    "head": (8.5, {"weight": "bold", "color": ACCENT}),
    "name": (6.3, {}),
    "code": (6.1, {"family": "monospace"}),
    "note": (6.3, {"color": ".3", "linespacing": 1.15}),
}
"""Size and other keywords of each kind of words."""

THEME = {
    "axes.facecolor": "w",
    "axes.grid": False,
    "lines.linewidth": 1.1,
    "patch.linewidth": 0.6,
    "xtick.bottom": False,
    "xtick.labelbottom": False,
    "ytick.left": False,
    "ytick.labelleft": False,
}


def tinted(axes: Any) -> None:
    """Give a small plot paper of its own."""
    axes.set_facecolor(PALE)


def sheet() -> so.Plot:
    """Return the cheat sheet."""
    page = Sheet()
    page.write(LEFT, 9, "plotkit", "title")
    page.write(LEFT + 26, 9.5, "import plotkit.objects as so", "code")
    pipeline(page)
    sections = stamps()
    rows = sum(-(-len(small) // ACROSS) for small in sections.values())
    step = (BOTTOM - TOP - HEAD * len(sections)) / rows
    y = TOP
    for title, small in sections.items():
        page.write(LEFT, y + 3, title, "head")
        y += HEAD
        for place, (name, plot) in enumerate(small.items()):
            left, top = LEFT - INNER + place % ACROSS * CELL, y + place // ACROSS * step
            page.small.append((plot, left, top, CELL, step - NAME))
            page.write(left + INNER, top + step - NAME + 1.3, name, "name")
        y += -(-len(small) // ACROSS) * step
    y = TOP
    for title, lines in TEXTS.items():
        page.write(CODE, y + 3, title, "head")
        y += HEAD
        for line in lines:
            page.write(CODE, y + LINE / 2, line, "code")
            y += LINE
        y += 2.2
    return page.finish()


def pipeline(page: Sheet) -> None:
    """Draw the way of data to a figure across the page."""
    apart = (WIDE - 2 * LEFT) / len(STEPS)
    for place, step in enumerate(STEPS):
        head, _, note = step.partition("\n")
        x = LEFT + place * apart
        page.write(x, 17.2, head, "head")
        page.write(x, 23.2, note, "note")
    at = [LEFT + place * apart - 7 for place in range(1, len(STEPS))]
    page.plot = page.plot.add(
        so.Arrow(color=ACCENT, headsize=6),
        x=at, xend=[x + 5 for x in at], y=[17.2] * len(at), yend=[17.2] * len(at),
    )  # fmt: skip


def write(folder: Path) -> None:
    """Write the sheet into a folder, as a page to print and as pictures to look at."""
    folder.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error", so.PlotWarning)  # what has no room is to be seen to
        drawn = sheet().plot()
        for ending in ("pdf", "svg", "png"):
            drawn.save(folder / f"cheatsheet.{ending}", dpi=150)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
