"""Fit: a line, a polynomial or a model through the values, with an interval and its numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.relation import Parts, Relation
from plotkit.data.roles import FACETS
from plotkit.errors import PlotSpecError, check_name, quoted
from plotkit.records import dataclass
from plotkit.stats.asked import check_whole, interval_asked, measured
from plotkit.stats.base import Made, Stat
from plotkit.stats.bygroup import ByGroup
from plotkit.stats.curves import Curves, ends_of, told
from plotkit.stats.methods import closed, modelled, one_by_one
from plotkit.stats.models import FAMILIES, Family, check_model, takes_weights
from plotkit.stats.powersums import ENGINE_ORDER, grouped

Kind: TypeAlias = Literal["ci", "pi"]


@dataclass(frozen=True)
class Fit(Stat):
    """Fit a line, a polynomial or a model to the values over the position.

    Parameters
    ----------
    order
        Degree of the polynomial; 1 is a straight line.
    parallel
        Whether the lines of one panel differ by a constant only, as if by one model with the groups
        as a factor; each is drawn over its own range.
    extend
        How far lines go beyond the data of their group: a share of its range; "panel" for the range
        of all groups of the panel; or two positions, of which None stands for the data's own end,
        as in ``(None, 2030)`` or ``("2020-01-01", None)``.
    errorbar
        The interval around the curve: "ci", where the mean lies, "pi", where one more value lies,
        or (kind, level) with the level in percent, 95 unless told otherwise; None for no interval.
    family
        Distribution of the values in a generalized linear model: "binomial" (logistic regression of
        false and true, of numbers from 0 to 1 or of two levels), "poisson" or "gamma" (both with
        the logarithm as link).
    robust
        Whether outliers pull less: Huber's M-estimate.
    model
        What is fitted in place of a polynomial: an object with ``fit(X, y)`` and ``predict(X)``, as
        those of scikit-learn, of which each group fits a copy; or a function of X and y that
        returns an object with ``predict(X)``, as a fit of statsmodels. X is a data frame with one
        column, "x".
    digits
        Significant digits of the equation; None for three, and more where the written equation
        would leave the line by a hundredth of the spread of the values (four standard
        deviations).
    gridsize
        How many points of the curve there are in each group.

    Notes
    -----
    Makes `x`, `y` (also called `fit`), `ymin`, `ymax`, and of each group `slope`, `intercept`,
    `r2`, `p`, `n`, `equation` (also called `text`) and `quality`, a text such as "r² = 0.64,
    p = 0.104, n = 5"; not what its way of fitting does not know. The part "coef" has one row a
    group, at the end of its line: ``so.Text(part="coef")`` writes the equation there.

    Positions are in axis units, so that on a logarithmic axis the line is straight and the equation
    one of ``log10(y)``; with a `family` the values are those of the data, and the curve is put on
    the axis afterwards. In equations x is the position and y the value, also in horizontal layers;
    times are days since 1970.

    The interval is that of Student's t, also for the mean of a polynomial; with `family` and
    `robust` that of the normal distribution, on the scale of the link. It says nothing about a
    `model`, which has none. The `p` is that of all slopes together: an F test, or Wald's.

    A `weight` variable holds precisions (inverse variances): only their ratios matter, and a
    prediction interval is that of a row of weight 1. With `family` it is the number of observations
    behind a row. Rows of weight 0 are as if absent; `n` is the number of rows.

    A group is left out, and told, if it has no more distinct positions than `order`; with as many
    rows as coefficients it has a line and no interval.

    Needs the extra ``stats``: scipy for intervals and `p`, statsmodels for `family` and `robust`.
    On lazy data lines and polynomials up to order 5 are found from sums in the engine; for all else
    the rows are fetched, as many as ``Plot.config.max_rows`` allows.

    References: Draper, N. R. and Smith, H. (1998), Applied Regression Analysis. McCullagh, P. and
    Nelder, J. A. (1989), Generalized Linear Models. Huber, P. J. (1981), Robust Statistics.

    See Also
    --------
    plotkit.objects.PolyFit : polynomials without numbers and intervals.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2, 3, 4, 5], "y": [2, 1, 4, 3, 5]}, x="x", y="y")
    >>> p = p.add(so.Line() + so.Band(), so.Fit())
    >>> p = p.add(so.Text(part="coef", halign="right", valign="bottom"), so.Fit())
    >>> p.plot().data(layer=1, part="coef")["text"].item()
    'y = 0.600 + 0.800x'
    """

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType(
        {
            **{"x": "x", "y": "y", "ymin": "y", "ymax": "y"},
            **dict.fromkeys(("slope", "intercept", "r2", "p", "n"), "number"),
            **dict.fromkeys(("equation", "quality"), "text"),
        }
    )
    shows: ClassVar[Mapping[str, str]] = MappingProxyType({"text": "equation"})
    measures: ClassVar[bool] = True
    notes: ClassVar[Sequence[str]] = ("coef",)
    instead: ClassVar[str] = (
        f"Lines and polynomials up to order {ENGINE_ORDER}, by least squares, need none."
    )

    order: int = 1
    parallel: bool = False
    extend: float | str | tuple[Any, Any] = 0.0
    errorbar: Kind | tuple[Kind, float] | None = ("ci", 95)
    family: Family | None = None
    robust: bool = False
    model: Any = None
    digits: int | None = None
    gridsize: int = 100

    def __post_init__(self) -> None:
        check_whole(self, order=0, gridsize=2)
        if self.digits is not None:
            check_whole(self, digits=1)
        if self.family is not None:
            check_name(self.family, get_args(Family), "family of Fit")
        ways = {"family": self.family, "robust": self.robust or None, "model": self.model}
        given = [name for name, value in ways.items() if value is not None]
        if len(given) > 1:
            raise PlotSpecError(f"Fit takes one of family, robust and model, not {quoted(given)}.")
        if self.model is not None:
            check_model(self.model)
        if self.parallel and (self.model is not None or self.order < 1):
            other = "order=0" if self.model is None else "model="
            raise PlotSpecError(f"Fit(parallel=True) is for slopes; {other} has none.")
        kind, _ = interval_asked(self, self.errorbar, get_args(Kind))
        if kind == "pi" and given:
            raise PlotSpecError(
                f'Fit(errorbar="pi") is for least squares: with {given[0]}= the spread of one more '
                'value is not known. Take errorbar="ci" or None.'
            )
        ends_of(self.extend, None)

    def made(self) -> dict[str, Made]:
        """Return the columns it makes: those that this way of fitting has."""
        no_interval = self.errorbar is None or self.model is not None
        absent = {"ymin", "ymax"} if no_interval else set()
        if self.family is not None or self.robust:
            absent |= {"r2"}
        if self.model is not None:
            absent |= {"slope", "intercept", "r2", "p", "equation"}
        return {name: what for name, what in self.makes.items() if name not in absent}

    def aliases(self) -> Mapping[str, str]:
        """Return further names of what it makes."""
        return {"fit": "y"} | ({} if self.model is not None else {"text": "equation"})

    def __call__(self, data: Relation, by: Sequence[str]) -> Parts:
        """Fit all groups, and evaluate each on its own range."""
        if "weight" in data:
            self._check_model_weighs()
        data = measured(self, data, by, levels=self.family == "binomial")
        sums = self.family is None and not self.robust and self.model is None
        if not sums or self.order > ENGINE_ORDER or not data.unit("y").countable:
            data = data.collect()
        rows = grouped(data, by, self.order)
        curves = self._curves(rows)
        told(self, rows, curves.reasons)
        link = FAMILIES[self.family][2] if self.family else "{}"
        return curves.tables(rows, self.made(), self.digits, link)

    def _curves(self, rows: ByGroup) -> Curves:
        summaries = rows.summaries
        facets = [name for name in rows.names if name in FACETS]
        panels = summaries.group(*facets).groups.codes.astype(np.intp)
        low, high = ends_of(self.extend, rows, panels)
        x = np.linspace(low, high, int(self.gridsize), axis=-1)
        kind, level = interval_asked(self, self.errorbar, get_args(Kind))
        if self.model is not None:
            return modelled(self.model, rows, x)
        if self.family is not None or self.robust:
            units = panels if self.parallel else np.arange(summaries.n)
            return one_by_one(rows, x, self.order, units, self.family, level)
        return closed(rows, x, self.order, panels if self.parallel else None, kind, level)

    def _check_model_weighs(self) -> None:
        """Raise PlotSpecError if the model knows no weights."""
        if self.model is not None and not takes_weights(self.model):
            raise PlotSpecError(
                f"The model {type(self.model).__name__} given to Fit takes no sample_weight in "
                "fit. Leave out weight, or take another model."
            )
