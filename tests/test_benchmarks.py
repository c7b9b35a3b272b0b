"""Each benchmark draws the same picture in plotkit and by hand; nothing is timed here."""

import json

import matplotlib as mpl
import numpy as np
import pytest
from PIL import Image

from benchmarks import run
from benchmarks.figure import PLACES, Place
from benchmarks.measure import Case, difference, find_place, summary
from benchmarks.processes import HAND, PLOTKIT, compiled, seconds
from benchmarks.scenarios import NAMES, RIVALS, load
from benchmarks.ways import WAYS

# As `data` of each scenario takes it: rows, lines, subjects, or panels and cells along a side.
TINY = {
    "contours": 1_000,
    "est": 6,
    "facets": 2,
    "heatmap": 10,
    "heatmap_numbers": 10,
    "hexbin": 1000,
    "lines": 4,
    "lines_legend": 4,
    "tiles": 1000,
}
# Share of squares that may look different: less than a legend takes, more than chance does.
TOLERANCE = 0.003


@pytest.mark.parametrize("name", NAMES)
def test_both_figures_show_the_same(name):
    case = Case(name, TINY.get(name, 100))
    case.place = Place(**find_place(case))
    # matplotlib before 3.11 puts edges of the cells of an image up to a pixel elsewhere.
    older = name == "tiles" and mpl.__version_info__ < (3, 11)
    assert difference(case.plotkit(), case.hand()) < (10 if older else 1) * TOLERANCE


@pytest.mark.parametrize("name", [*NAMES, *RIVALS])
def test_small_sizes_are_sizes(name):
    scenario = load(name)
    assert set(scenario.SMALL) <= set(scenario.SIZES)
    assert all(target > 0 for _, target in scenario.SIZES.values())


def test_every_size_has_its_place():
    places = json.loads(PLACES.read_text(encoding="utf-8"))
    sizes = {f"{name}:{size}" for name in (*NAMES, *RIVALS) for size in load(name).SIZES}
    assert set(places) == sizes, "run `python benchmarks/run.py --places`"


@pytest.mark.parametrize("name", WAYS)
def test_every_way_out_writes_both_figures(name):
    way = WAYS[name]
    case = Case("scatter", "1e3")
    one, other = (draw(case)() for draw in (way.plotkit, way.other))
    start = {"svg": b"<?xml", "tight_svg": b"<?xml", "pdf": b"%PDF"}.get(name, b"\x89PNG")
    assert one.startswith(start)
    assert other.startswith(start)
    if name in ("savefig", "pyplot"):
        assert difference(one, other) < TOLERANCE


def test_a_new_process_makes_one_figure():
    with compiled() as environment:
        assert all(seconds(code, environment) > 0 for code in (PLOTKIT, HAND))


def test_difference_sees_a_missing_mark(tmp_path):
    image = np.full((80, 80, 3), 255, dtype=np.uint8)
    Image.fromarray(image).save(tmp_path / "blank.png")
    image[8:16, 16:24] = 0
    Image.fromarray(image).save(tmp_path / "mark.png")
    blank, mark = ((tmp_path / f"{name}.png").read_bytes() for name in ("blank", "mark"))
    assert difference(blank, blank) == 0
    assert difference(blank, mark) == 1 / 100


def test_summary_pairs_rounds():
    # A slow second round slows both ways, and does not change the ratio.
    times = {"plotkit": [2.0, 20.0, 2.0], "hand": [1.0, 10.0, 1.0, 50.0]}
    assert summary(times, "plotkit") == {"ratio": 2.0, "low": 2.0, "high": 2.0, "rounds": 3}


def test_scenarios_are_chosen_by_name_and_size():
    assert run.chosen(["hist:1e6", "scatter"], "small") == [("hist", "1e6"), ("scatter", "1e3")]
    assert ("lines", "1000") in run.chosen([], "all")
    assert ("swarm", "1e4") not in run.chosen([], "all")
    assert run.chosen(["swarm:1e4"], "small") == [("swarm", "1e4")]
    assert run.chosen(["svg:hist", "process"], "small") == [("svg", "hist"), ("process", "")]
    assert ("on", "facets") not in run.chosen([], "small")
    with pytest.raises(SystemExit, match="no figure 'pair', only scatter"):
        run.chosen(["pdf:pair"], "small")
    with pytest.raises(SystemExit, match="no size '7'"):
        run.chosen(["hist:7"], "small")
    with pytest.raises(SystemExit, match="no scenario 'pie'"):
        run.chosen(["pie"], "small")
