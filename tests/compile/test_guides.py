"""Which guides there are, what they show and where they stand, as data."""

import numpy as np
import pytest

import plotkit.objects as so
from plotkit.compile.drawing import ColorBar, Legend
from plotkit.marks.primitives import Points

DAYS = np.arange("2024-01-01", "2024-01-07", dtype="datetime64[D]")
DATA = {
    "x": [1, 2, 3, 1, 2, 3],
    "y": [1.0, 2.0, 3.0, 4.0, 6.0, 5.0],
    "g": ["a", "a", "a", "b", "b", "b"],
    "h": ["u", "u", "v", "v", "w", "w"],
    "z": [1.0, 10.0, 100.0, 1000.0, 20.0, 2.0],
    "n": [5, 5, 5, 5, 5, 5],
    "day": DAYS,
}


def plot(**variables):
    return so.Plot(DATA, x="x", y="y", **variables)


def said(drawing):
    """Title, kind and entries of each guide."""
    return [one(guide) for guide in drawing.legends]


def one(guide):
    if isinstance(guide, ColorBar):
        return guide.title, "bar", [*guide.labels]
    return guide.title, "legend", [key.label for key in guide.keys]


def titles(drawing):
    return [guide.title for guide in drawing.legends]


AB = ("g", "legend", ["a", "b"])


