"""Conditions on the rows of a group, as a user writes them: ``"x == x.min()"``.

A small language of its own. Python's parser gives the syntax tree; what is not listed here is an
error, and nothing of a text is ever run as Python code.
"""

from __future__ import annotations

import ast
import io
import operator
import tokenize
import warnings
from collections.abc import Callable, Iterator, Mapping
from numbers import Real
from typing import Any

import numpy as np

from plotkit.data.column import from_days
from plotkit.data.factor import is_null
from plotkit.data.kind import Kind
from plotkit.errors import PlotSpecError, quoted, suggestion
from plotkit.records import dataclass
from plotkit.typing import Array, Bools

_ARITHMETIC: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.true_divide,
    ast.FloorDiv: np.floor_divide,
    ast.Mod: np.mod,
    ast.Pow: np.power,
}
_COMPARISONS: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_REDUCTIONS = ("min", "max", "mean", "median", "first", "last", "sum", "count")
_FUNCTIONS = (*_REDUCTIONS, "abs", "isna", "notna")
_NODES = (
    ast.Name, ast.Constant, ast.Compare, ast.BoolOp, ast.BinOp, ast.UnaryOp, ast.Call, ast.List,
    ast.Tuple,
)  # fmt: skip
_LONGEST, _DEEPEST = 1000, 40
_WORDS = {"&": "and", "|": "or"}

Read = Callable[[Any], Any]
"""From a text or number, as a user writes it, to a value that compares with those of a column."""


@dataclass(frozen=True)
class Condition:
    """A condition, parsed and checked.

    Attributes
    ----------
    text
        As it was written.
    tree
        Its syntax: only what :meth:`parse` lets through.
    """

    text: str
    tree: ast.expr

    @classmethod
    def parse(cls, text: str) -> Condition:
        """Read a condition.

        Raises
        ------
        PlotSpecError
            If there is anything in it that is no part of the language; the message names it.
        """
        if len(text) > _LONGEST:
            raise PlotSpecError(f"A condition has at most {_LONGEST} letters, not {len(text)}.")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # Python's advice about what it would run
                tree = ast.parse(_with_words(text.strip()), mode="eval").body
        except (SyntaxError, ValueError, tokenize.TokenError, RecursionError, MemoryError) as error:
            place = getattr(error, "text", None) or text
            near = place[max((getattr(error, "offset", None) or 1) - 1, 0) :].strip()[:30] or text
            raise _refused(repr(near)) from None
        for node in _parts(tree):
            _check(node)
        return cls(text, tree)

    def rows(
        self, columns: Mapping[str, Array], n: int, read: Mapping[str, Read] | None = None
    ) -> Bools:
        """Tell for which of the rows of a group the condition holds, shape (n,).

        Parameters
        ----------
        columns
            Numbers, times, lengths of time, truth values or objects of the group, each shape (n,).
        n
            How many rows there are.
        read
            How columns read what they are compared with, where that takes more than the value.
        """
        with np.errstate(all="ignore"):  # what is undefined fulfils no condition
            found = np.asarray(_Group(columns, read or {}).value(self.tree))
        if found.dtype.kind != "b":
            raise PlotSpecError(f"{self.text!r} is no condition: it is neither true nor false.")
        return np.broadcast_to(found, n)


# ----------------------------------------------------------------------------------- what it may be


def _with_words(text: str) -> str:
    """Write ``&`` and ``|`` as ``and`` and ``or``, which bind as readers of pandas expect."""
    pieces, end = [], 0
    if not any(sign in text for sign in _WORDS):
        return text
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.OP and token.string in _WORDS and token.start[0] == 1:
            pieces += [text[end : token.start[1]], f" {_WORDS[token.string]} "]
            end = token.end[1]
    return "".join([*pieces, text[end:]])


def _parts(tree: ast.expr) -> Iterator[ast.expr]:
    """Yield all expressions in a tree, without recursion."""
    waiting = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > _DEEPEST:
            raise PlotSpecError(f"A condition is nested at most {_DEEPEST} deep.")
        yield node
        inner: list[ast.AST] = list(ast.iter_child_nodes(node))
        if isinstance(node, ast.Call):
            inner = list(_arguments(node))
        waiting += [(each, depth + 1) for each in inner if isinstance(each, ast.expr)]


