"""Counts of the items of many pairs by outcome, and of causes of concern by status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from ncpi.comparison import Caveat, ItemComparison, ReportHeading
from ncpi.comparison._counts import Count, Counts, caveat_counts, outcome_counts, status_counts
from ncpi.comparison.pairs import PairResult
from ncpi.errors import counted
from ncpi.model import Body, Framework
from ncpi.model._shown import Shown
from ncpi.programme._grouping import Group, by_framework, group_of, in_order
from ncpi.vocabulary import CauseStatus, CaveatCode, Grouping, ItemKind, KnownFrom, Outcome

__all__ = ["CauseStatuses", "OutcomeRow", "OutcomeTable", "cause_statuses", "outcome_table"]


@attrs.frozen(kw_only=True)
class OutcomeRow(Counts[Outcome]):
    """One group of items of one kind and their outcomes.

    Attributes:
        group: the label of the group.
        named: whether the label is a name. False for the rest: the year isn't known, the body
            isn't among those given, and so on.
        framework: the key of the theme's framework; None if the group isn't a theme or the
            baseline names no framework.
        pairs: the number of compared pairs. A group by theme counts only pairs with an item
            in it.
        baselines: the number of baselines of those pairs.
        refused: how many pairs of the group could not be compared. They are in no group by
            theme, because their items aren't compared.
        items: how many items are listed, each counted once however many follow-ups its baseline
            has.
        made: how many recommendations the baselines that state a number made; None for a theme
            and for other kinds of item.
        made_unknown: how many baselines don't state a number; None likewise.
        made_listed: how many recommendations are listed for the baselines that state a number;
            None likewise.
        counts: how many entries have each outcome.
        crosswalks: how the theme corresponds to themes of other frameworks in the table.
    """

    group: str
    named: bool = True
    framework: str | None = None
    pairs: int
    baselines: int
    refused: int = 0
    items: int
    made: int | None = None
    made_unknown: int | None = None
    made_listed: int | None = None
    counts: tuple[Count[Outcome], ...] = ()
    crosswalks: tuple[str, ...] = ()

    @property
    def not_mentioned(self) -> int:
        """How many entries nothing read answers, which isn't evidence that nothing was done."""
        return self.count(Outcome.NOT_MENTIONED)

    @property
    def answered(self) -> int:
        """How many entries have an item that something read mentions."""
        return self.entries - self.not_mentioned

    def label(self) -> str:
        where = f" [{self.framework}]" if self.framework else ""
        text = f"{self.group}{where}: {self.answered} of {self.entries} answered in what was read"
        firm = sum(count.entries for count in self.counts if count.basis and count.basis.is_firm)
        weak = self.answered - firm
        return f"{text}, {weak} of them only as proposed or by theme" if weak else text


@attrs.frozen(kw_only=True)
class OutcomeTable(Shown):
    """How many items of one kind have each outcome, group by group.

    An entry is one item in one pair, and is in exactly one row. If a baseline has several
    follow-ups, each of its items has several entries; a row gives both numbers. Nothing here is
    a share: the listed items aren't a random sample.

    Attributes:
        kind: the kind of item. Counts never combine several kinds.
        by: the grouping.
        accounts: whether entries that are known only from someone else's account are counted.
        only_reported: how many such entries there are; they are in no row unless *accounts*.
        only_followed_up: how many entries are of items that only the follow-up's pages list. They
            favour what the follow-up took up, so they are in no row.
        rows: named groups first, in alphabetical order, then the others.
        caveats: how many of all entries have each caveat.
    """

    kind: ItemKind
    by: Grouping
    accounts: bool = False
    only_reported: int = 0
    only_followed_up: int = 0
    rows: tuple[OutcomeRow, ...] = ()
    caveats: tuple[Count[CaveatCode], ...] = ()

    @property
    def entries(self) -> int:
        """The number of entries in all rows."""
        return sum(row.entries for row in self.rows)

    def label(self) -> str:
        return f"{self.entries} entries by {self.by.value}"


@attrs.frozen(kw_only=True)
class CauseStatuses(Counts[CauseStatus]):
    """How many causes of concern of many pairs are still open, closed, and so on.

    An entry is one cause of concern of a baseline in one pair: a baseline with several
    follow-ups has an entry in each pair. Nothing here is a share.

    Attributes:
        pairs: how many pairs were compared.
        without: in how many of them neither report lists any; there may still be some.
        accounts: whether entries that are known only from someone else's account are counted.
        only_reported: how many such entries there are; they aren't counted unless *accounts*.
        only_followed_up: how many entries are of causes that only the follow-up's pages list. They
            favour what the follow-up took up, so they aren't counted.
        unlinked: how many causes of concern only a follow-up lists, in all pairs together.
        counts: how many entries have each status, by the firmest basis of the links to the
            follow-up's causes; the basis is None if none continues it.
        caveats: how many of all entries have each caveat.
    """

    _COUNTED = CauseStatus

    pairs: int
    without: int
    accounts: bool = False
    only_reported: int = 0
    only_followed_up: int = 0
    unlinked: int
    counts: tuple[Count[CauseStatus], ...] = ()
    caveats: tuple[Count[CaveatCode], ...] = ()

    def label(self) -> str:
        return f"{counted(self.entries, 'entry', 'entries')} of causes of concern"


