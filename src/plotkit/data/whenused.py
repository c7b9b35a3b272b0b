"""narwhals, which speaks to all kinds of frames, imported when one of them comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["nw"]


class _WhenUsed:
    """Stands for narwhals; what is asked of it is kept."""

    def __getattr__(self, name: str) -> Any:
        import narwhals.stable.v2

        found = getattr(narwhals.stable.v2, name)
        setattr(self, name, found)
        return found


if TYPE_CHECKING:
    import narwhals.stable.v2 as nw
else:
    nw = _WhenUsed()
