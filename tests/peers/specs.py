"""Small plots that use the whole interface: each a function of the module `so` to a Plot.

The same function is called with `plotkit.objects` and with `seaborn.objects`. What may differ is said
by the names of rows in `docs/coming-from-seaborn.md`, given to the decorator.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import colormaps, dates, rcParamsDefault, style, ticker
from matplotlib.figure import Figure

Maker = Callable[[Any], Any]


@dataclass(frozen=True)
class Spec:
    name: str
    make: Maker
    differs: tuple[str, ...]
    place: float | None


SPECS: dict[str, Spec] = {}


def spec(*differs: str, place: float | None = None) -> Callable[[Maker], Maker]:
    """Register a spec.

    Parameters
    ----------
    *differs
        Rows of the guide that say why the pictures are not the same.
    place
        Tolerance of positions, where numbers are random or approximate.
    """

    def register(make: Maker) -> Maker:
        assert make.__name__ not in SPECS, f"two specs are called {make.__name__}"
        SPECS[make.__name__] = Spec(make.__name__, make, differs, place)
        return make

    return register


@cache
def frame() -> pd.DataFrame:
    """Return numbers, categories, booleans, times and missing values; do not write to it."""
    random = np.random.default_rng(20240607)
    n = 60
    x = random.normal(10, 3, n).round(3)
    kind = np.array(["ash", "oak", "elm"])[random.integers(0, 3, n)]
    frame = pd.DataFrame(
        {
            "x": x,
            "y": (2 * x + random.normal(0, 4, n)).round(3),
            "z": random.normal(0, 1, n).round(3),
            "size": random.lognormal(3, 1.2, n).round(2),
            "n": random.integers(1, 6, n),
            "share": random.uniform(0.05, 0.95, n).round(3),
            "kind": kind,
            "sex": np.array(["f", "m"])[random.integers(0, 2, n)],
            "grade": pd.Categorical(
                np.array(["low", "mid", "high"])[random.integers(0, 3, n)],
                categories=["low", "mid", "high", "top"],
                ordered=True,
            ),
            "ok": random.random(n) < 0.6,
            "day": pd.Timestamp("2023-01-15") + pd.to_timedelta(random.integers(0, 200, n), "D"),
            "weight": random.integers(1, 5, n).astype(float),
        }
    )
    frame["holes"] = frame["y"].where(frame.index % 7 != 3)
    return frame


@cache
def series() -> pd.DataFrame:
    """Return three short series, with the limits of a band."""
    step = np.tile(np.arange(12), 3)
    who = np.repeat(["ann", "bob", "cid"], 12)
    level = np.repeat([1.0, 3.0, 6.0], 12)
    value = level + np.sin(step / 2) + step / 10
    return pd.DataFrame(
        {
            "step": step,
            "who": who,
            "team": np.repeat(["red", "blue", "red"], 12),
            "day": pd.Timestamp("2024-03-01") + pd.to_timedelta(step * 7, "D"),
            "value": value.round(3),
            "low": (value - 0.5).round(3),
            "high": (value + 0.8).round(3),
            "gap": np.where(step == 5, np.nan, value).round(3),
        }
    )


@cache
def totals() -> pd.DataFrame:
    """Return one row for each of some combinations: one of them is missing."""
    return pd.DataFrame(
        {
            "fruit": ["fig", "fig", "kiwi", "kiwi", "lime"],
            "year": [2022, 2023, 2022, 2023, 2023],
            "farm": ["north", "south", "north", "south", "north"],
            "kg": [3.0, 4.5, 1.5, 2.0, 2.5],
        }
    )


def look_of_matplotlib(*groups: str) -> dict[str, Any]:
    """Return matplotlib's own look of some parts."""
    return {k: v for k, v in rcParamsDefault.items() if k.partition(".")[0] in groups}


# ----------------------------------------------------------------------------------------- marks


@spec()
def dot(so):
    return so.Plot(frame(), x="x", y="y").add(so.Dot())


@spec()
def dot_color_of_names(so):
    return so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot())


@spec()
def dot_color_of_numbers(so):
    return so.Plot(frame(), x="x", y="y", color="z").add(so.Dot())


@spec()
def dot_all_properties(so):
    dot = so.Dot(edgecolor="k", edgewidth=1, edgealpha=0.8, alpha=0.6)
    return so.Plot(frame(), x="x", y="y", marker="kind", fill="sex", pointsize="z").add(dot)


@spec()
def dot_unfilled(so):
    return so.Plot(frame(), x="x", y="y", stroke="n").add(so.Dot(fill=False, pointsize=9))


@spec()
def dot_line_markers(so):
    return so.Plot(frame(), x="x", y="y").add(so.Dot(marker="x", stroke=2, color="C3"))


@spec()
def dots(so):
    return so.Plot(frame(), x="x", y="y", color="grade").add(so.Dots())


@spec()
def dots_looks(so):
    mark = so.Dots(pointsize=8, stroke=2, fillalpha=0.5, alpha=0.8)
    return so.Plot(frame(), x="x", y="y", color="kind", fillcolor="sex").add(mark)


@spec()
def dots_fill(so):
    return so.Plot(frame(), x="x", y="y", fill="ok", marker="sex").add(so.Dots())


