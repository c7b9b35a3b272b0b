"""The theme: rc parameters that hold while plotkit draws, and what properties ask of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from threading import RLock
from typing import Any, cast

import matplotlib as mpl
import numpy as np
from cycler import cycler
from matplotlib import colors, font_manager
from matplotlib.mathtext import MathTextParser

from plotkit.errors import PlotSpecError, check_name, suggestion
from plotkit.mpl.axis.native import MatplotlibTicks
from plotkit.mpl.fast.rc import rc_set
from plotkit.mpl.style import marker_style, saying
from plotkit.properties.anchors import QUALITATIVE
from plotkit.properties.nativeticks import TickFamily
from plotkit.scales.ticks.formulas import formulas_are_read_by
from plotkit.themes import DEEP, OWN
from plotkit.typing import RGBA, Floats

_GROUPS = (
    *("axes", "figure", "font", "grid", "hatch", "legend", "lines", "mathtext", "markers"),
    *("patch", "savefig", "scatter", "xaxis", "xtick", "yaxis", "ytick", "text"),
)
"""What a theme decides: everything else stays as the session has it."""

_GENERIC = ("serif", "sans-serif", "sans serif", "cursive", "fantasy", "monospace")
_LETTERS = {"b": 0, "g": 2, "r": 3, "m": 4, "y": 8, "c": 9}
"""Where the hue that a letter names stands in a cycle of the ten known hues."""

_LOCK = RLock()
"""rc parameters are global, so one figure at a time is made or drawn."""

if hasattr(os, "register_at_fork"):
    # A process forked while another thread draws would have a lock that nobody releases, and
    # the rc parameters of that figure: so a fork waits until they are put back.
    os.register_at_fork(
        before=_LOCK.acquire, after_in_parent=_LOCK.release, after_in_child=_LOCK.release
    )


class RcTheme:
    """A theme made of matplotlib's defaults and some rc parameters.

    Use :func:`theme`, which validates each distinct theme only once.

    Parameters
    ----------
    changes
        rc parameters that differ from matplotlib's defaults.
    """

    def __init__(self, changes: Mapping[str, Any]) -> None:
        defaults = cast(dict[str, Any], mpl.rcParamsDefault)
        values = {
            name: value for name, value in defaults.items() if name.partition(".")[0] in _GROUPS
        }
        values["image.cmap"] = defaults["image.cmap"]  # the session's may be one matplotlib lacks
        self._foreign = {}  # a colour map that only plotkit knows
        self._own = {name: choices[0] for name, choices in OWN.items()}
        for name, value in changes.items():
            if name in OWN:
                self._own[name] = _own_value(name, value)
            elif name == "image.cmap" and value not in mpl.colormaps:
                self._foreign[name] = value
            else:
                values[name] = _validated(name, value)
        if not values["text.usetex"]:
            values["font.family"] = _installed(values)
        # The layout engine is chosen by `layout()`, and a figure must be able to have none.
        values["figure.autolayout"] = values["figure.constrained_layout.use"] = False
        self._values, self._said = values, frozenset(changes)
        self._cycle = tuple(values["axes.prop_cycle"].by_key().get("color", DEEP))
        self._letters = _letters(self._cycle)
        if is_dark(values["axes.facecolor"]):
            self._letters |= {"k": values["text.color"]}  # what is written in black there
        self._colors: dict[Any, RGBA] = {}

    @contextmanager
    def context(self) -> Iterator[None]:
        """Let the theme hold within the block, for this thread alone, then restore all."""
        # matplotlib looks for ticks beyond the largest number, and warns of what it finds there.
        with _LOCK, rc_set(self._values), saying(self._said), np.errstate(all="ignore"):
            yield

    def rc(self, name: str) -> Any:
        """Return the value of an rc parameter."""
        for known in (self._foreign, self._values, self._own, mpl.rcParamsDefault):
            if name in known:
                return cast(Any, known)[name]
        raise _unknown(name)

    def cycle(self) -> Sequence[Any]:
        """Return the colours of the cycle."""
        return self._cycle

    def rgba(self, color: Any) -> RGBA:
        """Return a colour as RGBA, its alpha NaN unless it says one."""
        try:
            known = self._colors.get(color)
        except TypeError:  # a list or an array
            return self._parse(color)
        if known is None:
            known = self._colors[color] = self._parse(color)
        return known

    def _parse(self, color: Any) -> RGBA:
        if isinstance(color, str):
            if color in self._letters:
                color = self._letters[color]
            elif re.fullmatch(r"C\d+", color):
                color = self._cycle[int(color[1:]) % len(self._cycle)]
        elif isinstance(color, tuple | list) and len(color) == 2:
            base, alpha = color
            try:
                return colors.to_rgba((*self.rgba(base)[:3], 1.0), float(alpha))
            except (TypeError, ValueError) as error:
                raise PlotSpecError(f"{color!r} is not a colour with an alpha in 0-1.") from error
        try:
            red, green, blue, alpha = colors.to_rgba(color)
        except (TypeError, ValueError) as error:
            near = suggestion(color, colors.CSS4_COLORS) if isinstance(color, str) else ""
            raise PlotSpecError(
                f"{color!r} is not a colour.{near} Valid: CSS names, '#rrggbb', 'C0', '0.5' for "
                "grey, (r, g, b) in 0-1, (colour, alpha)."
            ) from error
        return red, green, blue, float(alpha) if _says_alpha(color) else np.nan

    def colormap(self, name: Any) -> Floats | None:
        """Return a colour map as RGBA, shape (n, 4); None if there is no such map."""
        found = name
        if isinstance(name, str):
            if name not in mpl.colormaps:
                return None
            found = mpl.colormaps[name]
        if not isinstance(found, colors.Colormap):
            return None
        if isinstance(found, colors.ListedColormap):
            return np.asarray(colors.to_rgba_array(found.colors), dtype=np.float64)
        return np.asarray(found(np.linspace(0, 1, 256)), dtype=np.float64)

    def native_ticks(self, family: TickFamily) -> MatplotlibTicks:
        """Return the ticks that matplotlib has of itself, asked without an axis."""
        return MatplotlibTicks(family, self.context)

    def is_filled(self, marker: Any) -> bool:
        """Tell whether a marker has an inside."""
        if isinstance(marker, str):
            return _is_filled(marker)
        return bool(marker_style(marker).is_filled())


@lru_cache(maxsize=256)
def _is_filled(marker: str) -> bool:
    return bool(marker_style(marker).is_filled())


@lru_cache(maxsize=1000)
def _can_read(formula: str) -> bool:
    """Tell whether matplotlib can read a formula, dollar signs and all."""
    try:
        MathTextParser("path").parse(formula)
    except ValueError:
        return False
    return True


formulas_are_read_by(_can_read)

_THEMES: dict[Any, RcTheme] = {}


def theme(*changes: Mapping[str, Any]) -> RcTheme:
    """Return the theme that some rc parameters make; of two mappings the later wins.

    Examples
    --------
    >>> theme({"lines.linewidth": 3}).rc("lines.linewidth")
    3.0
    """
    merged: dict[str, Any] = {}
    for change in changes:
        merged.update(change)
    # Fonts that were installed since may be the ones a theme names first.
    key = (len(font_manager.fontManager.ttflist), *_frozen(merged))
    if key not in _THEMES:
        if len(_THEMES) >= 64:
            _THEMES.clear()
        _THEMES[key] = RcTheme(merged)
    return _THEMES[key]


def _frozen(value: Any) -> Any:
    """Return an equal value that can be a key."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Mapping):
        return tuple((name, _frozen(item)) for name, item in sorted(value.items()))
    if isinstance(value, list | tuple):
        return tuple(_frozen(item) for item in value)
    return repr(value)