def _check(node: ast.expr) -> None:
    """Raise PlotSpecError if one expression is none of the language."""
    match node:
        case ast.Call():
            name = _function(node)
            if name not in _FUNCTIONS or len(_arguments(node)) != 1 or node.keywords:
                raise _refused(f"{ast.unparse(node)!r}", suggestion(name or "", _FUNCTIONS))
        case ast.Constant(value=value) if type(value) not in (str, int, float, bool):
            raise _refused(f"{ast.unparse(node)!r}")
        case ast.Compare(ops=ops) if any(isinstance(op, ast.Is | ast.IsNot) for op in ops):
            raise _refused("'is'")
        case ast.BinOp(op=op) if type(op) not in _ARITHMETIC:
            raise _refused(f"{ast.unparse(node)!r}")
        case ast.List(elts=items) | ast.Tuple(elts=items):
            if not all(isinstance(item, ast.Constant | ast.UnaryOp) for item in items):
                raise _refused(f"{ast.unparse(node)!r}")
        case _ if not isinstance(node, _NODES):
            raise _refused(f"{ast.unparse(node)!r}")


def _function(call: ast.Call) -> str | None:
    """Return the name that is called: of ``min(x)`` and of ``x.min()``."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return None


def _arguments(call: ast.Call) -> list[ast.expr]:
    """Return what a function is called with; in ``x.min()`` that is x."""
    own = [call.func.value] if isinstance(call.func, ast.Attribute) else []
    return [*own, *call.args, *(keyword.value for keyword in call.keywords)]


def _refused(what: str, near: str = "") -> PlotSpecError:
    return PlotSpecError(
        f"{what} is no part of a condition.{near} It is made of columns, numbers, texts in quotes, "
        "comparisons, in [...], and, or, not, arithmetic, and of "
        f"{', '.join(_FUNCTIONS)} of a column, as in 'x == x.min()'."
    )


# ----------------------------------------------------------------------------------- what it means


@dataclass(frozen=True)
class _Group:
    """The columns of one group, on which expressions have values."""

    columns: Mapping[str, Array]
    read: Mapping[str, Read]

    def value(self, node: ast.expr) -> Any:
        match node:
            case ast.Name(id=name):
                return self.column(name)
            case ast.Constant(value=value):
                return value
            case ast.Compare():
                return self.compared(node)
            case ast.BoolOp(op=op, values=values):
                join = np.logical_and if isinstance(op, ast.And) else np.logical_or
                return join.reduce(np.broadcast_arrays(*map(self.truth, values)))
            case ast.UnaryOp(op=ast.Not() | ast.Invert(), operand=operand):
                return ~self.truth(operand)
            case ast.UnaryOp(op=op, operand=operand):
                value = _amounts(self.value(operand), operand)
                return -value if isinstance(op, ast.USub) else value
            case ast.BinOp(left=left, op=op, right=right):
                sides = (_amounts(self.value(side), side) for side in (left, right))
                return _undefined_is_an_error(node, _ARITHMETIC[type(op)], *sides)
            case ast.Call():
                (argument,) = _arguments(node)
                return _called(str(_function(node)), self.value(argument), node)
        raise _refused(f"{ast.unparse(node)!r}")

    def column(self, name: str) -> Array:
        if name not in self.columns:
            raise PlotSpecError(
                f"There is no column {name!r}.{suggestion(name, self.columns)} "
                f"There are: {quoted(self.columns)}. Texts stand in quotes."
            )
        return self.columns[name]

    def truth(self, node: ast.expr) -> Bools:
        value = np.asarray(self.value(node))
        if value.dtype == object and all(isinstance(v, bool) or v is None for v in value.flat):
            return value.astype(bool)  # what is missing fulfils no condition
        if value.dtype.kind != "b":
            raise PlotSpecError(f"{ast.unparse(node)!r} is neither true nor false: compare it.")
        return value

    def compared(self, node: ast.Compare) -> Bools:
        """Return where a chain of comparisons holds."""
        found: Any = True
        for left, op, right in zip([node.left, *node.comparators], node.ops, node.comparators,
                                   strict=False):  # fmt: skip
            if isinstance(op, ast.In | ast.NotIn):
                if not isinstance(right, ast.List | ast.Tuple):
                    raise PlotSpecError(f"'in' needs a list, not {ast.unparse(right)!r}.")
                each = [self.pair(left, ast.Eq(), item, node) for item in right.elts]
                among = np.logical_or.reduce(each) if each else np.False_
                holds = among if isinstance(op, ast.In) else np.logical_not(among)
            else:
                holds = self.pair(left, op, right, node)
            found = np.logical_and(found, holds)
        return np.asarray(found)

    def pair(self, left: ast.expr, op: ast.cmpop, right: ast.expr, whole: ast.expr) -> Any:
        """Return where one comparison holds; a value that a user wrote is read as the data are."""
        one, other = self.value(left), self.value(right)
        if _is_literal(left):
            one = self.like(right, other, one)
        elif _is_literal(right):
            other = self.like(left, one, other)
        return _undefined_is_an_error(whole, _compare, op, one, other)

    def like(self, node: ast.expr, value: Any, literal: Any) -> Any:
        """Return what a user wrote as values of the expression are that it is compared with."""
        kind = np.asarray(value).dtype.kind
        if kind == "m":
            return _length(literal)
        names = (part.id for part in ast.walk(node) if isinstance(part, ast.Name))
        reads = [self.read[name] for name in names if name in self.read]
        return reads[0](literal) if reads and kind in "MO" else literal


def _is_literal(node: ast.expr) -> bool:
    value = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(value, ast.Constant)


def _length(literal: Any) -> Any:
    """Return a length of time, written as text or as a number of days."""
    if not isinstance(literal, str):
        return from_days(np.array([literal], dtype=np.float64), Kind.DURATION)[0]
    import pandas as pd  # it reads "2 days"

    try:
        return pd.Timedelta(literal).to_timedelta64()
    except ValueError:
        raise PlotSpecError(f"{literal!r} is no length of time; write '2 days' or '6h'.") from None


def _undefined_is_an_error(node: ast.expr, func: Callable[..., Any], *values: Any) -> Any:
    try:
        return func(*values)
    except (TypeError, ValueError, OverflowError):
        raise PlotSpecError(
            f"{ast.unparse(node)!r} joins values that do not go together."
        ) from None


def _compare(op: ast.cmpop, one: Any, other: Any) -> Bools:
    """Compare numbers, times or objects; what is missing is unequal to all, never less or more."""
    made = [np.asarray(_bounded(value)) for value in (one, other)]
    a, b = np.broadcast_arrays(*made)
    compare = _COMPARISONS[type(op)]
    kinds = {each.dtype.kind for each in made}
    if "O" not in kinds and len(kinds & set("UMm")) + bool(kinds & set("iufb")) == 1:
        return np.asarray(compare(a, b))
    result = np.full(a.shape, isinstance(op, ast.NotEq))
    there = ~(_missing(a) | _missing(b))
    pairs = zip(a[there].tolist(), b[there].tolist(), strict=True)
    result[there] = [bool(compare(v, w)) for v, w in pairs]
    return result


def _missing(values: Array) -> Bools:
    """Tell where values are missing, of any shape."""
    if values.dtype.kind in "Mm":
        return np.isnat(values)
    if values.dtype != object:
        return np.asarray(values != values)
    return np.array([is_null(v) for v in values.flat], dtype=bool).reshape(values.shape)


def _bounded(value: Any) -> Any:
    """Return a whole number beyond those of numpy as a float."""
    if type(value) is int and not -(2**63) <= value < 2**64:
        return np.inf if value > 0 else -np.inf
    return value


def _amounts(value: Any, node: ast.expr) -> Any:
    """Return what has arithmetic: floats, times, and objects that are all numbers."""
    array = np.asarray(_bounded(value))
    if array.dtype == object and all(isinstance(v, Real) or is_null(v) for v in array.flat):
        present = [np.nan if is_null(v) else float(v) for v in array.flat]
        array = np.array(present, dtype=np.float64).reshape(array.shape)
    if array.dtype.kind in "iufb":
        return array.astype(np.float64)
    if array.dtype.kind in "Mm":
        return array
    raise PlotSpecError(f"{ast.unparse(node)!r} is no number to count with.")


def _called(name: str, value: Any, node: ast.expr) -> Any:
    """Return a function of a column: one value of a group, or one a row."""
    values = np.atleast_1d(np.asarray(value))
    if name == "abs":
        return np.abs(_amounts(value, node))
    missing = _missing(values)
    if name in ("isna", "notna"):
        return missing if name == "isna" else ~missing
    present = values[~missing]
    if name == "count":
        return float(len(present))
    if not len(present):
        return np.nan
    if name in ("first", "last"):
        return present[0 if name == "first" else -1]
    if present.dtype.kind in "OUb" and name in ("min", "max"):
        pick: Callable[..., Any] = min if name == "min" else max
        return _undefined_is_an_error(node, pick, present.tolist())
    amounts = _amounts(present, node)
    if amounts.dtype.kind == "M" and name not in ("min", "max"):
        origin = amounts[0]
        if name == "sum":
            raise PlotSpecError(f"{ast.unparse(node)!r}: times have no sum.")
        return origin + getattr(np, name)(amounts - origin)
    return getattr(np, name)(amounts)