@spec()
def line(so):
    return so.Plot(series(), x="step", y="value", color="who").add(so.Line())


@spec("What lies on top")
def line_markers(so):
    mark = so.Line(marker="o", pointsize=8, edgecolor="w", edgewidth=1.5, fillcolor="C2")
    return so.Plot(series(), x="step", y="value", linestyle="who").add(mark)


@spec()
def line_widths(so):
    return so.Plot(series(), x="step", y="value", linewidth="who", alpha="team").add(so.Line())


@spec()
def line_with_hole(so):
    return so.Plot(series(), x="step", y="gap", group="who").add(so.Line())


@spec()
def line_horizontal(so):
    return so.Plot(series(), x="value", y="step", color="who").add(so.Line(), orient="y")


@spec()
def lines(so):
    return so.Plot(series(), x="step", y="value", color="team", group="who").add(so.Lines())


@spec()
def path(so):
    return so.Plot(frame().head(12), x="x", y="y").add(so.Path(marker="s", linewidth=0.8))


@spec()
def path_with_hole(so):
    return so.Plot(series(), x="value", y="gap", color="who").add(so.Path())


@spec("Transparency in legends")
def paths(so):
    mark = so.Paths(linewidth=2, alpha=0.5)
    return so.Plot(series(), x="value", y="gap", color="who", linestyle="who").add(mark)


@spec()
def area(so):
    return so.Plot(series(), x="step", y="value", color="who").add(so.Area())


@spec()
def area_looks(so):
    mark = so.Area(alpha=0.5, edgewidth=2, edgestyle="--", baseline=2)
    return so.Plot(series(), x="step", y="value", edgecolor="who").add(mark)


@spec()
def area_horizontal(so):
    data = series().query("who == 'bob'")
    return so.Plot(data, x="value", y="step").add(so.Area(color=".3"), orient="y")


@spec("Names of axes")
def band(so):
    return so.Plot(series(), x="step", ymin="low", ymax="high", color="who").add(so.Band())


@spec()
def band_of_extremes(so):
    return so.Plot(series(), x="step", y="value").add(so.Band(edgewidth=1))


@spec()
def band_under_line(so):
    p = so.Plot(series(), x="step", y="value", ymin="low", ymax="high", color="who")
    return p.add(so.Band()).add(so.Line())


@spec()
def bar(so):
    return so.Plot(totals().head(4), x="fruit", y="kg", color="farm").add(so.Bar(), so.Dodge())


@spec()
def bar_horizontal(so):
    return so.Plot(frame(), x="y", y="grade").add(so.Bar(edgewidth=2), so.Agg())


@spec("Baselines other than zero")
def bar_looks(so):
    mark = so.Bar(alpha=0.4, edgecolor="k", edgestyle=":", width=0.5, baseline=1)
    return so.Plot(totals().iloc[[0, 2, 4]], x="fruit", y="kg", fill="farm").add(mark)


@spec()
def bar_of_numbers(so):
    return so.Plot(frame(), x="n", y="y").add(so.Bar(), so.Agg())


@spec()
def bars(so):
    return so.Plot(frame(), x="n", y="y", color="sex").add(so.Bars(), so.Agg(), so.Dodge())


@spec("Names of axes")
def bars_histogram(so):
    return so.Plot(frame(), x="x", color="sex").add(so.Bars(), so.Hist())


@spec("Names of axes")
def range_of_columns(so):
    p = so.Plot(series(), x="step", ymin="low", ymax="high", color="who")
    return p.add(so.Range(linewidth=2))


@spec()
def range_of_extremes(so):
    return so.Plot(frame(), x="kind", y="y", linestyle="sex").add(so.Range())


@spec()
def range_horizontal(so):
    return so.Plot(frame(), x="y", y="grade", color="grade").add(so.Range(), legend=False)


@spec()
def dash(so):
    return so.Plot(frame(), x="kind", y="y", color="sex").add(so.Dash(), so.Agg())


@spec("What lies on top")
def dash_looks(so):
    mark = so.Dash(width=0.4, linewidth=3, alpha=0.5)
    return so.Plot(frame(), x="y", y="kind").add(mark, so.Agg("median")).add(so.Dots())


@spec()
def text(so):
    return so.Plot(totals(), x="year", y="kg", text="fruit").add(so.Text())


@spec()
def text_looks(so):
    mark = so.Text(color="C3", halign="left", valign="top", fontsize=9, offset=7)
    return so.Plot(totals(), x="kg", y="fruit", text="farm").add(mark)


@spec()
def text_mapped(so):
    p = so.Plot(totals(), x="kg", y="year", text="fruit", color="farm", halign="farm")
    return p.add(so.Text(), fontsize="kg").scale(fontsize=(8, 16))


# ----------------------------------------------------------------------------------------- stats


@spec("What lies on top")
def agg_median(so):
    p = so.Plot(frame(), x="n", y="y", color="sex")
    return p.add(so.Line(marker="o"), so.Agg("median")).scale(x=so.Nominal())


@spec()
def agg_callable(so):
    return so.Plot(frame(), x="grade", y="y").add(so.Bar(), so.Agg(lambda v: v.max() - v.min()))


