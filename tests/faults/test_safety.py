"""Nothing in a specification is run as code."""

import numpy as np
import pytest

import plotkit.objects as so

SERIES = {"x": [1, 2, 3, 1, 2, 3], "y": [1, 2, 4, 3, 9, 6], "who": list("aaabbb")}


def normed(where, **variables):
    p = so.Plot(SERIES, **{"x": "x", "y": "y", "color": "who", **variables})
    return p.add(so.Line(), so.Norm(where=where))


@pytest.mark.parametrize(
    "where",
    [
        "@pd.io.common.os.system('touch {file}') == x",
        "x.to_csv('{file}')",
        "@np.save('{file}', x) == 1",
        "x.map(open) == 1",
        "__import__('pathlib').Path('{file}').touch()",
        "index.to_frame().to_csv('{file}')",
    ],
)
def test_k1_where_is_never_run(where, tmp_path):
    file = tmp_path / "made.csv"
    with pytest.raises(so.PlotSpecError, match=r"Norm\(where=.*is no part of a condition"):
        normed(where.format(file=file))
    assert not file.exists()


def test_k1_an_unknown_column_names_layer_and_move():
    with pytest.raises(so.PlotSpecError, match="There is no column 'z'") as caught:
        normed("z == 1").plot()
    assert any("Norm" in note for note in caught.value.__notes__)


@pytest.mark.parametrize("turned", [False, True])
def test_k1_a_condition_has_the_names_of_the_figure(turned):
    if turned:
        p = so.Plot(SERIES, x="y", y="x", color="who").add(
            so.Line(), so.Norm(where="y == 1"), orient="y"
        )
        made = p.plot().data()["x"]
    else:
        made = normed("x == 1").plot().data()["y"]
    np.testing.assert_allclose(made, [1, 2, 4, 1, 3, 2])


def test_k1_dates_and_levels_are_compared_as_written():
    days = np.array(["2024-01-01", "2024-01-02"] * 2, dtype="M8[D]")
    p = so.Plot({"d": days, "y": [2.0, 4, 5, 10], "g": list("aabb")}, x="d", y="y", color="g")
    made = p.add(so.Line(), so.Norm(where="x == '2024-01-01'")).plot().data()["y"]
    np.testing.assert_allclose(made, [1, 2, 1, 2])
    named = so.Plot({"k": list("pqpq"), "y": [2.0, 4, 5, 10], "g": list("aabb")}, x="k", y="y")
    made = named.add(so.Dot(), so.Norm(where="x == 'q'"), color="g").plot().data()["y"]
    np.testing.assert_allclose(made, [0.5, 1, 0.5, 1])
