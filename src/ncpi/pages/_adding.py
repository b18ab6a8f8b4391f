"""From readings to an archive: what is new is added, and nothing is overwritten."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import attrs

from ncpi import fields
from ncpi.archive import Archive
from ncpi.errors import Fault, InvalidError, counted
from ncpi.fields._frozen import is_tuple
from ncpi.model import DateSpan, PartialDate, PressRelease, Recommendation, Record, Report
from ncpi.pages._grammar import ITEM_NUMBER
from ncpi.pages._reading import Reading
from ncpi.pages._records import plain_words
from ncpi.vocabulary import Completeness

__all__ = ["Addition", "add_to"]


class Addition(NamedTuple):
    """An archive after a page was added to it.

    Attributes:
        archive: the archive.
        changes: what was added, each in a few words; empty if nothing was.
        kept: what the page says otherwise than the archive, which was left as it was.
    """

    archive: Archive
    changes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def add_to(archive: Archive, reading: Reading) -> Addition:
    """*archive* with the record of *reading* added.

    A report of the same key keeps every value that it has; what it lacks is filled in from the
    page, a date that the page gives more precisely too, and the entries of each list one by one;
    and the page becomes a source. A tracker entry goes to the recommendation with its
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
    if record is None:
        what = reading.kind or "; ".join(one.text for one in reading.warnings)
        return Addition(archive, (), (f"no record was made of the page ({what})",))
    if isinstance(record, PressRelease):
        if any(_names(record) == _names(one) for one in archive.press_releases):
            return Addition(archive)
        change = f"press release: {record.headline}"
        added = attrs.evolve(archive, press_releases=[*archive.press_releases, record])
    elif record in archive.responses:
        return Addition(archive)
    else:
        change = f"response: {record.label()}"
        added = attrs.evolve(archive, responses=[*archive.responses, record])
    return Addition(added, (change,))


def _names(release: PressRelease) -> tuple[object, ...]:
    """What tells one release from another, whichever copy was read."""
    return (release.headline, release.bodies, release.report_title)


def _add_report(archive: Archive, report: Report) -> Addition:
    if report.key not in archive:
        return Addition(archive.with_reports(report), (f"report: {report.key}",))
    known = archive[report.key]
    filled, changes, kept = _lacking(known, report)
    if not filled:
        return Addition(archive, (), tuple(kept))
    sources = [*known.sources, *(one for one in report.sources if one not in known.sources)]
    try:
        added = archive.with_reports(attrs.evolve(known, sources=sources, **filled))
    except InvalidError as error:
        return Addition(archive, (), (*kept, f"{report.key}: {error.faults[0].message}"))
    return Addition(added, tuple(changes), tuple(kept))


def _lacking(known: Report, report: Report) -> tuple[dict[str, Any], list[str], list[str]]:
    """The values that *known* lacks and the page has, what they are, and what differs."""
    filled: dict[str, Any] = {}
    changes: list[str] = []
    kept: list[str] = []
    for field in attrs.fields(Report):
        mine, theirs = getattr(known, field.name), getattr(report, field.name)
        name = f"{report.key}: {field.name.replace('_', ' ')}"
        if field.name in _LEFT or theirs in (None, ()) or mine == theirs:
            continue
        if mine in (None, ()) or _is_part_of(theirs, mine):
            filled[field.name] = theirs
            changes.append(f"{name} {_shown(theirs)}")
        elif field.name in _IDENTITIES:
            new, others = _new_of(field.name, known, mine, theirs)
            kept += [f"{report.key}: {text}" for text in others]
            if new:
                filled[field.name] = (*mine, *new)
                changes.append(f"{name} {_shown(tuple(new))} more")
        elif field.name not in ("title", "programme") and not _is_part_of(mine, theirs):
            kept.append(f"{name} is {_shown(mine)} here, {_shown(theirs)} on the page")
    return filled, changes, kept


_LEFT = frozenset(("key", "sources", "unknown_fields", "completeness"))
# What tells the entries of each list apart.
_IDENTITIES = {
    "recommendations": ("key",),
    "causes_of_concern": ("key",),
    "findings": ("key",),
    "case_audits": ("area", "body"),
    "judgments": ("topic", "question", "body"),
    "item_counts": ("kind",),
    "corrections": ("dated",),
    "follows": ("report",),
}
_ITEMS = frozenset(("recommendations", "causes_of_concern", "findings"))


def _new_of(
    field: str, known: Report, mine: Sequence[Any], theirs: Sequence[Any]
) -> tuple[list[Any], list[str]]:
    """The entries of the page that the report lacks, and what the page says otherwise.

    An item whose text the report has is the same, whatever its key. One that may be an item of
    the report in other words isn't added.
    """
    names = [_identity(field, one) for one in mine]
    texts = [plain_words(one.text) for one in mine] if field in _ITEMS else []
    on_page = {plain_words(one.text) for one in theirs} if field in _ITEMS else set[str]()
    is_whole = getattr(known.completeness, field, None) is Completeness.COMPLETE
    may_match = any(
        text not in on_page and not re.fullmatch(ITEM_NUMBER, one.key)
        for text, one in zip(texts, mine, strict=bool(texts))
    )
    new: list[Any] = []
    others: list[str] = []
    for one in theirs:
        name = _identity(field, one)
        if field in _ITEMS and plain_words(one.text) in texts:
            continue
        if name in names:
            held = mine[names.index(name)]
            if field in _ITEMS or attrs.evolve(held, sources=()) != attrs.evolve(one, sources=()):
                others.append(f"{one.label()[:120]} on the page is {held.label()[:120]} here")
        elif is_whole or (
            field in _ITEMS
            and (
                may_match
                or (not re.fullmatch(ITEM_NUMBER, one.key) and not on_page.issuperset(texts))
            )
        ):
            others.append(f"{one.label()[:120]} on the page may be among those here")
        else:
            new.append(one)
    return new, others


def _identity(field: str, one: object) -> tuple[object, ...]:
    parts = (getattr(one, part) for part in _IDENTITIES[field])
    return tuple(part.casefold() if isinstance(part, str) else part for part in parts)


def _is_part_of(part: object, whole: object) -> bool:
    """Whether the date *part* is a more precise one within the date or span *whole*."""
    if isinstance(part, PartialDate) and isinstance(whole, PartialDate):
        return part != whole and str(part).startswith(str(whole))
    if isinstance(part, DateSpan) and isinstance(whole, DateSpan):
        ends = ((part.start, whole.start), (part.end, whole.end))
        return part != whole and all(one == two or _is_part_of(one, two) for one, two in ends)
    return False


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
    return Addition(archive.with_reports(added), (change,))


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
        return Addition(archive)
    if after[: len(before)] != before:
        text = f"{report.key}: the log of entry {entry.tracker} doesn't continue the one here"
        return Addition(archive, (), (text,))
    new = entry.history[len(before) :]
    longer = attrs.evolve(known, history=[*known.history, *new])
    change = f"{report.key}: {counted(len(new), 'event')} of entry {entry.tracker}"
    return Addition(archive.with_reports(report.replacing(longer)), (change,))
