"""Documents: one noun in an envelope that names the format and its version."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NoReturn, TypeVar, overload

import cattrs

from ncpi.errors import Fault, InvalidError, in_words, nearest, path_step, shown, type_fault
from ncpi.frozen import is_mapping
from ncpi.model import Noun
from ncpi.serial.containers import register_containers
from ncpi.serial.faults import faults_in
from ncpi.serial.foreign import register_foreign
from ncpi.serial.nouns import register_nouns
from ncpi.serial.order import in_order
from ncpi.serial.plan import Unknown
from ncpi.serial.scalars import register_scalars
from ncpi.serial.text import read_json, write_json

__all__ = ["FORMAT_VERSION", "from_dict", "from_json", "make_converter", "to_dict", "to_json"]

FORMAT = "ncpi"
FORMAT_VERSION = 1
"""The version of the document format that this release writes."""

N = TypeVar("N", bound=Noun)


def make_converter(unknown: Unknown = "error") -> cattrs.Converter:
    """A cattrs converter set up like ours, for a caller's own hooks.

    *unknown* says what becomes of keys that a class doesn't know: an error, or kept
    in the noun's ``unknown_fields``.
    """
    converter = cattrs.Converter(
        forbid_extra_keys=True,
        structure_fallback_factory=_unsupported,
    )
    register_scalars(converter)
    register_containers(converter)
    register_foreign(converter)
    register_nouns(converter, unknown)
    return converter


def _unsupported(kind: object) -> NoReturn:
    message = f"the type {shown(kind)} can't be stored"
    raise InvalidError([Fault("", "unstorable", message)])


@cache
def _converter(unknown: Unknown) -> cattrs.Converter:
    if unknown not in ("error", "keep"):
        message = f"{shown(unknown)} is no way to treat unknown keys"
        raise InvalidError([Fault("unknown", "choice", message, "", "Choose 'error' or 'keep'")])
    return make_converter(unknown)


def to_dict(noun: Noun) -> dict[str, Any]:
    """*noun* as a document of plain dicts, lists, texts, numbers, booleans and None.

    Raises:
        ncpi.errors.InvalidError: something in it can't be stored without loss.
    """
    if not isinstance(noun, Noun):
        raise InvalidError([type_fault(noun, "a noun of ncpi")])
    try:
        content = _converter("keep").unstructure(noun, unstructure_as=Noun)
    except InvalidError as error:
        raise InvalidError(
            [fault.below("$.content") for fault in error.faults], type(noun).__name__
        ) from None
    return {"format": FORMAT, "version": FORMAT_VERSION, "content": content}


@overload
def from_dict(document: object, *, unknown: Unknown = ...) -> Noun: ...
@overload
def from_dict(document: object, expect: type[N], *, unknown: Unknown = ...) -> N: ...
def from_dict(document: object, expect: type[Noun] = Noun, *, unknown: Unknown = "error") -> Noun:
    """The noun in a document made by `to_dict`.

    Args:
        document: the document.
        expect: the class that the noun must be of, or derived from.
        unknown: ``"error"`` refuses keys that a class doesn't know; ``"keep"`` keeps
            them in the noun, and writes them back when it is stored.

    Checks between fields (a total and its parts, a key and what it names) follow once
    each field of the object is right in itself.

    Raises:
        ncpi.errors.InvalidError: with every fault of the document, each with its path.
    """
    return _read(document, [], expect, unknown)


def _read(document: object, faults: list[Fault], expect: type[N], unknown: Unknown) -> N:
    converter = _converter(unknown)
    wanted: object = expect  # a caller who doesn't check types may hand over anything
    if not isinstance(wanted, type):
        raise InvalidError([type_fault(wanted, "a class of nouns").below("expect")])
    faults = [*faults]
    if not is_mapping(document):
        faults.append(type_fault(document, "an object").below("$"))
    else:
        seen = {fault.path for fault in faults}
        faults += [fault for fault in _envelope_faults(document) if fault.path not in seen]
        if "content" in document:
            try:
                noun = converter.structure(document["content"], Noun)
            except Exception as error:  # noqa: BLE001 - whatever it is, the user gets a fault
                seen = {fault.path for fault in faults}
                found = [fault.below("$.content") for fault in faults_in(error)]
                faults += [fault for fault in found if fault.path not in seen]
            else:
                if isinstance(noun, expect):
                    if not faults:
                        return noun
                else:
                    message = f"{in_words(expect)} is wanted, not {in_words(type(noun))}"
                    faults.append(Fault("$.content.type", "type", message))
    raise InvalidError(in_order(faults, document), "document")


def _envelope_faults(document: Mapping[object, object]) -> list[Fault]:
    faults: list[Fault] = []
    known = ("format", "version", "content")
    if missing := [key for key in known if key not in document]:
        advice = 'A document is {"format": "ncpi", "version": 1, "content": {"type": ...}}'
        faults += [
            Fault(f"$.{key}", "missing", f"{key!r} is missing", "", advice) for key in missing
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
            f"it is written in version {shown(version)}, and this ncpi reads up to {FORMAT_VERSION}"
        )
        faults.append(Fault("$.version", "version", message, "", "Install a newer ncpi"))
    faults += [
        Fault(
            f"${path_step(str(key))}",
            "unknown-key",
            f"{shown(key)} is no part of a document",
            "",
            f"Did you mean {near!r}?" if (near := nearest(str(key), known)) else None,
        )
        for key in document
        if key not in known
    ]
    return faults


def to_json(noun: Noun) -> str:
    """*noun* as a JSON document: indented, always the same, ending in a newline.

    Raises:
        ncpi.errors.InvalidError: something in it can't be stored without loss.
    """
    return write_json(to_dict(noun))


@overload
def from_json(text: str | bytes, *, unknown: Unknown = ...) -> Noun: ...
@overload
def from_json(text: str | bytes, expect: type[N], *, unknown: Unknown = ...) -> N: ...
def from_json(text: str | bytes, expect: type[Noun] = Noun, *, unknown: Unknown = "error") -> Noun:
    """The noun in a JSON document; bytes are read as UTF-8. See `from_dict`.

    Raises:
        ncpi.errors.InvalidError: with every fault of the document, each with its path.
    """
    if not isinstance(text, (str, bytes, bytearray)):
        raise InvalidError([type_fault(text, "text or bytes")])
    try:
        document, faults = read_json(text)
        return _read(document, faults, expect, unknown)
    except RecursionError:
        message = "the document is nested too deep to be read"
        raise InvalidError([Fault("$", "too-deep", message)], "document") from None
