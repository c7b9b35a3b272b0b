from __future__ import annotations

from plotkit.data.kind import Kind
from plotkit.data.summary import Summary, merge_all, sorted_levels


def test_numbers():
    one = Summary(Kind.NUMBER, -1, 5, 2)
    other = Summary(Kind.NUMBER, 0, 9, 1)
    assert one.merge(other) == Summary(Kind.NUMBER, -1, 9, 1)


def test_levels():
    sorted_numbers = Summary(Kind.NUMBER, 1, 3, 1, (1, 3)).merge(
        Summary(Kind.NUMBER, 2, 2, 2, (2,))
    )
    assert sorted_numbers.levels == (1, 2, 3)
    one, other = Summary(Kind.CATEGORY, levels=("b",)), Summary(Kind.CATEGORY, levels=("a", "b"))
    assert one.merge(other).levels == ("b", "a")
    assert one.merge(Summary(Kind.CATEGORY)).levels == ("b",)


def test_declared_order_is_kept():
    declared = Summary(Kind.CATEGORY, levels=("lo", "hi"), declared=True)
    merged = declared.merge(Summary(Kind.CATEGORY, levels=("hi", "mid")))
    assert merged.levels == ("lo", "hi", "mid")
    assert merged.declared


def test_kinds():
    number, text = Summary(Kind.NUMBER, 0, 1), Summary(Kind.CATEGORY, levels=("a",))
    empty = Summary(Kind.NUMBER)
    assert empty.empty
    assert number.merge(text).kind is Kind.CATEGORY
    assert number.merge(Summary(Kind.BOOLEAN, 0, 1)).kind is Kind.NUMBER
    assert empty.merge(text).kind is text.merge(empty).kind is Kind.CATEGORY
    assert Summary(Kind.TIME, 1, 2, zone="UTC").merge(empty).zone == "UTC"


def test_merge_all():
    assert merge_all([]) is None
    parts = [Summary(Kind.NUMBER, i, i) for i in range(3)]
    assert merge_all(parts) == Summary(Kind.NUMBER, 0, 2)


def test_sorted_levels():
    assert sorted_levels([2, 1]) == (1, 2)
    assert sorted_levels([2, "a", 1]) == (2, "a", 1)


def test_kind():
    assert [kind for kind in Kind if kind.discrete] == [Kind.BOOLEAN, Kind.CATEGORY]