class TestColorBars:
    @pytest.mark.parametrize("prop", ["color", "fillcolor", "edgecolor"])
    def test_amounts_in_colour_have_a_bar(self, draw, prop):
        mark = so.Line(marker="o") if prop == "fillcolor" else so.Dot()
        ((title, kind, labels),) = said(draw(plot(**{prop: "z"}).add(mark)))
        assert (title, kind) == ("z", "bar")
        assert labels == ["200", "400", "600", "800", "1000"]

    def test_ticks_stand_where_the_scale_puts_them(self, draw):
        p = plot(color="z").add(so.Dot()).scale(color=so.Continuous(norm=(0, 1000)))
        (bar,) = draw(p).legends
        np.testing.assert_allclose(bar.ticks, np.arange(6) / 5)
        assert bar.colors.shape == (256, 4)
        (bar,) = draw(p.scale(color="log")).legends
        assert bar.labels == ("1", "10", "100", "1000")
        np.testing.assert_allclose(bar.ticks, np.arange(4) / 3)

    def test_ends_of_the_bar_are_those_of_the_data(self, draw):
        drawing = draw(plot(color="z").add(so.Dot()).scale(color="viridis"))
        drawn = drawing.panels[0].marks[0].primitives[0].color
        (bar,) = drawing.legends
        np.testing.assert_allclose(bar.colors[0], drawn[0], atol=0.01)
        np.testing.assert_allclose(bar.colors[-1], drawn[3], atol=0.01)

    def test_times(self, draw):
        ((_, kind, labels),) = said(draw(plot(color="day").add(so.Dot())))
        assert kind == "bar"
        assert labels[0] == "2024-01-01"

    def test_as_the_scale_asks(self, draw):
        scale = so.Continuous().tick(at=[10, 500, 9999]).label(like="{x:.0f} m")
        assert said(draw(plot(color="z").add(so.Dot()).scale(color=scale)))[0][2] == [
            "10 m",
            "500 m",
        ]

    def test_low_amounts_are_first_even_if_they_get_the_last_colour(self, draw):
        p = plot(color="z").add(so.Dot()).scale(color=so.Continuous("viridis", norm=(1000, 0)))
        (bar,) = draw(p).legends
        assert bar.ticks[0] == pytest.approx(0)
        assert bar.labels[0] == "0"
        (other,) = draw(p.legend(reverse=True)).legends
        np.testing.assert_allclose(other.colors, bar.colors[::-1])
        np.testing.assert_allclose(other.ticks, 1 - np.array(bar.ticks))

    def test_opaque_and_the_title_asked_for(self, draw):
        (bar,) = draw(plot(color="z").add(so.Dot(alpha=0.2)).label(color=str.upper)).legends
        assert (bar.colors[:, 3] == 1).all()  # points lie on each other
        assert bar.title == "Z"

    @pytest.mark.parametrize(
        ("mark", "stats", "expected"),
        [
            (so.Tile(alpha=0.4), (so.Bin2D(),), 0.4),
            (so.Hex(alpha=0.4), (), 0.4),
            (so.Raster(alpha=0.4), (so.Bin2D(bins=4),), 0.4),
            (so.Contour(filled=True, alpha=0.4), (), 0.4),
            (so.Contour(alpha=0.4), (), 1),
            (so.Tile(), (so.Bin2D(),), 1),
            (so.Tile(alpha=0.4, edgewidth=1), (so.Bin2D(),), 0.4),
        ],
    )
    def test_as_opaque_as_cells_and_areas(self, mark, stats, expected):
        p = so.Plot(x=[0, 0, 0, 1, 2, 3, 4, 4], y=[0, 0, 0, 1, 3, 3, 4, 4]).add(mark, *stats)
        (bar,) = p.plot().drawing.legends
        np.testing.assert_allclose(bar.colors[:, 3], expected, atol=0.003)
        scale = so.Continuous(["#ff000080", "#0000ff80"])
        (own,) = p.scale(color=scale).plot().drawing.legends
        np.testing.assert_allclose(own.colors[:, 3], 128 / 255, atol=0.003)

    def test_shared_by_panels_and_pairs(self, draw):
        assert len(draw(plot(color="z").facet("g").add(so.Dot())).legends) == 1
        p = so.Plot(DATA, y="y", color="z").pair(x=["x", "n"]).add(so.Dot())
        assert len(draw(p).legends) == 1

    def test_computed(self, draw):
        p = so.Plot(DATA, x="z").add(so.Bars(), so.Hist(bins=3), color="count")
        assert said(draw(p))[0][:2] == ("Count", "bar")

    @pytest.mark.parametrize("other", ["pointsize", "alpha"])
    def test_with_another_property_of_the_variable_a_legend_shows_both(self, draw, other):
        p = plot(color="z", **{other: "z"}).add(so.Dot())
        assert [kind for _, kind, _ in said(draw(p))] == ["legend"]
        p = p.scale(color=so.Continuous(guide="colorbar"))
        assert [kind for _, kind, _ in said(draw(p))] == ["bar", "legend"]

    def test_a_legend_if_asked(self, draw):
        p = plot(color="z").add(so.Dot()).scale(color=so.Continuous(guide="legend"))
        assert said(draw(p))[0][1] == "legend"

    def test_one_amount_has_a_key(self, draw):
        assert said(draw(plot(color="n").add(so.Dot()))) == [("n", "legend", ["5"])]

    @pytest.mark.parametrize("prop", ["pointsize", "marker"])
    def test_what_is_no_colour_of_amounts_cannot_have_one(self, draw, prop):
        scale = so.Nominal if prop == "marker" else so.Continuous
        p = plot(**{prop: "g" if prop == "marker" else "z"}).add(so.Dot())
        with pytest.raises(so.PlotSpecError, match=f"colour of amounts.*{prop}"):
            draw(p.scale(**{prop: scale(guide="colorbar")}))


class TestScales:
    @pytest.mark.parametrize("guide", [None, False])
    def test_a_scale_without_a_guide(self, draw, guide):
        p = plot(color="g", marker="h").add(so.Dot()).scale(color=so.Nominal(guide=guide))
        assert titles(draw(p)) == ["h"]

    @pytest.mark.parametrize("scale", [so.Nominal, so.Continuous, so.Temporal, so.Boolean])
    def test_unknown_guides(self, scale):
        with pytest.raises(so.PlotSpecError, match=r"'colorbars'.*Did you mean 'colorbar'"):
            scale(guide="colorbars")


