"""Random plots that map many things at once, and then one thing less: do they crash?

A recipe is plain data. If its plot is refused in plotkit's words, one part is taken away and the
rest tried again, until it is drawn. Anything but a figure, a `PlotSpecError` and a `PlotWarning` is
a crash. To search through many: ``python -m tests.randomplots 0 5000`` (first seed, how many).
"""

import contextlib
import io
import random
import sys
import traceback
import warnings
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa

import plotkit.objects as so
from plotkit.compile.declared import layer_names
from plotkit.properties.registry import PROPERTIES

ROWS = (0, 1, 2, 3, 8, 8, 8, 8, 30)
TEXTS = ["a", "b", "c", "", "log", "$x$", "$$", "_no", "ü\n", "a\ud800", "x" * 300, "ab " * 200]
FINE = ["a", "b", "c", "dd"]
ODD = [np.nan, np.inf, -np.inf, 0.0, -0.0, 1e-320, 1e308, -1e308, 1e17, 5e-324, 2.0**53]
SHAPES = (
    '{"type": "Point", "coordinates": [1, 2]}',
    '{"type": "LineString", "coordinates": [[0, 0], [1, 2], [3, 1]]}',
    '{"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 4]], [[2, 1], [3, 1], [3, 2]]]}',
    '{"type": "Polygon", "coordinates": []}',
    None,
)


def columns(r, n):
    """Return kinds of columns, each made when asked for."""

    def times(values, p):
        return [value if r.random() < p else None for value in values]

    def many(make):
        return [make() for _ in range(n)]

    day = datetime(2024, 1, 1)
    return {
        "numbers": lambda: many(lambda: r.gauss(0, 1)),
        "positive": lambda: many(lambda: r.lognormvariate(0, 2)),
        "whole": lambda: many(lambda: r.randint(-3, 3)),
        "same": lambda: [2.5] * n,
        "holes": lambda: times(many(lambda: r.gauss(5, 2)), 0.6),
        "odd": lambda: many(lambda: r.choice(ODD)),
        "wide": lambda: many(lambda: 10.0 ** r.randint(-300, 300)),
        "huge": lambda: many(lambda: r.randint(0, 2**64 - 1)),
        "uint": lambda: np.array(many(lambda: r.randint(0, 2**64 - 1)), "u8"),
        "int8": lambda: np.array(many(lambda: r.randint(-128, 127)), "i1"),
        "half": lambda: np.array(many(lambda: r.gauss(0, 9)), "f2"),
        "true": lambda: many(lambda: r.random() < 0.5),
        "perhaps": lambda: times(many(lambda: r.random() < 0.5), 0.7),
        "few": lambda: many(lambda: r.choice(FINE)),
        "texts": lambda: many(lambda: r.choice(TEXTS)),
        "bytes": lambda: many(lambda: r.choice([b"ab", b"c"])),
        "digits": lambda: many(lambda: str(r.randint(0, 20))),
        "dates": lambda: many(lambda: day + timedelta(hours=r.randint(0, 9999))),
        "days": lambda: many(lambda: date(r.randint(1, 9999), 2, 3)),
        "zoned": lambda: pd.Series(pd.date_range("2024-03-30", periods=n, tz="Europe/Paris")),
        "nat": lambda: pd.Series(times(many(lambda: day), 0.5), dtype="datetime64[ns]"),
        "lengths": lambda: many(lambda: timedelta(seconds=r.randint(-(10**6), 10**6))),
        "clock": lambda: many(lambda: time(r.randint(0, 23), 5)),
        "decimals": lambda: many(lambda: Decimal(r.randint(-99, 99)) / 7),
        "category": lambda: pd.Series(
            pd.Categorical(many(lambda: r.choice(FINE)), ["dd", *"cbaz"])
        ),
        "intervals": lambda: pd.Series(pd.cut(pd.Series(range(n), dtype=float), 2) if n else []),
        "periods": lambda: pd.Series(pd.period_range("2020", periods=n, freq="M")),
        "Int64": lambda: pd.Series(times(many(lambda: r.randint(0, 2**53)), 0.7), dtype="Int64"),
        "mixed": lambda: many(lambda: r.choice([1, "a", None, 2.5, True, day])),
        "nothing": lambda: [None] * n,
        "lists": lambda: many(lambda: [1, 2]),
        "shapes": lambda: many(lambda: r.choice(SHAPES)),
        "complex": lambda: many(lambda: 1j),
    }


