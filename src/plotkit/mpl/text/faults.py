"""Texts that matplotlib cannot draw, told in plotkit's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from plotkit.errors import PlotSpecError

_FORMULA = re.compile(r"Parse\w*Exception: (.*)", re.DOTALL)


@contextmanager
def telling_of_texts() -> Iterator[None]:
    """Raise :class:`PlotSpecError` where a text in the block cannot be drawn."""
    try:
        yield
    except ValueError as error:
        found = _FORMULA.search(str(error))
        if found is None:
            raise
        formula = str(error).strip().partition("\n")[0]
        raise PlotSpecError(
            f"A text holds a formula that matplotlib cannot read: {formula!r} "
            f"({found[1].partition(',')[0].strip():.80}). Write \\$ for a dollar sign."
        ) from None
    except RuntimeError as error:
        if "ppem" not in str(error) and "FT_Set_Char_Size" not in str(error):
            raise
        raise PlotSpecError(
            "A text is less than half a pixel high, or many thousands, at the resolution asked "
            "for, which no font is drawn at. Ask for another dpi= or fontsize."
        ) from error
    except TypeError as error:
        if not str(error).startswith("set_text()"):
            raise
        raise _half() from None
    except UnicodeEncodeError:
        raise _half() from None


def _half() -> PlotSpecError:
    return PlotSpecError(
        "A text holds half of a letter (a lone surrogate), which no font has. "
        "Clean it: text.encode('utf-8', 'replace').decode()."
    )
