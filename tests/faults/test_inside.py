"""The promise "everything is inside the size you ask for", case by case."""

import io
import warnings
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.legend import Legend

import plotkit.objects as so
from plotkit.errors import PlotWarning
from plotkit.mpl.text.fitting import fitted, wrapped
from plotkit.mpl.text.pieces import Piece, within, words
from tests.inside import inked_edge, meetings, outside, saved

P = so.Plot
D = {
    "x": np.arange(24.0) % 7,
    "y": np.arange(24.0) ** 2,
    "g": ["a", "b", "a long name"] * 8,
    "h": ["u", "v"] * 12,
}
DOTS = P(D, x="x", y="y", color="g").add(so.Dot())
LONG = (
    "A title that goes on and on, because its author wished to tell the whole story before the "
    "reader has seen a single point of it"
)
PATHS = [f"/home/user/projects/analysis/results_2024/a_very_deep_folder/run{i}" for i in range(6)]
NAMES = (
    "mean_response_time_of_all_requests_in_millis",
    "total_number_of_active_sessions_per_instance",
)


def drawn(plot):
    compiled = plot.plot()
    compiled.figure.draw_without_rendering()
    return compiled


def box(artist):
    return artist.get_window_extent()


def sizes(compiled):
    return np.array([ax.bbox.size for ax in compiled.axes]) / compiled.figure.dpi


def check(plot, size, kinds=(("png", 96), ("svg", 96))):
    for kind, dpi in kinds:
        buffer, texts, said = saved(plot, format=kind, dpi=dpi)
        assert said == []
        assert list(outside(texts, size)) == []
        assert list(meetings(texts)) == []
        assert kind != "png" or not inked_edge(buffer, dpi)


# ------------------------------------------------------------------------ the resolution of a file

ZONES = {
    "w": ["Penn Station/Madison Sq West"] + [f"Zone {i}" for i in range(19)],
    "n": range(20),
}


@pytest.mark.parametrize("dpi", [72, 96, 150, 300])
def test_l1_a_file_is_laid_out_at_its_own_resolution(dpi):
    plot = P(ZONES, y="w", x="n").add(so.Bar()).label(y="")
    buffer, texts, _ = saved(plot, format="png", dpi=dpi)
    left = min(extents[0] for _, extents, _, _ in texts) * 72 / dpi
    assert left == pytest.approx(6.0, abs=0.2)
    picture = imread(buffer)
    inked = (picture != picture[0, 0]).any(axis=(0, 2))
    assert np.argmax(inked) * 72 / dpi == pytest.approx(6.0, abs=1.6)


@pytest.mark.parametrize("kind", ["svg", "pdf"])
def test_l1_files_without_pixels(kind):
    _, texts, _ = saved(P(ZONES, y="w", x="n").add(so.Bar()).label(y=""), format=kind)
    assert min(extents[0] for _, extents, _, _ in texts) == pytest.approx(6.0, abs=0.1)


def test_l1_the_figure_keeps_its_resolution_and_its_window():
    compiled = DOTS.plot()
    before = compiled.figure.dpi
    for kwargs in ({"format": "png", "dpi": 33}, {"format": "pdf"}, {"dpi": "figure"}):
        compiled.save(io.BytesIO(), **kwargs)
    assert compiled.figure.dpi == before


# ----------------------------------------------------------------------------------------- titles


@pytest.mark.parametrize(
    "make",
    [
        lambda p: p.facet("h"),
        lambda p: p.add(so.Line()),
        lambda p: p | p,
        lambda p: (p / p).layout(size=(6, 8)),
    ],
    ids=["facets", "one", "beside", "below"],
)
def test_l2_titles_are_broken_at_the_width_of_the_figure(make):
    plot = make(P(D, x="x", y="y").add(so.Dot())).label(title=LONG, subtitle=LONG, caption=LONG)
    figure = drawn(plot).figure
    for text in figure.artists:
        if hasattr(text, "get_text"):
            assert box(text).x0 >= 5
            assert box(text).x1 <= figure.bbox.width - 5
            assert text.get_text().replace("\n", " ") == LONG


def test_l2_a_long_word_and_lines_of_the_users_own():
    plot = DOTS.facet("h").label(title="One line\nand " + "x" * 200, caption="/".join(["abc"] * 60))
    check(plot, (6.4, 4.8))