def rc_value(name: str, *value: Any) -> Any:
    """Return the value of an rc parameter as matplotlib has it: a given one, else its default."""
    if name in OWN:
        return _own_value(name, *value or OWN[name][:1])
    if value and not (name == "image.cmap" and value[0] not in mpl.colormaps):
        return _validated(name, value[0])
    if name not in mpl.rcParamsDefault:
        raise _unknown(name)
    return value[0] if value else cast(dict[str, Any], mpl.rcParamsDefault)[name]


def _own_value(name: str, value: Any) -> Any:
    """Return the value of a parameter of plotkit's own, which no rc parameter is."""
    check_name(value, OWN[name], f"value of {name}")
    return value


def _validated(name: str, value: Any) -> Any:
    if name == "axes.prop_cycle" and isinstance(value, str) and value in QUALITATIVE:
        value = [f"#{digits}" for digits in QUALITATIVE[value].split()]
    if name == "axes.prop_cycle" and isinstance(value, list | tuple):
        value = cycler(color=value)
    try:
        valid = cast(dict[str, Any], mpl.RcParams({name: value}))
    except KeyError:
        raise _unknown(name) from None
    except (TypeError, ValueError) as error:
        raise PlotSpecError(f"The theme cannot have {name}={value!r}: {error}") from error
    return valid[name]


def _unknown(name: str) -> PlotSpecError:
    near = suggestion(name, [*mpl.rcParamsDefault, *OWN])
    return PlotSpecError(
        f"There is no rc parameter {name!r}.{near} matplotlib.rcParams lists all of them."
    )


def _installed(values: Mapping[str, Any]) -> list[str]:
    """Return the font families with generic ones replaced by those that are installed.

    A text then keeps its font when the figure is drawn again outside of the theme.
    """
    known = set(font_manager.fontManager.get_font_names())
    families: list[str] = []
    for family in values["font.family"]:
        if family in _GENERIC:
            listed = values[f"font.{family.replace(' ', '-')}"]
            families += [name for name in listed if name in known] or [family]
        else:
            families.append(family)
    return families


def _letters(cycle: Sequence[Any]) -> dict[str, Any]:
    """Return what the colours "b", "g", "r" ... mean: those of the cycle, if it is a known one."""
    digits = " ".join(colors.to_hex(color)[1:] for color in cycle)
    if len(cycle) != 10 or digits not in QUALITATIVE.values():
        return {}
    return {letter: cycle[i] for letter, i in _LETTERS.items()} | {"k": ".15"}


def is_dark(color: Any) -> bool:
    """Tell whether what is drawn upon a colour must be light."""
    red, green, blue = colors.to_rgb(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.3


def _says_alpha(color: Any) -> bool:
    if isinstance(color, str):
        return color.lower() == "none" or (color.startswith("#") and len(color) in (5, 9))
    return len(color) == 4
