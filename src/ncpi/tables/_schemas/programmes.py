"""The schemas of the tables of programme comparisons and timelines."""

from __future__ import annotations

from datetime import date

from ncpi.model import PartialDate
from ncpi.tables._schemas.columns import Schema
from ncpi.tables._schemas.fields import at, columns_of
from ncpi.tables._schemas.reports import BODY_OF_BOTH, PAIR
from ncpi.vocabulary import Basis, Grouping, ItemKind, LinkBasis, Outcome

__all__ = ["PROGRAMME_SCHEMAS"]


class _Counted:
    """A group of items, and one outcome of some.

    Attributes:
        kind: the kind of item.
        grouping: how the items are grouped.
        group: the label of the group.
        named: whether the label is a name; false if the year, body or so on is unknown.
        framework: the key of the framework of the theme; empty in other groupings.
        pairs: how many pairs in it were compared; by theme, only those with an entry.
        baselines: how many different baselines those pairs have.
        refused: how many of its pairs could not be compared; by theme, always 0.
        items: how many items are listed, each counted once.
        made: how many recommendations were made by the baselines that state a number; empty if
            none does, by theme, and for other kinds of item.
        made_unknown: how many baselines don't state a number; empty by theme and for other kinds.
        made_listed: how many of those made are listed; empty if made is empty.
        crosswalks: how the theme matches themes of other frameworks that have a row.
        only_reported: how many entries of this kind, in all groups, are left out because they are
            known only from someone else's account.
        only_followed_up: how many entries of this kind, in all groups, are left out because only
            the follow-up's pages list their items.
        outcome: the outcome; empty if no item of the group is listed.
        basis: the weaker basis of the link and the progress; empty if nothing read mentions it.
        concern_basis: the basis of the link of a finding that is a concern; empty if there is
            none.
        entries: how many entries have this outcome; empty without an outcome.
    """

    kind: ItemKind = at("table.kind")
    grouping: Grouping = at("table.by")
    group: str
    named: bool
    framework: str | None
    pairs: int
    baselines: int
    refused: int
    items: int
    made: int | None
    made_unknown: int | None
    made_listed: int | None = at(out_of="made")
    crosswalks: tuple[str, ...]
    only_reported: int = at("table.only_reported")
    only_followed_up: int = at("table.only_followed_up")
    outcome: Outcome | None = at("count.what")
    basis: Basis | None = at("count.basis")
    concern_basis: Basis | None = at("count.concern_basis")
    entries: int | None = at("count.entries")


_OUTCOMES = Schema(
    "programme_outcomes",
    "How many items of one kind in one group have one outcome on one basis. An entry is an item "
    "in a pair, and is counted once in each grouping. The columns about the group are the same in "
    "all its rows: add up only the entries, within one kind and one grouping, and separately for "
    "each basis.",
    columns_of(_Counted),
    "kind, grouping, named groups first, framework, group, outcome, basis, concern_basis",
)


class _Time:
    """How long a follow-up took.

    Attributes:
        bodies: the keys of the bodies that both reports are on.
        link_basis: whether the link to the baseline is stated or inferred; empty if there is no
            link.
        refused: why the two could not be compared; empty if they were.
        is_first: whether it is the first follow-up on its bodies, the one used to represent them;
            empty if the dates can't show it, or the reports have no body in common.
        published_to_published_least: the minimum number of days from publication to publication.
        published_to_published_most: the maximum number of days.
        published_to_fieldwork_least: the minimum number of days from publication to the
            follow-up's fieldwork.
        published_to_fieldwork_most: the maximum number of days.
        fieldwork_to_fieldwork_least: the minimum number of days from the end of fieldwork to the
            follow-up's fieldwork.
        fieldwork_to_fieldwork_most: the maximum number of days.
        fieldwork_to_published_least: the minimum number of days from the end of fieldwork to the
            next publication.
        fieldwork_to_published_most: the maximum number of days.
    """

    bodies: tuple[str, ...] = at("pair.bodies")
    link_basis: LinkBasis | None = at("pair.link.basis")
    refused: str | None = at("pair.refused")
    is_first: bool | None
    published_to_published_least: int | None = at("published_to_published.least")
    published_to_published_most: int | None = at("published_to_published.most")
    published_to_fieldwork_least: int | None = at("published_to_fieldwork.least")
    published_to_fieldwork_most: int | None = at("published_to_fieldwork.most")
    fieldwork_to_fieldwork_least: int | None = at("fieldwork_to_fieldwork.least")
    fieldwork_to_fieldwork_most: int | None = at("fieldwork_to_fieldwork.most")
    fieldwork_to_published_least: int | None = at("fieldwork_to_published.least")
    fieldwork_to_published_most: int | None = at("fieldwork_to_published.most")


