"""The archive that a command works on: the files named by the user, or the shipped reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ncpi import Archive, Record, Report, registers
from ncpi.cli._console import tell
from ncpi.cli._inputs import is_file, loaded, unfit
from ncpi.errors import Fault, InvalidError, counted, in_words, listed
from ncpi.model.responses import Response
from ncpi.serial._codec.shapes import parts_of_archive
from ncpi.serial._text import decoded
from ncpi.serial.responses import from_markdown

if TYPE_CHECKING:
    from ncpi import Tracker

__all__ = [
    "archive_of",
    "archives_and_names",
    "contents",
    "held_by",
    "holdings",
    "is_key",
    "is_markdown",
    "is_own",
    "record_in",
    "refuse_without_reports",
    "report_named",
    "reports_in",
    "reports_named",
    "response_in",
    "together",
    "tracker_in",
    "unlisted",
    "warn_of_wording",
]

_MARKDOWN = (".md", ".markdown")
_SPREADSHEETS = (".csv", ".xlsx")


def archive_of(files: Sequence[str]) -> Archive:
    """The reports in all *files* together, or the shipped reports if there are no files.

    Raises:
        ncpi.errors.InvalidError: a file contains something else, or two contain the same report.
        OSError: a file can't be read.
    """
    if not files:
        return Archive.shipped()
    return Archive(reports=[report for name in files for report in reports_in(name)])


def reports_in(name: str) -> Sequence[Report]:
    """The reports in the file *name*, which contains a report or an archive.

    Raises:
        ncpi.errors.InvalidError: it contains something else, or has faults.
        OSError: it can't be read.
    """
    record = _with_reports(name)
    return (record,) if isinstance(record, Report) else record.reports


def _with_reports(name: str) -> Archive | Report:
    """The archive or the report in the file *name*."""
    record = _archived(loaded(name, Record))
    if isinstance(record, (Archive, Report)):
        return record
    raise unfit(record, name, "a report or an archive of reports")


def contents(name: str) -> Archive:
    """All in the file *name*: an archive, one of the records that it can hold, or a response.

    Raises:
        ncpi.errors.InvalidError: it contains something else, or has faults.
        OSError: it can't be read.
    """
    return held_by(response_in(name) if is_markdown(name) else loaded(name, Record), name)


def held_by(record: Record, name: str) -> Archive:
    """*record*, which the file *name* contains, as an archive.

    Raises:
        ncpi.errors.InvalidError: no archive can hold it.
    """
    record = _archived(record)
    if isinstance(record, Archive):
        return record
    for part in parts_of_archive():
        if isinstance(record, part.kind):
            return _archive({part.field: [record]})
    kinds = ", ".join(in_words(part.kind) for part in parts_of_archive())
    raise unfit(record, name, f"an archive, {kinds}")


def _archived(record: Record) -> Record:
    """*record*; a register's file as an archive of its rows."""
    if not isinstance(record, registers.RegisterData):
        return record
    rows = record.rows
    return _archive(
        {
            part.field: [row for row in rows if isinstance(row, part.kind)]
            for part in parts_of_archive()
        }
    )


def together(archives: Iterable[Archive]) -> Archive:
    """One archive of all in *archives*; what several contain alike is held once.

    Raises:
        ncpi.errors.InvalidError: two contain different reports or press releases with one key, or
            different trackers of one body and day.
    """
    held = [*archives]
    return _archive(
        {
            part.field: [*dict.fromkeys(one for each in held for one in getattr(each, part.field))]
            for part in parts_of_archive()
        }
    )


def _archive(parts: Mapping[str, Iterable[Record]]) -> Archive:
    fields: Any = parts
    return Archive(**fields)


def refuse_without_reports(archive: Archive, names: Sequence[str]) -> None:
    """Raise an `InvalidError` if the *archive*, which is from the files *names*, has no reports."""
    if archive.reports:
        return
    others = "" if archive == Archive() else f", only {archive.label()}"
    message = f"it has no reports{others}"
    advice = (
        "Begin an archive with the shipped reports, in Python: "
        'ncpi.save(ncpi.Archive.shipped(), "mine.jsonl"); then add to it with ncpi read --into'
    )
    raise InvalidError([Fault("", "missing", message, suggestion=advice)], ", ".join(names))


def archives_and_names(
    names: Sequence[str],
) -> tuple[Sequence[Archive], Sequence[Report | str]]:
    """The archives in the files among *names*, and the rest: reports in files, and other names.

    Raises:
        ncpi.errors.InvalidError: a file contains something else, or has faults.
        OSError: it can't be read.
    """
    held = [_with_reports(name) if is_file(name) else name for name in names]
    archives = [one for one in held if isinstance(one, Archive)]
    return archives, [one for one in held if not isinstance(one, Archive)]