USUAL = ("numbers", "numbers", "positive", "whole", "holes", "few", "dates", "category", "true")
"""Kinds of which most plots can be drawn, so that what comes after their columns is tried too."""

FRAMES = (
    *(dict,) * 3,
    *(pd.DataFrame,) * 3,
    lambda data: pd.DataFrame(data, index=[0] * len(next(iter(data.values())))),
    lambda data: pd.DataFrame(data).convert_dtypes(),
    lambda data: pl.from_pandas(pd.DataFrame(data)),
    lambda data: pl.from_pandas(pd.DataFrame(data)).lazy(),
    lambda data: pa.Table.from_pandas(pd.DataFrame(data)),
    lambda data: duckdb.from_arrow(pa.Table.from_pandas(pd.DataFrame(data))),
)
MARKS = (
    *(so.Area, so.Band, so.Bar, so.Bars, so.Dash, so.Dot, so.Dots, so.Line, so.Lines, so.Path) * 2,
    *(so.Paths, so.Range, so.Text) * 2,
    *(so.Arrow, so.BarRange, so.Box, so.Boxen, so.Candlestick, so.Contour, so.CrossBar, so.Curve),
    *(so.Dumbbell, so.ErrorBar, so.Hex, so.LineBand, so.Lollipop, so.PointRange, so.Raincloud),
    *(so.Raster, so.Ridge, so.Rug, so.Rule, so.Segment, so.Span, so.Step, so.Tile, so.Violin),
    lambda: so.Box(notch=True, varwidth=True),
    lambda: so.Contour(filled=True, levels=[0.5, 0.9]),
    lambda: so.Violin(side="split", inner="box"),
    lambda: so.Area(step="mid"),
    *(so.Label, so.Bracket),
    lambda: so.Text(at="end", halo=2),
    lambda: so.Text(at="middle", wrap=5),
    lambda: so.Text(at="base", overlap="drop"),
    lambda: so.Text(overlap="shrink"),
    lambda: so.Label(repel=True),
    lambda: so.Text(at="inside", format=".1f"),
    lambda: so.Text(repel=True, wrap=5),
    lambda: so.Contour(labels=True, levels=3),
    lambda: so.Tile(gap=2),
    lambda: so.Line(gaps=True) + so.Band(gaps=True),
    lambda: so.Area(gaps=True),
    lambda: so.Rug(side="high"),
    lambda: so.Vector(anchor="tail", head="both"),
    lambda: so.Bracket(align=True, tip=0),
    lambda: so.Violin(side="left", inner="stick"),
    lambda: so.Image(np.arange(6.0).reshape(2, 3), extent=(0, 4, 5, -5), label="amount"),
    lambda: so.Image(np.zeros((2, 2, 3)), interpolate=True),
    *(so.Geo, so.Polygon, so.Vector),
)
STATS = (
    lambda r: so.Agg(r.choice(["mean", "sum", "median", "first", "std", len])),
    lambda r: so.Count(),
    lambda r: so.Est(r.choice(["mean", "median"]), r.choice([None, "sd", ("pi", 50), ("ci", 90)]),
                     n_boot=9),
    lambda r: so.Hist(r.choice(["count", "density", "percent", "probability", "frequency"]),
                      bins=r.choice(["auto", 3, [0, 1, 2, 10], "sturges"]),
                      common_norm=r.random() < 0.5, cumulative=r.random() < 0.3),
    lambda r: so.Hist(binwidth=r.choice([2, 0.1, 1e9]), discrete=r.random() < 0.2),
    lambda r: so.KDE(gridsize=r.choice([5, 20, None]), cut=r.choice([0, 3]),
                     common_norm=r.random() < 0.5, cumulative=r.random() < 0.3),
    lambda r: so.Perc(r.choice([3, [10, 90], [50]])),
    lambda r: so.PolyFit(r.choice([1, 2, 5]), gridsize=r.choice([2, 9])),
    lambda r: so.BoxStats(r.choice([1.5, (5, 95)]), method=r.choice(["linear", "weibull"])),
    lambda r: so.LetterValues(),
    lambda r: so.ECDF(stat=r.choice(["count", "percent", "proportion"]),
                      complementary=r.random() < 0.5),
    lambda r: so.Bin(bins=r.choice(["auto", 3])),
    lambda r: so.Bin2D(bins=r.choice([2, 5])),
    lambda r: so.HexBin(gridsize=r.choice([2, 5])),
    lambda r: so.KDE2D(gridsize=r.choice([5, 9])),
    lambda r: so.Fit(r.choice([1, 2]), errorbar=r.choice([None, ("ci", 95), ("pi", 95)])),
    lambda r: so.Fit(family=r.choice(["binomial", "poisson", "gamma"])),
    lambda r: so.Lowess(r.choice([0.3, 1])),
    lambda r: so.Spline(),
    lambda r: so.QQ(r.choice(["norm", "expon"])),
    lambda r: so.Rolling(r.choice([2, 5, "2D"]), center=r.random() < 0.5),
    lambda r: r.choice([so.Cumulate, so.Diff, so.Rank, so.Hull, so.Ellipse, so.Intervals])(),
    lambda r: so.Select(r.choice(["first", "last", "min", "max", "sample"])),
    lambda r: so.Agg(r.choice(["mean", "median"]), ymin="min", ymax="max"),
    lambda r: so.Agg(text="count", space="data"),
    lambda r: so.Est(errorbar=r.choice(["mad", "range", "normal", ("normal", 50)]),
                     space=r.choice(["scale", "data"])),
    lambda r: so.Complete(r.choice([None, 0, {"ymin": 1}]), r.choice([None, 1, 0.1, "1D", "1MS"])),
    lambda r: so.Function(r.choice([np.sin, np.log, lambda v: 1 / v, lambda v: "a", abs]),
                          r.choice([2, 50]), r.choice([None, (0, 1), ("2024-01-01", None)])),
    lambda r: so.Corr(r.choice(["pearson", "spearman"])),
    lambda r: so.Fit(**r.choice([{"robust": True}, {"parallel": True}, {"extend": True}])),
    lambda r: so.Bin2D(binwidth=r.choice([1, "1D", (1, 2)]), func=r.choice(["mean", "max", len])),
    lambda r: so.KDE2D(common_norm=r.random() < 0.5, cut=0, gridsize=5),
    lambda r: so.Ellipse(r.choice([0.5, 0.95])),
    lambda r: so.Intervals((50, 90)),
)  # fmt: skip
MOVES = (
    lambda r: so.Dodge(r.choice(["keep", "drop", "fill"]), r.choice([0, 0.1, 1])),
    lambda r: so.Jitter(r.choice([0, 0.5]), x=r.choice([0, 1, 1e300]), y=r.choice([0, 1])),
    lambda r: so.Norm(r.choice(["max", "sum", "mean"]), percent=r.random() < 0.5),
    lambda r: so.Norm(
        where=r.choice(["x == x.min()", "y > 0", "color == 'a'", "x < '2024-02-01'"])
    ),
    lambda r: so.Shift(x=r.choice([1, -1e9, timedelta(days=9e6), 1e308]), y=r.choice([0, 1])),
    lambda r: so.Stack(),
    lambda r: so.Swarm(r.choice([0, 3])),
    lambda r: so.Stack(
        order=r.choice(["levels", "sum"]),
        reverse=r.random() < 0.5,
        offset=r.choice(["zero", "expand", "center", "wiggle"]),
    ),
    lambda r: so.Nudge(
        r.choice([3, -0.2]), r.choice([0, 1]), unit=r.choice(["points", "width", "data"])
    ),
    lambda r: so.Dodge(width=r.choice([0.5, 1.5])),
    lambda r: so.Sina(density_norm=r.choice(["area", "width", "count"])),
)
SCALES = (
    *("log", "log2", "sqrt", "symlog", "logit", "pow3", "viridis", "Set2", "ch:", (1, 4)),
    *(["r", "b"], [1, 2], ["o", "s"], {"a": "r"}, {"a": 1}, None, True),
    lambda r: so.Continuous(trans=r.choice([None, "log", "sqrt", "symlog"])).tick(
        count=r.choice([2, 3, 9])
    ),
    lambda r: so.Continuous(trans=(np.reciprocal, np.reciprocal)),
    lambda r: so.Continuous(norm=r.choice([(0, 1), (None, 3), (2, 2)])),
    lambda r: so.Continuous(bins=r.choice([2, [0, 1, 2]])),
    lambda r: so.Continuous(quantiles=3),
    lambda r: so.Continuous().tick(**r.choice([{"at": [0, 1, 9]}, {"upto": 3}, {"every": 1.5}])),
    lambda r: so.Continuous().label(
        like=r.choice(["{x[0]}", str.upper, ".1f", "{x:.0f}", {1: "one"}, lambda v: f"{v} $"])
    ),
    lambda r: so.Continuous().label(**r.choice([{"unit": "g"}, {"base": 2}, {"rotate": 45}])),
    lambda r: so.Nominal(order=r.choice([None, ["b", "a"], "name", "frequency", []])),
    lambda r: so.Nominal(**r.choice([{"top": 2}, {"reverse": True}, {"values": ["r", "g", "b"]}])),
    lambda r: so.Nominal().label(like=r.choice([str, str.upper, len, "{x}!", {"a": "A"}])),
    lambda r: so.Temporal(quantiles=r.choice([None, 3])).label(concise=r.random() < 0.5),
    lambda r: so.Temporal().label(like=r.choice(["%d", str.upper])),
    lambda r: so.Boolean(),
    lambda r: so.Lump(n=r.choice([1, 2])),
    lambda r: so.Nominal(na=r.choice(["none", ""])),
    lambda r: so.Continuous(**r.choice([{"robust": True}, {"robust": (5, 50)}])),
)
LIMITS = ((0, 1), (None, 3), (5, -5), ("2024-01-01", None), ("a", "b"), (pd.NaT, None), (1, 1),
          (0, np.inf), (1e-300, 1e300), 3)  # fmt: skip
