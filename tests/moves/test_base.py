from dataclasses import dataclass

import pytest

import plotkit.objects as so
from plotkit.errors import PlotTypeError
from tests.moves.tables import table


@dataclass(frozen=True)
class Nudge(so.Move):
    amount: float = 0.1

    def __call__(self, t, by):
        return t.with_(x=t["x"] + self.amount * t["width"])


def test_a_move_is_one_function():
    assert Nudge(0.5)(table(x=[1, 2], y=[1, 1]), []).columns["x"].tolist() == [1.4, 2.4]


def test_a_move_is_its_own_form_lying():
    assert Nudge(0.5).turned() == Nudge(0.5)


def test_a_move_must_say_what_it_does():
    with pytest.raises(PlotTypeError, match=r"Move must define __call__\(self, t, by\)"):
        so.Move()(table(x=[1]), [])
