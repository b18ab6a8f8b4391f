"""From readings to an archive: what is new is added, and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import attrs

from ncpi import fields
from ncpi.archive import Archive
from ncpi.errors import Fault, counted
from ncpi.fields._frozen import is_tuple
from ncpi.model import PressRelease, Recommendation, Record, Report
from ncpi.pages._reading import Reading
from ncpi.pages._records import plain_words

__all__ = ["Addition", "add_to"]


class Addition(NamedTuple):
    """An archive after a page was added to it.

    Attributes:
        archive: the archive.
        changes: what was added, each in a few words; empty if nothing was.
        kept: what the page says otherwise than the archive, which was left as it was.
    """

    archive: Archive
    changes: tuple[str, ...]
    kept: tuple[str, ...]


def add_to(archive: Archive, reading: Reading) -> Addition:
    """*archive* with the record of *reading* added.

    A report of the same key keeps every value that it has; what it lacks is filled in from the
    page, and the page becomes a source. A tracker entry goes to the recommendation with its
    number, or into the one report on its force that has the entry's title; a longer log
    replaces a shorter one that it continues.

    Raises:
        ncpi.errors.InvalidError: an argument is of another class.
    """
    faults: list[Fault] = []
    fields.accept(Archive, archive, "archive", faults)
    fields.accept(Reading, reading, "reading", faults)
    fields.refuse(faults, "add_to")
    record = reading.record
    if isinstance(record, Report):
        return _add_report(archive, record)
    if isinstance(record, Recommendation):
        return _add_entry(archive, record, reading)
    if isinstance(record, PressRelease):
        if any(_same_page(record, one) for one in archive.press_releases):
            return Addition(archive, (), ())
        added = attrs.evolve(archive, press_releases=[*archive.press_releases, record])
        return Addition(added, (f"press release: {record.headline}",), ())
    if record is None or record in archive.responses:
        what = reading.kind or "; ".join(one.text for one in reading.warnings)
        kept = (f"no record was made of the page ({what})",) if record is None else ()
        return Addition(archive, (), kept)
    added = attrs.evolve(archive, responses=[*archive.responses, record])
    return Addition(added, (f"response: {record.label()}",), ())


def _same_page(one: PressRelease, other: PressRelease) -> bool:
    return (one.headline, one.bodies, one.report_title) == (
        other.headline,
        other.bodies,
        other.report_title,
    )


def _add_report(archive: Archive, report: Report) -> Addition:
    if report.key not in archive:
        return Addition(archive.with_reports(report), (f"report: {report.key}",), ())
    known = archive[report.key]
    changes: list[str] = []
    kept: list[str] = []
    filled: dict[str, Any] = {}
    for field in attrs.fields(Report):
        if field.name in ("key", "sources", "unknown_fields", "completeness"):
            continue
        mine, theirs = getattr(known, field.name), getattr(report, field.name)
        if _is_empty(theirs) or mine == theirs:
            continue
        if _is_empty(mine):
            filled[field.name] = theirs
            changes.append(f"{report.key}: {field.name.replace('_', ' ')} {_shown(theirs)}")
        elif field.name not in ("title", "programme") and not _is_coarser(theirs, mine):
            kept.append(
                f"{report.key}: {field.name.replace('_', ' ')} is {_shown(mine)} here, "
                f"{_shown(theirs)} on the page"
            )
    if not filled:
        return Addition(archive, (), tuple(kept))
    sources = [*known.sources, *(one for one in report.sources if one not in known.sources)]
    added = archive.with_reports(attrs.evolve(known, sources=sources, **filled))
    return Addition(added, tuple(changes), tuple(kept))


def _is_empty(value: object) -> bool:
    return value is None or value == ()


def _is_coarser(page: object, known: object) -> bool:
    """Whether the page's date is less precise than, and contains, the known one."""
    return isinstance(page, Record) and str(known).startswith(str(page))


def _shown(value: object) -> str:
    if is_tuple(value):
        return counted(len(value), "entry", "entries")
    return str(value.label() if isinstance(value, Record) else value)


def _add_entry(archive: Archive, entry: Recommendation, reading: Reading) -> Addition:
    for report in archive.reports:
        for known in report.recommendations:
            if known.tracker == entry.tracker:
                return _continued(archive, report, known, entry)
    homes = [one for one in archive.reports if _is_home(one, entry, reading)]
    if len(homes) != 1:
        where = "no report" if not homes else f"{len(homes)} reports"
        return Addition(archive, (), (f"entry {entry.key}: {where} here may have made it",))
    report = homes[0]
    added = attrs.evolve(report, recommendations=[*report.recommendations, entry])
    change = f"{report.key}: recommendation {entry.key}"
    return Addition(archive.with_reports(added), (change,), ())


def _is_home(report: Report, entry: Recommendation, reading: Reading) -> bool:
    title = reading.value("report")
    if not isinstance(title, str) or report.bodies != entry.addressed_to:
        return False
    titles = (report.title, *(note.removeprefix("Also titled: ") for note in report.notes))
    return any(plain_words(one) == plain_words(title) for one in titles)


def _continued(
    archive: Archive, report: Report, known: Recommendation, entry: Recommendation
) -> Addition:
    before = [(str(one.dated), one.status) for one in known.history]
    after = [(str(one.dated), one.status) for one in entry.history]
    if before == after:
        return Addition(archive, (), ())
    if after[: len(before)] != before:
        text = f"{report.key}: the log of entry {entry.tracker} doesn't continue the one here"
        return Addition(archive, (), (text,))
    new: Sequence[object] = entry.history[len(before) :]
    longer = attrs.evolve(known, history=[*known.history, *entry.history[len(before) :]])
    change = f"{report.key}: {counted(len(new), 'event')} of entry {entry.tracker}"
    return Addition(archive.with_reports(report.replacing(longer)), (change,), ())