TITLES = ("Title", "$$", r"$\foo$", "$x^2$", "a\ud800", "word " * 200, "", str.upper)
THEMES = ("white", "ticks", "night", "print", {"axes.grid": False}, {"font.size": 40})
OTHERS = ("weight", "width", "baseline", "z", "xend", "q1", "xmax", "start")
VISUAL = (*sorted(set(PROPERTIES) - {"x", "y"}), *OTHERS)

COMPOSED = (
    lambda p: p | p,
    lambda p: p / so.Spacer() / p,
    lambda p: (p | so.Plot(x=[1, 2], y=["a", "b"]).add(so.Dot())) / (so.Spacer() | p),
    lambda p: so.grid([p, p, so.Plot(x=[1, 2], y=[3, 4]).add(so.Line())], wrap=2),
    lambda p: so.Plot(x=[1, 2], y=[1, 2]).add(so.Dot()).inset(p),
)


def chosen(r, options):
    while True:
        one = r.choice(options)
        with contextlib.suppress(so.PlotSpecError):  # refused where it is written
            return one(r) if callable(one) else one


def recipe(r):
    """Return the parts of a random plot, in a mapping that each may be taken away from."""
    n = r.choice(ROWS)
    kinds = columns(r, n)
    tame = r.random() < 0.6
    some = USUAL if tame else list(kinds)
    made = {name: kinds[r.choice(some)]() for name in "abcd"}
    made |= {"e": kinds["numbers"](), "f": kinds["few"]()}
    names = list(made)

    parts = {("frame",): r.choice(FRAMES), ("var", "x"): r.choice(names)}
    if r.random() < 0.8:
        parts["var", "y"] = r.choice(names)
    for name in r.sample(VISUAL, r.choice([0, 0, 1] if tame else [0, 1, 3])):
        parts["var", name] = r.choice(names)
    for layer in range(r.choice([1, 1, 2] if tame else [1, 2, 3])):
        parts |= one_layer(r, layer, names)
    for name in r.sample(("x", "y", *VISUAL), r.choice([0, 1, 2])):
        parts["scale", name] = chosen(r, SCALES)
    if r.random() < 0.1:
        parts["pair", "x"], parts["pair", "corner"] = r.sample(names, 2), True
        for layer in range(r.choice([1, 2])):
            parts["option", layer, "where"] = r.choice(["diagonal", "lower", "upper"])
    for share, make in REST:
        if r.random() < share * (0.5 if tame else 1):
            parts.update([make(r, names)])
    return made, parts


