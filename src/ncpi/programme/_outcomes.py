"""How many recommendations of many pairs were answered how."""

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

    def count(self, outcome: Outcome | str, *bases: Basis | str) -> int:
        """How many entries came to *outcome*, on one of *bases* or, without, on any."""
        return entries_of(self.counts, Outcome, outcome, bases)

    def label(self) -> str:
        where = f" [{self.framework}]" if self.framework else ""
        entry = f"{self.group}{where}: {self.answered} of {self.entries} answered in what was read"
        firm = sum(count.entries for count in self.counts if count.basis and count.basis.is_firm)
        weak = self.answered - firm
        return f"{entry}, {weak} of them only as proposed or by theme" if weak else entry


@attrs.frozen(kw_only=True)
class OutcomeTable(Shown):
    """How many recommendations were answered how, group by group.

    An entry is one recommendation in one pair, and stands in exactly one row. A baseline with
    several follow-ups gives one recommendation several entries, so that a row tells both.
    Nothing here is a share: what is listed was not drawn at random from what was made.

    Attributes:
        by: what the groups are.
        rows: what is named comes first, in alphabetical order; what isn't known, last.
        caveats: how many of all entries carry each caveat of their own.
    """

    by: Grouping
    rows: tuple[OutcomeRow, ...] = ()
    caveats: tuple[Count[CaveatCode], ...] = ()

    @property
    def entries(self) -> int:
        """How many entries all rows have together."""
        return sum(row.entries for row in self.rows)

    def label(self) -> str:
        return f"{self.entries} entries by {self.by.value}"


class _Tally:
    """What is counted for one row while the pairs go by."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pairs: set[tuple[str, str]] = set()
        self.baselines: dict[str, ReportHeading] = {}
        self.refused = 0
        self.asked: set[tuple[str, str]] = set()
        self.counts: Counter[tuple[Outcome, Basis | None, Basis | None]] = Counter()

    def meet(self, pair: PairResult) -> None:
        """A compared pair of the group."""
        self.pairs.add(pair.keys)
        self.baselines[pair.baseline.key] = pair.baseline

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
    rows = (_row(group, tallies[group], by, walks.get(group, ())) for group in in_order(tallies))
    return OutcomeTable(by=by, rows=tuple(rows), caveats=caveat_counts(caveats))


def _row(group: Group, tally: _Tally, by: Grouping, walks: Iterable[str]) -> OutcomeRow:
    known = [one for one in tally.baselines.values() if one.recommendations_made is not None]
    apart = by is Grouping.THEME
    return OutcomeRow(
        group=tally.name,
        named=group.named,
        framework=group.framework,
        pairs=len(tally.pairs),
        baselines=len(tally.baselines),
        refused=tally.refused,
        recommendations=len(tally.asked),
        made=None if apart else sum(one.recommendations_made or 0 for one in known),
        made_unknown=None if apart else len(tally.baselines) - len(known),
        made_listed=None if apart else sum(one.recommendations_listed for one in known),
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
