"""What a timeline can't tell, since something of its reports isn't known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ncpi.comparison import Caveat
from ncpi.timeline._reports import TimelineReport
from ncpi.vocabulary import CaveatCode, Completeness

__all__ = ["gaps"]


def gaps(body: str, entries: Sequence[TimelineReport], excluded: Sequence[str]) -> Iterator[Caveat]:
    """What to bear in mind on the whole; *excluded* are keys of reports that are no reports."""
    if not entries:
        text = f"there is no report on {body} here, which doesn't say that there was none"
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    elif len(entries) == 1:
        text = "there is one report only, so that nothing can be said of change"
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    if excluded:
        text = f"thematic reports on several bodies are left out: {', '.join(excluded)}"
        yield Caveat(code=CaveatCode.BODIES_DIFFER, text=text)
    if unknown := [entry.key for entry in entries if entry.order_unknown]:
        text = f"dates don't tell the whole order of the reports; see {', '.join(unknown)}"
        yield Caveat(code=CaveatCode.DATES_CANNOT_TELL, text=text)
    if unseen := [entry.key for entry in entries if entry.report.secondary_source]:
        text = f"not seen itself, and known from what others tell of it: {', '.join(unseen)}"
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
            "no recommendation of any report is listed, so that none can be followed; "
            "that doesn't say that none was made"
        )
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
        return
    if bare:
        text = f"no recommendation is listed, and so none can be followed, of {', '.join(bare)}"
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    if before := [entry.key for entry in unread if entry is not entries[-1]]:
        text = (
            "what a later report seems to ask for first may be among the recommendations that "
            f"weren't read of {', '.join(before)}"
        )
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)


def _lists_anything(entry: TimelineReport) -> bool:
    return bool(entry.report.recommendations_listed or entry.report.areas_for_improvement_listed)
