"""Each move, with its options."""

from tests.peers.data import frame, series, totals
from tests.peers.spec import spec


@spec()
def dodge_of_missing_group(so):
    return so.Plot(totals(), x="fruit", y="kg", color="farm").add(so.Bar(), so.Dodge(gap=0.1))


@spec()
def dodge_drop(so):
    p = so.Plot(totals(), x="fruit", y="kg", color="farm")
    return p.add(so.Bar(), so.Dodge(empty="drop"))


@spec()
def dodge_fill(so):
    p = so.Plot(totals(), x="kg", y="fruit", color="farm")
    return p.add(so.Bar(), so.Dodge(empty="fill"))


@spec("Colours of other keys")
def dodge_by(so):
    p = so.Plot(frame(), x="kind", y="y", color="sex", marker="ok")
    return p.add(so.Dot(), so.Agg(), so.Dodge(by=["color"]))


@spec("Groups of true and false", "Colours of other keys")
def dodge_two_variables(so):
    p = so.Plot(frame(), x="kind", y="y", color="sex", alpha="ok")
    return p.add(so.Bar(), so.Agg(), so.Dodge())


@spec(place=0.06)
def jitter(so):
    return so.Plot(totals(), x="fruit", y="kg").add(so.Dots(), so.Jitter(seed=3))


@spec()
def norm(so):
    return so.Plot(series(), x="step", y="value", color="who").add(so.Line(), so.Norm())


@spec()
def norm_where(so):
    move = so.Norm(where="x == x.min()", percent=True)
    return so.Plot(series(), x="step", y="value", color="who").add(so.Lines(), move)


@spec("Names of axes", "Legends of stacks")
def norm_by(so):
    p = so.Plot(frame(), x="kind", color="sex")
    return p.add(so.Bar(), so.Count(), so.Norm("sum", by=["x"]), so.Stack())


@spec()
def shift(so):
    p = so.Plot(frame(), x="kind", y="y").add(so.Dots(), so.Shift(x=-0.15))
    return p.add(so.Range(), so.Shift(x=0.15, y=1))


@spec("Legends of stacks")
def stack_bars(so):
    return so.Plot(totals(), x="fruit", y="kg", color="farm").add(so.Bar(), so.Stack())


@spec("Legends of stacks")
def stack_areas(so):
    return so.Plot(series(), x="step", y="value", color="who").add(so.Area(), so.Stack())


@spec("Names of axes", "Whole numbers")
def stack_histogram(so):
    p = so.Plot(frame(), x="x", color="kind")
    return p.add(so.Bars(), so.Hist(bins=6), so.Stack())
