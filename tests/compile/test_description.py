"""What a picture shows in words: from what was said and computed, the same each time, and soon."""

import numpy as np
import pandas as pd
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.compile.phrases import ends_said, number
from plotkit.data.queries import listening
from tests.engines import LAZY

DATA = {
    "kind": ["a", "b", "b", "c"],
    "size": [1.0, 2.0, 4.0, 8.0],
    "mass": [10.0, 30.0, 20.0, 12345.0],
    "sex": ["f", "m", "f", "m"],
}
P = so.Plot(DATA, x="size", y="mass")
DAYS = pd.date_range("2024-01-01", periods=4)


def said(plot):
    return plot.plot().describe()


@pytest.mark.parametrize(
    ("plot", "alt"),
    [
        (
            P.add(so.Dot(), color="sex"),
            "Scatter plot of mass by size: 4 points; colour shows sex (f, m); size from 1 to 8, "
            "mass from 10 to 12,345.",
        ),
        (
            P.add(so.Dot(), color="sex", marker="sex", pointsize="mass"),
            "Scatter plot of mass by size: 4 points; colour and marker show sex (f, m); size shows "
            "mass (10 to 12,345); size from 1 to 8, mass from 10 to 12,345.",
        ),
        (
            so.Plot(DATA, x="kind").add(so.Bar(), so.Count()),
            "Bar chart of Count by kind: 3 bars from 4 rows; kind (a, b, c), Count from 0 to 2.",
        ),
        (
            so.Plot(DATA, y="kind", x="mass").add(so.Bar(), so.Agg("max")),
            "Bar chart of mass by kind: 3 bars from 4 rows; mass from 0 to 12,345, kind (a, b, c).",
        ),
        (
            so.Plot(DATA, x="size").add(so.Bars(), so.Hist(bins=2)),
            "Histogram of size: 2 bars from 4 rows; size from 1 to 8, Count from 0 to 3.",
        ),
        (
            so.Plot(DATA, y="size").add(so.Bars(), so.Hist(bins=2)),
            "Histogram of size: 2 bars from 4 rows; Count from 0 to 3, size from 1 to 8.",
        ),
        (
            P.facet("sex").add(so.Line()),
            "Line chart of mass by size: 2 lines from 4 rows; 2 panels by sex (f, m); size from 1 "
            "to 8, mass from 10 to 12,345.",
        ),
        (
            P.add(so.Band(), ymin="size", ymax="mass").add(so.Line()).add(so.Dot()),
            "Line chart of mass by size, with bands and points: 1 line from 4 rows; size from 1 "
            "to 8, mass from 1 to 12,345.",
        ),
        (
            P.add(so.Dots()).marginal(x=so.Plot().add(so.Bars(), so.Hist(bins=3))),
            "Scatter plot of mass by size, with histograms in the margins: 4 points; size from 1 "
            "to 8, mass from 10 to 12,345.",
        ),
        (
            so.Plot(DATA).pair(x=["size", "mass"], y=["mass"]).add(so.Dots()),
            "Scatter plot of mass by size and mass: 8 points from 4 rows; 2 panels; size from 1 "
            "to 8, mass from 10 to 12,345, mass from 10 to 12,345.",
        ),
        (
            so.Plot(x=DAYS, y=[1, 2, 3, 4]).add(so.Line()),
            "Line chart: 1 line from 4 rows; the x axis from 2024-01-01 to 2024-01-04, the y axis "
            "from 1 to 4.",
        ),
        (
            P.scale(x="log", y=so.Continuous().label(unit="g"))
            .label(x="Size\n($mm^2$)")
            .add(so.Dot()),
            "Scatter plot of mass by Size ($mm^2$): 4 points; Size ($mm^2$) from 1 to 8, mass from "
            "10 g to 12,345 g.",
        ),
        (
            so.Plot({"n": [*"abcdefgh"], "y": range(8)}, x="n", y="y").add(so.Dot()),
            "Dot plot of y by n: 8 points; n (8 from a to h), y from 0 to 7.",
        ),
        (
            P.label(x="", y="Mass (g)").add(so.Box(), x="kind"),
            "Box plot of Mass (g) by kind: 3 boxes from 4 rows; kind (a, b, c), Mass (g) from 10 "
            "to 12,345.",
        ),
        (so.Plot(), "Empty plot: the x axis from 0 to 1, the y axis from 0 to 1."),
    ],
)
def test_the_alternative_text(plot, alt):
    assert said(plot).alt == alt
    assert str(said(plot)) == alt


def test_a_mark_of_ones_own_is_called_by_its_name():
    def cross(v, pane):
        pane.points(v.xy(), marker="x")

    assert said(P.add(cross)).title == "Plot of cross of mass by size"


def test_names_of_levels_are_those_that_are_written():
    p = so.Plot(DATA, x="kind", y="mass", color="sex").add(so.Dot())
    p = p.label(x={"a": "one"}, color="Sex of the bird")
    alt = said(p).alt
    assert "kind (one, b, c)" in alt
    assert "colour shows Sex of the bird (f, m)" in alt


def test_the_caption_has_a_sentence_on_each_layer_and_what_is_lost():
    lossy = {**DATA, "mass": [10.0, 30.0, np.nan, 40.0]}
    p = so.Plot(lossy, x="size", y="mass").add(so.Dot()).add(so.Line(), so.PolyFit(order=1))
    with pytest.warns(so.PlotWarning, match="1 with missing y"):
        caption = said(p.scale(x="log").label(caption="Source: nobody")).caption
    for sentence in (
        "Scatter plot of mass by size, with fitted lines.",
        "3 points: 4 rows.",
        "1 fitted line: 4 rows, fitted by a polynomial.",
        "size from 1 to 8 on a log scale",
        "1 rows dropped: 1 with missing y.",
        "Source: nobody.",
    ):
        assert sentence in caption


