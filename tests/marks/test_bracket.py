"""Brackets: above all that is drawn, above each other, between groups that are dodged."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.errors import PlotSpecError
from plotkit.marks.bracket import Bracketing
from plotkit.mpl.artists.placedtexts import PlacedTexts
from plotkit.page import Page
from tests.marks.on_page import boxes_of, boxes_on, drawn, in_points

RNG = np.random.default_rng(0)
DATA = {
    "g": np.repeat(list("abcd"), 20),
    "y": np.concatenate([RNG.normal(mean, 1, 20) for mean in (3, 5, 4, 8)]),
    "s": np.tile(["u", "v"], 40),
    "p": np.repeat(["P", "Q"], 40),
}
SIX = {
    "from": ["a", "a", "a", "b", "b", "c"],
    "to": ["b", "c", "d", "c", "d", "d"],
    "t": ["ab", "ac", "ad", "bc", "bd", "cd"],
}


def bracketed(plot, data=SIX, mark=None, **names):
    names = {"xmin": "from", "xmax": "to", "text": "t"} | names
    return plot.add(mark or so.Bracket(), data=data, **names)


def brackets(compiled, panel=0):
    """Return the vertices of brackets in points, shape (4, 2), by their text."""
    ax = compiled.axes[panel]
    artist = placed(ax)
    found, _ = artist._find(compiled.figure.canvas.get_renderer())
    lines = (found.lines - ax.bbox.min) * 72 / compiled.figure.dpi
    return {text.get_text(): line for text, line in zip(artist.get_texts(), lines, strict=True)}


def placed(ax):
    return [one for one in ax.get_children() if isinstance(one, PlacedTexts)][-1]


def last_layer(compiled, panel=0):
    return boxes_on(placed(compiled.axes[panel]))


def apart(compiled, panel=0):
    """Check that brackets and their texts touch nothing of each other, and are in the panel."""
    lines, texts = brackets(compiled, panel), last_layer(compiled, panel)
    size = compiled.axes[panel].bbox.size * 72 / compiled.figure.dpi
    reach = {}
    for name, line in lines.items():
        low = np.minimum(line.min(axis=0), texts[name][0])
        high = np.maximum(line.max(axis=0), texts[name][1])
        assert (low >= -0.5).all() and (high <= size + 0.5).all()
        reach[name] = low, high
    names = list(reach)
    for i, one in enumerate(names):
        for other in names[:i]:
            (a, b), (c, d) = reach[one], reach[other]
            assert (b < c).any() or (d < a).any(), (one, other)
    return lines


# ----------------------------------------------------------------------------- K1: stacked brackets


def test_k1_stacked_above_everything():
    plot = so.Plot(DATA, x="g", y="y").add(so.Box()).add(so.Dots(), so.Swarm())
    lines = apart(drawn(bracketed(plot)))
    foot = {name: line[0, 1] for name, line in lines.items()}
    compiled = drawn(bracketed(plot))
    tops = {g: DATA["y"][DATA["g"] == g].max() for g in "abcd"}
    for name, at in foot.items():
        between = [g for g in "abcd" if name[0] <= g <= name[1]]
        top = in_points(compiled, [[0, max(tops[g] for g in between)]])[0, 1]
        assert at > top + 3
    assert foot["ab"] < foot["ac"] < foot["ad"] and foot["bc"] < foot["bd"] < foot["ad"]


def test_k1_disjoint_ones_on_one_height():
    data = {"from": ["a", "c", "a"], "to": ["b", "d", "d"], "t": ["ab", "cd", "ad"]}
    plot = so.Plot(DATA, x="g", y="y").add(so.Bar(), so.Agg())
    lines = apart(drawn(bracketed(plot, data)))
    assert lines["ab"][0, 1] == lines["cd"][0, 1] < lines["ad"][0, 1]
    low = apart(drawn(bracketed(plot, data, so.Bracket(align=False))))
    assert low["ab"][0, 1] < low["cd"][0, 1]


def test_k1_above_intervals_and_texts_on_bars():
    data = {"from": ["c"], "to": ["d"], "t": ["cd"]}
    plot = so.Plot(DATA, x="g", y="y").add(so.BarRange(), so.Est())
    plot = plot.add(so.Text(at="end", format=".1f"), so.Agg(), text="y")
    compiled = drawn(bracketed(plot, data))
    texts = boxes_of(compiled, 1)
    highest = max(box[1, 1] for box in texts.values())
    assert_allclose(apart(compiled)["cd"][0, 1], highest + 5, atol=0.6)


def test_k1_the_order_of_layers_changes_nothing():
    names = {"from": ["c"], "to": ["d"], "t": ["cd"]}
    plot = so.Plot(DATA, x="g", y="y").add(so.Bar(), so.Agg())
    texts = so.Text(at="end", format=".1f"), so.Agg()
    last = drawn(bracketed(plot.add(*texts, text="y"), names))
    first = drawn(bracketed(plot, names).add(*texts, text="y"))
    (bar,) = (one for one in first.artists(1) if isinstance(one, PlacedTexts))
    bar.place(first.figure.canvas.get_renderer())
    line = bar._leaders.get_paths()[0].vertices - first.axes[0].bbox.min
    assert_allclose(line * 72 / first.figure.dpi, apart(last)["cd"], atol=0.1)


def test_k1_lying():
    plot = so.Plot(DATA, x="y", y="g").add(so.Bar(), so.Agg()).add(so.Dots())
    compiled = drawn(bracketed(plot, xmin=None, xmax=None, ymin="from", ymax="to"))
    lines = apart(compiled)
    right = in_points(compiled, [[DATA["y"].max(), 0]])[0, 0]
    assert min(lines["cd"][:, 0]) > right
    assert_allclose(lines["ab"][[0, -1], 1].max(), in_points(compiled, [[0, 0]])[0, 1], atol=0.1)


# ---------------------------------------------------------------------- K2: log axes, negative bars


def test_k2_steps_are_equal_on_paper():
    steps = []
    for scale, values in ((None, DATA["y"]), ("log", np.exp(DATA["y"]))):
        plot = so.Plot({**DATA, "y": values}, x="g", y="y").add(so.Dots())
        plot = plot.scale(**({"y": scale} if scale else {})).layout(size=(6, 5))
        lines = apart(drawn(bracketed(plot)))
        for line in lines.values():
            assert_allclose(line[1, 1] - line[0, 1], 4)
        steps.append(lines["ad"][0, 1] - lines["bd"][0, 1])
    assert_allclose(steps[0], steps[1], atol=0.1)


def test_k2_above_the_greater_of_data_and_zero():
    data = {"g": ["a", "b"], "y": [-2.0, -3.0]}
    plot = so.Plot(data, x="g", y="y").add(so.Bar())
    compiled = drawn(bracketed(plot, {"from": ["a"], "to": ["b"], "t": ["ab"]}))
    foot = apart(compiled)["ab"][0, 1]
    assert_allclose(foot, in_points(compiled, [[0, 0]])[0, 1] + 5, atol=1)


def test_a_reversed_axis():
    data = {"g": ["a", "b"], "y": [2.0, 3.0]}
    plot = so.Plot(data, x="g", y="y").add(so.Bar()).scale(y=so.Continuous(reverse=True))
    compiled = drawn(bracketed(plot, {"from": ["a"], "to": ["b"], "t": ["ab"]}))
    assert apart(compiled)["ab"].max(axis=0)[1] < in_points(compiled, [[0, 3]])[0, 1]


# --------------------------------------------------------------- K3: facets, dodged groups, unknown


def test_k3_in_the_panels_of_its_rows():
    data = {"from": ["a", "c"], "to": ["b", "d"], "t": ["ab", "cd"], "p": ["P", "Q"]}
    plot = so.Plot(DATA, x="g", y="y").facet("p").share(y=False).add(so.Bar(), so.Agg())
    compiled = drawn(bracketed(plot, data))
    assert set(last_layer(compiled, 0)) == {"ab"} and set(last_layer(compiled, 1)) == {"cd"}
    for panel, name, top in ((0, "ab", "b"), (1, "cd", "d")):
        mean = DATA["y"][DATA["g"] == top].mean()
        foot = apart(compiled, panel)[name][0, 1]
        assert_allclose(foot, in_points(compiled, [[0, mean]], panel)[0, 1] + 5, atol=1)
    del data["p"]
    every = drawn(bracketed(plot, data))
    assert set(last_layer(every, 0)) == set(last_layer(every, 1)) == {"ab", "cd"}


def test_k3_no_new_panel_and_no_new_level():
    data = {"from": ["a"], "to": ["b"], "t": ["ab"], "p": ["R"]}
    plot = so.Plot(DATA, x="g", y="y").facet("p").add(so.Bar(), so.Agg())
    with pytest.warns(so.PlotWarning, match="1 rows dropped: 1 with col in an unlisted level"):
        assert len(drawn(bracketed(plot, data)).axes) == 2


def test_k3_between_dodged_groups():
    data = {
        "from": ["a", "a"], "to": ["a", "b"], "i": ["u", "v"], "j": ["v", "u"], "t": ["in", "over"]
    }  # fmt: skip
    plot = so.Plot(DATA, x="g", y="y", color="s").add(so.Box(), so.Dodge())
    compiled = drawn(bracketed(plot, data, start="i", end="j"))
    lines = apart(compiled)
    for name, ends in (("in", (-0.2, 0.2)), ("over", (0.2, 0.8))):
        places = in_points(compiled, [[end, 0] for end in ends])[:, 0]
        assert_allclose(lines[name][[0, -1], 0], places, atol=0.1)


def test_k3_unknown_names():
    plot = so.Plot(DATA, x="g", y="y", color="s").add(so.Bar(), so.Agg(), so.Dodge())
    with pytest.raises(PlotSpecError, match=r"xmax: 'e' is no level .* There are: 'a', 'b', 'c'"):
        bracketed(plot, {"from": ["a"], "to": ["e"], "t": ["?"]}).plot()
    one = {"from": ["a"], "to": ["a"], "t": ["?"], "i": ["u"], "j": ["w"]}
    with pytest.raises(PlotSpecError, match=r"end='w'.*no other layer shows a group .* 'u', 'v'"):
        bracketed(plot, one, start="i", end="j").plot()
    only = {name: column[:30] for name, column in DATA.items()}
    only["s"] = np.where(only["g"] == "b", "v", only["s"])
    plot = so.Plot(only, x="g", y="y", color="s").add(so.Bar(), so.Agg(), so.Dodge())
    one = {"from": ["b"], "to": ["b"], "t": ["?"], "i": ["u"], "j": ["v"]}
    with pytest.raises(PlotSpecError, match=r"start='u'.* shows at that position a group"):
        bracketed(plot, one, start="i", end="j").plot()


# --------------------------------------------------------------------------------------- the rest


def test_constants_and_numbers():
    plot = so.Plot({"g": [1, 2, 4], "y": [1.0, 2, 3]}, x="g", y="y").add(so.Dot())
    compiled = drawn(plot.add(so.Bracket(), xmin=1, xmax=4, text="all"))
    line = apart(compiled)["all"]
    assert_allclose(line[[0, -1], 0], in_points(compiled, [[1, 0], [4, 0]])[:, 0], atol=0.1)
    named = so.Plot(DATA, x="g", y="y").add(so.Dot())
    compiled = drawn(named.add(so.Bracket(), xmin="a", xmax="c", text="*"))
    assert_allclose(apart(compiled)["*"][-1, 0], in_points(compiled, [[2, 0]])[0, 0], atol=0.1)


def test_without_a_text():
    plot = so.Plot(DATA, x="g", y="y").add(so.Dot())
    compiled = drawn(plot.add(so.Bracket(tip=0), xmin="a", xmax="b"))
    (line,) = brackets(compiled).values()
    assert np.ptp(line[:, 1]) == 0


def test_looks():
    plot = so.Plot(DATA, x="g", y="y").add(so.Dot())
    mark = so.Bracket(color="red", linewidth=2, format="p = {:.2f}", fontsize=7)
    compiled = drawn(plot.add(mark, xmin="a", xmax="b", text=[0.041]))
    (artist,) = compiled.artists(1)
    (text,) = artist.get_texts()
    assert text.get_text() == "p = 0.04" and text.get_fontsize() == 7
    assert artist._leaders.get_linewidth()[0] == 2
    assert_allclose(artist._leaders.get_color()[0], [1, 0, 0, 1])


spans = st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), min_size=1, max_size=12)
tops = st.lists(st.tuples(st.floats(0, 300), st.floats(0, 150)), min_size=0, max_size=12)


@given(spans, tops, st.booleans())
@settings(max_examples=80, deadline=None)
def test_brackets_never_touch(ends, points, align):
    low, high = np.array(ends).T
    n = len(low)
    dots = np.array(points).reshape(-1, 2)
    others = {"points": np.stack([dots - 2, dots + 2], axis=1)}
    extent = np.tile([30.0, 10.0], (n, 1))
    middle = np.zeros((n, 2))
    page = Page(middle, (300.0, 200.0), extent, middle, ((0.0, 300.0), (0.0, 1.0)), others)
    found = Bracketing(low, high, 4.0, 5.0, align, (0, 0, 0, 1), 1.0)(page)
    reach = np.stack([found.lines.min(axis=1), found.lines.max(axis=1)], axis=1)
    texts = page.boxes(found.xy)
    reach = np.stack(
        [np.minimum(reach[:, 0], texts[:, 0]), np.maximum(reach[:, 1], texts[:, 1])], 1
    )
    for i in range(n):
        met = (reach[:, 0] < reach[i, 1]).all(axis=1) & (reach[:, 1] > reach[i, 0]).all(axis=1)
        assert met.sum() == 1
        lines = found.lines[i]
        beneath = (dots[:, 0] + 2 >= lines[0, 0]) & (dots[:, 0] - 2 <= lines[-1, 0])
        assert (dots[beneath, 1] + 2 <= lines[0, 1]).all()
