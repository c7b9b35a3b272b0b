"""Pictures of axes: ticks and their labels, sides, second axes, limits, changes of scale.

Renew one as tests/images/test_images.py says, and look at it before it is committed.
"""

import numpy as np
import pandas as pd
import pytest

import plotkit.objects as so
from tests.images.picture import Picture

RNG = np.random.default_rng(5)
N = 50
X = np.linspace(0.5, 12, N)
DATA = pd.DataFrame(
    {
        "time": X,
        "gain": (np.sin(X) * X).round(2),
        "mass": 10 ** RNG.uniform(-2, 5, N),
        "swing": np.sinh(np.linspace(-9, 12, N)).round(2),
        "share": 1 / (1 + np.exp(-np.linspace(-7, 8, N))),
        "day": pd.date_range("2024-02-20", periods=N, freq="9h", tz="Europe/Rome"),
        "wait": pd.to_timedelta(X, unit="h"),
    }
)
LONG = [
    "agriculture, forestry and fishing",
    "mining and quarrying",
    "manufacturing",
    "electricity, gas and steam",
    "water supply and waste",
    "construction",
    "wholesale and retail trade",
    "transport and storage",
]
WORK = pd.DataFrame({"branch": LONG, "people": [5, 1, 30, 2, 3, 21, 44, 17]})
MANY = pd.DataFrame({"code": [f"unit {i}" for i in range(40)], "n": np.arange(40) % 7 + 1})


def line(x="time", y="gain"):
    return so.Plot(DATA, x=x, y=y).add(so.Line())


def dots(x="time", y="gain"):
    return so.Plot(DATA, x=x, y=y).add(so.Dots())


def bars(scale=None, data=WORK, **sides):
    sides = sides or {"x": "branch", "y": "people"}
    plot = so.Plot(data, **sides).add(so.Bar())
    across = "x" if sides["x"] == "branch" else "y"
    return plot if scale is None else plot.scale(**{across: scale})


def miles(km):
    return km / 1.609344


def km(miles):
    return miles * 1.609344


PLOTS = {
    # categories
    "long_labels": bars,
    "long_labels_lying": lambda: bars(x="people", y="branch"),
    "rotate": lambda: bars(so.Nominal().label(rotate=30), data=WORK[3:]),
    "rotate_down": lambda: bars(so.Nominal().label(rotate=-90, wrap=16), data=WORK[3:]),
    "wrap": lambda: bars(so.Nominal().label(wrap=10), data=WORK[3:]),
    "wrap_lying": lambda: bars(
        so.Nominal().label(wrap=14), data=WORK[3:], x="people", y="branch"
    ),
    "dict_labels": lambda: bars(
        so.Nominal().label(like={name: name.split()[0].strip(",") for name in LONG})
    ),
    "every": lambda: (
        so.Plot(MANY, x="code", y="n").add(so.Bar()).scale(x=so.Nominal().tick(every=8))
    ),
    "thinned": lambda: so.Plot(MANY, x="code", y="n").add(so.Bar()),
    "order": lambda: bars(
        so.Nominal(order=so.by("people"), reverse=True), x="people", y="branch"
    ),
    # numbers
    "numbers_by_name": lambda: line().scale(
        x=so.Continuous().tick(at=[0, 6, 12]).label(like={0: "midnight", 6: "dawn", 12: "noon"})
    ),
    "numbers_every": lambda: line().scale(
        x=so.Continuous().tick(every=3, minor=2).label(like="{x:g} h"),
        y=so.Continuous().label(unit="V"),
    ),
    "numbers_turned": lambda: dots("mass").scale(
        x=so.Continuous().label(like="{x:,.0f} grams", rotate=45)
    ),
    "log": lambda: dots("mass").scale(x="log"),
    "log_plain": lambda: dots("mass").scale(x=so.Continuous(trans="log").label(base=None)),
    "symlog": lambda: dots(y="swing").scale(y="symlog"),
    "symlog_small": lambda: dots(x="gain", y="swing").scale(x="symlog", y="symlog100"),
    "logit": lambda: dots(y="share").scale(y="logit"),
    "logit_lying": lambda: dots(x="share").scale(x="logit"),
    "times": lambda: line("day"),
    "times_concise": lambda: line("day").scale(x=so.Temporal().label(concise=True)),
    "durations": lambda: line("wait"),
    # the axis itself
    "side": lambda: line().scale(
        x=so.Continuous().axis(side="top"), y=so.Continuous().axis(side="right")
    ),
    "side_and_title": lambda: (
        line().scale(x=so.Continuous().axis(side="top")).label(title="A title above the axis")
    ),
    "secondary": lambda: line().scale(
        x=so.Continuous().axis(secondary=(miles, km), label="time in miles")
    ),
    "secondary_log": lambda: dots(x="mass", y="mass").scale(
        x=so.Continuous(trans="log").axis(secondary=(miles, km), label="in miles"),
        y=so.Continuous(trans="log").axis(side="right"),
    ),
    "secondary_facets": lambda: (
        line()
        .facet(col=np.repeat(["early", "late"], N // 2))
        .scale(y=so.Continuous().axis(secondary=(miles, km), label="gain in miles"))
    ),
    "pad": lambda: line().scale(
        x=so.Continuous().axis(pad=0), y=so.Continuous().axis(pad=(0, 0.5))
    ),
    "limits": lambda: line().limit(x=(2, 8), y=(None, 10)),
    "limits_and_pad": lambda: line().limit(x=(0, None)).scale(x=so.Continuous().axis(pad=0.2)),
    "limits_reversed": lambda: dots().limit(x=(12, 0)),
    "reverse": lambda: dots().scale(y=so.Continuous(reverse=True)),
    "limits_of_levels": lambda: bars(x="people", y="branch").limit(
        y=("mining and quarrying", "construction")
    ),
    "limits_of_times": lambda: line("day").limit(x=("2024-02-25", "2024-03-05")),
    "equal_aspect": lambda: so.Plot(x=np.cos(X) * X, y=np.sin(X) * X)
    .add(so.Path())
    .layout(aspect="equal"),
    "aspect_facets": lambda: so.Plot(x=np.cos(X) * X, y=np.sin(X) * X)
    .facet(col=np.repeat(["early", "late"], N // 2))
    .add(so.Dots())
    .layout(aspect=1),
}  # fmt: skip


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.filterwarnings("ignore:The . axis names")
@pytest.mark.mpl_image_compare
def test_axis(name):
    return Picture(PLOTS[name]().layout(size=(4.6, 3.2)))
