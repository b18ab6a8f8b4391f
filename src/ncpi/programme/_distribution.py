"""Distributions of figures over forces: one figure each, no mean, and no median of few figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import median
from typing import NamedTuple, Self

import attrs

from ncpi.comparison._grade_shares import signed_points
from ncpi.comparison.pairs import PairResult
from ncpi.model._shown import Shown
from ncpi.model.dates._partial_dates import provably_before

__all__ = ["FEWEST_FORCES", "UNORDERED", "Distribution", "DistributionValue", "first_of_each"]

FEWEST_FORCES = 8
"""With fewer known figures than this, each figure is given and no median.

This is ncpi's convention.
"""
UNORDERED = "several pairs; the dates don't show which is first"
"""Why a force with pairs has no first pair."""


@attrs.frozen(kw_only=True)
class DistributionValue(Shown):
    """One force's figure.

    Attributes:
        force: the force.
        value: the figure; None if unknown.
        note: why it is unknown, or None.
    """

    force: str
    value: float | None = None
    note: str | None = None

    def label(self) -> str:
        note = f" ({self.note})" if self.note else ""
        value = "unknown" if self.value is None else f"{self.value:.1f}".removesuffix(".0")
        return f"{self.force}: {value}{note}"


@attrs.frozen(kw_only=True)
class Distribution(Shown):
    """Figures of several forces, one each, and how much they differ.

    Every force has the same weight, whatever its size. There is no mean, because a figure for
    "the average force" would hide how few forces there are and how much they differ. The median
    is that of the known figures, which aren't a random sample.

    Attributes:
        subject: what the figures are.
        unit: their unit: ``days``, or ``points`` for a change.
        values: one for each force, in the order of their names, including unknown ones.
        left_out: what is left out, each in a few words.
    """

    subject: str
    unit: str
    values: tuple[DistributionValue, ...] = ()
    left_out: tuple[str, ...] = ()

    @classmethod
    def over(
        cls,
        subject: str,
        unit: str,
        reasons: Mapping[str, str],
        values: Iterable[DistributionValue],
        left_out: Iterable[str],
    ) -> Self:
        """The distribution of *values*; *reasons* say why a force without one is unknown."""
        by_force = {
            force: DistributionValue(force=force, note=why) for force, why in reasons.items()
        }
        by_force |= {value.force: value for value in values}
        return cls(
            subject=subject,
            unit=unit,
            values=tuple(by_force[force] for force in sorted(by_force)),
            left_out=tuple(left_out),
        )

    @property
    def forces(self) -> int:
        """The number of forces, including those with an unknown figure."""
        return len(self.values)

    @property
    def known(self) -> tuple[float, ...]:
        """The known figures, from least to greatest."""
        return tuple(sorted(entry.value for entry in self.values if entry.value is not None))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The forces whose figures are unknown."""
        return tuple(entry.force for entry in self.values if entry.value is None)

    @property
    def median(self) -> float | None:
        """The median of the known figures; None if there are fewer than `FEWEST_FORCES`."""
        return median(self.known) if len(self.known) >= FEWEST_FORCES else None

    @property
    def sentence(self) -> str:
        """The number of forces, how much they differ and what is left out, in plain words."""
        known, missing = self.known, len(self.unknown)
        start = f"{self.subject}: known for {len(known)} of {self.forces} forces"
        left_out = f" Left out: {'; '.join(self.left_out)}." if self.left_out else ""
        if not known:
            return f"{start}, so no figures can be given.{left_out}"
        if self.median is None:
            listed = ", ".join(
                f"{one.force} {self.in_unit(one.value)}"
                for one in self.values
                if one.value is not None
            )
            few = f"fewer than {FEWEST_FORCES}, so they are not summarised"
            return f"{start}, {few}: {listed} {self.unit}.{left_out}"
        ends = f"from {self.in_unit(known[0])} to {self.in_unit(known[-1])} {self.unit}"
        rest = f" It is unknown for the other {missing}." if missing else ""
        return f"{start}, {ends}; the median is {self.in_unit(self.median)}.{rest}{left_out}"

    def in_unit(self, value: float) -> str:
        """*value* as it is shown: points with their sign, days without needless decimals."""
        if self.unit == "points":
            return signed_points(value)
        return f"{value:.1f}".removesuffix(".0")

    def label(self) -> str:
        return self.sentence


class First(NamedTuple):
    """The first pair of each force, so that each force counts once.

    Attributes:
        places: its position among the pairs, from 0; by force in alphabetical order.
        unordered: the forces with several pairs if the dates don't show which is first.
    """

    places: tuple[int, ...]
    unordered: tuple[str, ...]


def first_of_each(pairs: Sequence[PairResult]) -> First:
    """The pair of each force's earliest baseline with its first follow-up.

    The dates of publication decide; if they don't settle it, the force has no first pair.
    Only pairs with `PairResult.can_represent_force` are considered.
    """
    by_force: dict[str, list[int]] = {}
    for place, pair in enumerate(pairs):
        if pair.can_represent_force:
            by_force.setdefault(pair.force, []).append(place)
    places: list[int] = []
    unordered: list[str] = []
    for force in sorted(by_force):
        here = by_force[force]
        first = min(here, key=lambda place: _soonest(pairs[place]))
        if all(_is_first(pairs[first], pairs[other]) for other in here if other != first):
            places.append(first)
        else:
            unordered.append(force)
    return First(tuple(places), tuple(unordered))


def _soonest(pair: PairResult) -> tuple[date, date]:
    ends = (pair.baseline.published, pair.follow_up.published)
    before, after = (published.latest if published else date.max for published in ends)
    return before, after


def _is_first(pair: PairResult, other: PairResult) -> bool:
    if pair.baseline.key != other.baseline.key:
        return provably_before(pair.baseline.published, other.baseline.published)
    return provably_before(pair.follow_up.published, other.follow_up.published)