class TestPlace:
    @pytest.mark.parametrize("position", ["right", "left", "top", "bottom"])
    def test_sides(self, draw, position):
        p = plot(color="g", pointsize="z").add(so.Dot()).legend(position)
        assert [guide.position for guide in draw(p).legends] == [position, position]

    @pytest.mark.parametrize(
        ("position", "place"),
        [("upper left", (0, 1)), ("center", (0.5, 0.5)), ((0.25, 1), (0.25, 1)), ([1, 0], (1, 0))],
    )
    def test_within(self, draw, position, place):
        assert draw(plot(color="g").add(so.Dot()).legend(position)).legends[0].position == place

    @pytest.mark.parametrize("position", [None, False])
    def test_nowhere(self, draw, position):
        assert draw(plot(color="g").add(so.Dot(), label="a").legend(position)).legends == ()

    @pytest.mark.parametrize("name", ["color", "z"])
    def test_by_name(self, draw, name):
        p = plot(color="z", marker="g").add(so.Dot(), label="seen")
        drawing = draw(p.legend({name: "bottom", "layers": None}))
        assert [(g.title, g.position) for g in drawing.legends] == [("z", "bottom"), ("g", "right")]

    @pytest.mark.parametrize(
        "position", ["rigth", "best", (1, 2), (0.5,), 3, True, ("left", "top"), {"color": "up"}]
    )
    def test_wrong(self, position):
        with pytest.raises(so.PlotSpecError, match=r"position|Valid"):
            plot().legend(position)


class TestEntries:
    def test_columns(self, draw):
        p = plot(color="g", marker="h").add(so.Dot())
        assert [guide.columns for guide in draw(p.legend(columns=2)).legends] == [2, 2]
        assert [g.columns for g in draw(p.legend(columns={"h": 3})).legends] == [None, 3]

    def test_order_of_blocks(self, draw):
        p = plot(color="g", marker="h", pointsize="z").add(so.Dot(), label="seen")
        assert titles(draw(p)) == ["", "g", "h", "z"]
        assert titles(draw(p.legend(order=["z", "marker"]))) == ["z", "h", "", "g"]
        assert titles(draw(p.legend(order=["g", "layers"]))) == ["g", "", "h", "z"]

    @pytest.mark.parametrize("name", ["color", "h"])
    def test_order_of_entries(self, draw, name):
        p = plot(color="h").add(so.Dot())
        assert said(draw(p.legend(order={name: ["w", "u"]})))[0][2] == ["w", "u", "v"]

    def test_entries_by_label(self, draw):
        scale = so.Nominal().label(like=str.upper)
        p = plot(color="h").add(so.Dot()).scale(color=scale)
        assert said(draw(p.legend(order={"h": ["W", "u"]})))[0][2] == ["W", "U", "V"]

    def test_order_names_what_there_is(self, draw):
        p = plot(color="h").add(so.Dot())
        with pytest.raises(so.PlotSpecError, match=r"'uu'.*There are: 'u', 'v', 'w'"):
            draw(p.legend(order={"h": ["uu"]}))

    def test_reverse(self, draw):
        p = plot(color="g", marker="h").add(so.Dot())
        assert [e for _, _, e in said(draw(p.legend(reverse=True)))] == [
            ["b", "a"],
            ["w", "v", "u"],
        ]
        assert [e for _, _, e in said(draw(p.legend(reverse="h")))] == [["a", "b"], ["w", "v", "u"]]

    def test_keys_keep_their_looks(self, draw):
        p = plot(color="h").add(so.Dot())
        usual = {k.label: k.primitives[0].color.table.tolist() for k in draw(p).legends[0].keys}
        drawing = draw(p.legend(reverse=True, order={"h": ["v"]}))
        assert {
            k.label: k.primitives[0].color.table.tolist() for k in drawing.legends[0].keys
        } == usual

    def test_title(self, draw):
        p = plot(color="g", marker="h").add(so.Dot()).label(color="from label")
        assert titles(draw(p)) == ["from label", "h"]
        assert titles(draw(p.legend(title={"g": "G", "marker": ""}))) == ["G", ""]
        assert titles(draw(p.legend(title="both"))) == ["both", "both"]

    def test_most(self, draw):
        p = plot(color="h", marker="g").add(so.Dot())
        drawing = draw(p.legend(most={"h": 2}))
        assert said(drawing) == [("h", "legend", ["u", "v"]), AB]
        assert [guide.more for guide in drawing.legends] == [1, 0]

    def test_the_last_call_counts(self, draw):
        p = plot(color="g").add(so.Dot()).legend("left", title="G").legend(columns=2)
        (guide,) = draw(p).legends
        assert (guide.position, guide.title, guide.columns) == ("right", "g", 2)

    @pytest.mark.parametrize(
        "options",
        [
            {"columns": 0},
            {"columns": 1.5},
            {"most": -1},
            {"most": {"color": 0}},
            {"per": "panel"},
            {"title": 3},
            {"hide": 3},
            {"order": 3},
            {"order": {"g": "a"}},
            {"reverse": 3},
        ],
        ids=str,
    )
    def test_wrong(self, options):
        with pytest.raises(so.PlotSpecError):
            plot().legend(**options)


