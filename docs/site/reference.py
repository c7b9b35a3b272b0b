"""The reference: a page for each public name, from its docstring, and tables of them by task."""

import doctest
import importlib
import inspect
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from docs.site import tasks
from docs.site.figures import BESIDE, draw, run
from docs.site.gallery import Example
from docs.site.options import OPTIONS, SETUP, needed
from plotkit.errors import PlotSpecError
from plotkit.themes import OWN, THEMES, WIDTHS

MODULES = ("plotkit.objects", "plotkit.testing", "plotkit.config", "plotkit.themes")
MODULES += ("plotkit.datasets", "plotkit.mpl.compiled")
MEMBERS = {"Composition", "Continuous", "Nominal", "Boolean", "Temporal", "Lump", *tasks.CONFIG}
MEMBERS |= {*tasks.RESULT}
"""Classes whose methods are for users; those of marks, stats and moves are for their authors."""
MACHINERY = {"of_values", "request", "train_axis", "train_property", "levels", "with_level"}
AUTHORS = {"Mark", "Stat", "Move", "Scale", "Property", "Pane", "Relation", "Table", "Values"}
AUTHORS |= {"Factor", "Parts"}


def thing(name: str) -> Any:
    """Return what a dotted name means."""
    module = next(module for module in MODULES if name.startswith(f"{module}."))
    found: Any = importlib.import_module(module)
    for part in name.removeprefix(f"{module}.").split("."):
        found = getattr(found, part)
    return found


def called(name: str) -> str:
    """Return how a page calls a name: without the modules that readers do not import."""
    return name.removeprefix("plotkit.objects.").removeprefix("plotkit.mpl.compiled.")


def heading(title: str, sign: str = "=") -> str:
    """Return a heading of reStructuredText."""
    return f"{title}\n{sign * len(title)}\n\n"


def directive(name: str) -> str:
    """Return the autodoc directive for a name."""
    found, last = thing(name), name.rpartition(".")[2]
    if inspect.isclass(found):
        if issubclass(found, Exception):
            return f".. autoexception:: {name}\n"
        text = f".. autoclass:: {name}\n"
        if last in MEMBERS | AUTHORS:
            hidden = MACHINERY if last in MEMBERS else set()
            names = [each for each in methods(found) if each not in hidden]
            text += f"   :members: {', '.join(names)}\n" if names else ""
        return text
    if ".Plot." in name:
        return f".. automethod:: {name}\n"
    if inspect.isroutine(found):
        return f".. autofunction:: {name}\n"
    return f".. py:data:: {name}\n   :value: {str(found).replace('plotkit.marks.mappable.', '')}\n"


def methods(found: type) -> list[str]:
    """Return the public methods and properties of a class that plotkit wrote and described."""
    return [
        name
        for name in dir(found)
        if not name.startswith("_")
        and (callable(getattr(found, name)) or isinstance(getattr(found, name), property))
        and not inspect.isclass(getattr(found, name))
        and inspect.getdoc(inspect.getattr_static(found, name))
        and any(name in vars(c) and c.__module__.startswith("plotkit.") for c in found.__mro__)
    ]


def code_of(docstring: str | None) -> str:
    """Return the examples of a docstring as one block of code."""
    return "".join(
        example.source for example in doctest.DocTestParser().get_examples(docstring or "")
    )


def pictures(name: str, folder: Path) -> str:
    """Return reStructuredText with the pictures of what a docstring's example draws."""
    found, stem = thing(name), name.rpartition("objects.")[2]
    if not name.startswith("plotkit.objects."):
        return ""
    try:
        names = dict(vars(sys.modules[found.__module__]))  # as doctest has it
        shown = run(code_of(inspect.getdoc(found)), names)
        texts = []
        for number, each in enumerate(shown[:4]):
            place = folder / "pictures" / f"{stem}-{number}.png"
            alt = draw(each.plot, place, BESIDE)
            texts.append(
                f".. image:: pictures/{place.name}\n   :alt: {alt}\n"
                "   :class: figure small dark-light\n"
            )
    except PlotSpecError:
        if inspect.isclass(found) and issubclass(found, Exception):
            return ""  # its example shows how it is raised
        raise
    title = "What the example draws" if texts else ""
    return (f".. rubric:: {title}\n\n" + "\n".join(texts) + "\n") if texts else ""


def options(name: str, folder: Path) -> str:
    """Return reStructuredText with the pictures of a name's options, each with its code."""
    lines = OPTIONS.get(name.removeprefix("plotkit.objects."), [])
    if not lines:
        return ""
    names: dict[str, Any] = {}
    run(SETUP, names)
    text = ".. rubric:: Options\n\n.. grid:: 1 1 2 2\n   :gutter: 3\n\n"
    for number, line in enumerate(lines):
        place = folder / "pictures" / f"{name.rpartition('.')[2]}-option-{number}.png"
        alt = draw(run(line, names)[0].plot, place, BESIDE)
        text += (
            f"   .. grid-item::\n\n      .. image:: pictures/{place.name}\n         :alt: {alt}\n"
            "         :class: figure dark-light\n\n"
            f"      .. code-block:: python\n\n         {line}\n\n"
        )
    setup = "\n".join(f"      {line}" for line in needed(lines).splitlines())
    return f"{text}.. dropdown:: What these names are\n\n   .. code-block:: python\n\n{setup}\n\n"


