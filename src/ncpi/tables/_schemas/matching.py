"""The schemas of the tables of theme comparisons, undecided pairs and rulings."""

from __future__ import annotations

from ncpi import vocabulary as words
from ncpi.tables._schemas.columns import Column, ColumnType, Schema
from ncpi.tables._schemas.reports import as_date, basis, maybe, text, texts, truth, word

__all__ = ["MATCHING_SCHEMAS", "PAIR"]

PAIR = (
    text("baseline", "The key of the baseline."),
    text("follow_up", "The key of the follow-up."),
)
"""The columns that identify the two reports of a row."""

_ITEM = text("item", "The baseline's item.")
_RESTATED_BY = maybe("restated_by", "The follow-up's item that may restate it, or empty.")

_THEMES = Schema(
    "theme_comparisons",
    "A theme of one of two frameworks, and its counterparts by the crosswalk. A pair of reports "
    "that follow the same framework has no rows.",
    (
        *PAIR,
        text("theme", "The theme as named in the baseline, or in the follow-up if only there."),
        word("comparability", "Whether it can be compared.", words.Comparability),
        word(
            "match",
            "How it matches its counterparts; empty if no crosswalk states it.",
            words.CrosswalkMatch,
            nullable=True,
        ),
        texts("counterparts", "The follow-up's themes that match it in this way."),
        texts("overlaps", "Other themes that only overlap with it, in addition to an exact match."),
        texts("recommendations", "The keys of the baseline's recommendations with this theme."),
        texts("findings", "The keys of the follow-up's findings with a counterpart as theme."),
    ),
    "baseline, follow_up, then as the comparison lists them",
)
_UNDECIDED = Schema(
    "undecided",
    "A possible link that a matcher left for a person to decide. It isn't counted.",
    (
        *PAIR,
        _ITEM,
        maybe("finding", "The key of the finding that may answer it, or empty."),
        _RESTATED_BY,
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
    (
        _ITEM,
        PAIR[1],
        maybe("finding", "The key of the finding it is about; empty if it is about a restatement."),
        _RESTATED_BY,
        truth("answers", "Whether it answers, or restates, the item."),
        text("by", "Who ruled."),
        as_date("dated", "The date of the ruling, as precisely as known.", nullable=False),
        maybe("note", "The reason for the ruling."),
    ),
    "item, follow_up, findings before restatements, key, date, by",
)

MATCHING_SCHEMAS: tuple[Schema, ...] = (_THEMES, _UNDECIDED, _RULINGS)
"""The schemas of the tables of theme comparisons, undecided pairs and rulings."""
