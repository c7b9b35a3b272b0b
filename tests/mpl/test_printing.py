"""Whichever way a figure goes out, it is laid out and drawn once, and shows the same."""

import io
import pickle

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.image import imread

import plotkit.objects as so
from plotkit.mpl.layout.engine import MeasuredLayout
from plotkit.mpl.printing import PlotFigure
from tests.fastpaths import where_measured

RANDOM = np.random.default_rng(0)
ROWS = {
    "x": RANDOM.normal(size=60),
    "y": RANDOM.uniform(1, 2000, size=60),
    "g": RANDOM.choice(list("abc"), 60),
}
DOTS = so.Plot(ROWS, x="x", y="y", color="g").add(so.Dot())
PLOTS = {
    "dots": DOTS,
    "facets": DOTS.facet("g"),
    "titles": DOTS.label(title="A title", x="$x^2$").legend("top"),
    "log": DOTS.scale(y="log"),
    "marks": DOTS.theme({"xtick.bottom": True, "xtick.major.size": 9, "axes.facecolor": "w"}),
    "within": DOTS.layout(extent=(0.1, 0.2, 0.7, 0.8)),
    "composition": DOTS | so.Plot(ROWS, x="x").add(so.Bars(), so.Hist()),
}
each_plot = pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS)


@pytest.fixture
def work(count_calls):
    """Count layouts and drawings."""
    return count_calls(
        draws=(Figure, "draw"),
        layouts=(MeasuredLayout, "execute"),
    )


def pixels(write):
    file = io.BytesIO()
    write(file)
    file.seek(0)
    return np.rint(255 * imread(file)).astype(int)


def by_matplotlib(figure, file, **kwargs):
    """Write as a figure does that plotkit did not make, after the layout for that resolution."""
    before, figure.dpi = figure.dpi, kwargs["dpi"]
    engine = figure.get_layout_engine()
    engine.execute(figure)
    figure.set_layout_engine(None)
    Figure.savefig(figure, file, format="png", **kwargs)
    figure.dpi = before


# --------------------------------------------------------------------------------------- counted


@where_measured("printing")
@pytest.mark.parametrize("form", ["png", "svg", "pdf", "jpg"])
@pytest.mark.parametrize("part", [None, "tight"])
@pytest.mark.parametrize("way", ["save", "savefig", "pyplot", "on", "on a part", "on, save"])
def test_every_way_out_takes_one_layout_and_one_drawing(way, part, form, work):
    file = io.BytesIO()
    if way == "save":
        DOTS.save(file, format=form, bbox_inches=part)
    elif way.startswith("on"):
        figure = Figure()
        compiled = DOTS.on(figure.subfigures() if way == "on a part" else figure).plot()
        write = compiled.save if way == "on, save" else figure.savefig
        write(file, format=form, bbox_inches=part)
    else:
        compiled = DOTS.plot(pyplot=way == "pyplot")
        compiled.figure.savefig(file, format=form, bbox_inches=part)
        if way == "pyplot":
            import matplotlib.pyplot as plt

            plt.close(compiled.figure)
    assert file.getvalue()
    assert work == {"layouts": 1, "draws": 1}


@where_measured("printing")
def test_the_setting_of_the_session_counts(work):
    with mpl.rc_context({"savefig.bbox": "tight", "savefig.dpi": 50}):
        figure = DOTS.plot().figure
        tight = pixels(figure.savefig)
        whole = pixels(lambda file: figure.savefig(file, bbox_inches=figure.bbox_inches))
    assert whole.shape[:2] == (240, 320)
    assert tight.shape != whole.shape
    assert work["draws"] == 2


# --------------------------------------------------------------------------------------- the same


@where_measured("printing")
@each_plot
@pytest.mark.parametrize("part", [None, "tight"])
def test_the_picture_is_that_of_matplotlib(plot, part):
    # At other resolutions a line may lie on half a pixel, which a float's last bit puts up or down.
    quick = pixels(lambda file: plot.plot().figure.savefig(file, dpi=83, bbox_inches=part))
    slow = pixels(lambda file: by_matplotlib(plot.plot().figure, file, dpi=83, bbox_inches=part))
    assert quick.shape[:2] == slow.shape[:2]
    assert abs(quick[..., :3] - slow[..., :3]).max() <= 1


