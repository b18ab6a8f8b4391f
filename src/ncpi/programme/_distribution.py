"""Distributions of figures over forces: no mean, and no median of few figures."""

from __future__ import annotations

from statistics import median

import attrs

from ncpi.comparison._grade_shares import signed_points
from ncpi.model._shown import Shown

__all__ = ["FEWEST_FORCES", "Distribution", "DistributionValue"]

FEWEST_FORCES = 8
"""With fewer known figures than this, each figure is given and no median.

This is ncpi's convention.
"""


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
        left_out = f" Left out: {'; '.join(self.left_out)}." if self.left_out else ""
        return f"{self._known_in_words()}{left_out}"

    def _known_in_words(self) -> str:
        known, missing = self.known, len(self.unknown)
        start = f"{self.subject}: known for {len(known)} of {self.forces} forces"
        if not known:
            return f"{start}, so no figures can be given."
        if self.median is None:
            listed = ", ".join(
                f"{one.force} {self.in_unit(one.value)}"
                for one in self.values
                if one.value is not None
            )
            few = f"fewer than {FEWEST_FORCES}, so they are not summarised"
            return f"{start}, {few}: {listed} {self.unit}."
        ends = f"from {self.in_unit(known[0])} to {self.in_unit(known[-1])} {self.unit}"
        rest = f" It is unknown for the other {missing}." if missing else ""
        return f"{start}, {ends}; the median is {self.in_unit(self.median)}.{rest}"

    def in_unit(self, value: float) -> str:
        """*value* as it is shown: points with their sign, days without needless decimals."""
        if self.unit == "points":
            return signed_points(value)
        return f"{value:.1f}".removesuffix(".0")

    def label(self) -> str:
        return self.sentence
