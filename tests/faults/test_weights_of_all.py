"""What a weight means to each stat and each move; none of them passes over it in silence."""

import inspect

import numpy as np
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.errors import PlotSpecError
from tests.engines import ENGINES

X = np.array([1.0, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6])
Y = np.array([3.0, 1, 4, 0.5, 5, 9, 2, 6, 5.5, 12, 8, 7])
W = np.array([3, 1, 2, 0, 1, 4, 2, 1, 3, 0, 1, 2])
DATA = {"x": X, "y": Y}
WEIGHED = {**DATA, "w": W}
REPEATED = {name: np.repeat(column, W) for name, column in DATA.items()}

AS_REPEATED = [
    so.Agg(), so.Agg("sum"), so.Agg("count"), so.Agg("max", ymin="min"), so.Count(),
    so.Hist(bins=[1, 3, 5, 7]), so.ECDF(), so.ECDF("count"), so.Bin2D([0, 4, 12]), so.HexBin(3),
    so.Perc([10, 50, 90], "inverted_cdf"), so.Intervals([50, 80], method="inverted_cdf"),
    so.BoxStats(method="inverted_cdf"), so.Est(errorbar=None), so.PolyFit(1, gridsize=5),
    so.Cumulate(), so.Cumulate("count"), so.Cumulate("min"), so.Cumulate("max"), so.Corr(),
    so.Hull(), so.Norm(), so.Norm("mean"), so.Norm("sum"), so.Norm("count"), so.Norm("min"),
]  # fmt: skip
"""They give what so many equal rows would."""
BY_RATIO = [
    so.KDE(gridsize=9), so.KDE2D(gridsize=5), so.Fit(1, gridsize=5), so.Lowess(),
    so.Spline(gridsize=5), so.Ellipse(), so.LetterValues(method="inverted_cdf"),
    so.Select("sample", 4, seed=1), so.Sina(),
]  # fmt: skip
"""Only ratios of weights matter."""
REFUSING = [
    so.Agg("median"), so.Perc([50], "linear"), so.Cumulate("prod"), so.Corr("spearman"), so.Diff(),
    so.Norm("median"), so.QQ(), so.Rank(), so.Rank("position"), so.Rolling(2),
]  # fmt: skip
KEEPING = [so.Bin([1, 3, 5, 7]), so.Complete(step=1), so.Select("first", 8)]
"""They keep the column for what comes next."""
PASSING = [
    so.Decimate(4), so.Dodge(), so.Function(np.sqrt, 5), so.Jitter(), so.Nudge(x=2), so.Shift(x=1),
    so.Stack(), so.Swarm(),
]  # fmt: skip
"""To them it means nothing, as they say."""
OF_ONE = (so.Count, so.Hist, so.ECDF, so.KDE, so.QQ)
MARKS = {
    so.BoxStats: so.Box(), so.LetterValues: so.Boxen(), so.Intervals: so.Range(),
    so.Decimate: so.Line(),
}  # fmt: skip
ASIDE = {"weight", "n", "rows", "notchmin", "notchmax"}
"""Columns that count rows, or go by their number."""


def each(parts):
    return pytest.mark.parametrize("part", parts, ids=lambda part: repr(part)[:60])


def made(part, data, then=(), **weight):
    """Return the columns of numbers of a layer."""
    y = {} if isinstance(part, OF_ONE) else {"y": "y"}
    mark = MARKS.get(type(part), so.Dot())
    rows = so.Plot(data, x="x", **y, **weight).add(mark, part, *then).plot().data(layer=0)
    columns = {name: np.asarray(rows[name]) for name in rows}
    numbers = {name: one.astype(float) for name, one in columns.items() if one.dtype.kind in "fiu"}
    return {name: column for name, column in numbers.items() if name not in ASIDE}


def alike(one, other):
    names = sorted(set(one) & set(other))
    assert names
    both = [np.unique(np.column_stack([rows[name] for name in names]), axis=0)
            for rows in (one, other)]  # fmt: skip
    return both[0].shape == both[1].shape and np.allclose(*both, equal_nan=True)


def frame(engine, data):
    rows = pl.DataFrame(data)
    to_engine = ENGINES[engine]
    return rows if to_engine is None else to_engine(rows)


@each(AS_REPEATED)
def test_n12_a_weight_is_so_many_rows(part):
    found = made(part, WEIGHED, weight="w")
    if isinstance(part, so.Norm):  # rows stay rows, also those of weight 0
        found = {name: column[W > 0] for name, column in found.items()}
    assert alike(found, made(part, REPEATED))
    assert not alike(found, made(part, DATA))


