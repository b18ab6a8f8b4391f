"""Counts of the recommendations of many pairs by outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from ncpi.comparison import Caveat, RecommendationComparison, ReportHeading
from ncpi.comparison.pairs import PairResult
from ncpi.model import Body, Framework
from ncpi.model._shown import Shown
from ncpi.programme._counts import Count, caveat_counts, entries_of
from ncpi.programme._grouping import Group, by_framework, group_of, in_order
from ncpi.vocabulary import Basis, CaveatCode, Grouping, Outcome

__all__ = ["OutcomeRow", "OutcomeTable", "outcome_table"]


@attrs.frozen(kw_only=True)
class OutcomeRow(Shown):
    """One group of recommendations and their outcomes.

    Attributes:
        group: the label of the group.
        named: whether the label is a name. False for the rest: the year isn't known, the body
            isn't among those given, and so on.
        framework: the key of the theme's framework; None if the group isn't a theme or the
            baseline names no framework.
        pairs: the number of compared pairs. A group by theme counts only pairs with a
            recommendation in it.
        baselines: the number of baselines of those pairs.
        refused: how many pairs of the group could not be compared. They are in no group by
            theme, because their recommendations aren't compared.
        recommendations: how many recommendations are listed, including areas for improvement,
            each counted once however many follow-ups its baseline has.
        made: how many recommendations the baselines that state a number made, not counting
            areas for improvement; None for a theme.
        made_unknown: how many baselines don't state a number; None for a theme.
        made_listed: how many recommendations are listed for the baselines that state a number,
            not counting areas for improvement; None for a theme.
        counts: how many entries have each outcome.
        crosswalks: how the theme corresponds to themes of other frameworks in the table.
    """

    group: str
    named: bool = True
    framework: str | None = None
    pairs: int
    baselines: int
    refused: int = 0
    recommendations: int
    made: int | None = None
    made_unknown: int | None = None
    made_listed: int | None = None
    counts: tuple[Count[Outcome], ...] = ()
    crosswalks: tuple[str, ...] = ()

    @property
    def entries(self) -> int:
        """The number of entries: each recommendation once in each pair of its baseline."""
        return sum(count.entries for count in self.counts)

    @property
    def not_mentioned(self) -> int:
        """How many entries nothing read answers, which isn't evidence that nothing was done."""
        return self.count(Outcome.NOT_MENTIONED)

    @property
    def answered(self) -> int:
        """How many entries have a recommendation that something read mentions."""
        return self.entries - self.not_mentioned

    def count(self, outcome: Outcome | str, *bases: Basis | str) -> int:
        """How many entries have *outcome*, on one of *bases*, or on any basis if none is given."""
        return entries_of(self.counts, Outcome, outcome, bases)

    def label(self) -> str:
        where = f" [{self.framework}]" if self.framework else ""
        text = f"{self.group}{where}: {self.answered} of {self.entries} answered in what was read"
        firm = sum(count.entries for count in self.counts if count.basis and count.basis.is_firm)
        weak = self.answered - firm
        return f"{text}, {weak} of them only as proposed or by theme" if weak else text


@attrs.frozen(kw_only=True)
class OutcomeTable(Shown):
    """How many recommendations have each outcome, group by group.

    An entry is one recommendation in one pair, and is in exactly one row. If a baseline has
    several follow-ups, each of its recommendations has several entries; a row gives both
    numbers. Nothing here is a share: the listed recommendations aren't a random sample.

    Attributes:
        by: the grouping.
        rows: named groups first, in alphabetical order, then the others.
        caveats: how many of all entries have each caveat.
    """

    by: Grouping
    rows: tuple[OutcomeRow, ...] = ()
    caveats: tuple[Count[CaveatCode], ...] = ()

    @property
    def entries(self) -> int:
        """The number of entries in all rows."""
        return sum(row.entries for row in self.rows)

    def label(self) -> str:
        return f"{self.entries} entries by {self.by.value}"


