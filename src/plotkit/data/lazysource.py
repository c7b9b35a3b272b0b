"""A lazy table as it came in: its schema is known, its rows are not read but by a query."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from functools import partial
from typing import Any, ClassVar

import numpy as np

from plotkit.data import profile
from plotkit.data.column import Column
from plotkit.data.convert import to_column
from plotkit.data.enginecolumns import EngineColumns
from plotkit.data.enginelevels import Coding
from plotkit.data.expr import LARGEST
from plotkit.data.glance import Crowded, Glance, glance
from plotkit.data.groupfacts import GroupFacts, Told
from plotkit.data.kind import Kind
from plotkit.data.known import Facts
from plotkit.data.lazy import LazyTable
from plotkit.data.lazyrows import read_lazy_rows
from plotkit.data.native import Frame, answering, literal_of, with_row_numbers
from plotkit.data.presumed import Origin, Presumed
from plotkit.data.profile import MOST_COMBINATIONS, ROW, too_many_levels
from plotkit.data.quantiles import Quantiles, grid
from plotkit.data.queries import Answer, Asked, run
from plotkit.data.readings import Field, is_amount, may_be_whole
from plotkit.data.reductions import ENGINE, OF_PANDAS, Reduction
from plotkit.data.roles import NUMBERS, STANDARD
from plotkit.data.rowlimit import TooManyRowsError
from plotkit.data.rows import Rows
from plotkit.data.summary import Summary, SummaryRequest, sorted_levels
from plotkit.data.units import Coordinates
from plotkit.data.variables import ColumnVariable, ConstantVariable, Variable
from plotkit.data.whenused import nw
from plotkit.errors import PlotSpecError, quoted
from plotkit.records import dataclass, field, replace

MAX_LEVELS = 10_000


@dataclass(frozen=True, eq=False)
class LazySource(EngineColumns):
    """Named columns outside memory, and what was asked of them."""

    lazy: ClassVar[bool] = True
    n: ClassVar[None] = None
    titles: Mapping[Hashable, str | None] = field(default_factory=dict)
    _summaries: dict[Hashable, Summary] = field(default_factory=dict, repr=False)
    _known: dict[Hashable, Any] = field(default_factory=dict, repr=False)
    """What was asked once: counts, scores and quantiles."""
    _facts: dict[Hashable, Facts] = field(default_factory=dict, repr=False)
    _answers: dict[Hashable, tuple[Frame, Answer]] = field(default_factory=dict, repr=False)
    _told: list[Told] = field(default_factory=list, repr=False)
    _presumed: Presumed = field(default_factory=Presumed, repr=False)
    _crowded: set[Hashable] = field(default_factory=set, repr=False)
    """The columns of which it is known that they have too many values."""

    @property
    def count(self) -> int | None:
        """How many rows there are, if somebody asked."""
        return self._known.get("n")

    def derived(self, words: Hashable, make: Callable[[], LazySource]) -> LazySource:
        """Return a source made from this one, the same for the same words."""
        if self._presumed.refuted:
            self._forget()
        made: LazySource = self._known.get(words) or self._known.setdefault(words, make())
        return made

    def rows(self, fields: Mapping[Field, Variable], n: int, coords: Coordinates) -> Rows:
        """Return the rows of a layer, without those that cannot be shown; see :class:`Source`."""
        keys = {f.name: v.key for f, v in fields.items() if isinstance(v, ColumnVariable)}
        given = {f.name: v.value for f, v in fields.items() if isinstance(v, ConstantVariable)}
        floats = [f.name for f in fields if is_amount(f.reading)]
        whole = {f.name for f in fields if may_be_whole(f.reading)}
        data = replace(self.relation(keys, given, floats, whole), coords=coords)
        words = tuple(keys.items()), repr(given), tuple(floats), tuple(sorted(whole))
        asked = Asked(self._answers, ()).then("relation", *words)
        facts = {name: self._facts[key] for name, key in keys.items() if key in self._facts}
        groups = tuple(GroupFacts.of(told, keys) for told in self._told)
        origin = Origin(self._presumed, keys, self._told)
        data = replace(data, asked=asked, origin=origin)
        orders = {name: self._order(key) for name, key in keys.items()}
        with answering(self.frame):
            return read_lazy_rows(data, fields, self.count, facts, groups, orders)

    def relation(
        self,
        variables: Mapping[str, Hashable],
        constants: Mapping[str, Any] | None = None,
        floats: Collection[str] = (*STANDARD, *NUMBERS),
        whole: Collection[str] = (),
    ) -> LazyTable:
        """Return the table of a layer: each variable by its own name, nothing read yet.

        Numbers, times and durations (both in days) are floats, but for whole numbers where they
        are wanted as they are; booleans too where they are wanted so, elsewhere they are
        categories.

        Parameters
        ----------
        variables
            Names of variables and the keys of the columns they are.
        constants
            Names of variables and the one value that each has in all rows.
        floats
            Names of variables that are numbers also if they hold booleans.
        whole
            Names of variables whose whole numbers stay whole.
        """
        made = {name: to_column([value], name) for name, value in (constants or {}).items()}
        kinds = {name: self.kind(key) for name, key in variables.items()}
        kinds |= {name: column.kind for name, column in made.items()}
        categories = {
            name: self._declared(variables[name]) if name in variables else None
            for name, kind in kinds.items()
            if kind is Kind.CATEGORY or (kind is Kind.BOOLEAN and name not in floats)
        }
        known = self._facts
        clean = [n for n, key in variables.items() if key in known and not known[key].missing]
        frame = self._entry(variables, floats, whole, clean)
        frame = frame.with_columns(
            literal_of(column, name in categories).alias(name) for name, column in made.items()
        )
        names = tuple(kinds)
        # An engine has no table without columns; its rows may still be counted.
        frame = frame.select(*names) if names else frame
        return LazyTable(frame, names, limit=self.limit, categories=categories)

    def summaries(self, wanted: Mapping[Hashable, bool]) -> dict[Hashable, Summary]:
        """Return the summaries of columns; True asks for the distinct values of numbers too.

        One query tells the extremes of all numbers. Nothing is asked for twice.
        """
        kinds = {key: self.kind(key) for key in wanted if key not in self._summaries}
        self.profile((), [key for key, kind in kinds.items() if kind is not Kind.CATEGORY])
        for key, levels in wanted.items():
            known = self._summaries.get(key)
            if known is None or (levels and known.levels is None):
                self._ask_levels(key)
        return {key: self._summaries[key] for key in wanted}

    def summary(self, key: Hashable, request: SummaryRequest) -> Summary:
        """Return the summary of a column, but for scores.

        Texts are in order of appearance, as in memory. Where levels are joined, only the most
        frequent are asked for, however many there are.
        """
        if not request.counts:
            found = self.summaries({key: request.levels})[key]
        else:
            counts = self._once("counts", key, request.top is not None and request.by is None)
            levels = self._declared(key) or tuple(counts)
            levels = levels if self.kind(key) is Kind.CATEGORY else sorted_levels(counts)
            known = Summary(Kind.CATEGORY, declared=self._declared(key) is not None)
            if self.kind(key) is not Kind.CATEGORY:
                known = self.summaries({key: False})[key]
            found = replace(known, levels=levels, counts=counts)
        if request.positive and found.least_positive is None and found.kind is not Kind.CATEGORY:
            found = replace(found, least_positive=self._once("least", key, None))
        if request.shares and found.kind is not Kind.CATEGORY:
            found = replace(found, quantiles=self._once("quantiles", key, request.shares))
        return found

    def scores(
        self, levels: Hashable | Column, other: Hashable, how: Reduction
    ) -> dict[Any, float]:
        """Return a reduction of another column for each level of a column."""
        if isinstance(levels, Column):
            return {}
        return dict(self._once("scores", levels, (other, how)))

    def _once(self, what: str, key: Hashable, option: Any) -> Any:
        asked = (what, key, option)
        if asked not in self._known:
            self._known[asked] = getattr(self, f"_ask_{what}")(key, option)
        return self._known[asked]

    def _ask_counts(self, key: Hashable, joined: bool) -> dict[Any, int]:
        """Count the rows of each level, in order of appearance."""
        if key in self._crowded and not joined:
            raise too_many_levels(key, MAX_LEVELS)
        frame = self._numbered(key)
        frame = frame.group_by("level").agg(
            nw.col("level").count().alias("rows"), nw.col(ROW).min().alias(ROW)
        )
        frame = frame.sort("rows", "level", descending=[True, False])
        rows = run(frame.head(MAX_LEVELS + (not joined)))
        if len(rows) > MAX_LEVELS:
            raise too_many_levels(key, MAX_LEVELS)
        rows = rows.sort(ROW, "level")
        levels = self._restored_levels(key, to_column(rows["level"], key))
        return dict(zip(levels, rows["rows"].to_list(), strict=True))

    def _numbered(self, key: Hashable) -> Frame:
        """Return the values of a column that are there, each with the number of its row."""
        frame = with_row_numbers(self.frame, ROW)
        source = replace(self, frame=frame)
        return source._entry({"level": key, ROW: ROW}, whole=["level"]).drop_nulls(["level"])

    def _ask_scores(self, key: Hashable, asked: tuple[Hashable, Reduction]) -> dict[Any, float]:
        other, how = asked
        data = self.relation({"level": key, "weight": other}, floats=["weight"], whole=["level"])
        data = replace(data, coded={"level": Coding(self.kind(key))})
        data = data.filter(~data["level"].is_null())
        try:
            if how.how == "median":  # all engines have one; stats find theirs in less memory
                found = data.frame.group_by("level").agg(score=nw.col("weight").median())
                made = replace(
                    data, frame=found, names=("level", "score"), keys=("level",), reduced=True
                ).collect()
            else:
                made = data.group("level").agg(score=replace(how, column="weight")).collect()
        except TooManyRowsError:
            said = getattr(how.func, "__name__", repr(how.how))
            said = next((repr(n) for n, func in OF_PANDAS.items() if func is how.func), said)
            names = quoted(sorted({*ENGINE, "median"}))
            raise PlotSpecError(
                f"by({other!r}, {said}) needs more than {self.limit:,} rows of {other!r} in "
                f"memory. An engine finds these: {names}. Or give the levels in their order, by "
                "name."
            ) from None
        levels = list(np.asarray(made["level"]))
        return dict(zip(levels, made["score"].tolist(), strict=True))

    def _ask_quantiles(self, key: Hashable, shares: tuple[float, ...]) -> Quantiles:
        here, asked = self.frame.implementation, grid(shares)
        if not (here.is_polars() or here.is_duckdb() or here.is_ibis()):
            return self.column(key).quantiles(shares)  # the others have no exact ones
        frame = self._entry({"v": key}, floats="v").drop_nulls()
        frame = frame.filter(nw.col("v").is_between(-LARGEST, LARGEST))
        return profile.ask_quantiles(frame, asked)

    def _ask_least(self, key: Hashable, _: None) -> float | None:
        return profile.ask_least(self._entry({"v": key}, floats="v").drop_nulls())

    def profile(
        self,
        levels: Collection[Hashable],
        others: Collection[Hashable],
        orders: Collection[Hashable] = (),
    ) -> None:
        """Ask by one query for the levels of some columns, and the extremes of others.

        What is known once is not asked for again. Levels that have too many combinations are
        asked for later, column by column, unless a column is known to have too many by itself. Of
        a large file a glance comes first, and what it cannot tell is presumed.

        Parameters
        ----------
        levels
            Columns of categories, or of numbers whose values are levels.
        others
            Columns that are not.
        orders
            Columns of texts that have no scale: their values may be too many to be levels, and are
            in order of appearance if they are not too many for a profile.
        """
        if self._presumed.refuted:
            self._forget()
        with answering(self.frame):
            self._profile(levels, others, orders)

    def _profile(self, *asked: Collection[Hashable]) -> None:
        levels, others, orders = asked
        kinds = {key: self.kind(key) for key in (*levels, *orders, *others)}
        grouped = [
            key
            for key in (*levels, *orders)
            if not (kinds[key] is Kind.BOOLEAN or self._is_listed(key) or key in self._crowded)
        ]
        named = {f"k{i}": key for i, key in enumerate(dict.fromkeys(grouped))}
        numbers = [
            key for key in kinds if kinds[key] is not Kind.CATEGORY and key not in self._facts
        ]
        names = {f"c{i}": key for i, key in enumerate(numbers)}
        if not named and not names:
            return
        most = {n: MAX_LEVELS if k in levels else MOST_COMBINATIONS for n, k in named.items()}
        seen = None if self._known.get("sure") else glance(self, named, names, most)
        if isinstance(seen, Glance):
            self._presume(seen, named, names)
            return
        if isinstance(seen, Crowded):
            self._crowded.update(named[name] for name in seen.names)
            self.profile(levels, others, orders)
            return
        source, row = self, {}
        if named:
            source, row = replace(self, frame=with_row_numbers(self.frame, ROW)), {ROW: ROW}
        taken = {**named, **names, **row}
        frame = source._entry(taken, floats=names, whole=(*named, *row))
        found = profile.ask_finite(frame, list(named), list(names))
        if found.cut:
            crowded = {k for n, k in named.items() if found.answer[n].n_unique() > MAX_LEVELS}
            self._crowded.update(crowded)
            if crowded:
                self.profile(levels, others, orders)
            else:
                self.profile(levels if orders else (), others)
            return
        self._known["n"] = found.n
        self._told.append((found.answer, named, names))
        for name, key in names.items():
            self._measure(key, found.facts(name))
        for name, key in named.items():
            self._count(key, found.counts(name, partial(self._restored_levels, key)), found.n)

    def _is_listed(self, key: Hashable) -> bool:
        """Tell whether the levels of a column are known, and how many rows have none."""
        return key in self._facts and self._summaries[key].levels is not None

    def _presume(
        self, found: Glance, named: Mapping[str, Hashable], names: Mapping[str, Hashable]
    ) -> None:
        """Take what a glance tells as it is: levels by name, and numbers."""
        self._known["n"] = found.n
        for name, key in names.items():
            self._measure(key, Facts(0, 0, found.ends[name]))
        for name, key in named.items():
            values = found.levels[name]
            self._list(key, list(self._restored_levels(key, to_column(values, key))), 0)
            self._presumed.levels[key] = frozenset(values.to_list())
        self._presumed.whole.update(names[name] for name in found.unsure)

    def settle(self) -> None:
        """Ask for what is still presumed.

        Raises
        ------
        Refuted
            If it is not so.
        """
        if not self._presumed:
            return
        levels, whole = list(self._presumed.levels), list(self._presumed.whole)
        open_ = dict.fromkeys((*levels, *whole))
        kept = [(self._facts.pop(key), self._summaries.pop(key)) for key in open_]
        self._known["sure"] = True
        self.profile(levels, whole)
        if kept != [(self._facts.get(key), self._summaries.get(key)) for key in open_]:
            self._presumed.refute()
        self._presumed.bear_all_out()

    def _forget(self) -> None:
        """Forget all that was asked, and presume nothing more."""
        for kept in (self._summaries, self._known, self._facts, self._answers, self._told):
            kept.clear()
        self._presumed.refuted, self._known["sure"] = False, True

    def _measure(self, key: Hashable, facts: Facts) -> None:
        """Keep what is known of a column that is no category."""
        self._facts[key] = facts
        kind, whole = self.kind(key), self._dtype(key).is_integer()
        self._summaries[key] = profile.measured(facts, kind, self.zone(key), whole)

    def _count(self, key: Hashable, counts: dict[Any, int], n: int) -> None:
        """Keep the levels of a column that a profile gave, and how many rows each has."""
        if len(counts) > MAX_LEVELS:  # told where they are asked for
            self._known["order", key] = tuple(counts)
            self._crowded.add(key)
            return
        for joined in (False, True):
            self._known["counts", key, joined] = counts
        self._list(key, list(counts), n - sum(counts.values()))

    def _order(self, key: Hashable) -> tuple[Any, ...] | None:
        """Return the texts of a column in their order: that of the column, or of appearance.

        None if it holds no texts, or if nobody asked or they were too many for a profile.
        """
        if self.kind(key) is not Kind.CATEGORY:
            return None
        known = self._summaries.get(key)
        listed = known.levels if known is not None else self._known.get(("order", key))
        return self._declared(key) or listed

    def _list(self, key: Hashable, levels: list[Any], missing: int) -> None:
        """Keep the levels of a column, and how many rows have none."""
        kind = self.kind(key)
        if kind is Kind.CATEGORY:
            declared = self._declared(key)
            there = declared or tuple(levels)
            self._summaries[key] = Summary(kind, levels=there, declared=declared is not None)
            self._facts[key] = Facts(missing)
        else:
            held = Column(kind, np.array(levels)).factor() if levels else None
            known = () if held is None else held.levels
            self._summaries[key] = replace(self._summaries[key], levels=known)

    def _ask_levels(self, key: Hashable) -> None:
        if declared := self._declared(key):
            self._summaries[key] = Summary(Kind.CATEGORY, levels=declared, declared=True)
            return
        self.profile([key], ())
        if self._summaries.get(key, Summary(Kind.NUMBER)).levels is None:
            raise too_many_levels(key, MAX_LEVELS)
