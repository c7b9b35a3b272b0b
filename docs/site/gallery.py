"""The gallery: a page for each script of examples/, with its picture, code and tags."""

import ast
import importlib.util
import json
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType

from docs.site import tasks
from docs.site.figures import draw, image, plain

FIGURES = "Panels and whole figures"
WORKS = {"facet": FIGURES, "pair": FIGURES, "marginal": FIGURES, "inset": FIGURES, "grid": FIGURES}
"""Methods, and functions, that make more than one panel."""
ENGINES = {"polars": "Polars", "duckdb": "DuckDB"}


@dataclass(frozen=True)
class Example:
    """A script of the gallery."""

    script: Path

    @cached_property
    def code(self) -> str:
        return self.script.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.code)

    @property
    def title(self) -> str:
        return self.script.stem.replace("_", " ").capitalize().replace("duckdb", "DuckDB")

    @property
    def lead(self) -> str:
        """What its docstring says."""
        return (ast.get_docstring(self.tree) or "").replace("\n", " ")

    @cached_property
    def names(self) -> list[str]:
        """The public names it uses, in the order of the code."""
        used = [
            (node.lineno, node.col_offset, node.attr)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "so"
        ]
        return list(dict.fromkeys(name for *_, name in sorted(used)))

    @cached_property
    def methods(self) -> set[str]:
        calls = (node.func for node in ast.walk(self.tree) if isinstance(node, ast.Call))
        return {func.attr for func in calls if isinstance(func, ast.Attribute)}

    @property
    def tags(self) -> list[str]:
        """What it shows: marks, stats, moves and scales by name, several panels, engines."""
        kinds = [name for name in self.names if name in tasks.KINDS]
        several = [name for name in WORKS if name in self.methods]
        engines = [said for package, said in ENGINES.items() if f"import {package}" in self.code]
        return list(dict.fromkeys([*kinds, *several, *engines]))

    @property
    def section(self) -> str:
        """The family of the first mark, unless it is about panels."""
        beside = any(
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.BitOr)  # p1 | p2, but not `str | None`
            and not isinstance(node.right, ast.Constant)
            for node in ast.walk(self.tree)
        )
        found = [family for name in self.names if (family := tasks.family(name))]
        if beside or {*WORKS} & self.methods:
            return FIGURES
        return found[0] if found else "Own marks"

    def load(self) -> ModuleType:
        """Import the script."""
        spec = importlib.util.spec_from_file_location(f"examples.{self.script.stem}", self.script)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module  # a dataclass looks for the module it was written in
        spec.loader.exec_module(module)
        return module


def examples(folder: Path) -> list[Example]:
    """Return the examples in a folder, in the order of their names."""
    scripts = (path for path in folder.glob("[0-9a-z]*.py") if path.name != "gallery.py")
    return [Example(path) for path in sorted(scripts)]


def write_page(example: Example, folder: Path) -> str:
    """Draw an example, write its page into a folder, and return the words for its picture."""
    stem = example.script.stem
    alt = (
        plain(f"{example.lead} ")
        + " "
        + draw(example.load().figure(), folder / "pictures" / f"{stem}.png")
    )
    shown = example.code.partition('"""\n\n')[2]
    pages = tasks.page_of()
    tags = [
        f"[{tag}](../{pages[f'plotkit.objects.{tag}']}.rst)"
        if f"plotkit.objects.{tag}" in pages
        else f"[{tag}](../{pages[f'plotkit.objects.Plot.{tag}']}.rst)"
        if f"plotkit.objects.Plot.{tag}" in pages
        else tag
        for tag in example.tags
    ]
    text = (
        f"# {example.title}\n\n{example.lead}\n\n{image(f'pictures/{stem}.png', alt, 'figure')}\n"
        f"Uses: {' · '.join(tags)}\n\n```python\n{shown}```\n\n"
        f"[All examples](index.md). The data are [described here](../data.md).\n"
    )
    (folder / f"{stem}.md").write_text(text, encoding="utf-8")
    return alt


def card(example: Example, alt: str, up: str = "") -> str:
    """Return the card of an example, as Markdown, for a grid."""
    stem = example.script.stem
    return (
        f"::::{{grid-item-card}} {example.title}\n:link: /gallery/{stem}\n:link-type: doc\n"
        f":img-top: {up}pictures/{stem}.png\n:img-alt: {alt}\n"
        f":class-item: example {' '.join(f'tag-{tag}' for tag in example.tags)}\n"
        f":class-img-top: dark-light\n\n{example.lead}\n::::\n"
    )


def write_index(found: list[Example], alts: dict[str, str], folder: Path) -> None:
    """Write the page with all examples, by section, and with buttons that choose by tag."""
    order = [FIGURES, *tasks.MARKS]
    sections: dict[str, list[Example]] = {}
    for example in found:
        sections.setdefault(example.section, []).append(example)
    tags = sorted({tag for example in found for tag in example.tags}, key=str.casefold)
    text = (
        "# Gallery\n\nEvery picture here is drawn by a script of `examples/`, with real data. "
        "Choose what it shall use:\n\n"
        f'```{{raw}} html\n<div id="tags" data-tags="{html_list(tags)}"></div>\n```\n'
    )
    for title in sorted(sections, key=lambda s: (order.index(s) if s in order else 99, s)):
        cards = "\n".join(card(each, alts[each.script.stem]) for each in sections[title])
        text += f"\n## {title}\n\n:::::{{grid}} 1 2 3 3\n:gutter: 3\n\n{cards}:::::\n"
    pages = "\n".join(example.script.stem for example in found)
    text += f"\n```{{toctree}}\n:hidden:\n\n{pages}\n```\n"
    (folder / "index.md").write_text(text, encoding="utf-8")


def html_list(tags: list[str]) -> str:
    """Return names as JSON within an attribute of HTML."""
    return json.dumps(tags).replace('"', "&quot;")
