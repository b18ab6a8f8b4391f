"""How much figures of several forces differ: never a mean, and no summary of a handful."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor

import attrs

from ncpi import fields, frozen, render
from ncpi.errors import Fault, InvalidError
from ncpi.model.noun import Noun
from ncpi.model.sources import texts

__all__ = ["FEWEST_FORCES", "Spread", "SpreadValue"]

FEWEST_FORCES = 8
"""Of fewer known figures no summary is told, only the single figures.

It is ncpi's convention: with eight, at least two lie in every quarter.
"""
_REACH = 4_000_000.0


@attrs.frozen(kw_only=True, repr=False)
class SpreadValue(Noun):
    """One force's figure.

    Attributes:
        force: whose it is.
        value: the figure; None where it isn't known.
        note: why it isn't known, or what to bear in mind.
    """

    TAG = "spread-value"

    force: str = attrs.field(validator=fields.text)
    value: float | None = attrs.field(
        default=None, validator=fields.optional(fields.number(-_REACH, _REACH))
    )
    note: str | None = attrs.field(default=None, validator=fields.optional(fields.text))

    def label(self) -> str:
        note = f" ({self.note})" if self.note else ""
        return f"{self.force}: {'unknown' if self.value is None else _shown(self.value)}{note}"


def _values(value: Iterable[SpreadValue]) -> tuple[SpreadValue, ...]:
    return frozen.as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class Spread(Noun):
    """Figures of several forces, one each, and how much they differ.

    Every force weighs the same, whatever its size, and there is no mean: a figure for "the
    average force" would hide how few there are and how far apart they lie. The summary is
    that of the forces whose figure is known, which nobody drew at random.

    Attributes:
        of: what the figures are.
        unit: in what they are.
        values: one for each force, in the order of their names; unknown ones too.
        left_out: what might be looked for here and plays no part, in a few words each.

    Raises:
        ncpi.errors.InvalidError: a force has two figures.
    """

    TAG = "spread"

    of: str = attrs.field(validator=fields.text)
    unit: str = attrs.field(validator=fields.name)
    values: tuple[SpreadValue, ...] = attrs.field(
        default=(), converter=_values, validator=fields.each(fields.instance(SpreadValue))
    )
    left_out: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=fields.unique(fields.text)
    )

    def __attrs_post_init__(self) -> None:
        forces = [told.force for told in self.values]
        if len(set(forces)) < len(forces):
            message = "a force has two figures"
            raise InvalidError([Fault("values", "duplicate", message)], type(self).__name__)

    @property
    def forces(self) -> int:
        """How many forces there are, those with an unknown figure included."""
        return len(self.values)

    @property
    def known(self) -> tuple[float, ...]:
        """The known figures, from least to greatest."""
        return tuple(sorted(told.value for told in self.values if told.value is not None))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The forces of which the figure isn't known."""
        return tuple(told.force for told in self.values if told.value is None)

    @property
    def is_summed_up(self) -> bool:
        """Whether `FEWEST_FORCES` figures are known, so that there are quartiles."""
        return len(self.known) >= FEWEST_FORCES

    @property
    def least(self) -> float | None:
        """The least known figure; None if too few are known."""
        return self._quarter(0)

    @property
    def greatest(self) -> float | None:
        """The greatest known figure; None if too few are known."""
        return self._quarter(4)

    @property
    def lower_quartile(self) -> float | None:
        """A quarter of the way up the known figures; None if they are too few."""
        return self._quarter(1)

    @property
    def median(self) -> float | None:
        """The middle of the known figures; None if they are too few."""
        return self._quarter(2)

    @property
    def upper_quartile(self) -> float | None:
        """Three quarters of the way up the known figures; None if they are too few."""
        return self._quarter(3)

    def _quarter(self, quarters: int) -> float | None:
        """Between two figures in proportion to the way: the usual rule of spreadsheets."""
        if not self.is_summed_up:
            return None
        figures = self.known
        place, past = divmod(quarters * (len(figures) - 1), 4)
        if past == 0:
            return figures[place]
        return (figures[place] * (4 - past) + figures[place + 1] * past) / 4

    @property
    def sentence(self) -> str:
        """Of how many forces, how much they differ, and what is left out, in plain words."""
        left_out = f" Left out: {'; '.join(self.left_out)}." if self.left_out else ""
        return f"{self._said()}{left_out}"

    def _said(self) -> str:
        known, missing = self.known, len(self.unknown)
        told = f"{self.of}: known for {len(known)} of {self.forces} forces"
        if not known:
            return f"{told}, so nothing can be said."
        ends = f"from {_shown(known[0])} to {_shown(known[-1])} {self.unit}"
        if not self.is_summed_up:
            listed = ", ".join(
                f"{one.force} {_shown(one.value)}" for one in self.values if one.value is not None
            )
            few = f"fewer than {FEWEST_FORCES}, so they are not summed up"
            return f"{told}, {few}: {listed} {self.unit}."
        middle = [self.lower_quartile, self.median, self.upper_quartile]
        low, median, high = (_shown(figure or 0.0) for figure in middle)
        rest = f" Of the other {missing} it isn't known." if missing else ""
        return (
            f"{told}, {ends}; half of these lie between {low} and {high}, "
            f"the median is {median}.{rest}"
        )

    def label(self) -> str:
        return self.sentence

    def describe(self) -> render.Sheet:
        rows = [
            (
                told.force,
                "unknown" if told.value is None else _shown(told.value),
                told.note or "",
            )
            for told in self.values
        ]
        table = render.Table(rows, ("force", self.unit, "note"))
        return render.Sheet(self.of, (table,), (self.sentence,))


def _shown(value: float) -> str:
    """A figure to one place, nought without a sign."""
    # Halves go away from nought on either side, so that a mirrored spread reads mirrored.
    whole, tenth = divmod(floor(10 * abs(value) + 0.5), 10)
    sign = "-" if value < 0 and (whole or tenth) else ""
    return f"{sign}{whole}.{tenth}" if tenth else f"{sign}{whole}"