@each(BY_RATIO)
def test_n12_ratios_of_weights_matter(part):
    even, uneven = {**DATA, "w": np.full(12, 2.0)}, {**DATA, "w": np.where(W > 1, 5.0, 1.0)}
    scaled = {**uneven, "w": uneven["w"] * 3}
    if not isinstance(part, so.Select):  # a sample by chances is another one
        assert alike(made(part, even, weight="w"), made(part, DATA))
    found = made(part, uneven, weight="w")
    assert alike(found, made(part, scaled, weight="w"))
    assert not alike(found, made(part, even, weight="w"))


@each(REFUSING)
def test_n12_what_has_no_use_for_a_weight_says_so(part):
    made(part, DATA)
    with pytest.raises(PlotSpecError, match=r"takes no weight.*(leave|Leave|Say|only)"):
        made(part, WEIGHED, weight="w")


@each(KEEPING)
def test_n12_rows_keep_their_weights(part):
    found = made(part, WEIGHED, then=[so.Agg("sum")], weight="w")
    some = {name: column[:10] for name, column in WEIGHED.items()}  # eight of them weigh something
    rows = some if isinstance(part, so.Select) else WEIGHED
    repeated = {name: np.repeat(rows[name], rows["w"]) for name in ("x", "y")}
    first = so.Bin([1, 3, 5, 7]) if isinstance(part, so.Bin) else so.Select("first", 99)
    assert alike(found, made(first, repeated, then=[so.Agg("sum")]))


@each(PASSING)
def test_n12_where_it_means_nothing_the_docstring_says_so(part):
    assert alike(made(part, WEIGHED, weight="w"), made(part, DATA))
    assert "`weight`" in (inspect.getdoc(type(part)) or "")


def test_n12_no_stat_and_no_move_is_forgotten():
    tried = {type(part) for part in (*AS_REPEATED, *BY_RATIO, *REFUSING, *KEEPING, *PASSING)}
    for name in so.__all__:
        thing = getattr(so, name)
        if isinstance(thing, type) and issubclass(thing, so.Stat | so.Move):
            assert thing in tried | {so.Stat, so.Move}, name


@pytest.mark.parametrize("engine", ENGINES)
def test_n12_cumulate_by_colour_in_every_engine(engine):
    data = frame(engine, {**WEIGHED, "g": list("uv" * 6)})
    p = so.Plot(data, x="x", y="y", color="g", weight="w")
    found = p.add(so.Line(), so.Cumulate()).plot().data(layer=0)
    u = np.asarray(found["color"]).astype(str) == "u"
    np.testing.assert_allclose(np.asarray(found["y"])[u], np.cumsum((Y * W)[::2]))
    weighs = W[1::2] > 0
    np.testing.assert_allclose(
        np.unique(np.asarray(found["y"])[~u]), np.unique(np.cumsum((Y * W)[1::2][weighs]))
    )


def test_n12_shares_of_all_weights():
    p = so.Plot(WEIGHED, x="x", y="y", weight="w")
    found = p.add(so.Step(), so.Cumulate("count"), so.Norm()).plot().data(layer=0)
    assert np.asarray(found["y"])[-1] == pytest.approx(1)
    last = dict(zip(found["x"], found["y"], strict=True))
    assert list(last.values()) == pytest.approx(np.cumsum(W)[1::2] / W.sum())


def test_n12_a_sample_takes_what_weighs():
    data = {"x": np.arange(100.0), "y": np.arange(100.0), "w": np.where(np.arange(100) < 10, 1, 0)}
    p = so.Plot(data, x="x", y="y", weight="w")
    found = p.add(so.Dot(), so.Select("sample", 50)).plot().data(layer=0)
    assert sorted(found["x"]) == list(range(10))
    heavy = {**data, "w": np.where(np.arange(100) < 10, 1e9, 1)}
    found = so.Plot(heavy, x="x", y="y", weight="w").add(so.Dot(), so.Select("sample", 10))
    assert sorted(found.plot().data(layer=0)["x"]) == list(range(10))


def test_n12_sina_fills_the_violin_that_a_weight_makes():
    y = np.concatenate([np.linspace(0, 1, 50), np.linspace(3, 4, 50)])
    data = {"x": ["a"] * 100, "y": y, "w": np.where(y < 2, 1.0, 50.0)}
    found = so.Plot(data, x="x", y="y", weight="w").add(so.Dots(), so.Sina()).plot().data(layer=0)
    spread = [np.ptp(np.asarray(found["x"])[part]) for part in (y < 2, y > 2)]
    assert spread[0] < 0.2 * spread[1]


@pytest.mark.parametrize("move", [so.Norm(), so.Sina()])
def test_n12_moves_take_no_negative_weights(move):
    data = {"x": ["a", "a"], "y": [1.0, 2.0], "w": [-1.0, 2.0]}
    with pytest.raises(PlotSpecError, match="takes weights from 0 on, and the least is -1"):
        so.Plot(data, x="x", y="y", weight="w").add(so.Dot(), move).plot()
