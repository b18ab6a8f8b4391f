"""How many of many parts carry each caveat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import attrs

from ncpi import fields, frozen
from ncpi.comparison import Caveat
from ncpi.errors import Fault, InvalidError
from ncpi.model.noun import Noun
from ncpi.vocabulary import CaveatCode

__all__ = ["CaveatCount", "caveat_counts", "counts_gate", "counts_tuple"]


@attrs.frozen(kw_only=True, repr=False)
class CaveatCount(Noun):
    """How many of so many parts carry a caveat.

    Attributes:
        code: the kind of caveat.
        carried: how many carry it, once or more often.
        of: of how many.

    Raises:
        ncpi.errors.InvalidError: more carry it than there are.
    """

    TAG = "caveat-count"

    code: CaveatCode = attrs.field(validator=fields.member(CaveatCode))
    carried: int = attrs.field(validator=fields.whole())
    of: int = attrs.field(validator=fields.whole())

    def __attrs_post_init__(self) -> None:
        if self.carried > self.of:
            message = f"{self.carried} of {self.of} carry it"
            raise InvalidError([Fault("carried", "inconsistent", message)], type(self).__name__)

    def label(self) -> str:
        return f"{self.code.value}: {self.carried} of {self.of}"


def counts_tuple(value: Iterable[CaveatCount]) -> tuple[CaveatCount, ...]:
    """Counts as a tuple."""
    return frozen.as_tuple(value)


counts_gate = fields.unique(fields.instance(CaveatCount), "code")
"""Lets a tuple of counts through, one for each kind of caveat."""


def caveat_counts(parts: Iterable[Iterable[Caveat]]) -> tuple[CaveatCount, ...]:
    """How many of *parts* carry each kind of caveat, in the order of the word-list."""
    carried: Counter[CaveatCode] = Counter()
    number = 0
    for caveats in parts:
        number += 1
        carried.update({caveat.code for caveat in caveats})
    return tuple(
        CaveatCount(code=code, carried=carried[code], of=number)
        for code in CaveatCode
        if carried[code]
    )
