"""The tables of rows are whole: every row has tests, and every test it names exists."""

import ast
import inspect
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import pytest

import plotkit.objects as so
from plotkit.properties.registry import PROPERTIES
from tests.rows import ANY, INTERFACE, MARKS, NAMES, SIGNATURES, TAKES_ANY, TRAPS

ROOT = Path(__file__).resolve().parents[1]
ROWS = [(section, row) for section, rows in INTERFACE.items() for row in rows]
SCALES = ("Nominal", "Boolean", "Temporal", "Continuous")


@cache
def source(file):
    return (ROOT / file).read_text(encoding="utf-8")


def cases(name):
    """Return how the case that an id names in brackets may be written in its file."""
    _, _, case = name.rstrip("]").partition("[")
    made_of_table = case.partition("-")[0] in MARKS
    return [f'"{case}"'] if case and not made_of_table else [""]


@cache
def names_in(file):
    """Return the names of the test functions of a file, those of classes as Class::name."""
    tree = ast.parse(source(file))
    found = set()
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            found |= {
                f"{node.name}::{one.name}" for one in node.body if isinstance(one, ast.FunctionDef)
            }
        elif isinstance(node, ast.FunctionDef):
            found.add(node.name)
    return {name for name in found if name.rpartition(":")[2].startswith("test_")}


def faults(ids):
    """Yield what is wrong with the ids of a row: tests that are not there, and none at all."""
    if not ids:
        yield "no test"
    for one in ids:
        file, _, name = one.partition("::")
        if not (ROOT / file).is_file():
            yield f"no file {file}"
        elif name.partition("[")[0] not in names_in(file):
            yield f"no test {one}"
        elif not any(case in source(file) for case in cases(name)):
            yield f"no case {one}"
    yield from (f"twice {one}" for one in {*ids} if ids.count(one) > 1)


def test_every_row_of_the_interface_has_tests():
    wrong = {
        f"{section}: {row}": found
        for section, row in ROWS
        if (found := [*faults(INTERFACE[section][row])])
    }
    assert not wrong


@pytest.mark.parametrize("number", TRAPS)
def test_every_trap_has_tests(number):
    trap = TRAPS[number]
    assert trap.title
    assert [*faults(trap.tests)] == []


def test_all_traps_are_listed_and_shown_or_explained():
    assert list(TRAPS) == list(range(1, 46))
    open_rows = {number for number, trap in TRAPS.items() if trap.missing}
    assert open_rows <= {1, 7, 25}, "a trap that was met is open again"


def test_every_test_of_a_trap_is_in_the_table():
    listed = {one for trap in TRAPS.values() for one in trap.tests}
    own = {f"tests/test_traps.py::{name}" for name in names_in("tests/test_traps.py")}
    assert own <= listed
    for number, trap in TRAPS.items():
        for one in trap.tests:
            if "::test_trap_" in one:
                assert one.partition("::test_trap_")[2].startswith(f"{number:02}_")


def test_faults_are_seen():
    assert [*faults(())] == ["no test"]
    assert [*faults(("tests/test_none.py::test_x",))] == ["no file tests/test_none.py"]
    (missing,) = faults(("tests/test_rows.py::test_not_here[1]",))
    assert missing == "no test tests/test_rows.py::test_not_here[1]"
    (missing,) = faults(("tests/images/test_images.py::test_plot[no such plot]",))
    assert missing == "no case tests/images/test_images.py::test_plot[no such plot]"
    assert [*faults(("tests/test_rows.py::test_names",) * 2)] == [
        "twice tests/test_rows.py::test_names"
    ]


# --------------------------------------------------------------------------- the interface is kept


@pytest.mark.parametrize("name", NAMES)
def test_names(name):
    assert hasattr(so, name)
    assert inspect.isclass(getattr(so, name))


MORE = ("part", "raster", "gaps", "format", "contrast", "capsize", "step")
MORE += ("at", "repel", "overlap", "wrap", "halo")
"""Fields that marks have beside those of the table."""


def default_of(value):
    """Return a default as the table has it."""
    if not isinstance(value, so.Mappable):
        return value
    if value.auto:
        return "auto"
    if value.depend is not None:
        return f"={value.depend}"
    return value.val if value.rc is None else f"rc:{value.rc}"


def parameters(name):
    """Return the parameters of a class or of a method of it: how each is given, and its default."""
    owner, _, method = name.partition(".")
    thing = getattr(so, owner)
    signature = inspect.signature(getattr(thing, method) if method else thing)
    return {key: p for key, p in signature.parameters.items() if key != "self"}


@pytest.mark.parametrize("name", SIGNATURES)
def test_parameters_and_defaults(name):
    found, expected = parameters(name), SIGNATURES[name]
    for key, default in expected.items():
        assert key in found, f"{name} has no {key}"
        assert default is ANY or default_of(found[key].default) == default
        assert found[key].kind in (
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
            inspect.Parameter.KEYWORD_ONLY,
        )
    positional = [
        key for key, p in found.items() if p.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    ]
    kept = [key for key in expected if key in positional]
    assert positional[: len(kept)] == kept


@pytest.mark.parametrize("name", MARKS)
def test_fields_and_defaults_of_marks(name):
    mark = getattr(so, name)
    found = {field.name: default_of(field.default) for field in fields(mark)}
    assert {key: found[key] for key in MARKS[name]} == MARKS[name]
    assert next(iter(found)) == "artist_kws"
    assert set(found) - {"artist_kws", *MORE} == set(MARKS[name])


@pytest.mark.parametrize("name", TAKES_ANY)
def test_any_number_of_arguments(name):
    kinds = {p.kind: key for key, p in parameters(name).items()}
    for key in TAKES_ANY[name]:
        several = "args" if key in ("args", "transforms") else "keywords"
        kind = {
            "args": inspect.Parameter.VAR_POSITIONAL,
            "keywords": inspect.Parameter.VAR_KEYWORD,
        }[several]
        assert kinds[kind] == key


def test_themes_are_given_by_position():
    (first, *_) = parameters("Plot.theme").values()
    assert first.kind in (
        inspect.Parameter.VAR_POSITIONAL,
        inspect.Parameter.POSITIONAL_ONLY,
    )


def test_all_is_a_value():
    parts = [*MARKS, *(name for name in SIGNATURES if "." not in name and name != "Plot")]
    for name in parts:
        one = getattr(so, name)
        assert is_dataclass(one)
        assert one() == one()


# ------------------------------------------------------------------------------ nothing is left out


def rows_of(*sections):
    return {row for section in sections for row in INTERFACE[section]}


def test_every_field_of_a_mark_has_a_row():
    assert {f"{mark}.{field}" for mark, held in MARKS.items() for field in held} <= rows_of("marks")
    assert {*MARKS} <= rows_of("marks")


def test_every_property_has_a_row():
    assert rows_of("properties") == {*PROPERTIES}


def test_every_parameter_has_a_row():
    rows = rows_of("stats", "moves", "scales")
    for name, held in SIGNATURES.items():
        if not name.startswith("Plot"):
            assert {f"{name}.{key}" for key in held} <= rows, name
            assert held or name in rows
    calls = rows_of("Plot")
    for name in (name for name in SIGNATURES if name.startswith("Plot.")):
        assert {f"{name}({key})" for key in SIGNATURES[name]} <= calls, name
    for name, held in TAKES_ANY.items():
        assert all(any(row.startswith(f"{name}(*") for row in calls) for _ in held), name


def test_every_method_of_scales_has_a_row():
    assert {f"{scale}.{method}" for scale in SCALES for method in ("tick", "label")} <= {
        *SIGNATURES
    }
