"""Settings that hold for a session: the theme, the display, and what is done by default."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar, Literal

from plotkit.errors import PlotSpecError, PlotTypeError, check_name, check_number, require
from plotkit.hosts import MIMES
from plotkit.records import dataclass, field
from plotkit.themes import DEFAULT, ThemeName, resolve, scaled


def _as_given(name: str, *value: Any) -> Any:
    return value[0] if value else None


class ThemeConfig(dict[str, Any]):
    """The rc parameters of every plot of the session; a dict that can be reset.

    It holds what differs from matplotlib's defaults, and gives these for every other rc parameter.
    Names and values are checked when they are set.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> so.Plot.config.theme.update({"axes.facecolor": "white"})
    >>> so.Plot.config.theme["figure.figsize"]
    [6.4, 4.8]
    >>> so.Plot.config.theme.reset()
    """

    reader: ClassVar[Callable[..., Any]] = staticmethod(_as_given)
    """From a name, and a value, to the value as matplotlib has it: by default its own. It raises
    where there is no such parameter. ``plot/`` sets it, since nothing here knows matplotlib."""

    def __init__(self) -> None:
        super().__init__(DEFAULT)

    def __getitem__(self, name: str) -> Any:
        own = (super().__getitem__(name),) if super().__contains__(name) else ()
        return self.reader(name, *own)

    def __contains__(self, name: object) -> bool:
        try:
            self[name]  # type: ignore[index]  # what is no text is no name either
        except (PlotSpecError, TypeError):
            return False
        return True

    def get(self, name: str, default: Any = None) -> Any:
        """Return a parameter, or something else if there is no such parameter."""
        try:
            return self[name]
        except PlotSpecError:
            return default

    def __setitem__(self, name: str, value: Any) -> None:
        self.update({name: value})

    def update(self, *given: Any, **params: Any) -> None:
        """Set some of them; nothing is changed if one is wrong."""
        wanted = dict(*given, **params)
        for name, value in wanted.items():
            self.reader(name, value)
        super().update(wanted)

    def reset(self) -> None:
        """Return to plotkit's own theme."""
        self.clear()
        super().update(DEFAULT)

    def use(self, *themes: ThemeName | Mapping[str, Any], font_scale: float = 1.0) -> None:
        """Set the theme of the session: plotkit's own with these over it.

        Parameters
        ----------
        *themes
            Names ("whitegrid", "talk" ...) or dicts of rc parameters, the later over the earlier.
        font_scale
            Factor for all font sizes.
        """
        own = resolve(*themes)
        for name, value in own.items():
            self.reader(name, value)
        self.clear()
        super().update(scaled({**DEFAULT, **own}, font_scale))

    @contextmanager
    def using(
        self, *themes: ThemeName | Mapping[str, Any], font_scale: float = 1.0
    ) -> Iterator[None]:
        """Set the theme for the plots of a ``with`` block; see :meth:`use`.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> with so.Plot.config.theme.using("minimal", "talk"):
        ...     p = so.Plot({"x": [1, 2]}, x="x", y="x").add(so.Dot()).plot()
        """
        before = dict(self)
        self.use(*themes, font_scale=font_scale)
        try:
            yield
        finally:
            self.clear()
            super().update(before)

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(
            f"<tr><td>{escape(name)}</td><td>{escape(repr(value))}</td></tr>"
            for name, value in sorted(self.items())
        )
        return f"<table>{rows}</table>"


class LevelColors(dict[Any, Any]):
    """The colour that a level has in every plot of the session; a dict that can be reset.

    A key is a level and its value a colour; or a key is a variable and its value such a dict, which
    then holds for that variable alone. What the scale of a plot says itself counts more.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> so.Plot.config.colors["species"] = {"Adelie": "teal", "Gentoo": "orange"}
    >>> so.Plot.config.colors["unknown"] = "0.7"
    >>> so.Plot.config.colors.reset()
    """

    def reset(self) -> None:
        """Forget all colours."""
        self.clear()

    def of(self, variable: str | None) -> dict[Any, Any]:
        """Return the colours of the levels of a variable."""
        free = {level: color for level, color in self.items() if not isinstance(color, Mapping)}
        own = self.get(variable)
        return {**free, **own} if isinstance(own, Mapping) else free


