"""The view of a comparison beside trackers and responses."""

from __future__ import annotations

import attrs

from ncpi.comparison.tracked import TrackedComparison
from ncpi.display._comparison import comparison_sheet
from ncpi.display._names import body_name, claims, in_words, reworded
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import table_of, view
from ncpi.errors import counted
from ncpi.model.responses import Response, ResponseAnswer
from ncpi.model.tracking import Tracking

__all__ = ["tracked_sheet"]

_APART = (
    "What a body says of itself, what it and others have published and what the follow-up found "
    "are kept apart; only the last two are the comparison's."
)

# With more of them a notebook would show the outcomes below the screen.
_MOST_RESPONSES = 2
_MOST_ITEMS = 4


@view(TrackedComparison)
def tracked_sheet(comparison: TrackedComparison) -> Sheet:
    """The comparison, and what bodies say about each item beside what the follow-up found."""
    plain = comparison_sheet(comparison)
    after = comparison.follow_up.key
    responses = sorted(comparison.responses, key=lambda one: one.report != after)
    said = Table(
        [_said_row(one, comparison) for one in responses],
        ("by", "answers", "in words"),
        "Said in answer",
        first=_MOST_RESPONSES,
        stacked=True,
    )
    # A response seldom answers every item; an item that a tracker lacks is worth seeing.
    items = [item for item in comparison.side_by_side if comparison.trackers or item.answers]
    beside = table_of(
        items,
        {
            "item": lambda one: one.entry.ref.name,
            "asked": lambda one: one.entry.item.text,
            "own status": lambda item: (
                f"{reworded(body)}, {in_words(day)}: {_own(one)}"
                for body, day, one in item.tracking
            ),
            "published status": lambda item: claims(item.entry.claims),
            "answered": lambda item: (_answered(*answer) for answer in item.answers),
            "follow-up": lambda one: one.entry.verdict,
        },
        "Side by side",
    )
    counts, *tables = plain.tables
    if len(items) == len(comparison.side_by_side):
        # Every item is in the table above, with what became of it.
        tables = [attrs.evolve(one, folded=one.folded or "Item by item") for one in tables]
    if responses:
        tables = [attrs.evolve(one, unfolded=_MOST_ITEMS) for one in tables]
    tables = [counts, said, beside, *tables]
    return attrs.evolve(plain, tables=tuple(tables), notes=(_APART, *plain.notes))


def _said_row(response: Response, comparison: TrackedComparison) -> tuple[str, ...]:
    """Who answered which report when, and in what words."""
    is_later = response.report == comparison.follow_up.key
    report = comparison.follow_up if is_later else comparison.baseline
    name = (
        body_name(response.body, response.published or report.published) if response.body else None
    )
    who = name or response.body or response.party.value
    side = "follow-up" if is_later else "baseline"
    words = [response.comments, response.chief_officer_comments, response.reply]
    if response.answers:
        words.append(f"answers {counted(len(response.answers), 'item')}")
    return (
        f"{who}, {in_words(response.published)}",
        f"the {side}",
        "\n".join(filter(None, words)),
    )


def _own(tracking: Tracking) -> str:
    target = f", target {in_words(tracking.target)}" if tracking.target else ""
    return f"{tracking.status.value}{target}"


def _answered(response: Response, answer: ResponseAnswer) -> str:
    who = reworded(response.body or response.party.value)
    return f"{who}, {in_words(response.published)}: {answer.label()}"
