"""What the data say is written as it stands, never read as a formula or a format."""

import pandas as pd
import pytest
from matplotlib.cbook import is_math_text

import plotkit.objects as so

ODD = ["$$", "$a$", "$5", "a$b$c", "$a^", "\\$", "$\\frac$", "_x", "%", "{", "{}", "\\", "^", "<b>"]
N = len(ODD)
DATA = pd.DataFrame({"kind": ODD * 2, "x": [0] * N + [1] * N, "y": range(2 * N)})


def legend_of(compiled):
    (legend,) = compiled.figure.legends
    return legend.get_texts()


def direct_labels(compiled):
    return [text for ends in compiled.axes[0].artists for text in ends.get_texts()]


WRITTEN = {
    "ticks of x": (
        so.Plot(DATA, x="kind", y="y").add(so.Bar(), so.Agg()).layout(size=(20, 4)),
        lambda compiled: compiled.axes[0].get_xticklabels(),
    ),
    "ticks of y": (
        so.Plot(DATA, y="kind", x="y").add(so.Bar(), so.Agg()).layout(size=(6, 8)),
        lambda compiled: compiled.axes[0].get_yticklabels(),
    ),
    "legend": (so.Plot(DATA, x="x", y="y", color="kind").add(so.Dot()), legend_of),
    "direct": (
        so.Plot(DATA, x="x", y="y", color="kind")
        .add(so.Line())
        .legend("direct")
        .layout(size=(6, 9)),
        direct_labels,
    ),
    "titles of panels": (
        so.Plot(DATA, x="x", y="y").facet("kind", wrap=4).add(so.Dot()).layout(size=(9, 9)),
        lambda compiled: [ax.title for ax in compiled.axes],
    ),
    "texts": (
        so.Plot(DATA[:N], x="x", y="y", text="kind").add(so.Text()),
        lambda compiled: compiled.axes[0].texts,
    ),
    "texts with a format": (
        so.Plot(DATA[:N], x="x", y="y", text="kind").add(so.Text(format="{}")),
        lambda compiled: compiled.axes[0].texts,
    ),
    "a format of levels": (
        so.Plot(DATA, y="kind", x="y")
        .add(so.Bar(), so.Agg())
        .scale(y=so.Nominal().label(like="{x}"))
        .layout(size=(6, 8)),
        lambda compiled: compiled.axes[0].get_yticklabels(),
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_levels_are_written_as_they_are(name, tmp_path):
    plot, find = WRITTEN[name]
    compiled = plot.plot()
    compiled.figure.savefig(tmp_path / "figure.svg")
    texts = [text.get_text() for text in find(compiled)]
    assert not any(map(is_math_text, texts))
    assert [text.replace("\\$", "$") for text in texts] == ODD


@pytest.mark.parametrize("name", ODD)
def test_names_of_columns_are_written_as_they_are(name):
    data = {name: ["a", "b"], "y": [1, 2]}
    figure = so.Plot(data, x=name, y="y", color=name).add(so.Bar()).plot().figure
    figure.draw_without_rendering()
    (ax,), (legend,) = figure.axes, figure.legends
    for text in (ax.xaxis.label, legend.get_title()):
        assert not is_math_text(text.get_text())
        assert text.get_text().replace("\\$", "$") == name


def test_a_later_legend_of_matplotlib_can_be_drawn():
    plot = so.Plot(DATA, x="x", y="y", color="kind").add(so.Line()).legend(None)
    figure = plot.plot().figure
    figure.axes[0].legend()
    figure.draw_without_rendering()


@pytest.mark.parametrize("name", [r"$\mu$", "Bias$^2$", "$x_1$ in $", r"$5 and $\beta$"])
def test_r13_formulas_in_data_are_drawn(name, tmp_path):
    data = {name: [name, "b"], "y": [1, 2]}
    plot = so.Plot(data, x=name, y="y", color=name, text=name).add(so.Bar()).add(so.Text())
    figure = plot.plot().figure
    figure.savefig(tmp_path / "figure.svg")
    (ax,), (legend,) = figure.axes, figure.legends
    texts = [ax.xaxis.label, legend.get_title(), ax.get_xticklabels()[0], ax.texts[0]]
    for text in texts:
        assert is_math_text(text.get_text())
        assert text.get_text().replace("\\$", "$") == name


@pytest.mark.parametrize("text", ["$5_000 to $6_000", "from $ x^2 $", "$^$", "$a_b", "$a$"])
def test_other_dollars_are_dollars(text):
    figure = so.Plot({"x": [text], "y": [1]}, x="x", y="y").add(so.Bar()).plot().figure
    figure.draw_without_rendering()
    assert not is_math_text(figure.axes[0].get_xticklabels()[0].get_text())


def test_what_the_user_writes_may_hold_a_formula():
    plot = (
        so.Plot(DATA, x="x", y="y", color="kind")
        .add(so.Dot())
        .add(so.Text(text="$\\alpha$", color="k"), color=None)
        .label(x="$t$ (s)", y=lambda name: f"${name}^2$", color="$k$")
        .scale(color=so.Nominal().label(like={"%": "$p$"}))
    )
    figure = plot.plot().figure
    (ax,), (legend,) = figure.axes, figure.legends
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("$t$ (s)", "$y^2$")
    assert legend.get_title().get_text() == "$k$"
    assert "$p$" in [text.get_text() for text in legend.get_texts()]
    assert {text.get_text() for text in ax.texts} == {"$\\alpha$"}


TIMES = pd.to_datetime(["2024-01-01 23:00", "2024-01-02 23:00"], utc=True).tz_convert("Asia/Tokyo")
HOURS = pd.DataFrame({"t": [*TIMES, *TIMES], "x": [0, 0, 1, 1], "y": [1, 2, 3, 4]})
HERE = ["2024-01-02 08:00", "2024-01-03 08:00"]


def test_instants_are_written_on_the_clocks_of_their_zone():
    plot = so.Plot(HOURS, x="x", y="y")
    panels = plot.facet("t").add(so.Dot()).plot().axes
    assert [ax.get_title() for ax in panels] == HERE
    for names in ({"color": "t"}, {"group": "t"}):
        lines = plot.add(so.Line(), **names).scale(color=so.Nominal()).plot().artists()
        assert [line.get_label().lstrip("_") for line in lines] == HERE
        assert [line.get_gid() for line in lines] == [
            f"layer0-Line-{text.replace(' ', '_')}" for text in HERE
        ]
    plot = so.Plot(HOURS[:2], x="x", y="y", text="t")
    assert [text.get_text() for text in plot.add(so.Text()).plot().axes[0].texts] == HERE
    formatted = plot.add(so.Text(format="%d %b, %H h")).plot().axes[0].texts
    assert [text.get_text() for text in formatted] == ["02 Jan, 08 h", "03 Jan, 08 h"]
