"""Draw every example of this folder: python3 dev.py gallery

An example is a script with a function `figure()` that returns a plot. The picture is named after
the script and lies in gallery/ at the root of the project.
"""

import importlib.util
import sys
import time
import traceback
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve().parent


def examples(folder: Path) -> list[Path]:
    """Return the example scripts in `folder`, in order."""
    return sorted(p for p in folder.glob("[0-9a-z]*.py") if p.name != Path(__file__).name)


def load(script: Path) -> ModuleType:
    """Import one example from its file."""
    spec = importlib.util.spec_from_file_location(f"examples.{script.stem}", script)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # a dataclass looks for the module that it was written in
    spec.loader.exec_module(module)
    return module


def draw(script: Path, out: Path) -> Path:
    """Draw one example into the folder `out` and return the picture's path."""
    picture = out / f"{script.stem}.png"
    load(script).figure().save(picture)
    return picture


def main(folder: Path = HERE, out: Path = HERE.parent / "gallery") -> int:
    """Draw all examples, say how it went, and return 0 if none failed."""
    out.mkdir(parents=True, exist_ok=True)
    scripts, failed = examples(folder), []
    for script in scripts:
        start = time.perf_counter()
        try:
            picture = draw(script, out)
        except Exception:  # one broken example must not hide the others
            traceback.print_exc()
            failed.append(script.name)
            print(f"  {script.name}: FAILED", flush=True)
        else:
            print(f"  {picture.name}  {time.perf_counter() - start:.2f} s", flush=True)
    print(f"{len(scripts) - len(failed)} of {len(scripts)} figures drawn into {out}")
    if failed:
        print(f"Failed: {', '.join(failed)}")
    if not scripts:
        print(f"No examples in {folder}")
    return int(bool(failed) or not scripts)


if __name__ == "__main__":
    sys.exit(main())
