"""What takes long is shown where somebody looks, and interrupted work leaves nothing behind."""

import io
import threading

import duckdb
import numpy as np
import polars as pl
import pytest
from matplotlib import pyplot as plt

import plotkit.objects as so
from plotkit import progress
from plotkit.data import queries

ROWS = {"x": np.repeat([0, 1], [30, 50]), "y": np.random.default_rng(0).normal(size=80)}
LONG = 60  # seconds, never waited for unless a test fails


class Terminal(io.StringIO):
    """Waits for a bar that is a quarter long."""

    def __init__(self):
        super().__init__()
        self.said = threading.Event()

    def isatty(self):
        return True

    def write(self, text):
        if " 25 %" in text:
            self.said.set()
        return super().write(text)


@pytest.fixture
def screen(monkeypatch):
    """Let there be somebody who looks, and who has no patience."""
    screen = Terminal()
    monkeypatch.setattr(progress, "_screen", lambda: screen)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "_BEAT", 0.001)
    return screen


class Seen(list):
    """What was shown, each time a text and a share."""

    def __init__(self):
        super().__init__()
        self.once = threading.Event()

    def bar(self, one):
        self.one, self.n, self.start_t = one, 0.0, 0.0
        return self

    def refresh(self):
        self.append((self.one.what, self.one.done))
        self.once.set()

    def close(self):
        self.append("closed")


@pytest.fixture
def seen(monkeypatch, screen):
    seen = Seen()
    monkeypatch.setattr(progress, "_bar", seen.bar)
    return seen


def test_parts_add_up_to_a_share():
    one = progress.Waiting("work", total=10)
    assert one.done == 0
    one.start(4)
    one.within(0.5)
    assert one.done == 0.2
    one.start(6)
    assert one.done == 0.4
    one.within(1)
    assert one.done == 1
    assert progress.Waiting("a query").done is None


def test_it_is_drawn_on_a_terminal_and_wiped(screen):
    with progress.waiting("work", total=4) as one:
        one.start(2)
        one.within(0.5)
        assert screen.said.wait(LONG)
    assert "plotkit: work" in screen.getvalue()
    assert screen.getvalue().rpartition("\r")[2].strip() == ""
    assert not [each for each in threading.enumerate() if each.name == "plotkit progress"]


def test_nothing_is_shown_of_what_is_quick(screen, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", LONG)
    with progress.waiting("work"):
        pass
    assert screen.getvalue() == ""


def test_nothing_is_shown_where_nobody_looks(seen, monkeypatch):
    monkeypatch.setattr(progress, "_screen", io.StringIO)
    so.Plot(ROWS, x="x", y="y").add(so.Range(), so.Est(method="resample")).plot()
    assert seen == []


def test_a_script_can_be_silent(seen, monkeypatch):
    monkeypatch.setattr(so.Plot.config, "progress", False)
    so.Plot(ROWS, x="x", y="y").add(so.Range(), so.Est(method="resample")).plot()
    assert seen == []


def test_what_lies_within_is_not_shown_twice(seen):
    with progress.waiting("outer"), progress.waiting("inner"):
        assert seen.once.wait(LONG)
    assert {each[0] for each in seen if each != "closed"} == {"outer"}
    assert seen.count("closed") == 1


def test_resampling_tells_how_far_it_is(seen):
    shares = []

    def slow(values):
        if progress._CURRENT.get() is not None:
            shares.append(progress._CURRENT.get().done)
            assert seen.once.wait(LONG)
        return np.median(values)

    stat = so.Est(slow, n_boot=3)
    so.Plot(ROWS, x="x", y="y").add(so.Range(), stat).plot()
    assert {each[0] for each in seen if each != "closed"} == {"intervals from resamples"}
    assert len(shares) > 2
    assert shares == sorted(shares)
    assert (shares[0], shares[-1] > 0) == (0.0, True)
    assert seen[-1] == "closed"


@pytest.mark.parametrize("engine", ["DuckDB", "Polars"])
def test_queries_are_named(engine, seen, monkeypatch):
    collected = queries.collected

    def slow(frame):
        assert seen.once.wait(LONG)
        return collected(frame)

    monkeypatch.setattr(queries, "collected", slow)
    frame = pl.DataFrame(ROWS)
    data = frame.lazy() if engine == "Polars" else duckdb.from_arrow(frame.to_arrow())
    so.Plot(data, x="x", y="y").add(so.Bar(), so.Agg()).plot()
    assert (f"{engine} answers a query", None) in seen


@pytest.mark.parametrize("at", [1, 2])
def test_interrupted_work_leaves_nothing_behind(at, seen, monkeypatch):
    data = pl.DataFrame(ROWS).lazy()
    plot = so.Plot(data, x="x", y="y").add(so.Bar(), so.Agg())
    collected, times = queries.collected, []

    def interrupted(frame):
        times.append(1)
        if len(times) == at:
            raise KeyboardInterrupt
        return collected(frame)

    with monkeypatch.context() as patch:
        patch.setattr(queries, "collected", interrupted)
        with pytest.raises(KeyboardInterrupt):
            plot.plot(pyplot=True)
    assert plt.get_fignums() == []
    assert progress._CURRENT.get() is None
    assert seen == [] or seen[-1] == "closed"
    fresh = so.Plot(ROWS, x="x", y="y").add(so.Bar(), so.Agg()).plot()
    assert np.allclose(plot.plot().data()["y"], fresh.data()["y"])


def test_interrupted_resampling(seen):
    def interrupt(values):
        raise KeyboardInterrupt

    plot = so.Plot(ROWS, x="x", y="y").add(so.Range(), so.Est(interrupt, n_boot=3))
    with pytest.raises(KeyboardInterrupt):
        plot.plot(pyplot=True)
    assert plt.get_fignums() == []
    assert progress._CURRENT.get() is None


def test_the_setting_is_checked():
    with pytest.raises(so.PlotTypeError, match="progress is True, False or None"):
        so.Plot.config.progress = "yes"
