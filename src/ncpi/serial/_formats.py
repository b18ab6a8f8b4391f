"""The formats of documents, how to find that of a file, and the envelope of every document.

The envelope has the format's name, its version, and one record.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from ncpi.errors import Fault, InvalidError, member_fault, shown, type_fault

__all__ = ["FORMAT", "FORMAT_VERSION", "Format", "Unknown", "check_arguments", "format_of"]

FORMAT = "ncpi"
FORMAT_VERSION = 1
"""The version of the document format that this release reads and writes."""

Unknown: TypeAlias = Literal["error", "keep", "ignore"]
"""How to treat keys that a class doesn't know: reject, keep or drop them."""

Format: TypeAlias = Literal["json", "jsonl", "yaml"]
"""``json``: one record, indented. ``jsonl``: an archive, one record per line. ``yaml``: one
record, for editing by hand; needs the extra ``yaml``."""

_EXTENSIONS: Mapping[str, Format] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".yaml": "yaml",
    ".yml": "yaml",
}


def format_of(path: str | os.PathLike[str], named: Format | None = None) -> Format:
    """The format *named*, or that of the file extension.

    Raises:
        ncpi.errors.InvalidError: the format or the extension is unknown.
    """
    formats = list(dict.fromkeys(_EXTENSIONS.values()))
    if named in formats:
        return named
    if named is not None:
        fault = member_fault(named, formats, "a format that ncpi supports")
        raise InvalidError([fault.below("format")])
    suffix = os.path.splitext(path)[1]  # noqa: PTH122 - pathlib takes long to import
    format_ = _EXTENSIONS.get(suffix.lower())
    if format_ is None:
        message = f"{shown(suffix)} is not the file extension of a format that ncpi supports"
        advice = f"Use {' or '.join(_EXTENSIONS)}, or state the format"
        raise InvalidError([Fault("", "choice", message, shown(str(path)), advice)], str(path))
    return format_


def check_arguments(expect: object, unknown: object) -> None:
    """Check the arguments of a caller who may not use a type checker.

    Raises:
        ncpi.errors.InvalidError: *expect* isn't a class, or *unknown* isn't an allowed value.
    """
    if unknown not in (ways := get_args(Unknown)):
        message = f"{shown(unknown)} is not a way to handle unknown keys"
        advice = "Choose {!r}, {!r} or {!r}".format(*ways)
        raise InvalidError([Fault("unknown", "choice", message, "", advice)])
    if not isinstance(expect, type):
        raise InvalidError([type_fault(expect, "a class of records").below("expect")])
