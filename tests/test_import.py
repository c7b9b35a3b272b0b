"""What `import plotkit.objects` and a first figure load, and what they leave for later."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import plotkit.objects as so

LATER = ("matplotlib", "pandas", "narwhals", "scipy", "PIL", "plotkit.mpl", "plotkit.compile.steps")
FIGURE = """
import numpy as np
import plotkit.objects as so
x = np.arange(9.0)
g = np.array(list("abcabcabc"))
import io
so.Plot({"x": x, "y": x, "g": g}, x="x", y="y", color="g").add(so.Dot()).save(io.BytesIO())
"""
COUNTED = """
import dataclasses
made, process = [], dataclasses._process_class
def counting(cls, *args, **kwargs):
    if cls.__module__.startswith("plotkit."):
        made.append(cls.__qualname__)
    return process(cls, *args, **kwargs)
dataclasses._process_class = counting
dataclasses._create_fn = lambda *a, create=getattr(dataclasses, "_create_fn", None), **k: (
    written.append(a[0]), create(*a, **k))[1]
written = []
"""


def loaded(code, asked="sorted(sys.modules)"):
    """Run code in a new process and return what is asked of it."""
    code = f"{code}\nimport json, sys\nprint(json.dumps({asked}))"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_the_import_leaves_for_later_what_only_figures_need():
    modules = loaded("import plotkit.objects")
    assert not [name for name in modules if name.startswith(LATER)]
    assert not [name for name in modules if name.startswith("plotkit.stats.fit")]
    assert not [name for name in modules if name.startswith("plotkit.marks.violin")]


def test_a_figure_of_arrays_needs_no_frames():
    modules = loaded(FIGURE)
    assert "matplotlib.figure" in modules
    assert not {"matplotlib.pyplot", "pandas", "narwhals", "scipy"} & set(modules)


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="of how Python 3.11 and 3.12 do it")
def test_hardly_a_dataclass_is_written_at_import():
    written = loaded(f"{COUNTED}\nimport plotkit.objects", "written")
    assert len(written) <= 40  # six hundred functions, were each class made at once


def test_names_are_told_to_type_checkers_as_they_are_found():
    tree = ast.parse(Path(so.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    told = {
        (alias.asname or alias.name): node.module
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert told == so._WHERE
    assert set(so._OLD) == {"least", "most", "total"}


def test_all_names_are_there():
    assert set(so.__all__) <= set(dir(so))
    for name in dir(so):
        assert getattr(so, name) is getattr(so, name)
    with pytest.raises(AttributeError, match=r"plotkit\.objects.*'Dott'"):
        so.Dott  # noqa: B018 - it is asked for


def test_a_star_import_brings_all_names():
    found = {}
    exec("from plotkit.objects import *", found)
    assert found.keys() >= set(so.__all__)


@pytest.mark.parametrize("name", ["open", "q1", "u"])
def test_names_of_marks_are_known_before_the_mark_is_loaded(name):
    code = f"import plotkit.objects as so\nso.Plot({{'c': [1]}}, {name}='c')"
    assert "plotkit.marks.candlestick" in loaded(code)
    assert "plotkit.marks.candlestick" not in loaded(code.replace(name, "x"))