def one_layer(r, layer, names):
    """Return the parts of a layer."""
    mark = r.choice(MARKS)
    parts = {("mark", layer): mark}
    own = mark()
    if r.random() < 0.7 and isinstance(own, so.Mark):
        for name in r.choice([own.needs, *own.alternatives]):
            if name not in ("x", "y"):
                parts["own", layer, name] = r.choice(names)
    for i in range(r.choice([0, 1, 1, 2, 3])):
        parts["step", layer, i] = chosen(r, STATS if r.random() < 0.5 else MOVES)
    known = VISUAL
    if r.random() < 0.9 and isinstance(own, so.Mark):
        known = layer_names(own, [step for key, step in parts.items() if key[0] == "step"])
        known = sorted(known - {"x", "y", "col", "row"})
    for name in r.sample(known, r.choice([0, 1, 2, 5])):
        constants = [1, "a", "r", 0.5, "y", "count", np.nan, None, day()]
        parts["own", layer, name] = r.choice([*names, *names, r.choice(constants)])
    if r.random() < 0.2:
        parts["option", layer, "label"] = r.choice(TITLES[:-1])
    if r.random() < 0.2:
        parts["option", layer, "orient"] = r.choice("xyvh")
    if r.random() < 0.1:
        parts["option", layer, "legend"] = False
    if r.random() < 0.1:
        parts["own", layer, r.choice(["y2", "y2", "x2"])] = r.choice(names)
    return parts


