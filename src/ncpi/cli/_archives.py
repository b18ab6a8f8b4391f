"""The archive that a command works on: the files named by the user, or the shipped reports."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from ncpi import Archive, Record, Report, registers
from ncpi.cli._inputs import is_file, loaded
from ncpi.errors import Fault, InvalidError, in_words
from ncpi.model import Body
from ncpi.model.responses import Response
from ncpi.serial._text import decoded
from ncpi.serial.lines import parts_of_archive
from ncpi.serial.responses import from_markdown

__all__ = [
    "add_files",
    "archive_of",
    "contents",
    "holdings",
    "is_markdown",
    "known_bodies",
    "report_named",
    "reports_in",
    "response_in",
    "together",
]

_MARKDOWN = (".md", ".markdown")


def add_files(parser: argparse.ArgumentParser) -> None:
    """Add an argument for files with reports or archives."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="reports or archives, in JSON, JSON Lines or YAML; default: the shipped reports",
    )


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
    record = _loaded(name)
    if isinstance(record, Archive):
        return record.reports
    if isinstance(record, Report):
        return (record,)
    message = f"it contains {in_words(type(record))}, not a report or an archive of reports"
    raise InvalidError([Fault("", "type", message)], name)


def contents(name: str) -> Archive:
    """All in the file *name*: an archive, one of the records that it can hold, or a response.

    Raises:
        ncpi.errors.InvalidError: it contains something else, or has faults.
        OSError: it can't be read.
    """
    record = response_in(name) if is_markdown(name) else _loaded(name)
    if isinstance(record, Archive):
        return record
    for part in parts_of_archive():
        if isinstance(record, part.kind):
            return _archive({part.field: [record]})
    kinds = ", ".join(in_words(part.kind) for part in parts_of_archive())
    message = f"it contains {in_words(type(record))}, not an archive, {kinds}"
    raise InvalidError([Fault("", "type", message)], name)


def _loaded(name: str) -> Record:
    """The record in the file *name*; a register's file as an archive of its rows."""
    record = loaded(name, Record)
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
    """One archive of all in *archives*.

    Raises:
        ncpi.errors.InvalidError: two contain the same report or press release, or the same body's
            tracker of a day.
    """
    held = [*archives]
    return _archive(
        {
            part.field: [one for archive in held for one in getattr(archive, part.field)]
            for part in parts_of_archive()
        }
    )


def _archive(parts: Mapping[str, Iterable[Record]]) -> Archive:
    fields: Any = parts
    return Archive(**fields)


def holdings(names: Sequence[str]) -> Archive:
    """All in the files *names* and of the shipped reports with those keys, as one archive.

    Without a report among them, its reports are the shipped ones.

    Raises:
        ncpi.errors.InvalidError: see `contents` and `together`.
        ncpi.errors.UnknownNameError: no shipped report has a key.
        OSError: a file can't be read.
    """
    held = together(
        contents(name)
        if is_file(name) or is_markdown(name)
        else Archive(reports=[registers.reports[name]], responses=registers.responses_to(name))
        for name in names
    )
    if held.reports:
        return held
    shipped = Archive.shipped()
    responses = [one for one in shipped.responses if one not in held.responses]
    return attrs.evolve(held, reports=shipped.reports, responses=(*held.responses, *responses))


def report_named(name: str) -> Report:
    """The report in the file *name*, or the shipped one with this key.

    Raises:
        ncpi.errors.InvalidError: the file has faults.
        ncpi.errors.UnknownNameError: no shipped report has this key.
        OSError: the file can't be read.
    """
    return loaded(name, Report) if is_file(name) else registers.reports[name]


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


def known_bodies() -> tuple[Body, ...]:
    """Every body in the registers, which state its nation and region."""
    return tuple(body for register in registers.BODY_REGISTERS for body in register)
