"""The schemas of the tables that hold results; declared here, and only here."""

from __future__ import annotations

from ncpi import vocabulary as words
from ncpi.tables._schemas.columns import Column, ColumnType, Schema
from ncpi.tables._schemas.matching import PAIR
from ncpi.tables._schemas.reports import basis, maybe, text, texts, truth, whole, word

__all__ = ["COMPARISON_SCHEMAS"]

_DAY, _WHOLE, _NUMBER = ColumnType.DAY, ColumnType.WHOLE, ColumnType.NUMBER
_ORDER = "baseline, follow_up, then as the comparison lists them"
_BODY = maybe(
    "body", "The key of the body that both are about; empty if there are several or none."
)
_COMPARABILITY = word(
    "comparability", "Whether the two sides may be set against each other.", words.Comparability
)
_AREA = maybe("area", "The area of child protection; empty: over all areas.")


def _head(side: str, of: str) -> tuple[Column, ...]:
    return (
        text(f"{side}_title", f"The title of the {of}."),
        word(f"{side}_kind", f"What sort of report the {of} is.", words.ReportKind),
        maybe(f"{side}_published", f"When the {of} was published, as precisely as known."),
        maybe(f"{side}_published_earliest", "The first day that it can have been published.", _DAY),
        maybe(f"{side}_published_latest", "The last day that it can have been published.", _DAY),
        maybe(f"{side}_framework", f"The key of the {of}'s framework of themes."),
    )


_COMPARISONS = Schema(
    "comparisons",
    "A baseline compared with a follow-up.",
    (
        *PAIR,
        _BODY,
        texts("bodies", "The keys of the bodies that both are about."),
        *_head("baseline", "baseline"),
        *_head("follow_up", "follow-up"),
        maybe("as_of", "The day as of which each party's claims are given.", _DAY),
        texts("new_recommendations", "Keys of the follow-up's that restate nothing known."),
        texts("restating_unread", "Keys of the follow-up's that restate what wasn't listed."),
    ),
    "baseline, follow_up",
)
_OUTCOMES = Schema(
    "outcomes",
    "A recommendation of the baseline, and what the follow-up says of it.",
    (
        *PAIR,
        _BODY,
        text("recommendation", "The recommendation's key in the baseline."),
        word("kind", "A recommendation or an area for improvement.", words.RecommendationKind),
        maybe("theme", "The theme of the framework it stands under."),
        word("outcome", "What the findings that answer it say, taken together.", words.Outcome),
        basis(
            "basis",
            "How firmly what decided the outcome is linked to it; empty where nothing does.",
            nullable=True,
        ),
        truth("concern", "Whether a finding that answers it is a concern."),
        basis(
            "concern_basis",
            "How firmly the firmest such finding is linked to it; empty without one.",
            nullable=True,
        ),
        text("text", "What was asked."),
        whole("answers", "How many findings answer it, on whatever basis."),
        whole("answers_counted", "How many of those may count towards the outcome."),
        texts("restated_by", "Keys of the follow-up's recommendations that restate it."),
        texts("restated_bases", "On what basis each of those does, in the same order."),
    ),
    _ORDER,
)
_EVIDENCE = Schema(
    "outcome_evidence",
    "A finding or a recommendation of the follow-up that speaks of one of the baseline.",
    (
        *PAIR,
        text("recommendation", "The recommendation's key in the baseline."),
        maybe("finding", "The key of the finding that answers it."),
        maybe("restated_by", "The key of the recommendation that restates it."),
        basis("basis", "Who says so, and how firmly."),
        Column(
            "counted",
            ColumnType.TRUTH,
            "Whether the finding may count towards the outcome; empty for a restatement.",
            nullable=True,
        ),
        word("progress", "What the finding says of progress.", words.Progress, nullable=True),
        maybe("concern", "Whether the finding is a concern.", ColumnType.TRUTH),
        text("text", "What was found, or is asked again."),
        maybe("by", "Who coded it, or which matcher proposed it."),
        maybe("evidence", "The words that show it."),
        maybe("caveat", "What speaks against it."),
        maybe("dated", "When it was coded, proposed or ruled."),
    ),
    _ORDER,
)
_CLAIMS = Schema(
    "claims",
    "The last status or comment of one party on a recommendation, as of the follow-up.",
    (
        *PAIR,
        text("recommendation", "The recommendation's key in the baseline."),
        word("party", "Who said it.", words.Party),
        text("dated", "When, as precisely as known."),
        Column("dated_earliest", _DAY, "The first day that it can be."),
        Column("dated_latest", _DAY, "The last day that it can be."),
        maybe("status", "The tracker's word."),
        maybe("comment", "What they wrote."),
        maybe("by", "The person or office that spoke for the party."),
    ),
    _ORDER,
)


def _side(side: str, of: str) -> tuple[Column, ...]:
    return (
        maybe(f"{side}_scale", f"The key of the scale of the {of}'s audit; empty without one."),
        word(f"{side}_sampling", "How its files were chosen.", words.Sampling, nullable=True),
        maybe(f"{side}_count", "How many files got the grade; empty if unknown.", _WHOLE),
        maybe(f"{side}_total", "How many files were audited; empty if unknown.", _WHOLE),
        maybe(f"{side}_share", "Which part of them got the grade, from 0 to 1.", _NUMBER),
    )


_CHANGES = Schema(
    "case_audit_changes",
    "A grade of the case files of one area, before and after. On two scales, each scale's "
    "grades have rows of their own.",
    (
        *PAIR,
        _BODY,
        _AREA,
        _COMPARABILITY,
        text("grade", "The grade."),
        whole("grade_rank", "Its place on its scale; 0 is the best grade."),
        *_side("baseline", "baseline"),
        *_side("follow_up", "follow-up"),
        maybe(
            "change",
            "The follow-up's share less the baseline's; empty where it isn't known or the "
            "sides aren't comparable.",
            _NUMBER,
        ),
    ),
    _ORDER,
)