REST = (
    (0.2, lambda r, _: (("limit", r.choice("xy")), r.choice(LIMITS))),
    (0.1, lambda r, names: (("facet", "col"), r.choice(names))),
    (0.1, lambda r, names: (("facet", "row"), r.choice(names))),
    (0.05, lambda r, _: (("facet", "order"), r.choice([[], ["a"], ["b", "zz"]]))),
    (0.1, lambda r, names: (("pair", r.choice("xy")), r.sample(names, 2))),
    (0.1, lambda r, _: (("share", r.choice("xy")), r.choice([True, False, "row", "col"]))),
    *(
        (0.08, lambda r, _, name=name: (("label", name), r.choice(TITLES)))
        for name in ("title", "subtitle", "caption", "x", "y", "color")
    ),
    (0.1, lambda r, _: (("layout", "aspect"), r.choice(["equal", 2, 1e-9]))),
    (0.05, lambda r, _: (("layout", "extent"), r.choice([(0, 0, 1, 1), (0.5, 0, 0.4, 1)]))),
    (0.2, lambda r, _: (("legend", "position"), r.choice(["left", "top", "direct", "bottom"]))),
    (0.05, lambda r, _: (("pair", r.choice(["cross", "wrap"])), r.choice([False, 1]))),
    (0.05, lambda r, _: (("facet", r.choice(["wrap", "na"])), r.choice([1, 2, "none"]))),
    (0.1, lambda r, _: (("words", "0"), r.choice(["free", "free_x", "free_y", "fixed"]))),
    (0.05, lambda r, _: (("share", "y2"), "zero")),
    (0.1, lambda r, names: (("var", r.choice("xy")), r.choice([so.cols(), so.cols(*names[:2])]))),
    (0.1, lambda r, _: (("margin", r.choice("xy")), (r.choice(MARKS), chosen(r, STATS)))),
    (0.03, lambda r, _: (("margin", "size"), r.choice([0.1, 0.9]))),
    (0.2, lambda r, _: (("compose", "0"), r.choice(COMPOSED))),
    (0.1, lambda r, _: (("shared", r.choice("xy")), r.choice([True, "row", "col"]))),
    (0.05, lambda r, _: (("scale", r.choice(["y2", "x2", "y0", "x1"])), chosen(r, SCALES))),
    (0.05, lambda r, _: (("limit", r.choice(["y2", "x2", "y0", "x1"])), r.choice(LIMITS))),
    (0.05, lambda r, _: (("layout", r.choice(["widths", "heights"])), "range")),
    (0.1, lambda r, _: (("theme", "0"), r.choice(THEMES))),
    (0.3, lambda r, _: (("format", "0"), r.choice(["svg", "pdf"]))),
)
"""How often a plot has a part, and what makes it."""


