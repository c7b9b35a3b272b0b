"""Figures of all kinds, and what must hold of each: everything is inside the size asked for.

A number gives a figure: how it is faceted, its guides, size, theme, names with and without blanks,
titles, and texts at the edges of its panels.

    python -m tests.inside        all of them, in all kinds of files, in some minutes
    python -m tests.inside 0 50   the first fifty
"""

import io
import multiprocessing
import re
import sys
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from matplotlib.image import imread
from matplotlib.text import Text

import plotkit.objects as so
from plotkit.errors import PlotWarning
from plotkit.mpl.layout.settling import LEAST

N = 360
"""Figures of the whole matrix."""
KINDS = [("png", 72), ("png", 96), ("png", 150), ("png", 300), ("svg", 96), ("pdf", 96)]
"""How each is written: kind of file and resolution."""
EDGE = 2.0
"""Points at each edge of a figure where there is no ink."""

NAMES = {
    "short": ["red", "green", "blue", "black"],
    "blanks": [
        "plums that were dried in the sun",
        "plums that were eaten at once",
        "pears kept over a whole winter",
        "an apple",
    ],
    "snake": [
        "mean_response_time_of_all_requests_in_millis",
        "total_number_of_active_sessions_per_instance",
        "errors_by_hour",
        "p99",
    ],
    "paths": [f"/home/user/projects/analysis/results_2024/run{i}/model.csv" for i in range(4)],
    "camel": ["AverageNumberOfSessionsPerServer", "TotalNumberOfErrors", "Uptime", "X" * 40],
}
TITLES = {
    "none": {},
    "title": {"title": "All that was measured"},
    "all": {"title": "A title", "subtitle": "And what it is about", "caption": "Source: a table"},
    "long": {
        "title": "A title that goes on and on, since its author wished to tell the whole story",
        "subtitle": "A_subtitle_without_blanks/that_is_the_name_of_a_file_in_some_folder/of.csv",
        "caption": "A caption that says where all came from, who made it, when, and why it did so",
    },
}
SIZES = [(6.4, 4.8), (4.0, 3.0), (9.0, 5.0), (3.5, 6.0), (12.0, 4.0), (3.0, 2.0)]
THEMES = ["darkgrid", "ticks", "print", "minimal", "plain", "whitegrid", "paper", "talk"]
FACETS = {
    "one": lambda p: p,
    "row": lambda p: p.facet("col"),
    "column": lambda p: p.facet(row="half"),
    "grid": lambda p: p.facet("half", "col"),
    "wrapped": lambda p: p.facet("col", wrap=2),
}
GUIDES = {
    "none": lambda p: p.add(so.Dot()),
    "right": lambda p: p.add(so.Dot(), color="kind", marker="half"),
    "left": lambda p: p.add(so.Dot(), color="kind").legend("left"),
    "top": lambda p: p.add(so.Dot(), color="kind").legend("top"),
    "bottom": lambda p: p.add(so.Dot(), color="kind", marker="half").legend("bottom"),
    "within": lambda p: p.add(so.Dot(), color="kind").legend("upper right"),
    "bar": lambda p: p.add(so.Dot(), color="z"),
    "bar below": lambda p: p.add(so.Dot(), color="z", marker="half").legend("bottom"),
    "sizes": lambda p: p.add(so.Dot(), pointsize="z").scale(pointsize=(3, 25)),
    "asked": lambda p: p.add(so.Dot(), color="kind").legend("right"),
    "own": lambda p: p.add(so.Dot(), color="kind").legend(per="axes"),
    "own within": lambda p: p.add(so.Dot(), color="kind").legend("lower left", per="axes"),
}
AXES = ["numbers", "levels across", "levels up"]


@dataclass(frozen=True)
class Case:
    """One figure."""

    number: int
    facets: str
    guides: str
    names: str
    titles: str
    size: tuple[float, float]
    theme: str
    axes: str
    texts: bool

    @classmethod
    def of(cls, number):
        rng = np.random.default_rng(number)

        def one_of(values):
            return list(values)[rng.integers(len(values))]

        return cls(
            number,
            list(FACETS)[number % len(FACETS)],
            list(GUIDES)[number % len(GUIDES)],
            one_of(NAMES),
            one_of(TITLES),
            one_of(SIZES),
            one_of(THEMES),
            one_of(AXES),
            bool(rng.integers(2)),
        )

    def plot(self):
        names = NAMES[self.names]
        n = 24
        at = np.arange(n)
        long = {"short": "y", "blanks": "the amount of all that was measured"}
        y = long.get(self.names, "average_number_of_active_user_sessions_per_server_instance")
        data = {
            "x": at * 37.5,
            y: (at * 7 % n) * 1234.5,
            "z": at * 1.5 + 1,
            "kind": [names[i % 4] for i in at],
            "half": [names[i % 2] for i in at],
            "col": [names[i % 3] for i in at],
        }
        x = "kind" if self.axes == "levels across" else "x"
        y = "kind" if self.axes == "levels up" else y
        plot = GUIDES[self.guides](so.Plot(data, x=x, y=y).theme(self.theme))
        if self.texts and "within" not in self.guides and self.axes == "numbers":
            ends = {"x": [0.0, at[-1] * 37.5], "y": [0.0, 20000.0], "t": ["low", "a high one"]}
            plot = plot.add(so.Text(halign="left", offset=5), data=ends, x="x", y="y", text="t")
        return FACETS[self.facets](plot).label(**TITLES[self.titles]).layout(size=self.size)