@spec("Names of axes")
def count(so):
    return so.Plot(frame(), x="kind").add(so.Bar(), so.Count())


@spec("Names of axes", "Groups of true and false")
def count_horizontal(so):
    return so.Plot(frame(), y="grade", color="ok").add(so.Bar(), so.Count(), so.Dodge())


@spec("Names of axes")
def hist_density(so):
    return so.Plot(frame(), x="x").add(so.Bars(), so.Hist("density", bins=8))


@spec("Names of axes")
def hist_percent_by_group(so):
    p = so.Plot(frame(), x="x", color="kind")
    return p.add(so.Bars(), so.Hist("percent", binwidth=2, common_norm=False))


@spec("Names of axes")
def hist_cumulative(so):
    p = so.Plot(frame(), x="x")
    return p.add(so.Area(), so.Hist("proportion", cumulative=True, binrange=(0, 20)))


@spec("Names of axes")
def hist_discrete(so):
    return so.Plot(frame(), x="n").add(so.Bars(), so.Hist("probability", discrete=True))


@spec("Names of axes")
def hist_of_names(so):
    return so.Plot(frame(), x="kind", color="sex").add(so.Bar(), so.Hist(), so.Stack())


@spec("Names of axes", "Uneven bins")
def hist_frequency_horizontal(so):
    return so.Plot(frame(), y="x").add(so.Bars(), so.Hist("frequency", bins=[0, 5, 8, 12, 20]))


@spec("Names of axes", "Uneven bins")
def hist_bins_by_group(so):
    p = so.Plot(frame(), x="x", color="sex")
    return p.add(so.Bars(), so.Hist(bins=5, common_bins=False))


@spec("Names of axes")
def hist_weighted(so):
    p = so.Plot(frame(), x="x")
    return p.add(so.Bars(), so.Hist(bins=6), weight="weight")


@spec("Names of axes")
def hist_of_log(so):
    return so.Plot(frame(), x="size").add(so.Bars(), so.Hist(bins=10)).scale(x="log")


@spec("What lies on top")
def est_deviation(so):
    p = so.Plot(frame(), x="grade", y="y")
    return p.add(so.Range(), so.Est(errorbar="sd")).add(so.Dot(), so.Agg())


@spec()
def est_standard_error(so):
    return so.Plot(frame(), x="n", y="y").add(so.Band(), so.Est(errorbar=("se", 2)))


@spec()
def est_percentiles(so):
    p = so.Plot(frame(), x="y", y="kind")
    return p.add(so.Range(), so.Est("median", errorbar=("pi", 50)))


@spec()
def est_callable(so):
    est = so.Est(errorbar=lambda v: (v.min(), v.max()))
    return so.Plot(frame(), x="kind", y="y").add(so.Range(), est)


@spec()
def est_no_interval(so):
    return so.Plot(frame(), x="kind", y="y").add(so.Dot(), so.Est(errorbar=None))


@spec(place=0.03)
def est_bootstrap(so):
    p = so.Plot(frame(), x="sex", y="y", color="sex")
    return p.add(so.Range(), so.Est(seed=1)).limit(y=(10, 30))


@spec(place=0.03)
def est_weighted(so):
    p = so.Plot(frame(), x="sex", y="y").add(so.Range(), so.Est(seed=1), weight="weight")
    return p.limit(y=(10, 30))


@spec("Names of axes", place=1e-3)
def kde(so):
    return so.Plot(frame(), x="x").add(so.Area(), so.KDE())


@spec("Names of axes", place=1e-3)
def kde_by_group(so):
    p = so.Plot(frame(), x="x", color="kind")
    return p.add(so.Line(), so.KDE(bw_adjust=0.6, common_norm=False, gridsize=80, cut=1))


@spec("Names of axes", place=1e-3)
def kde_own_grid(so):
    p = so.Plot(frame(), x="x", color="sex")
    return p.add(so.Line(), so.KDE(common_grid=False, bw_method="silverman"))


@spec("Names of axes", place=1e-3)
def kde_cumulative(so):
    return so.Plot(frame(), y="x").add(so.Line(), so.KDE(cumulative=True))


@spec("Names of axes", place=1e-3)
def kde_weighted(so):
    return so.Plot(frame(), x="x").add(so.Line(), so.KDE(bw_method=0.3), weight="weight")


@spec()
def perc(so):
    return so.Plot(frame(), x="kind", y="y").add(so.Dots(), so.Perc())


@spec()
def perc_listed(so):
    p = so.Plot(frame(), x="y", y="grade")
    return p.add(so.Dash(), so.Perc([25, 50, 75], method="hazen"))


@spec("What lies on top")
def perc_ranges(so):
    p = so.Plot(frame(), x="kind", y="y")
    return p.add(so.Range(), so.Perc([10, 90])).add(so.Dot(), so.Agg("median"))


@spec()
def polyfit(so):
    p = so.Plot(frame(), x="x", y="y", color="sex").add(so.Dots())
    return p.add(so.Line(), so.PolyFit(order=1))


@spec()
def polyfit_of_log(so):
    p = so.Plot(frame(), x="size", y="y").add(so.Line(), so.PolyFit(gridsize=20))
    return p.scale(x="log")


# ----------------------------------------------------------------------------------------- moves


