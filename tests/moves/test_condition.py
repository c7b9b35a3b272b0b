"""The language of conditions: what it means, compared with pandas, and what it never does."""

import numpy as np
import pandas as pd
import pytest

from plotkit.errors import PlotSpecError
from plotkit.moves.condition import Condition

FRAME = pd.DataFrame(
    {
        "x": [0.0, 1.0, 2.0, np.nan, 4.0],
        "y": [3, 1, 2, 5, 4],
        "kind": ["a", "b", "a", None, "c"],
        "sure": [True, False, True, False, True],
        "day": pd.to_datetime(["2024-01-01", "2024-01-02", None, "2024-03-01", "2024-04-01"]),
        "took": pd.to_timedelta([1, 2, 3, None, 5], unit="D"),
    }
)


def rows(text, **read):
    return Condition.parse(text).rows(
        {name: FRAME[name].to_numpy() for name in FRAME}, len(FRAME), read
    )


@pytest.mark.parametrize(
    "text",
    [
        "x == x.min()", "x == x.max()", "x > 1", "x != 1", "0 < x < 4", "x in [0, 2]",
        "x not in (0, 2)", "x > 0 and y < 5", "x > 0 & y < 5", "(x > 0) | (y == 3)", "not x > 1",
        "~(x > 1)", "y > y.mean()", "y >= y.median()", "x + y > 5", "x - 1 == 0", "y % 2 == 0",
        "y // 2 == 1", "y ** 2 > 9", "-x < -1", "abs(x - 1) < 1.5", "kind == 'a'", "kind != 'a'",
        "'b' <= kind", "kind in ['a', 'c']", "sure", "sure and x > 1", "not sure", "x.isna()",
        "x.notna() and sure", "took > '2 days'", "x.sum() == 7", "x.count() == 4",
        "y == 1000000000000000000000", "y == x + 0", "True", "x.abs() > 1",
    ],
)  # fmt: skip
def test_conditions_mean_what_they_mean_to_pandas(text):
    try:
        expected = FRAME.eval(text, engine="python")
    except (TypeError, ValueError, AttributeError):
        pytest.skip("pandas itself cannot")
    np.testing.assert_array_equal(rows(text), np.broadcast_to(expected, len(FRAME)).astype(bool))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x == first(x)", [1, 0, 0, 0, 0]),
        ("y == last(y)", [0, 0, 0, 0, 1]),
        ("kind == max(kind)", [0, 0, 0, 0, 1]),
        ("day == day.min()", [1, 0, 0, 0, 0]),
        ("day < day.mean()", [1, 1, 0, 0, 0]),
        ("day - day.min() < '2 days'", [1, 1, 0, 0, 0]),
        ("took == took.median()", [0] * 5),
        ("took.sum() == 11", [1] * 5),
        ("x in []", [0] * 5),
        ("not (x\n > 1)", [1, 1, 0, 1, 0]),
    ],
)
def test_what_pandas_has_no_words_for(text, expected):
    assert rows(text).astype(int).tolist() == expected


def test_texts_are_read_as_the_column_reads_them():
    found = rows("day >= 'spring'", day=lambda text: np.datetime64("2024-03-01"))
    assert found.tolist() == [False, False, False, True, True]


def test_an_empty_group_has_no_least():
    none = {"x": np.array([]), "kind": np.array([], dtype=object)}
    assert Condition.parse("x == x.min() or kind == kind.first()").rows(none, 0).tolist() == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@pd.io.common.os.system('touch /f') == x", r"@pd.* is no part of a condition"),
        ("x.to_csv('/f')", r"\"x.to_csv\('/f'\)\" is no part"),
        ("__import__('os').system('a')", "no part"),
        ("x.__class__.__mro__", "'x.__class__.__mro__' is no part"),
        ("(lambda: 1)()", "no part"),
        ("[k for k in x]", "no part"),
        ("(y := 1) == 1", "no part"),
        ("f'{x}' == 'a'", "no part"),
        ("x[0] == 1", r"'x\[0\]' is no part"),
        ("x if y else 1", "no part"),
        ("x.min(axis=0) == 1", "no part"),
        ("min(*x) == 1", "no part"),
        ("min(**x) == 1", "no part"),
        ("min.__call__(x)", "no part"),
        ("x.quantil() == 1", "no part"),
        ("x.medain() == 1", "Did you mean 'median'"),
        ("x is None", "'is' is no part"),
        ("x @ y", "no part"),
        ("x << 3", "no part"),
        ("x == None", "'None' is no part"),
        ("x == 1j", "no part"),
        ("x = 1", "no part"),
        ("x; y", "no part"),
        ("x) or (y", "no part"),
        ("", "no part"),
        ("x ==", "no part"),
        ("x == 'a", "no part"),
        ("x & ", "no part"),
        ("-" * 300 + "x == 1", "nested at most"),
        ("(" * 400 + "x" + ")" * 400, "no part"),
        ("x == 1" + " or x == 1" * 200, "at most 1000 letters"),
        ("x == " + "9" * 900, "PASSES"),
        ("9 ** 9 ** 9 ** 9 > x", "PASSES"),
    ],
)
def test_nothing_else_is_said_and_nothing_is_run(text, said):
    if said == "PASSES":
        assert rows(text).shape == (5,)
        return
    with pytest.raises(PlotSpecError, match=said):
        Condition.parse(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x", "'x' is no condition"),
        ("z > 1", "There is no column 'z'.*There are: 'x', 'y'"),
        ("a == kind", "There is no column 'a'.*Texts stand in quotes"),
        ("kind > 1", "join"),
        ("kind + 1 > 1", "'kind' is no number"),
        ("'a' * 9 == kind", "no number"),
        ("kind.mean() > 1", "no number"),
        ("day.sum() > 1", "times have no sum"),
        ("day + day > 1", "do not go together"),
        ("x and y", "'x' is neither true nor false"),
        ("x in y", "'in' needs a list"),
        ("took > 'soon'", "'soon' is no length of time"),
    ],
)
def test_what_does_not_go_together(text, said):
    with pytest.raises(PlotSpecError, match=said):
        rows(text)
