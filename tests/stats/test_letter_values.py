"""LetterValues: row 32 of the specification, and the numbers of seaborn."""

from dataclasses import replace

import numpy as np
import pytest

import plotkit.objects as so
from plotkit.data.table import Table
from plotkit.stats import engineselection, selection
from plotkit.stats.letter_values import DEPTHS, LetterValues
from tests.engines import relation, same


def pieces(y, stat, engine=None, **columns):
    """Return levels with their ends, and the outliers."""
    data = {"x": np.zeros(len(y)), "y": np.asarray(y, float), **columns}
    made = stat(relation(engine, data), ())
    t = made.main.collect()
    rows = sorted(zip(t["level"].tolist(), t["ymin"].tolist(), t["ymax"].tolist(), strict=True))
    assert len(set(t["median"].tolist())) == 1
    return rows, float(t["median"][0]), made.others["outliers"].collect()["y"].tolist()


def test_b13_letter_values(engine):
    rows, median, outside = pieces(range(100), LetterValues(), engine)
    assert median == 49.5
    assert rows == [
        (1, 24.75, 74.25),
        (2, 12.375, 24.75),
        (2, 74.25, 86.625),
        (3, 6.1875, 12.375),
        (3, 86.625, 92.8125),
    ]
    assert outside == [*range(7), *range(93, 100)]


@pytest.mark.parametrize("depth", [*DEPTHS, 5])
def test_32_few_rows_have_one_box(depth, engine):
    rows, _, outside = pieces(range(6), LetterValues(depth), engine)
    assert rows == [(1, 1.25, 3.75)]
    assert outside == [0, 1, 4, 5]
    rows, *_ = pieces(range(15), LetterValues(depth))
    assert len(rows) == 1


def test_never_more_boxes_than_the_data_can_tell_apart():
    for n in (16, 40, 100, 1000):
        for depth in (*DEPTHS, 99):
            rows, *_, outside = pieces(np.arange(float(n)), LetterValues(depth))
            deepest = max(level for level, *_ in rows)
            assert deepest <= np.log2(n)
            assert len(outside) >= 2 or depth == "full"


def test_full_goes_to_the_extremes():
    rows, _, outside = pieces(np.arange(100.0), LetterValues("full"))
    assert min(low for _, low, _ in rows) == 0 and max(high for *_, high in rows) == 99
    assert not outside


@pytest.mark.peer
@pytest.mark.parametrize("depth", ["tukey", "proportion", "trustworthy", 4])
def test_numbers_are_those_of_seaborn(depth):
    module = pytest.importorskip("seaborn._statistics")
    y = np.random.default_rng(1).normal(size=3000)
    theirs = module.LetterValues(depth, 0.007, 0.05)(y)
    rows, median, outside = pieces(y, LetterValues(depth))
    ends = np.unique([end for _, *both in rows for end in both])
    assert median == pytest.approx(theirs["median"])
    if depth != "proportion":  # seaborn rounds a negative logarithm up
        assert ends == pytest.approx(np.unique(theirs["values"]))
        assert sorted(outside) == pytest.approx(sorted(theirs["fliers"]))


def test_weights_and_methods(engine):
    y = np.arange(40.0)
    weight = np.where(y < 20, 1.0, 2.0)
    rows, median, _ = pieces(y, LetterValues(2), engine, weight=weight)
    repeated = np.repeat(y, weight.astype(int))
    shares = [0.125, 0.25, 0.5, 0.75, 0.875]
    expected = np.quantile(repeated, shares, method="inverted_cdf")
    assert [rows[1][1], rows[0][1], median, rows[0][2], rows[2][2]] == expected.tolist()
    rows, *_ = pieces([1, 2, 100, 101], LetterValues(method="hazen"), engine)
    assert rows == [(1, 1.5, 100.5)]


def test_groups_of_many_rows_in_engines(engine, monkeypatch):
    monkeypatch.setattr(selection, "FEW", 500)
    monkeypatch.setattr(engineselection, "FETCHED", 500)
    rng = np.random.default_rng(3)
    data = {"x": rng.integers(0, 3, 4000).astype(float), "y": rng.standard_cauchy(4000)}
    there = relation(engine, data)
    there = there if engine is None else replace(there, limit=3000)
    made, expected = LetterValues()(there, ()), LetterValues()(relation(None, data), ())
    for name in ("ymin", "ymax", "level", "median", "x"):
        np.testing.assert_allclose(made.main.collect()[name], expected.main[name])
    same(made.others["outliers"], expected.others["outliers"])


def test_wrong_words():
    for depth in (0, -1, 2.5, True, None):
        with pytest.raises(so.PlotSpecError, match="depth of LetterValues must be a number of box"):
            LetterValues(depth)
    with pytest.raises(so.PlotSpecError, match=r"depth of LetterValues 'tukay'\. Did you mean"):
        LetterValues("tukay")
    with pytest.raises(so.PlotSpecError, match="outlier_prop"):
        LetterValues(outlier_prop=2)
    assert not LetterValues()(Table.of({"y": np.empty(0)}), ()).main.n


def test_an_engine_finds_many_values_by_one_test_of_each_row(monkeypatch):
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.setattr(selection, "FEW", 500)
    monkeypatch.setattr(engineselection, "FETCHED", 500)
    rows = "select i % 8 as x, (i * 7919) % 10007 + 1000 * (i % 8) as y from range(8000) r(i)"
    with duckdb.connect() as connection:
        relation = connection.sql(f"select 'g' || x as x, y from ({rows})")
        made = so.Plot(relation, x="x", y="y").add(so.Boxen()).plot()
        asked = made.explain().as_dict()["layers"][0]["queries"]
        eager = so.Plot(relation.df(), x="x", y="y").add(so.Boxen()).plot()
        for name in ("x", "ymin", "ymax"):
            expected = eager.data(layer=0)[name].to_list()
            assert made.data(layer=0)[name].to_pylist() == expected
    filters = [part.split("\n")[0] for each in asked for part in each["text"].split("WHERE")[1:]]
    chosen = [condition for condition in filters if "_cell" in condition]
    assert chosen
    assert all(condition.count('"_cell"') <= 2 for condition in chosen)
