"""Open the built site in a real browser: python3 dev.py browser

chromium, without a window, opens some pages at the widths of a telephone and of a screen, light and
dark, and writes what it shows into build/docs/shots. Faults are: anything that a page writes to the
console, a page that is wider than the window, a search that does not find an everyday task, and
buttons of the gallery that are not there.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

BUILD = Path(__file__).resolve().parents[2] / "build" / "docs"

PAGES = [
    *("index", "start", "how-to", "tutorial/06-distributions", "gallery/index"),
    *("reference/index", "reference/marks/Dot", "reference/plot/Plot.scale", "from-ggplot2"),
    *("reference/palettes", "cheatsheet", "whats-new", "reference/plot/Plot.legend", "from-altair"),
]
WIDTHS = (400, 1400)
EVERYDAY = (
    *("rotate ticks", "move legend", "restyle legend", "hide legend", "remove legend"),
    *("order categories", "sort bars", "free facets", "value labels", "date format", "300 dpi"),
    *("dual axes", "twin axis", "reference line", "vertical line", "dropped rows"),
    *("missing values", "notebook", "hidpi", "retina", "marimo", "dark mode", "polars", "duckdb"),
    *("font", "colors", "palette", "server", "flask", "thread", "animation", "gif"),
    *("log scale", "share legend", "error bars", "annotate", "subplots", "percent"),
)
SEARCHES = {
    **dict.fromkeys(EVERYDAY, "How to"),
    "dodge": "Dodge",
    "hatches": "Markers, lines and hatches",
}
"""What is looked for, and the title of a page that must be found."""
FIRST = 12
"""So many results are read."""

WIDE = """<script>
const names = %s, widths = %s;
addEventListener("load", async () => {
  for (const name of names) for (const width of widths) {
    const frame = document.createElement("iframe");
    frame.style.width = width + "px";
    frame.src = name + ".html";
    document.body.append(frame);
    await new Promise(done => frame.addEventListener("load", done));
    const page = frame.contentDocument.documentElement;
    const line = document.createElement("p");
    line.textContent = `${name} at ${width}: ${page.scrollWidth} wide`;
    document.body.append(line);
    frame.remove();
  }
});
</script>"""
"""A page that opens others in frames and writes how wide each is."""


SEARCH = """<script>
const looked = %s;
addEventListener("load", async () => {
  for (const words of looked) {
    const frame = document.createElement("iframe");
    frame.src = "search.html?q=" + encodeURIComponent(words);
    document.body.append(frame);
    await new Promise(done => frame.addEventListener("load", done));
    const page = frame.contentDocument;
    for (let i = 0; i < 100 && !page.querySelector(".search-summary")?.textContent; i++)
      await new Promise(done => setTimeout(done, 50));
    const line = document.createElement("p");
    const hits = [...page.querySelectorAll("ul.search > li > a")];
    line.textContent = `${words}: ${hits.map(hit => hit.textContent).join(" | ")}`;
    document.body.append(line);
    frame.remove();
  }
});
</script>"""
"""A page that searches in frames and writes what is found."""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        pass


def browse(chromium: str, url: str, width: int, *options: str) -> tuple[str, list[str]]:
    """Open a page; return it as it is after its scripts have run, and what it told the console."""
    with tempfile.TemporaryDirectory() as home:
        command = [
            *(chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            *(f"--user-data-dir={home}", f"--window-size={width},1400", "--enable-logging=stderr"),
            *("--virtual-time-budget=20000", "--dump-dom", *options, url),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    told = re.findall(r"CONSOLE.*?\] (.*)", done.stderr)
    # The theme says in the console what it does; a fault of its own has no such mark.
    return done.stdout, [each for each in told if not each.startswith('"[PST]: ')]


def faults(chromium: str, root: str, shots: Path) -> list[str]:
    """Return a line for each fault of a site that is served at an address."""
    found = []
    for page in PAGES:
        for width in WIDTHS:
            for look, scheme in (("dark", 0), ("light", 1)):
                name = f"{page.replace('/', '-')}-{width}-{look}"
                _, told = browse(
                    *(chromium, f"{root}/{page}.html", width),
                    f"--blink-settings=preferredColorScheme={scheme}",
                    f"--screenshot={shots / name}.png",
                )
                found += [f"{name}: the console says {each}" for each in told]
    found += not_found(browse(chromium, f"{root}/_search.html", WIDTHS[-1])[0])
    html, _ = browse(chromium, f"{root}/gallery/index.html", WIDTHS[-1])
    if 'data-tag="Dots"' not in html:
        found.append("The gallery has no button for Dots")
    return found + too_wide(browse(chromium, f"{root}/_wide.html", WIDTHS[-1])[0])


def not_found(html: str) -> list[str]:
    """Return a line for each search that misses its page, as the page of searches tells."""
    told = {words: hits.split(" | ") for words, hits in re.findall(r"<p>(.*?): (.*?)</p>", html)}
    return [
        f"A search for {words!r} finds {told.get(words, [])[:5]}, not {title!r}"
        for words, title in SEARCHES.items()
        if title not in told.get(words, [])[:FIRST]
    ]


def too_wide(html: str) -> list[str]:
    """Return a line for each page that is wider than its frame, as the page of frames tells."""
    told = re.findall(r"<p>(\S+) at (\d+): (\d+) wide</p>", html)
    wide = [
        f"{page} is {is_} wide at {width}" for page, width, is_ in told if int(is_) > int(width)
    ]
    missing = len(PAGES) * len(WIDTHS) - len(told)
    return wide + ([f"{missing} widths of pages could not be measured"] if missing else [])


def main() -> int:
    """Look at the site that was built; return 0 if there is no fault."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    html, shots = BUILD / "html", BUILD / "shots"
    if chromium is None or not html.exists():
        print("Needs chromium, and the site: python3 dev.py docs")
        return 2
    shots.mkdir(exist_ok=True)
    (html / "_wide.html").write_text(WIDE % (PAGES, list(WIDTHS)), encoding="utf-8")
    (html / "_search.html").write_text(SEARCH % [*SEARCHES], encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(html))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = faults(chromium, f"http://127.0.0.1:{server.server_port}", shots)
        server.shutdown()
    for page in ("_wide.html", "_search.html"):
        (html / page).unlink()
    print("\n".join(found))
    print(f"{len(list(shots.iterdir()))} pictures of pages in {shots}; {len(found)} faults")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
