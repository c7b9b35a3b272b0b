"""Build the documentation site: python3 dev.py docs

Pages come from docs/, README's neighbours, examples/ and docstrings. They are written into
build/docs/source, with pictures of what their code draws, and Sphinx makes build/docs/html of
them. A warning is an error, and so is a link within the site that leads nowhere. Nothing is
fetched.
"""

import os
import posixpath
import re
import shutil
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path, PurePosixPath

from docs.site import cheatsheet, gallery, links, palettes, reference, styles, tasks
from docs.site.figures import illustrate

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "docs"

BESIDE = {
    "CHANGELOG.md": "changes",
    "CONTRIBUTING.md": "contributing",
    "SECURITY.md": "security",
    "CODE_OF_CONDUCT.md": "conduct",
    "examples/data/README.md": "data",
    "benchmarks/README.md": "benchmarks",
}
"""Pages of the site that do not lie in docs/."""

PUBLISHED = "https://plotkit-objects.readthedocs.io/en/latest/"
"""Where the site is for those who read the files of the project; on the site, links stay there."""

MADE = {
    "examples": "gallery/index",
    "src/plotkit/objects.py": "reference/index",
    "docs/site/palettes.py": "reference/palettes",
    "docs/site/styles.py": "reference/styles",
}
"""Pages that are made of what lies there, or by it."""

HOME = {"ridges", "heatmap_labels", "stream_graph", "repelled_labels"}
HOME |= {"marginals", "violins", "estimates", "map"}
"""Examples that the first page shows."""

AT_A_GLANCE = {
    palettes.write: "reference",
    styles.write: "reference",
    cheatsheet.write: "images",
}
"""What writes pages that show all there is of a kind, and where to."""

SECTIONS = {
    "tutorial": ("Tutorial", "Twelve short chapters, from a data frame to a publication.", [
        path.relative_to(ROOT / "docs").with_suffix("").as_posix()
        for path in sorted((ROOT / "docs" / "tutorial").glob("*.md"))
    ]),
    "guide": ("Guide", "One subject a page.", [
        *("statistics", "distributions", "lines", "labels", "heatmaps", "axes", "panels"),
        *("figures", "colours", "themes", "scales", "notebooks", "accessibility", "cheatsheet"),
        *("extending", "architecture", "performance"),
    ]),
    "coming-from": ("Coming from", "What you know, and how it is said here.", [
        *("coming-from-seaborn", "from-seaborn-functions", "from-ggplot2"),
        *("from-matplotlib", "from-altair"),
    ]),
    "project": ("Project", "How plotkit changes and how to work on it.", [
        *("whats-new", "changes", "support", "contributing", "conduct", "security", "data"),
        "benchmarks",
    ]),
}  # fmt: skip
"""Pages that list others: title, a sentence, and which."""

TOP = [
    "start",
    "tutorial",
    "how-to",
    "guide",
    "gallery/index",
    "reference/index",
    "coming-from",
    "project",
]
"""What stands at the top of every page."""


def pages() -> dict[str, str]:
    """Return the page of each Markdown file, both as paths: from the project's root, the site's."""
    own = {
        path.relative_to(ROOT).as_posix(): path.relative_to(ROOT / "docs")
        .with_suffix("")
        .as_posix()
        for path in sorted((ROOT / "docs").rglob("*.md"))
    }
    return own | BESIDE


def relink(text: str, file: str, page: str) -> str:
    """Return Markdown whose links lead to pages of the site; those to other files are words alone.

    Parameters
    ----------
    text
        Markdown as it is in the project.
    file
        Its file, from the project's root.
    page
        Its page, from the site's root.
    """
    known = pages() | MADE

    def changed(match: re.Match[str]) -> str:
        words, target, anchor = match.groups()
        if target.startswith(PUBLISHED):
            goal = target.removeprefix(PUBLISHED).removesuffix(".html")
            goal += ".rst" if goal.startswith("reference") else ".md"
            return f"[{words}]({posixpath.relpath(goal, PurePosixPath(page).parent)}{anchor or ''})"
        if "://" in target or not target or match.string[match.start() - 1] == "!":
            return match[0]
        place = posixpath.normpath(str(PurePosixPath(file).parent / target))
        if place in known:
            goal = known[place] + (".rst" if known[place].startswith("reference") else ".md")
        elif re.fullmatch(r"examples/\w+\.py", place):
            goal = f"gallery/{Path(place).stem}.md"
        elif place.startswith("docs/") and not place.endswith(".py"):
            return match[0]
        else:
            return words
        return f"[{words}]({posixpath.relpath(goal, PurePosixPath(page).parent)}{anchor or ''})"

    # Code stays as it is.
    parts = re.split(r"(^```.*?^```$)", text, flags=re.M | re.S)
    return "".join(
        part
        if part.startswith("```")
        else re.sub(r"\[([^\]]*)\]\(([^)#\s]*)(#[^)]*)?\)", changed, part)
        for part in parts
    )


