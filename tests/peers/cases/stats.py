"""Each stat, with its options."""

from tests.peers.data import frame
from tests.peers.spec import spec


@spec("What lies on top")
def agg_median(so):
    p = so.Plot(frame(), x="n", y="y", color="sex")
    return p.add(so.Line(marker="o"), so.Agg("median")).scale(x=so.Nominal())


@spec()
def agg_callable(so):
    return so.Plot(frame(), x="grade", y="y").add(so.Bar(), so.Agg(lambda v: v.max() - v.min()))


@spec("Names of axes", "Whole numbers")
def count(so):
    return so.Plot(frame(), x="kind").add(so.Bar(), so.Count())


@spec("Names of axes", "Groups of true and false")
def count_horizontal(so):
    return so.Plot(frame(), y="grade", color="ok").add(so.Bar(), so.Count(), so.Dodge())


@spec("Names of axes")
def hist_density(so):
    return so.Plot(frame(), x="x").add(so.Bars(), so.Hist("density", bins=8))


@spec("Names of axes")
def hist_percent_by_group(so):
    p = so.Plot(frame(), x="x", color="kind")
    return p.add(so.Bars(), so.Hist("percent", binwidth=2, common_norm=False))


@spec("Names of axes")
def hist_cumulative(so):
    p = so.Plot(frame(), x="x")
    return p.add(so.Area(), so.Hist("proportion", cumulative=True, binrange=(0, 20)))


@spec("Names of axes")
def hist_discrete(so):
    return so.Plot(frame(), x="n").add(so.Bars(), so.Hist("probability", discrete=True))


@spec("Names of axes", "Whole numbers")
def hist_of_names(so):
    return so.Plot(frame(), x="kind", color="sex").add(so.Bar(), so.Hist(), so.Stack())


@spec("Names of axes", "Uneven bins")
def hist_frequency_horizontal(so):
    return so.Plot(frame(), y="x").add(so.Bars(), so.Hist("frequency", bins=[0, 5, 8, 12, 20]))


@spec("Names of axes", "Uneven bins")
def hist_bins_by_group(so):
    p = so.Plot(frame(), x="x", color="sex")
    return p.add(so.Bars(), so.Hist(bins=5, common_bins=False))


@spec("Names of axes")
def hist_weighted(so):
    p = so.Plot(frame(), x="x")
    return p.add(so.Bars(), so.Hist(bins=6), weight="weight")


@spec("Names of axes", "Log labels between powers")
def hist_of_log(so):
    return so.Plot(frame(), x="size").add(so.Bars(), so.Hist(bins=10)).scale(x="log")


@spec("What lies on top")
def est_deviation(so):
    p = so.Plot(frame(), x="grade", y="y")
    return p.add(so.Range(), so.Est(errorbar="sd")).add(so.Dot(), so.Agg())


@spec("Whole numbers")
def est_standard_error(so):
    return so.Plot(frame(), x="n", y="y").add(so.Band(), so.Est(errorbar=("se", 2)))


@spec()
def est_percentiles(so):
    p = so.Plot(frame(), x="y", y="kind")
    return p.add(so.Range(), so.Est("median", errorbar=("pi", 50)))


@spec()
def est_callable(so):
    est = so.Est(errorbar=lambda v: (v.min(), v.max()))
    return so.Plot(frame(), x="kind", y="y").add(so.Range(), est)


@spec()
def est_no_interval(so):
    return so.Plot(frame(), x="kind", y="y").add(so.Dot(), so.Est(errorbar=None))


@spec(place=0.03)
def est_bootstrap(so):
    p = so.Plot(frame(), x="sex", y="y", color="sex")
    return p.add(so.Range(), so.Est(seed=1)).limit(y=(10, 30))


@spec(place=0.03)
def est_weighted(so):
    p = so.Plot(frame(), x="sex", y="y").add(so.Range(), so.Est(seed=1), weight="weight")
    return p.limit(y=(10, 30))


@spec("Names of axes", place=1e-3)
def kde(so):
    return so.Plot(frame(), x="x").add(so.Area(), so.KDE())


@spec("Names of axes", place=1e-3)
def kde_by_group(so):
    p = so.Plot(frame(), x="x", color="kind")
    return p.add(so.Line(), so.KDE(bw_adjust=0.6, common_norm=False, gridsize=80, cut=1))


@spec("Names of axes", place=1e-3)
def kde_own_grid(so):
    p = so.Plot(frame(), x="x", color="sex")
    return p.add(so.Line(), so.KDE(common_grid=False, bw_method="silverman"))


@spec("Names of axes", place=1e-3)
def kde_cumulative(so):
    return so.Plot(frame(), y="x").add(so.Line(), so.KDE(cumulative=True))


@spec("Names of axes", place=1e-3)
def kde_weighted(so):
    return so.Plot(frame(), x="x").add(so.Line(), so.KDE(bw_method=0.3), weight="weight")


@spec()
def perc(so):
    return so.Plot(frame(), x="kind", y="y").add(so.Dots(), so.Perc())


@spec()
def perc_listed(so):
    p = so.Plot(frame(), x="y", y="grade")
    return p.add(so.Dash(), so.Perc([25, 50, 75], method="hazen"))


@spec("What lies on top")
def perc_ranges(so):
    p = so.Plot(frame(), x="kind", y="y")
    return p.add(so.Range(), so.Perc([10, 90])).add(so.Dot(), so.Agg("median"))


@spec()
def polyfit(so):
    p = so.Plot(frame(), x="x", y="y", color="sex").add(so.Dots())
    return p.add(so.Line(), so.PolyFit(order=1))


@spec("Log labels between powers")
def polyfit_of_log(so):
    p = so.Plot(frame(), x="size", y="y").add(so.Line(), so.PolyFit(gridsize=20))
    return p.scale(x="log")
