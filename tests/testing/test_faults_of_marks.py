"""Each fault of a mark that the check knows, in a mark that has it."""

from dataclasses import dataclass

import numpy as np

import plotkit.objects as so
from plotkit.testing import check_mark
from tests.testing.planted import faults_of


@dataclass(frozen=True)
class Cross(so.Mark):
    color: so.MappableColor = so.Mappable("C0")

    def draw(self, v, pane):
        pane.points(v.xy(), color=v.color)


def test_a_sound_mark():
    assert not check_mark(Cross()).faults


def test_keeps_state():
    @dataclass(frozen=True)
    class Growing(Cross):
        seen = [0]

        def draw(self, v, pane):
            self.seen[0] += 1
            pane.points(v.xy(), color=v.color, size=float(self.seen[0]))

    faults = faults_of(check_mark, Growing())
    assert "The second drawing differs from the first" in faults["drawn twice"].happened
    assert "Keep nothing between calls" in faults["drawn in another order"].advice
    assert faults["the mark unchanged"].happened == "Growing.seen changed."


def test_changes_the_frozen_self():
    @dataclass(frozen=True)
    class Scaled(Cross):
        top: float = 0.0

        def draw(self, v, pane):
            object.__setattr__(self, "top", float(v.y.max(initial=0)))
            super().draw(v, pane)

    (fault,) = faults_of(check_mark, Scaled()).values()
    assert fault.happened == "Scaled.top changed."
    assert fault.expected == "It is a value: to use it does not change it."


def test_is_not_deterministic():
    @dataclass(frozen=True)
    class Restless(Cross):
        def draw(self, v, pane):
            noise = np.random.default_rng().uniform(-0.1, 0.1, v.n)
            pane.points(v.xy("x", v.y + noise), color=v.color)

    fault = faults_of(check_mark, Restless())["drawn twice"]
    assert "start random numbers from a seed" in fault.advice


def test_ignores_the_orientation():
    @dataclass(frozen=True)
    class Stubborn(Cross):
        def draw(self, v, pane):
            pane.points(v.xy("y", "x") if pane.flip else v.xy(), color=v.color)

    fault = faults_of(check_mark, Stubborn())["turned, numbers"]
    assert fault.expected == "A horizontal layer is the upright one, laid down."
    assert "do not ask pane.flip" in fault.advice


def test_draws_on_the_wrong_axis():
    @dataclass(frozen=True)
    class Crossed(Cross):
        def draw(self, v, pane):
            pane.points(v.xy("y", "x"), color=v.color)

    fault = faults_of(check_mark, Crossed())["vertical, numbers"]
    assert fault.happened.startswith("On the y axis the data reach from 0 to 6.875")
    assert "Write the mark upright" in fault.advice


def test_draws_far_from_the_data():
    @dataclass(frozen=True)
    class Far(Cross):
        def draw(self, v, pane):
            pane.points(v.xy("x", v.y + 100), color=v.color)

    fault = faults_of(check_mark, Far())["vertical, dates"]
    assert "On the y axis the data reach from 0 to 6.875, but 48 positions are outside" in (
        fault.happened
    )


def test_writes_to_the_data():
    @dataclass(frozen=True)
    class Greedy(Cross):
        def draw(self, v, pane):
            y = v.y
            y *= 2
            pane.points(v.xy(), color=v.color)

    fault = faults_of(check_mark, Greedy())["the data unchanged"]
    assert "read-only (test_faults_of_marks.py, line" in fault.happened


def test_writes_to_what_other_marks_see():
    @dataclass(frozen=True)
    class Greedy(Cross):
        def draw(self, v, pane):
            v.x[:] = v.x.mean() if v.n else 0
            pane.points(v.xy(), color=v.color)

    fault = faults_of(check_mark, Greedy())["beside other marks"]
    assert "read-only (test_faults_of_marks.py, line" in fault.happened


def test_drops_rows():
    @dataclass(frozen=True)
    class Picky(Cross):
        def draw(self, v, pane):
            v = v.where(v.y > 2)
            pane.points(v.xy(), color=v.color)

    fault = faults_of(check_mark, Picky())["every row counts"]
    assert fault.happened == "Without row 0 of 4 rows the same is drawn."


def test_draws_nothing():
    @dataclass(frozen=True)
    class Shy(Cross):
        def draw(self, v, pane):
            pass

    fault = faults_of(check_mark, Shy())["vertical, numbers"]
    assert fault.happened == "It drew nothing."


def test_forgets_the_legend_key():
    @dataclass(frozen=True)
    class Keyless(Cross):
        def draw(self, v, pane):
            if v.n > 2:
                super().draw(v, pane)

    fault = faults_of(check_mark, Keyless())["vertical, numbers, colour"]
    assert fault.happened == "The key is empty."
    assert "has_key = False" in fault.advice


def test_draws_the_key_somewhere_else():
    @dataclass(frozen=True)
    class Grounded(Cross):
        def draw(self, v, pane):
            super().draw(v, pane)
            pane.points([[100, 3]], color=(0, 0, 0, 1), limits=False)

    fault = faults_of(check_mark, Grounded())["vertical, numbers, colour"]
    assert fault.happened == "It reaches from 0.5 to 100."


