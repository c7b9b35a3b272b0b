"""The project keeps its rules, and each rule sees what breaks it."""

import importlib
import inspect
import subprocess
import sys
from dataclasses import dataclass, is_dataclass
from pathlib import Path

import pytest

from tests import architecture as rules
from tests.architecture import RULES, Project

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "plotkit"

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)


def faults(rule, project):
    return "\n".join(rule(project))


# ------------------------------------------------------------------------------------ the project


@pytest.fixture(scope="module")
def project():
    project = Project.read(PACKAGE)
    assert "plotkit.objects" in project.modules
    return project


@each_rule
def test_the_project_keeps(rule, project):
    assert not faults(rule, project), "\n" + faults(rule, project)


def test_every_exception_is_still_needed(project, monkeypatch):
    exceptions = {**rules.LONG_FILES, **rules.LONG_FUNCTIONS}
    monkeypatch.setattr(rules, "LONG_FILES", {})
    monkeypatch.setattr(rules, "LONG_FUNCTIONS", {})
    found = faults(rules.files_are_short, project) + faults(rules.functions_fit_a_screen, project)
    for name, reason in exceptions.items():
        assert reason.strip(), f"{name}: say why"
        assert name.partition(":")[0] in found, f"{name} is short now: take it off the list"


def test_importing_plotkit_loads_nothing_heavy():
    unwanted = (*rules.LAZY, *rules.RIVALS, *rules.PYPLOT, *rules.TOOLS)
    code = f"import sys, plotkit.objects; print(*({set(unwanted)!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_every_public_name_is_documented():
    objects = importlib.import_module("plotkit.objects")
    assert objects.__all__
    assert [name for name in objects.__all__ if not documented(getattr(objects, name))] == []


def documented(thing):
    """Tell whether a class or function has a docstring that somebody wrote.

    Other values, such as an alias of types, cannot carry one and are taken as they are.
    """
    if not inspect.isclass(thing) and not inspect.isroutine(thing):
        return True
    written = thing.__doc__ or ""
    if is_dataclass(thing) and written.startswith(f"{thing.__name__}("):
        return False  # the signature that `dataclass` fills in
    return bool(written.strip())


# -------------------------------------------------------------------------------- the rules work


@pytest.fixture
def build(tmp_path):
    """Write a small project, each file of it with its text, and read it."""

    def build(files):
        for file, text in files.items():
            path = tmp_path / "plotkit" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return Project.read(tmp_path / "plotkit")

    return build


SOUND = {
    "__init__.py": "from plotkit import objects",
    "errors.py": "from plotkit.config import quiet",
    "config.py": "",
    "data/__init__.py": "from plotkit.data.table import Table",
    "data/table.py": "from typing import TYPE_CHECKING\n"
    "import numpy as np\n"
    "from plotkit.errors import warn\n"
    "if TYPE_CHECKING:\n    import pandas as pd\n"
    "def to_pandas() -> 'pd.DataFrame':\n    import pandas as pd\n    return pd",
    "data/lazy.py": "from . import table\nfrom ..config import quiet",
    "stats/base.py": "from plotkit.data import Table",
    "stats/agg.py": "from .base import Stat",
    "mpl/figure.py": "import matplotlib as mpl\n"
    "from matplotlib.figure import Figure\n"
    "class Picture(Figure):\n"
    "    def __init__(self):\n        self._boxes = getattr(self, '__dict__')",
    "mpl/fast/panel.py": "class Axis(Base):\n    def _place(self):\n        super()._place()",
    "mpl/layout/region.py": "from plotkit.mpl.fast.panel import Axis",
    "mpl/display.py": "def show():\n    import matplotlib.pyplot as plt\n    plt.show()",
    "objects.py": "from plotkit.mpl.display import show",
    "spec.py": "x = 1\n" * rules.MAX_FILE,
    "plot.py": 'def f():\n    """' + "\n" * 99 + '    """\n' + "    x = 1\n" * 57,
}


@each_rule
def test_a_sound_project_has_no_faults(rule, build):
    project = build(SOUND)
    assert faults(rule, project) == ""
    assert len(project.modules) == len(SOUND)


