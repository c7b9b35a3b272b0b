from __future__ import annotations

import numpy as np

from plotkit.data.deferred import Deferred, pick
from plotkit.data.table import Table


def test_it_is_found_when_somebody_looks_and_once():
    calls = []

    def find():
        calls.append(1)
        return 0.5

    table = Table.of({"x": np.arange(4.0), "width": Deferred(find, 4)})
    some = table.take(np.array([True, False, True, True])).with_(y=1.0)
    assert len(some.column("width")) == 3 and not calls
    assert some["width"].tolist() == [0.5, 0.5, 0.5]
    assert table["width"].tolist() == [0.5] * 4 and calls == [1]


def test_constants_take_no_memory():
    column = np.broadcast_to(np.float64(2.0), 5)
    for rows in ([0, 2], slice(1, 3), np.array([True, False, True, False, False])):
        some = pick(column, rows)
        assert some.tolist() == [2.0, 2.0] and some.strides == (0,)
