"""Rows of the guide that a comparison of two pictures does not show: each has a test here."""

import io
import warnings
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import Normalize
from matplotlib.dates import num2date
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator
from scipy.stats import gaussian_kde

import plotkit.objects as pk
from plotkit.errors import PlotSpecError, PlotTypeError, PlotWarning
from plotkit.mpl.theme import RcTheme
from tests.peers.data import frame, series, totals
from tests.peers.extract import read_figure

sns = pytest.importorskip("seaborn.objects")
pytestmark = pytest.mark.peer

SHOWN: dict[str, str] = {}
"""Each row of the guide that is shown here, and the name of what shows it."""


def shows(row: str) -> Callable[[Callable], Callable]:
    """Say which row of the guide a test, or a plot, shows."""

    def mark(function: Callable) -> Callable:
        SHOWN[row] = function.__name__
        return function

    return mark


def figure_of(plot, so=pk):
    """Return a figure, without the warnings of the other library."""
    with warnings.catch_warnings():
        if so is sns:
            warnings.simplefilter("ignore")
        figure = plot.plot()._figure
        figure.draw_without_rendering()
    return figure


def drawn(plot, so=pk):
    """Return what a figure shows."""
    return read_figure(figure_of(plot, so))


def items(plot, so=pk):
    """Return what is drawn in the first panel."""
    return drawn(plot, so)["panels"][0]["items"]


# -------------------------------------------------------------------- it fails there, it draws here


WORKS: list[Callable] = []
FAILS_SINCE: dict[Callable, int] = {}
"""The first pandas with which a plot fails there, if not with each."""


def works_here(row: str, pandas: int = 0) -> Callable[[Callable], Callable]:
    def mark(make: Callable) -> Callable:
        WORKS.append(shows(row)(make))
        FAILS_SINCE[make] = pandas
        return make

    return mark


@works_here("Constants")
def constant(so):
    return so.Plot(frame(), x="x", y="y").add(so.Dot(), color="all of them")


@works_here("`weight`, `width` and `baseline`")
def weight_of_plot(so):
    return so.Plot(frame(), x="x", weight="weight").add(so.Bars(), so.Hist(bins=5))


@works_here("Transforms of colours and sizes")
def log_color(so):
    return so.Plot(frame(), x="x", y="y", color="size").add(so.Dot()).scale(color="log")


@works_here("`Normalize` objects")
def normalize(so):
    p = so.Plot(frame(), x="x", y="y", color="z").add(so.Dot())
    return p.scale(color=so.Continuous(norm=Normalize(-1, 1)))


@works_here("A dict for some levels")
def partial_dict(so):
    p = so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot())
    return p.scale(color={"oak": "k"})


@works_here("Layers of vectors")
def layer_of_vectors(so):
    p = so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot())
    return p.add(so.Text(), x=[1, 2], y=[2, 3], text=["a", "b"])


@works_here("Names of levels")
def names_of_levels(so):
    p = so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot())
    return p.label(color={"oak": "Oak"})


@works_here("Dates as text")
def limit_of_dates(so):
    p = so.Plot(frame(), x="day", y="y").add(so.Dot())
    return p.limit(x=("2023-01-01", "2023-12-31"))


@works_here("Bins of time")
def weeks(so):
    p = so.Plot(frame(), x="day")
    return p.add(so.Bars(), so.Hist(binwidth=pd.Timedelta("7D")))


@works_here("Weights with a rule for bins")
def weights_with_rule(so):
    return so.Plot(frame(), x="x").add(so.Bars(), so.Hist(bins="fd"), weight="weight")


@works_here("Columns that a stat makes")
def mapped_count(so):
    return so.Plot(frame(), x="kind").add(so.Bar(), so.Count(), color="count")


@works_here("Several stats")
def two_stats(so):
    return so.Plot(frame(), x="kind", y="y", group="n").add(
        so.Bar(), so.Agg("median"), so.Jitter(0), so.Agg("max"), group=None
    )