def seen_in(name: str, examples: list[Example], alts: dict[str, str]) -> str:
    """Return reStructuredText with cards of the examples that use a name."""
    last = name.rpartition(".")[2]
    users = [each for each in examples if last in each.tags and name.startswith("plotkit.objects.")]
    # What few things use stands first: there it is what the picture is about.
    users.sort(key=lambda each: len(each.tags))
    if not users:
        return ""
    text = ".. rubric:: In the gallery\n\n.. grid:: 2 2 3 3\n   :gutter: 3\n\n"
    for each in users[:6]:
        stem = each.script.stem
        text += (
            f"   .. grid-item-card:: {each.title}\n      :link: /gallery/{stem}\n"
            f"      :link-type: doc\n      :img-top: /gallery/pictures/{stem}.png\n"
            f"      :img-alt: {alts[stem]}\n      :class-img-top: dark-light\n\n"
        )
    return text


def write_page(
    item: tuple[str, str], out: Path, examples: list[Example], alts: dict[str, str]
) -> None:
    """Write the page of a name."""
    name, page = item
    path = out / f"{page}.rst"
    path.parent.mkdir(parents=True, exist_ok=True)
    title = called(name)
    text = heading(title) + directive(name) + "\n" + pictures(name, path.parent) + "\n"
    text += options(name, path.parent) + seen_in(name, examples, alts)
    if name == "plotkit.objects.Plot":
        text += heading("Methods", "-") + plot_methods()
    path.write_text(text, encoding="utf-8")


def plot_methods() -> str:
    """Return the tables of the methods of `Plot`."""
    return "".join(
        f".. rubric:: {title}\n\n" + table([f"plotkit.objects.Plot.{name}" for name in names])
        for title, names in tasks.METHODS.items()
    )


def table(names: list[str]) -> str:
    """Return a table of names, which are links, and what each is."""
    pages = tasks.page_of()
    rows = "".join(
        f"   * - :doc:`{called(name)} </{pages[name]}>`\n     - {tasks.summary(thing(name))}\n"
        for name in names
    )
    return f".. list-table::\n   :widths: 1 3\n   :class: names\n\n{rows}\n"


def toctree(pages: list[str]) -> str:
    """Return a hidden table of contents."""
    return ".. toctree::\n   :hidden:\n\n" + "".join(f"   /{page}\n" for page in pages) + "\n"


def sections(module: str, listed: dict[str, list[str]]) -> str:
    """Return tables under the headings of sections."""
    return "".join(
        (heading(title, "-") if title else "") + table([f"{module}.{name}" for name in names])
        for title, names in listed.items()
    )


def write_task(task: str, title: str, body: str, out: Path) -> None:
    """Write the page of a task, with the pages of its names below it."""
    below = [page for page in tasks.page_of().values() if page.startswith(f"reference/{task}/")]
    (out / "reference" / f"{task}.rst").write_text(
        heading(title) + body + toctree(below), encoding="utf-8"
    )


GLANCES = ("palettes", "styles")
"""Pages that `palettes.py` and `styles.py` write."""

INTRODUCTIONS = {
    "plot": "A plot is a value: each method returns a changed copy.",
    "result": "What ``plot()`` returns: the figure, the numbers, and words on both.",
    "marks": "A mark is what a layer draws: the first argument of :doc:`add <plot/Plot.add>`.",
    "stats": "A stat computes what a mark draws. It follows the mark in "
    ":doc:`add <plot/Plot.add>`.",
    "moves": "A move changes where marks lie, after the stats, so that none hides another.",
    "scales": "A scale says how data become positions, colours and sizes: an argument of "
    ":doc:`scale <plot/Plot.scale>`.",
    "extension": "What is needed to write marks, stats, moves and properties of your own. "
    ":doc:`/extending` shows how. All of it is in ``plotkit.objects`` too.",
    "testing": "A kit that tries what you have written in a hundred small situations.",
    "config": "Settings of a session: ``so.Plot.config`` is a ``Config``.",
    "datasets": "Small real tables that come with plotkit. :doc:`/data` tells their columns, "
    "sources and licences.",
}


