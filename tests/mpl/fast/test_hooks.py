"""What plotkit uses of matplotlib's private names stands in one list."""

import ast
import importlib
import inspect
import pkgutil
import re
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import matplotlib
import pytest
from matplotlib.axis import Axis
from matplotlib.text import Text

import plotkit.mpl
from plotkit.mpl.fast.registry import PATHS


def classes() -> Iterator[type]:
    """Yield plotkit's classes that are based on one of matplotlib's."""
    for info in pkgutil.walk_packages(plotkit.mpl.__path__, "plotkit.mpl."):
        for _, cls in inspect.getmembers(importlib.import_module(info.name), inspect.isclass):
            if cls.__module__ == info.name and any(map(is_matplotlibs, cls.__mro__)):
                yield cls


def is_matplotlibs(cls: type) -> bool:
    return cls.__module__.partition(".")[0] == "matplotlib"


@cache
def own_private(cls: type) -> frozenset[str]:
    """Return the private names that the source of a class defines or uses."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    except (OSError, TypeError):  # written in C
        return frozenset(filter(is_private, vars(cls)))
    names = set()
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name):
                names.add(name)
            case ast.Name(id=name, ctx=ast.Store()):
                names.add(name)
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name):
                names.add(name)
            case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=name):
                names.add(name)
    return frozenset(filter(is_private, names))


def is_private(name: str) -> bool:
    return name.startswith("_") and name.strip("_") != "" and not name.endswith("__")


@cache
def asked_for() -> frozenset[str]:
    """Return the private names that matplotlib looks for on objects that need not have them."""
    asked = re.compile(r"""hasattr\([\w.]+, *['"](_\w+)['"]""")
    sources = Path(matplotlib.__file__).parent.rglob("*.py")
    return frozenset(
        name for source in sources for name in asked.findall(source.read_text(encoding="utf-8"))
    )


def hooks(cls: type) -> set[str]:
    """Return the private names of matplotlib that a class overrides or uses."""
    theirs = [own_private(base) for base in cls.__mro__ if is_matplotlibs(base)]
    used = own_private(cls) & asked_for().union(*theirs)
    return {f"{cls.__name__}.{name}" for name in used}


def named_hooks(module) -> set[str]:
    """Return the private names of matplotlib's classes that a module holds as texts."""
    texts = {
        node.value
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    theirs = [cls for _, cls in inspect.getmembers(module, inspect.isclass) if is_matplotlibs(cls)]
    return {
        f"{cls.__name__}.{name}"
        for cls in theirs
        for name in filter(is_private, texts)
        if name in vars(cls) and not any(name in vars(base) for base in cls.__mro__[1:])
    }


def modules() -> Iterator[object]:
    for info in pkgutil.walk_packages(plotkit.mpl.__path__, "plotkit.mpl."):
        yield importlib.import_module(info.name)


def test_the_list_is_that_of_the_source():
    found = set().union(*map(hooks, classes()), *map(named_hooks, modules()))
    listed = {hook for path in PATHS.values() for hook in path.hooks}
    # Where a path was not measured, matplotlib need not have the hook.
    needed = {hook for path in PATHS.values() if path.measured for hook in path.hooks}
    assert found - listed == set()
    assert needed - found == set()


def test_hooks_are_used_by_fast_paths_alone():
    assert {cls.__module__ for cls in classes() if hooks(cls)} <= {
        f"plotkit.mpl.fast.{info.name}"
        for info in pkgutil.iter_modules(importlib.import_module("plotkit.mpl.fast").__path__)
    }


def test_hooks_are_named_by_fast_paths_alone():
    named = {module.__name__ for module in modules() if named_hooks(module)}
    assert named == {"plotkit.mpl.fast.legend"}


def test_no_hook_is_listed_twice():
    listed = [hook for path in PATHS.values() for hook in path.hooks]
    assert len(listed) == len(set(listed))


class Overriding(Axis):
    def _update_ticks(self):
        return []


class Calling(Axis):
    def ticks(self):
        return self._get_tick(True)


class Extending(Axis):
    def _get_tick(self, major):
        return super()._get_tick(major)


class Assigning(Text):
    def say(self, text):
        self._text = text  # which matplotlib has on each of its texts


class Offering(Text):
    def _as_mpl_transform(self, ax):  # asked for by name
        return ax.transData


class Own(Axis):
    def say(self):
        self._said = self.label


@pytest.mark.parametrize(
    ("cls", "found"),
    [
        (Overriding, {"Overriding._update_ticks"}),
        (Calling, {"Calling._get_tick"}),
        (Extending, {"Extending._get_tick"}),
        (Assigning, {"Assigning._text"}),
        (Offering, {"Offering._as_mpl_transform"}),
        (Own, set()),
    ],
)
def test_hooks_are_found(cls, found):
    assert hooks(cls) == found
