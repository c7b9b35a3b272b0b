"""A file is as it was, or whole."""

import errno
import io
import os
import stat

import pytest
from matplotlib.artist import Artist

import plotkit.objects as so
from plotkit.mpl import files

PLOT = so.Plot({"x": [1, 2], "y": [1, 2]}, x="x", y="y").add(so.Dot()).layout(size=(2, 2))
FORMATS = ["png", "svg", "pdf", "eps", "jpg"]


class Interrupting(Artist):
    def draw(self, renderer):
        raise KeyboardInterrupt


class FullDisk(io.FileIO):
    def write(self, data):
        super().write(memoryview(data).cast("B")[:40])
        raise OSError(errno.ENOSPC, "No space left on device")


def alone(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("form", FORMATS)
def test_k7_an_interrupt_leaves_the_old_file(form, tmp_path):
    file = tmp_path / f"a.{form}"
    file.write_bytes(b"old")
    compiled = PLOT.plot()
    compiled.axes[0].add_artist(Interrupting())
    with pytest.raises(KeyboardInterrupt):
        compiled.save(file)
    assert file.read_bytes() == b"old"
    assert alone(tmp_path) == [file.name]


@pytest.mark.parametrize("form", ["png", "svg", "pdf", "eps"])
@pytest.mark.parametrize("there", [True, False])
def test_k7_a_full_disk_leaves_the_old_file_or_none(form, there, tmp_path, monkeypatch):
    file = tmp_path / f"a.{form}"
    if there:
        file.write_bytes(b"old")
    real = files.Path.open
    monkeypatch.setattr(
        files.Path,
        "open",
        lambda path, mode="r", **kws: FullDisk(path, "x") if mode == "xb" else real(path, mode),
    )
    with pytest.raises(OSError, match="No space"):
        PLOT.save(file)
    monkeypatch.undo()
    assert alone(tmp_path) == ([file.name] if there else [])
    assert not there or file.read_bytes() == b"old"


def test_k7_links_and_permissions_stay(tmp_path):
    real = tmp_path / "real.png"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link = tmp_path / "link.png"
    link.symlink_to(real)
    PLOT.save(link)
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"\x89PNG")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert alone(tmp_path) == ["link.png", "real.png"]


def test_k7_a_new_file_has_the_usual_permissions(tmp_path):
    (tmp_path / "other").touch()
    PLOT.save(tmp_path / "a.png")
    assert (tmp_path / "a.png").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_k7_what_is_no_plain_file_is_written_directly():
    PLOT.save(os.devnull, format="png")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)  # noqa: PTH116 - devnull is a text


@pytest.mark.skipif(os.getuid() == 0, reason="root may write anywhere")
def test_k7_a_file_that_may_not_be_written_is_not_replaced(tmp_path):
    file = tmp_path / "a.png"
    file.write_bytes(b"old")
    file.chmod(0o400)
    with pytest.raises(PermissionError, match="may not be written"):
        PLOT.save(file)
    assert file.read_bytes() == b"old"


def test_k7_compositions_too(tmp_path):
    file = tmp_path / "a.svg"
    file.write_bytes(b"old")
    compiled = (PLOT | PLOT).plot()
    compiled.axes[1].add_artist(Interrupting())
    with pytest.raises(KeyboardInterrupt):
        compiled.save(file)
    assert file.read_bytes() == b"old"


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(so.PlotSpecError, match="it is a folder"):
        PLOT.save(tmp_path, format="png")


@pytest.mark.parametrize(("name", "made"), [("a", "a.png"), ("b.", "b.png"), ("c.SVG", "c.SVG")])
def test_names_are_completed_as_matplotlib_does(name, made, tmp_path):
    PLOT.save(tmp_path / name)
    assert alone(tmp_path) == [made]
