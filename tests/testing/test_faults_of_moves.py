"""Each fault of a move that the check knows, in a move that has it."""

from dataclasses import dataclass

import numpy as np

import plotkit.objects as so
from plotkit.testing import check_move
from tests.testing.planted import faults_of


def shifted(t, axis, by):
    return t.with_(**{name: t[name] + by for name in t.positions(axis)})


@dataclass(frozen=True)
class Nudge(so.Move):
    def __call__(self, t, by):
        return shifted(t, "x", 0.1 * t["width"])


def test_a_sound_move():
    assert not check_move(Nudge()).faults


def test_drops_rows():
    @dataclass(frozen=True)
    class Thinned(so.Move):
        def __call__(self, t, by):
            return t.filter(t["y"] > 2)

    fault = faults_of(check_move, Thinned())["vertical, numbers"]
    assert "A move must keep all rows, and this one lost" in fault.happened


def test_returns_rows_in_another_order():
    @dataclass(frozen=True)
    class Sorted(so.Move):
        def __call__(self, t, by):
            return t.take(np.argsort(t["y"]))

    fault = faults_of(check_move, Sorted())["vertical, numbers"]
    assert fault.expected == "A move keeps the order of rows."
    assert "undo what was sorted" in fault.advice


def test_loses_columns():
    @dataclass(frozen=True)
    class Fresh(so.Move):
        def __call__(self, t, by):
            return t.select("x", "y", "weight", "width", "baseline", *by)

    fault = faults_of(check_move, Fresh())["vertical, numbers"]
    assert "must keep all columns, and this one lost 'xmin', 'xmax', 'ymin'" in fault.happened


def test_moves_some_positions_only():
    @dataclass(frozen=True)
    class Half(so.Move):
        def __call__(self, t, by):
            return t.with_(x=t["x"] + 0.1 * t["width"])

    (fault,) = faults_of(check_move, Half()).values()
    assert fault.happened == "'x' moves, but 'xmin' and 'xmax' stay."
    assert "t.positions('x')" in fault.advice


def test_writes_to_the_data():
    @dataclass(frozen=True)
    class Greedy(so.Move):
        def __call__(self, t, by):
            for name in t.positions("x"):
                t[name][:] = t[name] + 1
            return t

    fault = faults_of(check_move, Greedy())["the data unchanged"]
    assert "read-only (test_faults_of_moves.py, line" in fault.happened


def test_keeps_state():
    @dataclass(frozen=True)
    class Drifting(so.Move):
        calls = [0]

        def __call__(self, t, by):
            self.calls[0] += 1
            return shifted(t, "x", 0.01 * self.calls[0])

    faults = faults_of(check_move, Drifting())
    assert faults["made twice"].expected == "The same rows go to the same place."
    assert faults["the move unchanged"].happened == "Drifting.calls changed."


def test_is_not_deterministic():
    @dataclass(frozen=True)
    class Restless(so.Move):
        def __call__(self, t, by):
            return shifted(t, "x", np.random.default_rng().uniform(size=t.n))

    assert "from a seed" in faults_of(check_move, Restless())["made twice"].advice


def test_ignores_the_orientation():
    @dataclass(frozen=True)
    class Offset(so.Move):
        x: float = 0.0
        y: float = 0.0

        def __call__(self, t, by):
            return shifted(shifted(t, "x", self.x), "y", self.y)

    (fault,) = faults_of(check_move, Offset(0.1, 0.2)).values()
    assert fault.situation == "turned twice"
    assert fault.happened == "turned() does not exchange them."


def test_raises_on_no_rows():
    @dataclass(frozen=True)
    class Centred(so.Move):
        def __call__(self, t, by):
            return shifted(t, "y", -t["y"].min())

    fault = faults_of(check_move, Centred())["no rows, vertical, numbers"]
    assert "zero-size array" in fault.happened


def test_raises_on_one_row():
    @dataclass(frozen=True)
    class Spaced(so.Move):
        def __call__(self, t, by):
            return shifted(t, "x", np.diff(t["x"])[0] * 0.1) if t.n else t

    fault = faults_of(check_move, Spaced())["one row, vertical, numbers"]
    assert "IndexError" in fault.happened


def test_hides_missing_values_as_zero():
    @dataclass(frozen=True)
    class Filled(so.Move):
        def __call__(self, t, by):
            return t.with_(**{name: np.nan_to_num(t[name]) + 1 for name in t.positions("y")})

    fault = faults_of(check_move, Filled())["missing values"]
    assert fault.happened == "Of 10 missing values 10 got a place."


def test_lets_a_missing_value_take_others_with_it():
    @dataclass(frozen=True)
    class Summed(so.Move):
        def __call__(self, t, by):
            return shifted(t, "y", t["y"].sum())

    fault = faults_of(check_move, Summed())["missing values"]
    assert "values that were there are missing after the move" in fault.happened


def test_mixes_facets():
    @dataclass(frozen=True)
    class Levelled(so.Move):
        def __call__(self, t, by):
            return shifted(t, "y", t["y"].mean() if t.n else 0)

    fault = faults_of(check_move, Levelled())["facets"]
    assert fault.expected == "The rows of a panel are moved as they are alone."


def test_depends_on_the_order_of_rows():
    @dataclass(frozen=True)
    class Fanned(so.Move):
        def __call__(self, t, by):
            return shifted(t, "x", np.linspace(0, 0.1, t.n))

    fault = faults_of(check_move, Fanned())["rows in another order"]
    assert "With the rows in another order they go elsewhere" in fault.happened


def test_makes_places_that_are_none():
    @dataclass(frozen=True)
    class Shared(so.Move):
        def __call__(self, t, by):
            with np.errstate(all="ignore"):
                return t.with_(**{n: t[n] / (t["x"] - t["x"][:1]) for n in t.positions("y")})

    fault = faults_of(check_move, Shared(), skip={"no rows, vertical, numbers": "x[:1]"})
    assert fault["vertical, numbers"].expected == "What had a place has one after the move."


def test_returns_no_table():
    @dataclass(frozen=True)
    class Dictionary(so.Move):
        def __call__(self, t, by):
            return {"x": t["x"]}

    fault = faults_of(check_move, Dictionary())["vertical, numbers"]
    assert "A move must return a table, not dict" in fault.happened
