"""Reductions as an engine computes them: sums of plain columns, and what is made of the sums."""

from __future__ import annotations

from plotkit.data.whenused import nw

SQUARES = frozenset({"var", "std", "sem"})
"""Reductions that are made of squares, which are summed up around a centre."""


def inputs_of(number: int, value: nw.Expr, hows: set[str], centre: float | None) -> list[nw.Expr]:
    """Return what the sums of a column read, under names of their own."""
    if hows == {"count"}:  # of categories too
        return [value.alias(f"_v{number}")]
    value = value.cast(nw.Float64)
    columns = [value.alias(f"_v{number}")]
    if centre is not None:
        centred = value - centre
        columns += [centred.alias(f"_c{number}"), (centred * centred).alias(f"_q{number}")]
    return columns


def sums_of(number: int, hows: set[str]) -> list[nw.Expr]:
    """Return the sums that the reductions of a column are made from: each of one plain column."""
    column = nw.col(f"_v{number}")
    counted = hows & {"count", "mean", *SQUARES}
    sums = [column.count().alias(f"_count{number}")] if counted else []
    if hows & {"sum", "mean"}:
        sums.append(column.sum().alias(f"_sum{number}"))
    if "min" in hows:
        sums.append(column.min().alias(f"_min{number}"))
    if "max" in hows:
        sums.append(column.max().alias(f"_max{number}"))
    if hows & SQUARES:
        sums += [nw.col(f"_{name}{number}").sum().alias(f"_{name}{number}") for name in "cq"]
    return sums


def finished(how: str, number: int | None) -> nw.Expr:
    """Spell a reduction by the sums of its group."""
    if how == "size" or number is None:
        return nw.col("_size").cast(nw.Float64)
    if how == "sum":
        return nw.col(f"_sum{number}").fill_null(0.0)
    if how in ("min", "max"):
        return nw.col(f"_{how}{number}")
    n = nw.col(f"_count{number}").cast(nw.Float64)
    if how == "count":
        return n
    if how == "mean":
        return nw.when(n > 0).then(nw.col(f"_sum{number}") / n)
    centred, squares = nw.col(f"_c{number}"), nw.col(f"_q{number}")
    # Rounding can bring the difference a hair below zero.
    variance = ((squares - centred * centred / n) / (n - 1)).clip(lower_bound=0.0)
    if how == "sem":
        variance = variance / n
    return nw.when(n > 1).then(variance if how == "var" else variance.sqrt())


def unit_between(low: float, high: float) -> float:
    """Return by what to divide centred values so that no power of them leaves the numbers."""
    reach = max(high / 2 - low / 2, 0.0)
    return float(reach) if reach and not 1e-70 < reach < 1e70 else 1.0
