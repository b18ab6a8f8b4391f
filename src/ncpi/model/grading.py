"""Grade scales, the audits of case files graded on them, and graded topics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, TypeAlias

import attrs

from ncpi import fields
from ncpi.errors import Fault, InvalidError, member_fault, path_step, shipped, shown
from ncpi.fields import Name, Text
from ncpi.model.sources import Source, Sourced
from ncpi.vocabulary import Provenance, Sampling

__all__ = ["GRADE_SCALES", "CaseAudit", "GradeScale", "Judgment"]


@attrs.frozen(kw_only=True, repr=False)
class GradeScale(Sourced):
    """The words that a kind of inspection grades with, and their order.

    Another inspectorate's scale is made by calling this class. Grades are never carried
    from one scale to another: see `is_same`.

    Attributes:
        key: a short name for the scale.
        title: what it is called, with the years in which it was used.
        grades: the grades from best to worst.
        inflections: other spellings, each with the grade that it means.

    Raises:
        ncpi.errors.InvalidError: fewer than two grades, a grade twice (capitals don't
            count), an inflection of no grade, or one that is a grade itself.
    """

    TAG = "grade-scale"

    key: Name
    title: Name
    grades: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        converter=fields.tuple_of[str]
    )
    inflections: fields.FrozenMapping[Name] = attrs.field(
        factory=fields.FrozenMapping[str], converter=fields.mapping_of[str]
    )

    def _inconsistencies(self) -> Iterator[Fault]:
        plain = [grade.casefold() for grade in self.grades]
        if len(set(plain)) < max(2, len(plain)):
            message = "a scale has at least two grades, which differ in more than capitals"
            yield Fault("grades", "inconsistent", message)
        yield from [
            Fault(
                f"inflections{path_step(spelling)}",
                "inconsistent",
                f"{shown(spelling)} is a grade itself, and can't mean {shown(grade)}",
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
        """The scale of `GRADE_SCALES` with the key *text*.

        Raises:
            ncpi.errors.InvalidError: ncpi ships no scale with this key.
        """
        return shipped(GRADE_SCALES, text, "a grade scale", "ncpi.model.GRADE_SCALES")

    @property
    def identity(self) -> tuple[str, tuple[str, ...]]:
        """What makes it the scale that it is, whoever defined it: its key and its grades."""
        return self.key, self.grades

    def is_same(self, other: GradeScale) -> bool:
        """Whether *other* has this scale's `identity`."""
        return self.identity == other.identity

    def grade(self, wording: str) -> str:
        """The grade that *wording* means: itself, in any case, or one of its inflections.

        Raises:
            ncpi.errors.InvalidError: it is no grade of this scale.
        """
        known = {grade.casefold(): grade for grade in self.grades}
        known |= {spelling.casefold(): grade for spelling, grade in self.inflections.items()}
        given: object = wording  # a caller who doesn't check types may hand over anything
        found = known.get(given.casefold()) if isinstance(given, str) else None
        if found is None:
            raise InvalidError([member_fault(wording, self.grades, f"a grade of {self.key}")])
        return found

    def steps(self, before: str, after: str) -> int:
        """How many grades *after* is better than *before*; negative if it is worse.

        Raises:
            ncpi.errors.InvalidError: one of them is no grade of this scale.
        """
        return self.grades.index(self.grade(before)) - self.grades.index(self.grade(after))


_INFLECTIONS = {
    "requiring improvement": "requires improvement",
    "required improvement": "requires improvement",
    "needed improvement": "requires improvement",
}


def _source(url: str, provenance: Provenance = Provenance.OWN) -> Source:
    return Source(url=url, provenance=provenance)


