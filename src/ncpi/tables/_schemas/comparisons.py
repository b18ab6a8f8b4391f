"""The schemas of the tables of comparisons and deadlines."""

from __future__ import annotations

from ncpi import vocabulary as words
from ncpi.model import Answer, Deadline
from ncpi.model.items import Item
from ncpi.tables._schemas.columns import Column, ColumnType, Schema
from ncpi.tables._schemas.fields import columns_of
from ncpi.tables._schemas.matching import PAIR
from ncpi.tables._schemas.reports import (
    BODY_OF_BOTH,
    CLAIM,
    CLAIMED,
    CODED,
    HEADINGS,
    LINKED,
    as_date,
    basis,
    days,
    maybe,
    open_word,
    text,
    texts,
    truth,
    whole,
    word,
)

__all__ = ["CASE_AUDIT_CHANGES", "COMPARISON_SCHEMAS", "OUTCOMES"]

_DAY, _WHOLE, _NUMBER = ColumnType.DAY, ColumnType.WHOLE, ColumnType.NUMBER
_ORDER = "baseline, follow_up, then as the comparison lists them"
_ITEM = (
    text("item", "The item's name."),
    word("kind", "The kind of item.", words.ItemKind),
    *columns_of(Item, "key", "theme"),
)
_COMPARABILITY = word(
    "comparability", "Whether the two sides can be compared.", words.Comparability
)
_CAVEATS_OF = whole(
    "caveats",
    "How many caveats the comparison, the item or the area has; the table caveats gives them.",
)
_AREA = maybe("area", "The area of child protection; empty for all areas together.")


def _more(side: str, of: str) -> tuple[Column, ...]:
    return (
        *days(f"{side}_published"),
        maybe(f"{side}_framework", f"The key of the {of}'s framework of themes."),
    )


_COMPARISONS = Schema(
    "comparisons",
    "A baseline compared with a follow-up.",
    (
        *PAIR,
        BODY_OF_BOTH,
        texts("bodies", "The keys of the bodies that both reports are on."),
        *HEADINGS,
        *_more("baseline", "baseline"),
        *_more("follow_up", "follow-up"),
        maybe(
            "as_of",
            "The day up to which claims are included: the first possible day of publication.",
            _DAY,
        ),
        _CAVEATS_OF,
    ),
    "baseline, follow_up",
)
OUTCOMES = Schema(
    "outcomes",
    "An item of the baseline, of any kind, and its outcome in the follow-up. Count each kind by "
    "itself.",
    (
        *PAIR,
        BODY_OF_BOTH,
        *HEADINGS,
        *_ITEM,
        word("outcome", "The outcome of the findings that answer it together.", words.Outcome),
        basis(
            "basis",
            "The weaker of the next two; empty if nothing mentions it.",
            nullable=True,
        ),
        basis(
            "link_basis",
            "The weakest basis of the links to the findings or items that decided the outcome.",
            nullable=True,
        ),
        basis(
            "progress_basis",
            "The weakest basis of the progress that they report; empty if they report none.",
            nullable=True,
        ),
        word(
            "status",
            "The status of a cause of concern at the follow-up; empty for other kinds.",
            words.CauseStatus,
            nullable=True,
        ),
        truth("concern", "Whether a finding that answers it is a concern."),
        basis(
            "concern_basis",
            "The firmest basis of the link between it and such a finding; empty if there is none.",
            nullable=True,
        ),
        texts(
            "reported_by",
            "Whose accounts it is known from, if it or the outcome is known only from someone "
            "else's account.",
        ),
        texts("provenance", "Whose words the item's own sources contain, each once."),
        text("text", "What the item says."),
        whole("answers", "How many findings answer it, on any basis."),
        whole("answers_counted", "How many of those can count towards the outcome."),
        texts("restated_by", "The follow-up's items that restate or continue it."),
        texts("restated_bases", "The basis of each of those restatements, in the same order."),
        _CAVEATS_OF,
    ),
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
        truth("restates_unlisted", "Whether it restates an item that the baseline doesn't list."),
        text("text", "What the item says."),
    ),
    "baseline, follow_up, unlinked items, those that restate an unlisted one, concerns",
)
_EVIDENCE = Schema(
    "outcome_evidence",
    "A finding or item of the follow-up that answers or restates an item of the baseline.",
    (
        *PAIR,
        text("item", "The baseline's item."),
        maybe("finding", "The key of the finding that answers it."),
        maybe("restated_by", "The item that restates or continues it."),
        *columns_of(Answer, "basis"),
        Column(
            "counted",
            ColumnType.TRUTH,
            "Whether the finding can count towards the outcome; empty for a restatement.",
            nullable=True,
        ),
        open_word(
            "progress",
            f"The progress that the finding reports. {CODED}",
            words.Progress,
            nullable=True,
        ),
        basis("progress_basis", "Whose word that progress is.", nullable=True),
        maybe("concern", "Whether the finding is a concern.", ColumnType.TRUTH),
        text("text", "What the finding or the later item says."),
        *LINKED,
    ),
    _ORDER,
)
_CLAIMS = Schema(
    "claims",
    "The latest status or comment of one party on a recommendation, as of the follow-up.",
    (
        *PAIR,
        text("item", "The baseline's recommendation."),
        *CLAIM,
        as_date("dated", "The date of the claim, as precisely as known.", nullable=False),
        Column("dated_earliest", _DAY, "The earliest possible date of the claim."),
        Column("dated_latest", _DAY, "The latest possible date of the claim."),
        *CLAIMED,
    ),
    _ORDER,
)


