"""What a timeline can't tell, since something of its looks isn't known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ncpi.archive.looks import Look
from ncpi.comparison import Caveat
from ncpi.vocabulary import CaveatCode, Completeness

__all__ = ["gaps"]


def gaps(body: str, looks: Sequence[Look], aside: Sequence[str]) -> Iterator[Caveat]:
    """What to bear in mind on the whole; *aside* are keys of reports that are no looks."""
    if not looks:
        text = f"there is no report on {body} here, which doesn't say that there was none"
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    elif len(looks) == 1:
        text = "there is one look only, so that nothing can be said of change"
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    if aside:
        text = f"thematic reports about several bodies are no looks at this one: {', '.join(aside)}"
        yield Caveat(code=CaveatCode.BODIES_DIFFER, text=text)
    if untold := [look.key for look in looks if look.order_untold]:
        text = f"dates don't tell the whole order of the looks; see {', '.join(untold)}"
        yield Caveat(code=CaveatCode.DATES_CANNOT_TELL, text=text)
    if unseen := [look.key for look in looks if look.report.secondary_source]:
        text = f"not seen itself, and known from what others tell of it: {', '.join(unseen)}"
        yield Caveat(code=CaveatCode.SECOND_HAND, text=text)
    yield from _unlisted(looks)


def _unlisted(looks: Sequence[Look]) -> Iterator[Caveat]:
    unread = [
        look
        for look in looks
        if look.report.completeness.recommendations is not Completeness.COMPLETE
    ]
    bare = [look.key for look in unread if not _lists_anything(look)]
    if looks and len(bare) == len(looks):
        text = (
            "no recommendation of any look is listed, so that none can be followed; "
            "that doesn't say that none was made"
        )
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
        return
    if bare:
        text = f"no recommendation is listed, and so none can be followed, of {', '.join(bare)}"
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    if before := [look.key for look in unread if look is not looks[-1]]:
        text = (
            "what a later look seems to ask for first may be among the recommendations that "
            f"weren't read of {', '.join(before)}"
        )
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)


def _lists_anything(look: Look) -> bool:
    return bool(look.report.recommendations_listed or look.report.areas_for_improvement_listed)
