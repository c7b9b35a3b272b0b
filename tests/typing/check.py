"""What type checkers and completion tell a user of plotkit: `python3 dev.py types` runs it.

mypy and pyright must find each line of `mistakes.py` that says so, and have nothing to say of
`uses.py`, the examples, and the code of README and docs. jedi, which completes in IPython and
Jupyter, must offer what can be written next.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
UNTYPED = {"extending.md": "shows authors' classes without their types"}
PLANTED = "  # mistake: "

Place = tuple[str, int]
"""A file and a line of it."""

COMPLETED = {
    "so.Plot(df, ": {"x=", "y=", "color=", "ymin=", "text=", "weight=", "data="},
    "so.Plot(df, x='a').add(so.Dot(), ": {"color=", "marker=", "pointsize=", "y2=", "orient="},
    "so.Plot(df).scale(": {"x=", "y=", "color=", "linewidth="},
    "so.Plot(df).label(": {"title=", "x=", "color=", "col="},
    "so.Plot(df).limit(": {"x=", "y="},
    "so.Plot(df).share(": {"x=", "y="},
    "so.Plot(df).": {"add", "scale", "facet", "pair", "legend", "save"},
    "so.Layer(so.Dot(), ": {"color=", "marker=", "data="},
    "so.Dot(": {"color=", "marker=", "pointsize="},
    "so.Hist(": {"stat=", "bins=", "binwidth="},
    "so.Nominal(": {"order=", "top="},
    "so.Continuous().tick(": {"every=", "count=", "at="},
}
"""What is written so far, and some of what is offered then."""


def main() -> int:
    """Check, tell what was found, and return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "pages"
        write(files)
        planted = {("mistakes.py", line) for line in planted_in(files / "mistakes.py")}
        faults = [*judged("mypy", mypy(files), planted, files)]
        faults += judged("pyright", pyright(files), planted, files)
    faults += completions()
    print(*faults, sep="\n", end="\n" if faults else "")
    return 1 if faults else 0


def write(folder: Path) -> None:
    """Put all that is checked into one folder, a file for each page and example."""
    folder.mkdir()
    (folder / "__init__.py").touch()
    for script in (HERE / "mistakes.py", HERE / "uses.py"):
        shutil.copy(script, folder)
    for script in sorted((ROOT / "examples").glob("*.py")):
        if script.stem != "gallery":
            shutil.copy(script, folder / f"example_{script.name}")
    for page in PAGES:
        if page.name not in UNTYPED:
            stem = re.sub(r"\W", "_", page.stem)
            (folder / f"page_{stem}.py").write_text(code_of(page), encoding="utf-8")


def code_of(page: Path) -> str:
    """Return the Python blocks of a page, each line where it is on the page."""
    lines, inside = [], False
    for line in page.read_text(encoding="utf-8").split("\n"):
        inside = line == "```python" or (inside and not line.startswith("```"))
        lines.append(line if inside and line != "```python" else "")
    return "\n".join(lines)


def planted_in(script: Path) -> list[int]:
    """Return the lines in which there is a mistake."""
    lines = script.read_text(encoding="utf-8").split("\n")
    return [number for number, line in enumerate(lines, 1) if PLANTED in line]


def mypy(folder: Path) -> dict[Place, str]:
    """Return what mypy has to say, by file and line."""
    run = [sys.executable, "-m", "mypy", "--no-pretty", "--no-error-summary", str(folder)]
    told = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    if told.returncode not in (0, 1):
        sys.exit(f"mypy failed: {told.stdout}{told.stderr}")
    found = re.finditer(r"^(.+?):(\d+): error: (.*)$", told.stdout, re.M)
    return {(Path(one[1]).name, int(one[2])): one[3] for one in found}


def pyright(folder: Path) -> dict[Place, str]:
    """Return what pyright has to say, by file and line."""
    config = {
        "include": [folder.name],
        "extraPaths": [str(ROOT / "src")],
        "pythonVersion": "3.11",
        "typeCheckingMode": "standard",
    }
    (folder.parent / "pyrightconfig.json").write_text(json.dumps(config))
    run = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable]
    run += ["--project", str(folder.parent)]
    told = subprocess.run(run, cwd=folder.parent, capture_output=True, text=True, check=False)
    if not told.stdout.startswith("{"):
        sys.exit(f"pyright failed: {told.stdout}{told.stderr}")
    return {
        (Path(one["file"]).name, one["range"]["start"]["line"] + 1): one["message"]
        for one in json.loads(told.stdout)["generalDiagnostics"]
        if one["severity"] == "error"
    }


def judged(
    checker: str, found: dict[Place, str], planted: set[Place], folder: Path
) -> Iterator[str]:
    """Print how many mistakes were found; yield those that were not, and what is none."""
    hit = found.keys() & planted
    print(f"{checker}: {len(hit)} of {len(planted)} planted mistakes found")
    for file, line in sorted(planted - hit):
        text = (folder / file).read_text(encoding="utf-8").split("\n")[line - 1]
        yield f"{checker} does not find: {text}"
    for file, line in sorted(found.keys() - planted):
        yield f"{checker} complains of {file}, line {line}: {found[file, line]}"


def completions() -> list[str]:
    """Return what jedi does not offer: read from the source, and in a running session."""
    import jedi
    import pandas as pd

    import plotkit.objects as so

    head = "import pandas as pd\nimport plotkit.objects as so\ndf = pd.DataFrame({'a': [1]})\n"
    df = pd.DataFrame({"a": [1]})
    session = {"so": so, "df": df, "plot": so.Plot(df)}
    wanted = {**COMPLETED, "so.": {*so.__all__}}
    offered = {}
    for code in wanted:  # one after the other: jedi mixes up scripts that are open at once
        offered[code, "a session"] = jedi.Interpreter(code, [session]).complete()
        offered[code, "an editor"] = jedi.Script(head + code).complete()
    added = "plot.add(so.Dot(), "
    wanted[added] = {"color=", "marker="}
    offered[added, "a session"] = jedi.Interpreter(added, [session]).complete()
    faults = []
    for (code, place), names in offered.items():
        lacking = wanted[code] - {one.name for one in names}
        if lacking:
            faults.append(f"jedi, in {place}, does not offer {sorted(lacking)} after {code}")
    print(f"jedi: completion of {len(wanted)} beginnings, from the source and in a session")
    return faults


if __name__ == "__main__":
    sys.exit(main())
