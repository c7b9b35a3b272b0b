"""Pictures of the plots that a piece of code makes, each with words for who cannot see it.

A block of code is run as it stands. Its pictures are those of the plots that stand alone on a line
or are saved; if there are none, of the plots that it gives a name, as they are at its end.
"""

import ast
import io
import re
import warnings
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import plotkit.objects as so
from plotkit.plot.composition import Composable

DPI = 144
ALONE, BESIDE = (6.0, 4.0), (4.2, 3.15)
"""Sizes in inches of a picture that has the width of the page, and of one among others."""

BLOCK = re.compile(r"^(?:<!-- (no pictures|beside) -->\n)?```python\n(.*?)^```\n", re.M | re.S)
"""A block of code, and how its pictures are shown: below it, if nothing is said."""


@dataclass(frozen=True)
class Shown:
    """A plot, and the line of code that says it."""

    plot: Any
    code: str


def run(code: str, names: dict[str, Any]) -> list[Shown]:
    """Run a block of code in a namespace and return the plots that it shows."""
    shown: list[Shown] = []
    named: dict[str, Shown] = {}
    for statement in ast.parse(code).body:
        said = "\n".join(code.splitlines()[statement.lineno - 1 : statement.end_lineno])
        if isinstance(statement, ast.Expr):
            value = evaluate(statement.value, names)
            # A plot that is saved as PDF and as PNG is one picture.
            if is_plot(value) and not any(value is each.plot for each in shown):
                shown.append(Shown(value, said))
            continue
        exec(compile(ast.Module([statement], []), "<block>", "exec"), names)
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name = statement.targets[0].id
            if is_plot(names[name]):
                named[name] = Shown(names[name], said)
    return shown or list(named.values())


def evaluate(expression: ast.expr, names: dict[str, Any]) -> Any:
    """Return the value of an expression; of a plot that is saved, the plot."""
    call, saves = expression, False
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
        saves = call.func.attr == "save"
    value = eval(compile(ast.Expression(expression), "<block>", "eval"), names)
    if saves:
        return eval(compile(ast.Expression(call.func.value), "<block>", "eval"), names)
    return value


def is_plot(value: Any) -> bool:
    """Tell whether there is something to draw: a composition, or a plot that has layers."""
    return isinstance(value, so.Composition) or (
        isinstance(value, so.Plot) and bool(value._spec.layers)
    )


def draw(plot: Composable, path: Path, size: tuple[float, float] | None = None) -> str:
    """Write the picture of a plot, which has a size if it asks for none; return what it shows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    before = so.Plot.config.theme["figure.figsize"]
    if size:
        so.Plot.config.theme["figure.figsize"] = size
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # on the page that warns, the words say what is left out
            compiled = plot.plot()
            compiled.save(path, dpi=DPI)
            return plain(compiled.describe().alt)
    finally:
        so.Plot.config.theme["figure.figsize"] = before


def plain(text: str) -> str:
    """Return a text on one line and without signs that Markdown or HTML would read."""
    return re.sub(r"[\[\]<>*`_|$\\\"]", "", re.sub(r"_", " ", re.sub(r"\s+", " ", text))).strip()


def illustrate(page: str, stem: str, folder: Path) -> str:
    """Return a Markdown page with the pictures of each of its blocks of code below it.

    Parameters
    ----------
    page
        The text of the page.
    stem
        Of the page's name, with which those of its pictures begin.
    folder
        Where pictures go; the page will lie beside it.
    """
    names: dict[str, Any] = {"__name__": "page"}
    count = 0

    def with_pictures(match: re.Match[str]) -> str:
        nonlocal count
        how, code = match.groups()
        with redirect_stdout(io.StringIO()):
            shown = run(code, names)
        if how == "no pictures" or not shown:
            return match[0]
        places = [folder / f"{stem}-{count + i}.png" for i in range(len(shown))]
        count += len(shown)
        drawn = markdown(shown, places, folder.name)
        block = f"```python\n{code}```\n"
        return beside(block, drawn) if how == "beside" else f"{block}\n{drawn}"

    return BLOCK.sub(with_pictures, page)


def beside(code: str, picture: str) -> str:
    """Return the Markdown of code with its picture beside it; below it on a narrow page."""
    cells = ((code, "12 12 12 7"), (picture, "12 12 12 5"))
    items = "\n".join(
        f"::::{{grid-item}}\n:columns: {columns}\n\n{cell}::::\n" for cell, columns in cells
    )
    return f":::::{{grid}}\n:gutter: 3\n:class-container: beside\n\n{items}:::::\n"


def markdown(shown: list[Shown], places: list[Path], folder: str) -> str:
    """Draw plots and return the Markdown that shows them, several with their code in a grid."""
    if len(shown) == 1:
        alt = draw(shown[0].plot, places[0], ALONE)
        return image(f"{folder}/{places[0].name}", alt, "figure")
    cards = []
    for each, place in zip(shown, places, strict=True):
        alt = draw(each.plot, place, BESIDE)
        code = each.code if len(each.code) < 160 else each.code[:150].rsplit(" ", 1)[0] + " ..."
        picture = image(f"{folder}/{place.name}", alt, "figure")
        cards.append(f"::::{{grid-item}}\n{picture}\n```python\n{code}\n```\n::::\n")
    return ":::::{grid} 1 1 2 2\n:gutter: 3\n\n" + "\n".join(cards) + ":::::\n"


def image(place: str, alt: str, look: str) -> str:
    """Return the Markdown of a picture."""
    return f"```{{image}} {place}\n:alt: {alt}\n:class: {look} dark-light\n```\n"
