"""The errands of plotkit's developers, from a fresh clone to a result in one command each.

    python3 dev.py gallery             draw every example into gallery/
    python3 dev.py test [pytest ...]   run the tests; what follows goes to pytest
    python3 dev.py lint                ruff: rules and format
    python3 dev.py types               mypy

Each sets up a virtual environment when that is missing or older than pyproject.toml: `.venv` in the
project, or the folder that PLOTKIT_VENV names. Only the standard library is needed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = Path(os.environ.get("PLOTKIT_VENV") or ROOT / ".venv").absolute()
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# What pip installs for each errand, beside the project itself.
NEEDS = {
    "gallery": ["--editable", ".[polars,duckdb]"],
    "test": ["--editable", ".[all]", "--group", "test"],
    "dev": ["--editable", ".[all]", "--group", "dev"],
}


def main(argv: list[str]) -> int:
    """Run the errand that the command line names and return its exit code."""
    errand, rest = (argv[0], argv[1:]) if argv else ("help", [])
    if errand == "test":
        set_up("test")
        return run("-m", "pytest", "-n", "auto", *rest)
    if errand == "gallery" and not rest:
        set_up("gallery")
        return run("examples/gallery.py")
    if errand == "lint" and not rest:
        set_up("dev")
        # Both are run, so that one look shows every fault.
        return run("-m", "ruff", "check", ".") | run("-m", "ruff", "format", "--check", ".")
    if errand == "types" and not rest:
        set_up("dev")
        return run("-m", "mypy")
    print(__doc__)
    return 0 if errand in ("help", "-h", "--help") else 2


def set_up(need: str) -> None:
    """Make the environment hold what `need` lists, unless its stamp says that it does."""
    stamp, wanted = VENV / f"plotkit-{need}.stamp", fingerprint(need)
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"Setting up {VENV} for `{need}`; the first time takes a minute or two ...", flush=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        # The pip that comes with Python 3.11 does not know dependency groups yet.
        pip("--upgrade", "pip")
        pip(*NEEDS[need])
    except subprocess.CalledProcessError as fault:
        sys.exit(f"The environment could not be set up: {fault}")
    stamp.write_text(wanted)


def fingerprint(need: str) -> str:
    """Return a hash of all that decides what the environment must hold."""
    parts = (repr(NEEDS[need]), str(ROOT), str(sys.version_info[:2]))
    text = (ROOT / "pyproject.toml").read_bytes() + "".join(parts).encode()
    return hashlib.sha256(text).hexdigest()


def pip(*args: str) -> None:
    """Install into the environment."""
    quiet = ("--quiet", "--disable-pip-version-check")
    subprocess.run([PYTHON, "-m", "pip", "install", *quiet, *args], cwd=ROOT, check=True)


def run(*args: str) -> int:
    """Run the environment's Python at the project's root and return its exit code."""
    return subprocess.run([PYTHON, *args], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is where an older Python is met
        sys.exit(f"plotkit needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    sys.exit(main(sys.argv[1:]))
