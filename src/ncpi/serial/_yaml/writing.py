"""Writes plain values as YAML text that every parser reads alike.

Block style, in the given order, with quotes around any text that YAML 1.1 or 1.2 could read
as another type. It is laid out as PyYAML does, which takes many times as long.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.util import find_spec

from ncpi.errors import InvalidError, MissingExtraError
from ncpi.fields._frozen import is_list, is_mapping, is_tuple, json_faults

__all__ = ["write_yaml"]

# It starts with a letter and contains no tab, line break, ": " or " #".
_PLAIN = re.compile(r"[^\W\d_](?:[^\s:]|:(?=\S)| +(?=[^\s#]))*")
_NOT_TEXT = frozenset(
    ("null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity")
)
# Text that a literal block can't contain, or whose white space an editor might strip.
_NO_BLOCK = re.compile(r"\A\s|[ \t](?:\n|\Z)|\n\n\Z|[\t\x85\u2028\u2029]")
_UNPRINTABLE = re.compile(
    "[^\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010fffe]"
)
_ESCAPED = re.compile("[^\x20!#-[\\]-~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]")
_ESCAPES: Mapping[str, str] = {
    "\0": "0", "\x07": "a", "\b": "b", "\t": "t", "\n": "n", "\x0b": "v", "\f": "f", "\r": "r",
    "\x1b": "e", '"': '"', "\\": "\\", "\x85": "N", "\u2028": "L", "\u2029": "P",
}  # fmt: skip
_LINE_BREAK = re.compile("[\n\x85\u2028\u2029]")
_LONGEST_KEY = 122
"""The maximum number of characters in a key that stands on one line with its value."""
_LONGEST_WRITTEN = 1_000
"""The same as it is written; PyYAML reads up to 1,024."""


def write_yaml(value: object) -> str:
    """*value* as YAML text, ending in a newline.

    Args:
        value: a JSON value, in plain dicts and lists.

    Raises:
        ncpi.errors.InvalidError: part of it isn't JSON.
        ncpi.errors.MissingExtraError: PyYAML isn't installed, which is needed to read it again.
    """
    if find_spec("yaml") is None:
        raise MissingExtraError("yaml", "PyYAML")
    # The limit is 100 levels, as for reading: json_faults allows 50 from depth 0.
    if faults := [fault.below("$") for fault in json_faults(value, depth=-49)]:
        raise InvalidError(faults)
    is_block = is_mapping(value) or is_list(value) or is_tuple(value)
    return _element(value, "\n" if is_block else "\n  ") + "\n"


def _element(value: object, margin: str) -> str:
    """*value* where a line has begun already; *margin* starts each of its other lines."""
    if is_mapping(value) and value:
        return margin.join([_pair(str(key), inner, margin) for key, inner in value.items()])
    if (is_list(value) or is_tuple(value)) and value:
        return margin.join([f"- {_element(inner, margin + '  ')}" for inner in value])
    return _scalar(value, margin)


def _pair(key: str, value: object, margin: str) -> str:
    inner = margin + "  "
    written = _text(key, inner)
    is_short = 0 < len(key) <= _LONGEST_KEY and len(written) <= _LONGEST_WRITTEN
    if not is_short or _LINE_BREAK.search(key):
        return f"? {written}{margin}: {_element(value, inner)}"
    is_block = bool(value) and (is_mapping(value) or is_list(value) or is_tuple(value))
    return f"{written}:{inner if is_block else ' '}{_element(value, inner)}"


def _scalar(value: object, margin: str) -> str:
    if type(value) is str:
        return _text(value, margin)
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if type(value) is float:
        # Without a point, YAML 1.1 reads a number with an exponent as text.
        text = repr(value)
        return text if "." in text else text.replace("e", ".0e", 1)
    return str(value) if type(value) is int else "{}" if is_mapping(value) else "[]"


def _text(value: str, margin: str) -> str:
    """A text in plain style, as a literal block, or in double quotes."""
    if not _UNPRINTABLE.search(value):
        if "\n" not in value:
            if _PLAIN.fullmatch(value) and value.casefold() not in _NOT_TEXT:
                return value
        elif not _NO_BLOCK.search(value):
            lines = value.removesuffix("\n").split("\n")
            block = "".join([f"{margin}{line}" if line else "\n" for line in lines])
            return f"|{block}" if value.endswith("\n") else f"|-{block}"
    return f'"{_ESCAPED.sub(_escape, value)}"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character in _ESCAPES:
        return f"\\{_ESCAPES[character]}"
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
