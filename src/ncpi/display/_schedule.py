"""The view of a schedule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

import attrs

from ncpi.display._names import claims, in_words, reworded
from ncpi.display._phrases import heading_in_words, labels
from ncpi.display._sheets import FIRST, Sheet, Table
from ncpi.display._views import Columns, table_of, view
from ncpi.errors import counted
from ncpi.schedule import ArchiveDeadlines, ExcludedRule, Schedule, ScheduleEntry
from ncpi.schedule._results import DAY_ONLY, NOT_ADVICE, UNVERIFIED, may_not_apply

__all__ = ["archive_deadlines_sheet", "schedule_sheet"]


T = TypeVar("T")
_FEW = 3


@view(Schedule)
def schedule_sheet(schedule: Schedule) -> Sheet:
    """The rules that may apply, the dated and undated deadlines, and the excluded rules."""
    more = reworded(schedule.label().removeprefix(schedule.report))
    heading = (("report", heading_in_words(schedule.heading)), ("on", in_words(schedule.on)))
    excluded = table_of(
        [rule for rule in schedule.excluded_rules if not rule.cannot_tell],
        {"rule": lambda one: one.rule, "why": lambda rule: reworded(rule.reason)},
        "Excluded rules",
        folded="Excluded rules",
    )
    groups = [("Deadlines", schedule.entries)]
    return Sheet(
        f"Deadlines after {schedule.heading.title}{more}",
        (Table(heading), *_tables(schedule, groups, with_reports=False), excluded),
        (*(reworded(caveat.label()) for caveat in schedule.caveats), DAY_ONLY, NOT_ADVICE),
    )


@view(ArchiveDeadlines)
def archive_deadlines_sheet(due: ArchiveDeadlines) -> Sheet:
    """The dated deadlines by their status, the undated ones, and last those that may not apply."""
    label = reworded(due.label())
    groups = (
        ("Due", due.due),
        ("May have passed or been met", due.cannot_tell),
        ("Due day passed; nothing on record here", due.passed),
        ("Met", due.met),
    )
    # What is due and what may have been comes first; the rules in doubt are counted beside it.
    doubtful, due_now, perhaps, *others = _tables(due, groups, with_reports=True)
    counted_rules = f"{doubtful.caption} ({counted(len(due.may_apply), 'rule')})"
    tables = (
        attrs.evolve(doubtful, folded=counted_rules),
        attrs.evolve(due_now, first=FIRST),
        attrs.evolve(perhaps, first=FIRST),
        *(attrs.evolve(one, folded=one.caption if one.rows[FIRST:] else "") for one in others),
    )
    return Sheet(label[0].upper() + label[1:], tables, (DAY_ONLY, NOT_ADVICE))


def _tables(
    due: Schedule | ArchiveDeadlines,
    groups: Iterable[tuple[str, Iterable[ScheduleEntry]]],
    *,
    with_reports: bool,
) -> Iterator[Table]:
    """The rules in doubt, the *groups* of deadlines, the undated ones, and what may not apply."""

    def table(things: Iterable[T], columns: Columns[T], caption: str) -> Table:
        chosen = {name: one for name, one in columns.items() if with_reports or name != "report"}
        return table_of(things, chosen, caption)

    by_reason: dict[str, list[ExcludedRule]] = {}
    for rule in due.may_apply:
        by_reason.setdefault(rule.reason, []).append(rule)
    yield table(by_reason.values(), _IN_DOUBT, "Cannot tell whether these apply")
    for caption, entries in groups:
        yield table([one for one in entries if not may_not_apply(one)], _COLUMNS, caption)
    undated = [one for one in due.undated if not may_not_apply(one)]
    yield table(undated, _OF_UNDATED, "Undated deadlines")
    both = [*due.entries, *due.undated]
    yield table([one for one in both if may_not_apply(one)], _COLUMNS, "May not apply")


_IN_DOUBT: Columns[list[ExcludedRule]] = {
    "rule": lambda alike: ", ".join(dict.fromkeys(rule.rule for rule in alike)),
    "due from": lambda alike: _few(reworded(who) for rule in alike for who in rule.due_from),
    "report": lambda alike: _few(rule.report or "" for rule in alike),
    "why": lambda alike: reworded(alike[0].reason),
}
"""The columns of rules that may apply for the same reason."""


def _few(names: Iterable[str]) -> Iterator[str]:
    """The different *names*, or the first three and the number of the others."""
    different = [*dict.fromkeys(names)]
    yield from different[:_FEW]
    if (more := len(different) - _FEW) > 0:
        yield f"and {more:,} more"


def _when(entry: ScheduleEntry) -> str:
    days = (entry.deadline.earliest, entry.deadline.latest)
    return " to ".join(dict.fromkeys(map(in_words, days)))


def _what(entry: ScheduleEntry) -> str:
    due = entry.deadline
    return f"{due.item.name}: {due.what}" if due.item else due.what


def _rule(entry: ScheduleEntry) -> str:
    due = entry.deadline
    text = f"{due.rule}: {due.basis or 'no basis seen'}"
    return text if due.verified else f"{UNVERIFIED} {text}"


_COLUMNS: Columns[ScheduleEntry] = {
    "due date": _when,
    "status": lambda entry: reworded(entry.verdict),
    "due from": lambda entry: reworded(entry.deadline.due_from),
    "report": lambda one: one.deadline.report,
    "what": _what,
    "rule": _rule,
    "claims": lambda entry: claims(entry.claims),
    "caveats": lambda entry: reworded(labels(entry.caveats)),
}
_OF_UNDATED: Columns[ScheduleEntry] = {
    **{name: _COLUMNS[name] for name in ("due from", "what", "report")},
    "why undated": _COLUMNS["status"],
    **{name: _COLUMNS[name] for name in ("rule", "claims", "caveats")},
}
