"""Scaled: how data become positions and looks, and what these are called."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, Self, Unpack

from plotkit.data.roles import AXES, FACETS
from plotkit.errors import Faults, brief
from plotkit.properties.registry import PROPERTIES
from plotkit.spec.build import build_labels, check_scaled, check_side
from plotkit.spec.keywords import Labels, Limits, Scales, takes
from plotkit.spec.model import PlotSpec


@brief
class Scaled(ABC):
    """Base of what has scales."""

    _spec: PlotSpec

    @abstractmethod
    def _with(self, **changes: Any) -> Self:
        """Return a copy whose specification differs."""

    @takes(Scales)
    def scale(self, **scales: Unpack[Scales]) -> Self:
        """Say how data become positions and visual properties.

        Parameters
        ----------
        **scales
            For each property (or paired variable, ``x0``): a Scale; the name of a transform; an
            output range (a palette, a list, a dict, a pair); or None to use the data literally.

        See Also
        --------
        Plot.limit : Where axes end.
        Plot.label : Titles, and names of levels.
        Scale.axis : The side of an axis, and a second one.

        Notes
        -----
        Scales: :class:`Continuous` for amounts, :class:`Temporal` for dates and times,
        :class:`Nominal` and :class:`Lump` for categories, :class:`Boolean` for true and false. By
        default the data say which.

        Transforms: "log" ("log2", "log10", any base), "ln", "symlog" ("symlog0.1" is linear up to
        0.1), "logit", "sqrt", "pow" ("pow2", any exponent); for any other
        ``Continuous(trans=(forward, inverse))``.

        Palettes of distinct colours: "deep", "muted", "bright", "pastel", "dark", "colorblind",
        "okabe_ito", "tab10", "Set2" and the other lists of matplotlib; "husl" and "hls" for any
        number of hues.
        Palettes of amounts: "rocket", "mako", "flare", "crest", "vlag", "icefire", "viridis",
        "Blues", "RdBu" and the other colour maps of matplotlib; "ch:start=.2,rot=-.3"
        (cubehelix), "light:<color>", "dark:<color>", "blend:<color>,<color>". With "_r" at the
        end each is reversed.

        Other properties take a pair such as ``pointsize=(2, 10)``, a list such as
        ``marker=["o", "s"]``, or a dict from level to value.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 10], "y": [2, 3]}, x="x", y="y").add(so.Dot())
        >>> p = p.scale(x="log", y=so.Continuous().tick(every=1), color="viridis")
        """
        with Faults() as faults:
            for name, scale in (said := Scales(**scales)).items():
                with faults.trying():
                    check_scaled(name, PROPERTIES)
                    check_side(name, scale)
        return self._with(scales={**self._spec.scales, **said})

    @takes(Limits)
    def limit(self, **limits: Unpack[Limits]) -> Self:
        """Set what the axes show; stats still see all data.

        Parameters
        ----------
        **limits
            For each axis ("x", "y", or "x0" ...): (first, last) in data units, dates as text too,
            levels on a nominal axis. None keeps that end; a reversed pair reverses the axis.

        See Also
        --------
        Plot.share : Which panels show the same range.
        Scale.axis : Room between data and ends.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2], "y": [3, 1]}, x="x", y="y").add(so.Line())
        >>> p = p.limit(x=(0, 5), y=(None, 0))
        """
        with Faults() as faults:
            for name in (said := Limits(**limits)):
                with faults.trying():
                    check_scaled(name, AXES, what="axis")
        return self._with(limits={**self._spec.limits, **said})

    @takes(Labels)
    def label(
        self,
        *,
        title: str | Callable[[str], str] | Mapping[Any, str] | None = None,
        subtitle: str | None = None,
        caption: str | None = None,
        legend: str | None = None,
        alt: str | None = None,
        **variables: Unpack[Labels],
    ) -> Self:
        """Set titles, and names of levels.

        Parameters
        ----------
        title
            Of the plot: over its only panel, or over all of them. A function is called with the
            level of each panel instead, and gives the title of that panel; a dict from level to
            name does so for some of them.
        subtitle, caption
            A second line under the title, and a note under the figure, such as a source.
        legend
            Of the legend of layers that have a label.
        alt
            What the picture shows, for whoever cannot see it, in place of plotkit's own words; see
            :meth:`CompiledPlot.describe`.
        **variables
            Of axes and legends, by property: text ("" or None for none), or a function of the
            default. A dict from level to name says how levels are written, on an axis, in a legend
            or over panels (``col``, ``row``); others keep their label.

        See Also
        --------
        Continuous.label, Nominal.label, Temporal.label : How ticks are written.
        Plot.legend : Titles and order of blocks.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"n": [1, 2], "sex": ["f", "m"]}, x="sex", y="n").add(so.Bar())
        >>> p = p.label(x={"f": "women", "m": "men"}).label(x=None, y="Number")
        """
        with Faults() as faults:
            for name in (said := Labels(**variables)):
                with faults.trying():
                    check_scaled(name, (*PROPERTIES, *FACETS))
        old = self._spec.labels
        labels = build_labels(old, title, subtitle, caption, legend, alt, said)
        return self._with(labels=labels)