class DisplayConfig(dict[str, Any]):
    """How notebooks show a plot; a dict whose names and values are checked.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> so.Plot.config.display["format"] = "svg"
    >>> so.Plot.config.display.update(format="png", scaling=0.85)
    >>> so.Plot.config.display["theme"] = "night"  # pictures for a dark notebook; files stay light
    >>> so.Plot.config.display["theme"] = None
    """

    def __init__(self) -> None:
        super().__init__(format="png", scaling=0.85, hidpi=True, theme=None)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (), None, None, iter(self.items())  # made with all names, then set

    def __setitem__(self, name: str, value: Any) -> None:
        check_name(name, self, "setting of config.display")
        if name == "format":
            check_name(value, MIMES, "format of config.display")
        elif name == "scaling":
            check_number("config.display['scaling']", value, 1e-3)
        elif name == "theme":
            display_theme(value)
        super().__setitem__(name, value)

    def update(self, *given: Any, **settings: Any) -> None:
        """Set some of them; nothing is changed if one is wrong."""
        wanted = dict(*given, **settings)
        changed = type(self)()
        for name, value in wanted.items():
            changed[name] = value
        super().update(wanted)


def display_theme(value: Any) -> dict[str, Any]:
    """Return the rc parameters of `config.display["theme"]`: a name, a dict, or a list of them."""
    if value is None:
        return {}
    return resolve(*([value] if isinstance(value, str | Mapping) else value))


@dataclass(slots=True)
class Config:
    """Settings that every plot of the session shares.

    Attributes
    ----------
    theme
        rc parameters by name.
    display
        How notebooks show a plot: `format` ("png", "svg", or "html" and "html-svg" for these in an
        element of HTML, whose alternative text is in every page made of the notebook), `scaling`
        of the size, `hidpi` for twice the pixels at the same size, and `theme`, over that of the
        session, such as "night" for a dark notebook.
    seed
        Where random numbers (jitter, bootstrap) start when a stat or move has no seed of its own.
    max_rows
        How many rows may be fetched from a lazy source.
    large
        What becomes of a layer that would draw more rows than that, one by one: "error", or
        "raster" for a picture in place of dots, of how many lie in each pixel or of the mean of
        their colours where these are numbers, and for no more rows than can be seen of a line; a
        warning says so.
    colors
        The colour of a level in every plot, by level or by variable and level.
    fast
        Whether figures are drawn in ways that are faster than matplotlib's own, where these were
        measured on the matplotlib that is installed. The picture is the same. With False, figures
        made from then on consist of plain matplotlib classes alone; others stay as they are.
    progress
        Whether queries and resampling that take longer than a second are shown as they go on, on
        the error stream or below the cell. By default (None) in terminals and notebooks where tqdm
        is installed, which the extra `progress` brings; with False never.
    """

    theme: ThemeConfig = field(default_factory=ThemeConfig)
    display: DisplayConfig = field(default_factory=DisplayConfig)
    seed: int = 0
    max_rows: int = 1_000_000
    large: Literal["error", "raster"] = "error"
    colors: LevelColors = field(default_factory=LevelColors)
    fast: bool = True
    progress: bool | None = None

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "fast" and not isinstance(value, bool):
            raise PlotTypeError(f"config.fast is True or False, not {value!r}.")
        if name == "large":
            check_name(value, ("error", "raster"), "value of config.large")
        if name == "progress" and value is not None:
            if not isinstance(value, bool):
                raise PlotTypeError(f"config.progress is True, False or None, not {value!r}.")
            if value:
                require("tqdm", "progress", "config.progress")
        object.__setattr__(self, name, value)


CONFIG = Config()
"""The session's settings; `Plot.config`."""
