"""Set rc parameters whose values are known to be valid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

import matplotlib as mpl

from plotkit.mpl.fast.switch import enabled


@contextmanager
def rc_set(values: Mapping[str, Any]) -> Iterator[None]:
    """Let rc parameters have valid values within the block, then restore them."""
    if not enabled("rc"):
        with mpl.rc_context(cast(Any, values)):
            yield
        return
    # Past the validation of RcParams this costs next to nothing.
    current = cast(dict[str, Any], mpl.rcParams)
    before = {name: dict.__getitem__(current, name) for name in values}
    dict.update(current, values)
    try:
        yield
    finally:
        dict.update(current, before)
