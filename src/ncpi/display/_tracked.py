"""The view of a comparison beside trackers and responses."""

from __future__ import annotations

import attrs

from ncpi.comparison.tracked import TrackedComparison, TrackedItem
from ncpi.display._comparison import comparison_sheet
from ncpi.display._names import in_words, reworded
from ncpi.display._phrases import claims
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import view
from ncpi.model.responses import Response, ResponseAnswer
from ncpi.model.tracking import Tracking

__all__ = ["tracked_sheet"]

_APART = (
    "What a body says of itself, what it and others have published and what the follow-up found "
    "are kept apart; only the last two are the comparison's."
)


@view(TrackedComparison)
def tracked_sheet(comparison: TrackedComparison) -> Sheet:
    """The comparison, and what bodies say about each item beside what the follow-up found."""
    plain = comparison_sheet(comparison)
    # A response seldom answers every item; an item that a tracker lacks is worth seeing.
    items = [item for item in comparison.side_by_side if comparison.trackers or item.answers]
    if not items:
        return plain
    beside = Table(
        [_row(item) for item in items],
        ("item", "asked", "own status", "published status", "answered", "follow-up"),
        "Side by side",
    )
    counts, *tables = plain.tables
    if len(items) == len(comparison.side_by_side):
        # Every item is in the table above, with what became of it.
        tables = [attrs.evolve(one, folded=one.folded or "Item by item") for one in tables]
    return attrs.evolve(plain, tables=(counts, beside, *tables), notes=(_APART, *plain.notes))


def _row(item: TrackedItem) -> tuple[str, ...]:
    entry = item.entry
    return (
        entry.ref.name,
        entry.item.text,
        "\n".join(
            f"{reworded(body)}, {in_words(day)}: {_own(one)}" for body, day, one in item.tracking
        ),
        claims(entry.claims),
        "\n".join(_answered(*answer) for answer in item.answers),
        entry.verdict,
    )


def _own(tracking: Tracking) -> str:
    target = f", target {in_words(tracking.target)}" if tracking.target else ""
    return f"{tracking.status.value}{target}"


def _answered(response: Response, answer: ResponseAnswer) -> str:
    who = reworded(response.body or response.party.value)
    return f"{who}, {in_words(response.published)}: {answer.label()}"