@works_here("Styles taken literally")
def literal_styles(so):
    data = series().assign(style=series()["who"].map({"ann": "--", "bob": ":", "cid": "-"}))
    p = so.Plot(data, x="step", y="value", linestyle="style")
    return p.add(so.Line()).scale(linestyle=None)


def labelled_levels(so):
    p = so.Plot(frame(), x="kind", y="y").add(so.Dot())
    return p.scale(x=so.Nominal().label(like={"ash": "Fraxinus"}))


def ticks_of_truth(so):
    p = so.Plot(frame(), x="ok", y="y").add(so.Dot())
    return p.scale(x=so.Boolean().tick(FixedLocator([0])))


WORKS += [labelled_levels, ticks_of_truth]


@works_here("Keywords for artists")
def keywords(so):
    return so.Plot(series(), x="step", y="value", color="who").add(so.Line({"linewidth": 4}))


@works_here("Intervals without a middle")
def moved_interval(so):
    p = so.Plot(series(), x="step", ymin="low", ymax="high")
    return p.add(so.Range(), so.Shift(x=0.2), group="who")


@works_here("A single amount")
def one_amount(so):
    return so.Plot(frame().assign(z=3.0), x="x", y="y", color="z").add(so.Dot())


@works_here("Frames of any kind")
def polars_lazy(so):
    pl = pytest.importorskip("polars")
    data = pl.DataFrame({"kind": ["a", "b", "b"]}).lazy()
    return so.Plot(data, x="kind").add(so.Bar(), so.Count())


@works_here("Rows and their index")
def repeated_index(so):
    data = totals().set_index(np.array([0, 0, 1, 1, 2]))
    return so.Plot(data, x="fruit", y="kg").add(so.Dot(), color=data["farm"])


@works_here("Missing whole numbers", pandas=3)
def missing_integers(so):
    n = frame()["n"].astype("Int64").where(frame().index > 5)
    return so.Plot(frame().assign(n=n), x="n", y="y").add(so.Dot())


@pytest.mark.parametrize("make", WORKS, ids=lambda make: make.__name__)
def test_what_fails_there_works_here(make):
    if int(pd.__version__.partition(".")[0]) >= FAILS_SINCE.get(make, 0):
        with pytest.raises(Exception):  # noqa: B017 - because each fails in its own way
            drawn(make(sns), sns)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PlotWarning)
        assert items(make(pk))


# ---------------------------------------------------------------------------------------- errors


TYPOS = {
    "add": lambda p, so: p.add(so.Dot(), colour="kind"),
    "scale": lambda p, so: p.add(so.Dot()).scale(colour="Set2"),
    "label": lambda p, so: p.add(so.Dot()).label(z="depth"),
    "limit": lambda p, so: p.add(so.Dot()).limit(xx=(0, 1)),
    "share": lambda p, so: p.add(so.Dot()).share(z=True),
    "orient": lambda p, so: p.add(so.Dot(), orient="vertical"),
}


@shows("Misspelt names")
@pytest.mark.parametrize("method", TYPOS)
def test_misspelt_names(method):
    if method != "orient":  # there it is a KeyError while the plot is drawn
        drawn(TYPOS[method](sns.Plot(frame(), x="x", y="y"), sns), sns)
    with pytest.raises((PlotSpecError, PlotTypeError)):
        TYPOS[method](pk.Plot(frame(), x="x", y="y"), pk)


@shows("Rows that cannot be drawn")
def test_dropped_rows_are_counted():
    def plot(so):
        return so.Plot(frame(), x="x", y="holes").add(so.Dot())

    assert len(items(plot(sns), sns)) == 51
    with pytest.warns(PlotWarning, match="9 with missing y"):
        assert len(items(plot(pk))) == 51


# --------------------------------------------------------------------------------------- numbers


def area(boxes):
    return sum(np.ptp(box["xy"][:, 0]) * np.ptp(box["xy"][:, 1]) for box in boxes)


@shows("Density of several groups")
def test_density_of_groups_has_area_one():
    def plot(so):
        return so.Plot(frame(), x="x", color="sex").add(so.Bars(), so.Hist("density", bins=5))

    assert area(items(plot(sns), sns)) == pytest.approx(2)
    assert area(items(plot(pk))) == pytest.approx(1)