def day():
    return datetime(2024, 1, 5)


def build(made, parts):
    """Return the plot of a recipe."""

    def of(kind, *more):
        return {key[-1]: v for key, v in parts.items() if key[0] == kind and key[1:-1] == more}

    data = made
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with contextlib.suppress(Exception):  # the other library cannot
            data = parts.get(("frame",), dict)(made)
    plot = so.Plot(data, **of("var"))
    for layer, mark in of("mark").items():
        own, options = mark(), of("option", layer) | of("own", layer)
        if isinstance(own, so.Layer):  # an image, which has all that it needs
            plot = plot.add(own)
        else:
            plot = plot.add(own, *of("step", layer).values(), **options)
    for method in ("scale", "limit", "facet", "pair", "share", "label", "layout", "legend"):
        given = of(method)
        if given:
            plot = getattr(plot, method)(**given)
    margins = {
        name: so.Plot().add(given[0](), given[1]) if name in "xy" else given
        for name, given in of("margin").items()
    }
    plot = plot.marginal(**margins) if margins else plot
    plot = plot.share(*of("words").values()) if of("words") else plot
    for theme in of("theme").values():
        plot = plot.theme(theme)
    for composed in of("compose").values():
        plot = composed(plot)
    if isinstance(plot, so.Composition) and of("shared"):
        plot = plot.share(**of("shared"))
    return plot


def attempt(made, parts):
    """Return the crash of a recipe and whether it was drawn."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", so.PlotWarning)
        warnings.filterwarnings("ignore", r"Glyph \d+ .* missing from", UserWarning)
        try:
            plot = build(made, parts).layout(size=(3, 2))
            form = parts.get(("format", "0"), "png")
            plot.save(io.BytesIO(), dpi=30, format=form)
        except so.PlotSpecError:
            return None, False
        except Exception as error:
            return error, False
    return None, True


def search(seed, most=24):
    """Try a recipe, and again with less while it is refused; return attempts and a crash."""
    r = random.Random(seed)
    made, parts = recipe(r)
    for number in range(1, most + 1):
        crash, drawn = attempt(made, parts)
        if crash is not None:
            return number, (crash, *smallest(made, parts, crash))
        free = [key for key in parts if key not in (("frame",), ("mark", 0))]
        others = [key for key in free if key[0] not in ("var", "own")]
        free = others if others and number <= 6 else free
        if drawn or not free:
            return number, None
        gone = r.sample(free, min(1 + number // 6, len(free)))
        parts = {key: value for key, value in parts.items() if key not in gone}
    return most, None


def smallest(made, parts, crash):
    """Take away all that the crash does not need."""

    def same(other):
        return type(other) is type(crash) and place(other) == place(crash)

    for key in list(parts):
        fewer = {other: value for other, value in parts.items() if other != key}
        if key != ("mark", 0) and same(attempt(made, fewer)[0]):
            parts = fewer
    used = [name for name in made if name in map(str, parts.values())]
    return {name: made[name] for name in used}, parts


def place(error):
    found = traceback.extract_tb(error.__traceback__)[-1] if error else None
    return found and (found.filename, found.lineno)


def told(seed, crash):
    """Write a crash with what it takes."""
    error, made, parts = crash
    where = [
        f"{f.filename.split('/')[-1]}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)
    ]
    return f"seed {seed}: {error!r:.300}\n  {' '.join(where[-5:])}\n  {parts}\n  {made}\n"


def main(first, count):
    attempts, known = 0, {}
    for seed in range(first, first + count):
        number, crash = search(seed)
        attempts += number
        if crash is not None:
            key = (type(crash[0]), place(crash[0]))
            known[key] = known.get(key, 0) + 1
            if known[key] == 1:
                print(told(seed, crash), flush=True)
    print(f"{attempts} attempts, {sum(known.values())} crashes, {len(known)} kinds", known)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
