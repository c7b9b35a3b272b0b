"""Fit: each row of its cases, and neighbours."""

import warnings
from copy import deepcopy

import numpy as np
import pandas as pd
import pytest

import plotkit.objects as so
from plotkit.errors import MissingExtraError, PlotSpecError, PlotTypeError, PlotWarning
from plotkit.stats.equation import equations
from tests.engines import relation, same

smf = pytest.importorskip("statsmodels.api")
ONE = {"x": [1.0, 2, 3, 4, 5], "y": [2.0, 1, 4, 3, 5]}
WEIGHED = {"x": [1, 2, 3, 4], "y": [1, 3, 2, 5], "w": [1.0, 2, 3, 4]}
BINARY = {"x": [1, 2, 3, 4, 5, 6], "y": [0, 0, 1, 0, 1, 1]}
BOTH = so.Line() + so.Band()


def made(data, fit, part=None, mark=BOTH, scale=None, **names):
    """Draw a fit and return its columns, as the figure has them."""
    plot = so.Plot(data, **{"x": "x", "y": "y", **names}).add(mark, fit)
    return plot.scale(**(scale or {})).plot().data(part=part)


def at(data, x, *columns):
    """Return columns of a curve at a position that it has."""
    (row,) = np.flatnonzero(np.isclose(data["x"], x))
    return [float(data[name][row]) for name in columns]


def coef(data, fit, scale=None, **names):
    return made(data, fit, "coef", so.Line(), scale, **names)


# -------------------------------------------------------------------------------------- rows 1-3


@pytest.mark.parametrize("kind", ["vertical", "horizontal"])
def test_row1_a_line_and_students_interval(kind):
    names = {"x": "x", "y": "y"} if kind == "vertical" else {"x": "y", "y": "x"}

    def shown(fit):
        plot = so.Plot(ONE, **names).add(BOTH, fit, orient="x" if kind == "vertical" else "y")
        data = plot.plot().data()
        turn = {"x": "y", "y": "x", "ymin": "xmin", "ymax": "xmax"}
        return data if kind == "vertical" else {n: data[turn.get(n, n)] for n in turn}

    ci = shown(so.Fit(gridsize=3))
    assert at(ci, 3, "y", "ymin", "ymax") == pytest.approx([3, 1.4409, 4.5591], abs=5e-5)
    pi = shown(so.Fit(errorbar=("pi", 95), gridsize=3))
    assert at(pi, 3, "y", "ymin", "ymax") == pytest.approx([3, -0.8189, 6.8189], abs=5e-5)


def test_row1_its_numbers():
    found = coef(ONE, so.Fit())
    numbers = [float(found[name][0]) for name in ("intercept", "slope", "r2", "n")]
    assert numbers == pytest.approx([0.6, 0.8, 0.64, 5])
    assert found["p"][0] == pytest.approx(0.104088, abs=1e-6)
    assert (found["x"][0], found["y"][0]) == (5, pytest.approx(4.6))


@pytest.mark.parametrize("order", [0, 1, 2, 4, 7])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("kind", ["ci", "pi"])
def test_row1_as_statsmodels(order, weighted, kind):
    rng = np.random.default_rng(3)
    x = rng.uniform(1990, 2020, 60)
    y = 1e4 + np.sin(x / 5) + rng.normal(size=60) / 4
    w = rng.uniform(0.5, 3, 60) if weighted else np.ones(60)
    names = {"weight": "w"} if weighted else {}
    data = made({"x": x, "y": y, "w": w}, so.Fit(order, errorbar=(kind, 80), gridsize=7), **names)

    def terms(values):
        return np.polynomial.chebyshev.chebvander((values - 2005) / 15, order)

    fitted = smf.WLS(y, terms(x), weights=w).fit()
    frame = fitted.get_prediction(terms(np.asarray(data["x"]))).summary_frame(alpha=0.2)
    ends = ("mean_ci_lower", "mean_ci_upper") if kind == "ci" else ("obs_ci_lower", "obs_ci_upper")
    np.testing.assert_allclose(data["y"], frame["mean"], rtol=1e-11)
    np.testing.assert_allclose(data["ymin"], frame[ends[0]], rtol=1e-10)
    np.testing.assert_allclose(data["ymax"], frame[ends[1]], rtol=1e-10)
    if order:
        assert data["r2"][0] == pytest.approx(fitted.rsquared, rel=1e-8)
        assert data["p"][0] == pytest.approx(fitted.f_pvalue, rel=1e-6, abs=1e-300)


