"""Options of marks that a picture tells best; `options.py` says what the names are."""

MARKS = {
    "Dot": [
        "points.add(so.Dot(pointsize=10, alpha=0.5))",
        "points.add(so.Dot(fill=False, stroke=2))",
        'points.add(so.Dot(marker="D", edgecolor="k", edgewidth=1))',
        'points.add(so.Dot(), marker="species", color="species")',
    ],
    "Dots": [
        "kinds.add(so.Dots())",
        "kinds.add(so.Dots(pointsize=8, fillalpha=0.6, stroke=0))",
        'kinds.add(so.Dots(marker="^", fill=False))',
        'flippers.add(so.Dots(), pointsize="bill_depth_mm").scale(pointsize=(1, 9))',
    ],
    "Rug": [
        "kinds.add(so.Dots()).add(so.Rug())",
        "flippers.add(so.Dots()).add(so.Rug(length=0.06, alpha=0.3))",
        'flippers.add(so.Dots()).add(so.Rug(side="high", color="C1"))',
        "flippers.add(so.Dots()).add(so.Rug(outside=True))",
    ],
    "Line": [
        'months.add(so.Line(linewidth=3, linestyle=":"), so.Agg())',
        'months.add(so.Line(marker="o", pointsize=8), so.Agg())',
        "holes.add(so.Line())",
        "holes.add(so.Line(gaps=True))",
    ],
    "Lines": [
        'energy.add(so.Lines())',
        'energy.add(so.Lines(linewidth=4, alpha=0.5))',
        'energy.add(so.Lines(color=".3"), linestyle="source", color=None)',
    ],
    "Path": [
        "phases.add(so.Path())",
        'phases.add(so.Path(marker="o", pointsize=4, linewidth=0.7))',
        'phases.add(so.Path(marker="o", fillcolor="w", edgewidth=1.5))',
    ],
    "Paths": [
        "phases.add(so.Paths())",
        'phases.add(so.Paths(linewidth=3, linestyle=":", color="C1"))',
    ],
    "Step": [
        'steps.add(so.Step(marker="o"))',
        'steps.add(so.Step(where="pre", marker="o"))',
        'steps.add(so.Step(where="mid", marker="o"))',
        "holes.add(so.Step(gaps=True))",
    ],
    "Bar": [
        "species.add(so.Bar(width=0.4), so.Agg())",
        'species.add(so.Bar(color="none", edgecolor="C1", edgewidth=2), so.Agg())',
        'species.add(so.Bar(hatch="//"), so.Agg())',
        "species.add(so.Bar(alpha=1, edgewidth=0), so.Agg())",
        "species.add(so.Bar(baseline=4000), so.Agg())",
        "sexes.add(so.Bar(fill=False), so.Agg(), so.Dodge())",
    ],
    "Bars": [
        "mass.add(so.Bars(), so.Hist())",
        "mass.add(so.Bars(width=0.8, edgewidth=0), so.Hist(), so.Stack())",
        'mass.add(so.Bars(fill=False, edgewidth=1.5), so.Hist(), edgecolor="species")',
        'mass.add(so.Bars(), so.Hist(), so.Stack(), hatch="species")',
    ],
    "Lollipop": [
        "top.add(so.Lollipop())",
        "top.add(so.Lollipop(pointsize=12, fill=False, linewidth=3))",
        'top.add(so.Lollipop(marker="s", linestyle=":"))',
        "top.add(so.Lollipop(baseline=600))",
    ],
    "Dumbbell": [
        'months.add(so.Dumbbell(), so.Agg("mean", ymin="min", ymax="max"))',
        'months.add(so.Dumbbell(colors=("teal", "orange"), linewidth=4), '
        'so.Agg("mean", ymin="min", ymax="max"))',
        'months.add(so.Dumbbell(color=".3", marker="d"), so.Agg("mean", ymin="min", ymax="max"))',
    ],
    "Area": [
        "mass.add(so.Area(), so.KDE())",
        "mass.add(so.Area(alpha=1, edgewidth=0), so.KDE(), so.Stack())",
        'steps.add(so.Area(step="mid"))',
        'steps.add(so.Area(baseline=4, hatch="//"))',
    ],
    "Band": [
        'days.add(so.Band(), ymin="temp_min", ymax="temp_max")',
        'months.add(so.Band(edgewidth=1, edgestyle="--"), so.Est(errorbar="sd"))',
        'months.add(so.Band(step="mid", alpha=0.5), so.Est(errorbar="sd"))',
    ],
    "Polygon": [
        "triangle.add(so.Polygon())",
        'triangle.add(so.Polygon(fill=False, edgewidth=3, edgestyle="--"))',
        'triangle.add(so.Polygon(hatch="..", alpha=0.3, edgecolor="k"))',
        'kinds.add(so.Dots()).add(so.Polygon(alpha=0.2), so.Hull())',
    ],
    "Geo": [
        "so.Plot(geometry=[square]).add(so.Geo())",
        'so.Plot(geometry=[square]).add(so.Geo(fill=False, edgecolor="C1", edgewidth=3))',
    ],
    "Range": [
        'species.add(so.Range(), so.Est(errorbar="sd"))',
        'species.add(so.Range(linewidth=8, alpha=0.4), so.Est(errorbar=("pi", 80)))',
        'species.add(so.Range(capsize=12), so.Est(errorbar="range"))',
    ],
    "ErrorBar": [
        'sexes.add(so.Bar(), so.Agg(), so.Dodge()).add(so.ErrorBar(color=".2"), '
        'so.Est(errorbar="sd"), so.Dodge())',
        'species.add(so.ErrorBar(capsize=15, linewidth=3), so.Est(errorbar="sd"))',
        'species.add(so.ErrorBar(linestyle=":"), so.Est(errorbar="range"))',
    ],
    "Dash": [
        "species.add(so.Dots(alpha=0.4), so.Jitter()).add(so.Dash(linewidth=3), so.Agg())",
        "species.add(so.Dash(width=0.3), so.Perc([10, 50, 90]))",
        'sexes.add(so.Dash(linestyle="--"), so.Agg("median"), so.Dodge())',
    ],
    "PointRange": [
        'sexes.add(so.PointRange(), so.Est(errorbar="sd"), so.Dodge())',
        'species.add(so.PointRange(fill=False, capsize=8), so.Est(errorbar="sd"))',
        'species.add(so.PointRange(marker="D", pointsize=12, linewidth=4), so.Est(errorbar="sd"))',
    ],
    "LineBand": [
        'months.add(so.LineBand(), so.Est(errorbar="sd"))',
        'months.add(so.LineBand(marker="o", fillalpha=0.5), so.Est(errorbar="sd"))',
        'months.add(so.LineBand(step="mid"), so.Est(errorbar="sd"))',
    ],
    "BarRange": [
        'sexes.add(so.BarRange(), so.Est(errorbar="sd"), so.Dodge())',
        'species.add(so.BarRange(width=0.4, capsize=0, linewidth=4), so.Est(errorbar="sd"))',
        'species.add(so.BarRange(fill=False, hatch="//"), so.Est(errorbar="sd"))',
    ],
    "CrossBar": [
        'sexes.add(so.CrossBar(), so.Est(errorbar="sd"), so.Dodge())',
        'species.add(so.CrossBar(width=0.3, alpha=0.8), so.Est(errorbar="range"))',
        'species.add(so.CrossBar(fill=False, edgewidth=2), so.Est("median", errorbar=("pi", 50)))',
    ],
    "Candlestick": [
        "prices.add(so.Candlestick())",
        'prices.add(so.Candlestick(colors=("seagreen", "firebrick"), width=0.5))',
        'prices.add(so.Candlestick(color=".3", edgewidth=2))',
    ],
    "Box": [
        "species.add(so.Box(notch=True))",
        "sexes.add(so.Box(varwidth=True), so.Dodge())",
        'species.add(so.Box(fill=False, edgecolor="C0"))',
        "species.add(so.Box(outliers=False, whisker=False))",
    ],
    "Boxen": [
        "species.add(so.Boxen())",
        'species.add(so.Boxen(width_method="exponential"))',
        'species.add(so.Boxen(width_method="area", edgewidth=0))',
        "sexes.add(so.Boxen(outliers=False), so.Dodge())",
    ],
    "Violin": [
        'species.add(so.Violin(inner="quartiles"))',
        'handful.add(so.Violin(inner="points", bw_adjust=0.5))',
        'sexes.add(so.Violin(side="split", inner="box"))',
        'species.add(so.Violin(side="right", cut=0))',
        'handful.add(so.Violin(density_norm="count", inner="stick"))',
        "sexes.add(so.Violin(fill=False), so.Dodge())",
    ],
    "Ridge": [
        'so.Plot(penguins, x="body_mass_g", y="species").add(so.Ridge(overlap=0.8))',
        'so.Plot(penguins, x="body_mass_g", y="species").add(so.Ridge(overlap=3, alpha=0.7))',
    ],
    "Raincloud": [
        "species.add(so.Raincloud())",
        'species.add(so.Raincloud(side="right", pointsize=5, alpha=0.4))',
        "sexes.add(so.Raincloud(width=1, bw_adjust=0.5), so.Dodge())",
    ],
    "Tile": [
        'so.Plot(penguins, x="species", y="island").add(so.Tile(), so.Bin2D())',
        'so.Plot(penguins, x="species", y="island").add(so.Tile(gap=4), so.Bin2D())',
        "hills.add(so.Tile(width=0.7, height=0.7))",
        'flippers.add(so.Tile(edgewidth=1, edgecolor="k"), so.Bin2D(bins=8))',
    ],
    "Hex": [
        "flippers.add(so.Hex())",
        'flippers.add(so.Hex(edgewidth=1, edgecolor="k"), so.HexBin(gridsize=12))',
    ],
    "Raster": [
        "hills.add(so.Raster())",
        "hills.add(so.Raster(interpolate=True))",
        "hills.add(so.Raster(extent=(0, 10, 0, 1)))",
    ],
    "Contour": [
        "flippers.add(so.Contour(levels=5))",
        "flippers.add(so.Contour(levels=5, filled=True))",
        'flippers.add(so.Contour(levels=[0.5, 0.9], labels=True, color="k"))',
        'flippers.add(so.Contour(levels=3), color="species")',
    ],
    "Image": [
        "so.Plot().add(so.Image(np.hypot(east, north)))",
        "so.Plot().add(so.Image(np.hypot(east, north), interpolate=True, extent=(-2, 2, -2, 2)))",
    ],
    "Text": [
        'points.add(so.Dots()).add(so.Text(repel=True, fontsize=7), text="island")',
        'towns.add(so.Dots(alpha=0.3)).add(so.Text(overlap="drop", fontsize=8), text="state")',
        'species.add(so.Bar(), so.Agg()).add(so.Text(at="end", format=".0f"), so.Agg(), text="y")',
        'species.add(so.Bar(), so.Agg()).add(so.Text(at="middle"), so.Agg(), text="species")',
        'top.add(so.Bar()).add(so.Text(at="inside", format=".0f"), text="violent")',
        'top.add(so.Dots()).add(so.Text(halign="left", offset=6, fontsize=8), text="state")',
    ],
    "Label": [
        'points.add(so.Dots()).add(so.Label(repel=True, fontsize=7), text="island")',
        'top.add(so.Bar()).add(so.Label(fillcolor="C0", color="w", pad=4), text="violent")',
        'top.add(so.Bar()).add(so.Label(radius=0, edgecolor="C1", edgewidth=2), text="violent")',
    ],
    "Bracket": [
        'species.add(so.Box()).add(so.Bracket(), xmin="Adelie", xmax="Gentoo", text="p < 0.001")',
        'species.add(so.Box()).add(so.Bracket(tip=12, gap=15, color="C3"), xmin="Adelie", '
        'xmax="Gentoo", text="p < 0.001")',
    ],
    "Rule": [
        "flippers.add(so.Dots()).add(so.Rule(), y=4500)",
        'flippers.add(so.Dots()).add(so.Rule(color="C3", linestyle="--", linewidth=2), x=200)',
        "flippers.add(so.Dots()).add(so.Rule(), slope=50, intercept=-5800)",
        'kinds.add(so.Dots()).add(so.Rule(), so.Agg(), x=None)',
    ],
    "Span": [
        "flippers.add(so.Dots()).add(so.Span(), ymin=4000, ymax=5000)",
        'flippers.add(so.Dots()).add(so.Span(color="C1", alpha=0.4), xmin=190, xmax=200)',
        'flippers.add(so.Dots()).add(so.Span(fill=False, hatch="//", edgewidth=1), '
        "xmin=190, xmax=200)",
    ],
    "Segment": [
        "ends.add(so.Segment())",
        'ends.add(so.Segment(linewidth=4, linestyle=":", color="C3"))',
    ],
    "Arrow": [
        "ends.add(so.Arrow())",
        'ends.add(so.Arrow(head="both", headsize=14))',
        'ends.add(so.Arrow(head="start", linewidth=3, linestyle="--"))',
    ],
    "Curve": [
        "ends.add(so.Curve())",
        'ends.add(so.Curve(bend=-0.2, head="end"))',
        'ends.add(so.Curve(bend=0.4, head="both", headsize=12, color="C1"))',
    ],
    "Vector": [
        "flow.add(so.Vector())",
        'flow.add(so.Vector(length=40, linewidth=2, anchor="tail"))',
        'flow.add(so.Vector(head=None, linewidth=2))',
    ],
}  # fmt: skip
for _older, _name in {"Scatter": "Dots", "Stem": "Lollipop"}.items():
    MARKS[_older] = [line.replace(f"so.{_name}(", f"so.{_older}(") for line in MARKS[_name]]
"""The lines of each mark."""
