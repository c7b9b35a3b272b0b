"""How much work a plot may be, not by the clock: columns read, passes of sorting, bytes at once.

Each plot has so many rows that what is made a row stands out from what is made a plot. A number
here may fall; if it rises, a change has brought back a pass or a copy.
"""

from __future__ import annotations

import tracemalloc
from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import plotkit.objects as so
from plotkit.compile.steps import compile_plot
from plotkit.data.source import Sources, source
from tests.fake_theme import FakeTheme

N = 200_000
RANDOM = np.random.default_rng(0)
FRAME = pd.DataFrame(
    {
        "x": RANDOM.normal(size=N),
        "y": RANDOM.normal(size=N),
        "t": np.arange(N, dtype=float),
        "g": pd.Categorical.from_codes(RANDOM.integers(0, 3, N).astype(np.int8), ["a", "b", "c"]),
        "h": pd.Categorical.from_codes(RANDOM.integers(0, 20, N).astype(np.int8), range(20)),
    }
)
COLUMN = 8 * N
"""Bytes of a column of numbers."""

PLOTS = {
    "hist": so.Plot(FRAME, x="x", color="g").add(so.Bars(), so.Hist(), so.Stack()),
    "density": so.Plot(FRAME, x="x", color="g").add(so.Area(), so.KDE()),
    "counts": so.Plot(FRAME, x="h", color="g").add(so.Bar(), so.Count(), so.Dodge()),
    "est": so.Plot(FRAME, x="h", y="y", color="g").add(so.Line(), so.Agg()),
    "scatter": so.Plot(FRAME, x="x", y="y", color="g").add(so.Dots()),
    "strip": so.Plot(FRAME, x="h", y="y").add(so.Dots(), so.Jitter()),
    "series": so.Plot(FRAME, x="t", y="y").add(so.Line()),
}
"""What benchmarks/ draws of many rows."""

MOST_BYTES = {
    "hist": 1.3,
    "density": 1.7,
    "counts": 1.0,
    "est": 1.2,
    "scatter": 3.3,
    "strip": 5.3,
    "series": 4.3,
}
"""Bytes held at once beside the data, in columns of numbers; points of a mark are two."""

SORTING = ("sort", "argsort", "lexsort", "unique", "partition", "percentile", "quantile")


@pytest.fixture(params=PLOTS)
def name(request):
    return request.param


def test_each_column_is_read_once(name, monkeypatch):
    read = Counter()

    def counted(data, *args):
        found = source(data, *args)
        return replace(found, read=lambda key: read.update([key]) or found.read(key))

    kept = counted(FRAME)
    monkeypatch.setattr(Sources, "of", lambda self, data, *args: kept)
    spec = PLOTS[name]._spec
    compile_plot(spec, FakeTheme())
    assert read == Counter(set(spec.variables.values()))


def test_nothing_of_the_length_of_the_data_is_sorted(name, monkeypatch):
    lengths = []
    for sort in SORTING:
        function = getattr(np, sort)

        def counted(values, *args, function=function, **kwargs):
            lengths.append(np.size(values))
            return function(values, *args, **kwargs)

        monkeypatch.setattr(np, sort, counted)
    compile_plot(PLOTS[name]._spec, FakeTheme())
    assert max(lengths, default=0) < N / 5  # samples, and what lies near a quartile, are


def test_bytes_held_at_once(name):
    spec = PLOTS[name]._spec
    compile_plot(spec, FakeTheme())  # what is imported and kept at the first time
    tracemalloc.start()
    try:
        compile_plot(spec, FakeTheme())
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < MOST_BYTES[name] * COLUMN
