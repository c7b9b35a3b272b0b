"""Hints: what a name that is not there may mean: one spelt nearly so, or of other libraries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from plotkit.errors import suggestion

OBJECTS: Mapping[str, str] = {
    "hist": "so.Bars() with so.Hist()",
    "histogram": "so.Bars() with so.Hist()",
    "kde": "so.Line() or so.Area() with so.KDE()",
    "density": "so.Line() or so.Area() with so.KDE()",
    "ecdf": "so.Step() with so.ECDF()",
    "count": "so.Bar() with so.Count()",
    "bar": "so.Bar() with so.Agg()",
    "line": "so.Line()",
    "scatter": "so.Dots()",
    "point": "so.Dot()",
    "points": "so.Dots()",
    "strip": "so.Dots() with so.Jitter()",
    "swarm": "so.Dots() with so.Swarm()",
    "reg": "so.Line() with so.PolyFit()",
    "smooth": "so.Line() with so.Lowess()",
    "heatmap": "so.Tile()",
    "hline": "so.Rule()",
    "vline": "so.Rule()",
    "abline": "so.Rule()",
    "axhline": "so.Rule()",
    "axvline": "so.Rule()",
    "axhspan": "so.Span()",
    "axvspan": "so.Span()",
    "ribbon": "so.Band()",
    "facet": "Plot.facet()",
    "facetgrid": "Plot.facet()",
    "pairgrid": "Plot.pair()",
    "pair": "Plot.pair()",
    "joint": "Plot.marginal()",
}
"""Marks as other libraries call them, in small letters and without "plot" at the end."""

METHODS: Mapping[str, str] = {
    "title": "label(title=...)",
    "suptitle": "label(title=...)",
    "set_title": "label(title=...)",
    "labs": "label()",
    "xlabel": "label(x=...)",
    "ylabel": "label(y=...)",
    "set_xlabel": "label(x=...)",
    "set_ylabel": "label(y=...)",
    "xlim": "limit(x=...)",
    "ylim": "limit(y=...)",
    "set_xlim": "limit(x=...)",
    "set_ylim": "limit(y=...)",
    "lims": "limit()",
    "xscale": "scale(x=...)",
    "yscale": "scale(y=...)",
    "xticks": "scale(x=so.Continuous().tick(...))",
    "yticks": "scale(y=so.Continuous().tick(...))",
    "savefig": "save()",
    "ggsave": "save()",
    "figsize": "layout(size=...)",
    "size": "layout(size=...)",
    "tight_layout": "layout()",
    "subplots": "facet()",
    "facet_wrap": "facet(wrap=...)",
    "facet_grid": "facet()",
    "style": "theme()",
    "draw": "plot()",
    "figure": "plot().figure",
    "fig": "plot().figure",
    "axes": "plot().axes",
    "ax": "plot().axes",
}
"""Methods of plots as other libraries call them."""


def missing(
    owner: str, name: str, there: Iterable[str], foreign: Mapping[str, str]
) -> AttributeError:
    """Return the error that an attribute is not there, with what may be meant.

    Parameters
    ----------
    owner
        What it was asked of.
    name
        The attribute.
    there
        Names of the attributes that it has.
    foreign
        What names of other libraries are called here, in small letters.
    """
    text = f"{owner} has no attribute {name!r}."
    if not name.startswith("_"):
        small = name.lower()
        bare = small if small == "plot" else small.removesuffix("plot").rstrip("_")
        names = {one.lower(): one for one in there if not one.startswith("_")}
        said = names.get(small) or foreign.get(small) or foreign.get(bare) or names.get(bare)
        text += f" Did you mean {said}?" if said else suggestion(name, names.values())
    return AttributeError(text, name=name)
