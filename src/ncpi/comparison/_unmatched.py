"""Items of the follow-up that aren't linked to anything that the baseline lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

import attrs

from ncpi.comparison._entries import Caveat
from ncpi.comparison._proposals import Ruling, is_matchers
from ncpi.model import Finding, Recommendation, Report
from ncpi.vocabulary import Basis, CaveatCode, Completeness

__all__ = ["not_in_baseline", "unlisted_caveats", "without_overruled"]


def without_overruled(
    findings: Iterable[Finding],
    baseline: str,
    overruled: Mapping[tuple[str, str], Ruling],
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
            if answer.report != baseline
            or (
                (answer.recommendation, finding.key) not in overruled
                and not (by_theme and answer.basis is Basis.SAME_THEME and is_matchers(answer))
            )
        ]
        unchanged = len(kept) == len(finding.answers)
        yield finding if unchanged else attrs.evolve(finding, answers=kept)


def not_in_baseline(
    baseline: Report, follow_up: Report, listed: AbstractSet[str]
) -> tuple[list[Recommendation], list[Recommendation]]:
    """The follow-up's recommendations that are new, and those that restate unlisted ones."""
    new: list[Recommendation] = []
    unread: list[Recommendation] = []
    for recommendation in follow_up.recommendations:
        earlier = {
            link.recommendation
            for link in recommendation.restates
            if link.report == baseline.key and link.basis.is_firm
        }
        if not earlier:
            new.append(recommendation)
        elif not earlier & listed:
            unread.append(recommendation)
    return new, unread


def unlisted_caveats(
    baseline: Report,
    follow_up: Report,
    listed: AbstractSet[str],
    new: Sequence[Recommendation],
) -> Iterator[Caveat]:
    """Why a recommendation that looks new or unanswered may not be."""
    for finding in follow_up.findings:
        for answer in finding.answers:
            if answer.report != baseline.key or answer.recommendation in listed:
                continue
            text = (
                f"finding {finding.key} answers recommendation {answer.recommendation!r} of the "
                f"baseline ({answer.basis.value}), which isn't listed there"
            )
            yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    for recommendation in new:
        for link in recommendation.restates:
            if link.report == baseline.key:
                text = (
                    f"recommendation {recommendation.key} may restate {link.recommendation!r} of "
                    f"the baseline, so it may not be new ({link.basis.value})"
                )
                yield Caveat(code=CaveatCode.MATCHER, text=text)
                continue
            text = (
                f"recommendation {recommendation.key} restates {link.recommendation!r} of "
                f"{link.report}, so it is new only to this pair"
            )
            yield Caveat(code=CaveatCode.LINK, text=text)
    if new and baseline.completeness.recommendations is not Completeness.COMPLETE:
        text = "a recommendation that looks new may be one of the baseline's that weren't read"
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
