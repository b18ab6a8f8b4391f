"""YAML text to plain values and back, with nothing built, guessed or lost.

Values are made from the parser's events alone: no class, no alias and no tag is ever
followed. Plain words are read as YAML 1.2 and JSON read them, so that dates, times,
``yes`` and ``no`` are text. What two readers of YAML would read differently is text too
(``007``, ``0x1F``, ``1_000``): the field that wanted a number then says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, NoReturn

from ncpi.errors import Fault, InvalidError, path_step, shown
from ncpi.serial._text import MAX_INTEGER_DIGITS, decoded
from ncpi.serial._yaml.syntax import TOO_DEEP, Event, events, forbidden_characters
from ncpi.serial._yaml.writing import write_yaml

__all__ = ["YamlText", "read_yaml", "write_yaml"]

_MAX_DEPTH = 100
_MAX_FAULTS = 1_000
# A deeper value has the line of what holds it: paths must not outgrow the text by far.
_MAX_PATH = 300
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(
    r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?",
)


class YamlText(NamedTuple):
    """What a YAML text holds.

    Attributes:
        value: plain dicts, lists, texts, numbers, booleans and None.
        faults: what *value* can't show: repeated keys (it holds the last), aliases (None),
            tags, and numbers that JSON doesn't know (None).
        lines: path to line, from 1; a value with a key stands in its key's line.
    """

    value: object
    faults: list[Fault]
    lines: Mapping[str, int]


def read_yaml(text: str | bytes | bytearray) -> YamlText:
    """The value that *text* holds, what it can't show any more, and where everything stands.

    Raises:
        ncpi.errors.InvalidError: it is no YAML at all, not UTF-8, empty, more than one
            document, nested too deep, or has a key that is no text; each fault has its line.
        ncpi.errors.MissingExtraError: PyYAML isn't installed.
    """
    plain = (text if isinstance(text, str) else decoded(text)).removeprefix("\ufeff")
    if faults := list(forbidden_characters(plain)):
        raise InvalidError(faults)
    reader = _Reader(events(plain))
    try:
        return YamlText(reader.document(), reader.faults, reader.lines)
    except InvalidError as error:
        raise InvalidError([*reader.faults, *error.faults]) from None


class _Reader:
    """Builds the value of a document from the events of the parser."""

    def __init__(self, found: Iterator[Event]) -> None:
        self._events = found
        self.faults: list[Fault] = []
        self.lines: dict[str, int] = {}

    def document(self) -> object:
        first = next(self._events, None)
        root = next(self._events) if first else None
        if root is None or (root.plain and not root.text):
            _refuse("syntax", "not YAML at column 1: it is empty", 1)
        value = self._value(root, "$", root.line, 0)
        if second := next(self._events, None):
            message = "a second document starts here"
            _refuse("syntax", message, second.line, "Keep one document in one file")
        return value

    def _tell(
        self, event: Event, path: str, message: str, advice: str | None = None, code: str = "syntax"
    ) -> None:
        if len(self.faults) == _MAX_FAULTS:
            message = f"more than {_MAX_FAULTS:,} faults; reading stopped"
            _refuse("syntax", message, event.line)
        value = shown(event.text) if code == "number" else ""
        self.faults.append(Fault(path, code, message, value, advice, event.line))

    def _value(self, event: Event, path: str, line: int, depth: int) -> object:
        if len(path) <= _MAX_PATH:
            self.lines[path] = line
        if event.tag is not None:
            self._tell_tag(event, path)
        if event.kind == "scalar":
            return self._scalar(event, path)
        if event.kind == "alias":
            message = f"the alias {shown('*' + event.text)} stands for something written elsewhere"
            self._tell(event, path, message, "Write it out in full here")
            return None
        if depth == _MAX_DEPTH:
            _refuse("too-deep", TOO_DEEP, event.line)
        return (self._list if event.kind == "list" else self._object)(path, depth + 1)

    def _list(self, path: str, depth: int) -> object:
        held: list[object] = []
        while (event := next(self._events)).kind != "end":
            held.append(self._value(event, f"{path}[{len(held)}]", event.line, depth))
        return held

    def _object(self, path: str, depth: int) -> object:
        held: dict[str, object] = {}
        repeated: set[str] = set()
        while (event := next(self._events)).kind != "end":
            if event.kind != "scalar":
                message = "a key is text, not a list, an object or an alias"
                _refuse("syntax", message, event.line, "Write a word, or put it in quotes")
            key = event.text
            place = path + path_step(key)
            if key in held and key not in repeated:
                repeated.add(key)
                message = f"the key {shown(key)} stands more than once"
                self._tell(event, place, message, "Keep one of them", "repeated")
            if event.tag is not None:
                self._tell_tag(event, place)
            held[key] = self._value(next(self._events), place, event.line, depth)
        return held

    def _tell_tag(self, event: Event, path: str) -> None:
        tag = (event.tag or "").replace("tag:yaml.org,2002:", "!!", 1)
        advice = "Write the value without the tag"
        if tag == "!!str":
            advice = "Put the text in quotes instead"
        self._tell(event, path, f"the tag {shown(tag)} is not followed", advice)

    def _scalar(self, event: Event, path: str) -> object:
        text = event.text
        if not event.plain:
            return text
        if text in _WORDS:
            return _WORDS[text]
        value, message = _number(text) if text[0] in "+-.0123456789" else (text, "")
        if message:
            self._tell(event, path, message, code="number")
        return value


def _number(text: str) -> tuple[object, str]:
    """The value of what looks like a number, and what is wrong with it, or nothing."""
    if _WHOLE.fullmatch(text):
        digits = len(text.lstrip("+-"))
        if digits > MAX_INTEGER_DIGITS:
            return None, f"a whole number of {digits:,} digits"
        return int(text), ""
    if _DECIMAL.fullmatch(text):
        number = float(text)
        if math.isfinite(number):
            return number, ""
        return None, f"{shown(text)} is too large for a number"
    if text.lstrip("+-").lower() in (".inf", ".nan"):
        return None, f"{shown(text)} is not a number that a document knows"
    return text, ""


def _refuse(code: str, message: str, line: int, advice: str | None = None) -> NoReturn:
    raise InvalidError([Fault("$", code, message, "", advice, line)])
