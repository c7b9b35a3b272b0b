"""Plots of a large Parquet file, by an engine, next to the best single query and to pandas.

    python benchmarks/large_data.py 1e7 /tmp/large
    python benchmarks/large.py 1e7 /tmp/large                    # all; --plots, --ways for some
    python benchmarks/large_data.py 1e7 /tmp/large --delete

Each plot is drawn in a process of its own, in these ways:

- **duckdb**, **polars**: plotkit with the lazy table, from the file to a PNG in memory.
- **duckdb query**, **polars query**: one query as a specialist writes it, who knows the limits of
  the columns and draws nothing: the least that such a plot can cost.
- **pandas**: the columns are read into pandas and drawn by plotkit.

CPU is that of all threads, without imports: a process first does the same with ten rows. Memory is
the peak of what the process has for itself (anonymous pages), sampled; files that the system keeps
in memory do not count. DuckDB may use 700 MB.
"""

import argparse
import io
import json
import subprocess
import sys
import threading
import time
import warnings
from pathlib import Path

from large_data import place

ENDS = {"v": (0.0, 40.0), "w": (-15.0, 30.0)}
"""What a specialist knows: where the values lie, all but a few."""
PIXELS = (475, 372)
LIMIT = "700MB"


# ----------------------------------------------------------------------------------------- plots


def hist(so, data):
    """Histogram by 5 groups."""
    return so.Plot(data, x="v", color="g").add(so.Bars(), so.Hist(bins=50))


def hist_auto(so, data):
    """The same with the default number of bins."""
    return so.Plot(data, x="v", color="g").add(so.Bars(), so.Hist())


def mean(so, data):
    """Mean with the default interval in 15 cells, two layers."""
    plot = so.Plot(data, x="k", y="v", color="g").add(so.Bar(), so.Agg(), so.Dodge())
    return plot.add(so.Range(), so.Est(), so.Dodge())


def median(so, data):
    """Medians in 15 cells."""
    return so.Plot(data, x="k", y="v", color="g").add(so.Bar(), so.Agg("median"), so.Dodge())


def density(so, data):
    """Density by 5 groups."""
    return so.Plot(data, x="v", color="g").add(so.Area(), so.KDE())


def fit(so, data):
    """Straight line with its interval by 5 groups."""
    return so.Plot(data, x="v", y="w", color="g").add(so.Line() + so.Band(), so.Fit())


def picture(so, data):
    """2-D density picture."""
    return so.Plot(data, x="v", y="w").add(so.Raster()).scale(color="log")


PLOTS = {one.__name__: one for one in (hist, hist_auto, mean, median, density, fit, picture)}
COLUMNS = {
    "hist": ["v", "g"],
    "hist_auto": ["v", "g"],
    "mean": ["v", "g", "k"],
    "median": ["v", "g", "k"],
    "density": ["v", "g"],
    "fit": ["v", "w", "g"],
    "picture": ["v", "w"],
}


# --------------------------------------------------------------------------------------- queries


def cell(name, n):
    """Return in which of n cells a value lies, in SQL."""
    low, high = ENDS[name]
    return f"floor(({name} - {low}) * {n / (high - low)!r})::int"


def sql(name, path):
    """Return the query of a plot for DuckDB."""
    of = f"from read_parquet('{path}')"
    grid = f"(v - {ENDS['v'][0]}) * {511 / (ENDS['v'][1] - ENDS['v'][0])!r}"
    powers = ", ".join(f"sum({'*'.join(['(v - 3.0)'] * n)})" for n in range(1, 5))
    queries = {
        "hist": f"select g, {cell('v', 50)} c, count(*) {of} group by all",
        "mean": f"select g, k, count(*), {powers} {of} group by all",
        "median": f"select g, k, median(v) {of} group by all",
        "density": f"select g, floor({grid})::int c, count(*), sum({grid} - floor({grid})), "
        f"sum(v), sum(v * v) {of} group by all",
        "fit": f"select g, count(*), sum(v), sum(w), sum(v * v), sum(v * w), sum(w * w) {of} "
        "group by all",
        "picture": f"select {cell('v', PIXELS[0])} c, {cell('w', PIXELS[1])} r, count(*) {of} "
        "group by all",
    }
    return queries[name]


