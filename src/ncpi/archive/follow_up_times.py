"""How long it took until the inspectors came back, as far as the dates tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from ncpi import fields, frozen, render
from ncpi.archive.one_each import first_of_each
from ncpi.archive.pair_results import PairResult
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
        least: the fewest days that it can be; below nought where the dates leave open
            which of the two came first.
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
    published_to_published: DayRange | None = attrs.field(default=None, validator=_days)
    published_to_return: DayRange | None = attrs.field(default=None, validator=_days)
    fieldwork_to_return: DayRange | None = attrs.field(default=None, validator=_days)
    fieldwork_to_published: DayRange | None = attrs.field(default=None, validator=_days)

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
        return f"{self.baseline} and {self.follow_up}: {told} between publications"


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
            *pairs*, from nought.
        unordered: the forces with several pairs of which the dates can't tell the first.
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
        forces = [self.pairs[place].force for place in self.chosen if place < len(self.pairs)]
        message = None
        if len(forces) < len(self.chosen):
            message = "it names a pair that isn't there"
        elif len({*forces, *self.unordered}) < len(self.chosen) + len(self.unordered):
            message = "a force is named twice"
        if message:
            raise InvalidError([Fault("chosen", "inconsistent", message)], type(self).__name__)

    def spread(self, stretch: Stretch | str = Stretch.PUBLISHED_TO_PUBLISHED) -> Spread:
        """How much *stretch* differs between forces, each with its first follow-up.

        Only what is known to the day counts as known; of a range the note tells the ends.

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
        note = "several pairs, of which the dates can't tell the first"
        apart = [SpreadValue(force=force, note=note) for force in self.unordered]
        return Spread(
            of=f"days {stretch.value}, to the first follow-up",
            unit="days",
            values=sorted((*values, *apart), key=lambda told: told.force),
        )

    def label(self) -> str:
        return f"{len(self.pairs)} pairs"

    def describe(self) -> render.Sheet:
        from ncpi.archive.programme_view import times_sheet  # noqa: PLC0415 - it shows this

        return times_sheet(self)


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
    first = first_of_each(pairs)
    return FollowUpTimes(
        pairs=[_time(pair) for pair in pairs], chosen=first.places, unordered=first.unordered
    )


def _time(pair: PairResult) -> FollowUpTime:
    before, after = pair.baseline, pair.follow_up
    ended, returned = _edge(before.fieldwork, first=False), _edge(after.fieldwork, first=True)
    return FollowUpTime(
        baseline=before.key,
        follow_up=after.key,
        force=pair.force,
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
