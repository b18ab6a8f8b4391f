"""How much figures of several forces differ: never a mean, and no summary of a handful."""

from __future__ import annotations

from statistics import median

import attrs

from ncpi.comparison._case_audit_tests import signed_points
from ncpi.model._shown import Shown

__all__ = ["FEWEST_FORCES", "Distribution", "DistributionValue"]

FEWEST_FORCES = 8
"""Of fewer known figures no median is given, only the single figures.

It is ncpi's convention.
"""


@attrs.frozen(kw_only=True)
class DistributionValue(Shown):
    """One force's figure.

    Attributes:
        force: whose it is.
        value: the figure; None where it isn't known.
        note: why it isn't known, or what to bear in mind.
    """

    force: str
    value: float | None = None
    note: str | None = None

    def label(self) -> str:
        note = f" ({self.note})" if self.note else ""
        return f"{self.force}: {'unknown' if self.value is None else f'{self.value:g}'}{note}"


@attrs.frozen(kw_only=True)
class Distribution(Shown):
    """Figures of several forces, one each, and how much they differ.

    Every force weighs the same, whatever its size, and there is no mean: a figure for "the
    average force" would hide how few there are and how far apart they lie. The median is
    that of the forces whose figure is known, which nobody drew at random.

    Attributes:
        of: what the figures are.
        unit: in what they are: ``days``, or ``points`` for a change.
        values: one for each force, in the order of their names; unknown ones too.
        left_out: what might be looked for here and plays no part, in a few words each.
    """

    of: str
    unit: str
    values: tuple[DistributionValue, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def forces(self) -> int:
        """How many forces there are, those with an unknown figure included."""
        return len(self.values)

    @property
    def known(self) -> tuple[float, ...]:
        """The known figures, from least to greatest."""
        return tuple(sorted(entry.value for entry in self.values if entry.value is not None))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The forces of which the figure isn't known."""
        return tuple(entry.force for entry in self.values if entry.value is None)

    @property
    def median(self) -> float | None:
        """The middle of the known figures; None if they are fewer than `FEWEST_FORCES`."""
        return median(self.known) if len(self.known) >= FEWEST_FORCES else None

    @property
    def sentence(self) -> str:
        """Of how many forces, how much they differ, and what is left out, in plain words."""
        left_out = f" Left out: {'; '.join(self.left_out)}." if self.left_out else ""
        return f"{self._known_in_words()}{left_out}"

    def _known_in_words(self) -> str:
        known, missing = self.known, len(self.unknown)
        entry = f"{self.of}: known for {len(known)} of {self.forces} forces"
        if not known:
            return f"{entry}, so nothing can be said."
        if self.median is None:
            listed = ", ".join(
                f"{one.force} {self.in_unit(one.value)}"
                for one in self.values
                if one.value is not None
            )
            few = f"fewer than {FEWEST_FORCES}, so they are not summed up"
            return f"{entry}, {few}: {listed} {self.unit}."
        ends = f"from {self.in_unit(known[0])} to {self.in_unit(known[-1])} {self.unit}"
        rest = f" Of the other {missing} it isn't known." if missing else ""
        return f"{entry}, {ends}; the median is {self.in_unit(self.median)}.{rest}"

    def in_unit(self, value: float) -> str:
        """*value* as it is shown: points with their sign, days without needless decimals."""
        if self.unit == "points":
            return signed_points(value)
        return f"{value:.1f}".removesuffix(".0")

    def label(self) -> str:
        return self.sentence
