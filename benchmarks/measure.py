"""What runs in a process of its own: to time one scenario at one size, or to take its memory.

    python -m benchmarks.measure time SCENARIO SIZE ROUNDS [PEER ...]
    python -m benchmarks.measure memory SCENARIO SIZE WAY
    python -m benchmarks.measure import MODULE [MODULE ...]

Each prints one line of JSON.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any
from unittest.mock import patch

DrawWay = Callable[[ModuleType, Any, int], bytes]
Draw = Callable[[], bytes]

LEAST_ROUNDS, MOST_ROUNDS, SECONDS = 5, 25, 20.0
PEER_SECONDS = 20.0


def draw_plotkit(scenario: ModuleType, d: Any, n: int) -> bytes:
    import plotkit.objects as so

    buffer = io.BytesIO()
    scenario.objects(so, d, n).save(buffer, dpi=100)
    return buffer.getvalue()


def draw_hand(scenario: ModuleType, d: Any, n: int) -> bytes:
    from benchmarks.figure import place_of, themed, to_png

    at = place_of(f"{scenario.__name__.rpartition('.')[2]}:{size_of(scenario, n)}")
    with themed():
        return to_png(scenario.hand(d, n, at))


def draw_seaborn(scenario: ModuleType, d: Any, n: int) -> bytes:
    import seaborn.objects as so

    buffer = io.BytesIO()
    scenario.objects(so, d, n).save(buffer, dpi=100)
    return buffer.getvalue()


def draw_plotnine(scenario: ModuleType, d: Any, n: int) -> bytes:
    import plotnine as p9

    buffer = io.BytesIO()
    scenario.grammar(p9, d, n).save(buffer, format="png", dpi=100, verbose=False)
    return buffer.getvalue()


WAYS = {
    "plotkit": draw_plotkit,
    "hand": draw_hand,
    "seaborn": draw_seaborn,
    "plotnine": draw_plotnine,
}


def way(scenario: ModuleType, name: str, d: Any, n: int) -> Draw:
    """Return a function without arguments that draws a scenario in one way."""
    return lambda: WAYS[name](scenario, d, n)


@contextmanager
def compile_times() -> Iterator[list[float]]:
    """Note how long plotkit compiles, in each plot that is drawn within the block."""
    import plotkit.plot as room

    times: list[float] = []
    compile_plot = room.compile_plot

    def timed(*args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            return compile_plot(*args, **kwargs)
        finally:
            times.append(time.perf_counter() - start)

    with patch.object(room, "compile_plot", timed):
        yield times


def clock(draw: Draw) -> float:
    """Return the seconds that a drawing takes, garbage collected before."""
    gc.collect()
    start = time.perf_counter()
    draw()
    return time.perf_counter() - start


def time_scenario(scenario: ModuleType, n: int, rounds: int, peers: list[str]) -> dict[str, Any]:
    """Draw in turn, in this order and then in the other, and return the seconds of each round.

    A peer that is slow takes part in the first rounds only; if its warm-up takes longer than all
    rounds may, the warm-up counts.
    """
    d = scenario.data(n)
    ways = {name: way(scenario, name, d, n) for name in ("plotkit", "hand")}
    peers = [p for p in peers if p != "plotnine" or hasattr(scenario, "grammar")]
    failed: dict[str, str] = {}
    with compile_times() as compiled:
        pictures = {name: draw() for name, draw in ways.items()}
        pair = sum(clock(draw) for draw in ways.values())
        rounds = rounds or int(min(max(SECONDS / pair, LEAST_ROUNDS), MOST_ROUNDS))
        rounds = max(rounds, getattr(scenario, "ROUNDS", 0))
        turns = dict.fromkeys(ways, rounds)
        seconds: dict[str, list[float]] = {name: [] for name in [*ways, *peers]}
        for peer in peers:
            draw = way(scenario, peer, d, n)
            try:
                first = clock(draw)
            except Exception as error:  # what a peer cannot draw is a result, too
                failed[peer] = f"{type(error).__name__}: {error}"
                continue
            if first > PEER_SECONDS:
                seconds[peer].append(first)
                continue
            ways[peer], turns[peer] = draw, min(rounds, max(2, int(PEER_SECONDS / first)))
        compiled.clear()
        for i in range(rounds):
            names = [name for name in ways if i < turns[name]]
            for name in names if i % 2 == 0 else reversed(names):
                seconds[name].append(clock(ways[name]))
        return {
            "seconds": seconds,
            "compile": list(compiled),
            "failed": failed,
            "differs": difference(pictures["plotkit"], pictures["hand"]),
        }


# --------------------------------------------------------------------------------------- pictures


def pixels(png: bytes) -> Any:
    """Return a picture as floats from 0 to 1, shape (height, width, 3)."""
    import numpy as np
    from PIL import Image

    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=np.float32) / 255


def difference(one: bytes, other: bytes) -> float:
    """Return the share of squares of 8 × 8 pixels whose mean colour differs visibly.

    Means, because a text that stands half a pixel further on differs in all its pixels.
    """
    means = []
    for image in map(pixels, (one, other)):
        height, width = (size // 8 * 8 for size in image.shape[:2])
        parts = image[:height, :width].reshape(height // 8, 8, width // 8, 8, 3)
        means.append(parts.mean(axis=(1, 3)))
    if means[0].shape != means[1].shape:
        return 1.0
    return float((abs(means[0] - means[1]).max(axis=2) > 0.1).mean())


def write_pictures(scenario: ModuleType, n: int, path: Path) -> float:
    """Save plotkit's picture, the hand-written one, and where they differ, side by side."""
    import numpy as np
    from PIL import Image

    d = scenario.data(n)
    pngs = [draw_plotkit(scenario, d, n), draw_hand(scenario, d, n)]
    one, other = map(pixels, pngs)
    shown = [one, other]
    if one.shape == other.shape:
        shown.append(1 - abs(one - other))
    height = max(len(image) for image in shown)
    shown = [np.pad(i, ((0, height - len(i)), (0, 4), (0, 0))) for i in shown]
    Image.fromarray((np.hstack(shown) * 255).round().astype(np.uint8)).save(path)
    return difference(*pngs)


