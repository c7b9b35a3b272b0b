"""Each fault of a scale that the check knows, in a scale that has it."""

from dataclasses import dataclass, replace

import numpy as np

import plotkit.objects as so
from plotkit.scales.ticks import TickPlan
from plotkit.scales.ticks.choosers import Multiples, Positions
from plotkit.scales.ticks.numbers import FullNumbers
from plotkit.testing import check_scale
from tests.testing.planted import faults_of


@dataclass(frozen=True)
class Ticked(so.Continuous):
    """A continuous scale with a tick plan of its own."""

    plan = TickPlan(Multiples(10.0), FullNumbers())

    def train_axis(self, summary):
        return replace(super().train_axis(summary), planner=lambda *_: self.plan)


def test_a_sound_scale():
    assert not check_scale(so.Continuous(trans=(np.arcsinh, np.sinh))).faults


def test_an_inverse_that_does_not_lead_back():
    fault = faults_of(check_scale, so.Continuous(trans=(np.arcsinh, np.cosh)))["inverse of numbers"]
    assert fault.expected == "A place leads back to the value that it is of."


def test_places_that_do_not_rise():
    scale = so.Continuous(trans=(np.abs, np.abs))
    fault = faults_of(check_scale, scale)["places of numbers"]
    assert fault.expected == "Places rise with the values, or fall with them."
    assert "strictly monotonic" in fault.advice


def test_ticks_outside_of_the_limits():
    class Everywhere(TickPlan):
        def within(self, positions, low, high):
            return np.ones(len(positions), bool)

    @dataclass(frozen=True)
    class Wide(Ticked):
        plan = Everywhere(Positions((-1e6, 0.0, 1e6)), FullNumbers())

    fault = faults_of(check_scale, Wide())["ticks of numbers"]
    assert fault.expected == "Ticks lie within the limits."
    assert "there is a tick at -1e+06" in fault.happened


def test_as_many_labels_as_ticks():
    class Short(FullNumbers):
        def __call__(self, positions, low, high):
            return super().__call__(positions, low, high)[:-1]

    @dataclass(frozen=True)
    class Unlabelled(Ticked):
        plan = TickPlan(Multiples(10.0), Short())

    fault = faults_of(check_scale, Unlabelled())["ticks of numbers"]
    assert fault.expected == "Each tick has a label, which may be empty."


def test_ticks_in_disorder():
    @dataclass(frozen=True)
    class Twice(Ticked):
        plan = TickPlan(Positions((0.0, 50.0, 0.0)), FullNumbers())

    fault = faults_of(check_scale, Twice())["ticks of numbers"]
    assert fault.expected == "Ticks rise, each of them once."


def test_keeps_state():
    @dataclass(frozen=True)
    class Widening(so.Continuous):
        seen = [0.0]

        def train_axis(self, summary):
            self.seen[0] += 1
            top = self.seen[0]
            units = so.Continuous(trans=(lambda v: v + top, lambda v: v - top))
            return units.train_axis(summary)

    faults = faults_of(check_scale, Widening())
    assert "Trained after others" in faults["trained twice"].happened
    assert faults["the scale unchanged"].happened == "Widening.seen changed."


def test_changes_the_frozen_self():
    @dataclass(frozen=True)
    class Remembering(so.Continuous):
        top: float = 0.0

        def train_axis(self, summary):
            object.__setattr__(self, "top", summary.high)
            return super().train_axis(summary)

    fault = faults_of(check_scale, Remembering())["the scale unchanged"]
    assert fault.happened == "Remembering.top changed."


def test_single_values_in_another_place():
    @dataclass(frozen=True)
    class Off(so.Continuous):
        def train_axis(self, summary):
            axis = super().train_axis(summary)
            return replace(axis, units=replace(axis.units, parse=lambda value: 2.0))

    fault = faults_of(check_scale, Off())["single values of numbers"]
    assert fault.happened == "-40.0 is at 2, in a column at -40."


def test_a_place_for_what_is_missing():
    def forward(values):
        return np.nan_to_num(values)

    scale = so.Continuous(trans=(forward, lambda values: values))
    fault = faults_of(check_scale, scale)["single values of numbers"]
    assert fault.expected == "A missing value has no place."


def test_refuses_everything():
    @dataclass(frozen=True)
    class Closed(so.Continuous):
        def train_axis(self, summary):
            raise so.PlotSpecError("This scale takes nothing at all.")

        def train_property(self, summary, prop, theme):
            raise so.PlotSpecError("This scale takes nothing at all.")

    fault = faults_of(check_scale, Closed())["some data"]
    assert fault.happened == "It says first: This scale takes nothing at all."


def test_raises_on_no_rows():
    @dataclass(frozen=True)
    class Ranged(so.Continuous):
        def train_axis(self, summary):
            assert summary.high - summary.low >= 0
            return super().train_axis(summary)

    fault = faults_of(check_scale, Ranged())["no rows of numbers above zero, x"]
    assert "TypeError: unsupported operand" in fault.happened


def test_colours_that_are_all_the_same():
    scale = so.Continuous(lambda share: np.tile([0.0, 0.0, 1.0, 1.0], (len(share), 1)))
    fault = faults_of(check_scale, scale)["color of numbers"]
    assert fault.expected == "Different values have different colours."
