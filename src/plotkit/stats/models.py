"""Models that are fitted to one group after the other: by statsmodels, or any object with `fit`."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from inspect import signature
from typing import Any, Literal, TypeAlias

import numpy as np

from plotkit.errors import PlotSpecError, calling, require
from plotkit.records import dataclass
from plotkit.stats.asked import LEVELS
from plotkit.typing import Bools, Codes, Floats

Family: TypeAlias = Literal["binomial", "poisson", "gamma"]
FAMILIES: Mapping[str, tuple[str, str, str]] = {
    "binomial": ("Binomial", "Logit", "logit({})"),
    "poisson": ("Poisson", "Log", "ln({})"),
    "gamma": ("Gamma", "Log", "ln({})"),
}
"""Distributions of the values: statsmodels' names of them and of their link, and how that is
written."""

ACCEPTED = {
    "binomial": LEVELS,
    "poisson": "numbers from 0 on",
    "gamma": "numbers above 0",
}

FAR = 8.0
"""Odds beyond e to this are looked into: the levels may be separated."""


class UnfitError(Exception):
    """Some groups cannot be fitted; the text says why."""


def check_values(family: str, y: Floats) -> None:
    """Raise PlotSpecError if a family has no such values."""
    wrong = {"binomial": (y < 0) | (y > 1), "poisson": y < 0, "gamma": y <= 0}[family]
    if wrong.any():
        raise PlotSpecError(
            f"Fit(family={family!r}) takes {ACCEPTED[family]}; {int(wrong.sum())} of {len(y)} "
            f"values are others, such as {y[wrong][0]:g}."
        )


@dataclass(frozen=True, eq=False)
class Linear:
    """A linear predictor and a link: what statsmodels has fitted to the rows of some groups.

    Attributes
    ----------
    params, covariance
        Coefficients, a constant for each group and then the Chebyshev polynomials from the first
        on; and how sure they are.
    back
        From the predictor to values.
    """

    params: Floats
    covariance: Floats
    back: Callable[[Floats], Floats]

    def curve(self, design: Floats, level: float) -> tuple[Floats, Floats, Floats]:
        """Return the values at rows of a design matrix, and the ends of a confidence interval."""
        from scipy.special import ndtri

        middle = design @ self.params
        variance = np.einsum("ij,jk,ik->i", design, self.covariance, design)
        half = ndtri(0.5 + level / 200) * np.sqrt(np.maximum(variance, 0.0))
        low, high = self.back(middle - half), self.back(middle + half)
        return self.back(middle), low, high

    def chance(self, groups: int) -> float:
        """Return the probability of such slopes if there were none, by Wald's test."""
        from scipy.special import chdtrc

        slopes, part = self.params[groups:], self.covariance[groups:, groups:]
        if not len(slopes) or not np.isfinite(part).all():
            return float("nan")
        return float(chdtrc(len(slopes), slopes @ np.linalg.pinv(part) @ slopes))


def design(terms: Floats, group: Codes, groups: int) -> Floats:
    """Return the columns of a linear predictor: a constant for each group, then polynomials."""
    own: Bools = group[:, None] == np.arange(groups)
    return np.column_stack([own.astype(np.float64), terms[:, 1:]])


def generalized(family: str, columns: Floats, y: Floats, weight: Floats) -> Linear:
    """Fit a generalized linear model."""
    require("statsmodels", "stats", f"Fit(family={family!r})")
    from statsmodels.genmod.families import family as families
    from statsmodels.genmod.families import links
    from statsmodels.genmod.generalized_linear_model import GLM

    name, link, _ = FAMILIES[family]
    kind = getattr(families, name)(getattr(links, link)())
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            made = GLM(y, columns, family=kind, var_weights=weight).fit(maxiter=100)
        except Exception as error:  # statsmodels raises what it likes of data it cannot fit
            raise UnfitError("no model of this family fits") from error
        params, covariance = np.asarray(made.params), np.asarray(made.cov_params())
    far = np.abs(columns @ params).max() > FAR or not np.isfinite(covariance).all()
    if far and family != "gamma" and _separated(family, columns, y):
        raise UnfitError("values are separated, so that the best curve is a jump")
    if not np.isfinite(params).all() or not np.isfinite(covariance).all():
        raise UnfitError("no model of this family fits")
    return Linear(params, covariance, kind.link.inverse)


