"""How long follow-ups took, and how case grades moved, in groups of pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from ncpi import fields, frozen, render
from ncpi.archive.case_grades import CaseGrades, case_grades
from ncpi.archive.follow_up_times import FollowUpTimes, follow_up_times
from ncpi.archive.grouping import in_groups
from ncpi.archive.pair_results import PairResult
from ncpi.archive.phrases import some
from ncpi.model import Body, Noun
from ncpi.vocabulary import Grouping

__all__ = [
    "CaseGradesBy",
    "CaseGradesOf",
    "FollowUpTimesBy",
    "FollowUpTimesOf",
    "case_grades_by",
    "follow_up_times_by",
]


@attrs.frozen(kw_only=True, repr=False)
class FollowUpTimesOf(Noun):
    """How long the follow-ups of one group of pairs took.

    Attributes:
        group: what the group is called.
        named: whether that is a name; False for the pairs that have none: the year isn't
            known, the body isn't among those given, and so on.
        times: those of its pairs; a force stands in it with its first follow-up in the group.
    """

    TAG = "follow-up-times-of"

    group: str = attrs.field(validator=fields.text)
    named: bool = attrs.field(default=True, validator=fields.truth)
    times: FollowUpTimes = attrs.field(validator=fields.instance(FollowUpTimes))

    def label(self) -> str:
        return f"{self.group}: {self.times.label()} of {some(len(self.times.forces), 'force')}"


def _times(value: Iterable[FollowUpTimesOf]) -> tuple[FollowUpTimesOf, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class FollowUpTimesBy(Noun):
    """How long follow-ups took, group by group; every pair stands in exactly one.

    Attributes:
        by: what the groups are.
        rows: what is named comes first, in alphabetical order; what isn't known, last.
    """

    TAG = "follow-up-times-by"

    by: Grouping = attrs.field(validator=fields.member(Grouping))
    rows: tuple[FollowUpTimesOf, ...] = attrs.field(
        default=(),
        converter=_times,
        validator=fields.unique(fields.instance(FollowUpTimesOf), "group", "named"),
    )

    def label(self) -> str:
        pairs = sum(len(row.times.pairs) for row in self.rows)
        return f"{some(pairs, 'pair')} by {self.by.value}"

    def describe(self) -> render.Sheet:
        from ncpi.archive.times_view import times_by_sheet  # noqa: PLC0415 - it shows this

        return times_by_sheet(self)


@attrs.frozen(kw_only=True, repr=False)
class CaseGradesOf(Noun):
    """How the case grades of one group of pairs moved.

    Attributes:
        group: what the group is called.
        named: whether that is a name; False for the pairs that have none.
        grades: those of its pairs; a force stands in a spread with its first pair in the group.
    """

    TAG = "case-grades-of"

    group: str = attrs.field(validator=fields.text)
    named: bool = attrs.field(default=True, validator=fields.truth)
    grades: CaseGrades = attrs.field(validator=fields.instance(CaseGrades))

    def label(self) -> str:
        return f"{self.group}: {self.grades.label()}, of {some(len(self.grades.forces), 'force')}"


def _grades(value: Iterable[CaseGradesOf]) -> tuple[CaseGradesOf, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class CaseGradesBy(Noun):
    """How case grades moved, group by group; every compared pair stands in exactly one.

    Attributes:
        by: what the groups are.
        rows: what is named comes first, in alphabetical order; what isn't known, last.
    """

    TAG = "case-grades-by"

    by: Grouping = attrs.field(validator=fields.member(Grouping))
    rows: tuple[CaseGradesOf, ...] = attrs.field(
        default=(),
        converter=_grades,
        validator=fields.unique(fields.instance(CaseGradesOf), "group", "named"),
    )

    def label(self) -> str:
        comparable = sum(len(row.grades.comparable) for row in self.rows)
        audited = sum(len(row.grades.moves) for row in self.rows)
        return f"{comparable} of {audited} audited areas comparable, by {self.by.value}"

    def describe(self) -> render.Sheet:
        from ncpi.archive.grades_view import grades_by_sheet  # noqa: PLC0415 - it shows this

        return grades_by_sheet(self)


def follow_up_times_by(
    pairs: Sequence[PairResult], by: Grouping, places: Mapping[str, Body]
) -> FollowUpTimesBy:
    """How long the follow-ups of *pairs* took, by *by*."""
    rows = [
        FollowUpTimesOf(group=group.name, named=not group.unnamed, times=follow_up_times(here))
        for group, here in in_groups(pairs, by, places)
    ]
    return FollowUpTimesBy(by=by, rows=rows)


def case_grades_by(
    pairs: Sequence[PairResult], by: Grouping, places: Mapping[str, Body]
) -> CaseGradesBy:
    """How the case grades of *pairs* moved, by *by*."""
    rows = [
        CaseGradesOf(group=group.name, named=not group.unnamed, grades=case_grades(here))
        for group, here in in_groups(pairs, by, places)
    ]
    return CaseGradesBy(by=by, rows=rows)
