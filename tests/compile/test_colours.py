"""Colours and levels in whole plots: in memory and in engines, in facets, in every figure."""

import numpy as np
import polars as pl
import pytest
from matplotlib import colors as mc

import plotkit.objects as so
from plotkit.errors import PlotSpecError, PlotWarning
from tests.engines import ENGINES

RNG = np.random.default_rng(7)
N = 240
FRAME = pl.DataFrame(
    {
        "kind": RNG.choice(list("abcdefg"), N, p=[0.05, 0.3, 0.1, 0.25, 0.1, 0.15, 0.05]),
        "year": RNG.choice([1990, 1995, 2000, 2005, 2020], N, p=[0.1, 0.4, 0.3, 0.15, 0.05]),
        "half": RNG.choice(["one", "two"], N),
        "price": RNG.lognormal(3, 1, N).round(2),
        "x": np.arange(N) / 7,
    }
).with_columns(
    holes=pl.when(pl.col("x") % 3 < 2).then(pl.col("price")),
    gaps=pl.when(pl.col("x") % 3 < 2).then(pl.col("kind")),
    sort=pl.col("kind").cast(pl.Enum(list("gfedcba"))),
    day=pl.date(2024, 1, 1) + pl.duration(days=pl.col("year") - 1990),
    flag=pl.col("kind") == "b",
)
PRICE = FRAME["price"].to_numpy()


@pytest.fixture(params=list(ENGINES))
def data(request):
    engine = ENGINES[request.param]
    return FRAME if engine is None else engine(FRAME)


@pytest.fixture(autouse=True)
def no_colours_left():
    yield
    so.Plot.config.colors.reset()


def heights(drawing, number=0, axis="x"):
    """Return the level and the height of each bar of a layer."""
    table, levels = drawing.tables[number].table, drawing.scales[axis].units.levels
    return {levels[int(x)]: y for x, y in zip(table["x"], table["y"], strict=True)}


def counted(column):
    rows = FRAME.group_by(column).len().sort("len", column, descending=[True, False])
    return dict(rows.iter_rows())


# ------------------------------------------------------------------------------------------ levels


@pytest.mark.parametrize("column", ["kind", "year", "day", "sort"])
def test_frequency_on_an_axis(draw, data, column):
    scale = so.Nominal(order="frequency")
    drawing = draw(so.Plot(data, x=column).add(so.Bar(), so.Count()).scale(x=scale))
    found = list(heights(drawing).values())
    assert found == sorted(counted(column).values(), reverse=True)
    levels = drawing.scales["x"].units.levels
    assert list(heights(drawing)) == list(levels)


@pytest.mark.parametrize("column", ["kind", "year", "day", "sort"])
def test_rare_levels_are_counted_together(draw, data, column):
    scale = so.Nominal(order="frequency", top=2)
    found = heights(draw(so.Plot(data, x=column).add(so.Bar(), so.Count()).scale(x=scale)))
    first, second, *rest = counted(column).values()
    assert list(found.values()) == [first, second, sum(rest)]
    assert list(found)[-1] == "Other"


@pytest.mark.parametrize("column", ["kind", "year", "sort"])
def test_rare_levels_are_one_colour_and_one_group(draw, data, column):
    plot = so.Plot(data, color=column, x="half").add(so.Bar(), so.Count(), so.Dodge())
    drawing = draw(plot.scale(color=so.Nominal(top=2)))
    table = drawing.tables[0].table
    rows = np.bincount(table["color"].codes, weights=table["y"], minlength=3)
    first, second, *rest = counted(column).values()
    assert sorted(rows[:2]) == sorted([first, second]) and rows[2] == sum(rest)
    assert [key.label for key in drawing.legends[0].keys][-1] == "Other"


def test_rare_levels_may_be_left_out(draw, data):
    plot = so.Plot(data, x="kind").add(so.Bar(), so.Count())
    with pytest.warns(PlotWarning, match="x in an unlisted level"):
        drawing = draw(plot.scale(x=so.Nominal(top=2, other=None)))
    assert len(heights(drawing)) == 2


def test_rows_without_a_level_are_not_joined(draw, data):
    plot = so.Plot(data, x="gaps").add(so.Bar(), so.Count())
    with pytest.warns(PlotWarning, match="missing x"):
        drawing = draw(plot.scale(x=so.Nominal(top=2)))
    assert sum(heights(drawing).values()) == FRAME["gaps"].drop_nulls().len()


