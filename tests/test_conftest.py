"""The watch over matplotlib's state sees what it is there for."""

import shutil
import subprocess
import sys
from pathlib import Path

UNTIDY = """
import matplotlib
import matplotlib.pyplot as plt

def test_setting():
    matplotlib.rcParams["lines.linewidth"] = 99

def test_figure():
    plt.figure()

def test_tidy():
    assert matplotlib.rcParams["lines.linewidth"] != 99
    with matplotlib.rc_context({"lines.linewidth": 7}):
        plt.close(plt.figure())
"""


def test_what_is_left_behind_is_an_error(tmp_path):
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "test_untidy.py").write_text(UNTIDY)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "3 passed, 2 errors" in done.stdout
    assert "{'lines.linewidth': (1.5, 99.0)}" in done.stdout
    assert "pyplot figures left open: [1]" in done.stdout