def test_loses_a_facet():
    @dataclass(frozen=True)
    class Alternating(Cross):
        calls = [0]

        def draw(self, v, pane):
            self.calls[0] += v.n == 24  # as many rows as one of two panels has
            if v.n != 24 or self.calls[0] % 2:
                super().draw(v, pane)

    fault = faults_of(check_mark, Alternating())["vertical, numbers, facets"]
    assert fault.happened == "It drew nothing in 1 of 2 panels, the first is 'Dinner'."
    assert "draw(v, pane) is called once a panel" in fault.advice


def test_draws_one_panel_into_the_next():
    @dataclass(frozen=True)
    class Leaking(Cross):
        before = []

        def draw(self, v, pane):
            for xy in self.before[-1:]:
                pane.points(xy, color=(0, 0, 0, 1))
            self.before.append(v.xy())
            super().draw(v, pane)

    fault = faults_of(check_mark, Leaking())["facets"]
    assert fault.expected == "A panel shows what its rows show alone."


def test_needs_what_never_arrives():
    @dataclass(frozen=True)
    class Boxed(Cross):
        def draw(self, v, pane):
            pane.boxes(v.box("q1", "y"), color=v.color)

    faults = faults_of(check_mark, Boxed())
    fault = faults["vertical, numbers"]
    assert "The mark asks for 'q1', which this layer does not have" in fault.happened
    assert "Name in `needs`" in fault.advice


def test_ignores_the_group():
    @dataclass(frozen=True)
    class OneLine(so.Mark):
        color: so.MappableColor = so.Mappable("C0")

        connects = True

        def draw(self, v, pane):
            if v.n:
                pane.lines(v.xy()[None])

    fault = faults_of(check_mark, OneLine())["groups"]
    assert fault.happened == "Together they make 1 elements, alone [1, 1]."


def test_ignores_the_colour():
    @dataclass(frozen=True)
    class Grey(Cross):
        def draw(self, v, pane):
            pane.points(v.xy(), color=(0.5, 0.5, 0.5, 1))

    fault = faults_of(check_mark, Grey())["other colours"]
    assert fault.happened == "With other colours the same is drawn."
    assert "Hand v.color to the pane" in fault.advice


def test_ignores_dodge():
    @dataclass(frozen=True)
    class Rooted(Cross):
        def draw(self, v, pane):
            pane.points(v.before.xy(), color=v.color)

    faults = faults_of(check_mark, Rooted())
    assert faults["dodged, vertical"].happened == (
        "With Dodge() it is drawn in the same place as without."
    )
    assert "it is drawn elsewhere" in faults["shifted, horizontal"].happened


def test_need_not_prepare_a_table_without_rows():
    @dataclass(frozen=True)
    class Tall(Cross):
        def prepare(self, t, by):
            return t.with_(y=t["y"] - t["y"].max() + 4)

    check_mark(Tall())


def test_raises_on_one_row():
    @dataclass(frozen=True)
    class Second(Cross):
        def draw(self, v, pane):
            super().draw(v, pane)
            if v.n:
                v.y[1]

    fault = faults_of(check_mark, Second())["one row, vertical, numbers"]
    assert "IndexError: index 1 is out of bounds" in fault.happened
    assert "No rows, one row and equal values are usual" in fault.advice


def test_hides_missing_values_as_zero():
    @dataclass(frozen=True)
    class Zeroed(Cross):
        @property
        def interrupts(self):
            return True

        def draw(self, v, pane):
            pane.points(v.xy("x", np.nan_to_num(v.y)), color=v.color)

    fault = faults_of(check_mark, Zeroed())["missing values"]
    assert fault.expected == "What is missing is not drawn."
    assert fault.happened.startswith("Where a value is missing there is something at (")


def test_warns_of_a_logarithm():
    @dataclass(frozen=True)
    class Logged(Cross):
        def draw(self, v, pane):
            pane.points(v.xy("x", np.log10(v.y - 1)), color=v.color)

    fault = faults_of(check_mark, Logged())["vertical, numbers"]
    assert fault.happened == "Nobody sees those that are NaN or infinite: 1."
    assert "take no logarithm" in fault.advice


def test_is_no_frozen_dataclass():
    class Plain(so.Mark):
        def draw(self, v, pane):
            pane.points(v.xy())

    (fault,) = faults_of(check_mark, Plain()).values()
    assert fault.happened == "Plain is none."
    assert "@dataclass(frozen=True)" in fault.advice


def test_has_a_field_that_is_no_property():
    @dataclass(frozen=True)
    class Odd(Cross):
        sharpness: so.MappableFloat = so.Mappable(1.0)

    (fault,) = faults_of(check_mark, Odd()).values()
    assert fault.happened == "There is no property 'sharpness'."
    assert "so.register('sharpness', ...)" in fault.advice


def test_depends_on_the_kind_of_frame():
    @dataclass(frozen=True)
    class Sized(Cross):
        def draw(self, v, pane):
            codes = getattr(v.color, "codes", np.zeros(v.n))
            pane.points(v.xy(), color=v.color, size=float(codes.dtype.itemsize))

    fault = faults_of(check_mark, Sized())["polars, vertical"]
    assert "points, size: 1.0 in one, 8.0 in the other" in fault.happened
    assert "not on their dtype" in fault.advice


def test_adds_no_artist():
    @dataclass(frozen=True)
    class Lazy(so.Mark):
        def draw(self, v, pane):
            pane.artist(lambda ax, project: None)

    faults = faults_of(check_mark, Lazy())
    fault = next(f for name, f in faults.items() if name.startswith("drawn by matplotlib"))
    assert fault.happened == "There are none."
