"""What holds for marks, stats, moves and scales alike: they are values that nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plotkit.testing.report import fail

REMEMBERS = (
    "Keep nothing between calls, neither in the object nor in its class or module, and start "
    "random numbers from a seed: np.random.default_rng(self.seed)."
)
"""What to do about one that gives other results the second time."""


def frozen(*things: object) -> None:
    """Fail unless the class of each is a frozen dataclass."""
    for thing in things:
        kind: Any = type(thing)
        if "__dataclass_params__" not in vars(kind) or not kind.__dataclass_params__.frozen:
            fail(
                "The class is a frozen dataclass.",
                f"{kind.__name__} is none.",
                "Write @dataclass(frozen=True) above the class, so that its fields are keywords "
                "and nothing changes it.",
            )


def unchanged(use: Callable[[], object], *things: object) -> None:
    """Use things; fail if that changes what they, or their classes, hold."""
    before = {name: text for thing in things for name, text in _held(thing).items()}
    use()
    after = {name: text for thing in things for name, text in _held(thing).items()}
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if changed:
        fail(
            "It is a value: to use it does not change it.",
            f"{', '.join(sorted(changed))} changed.",
            "Keep in local variables what depends on the data.",
        )


def _held(thing: object) -> dict[str, str]:
    """Return what an object and its class hold, as text."""
    kind = type(thing)
    held = {n: v for n, v in vars(kind).items() if isinstance(v, list | dict | set | int)}
    held |= vars(thing)
    return {f"{kind.__name__}.{n}": repr(v) for n, v in held.items() if not n.startswith("__")}
