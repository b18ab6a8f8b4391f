"""``ncpi coverage``: what an archive contains about each body, and what is missing."""

from __future__ import annotations

import argparse

import attrs

from ncpi import Archive, display, registers
from ncpi.cli import Command
from ncpi.cli._archives import archive_of
from ncpi.cli._inputs import is_file
from ncpi.cli._views import add_full, add_view, json_line
from ncpi.programme import Coverage, ReportCoverage
from ncpi.vocabulary import Provenance

__all__ = ["COVERAGE"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sources",
        metavar="FILE|BODY",
        nargs="*",
        help="files with reports or archives, default: the shipped reports; and bodies, to see "
        "only what is held on these",
    )
    parser.add_argument(
        "--to-read",
        metavar="BODY",
        help="the pages of the inspectorate on one body that would fill in what isn't known",
    )
    add_full(parser)
    add_view(parser, csv=True)


def _coverage(options: argparse.Namespace) -> str | display.Sheet | Coverage:
    files = [name for name in options.sources if is_file(name)]
    archive = archive_of(files)
    asked = {archive.find_body(name) for name in options.sources if name not in files}
    if options.to_read is not None:
        return _to_read(archive, options.to_read, options.format)
    coverage = archive.coverage(bodies=registers.forces)
    if asked:
        every = registers.known_bodies().values()
        known = archive.coverage(bodies=[one for one in every if one.key in asked])
        bodies = [known.body(key) for key in sorted(asked)]
        coverage = attrs.evolve(known, bodies=bodies, on_no_body=())
    return coverage


def _to_read(archive: Archive, body: str, view: str) -> str | display.Sheet:
    """The reports on *body* of which something isn't known, each with its pages."""
    key = archive.find_body(body)
    held = archive.coverage(bodies=registers.forces).body(key)
    wanted = [(one, _pages(one)) for one in held.reports if one.missing]
    if view == "json":
        return "\n".join(
            json_line(report=one.key, missing=one.missing, pages=pages) for one, pages in wanted
        )
    rows = [
        (one.key, "\n".join(one.missing), "\n".join(pages) or "no address is known")
        for one, pages in wanted
    ]
    note = "Save a page, then add it to an archive: ncpi read FILE --into archive.jsonl"
    table = display.Table(rows, ("report", "not known", "page"), "Pages to read")
    return display.Sheet(f"Pages to read: {key}", (table,), (note,))


def _pages(report: ReportCoverage) -> tuple[str, ...]:
    """The inspectorate's own pages among the report's sources, the report itself first."""
    own = [
        source.url
        for source in report.report.sources
        if source.url and source.provenance is Provenance.OWN
    ]
    return tuple(sorted(dict.fromkeys(own), key=lambda url: "/publication" not in url))


COVERAGE = Command(
    _arguments,
    _coverage,
    examples=(
        "ncpi coverage",
        "ncpi coverage kent",
        "ncpi coverage --to-read merseyside",
        "ncpi coverage -o coverage.csv",
    ),
)
