"""Opens the source of a document, a file or a text, in any format."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ncpi.errors import Fault, InvalidError, in_words, type_fault
from ncpi.model import Record
from ncpi.serial import lines
from ncpi.serial._codec.replacing import path_of
from ncpi.serial._documents import from_json, from_yaml
from ncpi.serial._formats import Format, Unknown, check_arguments, format_of

__all__ = ["OpenSource", "open_source"]


class OpenSource:
    """An open file, or a text wrapped as one.

    Attributes:
        file: the file to read.
        format: its format.
        name: the file's name, or "document".
    """

    def __init__(self, file: BinaryIO, format: Format, name: str) -> None:  # noqa: A002 - the usual name
        self.file = file
        self.format: Format = format
        self.name = name

    def read(self, expect: type[Record], unknown: Unknown) -> Record:
        """The record in it.

        Raises:
            ncpi.errors.InvalidError: with every fault.
        """
        try:
            if self.format == "jsonl":
                return self._read_lines(expect, unknown)
            read = from_yaml if self.format == "yaml" else from_json
            return read(self.file.read(), expect, unknown=unknown)
        except InvalidError as error:
            raise InvalidError(error.faults, self.name) from None

    def _read_lines(self, expect: type[Record], unknown: Unknown) -> Record:
        check_arguments(expect, unknown)
        read = lines.read_archive(self.file, unknown)
        if read.faults:
            raise InvalidError(read.faults)
        archive = read.archive()
        if not isinstance(archive, expect):
            message = f"expected {in_words(expect)}, but JSON Lines contain an archive"
            raise InvalidError([Fault("$", "type", message)])
        return archive

    def check(
        self, unknown: Unknown, on_line: Callable[[lines.Line], None] | None = None
    ) -> list[Fault]:
        """Every fault in it; *on_line* is called with each line of JSON Lines."""
        if self.format == "jsonl":
            return lines.read_archive(self.file, unknown, on_line, keep=False).faults
        try:
            self.read(Record, unknown)
        except InvalidError as error:
            return list(error.faults)
        return []


@contextmanager
def open_source(
    source: str | bytes | os.PathLike[str],
    format: Format | None = None,  # noqa: A002 - the usual name
) -> Generator[OpenSource]:
    """*source*, open for reading; see `ncpi.serial.load` for the types it may have.

    Raises:
        ncpi.errors.InvalidError: the format is unknown, or *source* has another type.
        OSError: the file can't be read.
    """
    if isinstance(source, str) and ("\n" in source or source.lstrip("\ufeff \t").startswith("{")):
        source = source.encode("utf-8", "surrogatepass")
    if isinstance(source, (bytes, bytearray)):
        chosen = format_of(Path("text.json"), format)
        yield OpenSource(io.BytesIO(source), chosen, "document")
    elif isinstance(source, (str, os.PathLike)):
        path = path_of(source)
        chosen = format_of(path, format)
        with path.open("rb") as file:
            yield OpenSource(file, chosen, str(source))
    else:
        raise InvalidError([type_fault(source, "a path, or the text of a document")])