@pytest.mark.parametrize("how", ["mean", "median", "max", "count", np.ptp])
@pytest.mark.parametrize("column", ["kind", "year"])
def test_order_by_another_variable(draw, data, column, how):
    scale = so.Nominal(order=so.by("price", how))
    drawing = draw(so.Plot(data, x=column).add(so.Bar(), so.Count()).scale(x=scale))
    reduce = {"mean": np.mean, "median": np.median, "max": np.max, "count": len}.get(how, np.ptp)
    groups = FRAME.group_by(column).agg("price").iter_rows()
    scores = {level: reduce(np.array(prices)) for level, prices in groups}
    ordered = [scores[level] for level in drawing.scales["x"].units.levels]
    assert ordered == sorted(ordered)


def test_the_dearest(draw, data):
    scale = so.Nominal(order=so.by("price"), top=3, reverse=True)
    drawing = draw(so.Plot(data, x="kind", y="price").add(so.Bar(), so.Agg()).scale(x=scale))
    means = dict(FRAME.group_by("kind").agg(pl.col("price").mean()).iter_rows())
    expected = sorted(means, key=means.get, reverse=True)[:3]
    assert list(drawing.scales["x"].units.levels) == [*expected, "Other"]


def test_order_by_what_the_data_lack(draw, data):
    plot = so.Plot(data, x="kind").add(so.Bar(), so.Count())
    with pytest.raises(PlotSpecError, match=r"no column 'prise'. Did you mean 'price'") as error:
        draw(plot.scale(x=so.Nominal(order=so.by("prise"))))
    assert "In the scale of 'x'." in error.value.__notes__


def test_order_by_categories(draw, data):
    plot = so.Plot(data, x="kind").add(so.Bar(), so.Count())
    with pytest.raises(PlotSpecError, match="'half', which holds categories"):
        draw(plot.scale(x=so.Nominal(order=so.by("half"))))
    drawing = draw(plot.scale(x=so.Nominal(order=so.by("half", "count"), reverse=True)))
    assert list(drawing.scales["x"].units.levels) == list(counted("kind")) or (
        list(heights(drawing).values()) == sorted(counted("kind").values(), reverse=True)
    )


def test_layers_with_other_data_tell_no_order(draw):
    other = {"kind": ["z", "b"], "n": [1, 2]}
    plot = so.Plot(FRAME, x="kind").add(so.Bar(), so.Count())
    plot = plot.add(so.Dot(), data=other, y="n").scale(x=so.Nominal(order=so.by("price")))
    assert draw(plot).scales["x"].units.levels[-1] == "z"


def test_frequency_counts_all_layers(draw):
    plot = so.Plot(x="k").add(so.Bar(), so.Count(), data={"k": ["a", "a", "b"]})
    plot = plot.add(so.Bar(), so.Count(), data={"k": ["b", "b", "c"]})
    drawing = draw(plot.scale(x=so.Nominal(order="frequency")))
    assert drawing.scales["x"].units.levels == ("b", "a", "c")


def test_constants_are_levels(draw, data):
    plot = so.Plot(data, x="x", y="price").add(so.Dots(), color="all")
    assert draw(plot.scale(color=so.Nominal(order="frequency", top=3))).scales["color"].levels == (
        "all",
    )


def test_facets_have_the_levels_of_all(draw, data):
    plot = so.Plot(data, x="kind").facet("half").add(so.Bar(), so.Count())
    drawing = draw(plot.scale(x=so.Nominal(order="frequency", top=2)))
    levels = {panel.x.scale.units.levels for panel in drawing.panels}
    assert levels == {(*list(counted("kind"))[:2], "Other")}
    assert drawing.tables[0].table["y"].sum() == N


def test_facets_that_share_no_axis_have_their_own_levels(draw):
    frame = FRAME.filter(~((pl.col("half") == "one") & (pl.col("kind") == "b")))
    plot = so.Plot(frame, x="kind").facet("half").share(x=False).add(so.Bar(), so.Count())
    drawing = draw(plot.scale(x=so.Nominal(order="frequency")))
    one, two = (set(panel.x.scale.units.levels) for panel in drawing.panels)
    assert {one == set("acdefg"), two == set("abcdefg")} <= {True, False}
    assert "b" in two ^ one


def test_more_levels_than_an_engine_may_send():
    n = 10_050
    frame = pl.DataFrame({"id": [f"u{i}" for i in range(n)] + ["u7"] * 3 + ["u9"] * 2})
    plot = so.Plot(frame.lazy(), x="id").add(so.Bar(), so.Count())
    with pytest.raises(PlotSpecError, match=r"so\.Nominal\(top=10\)"):
        plot.plot()
    drawing = plot.scale(x=so.Nominal(order="frequency", top=2)).plot()
    assert len(drawing.figure.axes[0].patches) == 3


# ---------------------------------------------------------------------------------------- amounts


