"""Registers: shipped facts, looked up by slug or name."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar, overload
from unicodedata import normalize

import attrs

from ncpi import fields
from ncpi.errors import AmbiguousNameError, InvalidError, UnknownNameError, counted
from ncpi.fields import Name, Text
from ncpi.model import PartialDate, Record, Sourced
from ncpi.model._shown import Shown
from ncpi.model.dates import optional_partial_date, partial_date
from ncpi.serial import from_json

__all__ = ["Register", "RegisterData", "Spellings", "data_in"]

N = TypeVar("N", bound=Record)
D = TypeVar("D")


@attrs.frozen(kw_only=True, repr=False)
class RegisterData(Sourced):
    """The content of a register's file.

    Attributes:
        name: the register's name in `ncpi.registers`.
        title: its title.
        version: the version of its contents.
        as_of: the as-of date of its contents.
        licence: the terms of use.
        begins: the earliest day covered: open starts reach back to it, and nothing before it
            was checked.
        only: which rows of the register these are, if not all.
        notes: points that a careful reader should know.
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
    """The names of a row.

    Attributes:
        slug: its slug or key.
        strong: names that mean this row.
        weak: names that mean this row if no row has them as a strong name.
        cells: its cells in a table.
    """

    slug: str
    strong: tuple[str, ...]
    weak: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


# Words too common in names to distinguish them.
_COMMON = frozenset({"and", "constabulary", "fire", "of", "police", "rescue", "service", "the"})
_MOST_NEAR = 5
APOSTROPHES = "['\u2018\u2019\u02bc\u00b4`]"
_ACCENTS = "[\u0300-\u036f]"


def plain(name: str) -> str:
    """*name* normalised for comparison.

    It has no case, punctuation, accents or article, and "and" in place of ``&``.
    """
    straight = re.sub(APOSTROPHES, "", name).replace("&amp;", "&").replace("&", " and ")
    straight = re.sub(_ACCENTS, "", normalize("NFKD", straight))
    words = re.sub(r"[\W_]+", " ", straight).casefold().split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


