"""The quick path for our own records: functions written for each class, field by field.

They read and write only what is plainly right and laid out as ncpi lays it out; at the
least doubt they raise, and the thorough path (`ncpi.serial`) decides. So whatever a
quick function returns is what the thorough path would have returned: tests hold both
against each other. What they save is asking, for every value, how to treat it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

from ncpi.model import Record
from ncpi.serial._codec.shapes import Doubt, shapes

__all__ = ["DICTS", "Code", "Quick", "Target", "compiled"]

Quick: TypeAlias = Callable[..., Any]
"""A function written for one class: of a record's parts, or of the record."""


class Target(NamedTuple):
    """What the quick functions make of a record and make it from: dicts, or another's structs.

    Attributes:
        name: ``dict`` or the other's name; functions of two targets never mix.
        struct: makes the class of structs, with a hash, for a class of records; None: there
            are dicts.
        unset: stands in a struct for what was left out, where None or () can't.
        nested: the target of the records inside, where that is another.
    """

    name: str
    struct: Callable[[type[Record]], Any] | None = None
    unset: object = None
    nested: Target | None = None


DICTS = Target("dict")


def compiled(code: Code) -> Quick:
    """The function that *code* is the lines of."""
    text = "\n".join([code.head, *(f"    {line}" for line in code.lines())])
    exec(compile(text, f"<ncpi quick {code.cls.TAG}>", "exec"), code.names)  # noqa: S102 - our own words, made of our own fields' names
    made: Quick = code.names["quick"]
    return made


class Code:
    """The lines of one function, and what they speak of."""

    head = ""

    def __init__(self, cls: type[Record], target: Target) -> None:
        self.cls = cls
        self.target = target
        self.fields = shapes(cls)
        self.names: dict[str, Any] = {
            "Doubt": Doubt,
            "cls": cls,
            "unset": target.unset,
        }

    def lines(self) -> Iterator[str]:
        raise NotImplementedError

    def named(self, what: object, kind: str) -> str:
        """A name for *what* in the function."""
        name = f"{kind}{len(self.names)}"
        self.names[name] = what
        return name
