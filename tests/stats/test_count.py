from collections import Counter

import numpy as np
import pytest

from plotkit.errors import PlotSpecError
from plotkit.stats.count import Count
from tests.engines import plain, relation


def columns():
    rng = np.random.default_rng(1)
    n = 500
    return {
        "x": rng.integers(0, 5, n).astype(float),
        "color": rng.choice(["b", "a"], n).tolist(),
        "row": rng.choice(["u", "v", "w"], n).tolist(),
    }


@pytest.mark.parametrize("by", [(), ("color",), ("row", "color")])
def test_counts_rows_by_all_keys(engine, by):
    data = columns()
    made = Count()(relation(engine, data), by).collect()
    expected = Counter(zip(*(data[name] for name in (*by, "x")), strict=True))
    keys = zip(*(plain(made[name]) for name in (*by, "x")), strict=True)
    assert dict(zip(keys, made["y"].tolist(), strict=True)) == expected
    assert made["count"].tolist() == made["y"].tolist()


def test_missing_values_elsewhere_count(engine):
    data = {"x": [1.0, 1.0, 2.0], "y": [np.nan, 1.0, np.nan]}
    assert Count()(relation(engine, data), []).collect()["y"].tolist() == [2.0, 1.0]


def test_needs_x(engine):
    with pytest.raises(PlotSpecError, match="Count needs 'x'; missing: 'x'"):
        Count()(relation(engine, {"y": [1.0]}), [])


def test_title():
    assert Count().axis_labels() == {"y": "Count"}
