"""A matcher's proposals and people's rulings, as a comparison stores them.

They are separate from `ncpi.comparison.matching`, so that comparisons don't import that
package.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

import attrs

from ncpi import fields
from ncpi.comparison._entries import Caveat, FindingAnswer
from ncpi.errors import Fault
from ncpi.fields import Name, Text
from ncpi.model.dates import PartialDate, partial_date
from ncpi.model.items import ItemRef, Reference
from ncpi.model.record import Record
from ncpi.vocabulary import Basis, CaveatCode, ItemKind, MatchVerdict

__all__ = [
    "MATCHER",
    "Proposal",
    "Ruling",
    "Similarity",
    "is_matchers",
    "not_restated_caveat",
    "overruled_caveat",
]

MATCHER = "ncpi matcher"
"""The name of the shipped matcher in ``by``, before its version."""


@attrs.frozen(kw_only=True, repr=False)
class Similarity(Record):
    """How similar two texts are, and the words that they share.

    Attributes:
        value: from 0.0 (nothing in common) to 1.0.
        words: the matched words of the first text, each group once.
        other_words: the matched words of the second text, in the same order.
        verdict: the verdict for the value, by the matcher's thresholds.

    Raises:
        ncpi.errors.InvalidError: the two lists of words differ in length.
    """

    TAG = "similarity"

    value: Annotated[float, fields.number(0.0, 1.0)]
    words: tuple[Text, ...] = attrs.field(default=(), converter=fields.tuple_of[str])
    other_words: tuple[Text, ...] = attrs.field(default=(), converter=fields.tuple_of[str])
    verdict: MatchVerdict = attrs.field(converter=fields.one_of[MatchVerdict])

    def _inconsistencies(self) -> Iterator[Fault]:
        if len(self.words) != len(self.other_words):
            message = "the two lists of matched words differ in length"
            yield Fault("other_words", "inconsistent", message)

    @property
    def evidence(self) -> str:
        """The matched words as text: ``mispers ~ missing children; delays ~ backlog``."""
        return "; ".join(
            word if word.casefold() == other.casefold() else f"{word} ~ {other}"
            for word, other in zip(self.words, self.other_words, strict=True)
        )

    def label(self) -> str:
        words = f" ({self.evidence})" if self.words else ""
        return f"{self.value:.2f}, {self.verdict.value}{words}"


@attrs.frozen(kw_only=True, repr=False)
class Proposal(Record):
    """A pair that a matcher proposes or leaves undecided.

    Attributes:
        item: the baseline's item.
        finding: the key of the follow-up's finding that may answer it, or None.
        restated_by: the follow-up's item that may restate it, or None.
        basis: `Basis.PROPOSED` by text, or `Basis.SAME_THEME` if only the theme links them.
        similarity: how similar the two texts are.
        verdict: proposed or undecided; an undecided pair is reported but never counted.
        reason: why it is undecided, or a reason to doubt it.

    Raises:
        ncpi.errors.InvalidError: it names both a finding and a later item, or neither; a
            matcher can't have its basis; or its verdict is "unlike".
    """

    TAG = "proposal"

    item: ItemRef = attrs.field(converter=fields.one_of[ItemRef])
    finding: Name | None = None
    restated_by: ItemRef | None = attrs.field(default=None, converter=fields.one_of[ItemRef | None])
    basis: Basis = attrs.field(default=Basis.PROPOSED, converter=fields.one_of[Basis])
    similarity: Similarity
    verdict: MatchVerdict = attrs.field(converter=fields.one_of[MatchVerdict])
    reason: Text | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        if (self.finding is None) == (self.restated_by is None):
            message = "a proposal names either a finding or a later item"
            yield Fault("finding", "inconsistent", message)
        if self.basis.is_firm:
            message = f"a matcher's basis can't be {self.basis.value!r}"
            yield Fault("basis", "inconsistent", message)
        if self.verdict is MatchVerdict.UNLIKE:
            message = "the verdict of a proposal can't be 'unlike'"
            yield Fault("verdict", "inconsistent", message)

    @property
    def other(self) -> str:
        """The finding or later item, in words."""
        return _other(self.finding, self.restated_by)

    def label(self) -> str:
        why = f": {self.reason}" if self.reason else ""
        return f"{self.item.name} with {self.other}, {self.similarity.value:.2f}{why}"


def _other(finding: str | None, restated_by: ItemRef | None) -> str:
    return f"finding {finding}" if restated_by is None else f"{restated_by.name} of the follow-up"


@attrs.frozen(kw_only=True, repr=False)
class Ruling(Record):
    """A person's ruling on whether an item is answered or restated.

    It is either about a finding that may answer the item or about a later item that may restate
    it. A ruling overrides every other link.

    Attributes:
        item: the earlier item.
        follow_up: the key of the later report.
        finding: the key of the finding; None if it is about a restatement.
        restated_by: the follow-up's item; None if it is about a finding.
        answers: whether the one answers, or restates, the other.
        by: who ruled.
        dated: the date of the ruling. Of rulings that contradict each other, the later one applies.
        note: the reason.

    Raises:
        ncpi.errors.InvalidError: it names both a finding and a later item, or neither; or the
            later item isn't one of the follow-up, or is a finding of concern.
    """

    TAG = "ruling"

    item: ItemRef = attrs.field(converter=fields.one_of[ItemRef])
    follow_up: Name
    finding: Name | None = None
    restated_by: ItemRef | None = attrs.field(default=None, converter=fields.one_of[ItemRef | None])
    answers: bool
    by: Name
    dated: PartialDate = attrs.field(converter=partial_date)
    note: Text | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        if (self.finding is None) == (self.restated_by is None):
            message = "a ruling is about either a finding or a later item"
            yield Fault("finding", "inconsistent", message)
        if self.restated_by is not None and self.restated_by.report != self.follow_up:
            message = f"{self.restated_by} isn't an item of the follow-up, {self.follow_up}"
            yield Fault("restated_by", "inconsistent", message, str(self.restated_by))
        elif self.restated_by is not None and self.restated_by.kind is ItemKind.CONCERN:
            message = f"{self.restated_by.name} restates nothing: it is a finding"
            advice = "Give its key as the finding"
            yield Fault("restated_by", "inconsistent", message, str(self.restated_by), advice)

    @property
    def baseline(self) -> str:
        """The key of the report with the item."""
        return self.item.report

    @property
    def other(self) -> str:
        """The finding or later item, in words."""
        return _other(self.finding, self.restated_by)

    @property
    def verdict(self) -> str:
        """What the other does to the item: it answers or restates it, or doesn't."""
        verb = "answer" if self.finding else "restate"
        return f"{verb}s" if self.answers else f"doesn't {verb}"

    def label(self) -> str:
        return f"{self.other} {self.verdict} {self.item.name} {_by(self)}"


def _by(ruling: Ruling) -> str:
    """Who ruled when, and why."""
    why = f": {ruling.note}" if ruling.note else ""
    return f"(ruled by {ruling.by}, {ruling.dated}){why}"


def overruled_caveat(entry: FindingAnswer, ruling: Ruling) -> Caveat:
    """That a person ruled against an answer, which the *entry* gives."""
    text = (
        f"finding {entry.finding.key} ({entry.answer.basis.value}) isn't counted: it "
        f"{ruling.verdict} this {_by(ruling)}"
    )
    return Caveat(code=CaveatCode.OVERRULED, text=text)


def not_restated_caveat(ruling: Ruling, links: Iterable[Reference]) -> Caveat:
    """That a person ruled against a restatement, with the *links* in the report."""
    text = ruling.label()
    for link in links:
        by = f" by {link.by}" if link.by else ""
        evidence = link.evidence or "no evidence given"
        text += f"; the report links them ({link.basis.value}{by}: {evidence})"
    return Caveat(code=CaveatCode.OVERRULED, text=text)


def is_matchers(reference: Reference) -> bool:
    """Whether the shipped matcher made *reference*."""
    return (
        not reference.basis.is_firm
        and reference.by is not None
        and reference.by.startswith(MATCHER)
    )
