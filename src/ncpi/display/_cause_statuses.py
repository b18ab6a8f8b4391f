"""The view of the statuses of causes of concern over a programme."""

from __future__ import annotations

from ncpi.display._phrases import caveats_table, left_out
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import view
from ncpi.errors import counted
from ncpi.programme import CauseStatuses

__all__ = ["cause_statuses_sheet"]

_TITLE = "Status of causes of concern"

_ENTRY = (
    "An entry is one cause of concern of a baseline in one pair. It is in both reports only if the "
    "later one continues it, on the basis shown; one that isn't mentioned is counted as neither "
    "closed nor open."
)


@view(CauseStatuses)
def cause_statuses_sheet(statuses: CauseStatuses) -> Sheet:
    """How many have each status, by basis."""
    rows = [(entry.what, entry.basis or "", entry.entries) for entry in statuses.counts]
    notes: list[str] = []
    if statuses.without:
        notes.append(
            f"In {statuses.without} of {counted(statuses.pairs, 'compared pair')} neither report "
            "lists a cause of concern here, but there may have been some."
        )
    if statuses.only_reported:
        number = counted(statuses.only_reported, "entry", "entries")
        notes.append(
            f"{number} on causes of concern known only from other people's accounts "
            "(causes_of_concern(accounts=True) counts them)."
        )
    notes += left_out(statuses.only_followed_up, "causes of concern")
    if statuses.unlinked:
        number = counted(statuses.unlinked, "cause of concern", "causes of concern")
        notes.append(f"The follow-ups list {number} that continue none of the baselines'.")
    if statuses.entries:
        notes.append(_ENTRY)
    return Sheet(
        title=_TITLE,
        tables=(
            Table(rows, ("status", "basis", "entries"), _TITLE),
            caveats_table(statuses.caveats, "Caveats on causes of concern"),
        ),
        notes=tuple(notes),
    )