def lazy_query(pl, name, path):
    """Return the query of a plot for Polars."""
    frame, v, w = pl.scan_parquet(path), pl.col("v"), pl.col("w")

    def in_cell(name, n):
        low, high = ENDS[name]
        return ((pl.col(name) - low) * (n / (high - low))).floor().cast(pl.Int32)

    if name == "hist":
        return frame.group_by("g", in_cell("v", 50).alias("c")).agg(pl.len())
    if name == "mean":
        powers = [((v - 3.0) ** n).alias(f"p{n}") for n in range(1, 5)]
        made = frame.select("g", "k", *powers)
        return made.group_by("g", "k").agg(pl.len(), *(pl.col(f"p{n}").sum() for n in range(1, 5)))
    if name == "median":
        return frame.group_by("g", "k").agg(v.median())
    if name == "density":
        low, high = ENDS["v"]
        made = frame.with_columns(at=(v - low) * (511 / (high - low)))
        made = made.with_columns(c=pl.col("at").floor()).with_columns(s=pl.col("at") - pl.col("c"))
        made = made.select("g", pl.col("c").cast(pl.Int32), "s", "v", vv=v * v)
        return made.group_by("g", "c").agg(pl.len(), pl.col("s", "v", "vv").sum())
    if name == "fit":
        made = frame.select("g", "v", "w", vv=v * v, vw=v * w, ww=w * w)
        return made.group_by("g").agg(pl.len(), pl.col("v", "w", "vv", "vw", "ww").sum())
    cells = [in_cell("v", PIXELS[0]).alias("c"), in_cell("w", PIXELS[1]).alias("r")]
    return frame.group_by(cells).agg(pl.len())


# ------------------------------------------------------------------------------------- one process


class Memory(threading.Thread):
    """Samples the anonymous memory of this process."""

    def __init__(self):
        super().__init__(daemon=True)
        self.peak, self.done = 0, threading.Event()

    def run(self):
        """Sample until told to end."""
        while not self.done.wait(0.01):
            self.look()

    def look(self):
        """Look once."""
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("RssAnon"):
                self.peak = max(self.peak, int(line.split()[1]))


def drawn(name, data):
    """Draw one plot; return how many queries it asked."""
    import plotkit.objects as so

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of few rows
        compiled = PLOTS[name](so, data).plot()
    compiled.save(io.BytesIO(), format="png")
    return compiled.explain().queries


def warm(name, way, path):
    """Draw or ask the same of ten rows, so that imports and the start of an engine do not count."""
    engine, _, query = way.partition(" ")
    if engine == "duckdb":
        import duckdb

        few = duckdb.sql(f"from read_parquet('{path}') limit 10")
        few.arrow() if query else drawn(name, few)
    elif engine == "polars":
        import polars as pl

        few = pl.scan_parquet(path).head(10)
        few.collect(engine="streaming") if query else drawn(name, few)
    else:
        import pyarrow.parquet as pq

        drawn(name, next(pq.ParquetFile(path).iter_batches(10)).to_pandas())


def run(name, way, path):
    """Draw or ask in one way; return how many queries were asked."""
    engine, _, query = way.partition(" ")
    if engine == "duckdb":
        import duckdb

        duckdb.execute(f"set memory_limit='{LIMIT}'")
        if query:
            duckdb.sql(sql(name, path)).arrow()
            return 1
        return drawn(name, duckdb.read_parquet(str(path)))
    if engine == "polars":
        import polars as pl

        if query:
            lazy_query(pl, name, path).collect(engine="streaming")
            return 1
        return drawn(name, pl.scan_parquet(path))
    import pandas as pd

    return drawn(name, pd.read_parquet(path, columns=COLUMNS[name]))


def measure(name, way, path):
    """Measure one way in this process, and print what was found."""
    import matplotlib.figure  # noqa: F401 - imports do not count

    import plotkit.objects  # noqa: F401

    __import__({"p": "pandas"}.get(way[0], "") if way == "pandas" else way.partition(" ")[0])
    warm(name, way, path)
    memory = Memory()
    memory.look()
    memory.start()
    cpu, wall = time.process_time(), time.perf_counter()
    queries = run(name, way, path)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    memory.done.set()
    memory.look()
    found = {"cpu": cpu, "wall": wall, "mb": memory.peak / 1024, "queries": queries}
    print(json.dumps(found))


WAYS = ("duckdb", "duckdb query", "polars", "polars query", "pandas")


def main():
    """Read the command line, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows", type=lambda text: int(float(text)))
    parser.add_argument("folder")
    parser.add_argument("--plots", nargs="+", default=list(PLOTS), choices=PLOTS)
    parser.add_argument("--ways", nargs="+", default=list(WAYS), choices=WAYS)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    path = place(given.folder, given.rows)
    if given.one:
        measure(*given.one, path)
        return
    print(f"{given.rows:,} rows; CPU s / wall s / MB / queries\n")
    print("| plot | " + " | ".join(given.ways) + " |")
    print("|---" * (len(given.ways) + 1) + "|")
    for name in given.plots:
        cells = []
        for way in given.ways:
            if name == "hist_auto" and way.endswith("query"):
                cells.append("")  # it is that of hist
                continue
            command = [sys.executable, __file__, str(given.rows), given.folder, "--one", name, way]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                cells.append(done.stderr.strip().splitlines()[-1][:60])
                continue
            one = json.loads(done.stdout.splitlines()[-1])
            cells.append(
                f"{one['cpu']:.1f} / {one['wall']:.1f} / {one['mb']:.0f} / {one['queries']}"
            )
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
