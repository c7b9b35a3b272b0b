"""What users do with a figure afterwards, and figures of their own."""

import io
import pickle

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine, TightLayoutEngine
from matplotlib.legend import Legend

import plotkit.objects as so

DATA = {"x": [1, 2, 3, 4], "y": [1, 3, 2, 4], "g": list("aabb")}
PLOT = so.Plot(DATA, "x", "y", color="g").add(so.Line())


def labels(axis):
    return [text.get_text() for text in axis.get_ticklabels()]


def pixels(figure):
    buffer = io.BytesIO()
    figure.savefig(buffer, format="rgba")
    return np.frombuffer(buffer.getvalue(), dtype=np.uint8)


def on_axes(plot=PLOT):
    ax = Figure().subplots()
    plot.on(ax).plot()
    return ax


def share(figure, artist):
    """Return the box of an artist in shares of the figure."""
    return artist.get_window_extent().transformed(figure.transFigure.inverted())


# -------------------------------------------------------------------------------------- F1: order


@pytest.mark.parametrize(
    ("there", "added", "shown"),
    [
        (["a", "b"], ["b", "a"], ["a", "b"]),
        (["a", "b"], ["c", "b"], ["a", "b", "c"]),
        (["1", "2"], [2, 3], ["1", "2", "3"]),
        (["no", "False"], [True, False], ["no", "False", "True"]),
    ],
    ids=["turned", "new", "numbers", "booleans"],
)
def test_f1_categories_of_an_axes_keep_their_order(there, added, shown):
    ax = Figure().subplots()
    ax.bar(there, [1, 2])
    plot = so.Plot({"m": added, "v": [3, 4]}, x="m", y="v").scale(x=so.Nominal()).add(so.Dot())
    (points,) = plot.on(ax).plot().artists(0)
    ax.figure.draw_without_rendering()
    assert labels(ax.xaxis) == shown
    places = [shown.index(str(level)) for level in added]
    assert points.get_offsets()[:, 0].tolist() == places


def test_f1_horizontal_bars_keep_their_direction():
    ax = Figure().subplots()
    ax.barh(["a", "b"], [1, 2])
    so.Plot({"m": ["b", "a"], "v": [2, 1]}, y="m", x="v").add(so.Dot()).on(ax).plot()
    assert labels(ax.yaxis) == ["a", "b"]
    assert ax.get_ylim()[0] < ax.get_ylim()[1]


def test_f1_two_plots_on_one_axes_share_their_categories():
    ax = Figure().subplots()
    for levels in (["b", "a"], ["a", "c"]):
        so.Plot(x=levels, y=[1, 2]).add(so.Bar(), so.Agg()).on(ax).plot()
    assert labels(ax.xaxis) == ["b", "a", "c"]
    middles = [bar.get_x() + bar.get_width() / 2 for bar in ax.patches]
    assert middles == pytest.approx([0, 1, 1, 2])


@pytest.mark.parametrize("horizontal", [False, True])
def test_f1_true_stays_above_false_on_an_axis_of_values(horizontal):
    ax = Figure().subplots()
    given = {"x": list("ab"), "y": [True, False]}
    if horizontal:
        given = {"x": given["y"], "y": given["x"]}
    for _ in range(2):
        plot = so.Plot(**given).add(so.Dot(), orient="y" if horizontal else "x")
        (points,) = plot.on(ax).plot().artists(0)
        values = np.asarray(points.get_offsets())[:, 0 if horizontal else 1]
        assert values.tolist() == [1, 0]
        first, last = ax.get_xlim() if horizontal else ax.get_ylim()
        assert first < last


# ------------------------------------------------------------------------------------- F2: margins


@pytest.mark.parametrize("own", [True, False])
def test_f2_margins_are_not_added_twice(own):
    plot = so.Plot(x=["a", "b"], y=[1, 2]).add(so.Bar())
    ax = on_axes(plot) if own else plot.plot().axes[0]
    ax.axhline(3)
    assert ax.get_ylim() == pytest.approx((0, 3.15))
    ax.plot([0, 1], [1, 1])
    assert ax.get_xlim() == (-0.5, 1.5)


