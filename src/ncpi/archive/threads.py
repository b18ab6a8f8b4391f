"""One recommendation, carried from the look that first made it to the last."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ncpi import fields, frozen
from ncpi.archive.ages import Age
from ncpi.archive.bases import firmest, weakest
from ncpi.comparison import Caveat, FindingAnswer, RestatedRecommendation
from ncpi.comparison.results import caveats_gate, caveats_tuple
from ncpi.errors import Fault, InvalidError
from ncpi.model import Noun, Recommendation, Restatement, StatusEvent
from ncpi.vocabulary import Basis, Outcome, RecommendationKind

__all__ = [
    "RecommendationAtLook",
    "RecommendationThread",
    "ThreadClaim",
    "ThreadRecommendation",
]


def _restatements(value: Iterable[Restatement]) -> tuple[Restatement, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class ThreadRecommendation(Noun):
    """A recommendation of one look, and what ties it to the thread.

    Attributes:
        look: the key of the look's report.
        recommendation: the recommendation as it was made there.
        ties: the restatements by which it takes up earlier ones of the thread; none for
            the first.
        basis: how firmly that ties it to the first one: as the weakest link on the firmest
            way there. None for the first.
    """

    TAG = "thread-recommendation"

    look: str = attrs.field(validator=fields.name)
    recommendation: Recommendation = attrs.field(validator=fields.instance(Recommendation))
    ties: tuple[Restatement, ...] = attrs.field(
        default=(), converter=_restatements, validator=fields.each(fields.instance(Restatement))
    )
    basis: Basis | None = attrs.field(default=None, validator=fields.optional(fields.member(Basis)))

    @property
    def key(self) -> str:
        """The recommendation's key in its report."""
        return self.recommendation.key

    def label(self) -> str:
        tied = f" ({self.basis.value})" if self.basis else ""
        return f"{self.look}, {self.recommendation.label()}{tied}"


def _answers(value: Iterable[FindingAnswer]) -> tuple[FindingAnswer, ...]:
    return frozen.as_tuple(value)