def _total(side: str, of: str) -> Column:
    return maybe(f"{side}_total", f"How many files the {of} audited; empty if unknown.", _WHOLE)


def _side(side: str, of: str) -> tuple[Column, ...]:
    return (
        maybe(f"{side}_scale", f"The key of the {of} audit's scale; empty if there is no audit."),
        word(f"{side}_sampling", "How its files were chosen.", words.Sampling, nullable=True),
        maybe(
            f"{side}_count",
            "How many files got the grade; empty if unknown.",
            _WHOLE,
            out_of=f"{side}_total",
        ),
        _total(side, of),
        maybe(
            f"{side}_share",
            "The share of the files with the grade, from 0 to 1.",
            _NUMBER,
            out_of=f"{side}_total",
        ),
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
        text("grade", "The grade."),
        whole("grade_rank", "Its position on its scale; 0 is the best grade."),
        *_side("baseline", "baseline"),
        *_side("follow_up", "follow-up"),
        maybe(
            "change",
            "The follow-up's share minus the baseline's; empty if it is unknown or the sides "
            "aren't comparable.",
            _NUMBER,
        ),
        _CAVEATS_OF,
    ),
    _ORDER,
)


def _estimate(name: str, meaning: str, out_of: str | None = None) -> tuple[Column, ...]:
    return (
        maybe(name, meaning, _NUMBER, out_of=out_of),
        maybe(f"{name}_low", "The lower end of its 95% interval.", _NUMBER),
        maybe(f"{name}_high", "The upper end of its 95% interval.", _NUMBER),
    )


_TOTALS = (_total("baseline", "baseline"), _total("follow_up", "follow-up"))
_CASE_AUDIT_TESTS = Schema(
    "case_audit_tests",
    "A statistical test of the case files in one area, before and after.",
    (
        *PAIR,
        BODY_OF_BOTH,
        _AREA,
        _COMPARABILITY,
        word("verdict", "The verdict on the change.", words.Verdict),
        texts("other_verdicts", "The verdicts that one case file graded differently would give."),
        *_estimate(
            "effect",
            "The probability that a follow-up case has a better grade than a baseline one.",
        ),
        maybe(
            "p_value",
            "The probability that chance alone would give a difference at least this large.",
            _NUMBER,
        ),
        maybe("exact", "Whether the p-value is exact.", ColumnType.TRUTH),
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
        _AREA,
        text("grade", "The grade, or the words for several together."),
        whole(
            "grade_rank",
            "Its position on the scale; 0 is the best grade. Several together come last.",
        ),
        *_estimate(
            "baseline_share", "Its share in the baseline; empty if unknown.", "baseline_total"
        ),
        *_estimate(
            "follow_up_share", "Its share in the follow-up; empty if unknown.", "follow_up_total"
        ),
        *_estimate("difference", "The follow-up's share minus the baseline's."),
        *_TOTALS,
    ),
    _ORDER,
)


def _graded(side: str, of: str) -> tuple[Column, ...]:
    return (
        word(
            f"{side}_status",
            f"Where the {of}'s grade comes from, or why there is none.",
            words.JudgmentStatus,
            nullable=True,
        ),
        maybe(f"{side}_grade", f"Its grade in the {of}."),
        maybe(f"{side}_scale", "The key of that grade's scale."),
    )


_JUDGMENTS = Schema(
    "judgment_changes",
    "A graded topic, before and after.",
    (
        *PAIR,
        BODY_OF_BOTH,
        text("topic", "The topic as named in the baseline, or else in the follow-up."),
        maybe("question", "The question below the topic, where it is graded by itself."),
        _COMPARABILITY,
        *_graded("baseline", "baseline"),
        maybe("follow_up_topic", "The topic as named in the follow-up."),
        *_graded("follow_up", "follow-up"),
        maybe(
            "steps",
            "By how many grades it improved; negative if it got worse; empty if unknown.",
            _WHOLE,
        ),
    ),
    _ORDER,
)
_CAVEATS = Schema(
    "caveats",
    "A reason to read a comparison, or one of its entries, with care.",
    (
        *PAIR,
        Column(
            "table",
            ColumnType.TEXT,
            "The table of the entry that it is about; comparisons for the whole comparison.",
            words=(
                "comparisons",
                "outcomes",
                "case_audit_changes",
                "judgment_changes",
                "theme_comparisons",
            ),
        ),
        maybe(
            "key",
            "The item, area, topic or theme in that table; empty for all areas together or the "
            "whole comparison.",
        ),
        word("code", "The kind of caveat.", words.CaveatCode),
        text("text", "The caveat in plain words."),
    ),
    _ORDER,
)

_DEADLINES = Schema(
    "deadlines",
    "Something due from someone. The status compares dates only: it doesn't say whether the thing "
    "was done.",
    (
        *columns_of(Deadline, "report", "item", "what", "due_from"),
        maybe("due", "The due date; empty if it isn't certain.", _DAY),
        maybe("due_earliest", "The earliest possible due date.", _DAY),
        maybe("due_latest", "The latest possible due date.", _DAY),
        *columns_of(Deadline, "rule"),
        maybe("legal_basis", "The law or method behind the rule, as cited."),
        *columns_of(Deadline, "verified", "confidence"),
        maybe("on", "The date to which the next two columns apply.", _DAY),
        word("status", "The status on that date.", words.DueStatus, nullable=True),
        maybe("days_left", "The days left after that date; empty if not certain.", _WHOLE),
        maybe("reason", "Why there is no due date, or what may have met it, as dates can't tell."),
        texts("caveats", "Reasons to read it with care."),
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
)
"""The schemas of the tables of comparisons and deadlines."""
