import warnings

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import plotkit.objects as so

LIMITED = [so.Range, so.Band]


@pytest.mark.parametrize("flip", [False, True])
def test_range(flip, draw):
    widths = np.array([1.0, 2])
    (primitive,) = draw(
        so.Range({"zorder": 4}), flip=flip, x=[1, 2], ymin=[0, 1], ymax=[3, 5], linewidth=widths
    )
    expected = np.array([[[1, 0], [1, 3]], [[2, 1], [2, 5]]])
    assert_array_equal(primitive.paths.split(), expected[..., ::-1] if flip else expected)
    assert (
        np.shares_memory(primitive.linewidth, widths)
        and primitive.kws == {"zorder": 4}
        and not primitive.each
    )


@pytest.mark.parametrize("flip", [False, True])
def test_dash(flip, draw):
    (primitive,) = draw(
        so.Dash(color="r", alpha=0.5), flip=flip, x=[1, 2], y=[3, 4], width=[0.8, 0.4]
    )
    expected = np.array([[[0.6, 3], [1.4, 3]], [[1.8, 4], [2.2, 4]]])
    assert_allclose(primitive.paths.split(), expected[..., ::-1] if flip else expected)
    assert primitive.color == (1, 0, 0, 0.5)
    assert (primitive.linewidth, primitive.linestyle) == (1.5, (0, None))


DATA = {"x": [1, 1, 2, 2], "y": [3, 5, None, 7], "low": [0, 1, 2, 3], "g": list("aaba")}


