"""Scales of axes: transforms, ticks, labels, times, categories."""

from matplotlib import colormaps, ticker

from tests.peers.data import frame, series
from tests.peers.spec import spec


@spec("Log labels between powers")
def log_axes(so):
    return so.Plot(frame(), x="size", y="y").add(so.Dot()).scale(x="log")


@spec("Log labels between powers")
def log_axis_within_a_decade(so):
    p = so.Plot(series(), x="step", y="value").add(so.Dot())
    return p.scale(y=so.Continuous(trans="log"))


@spec()
def log2_axis(so):
    return so.Plot(frame(), x="x", y="size").add(so.Dot()).scale(y="log2")


@spec("Natural logarithms")
def natural_log_axis(so):
    p = so.Plot(frame(), x="x", y="size").add(so.Dots())
    return p.scale(y=so.Continuous(trans="ln"))


@spec("Symlog axes")
def symlog_axis(so):
    return so.Plot(frame(), x="z", y="y").add(so.Dot()).scale(x="symlog")


@spec()
def sqrt_axis(so):
    return so.Plot(frame(), x="size", y="y").add(so.Dot()).scale(x="sqrt")


@spec("Crowded ticks")
def pow_axis(so):
    return so.Plot(frame(), x="x", y="y").add(so.Dot()).scale(x="pow3")


@spec("Logit axes")
def logit_axis(so):
    return so.Plot(frame(), x="share", y="y").add(so.Dot()).scale(x="logit")


@spec()
def own_transform(so):
    pair = (lambda v: v / 2, lambda v: v * 2)
    return so.Plot(frame(), x="x", y="y").add(so.Dot()).scale(x=so.Continuous(trans=pair))


@spec()
def ticks_at(so):
    p = so.Plot(frame(), x="x", y="y").add(so.Dot())
    return p.scale(
        x=so.Continuous().tick(at=[5, 10, 15]).label(like="{x:.1f} m"),
        y=so.Continuous().tick(every=5).label(unit="g"),
    )


@spec()
def ticks_count(so):
    p = so.Plot(frame(), x="x", y="size").add(so.Dot())
    return p.scale(
        x=so.Continuous().tick(count=4, between=(4, 16)),
        y=so.Continuous(trans="log").tick(upto=3).label(like=".0f"),
    )


@spec()
def ticks_upto_and_minor(so):
    p = so.Plot(frame(), x="x", y="y").add(so.Dot())
    return p.scale(
        x=so.Continuous().tick(upto=4, minor=1),
        y=so.Continuous().tick(every=10, between=(0, 30)).label(like=lambda v, _: f"<{v:g}>"),
    )


@spec("Counted ticks")
def ticks_of_matplotlib(so):
    p = so.Plot(frame(), x="x", y="y").add(so.Dot())
    return p.scale(
        x=so.Continuous().tick(ticker.MultipleLocator(4)).label(ticker.PercentFormatter()),
        y=so.Continuous().tick(count=3),
    )


@spec("Log labels between powers")
def labels_of_base(so):
    p = so.Plot(frame(), x="size", y="size").add(so.Dot())
    return p.scale(
        x=so.Continuous(trans="log").label(base=None),
        y=so.Continuous(trans="log2").label(base=2),
    )


@spec()
def labels_with_unit(so):
    p = so.Plot(frame(), x=frame()["size"] * 1000, y="y").add(so.Dot())
    return p.scale(x=so.Continuous().label(unit="m"), y=so.Continuous().label(unit=("", "g")))


@spec()
def times(so):
    return so.Plot(frame(), x="day", y="y").add(so.Dot())


@spec()
def times_concise(so):
    p = so.Plot(series(), x="day", y="value", color="who").add(so.Line())
    return p.scale(x=so.Temporal().tick(upto=4).label(concise=True))


@spec("Colour bars")
def times_as_color(so):
    return so.Plot(frame(), x="x", y="y", color="day").add(so.Dot())


@spec("True and false on an axis")
def boolean_axis_vertical(so):
    return so.Plot(frame(), x="y", y="ok").add(so.Bar(), so.Agg())


@spec()
def boolean_markers(so):
    return so.Plot(frame(), x="x", y="y", marker="ok", fill="ok").add(so.Dot())


@spec()
def boolean_sizes(so):
    return so.Plot(frame(), x="x", y="y", pointsize="ok", alpha="ok").add(so.Dot())


@spec("Colour bars")
def palette_of_large_numbers(so):
    return so.Plot(frame(), x="x", y="y", color=frame()["size"] * 1e6).add(so.Dot())


@spec()
def palette_of_small_numbers(so):
    return so.Plot(frame(), x="x", y="y", pointsize=frame()["share"] / 1e4).add(so.Dot())


@spec("Colour bars", "Colours of other keys")
def palette_ticks(so):
    p = so.Plot(frame(), x="x", y="y", color="size", pointsize="n").add(so.Dot())
    return p.scale(
        color=so.Continuous().tick(upto=4).label(unit="g"),
        pointsize=so.Continuous().tick(every=2).label(like="{x:.1f}"),
    )


@spec("Legend ticks that were asked for")
def sizes_ticks_counted(so):
    p = so.Plot(frame(), x="x", y="y", pointsize="size").add(so.Dot())
    return p.scale(pointsize=so.Continuous().tick(count=3, between=(0, 400)).label(like=".0f"))


@spec("Colour bars")
def palette_of_function(so):
    p = so.Plot(frame(), x="x", y="y", color="z").add(so.Dot())
    return p.scale(color=colormaps["magma"])


@spec()
def palette_qualitative_on_numbers(so):
    return so.Plot(frame(), x="x", y="y", color="n").add(so.Dot()).scale(color="Dark2")


@spec()
def palette_husl(so):
    return so.Plot(frame(), x="x", y="y", color="kind").add(so.Dot()).scale(color="husl")


@spec()
def palette_sequential_on_names(so):
    return so.Plot(frame(), x="x", y="y", color="grade").add(so.Dot()).scale(color="crest")


@spec()
def palette_light_of(so):
    return so.Plot(frame(), x="x", y="y", color="grade").add(so.Dot()).scale(color="light:b")


@spec("Ticks and labels of categories")
def nominal_formatter(so):
    p = so.Plot(frame(), x="kind", y="y").add(so.Dots())
    return p.scale(x=so.Nominal().tick(ticker.MultipleLocator(2)))


@spec()
def values_of_tuple_on_names(so):
    p = so.Plot(frame(), x="x", y="y", color="grade", pointsize="grade").add(so.Dot())
    return p.scale(color=("w", "r"), pointsize=(2, 9))


@spec()
def nominal_order(so):
    p = so.Plot(frame(), x="kind", y="y").add(so.Bar(), so.Agg())
    return p.scale(x=so.Nominal(order=["oak", "ash", "elm"]))


@spec()
def nominal_levels_left_out(so):
    p = so.Plot(frame(), x="kind", y="y", color="kind").add(so.Dots())
    return p.scale(color=so.Nominal(order=["oak", "ash"]))


@spec()
def nominal_of_numbers(so):
    p = so.Plot(frame(), x="n", y="y", color="n").add(so.Dots())
    return p.scale(x=so.Nominal(), color=so.Nominal())


@spec("True and false on an axis")
def boolean_axis(so):
    return so.Plot(frame(), x="ok", y="y").add(so.Bar(), so.Agg())