def write_markdown(item: tuple[str, str], source: Path) -> None:
    """Write one Markdown page, with pictures of its code."""
    file, page = item
    target = source / f"{page}.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    text = (ROOT / file).read_text(encoding="utf-8")
    if file.startswith("docs/"):
        work = BUILD / "work" / page.replace("/", "-")
        shutil.copytree(ROOT / "examples" / "data", work / "examples" / "data", dirs_exist_ok=True)
        os.chdir(work)  # code writes files where it runs
        text = illustrate(text, target.stem, target.parent / "pictures")
    target.write_text(relink(text, file, page), encoding="utf-8")


def write_example(example: gallery.Example, source: Path) -> str:
    """Write the page of one example and return the words for its picture."""
    return gallery.write_page(example, source / "gallery")


def context() -> BaseContext:
    """Return how processes are started: the quickest way that is safe with threads."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    server = get_context("forkserver")
    server.set_forkserver_preload(
        ["docs.site.reference", "matplotlib.backends.backend_agg", "pandas"]
    )
    return server


def write_sources(source: Path) -> None:
    """Write all that Sphinx reads."""
    (source / "gallery").mkdir(parents=True)
    shutil.copytree(ROOT / "docs" / "images", source / "images")
    found = gallery.examples(ROOT / "examples")
    # Each page has a process of its own: it may register a property or change settings.
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context(), max_tasks_per_child=1) as pool:
        written = pool.map(partial(write_markdown, source=source), pages().items())
        alts = dict(
            zip(
                (each.script.stem for each in found),
                pool.map(partial(write_example, source=source), found),
                strict=True,
            )
        )
        drawn = [pool.submit(write, source / folder) for write, folder in AT_A_GLANCE.items()]
        list(written)
        for each in drawn:
            each.result()
        gallery.write_index(found, alts, source / "gallery")
        reference.write_all(source, found, alts, pool.map)
    write_sections(source)
    cards = [
        gallery.card(e, alts[e.script.stem], "gallery/") for e in found if e.script.stem in HOME
    ]
    write_home(source / "index.md", "\n".join(cards))


def write_home(page: Path, cards: str) -> None:
    """Put cards of examples, and the order of the site, below the first page."""
    with page.open("a", encoding="utf-8") as index:
        index.write(f"\n## From the gallery\n\n:::::{{grid}} 2 2 3 4\n:gutter: 3\n\n{cards}:::::\n")
        index.write("\n" + toctree(TOP))


def write_sections(source: Path) -> None:
    """Write the pages that list others."""
    for page, (title, lead, below) in SECTIONS.items():
        lines = "\n".join(f"- {{doc}}`{each}`" for each in below)
        text = f"# {title}\n\n{lead}\n\n{lines}\n\n{toctree(below)}"
        (source / f"{page}.md").write_text(text, encoding="utf-8")


def toctree(pages: list[str]) -> str:
    """Return a hidden table of contents, as Markdown."""
    return "```{toctree}\n:hidden:\n\n" + "\n".join(pages) + "\n```\n"


def missing(html: Path) -> list[str]:
    """Return a line for each public name that its page does not describe."""
    return [
        f"{page}.html does not describe {name}"
        for name, page in tasks.page_of().items()
        if f'id="{name}"' not in (html / f"{page}.html").read_text(encoding="utf-8")
    ]


def main() -> int:
    """Build the site, look for faults, and say where it is; return 0 if there is none."""
    from sphinx.cmd.build import main as sphinx

    start = time.perf_counter()
    shutil.rmtree(BUILD, ignore_errors=True)
    source, html = BUILD / "source", BUILD / "html"
    write_sources(source)
    os.chdir(ROOT)
    print(f"Pages and pictures written in {time.perf_counter() - start:.0f} s", flush=True)
    options = ["-q", "-W", "--keep-going", "-j", "auto", "-c", str(ROOT / "docs" / "site")]
    if code := sphinx([*options, "-d", str(BUILD / "trees"), str(source), str(html)]):
        return code
    faults = links.faults(html) + missing(html)
    print("\n".join(faults))
    print(f"{len(list(html.rglob('*.html')))} pages in {time.perf_counter() - start:.0f} s")
    print(f"Open {html / 'index.html'}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
