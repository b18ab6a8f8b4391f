"""``ncpi schema``: prints the JSON Schema of documents."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator

from ncpi import Record
from ncpi.cli import Command
from ncpi.errors import Fault, InvalidError, member_fault
from ncpi.model import record_class, record_tags
from ncpi.serial._text import write_json
from ncpi.serial.schema import json_schema

__all__ = ["SCHEMA"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "tags",
        metavar="TYPE",
        nargs="*",
        help="the type of a record as in documents, such as report; default: all types",
    )


def _schema(options: argparse.Namespace) -> str:
    return write_json(json_schema(*_classes(options.tags)))


def _classes(tags: Iterable[str]) -> Iterator[type[Record]]:
    """The classes with these *tags*, all of which must be known."""
    faults: list[Fault] = []
    classes: list[type[Record]] = []
    for tag in tags:
        cls = record_class(tag)
        if cls is None:
            faults.append(member_fault(tag, record_tags(), "the type of a record"))
        else:
            classes.append(cls)
    if faults:
        raise InvalidError(faults, "schema" if len(faults) > 1 else "")
    return iter(classes)


SCHEMA = Command(
    _arguments,
    _schema,
    examples=("ncpi schema report",),
    reads=False,
)