@pytest.mark.parametrize("title", [None, "A title of some length here"])
def test_l3_a_panel_keeps_its_share_of_a_small_figure(title):
    plot = DOTS.layout(size=(3.0, 2.2))
    plot = plot.label(title=title) if title else plot
    ((width, height),) = sizes(drawn(plot))
    assert width > 0.3 * 3.0
    assert height > 0.3 * 2.2


def test_l3_the_legend_goes_below_and_comes_back():
    names = {**D, "g": ["a rather long name", "another long name", "one more of them"] * 8}
    compiled = drawn(P(names, x="x", y="y", color="g").add(so.Dot()).layout(size=(3.2, 3.6)))
    (legend,) = compiled.figure.legends
    ax = compiled.axes[0]
    assert box(legend).y1 < ax.bbox.y0
    assert ax.bbox.width > 0.45 * compiled.figure.bbox.width
    compiled.figure.set_size_inches(7, 4)
    compiled.figure.draw_without_rendering()
    assert box(legend).x0 > ax.bbox.x1
    assert legend.get_texts()[0].get_fontsize() == 11


WIDE = {**D, "g": ["a rather long name", "another long name", "one more of them"] * 8}
WIDE_DOTS = P(WIDE, x="x", y="y", color="g").add(so.Dot())


def test_l3_a_legend_stays_where_it_was_asked_for():
    plot = WIDE_DOTS.layout(size=(3.6, 3.6))
    (free,) = drawn(plot).figure.legends
    (auto,) = drawn(plot.legend("auto")).figure.legends
    compiled = drawn(plot.legend("right"))
    (asked,) = compiled.figure.legends
    assert box(free).y1 == box(auto).y1 < 0.4 * compiled.figure.bbox.height
    assert box(asked).x0 > compiled.axes[0].bbox.x1


@pytest.mark.parametrize("position", ["right", "left"])
def test_l3_unless_the_panel_could_not_be_read(position):
    plot = WIDE_DOTS.legend({"color": position}).layout(size=(1.9, 3))
    with pytest.warns(PlotWarning, match="The legend of 'g' stands below the panels, which have"):
        compiled = drawn(plot)
    (legend,) = compiled.figure.legends
    assert box(legend).y1 < compiled.axes[0].bbox.y0
    assert sizes(compiled).min() > 0.7


def test_l3_a_legend_of_several_plots_may_be_asked_for_too():
    both = WIDE_DOTS | WIDE_DOTS
    (free,) = drawn(both.layout(size=(6, 4))).figure.legends
    (asked,) = drawn(both.legend("right").layout(size=(6, 4))).figure.legends
    assert box(free).y0 < box(asked).y0


def test_l3_legends_of_panels_go_below_too():
    compiled = drawn(WIDE_DOTS.facet("h").legend(per="axes").layout(size=(5, 4)))
    for ax in compiled.axes:
        assert box(ax.get_legend()).y1 < ax.bbox.y0
    assert sizes(compiled).min() > 1


@pytest.mark.parametrize("per", ["figure", "axes"])
def test_l3_a_legend_within_a_panel_is_not_larger_than_that(per):
    data = {**D, "g": [PATHS[i % 4] for i in range(24)]}
    plot = P(data, x="x", y="y", color="g").add(so.Dot()).facet("h", "h")
    compiled = drawn(plot.legend("upper right", per=per).layout(size=(8, 5)))
    legends = compiled.figure.legends or [ax.get_legend() for ax in compiled.axes]
    for legend in legends:
        ax = compiled.axes[1] if per == "figure" else legend.axes
        inner, outer = box(legend), ax.bbox
        assert outer.x0 < inner.x0 < inner.x1 < outer.x1
        assert outer.y0 < inner.y0 < inner.y1 < outer.y1
    names = [text.get_text() for text in legends[0].get_texts()]
    assert len(set(names)) == len(names)


