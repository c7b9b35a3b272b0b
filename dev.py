"""The errands of plotkit's developers, from a fresh clone to a result in one command each.

    python3 dev.py gallery             draw every example into gallery/
    python3 dev.py test [pytest ...]   run the tests; what follows goes to pytest
    python3 dev.py test --lowest       ... on the lowest versions that pyproject.toml allows
    python3 dev.py test --newest       ... on the newest ones there are, and the newest Python
    python3 dev.py engines             test engines that few have: Dask, Ibis, Spark, sqlframe
    python3 dev.py docs                build the documentation site into build/docs/html
    python3 dev.py browser             open that site in chromium and look for faults
    python3 dev.py wheel               build sdist and wheel, run README's code with the wheel alone
    python3 dev.py lint                ruff: rules and format
    python3 dev.py types               mypy; what type checkers and completion tell users

Each sets up a virtual environment when that is missing or older than pyproject.toml: `.venv` in the
project, or the folder that PLOTKIT_VENV names; `.venv-lowest`, `.venv-newest` and `.venv-engines`
beside it. Nothing but the standard library is needed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = Path(os.environ.get("PLOTKIT_VENV") or ROOT / ".venv").absolute()

# What pip installs for each errand.
NEEDS = {
    "gallery": ["--editable", ".[polars,duckdb,stats]"],
    "test": ["--editable", ".[all]", "--group", "test"],
    "lowest": ["--editable", ".[all]", "--group", "lowest"],
    "newest": ["--upgrade", "--upgrade-strategy=eager", "--editable", ".[all]", "--group", "tools"],
    "docs": ["--editable", ".[all]", "--group", "docs"],
    "engines": ["--editable", ".[all]", "--group", "engines"],
    "wheel": ["--group", "wheel"],
    "dev": ["--editable", ".[all]", "--group", "dev"],
}
APART = ("lowest", "newest", "engines")
"""Those with an environment of their own."""


ERRANDS = {
    "engines": ("engines", ["-m", "pytest", "-n", "auto", "tests/other_engines.py"]),
    "gallery": ("gallery", ["examples/gallery.py"]),
    "docs": ("docs", ["-m", "docs.site.make"]),
    "wheel": ("wheel", ["-m", "tests.wheel"]),
    "lint": ("dev", ["-m", "ruff", "check", "."], ["-m", "ruff", "format", "--check", "."]),
    "types": ("dev", ["-m", "mypy"], ["-m", "tests.typing.check"]),
}
"""For each errand that takes no more words its needs, and what is run."""


def main(argv: list[str]) -> int:
    """Run the errand that the command line names and return its exit code."""
    errand, rest = (argv[0], argv[1:]) if argv else ("help", [])
    if errand == "test":
        first = rest[0].removeprefix("--") if rest else ""
        need, rest = (first, rest[1:]) if first in APART else ("test", rest)
        return run(set_up(need), "-m", "pytest", "-n", "auto", *rest)
    if errand == "browser" and not rest:
        return run(Path(sys.executable), "-m", "docs.site.browser")
    if errand in ERRANDS and not rest:
        need, *commands = ERRANDS[errand]
        python = set_up(need)
        # All are run, so that one look shows every fault.
        codes = [run(python, *command) for command in commands]
        return next(filter(None, codes), 0)
    print(__doc__)
    return 0 if errand in ("help", "-h", "--help") else 2


def set_up(need: str) -> Path:
    """Make an environment hold what `need` lists, unless its stamp says so; return its Python."""
    venv = VENV.with_name(f"{VENV.name}-{need}") if need in APART else VENV
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    base = base_python(need)
    stamp, wanted = venv / f"plotkit-{need}.stamp", fingerprint(need, base)
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return python
    print(f"Setting up {venv} for `{need}`; the first time takes a minute or two ...", flush=True)
    try:
        subprocess.run([base, "-m", "venv", venv], check=True)
        # The pip that comes with Python 3.11 does not know dependency groups yet.
        pip(python, "--upgrade", "pip")
        with tempfile.TemporaryDirectory() as folder:
            bounds = Path(folder, "bounds.txt")
            bounds.write_text("\n".join(lowest_versions()) if need == "lowest" else "")
            pip(python, *NEEDS[need], "--constraint", str(bounds))
    except subprocess.CalledProcessError as fault:
        sys.exit(f"The environment could not be set up: {fault}")
    stamp.write_text(wanted)
    return python


def fingerprint(need: str, base: str) -> str:
    """Return a hash of all that decides what the environment must hold."""
    parts = [repr(NEEDS[need]), str(ROOT), base, str(sys.version_info[:2])]
    if need == "newest":
        parts.append(str(date.today()))
    text = (ROOT / "pyproject.toml").read_bytes() + "".join(parts).encode()
    return hashlib.sha256(text).hexdigest()


def lowest_versions() -> list[str]:
    """Return the lower bounds of what plotkit depends on, as versions that pip must take."""
    import tomllib  # which an older Python, told so below, does not have

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    listed = [project["dependencies"], *project["optional-dependencies"].values()]
    return sorted({each.replace(">=", "==") for some in listed for each in some if ">=" in each})


def base_python(need: str) -> str:
    """Return the Python of an environment: for those apart, the oldest or the newest there is."""
    if need not in APART:
        return sys.executable
    found = {sys.version_info.minor: sys.executable}
    for minor in {*range(11, 30)} - {*found}:
        name = f"python3.{minor}"
        for place in (shutil.which(name), *Path.home().glob(f".pyenv/versions/*/bin/{name}")):
            if place and starts(place):
                found[minor] = str(place)
    return found[min(found) if need == "lowest" else max(found)]


def starts(python: str | Path) -> bool:
    """Tell whether a Python can be used; pyenv has a name on the path for those that cannot."""
    return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0


def pip(python: Path, *args: str) -> None:
    """Install into the environment of a Python."""
    quiet = ("--quiet", "--disable-pip-version-check")
    subprocess.run([python, "-m", "pip", "install", *quiet, *args], cwd=ROOT, check=True)


def run(python: Path, *args: str) -> int:
    """Run an environment's Python at the project's root and return its exit code."""
    return subprocess.run([python, *args], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is where an older Python is met
        sys.exit(f"plotkit needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    sys.exit(main(sys.argv[1:]))
