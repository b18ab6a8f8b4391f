"""Which road a document takes: the fast one, the quick one, or the thorough one.

All three give the same nouns, the same bytes and the same faults. The fast road needs
msgspec; it and the quick one return None where they aren't sure, and the thorough road
decides. Nothing here is imported before something is read or written.
"""

from __future__ import annotations

from functools import cache
from types import ModuleType
from typing import Any

from ncpi.errors import Fault, InvalidError, type_fault
from ncpi.fields._frozen import is_mapping
from ncpi.model import Noun, noun_class
from ncpi.serial import thorough
from ncpi.serial.envelope import FORMAT, FORMAT_VERSION, Unknown
from ncpi.serial.quick_reading import reader
from ncpi.serial.quick_writing import writer
from ncpi.serial.text import decoded, json_line_of, read_json, write_json

__all__ = [
    "document_of",
    "fast_road",
    "json_bytes",
    "json_line",
    "json_text",
    "noun_in",
    "read_text",
    "read_yaml_text",
    "yaml_text",
]

_CURRENT = (FORMAT, FORMAT_VERSION)


@cache
def fast_road() -> ModuleType | None:
    """`ncpi.serial.fast`, or None where msgspec isn't installed."""
    try:
        from ncpi.serial import fast  # noqa: PLC0415 - of an extra, and asked for on first use
    except ImportError:
        return None
    return fast


def read_text(
    text: str | bytes | bytearray, expect: type[Noun] = Noun, unknown: Unknown = "error"
) -> Noun:
    """The noun in a JSON document.

    Raises:
        ncpi.errors.InvalidError: with every fault of the document, each with its path.
    """
    if not isinstance(text, (str, bytes, bytearray)):
        raise InvalidError([type_fault(text, "text or bytes")])
    fast = fast_road()
    if fast is not None and _may_be_quick(expect, unknown):
        noun = fast.read_fast(text, FORMAT_VERSION)
        if noun is not None and isinstance(noun, expect):
            return noun
    try:
        document, faults = read_json(text)
        try:
            return noun_in(document, faults, expect, unknown)
        except InvalidError as error:
            raise _with_lines(error, text) from None
    except RecursionError:
        message = "the document is nested too deep to be read"
        raise InvalidError([Fault("$", "too-deep", message)], "document") from None


def _with_lines(error: InvalidError, text: str | bytes | bytearray) -> InvalidError:
    """*error*, each of its faults with its line in *text*, if that has more than one."""
    from ncpi.serial.positions import lines_in_json  # noqa: PLC0415 - only where there are faults

    plain = text if isinstance(text, str) else decoded(text)
    if "\n" not in plain.strip() or not error.faults[0].path.startswith("$"):
        return error
    return thorough.located(error, lines_in_json(plain))


def read_yaml_text(
    text: str | bytes | bytearray, expect: type[Noun] = Noun, unknown: Unknown = "error"
) -> Noun:
    """The noun in a YAML document; each fault names its line.

    Raises:
        ncpi.errors.InvalidError: with every fault of the document, each with its path.
        ncpi.errors.MissingExtraError: PyYAML isn't installed.
    """
    from ncpi.serial.yaml import read_yaml  # noqa: PLC0415 - rarely asked for

    value, faults, lines = read_yaml(text)
    return thorough.read_value(value, faults, expect, unknown, lines)


def noun_in(document: object, faults: list[Fault], expect: type[Noun], unknown: Unknown) -> Noun:
    """The noun in a document of plain values; see `ncpi.serial.thorough.read_value`."""
    if not faults and _may_be_quick(expect, unknown):
        noun = _read_quickly(document)
        if noun is not None and isinstance(noun, expect):
            return noun
    return thorough.read_value(document, faults, expect, unknown)


def _may_be_quick(expect: object, unknown: object) -> bool:
    """Whether the caller's wishes are in order; if not, the thorough road says so."""
    return isinstance(expect, type) and unknown in ("error", "keep", "ignore")


def _read_quickly(document: object) -> Noun | None:
    if not is_mapping(document) or len(document) != 3:
        return None
    content, version = document.get("content"), document.get("version")
    if (document.get("format"), version) != _CURRENT or type(version) is not int:
        return None
    try:
        tag = content["type"] if is_mapping(content) else None
        cls = noun_class(tag) if type(tag) is str else None
        noun: Noun | None = reader(cls)(content, 1) if cls else None
    except Exception:  # noqa: BLE001 - whatever it is, the thorough road will say it
        return None
    return noun


def document_of(noun: Noun) -> dict[str, Any]:
    """*noun* as a document of plain values.

    Raises:
        ncpi.errors.InvalidError: something in it can't be stored without loss.
    """
    if not isinstance(noun, Noun):
        raise InvalidError([type_fault(noun, "a noun of ncpi")])
    try:
        content = {"type": noun.TAG, **writer(type(noun))(noun)}
    except Exception:  # noqa: BLE001 - whatever it is, the thorough road will say it
        content = thorough.written(noun)
    return {"format": FORMAT, "version": FORMAT_VERSION, "content": content}


def json_text(noun: Noun) -> str:
    """*noun* as an indented JSON document, ending in a newline."""
    fast = fast_road()
    quick: bytes | None = fast.write_fast(noun, FORMAT_VERSION, indent=True) if fast else None
    return write_json(document_of(noun)) if quick is None else quick.decode()


def yaml_text(noun: Noun) -> str:
    """*noun* as a YAML document.

    Raises:
        ncpi.errors.MissingExtraError: PyYAML isn't installed.
    """
    from ncpi.serial.yaml import write_yaml  # noqa: PLC0415 - rarely asked for

    return write_yaml(document_of(noun))


def json_bytes(noun: Noun) -> bytes:
    """*noun* as a JSON document on one line, without the line's end."""
    fast = fast_road()
    quick: bytes | None = fast.write_fast(noun, FORMAT_VERSION, indent=False) if fast else None
    return json_line_of(document_of(noun)) if quick is None else quick


def json_line(noun: Noun) -> bytes:
    """*noun* as a JSON document on one line, ending in a newline."""
    return json_bytes(noun) + b"\n"
