"""Make a large Parquet file for benchmarks/large.py.

    python benchmarks/large_data.py 1e8 /tmp/large        # writes /tmp/large/100000000.parquet
    python benchmarks/large_data.py 1e8 /tmp/large --delete

About 17 bytes a row: two columns of random floats (`v`, gamma; `w`, which follows v), and two of
texts (`g` with five levels, `k` with three). It is made in pieces: little memory is needed.
"""

import argparse
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

PIECE = 1_000_000
GROUPS, KINDS = list("abcde"), list("xyz")


def place(folder, rows):
    """Return the path of the file with that many rows."""
    return Path(folder) / f"{rows}.parquet"


def make(folder, rows):
    """Write the file, unless it is there."""
    path = place(folder, rows)
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(1)
    half, writer = path.with_suffix(".part"), None
    for start in range(0, rows, PIECE):
        n = min(PIECE, rows - start)
        group, kind = rng.integers(5, size=n, dtype=np.int8), rng.integers(3, size=n, dtype=np.int8)
        v = rng.gamma(2.0 + group / 2)
        columns = {
            "v": v,
            "w": 1.0 + 0.5 * v + rng.normal(scale=1 + group / 4, size=n),
            "g": pa.DictionaryArray.from_arrays(group, GROUPS).cast(pa.string()),
            "k": pa.DictionaryArray.from_arrays(kind, KINDS).cast(pa.string()),
        }
        table = pa.table(columns)
        writer = writer or pq.ParquetWriter(half, table.schema)
        writer.write_table(table)
    writer.close()
    half.rename(path)
    return path


def main():
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows", type=lambda text: int(float(text)))
    parser.add_argument("folder")
    parser.add_argument("--delete", action="store_true", help="remove the file")
    given = parser.parse_args()
    if given.delete:
        place(given.folder, given.rows).unlink(missing_ok=True)
    else:
        path = make(given.folder, given.rows)
        print(f"{path}: {path.stat().st_size / 1e9:.2f} GB")


if __name__ == "__main__":
    main()
