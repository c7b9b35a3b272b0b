"""What runs in a process that has just started: an import, or a script that makes one figure.

Times are those of the processor, of the process as a whole, with all modules compiled before.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

DATA = """
import io
import numpy as np
random = np.random.default_rng(1)
group = np.array(["a", "b", "c"])[random.integers(0, 3, 1000)]
data = {"x": random.normal(size=1000), "y": random.normal(size=1000), "group": group}
"""
PLOTKIT = (
    DATA
    + """
import plotkit.objects as so
so.Plot(data, x="x", y="y", color="group").add(so.Dot()).save(io.BytesIO(), format="png")
"""
)
HAND = (
    DATA
    + """
import matplotlib.pyplot as plt
figure, ax = plt.subplots(layout="tight")
for name in np.unique(group):
    mine = group == name
    ax.plot(data["x"][mine], data["y"][mine], "o", label=name)
ax.set(xlabel="x", ylabel="y")
ax.legend(title="group")
figure.savefig(io.BytesIO(), format="png")
"""
)


@contextmanager
def compiled() -> Iterator[dict[str, str]]:
    """Yield an environment in which Python keeps modules compiled, wherever it runs."""
    kept = {k: value for k, value in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        yield kept | {"PYTHONPYCACHEPREFIX": folder, "MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1"}


def seconds(code: str, environment: dict[str, str]) -> float:
    """Return the processor's time for a new process that runs code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def alternating(codes: dict[str, str], rounds: int) -> dict[str, list[float]]:
    """Run each code in new processes, in turn, as many times and once before that."""
    taken: dict[str, list[float]] = {name: [] for name in codes}
    with compiled() as environment:
        for i in range(rounds + 1):
            names: Sequence[str] = list(codes) if i % 2 else list(codes)[::-1]
            for name in names:
                time = seconds(codes[name], environment)
                if i:
                    taken[name].append(time)
    return taken
