"""Names that are not there say what may be meant."""

import re

import pytest

import plotkit.objects as so


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Boxplot", "Box"),
        ("ViolinPlot", "Violin"),
        ("Histplot", "so.Bars() with so.Hist()"),
        ("histogram", "so.Bars() with so.Hist()"),
        ("dots", "Dots"),
        ("Contuor", "'Contour'"),
        ("axhline", "so.Rule()"),
        ("grids", "'grid'"),
    ],
)
def test_a_name_that_is_not_there_says_what_may_be_meant(name, meant):
    with pytest.raises(AttributeError, match=re.escape(f"Did you mean {meant}?")):
        getattr(so, name)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("labels", "'label'"),
        ("title", "label(title=...)"),
        ("savefig", "save()"),
        ("set_xlabel", "label(x=...)"),
        ("facets", "'facet'"),
        ("Add", "add"),
    ],
)
def test_a_method_that_is_not_there_says_what_may_be_meant(name, meant):
    plot = so.Plot(x=[1, 2], y=[1, 2]).add(so.Dot())
    with pytest.raises(AttributeError, match=re.escape(f"Did you mean {meant}?")):
        getattr(plot, name)
    if name in ("title", "savefig"):
        with pytest.raises(AttributeError, match="Composition has no attribute"):
            getattr(plot | plot, name)


def test_what_is_not_there_is_not_there():
    plot = so.Plot(x=[1, 2], y=[1, 2])
    assert not hasattr(plot, "zzzzzz") and not hasattr(so, "zzzzzz")
    assert not hasattr(plot, "_repr_html_canary_") and getattr(so, "qqqq", 5) == 5
    with pytest.raises(AttributeError) as caught:
        plot.zzzzzz  # noqa: B018 - it raises
    assert "mean" not in str(caught.value)