class TestHide:
    @pytest.mark.parametrize("name", ["color", "g"])
    def test_a_property_or_a_variable(self, draw, name):
        p = plot(color="g", marker="h").add(so.Dot())
        assert titles(draw(p.legend(hide=name))) == ["h"]

    def test_one_of_two_properties(self, draw):
        p = plot(color="g", marker="g").add(so.Dot())
        first, word = (k.primitives[0] for k in draw(p.legend(hide="color")).legends[0].keys)
        np.testing.assert_allclose(np.asarray(first.color), np.asarray(word.color))
        assert word.marker.table[word.marker.codes[0]].spec != "o"

    def test_a_labelled_layer(self, draw):
        p = plot().add(so.Dot(), label="seen").add(so.Line(), label="trend")
        assert said(draw(p.legend(hide=["seen"]))) == [("", "legend", ["trend"])]
        assert draw(p.legend(hide="layers")).legends == ()

    @pytest.mark.parametrize(
        "options",
        [{"hide": "colr"}, {"position": {"gg": "left"}}, {"title": {"gg": "a"}}, {"order": ["gg"]}],
        ids=str,
    )
    def test_names_that_mean_nothing(self, draw, options):
        with pytest.raises(so.PlotSpecError, match=r"legend\(\)"):
            draw(plot(color="g").add(so.Dot()).legend(**options))


class TestLabelledLayers:
    def test_beside_a_mapping_the_key_is_grey(self, draw):
        (own, block) = draw(plot(color="g").add(so.Dot(), label="seen")).legends
        assert [key.label for key in own.keys] == ["seen"]
        assert len(set(own.keys[0].primitives[0].color[:3])) == 1
        assert [key.label for key in block.keys] == ["a", "b"]

    def test_a_fixed_colour_stays(self, draw):
        own = draw(plot(color="g").add(so.Dot(color="r"), label="seen")).legends[0]
        assert own.keys[0].primitives[0].color == (1, 0, 0, 1)

    def test_a_constant_is_shown(self, draw):
        drawing = draw(plot().add(so.Dot(), color="one").add(so.Dot(), color="two", label="second"))
        own = next(guide for guide in drawing.legends if guide.keys[0].label == "second")
        block = next(guide for guide in drawing.legends if guide is not own)
        np.testing.assert_allclose(
            np.asarray(own.keys[0].primitives[0].color),
            np.asarray(block.keys[1].primitives[0].color),
        )


