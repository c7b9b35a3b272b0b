"""Build the sdist and the wheel, install the wheel by itself, and run the README's code with it.

``python3 dev.py wheel`` runs it. The wheel is built from the sdist, as an index would have it; the
environment has what the wheel asks for and no extras, and the code runs outside of the clone.
"""

import os
import re
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST = 3_000_000
"""Bytes of a wheel: what is larger holds something that does not belong there."""

CHECK = """
import pathlib, sys
import plotkit
from plotkit.datasets import NAMES, load

assert "site-packages" in plotkit.__file__, plotkit.__file__
assert pathlib.Path(plotkit.__file__).with_name("py.typed").exists()
assert all(len(load(name)) for name in NAMES)
assert not {"seaborn", "scipy", "statsmodels", "polars", "duckdb"} & {*sys.modules}
"""


def main() -> int:
    """Return 0 if all went well; what does not raises or returns its exit code."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        wheel = build(folder / "dist")
        python = install(wheel, folder / "venv")
        code = CHECK + "\n".join(blocks(ROOT / "README.md"))
        run(python, "-W", "error", "-c", code, cwd=folder)
        size = wheel.stat().st_size
        print(f"{wheel.name}: {size / 1e6:.1f} MB, README's code runs without extras")
    return 0


def build(dist: Path) -> Path:
    """Build an sdist, and a wheel from it; return the wheel."""
    run(Path(sys.executable), "-m", "build", "--outdir", str(dist), cwd=ROOT, quiet=True)
    (sdist,) = dist.glob("plotkit_objects-*.tar.gz")
    (wheel,) = dist.glob("plotkit_objects-*.whl")
    with tarfile.open(sdist) as held:
        names = held.getnames()
    pictures = [name for name in names if name.endswith((".png", ".svg", ".pdf"))]
    assert not pictures, f"the sdist has pictures: {pictures[:3]}"
    assert any(name.endswith("src/plotkit/objects.py") for name in names)
    assert wheel.stat().st_size < MOST, f"the wheel has {wheel.stat().st_size} bytes"
    with zipfile.ZipFile(wheel) as held:
        (about,) = (name for name in held.namelist() if name.endswith("METADATA"))
        text = held.read(about).decode()
    left = [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    assert not left, f"links that lead nowhere from a package index: {left}"
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """Install a wheel into a new environment; return its Python."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(python, "-m", "pip", "install", "--disable-pip-version-check", str(wheel), quiet=True)
    return python


def blocks(page: Path) -> list[str]:
    """Return the Python blocks of a page."""
    return re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.M | re.S)


def run(python: Path, *args: str, cwd: Path | None = None, quiet: bool = False) -> None:
    """Run a Python; what it prints is shown if it fails, or if it need not be quiet."""
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [python, *args], cwd=cwd, env=alone, capture_output=quiet, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{done.stdout or ''}{done.stderr or ''}\nThis failed: {python} {' '.join(args)}")


if __name__ == "__main__":
    sys.exit(main())
