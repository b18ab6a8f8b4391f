"""Where a document is read from: a file or a text, in one of the formats."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ncpi.errors import Fault, InvalidError, in_words, shown, type_fault
from ncpi.model import Record
from ncpi.serial import lines
from ncpi.serial._codec import paths as roads
from ncpi.serial._codec.thorough import refuse_wishes
from ncpi.serial._envelope import Unknown
from ncpi.serial._formats import Format, format_of

__all__ = ["OpenSource", "open_source"]


class OpenSource:
    """An open file, or a text as if it were one.

    Attributes:
        file: what is read.
        format: the format it is in.
        name: the file's name, or "document".
    """

    def __init__(self, file: BinaryIO, format: Format, name: str) -> None:  # noqa: A002 - what it is called everywhere
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
            read = roads.read_yaml_text if self.format == "yaml" else roads.read_text
            return read(self.file.read(), expect, unknown)
        except InvalidError as error:
            raise InvalidError(error.faults, self.name) from None

    def _read_lines(self, expect: type[Record], unknown: Unknown) -> Record:
        refuse_wishes(expect, unknown)
        reports, faults = lines.read_archive(self.file, unknown)
        if faults:
            raise InvalidError(faults)
        archive = lines.archive_of(reports)
        if not isinstance(archive, expect):
            message = f"{in_words(expect)} is wanted, and JSON Lines hold an archive"
            raise InvalidError([Fault("$", "type", message)])
        return archive

    def check(
        self, unknown: Unknown, on_line: Callable[[lines.Line], None] | None = None
    ) -> list[Fault]:
        """Every fault in it; *on_line* is called with each line of JSON Lines."""
        if self.format == "jsonl":
            return lines.read_archive(self.file, unknown, on_line, hold=False)[1]
        try:
            self.read(Record, unknown)
        except InvalidError as error:
            return list(error.faults)
        return []


@contextmanager
def open_source(
    source: str | bytes | os.PathLike[str],
    format: Format | None = None,  # noqa: A002 - what it is called everywhere
) -> Generator[OpenSource]:
    """*source*, open for reading; see `ncpi.serial.load` for what it may be.

    Raises:
        ncpi.errors.InvalidError: the format is unknown, or it is no source at all.
        OSError: the file can't be read.
    """
    if isinstance(source, str) and ("\n" in source or source.lstrip("\ufeff \t").startswith("{")):
        source = source.encode("utf-8", "surrogatepass")
    if isinstance(source, (bytes, bytearray)):
        chosen = format_of(Path("text.json"), format)
        yield OpenSource(io.BytesIO(source), chosen, "document")
    elif isinstance(source, (str, os.PathLike)):
        path = Path(source)
        chosen = format_of(path, format)
        if "\0" in str(path):
            message = "no file's name has a NUL in it"
            raise InvalidError([Fault("", "text", message, shown(str(path)))])
        with path.open("rb") as file:
            yield OpenSource(file, chosen, str(source))
    else:
        raise InvalidError([type_fault(source, "a path, or the text of a document")])