GRADE_SCALES: Mapping[str, GradeScale] = MappingProxyType(
    {
        scale.key: scale
        for scale in (
            GradeScale(
                key="ncpi-cases-2014",
                title="Case files, 2014 to 2015",
                grades=("good", "adequate", "requires improvement", "inadequate"),
                inflections=_INFLECTIONS,
                sources=[
                    _source(
                        "https://itv.com/news/calendar/2015-01-13/west-yorkshire-police-criticised"
                        "-for-inconsistent-responses-in-child-protection-report",
                        Provenance.ACCOUNT,
                    )
                ],
            ),
            GradeScale(
                key="ncpi-cases-2015-thematic",
                title="Case files as the thematic report of July 2015 counts them, in three groups",
                grades=("good", "adequate", "inadequate"),
                sources=[
                    _source(
                        "https://www.readkong.com/page/in-harm-s-way-the-role-of-the-police-in-"
                        "keeping-children-5938965",
                        Provenance.REPRINT,
                    )
                ],
            ),
            GradeScale(
                key="ncpi-cases-2016",
                title="Case files, 2016 to 2023",
                grades=("good", "requires improvement", "inadequate"),
                inflections=_INFLECTIONS,
                sources=[
                    _source(
                        "https://www.justiceinspectorates.gov.uk/hmicfrs/publication-html/"
                        "cambridgeshire-national-child-protection-inspection-post-inspection-"
                        "review-2022/"
                    )
                ],
            ),
            GradeScale(
                key="ncpi-topics-2024",
                title="Topics, from the method of February 2024",
                grades=("good", "adequate", "requires improvement", "inadequate"),
                inflections=_INFLECTIONS,
                sources=[
                    _source(
                        "https://hmicfrs.justiceinspectorates.gov.uk/publication-html/"
                        "gloucestershire-national-child-protection-inspection-may-2025"
                    )
                ],
            ),
            GradeScale(
                key="peel-2018",
                title="PEEL, four tiers, as in 2018/19",
                grades=("outstanding", "good", "requires improvement", "inadequate"),
                inflections=_INFLECTIONS,
                sources=[
                    _source(
                        "https://hmicfrs.justiceinspectorates.gov.uk/peel-assessments/peel-2018/"
                        "?view=table&sort=alpha&data=pillar&group_by_region=on"
                    )
                ],
            ),
            GradeScale(
                key="peel",
                title="PEEL, five tiers, with adequate",
                grades=("outstanding", "good", "adequate", "requires improvement", "inadequate"),
                inflections=_INFLECTIONS,
                sources=[
                    _source(
                        "https://www.hampshire-pcc.gov.uk/performance/inspections",
                        Provenance.ACCOUNT,
                    )
                ],
            ),
        )
    }
)
"""The scales seen in the programme, and PEEL's, by key; each names a page that uses it.

The case scales of 2014 and 2016 are different scales, and case grades are never topic
grades. Which scale was in use when is ncpi's reading of the reports seen.
"""


_Count: TypeAlias = Annotated[int, fields.whole(0, 1_000_000_000)]