@pytest.mark.parametrize("times", [1, 10])
def test_row2_weights_are_precisions(times):
    data = {**WEIGHED, "w": np.array(WEIGHED["w"]) * times}
    found = made(data, so.Fit(gridsize=3), weight="w")
    assert at(found, 2.5, "y", "ymin", "ymax") == pytest.approx([2.7, -0.2848, 5.6848], abs=5e-5)
    assert at(found, 2.5, "intercept", "slope", "n") == pytest.approx([-0.3, 1.2, 4])


def test_row2_a_prediction_is_of_a_row_of_weight_one():
    found = made(WEIGHED, so.Fit(errorbar="pi", gridsize=3), weight="w")
    assert at(found, 2.5, "ymin", "ymax") == pytest.approx([-6.254533, 11.654533], abs=1e-6)


def test_row2_wrong_and_missing_weights():
    with pytest.raises(PlotSpecError, match=r"'w' .* has negative values, the first of them -1"):
        made({**WEIGHED, "w": [1, -1, 3, 4]}, so.Fit(), weight="w")
    with pytest.warns(PlotWarning, match="1 rows dropped"):
        found = made({**WEIGHED, "w": [1, np.nan, 3, 4]}, so.Fit(), weight="w")
    assert found["n"][0] == 3
    zero = made({**WEIGHED, "w": [1, 0, 3, 4]}, so.Fit(), weight="w")
    assert zero["n"][0] == 3


@pytest.mark.parametrize("unit", [1.0, 365.25, 3.2e16])
def test_row3_powers_of_years(unit):
    x = np.arange(2015, 2023) * unit
    found = made({"x": x, "y": np.arange(8.0) ** 3}, so.Fit(order=3, gridsize=8))
    np.testing.assert_allclose(found["y"], np.arange(8.0) ** 3, atol=1e-8)
    assert found["r2"][0] == 1


def test_row3_days_and_seconds_give_one_curve():
    days = pd.date_range("2020-01-01", periods=40)
    y = np.random.default_rng(1).normal(size=40)
    one = made({"x": days, "y": y}, so.Fit(2))
    other = made({"x": np.arange(40.0), "y": y}, so.Fit(2))
    for name in ("y", "ymin", "ymax"):
        np.testing.assert_allclose(one[name], other[name], rtol=1e-9)


# ------------------------------------------------------------------------------------- rows 4, 5

FOUR = {
    "x": [2, 2, 2, 1, 1, 2, *range(10)],
    "y": [1, 2, 3, 1, 1, 2, *(np.arange(10) % 3)],
    "g": [*"aaabcc", *"d" * 10],
}


def test_row4_groups_that_have_no_line_are_told_once():
    with pytest.warns(PlotWarning) as told:
        found = made(FOUR, so.Fit(gridsize=2), color="g")
    (one,) = told
    assert "layer 1 (Line + Band, Fit)" in str(one.message)
    assert "leaves out 2 of 4 groups (4 rows; color='a', color='b')" in str(one.message)
    assert "has no interval for 1 of 4 groups (2 rows; color='c')" in str(one.message)
    assert found["color"].tolist() == ["c", "c", "d", "d"]
    assert np.isnan(found["ymin"][:2]).all()
    assert np.isnan(found["p"][:2]).all()
    assert found["y"][:2].tolist() == pytest.approx([1, 2])


def test_row4_colours_and_legend_stay():
    with pytest.warns(PlotWarning):
        plot = so.Plot(FOUR, x="x", y="y", color="g").add(BOTH, so.Fit()).plot()
    assert [text.get_text() for text in plot.figure.legends[0].get_texts()] == list("abcd")
    colors = [line.get_color() for line in plot.axes[0].lines]
    points = so.Plot(FOUR, x="x", y="y", color="g").add(so.Line()).plot().axes[0].lines
    assert colors == [line.get_color() for line in points][2:]


def test_row4_band_of_two_rows_is_not_drawn():
    with pytest.warns(PlotWarning, match="has no interval"):
        plot = so.Plot({"x": [1, 2], "y": [1, 2]}, x="x", y="y").add(BOTH, so.Fit()).plot()
    drawn = [
        patch for patch in plot.axes[0].patches if np.isfinite(patch.get_path().vertices).any()
    ]
    assert not drawn
    assert len(plot.axes[0].lines) == 1


@pytest.mark.parametrize("order", [2, 3])
def test_row5_as_many_positions_as_coefficients(order):
    data = {"x": [1, 1, 2, 2, 0, 1, 2, 3], "y": [1, 2, 3, 4, 0, 1, 4, 9], "g": list("aaaabbbb")}
    with pytest.warns(PlotWarning, match=f"order {order} needs {order + 1} distinct positions"):
        found = made(data, so.Fit(order), color="g")
    assert set(found["color"]) == {"b"}


