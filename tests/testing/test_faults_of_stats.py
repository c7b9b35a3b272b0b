"""Each fault of a stat that the check knows, in a stat that has it."""

from dataclasses import dataclass

import numpy as np

import plotkit.objects as so
from plotkit.testing import check_stat
from tests.testing.planted import faults_of


@dataclass(frozen=True)
class Mean(so.Stat):
    makes = {"y": "y"}

    def compute(self, y):
        return {"y": y.mean()}


def test_a_sound_stat():
    assert not check_stat(Mean()).faults


def test_keeps_state():
    @dataclass(frozen=True)
    class Running(Mean):
        total = [0.0]

        def compute(self, y):
            self.total[0] += y.mean()
            return {"y": self.total[0]}

    faults = faults_of(check_stat, Running())
    assert faults["made twice"].expected == "The same data give the same result."
    assert faults["the stat unchanged"].happened == "Running.total changed."


def test_is_not_deterministic():
    @dataclass(frozen=True)
    class Bootstrap(Mean):
        def compute(self, y):
            return {"y": np.random.default_rng().choice(y, len(y)).mean()}

    fault = faults_of(check_stat, Bootstrap())["made twice"]
    assert "start random numbers from a seed" in fault.advice


def test_writes_to_the_data():
    @dataclass(frozen=True)
    class Doubled(so.Stat):
        makes = {"y": "y"}
        keeps_rows = True

        def __call__(self, data, by):
            table = data.collect()
            table["y"][:] = table["y"] * 2
            return table

    fault = faults_of(check_stat, Doubled())["the data unchanged"]
    assert "read-only (test_faults_of_stats.py, line" in fault.happened


def test_drops_rows():
    @dataclass(frozen=True)
    class Right(so.Stat):
        makes = {"y": "y"}

        def __call__(self, data, by):
            return data.filter(data["x"] > 100).group(*by, "x").agg(y=so.reduce.mean("y"))

    fault = faults_of(check_stat, Right())["every row counts"]
    assert fault.happened == "Row 0 of 8 rows may have any value, with the same result."


def test_ignores_a_row():
    @dataclass(frozen=True)
    class ButOne(so.Stat):
        makes = {"y": "y"}

        def compute(self, x, y):
            return {"x": x[1:].mean(), "y": y[1:].mean()} if len(y) > 1 else {"x": x, "y": y}

    fault = faults_of(check_stat, ButOne())["every row counts"]
    assert fault.happened == "Row 0 of 8 rows may have any value, with the same result."


def test_loses_the_groups():
    @dataclass(frozen=True)
    class Whole(so.Stat):
        makes = {"y": "y"}

        def __call__(self, data, by):
            return data.group("x").agg(y=so.reduce.mean("y"))

    faults = faults_of(check_stat, Whole())
    assert faults["groups"].happened.startswith("'color' is lost")
    assert "this one lost 'col'" in faults["facets"].happened
    assert "data.group(*by, 'x').agg(...)" in faults["groups"].advice


def test_ignores_the_group():
    @dataclass(frozen=True)
    class Common(so.Stat):
        makes = {"y": "y"}

        def __call__(self, data, by):
            table = data.collect()
            made = table.group(*by, "x").agg(y=so.reduce.mean("y"))
            return made.with_(y=table["y"].mean() if table.n else 0.0)

    faults = faults_of(check_stat, Common())
    assert faults["groups are told apart"].happened == "The result of both groups is the same."


def test_looks_at_other_groups():
    @dataclass(frozen=True)
    class Relative(so.Stat):
        makes = {"y": "y"}

        def __call__(self, data, by):
            table = data.collect()
            made = table.group(*by, "x").agg(y=so.reduce.mean("y"))
            whole = table.group("x").agg(whole=so.reduce.max("y"))
            place = np.searchsorted(whole["x"], made["x"])
            return made.with_(y=made["y"] / whole["whole"][place])

    fault = faults_of(check_stat, Relative())["groups"]
    assert "After a change in group 'M' the result of group 'F' differs" in fault.happened


def test_loses_a_facet():
    @dataclass(frozen=True)
    class OnePanel(Mean):
        def __call__(self, data, by):
            made = super().__call__(data, by)
            return made.filter(made["col"].codes == 0) if "col" in made else made

    fault = faults_of(check_stat, OnePanel())["facets"]
    assert fault.happened == "It has those of ['Lunch']."


