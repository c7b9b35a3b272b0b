"""Options of stats and moves that a picture tells best; `options.py` says what the names are."""

STATS = {
    "Count": [
        "islands.add(so.Bar(), so.Count(), so.Stack())",
        'islands.add(so.Bar(), so.Count(), color=None).add(so.Text(at="end"), so.Count(), '
        'color=None, text="count")',
    ],
    "Hist": [
        "mass.add(so.Bars(), so.Hist(bins=8))",
        'mass.add(so.Bars(), so.Hist(stat="density", common_norm=False))',
        "mass.add(so.Bars(), so.Hist(binwidth=200), so.Stack())",
        "mass.add(so.Line(), so.Hist(cumulative=True))",
        'rates.add(so.Bars(), so.Hist(binwidth="5YS"), y=None)',
        'mass.add(so.Bars(), so.Hist("percent", binrange=(3000, 5000)), color=None)',
    ],
    "KDE": [
        "mass.add(so.Line(), so.KDE(bw_adjust=0.3))",
        "mass.add(so.Line(), so.KDE(common_norm=False))",
        "mass.add(so.Line(), so.KDE(cumulative=True))",
        "mass.add(so.Area(), so.KDE(), so.Stack())",
        "mass.add(so.Area(), so.KDE(cut=0))",
        "mass.add(so.Area(), so.KDE(bounds=(2700, 6300)))",
    ],
    "ECDF": [
        "mass.add(so.Step(), so.ECDF())",
        'mass.add(so.Step(), so.ECDF("count"))',
        'mass.add(so.Step(), so.ECDF("percent", complementary=True))',
    ],
    "QQ": [
        'so.Plot(penguins, y="body_mass_g").add(so.Dots() + so.Line(part="line"), so.QQ())',
        'so.Plot(weather, y="wind").add(so.Dots() + so.Line(part="line"), so.QQ("gumbel_r"))',
        'so.Plot(weather, y="wind").add(so.Dots() + so.Line(part="line"), so.QQ(line="fit"))',
    ],
    "Bin": [
        "flippers.add(so.Dots(alpha=0.3)).add(so.PointRange(), so.Bin(bins=6), so.Est())",
        "flippers.add(so.Dots(alpha=0.3)).add(so.Line(), so.Bin(binwidth=5), so.Agg())",
        'days.add(so.Bar(), so.Bin(binwidth="1MS"), so.Agg())',
    ],
    "Bin2D": [
        "flippers.add(so.Tile(), so.Bin2D())",
        'flippers.add(so.Tile(), so.Bin2D(bins={"x": 30, "y": 6}))',
        'flippers.add(so.Tile(), so.Bin2D(bins=12, func="max"), z="bill_length_mm")',
        'flippers.add(so.Tile(), so.Bin2D(bins=12), color="percent")',
    ],
    "HexBin": [
        "flippers.add(so.Hex(), so.HexBin(gridsize=10))",
        "flippers.add(so.Hex(), so.HexBin(gridsize=(20, 6)))",
        "flippers.add(so.Hex(), so.HexBin(gridsize=14, least=3))",
        'flippers.add(so.Hex(), so.HexBin(gridsize=14, func="median"), z="bill_length_mm")',
    ],
    "KDE2D": [
        "flippers.add(so.Raster(), so.KDE2D())",
        "flippers.add(so.Raster(), so.KDE2D(bw_adjust=0.4))",
        "flippers.add(so.Contour(levels=6), so.KDE2D(cut=0))",
        "kinds.add(so.Contour(levels=4), so.KDE2D(common_norm=False))",
    ],
    "Agg": [
        'months.add(so.Line(marker="o"), so.Agg("median"))',
        "months.add(so.Line(), so.Agg(lambda values: values.quantile(0.9)))",
        'months.add(so.LineBand(), so.Agg("mean", ymin="min", ymax="max"))',
        'species.add(so.Bar(), so.Agg()).add(so.Text(at="base"), so.Agg(text="count"))',
    ],
    "Est": [
        'spread.add(so.PointRange(), so.Est(errorbar="sd"))',
        'spread.add(so.PointRange(), so.Est(errorbar=("ci", 95)))',
        'spread.add(so.PointRange(), so.Est("median", errorbar=("pi", 80)))',
        'spread.add(so.PointRange(), so.Est(errorbar="range"))',
        'spread.add(so.PointRange(), so.Est(errorbar=("se", 2)))',
        'spread.add(so.PointRange(), so.Est(errorbar="normal"))',
    ],
    "Perc": [
        "species.add(so.Dash(), so.Perc(5))",
        "months.add(so.Range(linewidth=6, alpha=0.5), so.Perc([5, 95]))",
        'months.add(so.Line(), so.Perc([10, 50, 90]), linestyle="percentile")',
    ],
    "BoxStats": [
        "species.add(so.Box(), so.BoxStats(whis=0.5))",
        "species.add(so.Box(), so.BoxStats(whis=(5, 95)))",
        "species.add(so.Box(), so.BoxStats(outliers=False))",
    ],
    "LetterValues": [
        "species.add(so.Boxen(), so.LetterValues(depth=2))",
        'species.add(so.Boxen(), so.LetterValues(depth="full"))',
        'species.add(so.Boxen(), so.LetterValues("proportion", outlier_prop=0.05))',
    ],
    "Intervals": [
        'months.add(so.Band(alpha=0.3), so.Intervals(), alpha="level")',
        'species.add(so.Range(), so.Intervals([50, 95]), linewidth="level").scale('
        "linewidth=[2, 8])",
    ],
    "Corr": [
        'cloud.facet("species").add(so.Text(), so.Corr(), x=so.frac(0.3), y=so.frac(0.9))',
        'flippers.add(so.Dots()).add(so.Text(), so.Corr("spearman", digits=3), x=so.frac(0.2), '
        "y=so.frac(0.9))",
    ],
    "PolyFit": [
        "kinds.add(so.Dots(alpha=0.3)).add(so.Line(linewidth=3), so.PolyFit(order=1))",
        "kinds.add(so.Dots(alpha=0.3)).add(so.Line(linewidth=3), so.PolyFit(order=3))",
    ],
    "Fit": [
        'flippers.add(so.Dots(alpha=0.3)).add(so.LineBand(), so.Fit(errorbar="ci"))',
        'flippers.add(so.Dots(alpha=0.3)).add(so.LineBand(), so.Fit(order=3, errorbar="pi"))',
        "kinds.add(so.Dots(alpha=0.3)).add(so.LineBand(), so.Fit(parallel=True))",
        "flippers.add(so.Dots(alpha=0.3)).add(so.LineBand(), so.Fit(extend=0.2))",
    ],
    "Lowess": [
        "days.add(so.Dots()).add(so.Line(linewidth=3), so.Lowess())",
        "days.add(so.Dots()).add(so.Line(linewidth=3), so.Lowess(frac=0.2))",
        'days.add(so.Dots()).add(so.LineBand(), so.Lowess(errorbar=("ci", 95)))',
    ],
    "Spline": [
        'months.add(so.Dots(alpha=0.2)).add(so.Line(linewidth=3, color="C1"), so.Spline())',
    ],
    "Function": [
        "wave.add(so.Line(), so.Function(np.sin))",
        'wave.add(so.Line(marker="o"), so.Function(np.sin, n=15))',
        "so.Plot().add(so.Line(), so.Function(np.tan, xlim=(0, 6))).limit(y=(-4, 4))",
        "wave.add(so.Area(), so.Function(lambda x: np.exp(-x) * np.cos(4 * x)))",
    ],
    "Hull": [
        "kinds.add(so.Dots()).add(so.Polygon(alpha=0.2), so.Hull())",
    ],
    "Ellipse": [
        "kinds.add(so.Dots()).add(so.Path(), so.Ellipse())",
        "kinds.add(so.Dots(alpha=0.3)).add(so.Polygon(alpha=0.5), so.Ellipse(level=0.5))",
        'kinds.add(so.Dots()).add(so.Path(), so.Ellipse(kind="t"))',
    ],
    "Rolling": [
        'days.add(so.Line(alpha=0.3)).add(so.Line(linewidth=3), so.Rolling("14D"))',
        "days.add(so.Line(alpha=0.3)).add(so.Line(linewidth=3), so.Rolling(14, center=True))",
        'days.add(so.Line(alpha=0.3)).add(so.Line(linewidth=3), so.Rolling("14D", "max"))',
    ],
    "Decimate": [
        'days.add(so.Line(), so.Decimate(), y="temp_max")',
        'days.add(so.Line(), so.Decimate(columns=20), y="temp_max")',
    ],
    "Cumulate": [
        'days.add(so.Area(), so.Cumulate(), y="precipitation")',
        'days.add(so.Line(alpha=0.3)).add(so.Step(linewidth=2), so.Cumulate("max"))',
        'days.add(so.Area(), so.Cumulate(), so.Stack(), y="precipitation", color="weather")',
    ],
    "Diff": [
        'so.Plot(economy, x="quarter", y="gdp").add(so.Line(), so.Diff())',
        'so.Plot(economy, x="quarter", y="gdp").add(so.Line(), so.Diff(4, percent=True))',
    ],
    "Rank": [
        'energy.add(so.Line(marker="o"), so.Rank("position", descending=True)).limit(y=(3.5, 0.5))',
    ],
    "Select": [
        'rates.add(so.Line()).add(so.Dot(color="C1"), so.Select("max", 3))',
        'rates.add(so.Line()).add(so.Text(halign="left"), so.Select("last"), text="unemployment")',
        'flippers.add(so.Dots(), so.Select("sample", 40))',
    ],
    "Complete": [
        "short.add(so.Line(gaps=True), so.Complete(step=1))",
        "short.add(so.Bar(), so.Complete(fill=1, step=1))",
    ],
}  # fmt: skip
"""The lines of each stat."""