@shows("Bins of whole numbers")
def test_bins_of_whole_numbers_are_alike():
    x = np.arange(61_000) % 61  # each number equally often

    def heights(so):
        bars = items(so.Plot(x=x).add(so.Bars(), so.Hist()), so)
        made = [np.ptp(bar["xy"][:, 1]) for bar in bars]
        return sorted(made[1:-1])

    there, here = heights(sns), heights(pk)
    assert there[-1] == pytest.approx(2 * there[0])
    assert here[-1] == pytest.approx(here[0])


@shows("Densities of heavy tails")
def test_density_of_heavy_tails_has_its_peak():
    x = np.append(np.random.default_rng(0).normal(size=20_000), [-150, 150])

    def peak(so, **options):
        (line,) = items(so.Plot(x=x).add(so.Line(), so.KDE(bw_adjust=0.5, **options)), so)
        return line["xy"][:, 1].max()

    high = gaussian_kde(x, x.size**-0.2 / 2)(np.linspace(-1, 1, 101)).max()
    assert peak(pk) == pytest.approx(high, rel=0.01)
    assert peak(sns) < 0.9 * high
    assert peak(pk, gridsize=201) == pytest.approx(peak(sns, gridsize=201), rel=1e-3)


@shows("Negative values in a stack")
def test_stack_separates_signs():
    def ends(so):
        data = pd.DataFrame({"x": ["a", "a"], "y": [2, -1], "g": ["u", "v"]})
        found = items(so.Plot(data, x="x", y="y", color="g").add(so.Bar(), so.Stack()), so)
        return sorted((box["xy"][:, 1].min(), box["xy"][:, 1].max()) for box in found)

    assert ends(sns) == [(0, 2), (1, 2)]
    assert ends(pk) == [(-1, 0), (0, 2)]


@shows("Titles of shared axes")
def test_shared_axes_are_named_once():
    def names(so):
        p = so.Plot(frame(), x="x", y="y").facet("sex").add(so.Dot())
        figure = figure_of(p, so)
        shown = [text for text in figure.findobj(Text) if text.get_visible()]
        return sum(text.get_text() == "x" for text in shown)

    assert names(sns) == 2
    assert names(pk) == 1


@shows("Ticks of dates")
def test_ticks_of_dates():
    def ticks(so, first, days):
        time = pd.date_range(first, periods=days)
        plot = so.Plot(pd.DataFrame({"t": time, "y": 1.0}), x="t", y="y").add(so.Line())
        ax = figure_of(plot, so).axes[0]
        low, high = ax.get_xlim()
        return [f"{num2date(at):%m-%d}" for at in ax.get_xticks() if low <= at <= high]

    assert ticks(sns, "2023-05-20", 60) == ["06-01", "07-01"]
    assert ticks(pk, "2023-05-20", 60) == ["06-01", "06-15", "07-01", "07-15"]
    assert "12-31" in ticks(sns, "2023-12-25", 10)
    assert ticks(pk, "2023-12-25", 10) == ["12-26", "12-28", "12-30", "01-01", "01-03"]


@shows("Dollar signs in data")
def test_dollar_signs_are_written():
    def level(so):
        data = pd.DataFrame({"x": ["$a$", r"$\mu$"], "y": [1, 2]})
        figure = figure_of(so.Plot(data, x="x", y="y").add(so.Bar()), so)
        return [label.get_text() for label in figure.axes[0].get_xticklabels()]

    assert level(sns) == ["$a$", r"$\mu$"]  # formulas
    assert level(pk) == [r"\$a\$", r"$\mu$"]  # how matplotlib is told to write it


@shows("Dodged text")
def test_texts_stand_on_their_bars():
    def places(so):
        data = {"x": ["a", "a"], "y": [2, 1], "g": ["u", "v"], "t": ["two", "one"]}
        p = so.Plot(pd.DataFrame(data), x="x", y="y", color="g", text="t")
        return [text["xy"][0][0] for text in items(p.add(so.Text(), so.Dodge()), so)]

    assert places(pk) == pytest.approx([-0.2, 0.2])
    assert places(sns) == pytest.approx([-0.3, 0.3])