def test_l3_a_legend_larger_than_its_panel_stands_below():
    data = {**D, "g": [PATHS[i % 5] for i in range(24)]}
    plot = P(data, x="x", y="y", color="g").add(so.Dot()).facet(row="h").legend("upper right")
    plot = plot.layout(size=(8, 3.6))
    with pytest.warns(PlotWarning, match="The legend of 'g' stands below the panels"):
        compiled = drawn(plot)
    (legend,) = compiled.figure.legends
    assert box(legend).y1 < compiled.axes[-1].bbox.y0
    compiled.figure.set_size_inches(7, 7)
    compiled.figure.draw_without_rendering()
    assert box(legend).y0 > compiled.axes[0].bbox.y0  # there is room for it now
    with pytest.warns(PlotWarning, match="is larger than the panel in which it stands"):
        drawn(plot.layout(size=None, panel=(3, 0.5)))


def test_l3_what_cannot_be_read_is_told():
    plot = DOTS.label(title="A title").layout(size=(1.2, 1.0))
    with pytest.warns(PlotWarning, match=r"figure of 1.2 × 1 inches is too small: its panels"):
        drawn(plot)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn(DOTS.layout(panel=(0.4, 0.4)))  # as it was asked for


@pytest.mark.parametrize(
    "name",
    ["a row with a rather long name that does not fit at all", PATHS[0], "x" * 90],
    ids=["blanks", "path", "word"],
)
def test_l4_titles_of_rows_are_broken_or_shortened(name):
    data = {**D, "r": [name] * 12 + ["b"] * 12}
    plot = P(data, x="x", y="y").add(so.Dot()).facet("h", "r")
    check(plot, (6.4, 4.8))
    assert sizes(drawn(plot)).min() > 1.0


# ---------------------------------------------------------------------------- texts without blanks


@pytest.mark.parametrize(
    "make",
    [
        lambda d: P(d, x="x", y="y").add(so.Dot()).facet("p", wrap=3),
        lambda d: P(d, x="x", y="y", color="p").add(so.Dot()),
        lambda d: P(d, x="x", y="y", color="p").add(so.Dot()).legend("bottom"),
        lambda d: P(d, x="p", y="y").add(so.Dot()),
        lambda d: P(d, x="x", y="p").add(so.Dot()),
        lambda d: P(d, y="y").pair(x=list(NAMES)).add(so.Dot()),
        lambda d: P(d, x="x", y=NAMES[0] + "_" + NAMES[1]).add(so.Dot()),
        lambda d: P(d, x="x", y="y", color="y").add(so.Dot()).label(color=NAMES[0] + NAMES[1]),
    ],
    ids=["facets", "legend", "below", "across", "up", "pairs", "label", "bar"],
)
def test_l5_words_without_blanks(make):
    long = dict.fromkeys((*NAMES, "_".join(NAMES)), D["y"])
    plot = make({**D, **long, "p": PATHS * 4})
    check(plot, (6.4, 4.8))
    assert sizes(drawn(plot)).min() > 1.2


def test_l5_where_words_are_broken():
    def parts(text):
        return [piece.text for piece in within(Piece(text, " "))]

    assert parts("/home/user/a_file.csv") == ["/home/", "user/", "a_", "file.", "csv"]
    assert parts("CamelCaseName") == ["Camel", "Case", "Name"]
    assert parts("2024-01-01") == ["2024-01-01"]
    assert parts("-1.5") == ["-1.5"]
    assert parts("$x_1/y$") == ["$x_1/y$"]
    assert [piece.text for piece in words("a $x + y$ b")] == ["a", "$x + y$", "b"]


def test_l5_texts_that_differ_stay_different():
    figure = Figure()
    text = figure.text(0, 0, "x")
    from plotkit.mpl.text.ruler import Ruler, measuring

    ruler = Ruler(text, measuring(figure))
    for names in (PATHS, [name[::-1] for name in PATHS], ["x" * 80 + c + "y" * 80 for c in "abc"]):
        short = fitted(names, ruler, 90.0, 1)
        assert len(set(short)) == len(names)
        assert all(ruler.size(one)[0] <= 90 and "…" in one for one in short)
    ends = [f"/home/run{i}/model.csv" for i in range(9)]
    assert fitted(ends, ruler, 48.0, 1)[3] == "…n3/…"
    assert fitted(ends, ruler, 100.0, 1)[3] == "…n3/model.…"
    assert fitted([r"\$" * 80], ruler, 60.0, 1)[0].replace(r"\$", "") == "…"
    assert wrapped("a b", ruler, 1.0) is None
    assert fitted(["$" + "x" * 80 + "$"], ruler, 60.0) == ["$" + "x" * 80 + "$"]
    assert wrapped("word " * 5000, ruler, 100.0) is None  # without measuring each


