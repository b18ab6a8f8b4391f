"""The schemas of the tables of theme comparisons, undecided pairs and rulings."""

from __future__ import annotations

from ncpi.comparison._proposals import Ruling
from ncpi.comparison._themes import ThemeComparison
from ncpi.tables._schemas.columns import Column, ColumnType, Schema
from ncpi.tables._schemas.fields import columns_of
from ncpi.tables._schemas.reports import basis, maybe, text, texts

__all__ = ["MATCHING_SCHEMAS", "PAIR"]

PAIR = (
    text("baseline", "The key of the baseline."),
    text("follow_up", "The key of the follow-up."),
)
"""The columns that identify the two reports of a row."""

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
    "baseline, follow_up, then as the comparison lists them",
)
_UNDECIDED = Schema(
    "undecided",
    "A possible link that a matcher left for a person to decide. It isn't counted.",
    (
        *PAIR,
        text("item", "The baseline's item."),
        maybe("finding", "The key of the finding that may answer it, or empty."),
        maybe("restated_by", "The follow-up's item that may restate it, or empty."),
        basis("basis", "The basis that the link would have."),
        Column("similarity", ColumnType.NUMBER, "The similarity of the two texts, from 0 to 1."),
        texts("words", "The words of the item that matched."),
        texts("other_words", "The words that they matched, in the same order."),
        maybe("reason", "Why it is undecided."),
    ),
    "baseline, follow_up, then as the comparison lists them",
)
_RULINGS = Schema(
    "rulings",
    "A person's ruling on whether an item is answered or restated.",
    columns_of(
        Ruling, "item", "follow_up", "finding", "restated_by", "answers", "by", "dated", "note"
    ),
    "item, follow_up, findings before restatements, key, date, by",
)

MATCHING_SCHEMAS: tuple[Schema, ...] = (_THEMES, _UNDECIDED, _RULINGS)
"""The schemas of the tables of theme comparisons, undecided pairs and rulings."""