# A rule, the files that break it, and where and what the fault must say.
# fmt: off
BREACHES = [
    (rules.imports_point_down, {"data/a.py": "\nfrom plotkit.spec import X", "spec.py": ""},
     "data/a.py:2: imports plotkit.spec.X: spec is higher"),
    (rules.imports_point_down, {"data/a.py": "from ..spec import X", "spec.py": ""},
     "data/a.py:1: imports plotkit.spec.X: spec is higher"),
    (rules.imports_point_down,
     {"mpl/axis/a.py": "from plotkit.mpl.layout.b import X", "mpl/layout/b.py": ""},
     "mpl/axis/a.py:1: imports plotkit.mpl.layout.b.X: mpl/layout is higher"),
    (rules.imports_point_down,
     {"mpl/axis/a.py": "from plotkit.mpl.figure import X", "mpl/figure.py": ""},
     "mpl/axis/a.py:1: imports plotkit.mpl.figure.X: mpl is higher"),
    (rules.imports_point_down,
     {"mpl/text/a.py": "from plotkit.mpl.artists.b import X", "mpl/artists/b.py": ""},
     "mpl/text/a.py:1: imports plotkit.mpl.artists.b.X: mpl/artists is of the same rank"),
    (rules.no_private_matplotlib,
     {"mpl/axis/a.py": "class A(B):\n  def _f(self):\n    super()._f()\n    super()._g()"},
     "mpl/axis/a.py:4: uses the private super()._g"),
    (rules.imports_point_down,
     {"data/a.py": "def f():\n    from plotkit import spec", "spec.py": ""},
     "data/a.py:2: imports plotkit.spec: spec is higher"),
    (rules.imports_point_down,
     {"data/a.py": "if typing.TYPE_CHECKING:\n    import plotkit.spec", "spec.py": ""},
     "data/a.py:2: imports plotkit.spec: spec is higher"),
    (rules.imports_point_down,
     {"data/a.py": "importlib.import_module('plotkit.spec')", "spec.py": ""},
     "data/a.py:1: imports plotkit.spec: spec is higher"),
    (rules.imports_point_down, {"data/a.py": "import plotkit", "__init__.py": ""},
     "data/a.py:1: imports plotkit: __init__ is higher"),
    (rules.imports_point_down, {"cellar.py": ""},
     "cellar.py:1: 'cellar' has no rank"),

    (rules.no_circles,
     {"config.py": "from plotkit import errors", "errors.py": "\nimport plotkit.config"},
     "errors.py:2: import circle: plotkit."),
    (rules.no_circles,
     {"data/a.py": "from . import b", "data/b.py": "from .c import x",
      "data/c.py": "def f():\n    from plotkit.data.a import y"},
     "data/c.py:2: import circle: plotkit.data."),
    (rules.no_circles,
     {"data/__init__.py": "from .a import x", "data/a.py": "from plotkit.data import b"},
     "data/a.py:1: import circle: plotkit.data"),

    (rules.matplotlib_in_one_folder, {"plot.py": "import numpy, matplotlib.figure as f"},
     "plot.py:1: imports matplotlib.figure outside mpl/"),
    (rules.matplotlib_in_one_folder, {"plot.py": "def f():\n    from matplotlib import rcParams"},
     "plot.py:2: imports matplotlib.rcParams outside mpl/"),
    (rules.matplotlib_in_one_folder, {"marks/a.py": "from mpl_toolkits.mplot3d import Axes3D"},
     "marks/a.py:1: imports mpl_toolkits.mplot3d.Axes3D outside mpl/"),
    (rules.matplotlib_in_one_folder, {"plot.py": "m = __import__('matplotlib')"},
     "plot.py:1: imports matplotlib outside mpl/"),

    (rules.pyplot_in_one_file, {"mpl/axes.py": "from matplotlib import pyplot as plt"},
     "mpl/axes.py:1: imports matplotlib.pyplot outside mpl/display.py"),
    (rules.pyplot_in_one_file, {"mpl/axes.py": "import matplotlib as mpl\nmpl.pyplot.gca()"},
     "mpl/axes.py:2: uses mpl.pyplot outside mpl/display.py"),

    (rules.no_private_matplotlib, {"mpl/axes.py": "def f(ax):\n    return ax._get_lines"},
     "mpl/axes.py:2: uses the private ax._get_lines"),
    (rules.no_private_matplotlib, {"mpl/axes.py": "class A:\n    def f(self): self.ax._fix()"},
     "mpl/axes.py:2: uses the private self.ax._fix"),
    (rules.no_private_matplotlib, {"mpl/axes.py": "def f(ax): return getattr(ax, '_boxes')"},
     "mpl/axes.py:1: uses the private getattr(ax, '_boxes')"),
    (rules.no_private_matplotlib, {"mpl/axes.py": "from matplotlib import _api"},
     "mpl/axes.py:1: imports the private matplotlib._api"),

    (rules.heavy_imports_are_local, {"data/a.py": "import pandas as pd"},
     "data/a.py:1: imports pandas at the top"),
    (rules.heavy_imports_are_local, {"stats/a.py": "try:\n    from scipy import x\nexcept: pass"},
     "stats/a.py:2: imports scipy.x at the top"),
    (rules.heavy_imports_are_local,
     {"data/a.py": "if TYPE_CHECKING:\n    pass\nelse:\n    import polars"},
     "data/a.py:4: imports polars at the top"),
    (rules.no_rivals, {"plot.py": "def f():\n    import seaborn.objects as so"},
     "plot.py:2: imports seaborn.objects"),

    (rules.files_are_short, {"plot.py": "x = 1\n" * 401},
     "plot.py:401: 401 lines; 400 are allowed"),
    (rules.functions_fit_a_screen, {"plot.py": "class A:\n    def f():\n" + "        x = 1\n" * 60},
     "plot.py:2: f has 61 lines; 60 are allowed"),
]
# fmt: on


@pytest.mark.parametrize(("rule", "files", "expected"), BREACHES)
def test_a_breach_is_found(rule, files, expected, build):
    assert f"src/plotkit/{expected}" in faults(rule, build(files))


def test_every_rule_is_shown_to_fail():
    assert {rule for rule, *_ in BREACHES} == set(RULES)


def test_a_missing_docstring_is_seen():
    @dataclass
    class Bare:
        x: int = 0

    class Child(Bare):
        pass

    class Told:
        """Told."""

    assert [documented(c) for c in (Bare, Child, Told, len)] == [False, False, True, True]
    assert not documented(lambda: None)
