"""Distributions without a position, such as a single box, stand in the middle."""

import numpy as np
import pandas as pd
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.errors import PlotSpecError
from plotkit.marks.primitives import Boxes, Points
from tests.engines import ENGINES

DATA = pd.DataFrame({"v": [1.0, 2, 3, 4, 9, 5], "w": [0.0, 2, 1, 3, 2, 1], "g": list("ababab")})
WAYS = {
    "box": [so.Box()],
    "boxen": [so.Boxen()],
    "violin": [so.Violin()],
    "ridge": [so.Ridge()],
    "raincloud": [so.Raincloud()],
    "strip": [so.Dots(), so.Jitter()],
    "swarm": [so.Dots(), so.Swarm()],
    "sina": [so.Dots(), so.Sina()],
    "both": [so.Box() + so.Dots().after(so.Jitter())],
}


def primitives(plot, kind):
    panels = plot.plot().drawing.panels
    return [p for panel in panels for m in panel.marks for p in m.primitives if isinstance(p, kind)]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("axis", ["x", "y"])
def test_a_single_one_is_that_of_one_level(way, axis):
    other = "y" if axis == "x" else "x"
    compiled = so.Plot(DATA, **{axis: "v"}).add(*way).plot()
    named = so.Plot(DATA.assign(one="one"), **{axis: "v", other: "one"}).add(*way).plot()
    one, panel = named.drawing.panels[0], compiled.drawing.panels[0]
    assert getattr(panel, axis).limits == getattr(one, axis).limits
    assert getattr(panel, other).limits == getattr(one, other).limits
    for drawn, wanted in zip(panel.marks, one.marks, strict=True):
        for p, q in zip(drawn.primitives, wanted.primitives, strict=True):
            if isinstance(p, Points | Boxes):
                np.testing.assert_array_equal(
                    p.xy if isinstance(p, Points) else p.corners,
                    q.xy if isinstance(q, Points) else q.corners,
                )
    compiled.figure.draw_without_rendering()
    ax = compiled.axes[0]
    assert [t.get_text() for t in getattr(ax, f"get_{other}ticklabels")()] == [""]
    assert getattr(ax, f"get_{other}label")() == ""
    assert getattr(ax, f"get_{axis}label")() == "v"


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_beside_a_panel(way):
    side = so.Plot().add(*way)
    plot = so.Plot(DATA, x="v", y="w").add(so.Dot()).marginal(x=side, y=side)
    main, top, right = plot.plot().drawing.panels
    assert (max(top.y.limits), min(right.x.limits)) == (0.5, -0.5)
    assert top.x.limits == main.x.limits and right.y.limits == main.y.limits


def corners(plot):
    return np.concatenate([one.corners for one in primitives(plot, Boxes)])


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
def test_groups_are_dodged_there(engine):
    frame = pl.from_pandas(DATA)
    data = frame if engine is None else engine(frame)
    plot = so.Plot(data, y="v", color="g").add(so.Box(), so.Dodge())
    np.testing.assert_allclose(corners(plot)[:, :, 0], [[-0.4, 0], [0, 0.4]], atol=1e-12)


def test_panels_and_pairs_and_a_log_axis():
    plot = so.Plot(DATA, y="v").facet("g").scale(y="log").add(so.Box())
    assert len(corners(plot)) == 2
    assert len(corners(so.Plot(DATA).pair(y=["v", "w"]).add(so.Box()))) == 2
    assert len(corners(so.Plot(DATA).pair(x=["v", "w"]).add(so.Box()))) == 2


def test_given_numbers_stand_there_too():
    five = dict(zip(("ymin", "q1", "median", "q3", "ymax"), range(5), strict=True))
    assert len(corners(so.Plot({"a": [1]}).add(so.Box(), **{n: [v] for n, v in five.items()}))) == 1


def test_other_layers_may_be_across_the_panel_or_at_a_share_of_it():
    plot = so.Plot(DATA, y="v").add(so.Box()).add(so.Rule(), y=5)
    plot = plot.add(so.Text(), so.Agg(), x=so.frac(0.9), text="value")
    assert len(corners(plot)) == 1


def test_no_rows():
    assert not primitives(so.Plot(DATA[:0], y="v").add(so.Box()), Boxes)


REQUIRED = r"layer 1 \(Box\): x is required"


@pytest.mark.parametrize(
    "plot",
    [
        so.Plot(DATA, y="v").add(so.Box()).add(so.Dots(), x="w"),  # the axis shows numbers
        so.Plot(DATA, y="v").add(so.Box()).add(so.Bars(), so.Hist()),  # or counts
        so.Plot(DATA, y="v").add(so.Box(), orient="y"),
    ],
    ids=["numbers", "counts", "orient"],
)
def test_no_place_is_made_up_where_the_axis_is_of_something(plot):
    with pytest.raises(PlotSpecError, match=REQUIRED):
        plot.plot()


def test_stats_of_the_position_and_plain_marks_keep_theirs():
    counts = so.Plot(DATA, x="g").add(so.Dots(), so.Count(), so.Jitter()).plot()
    assert counts.data(0)["y"].tolist() == [3, 3]
    with pytest.raises(PlotSpecError, match=r"layer 1 \(Dot\): x is required"):
        so.Plot(DATA, y="v").add(so.Dot()).plot()


@pytest.mark.parametrize("value", ["x", "y"])
@pytest.mark.parametrize(
    "layer",
    [
        (so.Dot(), so.Agg()),
        (so.ErrorBar(), so.Est()),
        (so.PointRange(),),
        (so.Dots(), so.Perc([25, 75])),
        (so.Range(), so.Intervals()),
    ],
)
def test_sums_stand_on_a_single_box(value, layer):
    plot = so.Plot(**{value: [1.0, 2, 3, 7]}).add(so.Box()).add(*layer).plot()
    place = "y" if value == "x" else "x"
    assert {*plot.data(1)[place]} == {*plot.data(0)[place]}


def test_a_sum_of_y_alone_stands_in_the_middle():
    drawn = so.Plot(y=[1.0, 2, 3]).add(so.Bar(), so.Agg()).plot().data(0)
    assert drawn["y"].tolist() == [2.0]
    with pytest.raises(PlotSpecError, match="Agg needs 'y'"):
        so.Plot(x=[1.0, 2, 3]).add(so.Bar(), so.Agg()).plot()
    with pytest.raises(PlotSpecError, match="Agg needs 'y'"):
        so.Plot(x=["a", "b"]).add(so.Bar(), so.Agg()).plot()


def test_errors_name_what_is_not_there():
    box = so.Plot(y=[1.0, 2, 3]).add(so.Box())
    with pytest.raises(PlotSpecError, match=r"scale\(x=\) is that of an axis on which nothing"):
        box.scale(x="log").plot()
    with pytest.raises(PlotSpecError, match="single group in its middle: assign x"):
        box.add(so.Bracket(), xmin=["a"], xmax=["b"], text=["*"], data={}).plot()


def test_a_group_without_a_name_has_none_in_warnings():
    plot = so.Plot(y=[1.0] * 60).add(so.Dot(pointsize=9), so.Swarm())
    with pytest.warns(so.PlotWarning, match=r"no room for \d+ of 60: they lie"):
        plot.plot().figure.draw_without_rendering()
