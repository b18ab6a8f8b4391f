"""The archive that a command works on: the files named by the user, or the shipped reports."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from ncpi import Archive, Record, Report, registers
from ncpi.cli._inputs import loaded
from ncpi.errors import Fault, InvalidError, in_words
from ncpi.model import Body

__all__ = ["add_files", "archive_of", "known_bodies", "reports_in"]


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
    record = loaded(name, Record)
    if isinstance(record, Archive):
        return record.reports
    if isinstance(record, Report):
        return (record,)
    message = f"it contains {in_words(type(record))}, not a report or an archive of reports"
    raise InvalidError([Fault("", "type", message)], name)


def known_bodies() -> tuple[Body, ...]:
    """Every body in the registers, which state its nation and region."""
    return (*registers.forces, *registers.fire_services, *registers.bodies)
