"""Corr: correlations (row 52 of the cases)."""

import numpy as np
import polars as pl
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import plotkit.objects as so
from plotkit.errors import PlotSpecError
from tests.engines import LAZY

XY = arrays(np.float64, (9, 2), elements=st.integers(-50, 50).map(float))


def corr(stat, **data):
    found = so.Plot(data, **{name: name for name in data}).add(so.Text(), stat).plot().data()
    return {name: np.asarray(found[name]).tolist() for name in ("r", "n", "text")}


@given(XY)
def test_is_that_of_scipy(xy):
    x, y = xy.T
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return
    assert corr(so.Corr(), x=x, y=y)["r"] == [
        pytest.approx(scipy.stats.pearsonr(x, y)[0], abs=1e-9)
    ]
    ranked = corr(so.Corr("spearman"), x=x, y=y)["r"]
    assert ranked == [pytest.approx(scipy.stats.spearmanr(x, y)[0], abs=1e-9)]


def test_units_and_origin_change_nothing():
    x, y = np.array([1.0, 2, 3, 5]), np.array([2.0, 1, 4, 4])
    one, other = corr(so.Corr(), x=x, y=y), corr(so.Corr(), x=1e9 + x, y=1e-9 * y)
    assert one["r"] == pytest.approx(other["r"])


def test_is_of_logarithms_on_a_log_axis():
    x, y = [1, 10, 100], [1, 2, 3]
    plot = so.Plot(x=x, y=y).add(so.Text(), so.Corr()).scale(x="log")
    assert plot.plot().data()["r"][0] == pytest.approx(1.0)


def test_row_52_few_rows_and_constants_are_blank():
    x = [1, 2, 1, 2, 3, 1, 2, 3]
    y = [1, 2, 5, 5, 5, 1, 3, 2]
    found = corr(so.Corr(), x=x, y=y, group=list("aabbbccc"))
    assert found["n"] == [3]
    assert found["text"] == ["0.50"]


def test_text_has_a_true_minus_and_as_many_digits_as_asked():
    assert corr(so.Corr(digits=3), x=[1, 2, 3], y=[3, 1, 2])["text"] == ["−0.500"]


def test_unknown_method():
    with pytest.raises(PlotSpecError, match="spearman"):
        so.Corr("kendal")


DATA = {"a": [0.0, 10, 4, 6], "b": [1.0, 2, 9, 3]}


def shown(plot):
    """Return what each panel shows."""
    return [(panel.x.limits, panel.y.limits) for panel in plot.plot().drawing.panels]


def test_panels_of_correlations_alone_show_the_data():
    pairs = so.Plot(DATA).pair(["a", "b"], ["a", "b"]).add(so.Dots(), where="lower")
    noted = pairs.add(so.Text(), so.Corr(), where="upper")
    (_, a), (b, other) = shown(noted)[:2]
    assert a == other == pytest.approx((-0.5, 10.5))
    assert b == pytest.approx((0.6, 9.4))
    diagonal = noted.add(so.Bars(), so.Hist(), where="diagonal").plot()
    assert diagonal.axes[1].get_ylim() == pytest.approx((-0.5, 10.5))


def test_a_panel_of_an_equation_alone_shows_the_data_too():
    plot = so.Plot(DATA, x="a", y="b").add(so.Text(part="coef"), so.Fit())
    assert shown(plot) == [(pytest.approx((-0.5, 10.5)), pytest.approx((0.6, 9.4)))]


def test_a_log_axis_of_a_correlation_alone_shows_the_data():
    data = {**DATA, "a": [1, 10, 100, 1000]}
    plot = so.Plot(data, x="a", y="b").scale(x="log").add(so.Text(), so.Corr())
    assert shown(plot)[0][0] == pytest.approx((-0.15, 3.15))


def test_notes_change_no_limits_beside_other_marks():
    means = so.Plot({"x": [1, 1, 2, 2, 3, 3], "y": [0, 2, 1, 5, 2, 9]}, x="x", y="y")
    means = means.add(so.Dot(), so.Agg())
    assert shown(means.add(so.Text(), so.Corr())) == shown(means)
    beyond = {"x": [10, 12, 14], "y": [20, 30, 20.5]}  # of other rows: the note is in view
    assert shown(means.add(so.Text(), so.Corr(), data=beyond)) != shown(means)


MANY = 3_000


def cloud(far=0.0, scale=1.0):
    """Return points in two groups, one of which lies elsewhere."""
    rng = np.random.default_rng(3)
    group = np.repeat(["p", "q"], MANY // 2)
    a = rng.normal(size=MANY) * scale + far * (group == "q")
    b = 0.5 * a / scale + rng.gamma(2.0, size=MANY)
    return pl.DataFrame({"a": a, "b": b, "g": group, "w": rng.random(MANY) + 0.1})


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
@pytest.mark.parametrize(("far", "scale"), [(0, 1), (1e7, 1), (1e12, 1), (0, 1e120), (0, 1e-200)])
@pytest.mark.parametrize("weight", [None, "w"])
def test_sums_of_an_engine_give_the_correlation_of_rows(engine, far, scale, weight, monkeypatch):
    monkeypatch.setattr(so.Plot.config, "max_rows", 1_000)
    rows = cloud(far, scale)
    plot = so.Plot(x="a", y="b", color="g", weight=weight).add(so.Text(), so.Corr())
    found, known = (plot(data).plot().data() for data in (engine(rows), rows))
    for name in ("x", "y", "r", "n"):
        np.testing.assert_allclose(found[name], known[name], rtol=1e-9, err_msg=name)
    if weight is None:
        for group, r in zip("pq", np.asarray(found["r"]), strict=True):
            own = rows.filter(pl.col("g") == group)
            assert r == pytest.approx(scipy.stats.pearsonr(own["a"] / scale, own["b"])[0], 1e-9)


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
def test_sums_of_an_engine_are_one_query(engine):
    for far, queries in ((0, 1), (1e7, 2)):  # around one place, then around the means
        plot = so.Plot(engine(cloud(far)), x="a", y="b", color="g").add(so.Text(), so.Corr())
        assert len(plot.plot().explain().layers[0].queries) == queries


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
def test_groups_without_a_correlation_have_no_row_in_engines_either(engine):
    rows = pl.DataFrame(
        {"a": [1.0, 2, 5, 4, 4, 4, 1, 2], "b": [2.0, 1, 3, 1, 2, 3, 0, 7], "g": list("pppqqqrr")}
    )
    found = so.Plot(engine(rows), x="a", y="b", color="g").add(so.Text(), so.Corr()).plot().data()
    assert np.asarray(found["color"]).tolist() == ["p"]
    known = np.corrcoef([1, 2, 5], [2, 1, 3])[0, 1]
    assert np.asarray(found["r"]).tolist() == pytest.approx([known])


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
def test_ranks_need_rows_and_say_what_does_not(engine, monkeypatch):
    monkeypatch.setattr(so.Plot.config, "max_rows", 100)
    plot = so.Plot(engine(cloud()), x="a", y="b").add(so.Text(), so.Corr("spearman"))
    with pytest.raises(PlotSpecError, match=r'Corr needs the rows.*Corr\("pearson"\) needs none'):
        plot.plot()
