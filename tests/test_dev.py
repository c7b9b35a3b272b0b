"""The errands set up what they need once, and pass on how it ended."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

import dev


@pytest.fixture
def calls(tmp_path, monkeypatch):
    """Record the commands that dev.py runs instead of running them; `calls.code` is their code."""
    calls = SimpleNamespace(made=[], code=0)

    def run(command, check, **_):
        calls.made.append([str(part) for part in command[1:]])
        if command[1:3] == ["-m", "venv"]:
            dev.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            dev.PYTHON.touch()
        if check and calls.code:
            raise subprocess.CalledProcessError(calls.code, command)
        return SimpleNamespace(returncode=calls.code)

    monkeypatch.setattr(dev, "VENV", tmp_path / "venv")
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "venv" / "bin" / "python")
    monkeypatch.setattr(subprocess, "run", run)
    return calls


def test_the_environment_is_made_once(calls):
    assert dev.main(["test", "-k", "scale"]) == 0
    venv, upgrade, install, pytest_run = calls.made
    assert venv[:2] == ["-m", "venv"]
    assert upgrade[-2:] == ["--upgrade", "pip"]
    assert install[-2:] == ["--group", "test"]
    assert pytest_run == ["-m", "pytest", "-n", "auto", "-k", "scale"]

    dev.main(["test"])
    assert len(calls.made) == 5  # pytest once more, and nothing else


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


@pytest.mark.parametrize("errand", ["gallery", "test", "lint", "types"])
def test_exit_codes_are_passed_on(errand, calls, monkeypatch):
    monkeypatch.setattr(dev, "set_up", lambda need: None)
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
