"""The items of a report, how they are named, and links from a later report to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Protocol, Self, TypeVar

import attrs

from ncpi.errors import (
    OWN_NUMBER,
    AmbiguousNameError,
    Fault,
    InvalidError,
    UnknownNameError,
    candidates,
    shown,
)
from ncpi.fields import Name, Text, distinct, one_of, tuple_of
from ncpi.model._shown import Several
from ncpi.model.dates import PartialDate, optional_partial_date
from ncpi.model.record import Record
from ncpi.model.sources import Sourced
from ncpi.vocabulary import Basis, ItemKind, KnownFrom

__all__ = [
    "Item",
    "ItemRef",
    "NumberedItem",
    "Reference",
    "Restatement",
    "item_named",
    "report_key_faults",
]

_KINDS = {kind.value.replace(" ", "-"): kind for kind in ItemKind}
_ADVICE = "Write it as police/merseyside/2018-inspection#recommendation-6"
_KINDS_IN_WORDS = f"the kinds are {', '.join(_KINDS)} (a finding that is one)"


def report_key_faults(key: str, path: str) -> Iterator[Fault]:
    """Why no report can have this *key*: the names of its items couldn't be read back."""
    if "#" in key:
        message = f"the key of a report can't contain '#': {shown(key)}"
        yield Fault(path, "text", message, shown(key), "Write another sign, such as a hyphen")


