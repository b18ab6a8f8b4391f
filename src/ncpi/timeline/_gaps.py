"""Caveats on what a timeline can't show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ncpi.comparison import Caveat
from ncpi.timeline._reports import TimelineReport
from ncpi.vocabulary import CaveatCode, Completeness

__all__ = ["gaps"]


def gaps(body: str, entries: Sequence[TimelineReport], excluded: Sequence[str]) -> Iterator[Caveat]:
    """The caveats on the timeline as a whole; *excluded* are keys of excluded reports."""
    if not entries:
        text = f"there is no report on {body} here, but there may be some elsewhere"
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    elif len(entries) == 1:
        text = "there is only one report, so it can't show any change"
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    if excluded:
        text = f"thematic reports on several bodies are left out: {', '.join(excluded)}"
        yield Caveat(code=CaveatCode.BODIES_DIFFER, text=text)
    if unknown := [entry.key for entry in entries if _is_of_doubtful_place(entry)]:
        text = f"the dates don't settle the order of all reports; see {', '.join(unknown)}"
        yield Caveat(code=CaveatCode.DATES_CANNOT_TELL, text=text)
    if unseen := [entry.key for entry in entries if entry.report.secondary_source]:
        text = f"not seen, and known only from a secondary source: {', '.join(unseen)}"
        yield Caveat(code=CaveatCode.SECOND_HAND, text=text)
    yield from _unlisted(entries)


def _unlisted(entries: Sequence[TimelineReport]) -> Iterator[Caveat]:
    unread = [
        entry
        for entry in entries
        if entry.report.completeness.recommendations is not Completeness.COMPLETE
    ]
    bare = [entry.key for entry in unread if not _lists_anything(entry)]
    if entries and len(bare) == len(entries):
        text = (
            "no recommendation of any report is listed, so none can be followed, but some may "
            "have been made"
        )
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
        return
    if bare:
        text = f"no recommendation is listed, so none can be followed, for {', '.join(bare)}"
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    if before := [entry.key for entry in unread if entry is not entries[-1]]:
        text = (
            "a recommendation that seems new in a later report may be one of those that weren't "
            f"read in {', '.join(before)}"
        )
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)


def _is_of_doubtful_place(entry: TimelineReport) -> bool:
    return any(caveat.code is CaveatCode.DATES_CANNOT_TELL for caveat in entry.caveats)


def _lists_anything(entry: TimelineReport) -> bool:
    return bool(entry.report.recommendations_listed or entry.report.areas_for_improvement_listed)