# ------------------------------------------------------------------------------------- rows 6-8


@pytest.mark.parametrize(
    "y",
    [
        [0, 0, 1, 0, 1, 1],
        np.array([0, 0, 1, 0, 1, 1], dtype=bool),
        pd.array([False, False, True, False, True, True], dtype="boolean"),
        ["no", "no", "yes", "no", "yes", "yes"],
    ],
    ids=["numbers", "booleans", "nullable", "levels"],
)
def test_row6_row7_logistic_regression(y):
    found = made({"x": BINARY["x"], "y": y}, so.Fit(family="binomial", gridsize=3))
    assert found["y"].tolist() == pytest.approx([0.0459, 0.5, 0.9541], abs=5e-5)
    assert at(found, 1, "ymin", "ymax") == pytest.approx([0.0003, 0.8759], abs=5e-5)
    assert "r2" not in found


def test_row6_on_engines(engine):
    stat = so.Fit(family="binomial", gridsize=5)
    table = relation(engine, {name: [float(v) for v in col] for name, col in BINARY.items()})
    assert stat(table, ()).main.collect()["y"][2] == pytest.approx(0.5)


def test_row7_rises_towards_the_second_level_of_the_scale():
    y = ["no", "no", "yes", "no", "yes", "yes"]
    order = so.Nominal(order=["yes", "no"])
    found = made({"x": BINARY["x"], "y": y}, so.Fit(family="binomial"), scale={"y": order})
    assert found["y"][0] > 0.9 and found["y"][-1] < 0.1


def test_row7_what_a_family_does_not_take():
    y = ["a", "b", "c", "a", "b", "c"]
    with pytest.raises(PlotSpecError, match="two levels; there are 3 levels: 'a', 'b', 'c'"):
        made({"x": BINARY["x"], "y": y}, so.Fit(family="binomial"))
    with pytest.raises(PlotSpecError, match="numbers from 0 to 1, or two levels; 1 of 6 values"):
        made({"x": BINARY["x"], "y": [0, 0, 1, 0, 1, 2]}, so.Fit(family="binomial"))
    with pytest.raises(PlotSpecError, match="takes numbers above 0; 1 of 6 values are others"):
        made({"x": BINARY["x"], "y": [0, 1, 1, 2, 1, 2]}, so.Fit(family="gamma"))
    with pytest.raises(PlotSpecError, match="takes numbers from 0 on; 1 of 6"):
        made({"x": BINARY["x"], "y": [-1, 1, 1, 2, 1, 2]}, so.Fit(family="poisson"))
    with pytest.raises(PlotSpecError, match=r"Fit needs numbers as values, .* of two levels"):
        made({"x": BINARY["x"], "y": list("ababab")}, so.Fit())


def test_row7_positions_are_no_levels():
    plot = so.Plot(x=list("abcabc"), y=BINARY["y"]).add(so.Line(), so.Fit(), orient="x")
    with pytest.raises(PlotSpecError, match="Fit needs numbers or times as positions"):
        plot.plot()


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ([1, 2, 3, 4], [0, 0, 1, 1]),
        ([1, 2, 2, 3], [0, 0, 1, 1]),  # not quite: the best slope is infinite all the same
        ([1, 2, 3, 4], [1, 1, 1, 1]),
        ([2001, 2002, 2003, 2004], [1, 1, 0, 0]),
    ],
)
def test_row8_separated_values(x, y):
    data = {"x": x + BINARY["x"], "y": y + BINARY["y"], "g": ["a"] * 4 + ["b"] * 6}
    with pytest.warns(PlotWarning, match=r"leaves out 1 of 2 groups .*color='a'\): .*separated"):
        found = made(data, so.Fit(family="binomial"), color="g")
    assert set(found["color"]) == {"b"}


def test_row8_a_steep_curve_is_not_separated():
    rng = np.random.default_rng(1)
    x = rng.uniform(-30, 30, 500)
    y = rng.uniform(size=500) < 1 / (1 + np.exp(-x))
    assert made({"x": x, "y": y}, so.Fit(family="binomial"))["y"][-1] == pytest.approx(1)


def test_row8_counts_that_are_all_zero():
    data = {"x": [1, 2, 3, 1, 2, 3], "y": [0, 0, 0, 1, 2, 2], "g": list("aaabbb")}
    with pytest.warns(PlotWarning, match=r"leaves out 1 of 2 groups .*color='a'"):
        found = made(data, so.Fit(family="poisson"), color="g")
    assert set(found["color"]) == {"b"}


