"""How long it took until the inspectors came back, as far as the dates tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from ncpi import fields, frozen, render
from ncpi.archive.one_each import UNORDERED, Candidate, first_of_each
from ncpi.archive.pair_results import NO_FORCE, OF_NO_FORCE, PairResult
from ncpi.archive.phrases import some
from ncpi.archive.spread import Spread, SpreadValue
from ncpi.errors import Fault, InvalidError
from ncpi.model import DateSpan, Noun, PartialDate
from ncpi.model.sources import texts
from ncpi.vocabulary import Stretch

__all__ = ["DayRange", "FollowUpTime", "FollowUpTimes", "follow_up_times"]


@attrs.frozen(kw_only=True, repr=False)
class DayRange(Noun):
    """How many days lie between two dates, as far as both are known.

    Attributes:
        least: the fewest days that it can be; below nought where the second came first, or
            may have.
        most: the most.

    Raises:
        ncpi.errors.InvalidError: the fewest are more than the most.
    """

    TAG = "day-range"

    least: int = attrs.field(validator=fields.whole(-4_000_000, 4_000_000))
    most: int = attrs.field(validator=fields.whole(-4_000_000, 4_000_000))

    def __attrs_post_init__(self) -> None:
        if self.least > self.most:
            message = f"from {self.least} to {self.most} is no range"
            raise InvalidError([Fault("least", "inconsistent", message)], type(self).__name__)

    @classmethod
    def between(cls, start: PartialDate, end: PartialDate) -> DayRange:
        """The days from *start* to *end*."""
        return cls(
            least=(end.earliest - start.latest).days, most=(end.latest - start.earliest).days
        )

    @property
    def is_certain(self) -> bool:
        """Whether both dates are known to the day."""
        return self.least == self.most

    def label(self) -> str:
        return str(self.most) if self.is_certain else f"{self.least} to {self.most}"


_days = fields.optional(fields.instance(DayRange))


@attrs.frozen(kw_only=True, repr=False)
class FollowUpTime(Noun):
    """How long one follow-up took, in days; None for a stretch with an unknown end.

    A page's re-issue and a year guessed from context tell nothing here.

    Attributes:
        baseline: the key of the earlier report.
        follow_up: the key of the later one.
        force: the bodies that both are about.
        aside: whether the pair stands for no force: either is a thematic report on several
            bodies, or nothing says that the one follows the other.
        refused: why the two may not be compared, so that the pair stands for no force; None
            where they were.
        published_to_published: from the baseline's publication to the follow-up's.
        published_to_return: from the baseline's publication to the follow-up's first day
            of fieldwork.
        fieldwork_to_return: from the baseline's last day of fieldwork to the follow-up's first.
        fieldwork_to_published: from the baseline's last day of fieldwork to the follow-up's
            publication.
    """

    TAG = "follow-up-time"

    baseline: str = attrs.field(validator=fields.name)
    follow_up: str = attrs.field(validator=fields.name)
    force: str = attrs.field(validator=fields.text)
    aside: bool = attrs.field(default=False, validator=fields.truth)
    refused: str | None = attrs.field(default=None, validator=fields.optional(fields.text))
    published_to_published: DayRange | None = attrs.field(default=None, validator=_days)
    published_to_return: DayRange | None = attrs.field(default=None, validator=_days)
    fieldwork_to_return: DayRange | None = attrs.field(default=None, validator=_days)
    fieldwork_to_published: DayRange | None = attrs.field(default=None, validator=_days)

    @property
    def may_stand(self) -> bool:
        """Whether it may stand for its force, if it is the first."""
        return not self.aside and self.refused is None and self.force != NO_FORCE

    def days(self, stretch: Stretch) -> DayRange | None:
        """How long *stretch* took; None where it isn't known."""
        found: dict[Stretch, DayRange | None] = {
            Stretch.PUBLISHED_TO_PUBLISHED: self.published_to_published,
            Stretch.PUBLISHED_TO_RETURN: self.published_to_return,
            Stretch.FIELDWORK_TO_RETURN: self.fieldwork_to_return,
            Stretch.FIELDWORK_TO_PUBLISHED: self.fieldwork_to_published,
        }
        return found[stretch]

    def label(self) -> str:
        days = self.published_to_published
        told = f"{days.label()} days" if days else "unknown"
        said = f"{self.baseline} and {self.follow_up}: {told} between publications"
        return f"{said}; not compared: {self.refused}" if self.refused else said


