"""``ncpi export``: writes reports as a folder of tables."""

from __future__ import annotations

import argparse
import errno
from collections.abc import Iterator
from pathlib import Path

from ncpi import Archive, Report, registers
from ncpi.cli._archives import reports_in, reports_named
from ncpi.cli._command import Command
from ncpi.cli._console import tell
from ncpi.cli._inputs import is_file
from ncpi.errors import counted

__all__ = ["EXPORT"]

_NOTES = """The folder has one file per table. Together the tables contain everything in the
reports: in Python, ncpi.tables.load_tables reads them. Text that a spreadsheet would read as a
formula is written with an apostrophe before it. If anything goes wrong, the folder is not
written."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "reports",
        metavar="REPORTS",
        nargs="*",
        help="files with reports or archives, keys of shipped reports, or bodies (all shipped "
        "reports on them); default: all shipped reports",
    )
    parser.add_argument("--to", metavar="FOLDER", required=True, help="the folder to write")
    parser.add_argument(
        "--format",
        choices=("csv", "parquet"),
        default="csv",
        help="the format of the tables; default: csv",
    )
    parser.add_argument(
        "--force", action="store_true", help="replace FOLDER if it contains only tables"
    )


def _export(options: argparse.Namespace) -> int:
    from ncpi.tables import save_tables  # noqa: PLC0415 - no other command needs tables

    folder = Path(options.to)
    if folder.is_dir() and any(folder.iterdir()) and not options.force:
        message = "The folder exists; --force replaces it if it contains only tables"
        raise FileExistsError(errno.EEXIST, message, options.to)
    shipped = Archive.shipped()
    names: list[str] = options.reports
    reports = [report for name in names for report in _reports(name, shipped)]
    archive = Archive(reports=list(dict.fromkeys(reports))) if names else shipped
    # The citation is that of the register, so it applies only if all reports are from there.
    citation = None if any(map(is_file, names)) else registers.reports.cite()
    save_tables(archive, folder, format=options.format, citation=citation)
    count = len(archive)
    tell(f"written: {options.to} ({counted(count, 'report')})")
    return 0


def _reports(name: str, shipped: Archive) -> Iterator[Report]:
    yield from reports_in(name) if is_file(name) else reports_named(name, shipped)


EXPORT = Command(
    _arguments,
    _export,
    examples=("ncpi export suffolk warwickshire --to inspections",),
    notes=_NOTES,
)