def drawn(mark, *transforms, **variables):
    """Return the rows that a layer draws."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", so.PlotWarning)
        plot = so.Plot(DATA, x="x", y="y").add(mark, *transforms, **variables).plot()
    table = plot.data()
    return {name: np.asarray(table[name]).tolist() for name in table}


@pytest.mark.parametrize("mark", LIMITED)
def test_limits_are_the_extremes_of_y_at_each_position(mark):
    done = drawn(mark(), color="g")
    assert (done["x"], done["ymin"], done["ymax"]) == ([1, 2], [3, 7], [5, 7])
    assert "y" not in done


@pytest.mark.parametrize("mark", LIMITED)
def test_limits_that_are_given_stay(mark):
    assert drawn(mark(), ymin="low", ymax="y")["ymin"] == [0, 1, 3]
    with pytest.raises(so.PlotSpecError, match="x and ymin are required; given: 'ymax'"):
        so.Plot({"y": [1]}).add(mark(), orient="x", ymax="y").plot()


@pytest.mark.parametrize("mark", LIMITED)
def test_after_a_stat_extremes_need_several_values_at_a_position(mark):
    done = drawn(mark(), so.Perc([0, 100]))
    assert (done["x"], done["ymin"], done["ymax"]) == ([1, 2], [3, 7], [5, 7])
    for stat in (so.PolyFit(1), so.Agg()):
        with pytest.raises(so.PlotSpecError, match=r"ymin and ymax are required.* makes .*'y'"):
            drawn(mark(), stat)
    assert drawn(mark(), so.Est(errorbar="sd"))["ymin"][1] == 7


# ------------------------------------------------------------------------- caps, ErrorBar: E1, E2


@pytest.mark.parametrize("flip", [False, True])
def test_e1_caps_are_at_right_angles_and_end_at_the_values(flip, draw):
    lines, *caps = draw(so.Range(capsize=7), flip=flip, x=[1, 2], ymin=[0, 1], ymax=[3, 5])
    ends = np.array([[[1, 0], [2, 1]], [[1, 3], [2, 5]]])
    for cap, end in zip(caps, ends, strict=True):
        assert (cap.size, cap.marker, cap.edgewidth) == (7, "|" if flip else "_", lines.linewidth)
        assert_array_equal(cap.xy, end[:, ::-1] if flip else end)
    assert lines.cap == "butt"


def test_e1_without_a_size_there_are_none(draw):
    assert len(draw(so.ErrorBar(capsize=0), x=[1], ymin=[0], ymax=[3])) == 1


@pytest.mark.parametrize("n", [1, 2, 5])
@pytest.mark.parametrize("position", ["x", "y"])
def test_e1_caps_are_on_their_dodged_bars_in_all_panels(n, position):
    rng = np.random.default_rng(n)
    rows = {
        "at": rng.choice(["a", "b", "c"], 200),
        "value": rng.gamma(3, 2, 200),
        "color": rng.choice(list("stuvw")[:n], 200),
        "panel": rng.choice(["p", "q"], 200),
    }
    keep = ~((rows["at"] == "b") & (rows["color"] == "t"))  # a hole
    rows = {name: column[keep] for name, column in rows.items()}
    value = {"x": "y", "y": "x"}[position]
    plot = so.Plot(rows, **{position: "at", value: "value"}, color="color").facet("panel")
    plot = plot.add(so.Bar(), so.Agg(), so.Dodge()).add(
        so.ErrorBar(), so.Est(errorbar="sd"), so.Dodge()
    )
    along = 0 if position == "x" else 1
    for panel in plot.plot().drawing.panels:
        bars, errors = panel.marks
        (boxes,), (lines, *caps) = bars.primitives, errors.primitives
        middles = np.sort(boxes.corners.mean(axis=1)[:, along])
        assert_allclose(np.sort(lines.paths.xy[::2, along]), middles)
        for cap in caps:
            assert_allclose(np.sort(cap.xy[:, along]), middles)
            assert cap.size == 6


def test_e2_an_end_beyond_a_logarithm_goes_to_the_edge_without_a_cap():
    rows = {"x": ["a", "b"], "y": [1.0, 2], "low": [-1.0, 1], "high": [3.0, 5]}
    plot = so.Plot(rows, x="x", y="y", ymin="low", ymax="high").scale(y="log")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compiled = plot.add(so.ErrorBar() + so.Dot()).plot()
    panel = compiled.drawing.panels[0]
    low, high = panel.marks[0].primitives[1:]
    assert len(low.xy) == 1 and len(high.xy) == 2
    assert panel.y.limits[0] > np.log10(0.8)  # from 1 and its margin
    compiled.figure.draw_without_rendering()
    (line, *_) = compiled.artists(0)
    ends = line.get_transform().transform(line.get_segments()[0])
    assert ends[0, 1] <= compiled.axes[0].bbox.y0


@pytest.mark.parametrize("position", ["x", "y"])
def test_e2_the_known_half_is_drawn_and_told(position):
    value = {"x": "y", "y": "x"}[position]
    rows = {"at": list("abc"), "v": [1, 2, 3], "low": [0, None, None], "high": [2, 4, None]}
    names = {position: "at", value: "v", f"{value}min": "low", f"{value}max": "high"}
    word = f"2 rows dropped: .*|1 rows drawn in half: 1 with missing {value}min"
    with pytest.warns(so.PlotWarning, match=word) as told:
        compiled = so.Plot(rows, **names).add(so.ErrorBar()).plot()
    assert len(told) == 1
    text = str(told[0].message)
    assert f"1 rows dropped: 1 with missing {value}min" in text
    lines, low, high = compiled.drawing.panels[0].marks[0].primitives
    flip = 1 if position == "x" else 0
    assert_array_equal(lines.paths.xy[:, flip], [0, 2, 2, 4])
    assert_array_equal(low.xy[:, flip], [0])
    assert_array_equal(high.xy[:, flip], [2, 4])


def test_e2_without_a_middle_there_is_no_half():
    rows = {"x": list("ab"), "low": [0, None], "high": [2, 4]}
    with pytest.warns(so.PlotWarning, match="1 rows dropped: 1 with missing ymin"):
        so.Plot(rows, x="x", ymin="low", ymax="high").add(so.ErrorBar()).plot()


def test_e2_infinity_is_missing_on_a_linear_axis():
    rows = {"x": list("ab"), "y": [1.0, 2], "low": [0, -np.inf], "high": [2.0, 4]}
    plot = so.Plot(rows, x="x", y="y", ymin="low", ymax="high").add(so.Range())
    with pytest.warns(so.PlotWarning, match="1 rows drawn in half: 1 with missing ymin"):
        (lines,) = plot.plot().drawing.panels[0].marks[0].primitives
    assert_array_equal(lines.paths.xy[:, 1], [0, 2, 2, 4])


@pytest.mark.parametrize(
    ("at", "written"),
    [(["a", "b"], "'b'"), ([1.5, 2.5], "2.5"), (["2024-01-01", "2024-01-03"], "2024-01-03")],
)
def test_e2_swapped_ends_are_told_with_their_row(at, written):
    at = np.array(at, dtype="M8[us]") if "2024" in str(at) else at
    rows = {"x": at, "low": [1, 5], "high": [2, 3]}
    plot = so.Plot(rows, x="x", ymin="low", ymax="high").add(so.ErrorBar())
    with pytest.warns(so.PlotWarning, match=f"in 1 of 2 rows .* at {written}.*, from 5 to 3"):
        plot.plot()


def test_the_default_stat_of_error_bars_is_an_estimate():
    rows = {"x": ["a"] * 4, "y": [1.0, 2, 3, 4]}
    table = so.Plot(rows, x="x", y="y").add(so.ErrorBar()).plot().data()
    expected = so.Plot(rows, x="x", y="y").add(so.Range(), so.Est()).plot().data()
    assert float(table["ymin"][0]) == float(expected["ymin"][0])
    plot = so.Plot({"x": [1], "a": [2], "b": [3]}, x="x", ymin="a", ymax="b").add(so.ErrorBar())
    assert plot.plot().data()["ymin"][0] == 2


@pytest.mark.parametrize("wrong", [-1, "wide", None])
def test_a_cap_has_a_length(wrong):
    with pytest.raises((so.PlotSpecError, so.PlotTypeError), match="capsize must be"):
        so.Range(capsize=wrong)
