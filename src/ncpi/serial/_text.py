"""Converts JSON text to plain values and back, without loss and without extensions to JSON."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from ncpi.errors import Fault, InvalidError, path_step, shown
from ncpi.fields._frozen import is_list, is_mapping

__all__ = ["MAX_INTEGER_DIGITS", "decoded", "json_text_of", "plain_json", "read_json", "write_json"]

MAX_INTEGER_DIGITS = 300
"""The maximum number of digits in an integer."""

_BROKEN = {
    "Expecting property name enclosed in double quotes": "expected a key in double quotes",
    "Expecting ',' delimiter": "a comma is missing before this, or a text has an unescaped quote",
    "Expecting ':' delimiter": "a colon is missing between key and value",
    "Expecting value": "a value is missing here",
    "Extra data": "the document ends before this",
    "Unterminated string starting at": "the text that starts here has no closing quote",
}


_MOST_FAULTS = 10_000
"""The limit for repeated keys and invalid numbers: a longer list is of no use to a reader."""


class _Repeating(dict[str, object]):
    """An object with repeated keys."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        counts = Counter(key for key, _ in pairs)
        self.repeated = [key for key, count in counts.items() if count > 1]


class _Marker:
    """Hooks for the parser, which put a fault in the place of a number that is invalid."""

    def __init__(self) -> None:
        self.used = False

    def pairs(self, items: list[tuple[str, object]]) -> dict[str, object]:
        plain = dict(items)
        if len(plain) == len(items):
            return plain
        self.used = True
        return _Repeating(items)

    def _mark(self, message: str, token: str) -> Fault:
        self.used = True
        return Fault("", "number", message, shown(token))

    def constant(self, token: str) -> Fault:
        return self._mark(f"{token} is not a number in JSON", token)

    def integer(self, token: str) -> int | Fault:
        digits = len(token.removeprefix("-"))
        if digits > MAX_INTEGER_DIGITS:
            message = f"the number has {digits:,} digits; the maximum is {MAX_INTEGER_DIGITS}"
            return self._mark(message, token)
        return int(token)

    def decimal(self, token: str) -> float | Fault:
        value = float(token)
        if math.isfinite(value):
            return value
        return self._mark(f"{shown(token)} is too large", token)


def plain_json(text: str | bytes | bytearray) -> tuple[object, int | None]:
    """The value of the JSON *text*, and how many strings are in the text, keys included.

    A value with fewer has lost repeated keys. None if the number isn't certain; both are None if
    it is not JSON or not UTF-8. Numbers may be infinite, or no numbers at all.

    Raises:
        RecursionError: it is nested too deep.
    """
    try:
        data = text.encode() if isinstance(text, str) else text
        value: object = json.loads(data.decode().removeprefix("\ufeff"))
    except ValueError:
        return None, None
    quotes = data.count(b'"')
    if b"\\" in data:
        others = [part[:1] for part in data.split(b"\\")[1:]]
        if b"" in others:
            return value, None  # a backslash is escaped: a quote after it may be, or not
        quotes -= others.count(b'"')
    return value, quotes // 2


def read_json(text: str | bytes | bytearray) -> tuple[object, list[Fault]]:
    """The value of the JSON *text*, and the faults that the value itself doesn't show.

    These are repeated keys, of which the value has the last, and numbers that are invalid in
    JSON or too large, for which it has None.

    Raises:
        ncpi.errors.InvalidError: it is not JSON, or not UTF-8.
        RecursionError: it is nested too deep.
    """
    plain = (text if isinstance(text, str) else decoded(text)).removeprefix("\ufeff")
    marker = _Marker()
    try:
        value: object = json.loads(
            plain,
            object_pairs_hook=marker.pairs,
            parse_constant=marker.constant,
            parse_int=marker.integer,
            parse_float=marker.decimal,
        )
    except json.JSONDecodeError as error:
        raise InvalidError([_syntax_fault(plain, error)]) from None
    if not marker.used:
        return value, []
    return _without_marks(value), list(islice(_walk(value, "$"), _MOST_FAULTS))


def decoded(data: bytes | bytearray) -> str:
    """*data* as text.

    Raises:
        ncpi.errors.InvalidError: it is not UTF-8.
    """
    encoding = json.detect_encoding(bytes(data[:4]))
    if not encoding.startswith("utf-8"):
        message = f"the file is {encoding[:6].upper()}, not UTF-8"
        raise InvalidError([_encoding_fault(message, 1)])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"the file is not UTF-8: byte {error.start:,} is invalid"
        raise InvalidError([_encoding_fault(message, line)]) from None


def _encoding_fault(message: str, line: int) -> Fault:
    return Fault("$", "encoding", message, "", "Save it as UTF-8", line)


def _syntax_fault(text: str, error: json.JSONDecodeError) -> Fault:
    reason = _BROKEN.get(error.msg, error.msg)
    line, column = error.lineno, error.colno
    if not text.strip():
        reason = "it is empty"
    elif not text[error.pos :].strip() and error.msg != "Extra data":
        reason = "it ends here, before it is complete"
        lines = text.rstrip().split("\n")
        line, column = len(lines), len(lines[-1]) + 1
    snippet = text[error.pos : error.pos + 30].split("\n", 1)[0]
    message = f"not JSON at column {column}: {reason}"
    return Fault("$", "syntax", message, shown(snippet) if snippet else "", line=line)


def _walk(value: object, path: str) -> Iterator[Fault]:
    if isinstance(value, Fault):
        yield value.below(path)
    elif is_mapping(value):
        for key in value.repeated if isinstance(value, _Repeating) else ():
            message = f"the key {shown(key)} is repeated"
            yield Fault(f"{path}{path_step(key)}", "repeated", message, "", "Keep one of them")
        for name, inner in value.items():
            yield from _walk(inner, f"{path}{path_step(str(name))}")
    elif is_list(value):
        for index, inner in enumerate(value):
            yield from _walk(inner, f"{path}[{index}]")


def _without_marks(value: object) -> object:
    if isinstance(value, Fault):
        return None
    if is_mapping(value):
        return {key: _without_marks(inner) for key, inner in value.items()}
    if is_list(value):
        return [_without_marks(inner) for inner in value]
    return value


_COMPACT = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_PAGE = json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=2)


def json_text_of(value: object, margin: str | None = None) -> str:
    """*value* as JSON, with keys in their given order.

    It is on one line, or indented if *margin* is given: what starts each of its lines.
    """
    if margin is None:
        return _COMPACT.encode(value)
    return _PAGE.encode(value).replace("\n", margin)  # inside a text, it is escaped


def write_json(value: object) -> str:
    """*value* as indented JSON, ending in a newline."""
    return _PAGE.encode(value) + "\n"
