"""Mean lines and bootstrap bands: 4 groups, 19 times, a number of subjects."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from benchmarks.figure import DEEP, add_legend, one_axes

TITLE = "mean line and bootstrap band, 76 cells × subjects"
SIZES = {"14": (14, 1.15), "1400": (1_400, 1.1)}
SMALL = ("14",)

EVENTS, REGIONS, TIMES, DRAWS = ("stim", "cue"), ("parietal", "frontal"), 19, 1_000


def data(n):
    random = np.random.default_rng(1)
    event, region, time, subject = (
        part.ravel() for part in np.indices((2, 2, TIMES, n)).astype(np.intp)
    )
    wave = np.sin(time / 3) * (1 + event) * (1 + 0.5 * region)
    frame = pd.DataFrame(
        {
            "time": time,
            "signal": wave + random.normal(0, 0.8, len(wave)) + 0.5 * np.cos(subject),
            "event": np.array(EVENTS)[event],
            "region": np.array(REGIONS)[region],
        }
    )
    return frame.sample(frac=1, random_state=1, ignore_index=True)


def objects(so, d, n):
    return (
        so.Plot(d, x="time", y="signal", color="event", linestyle="region")
        .add(so.Line(), so.Agg())
        .add(so.Band(), so.Est(n_boot=DRAWS, seed=1), group="region", linestyle=None)
    )


def hand(d, n, at):
    figure, ax = one_axes(at, "time", "signal")
    ax.xaxis.get_major_locator().set_params(integer=True)
    event, events = pd.factorize(d["event"])
    region, regions = pd.factorize(d["region"])
    cell = (event * 2 + region) * TIMES + d["time"].to_numpy()
    values = d["signal"].to_numpy()[np.argsort(cell, kind="stable")].reshape(-1, n)
    mean = values.mean(axis=1).reshape(4, TIMES)
    low, high = bootstrap(values).reshape(2, 4, TIMES)
    time = np.arange(TIMES)
    for k in range(4):
        color, style = DEEP[k // 2], ("-", (0, (4, 1.5)))[k % 2]
        ax.fill_between(time, low[k], high[k], facecolor=to_rgba(color, 0.2), linewidth=0)
        ax.plot(time, mean[k], color=color, linestyle=style)
    colors = [(Patch(fc=to_rgba(c, 0.2), lw=0), Line2D([], [], color=c)) for c in DEEP[:2]]
    styles = [Line2D([], [], color=DEEP[0], linestyle=style) for style in ("-", (0, (4, 1.5)))]
    add_legend(figure, at.legends[0], colors, events, "event")
    add_legend(figure, at.legends[1], styles, regions, "region")
    return figure


def bootstrap(values):
    """Return 95 % intervals of the means of rows: one matrix product of resample counts."""
    n = values.shape[1]
    drawn = np.random.default_rng(1).integers(0, n, (DRAWS, n))
    drawn += np.arange(DRAWS)[:, None] * n
    counts = np.bincount(drawn.ravel(), minlength=DRAWS * n).reshape(DRAWS, n)
    means = values @ counts.T.astype(np.float64) / n
    return np.percentile(means, [2.5, 97.5], axis=1)


def grammar(p9, d, n):
    band = p9.stat_summary(
        fun_data="mean_cl_boot", geom="ribbon", alpha=0.2, size=0, fun_args={"n_samples": DRAWS}
    )
    line = p9.stat_summary(fun_y=np.mean, geom="line")
    mapping = p9.aes("time", "signal", color="event", fill="event", linetype="region")
    return p9.ggplot(d, mapping) + band + line
