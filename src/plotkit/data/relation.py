"""The relation: rows with named columns, in memory or in an engine, under the same few verbs."""

from __future__ import annotations

from typing import TypeAlias

from plotkit.data.lazy import LazyTable
from plotkit.data.table import Table

Relation: TypeAlias = Table | LazyTable
"""What a stat is given: verbs `derive`, `filter`, `group(*names).agg(**reductions)`,
`scalars(**reductions)`, `select`, `collect`; ``data[name]`` is an array or a column expression."""