@pytest.mark.parametrize("family", ["poisson", "gamma"])
def test_families_as_statsmodels(family):
    rng = np.random.default_rng(2)
    x = rng.uniform(2000, 2010, 50)
    mean = np.exp((x - 2005) / 4 + 1)
    y = rng.poisson(mean) if family == "poisson" else rng.gamma(2, mean / 2)
    found = made({"x": x, "y": y}, so.Fit(family=family, gridsize=5))
    links = smf.families.links.Log()
    kind = {"poisson": smf.families.Poisson(links), "gamma": smf.families.Gamma(links)}[family]
    fitted = smf.GLM(y, smf.add_constant(x - 2005), family=kind).fit()
    points = smf.add_constant(np.asarray(found["x"]) - 2005)
    frame = fitted.get_prediction(points).summary_frame()
    np.testing.assert_allclose(found["y"], frame["mean"], rtol=1e-6)
    np.testing.assert_allclose(found["ymin"], frame["mean_ci_lower"], rtol=1e-6)
    np.testing.assert_allclose(found["ymax"], frame["mean_ci_upper"], rtol=1e-6)
    assert coef({"x": x, "y": y}, so.Fit(family=family))["equation"][0].startswith("ln(y) = ")


# --------------------------------------------------------------------------------------- row 9

LOG = {"x": [0, 1, 2, 3], "y": [1, 10, 50, 1500]}


def test_row9_straight_on_a_log_axis():
    found = coef(LOG, so.Fit(), {"y": "log"})
    assert found["equation"][0] == "log10(y) = −0.0653 + 1.02x"
    assert [found["intercept"][0], found["slope"][0]] == pytest.approx([-0.0653, 1.0227], abs=5e-5)
    curve = made(LOG, so.Fit(gridsize=3), scale={"y": "log"})
    assert at(curve, 1.5, "y") == pytest.approx([29.43], abs=5e-3)


@pytest.mark.parametrize(("trans", "name"), [("log2", "log2(y)"), ("ln", "ln(y)")])
def test_row9_the_equation_names_the_transform(trans, name):
    assert coef(LOG, so.Fit(), {"y": trans})["equation"][0].startswith(f"{name} = ")


def test_row9_a_family_sees_the_data():
    linear = made(LOG, so.Fit(family="gamma", gridsize=4))
    log = made(LOG, so.Fit(family="gamma", gridsize=4), scale={"y": "log"})
    for name in ("y", "ymin", "ymax"):
        np.testing.assert_allclose(log[name], linear[name], rtol=1e-9)


def test_row9_the_grid_is_even_on_a_log_axis():
    found = made(
        {"x": [1, 10, 100, 1000], "y": [1, 2, 2, 4]}, so.Fit(gridsize=4), scale={"x": "log"}
    )
    np.testing.assert_allclose(found["x"], [1, 10, 100, 1000])
    found = coef({"x": [1, 10, 100, 1000], "y": [1, 2, 3, 4]}, so.Fit(), {"x": "log"})
    assert found["equation"][0] == "y = 1.00 + 1.00 log10(x)"


# --------------------------------------------------------------------------------- rows 10, 11

RANGES = {
    "x": [0, 1, 2, 3, 10, 11, 12, 13],
    "y": [0, 2, 1, 3, 5, 4, 4, 3],
    "g": list("aaaabbbb"),
}


def ends(found):
    return {
        g: (found["x"][found["color"] == g].min(), found["x"][found["color"] == g].max())
        for g in dict.fromkeys(found["color"])
    }


def test_row10_each_line_ends_at_its_own_data():
    plot = so.Plot(RANGES, x="x", y="y", color="g").add(so.Dots()).add(BOTH, so.Fit())
    assert ends(plot.plot().data(layer=1)) == {"a": (0, 3), "b": (10, 13)}
    limited = plot.limit(x=(-50, 50))
    assert ends(limited.plot().data(layer=1)) == {"a": (0, 3), "b": (10, 13)}
    alone = so.Plot(RANGES, x="x", y="y", color="g").add(so.Dots())
    assert plot.plot().axes[0].get_xlim() == alone.plot().axes[0].get_xlim()


def test_row10_extending():
    found = made(ONE, so.Fit(extend=(None, 7), gridsize=7))
    expected = [6.2, 1.5228, 10.8772]
    assert at(found, 7, "y", "ymin", "ymax") == pytest.approx(expected, abs=5e-5)
    assert found["x"].tolist() == [1, 2, 3, 4, 5, 6, 7]
    share = made(RANGES, so.Fit(extend=0.5), color="g")
    assert ends(share) == {"a": (-1.5, 4.5), "b": (8.5, 14.5)}
    assert ends(made(RANGES, so.Fit(extend="panel"), color="g")) == {"a": (0, 13), "b": (0, 13)}
    days = pd.date_range("2020-01-01", periods=5)
    found = made({"x": days, "y": ONE["y"]}, so.Fit(extend=(None, "2020-01-31"), gridsize=3))
    assert pd.Timestamp(found["x"][-1]) == pd.Timestamp("2020-01-31")


