"""What runs in a process of its own: to time one scenario at one size, or to take its memory.

    python -m benchmarks.measure time SCENARIO SIZE ROUNDS [PEER ...]
    python -m benchmarks.measure way WAY SCENARIO:SIZE ROUNDS
    python -m benchmarks.measure memory SCENARIO SIZE WAY
    python -m benchmarks.measure pictures SCENARIO SIZE FILE
    python -m benchmarks.measure place SCENARIO SIZE
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
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

Draw = Callable[[], bytes]

LEAST_ROUNDS, MOST_ROUNDS, SECONDS = 5, 25, 20.0
PEER_SECONDS = 20.0


class Case:
    """A scenario at one size, with its data, ready to be drawn in each way.

    Parameters
    ----------
    name
        Of the scenario.
    size
        One of its sizes; or a number, as its `data` takes it.
    """

    def __init__(self, name: str, size: str | int) -> None:
        from benchmarks.figure import place_of
        from benchmarks.scenarios import load

        self.scenario = load(name)
        self.n = self.scenario.SIZES[size][0] if isinstance(size, str) else size
        self.data = self.scenario.data(self.n)
        self.place = place_of(f"{name}:{size}")
        self.repeats: int = getattr(self.scenario, "REPEATS", 0)

    def way(self, name: str) -> Draw | None:
        """Return what draws it in one way to a PNG; None if that way has no such figure."""
        if name == "plotnine" and not hasattr(self.scenario, "grammar"):
            return None
        draw: Draw = getattr(self, name)
        return draw

    def plotkit(self) -> bytes:
        import plotkit.objects as so

        return self._objects(so)

    def seaborn(self) -> bytes:
        """With its functions where the scenario has them, else with its objects."""
        if not hasattr(self.scenario, "functions"):
            import seaborn.objects as so

            return self._objects(so)
        import matplotlib.pyplot as plt
        import seaborn as sns

        buffer = io.BytesIO()
        figure, ax = plt.subplots(layout="tight")
        made = self.scenario.functions(sns, self.data, self.n, ax)
        (figure if made is None else made).savefig(buffer, dpi=100)
        plt.close("all")
        return buffer.getvalue()

    def _objects(self, so: Any) -> bytes:
        buffer = io.BytesIO()
        self.scenario.objects(so, self.data, self.n).save(buffer, dpi=100)
        return buffer.getvalue()

    def hand(self) -> bytes:
        from benchmarks.figure import themed, to_png

        with themed():
            return to_png(self.scenario.hand(self.data, self.n, self.place))

    def plotnine(self) -> bytes:
        import plotnine as p9

        buffer = io.BytesIO()
        plot = self.scenario.grammar(p9, self.data, self.n)
        plot.save(buffer, format="png", dpi=100, verbose=False)
        return buffer.getvalue()


@contextmanager
def compile_times() -> Iterator[list[float]]:
    """Note how long plotkit compiles, in each plot that is drawn within the block."""
    from plotkit.compile.steps import compile_plot

    times: list[float] = []

    def timed(*args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            return compile_plot(*args, **kwargs)
        finally:
            times.append(time.perf_counter() - start)

    with ExitStack() as patches:
        for name, module in list(sys.modules.items()):
            if name.startswith("plotkit.") and vars(module).get("compile_plot") is compile_plot:
                patches.enter_context(patch.object(module, "compile_plot", timed))
        yield times


def clock(draw: Draw, now: Callable[[], float] = time.perf_counter) -> float:
    """Return the seconds that a drawing takes, garbage collected before."""
    gc.collect()
    start = now()
    draw()
    return now() - start


def time_case(case: Case, rounds: int, peers: list[str]) -> dict[str, Any]:
    """Draw in turn, in this order and then in the other, and return the seconds of each round.

    A peer that is slow takes part in the first rounds only; if its warm-up takes longer than all
    its rounds may, the warm-up counts.
    """
    ways: dict[str, Draw] = {"plotkit": case.plotkit, "hand": case.hand}
    failed: dict[str, str] = {}
    with compile_times() as compiled:
        pictures = [draw() for draw in ways.values()]
        pair = sum(clock(draw) for draw in ways.values())
        rounds = rounds or int(min(max(SECONDS / pair, LEAST_ROUNDS), MOST_ROUNDS))
        rounds = max(rounds, case.repeats)
        turns = dict.fromkeys(ways, rounds)
        seconds: dict[str, list[float]] = {name: [] for name in [*ways, *peers]}
        for peer in peers:
            draw = case.way(peer)
            if draw is None:
                continue
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
        if len(compiled) != rounds:
            raise RuntimeError("A plot must be compiled once, by steps.compile_plot")
        return {
            "seconds": seconds,
            "compile": list(compiled),
            "failed": failed,
            "differs": difference(*pictures),
        }


def time_way(name: str, figure: str, rounds: int) -> dict[str, list[float]]:
    """Write a figure in a way out and as it is compared with, in turn; the first two do not count.

    The seconds are the processor's.
    """
    from benchmarks.ways import WAYS

    case = Case(*figure.split(":"))
    ways = {"plotkit": WAYS[name].plotkit(case), "hand": WAYS[name].other(case)}
    seconds: dict[str, list[float]] = {side: [] for side in ways}
    for i in range(rounds + 2):
        for side in ways if i % 2 == 0 else reversed(ways):
            taken = clock(ways[side], time.process_time)
            if i > 1:
                seconds[side].append(taken)
    return seconds


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


def write_pictures(case: Case, path: Path) -> float:
    """Save plotkit's picture, the hand-written one, and where they differ, side by side."""
    import numpy as np
    from PIL import Image

    pngs = [case.plotkit(), case.hand()]
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


