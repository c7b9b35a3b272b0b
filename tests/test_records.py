"""plotkit's dataclasses are those of the standard library, found later."""

import copy
import dataclasses
import gc
import inspect
import pickle
import threading
from dataclasses import FrozenInstanceError, field
from typing import Any, ClassVar

import pytest

import plotkit.objects as so
from plotkit.marks.base import Mark
from plotkit.records import dataclass


def pair(**options):
    """Return a base and a class of it, by plotkit and by the standard library."""
    made = []
    for make in (dataclass, dataclasses.dataclass):

        class Base:
            a: int
            b: list[int] = field(default_factory=list)
            shared: ClassVar[int] = 3

        base = make(**options)(Base)

        class Derived(base):
            c: str = "c"
            d: float = field(default=2.0, compare=False, repr=False)
            e: int = field(default=5, init=False)
            f: int = field(default=6, kw_only=True)

            def __post_init__(self):
                object.__setattr__(self, "seen", (self.a, self.c))

        made += [make(**options)(Derived)]
    return made


def options():
    return [
        pytest.param({"frozen": frozen, "eq": eq}, id=f"frozen={frozen}, eq={eq}")
        for frozen in (False, True)
        for eq in (False, True)
    ]


@pytest.mark.parametrize("given", options())
def test_a_class_is_what_the_standard_library_makes(given):
    own, theirs = pair(**given)
    assert own.d == 2.0
    assert str(inspect.signature(own)) == str(inspect.signature(theirs))
    assert own.__match_args__ == theirs.__match_args__
    assert str(own.__dataclass_params__) == str(theirs.__dataclass_params__)
    told = [[str(f) for f in dataclasses.fields(cls)] for cls in (own, theirs)]
    assert [text.split(",kw_only")[0] for text in told[0]] == [
        text.split(",kw_only")[0] for text in told[1]
    ]
    one, other = own(1, c="x", f=7), theirs(1, c="x", f=7)
    assert repr(one) == repr(other).replace(theirs.__qualname__, own.__qualname__)
    assert vars(one) == vars(other)
    assert dataclasses.asdict(one) == dataclasses.asdict(other)
    for name in ("__eq__", "__hash__", "__setattr__"):
        assert (name in vars(own)) is (name in vars(theirs))
    assert (own.__hash__ is None) is (theirs.__hash__ is None)
    assert own.__init__.__qualname__.endswith("Derived.__init__")
    assert own.__init__.__annotations__ == theirs.__init__.__annotations__


def test_equal_ones_are_equal_and_frozen_ones_stay():
    own, theirs = pair(frozen=True)
    assert own(1, (), d=1.0) == own(1, (), d=9.0) != own(2, ())
    assert own(1, ()) != theirs(1, ())
    assert hash(own(1, ())) == hash(theirs(1, ()))
    one = own(1)
    for change in (lambda: setattr(one, "a", 2), lambda: delattr(one, "a")):
        with pytest.raises(FrozenInstanceError, match="'a'"):
            change()
    assert dataclasses.replace(one, a=4).a == 4
    assert copy.deepcopy(one) == one
    assert one.b is not own(1).b


def test_what_is_asked_first_does_not_matter():
    for ask in (
        dataclasses.fields,
        dataclasses.is_dataclass,
        inspect.signature,
        lambda cls: cls.__match_args__,
        lambda cls: cls(1),
    ):
        own, _ = pair(frozen=True)
        ask(own)
        assert own(1).seen == (1, "c")
        with pytest.raises(TypeError, match="missing"):
            own()


def test_own_functions_stay():
    @dataclass(frozen=True)
    class Own:
        a: int

        def __init__(self):
            object.__setattr__(self, "a", 9)

        def __repr__(self):
            return "own"

        def __eq__(self, other):
            return True

        __hash__ = None

    assert Own().a == 9
    assert repr(Own()) == "own"
    assert Own() == 3
    assert [f.name for f in dataclasses.fields(Own)] == ["a"]


def test_other_options_are_those_of_the_standard_library():
    @dataclass(frozen=True, order=True, slots=True)
    class Ordered:
        a: int

    assert Ordered(1) < Ordered(2)
    assert not hasattr(Ordered(1), "__dict__")


def test_many_threads_may_make_the_first_one():
    for _ in range(20):
        own, _ = pair(frozen=True)
        barrier, failed = threading.Barrier(8), []

        def make(own=own, barrier=barrier, failed=failed):
            barrier.wait()
            try:
                assert own(1, f=2).f == 2
            except Exception as error:
                failed.append(error)

        threads = [threading.Thread(target=make) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failed


def classes():
    """Return all that are loaded, those behind public names at least."""
    assert [getattr(so, name) for name in dir(so)]
    return [
        cls
        for cls in gc.get_objects()
        if isinstance(cls, type)
        and str(getattr(cls, "__module__", "")).startswith("plotkit.")
        and "__dataclass_fields__" in vars(cls)
    ]


def test_all_of_plotkit_are_like_those_of_the_standard_library():
    assert len(classes()) > 150
    for cls in classes():
        if "__init__" not in vars(cls) or cls.__dataclass_params__.init is False:
            continue
        fields: Any = dataclasses.fields(cls)
        taken = [f.name for f in fields if f.init]
        parameters = list(inspect.signature(cls.__init__).parameters)[1:]
        assert sorted(parameters) == sorted(taken) or vars(cls)["__init__"].__doc__, cls


def test_marks_of_users_are_of_the_standard_library():
    @dataclasses.dataclass(frozen=True)
    class Mine(Mark):
        width: float = 1.0

    assert Mine(width=2.0).width == 2.0
    assert "artist_kws" in Mine.__dataclass_fields__


def test_instances_can_be_pickled():
    assert pickle.loads(pickle.dumps(so.Hist(bins=3))) == so.Hist(bins=3)
