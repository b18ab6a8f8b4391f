"""The view of a schedule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from ncpi.display._names import claims, in_words, reworded
from ncpi.display._phrases import heading_in_words, labels
from ncpi.display._sheets import FIRST, Sheet, Table
from ncpi.display._views import view
from ncpi.errors import counted
from ncpi.model import ItemRef
from ncpi.schedule import ArchiveDeadlines, ExcludedRule, Schedule, ScheduleEntry, UndatedDeadline
from ncpi.schedule._results import DAY_ONLY, NOT_ADVICE, UNVERIFIED, doubt_of, may_not_apply

__all__ = ["archive_deadlines_sheet", "schedule_sheet"]


_MAY_NOT_APPLY = "May not apply"
_FEW = 3


@view(Schedule)
def schedule_sheet(schedule: Schedule) -> Sheet:
    """The rules that may apply, the dated and undated deadlines, and the excluded rules."""
    label = reworded(schedule.label())
    return Sheet(
        f"Deadlines after {label.replace(schedule.report, schedule.heading.title)}",
        tuple(_tables(schedule)),
        (*(reworded(caveat.label()) for caveat in schedule.caveats), DAY_ONLY, NOT_ADVICE),
    )


def _tables(schedule: Schedule) -> Iterator[Table]:
    yield Table((("report", heading_in_words(schedule.heading)), ("on", in_words(schedule.on))))
    yield _doubtful(schedule.may_apply)
    columns = ("due date", "status", "due from", "what", "rule", "claims", "caveats")
    yield Table(
        [_entry_row(entry) for entry in schedule.entries if not may_not_apply(entry)],
        columns,
        "Deadlines",
    )
    yield Table(
        [_undated_row(item) for item in schedule.undated if not may_not_apply(item)],
        ("due from", "what", "why undated", "rule", "claims", "caveats"),
        "Undated deadlines",
    )
    every: list[ScheduleEntry | UndatedDeadline] = [*schedule.entries, *schedule.undated]
    yield Table([_row(one) for one in every if may_not_apply(one)], columns, _MAY_NOT_APPLY)
    yield Table(
        [
            (item.rule, reworded(item.reason))
            for item in schedule.excluded_rules
            if not item.cannot_tell
        ],
        ("rule", "why"),
        "Excluded rules",
        folded="Excluded rules",
    )


def _doubtful(rules: Iterable[ExcludedRule], *, with_reports: bool = False) -> Table:
    """The *rules* that may apply, those together that may for the same reason."""
    by_reason: dict[str, list[ExcludedRule]] = {}
    for rule in rules:
        by_reason.setdefault(rule.reason, []).append(rule)
    rows = [
        (
            ", ".join(dict.fromkeys(rule.rule for rule in alike)),
            _few(reworded(who) for rule in alike for who in rule.due_from),
            *((_few(rule.report or "" for rule in alike),) if with_reports else ()),
            reworded(reason),
        )
        for reason, alike in by_reason.items()
    ]
    columns = ("rule", "due from", *(("report",) if with_reports else ()), "why")
    return Table(rows, columns, "Cannot tell whether these apply")


def _few(names: Iterable[str]) -> str:
    """The different *names*, or the first three and the number of the others."""
    different = [*dict.fromkeys(names)]
    more = len(different) - _FEW
    return "\n".join([*different[:_FEW], *([f"and {more:,} more"] if more > 0 else [])])


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
    columns = ("due date", "status", "due from", "report", "what", "rule", "claims", "caveats")
    tables = [
        _doubtful(due.may_apply, with_reports=True),
        *[
            Table(
                [
                    _with_report(_entry_row(one), one.deadline.report)
                    for one in entries
                    if not may_not_apply(one)
                ],
                columns,
                name,
            )
            for name, entries in groups
        ],
    ]
    undated = ("due from", "what", "report", "why undated", "rule", "claims", "caveats")
    rows = [
        (*_undated_row(one)[:2], one.report, *_undated_row(one)[2:])
        for one in due.undated
        if not may_not_apply(one)
    ]
    tables.append(Table(rows, undated, "Undated deadlines"))
    every: list[ScheduleEntry | UndatedDeadline] = [*due.entries, *due.undated]
    rows = [_with_report(_row(one), _report(one)) for one in every if may_not_apply(one)]
    tables.append(Table(rows, columns, _MAY_NOT_APPLY))
    # What is due and what may have been comes first; the rules in doubt are counted beside it.
    doubtful, due_now, perhaps, *others = tables
    counted_rules = f"{doubtful.caption} ({counted(len(due.may_apply), 'rule')})"
    tables = [
        attrs.evolve(doubtful, folded=counted_rules),
        attrs.evolve(due_now, first=FIRST),
        attrs.evolve(perhaps, first=FIRST),
        *(_folded_if_long(table) for table in others),
    ]
    return Sheet(label[0].upper() + label[1:], tuple(tables), (DAY_ONLY, NOT_ADVICE))


def _folded_if_long(table: Table) -> Table:
    return attrs.evolve(table, folded=table.caption) if len(table.rows) > FIRST else table


def _with_report(row: tuple[str, ...], report: str) -> tuple[str, ...]:
    return (*row[:3], report, *row[3:])


def _rule(key: str, basis: str | None, *, verified: bool) -> str:
    text = f"{key}: {basis or 'no basis seen'}"
    return text if verified else f"{UNVERIFIED} {text}"


def _about(what: str, item: ItemRef | None) -> str:
    return what if item is None else f"{item.name}: {what}"


def _entry_row(entry: ScheduleEntry) -> tuple[str, ...]:
    due = entry.deadline
    return (
        " to ".join(dict.fromkeys(map(in_words, (due.earliest, due.latest)))),
        reworded(entry.verdict),
        reworded(due.due_from),
        _about(due.what, due.item),
        _rule(due.rule, due.basis, verified=due.verified),
        claims(entry.claims),
        reworded(labels(entry.caveats)),
    )


def _undated_row(entry: UndatedDeadline) -> tuple[str, ...]:
    met = [f"met by {one.label()}" for one in entry.met_by]
    return (
        reworded(entry.due_from),
        _about(entry.what, entry.item),
        reworded("\n".join(filter(None, [entry.reason, *met, doubt_of(entry)]))),
        _rule(entry.rule, entry.basis, verified=entry.verified),
        claims(entry.claims),
        reworded(labels(entry.caveats)),
    )


def _row(entry: ScheduleEntry | UndatedDeadline) -> tuple[str, ...]:
    """The row of either kind of deadline in a table of both."""
    if isinstance(entry, ScheduleEntry):
        return _entry_row(entry)
    due_from, what, why, *others = _undated_row(entry)
    return ("undated", why, due_from, what, *others)


def _report(entry: ScheduleEntry | UndatedDeadline) -> str:
    return entry.report if isinstance(entry, UndatedDeadline) else entry.deadline.report
