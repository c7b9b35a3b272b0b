"""The parts of the documentation site: pictures of code, links, gallery, and every public name."""

from pathlib import Path

import matplotlib
import pytest

import plotkit.objects as so
import plotkit.testing
from docs.site import (
    browser,
    cheatsheet,
    figures,
    gallery,
    links,
    make,
    options,
    palettes,
    reference,
    styles,
    tasks,
)
from plotkit.datasets import load
from plotkit.mpl.theme import theme
from plotkit.properties.palettes import named

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = gallery.examples(ROOT / "examples")

# ------------------------------------------------------------------------------------- reference


def test_every_public_name_has_a_page():
    pages = tasks.page_of()
    names = [f"plotkit.objects.{name}" for name in so.__all__]
    names += [f"plotkit.testing.{name}" for name in plotkit.testing.__all__]
    assert [name for name in names if name not in pages] == []


def test_what_authors_reach_has_a_page():
    reached = {*dir(so)} - {*so.__all__}
    assert reached - tasks.OLDER == {*tasks.listed(tasks.EXTENSION)}


def test_every_method_of_a_plot_has_a_page():
    methods = {name for name in dir(so.Plot) if not name.startswith("_")} - {"config"}
    assert methods == {*tasks.listed(tasks.METHODS)}


def test_no_name_is_listed_twice_and_no_page_differs_by_case_alone():
    listed = [name for _, sections in tasks.TASKS.values() for name in tasks.listed(sections)]
    assert len(listed) == len({*listed})
    pages = [page.casefold() for page in tasks.page_of().values()]
    assert len(pages) == len({*pages})


@pytest.mark.parametrize("name", tasks.page_of())
def test_each_name_means_something_and_is_summed_up(name):
    found = reference.thing(name)
    aliases = {"RGBA", *(kind for kind in tasks.EXTENSION["Marks"] if kind != "Mappable")}
    assert tasks.summary(found) or name.rpartition(".")[2] in aliases


def test_a_page_shows_the_picture_of_its_example(tmp_path):
    item = ("plotkit.objects.Dash", "reference/marks/Dash")
    reference.write_page(item, tmp_path, EXAMPLES, {e.script.stem: "words" for e in EXAMPLES})
    text = (tmp_path / "reference/marks/Dash.rst").read_text()
    assert ".. autoclass:: plotkit.objects.Dash" in text
    assert ".. image:: pictures/Dash-0.png" in text
    assert (tmp_path / "reference/marks/pictures/Dash-0.png").exists()
    assert ":link: /gallery/percentiles" in text


OPTION_LINES = [(name, line) for name, lines in options.OPTIONS.items() for line in lines]


@pytest.fixture(scope="module")
def option_names():
    names = {}
    exec(options.SETUP, names)
    return names


@pytest.mark.parametrize(
    ("name", "line"), OPTION_LINES, ids=[": ".join(option) for option in OPTION_LINES]
)
@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")  # an option may leave rows out
def test_an_option_is_drawn_and_is_of_its_name(name, line, option_names):
    assert f"so.{name.removeprefix('Plot')}(".replace("so..", ".") in line
    assert figures.run(line, option_names)[0].plot.plot().axes[0].has_data()


@pytest.mark.parametrize("name", sorted({name for name, _ in OPTION_LINES}))
def test_a_page_says_what_the_names_of_its_options_are(name):
    lines = options.OPTIONS[name]
    setup = options.needed(lines)
    names = {}
    exec(setup, names)
    assert figures.run(lines[-1], names)
    assert len(setup) < len(options.SETUP) / 2


def test_every_mark_stat_move_and_scale_shows_its_options():
    kinds = {name for name, kind in tasks.KINDS.items() if kind != "protocol"}
    assert kinds - {*options.OPTIONS} == set()