def test_row10_never_past_what_an_axis_holds():
    with pytest.raises(PlotSpecError, match="extend of Fit names 0, which the axis cannot hold"):
        made(ONE, so.Fit(extend=(0, None)), scale={"x": "log"})
    found = made({"x": ONE["x"], "y": [1e-100, 1, 1e100, 1e200, 1e300]}, so.Fit(extend=3.0),
                 scale={"y": "log"})  # fmt: skip
    assert np.isfinite(found["y"]).all()


def test_row11_one_slope_for_all_colours():
    rng = np.random.default_rng(5)
    n = 60
    g = rng.choice(["a", "b", "c"], n)
    x = rng.uniform(0, 5, n) + 10 * (g == "b")
    y = 0.7 * x + 5 * (g == "c") + rng.normal(size=n)
    data = {"x": x, "y": y, "g": g.tolist()}
    found = made(data, so.Fit(parallel=True, gridsize=4), color="g")
    dummies = np.column_stack([g == level for level in "abc"]).astype(float)
    fitted = smf.OLS(y, np.column_stack([dummies, x])).fit()
    for k, level in enumerate("abc"):
        own = found["color"] == level
        points = np.zeros((4, 4))
        points[:, k], points[:, 3] = 1, found["x"][own]
        frame = fitted.get_prediction(points).summary_frame()
        np.testing.assert_allclose(found["y"][own], frame["mean"], rtol=1e-9)
        np.testing.assert_allclose(found["ymin"][own], frame["mean_ci_lower"], rtol=1e-8)
        assert ends(found)[level] == (x[g == level].min(), x[g == level].max())
    rows = coef(data, so.Fit(parallel=True), color="g")
    np.testing.assert_allclose(rows["slope"], fitted.params[3])
    places = dict(zip(rows["color"], rows["intercept"], strict=True))
    assert [places[level] for level in "abc"] == pytest.approx(fitted.params[:3])
    assert rows["r2"] == pytest.approx([fitted.rsquared] * 3)
    assert rows["p"] == pytest.approx([fitted.pvalues[3]] * 3)


def test_row11_one_model_a_panel():
    data = {"x": [0, 1, 2, 0, 1, 2] * 2, "y": [0, 1, 2, 5, 6, 7, 0, 3, 6, 1, 4, 7],
            "g": list("aaabbb") * 2, "f": ["u"] * 6 + ["v"] * 6}  # fmt: skip
    plot = so.Plot(data, x="x", y="y", color="g").facet("f").add(so.Line(), so.Fit(parallel=True))
    found = plot.plot().data(part="coef")
    assert dict(zip(found["col"], found["slope"], strict=True)) == pytest.approx({"u": 1, "v": 3})


@pytest.mark.parametrize("options", [{"robust": True}, {"family": "gamma"}])
def test_row11_parallel_models(options):
    rng = np.random.default_rng(7)
    x, g = np.tile(np.arange(10.0), 2), np.repeat([0, 1], 10)
    y = np.exp(0.1 * x + g + rng.normal(size=20) / 10)
    data = {"x": x, "y": y, "g": g.astype(str)}
    found = coef(data, so.Fit(parallel=True, **options), color="g")
    assert found["slope"][0] == pytest.approx(found["slope"][1])
    columns = np.column_stack([g == 0, g == 1, x]).astype(float)
    gamma = smf.families.Gamma(smf.families.links.Log())
    model = smf.RLM(y, columns) if "robust" in options else smf.GLM(y, columns, family=gamma)
    params = model.fit().params
    assert found["slope"][0] == pytest.approx(params[2], rel=1e-4)
    assert found["intercept"] == pytest.approx(params[:2], rel=1e-4)


# --------------------------------------------------------------------------------- rows 12, 15


class Mean:
    """A model in the manner of scikit-learn."""

    def __init__(self):
        self.seen = []

    def fit(self, table, y, sample_weight=None):
        self.seen.append(list(table.columns))
        self.mean_ = np.average(y, weights=sample_weight)
        return self

    def predict(self, table):
        assert list(table.columns) == self.seen[-1]
        return np.full(len(table), self.mean_)


