"""Which panels show the same range: what `share` is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, get_args

from plotkit.data.roles import AXES
from plotkit.errors import PlotSpecError, PlotTypeError, check_name, quoted, shown
from plotkit.spec.build import check_scaled
from plotkit.spec.model import Sharing

Word: TypeAlias = Literal["fixed", "free", "free_x", "free_y"]
_SHARES: Mapping[Any, Mapping[str, bool]] = {
    "fixed": {"x": True, "y": True},
    "free": {"x": False, "y": False},
    "free_x": {"x": False},
    "free_y": {"y": False},
}


def share_words(words: Sequence[Any], shares: Mapping[str, Any]) -> dict[str, Any]:
    """Return what words say of each axis, with what is said of it by name."""
    said: dict[str, Any] = {}
    for word in words:
        if not isinstance(word, str):
            raise PlotTypeError(
                f"share() takes words, {quoted(_SHARES)}, or x= and y=, not {shown(word)}."
            )
        check_name(word, get_args(Word), "word of share()")
        new = _SHARES[word]
        twice = [axis for axis in new if axis in said or axis in shares]
        if twice:
            raise PlotSpecError(f"share({word!r}) says {twice[0]} a second time; say it once.")
        said |= new
    return {**said, **shares}


def check_share(shares: Mapping[str, Any]) -> None:
    """Raise unless the arguments of ``share`` mean something."""
    for name, value in shares.items():
        check_scaled(name, AXES, what="axis")
        if name in ("x2", "y2") and value == "zero":
            continue
        if value not in (True, False, *get_args(Sharing)):
            raise PlotSpecError(
                f"share({name}=) must be True, False, 'all', 'none', 'row' or 'col', not {value!r}."
            )