def _times(value: Iterable[FollowUpTime]) -> tuple[FollowUpTime, ...]:
    return frozen.as_tuple(value)


def _places(value: Iterable[int]) -> tuple[int, ...]:
    return frozen.as_tuple(value)


_texts = fields.unique(fields.text)


@attrs.frozen(kw_only=True, repr=False)
class FollowUpTimes(Noun):
    """How long the follow-ups of many pairs took.

    Attributes:
        pairs: one entry for every pair, those that were not compared included.
        chosen: what stands for each force in `spread`: the place of its first pair in
            *pairs*, from nought. Pairs that were refused, and those with a thematic report
            on several bodies, stand for none.
        unordered: the forces with several pairs of which the dates can't tell the first.

    Raises:
        ncpi.errors.InvalidError: a place is that of no pair, or of one that may not stand
            for its force; or a force is named twice.
    """

    TAG = "follow-up-times"

    pairs: tuple[FollowUpTime, ...] = attrs.field(
        default=(), converter=_times, validator=fields.each(fields.instance(FollowUpTime))
    )
    chosen: tuple[int, ...] = attrs.field(
        default=(), converter=_places, validator=fields.unique(fields.whole())
    )
    unordered: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=_texts)

    def __attrs_post_init__(self) -> None:
        there = [self.pairs[place] for place in self.chosen if place < len(self.pairs)]
        forces = [told.force for told in there]
        message = None
        if len(there) < len(self.chosen):
            message = "it names a pair that isn't there"
        elif not all(told.may_stand for told in there):
            message = "it names a pair that may not stand for its force"
        elif len({*forces, *self.unordered}) < len(self.chosen) + len(self.unordered):
            message = "a force is named twice"
        if message:
            raise InvalidError([Fault("chosen", "inconsistent", message)], type(self).__name__)

    @property
    def compared(self) -> tuple[FollowUpTime, ...]:
        """The entries of pairs that were not refused."""
        return tuple(told for told in self.pairs if told.refused is None)

    @property
    def refused(self) -> tuple[FollowUpTime, ...]:
        """The others, which stand for no force; each says why."""
        return tuple(told for told in self.pairs if told.refused is not None)

    @property
    def forces(self) -> tuple[str, ...]:
        """The forces that `spread` is about, in alphabetical order."""
        told = {told.force for told in self.pairs if not told.aside} - {NO_FORCE}
        return tuple(sorted(told))

    def spread(self, stretch: Stretch | str = Stretch.PUBLISHED_TO_PUBLISHED) -> Spread:
        """How much *stretch* differs between forces, each with its first follow-up.

        Only what is known to the day counts as known; of a range the note tells the ends.
        A force of which no pair may be compared is listed as unknown.

        Raises:
            ncpi.errors.InvalidError: there is no such stretch.
        """
        which = _stretch(stretch)
        return self._spread(which, [_exact(self.pairs[place], which) for place in self.chosen])

    def bounds(
        self, stretch: Stretch | str = Stretch.PUBLISHED_TO_PUBLISHED
    ) -> tuple[Spread, Spread]:
        """As `spread`, with every range at its least, and with every range at its most.

        The true least, median and so on of the forces in both lie between the two.

        Raises:
            ncpi.errors.InvalidError: there is no such stretch.
        """
        which = _stretch(stretch)
        ends = [_ends(self.pairs[place], which) for place in self.chosen]
        least, most = ([end[side] for end in ends] for side in (0, 1))
        return self._spread(which, least), self._spread(which, most)

    def _spread(self, stretch: Stretch, values: Sequence[SpreadValue]) -> Spread:
        told = {force: SpreadValue(force=force, note=_ALL_REFUSED) for force in self.forces}
        told |= {force: SpreadValue(force=force, note=UNORDERED) for force in self.unordered}
        told |= {value.force: value for value in values}
        return Spread(
            of=f"days {stretch.value}, to the first follow-up",
            unit="days",
            values=[told[force] for force in sorted(told)],
            left_out=tuple(self._left_out()),
        )

    def _left_out(self) -> Iterator[str]:
        if number := len(self.refused):
            yield f"{some(number, 'pair')} that may not be compared"
        if number := sum(told.aside for told in self.compared):
            yield f"{some(number, 'pair')} {OF_NO_FORCE}"

    def label(self) -> str:
        return some(len(self.pairs), "pair")

    def describe(self) -> render.Sheet:
        from ncpi.archive.times_view import times_sheet  # noqa: PLC0415 - it shows this

        return times_sheet(self)