def _restated(value: Iterable[RestatedRecommendation]) -> tuple[RestatedRecommendation, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class ThreadClaim(Noun):
    """What one party claimed of a thread's recommendation, in the form that one look gave it.

    Attributes:
        report: the key of the report that made the recommendation so.
        recommendation: its key there.
        event: what the party said, and when.
    """

    TAG = "thread-claim"

    report: str = attrs.field(validator=fields.name)
    recommendation: str = attrs.field(validator=fields.name)
    event: StatusEvent = attrs.field(validator=fields.instance(StatusEvent))

    def label(self) -> str:
        return f"on {self.recommendation} of {self.report}: {self.event.label()}"


def _claims(value: Iterable[ThreadClaim]) -> tuple[ThreadClaim, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class RecommendationAtLook(Noun):
    """What a later look said of a thread's recommendation, in any form it had by then.

    Attributes:
        look: the key of the look's report.
        outcome: what the answers come to, as in a comparison. Where nothing answers it or
            restates it, it is *not mentioned in what was read*, which closes nothing.
        basis: how firmly that is tied to the recommendation as it was first made.
        answers: the findings that answer it, or one that restates it.
        restated_by: the look's recommendations that restate it, or one that restates it.
        claims: the last thing that each party claimed as of that look, of each form that
            the recommendation had by then; none if the look is undated.
        age: how long after the recommendation was first made the look was published; None
            where a date isn't known, or dates don't tell that it was later.
        caveats: why this should be read with care.
    """

    TAG = "recommendation-at-look"

    look: str = attrs.field(validator=fields.name)
    outcome: Outcome = attrs.field(validator=fields.member(Outcome))
    basis: Basis | None = attrs.field(default=None, validator=fields.optional(fields.member(Basis)))
    answers: tuple[FindingAnswer, ...] = attrs.field(
        default=(), converter=_answers, validator=fields.each(fields.instance(FindingAnswer))
    )
    restated_by: tuple[RestatedRecommendation, ...] = attrs.field(
        default=(),
        converter=_restated,
        validator=fields.each(fields.instance(RestatedRecommendation)),
    )
    claims: tuple[ThreadClaim, ...] = attrs.field(
        default=(), converter=_claims, validator=fields.each(fields.instance(ThreadClaim))
    )
    age: Age | None = attrs.field(default=None, validator=fields.optional(fields.instance(Age)))
    caveats: tuple[Caveat, ...] = attrs.field(
        default=(), converter=caveats_tuple, validator=caveats_gate
    )

    @property
    def is_mentioned(self) -> bool:
        """Whether anything read of the look answers or restates it."""
        return self.outcome is not Outcome.NOT_MENTIONED

    @property
    def is_concern(self) -> bool:
        """Whether a finding that answers it is a concern; it may be better all the same."""
        return any(told.counted and told.finding.concern for told in self.answers)

    @property
    def verdict(self) -> str:
        """What was said, in a few words, with its basis."""
        if self.basis is None:
            return self.outcome.value
        basis = f" ({self.basis.value})"
        again = f"restated as {self._restated_in_words}" if self.restated_by else ""
        if not any(told.counted for told in self.answers):
            return again
        if self.outcome is Outcome.NOT_STATED:
            said = f"mentioned{basis}, {self.outcome.value}"
        else:
            said = f"{self.outcome.value}{basis}"
        worried = firmest(
            told.answer.basis for told in self.answers if told.counted and told.finding.concern
        )
        if worried is not None:
            said += ", and a concern" + (f" ({worried.value})" if worried is not self.basis else "")
        return f"{said}; {again}" if again else said

    @property
    def _restated_in_words(self) -> str:
        """Each key with the firmest basis on which it restates."""
        bases = {
            key: firmest(
                again.restatement.basis
                for again in self.restated_by
                if again.recommendation.key == key
            )
            for key in self.restated_as
        }
        return ", ".join(f"{key} ({basis.value})" for key, basis in bases.items() if basis)

    @property
    def restated_as(self) -> tuple[str, ...]:
        """The keys, in this look, of the recommendations that restate it."""
        return tuple(dict.fromkeys(again.recommendation.key for again in self.restated_by))

    def label(self) -> str:
        return f"{self.look}: {self.verdict}"


def _members(value: Iterable[ThreadRecommendation]) -> tuple[ThreadRecommendation, ...]:
    return frozen.as_tuple(value)


def _at_looks(value: Iterable[RecommendationAtLook]) -> tuple[RecommendationAtLook, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class RecommendationThread(Noun):
    """A recommendation, and all that later looks said of it.

    A later recommendation that restates two earlier ones stands in the threads of both;
    two that restate one stand in one thread.

    Attributes:
        recommendations: the recommendation as it was first made among these looks, and
            those that restate it or one of its restatements, look by look.
        at_looks: what each later look said of it, in order.
        older: what any of them restates that may be from before the first look here, since
            none from there on lists it; so it is older than they tell, or may be.
        caveats: what to bear in mind on the thread as a whole.

    Raises:
        ncpi.errors.InvalidError: it has no recommendation.
    """

    TAG = "recommendation-thread"

    recommendations: tuple[ThreadRecommendation, ...] = attrs.field(
        converter=_members, validator=fields.each(fields.instance(ThreadRecommendation))
    )
    at_looks: tuple[RecommendationAtLook, ...] = attrs.field(
        default=(),
        converter=_at_looks,
        validator=fields.unique(fields.instance(RecommendationAtLook), "look"),
    )
    older: tuple[Restatement, ...] = attrs.field(
        default=(), converter=_restatements, validator=fields.each(fields.instance(Restatement))
    )
    caveats: tuple[Caveat, ...] = attrs.field(
        default=(), converter=caveats_tuple, validator=caveats_gate
    )

    def __attrs_post_init__(self) -> None:
        if not self.recommendations:
            message = "a thread has at least the recommendation that it begins with"
            raise InvalidError([Fault("recommendations", "empty", message)], type(self).__name__)

    @property
    def first(self) -> ThreadRecommendation:
        """The recommendation as it was first made among these looks."""
        return self.recommendations[0]

    @property
    def made_at(self) -> tuple[str, ...]:
        """The keys of the looks that made it, first or anew, in order."""
        return tuple(dict.fromkeys(again.look for again in self.recommendations))

    @property
    def times_repeated(self) -> int:
        """In how many later looks it was restated."""
        return len(self.made_at) - 1

    @property
    def is_repeated(self) -> bool:
        """Whether a later look restated it."""
        return self.times_repeated > 0

    @property
    def times_repeated_firmly(self) -> int:
        """In how many later looks it was, as the report states or an analyst coded."""
        firm = (Basis.STATED, Basis.CODED)
        return len({again.look for again in self.recommendations[1:] if again.basis in firm})

    @property
    def is_repeated_firmly(self) -> bool:
        """Whether a later look restated it as the report states or an analyst coded."""
        return self.times_repeated_firmly > 0

    @property
    def is_rolled_forward(self) -> bool:
        """Whether at least two later looks restated it."""
        return self.times_repeated > 1

    @property
    def is_rolled_forward_firmly(self) -> bool:
        """Whether at least two later looks did, as the report states or an analyst coded."""
        return self.times_repeated_firmly > 1

    @property
    def basis(self) -> Basis | None:
        """The weakest basis on which anything is tied to it; None if nothing is."""
        return weakest(
            [
                *(again.basis for again in self.recommendations),
                *(told.answer.basis for look in self.at_looks for told in look.answers),
            ]
        )

    @property
    def kinds(self) -> tuple[RecommendationKind, ...]:
        """The kinds that it has had, in the order in which it first had each."""
        return tuple(dict.fromkeys(again.recommendation.kind for again in self.recommendations))

    @property
    def last_mention(self) -> RecommendationAtLook | None:
        """What was said at the last look that mentions it; None if no later look does."""
        mentions = [told for told in self.at_looks if told.is_mentioned]
        return mentions[-1] if mentions else None

    @property
    def age(self) -> Age | None:
        """How old it was at the last look; None if that isn't known, or no look came later."""
        return self.at_looks[-1].age if self.at_looks else None

    def at(self, look: str) -> RecommendationAtLook | None:
        """What the look with the key *look* said of it; None for the first and earlier ones."""
        return next((told for told in self.at_looks if told.look == look), None)

    def label(self) -> str:
        keys = [f"{again.look}, {again.key}" for again in self.recommendations]
        return ", then ".join(keys)
