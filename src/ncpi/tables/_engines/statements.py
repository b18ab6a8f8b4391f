"""What each finding says, in data frames: the rules are those of `ncpi.comparison`, asked once."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import narwhals as nw

from ncpi.comparison._entries import FindingAnswer
from ncpi.comparison._outcomes import outcome_of
from ncpi.model import Answer, Finding, ItemRef
from ncpi.tables._engines.frames import Lazy, flag, whole
from ncpi.vocabulary import Basis, ItemKind, Other, Progress

__all__ = ["OTHER", "PROGRESS_BASES", "read_findings"]

OTHER = str(Other(""))
"""How a value that isn't among the well-known ones of an open list begins."""

PROGRESS_BASES = (Basis.STATED, Basis.CODED)
"""Whose word progress can be; what is neither counts as the weaker."""

_ITEM = ItemRef(report="any", kind=ItemKind.RECOMMENDATION, key="1")


class _Reading(NamedTuple):
    """What a finding of one kind says.

    Attributes:
        tier: 0 if it states progress, 1 if it is only a concern, else 2.
        progress_rank: the rank of the basis of the progress; 0 if it states none.
        outcome: the outcome that it alone would give.
        worried: 1 if it is a concern.
        concern_rank: the rank of the basis of the concern, apart from the link; 0 if it is the
            inspectors' own.
    """

    tier: int
    progress_rank: int
    outcome: str
    worried: int
    concern_rank: int

    @classmethod
    def of(cls, finding: Finding) -> _Reading:
        """What *finding* says by the rules of `ncpi.comparison`."""
        entry = FindingAnswer(finding=finding, answer=Answer(item=_ITEM, basis=Basis.STATED))
        tier = 0 if finding.states_progress else 1 if finding.is_concern else 2
        return cls(
            tier,
            entry.basis.rank,
            outcome_of(entry).value,
            int(finding.is_concern),
            0 if finding.concern else entry.basis.rank,
        )


_PROGRESS: tuple[Progress | Other, ...] = (
    Progress.NOT_STATED,
    *(word for word in Progress if word is not Progress.NOT_STATED),
    Other("any"),
)
"""What a finding can say of progress; the first is also the meaning of any foreign word."""

_CASES = (*product(_PROGRESS, PROGRESS_BASES, (False, True)),)
"""Every kind of finding: its progress, the basis of that, and whether it is a concern."""


_READINGS = [
    _Reading.of(
        Finding(key="1", text="any", progress=progress, progress_basis=basis, concern=concern)
    )
    for progress, basis, concern in _CASES
]
"""What a finding says in each of the `_CASES`."""


def read_findings(findings: Lazy) -> Lazy:
    """The findings, with what each says: the columns of `_Reading`, and ``said``.

    That is the outcome, or the progress in the finding's own words if it states any.
    """
    said = nw.when(nw.col("tier") == 0).then(nw.col("progress")).otherwise(nw.col("outcome"))
    return (
        findings.with_columns(_case().alias("case"))
        .with_columns(*(_by_case(name).alias(name) for name in _Reading._fields))
        .with_columns(said.alias("said"))
    )


def _case() -> nw.Expr:
    """The place of each row's finding in `_CASES`."""
    place = nw.when(nw.col("progress").str.starts_with(OTHER)).then(whole(len(_PROGRESS) - 1))
    said = place.otherwise(whole(0))
    for number, word in enumerate(_PROGRESS[1:-1], start=1):
        said = nw.when(nw.col("progress") == word.value).then(whole(number)).otherwise(said)
    coded = 1 - flag(nw.col("progress_basis") == Basis.STATED.value)
    return said * 4 + coded * 2 + flag(nw.col("concern"))


def _by_case(name: str) -> nw.Expr:
    """The attribute *name* of the reading in the case of each row."""
    cases: dict[int | str, list[int]] = {}
    for case, reading in enumerate(_READINGS):
        cases.setdefault(getattr(reading, name), []).append(case)
    first, *others = cases
    chosen = nw.lit(first)
    for value in others:
        is_so = nw.col("case").is_in(cases[value])
        chosen = nw.when(is_so).then(nw.lit(value)).otherwise(chosen)
    return chosen
