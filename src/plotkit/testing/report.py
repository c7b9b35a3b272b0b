"""What a check reports: which situation fails, what was expected, what happened, what to do."""

from __future__ import annotations

import traceback
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from plotkit.errors import PlotSpecError, PlotTypeError, PlotWarning, check_name
from plotkit.marks.values import NoSuchValueError
from plotkit.records import dataclass
from plotkit.spec.describe import part

_PACKAGE = Path(__file__).parents[1]
_NO_ERROR = "There is no error."
_MOST = 3
"""How many of the situations with the same fault are named; the others are counted."""


class FaultError(Exception):
    """Raised within a situation: what was expected, what happened, what to do."""

    def __init__(self, expected: str, happened: str, advice: str) -> None:
        super().__init__(happened)
        self.expected, self.happened, self.advice = expected, happened, advice


def fail(expected: str, happened: str, advice: str) -> NoReturn:
    """Report a fault of the situation that is running."""
    raise FaultError(expected, happened, advice)


@dataclass(frozen=True)
class Situation:
    """One small thing that a mark, stat, move or scale must master.

    Attributes
    ----------
    name
        How the report and the option `skip` call it.
    run
        Raises whatever goes wrong.
    tells
        Whether a :class:`PlotWarning` is in order, since something cannot be drawn.
    may_refuse
        Whether a clear :class:`PlotSpecError` is in order, since not everything takes part.
    """

    name: str
    run: Callable[[], object]
    tells: bool = False
    may_refuse: bool = False


@dataclass(frozen=True)
class Fault:
    """What is wrong in a situation.

    Attributes
    ----------
    situation
        Its name.
    expected, happened, advice
        What should be, what is, and what to do, in plain sentences.
    """

    situation: str
    expected: str
    happened: str
    advice: str


@dataclass(frozen=True)
class Report:
    """The result of a check.

    Attributes
    ----------
    subject
        What was checked.
    situations
        The names of those that were run.
    skipped
        Why situations were not run, by name.
    faults
        All that was found.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> from plotkit.testing import check_mark
    >>> report = check_mark(so.Dot(), skip={"every row counts": "shown in another test"})
    >>> report.faults
    ()
    >>> report.skipped
    {'every row counts': 'shown in another test'}
    """

    subject: str
    situations: tuple[str, ...]
    skipped: Mapping[str, str]
    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        failed = len({fault.situation for fault in self.faults})
        number = len(self.situations)
        if not failed:
            return f"{self.subject} passes in all {number} situations."
        lines = [f"{self.subject} fails in {failed} of {number} situations."]
        for place, alike in enumerate(_alike(self.faults), 1):
            first = alike[0]
            lines += [
                "",
                f"{place}. {_where([fault.situation for fault in alike])}",
                f"   Expected: {first.expected}",
                f"   Happened: {first.happened}",
                f"   What to do: {first.advice}",
            ]
        lines += ["", "What does not apply is left out with its reason: skip={situation: reason}."]
        return "\n".join(lines)


class CheckError(AssertionError):
    """Raised by a check that fails; its message is the report, which it holds too.

    Attributes
    ----------
    report
        All that was found.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> import plotkit.objects as so
    >>> from plotkit.testing import CheckError, check_mark
    >>> @dataclass(frozen=True)
    ... class Forgetful(so.Mark):
    ...     def draw(self, v, pane):
    ...         pass
    >>> try:
    ...     check_mark(Forgetful())
    ... except CheckError as error:
    ...     print(error.report.faults[0].happened)
    It drew nothing.
    """

    def __init__(self, report: Report) -> None:
        super().__init__(str(report))
        self.report = report


def run(subject: object, situations: Sequence[Situation], skip: Mapping[str, str] | None) -> Report:
    """Run all situations that are not skipped; raise one CheckError with all faults."""
    skip = dict(skip or {})
    names = [one.name for one in situations]
    for name, reason in skip.items():
        check_name(name, names, "situation")
        if not str(reason or "").strip():
            raise PlotTypeError(f"skip={{{name!r}: ...}} must say why, not {reason!r}.")
    faults, cause = [], None
    asked = [one for one in situations if one.name not in skip]
    for one in asked:
        try:
            _run_one(one)
        except FaultError as fault:
            faults.append(Fault(one.name, fault.expected, fault.happened, fault.advice))
        except Exception as error:
            cause = cause or error
            faults.append(_of_error(one.name, error))
    report = Report(part(subject), tuple(one.name for one in asked), skip, tuple(faults))
    if faults:
        raise CheckError(report) from cause
    return report


def _run_one(situation: Situation) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            situation.run()
        except PlotSpecError as error:
            if not situation.may_refuse or isinstance(error, NoSuchValueError | PlotTypeError):
                raise
    for warning in caught:
        if situation.tells and issubclass(warning.category, PlotWarning):
            continue
        fail(
            "No warning.",
            f"It warned: {warning.category.__name__}: {warning.message}",
            "Work only on values for which the result is defined, such as those above zero, and "
            "on as many rows as there are.",
        )


def _of_error(situation: str, error: Exception) -> Fault:
    """Return what an exception that nobody foresaw says of a situation."""
    raised = error.__cause__
    if isinstance(raised, Exception) and isinstance(error, PlotSpecError):
        error = raised  # what the author's own code raised
    happened = f"{type(error).__name__}: {error}{_place(error)}"
    if isinstance(error, NoSuchValueError):
        advice = (
            "Name in `needs` what the mark cannot be drawn without, and in `positions` or `stat` "
            "where it comes from; ask `'name' in v` for what is optional."
        )
    elif isinstance(error, PlotSpecError):
        advice = (
            "Do as the message says. What must be assigned is named in `needs` or `reads`, or "
            "given to the check: values={name: column}."
        )
    else:
        advice = (
            "Mend the line that is named. No rows, one row and equal values are usual: a facet or "
            "a group may have no more."
        )
    return Fault(situation, _NO_ERROR, happened, advice)


def _place(error: Exception) -> str:
    """Return the last line of the author's own code that an error went through."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [one for one in frames if _is_own(one.filename)]
    return f" ({Path(own[-1].filename).name}, line {own[-1].lineno})" if own else ""


def _is_own(file: str) -> bool:
    path = Path(file)
    return not path.is_relative_to(_PACKAGE) and "site-packages" not in path.parts


def _alike(faults: Iterable[Fault]) -> list[list[Fault]]:
    """Return faults that differ in nothing but their situation together."""
    groups: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        told = fault.happened if fault.expected == _NO_ERROR else fault.expected
        groups.setdefault((told, fault.advice), []).append(fault)
    return list(groups.values())


def _where(names: Sequence[str]) -> str:
    shown = ", ".join(map(repr, names[:_MOST]))
    return f"{shown} and {len(names) - _MOST} more" if len(names) > _MOST else shown
