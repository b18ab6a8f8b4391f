"""Documents: one record in an envelope that states the format and its version.

The code that reads and writes them is imported on first use, to keep `import ncpi` fast.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, overload

from ncpi.model import Record
from ncpi.serial._formats import Unknown

if TYPE_CHECKING:
    import cattrs

__all__ = ["from_dict", "from_json", "make_converter", "to_dict", "to_json"]

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
    from ncpi.serial._codec.thorough import new_converter  # noqa: PLC0415 - see above

    return new_converter(unknown)


def to_dict(record: Record) -> dict[str, Any]:
    """*record* as a document of plain dicts, lists, strings, numbers, booleans and None.

    Raises:
        ncpi.errors.InvalidError: something in it can't be stored without loss.
    """
    from ncpi.serial._codec.reading_and_writing import document_of  # noqa: PLC0415 - see above

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
    from ncpi.serial._codec.reading_and_writing import record_in  # noqa: PLC0415 - see above

    if unknown != "keep":
        return record_in(document, [], expect, unknown)
    from ncpi.serial.lines import record_kept  # noqa: PLC0415 - rarely needed

    return record_kept(partial(record_in, document, [], unknown=unknown), expect, unknown)


def to_json(record: Record) -> str:
    """*record* as a JSON document: indented, deterministic, ending in a newline.

    Raises:
        ncpi.errors.InvalidError: something in it can't be stored without loss.
    """
    from ncpi.serial._codec.reading_and_writing import json_text  # noqa: PLC0415 - see above

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
    from ncpi.serial._codec.reading_and_writing import read_text  # noqa: PLC0415 - see above

    if unknown != "keep":
        return read_text(text, expect, unknown)
    from ncpi.serial.lines import record_kept  # noqa: PLC0415 - rarely needed

    return record_kept(partial(read_text, text, unknown=unknown), expect, unknown)