def memory_of(case: Case, name: str) -> dict[str, Any]:
    """Return the peak of a process that draws once, and the growth by drawing again and again."""
    draw = case.way(name)
    assert draw is not None
    gc.collect()
    forget_peak()
    draw()
    result = {"peak": peak()}
    if case.repeats:
        for _ in range(60):  # until the heap has its size
            draw()
        start = peak()
        for _ in range(case.repeats):
            draw()
        result["growth"] = peak() - start
    return result


# ----------------------------------------------------------------------------------------- places


def find_place(case: Case) -> dict[str, Any]:
    """Return where plotkit put panels and guides, for the hand-written figure."""
    import numpy as np

    import plotkit.objects as so
    from plotkit.mpl.guides.colorbar import ColorBarArtist

    compiled = case.scenario.objects(so, case.data, case.n).plot()
    compiled.save(io.BytesIO(), dpi=100)
    figure = compiled.figure
    panels = [ax.get_position() for ax in figure.axes]
    across, up = ([getattr(box, name) for box in panels] for name in ("x0", "y0"))
    width, height = panels[0].width, panels[0].height
    place = {
        "left": min(across),
        "bottom": min(up),
        "right": max(across) + width,
        "top": max(up) + height,
        "wspace": max(_step(across) / width - 1, 0.0),
        "hspace": max(_step(up) / height - 1, 0.0),
    }
    to_figure = figure.transSubfigure.inverted()
    corners = [legend.get_bbox_to_anchor().p0 for legend in figure.legends]
    found = figure.findobj(ColorBarArtist)
    bars = [bar.image.bbox.transformed(to_figure) for bar in found]
    titles = [bar.title.get_window_extent().transformed(to_figure).y0 for bar in found]
    return {
        **{name: round(float(share), 4) for name, share in place.items()},
        "legends": [to_figure.transform(corner).round(4).tolist() for corner in corners],
        **({"bars": _bounds(bars, titles)} if bars else {}),
        **({"panels": _bounds(panels)} if np.ptp([box.width for box in panels]) > 0.01 else {}),
    }


def _bounds(boxes: Sequence[Any], *more: Sequence[float]) -> list[list[float]]:
    """Return boxes as lists, with more numbers of each."""
    rows = zip((box.bounds for box in boxes), *more, strict=True)
    return [[round(float(share), 4) for share in (*box, *own)] for box, *own in rows]


def _step(places: list[float]) -> float:
    """Return the mean distance of neighbours; 0 if all are in one place."""
    distinct = sorted({round(place, 6) for place in places})
    return (distinct[-1] - distinct[0]) / max(len(distinct) - 1, 1)


# ------------------------------------------------------------------------------------ command line


def main(argv: list[str]) -> None:
    what, *rest = argv
    warnings.simplefilter("ignore")  # those of the peers
    match what, *rest:
        case "time", name, size, rounds, *peers:
            result: Any = time_case(Case(name, size), int(rounds), peers)
        case "way", way, figure, rounds:
            result = time_way(way, figure, int(rounds))
        case "memory", name, size, way:
            result = memory_of(Case(name, size), way)
        case "pictures", name, size, path:
            result = write_pictures(Case(name, size), Path(path))
        case "place", name, size:
            result = find_place(Case(name, size))
        case "import", *modules:
            result = time_import(modules)
        case _:
            sys.exit(__doc__)
    print(json.dumps(result))


def time_import(modules: list[str]) -> float:
    start = time.perf_counter()
    for module in modules:
        import_module(module)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(sys.argv[1:])
