"""The schemas of the tables of comparisons and deadlines."""

from __future__ import annotations

from datetime import date

import attrs

from ncpi.comparison._proposals import Ruling
from ncpi.comparison._themes import ThemeComparison
from ncpi.model import Answer, Deadline, PartialDate
from ncpi.model.items import Item
from ncpi.tables._schemas.columns import Column, Schema
from ncpi.tables._schemas.fields import at, column, columns_of
from ncpi.tables._schemas.reports import (
    BODY_OF_BOTH,
    CLAIM,
    CLAIMED,
    CODED,
    HEADINGS,
    LINKED,
    PAIR,
    both_sides,
    days,
    one_side,
)
from ncpi.vocabulary import (
    Basis,
    CauseStatus,
    CaveatCode,
    Comparability,
    DueStatus,
    ItemKind,
    JudgmentStatus,
    Other,
    Outcome,
    Progress,
    Sampling,
    Verdict,
)

__all__ = ["CASE_AUDIT_CHANGES", "COMPARISON_SCHEMAS", "OUTCOMES"]


def _of_pair(
    name: str,
    meaning: str,
    *columns: Column,
    order: str = "baseline, follow_up, then as the comparison lists them",
) -> Schema:
    """A table of something in comparisons, each of a pair of reports."""
    return Schema(name, meaning, (*PAIR, *columns), order)


_ITEM = (
    column("item", str, "The item's name.", "ref"),
    column("kind", ItemKind, "The kind of item.", "item.item_kind"),
    *columns_of(Item, "key", "theme", within="item"),
)
_TEXT = column("text", str, "What the item says.", "item.text")
_COMPARABILITY = column("comparability", Comparability, "Whether the two sides can be compared.")
_CAVEATS_OF = column(
    "caveats",
    int,
    "How many caveats the comparison, the item or the area has; the table caveats gives them.",
)
_AREA = column("area", str | None, "The area of child protection; empty for all areas together.")


class _Dates:
    """The dates of a report, and its framework.

    Attributes:
        published_earliest: the earliest possible date of publication.
        published_latest: the latest possible date of publication.
        framework: the key of the {of}'s framework of themes.
    """

    published_earliest: date | None = at("{side}_report.published.earliest")
    published_latest: date | None = at("{side}_report.published.latest")
    framework: str | None = at("{side}_report.framework")


_COMPARISONS = _of_pair(
    "comparisons",
    "A baseline compared with a follow-up.",
    BODY_OF_BOTH,
    column("bodies", tuple, "The keys of the bodies that both reports are on."),
    *HEADINGS,
    *both_sides(_Dates),
    column(
        "as_of",
        date | None,
        "The day up to which claims are included: the first possible day of publication.",
    ),
    _CAVEATS_OF,
    order="baseline, follow_up",
)


class _Outcome:
    """What became of an item.

    Attributes:
        outcome: the outcome of the findings that answer it together.
        basis: the weaker of the next two; empty if nothing mentions it.
        link_basis: the weakest basis of the links to the findings or items that decided the
            outcome.
        progress_basis: the weakest basis of the progress that they report; empty if they report
            none.
        status: the status of a cause of concern at the follow-up; empty for other kinds.
        concern: whether a finding that answers it is a concern.
        concern_basis: the firmest basis of the link between it and such a finding; empty if there
            is none.
        reported_by: whose accounts it is known from, if it or the outcome is known only from
            someone else's account.
        provenance: whose words the item's own sources contain, each once.
        text: what the item says.
        answers: how many findings answer it, on any basis.
        answers_counted: how many of those can count towards the outcome.
        restated_by: the follow-up's items that restate or continue it.
        restated_bases: the basis of each of those restatements, in the same order.
    """

    outcome: Outcome = at("progress")
    basis: Basis | None
    link_basis: Basis | None
    progress_basis: Basis | None
    status: CauseStatus | None
    concern: bool
    concern_basis: Basis | None
    reported_by: tuple[str, ...]
    provenance: tuple[str, ...]
    text: str = at("item.text")
    answers: int
    answers_counted: int
    restated_by: tuple[str, ...] = at("restating")
    restated_bases: tuple[str, ...] = at("restated_by.restatement.basis")


