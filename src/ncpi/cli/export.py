"""``ncpi export``: writes an archive as a folder of tables."""

from __future__ import annotations

import argparse
import errno
from pathlib import Path

from ncpi import Archive, registers
from ncpi.cli import Command
from ncpi.cli._archives import contents, is_own, reports_named, together
from ncpi.cli._console import tell

__all__ = ["EXPORT"]

_NOTES = """The folder has one file per table, and ncpi-tables.json. Together they contain all that
the files hold: reports, and the responses, trackers, stages of monitoring and press releases
beside them. In Python, ncpi.tables.load_tables reads the folder. Text that a spreadsheet would
read as a formula is written with an apostrophe before it. If anything goes wrong, the folder is
not written."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "reports",
        metavar="REPORTS",
        nargs="*",
        help="files with archives or what they hold, keys of shipped reports, or bodies (all "
        "shipped reports on them); responses to shipped reports come with them; default: all "
        "that is shipped",
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
    names: list[str] = options.reports
    archive = together(map(_held, names)) if names else Archive.shipped()
    # The citation is that of the register, so it applies only if all reports are from there.
    citation = None if any(map(is_own, names)) else registers.reports.cite()
    save_tables(archive, folder, format=options.format, citation=citation)
    tell(f"written: {options.to} ({archive.label()})")
    return 0


def _held(name: str) -> Archive:
    """All in the file *name*, or the shipped reports of that name with the responses to them."""
    if is_own(name):
        return contents(name)
    reports = reports_named(name, Archive.shipped())
    responses = [one for report in reports for one in registers.responses_to(report.key)]
    return Archive(reports=reports, responses=responses)


EXPORT = Command(
    _arguments,
    _export,
    examples=("ncpi export suffolk warwickshire --to inspections",),
    notes=_NOTES,
)