_ALL_REFUSED = "its pairs may not be compared"


def _stretch(stretch: Stretch | str) -> Stretch:
    choices = {choice.value: choice for choice in Stretch}
    if stretch in choices:
        return choices[stretch]
    message, advice = f"{stretch!r} is no stretch of time", f"Choose from: {', '.join(choices)}"
    raise InvalidError([Fault("stretch", "choice", message, str(stretch), advice)], "spread")


def _ends(pair: FollowUpTime, stretch: Stretch) -> tuple[SpreadValue, SpreadValue]:
    days = pair.days(stretch)
    if days is None:
        return _exact(pair, stretch), _exact(pair, stretch)
    return (
        SpreadValue(force=pair.force, value=float(days.least)),
        SpreadValue(force=pair.force, value=float(days.most)),
    )


def _exact(pair: FollowUpTime, stretch: Stretch) -> SpreadValue:
    days = pair.days(stretch)
    if days is None:
        return SpreadValue(force=pair.force, note="a date is missing")
    if not days.is_certain:
        return SpreadValue(force=pair.force, note=f"known only as {days.label()} days")
    return SpreadValue(force=pair.force, value=float(days.most))


def follow_up_times(pairs: Sequence[PairResult]) -> FollowUpTimes:
    """How long the follow-up of each of *pairs* took."""
    times = [_time(pair) for pair in pairs]
    standing = [place for place, told in enumerate(times) if told.may_stand]
    first = first_of_each([_candidate(pairs[place]) for place in standing])
    return FollowUpTimes(
        pairs=times,
        chosen=[standing[place] for place in first.places],
        unordered=first.unordered,
    )


def _candidate(pair: PairResult) -> Candidate:
    return Candidate(
        pair.force, pair.baseline.key, pair.baseline.published, pair.follow_up.published
    )


def _time(pair: PairResult) -> FollowUpTime:
    before, after = pair.baseline, pair.follow_up
    ended, returned = _edge(before.fieldwork, first=False), _edge(after.fieldwork, first=True)
    return FollowUpTime(
        baseline=before.key,
        follow_up=after.key,
        force=pair.force,
        aside=pair.is_aside,
        refused=pair.refused,
        published_to_published=_between(before.published, after.published),
        published_to_return=_between(before.published, returned),
        fieldwork_to_return=_between(ended, returned),
        fieldwork_to_published=_between(ended, after.published),
    )


def _edge(span: DateSpan | None, *, first: bool) -> PartialDate | None:
    edge = (span.start if first else span.end) if span else None
    return edge if isinstance(edge, PartialDate) else None


def _between(start: PartialDate | None, end: PartialDate | None) -> DayRange | None:
    return None if start is None or end is None else DayRange.between(start, end)