OUTCOMES = _of_pair(
    "outcomes",
    "An item of the baseline, of any kind, and its outcome in the follow-up. Count each kind by "
    "itself.",
    BODY_OF_BOTH,
    *HEADINGS,
    *_ITEM,
    *columns_of(_Outcome),
    _CAVEATS_OF,
)
_UNLINKED = _of_pair(
    "unlinked_items",
    "An item of the follow-up, of any kind, that isn't linked to a listed item of the baseline. "
    "Only the inspectorate can say that it is new.",
    BODY_OF_BOTH,
    *_ITEM,
    column(
        "restates_unlisted", bool, "Whether it restates an item that the baseline doesn't list."
    ),
    _TEXT,
    order="baseline, follow_up, unlinked items, those that restate an unlisted one, concerns",
)


class _Evidence:
    """What answers or restates an item.

    Attributes:
        item: the baseline's item.
        finding: the key of the finding that answers it.
        restated_by: the item that restates or continues it.
        counted: whether the finding can count towards the outcome; empty for a restatement.
        progress_basis: whose word that progress is.
        concern: whether the finding is a concern.
        text: what the finding or the later item says.
    """

    item: str
    finding: str | None = at("found.key")
    restated_by: str | None
    counted: bool | None
    progress_basis: Basis | None = at("found.progress_basis")
    concern: bool | None = at("found.concern")
    text: str


_EVIDENCE = _of_pair(
    "outcome_evidence",
    "A finding or item of the follow-up that answers or restates an item of the baseline.",
    *columns_of(_Evidence, "item", "finding", "restated_by"),
    *columns_of(Answer, "basis"),
    *columns_of(_Evidence, "counted"),
    column(
        "progress",
        Progress | Other | None,
        f"The progress that the finding reports. {CODED}",
        "found.progress",
    ),
    *columns_of(_Evidence, "progress_basis", "concern", "text"),
    *LINKED,
)
_CLAIMS = _of_pair(
    "claims",
    "The latest status or comment of one party on a recommendation, as of the follow-up.",
    column("item", str, "The baseline's recommendation."),
    *CLAIM,
    column("dated", PartialDate, "The date of the claim, as precisely as known."),
    *days("dated", "dated", " of the claim", date),
    *CLAIMED,
)


class _Audit:
    """An audit of case files.

    Attributes:
        scale: the key of the {of} audit's scale; empty if there is no audit.
        sampling: how its files were chosen.
        count: how many files got the grade; empty if unknown.
        total: how many files the {of} audited; empty if unknown.
        share: the share of the files with the grade, from 0 to 1.
    """

    scale: str | None = at("audits.{side}.scale.key")
    sampling: Sampling | None = at("audits.{side}.sampling")
    count: int | None = at("{side}_count", out_of="{side}_total")
    total: int | None = at("audits.{side}.total")
    share: float | None = at("{side}_share", out_of="{side}_total")


_TOTALS = both_sides(_Audit, "total")


class _GradeChange:
    """The change of a grade.

    Attributes:
        grade: the grade.
        grade_rank: its position on its scale; 0 is the best grade.
        change: the follow-up's share minus the baseline's; empty if it is unknown or the sides
            aren't comparable.
    """

    grade: str
    grade_rank: int
    change: float | None


CASE_AUDIT_CHANGES = _of_pair(
    "case_audit_changes",
    "A grade of the case files in one area, before and after. If the two audits use different "
    "scales, the grades of each scale have separate rows.",
    BODY_OF_BOTH,
    _AREA,
    _COMPARABILITY,
    *columns_of(_GradeChange, "grade", "grade_rank"),
    *both_sides(_Audit),
    *columns_of(_GradeChange, "change"),
    _CAVEATS_OF,
)