def test_all_levels_are_in_the_caption():
    many = {"x": range(9), "y": range(9), "g": list("abcdefghi")}
    found = said(so.Plot(many, x="x", y="y", color="g").add(so.Dot()))
    assert "colour shows g (9 from a to i)" in found.alt
    assert "Colour shows g (a, b, c, d, e, f, g, h, i)." in found.caption


def test_a_title_of_ones_own_comes_first():
    found = said(P.add(so.Dot()).label(title="All of them?"))
    assert found.title == "All of them?"
    assert found.details.startswith("Scatter plot of mass by size: 4 points")
    assert found.alt == f"All of them? {found.details}"
    assert found.caption.startswith("All of them? Scatter plot")


def test_ones_own_words_take_the_place_of_the_others():
    p = P.add(so.Dot()).label(alt="Nothing to see.")
    assert said(p).alt == said(p).details == "Nothing to see."
    assert said(p.label(alt="More.")).alt == "More."
    assert "label(alt='Nothing to see.')" in repr(p)
    both = (p | p).label(alt="Twice.")
    assert said(both).alt == "Twice."
    assert "alt='Twice.'" in repr(both)


def test_a_composition_is_its_plots():
    p = P.add(so.Dot())
    found = said((p | p.label(alt="Again.")).label(tags="(a)", title="Both"))
    assert found.title == "Both"
    assert found.alt.startswith("Both. 2 plots: (a): Scatter plot")
    assert found.alt.endswith("(b): Again.")
    assert found.caption.count("Scatter plot of mass by size.") == 2


def test_what_no_file_may_hold_is_left_out():
    alt = said(P.add(so.Dot()).label(x="a\x00b\t c", y="\ud800x\nprice (\\$)")).alt
    assert "by ab c:" in alt
    assert "$" in alt and "\\" not in alt and alt.isprintable()


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
def test_an_engine_is_asked_nothing(engine):
    frame = pl.DataFrame({"g": list("aabb"), "y": [1.0, 2.0, 3.0, 5.0]})
    drawn = so.Plot(engine(frame), x="g", y="y").add(so.Bar(), so.Agg()).plot()
    with listening() as heard:
        alt = drawn.describe().alt
        drawn._repr_mimebundle_()
    assert not heard.queries
    assert alt.startswith("Bar chart of y by g: 2 bars")


def test_equal_plots_have_equal_words():
    plots = [so.Plot(dict(DATA), x="size", y="mass", color="kind").add(so.Dot()) for _ in "ab"]
    one, other = map(said, plots)
    assert one == other


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *[(0.0, "0"), (-2.5, "-2.5"), (9999.0, "9999"), (-12345.6, "-12,346"), (1e-7, "1e-07")],
        *[(float("inf"), "inf"), (0.1 + 0.2, "0.3")],
    ],
)
def test_numbers(value, text):
    assert number(value) == text


def test_times_are_said_as_exactly_as_they_differ():
    def ends(values):
        panel = so.Plot(x=values, y=range(len(values))).add(so.Dot()).plot().drawing.panels[0]
        return ends_said(panel.x.scale, *panel.x.held)

    assert ends(pd.to_datetime(["2024-01-01 00:00", "2025-01-01 12:00"])) == (
        "2024-01-01",
        "2025-01-01",
    )
    hours = ends(pd.to_datetime(["2024-01-01 10:00", "2024-01-01 15:30"]))
    assert hours == ("2024-01-01 10:00", "2024-01-01 15:30")
    local = pd.to_datetime(["2024-01-01 23:00", "2024-03-01 00:00"]).tz_localize("UTC")
    assert ends(local.tz_convert("Asia/Tokyo"))[0] == "2024-01-02"
    assert ends(pd.to_timedelta([1, 2], "h")) == ("1 h", "2 h")


@pytest.mark.parametrize(
    ("values", "scale", "said"),
    [
        (np.arange("2020-01-01", "2020-01-05", dtype="M8[D]"), None, "2020-01-01 to 2020-01-04"),
        (np.arange(1, 5).astype("m8[D]"), None, "1 d to 4 d"),
        (np.arange(1, 5), so.Continuous(trans="log").label(unit="${}"), "$1 to $4"),
        (np.arange(1, 5), so.Continuous(bins=[1, 2, 9]), "1 to 9"),
        (np.arange(1, 5), so.Continuous(bins=[-np.inf, 2, np.inf]), "-inf to inf"),
    ],
)
@pytest.mark.parametrize("look", ["color", "pointsize"])
def test_amounts_that_looks_show_are_told_as_those_of_axes(values, scale, said, look):
    data = {"x": range(4), "y": range(4), "z": values}
    plot = so.Plot(data, x="x", y="y", **{look: "z"}).add(so.Dots())
    plot = plot if scale is None else plot.scale(**{look: scale})
    assert f"shows z ({said})" in plot.plot().describe().alt


def test_lengths_of_time_that_no_timedelta_holds():
    plot = so.Plot(x=pd.to_timedelta([0, 16], "D"), y=[1, 2]).add(so.Dot(), so.Shift(x=-1e9))
    assert "-1,000,000,000 d to -999,999,984 d" in said(plot).alt
