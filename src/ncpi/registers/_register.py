"""A register: shipped facts that are looked up by slug or by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar, overload

import attrs

from ncpi import fields
from ncpi.errors import AmbiguousNameError, Fault, InvalidError, UnknownNameError
from ncpi.fields import Name, Text
from ncpi.model import PartialDate, Record, Sourced
from ncpi.model._shown import Shown
from ncpi.model.dates import optional_partial_date, partial_date
from ncpi.serial import from_json

__all__ = ["Register", "RegisterData", "Spellings", "shipped"]

N = TypeVar("N", bound=Record)
D = TypeVar("D")


@attrs.frozen(kw_only=True, repr=False)
class RegisterData(Sourced):
    """What a register's file holds.

    Attributes:
        name: the register's name in `ncpi.registers`.
        title: what it is a register of.
        version: the version of its contents.
        as_of: the day as of which they hold.
        licence: the terms under which they may be used.
        begins: the day back to which open starts reach; before it nothing was checked.
        only: which rows of the whole register these are, where they aren't all.
        notes: what a careful reader should know of the whole.
        rows: its rows.
    """

    TAG = "register"

    name: Name
    title: Name
    version: Name
    as_of: PartialDate = attrs.field(converter=partial_date)
    licence: Text
    begins: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)
    only: Name | None = None
    notes: tuple[Text, ...] = attrs.field(default=(), converter=fields.tuple_of[str])
    rows: tuple[Record, ...] = attrs.field(converter=fields.tuple_of[Record])


@attrs.frozen
class Spellings:
    """How a row may be called.

    Attributes:
        slug: what it is looked up by.
        strong: names that mean it.
        weak: names that mean it if no row has them as a strong one.
        cells: what a table shows of it.
    """

    slug: str
    strong: tuple[str, ...]
    weak: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


# Words that so many names hold that they tell none apart.
_COMMON = frozenset({"and", "constabulary", "fire", "of", "police", "rescue", "service", "the"})
_APOSTROPHES = "['\u2018\u2019\u02bc\u00b4`]"
_SIGNS = r"[^\w&]+"


def plain(name: str) -> str:
    """*name* without case, punctuation and article, ``&`` as ``and``: as names are compared."""
    straight = re.sub(_APOSTROPHES, "", name).replace("&", " and ")
    words = re.sub(_SIGNS, " ", straight).casefold().split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


class Register(Shown, Generic[N]):
    """Shipped facts, read from their file on first use.

    A register has a length, may be iterated over in the order of its slugs, and gives a
    row by its slug: ``registers.forces["merseyside"]``.
    """

    def __init__(
        self,
        load: Callable[[], RegisterData],
        kind: type[N],
        spell: Callable[[N], Spellings],
        live: Callable[[N, date], bool | None],
        columns: tuple[str, ...],
    ) -> None:
        self._load = load
        self._kind = kind
        self._spell = spell
        self._live = live
        self._columns = columns

    @cached_property
    def data(self) -> RegisterData:
        """The register as a record, to be stored or sent."""
        return self._load()

    @cached_property
    def _by_slug(self) -> dict[str, N]:
        rows = [row for row in self.data.rows if isinstance(row, self._kind)]
        return {self._spell(row).slug: row for row in sorted(rows, key=self._slug)}

    def _slug(self, row: N) -> str:
        return self._spell(row).slug

    @property
    def title(self) -> str:
        """What it is a register of."""
        return self.data.title

    @property
    def version(self) -> str:
        """The version of its contents."""
        return self.data.version

    @property
    def as_of(self) -> PartialDate:
        """The day as of which its contents hold."""
        return self.data.as_of

    @property
    def notes(self) -> tuple[str, ...]:
        """What a careful reader should know of the whole."""
        return self.data.notes

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the register as a whole comes from; the rows name their own sources too."""
        return tuple(source.label() for source in self.data.sources)

    def cite(self) -> str:
        """The register as a line for a list of references."""
        return (
            f"ncpi register {self.data.name!r}: {self._heading}. Version {self.version}, "
            f"as of {self.as_of}, {len(self)} rows. {self.data.licence}"
        )

    def __len__(self) -> int:
        return len(self._by_slug)

    def __iter__(self) -> Iterator[N]:
        return iter(self._by_slug.values())

    def __contains__(self, row: object) -> bool:
        if isinstance(row, str):
            return self.get(row) is not None
        return row in self._by_slug.values()

    def __getitem__(self, slug: str) -> N:
        """The row with this slug or key.

        Raises:
            ncpi.errors.UnknownNameError: there is none.
        """
        row = self.get(slug)
        if row is None:
            raise UnknownNameError(slug, self._among, self._near(slug))
        return row

    @overload
    def get(self, slug: str) -> N | None: ...
    @overload
    def get(self, slug: str, default: D) -> N | D: ...
    def get(self, slug: str, default: D | None = None) -> N | D | None:
        """The row with this slug or key, or *default*."""
        row = self._by_slug.get(slug)
        if row is None:
            row = next((row for row in self if getattr(row, "key", None) == slug), None)
        return default if row is None else row

    def find(self, name: str) -> N:
        """The row that *name* means: an official name, an alias, a bare area or a slug.

        Case, punctuation, apostrophes and ``&`` for "and" make no difference. A former
        name finds the body that had it.

        Raises:
            ncpi.errors.AmbiguousNameError: it means several; the candidates are slugs.
            ncpi.errors.UnknownNameError: it means none; the candidates are the nearest.
        """
        if faults := fields.name.faults(name):
            raise InvalidError([fault.below("name") for fault in faults])
        if (row := self.get(name)) is not None:
            return row
        asked = plain(name)
        for found in (self._strong.get(asked, ()), self._weak.get(asked, ())):
            if len(found) == 1:
                return found[0]
            if found:
                raise AmbiguousNameError(name, self._among, [self._slug(row) for row in found])
        raise UnknownNameError(name, self._among, self._near(name))

    def on(self, day: date | str) -> Register[N]:
        """What was live on *day*, as far as that is known, as a register of its own.

        Rows of which it is unknown are left out: see `cannot_tell_on`.
        """
        return self._only(day, f"live on {day}", answer=True)

    def cannot_tell_on(self, day: date | str) -> Register[N]:
        """The rows of which it is unknown whether they were live on *day*."""
        return self._only(day, f"perhaps live on {day}", answer=None)

    def _only(self, when: date | str, only: str, *, answer: bool | None) -> Register[N]:
        faults: list[Fault] = []
        day = fields.accept(date, when, "day", faults)
        fields.refuse(faults, "Register")
        rows = [row for row in self if self._answer(row, day) is answer]
        entry = f"{self.data.only}, {only}" if self.data.only else only
        data = attrs.evolve(self.data, rows=rows, only=entry)
        return type(self)(lambda: data, self._kind, self._spell, self._live, self._columns)

    def _answer(self, row: N, day: date) -> bool | None:
        live, begins = self._live(row, day), self.data.begins
        # An open start says no more than that it lies before the register begins.
        return None if live and begins is not None and day < begins.earliest else live

    @property
    def _heading(self) -> str:
        return f"{self.title}, {self.data.only}" if self.data.only else self.title

    @property
    def _among(self) -> str:
        return f"register of {self.data.name.replace('_', ' ')}"

    @cached_property
    def _strong(self) -> dict[str, list[N]]:
        return self._index(lambda row: (self._slug(row), *self._spell(row).strong))

    @cached_property
    def _weak(self) -> dict[str, list[N]]:
        return self._index(lambda row: self._spell(row).weak)

    def _index(self, spellings: Callable[[N], Iterable[str]]) -> dict[str, list[N]]:
        index: dict[str, list[N]] = {}
        for row in self:
            for spelling in dict.fromkeys(plain(name) for name in spellings(row)):
                index.setdefault(spelling, []).append(row)
        return index

    def _near(self, name: str) -> list[str]:
        import difflib  # noqa: PLC0415 - only needed when something is wrong; slow to import

        known = {**self._weak, **self._strong}
        asked = plain(str(name)[:200])
        words = set(asked.split()) - _COMMON
        # A name that holds the words asked for, or is held by them, is nearer than any similarity.
        within: list[str] = []
        for spelling in known:
            own = set(spelling.split()) - _COMMON
            if words and own and (words <= own or own <= words):
                within.append(spelling)
        within.sort(key=lambda spelling: abs(len(spelling) - len(asked)))
        near = [*within[:3], *difflib.get_close_matches(asked, known, n=3, cutoff=0.6)]
        return list(dict.fromkeys(self._slug(row) for match in near for row in known[match]))[:5]

    @property
    def columns(self) -> tuple[str, ...]:
        """What a table shows of each row."""
        return ("slug", *self._columns)

    def cells(self) -> list[tuple[str, ...]]:
        """The rows as a table shows them."""
        return [(self._slug(row), *self._spell(row).cells) for row in self]

    def label(self) -> str:
        return f"{self._heading}: {len(self)} rows, version {self.version}, as of {self.as_of}"

    def __repr__(self) -> str:
        only = f" {self.data.only}" if self.data.only else ""
        return f"<Register {self.data.name!r}{only}, {len(self)} rows, as of {self.as_of}>"


def shipped(
    name: str,
    kind: type[N],
    spell: Callable[[N], Spellings],
    live: Callable[[N, date], bool | None],
    columns: tuple[str, ...],
) -> Register[N]:
    """The register in the package's data file *name*."""

    def load() -> RegisterData:
        from importlib import resources  # noqa: PLC0415 - slow to import, and few need it

        file = resources.files("ncpi.registers").joinpath("data", f"{name}.json")
        return from_json(file.read_bytes(), RegisterData)

    return Register(load, kind, spell, live, columns)
