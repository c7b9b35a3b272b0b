"""The errands set up what they need once, and pass on how it ended."""

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import dev


@pytest.fixture
def calls(tmp_path, monkeypatch):
    """Record the commands that dev.py runs instead of running them; `calls.code` is their code."""
    calls = SimpleNamespace(made=[], code=0)

    def run(command, check=False, **_):
        calls.made.append([str(part) for part in command[1:]])
        if command[1:3] == ["-m", "venv"]:
            python = command[3] / "bin" / "python"
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
        if check and calls.code:
            raise subprocess.CalledProcessError(calls.code, command)
        return SimpleNamespace(returncode=calls.code)

    monkeypatch.setattr(dev, "VENV", tmp_path / "venv")
    monkeypatch.setattr(subprocess, "run", run)
    return calls


def test_the_environment_is_made_once(calls):
    assert dev.main(["test", "-k", "scale"]) == 0
    venv, upgrade, install, pytest_run = calls.made
    assert venv[:2] == ["-m", "venv"]
    assert upgrade[-2:] == ["--upgrade", "pip"]
    assert install[install.index("--group") + 1] == "test"
    assert pytest_run == ["-m", "pytest", "-n", "auto", "-k", "scale"]

    dev.main(["test"])
    assert len(calls.made) == 5  # pytest once more, and nothing else


@pytest.mark.parametrize(("which", "group"), [("lowest", "lowest"), ("newest", "tools")])
def test_other_versions_have_an_environment_of_their_own(which, group, calls, tmp_path):
    assert dev.main(["test", f"--{which}", "-x"]) == 0
    *_, install, pytest_run = calls.made
    assert install[install.index("--group") + 1] == group
    assert pytest_run == ["-m", "pytest", "-n", "auto", "-x"]
    assert [path.name for path in tmp_path.iterdir()] == [f"venv-{which}"]


def test_lowest_versions_are_the_bounds_of_the_project():
    found = dev.lowest_versions()
    assert {one.partition("==")[0] for one in found} >= {"matplotlib", "numpy", "polars", "duckdb"}
    assert all(re.fullmatch(r"[a-z]+==[\d.]+", one) for one in found)


def test_the_oldest_and_the_newest_python_are_found(monkeypatch):
    here, usable = sys.version_info.minor, {11, sys.version_info.minor + 2}
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/some/{name}")
    monkeypatch.setattr(
        dev.subprocess,
        "run",
        lambda command, **_: SimpleNamespace(
            returncode=0 if int(command[0].rpartition(".")[2]) in usable else 127
        ),
    )
    monkeypatch.setattr(dev.Path, "home", lambda: Path("/nowhere"))
    assert dev.base_python("test") == sys.executable
    oldest = sys.executable if here == 11 else "/some/python3.11"
    assert dev.base_python("lowest") == oldest
    assert dev.base_python("newest") == f"/some/python3.{here + 2}"


def test_a_changed_pyproject_is_installed_again(calls, tmp_path, monkeypatch):
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    (tmp_path / "pyproject.toml").write_text("one")
    dev.set_up("test")
    before = len(calls.made)
    (tmp_path / "pyproject.toml").write_text("two")
    dev.set_up("test")
    assert len(calls.made) == 2 * before


def test_a_failed_installation_leaves_no_stamp(calls):
    calls.code = 1
    with pytest.raises(SystemExit, match="could not be set up"):
        dev.set_up("test")
    assert not list(dev.VENV.glob("*.stamp"))


@pytest.mark.parametrize("errand", ["gallery", "test", "docs", "browser", "lint", "types"])
def test_exit_codes_are_passed_on(errand, calls, monkeypatch):
    monkeypatch.setattr(dev, "set_up", lambda need: "python")
    calls.code = 3
    assert dev.main([errand]) == 3


def test_an_unknown_errand_shows_the_help(calls, capsys):
    assert dev.main(["paint"]) == 2
    assert "dev.py gallery" in capsys.readouterr().out
    assert calls.made == []


def test_an_old_python_is_told_so():
    code = (
        "import runpy, sys; sys.version_info = (3, 9, 1); sys.version = '3.9.1 (main)';"
        f"runpy.run_path({dev.__file__!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; this is 3.9.1" in done.stderr