@spec()
def dodge_of_missing_group(so):
    return so.Plot(totals(), x="fruit", y="kg", color="farm").add(so.Bar(), so.Dodge(gap=0.1))


@spec()
def dodge_drop(so):
    p = so.Plot(totals(), x="fruit", y="kg", color="farm")
    return p.add(so.Bar(), so.Dodge(empty="drop"))


@spec()
def dodge_fill(so):
    p = so.Plot(totals(), x="kg", y="fruit", color="farm")
    return p.add(so.Bar(), so.Dodge(empty="fill"))


@spec()
def dodge_by(so):
    p = so.Plot(frame(), x="kind", y="y", color="sex", marker="ok")
    return p.add(so.Dot(), so.Agg(), so.Dodge(by=["color"]))


@spec("Groups of true and false")
def dodge_two_variables(so):
    p = so.Plot(frame(), x="kind", y="y", color="sex", alpha="ok")
    return p.add(so.Bar(), so.Agg(), so.Dodge())


@spec(place=0.06)
def jitter(so):
    return so.Plot(totals(), x="fruit", y="kg").add(so.Dots(), so.Jitter(seed=3))


@spec()
def norm(so):
    return so.Plot(series(), x="step", y="value", color="who").add(so.Line(), so.Norm())


@spec()
def norm_where(so):
    move = so.Norm(where="x == x.min()", percent=True)
    return so.Plot(series(), x="step", y="value", color="who").add(so.Lines(), move)


@spec("Names of axes")
def norm_by(so):
    p = so.Plot(frame(), x="kind", color="sex")
    return p.add(so.Bar(), so.Count(), so.Norm("sum", by=["x"]), so.Stack())


@spec()
def shift(so):
    p = so.Plot(frame(), x="kind", y="y").add(so.Dots(), so.Shift(x=-0.15))
    return p.add(so.Range(), so.Shift(x=0.15, y=1))


@spec()
def stack_bars(so):
    return so.Plot(totals(), x="fruit", y="kg", color="farm").add(so.Bar(), so.Stack())


@spec()
def stack_areas(so):
    return so.Plot(series(), x="step", y="value", color="who").add(so.Area(), so.Stack())


@spec("Names of axes")
def stack_histogram(so):
    p = so.Plot(frame(), x="x", color="kind")
    return p.add(so.Bars(), so.Hist(bins=6), so.Stack())


# ---------------------------------------------------------------------------------------- scales


@spec()
def log_axes(so):
    return so.Plot(frame(), x="size", y="y").add(so.Dot()).scale(x="log")


@spec()
def log2_axis(so):
    return so.Plot(frame(), x="x", y="size").add(so.Dot()).scale(y="log2")


@spec("Natural logarithms")
def natural_log_axis(so):
    p = so.Plot(frame(), x="x", y="size").add(so.Dots())
    return p.scale(y=so.Continuous(trans="ln"))


@spec()
def symlog_axis(so):
    return so.Plot(frame(), x="z", y="y").add(so.Dot()).scale(x="symlog")


@spec()
def sqrt_axis(so):
    return so.Plot(frame(), x="size", y="y").add(so.Dot()).scale(x="sqrt")


@spec()
def pow_axis(so):
    return so.Plot(frame(), x="x", y="y").add(so.Dot()).scale(x="pow3")


@spec("Logit axes")
def logit_axis(so):
    return so.Plot(frame(), x="share", y="y").add(so.Dot()).scale(x="logit")


@spec()
def own_transform(so):
    pair = (lambda v: v / 2, lambda v: v * 2)
    return so.Plot(frame(), x="x", y="y").add(so.Dot()).scale(x=so.Continuous(trans=pair))


@spec()
def ticks_at(so):
    p = so.Plot(frame(), x="x", y="y").add(so.Dot())
    return p.scale(
        x=so.Continuous().tick(at=[5, 10, 15]).label(like="{x:.1f} m"),
        y=so.Continuous().tick(every=5).label(unit="g"),
    )


@spec()
def ticks_count(so):
    p = so.Plot(frame(), x="x", y="size").add(so.Dot())
    return p.scale(
        x=so.Continuous().tick(count=4, between=(4, 16)),
        y=so.Continuous(trans="log").tick(upto=3).label(like=".0f"),
    )


@spec()
def ticks_upto_and_minor(so):
    p = so.Plot(frame(), x="x", y="y").add(so.Dot())
    return p.scale(
        x=so.Continuous().tick(upto=4, minor=1),
        y=so.Continuous().tick(every=10, between=(0, 30)).label(like=lambda v, _: f"<{v:g}>"),
    )


@spec("Counted ticks")
def ticks_of_matplotlib(so):
    p = so.Plot(frame(), x="x", y="y").add(so.Dot())
    return p.scale(
        x=so.Continuous().tick(ticker.MultipleLocator(4)).label(ticker.PercentFormatter()),
        y=so.Continuous().tick(count=3),
    )


@spec()
def labels_of_base(so):
    p = so.Plot(frame(), x="size", y="size").add(so.Dot())
    return p.scale(
        x=so.Continuous(trans="log").label(base=None),
        y=so.Continuous(trans="log2").label(base=2),
    )