def test_a_tight_box_has_the_margin_and_the_artists_that_are_asked_for():
    figure = DOTS.plot().figure

    def size(**kwargs):
        return pixels(lambda file: figure.savefig(file, dpi=100, **kwargs)).shape[:2]

    narrow, wide = (size(bbox_inches="tight", pad_inches=pad) for pad in (0, 0.5))
    assert np.subtract(wide, narrow).tolist() == pytest.approx([100, 100], abs=1)
    far = figure.text(1.5, 0.5, "far", in_layout=False)
    assert size(bbox_inches="tight", pad_inches=0) == narrow
    assert size(bbox_inches="tight", bbox_extra_artists=[far])[1] > narrow[1]


def test_what_is_not_plotkits_goes_matplotlibs_way(tmp_path):
    figure = DOTS.plot().figure
    with PdfPages(tmp_path / "pages.pdf") as pages:
        pages.savefig(figure)
    figure.savefig(tmp_path / "cairo.svg", backend="svg")
    figure.set_layout_engine("constrained")
    figure.savefig(tmp_path / "constrained.png", bbox_inches="tight")
    assert len(list(tmp_path.iterdir())) == 3


def test_names_are_read_as_matplotlib_reads_them(tmp_path):
    figure = DOTS.plot().figure
    for name, expected in (("a.PNG", "a.PNG"), ("b", "b.png"), ("c.", "c.png"), ("d.svg", "d.svg")):
        figure.savefig(tmp_path / name)
        assert (tmp_path / expected).stat().st_size > 1000
    figure.savefig(tmp_path / "e.txt", format="png")
    assert (tmp_path / "e.txt").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(ValueError, match="xyz"):
        figure.savefig(tmp_path / "f.xyz")


def test_the_figure_stays_as_it_was():
    figure = DOTS.plot().figure
    engine, canvas, dpi = figure.get_layout_engine(), figure.canvas, figure.dpi
    for form in ("png", "svg"):
        figure.savefig(io.BytesIO(), format=form, dpi=37, bbox_inches="tight")
    assert figure.get_layout_engine() is engine
    assert figure.canvas is canvas
    assert figure.dpi == dpi
    assert pickle.loads(pickle.dumps(figure)).dpi == dpi


@where_measured("printing")
def test_a_figure_of_pyplot_keeps_its_canvas_and_its_window():
    import matplotlib.pyplot as plt

    figure = DOTS.plot(pyplot=True).figure
    assert isinstance(figure, PlotFigure)
    canvas, manager = figure.canvas, figure.canvas.manager
    assert type(canvas) is plt.get_backend() or isinstance(canvas, FigureCanvasAgg)
    figure.savefig(io.BytesIO(), dpi=200)
    assert figure.canvas is canvas
    assert canvas.manager is manager
    assert plt.figure(figure.number) is figure
    plt.close(figure)


@where_measured("printing")
def test_a_figure_of_the_user_is_written_as_plotkits_own():
    import matplotlib.pyplot as plt

    for plot in (DOTS, PLOTS["composition"]):
        given = plt.figure()
        plot.on(given).plot()
        assert plt.figure(given.number) is given
        own = plot.layout(size=given.get_size_inches()).plot().figure
        quick, expected = (
            pixels(lambda file, one=one: one.savefig(file, dpi=83)) for one in (given, own)
        )
        assert (quick == expected).all()
        again = pickle.loads(pickle.dumps(given))
        assert again.dpi == given.dpi
        plt.close(given)
        plt.close(again)


@where_measured("printing")
def test_figures_that_plotkit_does_not_lay_out_stay_what_they_are():
    class Own(Figure):
        pass

    constrained, alone, own = Figure(layout="constrained"), Figure(), Own()
    DOTS.on(constrained).plot()
    DOTS.on(alone.subplots()).plot()
    DOTS.on(own).plot()
    assert [type(one) for one in (constrained, alone, own)] == [Figure, Figure, Own]


@where_measured("printing")
def test_nothing_is_left_of_a_plot_that_fails():
    figure = Figure()

    def fail(ax):
        raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        DOTS.tweak(fail).on(figure).plot()
    assert type(figure) is Figure
    assert not figure.axes


def test_without_fast_paths_a_figure_is_matplotlibs(monkeypatch):
    monkeypatch.setattr(so.Plot.config, "fast", False)
    assert type(DOTS.plot().figure) is Figure
    assert type(DOTS.on(Figure()).plot().figure) is Figure
    DOTS.save(io.BytesIO(), bbox_inches="tight")