class _Test:
    """A statistical test.

    Attributes:
        verdict: the verdict on the change.
        other_verdicts: the verdicts that one case file graded differently would give.
        effect: the probability that a follow-up case has a better grade than a baseline one.
        effect_low: the lower end of its 95% interval.
        effect_high: the upper end of its 95% interval.
        p_value: the probability that chance alone would give a difference at least this large.
        exact: whether the p-value is exact.
    """

    verdict: Verdict
    other_verdicts: tuple[str, ...]
    effect: float | None = at("effect.value")
    effect_low: float | None = at("effect.low")
    effect_high: float | None = at("effect.high")
    p_value: float | None
    exact: bool | None


_CASE_AUDIT_TESTS = _of_pair(
    "case_audit_tests",
    "A statistical test of the case files in one area, before and after.",
    BODY_OF_BOTH,
    _AREA,
    attrs.evolve(_COMPARABILITY, path="audits.comparability"),
    *columns_of(_Test),
    *_TOTALS,
)


class _Shares:
    """The shares of a grade.

    Attributes:
        grade: the grade, or the words for several together.
        grade_rank: its position on the scale; 0 is the best grade. Several together come last.
        baseline_share: its share in the baseline; empty if unknown.
        baseline_share_low: the lower end of its 95% interval.
        baseline_share_high: the upper end of its 95% interval.
        follow_up_share: its share in the follow-up; empty if unknown.
        follow_up_share_low: the lower end of its 95% interval.
        follow_up_share_high: the upper end of its 95% interval.
        difference: the follow-up's share minus the baseline's.
        difference_low: the lower end of its 95% interval.
        difference_high: the upper end of its 95% interval.
    """

    grade: str
    grade_rank: int
    baseline_share: float | None = at("baseline.value", out_of="baseline_total")
    baseline_share_low: float | None = at("baseline.low")
    baseline_share_high: float | None = at("baseline.high")
    follow_up_share: float | None = at("follow_up.value", out_of="follow_up_total")
    follow_up_share_low: float | None = at("follow_up.low")
    follow_up_share_high: float | None = at("follow_up.high")
    difference: float | None = at("difference.value")
    difference_low: float | None = at("difference.low")
    difference_high: float | None = at("difference.high")


_GRADE_CHANGES = _of_pair(
    "grade_changes",
    "The share of one grade, or of several that a report counts together, before and after, with "
    "95% intervals.",
    BODY_OF_BOTH,
    attrs.evolve(_AREA, path="audits.area"),
    *columns_of(_Shares),
    *_TOTALS,
)


class _Graded:
    """The grade of a topic on one side.

    Attributes:
        status: where the {of}'s grade comes from, or why there is none.
        grade: its grade in the {of}.
        scale: the key of that grade's scale.
    """

    status: JudgmentStatus | None = at("{side}.status")
    grade: str | None = at("{side}.grade")
    scale: str | None = at("{side}.scale.key")


class _Topic:
    """A graded topic.

    Attributes:
        topic: the topic as named in the baseline, or else in the follow-up.
        question: the question below the topic, where it is graded by itself.
        follow_up_topic: the topic as named in the follow-up.
        steps: by how many grades it improved; negative if it got worse; empty if unknown.
    """

    topic: str
    question: str | None = at("either.question")
    follow_up_topic: str | None = at("follow_up.topic")
    steps: int | None


_JUDGMENTS = _of_pair(
    "judgment_changes",
    "A graded topic, before and after.",
    BODY_OF_BOTH,
    *columns_of(_Topic, "topic", "question"),
    _COMPARABILITY,
    *one_side(_Graded, "baseline"),
    *columns_of(_Topic, "follow_up_topic"),
    *one_side(_Graded, "follow_up"),
    *columns_of(_Topic, "steps"),
)
_CAVEATS = _of_pair(
    "caveats",
    "A reason to read a comparison, or one of its entries, with care.",
    attrs.evolve(
        column(
            "table",
            str,
            "The table of the entry that it is about; comparisons for the whole comparison.",
        ),
        words=(
            "comparisons",
            "outcomes",
            "case_audit_changes",
            "judgment_changes",
            "theme_comparisons",
        ),
    ),
    column(
        "key",
        str | None,
        "The item, area, topic or theme in that table; empty for all areas together or the "
        "whole comparison.",
    ),
    column("code", CaveatCode, "The kind of caveat."),
    column("text", str, "The caveat in plain words."),
)