# ------------------------------------------------------------------------------------ limits, order

WORDS = {"x": range(4), "n": [10, 20, 30, 40], "t": ["a name beside a point"] * 4}


def texts_inside(compiled):
    for ax in compiled.axes:
        for text in ax.texts:
            one = box(text)
            assert one.x0 >= ax.bbox.x0 - 1
            assert one.x1 <= ax.bbox.x1 + 1
            assert one.y0 >= ax.bbox.y0 - 1
            assert one.y1 <= ax.bbox.y1 + 1


@pytest.mark.parametrize(
    "plot",
    [
        P(WORDS, x="x", y="n", text="t").add(so.Dot()).add(so.Text(halign="left", offset=4)),
        P(WORDS, x="x", y="n", text="t").add(so.Text(halign="right")).scale(y="log"),
        P({"w": list("abcd"), "n": WORDS["n"]}, x="w", y="n", text="n")
        .add(so.Bar())
        .add(so.Text(valign="bottom", offset=4)),
        P({"w": list("abcd"), "n": WORDS["n"], "t": ["forty euros"] * 4}, y="w", x="n", text="t")
        .add(so.Bar())
        .add(so.Text(halign="left", offset=4)),
        P({**WORDS, "t": ["name"] * 4, "g": list("aabb")}, x="x", y="n", text="t")
        .add(so.Text())
        .facet("g"),
    ],
    ids=["points", "log", "bars", "lying", "facets"],
)
def test_l6_limits_grow_for_texts(plot):
    texts_inside(drawn(plot))
    figure = Figure(figsize=(8, 5))
    texts_inside(drawn(plot.on(figure)))


def test_l6_titles_of_rows_stand_beyond_texts():
    words = {"x": [1, 2, 3], "n": [1, 2, 3], "t": ["low", "middle", "a rather long text"]}
    words["r"] = ["a", "b", "b"]
    plot = P(words, x="x", y="n", text="t").add(so.Text(halign="left")).facet(["u"] * 3, "r")
    plot = plot.limit(x=(0, 3)).layout(size=(5, 4))
    _, texts, _ = saved(plot, format="png", dpi=96)
    assert list(meetings(texts)) == []
    assert list(outside(texts, (5, 4))) == []


def test_l6_a_title_of_a_row_that_somebody_moved_stays():
    compiled = drawn(P(D, x="x", y="y").add(so.Dot()).facet("g", "h"))
    first, second = (text for ax in compiled.axes for text in ax.texts)
    assert first.xyann == second.xyann
    first.xyann = (30.0, 5.0)
    compiled.figure.set_size_inches(5, 5)
    compiled.figure.draw_without_rendering()
    assert first.xyann == (30.0, 5.0)


def test_l6_limits_that_somebody_set_stay():
    plot = P(WORDS, x="x", y="n", text="t").add(so.Text(halign="left"))
    assert drawn(plot.limit(x=(0, 3))).axes[0].get_xlim() == (0, 3)
    compiled = drawn(plot)
    grown = compiled.axes[0].get_xlim()
    assert grown[1] > 3.3
    compiled.axes[0].set_xlim(0, 2)
    compiled.figure.draw_without_rendering()
    assert compiled.axes[0].get_xlim() == (0, 2)
    on = Figure().subplots()
    plot.on(on).plot()
    assert on.get_xlim()[1] > 3.3


@pytest.mark.parametrize("subtitle", [None, "S"])
@pytest.mark.parametrize("per", ["figure", "axes"])
def test_l7_title_legend_panel_in_this_order(subtitle, per):
    compiled = drawn(DOTS.legend("top", per=per).label(title="T", subtitle=subtitle))
    ax = compiled.axes[0]
    legends = [*compiled.figure.legends, *(c for c in ax.get_children() if isinstance(c, Legend))]
    assert box(legends[0]).y0 > ax.bbox.y1
    heads = [ax.title] if subtitle is None else compiled.figure.artists
    for text in heads:
        assert box(text).y0 >= box(legends[0]).y1 - 1
        assert box(text).y1 <= compiled.figure.bbox.height - 5


