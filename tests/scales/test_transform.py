import duckdb
import narwhals.stable.v2 as nw
import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from plotkit.errors import PlotSpecError
from plotkit.scales.transform import LINEAR, NAMES, is_transform_name, transform

# name -> a value and its place
PLACES = {
    "log": (1000, 3),
    "log10": (1000, 3),
    "log2": (8, 3),
    "log3": (9, 2),
    "log2.5": (6.25, 2),
    "log1e2": (10_000, 2),
    "ln": (np.e**2, 2),
    "symlog": (-99, -2),
    "symlog10": (990, 2),
    "symlog.5": (4.5, 1),
    "logit": (0.9, np.log10(9)),
    "pow": (-3, -9),
    "pow3": (2, 8),
    "pow.5": (9, 3),
    "sqrt": (-16, -4),
}
every = pytest.mark.parametrize("name", PLACES)


def test_every_name_is_tried():
    assert set(NAMES) <= set(PLACES)


@every
def test_places(name):
    value, place = PLACES[name]
    trans = transform(name)
    assert_allclose(trans.forward(np.array([value, value])), [place, place])
    assert_allclose(trans.inverse(np.array([place, place])), [value, value])
    assert not trans.linear
    assert trans.name == name


@pytest.mark.parametrize("trans", [*PLACES, (np.cbrt, lambda x: x**3), None])
@given(data=st.data())
def test_round_trip(trans, data):
    trans = transform(trans)
    low, high = (max(end, -1e6) if end < 0 else min(end, 1e6) for end in trans.domain)
    if low == 0:
        low, high = (1e-6, 1 - 1e-6) if high == 1 else (1e-6, 1e6)
    x = np.array(data.draw(st.lists(st.floats(low, high), min_size=1)))
    assert_allclose(trans.inverse(trans.forward(x)), x, rtol=1e-6, atol=1e-6)
    order = np.argsort(x)
    assert (np.diff(trans.forward(x)[order]) >= 0).all()


@pytest.mark.parametrize(
    ("name", "domain", "base", "threshold", "native"),
    [
        ("log", (0, np.inf), 10, None, ("log", {"base": 10})),
        ("log2", (0, np.inf), 2, None, ("log", {"base": 2})),
        ("ln", (0, np.inf), np.e, None, ("log", {"base": np.e})),
        ("symlog5", (-np.inf, np.inf), None, 5, ("function", {})),
        ("logit", (0, 1), None, None, ("logit", {})),
        ("sqrt", (-np.inf, np.inf), None, None, ("function", {})),
        (None, (-np.inf, np.inf), None, None, ("linear", {})),
    ],
)
def test_facts(name, domain, base, threshold, native):
    trans = transform(name)
    assert (trans.domain, trans.base, trans.threshold, trans.native) == (
        domain,
        base,
        threshold,
        native,
    )


@pytest.mark.parametrize("name", ["log", "log2", "ln", "logit"])
def test_outside_of_domain_is_not_finite_and_silent(name):
    places = transform(name).forward(np.array([-1.0, 0.0, np.nan]))
    assert not np.isfinite(places).any()


@pytest.mark.parametrize("name", [*PLACES])
def test_extremes_are_silent(name):  # a warning is an error here
    trans = transform(name)
    trans.forward(np.array([-1e300, 0, 1e300, np.inf, -np.inf, np.nan]))
    trans.inverse(np.array([-1e300, 0, 1e300, np.inf, -np.inf, np.nan]))


def test_pair_of_functions():
    trans = transform((np.log, np.exp))
    assert trans.name == "custom" and not trans.linear and not trans.engine
    assert_allclose(trans.forward(np.array([1, np.e])), [0, 1])
    assert np.isneginf(trans.forward(np.array([0.0]))).all()  # without numpy's warning


def test_none_is_linear():
    values = np.arange(3)
    assert transform(None) is LINEAR and LINEAR.linear
    assert LINEAR.forward(values) is values


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("lgo", "Unknown transform 'lgo'. Did you mean 'log'"),
        ("Sqrt", "Did you mean 'sqrt'"),
        ("symlg", "Did you mean 'symlog'"),
        ("logx", "Valid: log, log<base>, ln"),
        ("log0", "Unknown transform 'log0'"),
        ("log1", "Unknown transform 'log1'"),
        ("log.5", "Unknown"),
        ("log-2", "Unknown"),
        ("log 2", "Unknown"),
        ("log1_0", "Unknown"),
        ("lognan", "Unknown"),
        ("loginf", "Unknown"),
        ("log1e999", "Unknown"),
        ("symlog0", "Unknown"),
        ("pow0", "Unknown"),
        ("power", "Did you mean 'pow'"),
        ("sqrt2", "Unknown"),
        ("logit2", "Unknown"),
        ("ln2", "Unknown"),
        ("", "Unknown transform ''"),
        (5, "Unknown transform 5"),
        ((np.log,), "must be \\(forward, inverse\\), both functions"),
        ((np.log, 1), "both functions"),
    ],
)
def test_errors(wrong, message):
    with pytest.raises(PlotSpecError, match=message):
        transform(wrong)
    assert not is_transform_name(wrong)


@every
def test_is_transform_name(name):
    assert is_transform_name(name)


@pytest.mark.parametrize("other", ["viridis", "login", "linear", None, 3, ("log", "log")])
def test_is_no_transform_name(other):
    assert not is_transform_name(other)


@pytest.mark.parametrize(
    "lazy", [pl.DataFrame.lazy, lambda frame: duckdb.from_arrow(frame.to_arrow())]
)
@pytest.mark.parametrize("name", [None, *PLACES])
def test_engine_says_the_same_as_numpy(name, lazy):
    trans = transform(name)
    assert trans.engine
    x = np.array([0.001, 0.5, 0.999] if name == "logit" else [0.001, 0.5, 1.0, 2.0, 1e6])
    if trans.domain[0] < 0:
        x = np.concatenate([-x[::-1], [0.0], x])
    frame = nw.from_native(lazy(pl.DataFrame({"x": [*x, None]})))
    there = frame.with_columns(y=trans.forward(nw.col("x")))
    result = there.with_columns(z=trans.inverse(nw.col("y"))).collect().sort("x", nulls_last=True)
    assert result["y"].to_list()[-1] is result["z"].to_list()[-1] is None
    assert_allclose(result["y"].to_list()[:-1], trans.forward(x), rtol=1e-12)
    assert_allclose(result["z"].to_list()[:-1], x, rtol=1e-9, atol=1e-12)


def test_functions_do_not_claim_to_run_in_an_engine():
    assert not transform((np.log, np.exp)).engine