@shows("Values outside of `norm`")
def test_norm_clamps():
    def sizes(so):
        p = so.Plot(frame(), x="x", y="y", pointsize="z").add(so.Dot())
        p = p.scale(pointsize=so.Continuous((2, 8), norm=(-1, 1)))
        return [point["size"] for point in items(p, so)]

    assert max(sizes(sns)) > 9
    assert max(sizes(pk)) == pytest.approx(8)
    assert min(sizes(pk)) == pytest.approx(2)


@shows("Moves on a log axis")
def test_jitter_is_in_data_units():
    def reach(so):
        data = frame().assign(size=frame()["size"] + 5)
        p = so.Plot(data, x="size", y="y").add(so.Dot(), so.Jitter(x=5, seed=0))
        places = [point["xy"][0, 0] for point in items(p.scale(x="log"), so)]
        return max(places) - data["size"].max()

    assert reach(sns) > 100
    assert reach(pk) <= 2.5


@shows("Bars on a log axis")
def test_bars_on_log_axis_are_filled():
    def color(so):
        p = so.Plot(totals().head(1), x="fruit", y="kg").add(so.Bar(color="k", alpha=1))
        file = io.BytesIO()
        with warnings.catch_warnings():
            if so is sns:
                warnings.simplefilter("ignore")
            p.scale(y="log").save(file)
        file.seek(0)
        pixels = imread(file)
        return pixels[len(pixels) // 2, pixels.shape[1] // 2, :3]

    assert (color(sns) > 0.5).all()
    assert (color(pk) < 0.2).all()


@shows("Dates, durations and periods")
@pytest.mark.parametrize("kind", ["dates", "durations", "periods"])
def test_all_times_are_on_a_time_axis(kind):
    day = frame()["day"]
    times = {
        "dates": pd.Series([value.date() for value in day], dtype=object),
        "durations": day - day.min(),
        "periods": day.dt.to_period("D"),
    }[kind]

    def ticks(so):
        p = so.Plot(pd.DataFrame({"t": times, "y": frame()["y"]}), x="t", y="y").add(so.Dot())
        return drawn(p, so)["panels"][0]["x"]["ticks"]

    assert len(ticks(sns)) == day.nunique()
    assert len(ticks(pk)) < 10


@shows("Time zones")
def test_times_are_written_in_their_zone():
    times = pd.date_range("2024-01-01", periods=9, freq="3h", tz="Asia/Tokyo")
    data = pd.DataFrame({"t": times, "y": range(9)})

    def midnight(so):
        panel = drawn(so.Plot(data, x="t", y="y").add(so.Dot()), so)["panels"][0]
        shown = ("01-01 00", "00:00\n2024-01-01")
        return next(at for at, text in panel["x"]["ticks"] if text in shown)

    first = (times[0] - pd.Timestamp(0, tz="UTC")) / pd.Timedelta("1D")
    assert midnight(sns) == pytest.approx(first + 9 / 24)  # midnight in Greenwich
    assert midnight(pk) == pytest.approx(first)


@shows("Missing values and clamped colours")
def test_missing_values_and_arrows():
    data = {"x": [1, 2, 3, 4], "c": [1.0, 5.0, 9.0, None]}
    plot = pk.Plot(data, x="x", y="x", color="c").add(pk.Dot())
    drawing = plot.scale(color=pk.Continuous(norm=(2, 8), na="r")).plot().drawing
    bar, missing = drawing.legends
    assert bar.arrows == (True, True)
    assert [key.label for key in missing.keys] == ["missing"]


@shows("States in time")
def test_states_are_joined_in_time():
    def in_order(so):
        p = so.Plot(x=frame()["day"].head(4), y=["a", "b", "a", "b"]).add(so.Line())
        (line,) = figure_of(p, so).axes[0].lines
        return bool((np.diff(line.get_xdata().astype(float)) >= 0).all())

    assert in_order(pk)
    assert not in_order(sns)


@shows("Shapes in a stack")
def test_areas_stack_on_the_union_of_positions():
    data = pd.DataFrame({"x": [1, 2, 3, 1, 3], "y": [1, 5, 1, 1, 1], "g": list("aaabb")})

    def middle(so):
        p = so.Plot(data, x="x", y="y", color="g").add(so.Area(), so.Stack())
        patch = figure_of(p, so).axes[0].patches[1]
        top = patch.get_path().vertices
        return sorted(set(top[top[:, 0] == 2, 1].tolist()))

    assert middle(pk) == [5, 6]
    assert middle(sns) == []


@shows("Lines of single rows")
def test_lines_of_single_rows_are_told():
    p = pk.Plot(x=[1, 2], y=[1, 2], color=["a", "b"]).add(pk.Line())
    with pytest.warns(PlotWarning, match="each group has one row"):
        p.plot()


@shows("Random numbers")
def test_same_plot_same_picture():
    def places(so):
        p = so.Plot(totals(), x="fruit", y="kg").add(so.Dot(), so.Jitter())
        return [point["xy"].tolist() for point in items(p, so)]

    assert places(sns) != places(sns)
    assert places(pk) == places(pk)


@shows("PolyFit of a horizontal layer")
def test_polyfit_respects_orient():
    data = pd.DataFrame({"x": [0.0, 1, 0, 1], "y": [0.0, 0, 1, 2]})

    def last(so):
        p = so.Plot(data, x="x", y="y").add(so.Line(), so.PolyFit(1), orient="y")
        (line,) = items(p, so)
        return line["xy"][-1].tolist()

    slope_of_x, middle_of_x = np.polyfit(data["y"], data["x"], 1)
    assert last(pk) == pytest.approx([2 * slope_of_x + middle_of_x, 2])
    assert last(sns) != pytest.approx(last(pk))


# -------------------------------------------------------------------------------- legend and file


@shows("The size of a file")
def test_figure_has_the_size_asked_for():
    def size(so):
        p = so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot()).layout(size=(6, 4))
        with warnings.catch_warnings():
            if so is sns:
                warnings.simplefilter("ignore")
            _, shown = p._repr_png_()
        return shown["width"] / shown["height"]

    assert size(sns) != pytest.approx(1.5, rel=0.01)
    assert size(pk) == pytest.approx(1.5, rel=1e-3)