class TestEachPanelItsOwn:
    def test_only_the_levels_drawn_there(self, draw):
        drawing = draw(plot(color="h").facet("g").add(so.Dot()).legend("left", per="axes"))
        assert drawing.legends == ()
        own = [[one(guide) for guide in panel.guides] for panel in drawing.panels]
        assert own == [[("h", "legend", ["u", "v"])], [("h", "legend", ["v", "w"])]]
        assert all(panel.guides[0].position == "left" for panel in drawing.panels)

    def test_bars_are_whole(self, draw):
        drawing = draw(plot(color="z").facet("g").add(so.Dot()).legend(per="axes"))
        first, second = (panel.guides[0] for panel in drawing.panels)
        assert first.labels == second.labels

    def test_layers_that_draw_there(self, draw):
        p = so.Plot(DATA, y="y", color="g").pair(x=["x", "z"]).add(so.Dot(), label="seen")
        drawing = draw(p.legend(per="axes"))
        assert [[one(g)[2] for g in panel.guides] for panel in drawing.panels] == [
            [["seen"], ["a", "b"]]
        ] * 2

    def test_an_empty_panel_has_none(self, draw):
        p = plot(color="h").facet("g", order=["a", "c"]).add(so.Dot()).legend(per="axes")
        with pytest.warns(so.PlotWarning, match="rows dropped"):
            drawing = draw(p)
        assert [len(panel.guides) for panel in drawing.panels] == [1, 0]


