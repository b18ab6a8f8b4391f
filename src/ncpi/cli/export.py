"""``ncpi export``: reports as a folder of tables."""

from __future__ import annotations

import argparse
import errno
from collections.abc import Iterator
from pathlib import Path

from ncpi import Archive, Report, registers
from ncpi.cli._archives import reports_in
from ncpi.cli._command import Command
from ncpi.cli._console import tell
from ncpi.cli._inputs import is_file
from ncpi.errors import counted

__all__ = ["EXPORT"]

_NOTES = """A folder holds a table a file, and all tables together all that the reports hold: in
Python, ncpi.tables.load_tables reads them. Text that a spreadsheet would take for a formula is
written with an apostrophe before it. The folder is written whole or not at all."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "reports",
        metavar="REPORTS",
        nargs="*",
        help="files with reports or archives, keys of shipped reports, or bodies, for all shipped "
        "reports on them; default: all shipped reports",
    )
    parser.add_argument("--to", metavar="FOLDER", required=True, help="the folder to write")
    parser.add_argument(
        "--format", choices=("csv", "parquet"), default="csv", help="of the tables; default: csv"
    )
    parser.add_argument(
        "--force", action="store_true", help="replace FOLDER if it holds tables already"
    )


def _export(options: argparse.Namespace) -> int:
    from ncpi.tables import save_tables  # noqa: PLC0415 - no other command needs tables

    folder = Path(options.to)
    if folder.is_dir() and any(folder.iterdir()) and not options.force:
        message = "There is such a folder; --force replaces it if it holds tables alone"
        raise FileExistsError(errno.EEXIST, message, options.to)
    shipped = Archive.shipped()
    names: list[str] = options.reports
    found = [report for name in names for report in _reports(name, shipped)]
    archive = Archive(reports=list(dict.fromkeys(found))) if names else shipped
    # What is cited is the register, so only where nothing else is in it.
    citation = None if any(map(is_file, names)) else registers.reports.cite()
    save_tables(archive, folder, format=options.format, citation=citation)
    count = len(archive)
    tell(f"written: {options.to} ({counted(count, 'report')})")
    return 0


def _reports(name: str, shipped: Archive) -> Iterator[Report]:
    if not is_file(name):
        keys = {report.key for report in shipped}
        yield from [shipped[name]] if name in keys else shipped.for_body(name)
        return
    yield from reports_in(name)


EXPORT = Command("export", "reports as tables, for other programs", _arguments, _export, _NOTES)
