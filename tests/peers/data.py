"""Small data that the plots share, seeded; nobody writes to them."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import rcParamsDefault


@cache
def frame() -> pd.DataFrame:
    """Return numbers, categories, booleans, times and missing values; do not write to it."""
    random = np.random.default_rng(20240607)
    n = 60
    x = random.normal(10, 3, n).round(3)
    kind = np.array(["ash", "oak", "elm"])[random.integers(0, 3, n)]
    frame = pd.DataFrame(
        {
            "x": x,
            "y": (2 * x + random.normal(0, 4, n)).round(3),
            "z": random.normal(0, 1, n).round(3),
            "size": random.lognormal(3, 1.2, n).round(2),
            "n": random.integers(1, 6, n),
            "share": random.uniform(0.05, 0.95, n).round(3),
            "kind": kind,
            "sex": np.array(["f", "m"])[random.integers(0, 2, n)],
            "grade": pd.Categorical(
                np.array(["low", "mid", "high"])[random.integers(0, 3, n)],
                categories=["low", "mid", "high", "top"],
                ordered=True,
            ),
            "ok": random.random(n) < 0.6,
            "day": pd.Timestamp("2023-01-15") + pd.to_timedelta(random.integers(0, 200, n), "D"),
            "weight": random.integers(1, 5, n).astype(float),
        }
    )
    frame["holes"] = frame["y"].where(frame.index % 7 != 3)
    return frame


@cache
def series() -> pd.DataFrame:
    """Return three short series, with the limits of a band."""
    step = np.tile(np.arange(12), 3)
    who = np.repeat(["ann", "bob", "cid"], 12)
    level = np.repeat([1.0, 3.0, 6.0], 12)
    value = level + np.sin(step / 2) + step / 10
    return pd.DataFrame(
        {
            "step": step,
            "who": who,
            "team": np.repeat(["red", "blue", "red"], 12),
            "day": pd.Timestamp("2024-03-01") + pd.to_timedelta(step * 7, "D"),
            "value": value.round(3),
            "low": (value - 0.5).round(3),
            "high": (value + 0.8).round(3),
            "gap": np.where(step == 5, np.nan, value).round(3),
        }
    )


@cache
def totals() -> pd.DataFrame:
    """Return one row for each of some combinations: one of them is missing."""
    return pd.DataFrame(
        {
            "fruit": ["fig", "fig", "kiwi", "kiwi", "lime"],
            "year": [2022, 2023, 2022, 2023, 2023],
            "farm": ["north", "south", "north", "south", "north"],
            "kg": [3.0, 4.5, 1.5, 2.0, 2.5],
        }
    )


def look_of_matplotlib(*groups: str) -> dict[str, Any]:
    """Return matplotlib's own look of some parts."""
    return {k: v for k, v in rcParamsDefault.items() if k.partition(".")[0] in groups}
