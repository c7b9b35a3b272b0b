"""The register of small plots that both libraries draw."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Maker = Callable[[Any], Any]


@dataclass(frozen=True)
class Spec:
    name: str
    make: Maker
    differs: tuple[str, ...]
    place: float | None
    fault: str | None


SPECS: dict[str, Spec] = {}


def spec(
    *differs: str, place: float | None = None, fault: str | None = None
) -> Callable[[Maker], Maker]:
    """Register a spec.

    Parameters
    ----------
    *differs
        Rows of the guide that say why the pictures are not the same.
    place
        Tolerance of positions, where numbers are random or approximate.
    fault
        What is known to be wrong in plotkit; to be removed when it is mended.
    """

    def register(make: Maker) -> Maker:
        assert make.__name__ not in SPECS, f"two specs are called {make.__name__}"
        SPECS[make.__name__] = Spec(make.__name__, make, differs, place, fault)
        return make

    return register
