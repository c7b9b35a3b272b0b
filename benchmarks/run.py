"""Measure plotkit against the best hand-written matplotlib, and against its peers.

    python benchmarks/run.py                        every scenario at about 1,000 rows
    python benchmarks/run.py scatter hist:1e6       some scenarios, or one size of one
    python benchmarks/run.py --sizes all --peers --json result.json --page docs/performance.md

benchmarks/README.md says what is compared and how to read the table.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.figure import PLACES  # noqa: E402 - a script finds its own folder only
from benchmarks.measure import summary  # noqa: E402 - likewise
from benchmarks.page import renew  # noqa: E402 - likewise
from benchmarks.processes import HAND, PLOTKIT, alternating, compiled  # noqa: E402 - likewise
from benchmarks.scenarios import NAMES, RIVALS, load  # noqa: E402 - likewise
from benchmarks.ways import WAYS  # noqa: E402 - likewise

PEERS = ("seaborn", "plotnine")
MEMORY_ROWS = 1_000_000
"""At so many rows, peak memory counts."""
IMPORTS = {"import": (["matplotlib.pyplot", "pandas"], 0.65), "import_numpy": (["numpy"], 2.2)}
"""What the import is compared with, and its target."""
PROCESS_TARGET = 1.2
WAY_ROUNDS, RESTARTS = 11, 3
"""Each process has luck of its own, of some 3 %: so a way out is measured in several."""
LIBRARIES = {
    "plotkit": ["plotkit.objects"],
    "seaborn": ["seaborn.objects"],
    "plotnine": ["plotnine"],
}


FRESH = (*IMPORTS, "process")
"""Measured in processes that have just started."""
EVERYTHING = [*FRESH, *WAYS, *NAMES]


def main(argv: list[str]) -> int:
    options = parse(argv)
    if options.places:
        return renew_places()
    peers = [p for p in PEERS if options.peers and find_spec(p)]
    columns = ["scenario", "size", "target", "plotkit", "compile", "rounds", "hand ms"]
    columns += ["differs", "memory", "growth", *peers]
    widths = [13, 6, 7, 18, 8, 7, 9, 8, 7, 11, *(9 for _ in peers)]
    print(row(columns, widths), flush=True)
    results = []
    for name, size in chosen(options.scenarios, options.sizes):
        rows = load(name).SIZES[size][0] if size and name not in WAYS else 0
        few = [] if options.peer_rows and rows > options.peer_rows else peers
        result = one(name, size, options, few)
        results.append(result)
        print(row(cells(result, peers), widths), flush=True)
    found = {**circumstances(), "results": results}
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if options.page:
        renew(options.page, found)
    missed = [r for r in results if r["plotkit"]["ratio"] > r["target"]]
    print(f"\n{len(results) - len(missed)} of {len(results)} within their targets.")
    return 0


def parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("scenarios", nargs="*", help=f"{', '.join(EVERYTHING)}; or NAME:SIZE")
    parser.add_argument("--sizes", choices=("small", "all"), default="small")
    parser.add_argument("--rounds", type=int, default=0, help="default: as many as take 20 s")
    parser.add_argument("--json", type=Path, help="write all results to this file")
    parser.add_argument("--peers", action="store_true", help="measure seaborn and plotnine, too")
    parser.add_argument("--peer-rows", type=int, default=0, help="peers only up to this size")
    parser.add_argument("--page", type=Path, help="renew the table of this page of Markdown")
    parser.add_argument("--memory", action="store_true", help="take the memory of small sizes, too")
    parser.add_argument("--pictures", type=Path, help="save both pictures side by side here")
    parser.add_argument("--places", action="store_true", help="renew places.json, then stop")
    return parser.parse_args(argv)


def chosen(asked: list[str], sizes: str) -> list[tuple[str, str]]:
    """Return scenarios with their sizes, in order."""
    pairs = []
    for item in asked or EVERYTHING:
        name, _, size = item.partition(":")
        if name in FRESH:
            pairs.append((name, ""))
            continue
        if name in WAYS:
            some = [figure.split(":")[0] for figure in WAYS[name].figures]
            if size and size not in some:
                sys.exit(f"{name} has no figure {size!r}, only {', '.join(some)}.")
            pairs += [(name, one) for one in ([size] if size else some)]
            continue
        if name not in (*NAMES, *RIVALS):
            sys.exit(f"There is no scenario {name!r}. There are: {', '.join(EVERYTHING)}.")
        scenario = load(name)
        if size and size not in scenario.SIZES:
            sys.exit(f"{name} has no size {size!r}, only {', '.join(scenario.SIZES)}.")
        some = scenario.SMALL if sizes == "small" else scenario.SIZES
        pairs += [(name, one) for one in ([size] if size else some)]
    return pairs


def one(name: str, size: str, options: argparse.Namespace, peers: list[str]) -> dict[str, Any]:
    """Measure one scenario at one size, each part in a process of its own."""
    if name in IMPORTS:
        return imports(name, options.rounds or 15, peers)
    if name == "process":
        return process(options.rounds or 15)
    if name in WAYS:
        return way_out(name, size, options.rounds or WAY_ROUNDS)
    scenario = load(name)
    n, target = scenario.SIZES[size]
    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
        child("pictures", name, size, str(options.pictures / f"{name}-{size}.png"))
    timed = child("time", name, size, str(options.rounds), *peers)
    seconds = timed["seconds"]
    result = {
        "scenario": name,
        "size": size,
        "title": scenario.TITLE,
        "target": target,
        **{way: summary(seconds, way) for way in seconds if way != "hand" and seconds[way]},
        "compile": summary({**seconds, "compile": timed["compile"]}, "compile"),
        "hand": {"milliseconds": 1000 * median(seconds["hand"])},
        "differs": timed["differs"],
        "failed": timed["failed"],
    }
    if options.memory or hasattr(scenario, "REPEATS") or large(n):
        ways = ["plotkit", "hand", *(p for p in peers if p in result)]
        result["memory"] = {way: child("memory", name, size, way) for way in ways}
    return result


def renew_places() -> int:
    """Let the hand-written figures have the margins that plotkit finds."""
    places = {
        f"{name}:{size}": child("place", name, size)
        for name, size in chosen([*NAMES, *RIVALS], "all")
    }
    lines = [f"{json.dumps(name)}: {json.dumps(place)}" for name, place in places.items()]
    PLACES.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return 0


def large(n: int) -> bool:
    return n >= MEMORY_ROWS


def imports(name: str, rounds: int, peers: list[str]) -> dict[str, Any]:
    """Measure the import of each library, in a new process each time."""
    compared, target = IMPORTS[name]
    modules = {"plotkit": LIBRARIES["plotkit"], "hand": compared}
    modules |= {peer: LIBRARIES[peer] for peer in peers}
    ways = list(modules)
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    with compiled() as environment:
        for i in range(rounds + 1):
            for way in ways if i % 2 else reversed(ways):
                taken = child("import", *modules[way], environment=environment)
                if i:  # the first compiles modules, and reads files that others find in memory
                    seconds[way].append(taken)
    return {
        "scenario": name,
        "size": "",
        "title": f"import, of {' and '.join(compared)}",
        "target": target,
        **{way: summary(seconds, way) for way in ways if way != "hand"},
        "hand": {"milliseconds": 1000 * median(seconds["hand"])},
    }


def process(rounds: int) -> dict[str, Any]:
    """Measure a script that makes one figure, from the start of Python to its end."""
    seconds = alternating({"plotkit": PLOTKIT, "hand": HAND}, rounds)
    return {
        "scenario": "process",
        "size": "1e3",
        "title": "a new process that makes one PNG, of pyplot with layout='tight'",
        "target": PROCESS_TARGET,
        "plotkit": summary(seconds, "plotkit"),
        "hand": {"milliseconds": 1000 * median(seconds["hand"])},
    }


def way_out(name: str, figure: str, rounds: int) -> dict[str, Any]:
    """Measure a way out of one figure, in several processes."""
    way = WAYS[name]
    whole = next(one for one in way.figures if one.startswith(f"{figure}:"))
    runs = [child("way", name, whole, str(rounds)) for _ in range(RESTARTS)]
    seconds = {side: [one for run in runs for one in run[side]] for side in ("plotkit", "hand")}
    return {
        "scenario": name,
        "size": figure,
        "title": way.title,
        "target": way.target,
        "plotkit": summary(seconds, "plotkit"),
        "hand": {"milliseconds": 1000 * median(seconds["hand"])},
    }


def child(*args: str, environment: Mapping[str, str] = os.environ) -> Any:
    """Run benchmarks.measure in a new process and return what it printed."""
    command = [sys.executable, "-m", "benchmarks.measure", *args]
    # One thread for matrix products: what else runs on the machine must not decide.
    quiet = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MPLBACKEND": "Agg"}
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**environment, **quiet},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


# ------------------------------------------------------------------------------------------ output


def row(texts: list[str], widths: list[int]) -> str:
    return "  ".join(t.ljust(w) for t, w in zip(texts, widths, strict=False)).rstrip()


def cells(result: dict[str, Any], peers: list[str]) -> list[str]:
    ratio = result["plotkit"]
    memory = result.get("memory", {})
    growth = [f"{m['growth']:.1f}" for m in memory.values() if "growth" in m]
    return [
        result["scenario"],
        result["size"],
        f"{result['target']:g}",
        f"{ratio['ratio']:.2f} ({ratio['low']:.2f}-{ratio['high']:.2f})"
        + ("" if ratio["ratio"] <= result["target"] else " !"),
        f"{result['compile']['ratio']:.2f}" if "compile" in result else "",
        f"{ratio['rounds']}",
        f"{result['hand']['milliseconds']:.0f}",
        f"{result['differs']:.1%}" if "differs" in result else "",
        f"{memory['plotkit']['peak'] / memory['hand']['peak']:.2f}" if memory else "",
        f"{'/'.join(growth[:2])} MB" if growth else "",
        *(peer_cell(result, peer) for peer in peers),
    ]


def peer_cell(result: dict[str, Any], peer: str) -> str:
    if peer in result.get("failed", {}):
        return "fails"
    return f"{result[peer]['ratio']:.1f}" if peer in result else "-"


def circumstances() -> dict[str, Any]:
    """Return when, with what and where this was measured."""
    cpu = Path("/proc/cpuinfo")
    lines = cpu.read_text().splitlines() if cpu.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    packages = ["plotkit-objects", "matplotlib", "numpy", "pandas", "narwhals", "pillow", *PEERS]
    return {
        "date": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in packages},
        "commit": commit(),
        "machine": {
            "system": platform.platform(),
            "processor": names[0] if names else platform.processor(),
            "cores": os.cpu_count(),
        },
    }


def version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def commit() -> str | None:
    command = ["git", "describe", "--always", "--dirty"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