MOVES = {
    "Dodge": [
        "sexes.add(so.Bar(), so.Agg(), so.Dodge())",
        "sexes.add(so.Bar(), so.Agg(), so.Dodge(gap=0.2))",
        'islands.add(so.Bar(), so.Count(), so.Dodge(empty="keep"))',
        'islands.add(so.Bar(), so.Count(), so.Dodge(empty="drop"))',
        'islands.add(so.Bar(), so.Count(), so.Dodge(empty="fill"))',
        "sexes.add(so.Box(), so.Dodge(width=0.4))",
    ],
    "Stack": [
        "mass.add(so.Bars(), so.Hist(), so.Stack())",
        'mass.add(so.Bars(), so.Hist(), so.Stack(offset="expand"))',
        'mass.add(so.Area(), so.KDE(), so.Stack(offset="center"))',
        "mass.add(so.Bars(), so.Hist(), so.Stack(reverse=True))",
        'mass.add(so.Area(), so.KDE(), so.Stack(offset="wiggle"))',
        'skies.add(so.Bar(), so.Count(), so.Stack(order="sum"))',
    ],
    "Jitter": [
        "species.add(so.Dots(), so.Jitter(0.2))",
        "species.add(so.Dots(), so.Jitter(0.9))",
        "sexes.add(so.Dots(), so.Dodge(), so.Jitter(0.5))",
        "species.add(so.Dots(), so.Jitter(x=0.2, y=300))",
    ],
    "Swarm": [
        "species.add(so.Dots(), so.Swarm())",
        "species.add(so.Dots(pointsize=3), so.Swarm(gap=1))",
        "sexes.add(so.Dots(pointsize=3), so.Dodge(), so.Swarm())",
        "sexes.add(so.Dots(pointsize=3), so.Swarm())",
    ],
    "Sina": [
        "species.add(so.Dots(), so.Sina())",
        "species.add(so.Violin(alpha=0.2)).add(so.Dots(), so.Sina())",
        'species.add(so.Dots(), so.Sina(width=0.5, density_norm="count"))',
    ],
    "Nudge": [
        'top.add(so.Dots()).add(so.Text(halign="left", fontsize=7), so.Nudge(x=8), text="state")',
        'top.add(so.Dots()).add(so.Text(fontsize=8), so.Nudge(y=8), text="violent")',
        'species.add(so.Dots(), so.Jitter(0.2)).add(so.PointRange(color="k"), '
        'so.Est(errorbar="sd"), so.Nudge(x=0.3, unit="width"))',
    ],
    "Shift": [
        "species.add(so.Box(width=0.4)).add(so.Dots(), so.Jitter(0.2), so.Shift(x=0.35))",
        "steps.add(so.Line()).add(so.Line(), so.Shift(y=2)).add(so.Line(), so.Shift(x=1))",
    ],
    "Norm": [
        "mass.add(so.Line(), so.KDE(), so.Norm())",
        'long.add(so.Line(), so.Norm(where="x == x.min()", percent=True))',
        "islands.add(so.Bar(), so.Count(), so.Norm('sum', by=['x'], percent=True), so.Stack())",
    ],
}
"""The lines of each move."""