@attrs.frozen(kw_only=True, repr=False)
class CaseAudit(Sourced):
    """How many case files got each grade, in one area or over all.

    Attributes:
        area: the area of child protection the files are from; None: over all areas.
        scale: the scale they were graded on.
        counts: how many files got each grade, in the scale's order; None where a count
            isn't known. A grade that isn't given isn't known: it is not zero.
        stated_total: how many files were audited, as the report says; None if it doesn't.
        sampling: how the files were chosen.
        note: anything a reader of the figures must know.

    Raises:
        ncpi.errors.InvalidError: a grade off the scale or given twice; a negative count;
            counts that exceed the stated total, or miss it when all are known.
    """

    TAG = "case-audit"

    area: Name | None = None
    scale: GradeScale = attrs.field(converter=fields.one_of[GradeScale])
    counts: fields.FrozenMapping[_Count | None] = attrs.field(
        factory=fields.FrozenMapping[int | None],
        converter=fields.mapping_of[int | None],
        metadata={"ordered": True},
    )
    stated_total: _Count | None = None
    sampling: Sampling = attrs.field(default=Sampling.UNKNOWN, converter=fields.one_of[Sampling])
    note: Text | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        grades = self.scale.grades
        for grade in self.counts:
            if grade not in grades:
                yield member_fault(grade, grades, f"a grade of {self.scale.key}").below("counts")
        known, total = self.known, self.stated_total
        if total is None or not self.counts.keys() <= set(grades):
            return
        if known > total:
            message = f"the counts come to {known}, more than the {total} that were audited"
            yield Fault("stated_total", "inconsistent", message, str(total))
        elif known < total and all(self.counts.get(grade) is not None for grade in grades):
            message = f"the counts come to {known}, but {total} were audited"
            yield Fault("stated_total", "inconsistent", message, str(total))

    def __attrs_post_init__(self) -> None:
        grades = self.scale.grades
        if tuple(self.counts) != grades:
            in_order = fields.FrozenMapping([(grade, self.counts.get(grade)) for grade in grades])
            # The one place that may still set a field: nobody else has the object yet.
            object.__setattr__(self, "counts", in_order)

    @property
    def known(self) -> int:
        """How many files are known to have got some grade."""
        return sum(filter(None, self.counts.values()))

    @property
    def unknown_grades(self) -> tuple[str, ...]:
        """The grades of which no count is known."""
        return tuple(grade for grade, count in self.counts.items() if count is None)

    @property
    def total(self) -> int | None:
        """How many files were audited: as stated, or the sum if every count is known."""
        if self.stated_total is not None:
            return self.stated_total
        return None if self.unknown_grades else self.known

    @property
    def remainder(self) -> int | None:
        """How many files got one of the grades whose counts aren't known."""
        return None if self.total is None else self.total - self.known

    def count(self, grade: str) -> int | None:
        """How many files got *grade*; None if that isn't known.

        Raises:
            ncpi.errors.InvalidError: the scale has no such grade.
        """
        return self.counts[self.scale.grade(grade)]

    def share(self, grade: str) -> float | None:
        """Which part of the files got *grade*, from 0 to 1; None if that isn't known.

        Where one grade's count alone is unknown, its share follows from the stated total.

        Raises:
            ncpi.errors.InvalidError: the scale has no such grade.
        """
        known = self.share_range(grade)
        return known[0] if known and known[0] == known[1] else None

    def share_range(self, grade: str) -> tuple[float, float] | None:
        """The least and the greatest share that *grade* can have, from what is known.

        None if the number of files isn't known, or is zero.

        Raises:
            ncpi.errors.InvalidError: the scale has no such grade.
        """
        count, total, remainder = self.count(grade), self.total, self.remainder
        if not total or remainder is None:
            return None
        if count is not None:
            return count / total, count / total
        # A grade that alone is unknown takes all the rest; if nothing is left, so do all.
        least = remainder if len(self.unknown_grades) == 1 else 0
        return least / total, remainder / total

    def label(self) -> str:
        known = ", ".join(
            f"{grade} {'unknown' if count is None else count}"
            for grade, count in self.counts.items()
        )
        total = "an unknown number of" if self.total is None else str(self.total)
        return f"{self.area or 'all areas'}: {total} cases ({known})"


@attrs.frozen(kw_only=True, repr=False)
class Judgment(Sourced):
    """The grade that a topic was given.

    Attributes:
        topic: the topic as the framework names it.
        grade: the grade, spelt as the scale spells it.
        scale: the scale of the grade.
        wording: how the report words the topic, where that differs.

    Raises:
        ncpi.errors.InvalidError: the grade isn't on the scale.
    """

    TAG = "judgment"

    topic: Name
    grade: Name
    scale: GradeScale = attrs.field(converter=fields.one_of[GradeScale])
    wording: Name | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        if self.grade not in self.scale.grades:
            what = f"a grade of {self.scale.key}"
            fault = member_fault(self.grade, self.scale.grades, what)
            yield fault.below("grade")

    def label(self) -> str:
        return f"{self.topic}: {self.grade}"