def test_f2_margins_of_other_scales():
    ax = on_axes(so.Plot(DATA, "x", "y").add(so.Dot()).scale(x="log").limit(y=(0, 9)))
    ax.axvline(100)
    assert ax.get_xlim() == pytest.approx((10**-0.1, 10**2.1))
    assert ax.get_ylim() == (0, 9)
    ax = on_axes(so.Plot(x=[1, 2], y=["a", "b"]).add(so.Bar()))
    ax.axvline(3)
    assert ax.get_xlim() == pytest.approx((0, 3.15))
    assert ax.get_ylim() == (1.5, -0.5)


# ------------------------------------------------------------------------- F3, F4, F10: legends


def test_f3_legend_is_popped_from_the_figure():
    ax = on_axes()
    figure = ax.figure
    assert figure.legends == [ax.get_legend()]
    old = figure.legends.pop(0)
    new = ax.legend(old.legend_handles, [text.get_text() for text in old.texts], title="G")
    assert figure.legends == []
    assert ax.get_legend() is new
    without = on_axes(PLOT.legend(None))
    without.legend(old.legend_handles, ["a", "b"], title="G").set_figure(without.figure)
    assert len([one for one in ax.get_children() if isinstance(one, Legend)]) == 1
    figure.draw_without_rendering()


def test_f3_legend_is_drawn_once_and_gone_when_popped():
    shown = on_axes(PLOT)
    once = pixels(shown.figure)
    shown.legend_ = None  # the figure alone has it
    np.testing.assert_array_equal(pixels(shown.figure), once)
    shown.figure.legends.clear()
    assert not np.array_equal(pixels(shown.figure), once)


def test_f3_legend_is_removed_cleared_and_pickled():
    ax = on_axes()
    copy = pickle.loads(pickle.dumps(ax.figure))
    np.testing.assert_array_equal(pixels(copy), pixels(ax.figure))
    ax.get_legend().remove()
    assert ax.get_legend() is None
    assert ax.figure.legends == []
    cleared = on_axes()
    cleared.clear()
    shown = pixels(cleared.figure)
    cleared.figure.legends.clear()
    np.testing.assert_array_equal(pixels(cleared.figure), shown)


@pytest.mark.parametrize(
    "move",
    [
        lambda legend: (legend.set_loc("upper left"), legend.set_bbox_to_anchor((0.15, 0.9))),
        lambda legend: legend.set_bbox_to_anchor((0.15, 0.9)),
    ],
    ids=["both", "anchor"],
)
def test_f4_legend_that_was_moved_stays_and_takes_no_room(move):
    compiled = PLOT.plot()
    figure, (ax,) = compiled.figure, compiled.axes
    figure.draw_without_rendering()
    before = ax.get_position().x1
    (legend,) = figure.legends
    move(legend)
    figure.draw_without_rendering()
    assert share(figure, legend).x0 == pytest.approx(0.15, abs=0.02)
    assert ax.get_position().x1 > before + 0.05


def test_f4_legend_of_an_axes_that_was_moved_stays():
    ax = on_axes()
    legend = ax.get_legend()
    legend.set_bbox_to_anchor((0.5, 0.5), ax.transAxes)
    so.Plot(DATA, "x", "y", marker="g").add(so.Dot()).on(ax).plot()
    box = legend.get_window_extent().transformed(ax.transAxes.inverted())
    assert (box.x0, box.y1) == pytest.approx((0.5, 0.5), abs=0.01)


def test_f10_legend_of_matplotlib_shows_what_was_added():
    ax = on_axes()
    ours = ax.get_legend()
    ax.axhline(2, label="limit")
    theirs = ax.legend()
    assert [text.get_text() for text in theirs.get_texts()] == ["limit"]
    assert ax.figure.legends == [ours]
    with_both = pixels(ax.figure)
    ax.figure.legends.clear()
    assert not np.array_equal(pixels(ax.figure), with_both)


