"""How messages call a layer, and what they say of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from plotkit.errors import quoted
from plotkit.spec.model import LayerSpec
from plotkit.userlines import place_text


def layer_note(index: int, variables: Iterable[str], spec: LayerSpec) -> Callable[[], str]:
    """Return what says where an error happened: the layer, what it was given and where."""
    given = list(variables)

    def note() -> str:
        place = "" if spec.place is None else f" It is added in {place_text(spec.place)}"
        return f"In {layer_name(index, spec)}; given: {quoted(given)}.{place}"

    return note


def layer_name(index: int, spec: LayerSpec) -> str:
    """Return how messages call a layer; -1 is the plot itself where it has none."""
    if index < 0:
        return "the plot, which has no layers"
    parts = [spec.mark.name, *(type(part).__name__ for part in spec.transforms)]
    return f"layer {index + 1} ({', '.join(parts)})"
