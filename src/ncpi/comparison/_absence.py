"""Caveats on what only one side has, which seldom means that the other left it out."""

from __future__ import annotations

from collections.abc import Sequence

from ncpi.comparison._entries import Caveat
from ncpi.model import Framework, Report, same_framework
from ncpi.vocabulary import CaveatCode, Comparability, Completeness

__all__ = ["absence", "frameworks_in_words", "of_other_bodies", "one_sided", "same_body", "unread"]

_READ = {Completeness.PARTIAL: "partial", Completeness.UNKNOWN: "not known to be complete"}
_FRAMEWORK_CODES = {CaveatCode.DIFFERENT_FRAMEWORK, CaveatCode.NO_CROSSWALK}


def absence(
    baseline: Report, follow_up: Report, side: str, completeness: Completeness
) -> tuple[Caveat, ...]:
    """Why a theme or topic may be missing from one *side* without having been left out."""
    caveats: list[Caveat] = []
    here, there = baseline.framework, follow_up.framework
    if not same_framework(here, there):
        text = f"{frameworks_in_words(here, there)}; it has no counterpart there"
        both = here is not None and there is not None
        code = CaveatCode.DIFFERENT_FRAMEWORK if both else CaveatCode.NO_CROSSWALK
        caveats.append(Caveat(code=code, text=text))
    return (*caveats, *unread(side, completeness))


def unread(side: str, completeness: Completeness) -> tuple[Caveat, ...]:
    """That something may be missing from one *side* because its list may be incomplete."""
    if completeness is Completeness.COMPLETE:
        return ()
    text = f"the {side} may have it: its list is {_READ[completeness]}"
    return (Caveat(code=CaveatCode.INCOMPLETE, text=text),)


def frameworks_in_words(here: Framework | None, there: Framework | None) -> str:
    """The frameworks of the two reports, in a few words."""
    before, after = (entry.key if entry else "not recorded" for entry in (here, there))
    return f"the framework is {before} before, {after} after"


def of_other_bodies(baseline: Report, follow_up: Report) -> tuple[Caveat, ...]:
    """That the two reports graded different bodies, so different cases."""
    only = sorted(set(baseline.bodies) ^ set(follow_up.bodies))
    if not only:
        return ()
    text = f"the grades cover different bodies: only one side covers {', '.join(only)}"
    return (Caveat(code=CaveatCode.BODIES_DIFFER, text=text),)


def same_body(one: tuple[Report, str | None], other: tuple[Report, str | None]) -> bool:
    """Whether the grades of two reports, each with the body that it names, belong together.

    A grade that names no body is of all the bodies that its report is on. Where neither names
    one, `of_other_bodies` says whether the reports are on different bodies.
    """
    if one[1] is None and other[1] is None:
        return True
    bodies = [body or _only_body(report) for report, body in (one, other)]
    return bodies[0] == bodies[1]


def _only_body(report: Report) -> str | None:
    return report.bodies[0] if len(report.bodies) == 1 else None


def one_sided(only: Comparability, absent: Sequence[Caveat]) -> Comparability:
    """*only*, or "not comparable" if the sides have different frameworks."""
    if any(caveat.code in _FRAMEWORK_CODES for caveat in absent):
        return Comparability.NOT_COMPARABLE
    return only
