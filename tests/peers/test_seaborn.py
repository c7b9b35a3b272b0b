"""plotkit and seaborn draw the same pictures, but for the differences that the guide lists."""

import re
import warnings
from pathlib import Path

import pytest

import plotkit.objects as pk
from plotkit.errors import PlotWarning
from tests.peers.compare import PLACE, compare
from tests.peers.differences import ASPECTS
from tests.peers.extract import read_figure
from tests.peers.specs import SPECS

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "coming-from-seaborn.md"

sns = pytest.importorskip("seaborn.objects")

from tests.peers.test_rows import SHOWN  # noqa: E402 - it too is skipped without seaborn

pytestmark = pytest.mark.peer


def drawn(so, spec):
    """Return what a library draws; warnings of seaborn, and of rows left out, are expected."""
    with warnings.catch_warnings():
        if so is sns:
            warnings.simplefilter("ignore")
        else:
            warnings.simplefilter("ignore", PlotWarning)
        figure = spec.make(so).plot()._figure.get_figure(root=True)
        figure.draw_without_rendering()
    return read_figure(figure)


def cases():
    for name, spec in SPECS.items():
        marks = [pytest.mark.xfail(reason=spec.fault)] if spec.fault else []
        yield pytest.param(name, marks=marks)


@pytest.mark.parametrize("name", [*cases()])
def test_same_picture(name):
    spec = SPECS[name]
    differences = [*compare(drawn(sns, spec), drawn(pk, spec), spec.place or PLACE)]
    meant = {aspect for row in spec.differs for aspect in ASPECTS[row]}
    wrong = [str(found) for found in differences if found.aspect not in meant]
    assert not wrong, "\n".join(wrong)

    seen = {found.aspect for found in differences}
    gone = [row for row in spec.differs if not seen & {*ASPECTS[row]}]
    assert not gone, f"no longer different: {gone}"


def test_enough_is_compared():
    assert len(SPECS) >= 200


def test_guide_lists_each_difference_once():
    rows = re.findall(r"^\| \*\*(.+?)\*\* \|", GUIDE.read_text(encoding="utf-8"), re.M)
    by_pictures = {row for spec in SPECS.values() for row in spec.differs}
    assert by_pictures == {*ASPECTS}
    assert sorted(rows) == sorted({*by_pictures, *SHOWN})
