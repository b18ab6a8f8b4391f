"""The fast path: documents laid out as ncpi writes them, at close to the speed of msgspec.

msgspec reads a document into structs that mirror the records, rejecting unknown keys, and
writes the structs again. If the output equals the input, nothing was lost, no key was
repeated, and the layout is ours. The quick path then makes records of the structs, with
every check. If any step fails, the thorough path reads the document again and reports its
faults, if it has any.
"""

from __future__ import annotations

import re
from types import GenericAlias
from typing import Any, Literal

import attrs
import msgspec

from ncpi.model import Record, record_class
from ncpi.serial._codec.quick import Quick, Target
from ncpi.serial._codec.quick_reading import reader
from ncpi.serial._codec.quick_writing import writer
from ncpi.serial._codec.shapes import Field, Shape, UnsupportedError, cached, is_left_unset, shapes

__all__ = ["read_fast", "write_fast"]

_REQUIRED = object()
"""The value of a missing required field: every validator rejects it."""


def read_fast(text: str | bytes | bytearray, version: int) -> Record | None:
    """The record in the document *text*; None if the thorough path must read it."""
    try:
        data = text.encode() if isinstance(text, str) else bytes(text)
        head = re.match(_HEAD, data)
        cls = None if head is None else record_class(head["tag"].decode())
    except UnicodeError:
        return None
    if head is None or cls is None:
        return None
    try:
        envelope = _decoder(cls, version).decode(data)
        written = _ENCODER.encode(envelope)
        if head["gap"]:
            written = _indented(written)
        elif data.endswith(b"\n"):
            written += b"\n"
        if written != data:
            return None
        record: Record = reader(cls, _ROOT)(envelope.content)
    except Exception:  # noqa: BLE001 - the thorough path reports it
        return None
    return record


def write_fast(record: Record, version: int, *, indent: bool) -> bytes | None:
    """The document of *record*, indented or not; None if the thorough path must write it."""
    try:
        write, envelope = _written_as(type(record), version)
        written = _ENCODER.encode(envelope("ncpi", version, write(record)))
    except Exception:  # noqa: BLE001 - the thorough path reports it
        return None
    return _indented(written) if indent else written


@cached
def _written_as(cls: type[Record], version: int) -> tuple[Quick, Any]:
    return writer(cls, _ROOT), _envelope(cls, version)


_HEAD = (
    rb'\{(?P<gap>\n  )?"format": ?"ncpi",\s*"version": ?[0-9]+,\s*'
    rb'"content": ?\{\s*"type": ?"(?P<tag>[^"]+)"'
)


def _indented(compact: bytes) -> bytes:
    return msgspec.json.format(compact, indent=2) + b"\n"


_ENCODER = msgspec.json.Encoder()


@cached
def _decoder(cls: type[Record], version: int) -> Any:
    return msgspec.json.Decoder(_envelope(cls, version))


@cached
def _envelope(cls: type[Record], version: int) -> Any:
    parts = [("format", Literal["ncpi"]), ("version", Literal[version]), ("content", _root(cls))]
    return msgspec.defstruct("Envelope", parts, forbid_unknown_fields=True, gc=False)


@cached
def _record(cls: type[Record]) -> Any:
    return _mirror(cls)


@cached
def _root(cls: type[Record]) -> Any:
    return _mirror(cls, cls.TAG)


def _mirror(cls: type[Record], tag: str | None = None) -> Any:
    """A class of structs with the fields of *cls*, which omits defaults as our documents do."""
    parts = [(field.name, *_typed(field)) for field in shapes(cls)]
    return msgspec.defstruct(
        cls.__name__,
        parts,
        forbid_unknown_fields=True,
        omit_defaults=True,
        frozen=True,
        gc=False,
        tag_field="type" if tag else None,
        tag=tag,
    )


def _typed(field: Field) -> tuple[Any, object]:
    kind = _type(field.shape)
    if field.default is attrs.NOTHING:
        return kind, _REQUIRED
    if is_left_unset(field):
        return kind | msgspec.UnsetType, msgspec.UNSET
    return kind, field.default


def _type(shape: Shape) -> Any:
    kinds: dict[str, Any] = {
        "plain": shape.kind,
        "word": shape.kind,
        "short": str,
        "number": float,
        "day": str,
        "default": None,
        "record": _record(shape.kind) if shape.form == "record" else None,
    }
    if shape.form == "any":
        raise UnsupportedError
    if shape.inner is not None:
        inner = _type(shape.inner)
        kind: Any = GenericAlias(tuple, (inner, ...))
        if shape.form == "table":
            kind = GenericAlias(dict, (str, inner))
    else:
        kind = kinds[shape.form]
    return kind | None if shape.may_be_none else kind


_RECORDS = Target("structs", struct=_record, unset=msgspec.UNSET)
_ROOT = Target("root", struct=_root, unset=msgspec.UNSET, nested=_RECORDS)
