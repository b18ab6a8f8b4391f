"""How records display themselves in terminals and notebooks, through `ncpi.display`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeVar, cast, overload

import attrs

from ncpi.errors import counted
from ncpi.fields._arguments import default_of
from ncpi.fields._frozen import is_frozenset

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ncpi.display import Sheet

__all__ = ["Several", "Shown", "display", "fields_in_order", "fields_shown", "one_line"]

T = TypeVar("T")

_LEFT_OUT = "not shown here"
_LONGEST = 200
_LONGEST_VALUE = 40


def display(part: str = "") -> Any:
    """The package `ncpi.display`, or the module *part* of it, imported when first needed."""
    # Imported by name: the layer rules forbid an import from the model up to display.
    return import_module(f"ncpi.display{part}")


class Shown:
    """A mixin for display in terminals and notebooks; every view is made from `describe`.

    It has no fields, so any class can derive from it. `ncpi.display` defines what is shown
    for each class.
    """

    __slots__ = ()

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        # The repr of attrs lists every field, however long; see __repr__ below.
        if attrs.inspect(cls).added_repr:
            del cls.__repr__

    def label(self) -> str:
        """A short description, for a table cell."""
        for attribute in ("key", "name", "title", "text"):
            value = getattr(self, attribute, None)
            if isinstance(value, str):
                return value
        return repr(self)

    def describe(self) -> Sheet:
        """The object as rows, from which every view of it is made."""
        sheet: Sheet = display().sheet_of(self)
        return sheet

    def __repr__(self) -> str:
        cls: Any = type(self)
        if not attrs.has(cls):
            return object.__repr__(self)
        values = [(one.alias or one.name, getattr(self, one.name)) for one in fields_shown(self)]
        return one_line(cls.__name__, values)

    def __str__(self) -> str:
        text: str = display().as_text(self.describe())
        return text

    def __format__(self, layout: str, /) -> str:
        return format(str(self), layout)

    def _repr_html_(self) -> str:
        text: str = display().as_html(self.describe())
        return text

    def _repr_markdown_(self) -> str:
        text: str = display().as_markdown(self.describe())
        return text

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        """HTML, Markdown and, for a terminal, the short form of the text."""
        return {
            "text/html": self._repr_html_(),
            "text/markdown": self._repr_markdown_(),
            "text/plain": display().as_text(self.describe().brief(_LEFT_OUT)),
        }

    def __rich__(self) -> RenderableType:
        """The short form of the view, for ``rich.print``."""
        shown: RenderableType = display("._sheets").as_rich(self.describe().brief(_LEFT_OUT))
        return shown

    def __rich_repr__(self) -> Iterable[object]:
        """The same line as the repr: what rich makes of the fields would flood."""
        text, name = repr(self), type(self).__name__
        inner = text[1:-1] if text[0] in "<(" else text[:-1]
        yield _Words(inner.removeprefix(name).lstrip("( "))


class _Words(str):
    """Text that is its own repr."""

    __slots__ = ()

    __repr__ = str.__str__


def fields_in_order(cls: Any) -> list[attrs.Attribute[Any]]:
    """The fields of *cls* in the order in which they are shown and written.

    Fields of a base class that should follow those of its subclasses have a rank under
    ``last`` in their metadata; the highest comes last.
    """
    own: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)
    return sorted(own, key=lambda field: int(field.metadata.get("last", 0)))


def fields_shown(shown: object) -> list[attrs.Attribute[Any]]:
    """The fields whose values differ from their defaults."""
    return [
        field
        for field in fields_in_order(type(shown))
        if field.repr and getattr(shown, field.name) != default_of(field)
    ]


class Several(tuple[T, ...], Shown):
    """What a method returns several of: a tuple with a repr of one line, shown as a table."""

    __slots__ = ()

    @overload
    def __getitem__(self, place: SupportsIndex, /) -> T: ...

    @overload
    def __getitem__(self, place: slice, /) -> Several[T]: ...

    def __getitem__(self, place: SupportsIndex | slice, /) -> T | Several[T]:
        if isinstance(place, slice):
            return Several(super().__getitem__(place))
        return super().__getitem__(place)

    def label(self) -> str:
        """How many there are of each class."""
        classes = Counter(type(one).__name__ for one in self)
        return ", ".join(counted(number, *_in_words(one)) for one, number in classes.items()) or (
            "none"
        )

    def __repr__(self) -> str:
        call = super().__repr__()
        return call if len(call) <= _LONGEST else f"<{self.label()}>"


def _in_words(name: str) -> tuple[str, str]:
    """The *name* of a class in words, and its plural: ``causes of concern``."""
    one = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    return one, re.sub(r"(y|(?<!s))(?= of |$)", lambda end: "ies" if end[0] else "s", one, count=1)


_PLURAL = r"((ss|ias|tus)es|ies|(?<!i)s)(?= of | for |$)"


def _singular(plural: str) -> str:
    """One of what the name of a field says: ``cause of concern``."""
    return re.sub(_PLURAL, lambda end: end[2] or ("y" if end[1] == "ies" else ""), plural, count=1)


def one_line(name: str, fields: Iterable[tuple[str, object]]) -> str:
    """The call that makes an object; if it is long, its fields in brief, in <...>."""
    given = [*fields]
    call = f"{name}({', '.join(f'{field}={_repr(value)}' for field, value in given)})"
    if len(call) <= _LONGEST:
        return call
    return f"<{_cut(', '.join(_brief(*one) for one in given), f'{name} ', _LONGEST - 2)}>"


def _brief(field: str, value: object) -> str:
    """A field with its value cut short, or the number of its elements."""
    if isinstance(value, (tuple, AbstractSet, Mapping)):
        number = len(cast("Collection[object]", value))
        name = field.replace("_", " ")
        return counted(number, _singular(name), name)
    if isinstance(value, date):
        return f"{field}={value}"
    return _cut(_repr(value), f"{field}=", _LONGEST_VALUE)


def _cut(text: str, start: str, size: int) -> str:
    whole = f"{start}{text}"
    return whole if len(whole) <= size else f"{whole[: size - 1]}…"


def _repr(value: object) -> str:
    if not is_frozenset(value) or not value:
        return repr(value)
    # The order of a set's elements differs between processes.
    return f"frozenset({{{', '.join(sorted(map(repr, value)))}}})"