def test_row12_row15_a_model_of_the_user():
    model = Mean()
    data = {"x": [1, 2, 1, 2, 1, 2], "y": [1, 3, 2, 4, 5, 7], "g": list("aabbcc"), "w": [1, 3] * 3}
    found = made(data, so.Fit(model=model, gridsize=2), mark=so.Line(), color="g")
    assert found["y"].tolist() == [2, 2, 3, 3, 6, 6]
    assert model.seen == []
    assert not hasattr(model, "mean_")
    weighed = made(data, so.Fit(model=model, gridsize=2), mark=so.Line(), color="g", weight="w")
    assert weighed["y"][:2].tolist() == [2.5, 2.5]
    fitted = deepcopy(model).fit(pd.DataFrame({"x": [1]}), [100])
    assert made(data, so.Fit(model=fitted), mark=so.Line())["y"][0] == pytest.approx(22 / 6)


def test_row12_a_function_that_fits():
    def quadratic(table, y):
        return Poly(np.polyfit(table["x"], y, 2))

    class Poly:
        def __init__(self, coefs):
            self.coefs = coefs

        def predict(self, table):
            return np.polyval(self.coefs, table["x"])

    data = {"x": [0, 1, 2, 3], "y": [0, 1, 4, 9]}
    found = made(data, so.Fit(model=quadratic, gridsize=4), mark=so.Line())
    np.testing.assert_allclose(found["y"], [0, 1, 4, 9], atol=1e-9)
    with pytest.raises(PlotSpecError, match="takes no sample_weight"):
        made({**data, "w": [1, 1, 1, 1]}, so.Fit(model=quadratic), mark=so.Line(), weight="w")


def test_row15_what_is_no_model_and_what_fails():
    with pytest.raises(PlotSpecError, match=r"the class Mean; call it: Mean\(\)"):
        so.Fit(model=Mean)
    with pytest.raises(PlotSpecError, match=r"must be an object with fit\(X, y\)"):
        so.Fit(model="y ~ x")

    def picky(table, y):
        if len(table) < 3:
            raise ValueError("too few")
        return Mean().fit(table, y)

    data = {"x": [1, 2, 1, 2, 3], "y": [1, 3, 2, 4, 5], "g": list("aabbb")}
    with pytest.warns(PlotWarning, match=r"leaves out 1 of 2 groups .*ValueError: too few"):
        found = made(data, so.Fit(model=picky), mark=so.Line(), color="g")
    assert set(found["color"]) == {"b"}
    with pytest.raises(PlotSpecError, match="raised ValueError: too few"):
        made({"x": [1, 2], "y": [1, 2]}, so.Fit(model=picky), mark=so.Line())


# -------------------------------------------------------------------------------------- row 13


def polynomial(*coefs, x=(0, 1, 2, 3, 4)):
    x = np.array(x, dtype=float)
    return {"x": x, "y": sum(c * x**k for k, c in enumerate(coefs))}


@pytest.mark.parametrize(
    ("data", "options", "text"),
    [
        (polynomial(3.963, -0.4057, -2.0286), {"order": 2}, "y = 3.96 − 0.406x − 2.03x²"),
        (polynomial(2.5, 1.04), {"digits": 2}, "y = 2.5 + 1.0x"),
        (polynomial(0, 5.02), {}, "y = 5.02x"),
        (polynomial(3.7e-15, 5.02), {}, "y = 5.02x"),
        (polynomial(-4000, 2.04, x=range(2000, 2021)), {}, "y = −4000 + 2.04x"),
        (polynomial(-4000, 2.04, x=range(2000, 2021)), {"digits": 2}, "y = −4000 + 2.0x"),
        (polynomial(-4012.3, 2.0431, x=range(2000, 2021)), {}, "y = −4012 + 2.043x"),
        (polynomial(7, 0), {}, "y = 7.00"),
        (polynomial(0, 0), {}, "y = 0"),
        (polynomial(1.5e9, -2e-7, x=[0, 1e16]), {"errorbar": None}, "y = 1.50×10⁹ − 2.00×10⁻⁷ x"),
    ],
)
def test_row13_equations(data, options, text):
    assert coef(data, so.Fit(**options))["equation"][0] == text


def test_row13_a_default_equation_stays_near_the_line():
    rng = np.random.default_rng(4)
    for _ in range(30):
        x = rng.uniform(1, 3000) + rng.uniform(0, 10 ** rng.uniform(0, 3), 20)
        y = rng.normal() * 1e3 + rng.normal() * x + rng.normal(size=20)
        text = coef({"x": x, "y": y}, so.Fit())["equation"][0].removeprefix("y = ")
        start, sign, slope = text.replace("−", "-").removesuffix("x").split(" ")
        written = float(start) + float(sign + slope) * x
        fitted = np.polynomial.Polynomial.fit(x, y, 1)
        assert np.abs(written - fitted(x)).max() <= 0.01 * np.ptp(y) + 1e-9


