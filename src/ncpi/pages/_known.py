"""The shipped reports on one force, of which only its own file is read."""

from __future__ import annotations

from functools import lru_cache

from ncpi import registers
from ncpi.model import PartialDate, Report

__all__ = ["covers", "reports_on", "within"]


@lru_cache(maxsize=64)
def reports_on(body: str) -> tuple[Report, ...]:
    """The shipped reports on the body with this key, and on no other."""
    slugs = (row[0] for row in registers.reports.cells())
    found = (registers.reports[slug] for slug in slugs if slug.startswith(f"{body}/"))
    return tuple(report for report in found if report.bodies == (body,))


def within(date: PartialDate | None, text: str) -> bool:
    """Whether a date on record and the date *text* can be the same."""
    if date is None:
        return False
    given = PartialDate.parse(text)
    return date.earliest <= given.latest and given.earliest <= date.latest


def covers(report: Report, text: str) -> bool:
    """Whether the date *text* can be one of the report's fieldwork."""
    span = report.fieldwork
    if span is None or not isinstance(span.start, PartialDate):
        return False
    given = PartialDate.parse(text)
    last = span.end if isinstance(span.end, PartialDate) else span.start
    return span.start.earliest <= given.latest and given.earliest <= last.latest
