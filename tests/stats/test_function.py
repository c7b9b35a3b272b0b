import math
import re

import numpy as np
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.errors import PlotSpecError, PlotWarning
from plotkit.stats.function import poles


def curve(p, f, layer=1, **options):
    made = p.add(so.Line(), so.Function(f, **options)).plot()
    return made, made.data(layer=layer)


def dots(x=(1, 2, 50), **options):
    return so.Plot(x=list(x), y=[0.0] * len(x), **options).add(so.Dots())


def test_42_it_gets_data_units_and_points_are_even_on_the_axis():
    _made, data = curve(dots().scale(x="log"), np.log)
    np.testing.assert_allclose(data["y"], np.log(data["x"]))
    np.testing.assert_allclose(np.diff(np.log10(data["x"])), np.ptp(np.log10(data["x"])) / 200)


def test_42_it_fills_the_view_and_does_not_widen_it():
    alone = dots().plot().axes[0].get_xlim()
    made, data = curve(dots(), np.sin)
    assert made.axes[0].get_xlim() == alone
    assert (data["x"].min(), data["x"].max()) == pytest.approx(alone)
    made, data = curve(dots().limit(x=(-5, 5)), np.sin)
    assert (data["x"].min(), data["x"].max()) == (-5, 5)


def test_42_values_widen_the_other_axis():
    made, data = curve(dots(), lambda x: x**2)
    assert made.axes[0].get_ylim()[1] > data["y"].max()


def test_42_without_other_layers_it_goes_over_xlim():
    made, data = curve(so.Plot(), np.sin, layer=0, xlim=(0, 6))
    assert (data["x"].min(), data["x"].max()) == (0, 6)
    assert made.axes[0].get_ylabel() == "sin"
    made, data = curve(so.Plot().limit(x=(-3, 2)), np.sin, layer=0)
    assert (data["x"].min(), data["x"].max()) == (-3, 2)


@pytest.mark.parametrize(
    "f", [lambda x: 1 / x, np.reciprocal, lambda v: 1 / float(v)], ids=["array", "ufunc", "single"]
)
@pytest.mark.parametrize("n", [100, 101])
def test_42_infinite_values_are_gaps(f, n):
    made, data = curve(so.Plot(), f, layer=0, xlim=(-1, 1), n=n)
    assert len(made.axes[0].lines) == 2
    assert np.isfinite(data["y"]).all()
    for line in made.axes[0].lines:
        assert len(set(np.sign(line.get_xdata()))) == 1


def test_42_undefined_values_are_gaps():
    def f(x):
        return math.sqrt(x * x - 1)  # of single numbers, and not within -1 to 1

    made, data = curve(so.Plot(), f, layer=0, xlim=(-2, 2))
    assert len(made.axes[0].lines) == 2
    assert (np.abs(data["x"]) >= 1).all()
    np.testing.assert_allclose(data["y"], np.sqrt(data["x"] ** 2 - 1))


def test_42_each_panel_has_its_own_view():
    p = so.Plot(x=[1, 2, 10, 30], y=[0, 1, 2, 3]).facet(col=list("aabb")).share(x=False)
    p = p.add(so.Dots()).add(so.Line(), so.Function(np.cos))
    made = p.plot()
    assert len(made.axes) == 2
    for ax in made.axes:
        x = ax.lines[0].get_xdata()
        assert (x[0], x[-1]) == pytest.approx(ax.get_xlim())


def test_pairs_and_horizontal_layers():
    p = so.Plot({"a": [1, 2, 3], "b": [10, 20, 30], "c": [5, 6, 4]}, y="c").pair(x=["a", "b"])
    made = p.add(so.Dots()).add(so.Line(), so.Function(np.sqrt), orient="x").plot()
    for ax in made.axes:
        x, y = ax.lines[0].get_data()
        assert (x[0], x[-1]) == pytest.approx(ax.get_xlim())
        np.testing.assert_allclose(y, np.sqrt(x))
    lying = so.Plot(x=[1, 2], y=[3, 5]).add(so.Dots())
    ax = lying.add(so.Line(), so.Function(np.square), orient="y").plot().axes[0]
    x, y = ax.lines[0].get_data()
    np.testing.assert_allclose(x, np.square(y))
    assert (y[0], y[-1]) == pytest.approx(ax.get_ylim())


