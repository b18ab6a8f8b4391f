"""The views of a tracker, of what is due in it and of what changed."""

from __future__ import annotations

import attrs

from ncpi.display._names import in_words, report_in_words, reworded
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import view
from ncpi.errors import counted
from ncpi.model.tracking import (
    Action,
    SignOff,
    TargetDate,
    Tracker,
    TrackerChange,
    TrackerChanges,
    TrackerDue,
    Tracking,
)

__all__ = ["changes_sheet", "due_sheet", "tracker_sheet"]

_CLOSES = "Statuses are the body's own record; only the inspectorate closes a recommendation."
_COLUMNS = (
    *("item", "text", "status", "owner", "lead", "priority", "RAG", "target", "earlier targets"),
    *("complete", "actions", "evidence", "signed off", "notes"),
)


@view(Tracker)
def tracker_sheet(tracker: Tracker) -> Sheet:
    """What is due on the tracker's day; then, folded, all that the body records of each item."""
    due = due_sheet(tracker.due(on=tracker.as_of))
    reports = dict.fromkeys(entry.item.report for entry in tracker.entries)
    every = (
        Table(
            [_row(entry) for entry in tracker.entries if entry.item.report == report],
            _COLUMNS,
            report_in_words(report),
            folded="Everything recorded",
        )
        for report in reports
    )
    title = f"Tracker of {reworded(tracker.body)} as of {in_words(tracker.as_of)}"
    return attrs.evolve(due, title=title, tables=(*due.tables, *every))


def _row(entry: Tracking) -> tuple[str, ...]:
    return (
        entry.item.name,
        entry.text,
        entry.status.value,
        entry.owner or "",
        entry.lead or "",
        entry.priority or "",
        entry.rag or "",
        _target(entry),
        "\n".join(map(_earlier, entry.targets[:-1])),
        "" if entry.percent_complete is None else f"{entry.percent_complete}%",
        "\n".join(map(_action, entry.actions)),
        entry.evidence or "",
        _signed(entry.sign_off) if entry.sign_off else "",
        entry.notes or "",
    )


def _earlier(target: TargetDate) -> str:
    when = f", set on {in_words(target.set_on)}" if target.set_on else ""
    return f"{in_words(target.target)}{when}{f': {target.reason}' if target.reason else ''}"


def _action(action: Action) -> str:
    due = f"due {in_words(action.due)}" if action.due else None
    details = ", ".join(filter(None, (action.owner, due, action.status)))
    return f"{action.text} ({details})" if details else action.text


def _signed(sign_off: SignOff) -> str:
    when = f", {in_words(sign_off.dated)}" if sign_off.dated else ""
    return f"{sign_off.by}{when}{f': {sign_off.note}' if sign_off.note else ''}"


@view(TrackerDue)
def due_sheet(due: TrackerDue) -> Sheet:
    """The items under what is needed next."""
    several = {entry.item.report for items in due.groups.values() for entry in items}

    def name(entry: Tracking) -> str:
        return str(entry.item) if len(several) > 1 else entry.item.name

    return Sheet(
        f"Due {reworded(due.label())}",
        (
            Table(
                [
                    ("on", in_words(due.on)),
                    *(("report", report_in_words(report)) for report in sorted(several)),
                ]
            ),
            *(
                Table(
                    [
                        (
                            name(entry),
                            _target(entry),
                            _days(entry, due) if entry.target else "",
                            entry.owner or "",
                            entry.rag or "",
                            entry.status.value,
                            entry.text,
                        )
                        for entry in items
                    ],
                    ("item", "target", "days", "owner", "RAG", "status", "text"),
                    heading.capitalize(),
                )
                for heading, items in due.groups.items()
            ),
        ),
        (_CLOSES,),
    )


def _target(entry: Tracking) -> str:
    return in_words(entry.target) if entry.target else ""


def _days(entry: Tracking, due: TrackerDue) -> str:
    assert entry.target is not None  # noqa: S101 - the caller checks it
    days = (entry.target - due.on).days
    if days == 0:
        return "today"
    return f"{counted(abs(days), 'day')} {'ago' if days < 0 else 'left'}"


@view(TrackerChanges)
def changes_sheet(changes: TrackerChanges) -> Sheet:
    """What changed in each item, with its text and owner."""
    several = {change.item.report for change in changes.changes}
    return Sheet(
        f"Changes from {in_words(changes.since)} to {in_words(changes.as_of)}: {changes.summary}",
        (
            Table([("report", report_in_words(report)) for report in sorted(several)]),
            Table(
                [_change_row(change, len(several)) for change in changes.changes],
                ("item", "text", "owner", "what changed"),
            ),
        ),
    )


def _change_row(change: TrackerChange, reports: int) -> tuple[str, ...]:
    fields = (
        # Other values may hold the body's own words.
        reworded(line) if name == "target" else line
        for name, (before, after) in change.changes.items()
        for line in [f"{name}: {before} → {after}"]
    )
    return (
        str(change.item) if reports > 1 else change.item.name,
        change.text,
        change.owner or "",
        "added" if change.is_new else "removed" if change.is_gone else "\n".join(fields),
    )