@pytest.mark.parametrize("parts", [4, [0.2, 0.9]])
def test_quantiles(draw, data, parts):
    plot = so.Plot(data, x="x", y="x", color="price").add(so.Dots())
    look = draw(plot.scale(color=so.Continuous(quantiles=parts))).scales["color"]
    inner = [0.25, 0.5, 0.75] if parts == 4 else parts
    np.testing.assert_allclose(look.bounds, np.quantile(PRICE, [0, *inner, 1]))


def test_quantiles_of_two_layers(draw):
    random = np.random.default_rng(7)  # its own: tests run in any order
    one, other = random.normal(size=4000), random.normal(3, 2, size=2000)
    plot = so.Plot(x="v", y="v", color="v").add(so.Dots(), data={"v": one})
    plot = plot.add(so.Dots(), data={"v": other}).scale(color=so.Continuous(quantiles=4))
    whole = np.concatenate([one, other])
    found = draw(plot).scales["color"].bounds
    np.testing.assert_allclose(found, np.quantile(whole, [0, 0.25, 0.5, 0.75, 1]), atol=0.15)


def test_quantiles_of_a_layer_shown_twice_are_exact(draw, data):
    plot = so.Plot(data, x="x", y="x", color="price").add(so.Dots()).add(so.Dot())
    look = draw(plot.scale(color=so.Continuous(quantiles=2))).scales["color"]
    np.testing.assert_allclose(look.bounds[1], np.median(PRICE))


def test_quantiles_of_what_a_stat_makes(draw, data):
    plot = so.Plot(data, x="kind").add(so.Bar(), so.Count(), color="count")
    look = draw(plot.scale(color=so.Continuous(quantiles=2))).scales["color"]
    rows = sorted(counted("kind").values())
    np.testing.assert_allclose(look.bounds, [rows[0], np.median(rows), rows[-1]])


def shown(drawing):
    table = drawing.tables[0].table
    rows = np.argsort(table["x"])
    column = table["color"][rows]
    return [mc.to_hex(row[:3]) for row in np.asarray(drawing.scales["color"].outputs(column))]


@pytest.mark.parametrize("column", ["holes", "gaps"])
def test_missing_values_are_drawn_in_their_colour(draw, data, column):
    kind = so.Continuous if column == "holes" else so.Nominal
    plot = so.Plot(data, x="x", y="x", color=column).add(so.Dots())
    drawing = draw(plot.scale(color=kind(na="lime")))
    assert not drawing.notes
    lime = np.array(shown(drawing)) == mc.to_hex("lime")
    assert lime.tolist() == FRAME[column].is_null().to_list()


def test_missing_values_are_a_group_of_their_own(draw, data):
    plot = so.Plot(data, x="half", color="gaps").add(so.Bar(), so.Count(), so.Dodge())
    drawing = draw(plot.scale(color=so.Nominal(na="lime", top=2)))
    table = drawing.tables[0].table
    assert table["y"].sum() == N
    assert table["y"][table["color"].missing].sum() == FRAME["gaps"].null_count()


def test_missing_values_beside_unlisted_levels(draw, data):
    plot = so.Plot(data, x="x", y="x", color="gaps").add(so.Dots())
    with pytest.warns(PlotWarning, match="color in an unlisted level"):
        drawing = draw(plot.scale(color=so.Nominal(order=["b"], na="lime")))
    assert (
        drawing.tables[0].table.n
        == FRAME.filter(pl.col("gaps").is_null() | (pl.col("gaps") == "b")).height
    )


def test_missing_values_are_dropped_otherwise(draw, data):
    plot = so.Plot(data, x="x", y="x", color="holes").add(so.Dots())
    with pytest.warns(PlotWarning, match=f"{FRAME['holes'].null_count()} with missing color"):
        draw(plot)


def test_amounts_outside_are_dropped_and_counted(draw, data):
    plot = so.Plot(data, x="x", y="x", color="holes").add(so.Dots())
    inside = FRAME["holes"].is_between(10, 50)
    n = int((~inside).sum())
    with pytest.warns(PlotWarning, match=f"{n} with color outside its scale") as caught:
        drawing = draw(plot.scale(color=so.Continuous(norm=(10, 50), outside="drop")))
    assert "missing color" in str(caught[0].message)
    assert drawing.tables[0].table.n == int(inside.sum())


def test_amounts_outside_are_dropped_but_missing_ones_are_not(draw, data):
    plot = so.Plot(data, x="x", y="x", color="holes").add(so.Dots())
    scale = so.Continuous(norm=(10, 50), outside="drop", na="lime")
    with pytest.warns(PlotWarning, match="outside its scale"):
        drawing = draw(plot.scale(color=scale))
    kept = FRAME.filter(pl.col("holes").is_null() | pl.col("holes").is_between(10, 50))
    assert drawing.tables[0].table.n == kept.height
    assert shown(drawing).count(mc.to_hex("lime")) == FRAME["holes"].null_count()


