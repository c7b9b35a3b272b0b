"""The order of the reference: every public name under the task that it is for."""

import inspect
import re
from typing import Any

import plotkit.testing

MARKS = {
    "Points": ["Dot", "Dots", "Scatter", "Rug"],
    "Lines": ["Line", "Lines", "Path", "Paths", "Step"],
    "Bars": ["Bar", "Bars", "Lollipop", "Stem", "Dumbbell"],
    "Areas and shapes": ["Area", "Band", "Polygon", "Geo"],
    "Intervals and estimates": [
        *("Range", "ErrorBar", "Dash", "PointRange", "LineBand", "BarRange", "CrossBar"),
        "Candlestick",
    ],
    "Distributions": ["Box", "Boxen", "Violin", "Ridge", "Raincloud"],
    "Two variables": ["Tile", "Hex", "Raster", "Contour", "Image"],
    "Texts, notes and arrows": [
        *("Text", "Label", "Bracket", "Rule", "Span", "Segment", "Arrow", "Curve", "Vector"),
    ],
}
"""Marks by family; the gallery has the same ones."""

STATS = {
    "Counts and distributions": [
        *("Count", "Hist", "KDE", "ECDF", "QQ", "Bin", "Bin2D", "HexBin", "KDE2D"),
    ],
    "Summaries": ["Agg", "Est", "Perc", "BoxStats", "LetterValues", "Intervals", "Corr"],
    "Curves": ["PolyFit", "Fit", "Lowess", "Spline", "Function"],
    "Outlines": ["Hull", "Ellipse"],
    "From row to row": ["Rolling", "Cumulate", "Diff", "Rank", "Select", "Decimate", "Complete"],
}

TASKS: dict[str, tuple[str, dict[str, list[str]]]] = {
    "plot": (
        "Plot",
        {
            "A plot": ["Plot", "Layer"],
            "Several plots": ["grid", "Composition", "Spacer"],
            "Variables": ["cols", "frac", "by"],
            "What is told": ["PlotSpecError", "PlotTypeError", "PlotWarning"],
        },
    ),
    "marks": ("Marks", MARKS),
    "stats": ("Stats", STATS),
    "moves": (
        "Moves",
        {"": ["Dodge", "Stack", "Jitter", "Swarm", "Sina", "Nudge", "Shift", "Norm"]},
    ),
    "scales": ("Scales", {"": ["Continuous", "Nominal", "Lump", "Boolean", "Temporal"]}),
}
"""File of the page, its title, and its sections with names of `plotkit.objects`."""

METHODS = {
    "What is drawn": ["add", "facet", "pair", "inset", "marginal"],
    "How data look": ["scale", "limit", "share"],
    "What is written": ["label", "legend"],
    "The page": ["layout", "theme", "tweak", "on"],
    "The result": ["plot", "save", "show"],
}
"""Methods of `Plot`, each with a page of its own."""

EXTENSION = {
    "Marks": [
        *("Mark", "Mappable", "MappableBool", "MappableColor", "MappableFloat", "MappableString"),
        *("MappableStyle", "Values", "Pane", "Position", "Page", "Places", "RGBA"),
    ],
    "Stats": ["Stat", "Relation", "Table", "Parts", "reduce", "count", "mean"],
    "Expressions": ["as_float", "between", "clip", "floor", "log", "where"],
    "Moves": ["Move"],
    "Scales and properties": ["Scale", "Property", "register", "Factor", "Coded"],
    "Errors": ["MissingExtraError"],
}
"""What `plotkit.objects` has for authors, beside `__all__`."""

OLDER = {"least", "most", "total"}
"""Older names, which the reference leaves out."""

RESULT = ["CompiledPlot", "CompiledComposition", "CompiledPanel", "Description", "Explanation"]
"""What ``plot()`` returns, and what that tells."""

CONFIG = ["Config", "ThemeConfig", "DisplayConfig", "LevelColors"]
THEMES = ["resolve", "scaled"]
DATASETS = ["load", "folder"]
TESTING = list(plotkit.testing.__all__)


def listed(sections: dict[str, list[str]]) -> list[str]:
    """Return the names of all sections."""
    return [name for names in sections.values() for name in names]


def page_of() -> dict[str, str]:
    """Return the page of each public name, from ``module.name`` to a path under the site's root."""
    pages = {
        f"plotkit.objects.{name}": f"reference/{task}/{name}"
        for task, (_, sections) in TASKS.items()
        for name in listed(sections)
    }
    pages |= {
        f"plotkit.objects.Plot.{name}": f"reference/plot/Plot.{name}" for name in listed(METHODS)
    }
    pages |= {
        f"plotkit.objects.{name}": f"reference/extension/{name}" for name in listed(EXTENSION)
    }
    pages |= {f"plotkit.mpl.compiled.{name}": f"reference/result/{name}" for name in RESULT}
    pages |= {f"plotkit.testing.{name}": f"reference/testing/{name}" for name in TESTING}
    pages |= {f"plotkit.config.{name}": f"reference/config/{name}" for name in CONFIG}
    pages |= {f"plotkit.themes.{name}": f"reference/themes/{name}" for name in THEMES}
    pages |= {f"plotkit.datasets.{name}": f"reference/datasets/{name}" for name in DATASETS}
    return pages


def summary(thing: Any) -> str:
    """Return the first sentence of a docstring, as reStructuredText on one line."""
    text = (inspect.getdoc(thing) or "").partition("\n\n")[0]
    return re.sub(r"\s+", " ", text)


def family(name: str) -> str | None:
    """Return the family of a mark."""
    return next((title for title, names in MARKS.items() if name in names), None)


KINDS = {
    **dict.fromkeys(listed(MARKS), "mark"),
    **dict.fromkeys(listed(STATS), "stat"),
    **dict.fromkeys(listed(TASKS["moves"][1]), "move"),
    **dict.fromkeys(listed(TASKS["scales"][1]), "scale"),
    **dict.fromkeys(["Mark", "Stat", "Move"], "protocol"),
}
"""What each name is, as a tag of the gallery says it."""
