"""Grade scales, audits of case files, and graded topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import Annotated, TypeAlias

import attrs

from ncpi.errors import Fault, InvalidError, member_fault, path_step, shipped, shown
from ncpi.fields import (
    FrozenMapping,
    Name,
    Names,
    Text,
    accepted,
    distinct,
    mapping_of,
    number,
    one_of,
    tuple_of,
    whole,
)
from ncpi.model.record import Record
from ncpi.model.sources import Source, Sourced
from ncpi.vocabulary import JudgmentStatus, Provenance, Sampling

__all__ = ["GRADE_SCALES", "CaseAudit", "GradeScale", "Judgment", "MergedCount"]


@attrs.frozen(kw_only=True, repr=False)
class GradeScale(Sourced):
    """The grades used by a kind of inspection, in order.

    Grades are never converted from one scale to another: see `is_same`.

    Attributes:
        key: a short name for the scale.
        title: its title, with the years in which it was used.
        grades: the grades from best to worst.
        inflections: other spellings, each with the grade that it means.

    Raises:
        ncpi.errors.InvalidError: fewer than two grades, a grade twice (ignoring case), an
            inflection of an unknown grade, or one that is itself a different grade.
    """

    TAG = "grade-scale"

    key: Name
    title: Name
    grades: Names = attrs.field(converter=tuple_of[str])
    inflections: FrozenMapping[Name] = attrs.field(
        factory=FrozenMapping[str], converter=mapping_of[str]
    )

    def _inconsistencies(self) -> Iterator[Fault]:
        plain = [grade.casefold() for grade in self.grades]
        if len(set(plain)) < max(2, len(plain)):
            message = "a scale has at least two grades, which differ in more than case"
            yield Fault("grades", "inconsistent", message)
        yield from [
            Fault(
                f"inflections{path_step(spelling)}",
                "inconsistent",
                f"{shown(spelling)} is itself a grade and can't mean {shown(grade)}",
            )
            for spelling, grade in self.inflections.items()
            if spelling.casefold() in plain and spelling.casefold() != grade.casefold()
        ]
        yield from [
            member_fault(grade, self.grades, "a grade of this scale").below(
                f"inflections{path_step(spelling)}"
            )
            for spelling, grade in self.inflections.items()
            if grade not in self.grades
        ]

    @classmethod
    def parse(cls, text: str) -> GradeScale:
        """The scale in `GRADE_SCALES` with the key *text*.

        Raises:
            ncpi.errors.InvalidError: ncpi ships no scale with this key.
        """
        return shipped(GRADE_SCALES, text, "a grade scale", "ncpi.model.GRADE_SCALES")

    @property
    def identity(self) -> tuple[str, tuple[str, ...]]:
        """Its key and grades, by which scales are compared."""
        return self.key, self.grades

    def is_same(self, other: GradeScale | str) -> bool:
        """Whether *other*, a scale or the key of one that ncpi ships, has the same `identity`.

        Raises:
            ncpi.errors.InvalidError: ncpi ships no scale with this key.
        """
        if not isinstance(other, GradeScale):
            other = GradeScale.parse(other)
        return self.identity == other.identity

    @property
    def wordings(self) -> dict[str, str]:
        """Every grade and inflection in lower case, with the grade that it means."""
        known = {grade.casefold(): grade for grade in self.grades}
        return known | {spelling.casefold(): grade for spelling, grade in self.inflections.items()}

    def grade(self, wording: str) -> str:
        """The grade that *wording* means: a grade or an inflection, ignoring case.

        Raises:
            ncpi.errors.InvalidError: it isn't a grade of this scale.
        """
        given: object = wording  # a caller without a type checker may pass anything
        found = self.wordings.get(given.casefold()) if isinstance(given, str) else None
        if found is None:
            raise InvalidError([self.grade_fault(wording)])
        return found

    def grade_fault(self, grade: object) -> Fault:
        """The fault that *grade* isn't a grade of this scale."""
        return member_fault(grade, self.grades, f"a grade of {self.key}")

    def steps(self, before: str, after: str) -> int:
        """How many grades *after* is better than *before*; negative if it is worse.

        Raises:
            ncpi.errors.InvalidError: one of them isn't a grade of this scale.
        """
        return self.grades.index(self.grade(before)) - self.grades.index(self.grade(after))


