"""Every mark, stat, move and scale of plotkit passes its check."""

import numpy as np
import pytest

import plotkit.objects as so
from plotkit.testing import check_mark, check_move, check_scale, check_stat
from tests.authors import marks as authors

MARKS = [
    so.Area(), so.Area(gaps=True), so.Band(), so.Bar(), so.Bars(), so.Dash(), so.Dot(), so.Dots(),
    so.Line(), so.Line(gaps=True), so.Lines(), so.Path(marker="o"), so.Paths(), so.Range(),
    so.Lollipop(), so.Dumbbell(), so.Candlestick(), so.Step(),
    so.Step(where="mid", gaps=True, marker="o"), so.Area(step="post"),
    so.Band(step="mid"), so.Segment(), so.Arrow(), so.Curve(head="both"), so.Rug(),
    so.Rug(outside=True),
    so.Rule(), so.Span(), so.Range(capsize=4), so.ErrorBar(), so.Tile(gap=1, hatch="//"), so.Hex(),
    so.PointRange(), so.PointRange(capsize=5), so.LineBand(), so.BarRange(), so.CrossBar(),
    so.Text(), so.Text(at="end"), so.Text(at="middle"), so.Text(overlap="shrink"), so.Label(),
    so.Text(repel=True, fontsize=3),
    so.Range() + so.Dot(), so.Dots().after(so.Jitter()),
    so.Box(), so.Box(fill=False, outliers=so.Dots().after(so.Jitter()), median=so.Dot()),
    so.Polygon(), so.Vector(), so.Bracket(fontsize=0.5, linewidth=0.1, tip=0, gap=0.1),
    so.Boxen(), so.Boxen(width_method="area", fill=False),
    so.Violin(), so.Violin(side="left", inner="box"), so.Violin(inner="stick", fill=False),
]  # fmt: skip
STATS = [
    so.Agg(), so.Agg("median"), so.Agg(lambda v: v.max()), so.Count(),
    so.Est(n_boot=50, method="resample"), so.Est("median", errorbar=("pi", 50)),
    so.Est(errorbar="sd"), so.Est(errorbar=None),
    so.Agg("median", ymin="min", ymax="max", text="count"), so.Est("median", "mad"),
    so.Est(errorbar="range"), so.Est(errorbar="normal"), so.Hist(),
    so.Hist("density", bins=3, common_norm=False), so.Hist(discrete=True), so.KDE(gridsize=20),
    so.KDE(common_grid=False, common_norm=False), so.Perc(), so.Perc([10, 90], "hazen"),
    so.PolyFit(), so.PolyFit(1, gridsize=5), so.Rolling(2), so.Rolling(3, "median", center=True),
    so.Complete(fill=0), so.Cumulate(), so.Cumulate("max", fill=False), so.Diff(), so.Rank(),
    so.ECDF(), so.ECDF("count", complementary=True), so.Intervals([50, 90]), so.Ellipse(),
    so.Corr(),
    so.BoxStats(), so.BoxStats((5, 95), "hazen"), so.Bin2D(3), so.HexBin(5),
    so.KDE2D(gridsize=10),
    so.LetterValues(), so.LetterValues("full", method="weibull"),
    so.KDE(along="y", gridsize=20, common_grid=False, common_norm=False),
    so.Fit(), so.Fit(2, errorbar="pi", gridsize=5),
    so.Fit(errorbar=None, extend=0.5, gridsize=5), so.Fit(robust=True, gridsize=5),
    so.Fit(family="poisson", gridsize=5),
    so.Lowess(), so.Lowess(0.5, it=1, delta=0, errorbar=("ci", 80), n_boot=20), so.QQ(),
    so.QQ("expon", line="fit"),
]  # fmt: skip
CHOOSES = "it chooses rows"
BELOW = "the low end of each interval lies below all that the axis can show"
PARTLY = [
    (
        so.Est(errorbar="normal", space="data"),
        {
            f"{way}, numbers, log values, colour, wrapped": BELOW
            for way in ("vertical", "horizontal")
        },
    ),
    (so.Bin(3), {"a weight": "it keeps the column", "every row counts": "bins hold several"}),
    (so.Bin2D(), {"groups": "the total of a cell is that of all groups"}),
    (so.Ellipse(50, "t"), {"groups": "the width of marks goes by the positions of all groups"}),
    (so.Hull(), {"every row counts": "those within have no part in an outline"}),
    (
        so.Function(np.cbrt, 9),
        dict.fromkeys(("groups are told apart", "every row counts"), "it draws no rows"),
    ),
    (so.Fit(parallel=True), {"groups": "the lines of a panel share their slope"}),
    (so.Rank("position"), {"groups": "ranks are among the groups"}),
    (so.Select("last"), {"groups are told apart": CHOOSES, "every row counts": CHOOSES}),
    (so.Select("max", 2), {"groups are told apart": CHOOSES, "every row counts": CHOOSES}),
]
MANY = {"x": np.arange(1.0, 49)}
ON_MANY_POSITIONS = [so.Spline(20)]
DOWN = {"turned, categories": "levels on y go down, so that ridges go up"}
FIVE = "the five numbers of a box cannot be given at random"
NAMES = ("the data unchanged", "beside other marks", "every row counts", "missing values")
AS_ONE = "an image has the same outer edges"
UNEVEN = (
    "dodged, vertical", "dodged, horizontal",
    *(f"{side}, {case}" for side in ("vertical", "horizontal")
      for case in ("numbers, log values", "categories, log values, colour, facets")),
)  # fmt: skip
BETWEEN = "lines lie between the rows"
STEP = np.arange(48)
GRID = {"y": lambda _: STEP // 16 + 1.0, "z": lambda _: STEP % 4 * 2.0 + STEP // 16 * 3.0}
ON_A_GRID = [
    (so.Contour(levels=3), {"every row counts": BETWEEN}),
    (so.Contour(levels=[3, 7], filled=True), {"every row counts": BETWEEN}),
]
MARKS_PARTLY = [
    (so.Tile(), {"dodged, vertical": AS_ONE, "dodged, horizontal": AS_ONE}),
    (so.Raster(), dict.fromkeys(UNEVEN, "places are no longer even")),
    (so.Ridge(), DOWN),
    (so.Ridge(overlap=3, fill=False), DOWN),
    (so.Raincloud(), dict.fromkeys(NAMES, FIVE)),
]
MOVES = [
    so.Dodge(), so.Dodge("drop", 0.1), so.Dodge("fill"), so.Jitter(), so.Jitter(x=1, y=1),
    so.Norm(), so.Norm("sum", percent=True), so.Shift(), so.Shift(x=0.1, y=3), so.Stack(),
    so.Stack(offset="expand"), so.Stack(offset="wiggle"), so.Stack(order="sum", reverse=True),
    so.Nudge(x=5), so.Nudge(y=2), so.Swarm(), so.Sina(), so.Sina(density_norm="count"),
]  # fmt: skip
SCALES = [
    so.Continuous(), so.Continuous(trans="log"), so.Continuous(trans="symlog"),
    so.Continuous(trans="logit"), so.Continuous(trans="sqrt"), so.Continuous((1, 4)),
    so.Continuous("viridis", bins=3), so.Continuous().tick(count=3).label(like=".1f"),
    so.Continuous(trans="ln", reverse=True), so.Continuous(trans=(np.cbrt, lambda v: v**3)),
    so.Nominal(), so.Nominal("Set2"), so.Lump(n=2), so.Nominal(order=["plum", "fig"]),
    so.Temporal(), so.Temporal().label(concise=True), so.Boolean(),
]  # fmt: skip


RESAMPLED = {
    f"{engine}, {way}": "small groups are resampled in memory; engines give moments"
    for engine in ("polars lazy", "duckdb")
    for way in ("vertical", "horizontal")
}


def each(name, things):
    ids = [f"{type(thing).__name__}-{i}" for i, thing in enumerate(things)]
    return pytest.mark.parametrize(name, things, ids=ids)


@each("mark", MARKS)
def test_marks(mark):
    most = 60 if all(one.mark.spans for one in mark.members) else 100  # they have no positions
    estimates = any(isinstance(one.default_stat(), so.Est) for one in mark.members)
    assert len(check_mark(mark, skip=RESAMPLED if estimates else {}).situations) > most


@each("stat", STATS)
def test_stats(stat):
    assert len(check_stat(stat).situations) > 90


@pytest.mark.parametrize(("mark", "skip"), MARKS_PARTLY)
def test_marks_to_which_not_all_applies(mark, skip):
    assert len(check_mark(mark, skip=skip).situations) > 100


@pytest.mark.parametrize(("mark", "skip"), ON_A_GRID)
def test_marks_on_a_grid(mark, skip):
    assert len(check_mark(mark, skip=skip, values=GRID).situations) > 100


@pytest.mark.parametrize(("stat", "skip"), PARTLY)
def test_stats_to_which_not_all_applies(stat, skip):
    assert len(check_stat(stat, skip=skip).situations) > 80


@each("stat", ON_MANY_POSITIONS)
def test_stats_of_many_positions(stat):
    assert len(check_stat(stat, values=MANY).situations) > 90


@each("move", MOVES)
def test_moves(move):
    assert len(check_move(move).situations) > 85


@each("scale", SCALES)
def test_scales(scale):
    assert len(check_scale(scale).situations) > 100


ELSEWHERE = (
    so.Geo,  # it draws shapes, of which the kit has none: tests/marks/test_geo.py
    so.Decimate,  # it needs marks that join rows, which that of the kit does not
)


def test_no_kind_is_forgotten():
    bases = {
        so.Mark: [*MARKS, *(one for one, _ in (*MARKS_PARTLY, *ON_A_GRID))],
        so.Stat: [*STATS, *(one for one, _ in PARTLY), *ON_MANY_POSITIONS],
        so.Move: MOVES,
        so.Scale: SCALES,
    }
    for name in so.__all__:
        thing = getattr(so, name)
        for base, checked in bases.items():
            if isinstance(thing, type) and issubclass(thing, base) and thing not in ELSEWHERE:
                assert any(type(one) is thing for one in checked), name


# ------------------------------------------------------------------------------ those of authors


AUTHORS = [
    authors.Box(), authors.Violin(), authors.Candlestick(), authors.Rule(), authors.Span(),
    authors.Bracket(), authors.Hatched(), authors.raincloud(),
]  # fmt: skip


@each("mark", AUTHORS)
def test_marks_of_authors(mark):
    check_mark(mark)


def test_stats_and_moves_of_authors():
    check_stat(authors.BoxStats())
    check_move(authors.Swarm())
    check_mark(so.Range(), so.Est(errorbar="sd"), so.Dodge())