def _estimate(name: str, meaning: str) -> tuple[Column, ...]:
    return (
        maybe(name, meaning, _NUMBER),
        maybe(f"{name}_low", "The lower end of its 95% interval.", _NUMBER),
        maybe(f"{name}_high", "The upper end of its 95% interval.", _NUMBER),
    )


_CASE_AUDIT_TESTS = Schema(
    "case_audit_tests",
    "What the case files of one area say, before and after.",
    (
        *PAIR,
        _BODY,
        _AREA,
        _COMPARABILITY,
        word("verdict", "What may be said of the two.", words.Verdict),
        texts("other_verdicts", "What one case file graded otherwise would make of it."),
        *_estimate("effect", "How probable a follow-up case is better than a baseline one."),
        maybe("p_value", "How often chance alone would part the two so far.", _NUMBER),
        maybe("exact", "Whether the p-value counts every case.", ColumnType.TRUTH),
        maybe("baseline_total", "How many files the baseline audited.", _WHOLE),
        maybe("follow_up_total", "How many files the follow-up audited.", _WHOLE),
    ),
    _ORDER,
)
_GRADE_CHANGES = Schema(
    "grade_changes",
    "The share of one grade, before and after, with what chance leaves open.",
    (
        *PAIR,
        _BODY,
        _AREA,
        text("grade", "The grade."),
        whole("grade_rank", "Its place on the scale; 0 is the best grade."),
        *_estimate("baseline_share", "Its share in the baseline; empty if unknown."),
        *_estimate("follow_up_share", "Its share in the follow-up; empty if unknown."),
        *_estimate("difference", "The follow-up's share less the baseline's."),
    ),
    _ORDER,
)
_JUDGMENTS = Schema(
    "judgment_changes",
    "A graded topic, before and after.",
    (
        *PAIR,
        _BODY,
        text("topic", "The topic as the baseline names it, else as the follow-up does."),
        _COMPARABILITY,
        maybe("baseline_grade", "Its grade in the baseline."),
        maybe("baseline_scale", "The key of that grade's scale."),
        maybe("follow_up_topic", "The topic as the follow-up names it."),
        maybe("follow_up_grade", "Its grade in the follow-up."),
        maybe("follow_up_scale", "The key of that grade's scale."),
        maybe("steps", "How many grades better; negative if worse; empty if unknown.", _WHOLE),
    ),
    _ORDER,
)
_CAUSE_STATUSES = Schema(
    "concern_statuses",
    "A cause of concern, and where it stands at the follow-up.",
    (
        *PAIR,
        _BODY,
        maybe("baseline_cause_of_concern", "Its key in the baseline."),
        maybe("follow_up_cause_of_concern", "The key of the follow-up's that takes it up again."),
        text("text", "What fails, as the baseline says, else the follow-up."),
        maybe("theme", "The theme that it stands under there."),
        word("status", "Where it stands.", words.CauseStatus),
        basis("basis", "On what basis the one takes up the other.", nullable=True),
        maybe("by", "Who coded it, or which matcher proposed it."),
        maybe("evidence", "The words that show it."),
        maybe("caveat", "What speaks against it."),
        maybe("dated", "When it was coded, proposed or ruled."),
    ),
    _ORDER,
)
_CAVEATS = Schema(
    "caveats",
    "Why a comparison, or something in it, should be read with care.",
    (
        *PAIR,
        Column(
            "table",
            ColumnType.TEXT,
            "The table of what it is about; for the whole, comparisons.",
            words=(
                "comparisons",
                "outcomes",
                "concern_statuses",
                "case_audit_changes",
                "judgment_changes",
                "theme_comparisons",
            ),
        ),
        maybe("key", "The recommendation, cause, area, topic or theme there; empty for all areas."),
        word("code", "The kind of caveat.", words.CaveatCode),
        text("text", "The caveat in plain words."),
    ),
    _ORDER,
)

_DEADLINES = Schema(
    "deadlines",
    "Something due from someone. Due and overdue speak of the day, not of what was done.",
    (
        text("report", "The key of the report that set it off."),
        maybe("recommendation", "The key of the recommendation, if it is about one."),
        text("what", "What is due."),
        text("due_from", "Who owes it."),
        maybe("due", "The last day for it; empty if that isn't certain.", _DAY),
        maybe("due_earliest", "The first day that the last day can be.", _DAY),
        maybe("due_latest", "The last day that the last day can be.", _DAY),
        text("rule", "The key of the rule that sets it."),
        maybe("legal_basis", "The law or method behind the rule, as cited."),
        truth("verified", "Whether the rule was seen in a source, or only inferred."),
        word("confidence", "How sure whoever recorded it was.", words.Confidence, nullable=True),
        maybe("on", "The day for which the next two columns hold.", _DAY),
        word("status", "Where it stands then.", words.DueStatus, nullable=True),
        maybe("days_left", "Days left after that day; empty if that isn't certain.", _WHOLE),
        maybe("reason", "Why no day can be given, where none can."),
        texts("caveats", "Why it should be read with care."),
    ),
    "report, due_earliest, due_latest (without a day last), recommendation, rule, what, due_from",
)

COMPARISON_SCHEMAS: tuple[Schema, ...] = (
    _COMPARISONS,
    _OUTCOMES,
    _EVIDENCE,
    _CLAIMS,
    _CHANGES,
    _CASE_AUDIT_TESTS,
    _GRADE_CHANGES,
    _JUDGMENTS,
    _CAUSE_STATUSES,
    _CAVEATS,
    _DEADLINES,
)
"""The schemas of the tables of comparisons and of what is due."""
