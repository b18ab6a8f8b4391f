"""Items of the follow-up that aren't linked to anything that the baseline lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from ncpi.comparison._entries import Caveat
from ncpi.comparison._proposals import Ruling, is_matchers
from ncpi.model import (
    CauseOfConcern,
    Finding,
    ItemRef,
    NumberedItem,
    Recommendation,
    Report,
)
from ncpi.model.dates._partial_dates import provably_before
from ncpi.vocabulary import Basis, CaveatCode, Completeness, ItemKind

__all__ = ["listed_in", "not_in_baseline", "unlisted_caveats", "without_overruled"]


def without_overruled(
    findings: Iterable[Finding],
    baseline: str,
    overruled: Mapping[tuple[ItemRef, str], Ruling],
    *,
    by_theme: bool = False,
) -> Iterator[Finding]:
    """*findings* without the answers that a person overruled.

    *by_theme* also removes those that a matcher made by theme only.
    """
    for finding in findings:
        kept = [
            answer
            for answer in finding.answers
            if answer.item.report != baseline
            or (
                (answer.item, finding.key) not in overruled
                and not (by_theme and answer.basis is Basis.SAME_THEME and is_matchers(answer))
            )
        ]
        unchanged = len(kept) == len(finding.answers)
        yield finding if unchanged else attrs.evolve(finding, answers=kept)


Listed: TypeAlias = Callable[[ItemRef], bool]
"""Whether the baseline lists an item."""


def listed_in(report: Report) -> Listed:
    """A function that says whether *report* lists an item."""
    names = {(item.item_kind, item.key) for item in report.items}
    return lambda item: item.report == report.key and (item.kind, item.key) in names


def not_in_baseline(
    baseline: Report, follow_up: Report, listed: Listed
) -> tuple[list[NumberedItem], list[NumberedItem]]:
    """The follow-up's items that restate nothing, and those that restate unlisted items."""
    unlinked: list[NumberedItem] = []
    unread: list[NumberedItem] = []
    for item in follow_up.numbered_items:
        earlier = [
            link.item
            for link in item.restates
            if link.item.report == baseline.key and link.basis.is_firm
        ]
        if not earlier:
            unlinked.append(item)
        elif not any(map(listed, earlier)):
            unread.append(item)
    return unlinked, unread


def unlisted_caveats(
    baseline: Report,
    follow_up: Report,
    listed: Listed,
    unlinked: Sequence[NumberedItem],
) -> Iterator[Caveat]:
    """Why an item that looks new or unanswered may not be."""
    found = {finding.key for finding in baseline.findings}
    for finding in follow_up.findings:
        for answer in finding.answers:
            if answer.item.report != baseline.key or listed(answer.item):
                continue
            is_finding = answer.item.kind is ItemKind.CONCERN and answer.item.key in found
            where = "is listed there, but not as a concern" if is_finding else "isn't listed there"
            text = (
                f"finding {finding.key} answers {answer.item.name} of the baseline "
                f"({answer.basis.value}), which {where}"
            )
            yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    for item in unlinked:
        name = f"{item.item_kind.value} {item.key}"
        for link in item.restates:
            if link.item.report == baseline.key:
                text = (
                    f"{name} may restate {link.item.name} of the baseline, so it may not be new "
                    f"({link.basis.value})"
                )
                yield Caveat(code=CaveatCode.MATCHER, text=text)
                continue
            text = f"{name} restates {link.item}, so it is new only to this pair"
            yield Caveat(code=CaveatCode.LINK, text=text)
        if isinstance(item, CauseOfConcern) and provably_before(
            item.span.first, baseline.published
        ):
            text = f"{name} was opened in {item.span.first}, before the baseline was published"
            yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    complete = baseline.completeness
    for kind, plural, completeness in (
        (Recommendation, "recommendations", complete.recommendations),
        (CauseOfConcern, "causes of concern", complete.causes_of_concern),
    ):
        if completeness is not Completeness.COMPLETE and any(
            isinstance(item, kind) for item in unlinked
        ):
            text = (
                f"not all {plural} of the baseline are listed, so one that looks new may restate "
                "one of the others"
            )
            yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
