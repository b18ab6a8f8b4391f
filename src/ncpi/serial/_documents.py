"""Documents: one record in an envelope that states the format and its version.

They are read and written on the happy path if that is sure, else on the thorough path. Both give
the same records, the same bytes and the same faults.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar, overload

from ncpi.errors import Fault, InvalidError, type_fault
from ncpi.model import Record
from ncpi.serial._codec.generated import UNSURE, UnsureError, reader, thorough, writer
from ncpi.serial._formats import FORMAT, FORMAT_VERSION, Unknown, check_arguments
from ncpi.serial._text import decoded, json_text_of, plain_json, read_json, write_json

if TYPE_CHECKING:
    import cattrs

__all__ = [
    "from_dict",
    "from_json",
    "from_yaml",
    "json_bytes",
    "json_line",
    "make_converter",
    "to_dict",
    "to_json",
    "to_yaml",
]

N = TypeVar("N", bound=Record)


def make_converter(unknown: Unknown = "error") -> cattrs.Converter:
    """A cattrs converter configured like ours, to which a caller can add hooks.

    It reads and writes content, without the envelope. *unknown* decides what happens to keys
    that a class doesn't know: ``"error"`` rejects them, ``"keep"`` keeps them in the record's
    ``unknown_fields``, and ``"ignore"`` drops them.

    If records may be of a subclass, pass the declared class when unstructuring
    (``unstructure_as=list[ncpi.Finding]``). A record's type is written only if it differs from
    the declared class, and without that argument cattrs assumes that it doesn't.

    Raises:
        ncpi.errors.InvalidError: *unknown* has another value.
    """
    converter: cattrs.Converter = thorough().new_converter(unknown)
    return converter


@overload
def from_dict(document: object, *, unknown: Unknown = ...) -> Record: ...
@overload
def from_dict(document: object, expect: type[N], *, unknown: Unknown = ...) -> N: ...
def from_dict(
    document: object, expect: type[Record] = Record, *, unknown: Unknown = "error"
) -> Record:
    """The record in a document made by `to_dict`.

    Args:
        document: the document.
        expect: the class of the record; subclasses are accepted.
        unknown: ``"error"`` rejects keys that a class doesn't know; ``"keep"`` keeps them in
            the record and writes them when it is stored; ``"ignore"`` drops them. With
            ``"keep"``, a record of a type that no class has is read as its declared class, or
            else as the first kind of record in an archive that it fits; its type is kept too.

    Checks between fields (a total and its parts, a reference and its target) run only once
    each field of the object is valid by itself.

    Raises:
        ncpi.errors.InvalidError: with every fault of the document, each with its path.
    """
    return _record_in(document, [], expect, unknown)


def _record_in(
    document: object, faults: list[Fault], expect: type[Record], unknown: Unknown
) -> Record:
    """The record in a document of plain values; see `thorough.read_value`."""
    if not faults:
        try:
            check_arguments(expect, unknown)
            return happy_read(document, expect)[0]
        except UNSURE:
            pass  # the thorough path decides
    record: Record = thorough().read_value(document, faults, expect, unknown)
    return record


@overload
def from_json(text: str | bytes, *, unknown: Unknown = ...) -> Record: ...
@overload
def from_json(text: str | bytes, expect: type[N], *, unknown: Unknown = ...) -> N: ...
def from_json(
    text: str | bytes, expect: type[Record] = Record, *, unknown: Unknown = "error"
) -> Record:
    """The record in a JSON document; bytes are read as UTF-8. See `from_dict`.

    Raises:
        ncpi.errors.InvalidError: with every fault of the document, each with its path.
    """
    if not isinstance(text, (str, bytes, bytearray)):
        raise InvalidError([type_fault(text, "text or bytes")])
    record: Record | None = None
    try:
        check_arguments(expect, unknown)
        document, strings = plain_json(text)
        record, found = happy_read(document, expect)
        if found == strings:
            return record
    except UNSURE:
        pass  # the thorough path decides
    try:
        document, faults = read_json(text)
        if record is not None and not faults:
            return record
        try:
            made: Record = thorough().read_value(document, faults, expect, unknown)
        except InvalidError as error:
            raise _with_lines(error, text) from None
    except RecursionError:
        message = "the document is nested too deep to be read"
        raise InvalidError([Fault("$", "too-deep", message)], "document") from None
    return made


def _with_lines(error: InvalidError, text: str | bytes | bytearray) -> InvalidError:
    """*error* with the line of each fault, if *text* has more than one, and its own words."""
    from ncpi.serial._codec.places import positions_in_json  # noqa: PLC0415 - only for faults

    plain = text if isinstance(text, str) else decoded(text)
    has_lines = "\n" in plain.strip()
    is_worded = any(fault.code == "type" for fault in error.faults)
    if not (has_lines or is_worded) or not error.faults[0].path.startswith("$"):
        return error
    lines, tokens = positions_in_json(plain)
    located: InvalidError = thorough().located(error, lines if has_lines else {}, tokens)
    return located


def from_yaml(text: str | bytes, expect: type[Record] = Record, *, unknown: Unknown) -> Record:
    """The record in a YAML document; each fault names its line.

    Raises:
        ncpi.errors.InvalidError: with every fault of the document, each with its path.
        ncpi.errors.MissingExtraError: PyYAML isn't installed.
    """
    from ncpi.serial._yaml.reading import read_yaml  # noqa: PLC0415 - rarely needed

    value, faults, lines, tokens = read_yaml(text)
    try:
        return _record_in(value, faults, expect, unknown)
    except InvalidError as error:
        raise thorough().located(error, lines, tokens) from None


def happy_read(document: object, expect: type[Record]) -> tuple[Record, int]:
    """The record in *document*, and how many strings are in it; raises one of `UNSURE`."""
    held: Any = document
    if document.__class__ is not dict or len(held) != 3:
        raise UnsureError
    version: object = held.get("version")
    if held.get("format") != FORMAT or type(version) is not int or version != FORMAT_VERSION:
        raise UnsureError
    tally = [4]
    record: Record = reader(Record)(held.get("content"), tally)
    if not isinstance(record, expect):
        raise UnsureError
    return record, sum(tally)


def happy_text(record: Record, *, is_page: bool) -> str:
    """The document of *record*, indented or on one line; raises one of `UNSURE`."""
    if not isinstance(record, Record):
        raise UnsureError
    if is_page:
        content = writer(Record, is_page=True)(record, "\n  ")
        head = f'{{\n  "format": "{FORMAT}",\n  "version": {FORMAT_VERSION},\n  "content": '
        return f"{head}{content}\n}}\n"
    content = writer(Record, is_page=False)(record)
    return f'{{"format":"{FORMAT}","version":{FORMAT_VERSION},"content":{content}}}'


def to_dict(record: Record) -> dict[str, Any]:
    """*record* as a document of plain dicts, lists, strings, numbers, booleans and None.

    Raises:
        ncpi.errors.InvalidError: something in it can't be stored without loss.
    """
    try:
        document: dict[str, Any] = json.loads(happy_text(record, is_page=False))
    except UNSURE:
        document = _thorough_document(record)
    return document


def _thorough_document(record: Record) -> dict[str, Any]:
    if not isinstance(record, Record):
        raise InvalidError([type_fault(record, "a record of ncpi")])
    return {"format": FORMAT, "version": FORMAT_VERSION, "content": thorough().written(record)}


def _json(record: Record, *, is_page: bool) -> str:
    try:
        return happy_text(record, is_page=is_page)
    except UNSURE:
        document = _thorough_document(record)
    return write_json(document) if is_page else json_text_of(document)


def to_json(record: Record) -> str:
    """*record* as a JSON document: indented, deterministic, ending in a newline.

    Raises:
        ncpi.errors.InvalidError: something in it can't be stored without loss.
    """
    return _json(record, is_page=True)


def to_yaml(record: Record) -> str:
    """*record* as a YAML document.

    Raises:
        ncpi.errors.MissingExtraError: PyYAML isn't installed.
    """
    from ncpi.serial._yaml.reading import write_yaml  # noqa: PLC0415 - rarely needed

    return write_yaml(to_dict(record))


def json_bytes(record: Record) -> bytes:
    """*record* as a JSON document on one line, without a newline."""
    return _json(record, is_page=False).encode()


def json_line(record: Record) -> bytes:
    """*record* as a JSON document on one line, ending in a newline."""
    return json_bytes(record) + b"\n"