# ------------------------------------------------------------------------------------ tick labels


def labels(axis):
    return [text.get_text() for text in axis.get_ticklabels() if text.get_text()]


def test_l8_names_shrink_before_they_are_left_out():
    names = [f"Country number {i}" for i in range(30)]
    ranking = drawn(P({"w": names, "n": range(30)}, y="w", x="n").add(so.Bar()))
    assert labels(ranking.axes[0].yaxis) == names
    assert 7 <= ranking.axes[0].yaxis.get_ticklabels()[0].get_fontsize() < 11
    short = [c * 3 for c in "abcdefghijklmnopqrstuvwxyz"]
    wide = P({"w": short, "n": range(26)}, x="w", y="n").add(so.Bar()).layout(size=(9, 4))
    axis = drawn(wide).axes[0].xaxis
    assert labels(axis) == short
    assert axis.get_ticklabels()[0].get_rotation() == 0


def test_l8_what_was_asked_for_is_there_or_told():
    years = list(range(2000, 2012))
    plot = P({"w": years, "n": range(12)}, x="w", y="n").add(so.Line())
    plot = plot.scale(x=so.Continuous().tick(at=years))
    axis = drawn(plot.layout(size=(4, 3))).axes[0].xaxis
    assert labels(axis) == [str(year) for year in years]
    many = so.Continuous().tick(at=np.linspace(2000, 2011, 100))
    with pytest.warns(PlotWarning, match=r"The x axis leaves out \d+ of the labels that tick"):
        drawn(plot.scale(x=many))


def test_l8_names_that_are_left_out_are_told():
    plot = P({"w": [f"Country {i}" for i in range(200)], "n": range(200)}, y="w", x="n")
    with pytest.warns(PlotWarning, match=r"The y axis names \d+ of its 200 levels"):
        drawn(plot.add(so.Bar()))


# --------------------------------------------------------------------------------- legends, insets


def rows(legend):
    boxes = [box(handle) for handle in legend.legend_handles]
    return sorted(boxes, key=lambda each: -each.y0)


def test_l9_rows_are_as_high_as_their_keys():
    data = {"x": [1, 2, 3], "y": [1, 2, 3], "s": [1, 2, 3]}
    plot = P(data, x="x", y="y", pointsize="s").add(so.Dot()).scale(pointsize=(5, 40))
    (legend,) = drawn(plot).figure.legends
    texts = [box(text) for text in legend.get_texts()]
    middles = [(one.y0 + one.y1) / 2 for one in texts]
    high = [np.sqrt(h.get_sizes()[0]) * 100 / 72 for h in legend.legend_handles]
    for i in range(len(high) - 1):
        assert middles[i] - middles[i + 1] >= (high[i] + high[i + 1]) / 2
    whole = box(legend)
    assert whole.y0 <= middles[-1] - high[-1] / 2 + 3


def test_l9_thick_lines_end_in_their_row():
    data = {"x": list("abc"), "lo": [1, 2, 3], "hi": [3, 4, 5], "c": list("abc")}
    plot = P(data, x="x", ymin="lo", ymax="hi", color="c").add(so.Range(linewidth=12))
    (legend,) = drawn(plot).figure.legends
    keys = rows(legend)
    for upper, lower in pairwise(keys):
        assert upper.y0 - lower.y1 >= -1


@pytest.mark.parametrize("mark", [so.Dots(alpha=0.1), so.Dot(alpha=0.05), so.Line(alpha=0.1)])
def test_l9_keys_can_be_seen(mark):
    (legend,) = drawn(P(D, x="x", y="y", color="g").add(mark)).figure.legends
    (handle, *_) = legend.legend_handles
    shown = handle.get_facecolor()[0][3] if hasattr(handle, "get_sizes") else None
    alpha = shown if shown is not None else handle.get_alpha() or handle.get_color()[3]
    assert alpha >= 0.5


def test_l9_keys_of_alpha_show_it():
    (legend,) = drawn(P(D, x="x", y="y", alpha="g").add(so.Dot())).figure.legends
    alphas = [handle.get_facecolor()[0][3] for handle in legend.legend_handles]
    assert len(set(alphas)) == 3


