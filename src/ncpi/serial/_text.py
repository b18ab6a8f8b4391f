"""JSON text to plain values and back, with nothing lost and nothing let through."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from json.encoder import encode_basestring

from ncpi.errors import Fault, InvalidError, path_step, shown, type_fault
from ncpi.fields._frozen import is_list, is_mapping, is_tuple

__all__ = ["MAX_INTEGER_DIGITS", "decoded", "json_line_of", "read_json", "write_json"]

MAX_INTEGER_DIGITS = 300
"""The most digits of a whole number."""

_BROKEN = {
    "Expecting property name enclosed in double quotes": "a key in double quotes is expected",
    "Expecting ',' delimiter": "a comma is missing before this, or a quote inside a text",
    "Expecting ':' delimiter": "a colon is missing between key and value",
    "Expecting value": "a value is missing here",
    "Extra data": "the document has ended before this",
    "Unterminated string starting at": "the text that starts here has no closing quote",
}


_MOST_FAULTS = 10_000
"""Of what a value can't show: nobody mends more by hand."""


class _Marked:
    """A number that JSON can't say, or that no reader should build; found again by a walk."""

    __slots__ = ("fault",)

    def __init__(self, message: str, token: str) -> None:
        self.fault = Fault("", "number", message, shown(token))


class _Repeating(dict[str, object]):
    """An object in which keys stand more than once."""

    def __init__(self, found: list[tuple[str, object]]) -> None:
        super().__init__(found)
        counts = Counter(key for key, _ in found)
        self.repeated = [key for key, count in counts.items() if count > 1]


class _Marker:
    """Hooks for the parser that mark what a plain value could not show any more."""

    def __init__(self) -> None:
        self.used = False

    def pairs(self, found: list[tuple[str, object]]) -> dict[str, object]:
        plain = dict(found)
        if len(plain) == len(found):
            return plain
        self.used = True
        return _Repeating(found)

    def _mark(self, message: str, token: str) -> _Marked:
        self.used = True
        return _Marked(message, token)

    def constant(self, token: str) -> _Marked:
        return self._mark(f"{token} is not a number that JSON knows", token)

    def integer(self, token: str) -> int | _Marked:
        digits = len(token.removeprefix("-"))
        if digits > MAX_INTEGER_DIGITS:
            return self._mark(f"a whole number of {digits:,} digits", token)
        return int(token)

    def decimal(self, token: str) -> float | _Marked:
        value = float(token)
        if math.isfinite(value):
            return value
        return self._mark(f"{shown(token)} is too large for a number", token)


def read_json(text: str | bytes | bytearray) -> tuple[object, list[Fault]]:
    """The value that *text* holds, and the faults that a value can't show any more.

    Those are keys that stand twice and numbers that aren't JSON; the value then holds
    the last of the repeated keys, and None for such a number.

    Raises:
        ncpi.errors.InvalidError: it is no JSON at all, or not UTF-8.
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
    seen = json.detect_encoding(bytes(data[:4]))
    if not seen.startswith("utf-8"):
        raise InvalidError([_encoding_fault(f"the file is {seen[:6].upper()}, not UTF-8", 1)])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"the file is not UTF-8: byte {error.start:,} is not part of it"
        raise InvalidError([_encoding_fault(message, line)]) from None


def _encoding_fault(message: str, line: int) -> Fault:
    return Fault("$", "encoding", message, "", "Save it as UTF-8", line)


def _syntax_fault(text: str, error: json.JSONDecodeError) -> Fault:
    said = _BROKEN.get(error.msg, error.msg)
    line, column = error.lineno, error.colno
    if not text.strip():
        said = "it is empty"
    elif not text[error.pos :].strip() and error.msg != "Extra data":
        said = "it ends here, before it is complete"
        lines = text.rstrip().split("\n")
        line, column = len(lines), len(lines[-1]) + 1
    snippet = text[error.pos : error.pos + 30].split("\n", 1)[0]
    message = f"not JSON at column {column}: {said}"
    return Fault("$", "syntax", message, shown(snippet) if snippet else "", line=line)


def _walk(value: object, path: str) -> Iterator[Fault]:
    if isinstance(value, _Marked):
        yield value.fault.below(path)
    elif is_mapping(value):
        for key in value.repeated if isinstance(value, _Repeating) else ():
            message = f"the key {shown(key)} stands more than once"
            yield Fault(f"{path}{path_step(key)}", "repeated", message, "", "Keep one of them")
        for name, inner in value.items():
            yield from _walk(inner, f"{path}{path_step(str(name))}")
    elif is_list(value):
        for index, inner in enumerate(value):
            yield from _walk(inner, f"{path}[{index}]")


def _without_marks(value: object) -> object:
    if isinstance(value, _Marked):
        return None
    if is_mapping(value):
        return {key: _without_marks(inner) for key, inner in value.items()}
    if is_list(value):
        return [_without_marks(inner) for inner in value]
    return value


_COMPACT = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def json_line_of(value: object) -> bytes:
    """*value* as JSON on one line, in its own order, without the line's end."""
    return _COMPACT.encode(value).encode()


def write_json(value: object) -> str:
    """*value* as JSON text: indented, in its own order, ending in a newline."""
    # Python's own writer takes twice as long where it indents.
    pieces: list[str] = []
    _indent(value, "\n", pieces)
    return "".join((*pieces, "\n"))


def _indent(value: object, margin: str, pieces: list[str]) -> None:
    """Add *value* to *pieces*; each of its own lines starts with *margin*."""
    inner = margin + "  "
    if type(value) is str:
        pieces.append(encode_basestring(value))
    elif is_mapping(value) and value:
        lead = "{" + inner
        for key, held in value.items():
            if type(key) is not str:
                raise InvalidError([type_fault(key, "text")])
            if type(held) is str:
                pieces.append(f"{lead}{encode_basestring(key)}: {encode_basestring(held)}")
            else:
                pieces.append(f"{lead}{encode_basestring(key)}: ")
                _indent(held, inner, pieces)
            lead = "," + inner
        pieces.append(margin + "}")
    elif (is_list(value) or is_tuple(value)) and value:
        lead = "[" + inner
        for held in value:
            pieces.append(lead)
            _indent(held, inner, pieces)
            lead = "," + inner
        pieces.append(margin + "]")
    elif type(value) is int:
        pieces.append(int.__repr__(value))
    else:
        pieces.append(json.dumps(value, ensure_ascii=False, allow_nan=False))
