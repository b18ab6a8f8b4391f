"""The formats of documents, and which one a file is in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from ncpi.errors import Fault, InvalidError, member_fault, shown

__all__ = ["Format", "format_of"]

Format: TypeAlias = Literal["json", "jsonl", "yaml"]
"""``json``: one record, indented. ``jsonl``: an archive, one report a line. ``yaml``: one record,
for records written by hand; needs the extra ``yaml``."""

_ENDINGS: Mapping[str, Format] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".yaml": "yaml",
    ".yml": "yaml",
}


def format_of(path: Path, named: Format | None = None) -> Format:
    """The format that is *named*, or that of the file's ending.

    Raises:
        ncpi.errors.InvalidError: no format is called so, or has such an ending.
    """
    formats = list(dict.fromkeys(_ENDINGS.values()))
    if named in formats:
        return named
    if named is not None:
        fault = member_fault(named, formats, "a format that ncpi knows")
        raise InvalidError([fault.below("format")])
    found = _ENDINGS.get(path.suffix.lower())
    if found is None:
        message = f"{shown(path.suffix)} is not the ending of a format that ncpi knows"
        advice = f"Use {' or '.join(_ENDINGS)}, or name the format"
        raise InvalidError([Fault("", "choice", message, shown(str(path)), advice)], str(path))
    return found