@spec()
def labels_with_unit(so):
    p = so.Plot(frame(), x=frame()["size"] * 1000, y="y").add(so.Dot())
    return p.scale(x=so.Continuous().label(unit="m"), y=so.Continuous().label(unit=("", "g")))


@spec()
def times(so):
    return so.Plot(frame(), x="day", y="y").add(so.Dot())


@spec("Ticks of dates")
def times_concise(so):
    p = so.Plot(series(), x="day", y="value", color="who").add(so.Line())
    return p.scale(x=so.Temporal().tick(upto=4).label(concise=True))


@spec()
def times_as_color(so):
    return so.Plot(frame(), x="x", y="y", color="day").add(so.Dot())


@spec("True and false on an axis")
def boolean_axis_vertical(so):
    return so.Plot(frame(), x="y", y="ok").add(so.Bar(), so.Agg())


@spec()
def boolean_markers(so):
    return so.Plot(frame(), x="x", y="y", marker="ok", fill="ok").add(so.Dot())


@spec()
def boolean_sizes(so):
    return so.Plot(frame(), x="x", y="y", pointsize="ok", alpha="ok").add(so.Dot())


@spec("Numbers in a legend")
def palette_of_large_numbers(so):
    return so.Plot(frame(), x="x", y="y", color=frame()["size"] * 1e6).add(so.Dot())


@spec("Numbers in a legend")
def palette_of_small_numbers(so):
    return so.Plot(frame(), x="x", y="y", pointsize=frame()["share"] / 1e4).add(so.Dot())


@spec()
def palette_ticks(so):
    p = so.Plot(frame(), x="x", y="y", color="size", pointsize="n").add(so.Dot())
    return p.scale(
        color=so.Continuous().tick(upto=4).label(unit="g"),
        pointsize=so.Continuous().tick(every=2).label(like="{x:.1f}"),
    )


@spec("Legend ticks that were asked for")
def palette_ticks_counted(so):
    p = so.Plot(frame(), x="x", y="y", color="size").add(so.Dot())
    return p.scale(color=so.Continuous().tick(count=3, between=(0, 400)).label(like=".0f"))


@spec()
def palette_of_function(so):
    p = so.Plot(frame(), x="x", y="y", color="z").add(so.Dot())
    return p.scale(color=colormaps["magma"])


@spec()
def palette_qualitative_on_numbers(so):
    return so.Plot(frame(), x="x", y="y", color="n").add(so.Dot()).scale(color="Dark2")


@spec()
def palette_husl(so):
    return so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot()).scale(color="husl")


@spec()
def palette_sequential_on_names(so):
    return so.Plot(frame(), x="x", y="y", color="grade").add(so.Dot()).scale(color="crest")


@spec()
def palette_light_of(so):
    return so.Plot(frame(), x="x", y="y", color="grade").add(so.Dot()).scale(color="light:b")


@spec("Ticks and labels of categories")
def nominal_formatter(so):
    p = so.Plot(frame(), x="kind", y="y").add(so.Dots())
    return p.scale(x=so.Nominal().tick(ticker.MultipleLocator(2)))


@spec()
def values_of_tuple_on_names(so):
    p = so.Plot(frame(), x="x", y="y", color="grade", pointsize="grade").add(so.Dot())
    return p.scale(color=("w", "r"), pointsize=(2, 9))


@spec()
def nominal_order(so):
    p = so.Plot(frame(), x="kind", y="y").add(so.Bar(), so.Agg())
    return p.scale(x=so.Nominal(order=["oak", "ash", "elm"]))


@spec()
def nominal_levels_left_out(so):
    p = so.Plot(frame(), x="kind", y="y", color="kind").add(so.Dots())
    return p.scale(color=so.Nominal(order=["oak", "ash"]))


@spec()
def nominal_of_numbers(so):
    p = so.Plot(frame(), x="n", y="y", color="n").add(so.Dots())
    return p.scale(x=so.Nominal(), color=so.Nominal())


@spec("True and false on an axis")
def boolean_axis(so):
    return so.Plot(frame(), x="ok", y="y").add(so.Bar(), so.Agg())


@spec()
def boolean_color(so):
    p = so.Plot(frame(), x="x", y="y", color="ok").add(so.Dot())
    return p.scale(color=so.Boolean(["C1", "C4"]))


@spec()
def palette_by_name(so):
    return so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot()).scale(color="Set2")


@spec()
def palette_of_many(so):
    levels = np.repeat([f"level {i:02}" for i in range(12)], 5)
    return so.Plot(frame(), x="x", y="y", color=levels).add(so.Dot())


@spec()
def palette_of_list(so):
    colors = ["#123456", "teal", (0.8, 0.1, 0.3)]
    return so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot()).scale(color=colors)


@spec()
def palette_of_dict(so):
    colors = {"oak": "tan", "ash": "k", "elm": "C2"}
    return so.Plot(frame(), x="x", y="y", color="kind").add(so.Dots()).scale(color=colors)


@spec()
def palette_blend(so):
    return so.Plot(frame(), x="x", y="y", color="z").add(so.Dot()).scale(color=("#dfe", "#024"))


@spec()
def palette_of_map(so):
    p = so.Plot(frame(), x="x", y="y", color="z").add(so.Dot())
    return p.scale(color=so.Continuous("viridis", norm=(-1, 1)).tick(at=[-1, 0, 1]))