@attrs.frozen(kw_only=True, repr=False)
class ItemRef(Record):
    """The name of an item: the one way to say which item of which report is meant.

    As text it is ``police/merseyside/2018-inspection#recommendation-6``: the report's key, the
    kind and the item's key. Fields of this type accept that text, and documents hold it.

    Attributes:
        report: the key of the report.
        kind: the kind of item.
        key: the item's key in the report. A concern's is that of the finding.

    Raises:
        ncpi.errors.InvalidError: the report's key contains ``#``.
    """

    TAG = "item-ref"

    report: Name
    kind: ItemKind = attrs.field(converter=one_of[ItemKind])
    key: Name

    def _inconsistencies(self) -> Iterator[Fault]:
        yield from report_key_faults(self.report, "report")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The name written as *text*.

        Raises:
            ncpi.errors.InvalidError: it is written in another form.
        """
        given: object = text  # a caller without a type checker may pass anything
        report, hash_sign, item = given.partition("#") if isinstance(given, str) else ("", "", "")
        # No kind begins with another kind and a hyphen.
        kind = next((kind for kind in _KINDS if item.startswith(f"{kind}-")), None)
        if not hash_sign or kind is None:
            message = f"{shown(text)} doesn't name an item"
            advice = f"{_ADVICE}; {_KINDS_IN_WORDS}"
            raise InvalidError([Fault("", "choice", message, shown(text), advice)])
        try:
            return cls(report=report, kind=_KINDS[kind], key=item.removeprefix(f"{kind}-"))
        except InvalidError as error:
            fault = error.faults[0]
            part = "the report's key" if fault.path == "report" else "the item's key"
            message = f"{shown(text)} doesn't name an item: {part}: {fault.message}"
            raise InvalidError([Fault("", "choice", message, shown(text), _ADVICE)]) from None

    @property
    def sort_key(self) -> tuple[str, str, tuple[tuple[int, str], ...]]:
        """A key for sorting: by report, kind and key, with 9 before 11."""
        parts = re.split(r"([0-9]+)", self.key)
        key = tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts if part)
        return self.report, self.kind.value, key

    @property
    def name(self) -> str:
        """The kind and key, without the report: ``recommendation 6``."""
        return f"{self.kind.value} {self.key}"

    def label(self) -> str:
        return str(self)

    def __str__(self) -> str:
        return f"{self.report}#{self.kind.value.replace(' ', '-')}-{self.key}"


@attrs.frozen(kw_only=True, repr=False)
class Reference(Sourced):
    """The base of links from a finding or an item to an item of an earlier report.

    Attributes:
        item: the earlier item.
        basis: who made the link, and how firm it is.
        by: who coded the link, or which matcher proposed it.
        dated: when the link was coded, proposed or ruled on; None if not stated.
        evidence: the words that support the link.
        caveat: a reason to doubt the link.
    """

    TAG = ""

    item: ItemRef = attrs.field(converter=one_of[ItemRef])
    basis: Basis = attrs.field(converter=one_of[Basis])
    by: Name | None = None
    dated: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)
    evidence: Text | None = None
    caveat: Text | None = None

    def label(self) -> str:
        return f"{self.item} ({self.basis.value})"


@attrs.frozen(kw_only=True, repr=False)
class Restatement(Reference):
    """A link from an item to an earlier one that it restates or continues."""

    TAG = "restatement"


@attrs.frozen(kw_only=True, repr=False)
class Item(Sourced):
    """The base of what a report lists under keys: recommendations, causes of concern, findings.

    A key that begins with ``own-`` is the register's own number: the report gives none, or it
    wasn't seen.

    Attributes:
        key: its key, unique among those of its kind in its report.
        text: what it says, in the report's words or a paraphrase.
        theme: the theme of the framework that it belongs to.
        theme_basis: whose word the theme is; None if not recorded.
        known_from: the report itself, or only a follow-up, which lists what it took up. Shares
            leave out items that only a follow-up lists.
        note: what a careful reader should know about it, such as that only part of it was read.
            If a body disputes the entry, it begins with "disputed on", the date, "by" and whom.
    """

    TAG = ""

    key: Name
    text: Text
    theme: Name | None = None
    theme_basis: Basis | None = attrs.field(
        default=None, converter=one_of[Basis | None], metadata={"last": 1}
    )
    known_from: KnownFrom = attrs.field(
        default=KnownFrom.REPORT, converter=one_of[KnownFrom], metadata={"last": 1}
    )
    note: Text | None = attrs.field(default=None, metadata={"last": 1})

    @property
    def is_disputed(self) -> bool:
        """Whether its note begins with "disputed on"."""
        return self.note is not None and self.note.startswith("disputed on ")

    @property
    def item_kind(self) -> ItemKind:
        """The kind of item."""
        raise NotImplementedError

    @property
    def earlier(self) -> tuple[Reference, ...]:
        """Its links to earlier items: those that it restates, continues or answers."""
        raise NotImplementedError

    def ref(self, report: str) -> ItemRef:
        """Its name as an item of the report with the key *report*."""
        return ItemRef(report=report, kind=self.item_kind, key=self.key)

    def label(self) -> str:
        return f"{self.item_kind.value} {self.key}: {self.text}"


@attrs.frozen(kw_only=True, repr=False)
class NumberedItem(Item):
    """The base of the items that reports number: recommendations and causes of concern.

    Attributes:
        restates: links to the earlier items that it restates or continues.
    """

    TAG = ""

    restates: Annotated[tuple[Restatement, ...], distinct("item")] = attrs.field(
        default=(), converter=tuple_of[Restatement], metadata={"last": 1}
    )

    @property
    def earlier(self) -> tuple[Restatement, ...]:
        """The same as *restates*."""
        return Several(self.restates)


class _Named(Protocol):
    """An item, or an entry about one."""

    @property
    def key(self) -> str: ...

    @property
    def item_kind(self) -> ItemKind: ...


NamedT = TypeVar("NamedT", bound=_Named)


def item_named(items: Sequence[NamedT], name: ItemRef | str | int, report: str) -> NamedT:
    """The one of *items* of the report with the key *report* that is called *name*.

    *name* is an `ItemRef` or its text, with or without the report (``recommendation-6``), or
    an item's key if only one has it.

    Raises:
        ncpi.errors.UnknownNameError: none is called so. The candidates are those with a similar
            name.
        ncpi.errors.AmbiguousNameError: *name* is a key that several items have.
    """
    text, among = str(name).removeprefix(f"{report}#"), f"items of {report}"
    known = {f"{item.item_kind.value.replace(' ', '-')}-{item.key}": item for item in items}
    for own in ("", OWN_NUMBER):
        for kind in _KINDS:
            if text.startswith(f"{kind}-") and (
                item := known.get(f"{kind}-{own}{text.removeprefix(f'{kind}-')}")
            ):
                return item
        found = [short for short, item in known.items() if item.key == f"{own}{text}"]
        if len(found) > 1:
            raise AmbiguousNameError(text, among, found)
        if found:
            return known[found[0]]
    raise UnknownNameError(text, among, candidates(text, [*known]))
