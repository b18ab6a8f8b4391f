"""What it means that a thing stands on one side only: seldom that it was left out."""

from __future__ import annotations

from collections.abc import Sequence

from ncpi.comparison.results import Caveat
from ncpi.model import Report, same_framework
from ncpi.vocabulary import CaveatCode, Comparability, Completeness

__all__ = ["absence", "one_sided"]

_READ = {Completeness.PARTIAL: "partial", Completeness.UNKNOWN: "not known to be complete"}
_APART = {CaveatCode.DIFFERENT_FRAMEWORK, CaveatCode.NO_CROSSWALK}


def absence(
    baseline: Report, follow_up: Report, side: str, completeness: Completeness
) -> tuple[Caveat, ...]:
    """Why a thing may be missing from one *side* without having been left out."""
    caveats: list[Caveat] = []
    here, there = baseline.framework, follow_up.framework
    if not same_framework(here, there):
        names = [framework.key if framework else "none" for framework in (here, there)]
        text = f"the framework is {names[0]} before, {names[1]} after; it has no counterpart there"
        both = here is not None and there is not None
        code = CaveatCode.DIFFERENT_FRAMEWORK if both else CaveatCode.NO_CROSSWALK
        caveats.append(Caveat(code=code, text=text))
    if completeness is not Completeness.COMPLETE:
        text = f"whether the {side} has it isn't known: its list is {_READ[completeness]}"
        caveats.append(Caveat(code=CaveatCode.INCOMPLETE, text=text))
    return tuple(caveats)


def one_sided(only: Comparability, absent: Sequence[Caveat]) -> Comparability:
    """*only*, or "not comparable" where the frameworks kept the two sides apart."""
    if any(caveat.code in _APART for caveat in absent):
        return Comparability.NOT_COMPARABLE
    return only