@pytest.mark.parametrize(
    "plot", [PLOT.legend(None), so.Plot(DATA, "x", "y", color="g").add(so.Line(), legend=False)]
)
def test_f10_levels_that_have_no_guide_are_in_the_legend_of_matplotlib(plot):
    assert [text.get_text() for text in on_axes(plot).legend().get_texts()] == ["a", "b"]


# ------------------------------------------------------------------------- F5, F6, F7, F12: layouts


def test_f5_legend_stays_in_the_figure_of_a_tight_layout():
    compiled = PLOT.plot(pyplot=True)
    try:
        with pytest.warns(UserWarning, match="layout has changed to tight"):
            plt.tight_layout()
        compiled.figure.draw_without_rendering()
        legend, panel = compiled.figure.legends[0], compiled.axes[0].get_position()
        assert panel.x1 < share(compiled.figure, legend).x0
        assert share(compiled.figure, legend).x1 < 1
    finally:
        plt.close(compiled.figure)


@pytest.mark.parametrize("layout", ["tight", "constrained"])
@pytest.mark.parametrize("position", ["right", "left", "top", "bottom"])
def test_f5_engines_that_come_later_keep_room(layout, position):
    compiled = PLOT.facet("g").legend(position).label(title="T").plot()
    figure = compiled.figure
    figure.set_layout_engine(layout)
    figure.draw_without_rendering()
    box = share(figure, figure.legends[0])
    assert 0 <= box.x0 < box.x1 <= 1
    assert 0 <= box.y0 < box.y1 <= 1
    for ax in compiled.axes:
        panel = ax.get_position()
        apart = panel.x1 < box.x0, panel.x0 > box.x1, panel.y1 < box.y0, panel.y0 > box.y1
        assert any(apart)


def test_f6_margins_of_the_user_are_obeyed():
    figure = Figure()
    PLOT.facet("g").on(figure).plot()
    figure.subplots_adjust(left=0.3, top=0.7, wspace=0.5)
    for _ in range(2):
        figure.draw_without_rendering()
        first, second = (ax.get_position() for ax in figure.axes)
        assert first.x0 == pytest.approx(0.3)
        assert first.y1 == pytest.approx(0.7)
        assert second.x0 - first.x1 == pytest.approx(0.5 * first.width)
        assert second.x1 < share(figure, figure.legends[0]).x0


@pytest.mark.parametrize(
    ("name", "kind"),
    [("tight", TightLayoutEngine), ("constrained", ConstrainedLayoutEngine)],
)
def test_f7_engine_is_set_on_the_figure_it_belongs_to(name, kind):
    plot = PLOT.layout(engine=name)
    ax = on_axes(plot)
    assert isinstance(ax.figure.get_layout_engine(), kind)
    figure = Figure()
    plot.on(figure.subfigures(1, 2)[0]).plot()
    assert isinstance(figure.get_layout_engine(), kind)
    figure.draw_without_rendering()


def test_f7_no_engine_and_wrong_engines():
    figure = Figure(layout="tight")
    so.Plot(DATA, "x", "y").add(so.Dot()).layout(engine=None).on(figure.subplots()).plot()
    assert not isinstance(figure.get_layout_engine(), TightLayoutEngine)
    with pytest.raises(so.PlotSpecError, match="no layout engine 'tigth'"):
        on_axes(PLOT.layout(engine="tigth"))


@pytest.mark.parametrize("position", ["right", "bottom"])
def test_f12_titles_and_legends_of_a_subfigure_are_not_on_the_panels(position):
    figure = Figure(layout="constrained", figsize=(8, 4))
    parts = figure.subfigures(1, 2)
    for part in parts:
        plot = PLOT.legend(position).label(title="T", subtitle="S", caption="C")
        plot.on(part).plot()
    figure.draw_without_rendering()
    for part in parts:
        panel = part.axes[0].get_window_extent()
        boxes = [one.get_window_extent() for one in (*part.artists, *part.legends)]
        assert len(boxes) == 4
        assert not any(panel.overlaps(box) for box in boxes)


