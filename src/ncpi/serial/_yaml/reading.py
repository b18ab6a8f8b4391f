"""Converts YAML text to plain values, without loss or guessing.

Values are built from the parser's events only: tags, anchors and aliases are never resolved.
Unquoted words are read as in YAML 1.2 and JSON, so dates, times, ``yes`` and ``no`` are text.
Whatever YAML parsers disagree on is text too (``007``, ``0x1F``, ``1_000``): a field that needs a
number then rejects it.
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
# A deeper value gets the line of its container, so that paths don't take far more memory
# than the text.
_MAX_PATH = 300
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")


class YamlText(NamedTuple):
    """The result of reading a YAML text.

    Attributes:
        value: plain dicts, lists, strings, numbers, booleans and None.
        faults: the faults that *value* doesn't show: repeated keys (it has the last), aliases
            (None), anchors, tags, and numbers that are invalid in JSON (None).
        lines: the line of each path, from 1; that of a value with a key is the key's.
        tokens: the number or truth value at each path as written.
    """

    value: object
    faults: list[Fault]
    lines: Mapping[str, int]
    tokens: Mapping[str, str]


def read_yaml(text: str | bytes | bytearray) -> YamlText:
    """The value of the YAML *text*, with its faults and the lines of its values.

    Raises:
        ncpi.errors.InvalidError: it is not YAML, not UTF-8, empty, more than one document,
            nested too deep, or has a key that isn't text; each fault has its line.
        ncpi.errors.MissingExtraError: PyYAML isn't installed.
    """
    plain = (text if isinstance(text, str) else decoded(text)).removeprefix("\ufeff")
    if faults := list(forbidden_characters(plain)):
        raise InvalidError(faults)
    reader = _Reader(events(plain))
    try:
        return YamlText(reader.document(), reader.faults, reader.lines, reader.tokens)
    except InvalidError as error:
        raise InvalidError([*reader.faults, *error.faults]) from None


class _Reader:
    """Builds the value of a document from the events of the parser."""

    def __init__(self, parsed: Iterator[Event]) -> None:
        self._events = parsed
        self.faults: list[Fault] = []
        self.lines: dict[str, int] = {}
        self.tokens: dict[str, str] = {}

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

    def _report(
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
        self._report_properties(event, path)
        if event.kind == "scalar":
            return self._scalar(event, path)
        if event.kind == "alias":
            message = f"the alias {shown('*' + event.text)} is not supported"
            self._report(event, path, message, "Write it out in full here")
            return None
        if depth == _MAX_DEPTH:
            _refuse("too-deep", TOO_DEEP, event.line)
        return (self._list if event.kind == "list" else self._object)(path, depth + 1)

    def _list(self, path: str, depth: int) -> object:
        elements: list[object] = []
        while (event := next(self._events)).kind != "end":
            elements.append(self._value(event, f"{path}[{len(elements)}]", event.line, depth))
        return elements

    def _object(self, path: str, depth: int) -> object:
        mapping: dict[str, object] = {}
        repeated: set[str] = set()
        while (event := next(self._events)).kind != "end":
            if event.kind != "scalar":
                message = "a key must be text, not a list, an object or an alias"
                _refuse("syntax", message, event.line, "Write a word, or put it in quotes")
            key = event.text
            place = path + path_step(key)
            if key in mapping and key not in repeated:
                repeated.add(key)
                message = f"the key {shown(key)} is repeated"
                self._report(event, place, message, "Keep one of them", "repeated")
            self._report_properties(event, place)
            mapping[key] = self._value(next(self._events), place, event.line, depth)
        return mapping

    def _report_properties(self, event: Event, path: str) -> None:
        """Report the tag and the anchor of *event*, if it has them."""
        if event.anchor is not None:
            message = f"the anchor {shown('&' + event.anchor)} is not supported"
            self._report(event, path, message, "Write the value without the anchor")
        if event.tag is None:
            return
        tag = (event.tag or "").replace("tag:yaml.org,2002:", "!!", 1)
        advice = "Write the value without the tag"
        if tag == "!!str":
            advice = "Put the text in quotes instead"
        self._report(event, path, f"the tag {shown(tag)} is not supported", advice)

    def _scalar(self, event: Event, path: str) -> object:
        text = event.text
        if not event.plain:
            return text
        value: object
        value, message = text, ""
        if text in _WORDS:
            value = _WORDS[text]
        elif text[0] in "+-.0123456789":
            value, message = _number(text)
        if isinstance(value, (int, float)) and len(path) <= _MAX_PATH:
            self.tokens[path] = text
        if message:
            self._report(event, path, message, code="number")
        return value


def _number(text: str) -> tuple[object, str]:
    """The value of text that looks like a number, and why it is invalid, or an empty string."""
    if _WHOLE.fullmatch(text):
        digits = len(text.lstrip("+-"))
        if digits > MAX_INTEGER_DIGITS:
            return None, f"the number has {digits:,} digits; the maximum is {MAX_INTEGER_DIGITS}"
        return int(text), ""
    if _DECIMAL.fullmatch(text):
        number = float(text)
        if math.isfinite(number):
            return number, ""
        return None, f"{shown(text)} is too large"
    if text.lstrip("+-").lower() in (".inf", ".nan"):
        return None, f"{shown(text)} is not a number in JSON"
    return text, ""


def _refuse(code: str, message: str, line: int, advice: str | None = None) -> NoReturn:
    raise InvalidError([Fault("$", code, message, "", advice, line)])
