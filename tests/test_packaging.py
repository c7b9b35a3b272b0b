"""Where the same thing is said twice about the package, it is the same."""

import re
import tomllib
from pathlib import Path

import pytest

import plotkit

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def said(file: str, pattern: str) -> list[str]:
    return re.findall(pattern, (ROOT / file).read_text(encoding="utf-8"), re.M)


def test_the_version_is_one():
    assert said("CITATION.cff", r"^version: (.*)$") == [plotkit.__version__]
    assert said("recipe/recipe.yaml", r'^  version: "(.*)"$') == [plotkit.__version__]
    newest = said("CHANGELOG.md", r"^## \[([^\]]*)\]")[0]
    assert newest in ("Unreleased", plotkit.__version__)


def test_the_recipe_asks_for_what_the_project_does():
    (run,) = said("recipe/recipe.yaml", r"^  run:\n((?:    - .*\n)*)")
    (host,) = said("recipe/recipe.yaml", r"^  host:\n((?:    - .*\n)*)")
    asked = [line.strip("- ").replace(" ", "") for line in run.splitlines()]
    wanted = [each.replace("matplotlib>", "matplotlib-base>") for each in DEPENDENCIES]
    assert sorted(asked) == sorted([f"python{PROJECT['project']['requires-python']}", *wanted])
    for each in PROJECT["build-system"]["requires"]:
        assert each in host.replace(" ", "")


DEPENDENCIES = PROJECT["project"]["dependencies"]


def test_all_pythons_that_are_named_are_tested():
    named = [
        each.rpartition(" :: ")[2]
        for each in PROJECT["project"]["classifiers"]
        if re.fullmatch(r".* :: 3\.\d+", each)
    ]
    (listed,) = said(".github/workflows/ci.yml", r"^        python: \[(.*)\]$")
    assert re.findall(r"3\.\d+", listed) == named
    assert f">={named[0]}" == PROJECT["project"]["requires-python"]


def test_the_linter_is_the_pinned_one():
    (pinned,) = (each for each in PROJECT["dependency-groups"]["dev"] if "ruff" in each)
    (hooked,) = said(".pre-commit-config.yaml", r"ruff-pre-commit\n    rev: v(.*)$")
    assert pinned == f"ruff=={hooked}"


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_may_no_more_than_they_need(workflow):
    text = workflow.read_text()
    assert "permissions:\n  contents: read\n" in text
    assert text.count("id-token: write") == (workflow.stem == "release")
    errands = re.findall(r"dev\.py (\w+)", text)
    assert set(errands) <= {
        "test",
        "docs",
        "browser",
        "wheel",
        "lint",
        "types",
        "gallery",
        "engines",
    }