def test_amounts_outside_look_as_if_they_were_missing(draw, data):
    plot = so.Plot(data, x="x", y="x", color="holes").add(so.Dots())
    scale = so.Continuous(norm=(10, 50), outside="na", na="lime")
    found = np.array(shown(draw(plot.scale(color=scale)))) == mc.to_hex("lime")
    inside = FRAME["holes"].is_between(10, 50).fill_null(False)
    assert found.tolist() == (~inside).to_list()


def test_amounts_without_a_logarithm_are_dropped_and_counted(draw, data):
    plot = so.Plot(data, x="x", y="price", color="x").add(so.Dots())
    with pytest.warns(PlotWarning, match="1 with color outside its scale"):
        draw(plot.scale(color="log"))


def test_an_axis_runs_backwards(draw):
    plot = so.Plot(FRAME, x="x", y="price").add(so.Dots())
    plot = plot.scale(x=so.Continuous(reverse=True), y=so.Continuous(trans="log", reverse=True))
    panel = draw(plot).panels[0]
    assert panel.x.limits[0] > panel.x.limits[1] and panel.y.limits[0] > panel.y.limits[1]
    forced = draw(plot.limit(x=(0, 5))).panels[0]
    assert forced.x.limits == (0, 5)


# --------------------------------------------------------------------------- colours of the session


def test_a_level_keeps_its_colour_in_every_figure(draw, data):
    so.Plot.config.colors["kind"] = {"b": "lime", "d": "black"}
    for frame in (FRAME, FRAME.filter(pl.col("kind").is_in(["d", "c"])), data):
        look = draw(so.Plot(frame, x="x", y="x", color="kind").add(so.Dots())).scales["color"]
        found = {lv: mc.to_hex(look.table[i][:3]) for i, lv in enumerate(look.levels)}
        assert found["d"] == "#000000" and found.get("b", "#00ff00") == "#00ff00"
        assert len(set(found.values())) == len(found)


def test_colours_hold_for_one_variable_or_for_all(draw):
    so.Plot.config.colors.update({"kind": {"b": "lime"}, "d": "black", "one": "red"})
    plot = so.Plot(FRAME, x="x", y="x").add(so.Dots(), color="kind")
    look = draw(plot).scales["color"]
    found = {lv: mc.to_hex(look.table[i][:3]) for i, lv in enumerate(look.levels)}
    assert (found["b"], found["d"]) == ("#00ff00", "#000000")
    half = draw(so.Plot(FRAME, x="x", y="x", color="half").add(so.Dots())).scales["color"]
    assert mc.to_hex(half.table[half.levels.index("one")][:3]) == "#ff0000"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"b": "red"}, "#ff0000"),
        ("okabe_ito", None),
        (so.Nominal(["red"] * 7), "#ff0000"),
        (so.Nominal(order="name"), "#00ff00"),
        (so.Nominal(top=2), "#00ff00"),
    ],
)
def test_what_the_scale_says_itself_wins(draw, values, expected):
    so.Plot.config.colors["b"] = "lime"
    plot = so.Plot(FRAME, x="x", y="x", color="kind").add(so.Dots()).scale(color=values)
    look = draw(plot).scales["color"]
    found = mc.to_hex(look.table[look.levels.index("b")][:3])
    assert found == expected if expected else found != "#00ff00"


def test_booleans_have_colours_too(draw, data):
    so.Plot.config.colors["flag"] = {True: "lime"}
    look = draw(so.Plot(data, x="x", y="x", color="flag").add(so.Dots())).scales["color"]
    assert mc.to_hex(look.table[0][:3]) == "#00ff00"


def test_only_colours_are_registered(draw):
    so.Plot.config.colors["b"] = "lime"
    plot = so.Plot(FRAME, x="x", y="x", marker="kind", fillcolor="kind").add(so.Dots())
    look = draw(plot).scales["fillcolor"]
    assert mc.to_hex(look.table[look.levels.index("b")][:3]) == "#00ff00"


def test_a_wrong_colour_is_told_where_it_is_used(draw):
    so.Plot.config.colors["b"] = "limy"
    with pytest.raises(PlotSpecError, match="'limy'"):
        draw(so.Plot(FRAME, x="x", y="x", color="kind").add(so.Dots()))


def test_registered_colours_are_forgotten(draw):
    so.Plot.config.colors["b"] = "lime"
    so.Plot.config.colors.reset()
    assert so.Plot.config.colors == {}
