"""How many recommendations of many pairs were answered how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from ncpi import fields, frozen, render
from ncpi.archive.caveat_counts import CaveatCount, caveat_counts, counts_gate, counts_tuple
from ncpi.archive.grouping import Group, by_framework, group_of, in_order
from ncpi.archive.pair_results import PairResult
from ncpi.comparison import Caveat, RecommendationComparison
from ncpi.errors import Fault, InvalidError
from ncpi.model import Body, Framework, Noun
from ncpi.model.sources import texts
from ncpi.vocabulary import Basis, Grouping, Outcome

__all__ = ["OutcomeCount", "OutcomeRow", "OutcomeTable", "outcome_table"]

_basis = fields.optional(fields.member(Basis))


@attrs.frozen(kw_only=True, repr=False)
class OutcomeCount(Noun):
    """How many entries came to one outcome on one basis.

    Attributes:
        outcome: what the comparison says of the recommendation.
        basis: how firmly that is tied to it; None where nothing read speaks of it.
        concern_basis: where a finding that answers it is a concern besides, how firmly that
            is tied to it; None without one. It may be better and a concern at once.
        entries: how many; one recommendation has an entry in every pair of its baseline.
    """

    TAG = "outcome-count"

    outcome: Outcome = attrs.field(validator=fields.member(Outcome))
    basis: Basis | None = attrs.field(default=None, validator=_basis)
    concern_basis: Basis | None = attrs.field(default=None, validator=_basis)
    entries: int = attrs.field(validator=fields.whole(1))

    @property
    def mark(self) -> tuple[Outcome, Basis | None, Basis | None]:
        """What tells it from the other counts of a row."""
        return self.outcome, self.basis, self.concern_basis

    def label(self) -> str:
        basis = f" ({self.basis.value})" if self.basis else ""
        concern = f", and a concern ({self.concern_basis.value})" if self.concern_basis else ""
        return f"{self.outcome.value}{basis}{concern}: {self.entries}"


_FIRM = (Basis.STATED, Basis.CODED)


def _counts(value: Iterable[OutcomeCount]) -> tuple[OutcomeCount, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class OutcomeRow(Noun):
    """One group of recommendations, and how they were answered.

    Attributes:
        group: what the group is called.
        named: whether that is a name; False for those that have none: the year isn't known,
            the body isn't among those given, and so on.
        framework: the key of the framework whose theme it is; None outside themes, and
            where the baseline names no framework.
        pairs: how many compared pairs it has recommendations of; outside themes, also
            pairs of which no recommendation is listed.
        baselines: how many reports those pairs have for a baseline.
        refused: how many pairs of the group could not be compared. By theme they are in no
            row, since nobody knows what they would have asked.
        recommendations: how many recommendations are listed, each counted once however
            many follow-ups its baseline has. Areas for improvement are among them.
        made: how many recommendations those of the baselines made that say so, areas for
            improvement not counted; None by theme, where nobody says so.
        made_unknown: how many baselines don't say how many they made.
        made_listed: how many recommendations are listed of the baselines that say how many they
            made, areas for improvement not counted: of *made*, so many are counted here.
        counts: how many entries came to what.
        crosswalks: how the theme stands to themes of other frameworks that have a row.

    Raises:
        ncpi.errors.InvalidError: one outcome is counted twice, or a count contradicts another.
    """

    TAG = "outcome-row"

    group: str = attrs.field(validator=fields.text)
    named: bool = attrs.field(default=True, validator=fields.truth)
    framework: str | None = attrs.field(default=None, validator=fields.optional(fields.name))
    pairs: int = attrs.field(validator=fields.whole())
    baselines: int = attrs.field(validator=fields.whole())
    refused: int = attrs.field(default=0, validator=fields.whole())
    recommendations: int = attrs.field(validator=fields.whole())
    made: int | None = attrs.field(default=None, validator=fields.optional(fields.whole()))
    made_unknown: int | None = attrs.field(default=None, validator=fields.optional(fields.whole()))
    made_listed: int | None = attrs.field(default=None, validator=fields.optional(fields.whole()))
    counts: tuple[OutcomeCount, ...] = attrs.field(
        default=(),
        converter=_counts,
        validator=fields.unique(fields.instance(OutcomeCount), "mark"),
    )
    crosswalks: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.unique(fields.text)
    )

    def __attrs_post_init__(self) -> None:
        faults: list[Fault] = []
        if self.recommendations > self.entries:
            message = f"{self.recommendations} recommendations with {self.entries} entries"
            faults.append(Fault("recommendations", "inconsistent", message))
        if self.baselines > self.pairs:
            message = f"{self.baselines} baselines in {self.pairs} pairs"
            faults.append(Fault("baselines", "inconsistent", message))
        if faults:
            raise InvalidError(faults, type(self).__name__)

    @property
    def entries(self) -> int:
        """How many answers were looked for: each recommendation once in every pair of it."""
        return sum(count.entries for count in self.counts)

    @property
    def not_mentioned(self) -> int:
        """In how many entries nothing read answers it: not evidence that nothing was done."""
        return self.count(Outcome.NOT_MENTIONED)

    @property
    def answered(self) -> int:
        """In how many entries something read speaks of the recommendation."""
        return self.entries - self.not_mentioned

    def count(self, outcome: Outcome, *bases: Basis) -> int:
        """How many entries came to *outcome*, on one of *bases* or, without, on any."""
        return sum(
            told.entries
            for told in self.counts
            if told.outcome is outcome and (not bases or told.basis in bases)
        )

    def label(self) -> str:
        where = f" [{self.framework}]" if self.framework else ""
        told = f"{self.group}{where}: {self.answered} of {self.entries} answered in what was read"
        firm = sum(count.entries for count in self.counts if count.basis in _FIRM)
        weak = self.answered - firm
        return f"{told}, {weak} of them only as proposed or by theme" if weak else told


def _rows(value: Iterable[OutcomeRow]) -> tuple[OutcomeRow, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class OutcomeTable(Noun):
    """How many recommendations were answered how, group by group.

    An entry is one recommendation in one pair, and stands in exactly one row. A baseline with
    several follow-ups gives one recommendation several entries, so that a row tells both.
    Nothing here is a share: what is listed was not drawn at random from what was made.

    Attributes:
        by: what the groups are.
        rows: what is named comes first, in alphabetical order; what isn't known, last.
        caveats: how many of all entries carry each caveat of their own.
    """

    TAG = "outcome-table"

    by: Grouping = attrs.field(validator=fields.member(Grouping))
    rows: tuple[OutcomeRow, ...] = attrs.field(
        default=(),
        converter=_rows,
        validator=fields.unique(fields.instance(OutcomeRow), "group", "named", "framework"),
    )
    caveats: tuple[CaveatCount, ...] = attrs.field(
        default=(), converter=counts_tuple, validator=counts_gate
    )

    @property
    def entries(self) -> int:
        """How many entries all rows have together."""
        return sum(row.entries for row in self.rows)

    def label(self) -> str:
        return f"{self.entries} entries by {self.by.value}"

    def describe(self) -> render.Sheet:
        from ncpi.archive.programme_view import outcomes_sheet  # noqa: PLC0415 - it shows this

        return outcomes_sheet(self)


class _Tally:
    """What is counted for one row while the pairs go by."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pairs: set[tuple[str, str]] = set()
        self.baselines: dict[str, PairResult] = {}
        self.refused = 0
        self.asked: set[tuple[str, str]] = set()
        self.counts: Counter[tuple[Outcome, Basis | None, Basis | None]] = Counter()

    def meet(self, pair: PairResult) -> None:
        """A compared pair of the group."""
        self.pairs.add(pair.keys)
        self.baselines.setdefault(pair.baseline.key, pair)

    def count(self, pair: PairResult, entry: RecommendationComparison) -> None:
        """One entry of the group."""
        self.asked.add((pair.baseline.key, entry.key))
        self.counts[entry.progress, entry.basis, entry.concern_basis] += 1