_INFLECTIONS = {
    "requiring improvement": "requires improvement",
    "required improvement": "requires improvement",
    "needed improvement": "requires improvement",
}


def _scale(
    key: str, title: str, grades: tuple[str, ...], url: str, provenance: Provenance = Provenance.OWN
) -> GradeScale:
    inflections = _INFLECTIONS if "requires improvement" in grades else {}
    source = Source(url=url, provenance=provenance)
    return GradeScale(
        key=key, title=title, grades=grades, inflections=inflections, sources=[source]
    )


GRADE_SCALES: Mapping[str, GradeScale] = MappingProxyType(
    {
        scale.key: scale
        for scale in (
            _scale(
                "ncpi-cases-2014",
                "Case files, 2014 to 2015",
                ("good", "adequate", "requires improvement", "inadequate"),
                url="https://itv.com/news/calendar/2015-01-13/west-yorkshire-police-criticised"
                "-for-inconsistent-responses-in-child-protection-report",
                provenance=Provenance.ACCOUNT,
            ),
            _scale(
                "ncpi-cases-2015-thematic",
                "Case files as the thematic report of July 2015 counts them, in three groups",
                ("good", "adequate", "inadequate"),
                url="https://www.readkong.com/page/in-harm-s-way-the-role-of-the-police-in-"
                "keeping-children-5938965",
                provenance=Provenance.REPRINT,
            ),
            _scale(
                "ncpi-cases-2016",
                "Case files, 2016 to 2023",
                ("good", "requires improvement", "inadequate"),
                url="https://www.justiceinspectorates.gov.uk/hmicfrs/publication-html/"
                "cambridgeshire-national-child-protection-inspection-post-inspection-"
                "review-2022/",
            ),
            _scale(
                "ncpi-topics-2024",
                "Topics, from the method of February 2024",
                ("good", "adequate", "requires improvement", "inadequate"),
                url="https://hmicfrs.justiceinspectorates.gov.uk/publication-html/"
                "gloucestershire-national-child-protection-inspection-may-2025",
            ),
            _scale(
                "peel-2018",
                "PEEL, four tiers, as in 2018/19",
                ("outstanding", "good", "requires improvement", "inadequate"),
                url="https://hmicfrs.justiceinspectorates.gov.uk/peel-assessments/peel-2018/"
                "?view=table&sort=alpha&data=pillar&group_by_region=on",
            ),
            _scale(
                "peel",
                "PEEL, five tiers, with adequate",
                ("outstanding", "good", "adequate", "requires improvement", "inadequate"),
                url="https://www.hampshire-pcc.gov.uk/performance/inspections",
                provenance=Provenance.ACCOUNT,
            ),
        )
    }
)
"""The scales seen in the programme, and those of PEEL, by key, each with a page that uses it.

The case scales of 2014 and 2016 are different scales, and case grades are not topic grades.
When each scale was in use is ncpi's reading of the reports seen.
"""


_Count: TypeAlias = Annotated[int, whole(0, 1_000_000_000)]
_Percentage: TypeAlias = Annotated[float, number(0.0, 100.0)]


@attrs.frozen(kw_only=True, repr=False)
class MergedCount(Record):
    """How many case files got one of several grades, where a report doesn't separate them.

    Attributes:
        grades: the grades, two or more, in the scale's order.
        count: how many files got one of them.
        wording: the report's words for them, such as ``below good``.

    Raises:
        ncpi.errors.InvalidError: fewer than two grades.
    """

    TAG = "merged-count"

    grades: Names = attrs.field(converter=tuple_of[str])
    count: _Count
    wording: Name | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        if len(self.grades) < 2:
            message = "a merged count is of at least two grades"
            yield Fault("grades", "inconsistent", message)

    @property
    def name(self) -> str:
        """The report's words for the grades, or else the grades joined by "or"."""
        return self.wording or " or ".join(self.grades)

    def label(self) -> str:
        return f"{self.name} {self.count}"


