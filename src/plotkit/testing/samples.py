"""Small data for the checks, and the plots that show them in a situation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from typing import Any, Literal

import numpy as np

from plotkit.data.roles import Position, turned
from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable
from plotkit.moves.base import Move
from plotkit.plot import Plot
from plotkit.records import dataclass, field, replace
from plotkit.stats.base import Stat, asked_by
from plotkit.typing import Array

Kind = Literal["numbers", "categories", "dates", "log positions"]
Columns = Mapping[str, Any]

LEVELS: Mapping[Kind, Array] = {
    "numbers": np.array([100.0, 200.0, 300.0, 400.0]),
    "categories": np.array(["Thu", "Fri", "Sat", "Sun"], dtype=object),
    "dates": np.array(["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"], "datetime64[us]"),
    "log positions": np.array([1.0, 10.0, 100.0, 1000.0]),
}
"""The positions of each kind of axis; no value of y is near them."""
KINDS = tuple(LEVELS)
REPEATS = 3
"""How many rows there are at each position, of each colour, in each panel."""
N = 16 * REPEATS


@dataclass(frozen=True)
class Case:
    """How a layer is shown.

    Attributes
    ----------
    kind
        What lies on the axis of positions.
    horizontal
        Whether that axis is y.
    color
        Whether colour tells two groups apart.
    facets
        "" for one panel, "columns", "grid" or "wrapped".
    log
        Whether the axis of values is logarithmic.
    """

    kind: Kind = "numbers"
    horizontal: bool = False
    color: bool = False
    facets: Literal["", "columns", "grid", "wrapped"] = ""
    log: bool = False

    @property
    def name(self) -> str:
        """How a report calls it."""
        parts = ["horizontal" if self.horizontal else "vertical", self.kind]
        parts += ["log values"] * self.log + ["colour"] * self.color
        parts += [{"columns": "facets", "grid": "grid of facets"}.get(self.facets, self.facets)]
        return ", ".join(filter(None, parts))


@dataclass(frozen=True)
class Sample:
    """A layer to be checked, with the data that it can be shown on.

    Attributes
    ----------
    mark, transforms
        The layer.
    inputs
        What is assigned, by upright name, and the axis each lies on: "x", "y" or "width"; "number"
        or "text" for what is no position.
    given
        Columns and constants of the author's own, by upright name.
    roles
        The positions that the layer knows.
    """

    mark: Mark
    transforms: tuple[Stat | Move, ...]
    inputs: Mapping[str, str]
    given: Mapping[str, Any] = field(default_factory=dict)
    roles: Mapping[str, Position] = field(default_factory=dict)

    @property
    def colored(self) -> bool:
        """Whether the mark takes a variable for its colour."""
        return isinstance(self.mark.properties().get("color"), Mappable)

    def rows(self, kind: Kind = "numbers") -> dict[str, Any]:
        """Return the columns that its inputs are assigned to, and those that group the rows."""
        step = np.arange(N)
        columns: dict[str, Any] = {
            "hue": np.array(["F", "M"], dtype=object)[step // 4 % 2],
            "panel": np.array(["Lunch", "Dinner"], dtype=object)[step // 8 % 2],
        }
        seen = {"x": 0, "y": 0, "width": 0, "number": 0, "text": 0}
        for name, on in self.inputs.items():
            columns[f"col_{name}"] = _column(on, seen[on], kind)
            seen[on] += 1
        for name, given in self.given.items():
            value = given(dict(columns)) if callable(given) else given
            if not np.ndim(value):
                continue
            columns[f"col_{name}"] = np.resize(np.asarray(value), N)
        return columns

    def assigned(self, horizontal: bool = False) -> dict[str, Any]:
        """Return what is assigned to each variable, by its name in the figure."""
        constants = {n: v for n, v in self.given.items() if not callable(v) and not np.ndim(v)}
        names = {**{name: f"col_{name}" for name in (*self.inputs, *self.given)}, **constants}
        if horizontal:
            return {turned(name, self.roles): value for name, value in names.items()}
        return names

    def plot(
        self,
        case: Case,
        rows: Columns | None = None,
        frame: Callable[[Columns], Any] = dict,
        *moves: Move,
        mark: Mark | None = None,
    ) -> Plot:
        """Return the layer in a situation, on other rows or in another kind of frame if asked."""
        data = frame(self.rows(case.kind) if rows is None else rows)
        assigned = self.assigned(case.horizontal)
        if case.color:
            assigned["color" if self.colored else "group"] = "hue"
        plot = Plot(data).add(
            mark or self.mark,
            *self.transforms,
            *moves,
            orient="y" if case.horizontal else "x",
            **assigned,
        )
        scales: dict[str, Any] = {}
        along, across = ("y", "x") if case.horizontal else ("x", "y")
        if case.kind == "log positions":
            scales[along] = "log"
        if case.log:
            scales[across] = "log"
        plot = plot.scale(**scales)
        if case.facets == "columns":
            plot = plot.facet("panel")
        elif case.facets == "grid":
            plot = plot.facet("panel", "hue")
        elif case.facets == "wrapped":
            plot = plot.facet("panel", wrap=1)
        return plot


def _column(on: str, number: int, kind: Kind) -> Any:
    """Return the column of the n-th input on an axis."""
    step = np.arange(N)
    if on == "x":
        levels = LEVELS[kind]
        if number and kind == "categories":
            levels = np.roll(levels, -number)
        elif number and kind == "dates":
            levels = levels + np.timedelta64(6 * number, "h")
        elif number:
            levels = levels * (1 + 0.2 * number)
        return levels[step % 4]
    if on == "width":
        return 0.2 + 0.6 * step / N
    if on == "text":
        return np.array([f"t{i}" for i in range(N)], dtype=object)
    return (1.0 + (step * 11 % N) / 8) * (1 + 0.25 * number)


def sample_of(
    mark: Mark,
    transforms: Iterable[Stat | Move] = (),
    values: Mapping[str, Any] | None = None,
    inputs: Iterable[str] | None = None,
) -> Sample:
    """Return a layer with the inputs that its mark, its stats and their defaults ask for.

    Parameters
    ----------
    mark, transforms
        The layer.
    values
        Of the author's own, by upright name: a constant, a column of any length, which is repeated,
        or a function of the columns of the check.
    inputs
        What is assigned, instead of what follows from the mark.
    """
    transforms = tuple(transforms)
    roles = mark.roles()
    wanted = dict.fromkeys(_inputs(mark, transforms) if inputs is None else inputs)
    text = mark.properties().get("text")
    if isinstance(text, Mappable) and not text.val:  # it says nothing of itself
        wanted["text"] = None
    given = dict(values or {})
    lying = {name: _lies_on(name, roles) for name in wanted if name not in given}
    return Sample(mark, transforms, lying, given, roles)


def _lies_on(name: str, roles: Mapping[str, Position]) -> str:
    if name in roles:
        return roles[name].on
    return "text" if name == "text" else "number"


def _inputs(mark: Mark, transforms: tuple[Stat | Move, ...]) -> list[str]:
    names: list[str] = []
    for member in mark.members:
        stats = [t for t in (*transforms, *member.transforms) if isinstance(t, Stat)]
        default = member.default_stat()
        first = stats[0] if stats else default
        asked = list(member.mark.needs) if first is None else inputs_of_stat(first)
        if member.mark.spans:
            asked = [name for name in asked if name != "x"]
        names += asked
    return names


def inputs_of_stat(stat: Stat) -> list[str]:
    """Return what a stat must be given; x beside it, since it is grouped by the position."""
    required = [*stat.required(), *stat.reads]
    if not required:
        optional = [name for name in asked_by(type(stat)) if name in ("x", "y")]
        required = optional or ["x", "y"]
    return list(dict.fromkeys(["x", *required]))


def direct(sample: Sample) -> Sample:
    """Return a layer that is given what its mark needs, so that no stat runs by default."""
    names = [name for member in sample.mark.members for name in member.mark.needs]
    made = sample_of(sample.mark, (), sample.given, names)
    return replace(made, roles=sample.roles)


# ------------------------------------------------------------------------------------------- rows


def take(rows: Columns, which: Any) -> dict[str, Any]:
    """Return some of the rows."""
    return {name: np.asarray(column)[which] for name, column in rows.items()}


def few_rows(rows: Columns) -> dict[str, Columns]:
    """Return the smallest tables that a facet or a group may have, by name."""
    return {
        "no rows": take(rows, slice(0, 0)),
        "one row": take(rows, slice(0, 1)),
        "two rows": take(rows, slice(0, 2)),
        "equal rows": take(rows, np.zeros(6, int)),
        "one position": take(rows, slice(0, None, 4)),
        "rows of one group": take(rows, np.asarray(rows["hue"]) == "F"),
    }


def with_missing(rows: Columns, name: str, which: Any) -> dict[str, Any]:
    """Return the rows with a column of numbers that lacks some values."""
    column = np.array(rows[name], dtype=float)
    column[which] = np.nan
    return {**rows, name: column}


def copied(rows: Columns) -> dict[str, Any]:
    """Return the same rows in memory of their own."""
    return {name: np.array(column) for name, column in rows.items()}


# ----------------------------------------------------------------------------------------- frames


def frames() -> dict[str, Callable[[Columns], Any]]:
    """Return what makes each kind of frame that is installed here, by its name."""
    needed: dict[str, tuple[tuple[str, ...], Callable[[Columns], Any]]] = {
        "dict of lists": ((), lambda rows: {name: list(rows[name]) for name in rows}),
        "pandas": (("pandas",), _pandas),
        "pandas with its own types": (("pandas",), lambda rows: _own_types(_pandas(rows))),
        "polars": (("polars",), _polars),
        "polars lazy": (("polars",), lambda rows: _polars(rows).lazy()),
        "pyarrow": (("pyarrow", "pandas"), _arrow),
        "duckdb": (("duckdb", "pyarrow", "pandas"), _duckdb),
    }
    return {
        name: make
        for name, (packages, make) in needed.items()
        if all(find_spec(package) is not None for package in packages)
    }


def _own_types(frame: Any) -> Any:
    """Return a frame of pandas' own types, in which numbers are what they were."""
    own = frame.convert_dtypes()
    floats = frame.select_dtypes("float").columns  # pandas makes integers of whole ones
    return own.astype(dict.fromkeys(floats, "Float64"))


def _pandas(rows: Columns) -> Any:
    import pandas as pd

    return pd.DataFrame(dict(rows))


def _polars(rows: Columns) -> Any:
    import polars as pl

    return pl.DataFrame({name: np.asarray(column).tolist() for name, column in rows.items()})


def _arrow(rows: Columns) -> Any:
    import pyarrow as pa

    return pa.table({name: np.asarray(column).tolist() for name, column in rows.items()})


def _duckdb(rows: Columns) -> Any:
    import duckdb

    return duckdb.from_arrow(_arrow(rows))
