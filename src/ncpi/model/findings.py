"""Findings, and their links to the recommendations that they answer."""

from __future__ import annotations

from typing import Annotated, Self

import attrs

from ncpi import fields
from ncpi.fields import Name, Text
from ncpi.model._references import Reference
from ncpi.model.sources import Sourced
from ncpi.vocabulary import Progress

__all__ = ["Answer", "Finding"]


@attrs.frozen(kw_only=True, repr=False)
class Answer(Reference):
    """A link from a finding to the recommendation that it answers.

    Attributes:
        recommendation: the recommendation's key in the earlier report.
    """

    TAG = "answer"

    recommendation: Name

    @property
    def item(self) -> str:
        """The same as *recommendation*."""
        return self.recommendation


@attrs.frozen(kw_only=True, repr=False)
class Finding(Sourced):
    """Something that inspectors found.

    Progress and concern are separate: practice can have improved and still be a concern.

    Attributes:
        key: its key, unique in its report.
        text: what was found.
        theme: the theme of the framework that it belongs to, or None.
        progress: what it says about progress since the earlier report.
        concern: whether the inspectors are concerned about it.
        effective_practice: whether they present it as effective practice.
        lasting: whether they think that the change will last; None if not stated.
        answers: links to the earlier recommendations that it answers.
    """

    TAG = "finding"

    key: Name
    text: Text
    theme: Name | None = None
    progress: Progress = attrs.field(default=Progress.NOT_STATED, converter=fields.one_of[Progress])
    concern: bool = False
    effective_practice: bool = False
    lasting: bool | None = None
    answers: Annotated[tuple[Answer, ...], fields.distinct("report", "recommendation")] = (
        attrs.field(default=(), converter=fields.tuple_of[Answer])
    )

    @property
    def verdict(self) -> str:
        """Progress, concern, effective practice and whether the change lasts, in a few words."""
        marks = [self.progress.value]
        if self.concern:
            marks.append("a concern")
        if self.effective_practice:
            marks.append("effective practice")
        if self.lasting is not None:
            marks.append("lasting" if self.lasting else "not lasting")
        return ", ".join(marks)

    def with_answer(self, answer: Answer) -> Self:
        """The finding with *answer* added, replacing any to the same recommendation."""
        kept = [
            old
            for old in self.answers
            if (old.report, old.recommendation) != (answer.report, answer.recommendation)
        ]
        return attrs.evolve(self, answers=(*kept, answer))

    def label(self) -> str:
        return f"{self.key}: {self.text}"
