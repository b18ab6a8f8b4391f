"""Documents in files, whose format follows from the file extension."""

from __future__ import annotations

import os
from typing import TypeVar, overload

from ncpi.errors import Fault, InvalidError
from ncpi.model import Record
from ncpi.serial._documents import to_json, to_yaml
from ncpi.serial._formats import Format, Unknown, format_of

__all__ = ["check", "load", "save"]

N = TypeVar("N", bound=Record)


def save(record: Record, path: str | os.PathLike[str], *, format: Format | None = None) -> None:  # noqa: A002 - the usual name
    """Write *record* to the file *path*, in *format* or the one of the file extension.

    ``.json``; ``.jsonl`` or ``.ndjson`` for an archive, with one record per line; ``.yaml`` or
    ``.yml``, which needs the extra ``yaml``. The document is written to a temporary file, which
    then replaces *path* in one step; if anything goes wrong, an existing file stays unchanged.

    Raises:
        ncpi.errors.InvalidError: the format is unknown, or something in the record can't be
            stored in it without loss.
        ncpi.errors.MissingExtraError: the format needs a library that isn't installed.
        OSError: the file can't be written.
    """
    from ncpi.serial import lines  # noqa: PLC0415 - slow to import
    from ncpi.serial._codec.replacing import path_of, replacing  # noqa: PLC0415 - as above

    chosen = format_of(path_of(path), format)
    if chosen == "jsonl":
        lines.write_lines(lines.records_of(record), path)
        return
    text = to_json(record) if chosen == "json" else to_yaml(record)
    with replacing(path) as file:
        file.write(text.encode())


@overload
def load(
    source: str | bytes | os.PathLike[str], *, format: Format | None = ..., unknown: Unknown = ...
) -> Record: ...
@overload
def load(
    source: str | bytes | os.PathLike[str],
    expect: type[N],
    *,
    format: Format | None = ...,
    unknown: Unknown = ...,
) -> N: ...
def load(
    source: str | bytes | os.PathLike[str],
    expect: type[Record] = Record,
    *,
    format: Format | None = None,  # noqa: A002 - the usual name
    unknown: Unknown = "error",
) -> Record:
    """The record in a file, or in the text of a document.

    Args:
        source: a path, or the text of a document. Bytes are text, and so is a ``str`` that
            contains a line break or starts with a brace; any other ``str`` is a path.
        expect: the class of the record; subclasses are accepted.
        format: the format; by default that of the file extension, and ``"json"`` for text.
        unknown: see `from_dict`.

    Raises:
        ncpi.errors.InvalidError: with every fault of the document; ``subject`` is the
            file's name, or "document".
        ncpi.errors.MissingExtraError: the format needs a library that isn't installed.
        OSError: the file can't be read.
    """
    from ncpi.serial._sources import open_source  # noqa: PLC0415 - slow to import

    with open_source(source, format) as opened:
        return opened.read(expect, unknown)


def check(
    source: str | bytes | os.PathLike[str],
    *,
    format: Format | None = None,  # noqa: A002 - the usual name
    unknown: Unknown = "error",
) -> list[Fault]:
    """Every fault of a document; empty if `load` would read it.

    *source*, *format* and *unknown* are as for `load`. JSON Lines are read one line at a time,
    and no further after 1,000 faults.

    Raises:
        ncpi.errors.MissingExtraError: the format needs a library that isn't installed.
        OSError: the file can't be read.
    """
    from ncpi.serial._sources import open_source  # noqa: PLC0415 - slow to import

    try:
        with open_source(source, format) as opened:
            return opened.check(unknown)
    except InvalidError as error:
        return list(error.faults)