@shows("The size of a file")
def test_legend_is_inside_the_saved_figure():
    def right_end(so):
        p = so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot())
        with warnings.catch_warnings():
            if so is sns:
                warnings.simplefilter("ignore")
            figure = p.plot().save(io.BytesIO())._figure if so is pk else saved(p)
        (legend,) = figure.legends
        return legend.get_window_extent().x1 / figure.bbox.x1

    def saved(plot):
        compiled = plot.plot()
        compiled.save(io.BytesIO())
        compiled._figure.draw_without_rendering()
        return compiled._figure

    assert right_end(sns) > 1
    assert right_end(pk) < 1


@shows("Titles of faceted plots")
def test_title_stands_once():
    def titles(so):
        p = so.Plot(frame(), x="x", y="y").facet("sex").add(so.Dot()).label(title="Trees")
        return [panel["title"] for panel in drawn(p, so)["panels"]]

    assert titles(sns) == ["Trees", "Trees"]
    assert titles(pk) == ["f", "m"]
    figure = pk.Plot(frame(), x="x", y="y").facet("sex").label(title="Trees").plot().figure
    assert "Trees" in [text.get_text() for text in figure.findobj(Text)]


@shows("`Norm(where=)`")
def test_a_condition_is_no_program():
    def shares(so):
        p = so.Plot(frame(), x="x", y="y").add(so.Line(), so.Norm(where="x.round() >= 0"))
        return p.plot()

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        shares(sns)
    with pytest.raises(pk.PlotSpecError, match=r"Norm\(where="):
        shares(pk)