# ----------------------------------------------------------------------------- F8, F9, F11: styles


def test_f8_frames_of_legends_that_are_asked_for():
    plot = PLOT.theme({"legend.frameon": True, "legend.facecolor": "r"})
    (legend,) = plot.plot().figure.legends
    assert legend.get_frame_on()
    assert legend.get_frame().get_facecolor()[:3] == (1, 0, 0)
    assert not PLOT.plot().figure.legends[0].get_frame_on()


def test_f8_frames_said_for_the_session_and_within_panels():
    with so.Plot.config.theme.using({"legend.frameon": True}):
        assert PLOT.plot().figure.legends[0].get_frame_on()
    off = PLOT.theme({"legend.frameon": False})
    assert not off.legend("upper left").plot().figure.legends[0].get_frame_on()
    assert PLOT.legend("upper left").plot().figure.legends[0].get_frame_on()


@pytest.mark.parametrize("amounts", [False, True])
def test_f9_guides_beside_a_dark_axes_are_written_as_it_is(amounts):
    with plt.style.context("dark_background"):
        ax = Figure().subplots()
        so.Plot(DATA, "x", "y", color="y" if amounts else "g").add(so.Dot()).on(ax).plot()
    if amounts:
        (bar,) = [one for one in ax.get_children() if type(one).__name__ == "ColorBarArtist"]
        texts = [*bar.get_texts(), bar.get_title()]
    else:
        texts = [*ax.get_legend().get_texts(), ax.get_legend().get_title()]
    assert {text.get_color() for text in texts} == {ax.xaxis.label.get_color()} == {"white"}


def test_f11_whole_styles_are_not_warned_of():
    PLOT.theme("ticks").on(Figure()).plot()
    PLOT.theme("whitegrid", "paper").on(Figure().subplots()).plot()
    style = dict(mpl.rcParams.find_all(r"^axes\.(edge|face|label|grid|spines)"))
    PLOT.theme(style).on(Figure().subplots()).plot()


def test_f11_what_the_session_has_is_not_warned_of():
    with mpl.rc_context({"axes.linewidth": 3}):
        PLOT.theme({"axes.linewidth": 3.0}).on(Figure().subplots()).plot()
    with pytest.warns(so.PlotWarning, match=r"axes\.linewidth have no effect"):
        PLOT.theme({"axes.linewidth": 3.0}).on(Figure().subplots()).plot()


# ----------------------------------------------------------------------------------- F13: zooming


@pytest.mark.parametrize("pyplot", [False, True])
def test_f13_shared_axes_move_together(pyplot):
    compiled = so.Plot(DATA, "x", "y").facet("g").add(so.Dot()).plot(pyplot=pyplot)
    one, two = compiled.axes
    try:
        assert one.get_shared_x_axes().joined(one, two)
        two.set_xlim(0, 10)
        one.set_ylim(-1, 1)
        assert one.get_xlim() == (0, 10)
        assert two.get_ylim() == (-1, 1)
        compiled.figure.draw_without_rendering()
    finally:
        plt.close("all")


def test_f13_axes_that_show_different_ranges_do_not_move_together():
    free = so.Plot(DATA, "x", "y").facet("g").share(x=False).add(so.Dot()).plot().axes
    assert not free[0].get_shared_x_axes().joined(*free)
    assert free[0].get_shared_y_axes().joined(*free)
    pairs = so.Plot(DATA, y="y").pair(x=["x", "g"]).share(x=True).add(so.Dot()).plot().axes
    assert not pairs[0].get_shared_x_axes().joined(*pairs)
    log = so.Plot(DATA, "x", "y").facet("g").scale(x="log").add(so.Dot()).plot().axes
    log[0].set_xlim(1, 100)
    assert log[1].get_xlim() == (1, 100)
    assert log[1].get_xscale() == "log"


