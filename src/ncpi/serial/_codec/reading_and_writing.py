"""Chooses the path that reads or writes a document: fast, quick or thorough.

All three give the same records, the same bytes and the same faults. The fast path needs
msgspec. The fast and quick paths return None for anything they don't support, which the
thorough path then handles. This module is imported when a document is first read or written.
"""

from __future__ import annotations

from functools import cache
from types import ModuleType
from typing import Any

from ncpi.errors import Fault, InvalidError, type_fault
from ncpi.fields._frozen import is_mapping
from ncpi.model import Record, record_class
from ncpi.serial._codec.quick_reading import reader
from ncpi.serial._codec.quick_writing import writer
from ncpi.serial._envelope import FORMAT, FORMAT_VERSION, Unknown
from ncpi.serial._text import decoded, json_line_of, read_json, write_json

__all__ = [
    "document_of",
    "fast_path",
    "json_bytes",
    "json_line",
    "json_text",
    "read_text",
    "read_yaml_text",
    "record_in",
    "yaml_text",
]

_CURRENT = (FORMAT, FORMAT_VERSION)


@cache
def fast_path() -> ModuleType | None:
    """The module of the fast path, or None if msgspec isn't installed."""
    try:
        from ncpi.serial._codec import fast  # noqa: PLC0415 - needs an extra
    except ImportError:
        return None
    return fast


def read_text(
    text: str | bytes | bytearray, expect: type[Record] = Record, unknown: Unknown = "error"
) -> Record:
    """The record in a JSON document.

    Raises:
        ncpi.errors.InvalidError: with every fault of the document, each with its path.
    """
    if not isinstance(text, (str, bytes, bytearray)):
        raise InvalidError([type_fault(text, "text or bytes")])
    fast = fast_path()
    if fast is not None and _may_be_quick(expect, unknown):
        record = fast.read_fast(text, FORMAT_VERSION)
        if record is not None and isinstance(record, expect):
            return record
    try:
        document, faults = read_json(text)
        try:
            return record_in(document, faults, expect, unknown)
        except InvalidError as error:
            raise _with_lines(error, text) from None
    except RecursionError:
        message = "the document is nested too deep to be read"
        raise InvalidError([Fault("$", "too-deep", message)], "document") from None


def _with_lines(error: InvalidError, text: str | bytes | bytearray) -> InvalidError:
    """*error* with the line of each fault, if *text* has more than one, and its own words."""
    from ncpi.serial._codec.positions import positions_in_json  # noqa: PLC0415 - only for faults

    plain = text if isinstance(text, str) else decoded(text)
    has_lines = "\n" in plain.strip()
    is_worded = any(fault.code == "type" for fault in error.faults)
    if not (has_lines or is_worded) or not error.faults[0].path.startswith("$"):
        return error
    from ncpi.serial._codec import thorough  # noqa: PLC0415 - slow to import, and rarely needed

    lines, tokens = positions_in_json(plain)
    return thorough.located(error, lines if has_lines else {}, tokens)


def read_yaml_text(
    text: str | bytes | bytearray, expect: type[Record] = Record, unknown: Unknown = "error"
) -> Record:
    """The record in a YAML document; each fault names its line.

    Raises:
        ncpi.errors.InvalidError: with every fault of the document, each with its path.
        ncpi.errors.MissingExtraError: PyYAML isn't installed.
    """
    from ncpi.serial._codec import thorough  # noqa: PLC0415 - slow to import, and rarely needed
    from ncpi.serial._yaml.reading import read_yaml  # noqa: PLC0415 - rarely needed

    value, faults, lines, tokens = read_yaml(text)
    try:
        return thorough.read_value(value, faults, expect, unknown)
    except InvalidError as error:
        raise thorough.located(error, lines, tokens) from None


def record_in(
    document: object, faults: list[Fault], expect: type[Record], unknown: Unknown
) -> Record:
    """The record in a document of plain values; see `thorough.read_value`."""
    if not faults and _may_be_quick(expect, unknown):
        record = _read_quickly(document)
        if record is not None and isinstance(record, expect):
            return record
    from ncpi.serial._codec import thorough  # noqa: PLC0415 - slow to import, and rarely needed

    return thorough.read_value(document, faults, expect, unknown)


def _may_be_quick(expect: object, unknown: object) -> bool:
    """Whether the caller's arguments are valid; if not, the thorough path reports them."""
    return isinstance(expect, type) and unknown in ("error", "keep", "ignore")


def _read_quickly(document: object) -> Record | None:
    if not is_mapping(document) or len(document) != 3:
        return None
    content, version = document.get("content"), document.get("version")
    if (document.get("format"), version) != _CURRENT or type(version) is not int:
        return None
    try:
        tag = content["type"] if is_mapping(content) else None
        cls = record_class(tag) if type(tag) is str else None
        record: Record | None = reader(cls)(content, 1) if cls else None
    except Exception:  # noqa: BLE001 - the thorough path reports it
        return None
    return record


def document_of(record: Record) -> dict[str, Any]:
    """*record* as a document of plain values.

    Raises:
        ncpi.errors.InvalidError: something in it can't be stored without loss.
    """
    if not isinstance(record, Record):
        raise InvalidError([type_fault(record, "a record of ncpi")])
    try:
        content = {"type": record.TAG, **writer(type(record))(record)}
    except Exception:  # noqa: BLE001 - the thorough path reports it
        from ncpi.serial._codec import thorough  # noqa: PLC0415 - slow to import, and rarely needed

        content = thorough.written(record)
    return {"format": FORMAT, "version": FORMAT_VERSION, "content": content}


def json_text(record: Record) -> str:
    """*record* as an indented JSON document, ending in a newline."""
    fast = fast_path()
    quick: bytes | None = fast.write_fast(record, FORMAT_VERSION, indent=True) if fast else None
    return write_json(document_of(record)) if quick is None else quick.decode()


def yaml_text(record: Record) -> str:
    """*record* as a YAML document.

    Raises:
        ncpi.errors.MissingExtraError: PyYAML isn't installed.
    """
    from ncpi.serial._yaml.reading import write_yaml  # noqa: PLC0415 - rarely needed

    return write_yaml(document_of(record))


def json_bytes(record: Record) -> bytes:
    """*record* as a JSON document on one line, without a newline."""
    fast = fast_path()
    quick: bytes | None = fast.write_fast(record, FORMAT_VERSION, indent=False) if fast else None
    return json_line_of(document_of(record)) if quick is None else quick


def json_line(record: Record) -> bytes:
    """*record* as a JSON document on one line, ending in a newline."""
    return json_bytes(record) + b"\n"
