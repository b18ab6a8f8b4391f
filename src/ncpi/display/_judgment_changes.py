"""The view of changes in graded topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ncpi.comparison.pairs import NO_FORCE, OF_NO_FORCE
from ncpi.display._phrases import caveats_table, pair_in_line, signed_steps
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import view
from ncpi.programme import JudgmentChange, JudgmentChanges
from ncpi.vocabulary import Comparability

__all__ = ["judgment_changes_sheet"]


@view(JudgmentChanges)
def judgment_changes_sheet(changes: JudgmentChanges) -> Sheet:
    """How many improved or got worse, and each topic of each pair."""
    title = f"How graded topics changed: {changes.label()}"
    counts = [
        (entry.scale.key, entry.improved, entry.same, entry.worse, entry.forces)
        for entry in changes.by_scale
    ]
    excluded = Counter(_why(change) for change in changes.excluded)
    return Sheet(
        title=title,
        tables=(
            Table(counts, ("scale", "improved", "same", "worse", "forces"), title),
            Table([_row(change) for change in changes.comparable], _COLUMNS, "Force by force"),
            Table(
                sorted(excluded.items()),
                ("not compared", "graded topics"),
            ),
            caveats_table(changes.caveats, "Caveats on the compared topics"),
        ),
        notes=tuple(_notes(changes)),
    )


def _notes(changes: JudgmentChanges) -> Iterator[str]:
    if changes.comparable:
        yield (
            "An entry is one graded topic in one pair, so a force with several pairs has several. "
            "The counts aren't shares of forces, and grades on different scales are never counted "
            "together."
        )
    else:
        yield "No graded topic of any pair can be compared."


_COLUMNS = ("", "topic", "before", "after", "grades better")


def _row(change: JudgmentChange) -> tuple[str, ...]:
    sides = [entry for entry in (change.entry.baseline, change.entry.follow_up) if entry]
    before, after = (entry.result for entry in sides)
    # A crosswalk may pair topics with different names.
    topic = ", then ".join(dict.fromkeys(entry.topic for entry in sides))
    steps = signed_steps(change.steps or 0)
    return pair_in_line(change.pair), topic, before, after, steps


def _why(change: JudgmentChange) -> str:
    if change.entry.comparability is Comparability.COMPARABLE:
        return OF_NO_FORCE if change.pair.is_excluded else NO_FORCE
    return change.entry.comparability.value
