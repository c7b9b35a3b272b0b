"""What has no room: limits of insets grow, too long vectors are told, labels are of one kind."""

import pytest

import plotkit.objects as so

OUTER = so.Plot(x=[0, 10], y=[0, 10]).add(so.Dot())


def inset_of(plot):
    compiled = OUTER.inset(plot, "upper left", size=(0.6, 0.5)).layout(size=(4, 3)).plot()
    compiled.figure.draw_without_rendering()
    (child,) = compiled.axes[0].child_axes
    return compiled, child


@pytest.mark.parametrize("halign", ["left", "right"])
def test_limits_of_insets_grow_for_texts(halign):
    xy = {"x": [1, 2, 3], "y": [1, 2, 3], "text": ["a", "two", "more"]}
    compiled, child = inset_of(so.Plot(**xy).add(so.Text(halign=halign)))
    panel = child.get_window_extent()
    texts = [one for one in child.get_children() if hasattr(one, "reaches")]
    assert texts
    for one in texts:
        box = one.get_window_extent(compiled.figure.canvas.get_renderer())
        assert panel.x0 - 1 <= box.x0 and box.x1 <= panel.x1 + 1


def test_brackets_in_insets_are_drawn():
    inner = so.Plot(x=[*"aabb"], y=[1, 2, 3, 4]).add(so.Dot())
    pair = {"xmin": ["a"], "xmax": ["b"], "text": ["***"], "data": {}}
    _, plain = inset_of(inner)
    _, child = inset_of(inner.add(so.Bracket(), **pair))
    assert child.get_ylim()[1] > plain.get_ylim()[1] + 0.5


@pytest.mark.parametrize("length", [24, 60, 100])
def test_vectors_that_have_room(length):
    vectors = {"x": [1, 2, 3], "y": [1, 2, 3]}
    plot = so.Plot(**vectors).add(so.Vector(length=length), angle=[0, 45, 180])
    plot.layout(size=(4, 3)).plot().figure.draw_without_rendering()


def test_vectors_that_have_none_are_told():
    plot = so.Plot(x=[1, 2, 3], y=[1, 2, 3]).layout(size=(4, 3))
    plot = plot.add(so.Vector(length=100), angle=[0, 45, 180])
    with pytest.warns(so.PlotWarning, match="2 of 3 vectors do not fit into the panel"):
        plot.limit(x=(1, 3)).plot().figure.draw_without_rendering()
    short = so.Plot(x=[1, 2, 3], y=[1, 2, 3]).add(so.Vector(length=24), angle=[0, 45, 180])
    short.limit(x=(1, 3)).plot().figure.draw_without_rendering()


@pytest.mark.parametrize("x", [[2000, 3500], [900, 3000], [5, 7]])
def test_labels_of_one_kind_on_an_axis_of_other_powers(x):
    compiled = so.Plot(x=x, y=[1, 2]).add(so.Dot()).scale(x="log2").plot()
    axis = compiled.axes[0].xaxis
    labels = [*axis.get_majorticklabels(), *axis.get_minorticklabels()]
    assert not any("^" in one.get_text() for one in labels)


def test_powers_alone_are_written_as_powers():
    compiled = so.Plot(x=[1, 3000], y=[1, 2]).add(so.Dot()).scale(x="log2").plot()
    labels = [one.get_text() for one in compiled.axes[0].xaxis.get_majorticklabels()]
    assert all("2^" in one for one in labels)


@pytest.mark.parametrize(("share", "width"), [("free", 4.6), ("fixed", 3.5)])
def test_names_of_panels_are_smaller_before_they_are_shortened(share, width):
    names = ["Adelie", "Gentoo", "Chinstrap"]
    data = {"x": [1700, 2100, 1800, 2200, 1900, 2300], "g": [n for n in names for _ in range(2)]}
    plot = so.Plot(data, x="x", y="x").add(so.Dots()).facet("g").share(share)
    sizes = []
    for wide in (width, 9.0):
        axes = plot.layout(size=(wide, 3)).plot().axes
        axes[0].figure.draw_without_rendering()
        assert [ax.get_title() for ax in axes] == names
        sizes.append(axes[0].title.get_fontsize())
    assert sizes[0] < sizes[1]