_TIMES = Schema(
    "follow_up_times",
    "How many days a follow-up took, from the dates known; pairs that could not be compared are "
    "included. Negative if the second date may be earlier.",
    (*PAIR, BODY_OF_BOTH, *columns_of(_Time)),
    "baseline, follow_up",
)


class _Thread:
    """An item through the reports on a body.

    Attributes:
        body: the key of the body.
        report: the key of the report that first made it.
        item: its name there.
        kind: the kind of item.
        key: its key in that report.
        theme: its theme in that report.
        text: what the item says as first made.
        first_made: when that report was published, as precisely as known.
        first_made_earliest: the earliest possible date of publication.
        first_made_latest: the latest possible date of publication.
        older: whether it restates something that no earlier report here lists.
        last_report: the key of the last report after that; empty if there is none.
        age_least: its minimum age in days at the last report.
        age_most: its maximum age in days; also empty if it may be older than is known.
        outcome: its outcome in the last report. Not being mentioned doesn't show that it is
            closed, or that it is open.
        statuses: the statuses of a cause of concern in the last report; several if the items that
            continue it disagree.
        basis: the basis of the outcome; empty if there is none.
        concern_basis: the basis of the link of a concern in the last report; empty if there is
            none.
        last_mention: the key of the last report that mentions it; empty if none does.
        last_mention_outcome: its outcome in that report.
        last_mention_basis: the basis of that outcome.
        times_repeated: how many later reports restate it, on any basis.
        repeated_firmly: whether a restatement is stated or coded.
        rolled_forward: whether at least two later reports restate it.
        restated_by: the items that restate it, in the order of their reports.
        restated_bases: the basis of each of their links to the first, in that order.
        weakest_basis: the weakest basis of any link in the row; empty if there is none.
        caveats: reasons to read it with care, overall and at each report.
    """

    body: str
    report: str = at("first.report")
    item: str = at("first.ref")
    kind: ItemKind = at("first.item.item_kind")
    key: str = at("first.item.key")
    theme: str | None = at("first.item.theme")
    text: str = at("first.item.text")
    first_made: PartialDate | None
    first_made_earliest: date | None = at("first_made.earliest")
    first_made_latest: date | None = at("first_made.latest")
    older: bool
    last_report: str | None = at("last.report")
    age_least: int | None = at("age.least")
    age_most: int | None = at("age.most")
    outcome: Outcome | None = at("last.outcome")
    statuses: tuple[str, ...] = at("last.statuses")
    basis: Basis | None = at("last.basis")
    concern_basis: Basis | None = at("last.concern_basis")
    last_mention: str | None = at("last_mention.report")
    last_mention_outcome: Outcome | None = at("last_mention.outcome")
    last_mention_basis: Basis | None = at("last_mention.basis")
    times_repeated: int
    repeated_firmly: bool
    rolled_forward: bool = at("is_rolled_forward")
    restated_by: tuple[str, ...] = at("later.ref")
    restated_bases: tuple[str, ...] = at("later.basis")
    weakest_basis: Basis | None = at("basis")
    caveats: tuple[str, ...]


_THREADS = Schema(
    "threads",
    "An item of any kind followed through the reports on a body, from the one that first made it. "
    "An item that restates two earlier ones is part of the rows of both.",
    columns_of(_Thread),
    "body, then as the timeline lists them: by the report that first made it",
)

PROGRAMME_SCHEMAS: tuple[Schema, ...] = (_OUTCOMES, _TIMES, _THREADS)
"""The schemas of the tables of programme comparisons and timelines."""