class _Tally:
    """The counts for one row, updated pair by pair."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pairs: set[tuple[str, str]] = set()
        self.baselines: dict[str, ReportHeading] = {}
        self.refused = 0
        self.entries: list[ItemComparison] = []

    def add_pair(self, pair: PairResult) -> None:
        self.pairs.add(pair.keys)
        self.baselines[pair.baseline.key] = pair.baseline


def outcome_table(
    pairs: Sequence[PairResult],
    by: Grouping,
    places: Mapping[str, Body],
    frameworks: Iterable[Framework],
    *,
    kind: ItemKind = ItemKind.RECOMMENDATION,
    accounts: bool = False,
) -> OutcomeTable:
    """The items of *pairs* that are of one *kind*, counted by *by*.

    *accounts* includes entries that are known only from someone else's account.
    """
    tallies: dict[Group, _Tally] = {}
    caveats: list[tuple[Caveat, ...]] = []
    only_reported = only_followed_up = 0
    for pair in pairs:
        group = None if by is Grouping.THEME else group_of(pair, by, places)
        if group is not None:
            tally = tallies.setdefault(group, _Tally(group.name))
            if pair.comparison is None:
                tally.refused += 1
            else:
                tally.add_pair(pair)
        items = pair.comparison.items if pair.comparison else ()
        of_kind = [entry for entry in items if entry.item_kind is kind]
        kept, reported, followed_up = _counted(of_kind, accounts=accounts)
        only_reported += reported
        only_followed_up += followed_up
        for entry in kept:
            theme = entry.item.theme
            here = group or by_framework(theme, pair.baseline.framework)
            name = theme if group is None and theme else here.name
            tally = tallies.setdefault(here, _Tally(name))
            tally.add_pair(pair)
            tally.entries.append(entry)
            caveats.append(entry.caveats)
    walks = _crosswalks(frameworks, tallies) if by is Grouping.THEME else {}
    counts_made = by is not Grouping.THEME and kind is ItemKind.RECOMMENDATION
    rows = [
        _row(group, tallies[group], walks.get(group, ()), counts_made=counts_made)
        for group in in_order(tallies)
    ]
    return OutcomeTable(
        kind=kind,
        by=by,
        accounts=accounts,
        only_reported=only_reported,
        only_followed_up=only_followed_up,
        rows=tuple(rows),
        caveats=caveat_counts(caveats),
    )


def _row(group: Group, tally: _Tally, walks: Iterable[str], *, counts_made: bool) -> OutcomeRow:
    known = [one for one in tally.baselines.values() if one.recommendations_made is not None]
    return OutcomeRow(
        group=tally.name,
        named=group.named,
        framework=group.framework,
        pairs=len(tally.pairs),
        baselines=len(tally.baselines),
        refused=tally.refused,
        items=len({entry.ref for entry in tally.entries}),
        made=sum(one.recommendations_made or 0 for one in known) if counts_made else None,
        made_unknown=len(tally.baselines) - len(known) if counts_made else None,
        made_listed=sum(one.recommendations_listed for one in known) if counts_made else None,
        counts=outcome_counts(tally.entries),
        crosswalks=tuple(dict.fromkeys(walks)),
    )


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


def cause_statuses(pairs: Sequence[PairResult], *, accounts: bool = False) -> CauseStatuses:
    """The causes of concern of *pairs*, counted by status and basis.

    *accounts* includes entries that are known only from someone else's account.
    """
    compared = [pair.comparison for pair in pairs if pair.comparison is not None]
    every = [entry for comparison in compared for entry in comparison.causes_of_concern]
    entries, only_reported, only_followed_up = _counted(every, accounts=accounts)
    later = [comparison.unlinked_causes_of_concern for comparison in compared]
    return CauseStatuses(
        pairs=len(compared),
        without=sum(
            not (comparison.causes_of_concern or unlinked)
            for comparison, unlinked in zip(compared, later, strict=True)
        ),
        accounts=accounts,
        only_reported=only_reported,
        only_followed_up=only_followed_up,
        unlinked=sum(map(len, later)),
        counts=status_counts(entries),
        caveats=caveat_counts(entry.caveats for entry in entries),
    )


def _counted(
    entries: Sequence[ItemComparison], *, accounts: bool
) -> tuple[Sequence[ItemComparison], int, int]:
    """The *entries* that count, and how many are known only from an account or a follow-up.

    *accounts* says whether those that are known only from someone else's account count.
    """
    listed = [entry for entry in entries if entry.item.known_from is KnownFrom.REPORT]
    own = [entry for entry in listed if not entry.reported_by]
    return listed if accounts else own, len(listed) - len(own), len(entries) - len(listed)
