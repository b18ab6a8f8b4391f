"""The schemas of the tables on how two reports were set together; declared here, and only here."""

from __future__ import annotations

from ncpi import vocabulary as words
from ncpi.tables._schemas.columns import Column, ColumnType, Schema
from ncpi.tables._schemas.reports import basis, maybe, text, texts, truth, word

__all__ = ["MATCHING_SCHEMAS", "PAIR"]

PAIR = (
    text("baseline", "The key of the baseline."),
    text("follow_up", "The key of the follow-up."),
)
"""The columns by which every row about two reports names them."""

_RECOMMENDATION = text("recommendation", "The recommendation's key in the baseline.")
_RESTATED_BY = maybe("restated_by", "The key of the recommendation that may restate it, or empty.")

_THEMES = Schema(
    "theme_comparisons",
    "A theme of one of two frameworks, and what the crosswalk sets beside it. Two reports on one "
    "framework have no row: a theme meets itself there.",
    (
        *PAIR,
        text("theme", "The theme as the baseline names it, or the follow-up if only that has it."),
        word("comparability", "Whether it may be set against anything.", words.Comparability),
        word(
            "match",
            "How it stands to its counterparts; empty where nobody has said.",
            words.CrosswalkMatch,
            nullable=True,
        ),
        texts("counterparts", "The follow-up's themes that stand to it so."),
        texts("overlaps", "Others that it merely overlaps with, beside an exact match."),
        texts("recommendations", "Keys of the baseline's recommendations under it."),
        texts("findings", "Keys of the follow-up's findings under what stands beside it."),
    ),
    "baseline, follow_up, then as the comparison lists them",
)
_UNDECIDED = Schema(
    "undecided",
    "A pair that a matcher found alike and left to a person. It counts nowhere.",
    (
        *PAIR,
        _RECOMMENDATION,
        maybe("finding", "The key of the finding that may answer it, or empty."),
        _RESTATED_BY,
        basis("basis", "On what basis it would be linked."),
        Column("similarity", ColumnType.NUMBER, "How alike the two texts are, from 0 to 1."),
        texts("words", "The words of the recommendation that matched."),
        texts("other_words", "The words beside them, in the same order."),
        maybe("reason", "Why it is left open."),
    ),
    "baseline, follow_up, then as the comparison lists them",
)
_RULINGS = Schema(
    "rulings",
    "A person's word on whether a recommendation is answered or restated.",
    (
        *PAIR,
        _RECOMMENDATION,
        maybe("finding", "The key of the finding it is about; empty if it is about a restatement."),
        _RESTATED_BY,
        truth("answers", "Whether the one answers, or restates, the other."),
        text("by", "Who ruled."),
        text("dated", "When, as precisely as known."),
        maybe("note", "Why."),
    ),
    "baseline, follow_up, recommendation, findings before restatements, key, date, by",
)

MATCHING_SCHEMAS: tuple[Schema, ...] = (_THEMES, _UNDECIDED, _RULINGS)
"""The schemas of the tables of themes set together, undecided pairs and rulings."""
