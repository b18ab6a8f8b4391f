"""Findings, and their links to the items that they answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Self

import attrs

from ncpi.errors import Fault
from ncpi.fields import Name, accepted, distinct, one_of, tuple_of
from ncpi.model._shown import Several
from ncpi.model.items import Item, Reference
from ncpi.vocabulary import Basis, ItemKind, Other, Progress

__all__ = ["Answer", "Finding"]


@attrs.frozen(kw_only=True, repr=False)
class Answer(Reference):
    """A link from a finding to the item of an earlier report that it answers."""

    TAG = "answer"


@attrs.frozen(kw_only=True, repr=False)
class Finding(Item):
    """Something that inspectors found.

    Progress and concern are separate: practice can have improved and still be a concern.
    Three bases are kept apart: whose word the theme is (*theme_basis*), whose the progress
    (*progress_basis*), and whose the link to an earlier item (the answer's *basis*).

    Attributes:
        progress: what it says about progress since the earlier report.
        progress_basis: whose word the progress is: the inspectorate's (stated), or that of an
            analyst who read it so (coded). "Not improved" and "worse" count only if stated.
        concern: whether the inspectors are concerned about it. A concern in a report is an item
            that a follow-up may answer.
        wording: what the report calls it, such as "area for improvement", where that says more
            than *concern* does.
        effective_practice: whether they present it as effective practice.
        lasting: whether they think that the change will last; None if not stated.
        body: the key of the body that it is about, where the report is on several.
        answers: links to the earlier items that it answers.

    Raises:
        ncpi.errors.InvalidError: *progress_basis* is neither stated nor coded.
    """

    TAG = "finding"

    progress: Progress | Other = attrs.field(
        default=Progress.NOT_STATED, converter=one_of[Progress | Other]
    )
    progress_basis: Basis = attrs.field(default=Basis.STATED, converter=one_of[Basis])
    concern: bool = False
    wording: Name | None = None
    effective_practice: bool = False
    lasting: bool | None = None
    body: Name | None = None
    answers: Annotated[tuple[Answer, ...], distinct("item")] = attrs.field(
        default=(), converter=tuple_of[Answer]
    )

    def _inconsistencies(self) -> Iterator[Fault]:
        if not self.progress_basis.is_firm:
            message = f"progress is stated or coded, not {self.progress_basis.value}"
            yield Fault("progress_basis", "choice", message, self.progress_basis.value)

    @property
    def item_kind(self) -> ItemKind:
        """Always `ItemKind.CONCERN`: a finding is an item only as a concern."""
        return ItemKind.CONCERN

    @property
    def earlier(self) -> tuple[Answer, ...]:
        """The same as *answers*."""
        return Several(self.answers)

    @property
    def name(self) -> str:
        """The key, and the body if it is named."""
        return f"{self.key} ({self.body})" if self.body else self.key

    @property
    def states_progress(self) -> bool:
        """Whether it says that practice changed or didn't, in the inspectorate's own word.

        An analyst's reading that nothing improved, or that it got worse, doesn't count.
        """
        if self.progress is Progress.NOT_STATED:
            return False
        return self.progress_basis is Basis.STATED or self.progress not in _HARSH

    @property
    def is_concern(self) -> bool:
        """Whether it is a concern, or an analyst read it as one: not improved, or worse."""
        return self.concern or (self.progress in _HARSH and not self.states_progress)

    @property
    def verdict(self) -> str:
        """Progress, concern, effective practice and whether the change lasts, in a few words.

        An analyst's reading that nothing improved stands apart, after the inspectorate's words:
        ``a concern; coded: not improved``.
        """
        coded = self.progress_basis is not Basis.STATED and self.progress is not Progress.NOT_STATED
        apart = coded and not self.states_progress
        marks: list[str] = []
        if not apart:
            marks.append(f"{self.progress.value}{' (coded)' if coded else ''}")
        if self.concern:
            marks.append("a concern")
        if self.effective_practice:
            marks.append("effective practice")
        if self.lasting is not None:
            marks.append("lasting" if self.lasting else "not lasting")
        reading = f"coded: {self.progress.value}" if apart else ""
        if apart and not self.concern:
            reading += ", which is read as a concern"
        return "; ".join(filter(None, [", ".join(marks), reading]))

    def with_answer(self, *answers: Answer) -> Self:
        """The finding with *answers*, each in place of any earlier answer to the same item.

        Raises:
            ncpi.errors.InvalidError: one of them isn't an answer.
        """
        given = accepted(tuple[Answer, ...], answers, "answers", "Finding.with_answer")
        added = {answer.item: answer for answer in given}
        kept = [known for known in self.answers if known.item not in added]
        return attrs.evolve(self, answers=(*kept, *added.values()))

    def label(self) -> str:
        return f"{self.name}: {self.text}"


_HARSH = (
    Progress.NOT_IMPROVED,
    Progress.WORSE,
    Progress.INSUFFICIENT_PROGRESS,
    Progress.NO_MEANINGFUL_PROGRESS,
)
"""What only the inspectorate may say."""
