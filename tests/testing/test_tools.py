"""Strategies and fixtures, and what is said where their packages are not installed."""

import io
import subprocess
import sys
import warnings

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import plotkit.objects as so
from plotkit.mpl.pictures import difference, own_style
from plotkit.testing import strategies
from plotkit.testing.fixtures import check_image, plain_style  # noqa: F401 - pytest finds them here

PLOT = so.Plot({"x": [1, 2, 3], "y": [3, 1, 2]}, x="x", y="y").add(so.Dot()).layout(size=(2, 2))
FEW = settings(max_examples=10, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("module", ["strategies", "fixtures"])
def test_the_extra_is_named(module):
    package = {"strategies": "hypothesis", "fixtures": "pytest"}[module]
    code = f"import sys; sys.modules[{package!r}] = None; import plotkit.testing.{module}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert f"plotkit.testing.{module} needs {package}, which is not installed." in done.stderr
    assert "pip install 'plotkit-objects[testing]'" in done.stderr
    assert "MissingExtraError" in done.stderr


def test_the_kit_needs_no_tools():
    code = "import sys, plotkit.testing; print(*{'hypothesis', 'pytest'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@FEW
@given(strategies.frames(names=["u", "v"], rows=[2]))
def test_frames(frame):
    so.Plot(frame, x="u", y="v")  # both columns are there


@FEW
@given(strategies.plots(st.just({"a": [1, 2], "b": [3, 4]}), [so.Dot], [], [], names=["a", "b"]))
def test_plots(plot):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", so.PlotWarning)
        try:
            plot.save(io.BytesIO(), dpi=20)
        except so.PlotSpecError as error:
            assert str(error)


def test_settings_are_put_back(plain_style):  # noqa: F811 - the fixture
    assert mpl.rcParams["font.family"] == ["sans-serif"]
    mpl.rcParams["font.size"] = 30  # tests/conftest.py sees whether it stays


def test_the_theme_of_the_session_plays_no_part():
    from plotkit.testing import fixtures

    with so.Plot.config.theme.using({"axes.linewidth": 7}):
        style = fixtures.plain_style.__wrapped__()
        next(style)
        assert so.Plot.config.theme["axes.linewidth"] != 7
        next(style, None)
        assert so.Plot.config.theme["axes.linewidth"] == 7


def test_an_open_figure_is_told():
    import matplotlib.pyplot as plt

    with pytest.raises(AssertionError, match="left open"), own_style():
        plt.figure()
    assert not plt.get_fignums()


def image_checker(tmp_path):
    from plotkit.testing import fixtures

    class Request:
        path = tmp_path / "test_it.py"

    return fixtures.check_image.__wrapped__(Request, None)


def test_pictures(tmp_path, monkeypatch):
    check = image_checker(tmp_path)
    with pytest.raises(AssertionError, match="There is no picture"):
        check(PLOT, "dots")
    monkeypatch.setenv("PLOTKIT_UPDATE_IMAGES", "1")
    check(PLOT, "dots")
    monkeypatch.delenv("PLOTKIT_UPDATE_IMAGES")
    check(PLOT, "dots")
    check(PLOT.plot().figure, "dots")
    assert [path.name for path in (tmp_path / "images").iterdir()] == ["dots.png"]
    with pytest.raises(AssertionError, match=r"differs from the one that is kept by \d"):
        check(PLOT.add(so.Line()), "dots")
    with pytest.raises(AssertionError, match="by inf"):
        check(PLOT.layout(size=(3, 3)), "dots")
    assert (tmp_path / "images" / "dots.drawn.png").exists()
    assert np.isinf(difference(*sorted((tmp_path / "images").iterdir())))
