"""The views of a tracker, of what is due in it and of what changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

import attrs

from ncpi.display._names import in_words, report_in_words, reworded
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import Columns, fields_sheet, table_of, view
from ncpi.errors import counted
from ncpi.model import Record
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


def _own_words_sheet(thing: Record) -> Sheet:
    """The fields of what a body records, whose texts are all its own."""
    return fields_sheet(thing, with_names=False)


for _cls in (Action, SignOff, Tracking):
    view(_cls)(_own_words_sheet)

_CLOSES = "Statuses are the body's own record; only the inspectorate closes a recommendation."


@view(Tracker)
def tracker_sheet(tracker: Tracker) -> Sheet:
    """What is due on the tracker's day; then, folded, all that the body records of each item."""
    due = due_sheet(tracker.due(on=tracker.as_of))
    reports = dict.fromkeys(entry.item.report for entry in tracker.entries)
    every = (
        table_of(
            [entry for entry in tracker.entries if entry.item.report == report],
            _COLUMNS,
            report_in_words(report),
            folded="Everything recorded",
        )
        for report in reports
    )
    title = f"Tracker of {reworded(tracker.body)} as of {in_words(tracker.as_of)}"
    return attrs.evolve(due, title=title, tables=(*due.tables, *every))


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


_COLUMNS: Columns[Tracking] = {
    "item": lambda one: one.item.name,
    "text": lambda one: one.text,
    "status": lambda one: one.status.value,
    "owner": lambda one: one.owner,
    "lead": lambda one: one.lead,
    "priority": lambda one: one.priority,
    "RAG": lambda one: one.rag,
    "target": lambda one: one.target,
    "earlier targets": lambda entry: map(_earlier, entry.targets[:-1]),
    "complete": lambda entry: (
        None if entry.percent_complete is None else f"{entry.percent_complete}%"
    ),
    "actions": lambda entry: map(_action, entry.actions),
    "evidence": lambda one: one.evidence,
    "signed off": lambda entry: entry.sign_off and _signed(entry.sign_off),
    "notes": lambda one: one.notes,
}


@view(TrackerDue)
def due_sheet(due: TrackerDue) -> Sheet:
    """The items under what is needed next."""
    reports = {entry.item.report for items in due.groups.values() for entry in items}
    columns: Columns[Tracking] = {
        "item": _item(reports),
        "target": lambda one: one.target,
        "days": lambda entry: entry.target and _days((entry.target - due.on).days),
        "owner": lambda one: one.owner,
        "RAG": lambda one: one.rag,
        "status": lambda one: one.status.value,
        "text": lambda one: one.text,
    }
    groups = (
        table_of(items, columns, heading.capitalize()) for heading, items in due.groups.items()
    )
    heads = Table([("on", in_words(due.on)), *_titles(reports)])
    return Sheet(f"Due {reworded(due.label())}", (heads, *groups), (_CLOSES,))


def _item(reports: Collection[str]) -> Callable[[Tracking | TrackerChange], object]:
    """What names an item of one or more *reports*."""
    return lambda one: one.item if len(reports) > 1 else one.item.name


def _titles(reports: Iterable[str]) -> list[tuple[str, str]]:
    return [("report", report_in_words(report)) for report in sorted(reports)]


def _days(days: int) -> str:
    if days == 0:
        return "today"
    return f"{counted(abs(days), 'day')} {'ago' if days < 0 else 'left'}"


@view(TrackerChanges)
def changes_sheet(changes: TrackerChanges) -> Sheet:
    """What changed in each item, with its text and owner."""
    reports = {change.item.report for change in changes.changes}
    columns: Columns[TrackerChange] = {
        "item": _item(reports),
        "text": lambda one: one.text,
        "owner": lambda one: one.owner,
        "what changed": _changed,
    }
    return Sheet(
        f"Changes from {in_words(changes.since)} to {in_words(changes.as_of)}: {changes.summary}",
        (Table(_titles(reports)), table_of(changes.changes, columns)),
    )


def _changed(change: TrackerChange) -> str:
    if change.is_new or change.is_gone:
        return "added" if change.is_new else "removed"
    fields = (
        # Other values may hold the body's own words.
        reworded(line) if name == "target" else line
        for name, (before, after) in change.changes.items()
        for line in [f"{name}: {before} → {after}"]
    )
    return "\n".join(fields)