@pytest.mark.parametrize("off", [0.0, 4e-16, -4e-16])
@pytest.mark.parametrize("slope", [0.0, 1e-17])
def test_row13_values_that_are_alike_need_no_digits(off, slope):
    """What is left of sums in another order, as engines make them, is no reason for more."""
    x = np.linspace(0, 10, 16)[None]
    for extent in (0.0, 8e-16):
        coefs = np.array([[2.0 + off, slope]])
        (text,) = equations(coefs, x, np.array([extent]), ("y", "x"), None)
        assert text == "y = 2.00"


def test_row13_a_level_line_is_written_as_near_as_any():
    data = {"x": [0, 1, 2, 3], "y": [123456, 123458, 123458, 123456]}
    assert coef(data, so.Fit())["equation"][0] == "y = 123457"


def test_row13_qualities():
    x = np.arange(30.0)
    noisy = x + np.random.default_rng(1).normal(size=30) / 3
    assert coef({"x": x, "y": noisy}, so.Fit())["quality"][0] == "r² > 0.99, p < 0.001, n = 30"
    assert coef(polynomial(1, 2), so.Fit())["quality"][0] == "r² = 1, p < 0.001, n = 5"
    assert coef(polynomial(7, 0), so.Fit())["quality"][0] == "n = 5"
    with pytest.warns(PlotWarning, match="no interval"):
        two = coef({"x": [1, 2], "y": [1, 3]}, so.Fit())
    assert two["quality"][0] == "r² = 1, n = 2"


def test_row13_the_equation_is_written_by_a_text():
    plot = so.Plot(RANGES, x="x", y="y", color="g").add(so.Line() + so.Text(part="coef"), so.Fit())
    texts = [text.get_text() for text in plot.plot().axes[0].texts]
    assert texts == ["y = 0.300 + 0.800x", "y = 10.9 − 0.600x"]
    plot = so.Plot(ONE, x="x", y="y").add(so.Text(part="coef"), so.Fit(), text="quality")
    assert [text.get_text() for text in plot.plot().axes[0].texts] == [
        "r² = 0.64, p = 0.104, n = 5"
    ]
    plot = so.Plot(ONE, x="x", y="y").add(so.Text(part="coef"), so.Fit(), text="text")
    assert [text.get_text() for text in plot.plot().axes[0].texts] == ["y = 0.600 + 0.800x"]


# -------------------------------------------------------------------------------------- row 14


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"errorbar": ("ci", 0.95)}, r"is in percent, and 0\.95 is below one\. 95\?"),
        ({"errorbar": ("pi", 95), "family": "gamma"}, "the spread of one more value is not known"),
        ({"errorbar": "pi", "robust": True}, "with robust= the spread"),
        ({"errorbar": ("ci", 100)}, "between 0 and 100, not 100"),
        ({"errorbar": "se"}, "Unknown kind of errorbar 'se'"),
        ({"errorbar": 95}, "errorbar of Fit must be"),
        ({"order": -1}, "order of Fit must be a whole number from 0 on, not -1"),
        ({"gridsize": 1}, "gridsize of Fit must be a whole number from 2 on"),
        ({"digits": 0}, "digits of Fit must be a whole number from 1 on"),
        ({"family": "normal"}, "Unknown family of Fit 'normal'"),
        ({"family": "gamma", "robust": True}, "one of family, robust and model, not 'family', "),
        ({"parallel": True, "order": 0}, "is for slopes; order=0 has none"),
        ({"extend": -1}, "extend of Fit must be a share"),
        ({"extend": "all"}, "extend of Fit must be a share"),
    ],
)
def test_row14_wrong_parameters(options, message):
    with pytest.raises(PlotSpecError, match=message):
        so.Fit(**options)


def test_no_interval_no_band():
    assert "ymin" not in made(ONE, so.Fit(errorbar=None), mark=so.Line())
    with pytest.raises(PlotSpecError, match="ymin and ymax are required"):
        made(ONE, so.Fit(errorbar=None))
    with pytest.raises(PlotTypeError, match="has no 'degree'"):
        so.Fit(degree=2)


# -------------------------------------------------------------------------------------- row 16


def test_row16_thousands_of_groups_without_a_model_for_each(monkeypatch):
    monkeypatch.setattr("plotkit.stats.leastsquares._one_by_one", None)  # it would fail if called
    rng = np.random.default_rng(1)
    group = np.repeat(np.arange(5000), 20)
    x, y = rng.uniform(size=(2, len(group)))
    table = so.Table.of({"x": x, "y": y, "group": group.astype(float)})
    found = so.Fit(gridsize=3)(table, ("group",)).main
    own = group == 4321
    expected = np.polynomial.Polynomial.fit(x[own], y[own], 1)
    np.testing.assert_allclose(
        found["y"][found["group"] == 4321], expected(found["x"][3 * 4321 :][:3])
    )