class _Tally:
    """The counts for one row, updated pair by pair."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pairs: set[tuple[str, str]] = set()
        self.baselines: dict[str, ReportHeading] = {}
        self.refused = 0
        self.asked: set[tuple[str, str]] = set()
        self.counts: Counter[tuple[Outcome, Basis | None, Basis | None]] = Counter()

    def add_pair(self, pair: PairResult) -> None:
        self.pairs.add(pair.keys)
        self.baselines[pair.baseline.key] = pair.baseline

    def add_entry(self, pair: PairResult, entry: RecommendationComparison) -> None:
        self.asked.add((pair.baseline.key, entry.key))
        self.counts[entry.progress, entry.basis, entry.concern_basis] += 1


def outcome_table(
    pairs: Sequence[PairResult],
    by: Grouping,
    places: Mapping[str, Body],
    frameworks: Iterable[Framework],
) -> OutcomeTable:
    """The recommendations of *pairs*, counted by *by*."""
    tallies: dict[Group, _Tally] = {}
    caveats: list[tuple[Caveat, ...]] = []
    for pair in pairs:
        group = None if by is Grouping.THEME else group_of(pair, by, places)
        if group is not None:
            tally = tallies.setdefault(group, _Tally(group.name))
            if pair.comparison is None:
                tally.refused += 1
            else:
                tally.add_pair(pair)
        for entry in pair.comparison.recommendations if pair.comparison else ():
            theme = entry.recommendation.theme
            here = group or by_framework(theme, pair.baseline.framework)
            name = theme if group is None and theme else here.name
            tally = tallies.setdefault(here, _Tally(name))
            tally.add_pair(pair)
            tally.add_entry(pair, entry)
            caveats.append(entry.caveats)
    walks = _crosswalks(frameworks, tallies) if by is Grouping.THEME else {}
    rows = (_row(group, tallies[group], by, walks.get(group, ())) for group in in_order(tallies))
    return OutcomeTable(by=by, rows=tuple(rows), caveats=caveat_counts(caveats))


def _row(group: Group, tally: _Tally, by: Grouping, walks: Iterable[str]) -> OutcomeRow:
    known = [one for one in tally.baselines.values() if one.recommendations_made is not None]
    by_theme = by is Grouping.THEME
    return OutcomeRow(
        group=tally.name,
        named=group.named,
        framework=group.framework,
        pairs=len(tally.pairs),
        baselines=len(tally.baselines),
        refused=tally.refused,
        recommendations=len(tally.asked),
        made=None if by_theme else sum(one.recommendations_made or 0 for one in known),
        made_unknown=None if by_theme else len(tally.baselines) - len(known),
        made_listed=None if by_theme else sum(one.recommendations_listed for one in known),
        counts=tuple(
            Count(what=outcome, basis=basis, concern_basis=concern, entries=number)
            for (outcome, basis, concern), number in sorted(tally.counts.items(), key=_strength)
        ),
        crosswalks=tuple(dict.fromkeys(walks)),
    )


_OUTCOMES = {outcome: place for place, outcome in enumerate(Outcome)}


def _strength(count: tuple[tuple[Outcome, Basis | None, Basis | None], int]) -> tuple[int, ...]:
    (outcome, *bases), _ = count
    return _OUTCOMES[outcome], *(basis.rank if basis else -1 for basis in bases)


def _crosswalks(
    frameworks: Iterable[Framework], tallies: Mapping[Group, _Tally]
) -> dict[Group, list[str]]:
    """The crosswalks between themes of two frameworks that both have a row."""
    found: dict[Group, list[str]] = {}
    for framework in frameworks:
        for walk in framework.crosswalks:
            here = by_framework(walk.theme, framework.key)
            if walk.other is None:
                continue
            there = by_framework(walk.other, walk.framework)
            if here in tallies and there in tallies:
                match = walk.match.value
                found.setdefault(here, []).append(f"{match}: {walk.other} [{walk.framework}]")
                found.setdefault(there, []).append(f"{match}: {walk.theme} [{framework.key}]")
    return found
