"""The time from an inspection to its follow-up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import attrs

from ncpi import fields
from ncpi.comparison.pairs import OF_NO_FORCE, PairResult
from ncpi.errors import Fault, counted
from ncpi.model import PartialDate
from ncpi.model._shown import Several, Shown
from ncpi.programme._distribution import (
    UNORDERED,
    Distribution,
    DistributionValue,
    first_of_each,
)
from ncpi.vocabulary import FollowUpInterval

__all__ = ["DayRange", "FollowUpTime", "FollowUpTimes", "follow_up_times"]


@attrs.frozen(kw_only=True)
class DayRange(Shown):
    """The number of days between two dates, which may be partial dates.

    Attributes:
        least: the least possible number; negative if the second date may be earlier.
        most: the greatest possible number.
    """

    least: int
    most: int

    @classmethod
    def between(cls, start: PartialDate | date | str, end: PartialDate | date | str) -> DayRange:
        """The days from *start* to *end*.

        Raises:
            ncpi.errors.InvalidError: one of them isn't a date.
        """
        faults: list[Fault] = []
        start = fields.accept(PartialDate, start, "start", faults)
        end = fields.accept(PartialDate, end, "end", faults)
        fields.refuse(faults, "DayRange.between")
        return cls(
            least=(end.earliest - start.latest).days, most=(end.latest - start.earliest).days
        )

    @property
    def is_certain(self) -> bool:
        """Whether both dates are known to the day."""
        return self.least == self.most

    def label(self) -> str:
        return str(self.most) if self.is_certain else f"{self.least} to {self.most}"


@attrs.frozen(kw_only=True)
class FollowUpTime(Shown):
    """How long one follow-up took, in days; None for an interval with an unknown date.

    A page's reissue and a year inferred from context are ignored.

    Attributes:
        pair: the pair, compared or refused; a refused pair isn't used for its force.
        published_to_published: from the baseline's publication to the follow-up's.
        published_to_fieldwork: from the baseline's publication to the follow-up's first day
            of fieldwork.
        fieldwork_to_fieldwork: from the baseline's last day of fieldwork to the follow-up's first.
        fieldwork_to_published: from the baseline's last day of fieldwork to the follow-up's
            publication.
    """

    pair: PairResult
    published_to_published: DayRange | None = None
    published_to_fieldwork: DayRange | None = None
    fieldwork_to_fieldwork: DayRange | None = None
    fieldwork_to_published: DayRange | None = None

    def days(self, interval: FollowUpInterval | str) -> DayRange | None:
        """The length of *interval*; None if unknown."""
        days: DayRange | None = getattr(self, _interval(interval).name.lower())
        return days

    def label(self) -> str:
        days = self.published_to_published
        length = f"{days.label()} days" if days else "unknown"
        text = f"{self.pair.label()}: {length} between publications"
        refused = self.pair.refused
        return f"{text}; not compared: {refused}" if refused else text


@attrs.frozen(kw_only=True)
class FollowUpTimes(Shown):
    """How long the follow-ups of many pairs took.

    Attributes:
        pairs: one entry for every pair, including those that were not compared.
        chosen: the position in *pairs*, from 0, of the first pair of each force, which
            `distribution` uses. `PairResult.can_represent_force` says which pairs are considered.
        unordered: the forces with several pairs if the dates don't show which is first.
    """

    pairs: tuple[FollowUpTime, ...] = ()
    chosen: tuple[int, ...] = ()
    unordered: tuple[str, ...] = ()

    @property
    def compared(self) -> tuple[FollowUpTime, ...]:
        """The entries of pairs that were compared."""
        return Several(entry for entry in self.pairs if entry.pair.refused is None)

    @property
    def refused(self) -> tuple[FollowUpTime, ...]:
        """The entries of pairs that can't be compared, each with the reason."""
        return Several(entry for entry in self.pairs if entry.pair.refused is not None)

    @property
    def forces(self) -> tuple[str, ...]:
        """The forces of `distribution`, in alphabetical order."""
        return tuple(sorted({entry.pair.force for entry in self.pairs if entry.pair.has_force}))

    def distribution(
        self, interval: FollowUpInterval | str = FollowUpInterval.PUBLISHED_TO_PUBLISHED
    ) -> Distribution:
        """How much *interval* differs between forces, each with its first follow-up.

        Only intervals known to the day count as known; the note gives the ends of a range.
        A force without comparable pairs is listed as unknown.

        Raises:
            ncpi.errors.InvalidError: there is no such interval.
        """
        return self._distribution(interval, lambda days: days.most if days.is_certain else None)

    def bounds(
        self, interval: FollowUpInterval | str = FollowUpInterval.PUBLISHED_TO_PUBLISHED
    ) -> tuple[Distribution, Distribution]:
        """As `distribution`, once with the lower and once with the upper end of every range.

        The true minimum, median and maximum lie between the two.

        Raises:
            ncpi.errors.InvalidError: there is no such interval.
        """
        lower = self._distribution(interval, lambda days: days.least)
        upper = self._distribution(interval, lambda days: days.most)
        return lower, upper

    def _distribution(
        self, interval: FollowUpInterval | str, figure: Callable[[DayRange], int | None]
    ) -> Distribution:
        """The *figure* of each force's first pair; unknown if that is None."""
        which = _interval(interval)
        return Distribution.over(
            f"days {which.value}, to the first follow-up",
            "days",
            {
                **dict.fromkeys(self.forces, "its pairs can't be compared"),
                **dict.fromkeys(self.unordered, UNORDERED),
            },
            (_value(self.pairs[place], which, figure) for place in self.chosen),
            self._left_out(),
        )

    def _left_out(self) -> Iterator[str]:
        if number := len(self.refused):
            yield f"{counted(number, 'pair')} that can't be compared"
        if number := sum(entry.pair.is_excluded for entry in self.compared):
            yield f"{counted(number, 'pair')} {OF_NO_FORCE}"

    def label(self) -> str:
        return counted(len(self.pairs), "pair")


def _interval(interval: FollowUpInterval | str) -> FollowUpInterval:
    faults: list[Fault] = []
    found = fields.accept(FollowUpInterval, interval, "interval", faults)
    fields.refuse(faults, "distribution")
    return found


def _value(
    time: FollowUpTime, interval: FollowUpInterval, figure: Callable[[DayRange], int | None]
) -> DistributionValue:
    days, force = time.days(interval), time.pair.force
    if days is None:
        return DistributionValue(force=force, note="a date is missing")
    if (value := figure(days)) is None:
        return DistributionValue(force=force, note=f"known only as {days.label()} days")
    return DistributionValue(force=force, value=float(value))


def follow_up_times(pairs: Sequence[PairResult]) -> FollowUpTimes:
    """How long the follow-up of each of *pairs* took."""
    first = first_of_each(pairs)
    return FollowUpTimes(
        pairs=tuple(_time(pair) for pair in pairs),
        chosen=first.places,
        unordered=first.unordered,
    )


def _time(pair: PairResult) -> FollowUpTime:
    before, after = pair.baseline, pair.follow_up
    ended = before.fieldwork.last if before.fieldwork else None
    returned = after.fieldwork.first if after.fieldwork else None
    return FollowUpTime(
        pair=pair,
        published_to_published=_between(before.published, after.published),
        published_to_fieldwork=_between(before.published, returned),
        fieldwork_to_fieldwork=_between(ended, returned),
        fieldwork_to_published=_between(ended, after.published),
    )


def _between(start: PartialDate | None, end: PartialDate | None) -> DayRange | None:
    return None if start is None or end is None else DayRange.between(start, end)
