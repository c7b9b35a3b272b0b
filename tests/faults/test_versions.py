"""The oldest versions that the project names are versions with which it works."""

import gc
import io
import tomllib
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest
from matplotlib.image import imread
from packaging.requirements import Requirement

import plotkit.objects as so

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
FAILED = {"polars": "1.24", "narwhals": "2.8", "duckdb": "1.4.5"}
"""Versions with which it was seen to fail."""


def requirements():
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(one for extra in extras.values() for one in extra)]
    return [one for one in map(Requirement, wanted) if one.name != project["name"]]


@pytest.mark.parametrize("name", FAILED)
def test_k5_versions_that_fail_are_not_asked_for(name):
    (asked,) = (one for one in requirements() if one.name == name)
    assert FAILED[name] not in asked.specifier
    assert version(name) in asked.specifier


def test_k5_all_that_is_needed_has_a_lower_bound():
    for one in requirements():
        assert [each.operator for each in one.specifier] == [">="], one


def test_k5_a_relation_outlives_the_name_of_its_connection():
    duckdb = pytest.importorskip("duckdb")

    def relation():
        connection = duckdb.connect()
        connection.execute("create table t as select i as x, i % 3 as g from range(30) r(i)")
        return connection.table("t")

    data = relation()
    gc.collect()
    found = so.Plot(data, x="g").add(so.Bar(), so.Count()).plot().data()
    assert np.asarray(found["y"]).tolist() == [10, 10, 10]


@pytest.mark.parametrize("start", [2**52, 2**52 - 3, -(2**52), 2**53 + 2])
def test_k5_bins_of_whole_numbers_near_the_last_that_floats_hold(start):
    values = start + np.arange(8)
    found = so.Plot(x=values).add(so.Bars(), so.Hist()).plot().data()
    assert np.asarray(found["y"]).sum() == 8


@pytest.mark.parametrize("size", [(4.35, 2.9), (5.8, 1.45), (2.3, 4.6)])
@pytest.mark.parametrize("dpi", [100, 72, 300])
def test_k5_a_file_has_all_its_pixels(size, dpi):
    file = io.BytesIO()
    plot = so.Plot(x=[1, 2], y=[1, 2]).add(so.Dot()).layout(size=size)
    plot.save(file, dpi=dpi)
    file.seek(0)
    high, wide = imread(file).shape[:2]
    assert (wide, high) == (int(size[0] * dpi + 1e-6), int(size[1] * dpi + 1e-6))


@pytest.mark.parametrize("formula", ["$x^2$", r"$\frac{a}{b}$", r"$\sqrt{\mu_1}$"])
def test_k5_formulas_are_read(formula):
    so.Plot(x=[1, 2], y=[1, 2]).add(so.Dot()).label(title=formula, x=formula).save(io.BytesIO())