@spec("Numbers in a legend")
def palette_on_log(so):
    p = so.Plot(frame(), x="x", y="y", color="size").add(so.Dot())
    return p.scale(color=so.Continuous("flare", trans="log"))


@spec()
def palette_cubehelix(so):
    return so.Plot(frame(), x="x", y="y", color="z").add(so.Dot()).scale(color="ch:s=.4,r=.8")


@spec()
def sizes_in_range(so):
    p = so.Plot(frame(), x="x", y="y", pointsize="n", alpha="share").add(so.Dot())
    return p.scale(pointsize=(3, 14), alpha=(0.2, 0.9))


@spec()
def sizes_of_names(so):
    p = so.Plot(frame(), x="x", y="y", pointsize="grade", stroke="kind").add(so.Dots())
    return p.scale(pointsize=[4, 6, 8, 10], stroke={"oak": 0.5, "ash": 1, "elm": 2})


@spec()
def sizes_of_numbers_as_names(so):
    p = so.Plot(frame(), x="x", y="y", pointsize="n", edgewidth="n").add(so.Dot())
    return p.scale(pointsize=so.Nominal((2, 12)), edgewidth=so.Nominal())


@spec("What lies on top")
def markers_and_styles(so):
    p = so.Plot(series(), x="step", y="value", marker="who", linestyle="who", color="who")
    p = p.add(so.Line())
    return p.scale(marker=["o", "s", "^"], linestyle={"ann": "-", "bob": "--", "cid": (3, 1)})


@spec()
def identity(so):
    data = totals().assign(hue=["red", "#00f", "g", ".5", "C1"], wide=[2, 5, 8, 11, 14])
    p = so.Plot(data, x="year", y="kg", color="hue", pointsize="wide").add(so.Dot())
    return p.scale(color=None, pointsize=None)


# ---------------------------------------------------------------------------- facets and pairs


@spec()
def facet_columns(so):
    return so.Plot(frame(), x="x", y="y").facet("kind").add(so.Dots())


@spec()
def facet_rows(so):
    return so.Plot(frame(), x="x", y="y").facet(row="grade").add(so.Dots()).layout(size=(5, 8))


@spec("Room for legends and labels")
def facet_grid(so):
    p = so.Plot(frame(), x="x", y="y", color="ok").facet("sex", "kind")
    return p.add(so.Dot()).layout(size=(6, 7))


@spec()
def facet_wrap(so):
    return so.Plot(frame(), x="x", y="y").facet("n", wrap=3).add(so.Dots())


@spec()
def facet_order(so):
    p = so.Plot(frame(), x="x", y="y").facet("kind", order=["oak", "ash"])
    return p.add(so.Dot()).label(title="tree: {}".format)


@spec()
def facet_bars(so):
    p = so.Plot(frame(), x="grade", color="sex").facet("ok")
    return p.add(so.Bar(), so.Count(), so.Dodge()).label(col="ok:")


@spec()
def facet_histogram(so):
    p = so.Plot(frame(), x="x").facet("sex").add(so.Bars(), so.Hist(bins=7))
    return p.share(x=False, y=False)


@spec()
def facet_free_rows(so):
    p = so.Plot(frame(), x="x", y="y").facet("sex", "ok").add(so.Dot())
    return p.share(x="col", y="row")


@spec()
def facet_of_layer(so):
    p = so.Plot(frame(), x="x", y="y").facet("kind")
    return p.add(so.Dots(color=".7"), col=None).add(so.Dot())


@spec()
def pair_x(so):
    return so.Plot(frame(), y="y").pair(x=["x", "z", "n"]).add(so.Dots())


@spec()
def pair_grid(so):
    p = so.Plot(frame(), color="sex").pair(x=["x", "z"], y=["y", "share"])
    return p.add(so.Dot(pointsize=4)).layout(size=(7, 6))


@spec()
def pair_zipped(so):
    return so.Plot(frame()).pair(x=["x", "z"], y=["y", "size"], cross=False).add(so.Dots())


@spec()
def pair_wrapped(so):
    return so.Plot(frame(), y="y").pair(x=["x", "z", "share"], wrap=2).add(so.Dot())


@spec()
def pair_scales(so):
    p = so.Plot(frame(), y="y").pair(x=["x", "size"]).add(so.Dots())
    return p.scale(x1="log").limit(x0=(0, 20)).label(x0="width", x1="size (g)")


@spec()
def pair_in_facets(so):
    p = so.Plot(frame(), x="x").pair(y=["y", "z"]).facet("sex").add(so.Dot())
    return p.layout(size=(7, 5))


@spec()
def pair_histograms(so):
    p = so.Plot(frame()).pair(x=["x", "kind"])
    return p.add(so.Bars(), so.Hist(bins=6))


# ----------------------------------------------------------------------------------- the rest


@spec()
def limits(so):
    return so.Plot(frame(), x="x", y="y").add(so.Dot()).limit(x=(0, 20), y=(40, None))


@spec()
def limits_reversed(so):
    return so.Plot(frame(), x="x", y="size").add(so.Dot()).limit(x=(20, 0)).scale(y="log")


