"""Where causes of concern stand over a programme, as rows for people."""

from __future__ import annotations

from ncpi.display._phrases import caveats_table
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import view
from ncpi.errors import counted
from ncpi.programme import CauseStatuses

__all__ = ["cause_statuses_sheet"]

_TITLE = "Where causes of concern stand"


_NONE = "a cause of concern here, which doesn't say that there was none."


_ENTRY = (
    "An entry is one cause of concern in one pair, of either report. A later one counts as the "
    "same only where it says that it continues the earlier, on the basis stated; one that nothing "
    "read takes up is neither closed nor open."
)


@view(CauseStatuses)
def cause_statuses_sheet(statuses: CauseStatuses) -> Sheet:
    """How many came to each status, on which basis."""
    rows = [
        (entry.what.value, entry.basis.value if entry.basis else "", str(entry.entries))
        for entry in statuses.counts
    ]
    entry = (
        f"In {statuses.without} of {counted(statuses.pairs, 'compared pair')} neither report lists"
    )
    notes = [f"{entry} {_NONE}"] if statuses.without else []
    if statuses.entries:
        notes.append(_ENTRY)
    return Sheet(
        title=_TITLE,
        tables=(
            Table(rows, ("status", "basis", "entries"), _TITLE),
            caveats_table(statuses.caveats, "Caveats on those, of all entries"),
        ),
        notes=tuple(notes),
    )