@contextmanager
def recorded():
    """Yield a list that gets each text that is drawn with the box it is drawn in, in pixels."""
    found, draw = [], Text.draw

    def drawn(self, renderer, *args, **kwargs):
        if self.get_visible() and self.get_text().strip():
            box = Text.get_window_extent(self, renderer)
            turned = self.get_rotation() % 90 != 0
            found.append((self.get_text(), box.extents, turned, self.get_figure(root=True).dpi))
        return draw(self, renderer, *args, **kwargs)

    Text.draw = drawn
    try:
        yield found
    finally:
        Text.draw = draw


def saved(plot, **kwargs):
    """The bytes of a file, the texts in it, and what was said."""
    buffer = io.BytesIO()
    with recorded() as texts, warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        plot.save(buffer, **kwargs)
    assert all(issubclass(one.category, PlotWarning) for one in said), said
    buffer.seek(0)
    return buffer, texts, [str(one.message) for one in said]


def is_told(said):
    """Whether a warning says that there is no room for what is asked."""
    return any(re.search("is too small|is larger than the panel", words) for words in said)


def meetings(texts):
    """Pairs of texts that lie on each other."""
    for (one, a, turned, dpi), (other, b, turned_too, _) in combinations(texts, 2):
        if turned or turned_too:
            continue
        slack = 0.75 * dpi / 72
        across = min(a[2], b[2]) - max(a[0], b[0])
        up = min(a[3], b[3]) - max(a[1], b[1])
        if across > slack and up > slack:
            yield f"{one!r} meets {other!r} by {across * 72 / dpi:.1f} × {up * 72 / dpi:.1f} pt"


def outside(texts, size):
    """Texts that are too near to the edge."""
    for text, (x0, y0, x1, y1), _, dpi in texts:
        width, height = size[0] * dpi, size[1] * dpi
        near = min(x0, y0, width - x1, height - y1) * 72 / dpi
        if near < EDGE:
            yield f"{text!r} is {near:.1f} pt from the edge"


def inked_edge(buffer, dpi):
    """Tell whether there is ink at an edge of a picture."""
    picture = imread(buffer)
    n = int(EDGE * dpi / 72)
    ground = picture[0, 0]
    strips = picture[:n], picture[-n:], picture[:, :n], picture[:, -n:]
    return any((strip != ground).any() for strip in strips)


def faults(case, kinds):
    """What is wrong with a figure, written as such kinds of files."""
    return looked_at(case, kinds)[0]


def looked_at(case, kinds):
    """What is wrong with a figure, and in how many files a warning tells that it has no room."""
    found, told = [], 0
    for kind, dpi in kinds:
        compiled = case.plot().plot()
        buffer, texts, said = saved(compiled, format=kind, dpi=dpi)
        if is_told(said):
            told += 1
            continue
        name = f"{kind} {dpi}"
        if kind == "png" and inked_edge(buffer, dpi):
            found.append(f"{name}: ink at the edge")
        found += [f"{name}: {text}" for text in outside(texts, case.size)]
        found += [f"{name}: {text}" for text in meetings(texts)]
        found += [f"{name}: {text}" for text in small_panels(compiled, case.size)]
        found += [f"{name}: {text}" for text in alike(compiled)]
    return found, told


def alike(compiled):
    """Entries of a legend that have become the same."""
    legends = [*compiled.figure.legends, *(ax.get_legend() for ax in compiled.axes)]
    for legend in filter(None, legends):
        texts = [text.get_text() for text in legend.get_texts()]
        if len(set(texts)) < len(texts):
            yield f"a legend says {texts}"


def small_panels(compiled, size):
    """Panels that are too small and of which nothing was said, as they were when it was saved."""
    for ax in compiled.axes:
        width, height = ax.get_position().size * size
        if min(width, height) < LEAST - 0.02:
            yield f"a panel of {width:.2f} × {height:.2f} inches"


def _all_kinds(number):
    return number, *looked_at(Case.of(number), KINDS)


def main(first=0, count=N):
    """Draw figures in all kinds of files, and print what is wrong."""
    wrong = files = told = whole = 0
    with multiprocessing.Pool() as pool:
        numbers = range(int(first), int(first) + int(count))
        for number, found, of_them in pool.imap_unordered(_all_kinds, numbers):
            files, told, whole = files + len(KINDS), told + of_them, whole + (of_them == 0)
            wrong += bool(found)
            for line in found:
                print(f"{Case.of(number)}\n    {line}")
    print(
        f"{files} files of {count} figures; {wrong} figures with faults; in {told} files a warning "
        f"tells that the figure has no room, and {whole} figures have room in all."
    )
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
