"""What every test relies on: no display, no settings of one's own, nothing left behind."""

import os
import re

os.environ["MPLBACKEND"] = "Agg"  # before matplotlib is imported

import sys
from dataclasses import replace
from pathlib import Path

import matplotlib
import pytest
from hypothesis import settings

# A person's own matplotlibrc must not decide whether a test passes.
matplotlib.rcdefaults()

# A loaded machine is no failure, and the same commit must give the same result; who looks for
# faults sets PLOTKIT_SEARCH and gets other examples each time.
settings.register_profile("plotkit", deadline=None, derandomize="PLOTKIT_SEARCH" not in os.environ)
settings.load_profile("plotkit")


def pytest_addoption(parser):
    text = "write the texts of drawings into tests/snapshots instead of comparing with them"
    parser.addoption("--update-snapshots", action="store_true", help=text)
    text = "whether plotkit's fast paths are taken (default: on)"
    parser.addoption("--fast", choices=("on", "off"), default="on", help=text)


@pytest.hookimpl(tryfirst=True)  # before pytest-mpl looks at its options
def pytest_configure(config):
    """Compare no pictures on another matplotlib than the one that drew the baselines.

    It has other fonts, hinting and rounding, so the figures are made and drawn, no more.
    """
    project = Path(__file__).resolve().parents[1] / "pyproject.toml"
    pinned = re.search(r"matplotlib==([\d.]+)", project.read_text()) if project.exists() else None
    if pinned is not None and pinned[1] != matplotlib.__version__:
        config.option.mpl = False
    if config.getoption("--fast") == "off":
        turn_off_fast_paths()


def turn_off_fast_paths():
    """Switch them off, and let them step aside as on a matplotlib that none was measured on."""
    from plotkit.mpl.fast.registry import PATHS
    from plotkit.objects import Plot

    Plot.config.fast = False
    for name, path in PATHS.items():
        PATHS[name] = replace(path, first=(99, 0), last=(99, 0))


@pytest.fixture
def check_snapshot(request):
    """Give a function of a name and a drawing: it fails if the drawing's text is not the kept one.

    A test of the project only: what it imports is not there where this file is copied to.
    """
    from tests.snapshot import check, snapshot

    update = request.config.getoption("--update-snapshots")
    return lambda name, drawing: check(name, snapshot(drawing), update)


def settings_of_matplotlib():
    # Past RcParams.__getitem__, which would choose a backend; pyplot chooses one when it likes to.
    return {k: v for k, v in dict.items(matplotlib.rcParams) if k != "backend"}


@pytest.fixture(autouse=True)
def nothing_left_behind():
    """Fail a test after which a setting of matplotlib has changed or a pyplot figure is open."""
    before = settings_of_matplotlib()
    yield
    after = settings_of_matplotlib()
    changed = {k: (before.get(k), after.get(k)) for k in before | after}
    changed = {k: pair for k, pair in changed.items() if pair[0] != pair[1]}
    matplotlib.rcParams.update({k: old for k, (old, _) in changed.items()})

    plt = sys.modules.get("matplotlib.pyplot")
    open_figures = plt.get_fignums() if plt else []
    if open_figures:
        plt.close("all")  # the tests that follow are not to blame

    assert not changed, f"rcParams changed (before, after): {changed}"
    assert not open_figures, f"pyplot figures left open: {open_figures}"
