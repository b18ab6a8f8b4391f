"""One cause of concern, carried from the look that first named it to the last."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ncpi import fields, frozen
from ncpi.archive.bases import weakest
from ncpi.comparison import CauseOfConcernComparison, Caveat
from ncpi.comparison.results import caveats_gate, caveats_tuple
from ncpi.errors import Fault, InvalidError
from ncpi.model import CauseOfConcern, Continuation, Noun
from ncpi.vocabulary import Basis, Standing

__all__ = ["CauseAtLook", "CauseThread", "ThreadCause"]


def _continuations(value: Iterable[Continuation]) -> tuple[Continuation, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class ThreadCause(Noun):
    """A cause of concern of one look, and what ties it to the thread.

    Attributes:
        look: the key of the look's report.
        cause_of_concern: the cause of concern as it was put there.
        ties: the continuations by which it takes up earlier ones of the thread; none for
            the first.
        basis: how firmly that ties it to the first one: as the weakest link on the firmest
            way there. None for the first.
    """

    TAG = "thread-cause"

    look: str = attrs.field(validator=fields.name)
    cause_of_concern: CauseOfConcern = attrs.field(validator=fields.instance(CauseOfConcern))
    ties: tuple[Continuation, ...] = attrs.field(
        default=(), converter=_continuations, validator=fields.each(fields.instance(Continuation))
    )
    basis: Basis | None = attrs.field(default=None, validator=fields.optional(fields.member(Basis)))

    @property
    def key(self) -> str:
        """The cause of concern's key in its report."""
        return self.cause_of_concern.key

    def label(self) -> str:
        tied = f" ({self.basis.value})" if self.basis else ""
        return f"{self.look}, {self.cause_of_concern.label()}{tied}"


def _told(value: Iterable[CauseOfConcernComparison]) -> tuple[CauseOfConcernComparison, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class CauseAtLook(Noun):
    """Where a cause of concern stood at a later look.

    Attributes:
        look: the key of the look's report.
        told: what comparisons with the earlier looks say of it; empty if none says
            anything, which closes nothing. That the last record of an earlier look has it
            closed is told only where nothing takes it up at this one.
        basis: how firmly that is tied to the cause of concern as it was first named; None
            where nothing takes it up.
    """

    TAG = "cause-at-look"

    look: str = attrs.field(validator=fields.name)
    told: tuple[CauseOfConcernComparison, ...] = attrs.field(
        default=(),
        converter=_told,
        validator=fields.each(fields.instance(CauseOfConcernComparison)),
    )
    basis: Basis | None = attrs.field(default=None, validator=fields.optional(fields.member(Basis)))

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Where it stands: several, where those that take it up don't agree."""
        return tuple(dict.fromkeys(one.standing for one in self.told)) or (Standing.NOT_MENTIONED,)

    @property
    def verdict(self) -> str:
        """Where it stands, in a few words, with its basis."""
        said = "; ".join(standing.value for standing in self.standings)
        return f"{said} ({self.basis.value})" if self.basis else said

    def label(self) -> str:
        return f"{self.look}: {self.verdict}"


def _members(value: Iterable[ThreadCause]) -> tuple[ThreadCause, ...]:
    return frozen.as_tuple(value)


def _at_looks(value: Iterable[CauseAtLook]) -> tuple[CauseAtLook, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class CauseThread(Noun):
    """A cause of concern, and all that later looks said of it.

    It is the same in two looks only where the later one's says that it continues the
    earlier one's.

    Attributes:
        causes_of_concern: the cause of concern as it was first named among these looks,
            and those that continue it, look by look.
        at_looks: where it stood at each later look, in order.
        older: what any of them continues that may be from before the first look here.
        caveats: what to bear in mind on the thread as a whole.

    Raises:
        ncpi.errors.InvalidError: it has no cause of concern.
    """

    TAG = "cause-thread"

    causes_of_concern: tuple[ThreadCause, ...] = attrs.field(
        converter=_members, validator=fields.each(fields.instance(ThreadCause))
    )
    at_looks: tuple[CauseAtLook, ...] = attrs.field(
        default=(),
        converter=_at_looks,
        validator=fields.unique(fields.instance(CauseAtLook), "look"),
    )
    older: tuple[Continuation, ...] = attrs.field(
        default=(), converter=_continuations, validator=fields.each(fields.instance(Continuation))
    )
    caveats: tuple[Caveat, ...] = attrs.field(
        default=(), converter=caveats_tuple, validator=caveats_gate
    )

    def __attrs_post_init__(self) -> None:
        if not self.causes_of_concern:
            message = "a thread has at least the cause of concern that it begins with"
            raise InvalidError([Fault("causes_of_concern", "empty", message)], type(self).__name__)

    @property
    def first(self) -> ThreadCause:
        """The cause of concern as it was first named among these looks."""
        return self.causes_of_concern[0]

    @property
    def made_at(self) -> tuple[str, ...]:
        """The keys of the looks that named it, first or anew, in order."""
        return tuple(dict.fromkeys(again.look for again in self.causes_of_concern))

    @property
    def times_continued(self) -> int:
        """In how many later looks it was taken up again."""
        return len(self.made_at) - 1

    @property
    def basis(self) -> Basis | None:
        """The weakest basis on which anything is tied to it; None if nothing is."""
        return weakest(again.basis for again in self.causes_of_concern)

    def at(self, look: str) -> CauseAtLook | None:
        """Where it stood at the look with the key *look*; None for the first and earlier ones."""
        return next((told for told in self.at_looks if told.look == look), None)

    def label(self) -> str:
        return ", then ".join(f"{again.look}, {again.key}" for again in self.causes_of_concern)