MANY = {"x": np.arange(25.0), "y": np.arange(25.0), "g": [f"level {i}" for i in range(25)]}


@pytest.mark.parametrize("position", ["bottom", "top", "right", "left"])
@pytest.mark.parametrize("size", [(6.4, 4.8), (6, 3)])
def test_l10_entries_find_room(position, size):
    plot = P(MANY, x="x", y="y", color="g").add(so.Dot()).legend(position).layout(size=size)
    (legend,) = drawn(plot).figure.legends
    assert [text.get_text() for text in legend.get_texts()] == MANY["g"]


def test_l10_what_is_cut_is_told_and_never_all():
    data = {
        "x": range(300),
        "y": range(300),
        "g": [f"a level with the number {i}" for i in range(300)],
    }
    plot = P(data, x="x", y="y", color="g").add(so.Dot()).layout(size=(4, 3))
    with pytest.warns(PlotWarning, match=r"The legend of 'g' shows \d+ of its 300 entries"):
        (legend,) = drawn(plot).figure.legends
    texts = [text.get_text() for text in legend.get_texts()]
    assert len(texts) > 5
    assert texts[-1] == f"… {300 - len(texts) + 1} more"


def test_l11_an_inset_is_opaque_and_says_what_it_covers():
    plot = P(D, x="x", y="y").add(so.Dot())
    small = P(D, x="x").add(so.Bars(), so.Hist())
    with pytest.warns(PlotWarning, match=r"The inset covers data of its panel: \d+ of Dot"):
        compiled = drawn(plot.inset(small, "lower right", size=(0.5, 0.5)))
    grounds = [p for p in compiled.axes[0].get_children() if getattr(p, "get_zorder", int)() == 5]
    assert all(ground.get_alpha() in (None, 1) for ground in grounds)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn(plot.limit(y=(-800, 600)).inset(small, "lower right", size=(0.5, 0.4)))
    figure = Figure()
    with pytest.warns(PlotWarning, match="The inset covers"):
        plot.inset(small, "lower right", size=(0.5, 0.5)).on(figure.subplots()).plot()


@pytest.mark.parametrize("labels", [{"subtitle": "s"}, {"caption": "c"}, {}])
@pytest.mark.parametrize("facet", [False, True])
def test_l12_a_title_has_one_size_and_is_over_the_panels(labels, facet):
    plot = DOTS.label(title="A title", **labels)
    compiled = drawn(plot.facet("h") if facet else plot)
    heads = [a for a in compiled.figure.artists if getattr(a, "get_text", str)() == "A title"]
    (title,) = heads or [compiled.axes[0].title]
    assert title.get_fontsize() == 12
    left, right = compiled.axes[0].bbox.x0, compiled.axes[-1].bbox.x1
    assert (box(title).x0 + box(title).x1) / 2 == pytest.approx((left + right) / 2, abs=1)


@pytest.mark.parametrize("dpi", [72, 96, 100, 150])
def test_l8_labels_come_back_where_the_layout_has_room_for_them(dpi):
    data = {"day": np.arange("2024-02-20", "2024-03-10", dtype="M8[D]"), "y": np.arange(19.0)}
    plot = P(data, x="day", y="y").add(so.Line()).limit(x=("2024-02-25", "2024-03-05"))
    compiled = plot.layout(size=(4.6, 3.2)).plot()
    compiled.save(io.BytesIO(), dpi=dpi)
    assert len(compiled.axes[0].get_xticks()) == 3


@pytest.mark.parametrize("position", ["auto", "right", "bottom", "top"])
@pytest.mark.parametrize("n", [45, 100, 1000])
def test_l3_what_tells_of_more_entries_has_its_room(position, n):
    names = np.repeat([str(i) for i in range(n)], 2)
    plot = so.Plot(x=np.arange(2 * n) % 2, y=np.arange(2 * n), color=names).add(so.Line())
    figure = plot.legend(position).plot().figure
    figure.draw_without_rendering()
    box = figure.legends[0].get_window_extent()
    assert box.x0 >= 0
    assert box.x1 <= figure.bbox.width
    assert box.y0 >= 0
    assert box.y1 <= figure.bbox.height