class _Possible:
    """A link that a matcher proposes.

    Attributes:
        item: the baseline's item.
        finding: the key of the finding that may answer it, or empty.
        restated_by: the follow-up's item that may restate it, or empty.
        basis: the basis that the link would have.
        similarity: the similarity of the two texts, from 0 to 1.
        words: the words of the item that matched.
        other_words: the words that they matched, in the same order.
        reason: why it is undecided.
    """

    item: str
    finding: str | None
    restated_by: str | None
    basis: Basis
    similarity: float = at("similarity.value")
    words: tuple[str, ...] = at("similarity.words")
    other_words: tuple[str, ...] = at("similarity.other_words")
    reason: str | None


_THEMES = _of_pair(
    "theme_comparisons",
    "A theme of one of two frameworks, and its counterparts by the crosswalk. A pair of reports "
    "that follow the same framework has no rows.",
    *columns_of(
        ThemeComparison,
        "theme",
        "comparability",
        "match",
        "counterparts",
        "overlaps",
        "recommendations",
        "findings",
    ),
)
_UNDECIDED = _of_pair(
    "undecided",
    "A possible link that a matcher left for a person to decide. It isn't counted.",
    *columns_of(_Possible),
)
_RULINGS = Schema(
    "rulings",
    "A person's ruling on whether an item is answered or restated.",
    columns_of(
        Ruling, "item", "follow_up", "finding", "restated_by", "answers", "by", "dated", "note"
    ),
    "item, follow_up, findings before restatements, key, date, by",
)


class _Due:
    """What is due, when, and whether it is.

    Attributes:
        due: the due date; empty if it isn't certain.
        due_earliest: the earliest possible due date.
        due_latest: the latest possible due date.
        legal_basis: the law or method behind the rule, as cited.
        on: the date to which the next two columns apply.
        status: the status on that date.
        days_left: the days left after that date; empty if not certain.
        reason: why there is no due date, or what may have met it, as dates can't tell.
        caveats: reasons to read it with care.
    """

    due: date | None = at("day")
    due_earliest: date | None = at("earliest")
    due_latest: date | None = at("latest")
    legal_basis: str | None = at("basis")
    on: date | None
    status: DueStatus | None
    days_left: int | None
    reason: str | None
    caveats: tuple[str, ...]


_DEADLINES = Schema(
    "deadlines",
    "Something due from someone. The status compares dates only: it doesn't say whether the thing "
    "was done.",
    (
        *columns_of(Deadline, "report", "item", "what", "due_from"),
        *columns_of(_Due, "due", "due_earliest", "due_latest"),
        *columns_of(Deadline, "rule"),
        *columns_of(_Due, "legal_basis"),
        *columns_of(Deadline, "verified", "confidence"),
        *columns_of(_Due, "on", "status", "days_left", "reason", "caveats"),
    ),
    "report, due_earliest, due_latest (undated last), item, rule, what, due_from",
)

COMPARISON_SCHEMAS: tuple[Schema, ...] = (
    _COMPARISONS,
    OUTCOMES,
    _UNLINKED,
    _EVIDENCE,
    _CLAIMS,
    CASE_AUDIT_CHANGES,
    _CASE_AUDIT_TESTS,
    _GRADE_CHANGES,
    _JUDGMENTS,
    _CAVEATS,
    _DEADLINES,
    _THEMES,
    _UNDECIDED,
    _RULINGS,
)
"""The schemas of the tables of comparisons and deadlines."""