def _separated(family: str, columns: Floats, y: Floats) -> bool:
    """Tell whether some line parts the values, so that its slope has no limit.

    It is one that has all ones on one side and all zeros on the other (of counts: all but zeros
    on the line itself); a linear program finds it. Reference: Albert, A. and Anderson, J. A.
    (1984), On the existence of maximum likelihood estimates in logistic regression models,
    Biometrika 71, 1-10.
    """
    from scipy.optimize import linprog

    rows = np.unique(np.column_stack([columns, y]), axis=0)
    columns, y = rows[:, :-1], rows[:, -1]
    if family == "binomial":
        sign = np.where(y == 1, 1.0, np.where(y == 0, -1.0, 0.0))
    else:
        sign = np.where(y == 0, -1.0, 0.0)
    aside, on = columns[sign != 0] * sign[sign != 0, None], columns[sign == 0]
    if not len(aside):
        return False
    equal = {"A_eq": on, "b_eq": np.zeros(len(on))} if len(on) else {}
    found = linprog(-aside.sum(axis=0), -aside, np.zeros(len(aside)), bounds=(-1, 1), **equal)
    return bool(found.status == 0 and -found.fun > 1e-7)


def robust(columns: Floats, y: Floats, weight: Floats) -> Linear:
    """Fit by Huber's M-estimate, which outliers pull less."""
    require("statsmodels", "stats", "Fit(robust=True)")
    from statsmodels.robust.robust_linear_model import RLM

    root = np.sqrt(weight)
    found, *_ = np.linalg.lstsq(columns * root[:, None], y * root, rcond=None)
    params = np.asarray(found, dtype=np.float64)
    if len(y) <= columns.shape[1]:
        return Linear(params, np.full((len(params), len(params)), np.nan), lambda values: values)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        made = RLM(y * root, columns * root[:, None]).fit()
        covariance = np.asarray(made.bcov_scaled)
    if np.isfinite(made.params).all():  # else half of the rows or more lie on one line
        params = np.asarray(made.params)
    return Linear(params, covariance, lambda values: values)


def predicted(
    model: Any, x: Floats, y: Floats, weight: Floats | None, points: Floats, name: str = "x"
) -> Floats:
    """Fit a copy of the user's model to some rows, and return what it predicts at points.

    Parameters
    ----------
    model
        An object with ``fit(X, y)`` and ``predict(X)``, or a function of X and y that returns one
        with ``predict(X)``.
    x, y, weight
        The rows.
    points
        Where it shall predict.
    name
        What the column of X is called.
    """
    import pandas as pd

    table = pd.DataFrame({name: x})
    with calling(f"The model {type(model).__name__} given to Fit"):
        if hasattr(model, "fit"):
            one = deepcopy(model)
            extra = {} if weight is None else {"sample_weight": weight}
            returned = one.fit(table, y, **extra)
            fitted = returned if hasattr(returned, "predict") else one
        else:
            fitted = model(table, y)
        made = np.asarray(fitted.predict(pd.DataFrame({name: points})), dtype=np.float64)
    if made.size != len(points):
        raise PlotSpecError(
            f"The model {type(model).__name__} given to Fit predicts {made.size} values at "
            f"{len(points)} positions; predict must return one for each."
        )
    return made.reshape(len(points))


def check_model(model: Any) -> None:
    """Raise PlotSpecError unless something is a model as :func:`predicted` takes it."""
    if isinstance(model, type) or not (
        callable(model) or (hasattr(model, "fit") and hasattr(model, "predict"))
    ):
        from plotkit.errors import shown

        raise PlotSpecError(
            "model of Fit must be an object with fit(X, y) and predict(X), or a function of X and "
            f"y that returns one with predict(X); not {shown(model)}."
        )


def takes_weights(model: Any) -> bool:
    """Tell whether a model can be given a weight for each row."""
    if not hasattr(model, "fit"):
        return False
    parameters: Sequence[Any] = list(signature(model.fit).parameters.values())
    return any(p.name == "sample_weight" or p.kind is p.VAR_KEYWORD for p in parameters)
