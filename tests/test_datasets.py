"""The tables that come with plotkit are there, in a clone and after an install."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pandas as pd
import pytest

import plotkit.objects as so
from plotkit import datasets
from plotkit.datasets import NAMES, load

ROOT = Path(__file__).resolve().parents[1]


def test_each_file_is_a_dataset_and_is_listed():
    assert sorted(NAMES) == sorted(file.stem for file in datasets.folder().glob("*.csv"))
    for name in NAMES:
        assert f"``{name}``" in datasets.__doc__
        assert f'"{name}"' in load.__doc__


@pytest.mark.parametrize("name", NAMES)
def test_both_libraries_give_the_same(name):
    pytest.importorskip("polars")
    ours, other = load(name), load(name, "polars")
    assert list(ours.columns) == other.columns
    assert len(ours) == len(other)
    for column in ours.columns:
        left, right = ours[column], pd.Series(other[column].to_list(), name=column)
        if left.dtype.kind == "M":
            right = pd.to_datetime(right)
        assert left.isna().tolist() == right.isna().tolist(), column
        assert left.dropna().tolist() == right.dropna().tolist(), column


@pytest.mark.parametrize(
    ("name", "column"),
    [("seattle_weather", "date"), ("us_employment", "month"), ("us_economy", "quarter")],
)
def test_dates_are_dates(name, column):
    assert load(name)[column].dtype.kind == "M"


def test_a_wrong_name_is_told_with_a_suggestion():
    with pytest.raises(so.PlotSpecError, match=r"Unknown dataset 'pengiuns'.*penguins"):
        load("pengiuns")
    with pytest.raises(so.PlotSpecError, match=r"Unknown library .*polars"):
        load("penguins", "arrow")


def test_a_copy_is_nobody_elses():
    mine = load("wheat")
    mine["wheat"] = 0
    assert load("wheat")["wheat"].max() > 0


def test_an_installed_package_has_the_files(tmp_path):
    """What the wheel says it holds is laid out as pip would, and loads away from the clone."""
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]
    included = wheel["targets"]["wheel"]["force-include"]
    site = tmp_path / "site"
    shutil.copytree(ROOT / "src", site)
    for source, target in included.items():
        shutil.copytree(ROOT / source, site / target)
    code = (
        "from plotkit import datasets; import pathlib; "
        "assert pathlib.Path(datasets.__file__).is_relative_to(pathlib.Path('site').resolve()); "
        "print(*datasets.load('penguins').shape, (datasets.folder() / 'README.md').exists())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["344", "8", "True"], done.stderr
