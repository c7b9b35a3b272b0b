"""Links of a built site that lead nowhere, and pictures without words."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    """What a page links to, which anchors it has, and which pictures have no words."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.wordless: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors |= {value for name in ("id", "name") if (value := given.get(name))}
        if tag in ("a", "link") and given.get("href"):
            self.links.append(given["href"] or "")
        if tag in ("img", "script") and given.get("src"):
            self.links.append(given["src"] or "")
        if tag == "img" and not (given.get("alt") or "").strip():
            self.wordless.append(given.get("src") or "")


def anchors(pages: dict[Path, Page], goal: Path) -> set[str]:
    """Return the anchors of a page; of other files there are none to know."""
    return pages[goal].anchors if goal in pages else set()


def faults(root: Path) -> list[str]:
    """Return a line for each link within a folder of HTML that leads nowhere, and other faults."""
    static = root / "_static"  # a template of the theme lies there
    files = [path for path in sorted(root.rglob("*.html")) if not path.is_relative_to(static)]
    pages = {path.resolve(): Page(path) for path in files}
    found = []
    for path, page in pages.items():
        name = path.relative_to(root.resolve())
        found += [f"{name}: a picture without alt text: {src}" for src in page.wordless]
        for link in dict.fromkeys(page.links):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            goal = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            goal = goal / "index.html" if goal.is_dir() else goal
            if not goal.exists():
                found.append(f"{name}: a link to {link}, which is not there")
            elif parts.fragment and unquote(parts.fragment) not in anchors(pages, goal):
                found.append(f"{name}: a link to {link}, which has no such anchor")
    return found
