"""Weights: negative ones are errors of all stats, in memory and in engines."""

import numpy as np
import polars as pl
import pytest

import plotkit.objects as so
from tests.engines import ENGINES

ONE = [so.Count(), so.Hist(), so.ECDF(), so.KDE()]
TWO = [so.Agg(), so.Est(), so.Perc(), so.PolyFit(), so.Fit(), so.Bin2D(), so.HexBin(), so.KDE2D()]
DATA = {"a": [1.0, 2.0, 3.0, 4.0], "b": [1.0, 3.0, 2.0, 5.0], "w": [1.0, -1.0, -2.0, 0.0]}


def data(engine, **columns):
    frame = pl.DataFrame({**DATA, **columns})
    made = ENGINES[engine]
    return frame if made is None else made(frame)


def fails(plot, engine):
    word = "first of them -1" if engine == "memory" else "least of them -2"
    with pytest.raises(so.PlotSpecError, match=f"'w' given for weight .* the {word}"):
        plot.plot()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("stat", [*ONE, *TWO], ids=lambda stat: type(stat).__name__)
def test_2_b4_negative_weights_are_errors(stat, engine):
    y = {} if stat in ONE else {"y": "b"}
    fails(so.Plot(data(engine), x="a", weight="w", **y).add(so.Dot(), stat), engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("mark", [so.Box(), so.Violin(), so.Boxen()])
def test_b4_marks_with_stats_of_their_own_too(mark, engine):
    fails(so.Plot(data(engine), y="b", weight="w").add(mark), engine)


def test_vectors_and_constants():
    plot = so.Plot(x=[1, 2])
    with pytest.raises(so.PlotSpecError, match="weight has negative values, the first of them -3"):
        plot.add(so.Bars(), so.Hist(), weight=[1, -3]).plot()
    with pytest.raises(so.PlotSpecError, match="weight=-1 is negative"):
        plot.add(so.Bars(), so.Hist(), weight=-1).plot()


def test_layers_that_do_not_count_are_drawn():
    plot = so.Plot(DATA, x="a", y="b", weight="w")
    plot.add(so.Dot()).add(so.Bar(), so.Agg(), weight=None).plot()


def test_only_stats_that_take_a_weight_get_one():
    plot = so.Plot({**DATA, "w": [1, 2, 3, 4]}, x="a", y="b", weight="w")
    for mark, stat in ((so.Line(), so.Rolling(2)), (so.Text(), so.Corr("spearman"))):
        with pytest.raises(so.PlotSpecError, match=r"takes no weight: leave it out of this layer"):
            plot.add(mark, stat).plot()


@pytest.mark.parametrize("engine", ENGINES)
def test_correlation_is_that_of_rows_as_often_as_they_weigh(engine):
    w = [3.0, 1.0, 2.0, 0.0]
    plot = so.Plot(data(engine, w=w), x="a", y="b", weight="w").add(so.Text(), so.Corr())
    found = plot.plot().data()
    a, b = (np.repeat(DATA[name], np.array(w, dtype=int)) for name in "ab")
    r, x, y, n = (float(np.asarray(found[name])[0]) for name in ("r", "x", "y", "n"))
    assert (r, x, y, n) == pytest.approx((np.corrcoef(a, b)[0, 1], a.mean(), b.mean(), 3))


@pytest.mark.parametrize("kind", ["normal", "t"])
@pytest.mark.parametrize("engine", ENGINES)
def test_an_ellipse_goes_by_ratios_of_weights(kind, engine):
    def outline(**weight):
        given = {**DATA, "a": [1.0, 2.0, 3.0, 9.0], **weight}
        made = ENGINES[engine] or (lambda frame: frame)
        plot = so.Plot(made(pl.DataFrame(given)), x="a", y="b", weight="w" if weight else None)
        found = plot.add(so.Path(), so.Ellipse(kind=kind)).plot().data()
        return np.array([found["x"], found["y"]], dtype=float)

    np.testing.assert_allclose(outline(w=[7.0] * 4), outline(), rtol=1e-9)
    one, other = outline(w=[1.0, 1.0, 1.0, 0.1]), outline(w=[20.0, 20.0, 20.0, 2.0])
    np.testing.assert_allclose(one, other, rtol=1e-6)
    assert one[0][:-1].mean() < outline()[0][:-1].mean()  # the last row counts less


def test_7_levels_have_neither_correlation_nor_ellipse():
    pairs = so.Plot({**DATA, "g": list("uvuv")}).pair(["a", "g"], ["a", "g"])
    for mark, stat in ((so.Text(), so.Corr()), (so.Path(), so.Ellipse())):
        with pytest.raises(so.PlotSpecError, match=r"both axes, and x has levels \('a', 'b'\)"):
            so.Plot(x=list("abab"), y=[1, 2, 3, 4]).add(mark, stat).plot()
        with pytest.raises(so.PlotSpecError) as caught:
            pairs.add(mark, stat, where="lower").plot()
        assert f"In stat {type(stat).__name__} of x='a' and y='g'." in caught.value.__notes__
