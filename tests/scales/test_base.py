import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from plotkit.data.column import Column
from plotkit.data.factor import Coded, factorize
from plotkit.data.kind import Kind
from plotkit.data.summary import Summary
from plotkit.errors import PlotSpecError
from plotkit.properties.registry import PROPERTIES
from plotkit.scales.base import AxisScale, IdentityScale, LevelScale, RampScale, Scale
from plotkit.scales.continuous import Continuous
from plotkit.scales.nominal import Boolean, Nominal
from plotkit.scales.temporal import Temporal
from plotkit.scales.ticks import TickPlan
from plotkit.scales.ticks.choosers import Positions
from plotkit.scales.ticks.numbers import FullNumbers

NUMBERS = Summary(Kind.NUMBER, 1.0, 100.0, 1.0)


def test_priorities_decide_the_orientation():
    ranked = sorted([Temporal, Nominal, Scale, Boolean, Continuous], key=lambda s: s.priority)
    assert ranked == [Scale, Continuous, Temporal, Boolean, Nominal]


def test_scale_is_abstract():
    with pytest.raises(TypeError, match="abstract"):
        Scale()


@pytest.mark.parametrize("scale", [Nominal(), Boolean(), Continuous(), Temporal()])
def test_scales_are_values(scale):
    assert scale == type(scale)()
    with pytest.raises(AttributeError):
        scale.values = "husl"
    assert "tick" not in repr(scale)


def test_plain_axis_scale():
    axis = AxisScale(Continuous().train_axis(NUMBERS).units)
    values = np.array([1.0, np.nan, 3.0])
    assert not axis.discrete
    assert axis.to_units(values) is values  # no copy of a million rows
    assert axis.invert(values) is values
    assert axis.parse("3.5") == 3.5


def test_continuous_axis_refuses_categories():
    axis = Continuous().train_axis(NUMBERS)
    factor = factorize(["low", "high"])
    for column in (factor, Column(Kind.CATEGORY, factor)):
        with pytest.raises(PlotSpecError, match=r"cannot place categories \('low', 'high'\); use"):
            axis.to_units(column)


def test_level_looks_are_codes_into_a_table():
    table = np.array([1.0, 2.0, np.nan])
    looks = LevelScale(PROPERTIES["pointsize"], True, ("a", "b"), table, ("A", "B"))
    found = looks.outputs(factorize(["b", "c", "a", None]))
    assert isinstance(found, Coded) and found.table is table
    assert_array_equal(np.asarray(found), [2, np.nan, 1, np.nan])
    assert looks.entries() == (("a", "b"), ("A", "B"))


def test_level_looks_of_numbers():
    looks = LevelScale(PROPERTIES["pointsize"], True, (1, 2), np.array([5.0, 6, np.nan]), "12")
    assert_array_equal(np.asarray(looks.outputs(np.array([2.0, 1.0, np.nan]))), [6, 5, np.nan])


def test_ramp_looks():
    plan = TickPlan(Positions((1.0, 5.0)), FullNumbers())
    looks = RampScale(PROPERTIES["alpha"], True, lambda x: x / 10, plan, plan.ticks(1, 5))
    assert_allclose(looks.outputs(np.array([1, 5])), [0.1, 0.5])
    assert looks.entries() == ((1.0, 5.0), ("1", "5"))
    with pytest.raises(PlotSpecError, match=r"alpha cannot show categories \('a'\)"):
        looks.outputs(factorize(["a"]))


def test_literal_looks(theme):
    looks = IdentityScale(PROPERTIES["color"], False, theme)
    assert_allclose(looks.outputs(factorize(["red", "#00f8", "red"]))[:, 0], [1, 0, 1])
    assert looks.entries() == ((), ())
    sizes = IdentityScale(PROPERTIES["pointsize"], False, theme)
    assert_array_equal(sizes.outputs(np.array([3, 40])), [3, 40])
    with pytest.raises(PlotSpecError, match="must hold numbers"):
        sizes.outputs(factorize(["big"]))
