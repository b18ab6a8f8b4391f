"""What inspectors found, and which recommendations that answers."""

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
    """Links a finding to one recommendation of one report.

    Attributes:
        report: the key of the report that made the recommendation.
        recommendation: the recommendation's key there.
        basis: who says that the finding answers it, and how firmly.
        by: who coded it, or which matcher proposed it.
        dated: when it was coded, proposed or ruled; None if nobody says.
        evidence: the words that show it.
        caveat: what speaks against it.
    """

    TAG = "answer"

    recommendation: Name

    @property
    def item(self) -> str:
        """The recommendation's key."""
        return self.recommendation


@attrs.frozen(kw_only=True, repr=False)
class Finding(Sourced):
    """Something that inspectors found.

    Progress and concern are two axes: a thing can be better and still a concern.

    Attributes:
        key: what it is named by; unique in its report.
        text: what was found.
        theme: the theme of the framework it stands under, or None.
        progress: what it says of progress since the earlier report.
        concern: whether the inspectors are worried about it.
        effective_practice: whether they hold it up as effective practice.
        lasting: whether they think that the change will last; None if they don't say.
        answers: the earlier recommendations that it answers.
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
        """Progress, and what else is said of it, in a few words."""
        marks = [self.progress.value]
        if self.concern:
            marks.append("a concern")
        if self.effective_practice:
            marks.append("effective practice")
        if self.lasting is not None:
            marks.append("lasting" if self.lasting else "not lasting")
        return ", ".join(marks)

    def with_answer(self, answer: Answer) -> Self:
        """The finding with *answer* added; it replaces one to the same recommendation."""
        kept = [
            old
            for old in self.answers
            if (old.report, old.recommendation) != (answer.report, answer.recommendation)
        ]
        return attrs.evolve(self, answers=(*kept, answer))

    def label(self) -> str:
        return f"{self.key}: {self.text}"