def test_has_columns_of_different_lengths():
    @dataclass(frozen=True)
    class Uneven(so.Stat):
        makes = {"y": "y", "q": "y"}

        def compute(self, y):
            return {"y": y, "q": y[:1].repeat(2)}

    fault = faults_of(check_stat, Uneven())["vertical, numbers"]
    assert "compute returned columns of different lengths" in fault.happened


def test_makes_another_number_of_rows_than_it_says():
    @dataclass(frozen=True)
    class Sorted(so.Stat):
        makes = {"y": "y"}
        keeps_rows = True

        def __call__(self, data, by):
            table = data.collect()
            return table.take(np.argsort(table["y"], kind="stable"))

    fault = faults_of(check_stat, Sorted())["rows kept"]
    assert fault.expected.startswith("A stat with keeps_rows returns the rows that it gets")


def test_does_not_make_what_it_says():
    @dataclass(frozen=True)
    class Promising(Mean):
        makes = {"y": "y", "ymin": "y"}

    fault = faults_of(check_stat, Promising())["vertical, numbers"]
    assert fault.happened.startswith("'ymin' is not there")


def test_changes_the_type():
    @dataclass(frozen=True)
    class Written(Mean):
        def compute(self, y):
            return {"y": f"{y.mean():.2f}"}

    fault = faults_of(check_stat, Written())["vertical, numbers"]
    assert "returned y as categories, such as" in fault.happened


def test_makes_numbers_of_a_category():
    @dataclass(frozen=True)
    class Ranked(so.Stat):
        makes = {"y": "y", "rank": "category"}

        def __call__(self, data, by):
            made = data.group(*by, "x").agg(y=so.reduce.mean("y")).collect()
            return made.with_(rank=np.argsort(made["y"]).astype(float))

    fault = faults_of(check_stat, Ranked())["vertical, numbers"]
    assert fault.expected == "'rank' is a category, as `makes` says."


def test_differs_in_an_engine():
    @dataclass(frozen=True)
    class Split(so.Stat):
        makes = {"y": "y"}

        def __call__(self, data, by):
            how = so.reduce.mean if isinstance(data, so.Table) else so.reduce.max
            return data.group(*by, "x").agg(y=how("y"))

    fault = faults_of(check_stat, Split())["duckdb, vertical"]
    assert fault.expected == "The result is the same in memory and in any engine."
    assert "column 'y': row 0 is" in fault.happened


def test_raises_on_no_rows():
    @dataclass(frozen=True)
    class Scaled(so.Stat):
        makes = {"y": "y"}

        def __call__(self, data, by):
            table = data.group(*by, "x").agg(y=so.reduce.mean("y")).collect()
            return table.with_(y=table["y"] / table["y"].max())

    fault = faults_of(check_stat, Scaled())["no rows, vertical, numbers"]
    assert "zero-size array" in fault.happened


def test_raises_on_one_row():
    @dataclass(frozen=True)
    class Step(Mean):
        def compute(self, y):
            return {"y": np.sort(y)[1]}

    fault = faults_of(check_stat, Step())["one row, vertical, numbers"]
    assert "IndexError: index 1 is out of bounds" in fault.happened


def test_warns_of_one_row():
    @dataclass(frozen=True)
    class Spread(Mean):
        def compute(self, y):
            return {"y": y.mean() + y.std(ddof=1)}

    fault = faults_of(check_stat, Spread())["one row, vertical, numbers"]
    assert fault.happened.startswith("It warned: RuntimeWarning: ")


def test_depends_on_the_order_of_rows():
    @dataclass(frozen=True)
    class Last(Mean):
        def compute(self, y):
            return {"y": y[-1]}

    fault = faults_of(check_stat, Last())["rows in another order"]
    assert fault.expected == "The order of rows plays no part: engines know none."


def test_reads_what_it_does_not_name():
    @dataclass(frozen=True)
    class Third(so.Stat):
        makes = {"y": "y"}

        def __call__(self, data, by):
            return data.group(*by, "x").agg(y=so.reduce.mean("depth"))

    fault = faults_of(check_stat, Third())["vertical, numbers"]
    assert "'depth'" in fault.happened
    assert "values={name: column}" in fault.advice


def test_changes_the_frozen_self():
    @dataclass(frozen=True)
    class Remembering(Mean):
        last: float = 0.0

        def compute(self, y):
            object.__setattr__(self, "last", float(y.mean()))
            return {"y": y.mean()}

    (fault,) = faults_of(check_stat, Remembering()).values()
    assert fault.happened == "Remembering.last changed."