def outcome_table(
    pairs: Sequence[PairResult],
    by: Grouping,
    places: Mapping[str, Body],
    frameworks: Iterable[Framework],
) -> OutcomeTable:
    """The recommendations of *pairs*, counted by *by*; in one pass."""
    tallies: dict[Group, _Tally] = {}
    caveats: list[tuple[Caveat, ...]] = []
    for pair in pairs:
        group = None if by is Grouping.THEME else group_of(pair, by, places)
        if group is not None:
            tally = tallies.setdefault(group, _Tally(group.name))
            if pair.comparison is None:
                tally.refused += 1
            else:
                tally.meet(pair)
        for entry in pair.comparison.recommendations if pair.comparison else ():
            theme = entry.recommendation.theme
            here = group or by_framework(theme, pair.baseline.framework)
            name = theme if group is None and theme else here.name
            tally = tallies.setdefault(here, _Tally(name))
            tally.meet(pair)
            tally.count(pair, entry)
            caveats.append(entry.caveats)
    walks = _walks(frameworks, tallies) if by is Grouping.THEME else {}
    rows = [_row(group, tallies[group], by, walks.get(group, ())) for group in in_order(tallies)]
    return OutcomeTable(by=by, rows=rows, caveats=caveat_counts(caveats))


def _row(group: Group, tally: _Tally, by: Grouping, walks: Iterable[str]) -> OutcomeRow:
    known = [pair for pair in tally.baselines.values() if pair.recommendations_made is not None]
    apart = by is Grouping.THEME
    return OutcomeRow(
        group=tally.name,
        named=not group.unnamed,
        framework=group.framework,
        pairs=len(tally.pairs),
        baselines=len(tally.baselines),
        refused=tally.refused,
        recommendations=len(tally.asked),
        made=None if apart else sum(pair.recommendations_made or 0 for pair in known),
        made_unknown=None if apart else len(tally.baselines) - len(known),
        made_listed=None if apart else sum(pair.recommendations_listed for pair in known),
        counts=[
            OutcomeCount(outcome=outcome, basis=basis, concern_basis=concern, entries=number)
            for (outcome, basis, concern), number in sorted(tally.counts.items(), key=_strength)
        ],
        crosswalks=tuple(dict.fromkeys(walks)),
    )


_OUTCOMES = {outcome: place for place, outcome in enumerate(Outcome)}
_BASES: dict[Basis | None, int] = {None: -1, **{basis: place for place, basis in enumerate(Basis)}}


def _strength(count: tuple[tuple[Outcome, Basis | None, Basis | None], int]) -> tuple[int, ...]:
    (outcome, basis, concern), _ = count
    return _OUTCOMES[outcome], _BASES[basis], _BASES[concern]


def _walks(
    frameworks: Iterable[Framework], tallies: Mapping[Group, _Tally]
) -> dict[Group, list[str]]:
    """How the themes of two frameworks that both have a row are said to stand."""
    said: dict[Group, list[str]] = {}
    for framework in frameworks:
        for walk in framework.crosswalks:
            here = by_framework(walk.theme, framework.key)
            if walk.other is None:
                continue
            there = by_framework(walk.other, walk.framework)
            if here in tallies and there in tallies:
                match = walk.match.value
                said.setdefault(here, []).append(f"{match}: {walk.other} [{walk.framework}]")
                said.setdefault(there, []).append(f"{match}: {walk.theme} [{framework.key}]")
    return said