@shows("Legends of one Axes")
def test_legends_of_one_axes_belong_to_it():
    def legends(so):
        ax = Figure().add_subplot()
        for name in ("kind", "sex"):
            drawn(so.Plot(frame(), x="x", y="y", color=name).add(so.Dot()).on(ax), so)
        return ax.get_legend() is not None, len(ax.figure.legends)

    assert legends(sns) == (False, 2)
    assert legends(pk) == (True, 2)


@shows("Frames of legends")
def test_frames_of_legends():
    def framed(so, theme):
        p = so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot()).theme(theme)
        return figure_of(p, so).legends[0].get_frame_on()

    assert framed(sns, {})
    assert not framed(pk, {})
    assert framed(pk, {"legend.frameon": True})


@shows("Ends of intervals")
def test_intervals_end_where_the_data_end():
    def ends(so):
        p = so.Plot(frame(), x="x", ymin="y", ymax="z").add(so.Range())
        return {one.get_capstyle() for one in figure_of(p, so).axes[0].collections}

    assert ends(sns) != {"butt"}
    assert ends(pk) == {"butt"}


@shows("Plots without layers")
def test_plots_without_layers():
    def limits(so):
        return figure_of(so.Plot(x=["a", "b"], y=[10, 20]), so).axes[0].get_ylim()

    assert limits(sns) == (0, 1)
    assert limits(pk) == pytest.approx((9.5, 20.5))


@shows("Lists of colours for amounts")
def test_list_of_colors_does_not_make_an_endless_legend():
    def entries(so):
        p = so.Plot(pd.DataFrame({"x": np.arange(300.0)}), x="x", y="x", color="x").add(so.Dot())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            (block,) = drawn(p.scale(color=["r", "g", "b"]), so)["legends"]
        return len(block["entries"])

    assert entries(sns) == 300
    assert entries(pk) < 100


@shows("Intervals of many rows")
def test_intervals_of_many_rows_need_no_resamples():
    y = np.random.default_rng(0).gamma(1, size=200)
    data = pd.DataFrame({"x": ["a"] * len(y), "y": y})
    draws = np.random.default_rng(1).integers(len(y), size=(100_000, len(y)))
    means = y[draws].mean(axis=1)
    wanted, error = np.percentile(means, [2.5, 97.5]), means.std()

    def off(so, **options):
        plot = so.Plot(data, x="x", y="y").add(so.Range(), so.Est(**options))
        with warnings.catch_warnings():
            if so is sns:
                warnings.simplefilter("ignore")
            plot = plot.plot()
        if so is pk:
            return np.abs([plot.data()[name][0] for name in ("ymin", "ymax")] - wanted) / error
        (lines,) = plot._figure.axes[0].collections
        return np.abs(lines.get_segments()[0][:, 1] - wanted) / error

    theirs = np.mean([off(sns, seed=seed) for seed in range(10)], axis=0)
    assert (off(pk) < theirs / 2).all()
    assert (off(pk, method="resample") > off(pk)).any()


# ------------------------------------------------------------------------------------- the same


def test_same_theme():
    theirs, ours = sns.Plot.config.theme, RcTheme(pk.Plot.config.theme)
    own = ("axes.prop_cycle", "font.family", "font.sans-serif")
    plain = [name for name in theirs if name not in own]
    assert {name: str(theirs[name]) for name in plain} == {n: str(ours.rc(n)) for n in plain}
    cycle = [color["color"] for color in theirs["axes.prop_cycle"]]
    assert np.allclose(cycle, [ours.rgba(color)[:3] for color in ours.cycle()], atol=1e-3)


def test_same_names():
    assert {name for name in sns.__dict__ if name[0].isupper()} <= {*dir(pk)}


def test_same_pixels_of_a_saved_file():
    def pixels(so):
        file = io.BytesIO()
        with warnings.catch_warnings():
            if so is sns:
                warnings.simplefilter("ignore")
            so.Plot(frame(), x="x", y="y").add(so.Dot()).save(file, dpi=50)
        return file.getvalue()[16:24]

    assert pixels(sns) == pixels(pk)