# --------------------------------------------------------------------------------------- gallery


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.script.stem)
def test_an_example_says_what_it_is_and_has_tags(example):
    assert example.lead.endswith(".")
    assert example.tags
    assert example.section in (gallery.FIGURES, "Own marks", *tasks.MARKS)


def test_tags_are_what_the_code_uses(tmp_path):
    script = tmp_path / "some_bars.py"
    script.write_text(
        '"""Bars."""\n\nimport polars as pl\nimport plotkit.objects as so\n'
        "def figure() -> so.Plot | None:\n"
        "    return so.Plot().add(so.Bar(), so.Agg(), so.Dodge()).facet('x')\n"
    )
    (example,) = gallery.examples(tmp_path)
    assert example.tags == ["Bar", "Agg", "Dodge", "facet", "Polars"]
    assert example.title == "Some bars"
    assert example.section == gallery.FIGURES
    script.write_text(script.read_text().replace(".facet('x')", ""))
    assert gallery.examples(tmp_path)[0].section == "Bars"


def test_the_page_of_an_example_has_picture_words_code_and_tags(tmp_path):
    (example,) = (each for each in EXAMPLES if each.script.stem == "box_plots")
    alt = gallery.write_page(example, tmp_path)
    text = (tmp_path / "box_plots.md").read_text()
    assert alt.startswith("Box plots: quartiles")
    assert "Box plot of" in alt
    assert f":alt: {alt}" in text
    assert "so.Dodge(gap=0.15)" in text
    assert "[Dodge](../reference/moves/Dodge.rst)" in text
    assert (tmp_path / "pictures" / "box_plots.png").exists()


# ----------------------------------------------------------------------------------- at a glance


def test_every_palette_is_shown_once_with_all_its_names():
    found = palettes.swatches()
    listed = [name for each in found for name in each.names]
    assert len(listed) == len({*listed})
    maps = {name for name in matplotlib.colormaps if not name.endswith("_r")}
    assert {*listed} | {"husl", "hls"} >= maps | {*palettes.names()}
    for each in found:
        for name in each.names:
            assert named(name, theme()).table().shape[0] == len(each.rows)


@pytest.mark.parametrize(
    ("name", "family", "safe"),
    [
        ("okabe_ito", "lists", "yes"),
        ("tab10", "lists", "no"),
        ("viridis", "sequential", "yes"),
        ("Wistia", "sequential", "no"),
        ("vlag", "diverging", "yes"),
        ("RdYlGn", "diverging", "no"),
        ("twilight", "cyclic", "yes"),
        ("hsv", "cyclic", "no"),
        ("jet", "other", "no"),
    ],
)
def test_a_palette_is_told_by_its_lightness_and_its_ends(name, family, safe):
    rows = named(name, theme()).table()[:, :3]
    assert palettes.family_of(rows) == family
    assert palettes.safe(rows, family) == safe


def test_palettes_that_are_made_are_palettes():
    for name in palettes.MADE:
        assert len(named(name, theme()).sample(4)) == 4


def test_the_page_of_styles_has_its_pictures(tmp_path):
    styles.write(tmp_path)
    text = (tmp_path / "styles.rst").read_text()
    assert text.count(".. image:: ") == len([*(tmp_path / "pictures").iterdir()]) == 6


def test_the_cheat_sheet_has_every_mark_stat_and_move():
    kinds = {name for name, kind in tasks.KINDS.items() if kind in ("mark", "stat", "move")}
    sections = cheatsheet.stamps()
    assert {name for small in sections.values() for name in small} == kinds - {"Scatter", "Stem"}
    assert {*cheatsheet.OTHERS} <= kinds


