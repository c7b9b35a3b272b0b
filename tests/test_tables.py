"""Each row of the tables that translate other libraries' words is a plot that is drawn."""

import re
import warnings
from pathlib import Path

import pytest

import plotkit.objects as so
from plotkit.errors import PlotWarning

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("from-seaborn-functions", "from-ggplot2", "from-matplotlib", "from-altair")
ROW = re.compile(r"^\| (?P<asked>.+?) \| (?P<said>`.+) \|$", re.M)


def rows(page):
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8").replace(r"\|", "\x00")
    for match in ROW.finditer(text):
        for code in re.findall(r"`([^`]*\.add\([^`]*)`", match["said"]):
            yield match["asked"].replace("\x00", "|"), code.replace("\x00", "|")


CASES = [(page, *row) for page in PAGES for row in rows(page)]


@pytest.fixture(scope="module")
def names():
    """Return what the first block of each page defines."""
    found = {}
    for page in PAGES:
        text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
        block = re.search(r"^```python\n(.*?)^```", text, re.M | re.S)[1]
        found[page] = {}
        exec(block, found[page])
    return found


def test_the_tables_are_found():
    assert len(CASES) > 250


@pytest.mark.parametrize(("page", "asked", "code"), CASES, ids=[": ".join(case) for case in CASES])
def test_row(names, page, asked, code):
    plot = eval(code, dict(names[page]))
    assert isinstance(plot, so.Plot | so.Composition)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PlotWarning)
        figure = plot.plot().figure
    drawn = [ax for ax in figure.axes if ax.has_data()]
    assert drawn
