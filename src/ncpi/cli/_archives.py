"""The archive that a command is about: that of some files, or the shipped one."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from ncpi import Archive, Record, Report, registers
from ncpi.cli._inputs import loaded
from ncpi.errors import Fault, InvalidError, in_words
from ncpi.model import Body

__all__ = ["add_files", "archive_of", "known_bodies", "reports_in"]


def add_files(parser: argparse.ArgumentParser) -> None:
    """Let a command be given files of reports or archives."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="reports or archives, in JSON, JSON Lines or YAML; default: the shipped reports",
    )


def archive_of(files: Sequence[str]) -> Archive:
    """The reports of all *files* together, or the shipped ones if there is none.

    Raises:
        ncpi.errors.InvalidError: a file holds something else, or two hold one report.
        OSError: one can't be read.
    """
    if not files:
        return Archive.shipped()
    return Archive(reports=[report for name in files for report in reports_in(name)])


def reports_in(name: str) -> Sequence[Report]:
    """The reports in the file *name*, which holds one or an archive.

    Raises:
        ncpi.errors.InvalidError: it holds something else, or has faults.
        OSError: it can't be read.
    """
    record = loaded(name, Record)
    if isinstance(record, Archive):
        return record.reports
    if isinstance(record, Report):
        return (record,)
    message = f"it holds {in_words(type(record))}, not a report or an archive of reports"
    raise InvalidError([Fault("", "type", message)], name)


def known_bodies() -> tuple[Body, ...]:
    """Every body of the registers, for its nation and region."""
    return (*registers.forces, *registers.fire_services, *registers.bodies)
