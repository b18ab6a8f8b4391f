"""The quick path for our own records: functions generated for each class.

They read and write only data that is certainly valid and laid out as ncpi writes it; for
anything else they raise, and the thorough path takes over. So a quick function returns
exactly what the thorough path would: tests compare the two. They are faster because they
don't look up how to treat each value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

from ncpi.model import Record
from ncpi.serial._codec.shapes import UnsupportedError, shapes

__all__ = ["DICTS", "Code", "Quick", "Target", "compiled"]

Quick: TypeAlias = Callable[..., Any]
"""A function generated for one class, which reads or writes its records."""


class Target(NamedTuple):
    """The representation that the quick functions write and read: dicts, or structs.

    Attributes:
        name: ``dict``, or a name for the structs; it tells the targets apart in caches.
        struct: returns the hashable class of structs for a class of records; None for dicts.
        unset: the value of an omitted field in a struct, if neither None nor ().
        nested: the target of nested records, if different.
    """

    name: str
    struct: Callable[[type[Record]], Any] | None = None
    unset: object = None
    nested: Target | None = None


DICTS = Target("dict")


def compiled(code: Code) -> Quick:
    """The function with the source *code*."""
    text = "\n".join([code.head, *(f"    {line}" for line in code.lines())])
    exec(compile(text, f"<ncpi quick {code.cls.TAG}>", "exec"), code.names)  # noqa: S102 - generated from our own field names
    made: Quick = code.names["quick"]
    return made


class Code:
    """The source of one function, and the objects that it refers to."""

    head = ""

    def __init__(self, cls: type[Record], target: Target) -> None:
        self.cls = cls
        self.target = target
        self.fields = shapes(cls)
        self.names: dict[str, Any] = {
            "UnsupportedError": UnsupportedError,
            "cls": cls,
            "unset": target.unset,
        }

    def lines(self) -> Iterator[str]:
        raise NotImplementedError

    def named(self, what: object, kind: str) -> str:
        """A new name for *what* in the function."""
        name = f"{kind}{len(self.names)}"
        self.names[name] = what
        return name
