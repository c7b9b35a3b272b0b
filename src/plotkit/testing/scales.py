"""The check of scales: places, ticks and looks of all kinds of data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np

from plotkit.compile.drawing import Drawing, Legend
from plotkit.data.vectors import vector
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.plot import Plot
from plotkit.scales.base import LevelScale, Scale
from plotkit.testing.axes import (
    COLUMNS,
    N,
    axis_of,
    inverse,
    known,
    places,
    plot_of,
    rows_of,
    single_values,
    ticks,
    turned,
)
from plotkit.testing.compare import facts, first_difference
from plotkit.testing.drawn import drawing
from plotkit.testing.frozen import REMEMBERS, frozen, unchanged
from plotkit.testing.report import Report, Situation, fail, run
from plotkit.testing.samples import Columns, frames

PROPERTIES = ("color", "alpha", "pointsize", "linewidth", "marker", "linestyle", "fill")


def check_scale(scale: Scale, *, skip: Mapping[str, str] | None = None) -> Report:
    """Try a scale on all kinds of data; say in plain sentences all that fails.

    On an axis, places must rise with the values and lead back to them, ticks must lie within the
    limits and have a label each. As the scale of a property it must give a look a row. Kinds of
    data and properties that the scale refuses, by a :class:`PlotSpecError`, are left out, but it
    must take some.

    Parameters
    ----------
    scale
        What is checked.
    skip
        Why a situation is left out, by its name.

    Returns
    -------
    Report
        Which situations were run.

    Raises
    ------
    CheckError
        An AssertionError that tells all faults.

    Examples
    --------
    >>> import numpy as np
    >>> import plotkit.objects as so
    >>> from plotkit.testing import CheckError, check_scale
    >>> report = check_scale(so.Continuous(trans=(np.cbrt, lambda v: v**3)))
    >>> try:
    ...     check_scale(so.Continuous(trans=(np.cbrt, np.square)))
    ... except CheckError as error:
    ...     print(error.report.faults[0].expected)
    A place leads back to the value that it is of.
    """
    if not isinstance(scale, Scale):
        raise PlotTypeError(
            f"check_scale() takes a scale, such as so.Continuous(), not {scale!r:.60}."
        )
    return run(scale, list(_situations(scale)), skip)


def _situations(scale: Scale) -> Iterator[Situation]:
    yield Situation("a frozen dataclass", partial(frozen, scale))
    use = partial(_train, scale)
    yield Situation("the scale unchanged", partial(unchanged, use, scale), tells=True)
    yield Situation("some data", partial(_takes_something, scale), tells=True)
    looks: dict[str, Callable[..., None]] = {
        "places": places,
        "inverse": inverse,
        "single values": single_values,
        "ticks": ticks,
        "turned": turned,
    }
    for kind in COLUMNS:
        for name, look in looks.items():
            told = partial(look, scale, kind)
            yield Situation(f"{name} of {kind}", told, tells=True, may_refuse=True)
    for kind in COLUMNS:
        for prop in PROPERTIES:
            told = partial(_property, scale, kind, prop)
            yield Situation(f"{prop} of {kind}", told, tells=True, may_refuse=True)
    for name, rows in _few().items():
        for where in ("x", "y", "color"):
            told = partial(_drawn, scale, where, rows)
            yield Situation(f"{name}, {where}", told, tells=True, may_refuse=True)
    for name, shape in SHAPES.items():
        yield Situation(name, partial(_shaped, scale, shape), tells=True, may_refuse=True)
    told = partial(_data_unchanged, scale)
    yield Situation("the data unchanged", told, tells=True, may_refuse=True)
    yield Situation("trained twice", partial(_twice, scale), tells=True, may_refuse=True)
    for name, frame in frames().items():
        told = partial(_same_from_frame, scale, frame)
        yield Situation(name, told, tells=True, may_refuse=True)


# ------------------------------------------------------------------------------------ small plots


def _few() -> dict[str, Columns]:
    rows: dict[str, Columns] = {}
    for kind in ("numbers above zero", "categories", "dates"):
        whole = rows_of(kind)
        rows[f"no rows of {kind}"] = {name: column[:0] for name, column in whole.items()}
        rows[f"one row of {kind}"] = {name: column[:1] for name, column in whole.items()}
        rows[f"equal {kind}"] = {**whole, "v": np.repeat(whole["v"][2:3], N)}
    lacking = COLUMNS["numbers above zero"].copy()
    lacking[2] = np.nan
    rows["missing numbers"] = {**rows_of("numbers"), "v": lacking}
    return rows


SHAPES: Mapping[str, Callable[[Plot], Plot]] = {
    "facets": lambda plot: plot.facet("g"),
    "free scales": lambda plot: plot.facet("g").share(x=False),
    "pairs": lambda plot: plot.pair(x=["v", "v"]),
    "a label of its own": lambda plot: plot.label(x="title"),
    "logarithm beside it": lambda plot: plot.scale(y="log"),
}


def _taken(scale: Scale) -> str:
    """Return a kind of data that the scale takes on an axis; refuse if there is none."""
    for kind in COLUMNS:
        try:
            axis_of(scale, kind)
        except PlotSpecError:
            continue
        return kind
    raise PlotSpecError("The scale takes no data on an axis.")


def _shaped(scale: Scale, shape: Callable[[Plot], Plot]) -> None:
    kind = _taken(scale)
    drawing(shape(plot_of(scale, "x", rows_of(kind))))


def _drawn(scale: Scale, where: str, rows: Columns) -> None:
    made = drawing(plot_of(scale, where, rows))
    for panel in made.panels:
        if not np.isfinite([*panel.x.limits, *panel.y.limits]).all():
            fail(
                "The limits of the axes are finite.",
                f"They are {panel.x.limits} and {panel.y.limits}.",
                "A summary without values has no low and no high: use a range of your own then.",
            )


# ------------------------------------------------------------------------------------- situations


def _takes_something(scale: Scale) -> None:
    refused: Exception | None = None
    for kind in COLUMNS:
        for where in ("x", *PROPERTIES):
            try:
                made = drawing(plot_of(scale, where, rows_of(kind)))
            except PlotSpecError as error:
                refused = refused or error
            else:
                if where != "x" or len(known(made.panels[0].x.scale, kind)[1]) > 1:
                    return
    fail(
        "The scale takes some kind of data, on an axis or for a property.",
        f"It says first: {refused}" if refused else "No value has a place.",
        "Refuse only what has no meaning on the scale.",
    )


def _property(scale: Scale, kind: str, prop: str) -> None:
    rows = rows_of(kind)
    made = drawing(plot_of(scale, prop, rows))
    trained: Any = made.scales[prop]
    column = vector(rows["v"])
    values: Any = column.factor() if isinstance(trained, LevelScale) else column.floats()
    outputs = trained.outputs(column.factor() if column.kind.discrete else values)
    if len(outputs) != N:
        fail(
            "There is an output for each row.",
            f"There are {len(outputs)} for {N} rows.",
            "Return an array of the length of the column from outputs.",
        )
    entries, labels = trained.entries()
    if len(entries) != len(labels):
        fail(
            "Each entry of a legend has a label.",
            f"There are {len(entries)} entries and {len(labels)} labels.",
            "Return as many labels as values from entries.",
        )
    _told_apart(trained, outputs)
    _keys(made, trained)


def _told_apart(trained: Any, outputs: Any) -> None:
    if trained.prop.name != "color":
        return
    if isinstance(trained, LevelScale):
        codes = np.unique(outputs.codes[outputs.codes >= 0])
        seen, number = outputs.table[codes], len(codes)
    else:
        seen = outputs[~np.isnan(outputs[:, 0])]
        number = len(seen)
    if number > 1 and len(np.unique(seen, axis=0)) < 2:
        fail(
            "Different values have different colours.",
            "All have the same.",
            "Let train_property spread the outputs over the range of the summary.",
        )


def _keys(made: Drawing, trained: Any) -> None:
    shown = [one for one in made.legends if isinstance(one, Legend)]
    labels = list(trained.entries()[1])
    if shown and [key.label for key in shown[0].keys] != labels and not shown[0].more:
        fail(
            "The legend shows the entries of the scale.",
            f"It shows {[key.label for key in shown[0].keys]}, the entries are {labels}.",
            "Let entries return values for which there are outputs.",
        )


def _train(scale: Scale) -> None:
    """Train a scale on all that it takes."""
    for kind in COLUMNS:
        for where in ("x", "color"):
            _facts(plot_of(scale, where, rows_of(kind)))


def _data_unchanged(scale: Scale) -> None:
    rows = rows_of(_taken(scale))
    before = {name: column.copy() for name, column in rows.items()}
    drawing(plot_of(scale, "x", rows))
    differs = first_difference(before, rows)
    if differs:
        fail(
            "The user's data stay as they are.",
            f"A column was changed: {differs}.",
            "Write into no array that is given.",
        )


def _twice(scale: Scale) -> None:
    plots = [plot_of(scale, "x", rows_of(kind)) for kind in COLUMNS]
    first = [_facts(plot) for plot in plots]
    for kind, plot, before in list(zip(COLUMNS, plots, first, strict=True))[::-1]:
        differs = first_difference(before, _facts(plot))
        if differs:
            fail(
                "The same data give the same scale.",
                f"Trained after others, that of {kind} differs: {differs}.",
                REMEMBERS,
            )


def _facts(plot: Plot) -> dict[str, Any]:
    try:
        return facts(drawing(plot))
    except PlotSpecError as error:
        return {"refused": str(error)}


def _same_from_frame(scale: Scale, frame: Callable[[Columns], Any]) -> None:
    rows = rows_of(_taken(scale))
    differs = first_difference(
        _facts(plot_of(scale, "x", rows)), _facts(plot_of(scale, "x", frame(rows)))
    )
    if differs:
        fail(
            "The same data give the same scale, whatever frame they come in.",
            f"Beside a dict of arrays: {differs}.",
            "Depend on the summary alone.",
        )