class Register(Shown, Generic[N]):
    """Shipped facts, read from their file on first use.

    A register has a length, can be iterated over in the order of its slugs and looks up a
    row by its slug: ``registers.forces["merseyside"]``.

    *content* is that of a register, or the name of the package's data file with it. *whole* reads
    the row of which that file has only the heading.
    """

    def __init__(
        self,
        content: str | RegisterData,
        kind: type[N],
        spell: Callable[[N], Spellings],
        live: Callable[[N, date], bool | None],
        columns: tuple[str, ...],
        whole: Callable[[N], N] | None = None,
    ) -> None:
        self._content = content
        self._kind = kind
        self._spell = spell
        self._live = live
        self._columns = columns
        self._given_whole = whole

    def __getstate__(self) -> dict[str, object]:
        # Without what is read and indexed on first use.
        computed = {"data", "_head", "_by_slug", "_strong", "_weak"}
        return {name: value for name, value in vars(self).items() if name not in computed}

    @cached_property
    def data(self) -> RegisterData:
        """The register as a record, for storing."""
        return attrs.evolve(self._head, rows=tuple(self)) if self._given_whole else self._head

    @cached_property
    def _head(self) -> RegisterData:
        return data_in(self._content) if isinstance(self._content, str) else self._content

    @cached_property
    def _by_slug(self) -> dict[str, N]:
        """The rows as the register's own file has them: whole, or their headings."""
        rows = [row for row in self._head.rows if isinstance(row, self._kind)]
        return {self._spell(row).slug: row for row in sorted(rows, key=self._slug)}

    def _whole(self, row: N) -> N:
        return self._given_whole(row) if self._given_whole else row

    def _slug(self, row: N) -> str:
        return self._spell(row).slug

    @property
    def title(self) -> str:
        """Its title."""
        return self._head.title

    @property
    def version(self) -> str:
        """The version of its contents."""
        return self._head.version

    @property
    def as_of(self) -> PartialDate:
        """The as-of date of its contents."""
        return self._head.as_of

    @property
    def notes(self) -> tuple[str, ...]:
        """Points that a careful reader should know."""
        return self._head.notes

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the register as a whole; each row also names its own."""
        return tuple(source.label() for source in self._head.sources)

    def cite(self) -> str:
        """A citation of the register, as one line."""
        return (
            f"ncpi register {self._head.name!r}: {self._heading}. Version {self.version}, "
            f"as of {self.as_of}, {len(self)} rows. {self._head.licence}"
        )

    def __len__(self) -> int:
        return len(self._by_slug)

    def __iter__(self) -> Iterator[N]:
        return (self._whole(row) for row in self._by_slug.values())

    def headings(self) -> Iterable[N]:
        """The rows as the register's own file has them: whole, or without most of their content."""
        return self._by_slug.values()

    def __contains__(self, row: object) -> bool:
        if isinstance(row, str):
            return self.get(row) is not None
        return isinstance(row, self._kind) and self.get(self._slug(row)) == row

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
        rows = self._by_slug
        unchecked: object = slug
        if not isinstance(unchecked, str):
            return default
        row = rows.get(slug)
        if row is None:
            row = next((row for row in rows.values() if getattr(row, "key", None) == slug), None)
        return default if row is None else self._whole(row)

    def find(self, name: str) -> N:
        """The row with this *name*: an official name, an alias, a bare area, a slug or a key.

        Case, punctuation, accents and ``&`` for "and" make no difference. Former names and
        the codes of areas also work.

        Raises:
            ncpi.errors.AmbiguousNameError: several rows match; the candidates are their slugs.
            ncpi.errors.UnknownNameError: no row matches; the candidates are the most similar.
        """
        found = self.find_all(name)
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousNameError(name, self._among, [self._slug(row) for row in found])
        raise UnknownNameError(name, self._among, self._near(name))

    def find_all(self, name: str) -> tuple[N, ...]:
        """Every row that `find` may mean by this *name*; none if no row matches."""
        if faults := fields.name.faults(name):
            raise InvalidError([fault.below("name") for fault in faults])
        if (row := self.get(name)) is not None:
            return (row,)
        asked = plain(name)
        found = self._strong.get(asked) or self._weak.get(asked) or []
        return tuple(self._whole(row) for row in found)

    def on(self, day: date | str) -> Register[N]:
        """A register of the rows that were live on *day*.

        Rows that may or may not have been live are left out: see `cannot_tell_on`.
        """
        return self._only(day, f"live on {day}", answer=True)

    def cannot_tell_on(self, day: date | str) -> Register[N]:
        """A register of the rows that may or may not have been live on *day*."""
        return self._only(day, f"perhaps live on {day}", answer=None)

    def _only(self, when: date | str, only: str, *, answer: bool | None) -> Register[N]:
        day = fields.accepted(date, when, "day", "Register")
        rows = [row for row in self._by_slug.values() if self._answer(row, day) is answer]
        selection = f"{self._head.only}, {only}" if self._head.only else only
        content = attrs.evolve(self._head, rows=rows, only=selection)
        how = (self._kind, self._spell, self._live, self._columns, self._given_whole)
        return type(self)(content, *how)

    def _answer(self, row: N, day: date) -> bool | None:
        live, begins = self._live(row, day), self._head.begins
        # An open start only means that it is before the register begins.
        return None if live and begins is not None and day < begins.latest else live

    @property
    def _heading(self) -> str:
        return f"{self.title}, {self._head.only}" if self._head.only else self.title

    @property
    def _among(self) -> str:
        return f"rows of the register of {self._head.name.replace('_', ' ')}"

    @cached_property
    def _strong(self) -> dict[str, list[N]]:
        def spellings(row: N) -> Iterable[str]:
            key: str = getattr(row, "key", self._slug(row))
            return (self._slug(row), key, *self._spell(row).strong)

        return self._index(spellings)

    @cached_property
    def _weak(self) -> dict[str, list[N]]:
        return self._index(lambda row: self._spell(row).weak)

    def _index(self, spellings: Callable[[N], Iterable[str]]) -> dict[str, list[N]]:
        index: dict[str, list[N]] = {}
        for row in self._by_slug.values():
            for spelling in dict.fromkeys(plain(name) for name in spellings(row)):
                index.setdefault(spelling, []).append(row)
        return index

    def _near(self, name: str) -> list[str]:
        import difflib  # noqa: PLC0415 - slow to import and only needed for error messages

        known = {**self._weak, **self._strong}
        asked = plain(str(name)[:200])
        words = set(asked.split()) - _COMMON
        # A name that contains the words asked for, or is contained in them, is the best match.
        within: list[str] = []
        for spelling, rows in known.items():
            own = set(spelling.split()) - _COMMON
            if len(rows) > _MOST_NEAR:
                continue  # such as "PCC", which says nothing about which of them is meant
            if words and own and (words <= own or own <= words):
                within.append(spelling)
        within.sort(key=lambda spelling: abs(len(spelling) - len(asked)))
        near = [*within[:3], *difflib.get_close_matches(asked, known, n=3, cutoff=0.6)]
        return list(dict.fromkeys(self._slug(row) for match in near for row in known[match]))[
            :_MOST_NEAR
        ]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its table."""
        return ("slug", *self._columns)

    def cells(self) -> list[tuple[str, ...]]:
        """The rows of its table."""
        return [(slug, *self._spell(row).cells) for slug, row in self._by_slug.items()]

    def label(self) -> str:
        rows = counted(len(self), "row")
        return f"{self._heading}: {rows}, version {self.version}, as of {self.as_of}"

    def __repr__(self) -> str:
        only = f" {self._head.only}" if self._head.only else ""
        return (
            f"<Register {self._head.name!r}{only}, {counted(len(self), 'row')}, as of {self.as_of}>"
        )


def data_in(name: str) -> RegisterData:
    """The content of the package's data file *name*."""
    # importlib.resources and pathlib take longer to import than the file to read.
    path = os.path.join(os.path.dirname(__file__), "data", *f"{name}.json".split("/"))  # noqa: PTH118, PTH120 - as above
    loader: Any = globals()["__loader__"]
    return from_json(loader.get_data(path), RegisterData)