def write_all(
    out: Path, examples: list[Example], alts: dict[str, str], each: Callable[..., Any] = map
) -> None:
    """Write all pages of the reference below a folder; `each` calls a function for every page."""
    write = partial(write_page, out=out, examples=examples, alts=alts)
    list(each(write, tasks.page_of().items()))
    for task, (title, listed) in tasks.TASKS.items():
        body = INTRODUCTIONS[task] + "\n\n" + sections("plotkit.objects", listed)
        if task == "plot":
            body += heading("Methods of a plot", "-") + plot_methods()
        write_task(task, title, body, out)
    more: list[tuple[str, str, str, dict[str, list[str]]]] = [
        ("result", "The result", "plotkit.mpl.compiled", {"": tasks.RESULT}),
        ("extension", "Extension", "plotkit.objects", tasks.EXTENSION),
        ("testing", "Testing", "plotkit.testing", {"": tasks.TESTING}),
        ("config", "Config", "plotkit.config", {"": tasks.CONFIG}),
        ("datasets", "Datasets", "plotkit.datasets", {"": tasks.DATASETS}),
    ]
    for task, title, module, listed in more:
        write_task(task, title, f"{INTRODUCTIONS[task]}\n\n" + sections(module, listed), out)
    write_task("themes", "Themes", themes(out), out)
    (out / "reference" / "guides.rst").write_text(guides(), encoding="utf-8")
    write_index(out)


def guides() -> str:
    """Return the page on legends, colour bars, ticks and titles: which method says what."""
    names = ["Plot.legend", "Plot.label", "Plot.limit", "Plot.share"]
    names += [f"{scale}.{what}" for scale in ("Continuous", "Nominal", "Temporal")
              for what in ("tick", "label", "axis")]  # fmt: skip
    names += ["Continuous.guide", "Nominal.guide", "Temporal.guide"]
    rows = "".join(
        f"   * - {link(name)}\n     - {tasks.summary(thing(f'plotkit.objects.{name}'))}\n"
        for name in names
        if callable(
            getattr(
                thing(f"plotkit.objects.{name.partition('.')[0]}"), name.partition(".")[2], None
            )
        )
    )
    return (
        heading("Guides")
        + "A guide explains a scale to readers: ticks and titles of axes, legends, colour bars, "
        "names at the ends of lines. :doc:`/figures` and :doc:`/axes` show what they look like.\n\n"
        f".. list-table::\n   :widths: 1 3\n   :class: names\n\n{rows}\n"
    )


def link(name: str) -> str:
    """Return a link to a method, on its page or on that of its class."""
    owner = name.partition(".")[0]
    if owner == "Plot":
        return f":doc:`{name} <plot/{name}>`"
    return f":meth:`{name} <plotkit.objects.{name}>`"


def themes(out: Path) -> str:
    """Return the page of themes: a picture of each, its parameters, and widths of journals."""
    import plotkit.objects as so
    from plotkit.datasets import load

    penguins = load("penguins").dropna()
    plot = so.Plot(penguins, x="bill_length_mm", y="bill_depth_mm", color="species").add(so.Dots())
    body = (
        "A theme is an argument of :doc:`Plot.theme <plot/Plot.theme>`, by name or as a dict of rc "
        "parameters. :doc:`/themes` tells how they are used.\n\n"
        ".. grid:: 1 2 2 3\n   :gutter: 3\n\n"
    )
    for name in THEMES:
        place = out / "reference" / "pictures" / f"theme-{name}.png"
        alt = draw(plot.theme(name), place, (7.0, 4.8))
        body += (
            f"   .. grid-item-card:: {name}\n      :img-top: pictures/{place.name}\n"
            f"      :img-alt: The theme {name}. {alt}\n      :class-img-top: dark-light\n\n"
        )
    rows = "".join(
        f"   * - ``{name}``\n     - {', '.join(f'``{value}``' for value in values)}\n"
        for name, values in OWN.items()
    )
    widths = ", ".join(f"``{name}`` ({width} in)" for name, width in WIDTHS.items())
    body += (
        f"\n{heading('Parameters of plotkit', '-')}The first value is the default.\n\n"
        f".. list-table::\n   :widths: 1 3\n\n{rows}\n"
        f"{heading('Widths of journals', '-')}For ``layout(size=)``: {widths}.\n\n"
        f"{heading('Functions', '-')}" + table([f"plotkit.themes.{n}" for n in tasks.THEMES])
    )
    return body


def write_index(out: Path) -> None:
    """Write the page over all tasks."""
    first, *rest = tasks.TASKS
    order = [first, "result", *rest, "guides", "themes", "config", "extension", "testing"]
    order.append("datasets")
    lines = []
    for task in order:
        page = (out / "reference" / f"{task}.rst").read_text(encoding="utf-8")
        title = page.partition("\n")[0]
        rows = re.findall(r"^   \* - (:(?:doc|meth):`.*`)$", page, re.M)
        shown = [row.replace("<plot/", "</reference/plot/") for row in rows]
        lines.append(
            f"{heading(title, '-')}:doc:`All of it <{task}>`: {' · '.join(dict.fromkeys(shown))}\n"
        )
    text = heading("Reference") + "``import plotkit.objects as so``\n\n" + "\n".join(lines) + "\n"
    text += heading("At a glance", "-") + " · ".join(f":doc:`{page}`" for page in GLANCES) + "\n\n"
    (out / "reference" / "index.rst").write_text(
        text + toctree([f"reference/{task}" for task in (*order, *GLANCES)]), encoding="utf-8"
    )