# ---------------------------------------------------------------------- robust, engines, extras


def test_robust_as_statsmodels():
    rng = np.random.default_rng(6)
    x = np.arange(40.0) + 2000
    y = 3 * x + rng.normal(size=40)
    y[:4] += 200
    found = made({"x": x, "y": y}, so.Fit(robust=True, gridsize=3))
    fitted = smf.RLM(y, smf.add_constant(x - 2020)).fit()
    expected = fitted.params @ smf.add_constant(found["x"] - 2020).T
    np.testing.assert_allclose(found["y"], expected, rtol=1e-7)
    assert found["slope"][0] == pytest.approx(3, abs=0.05)
    assert (found["ymin"] < found["y"]).all()
    straight = made(polynomial(1, 2), so.Fit(robust=True, gridsize=2))
    assert straight["y"].tolist() == pytest.approx([1, 9])


@pytest.mark.parametrize(
    "stat",
    [so.Fit(gridsize=9), so.Fit(3, gridsize=9), so.Fit(parallel=True, gridsize=9),
     so.Fit(2, errorbar="pi", gridsize=5), so.Fit(7, gridsize=5)],
)  # fmt: skip
@pytest.mark.parametrize("weighted", [False, True])
def test_engines_give_what_memory_gives(lazy_engine, stat, weighted):
    rng = np.random.default_rng(7)
    x = rng.uniform(-3, 5, 200)
    data = {
        "x": x,
        "y": 100 + x**3 + rng.normal(size=200),
        "color": rng.choice(["a", "b"], 200).tolist(),
    }
    if weighted:
        data["weight"] = rng.uniform(0, 2, 200)
    lazy, memory = (stat(relation(one, data), ("color",)) for one in (lazy_engine, None))
    for one, other in ((lazy.main, memory.main), (lazy.others["coef"], memory.others["coef"])):
        same(one.without("equation", "quality"), other.without("equation", "quality"), 1e-7)


def test_an_exact_line_in_an_engine(lazy_engine):
    found = so.Fit(gridsize=3)(relation(lazy_engine, polynomial(1, 2)), ()).main
    assert found["r2"].tolist() == [1, 1, 1]
    np.testing.assert_allclose(found["ymin"], found["y"])


def test_uneven_positions():
    x = np.array([0, 1e-9, 2e-9, 1.0])
    found = made({"x": x, "y": [0, 1, 0, 5]}, so.Fit(gridsize=2))
    fitted = smf.OLS([0, 1, 0, 5], smf.add_constant(x)).fit()
    frame = fitted.get_prediction(smf.add_constant([0.0, 1.0])).summary_frame()
    np.testing.assert_allclose(found["y"], frame["mean"], atol=1e-9)
    np.testing.assert_allclose(found["ymax"], frame["mean_ci_upper"], rtol=1e-7)
    quadratic = made({"x": [0, 1e-5, 1.0, 2e-5], "y": [0, 1, 5, 2]}, so.Fit(2, gridsize=2))
    assert np.isfinite(quadratic["ymin"]).all()


def test_row_order_changes_nothing():
    order = np.random.default_rng(1).permutation(16)
    shuffled = {
        name: np.asarray(column, dtype=object)[order].tolist() for name, column in FOUR.items()
    }
    with pytest.warns(PlotWarning):
        one, other = made(FOUR, so.Fit(), color="g"), made(shuffled, so.Fit(), color="g")
    assert set(one["equation"]) == set(other["equation"])


def test_without_scipy(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name, *_: None)
    monkeypatch.setattr("plotkit.stats.methods.find_spec", lambda name: None)
    table = so.Table.of({name: np.array(column) for name, column in ONE.items()})
    with pytest.raises(
        MissingExtraError, match=r"The interval of Fit needs scipy.*plotkit-objects\[stats\]"
    ):
        so.Fit()(table, ())
    with pytest.raises(MissingExtraError, match=r"needs (statsmodels|scipy)"):
        so.Fit(robust=True)(table, ())
    found = so.Fit(errorbar=None)(table, ()).main
    assert found["y"][-1] == pytest.approx(4.6)
    assert np.isnan(found["p"]).all()


def test_nothing_of_numpy_or_statsmodels_is_said():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made({"x": BINARY["x"], "y": BINARY["y"]}, so.Fit(robust=True))
        made({"x": [1, 1, 1, 2, 2, 2], "y": [0, 1, 1, 0, 0, 1]}, so.Fit(family="binomial"))
