"""The thorough path: reads every value by its type and reports every fault with its path.

It handles whatever the happy path isn't sure of, and defines the result: that returns exactly
what this would. This module is imported when a document is first read or written.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from types import MappingProxyType
from typing import Any, NoReturn

import attrs
import cattrs

from ncpi.errors import (
    Fault,
    InvalidError,
    as_written,
    in_words,
    nearest,
    path_step,
    shown,
    type_fault,
)
from ncpi.fields._frozen import is_mapping
from ncpi.model import Record, record_class
from ncpi.serial._codec.containers import register_containers, register_foreign
from ncpi.serial._codec.faults import faults_in
from ncpi.serial._codec.places import in_order
from ncpi.serial._codec.records import register_records
from ncpi.serial._codec.scalars import register_scalars
from ncpi.serial._codec.shapes import parts_of_archive
from ncpi.serial._formats import FORMAT, FORMAT_VERSION, Unknown, check_arguments

__all__ = ["located", "new_converter", "part_read", "part_written", "read_value", "written"]


def new_converter(unknown: Unknown) -> cattrs.Converter:
    """A converter with our hooks; see `ncpi.serial.make_converter`."""
    check_arguments(Record, unknown)
    converter = cattrs.Converter(
        forbid_extra_keys=unknown != "ignore",
        structure_fallback_factory=_unsupported,
    )
    register_scalars(converter)
    register_containers(converter, _converter("error") if unknown == "ignore" else None)
    register_foreign(converter, unknown)
    register_records(converter, unknown)
    return converter


def _unsupported(kind: object) -> NoReturn:
    message = f"the type {shown(kind)} can't be stored"
    raise InvalidError([Fault("", "unstorable", message)])


_converter = cache(new_converter)


def written(record: Record) -> Any:
    """The value of ``content`` in the document of *record*.

    Raises:
        ncpi.errors.InvalidError: something in it can't be stored without loss.
    """
    try:
        return part_written(record, Record)
    except InvalidError as error:
        raise InvalidError(
            [fault.below("$.content") for fault in error.faults], type(record).__name__
        ) from None


def part_read(content: object, kind: Any) -> Any:
    """What *content*, a part of a document, is as a *kind*, if that is certain.

    Raises:
        ncpi.errors.InvalidError: it has faults, or keys that may be kept or dropped.
    """
    try:
        return _converter("error").structure(content, kind)
    except Exception as error:  # noqa: BLE001 - another package's class may raise anything
        raise InvalidError(faults_in(error)) from None


def part_written(value: object, kind: Any) -> Any:
    """The plain value of *value*, a part of a record in a field of the type *kind*.

    Raises:
        ncpi.errors.InvalidError: something in it can't be stored without loss.
    """
    return _converter("keep").unstructure(value, unstructure_as=kind)


def read_value(
    document: object,
    faults: list[Fault],
    expect: type[Record] = Record,
    unknown: Unknown = "error",
) -> Record:
    """The record in a document of plain values.

    *faults* are those found in the text, which the value no longer shows.

    Raises:
        ncpi.errors.InvalidError: with every fault of the document, each with its path.
    """
    check_arguments(expect, unknown)
    converter = _converter(unknown)
    faults = [*faults]
    if not is_mapping(document):
        faults.append(type_fault(document, "an object").below("$"))
    else:
        seen = {fault.path for fault in faults}
        faults += [fault for fault in _envelope_faults(document, unknown) if fault.path not in seen]
        version = document.get("version")
        is_newer = type(version) is int and version > FORMAT_VERSION
        # These classes may not match the content of a newer version.
        if "content" in document and not is_newer:
            try:
                record: object = _content(document["content"], converter, expect, unknown)
            except Exception as error:  # noqa: BLE001 - every error becomes a fault
                seen = {fault.path for fault in faults}
                found = [fault.below("$.content") for fault in faults_in(error)]
                faults += [fault for fault in found if fault.path not in seen]
            else:
                if isinstance(record, Record) and isinstance(record, expect):
                    if not faults:
                        return record
                else:
                    message = f"expected {in_words(expect)}, not {in_words(type(record))}"
                    faults.append(Fault("$.content.type", "type", message))
    raise InvalidError(in_order(faults, document), "document")


def _content(
    content: object, converter: cattrs.Converter, expect: type[Record], unknown: Unknown
) -> Record:
    tag = content.get("type") if is_mapping(content) else None
    if unknown != "keep" or type(tag) is not str or record_class(tag) is not None:
        return converter.structure(content, Record)
    # The record of an unknown class is read as one of *expect*, or as the first kind that it fits.
    for part in () if expect.TAG else parts_of_archive():
        with suppress(Exception):
            if issubclass(part.kind, expect):
                return converter.structure(content, part.kind)
    return converter.structure(content, expect)


def located(
    error: InvalidError, lines: Mapping[str, int], tokens: Mapping[str, str] = MappingProxyType({})
) -> InvalidError:
    """*error* with the line of each fault, and its value as written in the text.

    *lines* and *tokens* are by path; *tokens* has the numbers and truth values.
    """
    found = [attrs.evolve(fault, line=_line_of(fault, lines)) for fault in error.faults]
    written = [
        as_written(fault, tokens[fault.path]) if fault.path in tokens else fault for fault in found
    ]
    return InvalidError(written, error.subject)


def _line_of(fault: Fault, lines: Mapping[str, int]) -> int | None:
    """The line of a fault's path, or of the nearest enclosing value."""
    path = fault.path
    while path and path not in lines:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return fault.line if fault.line is not None else lines.get(path)


def _envelope_faults(document: Mapping[object, object], unknown: Unknown) -> list[Fault]:
    faults: list[Fault] = []
    known = ("format", "version", "content")
    if "type" in document and not any(key in document for key in known):
        message = "the envelope around the record is missing"
        advice = (
            f"Wrap it in an object with the keys format (ncpi), version ({FORMAT_VERSION}) and "
            "content, with the record under content"
        )
        return [Fault("$", "missing", message, "", advice)]
    envelope = f'"format": "{FORMAT}", "version": {FORMAT_VERSION}'
    advice = f'A document is {{{envelope}, "content": {{"type": ...}}}}'
    faults += [
        Fault(f"$.{key}", "missing", f"{key!r} is missing", "", advice)
        for key in known
        if key not in document
    ]
    written = document.get("format", FORMAT)
    if written != FORMAT:
        message = f"{shown(written)} is not the format {FORMAT!r}"
        faults.append(Fault("$.format", "version", message, shown(written)))
    version = document.get("version", FORMAT_VERSION)
    if type(version) is not int or version < 1:
        message = f"{shown(version)} is not a version of the format"
        faults.append(Fault("$.version", "version", message, shown(version)))
    elif version > FORMAT_VERSION:
        message = (
            f"the document has version {shown(version)}; this ncpi reads up to {FORMAT_VERSION}"
        )
        faults.append(Fault("$.version", "version", message, "", "Install a newer ncpi"))
    for key in () if unknown == "ignore" else document:
        if key not in known:
            near = nearest(str(key), known)
            meant = f"Did you mean {near!r}?" if near else None
            message = f"{shown(key)} is not a key of a document"
            faults.append(Fault(f"${path_step(str(key))}", "unknown-key", message, "", meant))
    return faults
