"""The matcher: proposes which findings answer which recommendations, by their texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Annotated, TypeVar

import attrs

from ncpi import fields
from ncpi.comparison._pairing import refuse_unlike
from ncpi.comparison._proposals import (
    MATCHER,
    Proposal,
    Ruling,
    Similarity,
)
from ncpi.comparison.matching._choosing import (
    THEME_ALONE,
    Choice,
    Question,
    answers_wanted,
    by_theme,
    choices,
    restatements_wanted,
)
from ncpi.comparison.matching._scoring import SCORES_VERSION, matched_words, score
from ncpi.comparison.matching._words import Reading, Vocabulary, field_vocabulary
from ncpi.errors import Fault
from ncpi.fields import Name
from ncpi.model import (
    Answer,
    Item,
    ItemRef,
    NumberedItem,
    Record,
    Report,
    Restatement,
)
from ncpi.model._shown import Several, Shown
from ncpi.vocabulary import Basis, CrosswalkMatch, MatchVerdict

__all__ = ["Matcher", "Matching", "Synonyms"]

T = TypeVar("T", Answer, Restatement)


@attrs.frozen(kw_only=True, repr=False)
class Synonyms(Record):
    """Terms with the same meaning.

    Attributes:
        terms: two or more words or phrases. If the shipped vocabulary contains one of them,
            the others get its meaning.

    Raises:
        ncpi.errors.InvalidError: fewer than two terms.
    """

    TAG = "synonyms"

    terms: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        converter=fields.tuple_of[str]
    )

    def _inconsistencies(self) -> Iterator[Fault]:
        if len(self.terms) < 2:
            message = "synonyms need at least two terms"
            yield Fault("terms", "empty", message)

    def label(self) -> str:
        return " = ".join(self.terms)


@attrs.frozen(kw_only=True, repr=False)
class Matcher(Record):
    """The text matcher and its settings.

    It compares the words and terms of two texts. The result is deterministic and doesn't
    depend on the order of findings and recommendations.

    Attributes:
        threshold: pairs with at least this similarity are proposed, if the one-to-one
            assignment chooses them.
        review_threshold: pairs with at least this similarity that aren't proposed are
            reported as undecided. They are never counted.
        synonyms: the caller's own synonyms, in addition to those that ncpi ships.

    Raises:
        ncpi.errors.InvalidError: *review_threshold* is above *threshold*.
    """

    TAG = "matcher"

    threshold: Annotated[float, fields.number(0.01, 1.0)] = 0.25
    review_threshold: Annotated[float, fields.number(0.01, 1.0)] = 0.1
    synonyms: Annotated[tuple[Synonyms, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[Synonyms]
    )

    def _inconsistencies(self) -> Iterator[Fault]:
        if self.review_threshold > self.threshold:
            message = f"{self.review_threshold} is above the threshold, {self.threshold}"
            yield Fault("review_threshold", "inconsistent", message)

    @property
    def name(self) -> str:
        """The matcher, its version and its thresholds, as given in ``by`` of its proposals."""
        many = len(self.synonyms)
        own = f", {many} group{'s' * (many > 1)} of own synonyms" if many else ""
        bands = f"from {self.threshold:.2f}, undecided from {self.review_threshold:.2f}"
        return f"{MATCHER} {SCORES_VERSION} ({bands}{own})"

    def similarity(
        self, text: str, other: str, *, themes: CrosswalkMatch | str | None = None
    ) -> Similarity:
        """The similarity of *text* and *other*; their order makes no difference.

        Args:
            text: for example, a recommendation.
            other: for example, a finding.
            themes: how their themes correspond, as `ncpi.model.crosswalk` returns it; None if
                unknown.

        Raises:
            ncpi.errors.InvalidError: one of the two isn't text, or *themes* isn't a
                `CrosswalkMatch`.
        """
        faults: list[Fault] = []
        faults += [fault.below("text") for fault in fields.text.faults(text)]
        faults += [fault.below("other") for fault in fields.text.faults(other)]
        if themes is not None:
            themes = fields.accept(CrosswalkMatch, themes, "themes", faults)
        fields.refuse(faults, "Matcher.similarity")
        vocabulary = self._vocabulary()
        one, two = vocabulary.read(text), vocabulary.read(other)
        return self._similarity(score(one, two, themes), one, two)

    def _vocabulary(self) -> Vocabulary:
        return field_vocabulary(tuple(group.terms for group in self.synonyms))

    def _verdict(self, value: float) -> MatchVerdict:
        if value >= self.threshold:
            return MatchVerdict.PROPOSED
        return MatchVerdict.UNDECIDED if value >= self.review_threshold else MatchVerdict.UNLIKE

    def _similarity(self, value: float, one: Reading, two: Reading) -> Similarity:
        words = matched_words(one, two)
        return Similarity(
            value=value,
            words=tuple([word for word, _ in words]),
            other_words=tuple([word for _, word in words]),
            verdict=self._verdict(value),
        )

    def match(
        self, baseline: Report, follow_up: Report, *, rulings: Iterable[Ruling] = ()
    ) -> Matching:
        """Proposals of which findings and items of *follow_up* match the items of *baseline*.

        Items that already have a stated, coded or proposed answer are left out, as are the
        findings that answer them. A pair that a ruling denies is never proposed.

        Raises:
            ncpi.errors.InvalidError: one of the two isn't a report, or a ruling doesn't fit.
            ncpi.errors.NotComparableError: as for `ncpi.compare`.
        """
        faults: list[Fault] = []
        baseline = fields.accept(Report, baseline, "baseline", faults)
        follow_up = fields.accept(Report, follow_up, "follow_up", faults)
        ruled = fields.accept(tuple[Ruling, ...], rulings, "rulings", faults)
        fields.refuse(faults, "Matcher.match")
        refuse_unlike(baseline, follow_up)
        vocabulary = self._vocabulary()
        read, ref = cache(vocabulary.read), cache(ItemRef.parse)
        wanted = answers_wanted(baseline, follow_up, ruled)
        answers = choices(wanted, read, self.threshold, self.review_threshold)
        answers += by_theme(wanted, read, answers)
        proposals = [self._proposal(wanted, choice, read, ref, "finding") for choice in answers]
        for again in restatements_wanted(baseline, follow_up, ruled):
            restated = choices(again, read, self.threshold, self.review_threshold)
            proposals += [
                self._proposal(again, choice, read, ref, "restated_by") for choice in restated
            ]
        places = {item.ref(baseline.key): place for place, item in enumerate(baseline.items)}
        return Matching(
            matcher=self,
            baseline=baseline.key,
            follow_up=follow_up.key,
            proposals=tuple(
                sorted(
                    proposals,
                    key=lambda one: (places[one.item], one.finding is None, one.other),
                )
            ),
        )

    def _proposal(
        self,
        question: Question,
        choice: Choice,
        read: Callable[[str], Reading],
        ref: Callable[[str], ItemRef],
        side: str,
    ) -> Proposal:
        one, other = question.items[choice.row], question.others[choice.column]
        by_theme = choice.reason is THEME_ALONE
        proposed = by_theme or choice.reason is None
        return Proposal(
            item=ref(one.name),
            finding=other.name if side == "finding" else None,
            restated_by=ref(other.name) if side == "restated_by" else None,
            basis=Basis.SAME_THEME if by_theme else Basis.PROPOSED,
            similarity=self._similarity(choice.value, read(one.text), read(other.text)),
            verdict=MatchVerdict.PROPOSED if proposed else MatchVerdict.UNDECIDED,
            reason=choice.reason,
        )


def _evidence(entry: Proposal) -> str | None:
    if entry.basis is Basis.SAME_THEME:
        return entry.similarity.evidence or None
    return f"similarity {entry.similarity.value:.2f}: {entry.similarity.evidence}"


@attrs.frozen(kw_only=True)
class Matching(Shown):
    """A matcher's proposals for one pair of reports; made by `Matcher.match`.

    Attributes:
        matcher: the matcher that made it.
        baseline: the key of the earlier report.
        follow_up: the key of the later report.
        proposals: the proposed and the undecided pairs, in the order of the items.
    """

    matcher: Matcher
    baseline: str
    follow_up: str
    proposals: tuple[Proposal, ...] = ()

    @property
    def proposed(self) -> tuple[Proposal, ...]:
        """The pairs that `applied` adds."""
        return Several(entry for entry in self.proposals if entry.verdict is MatchVerdict.PROPOSED)

    @property
    def undecided(self) -> tuple[Proposal, ...]:
        """The pairs that need review by a person; they are never counted."""
        return Several(entry for entry in self.proposals if entry.verdict is MatchVerdict.UNDECIDED)

    def applied(self, follow_up: Report) -> Report:
        """*follow_up* with an answer or a restatement added for each proposed pair.

        Links on a firmer basis stay as they are.

        Raises:
            ncpi.errors.InvalidError: *follow_up* isn't the report that was matched.
        """
        faults: list[Fault] = []
        follow_up = fields.accept(Report, follow_up, "follow_up", faults)
        if not faults and follow_up.key != self.follow_up:
            message = f"{follow_up.key!r} isn't the report that was matched, {self.follow_up!r}"
            faults.append(Fault("follow_up", "inconsistent", message))
        fields.refuse(faults, "Matching.applied")
        if not self.proposed:
            return follow_up
        by_other: dict[str | ItemRef | None, list[Proposal]] = {}
        for entry in self.proposed:
            by_other.setdefault(entry.finding or entry.restated_by, []).append(entry)
        changed: list[Item] = []
        for other, proposed in by_other.items():
            if isinstance(other, str):
                finding = follow_up.finding(other)
                links = self._added(finding.answers, proposed, Answer)
                changed.append(attrs.evolve(finding, answers=links))
            elif other and isinstance(again := follow_up.item(other), NumberedItem):
                more = self._added(again.restates, proposed, Restatement)
                changed.append(attrs.evolve(again, restates=more))
        return follow_up.replacing(*changed)

    def _added(self, links: tuple[T, ...], proposed: Iterable[Proposal], kind: type[T]) -> list[T]:
        """*links*, plus one of *kind* for each pair that they don't link as firmly."""
        kept = list(links)
        for entry in proposed:
            same = [link for link in kept if link.item == entry.item]
            if any(link.basis.rank <= entry.basis.rank for link in same):
                continue
            kept = [link for link in kept if link not in same]
            kept.append(
                kind(
                    item=entry.item,
                    basis=entry.basis,
                    by=self.matcher.name,
                    evidence=_evidence(entry),
                    caveat=entry.reason,
                )
            )
        return kept

    def label(self) -> str:
        by_text = sum(entry.basis is Basis.PROPOSED for entry in self.proposed)
        by_theme = len(self.proposed) - by_text
        return (
            f"{self.baseline} and {self.follow_up}: {by_text} proposed by text, "
            f"{by_theme} by theme alone, {len(self.undecided)} undecided"
        )
