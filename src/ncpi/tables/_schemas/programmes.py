"""The schemas of the tables of programme comparisons and timelines."""

from __future__ import annotations

from ncpi import vocabulary as words
from ncpi.tables._schemas.columns import Column, ColumnType, Schema
from ncpi.tables._schemas.matching import PAIR
from ncpi.tables._schemas.reports import (
    BODY_OF_BOTH,
    as_date,
    basis,
    days,
    maybe,
    text,
    texts,
    truth,
    whole,
    word,
)

__all__ = ["PROGRAMME_SCHEMAS"]

_WHOLE, _TRUTH = ColumnType.WHOLE, ColumnType.TRUTH

_OUTCOMES = Schema(
    "programme_outcomes",
    "How many items of one kind in one group have one outcome on one basis. An entry is an item "
    "in a pair, and is counted once in each grouping. The columns about the group are the same in "
    "all its rows: add up only the entries, within one kind and one grouping, and separately for "
    "each basis.",
    (
        word("kind", "The kind of item.", words.ItemKind),
        word("grouping", "How the items are grouped.", words.Grouping),
        text("group", "The label of the group."),
        truth("named", "Whether the label is a name; false if the year, body or so on is unknown."),
        maybe("framework", "The key of the framework of the theme; empty in other groupings."),
        whole("pairs", "How many pairs in it were compared; by theme, only those with an entry."),
        whole("baselines", "How many different baselines those pairs have."),
        whole("refused", "How many of its pairs could not be compared; by theme, always 0."),
        whole("items", "How many items are listed, each counted once."),
        maybe(
            "made",
            "How many recommendations were made by the baselines that state a number; empty if "
            "none does, by theme, and for other kinds of item.",
            _WHOLE,
        ),
        maybe(
            "made_unknown",
            "How many baselines don't state a number; empty by theme and for other kinds.",
            _WHOLE,
        ),
        maybe(
            "made_listed",
            "How many of those made are listed; empty if made is empty.",
            _WHOLE,
            out_of="made",
        ),
        texts("crosswalks", "How the theme matches themes of other frameworks that have a row."),
        whole(
            "only_reported",
            "How many entries of this kind, in all groups, are left out because they are known "
            "only from someone else's account.",
        ),
        whole(
            "only_followed_up",
            "How many entries of this kind, in all groups, are left out because only the "
            "follow-up's pages list their items.",
        ),
        word(
            "outcome",
            "The outcome; empty if no item of the group is listed.",
            words.Outcome,
            nullable=True,
        ),
        basis(
            "basis",
            "The weaker basis of the link and the progress; empty if nothing read mentions it.",
            nullable=True,
        ),
        basis(
            "concern_basis",
            "The basis of the link of a finding that is a concern; empty if there is none.",
            nullable=True,
        ),
        maybe("entries", "How many entries have this outcome; empty without an outcome.", _WHOLE),
    ),
    "kind, grouping, named groups first, framework, group, outcome, basis, concern_basis",
)


def _interval(name: str, meaning: str) -> tuple[Column, ...]:
    return (
        maybe(f"{name}_least", f"The minimum number of days {meaning}.", _WHOLE),
        maybe(f"{name}_most", "The maximum number of days.", _WHOLE),
    )


_TIMES = Schema(
    "follow_up_times",
    "How many days a follow-up took, from the dates known; pairs that could not be compared are "
    "included. Negative if the second date may be earlier.",
    (
        *PAIR,
        BODY_OF_BOTH,
        texts("bodies", "The keys of the bodies that both reports are on."),
        word(
            "link_basis",
            "Whether the link to the baseline is stated or inferred; empty if there is no link.",
            words.LinkBasis,
            nullable=True,
        ),
        maybe("refused", "Why the two could not be compared; empty if they were."),
        maybe(
            "is_first",
            "Whether it is the first follow-up on its bodies, the one used to represent them; "
            "empty if the dates can't show it, or the reports have no body in common.",
            _TRUTH,
        ),
        *_interval("published_to_published", "from publication to publication"),
        *_interval("published_to_fieldwork", "from publication to the follow-up's fieldwork"),
        *_interval(
            "fieldwork_to_fieldwork", "from the end of fieldwork to the follow-up's fieldwork"
        ),
        *_interval("fieldwork_to_published", "from the end of fieldwork to the next publication"),
    ),
    "baseline, follow_up",
)
_THREADS = Schema(
    "threads",
    "An item of any kind followed through the reports on a body, from the one that first made it. "
    "An item that restates two earlier ones is part of the rows of both.",
    (
        text("body", "The key of the body."),
        text("report", "The key of the report that first made it."),
        text("item", "Its name there."),
        word("kind", "The kind of item.", words.ItemKind),
        text("key", "Its key in that report."),
        maybe("theme", "Its theme in that report."),
        text("text", "What the item says as first made."),
        as_date("first_made", "When that report was published, as precisely as known."),
        *days("first_made"),
        truth("older", "Whether it restates something that no earlier report here lists."),
        maybe("last_report", "The key of the last report after that; empty if there is none."),
        maybe("age_least", "Its minimum age in days at the last report.", _WHOLE),
        maybe(
            "age_most",
            "Its maximum age in days; also empty if it may be older than is known.",
            _WHOLE,
        ),
        word(
            "outcome",
            "Its outcome in the last report. Not being mentioned doesn't show that it is closed, "
            "or that it is open.",
            words.Outcome,
            nullable=True,
        ),
        texts(
            "statuses",
            "The statuses of a cause of concern in the last report; several if the items that "
            "continue it disagree.",
        ),
        basis("basis", "The basis of the outcome; empty if there is none.", nullable=True),
        basis(
            "concern_basis",
            "The basis of the link of a concern in the last report; empty if there is none.",
            nullable=True,
        ),
        maybe("last_mention", "The key of the last report that mentions it; empty if none does."),
        word("last_mention_outcome", "Its outcome in that report.", words.Outcome, nullable=True),
        basis("last_mention_basis", "The basis of that outcome.", nullable=True),
        whole("times_repeated", "How many later reports restate it, on any basis."),
        truth("repeated_firmly", "Whether a restatement is stated or coded."),
        truth("rolled_forward", "Whether at least two later reports restate it."),
        texts("restated_by", "The items that restate it, in the order of their reports."),
        texts("restated_bases", "The basis of each of their links to the first, in that order."),
        basis(
            "weakest_basis",
            "The weakest basis of any link in the row; empty if there is none.",
            nullable=True,
        ),
        texts("caveats", "Reasons to read it with care, overall and at each report."),
    ),
    "body, then as the timeline lists them: by the report that first made it",
)

PROGRAMME_SCHEMAS: tuple[Schema, ...] = (_OUTCOMES, _TIMES, _THREADS)
"""The schemas of the tables of programme comparisons and timelines."""
