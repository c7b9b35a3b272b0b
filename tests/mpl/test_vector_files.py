"""Layers of very many elements are pictures within vector files (row M5 of the cases)."""

import io
import re

import numpy as np
import pytest

import plotkit.objects as so

RNG = np.random.default_rng(5)
MOST = 1.5e6


def written(plot, form="svg", **kwargs):
    file = io.BytesIO()
    plot.save(file, format=form, **kwargs)
    return file.getvalue()


def dots(n=100_000, **kwargs):
    x, y = RNG.normal(size=(2, n))
    return so.Plot(x=x, y=y).add(so.Dots(**kwargs))


def boxes():
    groups = np.repeat(list("abcdefghij"), 30_000)
    return so.Plot(x=groups, y=RNG.standard_t(2, size=len(groups))).add(so.Box())


def violins():
    groups = np.repeat(["a", "b"], 20_000)
    return so.Plot(x=groups, y=RNG.normal(size=len(groups))).add(so.Violin(inner="stick"))


@pytest.mark.parametrize("form", ["svg", "pdf"])
@pytest.mark.parametrize("make", [dots, boxes, violins])
def test_m5_dense_layers_are_small_files(make, form):
    assert len(written(make(), form)) < MOST


def test_m5_only_the_dense_layer_is_a_picture():
    plot = dots(30_000).add(so.Line(), x=[-3, 3], y=[-3, 3]).label(title="Title")
    text = written(plot).decode()
    assert text.count("<image") == 1
    assert "line2d" in text
    assert "text_" in text
    picture = re.search(r'<image[^>]* width="([\d.]+)"', text)
    assert float(picture[1]) > 0


def test_m5_the_option():
    few = dots(50, raster=True)
    assert written(few).count(b"<image") == 1
    many = dots(20_001, raster=False)
    assert written(many).count(b"<image") == 0
    assert [one.get_rasterized() for one in few.plot().axes[0].collections] == [True]


def test_m5_parts_of_a_mark_are_pictures_too():
    plot = so.Plot(x=["a"] * 50, y=RNG.normal(size=50)).add(so.Raincloud(raster=True))
    artists = plot.plot().axes[0].get_children()
    drawn = [one for one in artists if (one.get_gid() or "").startswith("layer0")]
    assert len(drawn) > 2
    assert all(one.get_rasterized() for one in drawn)


def test_m5_the_resolution_of_pictures():
    few = dots(50, raster=True)
    fine, coarse = (len(written(few, dpi=dpi)) for dpi in (600, 50))
    assert fine > coarse
    assert len(written(few)) == len(written(few, dpi=300))


def test_m5_a_png_is_the_same():
    def kept(raster):
        x = np.arange(30.0)
        return written(so.Plot(x=x, y=x).add(so.Dots(raster=raster)), "png")

    assert kept(True) == kept(False)