@attrs.frozen(kw_only=True, repr=False)
class CaseAudit(Sourced):
    """How many case files got each grade, in one area or in all areas.

    Attributes:
        area: the area of child protection that the files are from; None means all areas.
        body: the key of the body whose files they are, where the report is on several.
        scale: the scale used.
        counts: how many files got each grade, in the scale's order; None if a count is
            unknown. A grade that is left out has an unknown count, not zero.
        merged: counts of several grades together. Nothing is derived from them for a single
            grade.
        percentages: the percentage of files with each grade, 0 to 100, where the report prints
            percentages without counts.
        stated_total: the number of files audited as the report states it; None if it doesn't.
        sampling: how the files were chosen.
        note: what a reader of the figures must know.

    Raises:
        ncpi.errors.InvalidError: a grade that isn't on the scale or is given twice; a negative
            count; counts that exceed the stated total, or differ from it when all are known; a
            merged count that contradicts the others or isn't in the scale's order; percentages
            that don't come to 100 or contradict the counts.
    """

    TAG = "case-audit"

    area: Name | None = None
    body: Name | None = None
    scale: GradeScale = attrs.field(converter=one_of[GradeScale])
    counts: FrozenMapping[_Count | None] = attrs.field(
        factory=FrozenMapping[int | None],
        converter=mapping_of[int | None],
        metadata={"ordered": True},
    )
    merged: Annotated[tuple[MergedCount, ...], distinct("grades")] = attrs.field(
        default=(), converter=tuple_of[MergedCount]
    )
    percentages: FrozenMapping[_Percentage] = attrs.field(
        factory=FrozenMapping[float], converter=mapping_of[float]
    )
    stated_total: _Count | None = None
    sampling: Sampling = attrs.field(default=Sampling.UNKNOWN, converter=one_of[Sampling])
    note: Text | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        grades, given = self.scale.grades, tuple(self.counts)
        strange = [] if given == grades else [grade for grade in given if grade not in grades]
        for grade in strange:
            yield self.scale.grade_fault(grade).below("counts")
        if self.percentages:
            yield from self._percentage_faults()
        if strange:
            return
        if self.merged:
            yield from self._merged_faults()
        known, total = self.known, self.stated_total
        if total is None:
            return
        if known > total:
            message = f"the counts come to {known}, more than the {total} that were audited"
            yield Fault("stated_total", "inconsistent", message, str(total))
        elif known < total and all(self.counts.get(grade) is not None for grade in grades):
            message = f"the counts come to {known}, but {total} were audited"
            yield Fault("stated_total", "inconsistent", message, str(total))

    def _merged_faults(self) -> Iterator[Fault]:
        for index, merged in enumerate(self.merged):
            path = f"merged[{index}]"
            for place, grade in enumerate(merged.grades):
                if grade not in self.scale.grades:
                    yield self.scale.grade_fault(grade).below(f"{path}.grades[{place}]")
            in_order = [grade for grade in self.scale.grades if grade in merged.grades]
            if len(in_order) == len(merged.grades) and in_order != [*merged.grades]:
                message = "the grades aren't in the scale's order"
                advice = f"Write them as {', '.join(in_order)}"
                yield Fault(f"{path}.grades", "inconsistent", message, suggestion=advice)
            known, is_all = self._come_to(merged.grades)
            if known > merged.count or (is_all and known < merged.count):
                message = f"the counts of {', '.join(merged.grades)} come to {known}"
                yield Fault(f"{path}.count", "inconsistent", message, str(merged.count))
            total = self.stated_total
            others, is_all = self._come_to(set(self.scale.grades) - set(merged.grades))
            together = others + merged.count
            if total is not None and (together > total or (is_all and together < total)):
                message = f"with the other counts it comes to {together}, but {total} were audited"
                yield Fault(f"{path}.count", "inconsistent", message, str(merged.count))

    def _come_to(self, grades: Iterable[str]) -> tuple[int, bool]:
        """The sum of the known counts of *grades*, and whether all are known."""
        counts = [self.counts.get(grade) for grade in grades]
        return sum(filter(None, counts)), None not in counts

    def _percentage_faults(self) -> Iterator[Fault]:
        shares = dict(self.percentages)
        for grade, count in self.counts.items():
            if count is not None and self.stated_total:
                shares.setdefault(grade, 100 * count / self.stated_total)
        for grade, percentage in self.percentages.items():
            path = f"percentages{path_step(grade)}"
            if grade not in self.scale.grades:
                fault = member_fault(grade, self.scale.grades, f"a grade of {self.scale.key}")
                yield fault.below(path)
            count, total = self.counts.get(grade), self.stated_total
            if total is None and None not in (self.counts.get(one) for one in self.scale.grades):
                total = self.known
            if count is not None and total:
                right = 100 * count / total
                if abs(right - percentage) > 1:
                    message = f"{count} of {total} is {right:.1f} per cent"
                    yield Fault(path, "inconsistent", message, f"{percentage:g}")
        together = sum(shares.values())
        # Each percentage may have been rounded by half a point.
        rounding = len(self.percentages) / 2
        is_all = set(shares) == set(self.scale.grades)
        if together > 100 + rounding or (is_all and together < 100 - rounding):
            also = " with the other counts" if len(shares) > len(self.percentages) else ""
            message = f"the percentages{also} come to {together:g}"
            yield Fault("percentages", "inconsistent", message)

    def __attrs_post_init__(self) -> None:
        grades = self.scale.grades
        if tuple(self.counts) != grades:
            in_order = FrozenMapping([(grade, self.counts.get(grade)) for grade in grades])
            # Safe on a frozen object: nothing else refers to it yet.
            object.__setattr__(self, "counts", in_order)

    @property
    def known(self) -> int:
        """The sum of the known counts."""
        return sum(filter(None, self.counts.values()))

    @property
    def unknown_grades(self) -> tuple[str, ...]:
        """The grades whose counts are unknown."""
        return tuple(grade for grade, count in self.counts.items() if count is None)

    @property
    def total(self) -> int | None:
        """The number of files audited: as stated, or else the sum if every count is known."""
        if self.stated_total is not None:
            return self.stated_total
        return None if self.unknown_grades else self.known

    @property
    def remainder(self) -> int | None:
        """How many files got one of the grades whose counts are unknown; None if unknown."""
        return None if self.total is None else self.total - self.known

    def count(self, grade: str) -> int | None:
        """How many files got *grade*; None if unknown.

        Raises:
            ncpi.errors.InvalidError: the scale has no such grade.
        """
        return self.counts[self.scale.grade(grade)]

    def merged_count(self, grades: Iterable[str]) -> int | None:
        """How many files got one of *grades*: their counts together, or else a merged count.

        If all the unknown counts are of these grades, or nothing is left for them, it follows
        from the number of files. None if unknown.

        Raises:
            ncpi.errors.InvalidError: the scale has no such grade, or *grades* isn't a list.
        """
        if not isinstance(grades, AbstractSet):
            grades = accepted(tuple[str, ...], grades, "grades", "CaseAudit.merged_count")
        wanted = {self.scale.grade(grade) for grade in grades}
        known, is_all = self._come_to(wanted)
        if is_all or self.remainder == 0:
            return known
        if self.remainder is not None and wanted.issuperset(self.unknown_grades):
            return known + self.remainder
        same = (merged.count for merged in self.merged if set(merged.grades) == wanted)
        return next(same, None)

    def share(self, grade: str) -> float | None:
        """The share of the files that got *grade*, from 0 to 1; None if unknown.

        If only one grade's count is unknown, its share follows from the stated total; a grade
        without a count may have a share as a printed percentage.

        Raises:
            ncpi.errors.InvalidError: the scale has no such grade.
        """
        known = self.share_range(grade)
        if known and known[0] == known[1]:
            return known[0]
        printed = self.percentages.get(self.scale.grade(grade))
        return None if printed is None else printed / 100

    def share_range(self, grade: str) -> tuple[float, float] | None:
        """The least and the greatest possible share of *grade*.

        None if the number of files is unknown or zero.

        Raises:
            ncpi.errors.InvalidError: the scale has no such grade.
        """
        count, total, remainder = self.count(grade), self.total, self.remainder
        if not total or remainder is None:
            return None
        if count is not None:
            return count / total, count / total
        # If only this grade is unknown, it takes the whole remainder.
        least = remainder if len(self.unknown_grades) == 1 else 0
        return least / total, remainder / total

    def label(self) -> str:
        known = [
            f"{grade} {'unknown' if count is None else count}"
            for grade, count in self.counts.items()
            if count is not None or grade not in self.percentages
        ]
        merged = [merged.label() for merged in self.merged]
        printed = [f"{grade} {one:g}%" for grade, one in self.percentages.items()]
        grades = ", ".join((*known, *merged, *printed))
        total = "an unknown number of" if self.total is None else str(self.total)
        whose = f"{self.body}, " if self.body else ""
        return f"{whose}{self.area or 'all areas'}: {total} cases ({grades})"