# ----------------------------------------------------------------------------------------- memory


def peak() -> float:
    """Return the most memory that this process has held, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024**2 if sys.platform == "darwin" else 1024)


def forget_peak() -> None:
    """Let the peak begin at what is held now; Linux alone can do that."""
    reset = Path("/proc/self/clear_refs")
    if os.access(reset, os.W_OK):
        reset.write_text("5")


def memory_of(scenario: ModuleType, n: int, name: str) -> dict[str, Any]:
    """Return the peak of a process that draws once, and the growth by drawing again and again."""
    draw = way(scenario, name, scenario.data(n), n)
    gc.collect()
    forget_peak()
    draw()
    result = {"peak": peak()}
    repeats = getattr(scenario, "ROUNDS", 0)
    if repeats:
        for _ in range(20):
            draw()
        gc.collect()
        start = peak()
        for _ in range(repeats):
            draw()
        result["growth"] = peak() - start
    return result


# ------------------------------------------------------------------------------------ command line


def main(argv: list[str]) -> None:
    what, *rest = argv
    if what == "import":
        start = time.perf_counter()
        for module in rest:
            import_module(module)
        print(json.dumps(time.perf_counter() - start))
        return
    from benchmarks.scenarios import load

    warnings.simplefilter("ignore")  # those of the peers
    scenario = load(rest[0])
    n = scenario.SIZES[rest[1]][0]
    if what == "time":
        print(json.dumps(time_scenario(scenario, n, int(rest[2]), rest[3:])))
    elif what == "memory":
        print(json.dumps(memory_of(scenario, n, rest[2])))
    else:
        print(json.dumps(write_pictures(scenario, n, Path(rest[2]))))


def summary(times: dict[str, list[float]], name: str) -> dict[str, float]:
    """Return the median of paired ratios to the hand-written figure, and its quartiles."""
    pairs = list(zip(times[name], times["hand"], strict=False))
    ratios = sorted(a / b for a, b in pairs)
    quarter = len(ratios) // 4
    return {
        "ratio": median(ratios),
        "low": ratios[quarter],
        "high": ratios[-1 - quarter],
        "rounds": len(ratios),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