@spec()
def limits_of_names(so):
    p = so.Plot(frame(), x="grade", y="y").add(so.Dots())
    return p.limit(x=("low", "mid"))


@spec()
def labels(so):
    p = so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot())
    return p.label(title="Trees", x="width (cm)", y=str.upper, color="species")


@spec()
def labels_hidden(so):
    return so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot()).label(x="", color="")


@spec()
def labels_of_layers(so):
    p = so.Plot(frame(), x="n", y="y").add(so.Dots(), label="rows")
    return p.add(so.Line(color="C1"), so.Agg(), label="mean").label(legend="what")


@spec()
def legend_off(so):
    p = so.Plot(frame(), x="x", y="y", color="kind", marker="sex")
    return p.add(so.Dot(), legend=False).add(so.Dots(), legend=True)


@spec("Order of levels after a stat")
def legend_of_stat(so):
    p = so.Plot(frame(), x="x", y="y")
    return p.add(so.Dots(color=".5")).add(so.Lines(), so.Agg(), color="kind")


@spec("Titles of merged legends")
def legend_titles(so):
    p = so.Plot(frame(), x="x", y="y", color="kind", marker="kind").add(so.Dot())
    return p.label(marker="species")


@spec("Properties fixed in a mark")
def legend_of_fixed_color(so):
    return so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot(color="k"))


@spec()
def legend_order(so):
    p = so.Plot(frame(), x="x", y="y").add(so.Dots(), color="kind")
    return p.add(so.Dot(color="k"), label="again", pointsize="n").label(legend="rows")


@spec()
def legend_of_vector(so):
    return so.Plot(frame(), x="x", y="y", color=frame()["kind"]).add(so.Dot())


@spec()
def legend_of_absent_level(so):
    p = so.Plot(frame(), x="x", y="y", color="grade")
    return p.add(so.Dot(), data=frame().query("grade != 'mid'"))


@spec("What lies on top")
def legend_merged(so):
    p = so.Plot(frame(), x="x", y="y", color="kind", marker="kind", pointsize="n")
    return p.add(so.Dot()).add(so.Line(), so.Agg())


@spec("Groups of true and false", "Dashes of true and false")
def legend_of_two_variables(so):
    p = so.Plot(frame(), x="kind", y="y", color="sex", edgestyle="ok")
    return p.add(so.Bar(edgewidth=2), so.Agg(), so.Dodge())


@spec()
def layer_data(so):
    p = so.Plot(frame(), x="x", y="y").add(so.Dots())
    return p.add(so.Dot(color="C3"), data=frame().query("ok"))


@spec()
def layer_variables(so):
    p = so.Plot(frame(), x="x", y="y", color="kind")
    return p.add(so.Dot()).add(so.Line(color=".2"), so.Agg(), color=None, x="n")


@spec()
def layer_vectors(so):
    x = np.arange(5.0)
    return so.Plot(x=x, y=x**2, color=list("aabbc")).add(so.Dot()).add(so.Path(), color=None)


@spec()
def missing_values(so):
    return so.Plot(frame(), x="x", y="holes", color="kind").add(so.Dot())


@spec()
def theme(so):
    look = {"axes.facecolor": "w", "axes.edgecolor": ".2", "axes.grid": False, "font.size": 9}
    p = so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot())
    cycle = "cycler('color', ['tomato', 'teal', '#123456'])"
    return p.theme({**look, "axes.prop_cycle": cycle, "lines.linewidth": 3})


@spec("What lies on top")
def theme_of_matplotlib(so):
    p = so.Plot(series(), x="step", y="value", color="who", linewidth="team")
    return p.add(so.Line(marker="o")).theme({**look_of_matplotlib("axes", "lines", "grid", "xtick")})


@spec()
def theme_style_sheet(so):
    look = {k: v for k, v in style.library["ggplot"].items() if k != "axes.prop_cycle"}
    return so.Plot(frame(), x="grade", y="y").add(so.Bar(color="b"), so.Agg()).theme(look)


@spec("What lies on top")
def color_letters(so):
    p = so.Plot(frame(), x="x", y="y").add(so.Dot(color="r", edgecolor="k"))
    return p.add(so.Path(color="g")).add(so.Dots(color="C7"))


@spec("Letters as colours")
def color_letters_of_theme(so):
    p = so.Plot(frame(), x="x", y="y").add(so.Dot(color="r", edgecolor="k"))
    return p.theme({"axes.prop_cycle": "cycler('color', ['tomato', 'teal'])"})


@spec()
def size(so):
    return so.Plot(frame(), x="x", y="y").add(so.Dot()).layout(size=(5, 4))


@spec()
def several_layers(so):
    p = so.Plot(frame(), x="grade", y="y")
    return (
        p.add(so.Bar(alpha=0.3), so.Agg())
        .add(so.Dot(color="k", pointsize=3), so.Shift(x=0.2))
        .add(so.Dash(color="C3"), so.Agg("median"))
    )


@spec()
def orient_of_layers(so):
    p = so.Plot(frame(), x="x", y="y")
    return p.add(so.Line(), orient="x").add(so.Line(color="C1"), orient="y")