def test_times_are_times():
    days = np.array(["2024-01-01", "2024-03-01"], dtype="M8[D]")

    def since(day):
        return (day - days[0]) / np.timedelta64(1, "D")

    p = so.Plot(x=days, y=[0, 1]).add(so.Dots())
    _made, data = curve(p, since, xlim=("2024-01-01", "2024-01-11"))
    assert (data["y"].min(), data["y"].max()) == (0, 10)


def test_a_curve_for_each_colour_unless_told():
    p = dots((1, 2, 3), color=list("aab"))
    assert len(p.add(so.Line(), so.Function(np.sin)).plot().axes[0].lines) == 2
    assert len(p.add(so.Line(), so.Function(np.sin), color=None).plot().axes[0].lines) == 1


def test_lazy_data_are_not_fetched(monkeypatch):
    data = pl.DataFrame({"x": np.arange(10_000.0), "y": np.ones(10_000)}).lazy()
    p = so.Plot(data, x="x", y="y").add(so.Bars(), so.Hist(), y=None)
    monkeypatch.setattr(so.Plot.config, "max_rows", 5_000)
    _, made = curve(p, np.sqrt, n=50)
    np.testing.assert_allclose(made["y"], np.sqrt(made["x"]))


@pytest.mark.parametrize(("f", "at"), [(np.tan, math.pi / 2), (lambda x: 1 / (x - 0.3), 0.3)])
def test_poles_are_no_zeros(f, at):
    place = np.linspace(at - 1, at + 1.1, 50)
    assert place[:-1][poles(f, place, f(place))] == pytest.approx([at], abs=0.05)
    zeros = np.linspace(-1, 1.1, 50)
    assert not poles(np.sin, zeros, np.sin(zeros)).any()
    assert not poles(np.sign, zeros, np.sign(zeros)).any()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"f": 3}, "f of Function must be a function, not 3"),
        ({"f": np.sin, "n": 1}, "n of Function must be a whole number from 2 on, not 1"),
        ({"f": np.sin, "xlim": 3}, r"xlim of Function must be \(first, last\), not 3"),
    ],
)
def test_wrong_parameters(options, message):
    with pytest.raises(PlotSpecError, match=message):
        so.Function(**options)


def test_what_it_cannot_do():
    with pytest.raises(PlotSpecError, match="Function needs numbers on both axes; x has levels"):
        curve(so.Plot(x=list("ab"), y=[1, 2]).add(so.Dots()), np.sin)
    with pytest.raises(PlotSpecError, match="The function broken of Function raised NameError"):

        def broken(x):
            return y + x  # noqa: F821 - that is what is broken

        curve(dots(), broken)
    with pytest.raises(PlotSpecError, match="has no place on the axis"):
        curve(dots().scale(x="log"), np.log, xlim=(-1, 3))


ROWS = {"x": [1.0, 2, 3, 4], "y": [1.0, 3, 2, 4]}
CURVE = so.Plot(ROWS, x="x", y="y").add(so.Line(), so.Function(np.sin)).add(so.Dot())


def test_errors_name_layers_by_their_number_in_the_plot():
    with pytest.raises(PlotSpecError, match=r"layer 3 \(Band, Agg\): ymin and ymax"):
        CURVE.add(so.Band(), so.Agg()).plot()


@pytest.mark.parametrize("margin", [False, True])
def test_warnings_do_so_too_once(margin):
    said = r"layer \d \(\w+, Est\)"
    with pytest.warns(PlotWarning, match=said) as told:
        if margin:
            side = so.Plot().add(so.Range(), so.Est(errorbar="sd"), y="y")
            CURVE.marginal(x=side).plot()
        else:
            CURVE.add(so.Range(), so.Est(errorbar="sd")).plot()
    assert [re.search(said, str(one.message))[0] for one in told] == ["layer 3 (Range, Est)"]
