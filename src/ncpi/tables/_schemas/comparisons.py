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
    days,
    of_side,
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

_ORDER = "baseline, follow_up, then as the comparison lists them"
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


def _more(side: str, report: str, of: str) -> tuple[Column, ...]:
    meaning = f"The key of the {of}'s framework of themes."
    return (
        *days(f"{side}_published", f"{report}.published", " of publication"),
        column(f"{side}_framework", str | None, meaning, f"{report}.framework"),
    )


_COMPARISONS = Schema(
    "comparisons",
    "A baseline compared with a follow-up.",
    (
        *PAIR,
        BODY_OF_BOTH,
        column("bodies", tuple, "The keys of the bodies that both reports are on."),
        *HEADINGS,
        *_more("baseline", "before", "baseline"),
        *_more("follow_up", "after", "follow-up"),
        column(
            "as_of",
            date | None,
            "The day up to which claims are included: the first possible day of publication.",
        ),
        _CAVEATS_OF,
    ),
    "baseline, follow_up",
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


OUTCOMES = Schema(
    "outcomes",
    "An item of the baseline, of any kind, and its outcome in the follow-up. Count each kind by "
    "itself.",
    (*PAIR, BODY_OF_BOTH, *HEADINGS, *_ITEM, *columns_of(_Outcome), _CAVEATS_OF),
    _ORDER,
)
_UNLINKED = Schema(
    "unlinked_items",
    "An item of the follow-up, of any kind, that isn't linked to a listed item of the baseline. "
    "Only the inspectorate can say that it is new.",
    (
        *PAIR,
        BODY_OF_BOTH,
        *_ITEM,
        column(
            "restates_unlisted", bool, "Whether it restates an item that the baseline doesn't list."
        ),
        _TEXT,
    ),
    "baseline, follow_up, unlinked items, those that restate an unlisted one, concerns",
)
_EVIDENCE = Schema(
    "outcome_evidence",
    "A finding or item of the follow-up that answers or restates an item of the baseline.",
    (
        *PAIR,
        column("item", str, "The baseline's item."),
        column("finding", str | None, "The key of the finding that answers it.", "found.key"),
        column("restated_by", str | None, "The item that restates or continues it."),
        *columns_of(Answer, "basis"),
        column(
            "counted",
            bool | None,
            "Whether the finding can count towards the outcome; empty for a restatement.",
        ),
        column(
            "progress",
            Progress | Other | None,
            f"The progress that the finding reports. {CODED}",
            "found.progress",
        ),
        column(
            "progress_basis", Basis | None, "Whose word that progress is.", "found.progress_basis"
        ),
        column("concern", bool | None, "Whether the finding is a concern.", "found.concern"),
        column("text", str, "What the finding or the later item says."),
        *LINKED,
    ),
    _ORDER,
)
_CLAIMS = Schema(
    "claims",
    "The latest status or comment of one party on a recommendation, as of the follow-up.",
    (
        *PAIR,
        column("item", str, "The baseline's recommendation."),
        *CLAIM,
        column("dated", PartialDate, "The date of the claim, as precisely as known."),
        *days("dated", "dated", " of the claim", date),
        *CLAIMED,
    ),
    _ORDER,
)


def _total(side: str) -> Column:
    meaning = f"How many files the {of_side(side)} audited; empty if unknown."
    return column(f"{side}_total", int | None, meaning, f"audits.{side}.total")


def _audit(side: str) -> tuple[Column, ...]:
    total = f"{side}_total"
    no_scale = f"The key of the {of_side(side)} audit's scale; empty if there is no audit."
    share = "The share of the files with the grade, from 0 to 1."
    return (
        column(f"{side}_scale", str | None, no_scale, f"audits.{side}.scale.key"),
        column(
            f"{side}_sampling",
            Sampling | None,
            "How its files were chosen.",
            f"audits.{side}.sampling",
        ),
        column(
            f"{side}_count",
            int | None,
            "How many files got the grade; empty if unknown.",
            out_of=total,
        ),
        _total(side),
        column(f"{side}_share", float | None, share, out_of=total),
    )


CASE_AUDIT_CHANGES = Schema(
    "case_audit_changes",
    "A grade of the case files in one area, before and after. If the two audits use different "
    "scales, the grades of each scale have separate rows.",
    (
        *PAIR,
        BODY_OF_BOTH,
        _AREA,
        _COMPARABILITY,
        column("grade", str, "The grade."),
        column("grade_rank", int, "Its position on its scale; 0 is the best grade."),
        *_audit("baseline"),
        *_audit("follow_up"),
        column(
            "change",
            float | None,
            "The follow-up's share minus the baseline's; empty if it is unknown or the sides "
            "aren't comparable.",
        ),
        _CAVEATS_OF,
    ),
    _ORDER,
)


def _estimate(name: str, meaning: str, path: str, out_of: str | None = None) -> tuple[Column, ...]:
    low, high = (f"The {end} end of its 95% interval." for end in ("lower", "upper"))
    return (
        column(name, float | None, meaning, f"{path}.value", out_of=out_of),
        column(f"{name}_low", float | None, low, f"{path}.low"),
        column(f"{name}_high", float | None, high, f"{path}.high"),
    )


def _share(side: str) -> tuple[Column, ...]:
    meaning = f"Its share in the {of_side(side)}; empty if unknown."
    return _estimate(f"{side}_share", meaning, side, f"{side}_total")


_TOTALS = (_total("baseline"), _total("follow_up"))
_CASE_AUDIT_TESTS = Schema(
    "case_audit_tests",
    "A statistical test of the case files in one area, before and after.",
    (
        *PAIR,
        BODY_OF_BOTH,
        _AREA,
        attrs.evolve(_COMPARABILITY, path="audits.comparability"),
        column("verdict", Verdict, "The verdict on the change."),
        column(
            "other_verdicts",
            tuple,
            "The verdicts that one case file graded differently would give.",
        ),
        *_estimate(
            "effect",
            "The probability that a follow-up case has a better grade than a baseline one.",
            "effect",
        ),
        column(
            "p_value",
            float | None,
            "The probability that chance alone would give a difference at least this large.",
        ),
        column("exact", bool | None, "Whether the p-value is exact."),
        *_TOTALS,
    ),
    _ORDER,
)
_GRADE_CHANGES = Schema(
    "grade_changes",
    "The share of one grade, or of several that a report counts together, before and after, with "
    "95% intervals.",
    (
        *PAIR,
        BODY_OF_BOTH,
        attrs.evolve(_AREA, path="audits.area"),
        column("grade", str, "The grade, or the words for several together."),
        column(
            "grade_rank",
            int,
            "Its position on the scale; 0 is the best grade. Several together come last.",
        ),
        *_share("baseline"),
        *_share("follow_up"),
        *_estimate("difference", "The follow-up's share minus the baseline's.", "difference"),
        *_TOTALS,
    ),
    _ORDER,
)


def _graded(side: str) -> tuple[Column, ...]:
    of = of_side(side)
    status = f"Where the {of}'s grade comes from, or why there is none."
    scale = "The key of that grade's scale."
    return (
        column(f"{side}_status", JudgmentStatus | None, status, f"{side}.status"),
        column(f"{side}_grade", str | None, f"Its grade in the {of}.", f"{side}.grade"),
        column(f"{side}_scale", str | None, scale, f"{side}.scale.key"),
    )


_JUDGMENTS = Schema(
    "judgment_changes",
    "A graded topic, before and after.",
    (
        *PAIR,
        BODY_OF_BOTH,
        column("topic", str, "The topic as named in the baseline, or else in the follow-up."),
        column(
            "question",
            str | None,
            "The question below the topic, where it is graded by itself.",
            "either.question",
        ),
        _COMPARABILITY,
        *_graded("baseline"),
        column(
            "follow_up_topic",
            str | None,
            "The topic as named in the follow-up.",
            "follow_up.topic",
        ),
        *_graded("follow_up"),
        column(
            "steps",
            int | None,
            "By how many grades it improved; negative if it got worse; empty if unknown.",
        ),
    ),
    _ORDER,
)
_CAVEATS = Schema(
    "caveats",
    "A reason to read a comparison, or one of its entries, with care.",
    (
        *PAIR,
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
    ),
    _ORDER,
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


_THEMES = Schema(
    "theme_comparisons",
    "A theme of one of two frameworks, and its counterparts by the crosswalk. A pair of reports "
    "that follow the same framework has no rows.",
    (
        *PAIR,
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
    ),
    _ORDER,
)
_UNDECIDED = Schema(
    "undecided",
    "A possible link that a matcher left for a person to decide. It isn't counted.",
    (*PAIR, *columns_of(_Possible)),
    _ORDER,
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