@attrs.frozen(kw_only=True, repr=False)
class Judgment(Sourced):
    """What a report says of the grade of one topic, for one body.

    Attributes:
        topic: the topic as the framework names it.
        question: a question below the topic, where it is graded by itself.
        body: the key of the body graded, where the report is on several.
        status: whether it was graded now, carried over, not graded, or not read.
        grade: the grade, spelt as on the scale; None if there is none.
        previous_grade: the grade last time, as this report states it.
        scale: the scale of the grades.
        wording: the report's wording of the topic, if it differs.

    Raises:
        ncpi.errors.InvalidError: a grade isn't on the scale, or doesn't fit the status.
    """

    TAG = "judgment"

    topic: Name
    question: Name | None = None
    body: Name | None = None
    status: JudgmentStatus = attrs.field(
        default=JudgmentStatus.GRADED, converter=one_of[JudgmentStatus]
    )
    grade: Name | None = None
    previous_grade: Name | None = None
    scale: GradeScale = attrs.field(converter=one_of[GradeScale])
    wording: Name | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        for name in ("grade", "previous_grade"):
            grade: str | None = getattr(self, name)
            if grade is not None and grade not in self.scale.grades:
                yield self.scale.grade_fault(grade).below(name)
        has_grade = self.status in (JudgmentStatus.GRADED, JudgmentStatus.CARRIED_OVER)
        if has_grade and self.grade is None:
            advice = 'Give the grade, or set status to "not graded" or "grade not read"'
            message = f"a topic that is {self.status.value} has a grade"
            yield Fault("grade", "missing", message, suggestion=advice)
        if not has_grade and self.grade is not None:
            message = f"a topic with the status {self.status.value!r} has no grade"
            yield Fault("grade", "inconsistent", message, self.grade)

    @property
    def name(self) -> str:
        """The topic and question, and the body if it is named."""
        about = f"{self.topic}: {self.question}" if self.question else self.topic
        return f"{about} ({self.body})" if self.body else about

    @property
    def result(self) -> str:
        """The grade, or why there is none, and last time's grade, in words."""
        was = f" (last time {self.previous_grade})" if self.previous_grade else ""
        if self.status is JudgmentStatus.CARRIED_OVER:
            return f"{self.grade}, carried over{was}"
        return f"{self.grade or self.status.value}{was}"

    def label(self) -> str:
        return f"{self.name}: {self.result}"