@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")
@pytest.mark.parametrize("title", cheatsheet.TEXTS)
def test_the_code_of_the_cheat_sheet_runs(title, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {"so": so, "df": load("penguins").dropna()}
    names["df"] = names["df"].rename(
        columns={
            "body_mass_g": "mass",
            "bill_length_mm": "bill",
            "flipper_length_mm": "flipper",
        }
    )
    table = so.Plot(names["df"], x="bill", y="mass").add(so.Dots())
    names["p"] = so.Plot(names["df"], x="bill", y="mass", color="species").add(so.Dots())
    names["q"] = so.Plot(names["df"], x="species").add(so.Bar(), so.Count())
    names["z"] = table.add(so.Dots(), color="mass")
    names["d"] = so.Plot(load("seattle_weather"), x="date", y="temp_max").add(so.Line())
    try:
        for line in cheatsheet.TEXTS[title]:
            for shown in figures.run(line, names):
                shown.plot.plot()
    finally:
        so.Plot.config.theme.reset()


# ---------------------------------------------------------------------------- pictures of blocks

DATA = "import plotkit.objects as so\nd = {'a': [1, 2], 'b': [3, 4]}\n"
PLOT = "so.Plot(d, x='a', y='b')"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (f"p = {PLOT}.add(so.Dot())", ["p"]),
        (f"p = {PLOT}\n", []),  # it has no layer
        (f"p = {PLOT}.add(so.Dot())\np = p.facet('a')\n", ["p"]),
        (f"p = {PLOT}.add(so.Dot())\np.facet('a')\np.limit(x=(0, 3))\n", ["p.facet", "p.limit"]),
        (f"p = {PLOT}.add(so.Dot())\np.theme('dark').save('a.png')\n", ["p.theme"]),
        (f"p = {PLOT}.add(so.Dot())\np | p\n", ["p | p"]),
        (f"p = {PLOT}.add(so.Dot())\np.save('a.pdf')\np.save('a.png')\n", ["p.save"]),
        ("x = 1\n", []),
    ],
)
def test_a_block_shows_what_stands_alone_or_else_what_it_names(code, shown, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = figures.run(DATA + code, {})
    assert len(found) == len(shown)
    assert all(each.code.startswith(start) for each, start in zip(found, shown, strict=True))


def test_a_page_gets_pictures_below_its_code(tmp_path):
    page = f"# One\n\n```python\n{DATA}p = {PLOT}.add(so.Dot())\n```\n\nWords.\n"
    text = figures.illustrate(page, "one", tmp_path / "pictures")
    assert text.startswith(page.partition("Words")[0])
    alt = "Scatter plot of b by a: 2 points; a from 1 to 2, b from 3 to 4."
    assert f"```{{image}} pictures/one-0.png\n:alt: {alt}\n" in text
    assert (tmp_path / "pictures" / "one-0.png").exists()
    before = so.Plot.config.theme["figure.figsize"]
    assert before == [6.4, 4.8]  # the session's size is as it was

    aside = figures.illustrate(
        page.replace("```python", "<!-- beside -->\n```python"), "three", tmp_path / "pictures"
    )
    assert "<!--" not in aside
    code, picture = aside.split("::::{grid-item}\n")[1:]
    assert "add(so.Dot())" in code
    assert "{image} pictures/three-0.png" in picture

    hidden = page.replace("```python", "<!-- no pictures -->\n```python")
    assert "image" not in figures.illustrate(hidden, "two", tmp_path / "pictures")


# ----------------------------------------------------------------------------------------- links


@pytest.mark.parametrize(
    ("file", "page", "link", "becomes"),
    [
        ("docs/axes.md", "axes", "[a](themes.md)", "[a](themes.md)"),
        ("docs/axes.md", "axes", "[a](../CHANGELOG.md)", "[a](changes.md)"),
        ("docs/axes.md", "axes", "[a](../examples/swarm.py)", "[a](gallery/swarm.md)"),
        ("docs/axes.md", "axes", "[a](../src/plotkit/errors.py)", "a"),
        ("docs/axes.md", "axes", "[a](https://x.org/b)", "[a](https://x.org/b)"),
        ("docs/axes.md", "axes", "[a](#here)", "[a](#here)"),
        (
            "docs/tutorial/01-first-plot.md",
            "tutorial/01-first-plot",
            f"[a]({make.PUBLISHED}reference/index.html)",
            "[a](../reference/index.rst)",
        ),
        ("CHANGELOG.md", "changes", "[a](docs/axes.md#labels)", "[a](axes.md#labels)"),
        ("docs/index.md", "index", "[a](../examples)", "[a](gallery/index.md)"),
        ("docs/colours.md", "colours", "[a](site/palettes.py)", "[a](reference/palettes.rst)"),
        ("docs/cheatsheet.md", "cheatsheet", "[a](site/cheatsheet.py)", "a"),
        ("docs/cheatsheet.md", "cheatsheet", "[a](images/a.pdf)", "[a](images/a.pdf)"),
    ],
)
def test_links_of_the_project_lead_to_pages(file, page, link, becomes):
    code = f"\n```python\nx = '{link}'\n```\n"
    assert make.relink(f"See {link}.{code}", file, page) == f"See {becomes}.{code}"


def test_faults_of_a_site_are_found(tmp_path):
    (tmp_path / "a.html").write_text(
        '<p id="top"><a href="b.html#in">1</a><a href="b.html#no">2</a><a href="c.html">3</a>'
        '<a href="#top">4</a><a href="https://x.org">5</a><img src="d.png" alt="words">'
    )
    (tmp_path / "b.html").write_text('<h1 id="in"><img src="e.png" alt="">')
    (tmp_path / "e.png").touch()
    assert links.faults(tmp_path) == [
        "a.html: a link to b.html#no, which has no such anchor",
        "a.html: a link to c.html, which is not there",
        "a.html: a link to d.png, which is not there",
        "b.html: a picture without alt text: e.png",
    ]


# --------------------------------------------------------------------------------------- browser


def test_pages_that_are_too_wide_are_told():
    places = [(page, width) for page in browser.PAGES for width in browser.WIDTHS]
    line = "<p>{} at {}: {} wide</p>".format
    good = "".join(line(page, width, width - 1) for page, width in places)
    assert browser.too_wide(good) == []
    wide = good.replace(line("start", 400, 399), line("start", 400, 612))
    assert browser.too_wide(wide) == ["start is 612 wide at 400"]
    few = good.replace(line("start", 400, 399), "")
    assert browser.too_wide(few) == ["1 widths of pages could not be measured"]


def test_searches_that_miss_their_page_are_told():
    told = {words: ["Axes", title] for words, title in browser.SEARCHES.items()}
    page = "".join(f"<p>{words}: {' | '.join(hits)}</p>" for words, hits in told.items())
    assert browser.not_found(page) == []
    late = page.replace("gif: Axes | ", "gif: " + "Axes | " * browser.FIRST)
    assert browser.not_found(late)[0].startswith("A search for 'gif' finds ['Axes'")
    assert len(browser.not_found("<p>gif: How to</p>")) == len(browser.SEARCHES) - 1


def test_without_a_browser_it_is_told(monkeypatch, capsys):
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    assert browser.main() == 2
    assert "Needs chromium" in capsys.readouterr().out


# -------------------------------------------------------------------------------- everyday tasks

TASKS = [
    *("rotate", "legend", "order categories", "free axes", "values on bars", "dates", "300 dpi"),
    *("second axis", "reference lines", "dropped", "notebook", "dark", "polars", "lazy table"),
    *("font", "colours", "server", "animation", "limits", "log axis", "titles", "several plots"),
    *("markers", "numbers as", "error bars", "sort bars", "percent", "annotate", "arrows"),
    *("one into another", "share a legend", "pdf, svg", "thousands", "dark mode", "dual axes"),
]


@pytest.mark.parametrize("task", TASKS)
def test_an_everyday_task_is_a_heading_of_how_to(task):
    text = (ROOT / "docs" / "how-to.md").read_text(encoding="utf-8")
    headings = [line.casefold() for line in text.splitlines() if line.startswith("#")]
    assert any(task in heading for heading in headings)