class TestDirect:
    def ends(self, p, draw):
        drawing = draw(p)
        return [
            [(e.text, e.x, e.y) for e in panel.direct_labels] for panel in drawing.panels
        ], drawing

    def test_lines_end_at_their_last_point(self, draw):
        (ends,), drawing = self.ends(plot(color="g").add(so.Line()).legend("direct"), draw)
        assert ends == [("a", 3, 3), ("b", 3, 5)]
        assert drawing.legends == ()

    def test_in_the_colour_of_the_line(self, draw):
        drawing = draw(plot(color="g").add(so.Line(alpha=0.1)).legend("direct"))
        color = np.asarray(drawing.panels[0].marks[0].primitives[0].color)
        for end, row in zip(drawing.panels[0].direct_labels, color, strict=True):
            np.testing.assert_allclose(end.color, [*row[:3], 1])

    def test_in_the_middle_of_areas_and_bands(self, draw):
        (ends,), _ = self.ends(plot(color="g").add(so.Area(), so.Stack()).legend("direct"), draw)
        assert sorted(y for _, _, y in ends) == [1.5, 5.5]
        p = so.Plot(DATA, x="x", ymin="x", ymax="y", color="g").add(so.Band()).legend("direct")
        (ends,), _ = self.ends(p, draw)
        assert ends == [("a", 3, 3), ("b", 3, 4)]

    def test_lines_before_bands(self, draw):
        p = plot(color="g").add(so.Band(), ymin="x", ymax="y").add(so.Line(), so.Agg())
        (ends,), _ = self.ends(p.legend("direct"), draw)
        assert [text for text, _, _ in ends] == ["a", "b"]
        assert draw(p.legend("direct")).legends == ()

    def test_a_scale_may_ask(self, draw):
        p = plot(color="g", linestyle="h").add(so.Line()).scale(color=so.Nominal(guide="direct"))
        (ends,), drawing = self.ends(p, draw)
        assert [text for text, _, _ in ends] == ["a", "b"]
        assert titles(drawing) == ["h"]

    def test_two_variables_name_a_line_together(self, draw):
        p = plot(color="g", linestyle="h").add(so.Line()).legend("direct")
        (ends,), drawing = self.ends(p, draw)
        assert {text for text, _, _ in ends} == {"a, u", "a, v", "b, v", "b, w"}
        assert drawing.legends == ()

    def test_many_lines_of_one_name_have_it_once(self, draw):
        data = {"x": [0, 1] * 6, "y": np.arange(12.0), "id": np.repeat(np.arange(6), 2), "g": "p"}
        data["g"] = ["p"] * 6 + ["q"] * 6
        p = so.Plot(data, x="x", y="y", color="g", group="id").add(so.Lines()).legend("direct")
        (ends,), _ = self.ends(p, draw)
        assert ends == [("p", 1, 3), ("q", 1, 9)]

    def test_panels_have_what_they_show(self, draw):
        p = plot(color="h").facet("g").add(so.Line()).legend("direct")
        ends, _ = self.ends(p, draw)
        assert [[text for text, _, _ in each] for each in ends] == [["u", "v"], ["v", "w"]]

    def test_the_last_point_that_is_seen(self, draw):
        p = plot(color="g").add(so.Line()).legend("direct")
        assert self.ends(p.limit(x=(1, 2.5)), draw)[0] == [[("a", 2, 2), ("b", 2, 6)]]
        assert self.ends(p.limit(y=(0, 3.5)), draw)[0] == [[("a", 3, 3)]]
        assert self.ends(p.limit(x=(4, 0)), draw)[0] == [[("a", 1, 1), ("b", 1, 4)]]

    def test_marks_without_an_end_keep_the_legend(self, draw):
        assert said(draw(plot(color="g").add(so.Dot()).legend("direct"))) == [AB]
        assert said(draw(plot(color="z").add(so.Dot()).legend("direct")))[0][1] == "bar"
        lying = so.Plot(DATA, y="x", x="y", color="g").add(so.Line(), orient="y").legend("direct")
        assert said(draw(lying)) == [AB]

    def test_dots_beside_named_lines_need_no_legend(self, draw):
        p = plot(color="g").add(so.Dot()).add(so.Line()).legend("direct")
        assert draw(p).legends == ()

    def test_labels_of_layers(self, draw):
        p = plot().add(so.Line(), so.Agg(), label="mean").add(so.Dot(), label="seen")
        (ends,), drawing = self.ends(p.legend("direct"), draw)
        assert ends == [("mean", 3, 4)]
        assert said(drawing) == [("", "legend", ["seen"])]

    def test_constants(self, draw):
        p = (
            plot()
            .add(so.Line(), so.Agg(), color="mean")
            .add(so.Line(), so.Agg("max"), color="most")
        )
        (ends,), drawing = self.ends(p.legend("direct"), draw)
        assert [(text, y) for text, _, y in ends] == [("mean", 4), ("most", 5)]
        assert drawing.legends == ()

    def test_labels_as_the_scale_writes_them(self, draw):
        scale = so.Nominal(guide="direct").label(like=str.upper)
        (ends,), _ = self.ends(plot(color="g").add(so.Line()).scale(color=scale), draw)
        assert [text for text, _, _ in ends] == ["A", "B"]


def test_repr_and_equality():
    p = plot().legend("left", columns=2)
    assert repr(p).endswith(".legend(position='left', columns=2)")
    assert p == plot().legend("left", columns=2)
    assert p != plot().legend("left")
    assert repr(plot().legend(None)).endswith(".legend(position=False)")
    assert "legend" not in repr(plot().legend())


def test_marks_of_ones_own_have_bars_and_legends(draw):
    drawing = draw(plot(color="g").add(so.Dot()))
    assert isinstance(drawing.legends[0], Legend)


def test_a_key_has_the_colours_that_parts_of_a_mark_have():
    """Those alone are grey that stand for all levels."""
    data = {"x": [*"aabb"] * 3, "y": range(12), "g": [*"uv"] * 6}
    box = so.Box(median=so.Dot(color="w"))
    (legend,) = so.Plot(data, x="x", y="y", color="g").add(box, so.Dodge()).plot().drawing.legends
    dots = [one for key in legend.keys for one in key.primitives if isinstance(one, Points)]
    assert len(dots) == 2
    for dot in dots:
        np.testing.assert_allclose(np.asarray(dot.color).reshape(-1, 4), [[1, 1, 1, 1]])
