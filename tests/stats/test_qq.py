"""QQ: its row of the cases, and neighbours."""

import numpy as np
import pytest
from scipy import stats

import plotkit.objects as so
from plotkit.errors import MissingExtraError, PlotSpecError, PlotWarning
from tests.engines import relation, same

FIVE = [1, 2, 3, 4, 20]
BOTH = so.Dots() + so.Line(part="line")
PLACES = [-1.129, -0.4857, 0, 0.4857, 1.129]


def made(stat, part=None, *data, **names):
    plot = so.Plot(*data, **(names or {"y": FIVE})).add(BOTH, stat)
    return plot.plot().data(part=part)


def line_of(found):
    """Return intercept and slope of a line over the quantiles."""
    slope = (found["y"][1] - found["y"][0]) / (found["x"][1] - found["x"][0])
    return [found["y"][0] - slope * found["x"][0], slope]


def test_row41_positions():
    found = made(so.QQ())
    assert found["x"].tolist() == pytest.approx(PLACES, abs=5e-4)
    assert found["y"].tolist() == FIVE
    other = made(so.QQ(), x=FIVE)
    assert other["y"].tolist() == pytest.approx(PLACES, abs=5e-4)
    assert other["x"].tolist() == FIVE


@pytest.mark.parametrize(
    ("line", "expected"), [("fit", [6, 7.422]), ("quartile", [3, 1.4826]), ("identity", [0, 1])]
)
def test_row41_lines(line, expected):
    found = made(so.QQ(line=line), "line")
    assert line_of(found) == pytest.approx(expected, abs=5e-4)
    assert found["x"].tolist() == pytest.approx([-1.129, 1.129], abs=5e-4)
    assert line_of(made(so.QQ(), "line")) == pytest.approx([3, 1.4826], abs=5e-4)


def test_row41_a_distribution_with_its_parameters():
    found = made(so.QQ(stats.norm(9, 2)))
    assert found["x"].tolist() == pytest.approx([9 + 2 * q for q in PLACES], abs=1e-3)
    assert line_of(made(so.QQ(stats.norm(9, 2)), "line")) == pytest.approx([0, 1])
    assert line_of(made(so.QQ(stats.norm(9, 2), line="fit"), "line"))[1] > 3
    standard = made(so.QQ(stats.norm), "line")
    assert line_of(standard) == pytest.approx([3, 1.4826], abs=5e-4)


@pytest.mark.parametrize("dist", ["t", stats.t])
def test_row41_a_distribution_without_its_parameters(dist):
    with pytest.raises(
        PlotSpecError, match=r"'t' needs its parameters: df\. .*scipy\.stats\.t\(df="
    ):
        made(so.QQ(dist))
    assert len(made(so.QQ(stats.t(4)))["x"]) == 5


@pytest.mark.parametrize("dist", ["norm", "expon", "gumbel_r", "logistic"])
@pytest.mark.parametrize("n", [2, 3, 50])
def test_as_scipy(dist, n):
    values = np.random.default_rng(n).gamma(2, size=n)
    (q, ordered), (slope, start, _) = stats.probplot(values, dist=dist)
    found = made(so.QQ(dist), y=values)
    np.testing.assert_allclose(found["x"], q)
    np.testing.assert_allclose(found["y"], ordered)
    assert line_of(made(so.QQ(dist, line="fit"), "line", y=values)) == pytest.approx([start, slope])


def test_row41_groups_and_facets_without_missing_values():
    data = {"v": [5, 1, np.nan, 3, 2, 9, 4, 7], "g": list("aaaabbbb"), "f": list("uvuvuvuv")}
    with pytest.warns(PlotWarning, match="1 rows dropped"):
        found = made(so.QQ(), None, data, y="v", color="g")
    of_a = found["color"] == "a"
    assert found["y"][of_a].tolist() == [1, 3, 5]
    np.testing.assert_allclose(found["x"][of_a], stats.probplot([1, 3, 5])[0][0])
    np.testing.assert_allclose(found["x"][~of_a], stats.probplot([2, 9, 4, 7])[0][0])
    plot = so.Plot({n: c[3:] for n, c in data.items()}, y="v").facet("f").add(BOTH, so.QQ())
    lines = plot.plot().data(part="line")
    assert dict(zip(*np.unique(lines["col"], return_counts=True), strict=True)) == {"u": 2, "v": 2}


def test_row41_other_columns_stay_with_their_row():
    data = {"v": [3, 20, 1, 4, 2], "name": list("cxadb")}
    plot = so.Plot(data, y="v", text="name").add(so.Text(), so.QQ())
    found = plot.plot().data()
    assert dict(zip(found["text"], found["y"], strict=True)) == {
        "a": 1, "b": 2, "c": 3, "d": 4, "x": 20,
    }  # fmt: skip
    assert found["x"].tolist() == pytest.approx(PLACES, abs=5e-4)


def test_row41_one_row_is_a_point():
    found = made(so.QQ(), y=[7])
    assert (found["x"].tolist(), found["y"].tolist()) == ([0], [7])
    assert len(made(so.QQ(), "line", y=[7])["x"]) == 0


def test_a_log_axis_compares_logarithms():
    values = 10.0 ** np.random.default_rng(1).normal(size=30)
    plot = so.Plot(y=values).scale(y="log").add(BOTH, so.QQ(line="fit"))
    found = plot.plot().data(part="line")
    slope, start, _ = stats.probplot(np.log10(values))[1]
    np.testing.assert_allclose(np.log10(found["y"]), start + slope * np.asarray(found["x"]))
    assert plot.plot().axes[0].get_xlabel() == "Theoretical quantiles"


def test_engines_give_what_memory_gives(lazy_engine):
    data = {"x": [3.0, 1, 2, 7, 5, 4], "color": list("ababab")}
    lazy, memory = (so.QQ()(relation(one, data), ("color",)) for one in (lazy_engine, None))
    same(lazy.main, memory.main)
    same(lazy.others["line"], memory.others["line"])


def test_what_is_wrong(monkeypatch):
    with pytest.raises(PlotSpecError, match="Did you mean 'norm'"):
        made(so.QQ("norms"))
    with pytest.raises(PlotSpecError, match="Unknown line of QQ 'quartiles'"):
        so.QQ(line="quartiles")
    with pytest.raises(PlotSpecError, match="dist of QQ must be the name"):
        so.QQ(3)
    with pytest.raises(PlotSpecError, match="QQ takes x or y, not both"):
        made(so.QQ(), x=FIVE, y=FIVE)
    with pytest.raises(PlotSpecError, match="QQ takes no weight"):
        made(so.QQ(), y=FIVE, weight=FIVE)
    with pytest.raises(PlotSpecError, match="its values are levels"):
        made(so.QQ(), y=list("abc"))
    monkeypatch.setattr("importlib.util.find_spec", lambda name, *_: None)
    with pytest.raises(MissingExtraError, match=r"QQ needs scipy.*plotkit-objects\[stats\]"):
        so.QQ()(so.Table.of({"x": np.array([1.0, 2])}), ())