def test_f13_what_is_added_to_one_panel_widens_all():
    compiled = so.Plot(DATA, "x", "y").facet("g").add(so.Dot()).plot()
    compiled.axes[1].axhline(9)
    compiled.save(io.BytesIO())
    assert compiled.axes[0].get_ylim()[1] > 9
    twin = compiled.axes[0].twinx()
    twin.plot([0, 20], [1, 2])
    compiled.save(io.BytesIO())
    assert compiled.axes[1].get_xlim()[1] > 19


# ---------------------------------------------------------------------------- F14, F15: showing


@pytest.mark.parametrize(
    ("interactive", "kws", "open_after"),
    [
        (False, {}, False),
        (True, {}, True),
        (True, {"block": True}, False),
        (False, {"block": False}, True),
    ],
)
def test_f14_a_window_stays_open_where_nothing_waits(monkeypatch, interactive, kws, open_after):
    monkeypatch.setattr(plt, "show", lambda **kwargs: None)
    before = plt.isinteractive()
    (plt.ion if interactive else plt.ioff)()
    try:
        PLOT.show(**kws)
        assert bool(plt.get_fignums()) == open_after
    finally:
        plt.close("all")
        (plt.ion if before else plt.ioff)()


@pytest.mark.parametrize("backend", ["inline", "module://matplotlib_inline.backend_inline", "agg"])
def test_f15_pyplot_shows_its_figures_itself(monkeypatch, backend):
    compiled = PLOT.plot(pyplot=True)
    try:
        monkeypatch.setattr(mpl, "get_backend", lambda: backend)
        assert (compiled._repr_png_() is None) == (backend != "agg")
        given = PLOT.on(compiled.figure.axes[0].figure.add_subplot())
        assert (given._repr_png_() is None) == (backend != "agg")
        assert PLOT.plot()._repr_png_() is not None
        assert PLOT._repr_png_() is not None
    finally:
        plt.close("all")
    assert compiled._repr_png_() is not None  # it is pyplot's no longer


def test_f15_a_plot_that_was_saved_is_drawn_once():
    drawn = []

    def mark(v, pane):
        drawn.append(v.n)
        pane.points(v.xy())

    ax = Figure().subplots()
    plot = so.Plot(DATA, "x", "y").add(mark).on(ax)
    assert plot.save(io.BytesIO())._repr_png_() is not None
    assert len(drawn) == len(ax.collections) == 1
    plot._repr_png_()
    assert len(drawn) == 2
    assert "_drawn" not in vars(pickle.loads(pickle.dumps(PLOT.save(io.BytesIO()))))


# -------------------------------------------------------------------------------- F16: facets


def test_f16_panels_tell_their_facets_and_back():
    compiled = so.Plot(DATA, "x", "y").facet("g", "x").add(so.Dot()).plot()
    assert [(panel.col, panel.row) for panel in compiled.panels[:3]] == [
        *(("a", 1), ("b", 1), ("a", 2))
    ]
    panel = compiled.panel(col="b", row=2)
    assert panel.ax is compiled.axes[3]
    with pytest.raises(so.PlotSpecError, match=r"panel\(col='b'\) names 4 panels"):
        compiled.panel(col="b")
    with pytest.raises(so.PlotSpecError, match="Unknown facet or axis 'column'"):
        compiled.panel(column="b")


def test_f16_panels_of_pairs_and_dates():
    pairs = so.Plot(DATA, y="y").pair(x=["x", "g"]).add(so.Dot()).plot()
    assert [(panel.x, panel.y, panel.col) for panel in pairs.panels] == [
        *(("x0", "y", None), ("x1", "y", None))
    ]
    assert pairs.panel(x="x1").ax is pairs.axes[1]
    days = pd.to_datetime(["2024-01-01", "2024-01-02"])
    dates = so.Plot(x=[1, 2], y=[1, 2]).facet(days).add(so.Dot()).plot()
    assert dates.panel(col=days[1]).ax is dates.axes[1]
