"""Forks and threads while figures are drawn."""

import os
import subprocess
import sys
import textwrap
from threading import Thread

import matplotlib as mpl
import pytest

import plotkit.objects as so

FORKS = """
import io, os, sys, threading, warnings
warnings.simplefilter("ignore")
import matplotlib as mpl
import plotkit.objects as so
from plotkit.mpl.theme import theme

plot = so.Plot({"x": [1, 2], "y": [1, 2]}, x="x", y="y").add(so.Dot()).layout(size=(1, 1))
plot.save(io.BytesIO())
before = dict(mpl.rcParams)
drawing, ready = threading.Event(), threading.Event()

def draw():
    while not drawing.is_set():
        MORE
        ready.set()

thread = threading.Thread(target=draw)
thread.start()
ready.wait()
codes = []
for _ in range(4):
    child = os.fork()
    if child == 0:
        same = dict(mpl.rcParams) == before
        plot.save(io.BytesIO(), dpi=30)
        os._exit(0 if same else 3)
    codes.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
drawing.set()
thread.join()
print(codes)
"""


def test_k10_another_thread_sees_the_theme_while_a_figure_is_drawn_and_no_longer():
    """As docs/figures.md says."""
    seen = []

    def look():
        seen.append(mpl.rcParams["axes.facecolor"])

    def make(ax, project):
        other = Thread(target=look)
        other.start()
        other.join()

    def mark(v, pane):
        pane.artist(make)

    before = dict(mpl.rcParams)
    plot = so.Plot(x=[1, 2], y=[1, 2]).add(mark).theme({"axes.facecolor": "#123456"})
    with mpl.rc_context({"axes.facecolor": "red", "path.sketch": None}):
        plot.plot()
        look()
    assert seen == ["#123456", "red"]
    assert dict(mpl.rcParams) == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize(
    "work",
    [
        "plot.save(io.BytesIO(), dpi=300)",
        "plot.plot()",
        "with theme({'axes.facecolor': 'r'}).context(): drawing.wait(0.001)",
    ],
    ids=["save", "plot", "theme"],
)
def test_k4_a_fork_while_another_thread_draws(work):
    code = textwrap.dedent(FORKS).replace("MORE", work)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=240, check=False
    )
    assert done.stdout.strip() == "[0, 0, 0, 0]", done.stderr
