"""Documents: one record in an envelope that names the format and its version.

What reads and writes them is imported on first use, so that `import ncpi` stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, overload

from ncpi.model import Record
from ncpi.serial._envelope import Unknown

if TYPE_CHECKING:
    import cattrs

__all__ = ["from_dict", "from_json", "make_converter", "to_dict", "to_json"]

N = TypeVar("N", bound=Record)


def make_converter(unknown: Unknown = "error") -> cattrs.Converter:
    """A cattrs converter set up like ours, for a caller's own hooks.

    It reads and writes content, without the envelope. *unknown* says what becomes of keys
    that a class doesn't know: ``"error"``, kept in the record's ``unknown_fields`` with
    ``"keep"``, or dropped with ``"ignore"``.

    Where a subclass may stand for its base, say which class is declared there
    (``unstructure_as=list[ncpi.Finding]``): a record names its own type only where that
    isn't the declared one, and cattrs takes what it isn't stated for declared.

    Raises:
        ncpi.errors.InvalidError: *unknown* is none of these.
    """
    from ncpi.serial._codec.thorough import new_converter  # noqa: PLC0415 - see above

    return new_converter(unknown)


def to_dict(record: Record) -> dict[str, Any]:
    """*record* as a document of plain dicts, lists, texts, numbers, booleans and None.

    Raises:
        ncpi.errors.InvalidError: something in it can't be stored without loss.
    """
    from ncpi.serial._codec.paths import document_of  # noqa: PLC0415 - see above

    return document_of(record)


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
        expect: the class that the record must be of, or derived from.
        unknown: ``"error"`` refuses keys that a class doesn't know; ``"keep"`` keeps
            them in the record, and writes them back when it is stored; ``"ignore"`` drops
            them.

    Checks between fields (a total and its parts, a key and what it names) follow once
    each field of the object is right in itself.

    Raises:
        ncpi.errors.InvalidError: with every fault of the document, each with its path.
    """
    from ncpi.serial._codec.paths import record_in  # noqa: PLC0415 - see above

    return record_in(document, [], expect, unknown)


def to_json(record: Record) -> str:
    """*record* as a JSON document: indented, always the same, ending in a newline.

    Raises:
        ncpi.errors.InvalidError: something in it can't be stored without loss.
    """
    from ncpi.serial._codec.paths import json_text  # noqa: PLC0415 - see above

    return json_text(record)


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
    from ncpi.serial._codec.paths import read_text  # noqa: PLC0415 - see above

    return read_text(text, expect, unknown)