@spec()
def on_axes(so):
    ax = Figure().add_subplot()
    return so.Plot(frame(), x="x", y="y", color="kind").add(so.Dots()).on(ax)


@spec()
def on_axes_with_a_line(so):
    ax = Figure().add_subplot()
    ax.plot([0, 25], [0, 50], color="k")
    return so.Plot(frame(), x="x", y="y").add(so.Dots()).on(ax)


@spec("Room for legends and labels")
def on_figure(so):
    return so.Plot(frame(), x="x", y="y").facet("sex").add(so.Dot()).on(Figure(figsize=(6, 3)))


@spec()
def on_subfigure(so):
    part = Figure(figsize=(8, 4)).subfigures(1, 2)[1]
    return so.Plot(frame(), x="x", y="y").add(so.Dot()).on(part)


@spec()
def missing_names(so):
    data = frame().assign(kind=frame()["kind"].where(frame()["kind"] != "elm"))
    return so.Plot(data, x="kind", y="y", color="kind").add(so.Dot())


@spec()
def missing_amounts(so):
    return so.Plot(frame(), x="x", y="y", color="holes", pointsize="holes").add(so.Dot())


@spec("Properties fixed in a mark")
def missing_in_stats(so):
    p = so.Plot(frame(), x="kind", y="holes", color="sex")
    return p.add(so.Bar(), so.Agg(), so.Dodge()).add(so.Dots(color="k"), so.Dodge())


@spec()
def infinite_values(so):
    data = frame().assign(y=frame()["y"].where(frame().index != 4, np.inf))
    return so.Plot(data, x="x", y="y").add(so.Dot())


@spec()
def orient_of_two_names(so):
    return so.Plot(frame(), x="kind", y="sex").add(so.Dot(), so.Count())


@spec()
def orient_of_time_and_name(so):
    return so.Plot(frame(), x="day", y="kind").add(so.Range())


@spec()
def bars_of_times(so):
    return so.Plot(series().query("who == 'ann'"), x="day", y="value").add(so.Bar())


@spec()
def hist_of_times(so):
    return so.Plot(frame(), x="day").add(so.Bars(), so.Hist(bins=7))


@spec()
def bars_negative(so):
    return so.Plot(frame().head(9), x="x", y="z").add(so.Bars())


@spec()
def bar_width_column(so):
    p = so.Plot(totals().iloc[[0, 2, 4]], x="fruit", y="kg", color="farm")
    return p.add(so.Bar(), width="kg").scale(y="sqrt")


@spec("Baselines other than zero")
def area_dodged_baseline(so):
    data = series().assign(base=0.5)
    return so.Plot(data, x="step", y="value", color="who").add(so.Area(), baseline="base")


@spec()
def artist_keywords(so):
    p = so.Plot(totals().head(4), x="fruit", y="kg", color="farm")
    return p.add(so.Bar({"hatch": "/"}), so.Dodge()).add(so.Line({"solid_capstyle": "butt"}))


@spec()
def group_variable(so):
    p = so.Plot(series(), x="step", y="value", group="who").add(so.Line(color=".5", linewidth=1))
    return p.add(so.Line(linewidth=3), so.Agg(), group=None)


@spec()
def scale_on_stat_axis(so):
    p = so.Plot(frame(), x="x").add(so.Bars(), so.Hist("percent", bins=5))
    return p.scale(y=so.Continuous().label(like="{x:.0f}%")).limit(y=(0, 50)).label(y="share")


@spec()
def method_order(so):
    p = so.Plot(frame()).label(x="X").limit(x=(0, 20)).scale(color="Set1").facet("sex")
    return p.add(so.Dot(), x="x", y="y", color="kind")


@spec()
def repeated_calls(so):
    p = so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot())
    p = p.label(x="a").label(y="b").limit(x=(0, 30)).limit(y=(0, 60))
    return p.scale(color="Set1").scale(x="sqrt").layout(size=(5, 3)).layout(size=(6, 4))


@spec()
def times_at_dates(so):
    p = so.Plot(frame(), x="day", y="y").add(so.Dot())
    scale = so.Temporal().tick(dates.MonthLocator()).label(dates.DateFormatter("%b"))
    return p.scale(x=scale)


@spec()
def times_in_range(so):
    p = so.Plot(frame(), x="x", y="y", color="day").add(so.Dot())
    norm = (pd.Timestamp("2023-01-01"), pd.Timestamp("2023-09-01"))
    return p.scale(color=so.Temporal(("#dfe", "#024"), norm=norm))


@spec()
def times_as_sizes(so):
    p = so.Plot(frame(), x="x", y="y", pointsize="day").add(so.Dot())
    return p.scale(pointsize=(2, 10))


@spec()
def offsets_mapped(so):
    p = so.Plot(totals(), x="year", y="kg", text="fruit", offset="kg", valign="farm")
    return p.add(so.Text(halign="left"))


@spec()
def text_of_numbers(so):
    return so.Plot(totals(), x="fruit", y="kg", text="year").add(so.Text(valign="bottom"))


@spec()
def identity_of_styles(so):
    data = series().assign(style=series()["who"].map({"ann": "--", "bob": ":", "cid": "-"}))
    p = so.Plot(data, x="step", y="value", linestyle="style").add(so.Lines())
    return p.scale(linestyle=None)

