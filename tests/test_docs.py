"""Every Python block of README and docs runs; every example in a docstring does too."""

import doctest
import importlib
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import plotkit

ROOT = Path(__file__).resolve().parents[1]
DRAW = """
import warnings
from docs.site.figures import run
warnings.filterwarnings("ignore", {expected!r})
names = {{"__name__": "page"}}
for block in {blocks!r}:
    for shown in run(block, names):
        shown.plot.save("shown.png", dpi=20)
"""
WARNINGS = {"notebooks": ".* with missing x", "colours": ".* in an unlisted level"}
"""What a page shows that plotkit warns of."""
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
MODULES = [m.name for m in pkgutil.walk_packages(plotkit.__path__, "plotkit.")]


def blocks(page: Path) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_code_of_page_runs_and_what_it_shows_is_drawn(page, tmp_path):
    shutil.copytree(ROOT / "examples" / "data", tmp_path / "examples" / "data")
    # a process of its own: a page may register a property, or change the session's settings
    code = DRAW.format(blocks=blocks(page), expected=WARNINGS.get(page.stem, "none"))
    run = [sys.executable, "-W", "error", "-c", code]
    there = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    result = subprocess.run(
        run, cwd=tmp_path, env=there, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_of_page_lead_somewhere(page):
    for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in link:
            assert (page.parent / link).exists(), f"{page.name} links to {link}"


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_module_run(name):
    module = importlib.import_module(name)
    failed, _ = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert not failed