def holdings(names: Sequence[str]) -> Archive:
    """All in the files *names* and of the reports with those keys or on those bodies.

    A body or a key chooses from the reports in the files, or else from the shipped ones. Without
    a report among them, the reports are the shipped ones, which is printed if files are named.

    Raises:
        ncpi.errors.InvalidError: see `contents` and `together`; or the files have neither reports
            nor responses.
        ncpi.errors.UnknownNameError: no report has a key, or is on a body.
        OSError: a file can't be read.
    """
    files = [name for name in names if is_own(name)]
    asked = [name for name in names if name not in files]
    held, shipped = together(map(contents, files)), Archive.shipped()
    if files and not held.responses:
        refuse_without_reports(held, files)
    if not asked and not held.reports:
        if files:
            tell(f"ncpi: no reports in {', '.join(files)}: the shipped reports are used")
        responses = [one for one in shipped.responses if one not in held.responses]
        return attrs.evolve(held, reports=shipped.reports, responses=(*held.responses, *responses))
    chosen: list[Report] = []
    others: list[Report] = []
    for name in asked:
        is_held = held.reports and (name in held or not is_key(name))
        (chosen if is_held else others).extend(reports_named(name, held if is_held else shipped))
    kept = [*(chosen or held.reports), *(one for one in others if one not in chosen)]
    left_out = {one.key for one in held} - {one.key for one in kept}
    responses = [one for one in held.responses if one.report not in left_out]
    responses += [one for report in others for one in registers.responses_to(report.key)]
    return attrs.evolve(
        held, reports=list(dict.fromkeys(kept)), responses=list(dict.fromkeys(responses))
    )


def reports_named(name: str, archive: Archive) -> Sequence[Report]:
    """The report of *archive* with the key *name*, or its reports on the body of that name.

    Raises:
        ncpi.errors.UnknownNameError: there is neither.
        ncpi.errors.AmbiguousNameError: several bodies have this name.
    """
    is_report = name in archive or is_key(name)
    return (archive[name],) if is_report else archive.for_body(name).reports


def is_key(name: str) -> bool:
    """Whether *name* is the key of a report, perhaps misspelt, rather than of a body."""
    return re.search(r"/[0-9]{4}", name) is not None


def report_named(name: str) -> Report:
    """The report in the file *name*, or the shipped one with this key.

    Raises:
        ncpi.errors.InvalidError: the file has faults.
        ncpi.errors.UnknownNameError: no shipped report has this key.
        OSError: the file can't be read.
    """
    return loaded(name, Report) if is_file(name) else registers.reports[name]


def is_own(name: str) -> bool:
    """Whether *name* is that of a file, with a document or in Markdown."""
    return is_file(name) or is_markdown(name)


def is_markdown(name: str) -> bool:
    """Whether *name* has the extension of a Markdown file."""
    return Path(name).suffix.lower() in _MARKDOWN


def response_in(name: str) -> Response:
    """The response in the file *name*, in Markdown or as a document.

    Raises:
        ncpi.errors.InvalidError: with every fault of the file.
        OSError: it can't be read.
    """
    if not is_markdown(name):
        return loaded(name, Response)
    try:
        return from_markdown(decoded(Path(name).read_bytes()))
    except InvalidError as error:
        raise InvalidError(error.faults, name) from None


def tracker_in(name: str) -> Tracker:
    """The tracker in the file *name*, a table or a document.

    Raises:
        ncpi.errors.InvalidError: with every fault of the file.
        ncpi.errors.MissingExtraError: the format needs a library that isn't installed.
        OSError: it can't be read.
    """
    from ncpi import Tracker  # noqa: PLC0415 - few commands need it
    from ncpi.tables import read_tracker  # noqa: PLC0415 - as above

    is_document = Path(name).suffix.lower() in (".json", ".yaml", ".yml")
    return loaded(name, Tracker) if is_document else read_tracker(name)


def record_in(name: str) -> Record | None:
    """The record in the file *name*: a document, a tracker or a response; None if it isn't a file.

    Raises:
        ncpi.errors.InvalidError: with every fault of the file.
        ncpi.errors.MissingExtraError: the format needs a library that isn't installed.
        OSError: it can't be read.
    """
    if is_markdown(name):
        return response_in(name)
    if Path(name).suffix.lower() in _SPREADSHEETS:
        return tracker_in(name)
    return loaded(name, Record) if is_file(name) else None


def warn_of_wording(tracker: Tracker, reports: Iterable[Report]) -> None:
    """Report on standard error each item that *reports* word otherwise, or don't list."""
    for change in tracker.wording_changes(reports):
        if change.published is None:
            tell(f"ncpi: {change.item.report} lists no such item: {change.item.name}")
        else:
            tell(f"ncpi: the wording has changed: {change.label()}")


def unlisted(reports: Iterable[Report]) -> str:
    """Which of *reports* made recommendations that they don't list, or may have; or nothing."""
    parts: list[str] = []
    for report in reports:
        if report.recommendations_unlisted is None:
            parts.append(f"{report.key} may make recommendations that aren't listed here")
        elif report.recommendations_unlisted:
            made = counted(report.recommendations_made or 0, "recommendation")
            number = report.recommendations_listed or "none"
            parts.append(f"{report.key} made {made} ({number} listed here)")
    return listed(parts)
